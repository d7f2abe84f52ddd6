// A number over a grid of two others: a heat map with its table.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "entente/model/case.hpp"
#include "entente/report/document.hpp"

namespace entente::report {

/// What a map shows. `value` is [first][second]; none: there is nothing to show.
struct Mapped {
    std::array<std::string, 2> addresses;
    std::array<std::vector<double>, 2> places;
    std::vector<std::vector<std::optional<double>>> value;
    std::string what;        ///< "Gain of North in the balanced deal"
    std::string nothing;     ///< what none means: "No deal"
    bool yes_or_no = false;  ///< 1 and 0: `what` holds or not
};

/// The heat map: classes of values in shades of one hue, where the case stands today marked, the same as a
/// table. \cost linear in the grid \check tests/studio/bench_test.cpp
[[nodiscard]] Section map_section(const Case& conflict, const Mapped& map);

}  // namespace entente::report
