// Block-parallel loops whose result does not depend on the number of threads.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "entente/core/run.hpp"

namespace entente {

/// How many threads a run uses: what it asks for, or as many as the cores that this process may use.
[[nodiscard]] int threads_of(const RunOptions& run);

/// Calls `body(block)` for every block in [0, blocks), on up to `run.threads` threads. Asks the stop
/// token before each block. \return the longest prefix of blocks that all completed.
/// \throws the first exception (lowest block) that a body threw.
std::size_t for_each_block(std::size_t blocks, const RunOptions& run,
                           const std::function<void(std::size_t)>& body);

/// Maps blocks to values and folds them in block order, so that the result is the same for every
/// thread count. \return false where the stop token cut the loop short (the fold then covers the
/// longest complete prefix).
template <class Value, class Map, class Fold>
bool reduce_blocks(std::size_t blocks, const RunOptions& run, Map&& map, Fold&& fold) {
    std::vector<Value> values(blocks);
    const std::size_t done =
        for_each_block(blocks, run, [&](std::size_t block) { values[block] = map(block); });
    for (std::size_t block = 0; block < done; ++block) fold(std::move(values[block]));
    return done == blocks;
}

}  // namespace entente
