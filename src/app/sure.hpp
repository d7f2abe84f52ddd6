// One line for other screens: how sure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "entente/core/run.hpp"
#include "entente/model/case.hpp"
#include "entente/robust/result.hpp"

namespace entente::app {

/// How long a war and a settlement with other numbers take: microseconds; some milliseconds; or too long to
/// be done by the thousand for another verb's screen (a large space, a war that is solved step by step,
/// outcomes that doubles cannot tell apart).
enum class Cost : std::uint8_t { little, some, much };
[[nodiscard]] Cost cost_of_a_draw(const Case& conflict);

/// A thousand draws of a case whose draws are quick; 200 (or, not `brief`, 1,000) where each draws the
/// paths of a front, whatever is asked for. Nothing where no number has a range, no party gives points, or
/// a draw could take long (a large space, a war that is solved step by step): `entente robust` draws those.
/// \cost some ten milliseconds; about a second where paths are drawn \throws nothing: a case that cannot be
/// drawn has no line
[[nodiscard]] std::optional<robust::RobustResult> quick_draws(const Case& conflict, const RunOptions& run,
                                                              std::uint64_t draws = 1'000,
                                                              bool brief = true);

/// "How sure: a deal exists in 98% of 1,000 draws; ...", or empty.
[[nodiscard]] std::string how_sure(const Case& conflict, const RunOptions& run);

}  // namespace entente::app
