#include "entente/levers/transfers.hpp"

#include <algorithm>

namespace entente::levers {

std::optional<Purchase> payments_for(std::span<const double> utilities, std::span<const double> reservation,
                                     std::span<const PaymentTerms> terms) {
    Purchase purchase;
    purchase.paid.assign(utilities.size(), 0);
    for (std::size_t i = 0; i < utilities.size(); ++i) {
        const double missing = reservation[i] - utilities[i];
        if (missing <= 0) continue;
        if (missing > terms[i].most) return std::nullopt;
        purchase.paid[i] = std::max(missing, terms[i].least);
        purchase.cost += terms[i].fixed + terms[i].price * purchase.paid[i];
    }
    return purchase;
}

std::optional<Purchase> cheapest_purchase(const std::vector<std::vector<double>>& deals,
                                          std::span<const double> reservation,
                                          std::span<const PaymentTerms> terms) {
    std::optional<Purchase> best;
    for (std::size_t k = 0; k < deals.size(); ++k) {
        std::optional<Purchase> one = payments_for(deals[k], reservation, terms);
        if (!one || (best && one->cost >= best->cost)) continue;
        one->deal = k;
        best = std::move(one);
    }
    return best;
}

}  // namespace entente::levers
