// How much peace a mediator can bring, and when one is believed.
//
// References: Hoerner, Morelli and Squintani, "Mediation and Peace", Review of Economic Studies 82 (2015)
// 1483-1501; Kydd, "Which Side Are You On?", American Journal of Political Science 47 (2003) 597-611 (the
// threshold is derived here: do not cite the paper for its numbers); Fey and Ramsay, World Politics 62
// (2010) 529-560: a mediator who knows nothing of its own cannot do better than the sides' own talk in
// their model; Myerson and Satterthwaite, Journal of Economic Theory 29 (1983) 265-281.
#pragma once

#include <cstddef>
#include <vector>

#include "entente/war/range.hpp"

namespace entente::war {

/// Two sides, each strong with chance `strong`, which it alone knows. War leaves `left` of the pie: equal
/// types win half of it, a strong side beats a weak one with `chance`.
struct PrivateStrength {
    double strong = 0.2;
    double chance = 0.9;
    double left = 0.8;
};

/// The best that any mediator can do, which here equals the best that an arbitrator could impose.
struct BestMediation {
    double peace = 1;                 ///< chance of a settlement
    double settle_high = 1;           ///< that two strong sides settle (at the half)
    double settle_mixed = 1;          ///< that a strong and a weak one settle
    double strong_share = 0.5;        ///< what a strong side gets from a weak one
    bool equal_split_is_safe = true;  ///< one half each keeps the peace whatever the types
};

/// Closed form. \check tests/war/mediation_test.cpp, against both programs below
[[nodiscard]] BestMediation best_mediation(const PrivateStrength& model);

/// The same by a linear program over settlement chances and a split (arbitration).
[[nodiscard]] BestMediation best_mediation_by_program(const PrivateStrength& model);

/// A mediator that hears reports and proposes splits (or lets them fight), for any types and wars.
/// Shares and war payoffs are of a pie of 1; `war[i][own][other]` is side i's payoff.
struct MediationProgram {
    std::vector<double> chance[2];  ///< of each type of each side; sums to 1
    std::vector<std::vector<double>> war[2];
    std::vector<double> splits;  ///< the first side's share of each split on offer
    double bias = 0;             ///< weight on the first side's expected share, beside the chance of peace
};
struct MediationPlan {
    bool solved = false;
    double peace = 0;
    Pair value{0, 0};  ///< each side's expected payoff
    /// mediate[a][b][s]: chance of split s after reports a and b; the rest is war
    std::vector<std::vector<std::vector<double>>> split;
};
/// The most peace that obedience and honesty allow. \cost types^2 times splits variables
[[nodiscard]] MediationPlan solve_mediation(const MediationProgram& program);

/// The types, wars and split grid of the two-type model; `grid` extra even splits.
[[nodiscard]] MediationProgram program_of(const PrivateStrength& model, std::size_t grid);

/// When is a mediator's "your opponent is weak, hold out" or "is tough, concede" believed? The listener
/// chooses a safe demand (which an opponent of low cost accepts) or a risky one.
struct BiasedMediator {
    double bias = 0.5;       ///< weight on the listener's share: 0.5 neutral, 1 wholly on its side
    double error = 0;        ///< chance that the mediator's signal is wrong
    double loss = 0;         ///< what war costs the mediator
    double cost_low = 0.1;   ///< the opponent's cost of war, if it is tough
    double cost_high = 0.3;  ///< if it is weak
};
struct MediatorVerdict {
    double threshold = 0;  ///< believed where 2 bias - 1 is at least this; infinite: never
    bool believed = false;
};
[[nodiscard]] MediatorVerdict mediator_believed(const BiasedMediator& model);

/// The most expected gains from trade between a buyer and a seller whose values are uniform on `n`
/// midpoints each (a test of the engine: 9/64 as n grows).
[[nodiscard]] double best_trade(std::size_t n);

}  // namespace entente::war
