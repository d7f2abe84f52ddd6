#include "settle/problem/rounding.hpp"

#include <fmt/format.h>

#include "entente/core/text.hpp"

namespace entente::settle {

double rounding_bound(const ExactUtility& utility) {
    if (utility.exact) return 0;
    const auto rounded =
        static_cast<double>(utility.contribution.size() + utility.terms.size()) + (utility.has_cap ? 1 : 0);
    // A last digit on top: the grid itself is a power of ten that a double may round.
    return 0.5 * rounded / static_cast<double>(utility.scale) * (1 + 1e-15);
}

std::string rounding_words(const Case& conflict, const std::vector<ExactUtility>& exact) {
    std::vector<std::string> off;
    for (std::size_t j = 0; j < exact.size(); ++j) {
        const double bound = rounding_bound(exact[j]);
        if (bound > 0) off.push_back(fmt::format("{:.1e} for {}", bound, conflict.parties[j].name));
    }
    std::string words = "Some numbers have more digits than can be added exactly";
    if (off.empty())
        return words +
               ": reservation values were rounded up to the next unit that can be, so a deal that "
               "gives a party exactly its reservation value may be left out of the zone.";
    return words + ": utilities are off by at most (points) " + join_words(off) +
           ". Deals that lie no further than twice that from each other, or from a reservation value, may "
           "be compared wrongly: whether they dominate, tie or lie in the zone is not exact.";
}

}  // namespace entente::settle
