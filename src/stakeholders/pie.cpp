#include "entente/stakeholders/pie.hpp"

#include <algorithm>

#include "entente/core/expects.hpp"

namespace entente::stakeholders {

PieDeals divide(const Pie& pie) {
    const double low = std::max(pie.floor_a, pie.no_deal_a);
    const double high = 1 - std::max(pie.floor_b, pie.no_deal_b);
    PieDeals deals;
    constexpr double kNothing = 1e-12;
    if (low > high + kNothing) return deals;
    // The product of gains is largest midway between the values of no deal, as near as ratifiers allow.
    deals.nash = std::clamp((1 + pie.no_deal_a - pie.no_deal_b) / 2, low, std::max(low, high));
    const double most_a = high - pie.no_deal_a;
    const double most_b = 1 - low - pie.no_deal_b;
    const double all = most_a + most_b;
    // Gains in proportion to the most that each could have.
    const double share = all > 0 ? (most_a * (1 - pie.no_deal_b) + most_b * pie.no_deal_a) / all : low;
    deals.kalai_smorodinsky = std::clamp(share, low, std::max(low, high));
    return deals;
}

Offers alternating_offers(double discount, double floor) {
    ENTENTE_EXPECTS(discount > 0 && discount < 1 && floor >= 0 && floor < 1);
    Offers offers;
    const double free = discount / (1 + discount);  // what B would offer A without a floor
    offers.binds = floor > free;
    offers.b_offers = std::max(free, floor);
    // A asks for all but what B would have by refusing and speaking next.
    offers.a_asks = 1 - discount * (1 - offers.b_offers);
    return offers;
}

UnsureOffer best_offer(double low, double high, double no_deal_b) {
    ENTENTE_EXPECTS(low < high);
    // (x - low)(1 - x - no deal) is largest midway.
    const double share = std::clamp((low + 1 - no_deal_b) / 2, low, high);
    return {share, (share - low) / (high - low)};
}

UnsureOffer nash_when_unsure(double low, double high, double no_deal_a, double no_deal_b) {
    ENTENTE_EXPECTS(low < high);
    const auto product = [&](double x) {
        const double chance = std::clamp((x - low) / (high - low), 0.0, 1.0);
        const double a = chance * (x - no_deal_a);
        const double b = chance * (1 - x - no_deal_b);
        return a > 0 && b > 0 ? a * b : 0;
    };
    // One peak on each side of `high`: golden-section search on both.
    const auto peak = [&](double from, double to) {
        constexpr double kGolden = 0.6180339887498949;
        for (int step = 0; step < 200; ++step) {
            const double a = to - kGolden * (to - from);
            const double b = from + kGolden * (to - from);
            (product(a) < product(b) ? from : to) = product(a) < product(b) ? a : b;
        }
        return (from + to) / 2;
    };
    const double inside = peak(std::max(low, no_deal_a), high);
    const double beyond = std::clamp((1 + no_deal_a - no_deal_b) / 2, high, std::max(high, 1.0));
    const double share = product(inside) >= product(beyond) ? inside : beyond;
    return {share, std::clamp((share - low) / (high - low), 0.0, 1.0)};
}

}  // namespace entente::stakeholders
