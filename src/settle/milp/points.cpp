#include "settle/milp/points.hpp"

#include <algorithm>
#include <cmath>

namespace entente::settle {
namespace {

constexpr std::uint64_t kNodes = 2'000'000;  // of one program
constexpr double kLevelRange = 1e4;          // size of the level variable of a max-min program

int128 ceil_divide(int128 a, int128 b) {  // b > 0
    const int128 q = a / b;
    return a % b > 0 ? q + 1 : q;
}

Level lowest_level(const std::vector<int128>& gains, const std::vector<int128>& from,
                   const std::vector<int128>& free) {
    Level lowest;
    bool first = true;
    for (std::size_t j = 0; j < gains.size(); ++j) {
        if (free[j] <= 0) continue;
        const Level here{gains[j] - from[j], free[j]};
        if (first || compare(here, lowest) < 0) lowest = here;
        first = false;
    }
    return lowest;
}

double as_double(const Level& level) {
    return static_cast<double>(static_cast<long double>(level.numerator) /
                               static_cast<long double>(level.denominator));
}

}  // namespace

template <class Units>
MilpPoints<Units>::MilpPoints(const Problem<Units>& problem, const RunOptions& run, std::uint64_t solves)
    : problem_(problem),
      run_(run),
      trimmed_(trim(problem)),
      scales_(scales_of(problem)),
      solves_left_(solves) {
    if (!trimmed_.infeasible) model_ = milp_model(problem, trimmed_);
}

template <class Units>
int128 MilpPoints<Units>::lowest(std::size_t party) const {
    return int128{problem_.fine[party]} * problem_.lowest[party] - problem_.origin[party];
}

template <class Units>
std::vector<double> MilpPoints<Units>::within() const {
    std::vector<double> points;
    bool coarse = false;
    for (std::size_t j = 0; j < model_.scale.size(); ++j) {
        coarse = coarse || model_.scale[j] < 1;
        points.push_back(problem_.points_of_difference(j, 1) / model_.scale[j]);
    }
    return coarse ? points : std::vector<double>{};
}

template <class Units>
Stopped MilpPoints<Units>::stopped() const {
    if (run_.stop.stop_requested()) return Stopped::cancelled;
    return solves_left_ == 0 ? Stopped::budget : Stopped::complete;
}

template <class Units>
double MilpPoints<Units>::gain_per_variable(std::size_t party) const {
    return static_cast<double>(problem_.fine[party]) / model_.scale[party];
}

template <class Units>
double MilpPoints<Units>::points_per_gain(std::size_t party) const {
    return static_cast<double>(scales_.unit_points[party]);
}

template <class Units>
typename MilpPoints<Units>::Solved MilpPoints<Units>::solve_once(const Floors& floors,
                                                                 const std::function<void(Milp&)>& shape,
                                                                 double gap) {
    Solved solved;
    if (trimmed_.infeasible) {
        solved.status = LpStatus::infeasible;
        return solved;
    }
    if (solves_left_ == 0 || run_.stop.stop_requested()) {
        solved.status = LpStatus::limit;
        return solved;
    }
    --solves_left_;
    Milp program = model_.program;
    program.maximise = true;
    for (std::size_t j = 0; j < problem_.parties; ++j) {
        if (!floors[j]) continue;
        const int128 units = ceil_divide(*floors[j] + problem_.origin[j], problem_.fine[j]);
        const std::size_t u = model_.units[j];
        // A tenth of a unit of room: the solver's tolerance must not cut the point itself off.
        const double least =
            static_cast<double>(units) * model_.scale[j] - 0.1 * std::min(1.0, model_.scale[j]);
        program.low[u] = std::max(program.low[u], least);
    }
    shape(program);
    MilpOptions options;
    options.absolute_gap = gap;
    options.max_nodes = kNodes;
    options.cuts = false;
    solved = solve_and_check(program, options, floors);
    // The solver's reductions may lose a demand: once more without them.
    if (solved.status == LpStatus::failed && solves_left_ > 0) {
        --solves_left_;
        options.preprocess = false;
        solved = solve_and_check(program, options, floors);
    }
    return solved;
}

template <class Units>
typename MilpPoints<Units>::Solved MilpPoints<Units>::solve_and_check(const Milp& program,
                                                                      const MilpOptions& options,
                                                                      const Floors& floors) {
    Solved solved;
    const MilpResult result = solve(program, options, run_);
    solved.status = result.status;
    solved.bound = result.bound;
    if (result.values.empty()) return solved;
    Located point;
    point.selection = model_.selection(result.values);
    std::vector<Units> units(problem_.parties);
    if (!problem_.evaluate(point.selection.data(), units.data())) {
        solved.status = LpStatus::failed;
        return solved;
    }
    for (std::size_t j = 0; j < problem_.parties; ++j) {
        point.gains.push_back(problem_.gain(j, units[j]));
        // Where doubles cannot resolve single units a floor can be missed.
        if (floors[j] && point.gains[j] < *floors[j]) {
            solved.status = LpStatus::failed;
            return solved;
        }
    }
    solved.point = std::move(point);
    return solved;
}

namespace {

PointAnswer answer_of(LpStatus status, std::optional<Located> point, double value, double bound) {
    PointAnswer answer;
    answer.best = std::move(point);
    answer.value = value;
    answer.bound = bound;
    if (status == LpStatus::infeasible) {
        answer.proof = Proof::absent;
    } else if (status == LpStatus::optimal && answer.best) {
        answer.proof = Proof::optimal;
    } else {
        answer.proof = answer.best ? Proof::interval : Proof::unknown;
    }
    return answer;
}

}  // namespace

template <class Units>
PointAnswer MilpPoints<Units>::best_of(std::size_t party, const Floors& floors) {
    const auto shape = [&](Milp& program) { program.objective[model_.units[party]] = 1; };
    Solved solved =
        solve_once(floors, shape, 0.25 * std::min(1.0, trimmed_.infeasible ? 1.0 : model_.scale[party]));
    const double value = solved.point ? static_cast<double>(solved.point->gains[party]) : 0;
    return answer_of(solved.status, std::move(solved.point), value, value);
}

template <class Units>
PointAnswer MilpPoints<Units>::efficient(const Floors& floors) {
    if (trimmed_.infeasible) return answer_of(LpStatus::infeasible, std::nullopt, 0, 0);
    // What dominates an outcome gives some party a whole unit more.
    double least = 1e300;
    for (std::size_t j = 0; j < problem_.parties; ++j) {
        least = std::min(least, gain_per_variable(j) * points_per_gain(j) * model_.scale[j]);
    }
    return sum_within(floors, 0.25 * least);
}

template <class Units>
PointAnswer MilpPoints<Units>::sum_within(const Floors& floors, double gap) {
    if (trimmed_.infeasible) return answer_of(LpStatus::infeasible, std::nullopt, 0, 0);
    const auto weight = [&](std::size_t j) { return gain_per_variable(j) * points_per_gain(j); };
    const auto shape = [&](Milp& program) {
        for (std::size_t j = 0; j < problem_.parties; ++j) program.objective[model_.units[j]] = weight(j);
    };
    Solved solved = solve_once(floors, shape, gap);
    double value = 0;
    double origin = 0;
    for (std::size_t j = 0; j < problem_.parties; ++j) {
        if (solved.point) value += static_cast<double>(solved.point->gains[j]) * points_per_gain(j);
        origin += static_cast<double>(problem_.origin[j]) * points_per_gain(j);
    }
    return answer_of(solved.status, std::move(solved.point), value, std::max(value, solved.bound - origin));
}

template <class Units>
PointAnswer MilpPoints<Units>::largest_sum() {
    // Two sums differ by a common fraction of a point at least; finer ones are told apart to 1e-7.
    return sum_within(Floors(problem_.parties, int128{0}), std::max(0.25 * sum_step(scales_), 1e-7));
}

template <class Units>
PointAnswer MilpPoints<Units>::nash(const std::vector<double>& weight) {
    const std::size_t n = problem_.parties;
    Floors floors;
    std::vector<std::size_t> in;
    for (std::size_t j = 0; j < n; ++j) {
        floors.emplace_back(weight[j] > 0 ? 1 : 0);
        if (weight[j] > 0) in.push_back(j);
    }
    PointAnswer answer = efficient(floors);
    if (!answer.best) return answer;
    const auto log_product = [&](const Located& point) {
        double total = 0;
        for (const std::size_t j : in) {
            total += weight[j] * std::log(static_cast<double>(point.gains[j]) * points_per_gain(j));
        }
        return total;
    };
    // Tangents of the logarithm, per party at some gains in points.
    std::vector<std::vector<double>> at(n);
    const auto gain_points = [&](std::size_t j, const Located& point) {
        return static_cast<double>(point.gains[j]) * points_per_gain(j);
    };
    for (const std::size_t j : in) {
        const double most = (static_cast<double>(problem_.capped_units(j, problem_.highest[j])) *
                                 static_cast<double>(problem_.fine[j]) -
                             static_cast<double>(problem_.origin[j])) *
                            points_per_gain(j);
        if (most > 0) {
            for (const double share : {1.0, 0.6, 0.35, 0.2, 0.1, 0.03}) at[j].push_back(most * share);
        }
        at[j].push_back(gain_points(j, *answer.best));
    }
    double value = log_product(*answer.best), bound = 1e300;
    constexpr int kRounds = 60;
    constexpr double kClosed = 1e-7;
    for (int round = 0; round < kRounds && bound - value > kClosed; ++round) {
        const auto shape = [&](Milp& program) {
            for (const std::size_t j : in) {
                const std::size_t log_gain = program.add_variable(weight[j], -100, 100);
                const double factor = gain_per_variable(j) * points_per_gain(j);
                const double origin = static_cast<double>(problem_.origin[j]) * points_per_gain(j);
                for (const double g : at[j]) {
                    // log_gain <= log g + (gain - g) / g
                    program.add_row({{log_gain, 1}, {model_.units[j], -factor / g}}, -kUnbounded,
                                    std::log(g) - 1 - origin / g);
                }
            }
        };
        Solved solved = solve_once(floors, shape, kClosed / 2);
        if (!solved.point || (solved.status != LpStatus::optimal && solved.status != LpStatus::limit))
            break;
        bound = std::min(bound, solved.bound);
        const double here = log_product(*solved.point);
        for (const std::size_t j : in) at[j].push_back(gain_points(j, *solved.point));
        if (here > value) {
            value = here;
            answer.best = std::move(solved.point);
        }
        if (solved.status != LpStatus::optimal) break;
    }
    answer.value = value;
    answer.bound = std::max(value, bound);
    answer.proof = answer.bound - value <= kClosed ? Proof::optimal : Proof::interval;
    return answer;
}

template <class Units>
SearchAnswer MilpPoints<Units>::diagonal(const std::vector<int128>& from, const std::vector<int128>& free,
                                         const Level& least, const Found* known, int shift) {
    const std::size_t n = problem_.parties;
    SearchAnswer answer;
    if (known != nullptr) answer.best = *known;
    double upper = kUnbounded;
    double largest = 0;
    for (std::size_t j = 0; j < n && !trimmed_.infeasible; ++j) {
        if (free[j] <= 0) continue;
        const double range = (model_.program.high[model_.units[j]] - model_.program.low[model_.units[j]]) *
                             gain_per_variable(j) / std::ldexp(static_cast<double>(free[j]), -shift);
        largest = std::max(largest, range);
    }
    const double stretch = largest > 0 ? kLevelRange / largest : 1;
    // Each round asks for strictly more than the best level so far, in whole units, until there is none.
    while (true) {
        Floors floors(n);
        for (std::size_t j = 0; j < n; ++j) {
            int128 floor = from[j];
            if (free[j] > 0) {
                floor += answer.best ? next_above(lowest_level(answer.best->gains, from, free), free[j])
                                     : round_up(least, free[j]);
            }
            floors[j] = ceil_divide(std::max<int128>(floor, 0), int128{1} << shift);
        }
        const auto shape = [&](Milp& program) {
            const std::size_t level = program.add_variable(1, -kUnbounded, kUnbounded);
            for (std::size_t j = 0; j < n; ++j) {
                if (free[j] <= 0) continue;
                const double unit = std::ldexp(static_cast<double>(free[j]), -shift);
                const double base = std::ldexp(static_cast<double>(from[j]), -shift);
                program.add_row({{model_.units[j], stretch * gain_per_variable(j) / unit}, {level, -1}},
                                stretch * (static_cast<double>(problem_.origin[j]) + base) / unit,
                                kUnbounded);
            }
        };
        Solved solved = solve_once(floors, shape, 1e-4);
        if (solved.status != LpStatus::infeasible) upper = std::min(upper, solved.bound / stretch);
        if (solved.status == LpStatus::infeasible) {
            answer.proof = answer.best ? Proof::optimal : Proof::absent;
            break;
        }
        if (!solved.point) {
            answer.proof = answer.best ? Proof::interval : Proof::unknown;
            break;
        }
        for (int128& gain : solved.point->gains) gain <<= shift;
        answer.best = Found{std::move(solved.point->selection), std::move(solved.point->gains)};
    }
    if (answer.best) answer.value = as_double(lowest_level(answer.best->gains, from, free));
    answer.bound = answer.closed() ? answer.value : std::max(answer.value, upper);
    return answer;
}

template <class Units>
PointAnswer MilpPoints<Units>::leximin(const std::vector<int128>& unit, const std::vector<int128>& base,
                                       int shift) {
    if (trimmed_.infeasible) return {};
    const auto solver = [&](const std::vector<int128>& from, const std::vector<int128>& free,
                            const Level& least,
                            const Found* known) { return diagonal(from, free, least, known, shift); };
    Level least{0, 1};
    for (std::size_t j = 0; j < unit.size(); ++j) {
        if (unit[j] <= 0 || base[j] <= 0) continue;
        const Level worst{-base[j], unit[j]};
        if (compare(worst, least) < 0) least = worst;
    }
    SearchAnswer answer = diagonal(base, unit, least, nullptr, shift);
    if (answer.proof == Proof::optimal) {
        answer = leximin_by_levels(finer_scales(scales_, shift), unit, base, std::move(answer), solver);
    }
    PointAnswer result{answer.proof, std::nullopt, answer.value, answer.bound, {}, answer.ties_known};
    const auto place = [](Found& found) {
        return Located{std::move(found.choice), std::move(found.gains)};
    };
    if (answer.best) result.best = place(*answer.best);
    for (Found& found : answer.tied) result.tied.push_back(place(found));
    lower(result, shift);
    return result;
}

template <class Units>
PointAnswer MilpPoints<Units>::least_shift() {
    const std::size_t n = problem_.parties;
    const auto shape = [&](Milp& program) {
        for (std::size_t j = 0; j < n; ++j) {
            // shortfall >= -gain, in points
            const std::size_t shortfall = program.add_variable(-1, 0, kUnbounded);
            const double factor = gain_per_variable(j) * points_per_gain(j);
            program.add_row({{shortfall, 1}, {model_.units[j], factor}},
                            static_cast<double>(problem_.origin[j]) * points_per_gain(j), kUnbounded);
        }
    };
    Solved solved = solve_once(Floors(n), shape, 1e-7);
    double value = 0;
    if (solved.point) {
        for (std::size_t j = 0; j < n; ++j) {
            value += static_cast<double>(std::min<int128>(0, solved.point->gains[j])) * points_per_gain(j);
        }
    }
    return answer_of(solved.status, std::move(solved.point), value, solved.bound);
}

template class MilpPoints<std::int64_t>;
template class MilpPoints<int128>;

}  // namespace entente::settle
