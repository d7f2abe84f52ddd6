// Parts of the JSON of `settle` that other results share. Private.
#pragma once

#include "entente/settle/settle.hpp"
#include "report/results/json.hpp"

namespace entente::report {

/// {"utilities", "outcome", "ties"}
[[nodiscard]] Json point(const Case& conflict, const settle::Point& one);

/// By name; the four that every reader may count on are always there.
[[nodiscard]] Json solutions(const Case& conflict, const std::vector<settle::NamedSolution>& all);

}  // namespace entente::report
