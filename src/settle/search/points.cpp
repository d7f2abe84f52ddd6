#include "settle/search/points.hpp"

#include <algorithm>
#include <cmath>

namespace entente::settle {

void lower(PointAnswer& answer, int shift) {
    const auto by_shift = [&](Located& point) {
        for (int128& gain : point.gains) gain >>= shift;
    };
    if (answer.best) by_shift(*answer.best);
    for (Located& point : answer.tied) by_shift(point);
}

SeparablePoints::SeparablePoints(const Separable& space, const RunOptions& run, std::uint64_t nodes)
    : space_(space), run_(run), nodes_(nodes), search_(space, run, nodes) {}

PointAnswer SeparablePoints::locate(SearchAnswer answer) const {
    PointAnswer result{answer.proof, std::nullopt, answer.value, answer.bound, {}, answer.ties_known};
    const auto place = [&](Found& found) {
        return Located{space_.selection(found.choice), std::move(found.gains)};
    };
    if (answer.best) result.best = place(*answer.best);
    for (Found& found : answer.tied) result.tied.push_back(place(found));
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
    lower(answer, shift);
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

}  // namespace entente::settle
