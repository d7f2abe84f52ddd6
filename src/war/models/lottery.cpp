#include "entente/war/lottery.hpp"

#include <algorithm>
#include <cmath>

namespace entente::war {
namespace {

double certainty_equivalent(double value, double risk, double caution) {
    if (caution != 0) {
        // -log1p(v (e^-g - 1))/g; utility runs from 0 to 1, so nothing lies outside.
        const double v = std::clamp(value, 0.0, 1.0);
        if (v == 1) return 1;
        if (caution < -700) return 1 + std::log(v) / -caution;  // e^-g would overflow
        return -std::log1p(v * std::expm1(-caution)) / caution;
    }
    if (risk == 1) return value;
    // More than the whole stake (money from outside) raised to a high power stays a number.
    return value <= 0 ? 0.0 : std::min(std::pow(value, 1 / risk), 1e12);
}

double chance_that_cost_is_below(const CostBelief& belief, double z) {
    if (belief.shape == CostBelief::Shape::exponential) return z <= 0 ? 0.0 : -std::expm1(-belief.rate * z);
    if (belief.high <= belief.low) return z > belief.high ? 1.0 : 0.0;
    return std::clamp((z - belief.low) / (belief.high - belief.low), 0.0, 1.0);
}

}  // namespace

Range bargaining_range(const Pair& value) { return {std::max(0.0, value[0]), std::min(1.0, 1 - value[1])}; }

Pair lottery_values(const Lottery& war) {
    return {war.chance - war.cost[0], (1 - war.chance) - war.cost[1]};
}

Pair certainty_equivalents(const Lottery& war) {
    const Pair value = lottery_values(war);
    return {certainty_equivalent(value[0], war.risk[0], war.caution[0]),
            certainty_equivalent(value[1], war.risk[1], war.caution[1])};
}

Range lottery_range(const Lottery& war) { return bargaining_range(certainty_equivalents(war)); }

Ultimatum best_ultimatum(double chance, double own_cost, const CostBelief& theirs) {
    const bool exponential = theirs.shape == CostBelief::Shape::exponential;
    double z = exponential ? std::max(0.0, 1 / theirs.rate - own_cost)
                           : std::clamp((theirs.high - own_cost) / 2, theirs.low, theirs.high);
    z = std::min(z, 1 - chance);  // no more than the whole pie can be asked
    Ultimatum result;
    result.demand = chance + z;
    result.chance_of_war = chance_that_cost_is_below(theirs, z);
    result.value = (1 - result.chance_of_war) * result.demand + result.chance_of_war * (chance - own_cost);
    return result;
}

StrengthGamble strength_gamble(double chance_strong, double chance_weak, const Pair& cost, double strong) {
    StrengthGamble result;
    const double gap = chance_weak - chance_strong;
    const double costs = cost[0] + cost[1];
    result.threshold = gap + costs > 0 ? gap / (gap + costs) : 0;
    result.risky = strong * (chance_strong - cost[0]) + (1 - strong) * std::min(1.0, chance_weak + cost[1]);
    result.safe = std::min(1.0, chance_strong + cost[1]);
    result.gambles = result.risky > result.safe;
    return result;
}

Indivisible indivisible(const Range& range, const std::vector<double>& shares) {
    Indivisible result;
    for (const double share : shares) {
        if (share >= range.low && share <= range.high) result.acceptable.push_back(share);
    }
    result.peace = !result.acceptable.empty();
    if (shares.empty() || range.empty()) return result;
    const auto [lowest, highest] = std::minmax_element(shares.begin(), shares.end());
    const double span = *highest - *lowest;
    if (span <= 0) return result;
    result.lottery = {std::max(0.0, (range.low - *lowest) / span),
                      std::min(1.0, (range.high - *lowest) / span)};
    result.lottery_helps = !result.lottery.empty();
    return result;
}

}  // namespace entente::war
