// What is lost where a party's numbers have no common denominator that fits.
#pragma once

#include <string>
#include <vector>

#include "entente/model/exact.hpp"

namespace entente::settle {

/// The most by which the utility of any outcome is off, in points: half a unit of the grid for every
/// contribution, bonus and cap. 0 where the numbers are exact.
/// \check tests/settle/rounding_test.cpp
[[nodiscard]] double rounding_bound(const ExactUtility& utility);

/// Says by how much each party's utilities may be off and what that can change: a deal beats another, or a
/// reservation value, for certain where it does so by more than twice the bound. Empty where nothing is
/// rounded.
[[nodiscard]] std::string rounding_words(const Case& conflict, const std::vector<ExactUtility>& exact);

}  // namespace entente::settle
