// How what a package is worth is written: a case may count to 100 points, or to 1.
#pragma once

#include <string>
#include <string_view>

#include "entente/model/case.hpp"

namespace entente::report {

/// Decimals that utilities of the case deserve, wherever people read them: tenths of points; hundredths
/// where every number that they are made of cites data and has no range. On a scale of 1 two more. JSON and
/// CSV keep every digit. \cost up to the first number that is judged, assumed, ranged or not cited
[[nodiscard]] int decimals(const Case& conflict);

/// Decimals of worked examples, in which sums have to come out: 2 for points, 4 on a scale of 1.
[[nodiscard]] int worked_decimals(const Case& conflict);

/// The unit of utilities: "points", or "utility" on a scale of its own.
[[nodiscard]] std::string_view unit(const Case& conflict);

/// A utility for a sentence: "41.5", or "0.415" on a scale of 1.
[[nodiscard]] std::string worth(const Case& conflict, double value);

/// The same with its unit where that reads well: "41.5 points", "0.415".
[[nodiscard]] std::string points(const Case& conflict, double value);

}  // namespace entente::report
