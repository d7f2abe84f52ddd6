// The ground of a figure: all that is possible, behind what is told.
#pragma once

#include "entente/report/document.hpp"

namespace entente::report {

inline constexpr Tone kPale = -5;

}  // namespace entente::report
