// War as waiting for the other side to give in.
//
// Rules: both pay a cost per period until one concedes; the other then has the prize. Three forms:
// reputational (the default): each side may be of a kind that never concedes, and reputation for it is
// what decides; mixed: complete information, each side quits at the rate that leaves the other
// indifferent (its statics are perverse: a higher own cost wins more often; shown, not for policy);
// private: each side alone knows what the prize is worth to it.
// References: Abreu and Gul, "Bargaining and Reputation", Econometrica 68 (2000) 85-117, for the
// reputational form; Maynard Smith (1974), Bishop and Cannings (1978) for the others.
#pragma once

#include <functional>

#include "entente/war/range.hpp"

namespace entente::war {

struct Attrition {
    Pair cost{0.1, 0.1};      ///< per period, > 0, in the unit of the prize
    Pair prize{1, 1};         ///< what winning is worth, > 0
    Pair stubborn{0.1, 0.1};  ///< chance of a kind that never concedes, in (0,1); reputational form only
};

struct AttritionResult {
    Pair rate{0, 0};        ///< at which each side concedes, per period
    Pair exhaustion{0, 0};  ///< when each side alone would have conceded unless it never does
    double until = 0;       ///< after this time only the stubborn are left
    int weak = -1;          ///< the side that concedes at once with chance `at_once`; -1 none
    double at_once = 0;
    double duration = 0;  ///< expected time in which concessions still happen
    Pair win{0, 0};       ///< chance that each side wins
    double never = 0;     ///< chance that nobody ever concedes
    Pair value{0, 0};     ///< what the war is worth to a side that may concede, in units of the prize
};

/// \check tests/war/attrition_test.cpp
[[nodiscard]] AttritionResult attrition_reputational(const Attrition& war);
[[nodiscard]] AttritionResult attrition_mixed(const Attrition& war);

/// The chance that the reputational war is still fought after `time`.
[[nodiscard]] double attrition_survival(const AttritionResult& result, double time);

/// How long a side holds out that values the prize at v, the cost rate being 1 for both and values drawn
/// from a known distribution: T(v) = integral from 0 to v of y f(y)/(1-F(y)) dy.
[[nodiscard]] double holding_time_uniform(double value);      ///< values uniform on [0,1], value < 1
[[nodiscard]] double holding_time_exponential(double value);  ///< values exponential with mean 1
[[nodiscard]] double holding_time(double value, const std::function<double(double)>& hazard);

}  // namespace entente::war
