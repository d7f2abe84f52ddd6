// When a conflict is ripe, what a deal concedes, and what publics that were promised more do to it.
//
// The ripeness index is this project's own design, named so wherever it is shown: a mutually hurting
// stalemate (hurt times stalemate, the smaller of the two sides) times a way out. It puts numbers on the
// idea of Zartman (Ripe for Resolution, 1985) and Pruitt's readiness; neither author gave formulas.
#pragma once

#include <cstdint>

#include "entente/war/range.hpp"

namespace entente::war {

/// How the war looks to one side.
struct Outlook {
    double win = 0;       ///< its own chance to win, as it believes
    double hurt = 0;      ///< min(1, cost per battle times the battles it expects)
    double deadlock = 0;  ///< 4 win (1 - win): 1 where it sees an even match
    [[nodiscard]] double stalemate() const { return hurt * deadlock; }
};

/// \param chance of winning a battle and \param forts, \param held as the side itself counts them
[[nodiscard]] Outlook outlook_of_walk(std::int64_t forts, std::int64_t held, double chance, double cost);
[[nodiscard]] Outlook outlook(double win, double expected_duration, double cost);

/// The smaller of the two sides' hurting stalemates.
[[nodiscard]] double mutual_stalemate(const Outlook& first, const Outlook& second);

/// 1 where a deal exists, else 0; smooth: 1/(1+e^(-surplus/width)) for width > 0.
[[nodiscard]] double way_out(double surplus, double width = 0);

/// How far a deal is from the best that the side could have wished: 0 at that goal, 1 at its value of
/// fighting. \return NaN where goal and reservation coincide
[[nodiscard]] double concession(double goal, double utility, double reservation);

/// What a leader needs whose public expects `expectation` and punishes each point below it by `penalty`:
/// (F + a e)/(1 + a) where F < e. \check Publics.Golden
[[nodiscard]] double reservation_with_public(double value, double expectation, double penalty);

/// What a public still expects after `elapsed` battles or periods: as much as the mean of a belief that
/// weighs `weight` of them and saw fighting bring `value` ever since, weight/(weight + elapsed) of the way
/// from it.
/// \param weight > 0, may be infinite (it never fades) \source WAR.md e, with the weights of b2
[[nodiscard]] double faded_expectation(double expectation, double value, double weight, double elapsed);

}  // namespace entente::war
