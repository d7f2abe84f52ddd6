// One option's score, without those of the issue's other options.
#pragma once

#include "entente/model/case.hpp"

namespace entente {

/// What option_scores() holds at this option. \pre as option_scores() \throws std::overflow_error likewise
/// \cost linear in a grid's anchors
[[nodiscard]] Rational option_score(const Issue& issue, const IssueScore& score, OptionId option);

}  // namespace entente
