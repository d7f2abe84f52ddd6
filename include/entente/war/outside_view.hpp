// The outside view: how wars of the past went, beside the model and never mixed into it; and how strengths
// turn into a chance to win.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "entente/core/describe.hpp"

namespace entente::war {

/// A count over past wars, conflicts, battles or agreements.
struct BaseRate {
    std::string_view what;
    double value = 0;
    std::string_view unit;  ///< "share" or "months"
    std::int64_t n = 0;     ///< cases counted
    std::string_view source;
};
template <class Visitor>
void describe(Visitor& visit, const BaseRate& one) {
    visit("what", one.what, {"", "what was counted"});
    visit("value", one.value, {"unit", "share of the cases, or a time"});
    visit("unit", one.unit, {"", "share or months"});
    visit("n", one.n, {"", "cases"});
    visit("source", one.source, {"", "where the cases come from"});
}

/// Counted from the sets by validation/outside.py, which writes them.
[[nodiscard]] std::span<const BaseRate> base_rates();

/// The exponent of the contest: what wars and battles of the past give, and how far they leave it open.
inline constexpr double kContestExponent = 0.35;
inline constexpr double kContestLow = 0.1;
inline constexpr double kContestHigh = 0.7;

/// The chance that a side of strength `mine` beats one of strength `theirs`: mine^m / (mine^m + theirs^m).
/// \param mine,theirs positive \source Tullock's contest; Hirshleifer, Public Choice 63 (1989) 101-112, for
/// its use in war; the exponent by docs/validation.md \check OutsideView.Contest
[[nodiscard]] double contest(double mine, double theirs, double exponent = kContestExponent);

}  // namespace entente::war
