// From the sums of a study to what it tells.
#pragma once

#include "entente/robust/result.hpp"
#include "entente/robust/study.hpp"

namespace entente::robust {

/// Which of the study's names mean what.
struct Meaning {
    std::vector<Outcome> deals;  ///< [deal]
    std::vector<int> best_deal;  ///< per solution: the deal that it is at the best values, or -1
    std::vector<std::vector<std::string>> option;  ///< [issue][option]: label
    std::vector<std::string> issue;                ///< ids
    bool brief = false;     ///< no rule and no Shapley effects: for a line on another screen
    bool believed = false;  ///< is event 1 the zone by the sides' own beliefs?
};

/// Everything that the counted draws tell, the rule and Shapley effects worked out anew.
/// \cost a rule: a tenth of a second; Shapley effects, where numbers are linked: 2^14 runs of the model
/// \threads the same result for any number
[[nodiscard]] RobustResult conclude(const Study& study, const State& state, const Meaning& meaning,
                                    const RunOptions& run);

}  // namespace entente::robust
