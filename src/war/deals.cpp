// Whether any deal of the case beats two values of fighting.
#include <algorithm>
#include <limits>

#include "entente/model/exact.hpp"
#include "war/view.hpp"

namespace entente::war {
namespace {

/// Larger spaces are not looked through: the straight line stands in.
constexpr double kMaxOutcomes = 200'000;

}  // namespace

Deals::Deals(const Case& conflict, const Stakes& stakes) : stakes_(stakes) {
    const std::vector<Issue>& issues = conflict.space.issues;
    if (issues.size() < 2 || outcome_count_estimate(conflict.space) > kMaxOutcomes) return;
    const std::vector<ExactUtility> exact = exact_utilities(conflict);
    std::vector<Pair> points;
    Outcome outcome = first_outcome(conflict.space);
    do {
        if (!feasible(conflict.space, outcome)) continue;
        Pair share;
        for (std::size_t i = 0; i < 2; ++i) {
            const ExactUtility& mine = exact[conflict.war->between[i].index()];
            const int128 units = mine.capped(units_of(mine, outcome));
            share[i] = (mine.points(units) - stakes.at_loss[i]) / stakes.size(i);
        }
        points.push_back(share);
    } while (next_outcome(conflict.space, outcome));
    std::sort(points.begin(), points.end(),
              [](const Pair& a, const Pair& b) { return a[0] != b[0] ? a[0] > b[0] : a[1] > b[1]; });
    double best = -std::numeric_limits<double>::infinity();
    for (const Pair& point : points) {
        if (point[1] <= best) continue;
        best = point[1];
        frontier_.push_back(point);
    }
}

double Deals::surplus(const Pair& reservation) const {
    Pair asked;
    for (std::size_t i = 0; i < 2; ++i) asked[i] = (reservation[i] - stakes_.at_loss[i]) / stakes_.size(i);
    if (frontier_.empty()) return 1 - asked[0] - asked[1];
    double best = -std::numeric_limits<double>::infinity();
    for (const Pair& point : frontier_) {
        const double first = point[0] - asked[0];
        const double second = point[1] - asked[1];
        // Where one side falls short, its shortfall is what is missing; a gain of the other cannot pay it.
        best = std::max(best, std::min(first, 0.0) + std::min(second, 0.0) < 0
                                  ? std::min(first, 0.0) + std::min(second, 0.0)
                                  : first + second);
    }
    return best;
}

}  // namespace entente::war
