// What the learning war's induction and the bracket around its horizon share.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "entente/war/learning.hpp"
#include "entente/war/ripeness.hpp"

namespace entente::war {

[[nodiscard]] inline double pie_at(const Learning& war, int battles) {
    double pie = 1;
    for (const Dividend& dividend : war.dividends) pie += dividend.at(battles);
    return pie;
}

/// Positions that so many battles can reach, the ends of the walk included.
[[nodiscard]] inline int lowest_position(const Learning& war, int horizon) {
    return static_cast<int>(std::max<std::int64_t>(0, std::int64_t{war.start} - horizon - 1));
}
[[nodiscard]] inline int highest_position(const Learning& war, int horizon) {
    return static_cast<int>(std::min<std::int64_t>(war.forts, std::int64_t{war.start} + horizon + 1));
}
/// The live positions after n battles run from first to last in steps of two.
[[nodiscard]] inline int first_live(const Learning& war, int n) {
    const int lowest = war.start - std::min(n, war.start - 1);
    return lowest + ((lowest - war.start + n) % 2 != 0 ? 1 : 0);
}
[[nodiscard]] inline int last_live(const Learning& war, int n) {
    return std::min(war.start + n, war.forts - 1);
}

/// What a public expects after so many battles, fighting on being worth `fight`.
[[nodiscard]] inline double expected_by(const Public& audience, double fight, int battles) {
    return faded_expectation(audience.expect, fight, audience.weight, battles);
}

/// The least share that a leader takes rather than fight on.
[[nodiscard]] inline double demand(const Public& audience, double fight, int battles) {
    if (audience.penalty == 0) return fight;
    return reservation_with_public(fight, expected_by(audience, fight, battles), audience.penalty);
}

/// What a share of the pie is to a leader whose public expects so much.
[[nodiscard]] inline double felt(const Public& audience, double share, double expected) {
    return audience.penalty == 0 ? share : share - audience.penalty * std::max(0.0, expected - share);
}

/// The same where fighting on is worth `fight` after `n` battles.
[[nodiscard]] inline double felt_after(const Public& audience, double share, double fight, int n) {
    return audience.penalty == 0 ? share : felt(audience, share, expected_by(audience, fight, n));
}

/// What happens in a state: the first side's share where a deal is struck, and each leader's value.
struct Decision {
    double surplus = 0;
    bool settles = false;
    double share = 0;
    Pair value{0, 0};
};

[[nodiscard]] inline Decision decide_state(const Learning& war, int n, double pie, const Pair& fight) {
    const Pair asked{demand(war.publics[0], fight[0], n), demand(war.publics[1], fight[1], n)};
    Decision result;
    result.surplus = pie - asked[0] - asked[1];
    result.settles = result.surplus >= -war.tolerance;
    result.value = fight;
    if (!result.settles) return result;
    result.share = std::clamp(asked[0] + war.proposer * result.surplus, 0.0, pie);
    result.value = {felt_after(war.publics[0], result.share, fight[0], n),
                    felt_after(war.publics[1], pie - result.share, fight[1], n)};
    return result;
}

/// What the values of fighting the first battle can be at most and at least, whatever follows `horizon`.
struct ValueBracket {
    Pair low{0, 0};
    Pair high{0, 0};
};

/// Does the recursion keep the order "better for one side, worse for the other" in every state? It does
/// where no side gains from fighting and no public counts: a deal is then never cut below what a side could
/// fight for.
[[nodiscard]] bool order_is_kept(const Learning& war);

enum class Bracketing {
    ordered,   ///< two runs from the extremes; proven where the order is kept, an estimate elsewhere
    intervals  ///< proven for every war, wider: a state that may or may not settle holds both
};

/// \cost horizon times forts
[[nodiscard]] ValueBracket bracket_values(const Learning& war, int horizon, Bracketing how);

}  // namespace entente::war
