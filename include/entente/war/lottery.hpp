// War as a costly lottery over a pie of 1 (Fearon 1995).
//
// Rules: side A wins the whole pie with `chance`, side B otherwise; each pays its cost. Deals divide the
// pie: x for A, 1 - x for B. Costs are in the same unit as utility, which runs from 0 (no pie) to 1.
// References: Fearon, "Rationalist Explanations for War", International Organization 49 (1995) 379-414;
// Powell, "War as a Commitment Problem", International Organization 60 (2006) 169-203.
#pragma once

#include <vector>

#include "entente/war/range.hpp"

namespace entente::war {

struct Lottery {
    double chance = 0.5;  ///< that the first side wins, in [0,1]
    Pair cost{0, 0};      ///< in units of the pie; negative where outsiders pay more than the war costs
    Pair risk{1, 1};      ///< u(share) = share^risk, > 0; 1 is neutral, below 1 averse
    Pair caution{0, 0};  ///< constant absolute risk aversion g: u = (1-e^(-g x))/(1-e^-g), used where not 0
};

/// What fighting on is worth to each side, in utility: chance - cost.
[[nodiscard]] Pair lottery_values(const Lottery& war);

/// The share that each side values like fighting on (its certainty equivalent); 0 where fighting is
/// worth less than nothing. Not cut below 0 for a neutral side.
/// \check tests/war/lottery_test.cpp
[[nodiscard]] Pair certainty_equivalents(const Lottery& war);

/// The deals that beat fighting on for both. \source Fearon 1995, pp. 386-388
[[nodiscard]] Range lottery_range(const Lottery& war);

/// What one side believes of the other's cost of war.
struct CostBelief {
    enum class Shape { uniform, exponential } shape = Shape::uniform;
    double low = 0;   ///< uniform
    double high = 0;  ///< uniform
    double rate = 1;  ///< exponential
};

/// A take-it-or-leave-it demand of A against B, whose cost A does not know.
struct Ultimatum {
    double demand = 0;  ///< A's share
    double chance_of_war = 0;
    double value = 0;  ///< what A expects
};

/// The demand that is best for A. \param own_cost A's cost \source Fearon 1995, appendix; first-order
/// condition (1-F(z))/f(z) = z + own_cost, the demand being chance + z, cut at the whole pie
[[nodiscard]] Ultimatum best_ultimatum(double chance, double own_cost, const CostBelief& theirs);

/// B is strong (A wins with `chance_strong`) with probability `strong`, else weak.
struct StrengthGamble {
    double threshold = 0;  ///< A gambles where `strong` lies below it
    double risky = 0;      ///< A's value of the demand that only a weak B accepts
    double safe = 0;       ///< of the demand that both accept
    bool gambles = false;
};
[[nodiscard]] StrengthGamble strength_gamble(double chance_strong, double chance_weak, const Pair& cost,
                                             double strong);

/// The lotteries over `shares` (indivisible divisions) that restore peace where none of them does alone.
struct Indivisible {
    std::vector<double> acceptable;  ///< those of `shares` that lie in the range
    bool peace = false;
    bool lottery_helps = false;  ///< a lottery over the shares would lie in the range
    Range lottery;               ///< chances of the highest share (against the lowest) that do
};
[[nodiscard]] Indivisible indivisible(const Range& range, const std::vector<double>& shares);

}  // namespace entente::war
