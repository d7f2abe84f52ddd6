#include "negotiate/domain/known.hpp"

#include <algorithm>
#include <cmath>

namespace entente::negotiate {
namespace {

KnownDeals deals_for(const Prepared& prepared, std::size_t party) {
    const Prepared::Tables& tables = prepared.tables();
    KnownDeals known;
    for (std::size_t p = 0; p < tables.parties(); ++p)
        known.origin.push_back(tables.has_reserve[p] != 0 ? tables.reserve[p] : tables.worst[p]);
    for (const settle::Point& point : yardstick(prepared).frontier.items) {
        KnownDeal deal{.own = point.utilities[party], .product = 1, .gains = {}, .outcome = point.outcome};
        for (std::size_t p = 0; p < tables.parties(); ++p) {
            deal.gains.push_back(point.utilities[p] - known.origin[p]);
            deal.product *= deal.gains.back();
        }
        std::sort(deal.gains.begin(), deal.gains.end());
        if (deal.gains.front() >= -1e-12) known.deals.push_back(std::move(deal));
    }
    std::stable_sort(known.deals.begin(), known.deals.end(), [](const KnownDeal& a, const KnownDeal& b) {
        return a.own != b.own ? a.own > b.own : a.product > b.product;
    });
    for (std::uint32_t k = 0; k < known.deals.size(); ++k) {
        std::uint32_t product = k;
        std::uint32_t least = k;
        if (k > 0) {
            const std::uint32_t before = known.best_product.back();
            if (known.deals[before].product >= known.deals[k].product) product = before;
            const std::uint32_t fairer = known.best_least.back();
            if (known.deals[fairer].gains >= known.deals[k].gains) least = fairer;
        }
        known.best_product.push_back(product);
        known.best_least.push_back(least);
    }
    return known;
}

}  // namespace

double KnownDeals::product(const Seats& seats, Offer offer) const {
    double all = 1;
    for (std::size_t p = 0; p < origin.size(); ++p) {
        const double gain = seats.of[p]->utility(offer) - origin[p];
        if (gain <= 0) return 0;
        all *= gain;
    }
    return all;
}

const KnownDeals& known_deals(const Prepared& prepared, std::size_t party) {
    const Prepared::Tables& tables = prepared.tables();
    std::call_once(tables.known_once, [&] {
        for (std::size_t p = 0; p < tables.parties(); ++p) tables.known.push_back(deals_for(prepared, p));
    });
    return tables.known[party];
}

}  // namespace entente::negotiate
