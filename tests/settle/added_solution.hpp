// A solution that is in no catalogue: tests add it by its record alone.
#pragma once

#include "settle/solutions/solution.hpp"

namespace entente::settle::testing {

/// The best deal for whoever is listed last.
inline const SolutionRecord kLast = {
    .text = {.id = "last_first",
             .title = "Last first",
             .brief = "best for the last party",
             .meaning = "The best deal in the zone for the party that is listed last.",
             .favours = "Whoever is listed last.",
             .same_as = {}},
    .choose =
        [](const auto& ground) {
            const auto& bargain = ground.bargain;
            const std::size_t last = bargain.problem->parties - 1;
            Choosing chosen;
            for (std::size_t i = 1; i < bargain.size(); ++i) {
                if (bargain.row(i)[last] > bargain.row(chosen.best)[last]) chosen.best = i;
            }
            return chosen;
        },
    .seek =
        [](PointSolver& solver, const Prospect& prospect) {
            const std::size_t last = prospect.ideal.size() - 1;
            PointSolver::Floors floors(prospect.ideal.size(), int128{0});
            floors[last] = prospect.ideal[last];
            PointAnswer best = solver.efficient(floors);
            Sought found;
            found.found = best.best.has_value();
            if (best.best) found.points.push_back(*best.best);
            return found;
        }};

}  // namespace entente::settle::testing
