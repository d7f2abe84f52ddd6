#include "entente/war/commitment.hpp"

#include <algorithm>

namespace entente::war {

ShiftVerdict shift_verdict(const Shift& shift) {
    ShiftVerdict verdict;
    verdict.first_rises = shift.later >= shift.now;
    const std::size_t riser = verdict.first_rises ? 0 : 1;
    const double now = verdict.first_rises ? shift.now : 1 - shift.now;
    const double later = verdict.first_rises ? shift.later : 1 - shift.later;
    const double d = shift.discount;
    const double rest = 1 - d;
    const double fearon = shift.cost[1 - riser] * rest * rest;
    const double powell = rest * (shift.cost[1 - riser] + d * shift.cost[riser]);
    verdict.fearon_later = (now + fearon) / d;
    verdict.powell_later = (now + powell) / d;
    verdict.war_if_riser_offers = d * later - now > fearon;
    verdict.war_in_every_equilibrium = d * later - now > powell;
    verdict.surplus = (powell - (d * later - now)) / rest;
    return verdict;
}

int first_war(const std::vector<double>& chances, double discount, const Pair& cost, bool riser_offers) {
    for (std::size_t t = 0; t + 1 < chances.size(); ++t) {
        const ShiftVerdict verdict = shift_verdict({chances[t], chances[t + 1], discount, cost});
        if (riser_offers ? verdict.war_if_riser_offers : verdict.war_in_every_equilibrium) {
            return static_cast<int>(t);
        }
    }
    return -1;
}

bool powell_condition(double first_now, double second_next, double discount) {
    return first_now + discount * second_next > 1 / (1 - discount);
}

double first_strike_margin(double if_first_strikes, double if_second_strikes, const Pair& cost) {
    return cost[0] + cost[1] - (if_first_strikes - if_second_strikes);
}

double deterrence_excess(const Pair& upkeep, double discount, const Pair& cost) {
    return (upkeep[0] + upkeep[1]) / (1 - discount) - (cost[0] + cost[1]);
}

ArmedPeaceResult armed_peace(const ArmedPeace& model) {
    const Pair chance{model.chance, 1 - model.chance};
    const double d = model.discount;
    std::vector<double> pie(static_cast<std::size_t>(model.stages) + 2);
    pie[0] = 1 / (1 - d);
    for (std::size_t n = 1; n < pie.size(); ++n) pie[n] = pie[n - 1] * model.keep;
    ArmedPeaceResult result;
    result.pattern.assign(static_cast<std::size_t>(model.stages) + 1, 'P');
    result.value.resize(result.pattern.size());
    const auto last = result.pattern.size() - 1;
    for (std::size_t i = 0; i < 2; ++i) result.value[last][i] = chance[i] * pie[last];
    for (std::size_t n = last; n-- > 0;) {
        Pair attack;
        Pair war;
        for (std::size_t i = 0; i < 2; ++i) {
            const double rest = (1 - model.decisive) * d * result.value[n + 1][i] - model.cost;
            attack[i] = rest + model.decisive * std::min(1.0, chance[i] + model.surprise) * pie[n + 1];
            war[i] = rest + model.decisive * chance[i] * pie[n + 1];
        }
        const double surplus = pie[n] - attack[0] - attack[1];
        if (surplus >= 0) {
            result.value[n] = {attack[0] + surplus / 2, attack[1] + surplus / 2};
        } else {
            result.value[n] = war;
            result.pattern[n] = 'w';
        }
    }
    result.initial_war = static_cast<int>(std::min(result.pattern.find('P'), result.pattern.size()));
    return result;
}

}  // namespace entente::war
