// entente settle --grid: how finely real-valued issues are listed.
#pragma once

#include "entente/app/settle.hpp"

namespace entente::app {

/// As settle(), with so many evenly spaced numbers of every real-valued issue beside those that the case
/// holds. 0: those alone. \throws InputError E04xx, E05xx \check tests/cli/results_test.py
[[nodiscard]] SettleAnswer settle_on_grid(const Input& input, std::size_t grid,
                                          const settle::SettleOptions& options = {},
                                          const RunOptions& run = {});

}  // namespace entente::app
