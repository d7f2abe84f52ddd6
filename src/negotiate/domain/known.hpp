// The efficient deals that beat no deal for everybody, for tactics that are told every preference.
#pragma once

#include <vector>

#include "negotiate/domain/seats.hpp"

namespace entente::negotiate {

/// What a seeker maximises: the product of gains over no deal, or the least of them (then the second
/// least, ...), in points.
enum class Aim { product, least };

struct KnownDeal {
    double own = 0;             ///< utility, points
    double product = 0;         ///< of the gains of all parties
    std::vector<double> gains;  ///< of all parties, rising
    Outcome outcome;
};

/// One party's view of them.
struct KnownDeals {
    std::vector<KnownDeal> deals;             ///< by own utility, falling; then by product, falling
    std::vector<std::uint32_t> best_product;  ///< [k]: the best of deals 0..k
    std::vector<std::uint32_t> best_least;
    std::vector<double> origin;  ///< what gains are counted from, per party

    [[nodiscard]] const std::vector<std::uint32_t>& best_of(Aim aim) const {
        return aim == Aim::product ? best_product : best_least;
    }
    /// Of the gains of an offer; 0 where one is negative.
    [[nodiscard]] double product(const Seats& seats, Offer offer) const;
};

/// Made once a case, from its yardstick. \threads any
[[nodiscard]] const KnownDeals& known_deals(const Prepared& prepared, std::size_t party);

}  // namespace entente::negotiate
