// What settlement results are called in text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/assess/settlement.hpp"

namespace entente::report {

/// "Kalai-Smorodinsky" for "kalai_smorodinsky".
[[nodiscard]] std::string title_of(const std::string& solution);

/// What singles the solution out, in a few words; empty for names unknown here.
[[nodiscard]] std::string_view meaning_of(const std::string& solution);

/// Which deals are exactly as fair as those of the solutions: one sentence for each set of such deals, with
/// the solutions that it holds for. "Nash, Raiffa: 1 other deal is exactly as fair: P 40, Q 60."
[[nodiscard]] std::vector<std::string> tied_words(const Case& conflict, const settle::SettleResult& result);

/// Where every package passes, why: "no deal counts as zero here, so any package passes". Else empty.
[[nodiscard]] std::string any_passes_words(const Case& conflict, const settle::SettleResult& result);

[[nodiscard]] bool any_reservation(const settle::SettleResult& result);

/// " By what each side itself believes of the war there is none: they are 18.6 points apart in all."
[[nodiscard]] std::string believed_words(const Case& conflict, const settle::Zone& ours,
                                         const settle::Zone& theirs);

}  // namespace entente::report
