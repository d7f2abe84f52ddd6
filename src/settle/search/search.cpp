#include "settle/search/search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "entente/core/expects.hpp"
#include "settle/search/goals.hpp"

namespace entente::settle {
namespace {

constexpr std::size_t kMostLanes = 112;  // besides the unit vectors

/// Adds multipliers around one point: more of them prune more, and each costs a vector operation a node.
class LaneBuilder {
public:
    LaneBuilder(std::size_t parties, const std::vector<double>& fixed)
        : lanes_{parties, {}}, fixed_(fixed) {}

    void add(const std::vector<double>& point) {
        const std::size_t n = lanes_.parties;
        if (lanes_.count() >= kMostLanes) return;
        std::vector<double> lambda(n);
        for (std::size_t j = 0; j < n; ++j) lambda[j] = fixed_[j] + point[j];
        lanes_.add(lambda);
    }
    void add_scaled(const std::vector<double>& point, double factor) {
        for (std::size_t j = 0; j < lanes_.parties; ++j) {
            for (const double f : {1 + factor, 1 / (1 + factor)}) {
                std::vector<double> moved = point;
                moved[j] *= f;
                add(moved);
            }
        }
    }
    void add_pairs(const std::vector<double>& point, double factor) {
        for (std::size_t a = 0; a < lanes_.parties; ++a) {
            for (std::size_t b = a + 1; b < lanes_.parties; ++b) {
                std::vector<double> moved = point;
                moved[a] *= 1 + factor;
                moved[b] *= 1 + factor;
                add(moved);
            }
        }
    }
    [[nodiscard]] Lanes finish() {
        for (std::size_t j = 0; j < lanes_.parties; ++j) {
            std::vector<double> unit(lanes_.parties, 0);
            unit[j] = 1;
            lanes_.add(unit);
        }
        return std::move(lanes_);
    }

private:
    Lanes lanes_;
    const std::vector<double>& fixed_;
};

Lanes lanes_around(const Goal& goal, const std::vector<double>& x) {
    const std::size_t n = x.size();
    LaneBuilder builder(n, goal.spec.fixed);
    // A goal that refines another one searches the other's neighbourhood, whose multipliers prune best.
    if (!goal.hint.empty()) {
        builder.add(goal.hint);
        builder.add(x);
        builder.add_scaled(goal.hint, 0.05);
        builder.add_scaled(goal.hint, 0.25);
        builder.add_scaled(x, 0.25);
    } else {
        builder.add(x);
        builder.add_scaled(x, 0.05);
        builder.add_scaled(x, 0.25);
    }
    const std::vector<double>& centre = goal.hint.empty() ? x : goal.hint;
    if (n >= 5) {
        builder.add_scaled(centre, 0.12);
        builder.add_scaled(centre, 0.5);
    }
    if (n >= 4) builder.add_pairs(centre, 0.15);
    return builder.finish();
}

struct Climb {
    const Reduced& reduced;
    std::vector<std::uint32_t> at;  // option of the reduced group
    std::vector<double> gains;

    void shift(std::size_t group, std::uint32_t from, std::uint32_t to) {
        const std::size_t n = reduced.parties;
        const double* values = reduced.values[group].data();
        for (std::size_t j = 0; j < n; ++j) gains[j] += values[to * n + j] - values[from * n + j];
    }
};

}  // namespace

Search::Search(const Separable& space, const RunOptions& run, std::uint64_t nodes)
    : space_(space), run_(run), reduced_(reduce(space)), given_(nodes), nodes_(nodes) {}

Stopped Search::stopped() const {
    if (run_.stop.stop_requested()) return Stopped::cancelled;
    return nodes_ == 0 ? Stopped::budget : Stopped::complete;
}

/// Rounds the bound's own solution to an outcome and climbs from it, one group at a time.
void Search::round(Goal& goal, const std::vector<double>& lambda) const {
    const std::size_t n = space_.parties;
    Climb climb{reduced_, std::vector<std::uint32_t>(reduced_.groups(), 0), reduced_.offset};
    for (std::size_t g = 0; g < reduced_.groups(); ++g) {
        double most = kNoValue;
        for (std::uint32_t k = 0; k < reduced_.options[g].size(); ++k) {
            double sum = 0;
            for (std::size_t j = 0; j < n; ++j) sum += lambda[j] * reduced_.values[g][k * n + j];
            if (sum > most) {
                most = sum;
                climb.at[g] = k;
            }
        }
        for (std::size_t j = 0; j < n; ++j) climb.gains[j] += reduced_.values[g][climb.at[g] * n + j];
    }
    double here = goal.soft(climb.gains);
    constexpr int kPasses = 8;
    bool moved = true;
    for (int pass = 0; pass < kPasses && moved && !run_.stop.stop_requested(); ++pass) {
        moved = false;
        for (std::size_t g = 0; g < reduced_.groups(); ++g) {
            std::uint32_t best = climb.at[g];
            for (std::uint32_t k = 0; k < reduced_.options[g].size(); ++k) {
                if (k == climb.at[g]) continue;
                Climb& trial = climb;
                trial.shift(g, trial.at[g], k);
                const double value = goal.soft(trial.gains);
                trial.shift(g, k, trial.at[g]);
                if (value > here + 1e-12) {
                    here = value;
                    best = k;
                }
            }
            if (best != climb.at[g]) {
                climb.shift(g, climb.at[g], best);
                climb.at[g] = best;
                moved = true;
            }
        }
    }
    std::vector<std::uint32_t> choice(reduced_.groups());
    for (std::size_t g = 0; g < choice.size(); ++g) choice[g] = reduced_.options[g][climb.at[g]];
    (void)goal.offer(std::move(choice));
}

SearchAnswer Search::run_goal(Goal& goal) {
    const auto bound_of = [&](const std::vector<double>& lambda, double support) {
        return goal.bound(lambda, support);
    };
    const std::size_t n = space_.parties;
    const std::vector<double> x = minimise_dual(reduced_, goal.spec, bound_of);
    last_point_ = x;
    std::vector<double> centre(n);
    for (std::size_t j = 0; j < n; ++j) centre[j] = goal.spec.fixed[j] + x[j];
    double upper = goal.bound(centre, reduced_.support(centre.data()));
    upper += 1e-12 * (goal.scale + std::abs(upper));
    round(goal, centre);
    bool proved = false;
    if (goal.first_hit && goal.best) {
        proved = true;
    } else if (!goal.best || goal.enough <= 0 || upper - goal.best_value > goal.enough) {
        proved = close(goal, lanes_around(goal, x), upper);
    }
    SearchAnswer answer;
    answer.best = goal.best;
    if (proved) {
        answer.proof = goal.best ? Proof::optimal : Proof::absent;
    } else {
        answer.proof = goal.best ? Proof::interval : Proof::unknown;
    }
    answer.value = goal.best ? goal.best_value : kNoValue;
    answer.bound = answer.proof == Proof::optimal ? answer.value : std::max(upper, answer.value);
    return answer;
}

/// Lowers the target from the bound until an outcome is found above it, or the best one known stands.
/// \return whether the best one is proved (or proved to be none); `upper` is tightened on the way
bool Search::close(Goal& goal, const Lanes& lanes, double& upper) {
    const std::size_t n = space_.parties;
    if (goal.best && goal.unbeatable()) return true;
    CoreSearch core(reduced_, lanes);
    for (std::size_t l = 0; l + n < lanes.count(); ++l) {
        const auto row = lanes.lambda.begin() + static_cast<std::ptrdiff_t>(l * n);
        const double bound = goal.bound({row, row + static_cast<std::ptrdiff_t>(n)}, core.support(l));
        upper = std::min(upper, bound + 1e-12 * (goal.scale + std::abs(bound)));
    }
    std::vector<double> need(lanes.count()), tighter(lanes.count());
    double target = 0;
    const auto visit = [&](std::span<const std::uint32_t> choice) -> const double* {
        if (!goal.offer({choice.begin(), choice.end()})) return nullptr;
        if (goal.first_hit || goal.unbeatable() ||
            (goal.enough > 0 && upper - goal.best_value <= goal.enough)) {
            std::fill(tighter.begin(), tighter.end(), std::numeric_limits<double>::infinity());
        } else {
            goal.needs(std::max(target, goal.best_value), lanes, tighter);
        }
        return tighter.data();
    };
    for (double gap = 1e-6 * goal.scale;; gap *= 2) {
        const double floor = std::max(goal.best ? goal.best_value : goal.least, goal.least);
        target = upper - gap;
        const bool last = !(target > floor);
        if (last) target = floor;
        goal.needs(target, lanes, need);
        if (core.run(need.data(), visit, nodes_, run_.stop) != CoreEnd::exhausted) return false;
        if (goal.best && goal.first_hit) return true;
        if (goal.best && goal.enough > 0 && upper - goal.best_value <= goal.enough) return false;
        if (last || (goal.best && goal.best_value >= target)) return true;
        upper = std::min(upper, target);
    }
}

/// Every other gain vector that is exactly as good as the best one, where that is some steps' work.
/// \pre the goal's best one is proved
void Search::find_equal(Goal& goal, SearchAnswer& answer) {
    constexpr std::uint64_t kNodes = 2'000'000;
    constexpr std::uint64_t kOutcomes = 100'000;  // looked at one by one
    constexpr std::size_t kVectors = 1'000;
    const Lanes lanes = lanes_around(goal, last_point_);
    CoreSearch core(reduced_, lanes);
    std::vector<double> need(lanes.count());
    const Found best = *goal.best;
    goal.best.reset();  // as good is enough
    goal.needs(goal.best_value - 1e-13 * (goal.scale + std::abs(goal.best_value)), lanes, need);
    goal.best = best;
    const std::vector<double> closed(lanes.count(), std::numeric_limits<double>::infinity());
    std::set<std::vector<int128>> seen{best.gains};
    std::uint64_t outcomes = 0;
    bool all = true;
    const auto look = [&](std::span<const std::uint32_t> choice) -> const double* {
        Found found{{choice.begin(), choice.end()}, space_.gains(choice)};
        if (goal.equal(found.gains) && seen.insert(found.gains).second)
            answer.tied.push_back(std::move(found));
        all = ++outcomes < kOutcomes && answer.tied.size() < kVectors;
        return all ? nullptr : closed.data();
    };
    std::uint64_t nodes = std::min(nodes_, kNodes);
    const std::uint64_t given = nodes;
    const CoreEnd end = core.run(need.data(), look, nodes, run_.stop);
    nodes_ -= given - nodes;
    answer.ties_known = all && end == CoreEnd::exhausted;
    for (Found& other : answer.tied) {
        if (preferred(space_, other.gains, answer.best->gains)) std::swap(other, *answer.best);
    }
}

SearchAnswer Search::diagonal(const std::vector<int128>& base, const std::vector<int128>& unit,
                              const Level& least, const Found* start) {
    return diagonal_goal(base, unit, least, {}, start, {});
}

SearchAnswer Search::diagonal_goal(const std::vector<int128>& base, const std::vector<int128>& unit,
                                   const Level& least, const std::vector<int128>& demands,
                                   const Found* start, const std::vector<double>& hint) {
    ENTENTE_EXPECTS(std::any_of(unit.begin(), unit.end(), [](int128 u) { return u > 0; }));
    DiagonalGoal goal(space_, reduced_, base, unit, least, demands);
    if (start != nullptr) (void)goal.offer(start->choice);
    goal.hint = hint;
    return run_goal(goal);
}

SearchAnswer Search::diagonal_within(const std::vector<int128>& base, const std::vector<int128>& unit,
                                     const Level& least, double enough, const Found* start) {
    DiagonalGoal goal(space_, reduced_, base, unit, least);
    if (start != nullptr) (void)goal.offer(start->choice);
    goal.enough = enough;
    return run_goal(goal);
}

SearchAnswer Search::feasible(const std::vector<int128>& demands) {
    std::vector<int128> unit;
    for (std::size_t j = 0; j < space_.parties; ++j) {
        unit.push_back(std::max<int128>(1, static_cast<int128>(reduced_.divisor[j])));
    }
    DiagonalGoal goal(space_, reduced_, demands, unit, Level{0, 1});
    goal.first_hit = true;
    return run_goal(goal);
}

SearchAnswer Search::linear(const std::vector<double>& weights, const std::vector<int128>& demands,
                            std::optional<std::size_t> party) {
    SearchAnswer any = feasible(demands);
    if (!any.best) return any;
    LinearGoal goal(space_, reduced_, weights, demands, party);
    (void)goal.offer(any.best->choice);
    return run_goal(goal);
}

CoreEnd Search::visit_all(const std::vector<int128>& demands, const std::vector<double>& lambda,
                          const std::function<bool(Found)>& visit) {
    const std::size_t n = space_.parties;
    std::vector<int128> unit;
    for (std::size_t j = 0; j < n; ++j)
        unit.push_back(std::max<int128>(1, static_cast<int128>(reduced_.divisor[j])));
    DiagonalGoal goal(space_, reduced_, demands, unit, Level{0, 1});
    const Lanes lanes = lanes_around(goal, lambda);
    CoreSearch core(reduced_, lanes);
    std::vector<double> need(lanes.count());
    goal.needs(kNoValue, lanes, need);
    const std::vector<double> closed(lanes.count(), std::numeric_limits<double>::infinity());
    const auto look = [&](std::span<const std::uint32_t> choice) -> const double* {
        Found found{{choice.begin(), choice.end()}, space_.gains(choice)};
        for (std::size_t j = 0; j < n; ++j) {
            if (found.gains[j] < demands[j]) return nullptr;
        }
        return visit(std::move(found)) ? nullptr : closed.data();
    };
    return core.run(need.data(), look, nodes_, run_.stop);
}

SearchAnswer Search::best_of(std::size_t party, const std::vector<std::optional<int128>>& floor) {
    std::vector<double> weights(space_.parties, 0);
    weights[party] = static_cast<double>(space_.unit_points[party]) * reduced_.divisor[party];
    std::vector<int128> demands;
    for (std::size_t j = 0; j < space_.parties; ++j)
        demands.push_back(floor[j] ? *floor[j] : space_.lowest(j));
    return linear(weights, demands, party);
}

SearchAnswer Search::efficient(const std::vector<std::optional<int128>>& floor) {
    std::vector<int128> demands;
    for (std::size_t j = 0; j < space_.parties; ++j)
        demands.push_back(floor[j] ? *floor[j] : space_.lowest(j));
    return linear(point_weights(), demands, std::nullopt);
}

std::vector<double> Search::point_weights() const {
    std::vector<double> weights;
    for (std::size_t j = 0; j < space_.parties; ++j) {
        weights.push_back(static_cast<double>(space_.unit_points[j]) * reduced_.divisor[j]);
    }
    return weights;
}

SearchAnswer Search::largest_sum() {
    const std::vector<int128> zero(space_.parties, 0);
    SearchAnswer answer = feasible(zero);
    if (!answer.best) return answer;
    LinearGoal goal(space_, reduced_, point_weights(), zero, std::nullopt);
    (void)goal.offer(answer.best->choice);
    answer = run_goal(goal);
    if (answer.proof == Proof::optimal) find_equal(goal, answer);
    if (answer.ties_known) return answer;
    const std::vector<int128> factors = sum_factors(space_);
    const PointUnits points = point_units(space_);
    if (answer.proof != Proof::optimal || factors.empty() || points.units.empty()) return answer;
    // Ties: leximin among outcomes with this sum, the sum being the demand of one more party.
    Separable extended = space_;
    const auto add = [&](const int128* gains) {
        int128 sum = 0;
        for (std::size_t j = 0; j < space_.parties; ++j) sum += factors[j] * gains[j];
        return sum;
    };
    extended.parties += 1;
    extended.constants.push_back(add(space_.constants.data()) - add(answer.best->gains.data()));
    extended.unit_points.push_back(1);
    extended.unit_numerator.push_back(1);
    extended.unit_denominator.push_back(1);
    for (std::size_t g = 0; g < space_.groups.size(); ++g) {
        std::vector<int128> values;
        for (std::size_t o = 0; o < space_.groups[g].size(); ++o) {
            const int128* row = space_.value(g, o);
            values.insert(values.end(), row, row + space_.parties);
            values.push_back(add(row));
        }
        extended.groups[g].values = std::move(values);
    }
    std::vector<int128> unit = points.units;
    unit.push_back(0);
    Search refine(extended, run_, nodes_);
    SearchAnswer tie = refine.leximin(unit);
    nodes_ -= refine.nodes_used();
    if (tie.proof == Proof::optimal) {
        tie.best->gains.pop_back();
        answer.best = std::move(tie.best);
    }
    return answer;
}

SearchAnswer Search::least_shift() {
    ShiftGoal goal(space_, reduced_, point_weights());
    return run_goal(goal);
}

SearchAnswer Search::nash(const std::vector<double>& weight) {
    std::vector<int128> demands;
    for (const double w : weight) demands.push_back(w > 0 ? 1 : 0);
    SearchAnswer answer = feasible(demands);
    if (!answer.best) return answer;
    NashGoal goal(space_, reduced_, weight);
    (void)goal.offer(answer.best->choice);
    answer = run_goal(goal);
    if (answer.proof == Proof::optimal) find_equal(goal, answer);
    double shift = 0;  // from normalised gains to points
    for (std::size_t j = 0; j < space_.parties; ++j) {
        if (!(weight[j] > 0)) continue;
        shift += weight[j] * std::log(reduced_.divisor[j] * static_cast<double>(space_.unit_points[j]));
    }
    answer.value += shift;
    answer.bound += shift;
    return answer;
}

}  // namespace entente::settle
