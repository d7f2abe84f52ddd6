// Ratification of the division of a pie: closed forms.
#pragma once

#include <optional>

namespace entente::stakeholders {

/// A pie of 1 between A and B. Each side's leader has a value of no deal; its ratifiers accept no less than
/// a floor.
struct Pie {
    double floor_a = 0, floor_b = 0;
    double no_deal_a = 0, no_deal_b = 0;
};
/// A's share; none where no division is acceptable to all four.
struct PieDeals {
    std::optional<double> nash, kalai_smorodinsky;
};
/// Answers: which division is fair among those that are ratified?
/// \source Putnam 1988; Mo 1994; Iida 1996 \check tests/stakeholders/pie_test.cpp
[[nodiscard]] PieDeals divide(const Pie& pie);

/// Alternating offers with a common discount factor, A's ratifiers accepting no less than `floor`.
struct Offers {
    double b_offers = 0;  ///< A's share when B speaks first
    double a_asks = 0;    ///< A's share when A speaks first
    bool binds = false;   ///< the floor changes what happens: it lies above d/(1+d)
};
/// \param discount in (0, 1) \param floor in [0, 1) \check tests/stakeholders/pie_test.cpp
[[nodiscard]] Offers alternating_offers(double discount, double floor);

/// A's ratifiers have a floor that B does not know: even between low and high.
struct UnsureOffer {
    double share = 0;   ///< A's share
    double chance = 0;  ///< that it is ratified
};
/// B makes one offer to get the most on average. \check tests/stakeholders/pie_test.cpp
[[nodiscard]] UnsureOffer best_offer(double low, double high, double no_deal_b);
/// The division with the largest product of expected gains over no deal. \check
/// tests/stakeholders/pie_test.cpp
[[nodiscard]] UnsureOffer nash_when_unsure(double low, double high, double no_deal_a, double no_deal_b);

}  // namespace entente::stakeholders
