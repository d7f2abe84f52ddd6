#include "entente/levers/backers.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace entente::levers {

Contributions contributions_by_keenness(std::span<const double> keenness) {
    Contributions result;
    result.given.assign(keenness.size(), 0);
    if (keenness.empty()) return result;
    const double most = *std::max_element(keenness.begin(), keenness.end());
    const double sum = std::accumulate(keenness.begin(), keenness.end(), 0.0);
    // The marginal worth of the good to the keenest, v / (1 + G), is 1 where it stops.
    result.total = std::max(0.0, most - 1);
    result.efficient = std::max(0.0, sum - 1);
    const auto keenest = static_cast<double>(std::count(keenness.begin(), keenness.end(), most));
    for (std::size_t i = 0; i < keenness.size(); ++i) {
        if (keenness[i] == most) result.given[i] = result.total / keenest;
    }
    return result;
}

Contributions contributions_by_income(std::span<const double> income, double share) {
    Contributions result;
    result.given.assign(income.size(), 0);
    if (income.empty()) return result;
    result.efficient = share * std::accumulate(income.begin(), income.end(), 0.0);
    // A giver keeps income - g = G (1 - a) / a. With the k richest giving: sum of incomes - k keep = G.
    std::vector<double> sorted(income.begin(), income.end());
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    const double ratio = (1 - share) / share;
    double sum = 0;
    for (std::size_t k = 1; k <= sorted.size(); ++k) {
        sum += sorted[k - 1];
        const double total = sum / (1 + static_cast<double>(k) * ratio);
        if (k < sorted.size() && sorted[k] > total * ratio) continue;  // the next one gives too
        result.total = total;
        break;
    }
    for (std::size_t i = 0; i < income.size(); ++i)
        result.given[i] = std::max(0.0, income[i] - result.total * ratio);
    return result;
}

}  // namespace entente::levers
