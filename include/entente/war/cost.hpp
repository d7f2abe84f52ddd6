// How long a war takes to be valued, for callers that value it many times.
#pragma once

#include "entente/model/case.hpp"

namespace entente::war {

/// Answers: is this war worked out step by step, or from drawn paths, at some milliseconds a time, rather
/// than by a closed form in microseconds? \param conflict a case with a `[war]` of a known model
/// \cost nothing to speak of \check Robust.ACostlyWarIsDrawnLessOften
[[nodiscard]] bool stepwise(const Case& conflict);

}  // namespace entente::war
