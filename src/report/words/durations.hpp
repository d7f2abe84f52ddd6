// How long a war lasts and what waiting brings, in words.
#pragma once

#include <string>
#include <vector>

#include "entente/war/analyse.hpp"

namespace entente::report {

/// "12.5 months on average (9 to 17 months)"; "over within 7.4 years with an even chance, within 28 years
/// with 95%"; "neither end is in sight: not over within any time looked at with an even chance".
[[nodiscard]] std::string duration_words(const war::WarResult& war);

/// Page one's sentences on waiting: "each month of waiting costs Ukraine 0.14 points ...", what the same
/// talks would give in a year with its interval, and the chance that waiting pays. Empty without a front.
[[nodiscard]] std::vector<std::string> waiting_words(const Case& conflict, const war::WarResult& war);

}  // namespace entente::report
