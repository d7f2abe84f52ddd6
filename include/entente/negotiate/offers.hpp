// What alternating offers give, while waiting costs, while war goes on, or when talks may break down.
//
// All shares are the first side's (A's) of a pie of 1, A proposing first unless said.
// References: Rubinstein, Econometrica 50 (1982) 97-109; Binmore, Rubinstein and Wolinsky, RAND Journal
// of Economics 17 (1986) 176-188; Slantchev, "The Power to Hurt", American Political Science Review 97
// (2003) 123-133 (the extremes here are a reduction of it: do not cite the paper for their numbers);
// Baron and Ferejohn, American Political Science Review 83 (1989) 1181-1206; Powell, American Journal of
// Political Science 48 (2004) 344-363.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <vector>

namespace entente::negotiate {

/// One number for each of two sides, the first proposer's first.
using Pair = std::array<double, 2>;

/// Rubinstein's share. \param discount of each side per round
[[nodiscard]] double rubinstein_share(const Pair& discount);
/// The same from rates of impatience and the length of a round; the limit r_B/(r_A + r_B) at length 0.
[[nodiscard]] double rubinstein_share(const Pair& rate, double round_length);
/// With `rounds` rounds, after which both get nothing.
[[nodiscard]] double finite_offers_share(const Pair& discount, int rounds);

/// War goes on between offers: flow payoffs (minus the costs), normalised by the pie's flow.
[[nodiscard]] double flow_share(const Pair& flow, double discount);

/// The extremes that threats of fighting can support.
struct PowerToHurt {
    double best = 0;        ///< A's share when it proposes in its best equilibrium
    double worst = 0;       ///< A's share when B proposes in B's best equilibrium
    bool credible = false;  ///< fighting after a rejection is credible
    Pair limit{0, 1};       ///< least and most of A's share as rounds shorten
};
[[nodiscard]] PowerToHurt power_to_hurt(const Pair& cost, double discount);

/// Each rejection ends the talks with chance `risk`; both then get their `breakdown` payoffs.
[[nodiscard]] double breakdown_share(const Pair& breakdown, double risk);
/// B may take `outside` instead of answering: it binds only where it beats d/(1+d).
[[nodiscard]] double outside_option_share(double discount, double outside);

/// Offers on a concave frontier u_B = frontier(u_A), falling from (0, frontier(0)) to (best, 0): the
/// payoffs when A proposes and when B proposes.
struct FrontierOffers {
    Pair a_proposes{0, 0};
    Pair b_proposes{0, 0};
};
[[nodiscard]] FrontierOffers frontier_offers(const std::function<double(double)>& frontier, double best,
                                             const Pair& discount);

/// n parties: the proposer's share under unanimity with chances `weights` to propose (its partners get
/// discount times their weight), and under fixed rotation the shares in order.
[[nodiscard]] std::vector<double> unanimity_shares(const std::vector<double>& weights, std::size_t proposer,
                                                   double discount);
[[nodiscard]] std::vector<double> rotation_shares(std::size_t parties, double discount);
/// Closed rule, simple majority of an odd number of parties: the proposer's share and each partner's.
[[nodiscard]] Pair majority_shares(std::size_t parties, double discount);

/// A side's value of fighting until one collapses, each round with chance `own` or `other`.
[[nodiscard]] double collapse_value(double own, double other, double cost, double discount);

}  // namespace entente::negotiate
