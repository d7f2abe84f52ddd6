#include "settle/search/points.hpp"

#include <algorithm>
#include <cmath>

namespace entente::settle {

SeparablePoints::SeparablePoints(const Separable& space, const RunOptions& run, std::uint64_t nodes)
    : space_(space), run_(run), nodes_(nodes), search_(space, run, nodes) {}

PointAnswer SeparablePoints::locate(SearchAnswer answer) const {
    PointAnswer result{answer.proof, std::nullopt, answer.value, answer.bound};
    if (answer.best)
        result.best = Located{space_.selection(answer.best->choice), std::move(answer.best->gains)};
    return result;
}

PointAnswer SeparablePoints::best_of(std::size_t party, const Floors& floors) {
    return locate(search_.best_of(party, floors));
}

PointAnswer SeparablePoints::efficient(const Floors& floors) { return locate(search_.efficient(floors)); }

PointAnswer SeparablePoints::largest_sum() { return locate(search_.largest_sum()); }

PointAnswer SeparablePoints::nash(const std::vector<double>& weight) {
    return locate(search_.nash(weight));
}

PointAnswer SeparablePoints::leximin(const std::vector<int128>& unit, const std::vector<int128>& base,
                                     int shift) {
    if (shift == 0) return locate(search_.leximin(unit, base));
    Separable finer = finer_scales(space_, shift);
    for (int128& constant : finer.constants) constant <<= shift;
    for (SeparableGroup& group : finer.groups) {
        for (int128& value : group.values) value <<= shift;
    }
    Search search(finer, run_, nodes_);
    PointAnswer answer = locate(search.leximin(unit, base));
    if (answer.best) {
        for (int128& gain : answer.best->gains) gain >>= shift;
    }
    return answer;
}

Separable finer_scales(Separable scales, int shift) {
    for (std::size_t j = 0; j < scales.parties; ++j) {
        scales.unit_points[j] = std::ldexp(scales.unit_points[j], -shift);
        int128& denominator = scales.unit_denominator[j];
        denominator = denominator < (int128{1} << (124 - shift)) ? denominator << shift : int128{0};
    }
    return scales;
}

PointAnswer SeparablePoints::least_shift() { return locate(search_.least_shift()); }

namespace {

using Floors = PointSolver::Floors;

class Hunter {
public:
    Hunter(PointSolver& solver, const PointWishes& wishes, const RunOptions& run)
        : solver_(solver), wishes_(wishes), run_(run), n_(solver.parties()) {}

    PointHunt run() {
        best_conceivable();
        Floors rational(n_, int128{0});
        const PointAnswer any = solver_.efficient(rational);
        hunt_.zone = any.best ? Proof::optimal : any.proof;
        keep(any);
        if (any.best) {
            ideals();
            solutions();
        } else if (hunt_.zone == Proof::absent) {
            blockers();
        }
        hunt_.stopped = solver_.stopped();
        keep_nondominated(hunt_.points);
        return std::move(hunt_);
    }

private:
    void keep(const PointAnswer& answer) {
        if (answer.best) hunt_.points.push_back(*answer.best);
    }

    /// Keeps a solution's point and what is known of its distance from the best.
    void solution(const std::string& name, const PointAnswer& answer) {
        keep(answer);
        if (!answer.best && answer.proof != Proof::absent) hunt_.failed.push_back(name);
        if (answer.best && !answer.closed()) hunt_.gaps[name] = std::max(0.0, answer.bound - answer.value);
        step(name);
    }

    void step(const std::string& what) const {
        if (run_.progress) run_.progress({what, 0, 0});
    }

    /// The party's best gain, at an outcome that nothing dominates.
    std::optional<int128> best_of(std::size_t party, Floors floors) {
        const PointAnswer best = solver_.best_of(party, floors);
        if (!best.best) return std::nullopt;
        const int128 gain = best.best->gains[party];
        floors[party] = gain;
        const PointAnswer refined = solver_.efficient(floors);
        keep(refined.best ? refined : best);
        return gain;
    }

    void best_conceivable() {
        for (std::size_t j = 0; j < n_ && !run_.stop.stop_requested(); ++j) (void)best_of(j, Floors(n_));
        step("best outcomes");
    }

    void ideals() {
        for (std::size_t j = 0; j < n_; ++j) {
            const auto gain = best_of(j, Floors(n_, int128{0}));
            ideal_.push_back(gain ? *gain : int128{0});
            ideals_known_ = ideals_known_ && gain.has_value();
        }
        step("ideal points");
    }

    void solutions() {
        nash("nash", {});
        if (!wishes_.nash_weights.empty()) nash("weighted_nash", wishes_.nash_weights);
        const bool gainful = std::any_of(ideal_.begin(), ideal_.end(), [](int128 g) { return g > 0; });
        const std::vector<int128> zero(n_, 0);
        if (gainful && ideals_known_) solution("kalai_smorodinsky", solver_.leximin(ideal_, zero, 0));
        const PointUnits points = solver_.common_units();
        if (!points.units.empty()) {
            const PointAnswer egalitarian = solver_.leximin(points.units, zero, 0);
            solution("egalitarian", egalitarian);
            if (const auto gap = hunt_.gaps.find("egalitarian"); gap != hunt_.gaps.end()) {
                gap->second /= static_cast<double>(points.factor);
                hunt_.gaps["leximin"] = gap->second;
            }
        } else {
            hunt_.failed.push_back("egalitarian");
        }
        solution("utilitarian", solver_.largest_sum());
        if (wishes_.reference) gupta_livne();
        if (gainful && ideals_known_) solution("raiffa", raiffa_point(solver_, ideal_, hunt_.points));
    }

    /// Most parties with a gain, then the largest product: where not all can gain at once, every largest
    /// set of parties that can.
    void nash(const std::string& name, const std::vector<double>& weights) {
        std::vector<std::size_t> able;
        for (std::size_t j = 0; j < n_; ++j) {
            if (ideal_[j] > 0) able.push_back(j);
        }
        constexpr std::size_t kMostSubsets = 4096;
        for (std::size_t size = able.size(); size > 0; --size) {
            bool any = false;
            std::size_t tried = 0;
            std::vector<std::uint8_t> in(able.size(), 0);
            std::fill(in.begin(), in.begin() + static_cast<std::ptrdiff_t>(size), std::uint8_t{1});
            do {
                if (++tried > kMostSubsets) {
                    hunt_.failed.push_back(name);
                    return;
                }
                std::vector<double> weight(n_, 0);
                for (std::size_t k = 0; k < able.size(); ++k) {
                    if (in[k] != 0) weight[able[k]] = weights.empty() ? 1 : weights[able[k]];
                }
                const PointAnswer answer = solver_.nash(weight);
                solution(name, answer);
                any = any || answer.best;
                if (!answer.closed()) return;
            } while (std::prev_permutation(in.begin(), in.end()));
            if (any) return;
        }
    }

    void gupta_livne() {
        std::vector<int128> unit;
        bool any = false;
        for (std::size_t j = 0; j < n_; ++j) {
            const int128 way = ideal_[j] - (*wishes_.reference)[j];
            unit.push_back(way > 0 ? way : 0);
            any = any || way > 0;
        }
        if (any && ideals_known_) solution("gupta_livne", solver_.leximin(unit, *wishes_.reference, 0));
    }

    void blockers() {
        for (std::size_t j = 0; j < n_; ++j) {
            Floors floors(n_, int128{0});
            floors[j].reset();
            (void)best_of(j, floors);
        }
        const PointAnswer least = solver_.least_shift();
        if (!least.best) return;
        Floors floors;
        for (const int128 gain : least.best->gains) floors.emplace_back(std::min<int128>(0, gain));
        const PointAnswer refined = solver_.efficient(floors);
        keep(refined.best ? refined : least);
    }

    PointSolver& solver_;
    const PointWishes& wishes_;
    const RunOptions& run_;
    std::size_t n_;
    std::vector<int128> ideal_;
    bool ideals_known_ = true;
    PointHunt hunt_;
};

}  // namespace

namespace {

int bits_of(int128 value) {
    int bits = 0;
    for (; value > 0; value >>= 1) ++bits;
    return bits;
}

/// floor_j = the least whole gain at or above middle_j / 2^shift.
Floors floors_above(const std::vector<int128>& middle, int shift) {
    Floors floors;
    for (const int128 x : middle) floors.emplace_back((x + (int128{1} << shift) - 1) >> shift);
    return floors;
}

}  // namespace

PointAnswer raiffa_point(PointSolver& solver, std::vector<int128> ideal, std::vector<Located>& on_the_way) {
    constexpr int kMostBits = 120;  // of a gain in units of 2^-shift
    const std::size_t n = solver.parties();
    int reach = 0;
    for (std::size_t j = 0; j < n; ++j) {
        reach = std::max({reach, bits_of(ideal[j]), bits_of(-solver.lowest(j))});
    }
    std::vector<int128> from(n, 0);  // d, in units of 2^-shift
    int shift = 0;
    while (true) {
        if (reach + shift + 2 > kMostBits) return {};
        std::vector<int128> middle(n);
        for (std::size_t j = 0; j < n; ++j) middle[j] = from[j] + (ideal[j] << shift);
        const Floors floors = floors_above(middle, shift + 1);
        PointAnswer above = solver.efficient(floors);
        if (!above.best) {
            if (!above.closed()) return {};
            break;
        }
        on_the_way.push_back(*above.best);
        from = std::move(middle);
        ++shift;
        for (std::size_t j = 0; j < n; ++j) {
            const PointAnswer best = solver.best_of(j, floors);
            if (!best.best || !best.closed()) return {};
            ideal[j] = best.best->gains[j];
            Floors at_ideal = floors;
            at_ideal[j] = ideal[j];
            const PointAnswer refined = solver.efficient(at_ideal);
            on_the_way.push_back(refined.best ? *refined.best : *best.best);
        }
        if (above.best->gains == ideal) {  // nothing else lies above d
            above.proof = Proof::optimal;
            return above;
        }
    }
    std::vector<int128> unit;
    for (std::size_t j = 0; j < n; ++j) unit.push_back(std::max<int128>(0, (ideal[j] << shift) - from[j]));
    PointAnswer answer = solver.leximin(unit, from, shift);
    // A value of shares is no distance in the objective of all steps.
    if (!answer.closed()) return {};
    return answer;
}

void keep_nondominated(std::vector<Located>& points) {
    const auto over = [](const Located& a, const Located& b) {  // a dominates or equals b
        for (std::size_t j = 0; j < a.gains.size(); ++j) {
            if (a.gains[j] < b.gains[j]) return false;
        }
        return true;
    };
    std::sort(points.begin(), points.end(), [](const Located& a, const Located& b) {
        return a.gains != b.gains ? a.gains > b.gains : a.selection < b.selection;
    });
    std::vector<Located> kept;
    for (Located& point : points) {
        if (std::none_of(kept.begin(), kept.end(), [&](const Located& k) { return over(k, point); })) {
            kept.push_back(std::move(point));
        }
    }
    points = std::move(kept);
}

PointHunt hunt_points(PointSolver& solver, const PointWishes& wishes, const RunOptions& run) {
    return Hunter(solver, wishes, run).run();
}

}  // namespace entente::settle
