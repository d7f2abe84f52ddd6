// War between sides that disagree about their chances and learn from every battle.
//
// Rules: the forts walk, the chance of winning a battle unknown. Each side holds a Beta belief; the two
// beliefs differ and each side knows that (they agree to disagree). Before every battle they may settle:
// where a deal can give both at least their value of fighting on, the surplus is shared, `proposer` of
// it going to the first side. Both update on the battle's result. At `horizon` battles beliefs are frozen.
// References: Smith and Stam, "Bargaining and the Nature of War", Journal of Conflict Resolution 48
// (2004) 783-813, for the model's idea; the recursion as written here is this project's own.
#pragma once

#include <array>
#include <limits>
#include <vector>

#include "entente/war/range.hpp"

namespace entente::war {

/// A belief that a side wins a battle, as if it had seen so many of the first side's wins and losses.
struct Prior {
    double wins = 1;
    double losses = 1;

    [[nodiscard]] double mean(double more_wins = 0, double more_losses = 0) const {
        return (wins + more_wins) / (wins + losses + more_wins + more_losses);
    }
};

/// A carrot: what an outsider adds to the pie if they settle after n battles: size * keep^n, nothing from
/// battle `expires` on. keep 1 stands, between 0 and 1 decays, 0 is offered once.
struct Dividend {
    double size = 0;
    double keep = 1;
    int expires = -1;  ///< the first battle count without it; -1 never

    [[nodiscard]] double at(int battles) const;
};

/// A public that was promised more than fighting brings: a settlement below what it expects costs its
/// leader `penalty` for each unit. The expectation fades towards what fighting on is worth as a belief does
/// that weighs so many battles.
struct Public {
    double expect = 0;                                        ///< share of the side's own stake
    double penalty = 0;                                       ///< 0: no public
    double weight = std::numeric_limits<double>::infinity();  ///< battles, > 0; infinite: it never fades
};

struct Learning {
    int forts = 10;
    int start = 5;               ///< 0..forts
    std::array<Prior, 2> prior;  ///< both of the first side's chance to win a battle
    Pair cost{0.02, 0.02};       ///< per battle, of a pie of 1; negative where aid exceeds cost
    double discount = 1;         ///< per battle
    double proposer = 0.5;       ///< the first side's share of the surplus (of offers), 0..1
    int horizon = 80;
    double truth = 0.5;  ///< the analyst's chance that the first side wins a battle
    std::vector<Dividend> dividends;
    std::array<Public, 2> publics{};
    double tolerance = 1e-12;  ///< settle where surplus >= -tolerance
};

/// A state in which the war can be settled, and what the first side gets there.
struct SettledState {
    int wins = 0;
    int losses = 0;
    double share = 0;   ///< of the pie of 1 (with dividends, of the pie then)
    double chance = 0;  ///< that the war ends here, under `truth`
};

/// The state of the war after n battles, averaged over where it is still fought, under `truth`.
struct LearningStep {
    double fighting = 1;   ///< chance that it is still fought after n battles (not settled then either)
    double settle = 0;     ///< chance that it is settled after exactly n battles
    Pair conquest{0, 0};   ///< chance that it is decided by exactly the nth battle
    double hazard = 0;     ///< of ending at n, given that it was fought before
    double position = 0;   ///< mean forts of the first side, where fought or settled at n
    Pair belief{0, 0};     ///< mean belief of each side, likewise
    Pair stalemate{0, 0};  ///< see ripeness.hpp: hurt times stalemate per side, likewise
    double way_out = 0;    ///< share of these states where a deal exists
    double ripeness = 0;   ///< mean over these states
};

struct LearningResult {
    Pair value{0, 0};    ///< of fighting the next battle, per side, under its own belief
    Pair seen{0, 0};     ///< of fighting the next battle, per side, under `truth`: what both then decide
    double surplus = 0;  ///< pie less what both ask (their values, raised by their publics): a deal exists
                         ///< at once where it is >= 0
    bool settles_at_once = false;
    double expected_battles = 0;  ///< under `truth`
    double battles_sd = 0;
    double present_battles = 0;  ///< the same, discounted: a cost of 1 a battle, from now until it ends
    double settles = 0;          ///< chance of a settlement
    Pair conquest{0, 0};
    double unresolved = 0;             ///< chance that the war is still fought at the horizon
    double mean_share = 0;             ///< the first side's, given a settlement; NaN where none can happen
    Pair mean_shares{0, 0};            ///< each side's: with dividends they add up to more than 1
    std::vector<SettledState> terms;   ///< by battles, then wins
    std::vector<LearningStep> course;  ///< entry n: after n battles; cut where nothing is left
    /// Each value differs from the one of an endless horizon by no more. Proven where fighting costs both
    /// sides and no public counts; elsewhere proven where `proven_bound` equals it, and an estimate where
    /// not.
    double value_bound = 0;
    double proven_bound = 0;
    double battles_bound =
        0;           ///< how far expected_battles moves when the horizon is lengthened to `enough`,
                     ///< and the most that can follow there; an estimate, as decisions may turn
    int enough = 0;  ///< a horizon that was tried and bounds the error by `horizon_tolerance`
                     ///< (or the longest that was tried)
    bool horizon_suffices = true;
};

/// Solves by backward induction over the live states and passes the truth forward, exactly.
/// \param horizon_tolerance of a pie of 1 (0: do not bound the error): `horizon_suffices` tells whether
/// `value_bound` respects it
/// \cost horizon times forts \source WAR.md b2 spec; \check tests/war/learning_test.cpp
[[nodiscard]] LearningResult learn(const Learning& war, double horizon_tolerance = 1e-6);

}  // namespace entente::war
