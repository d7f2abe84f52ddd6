// When a deal that both prefer to war cannot be kept: shifting power, first strikes, costly deterrence.
//
// References: Fearon, International Organization 49 (1995) 379-414, for preventive war and first strikes;
// Powell, International Organization 60 (2006) 169-203; Leventoglu and Slantchev, "The Armed Peace",
// American Journal of Political Science 51 (2007) 755-771, whose interaction of surprise and destruction
// the recursion below simplifies: do not cite the paper for its numbers.
#pragma once

#include <string>
#include <vector>

#include "entente/war/range.hpp"

namespace entente::war {

/// A shift in power between two periods of a flow of pie 1 per period; war is a lottery over all of it,
/// with one-off costs.
struct Shift {
    double now = 0.5;    ///< the first side's chance to win
    double later = 0.5;  ///< a period on, and from then on
    double discount = 0.9;
    Pair cost{0.5, 0.5};
};

struct ShiftVerdict {
    bool first_rises = false;
    double fearon_later = 0;  ///< the riser's later chance past which the decliner attacks, if the riser
                              ///< makes all offers
    double powell_later = 0;  ///< past which there is war in every equilibrium
    bool war_if_riser_offers = false;
    bool war_in_every_equilibrium = false;
    double surplus = 0;  ///< of peace over the decliner's attack now and the riser's war later
};
[[nodiscard]] ShiftVerdict shift_verdict(const Shift& shift);

/// The first period of a path of chances in which war breaks out in every equilibrium (or, with
/// `riser_offers`, where the rising side makes all offers); -1 never.
[[nodiscard]] int first_war(const std::vector<double>& chances, double discount, const Pair& cost,
                            bool riser_offers = false);

/// War in every equilibrium: what one side locks in now and the other in the next period pass the whole
/// pie. \source Powell 2006, inefficiency condition
[[nodiscard]] bool powell_condition(double first_now, double second_next, double discount);

/// Peace needs first - second <= costs, where these are the first side's chances if it or if the other
/// side strikes first. \return the costs' lead over the gap: negative means war
[[nodiscard]] double first_strike_margin(double if_first_strikes, double if_second_strikes,
                                         const Pair& cost);

/// Arming for ever costs more than one war. \return its excess over the cost of war: positive means war
[[nodiscard]] double deterrence_excess(const Pair& upkeep, double discount, const Pair& cost);

/// Stages of destruction: each battle leaves the share `keep` of the pie.
struct ArmedPeace {
    double chance = 0.5;
    double decisive = 0.5;  ///< chance that a battle decides the war
    double surprise = 0.3;  ///< what striking first adds to the attacker's chance
    double cost = 0.2;      ///< of a battle, each side
    double keep = 0.9;
    double discount = 0.9;
    int stages = 40;  ///< peace is assumed there
};
struct ArmedPeaceResult {
    std::string pattern;      ///< 'P' peace or 'w' war, stage 0 first
    std::vector<Pair> value;  ///< of each stage
    int initial_war = 0;      ///< stages of war before the first peace
};
[[nodiscard]] ArmedPeaceResult armed_peace(const ArmedPeace& model);

}  // namespace entente::war
