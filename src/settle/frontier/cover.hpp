// A frontier too large to list, covered by outcomes within a proved distance of every other one.
#pragma once

#include <cstdint>
#include <vector>

#include "entente/core/run.hpp"
#include "settle/search/search.hpp"

namespace entente::settle {

struct CoverOptions {
    std::uint64_t lines = 1'500;           ///< max-min programs, at most
    std::uint64_t line_nodes = 2'000'000;  ///< search nodes of one line
    double enough = 0.02;  ///< grid steps: a line's bound may lie this far above its outcome
};

/// For every outcome u of the problem some point q has q_j >= u_j - epsilon_j for all parties j.
struct Cover {
    std::vector<Found> points;    ///< none dominated by another one, by falling gains
    std::vector<double> epsilon;  ///< points, per party
    std::uint64_t lines = 0;
    std::uint64_t open_lines = 0;  ///< lines where neither an outcome nor its absence was found
    bool certified = true;         ///< epsilon is proved; false only after a stop or with open lines
    Stopped stopped = Stopped::complete;
};

/// Diagonal cover: for each corner b of a grid on the faces min_j b_j = 0 of the box of gains, the largest
/// t with u >= b + t * step. The number of lines depends on the grid alone, not on the frontier.
/// \cost lines times a bound (0.1 to 1 ms); \threads lines in blocks, the same result for any number
/// \pre !space.impossible() \source Papadimitriou and Yannakakis 2000 (the notion)
[[nodiscard]] Cover cover_frontier(const Separable& space, const CoverOptions& options,
                                   const RunOptions& run);

}  // namespace entente::settle
