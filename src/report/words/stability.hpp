// Verdicts, reasons and ways in words: what the screen and the page share.
#pragma once

#include <string>
#include <vector>

#include "entente/stability/analyse.hpp"
#include "entente/stability/explain.hpp"

namespace entente::report {

/// "Nash", "GMR", "SEQ", ...
[[nodiscard]] std::string short_name(stability::Concept which);

/// The name with what the concept asks: "Nash: no side gains by one move".
[[nodiscard]] std::string concept_words(stability::Concept which);

/// "2, 5 and 7"; past `limit` states, "2, 5, and 14 more".
[[nodiscard]] std::string list_of(const std::vector<stability::State>& states, std::size_t limit);

/// States by what differs: "5 (withdraw, no strike) and 7 (blockade)"; past a few, numbers alone.
[[nodiscard]] std::string told_apart(const Case& conflict, const stability::CaseModel& built,
                                     const std::vector<stability::State>& states);

/// "North to 3, South to 7". \param names the deciders', in their order
[[nodiscard]] std::string moves_words(const std::vector<std::string>& names,
                                      const std::vector<stability::Step>& steps);

/// Why a state is not stable for a decider, or what holds its best improvement back, in one sentence.
[[nodiscard]] std::string because(const std::vector<std::string>& names, const stability::Witness& witness);

/// How a state is reached from the first: "North to 3, South to 7 (each gains)".
[[nodiscard]] std::string way_words(const std::vector<std::string>& names, stability::State from,
                                    const stability::Path& by_moves, const stability::Path& by_gains);

}  // namespace entente::report
