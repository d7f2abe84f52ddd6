// What it would be worth to know a number before choosing.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "entente/core/run.hpp"

namespace entente::robust {

/// Expected value of information from payoffs summed over draws, by bins of one input.
struct Information {
    double gain = 0;     ///< of choosing once the input is known to within its bin, over choosing now
    double changes = 0;  ///< share of draws in whose bin another choice than today's is best
};

/// \param counts draws per bin \param sums [bin * choices + choice] payoffs summed over the draws of a bin
/// \return the gain of knowing the bin: mean over bins of the best choice's payoff, less the payoff of the
/// choice that is best over all draws. Never negative; biased upwards by the noise within bins, which a
/// shuffled input shows. \check tests/robust/information_test.cpp
[[nodiscard]] Information information(std::span<const double> counts, std::span<const double> sums,
                                      std::size_t choices);

/// One limit of a rule: an input at most, or at least, a cut.
struct Limit {
    std::size_t input = 0;
    bool at_least = false;
    double cut = 0;
    std::size_t step = 0;  ///< the cut is the input's quantile at step / kRuleCuts
};

inline constexpr std::size_t kRuleCuts = 40;

/// A box of at most three one-sided limits in which a yes-or-no outcome is common.
struct Rule {
    std::vector<Limit> limits;
    double density = 0;   ///< share of yes among the draws that meet the limits
    double coverage = 0;  ///< share of all yes that meets them
    double score = 0;     ///< harmonic mean of the two
    std::size_t inside = 0;
};

/// The rule with the largest harmonic mean of density and coverage among all with at most three limits on
/// different inputs, each cut at one of its 40 quantiles in either direction; by exhaustion, so it is exact
/// where greedy peeling is not. A rule with fewer limits stands in where it is within a hundredth as good.
/// \param steps [draw * inputs + input]: which fortieth of its distribution the input lies in, 0..39
/// \param yes one per draw \return nothing where yes or no never happens, or where it was
/// stopped
/// \cost at most inputs^3 / 6 times (draws + 8 * 40^3) steps; half as many cuts rule out many sets of
/// inputs, for an eighth of that each
/// \threads the same result for any number \check tests/robust/information_test.cpp
[[nodiscard]] std::optional<Rule> find_rule(std::span<const unsigned char> steps, std::size_t inputs,
                                            std::span<const unsigned char> yes, const RunOptions& run = {});

}  // namespace entente::robust
