#include "entente/levers/promises.hpp"

#include <algorithm>
#include <stdexcept>

namespace entente::levers {

Promise promise_for(
    std::span<const std::size_t> choices,
    const std::function<double(std::size_t player, std::span<const std::size_t> profile)>& payoff,
    std::span<const std::size_t> profile) {
    Promise promise;
    std::vector<std::size_t> tried(profile.begin(), profile.end());
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const double here = payoff(i, profile);
        double best = here;
        for (std::size_t s = 0; s < choices[i]; ++s) {
            tried[i] = s;
            best = std::max(best, payoff(i, tried));
        }
        tried[i] = profile[i];
        promise.at_risk.push_back(best - here);
        promise.total += best - here;
        promise.needed = promise.needed || best > here;
    }
    return promise;
}

CertaintyPrice price_of_certainty(std::span<const double> success, double effort) {
    if (success.size() < 2) throw std::invalid_argument("price_of_certainty: nobody can join");
    for (std::size_t k = 1; k < success.size(); ++k) {
        if (!(success[k] > success[k - 1]))
            throw std::invalid_argument("price_of_certainty: success must rise with each that joins");
    }
    CertaintyPrice price;
    const std::size_t n = success.size() - 1;
    for (std::size_t k = 1; k <= n; ++k) {
        price.offers.push_back(effort / (success[k] - success[k - 1]));
        price.certain += price.offers.back();
    }
    price.if_all_expected = static_cast<double>(n) * effort / (success[n] - success[n - 1]);
    return price;
}

}  // namespace entente::levers
