// Values of single numbers at which the answer changes, and the answer over two of them.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <vector>

#include "entente/levers/levers.hpp"

namespace entente::levers {

/// Does the goal hold in this case?
using Holds = std::function<bool(const Case&)>;

/// Each number that can change the answer within its range (within its domain where it has none and bears
/// on values of no deal). \param holds of the analyst's zone \param believed of the zone by the sides'
/// beliefs
[[nodiscard]] std::vector<BreakEven> break_evens(const Case& conflict, const Holds& holds,
                                                 const Holds& believed, const RunOptions& run);

/// Where a number is looked at, and whether it is a count.
struct MapEnds {
    std::array<double, 2> reach{};
    bool whole = false;
};
/// \throws InputError E1308 for an address that does not exist
[[nodiscard]] MapEnds ends_of(const Case& conflict, const std::string& address);

/// \throws InputError E1308 for an address that does not exist
[[nodiscard]] MapResult map_of(const Case& conflict, const std::array<std::string, 2>& addresses,
                               std::size_t steps, const Holds& holds, const RunOptions& run);

}  // namespace entente::levers
