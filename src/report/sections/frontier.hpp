// Figures of the frontier, for the section on the zone.
#pragma once

#include <string>

#include "report/sections/sections.hpp"

namespace entente::report {

/// With three parties and more a frontier has no plane to lie in: each package is a line across the
/// parties.
[[nodiscard]] Figure profile_figure(const Findings& findings);

/// The label of an axis on which every party has its own scale.
[[nodiscard]] std::string own_units(const Case& conflict);

}  // namespace entente::report
