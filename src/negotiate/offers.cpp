#include "entente/negotiate/offers.hpp"

#include <cmath>

namespace entente::negotiate {

double rubinstein_share(const Pair& d) {
    const double whole = 1 - d[0] * d[1];
    return whole <= 0 ? 0.5 : (1 - d[1]) / whole;
}

double rubinstein_share(const Pair& rate, double round_length) {
    if (round_length <= 0) return rate[1] / (rate[0] + rate[1]);
    return std::expm1(-rate[1] * round_length) / std::expm1(-(rate[0] + rate[1]) * round_length);
}

double finite_offers_share(const Pair& d, int rounds) {
    // From the last round backwards, the proposer keeps what the responder would not get by waiting.
    double share = 0;  // of the next round's proposer
    for (int left = 1; left <= rounds; ++left) {
        const bool a_proposes = (rounds - left) % 2 == 0;
        share = 1 - d[a_proposes ? 1 : 0] * (left == 1 ? 0 : share);
    }
    return share;
}

double flow_share(const Pair& flow, double d) { return (1 - flow[1] + d * flow[0]) / (1 + d); }

PowerToHurt power_to_hurt(const Pair& cost, double d) {
    PowerToHurt result;
    result.best = (1 + cost[1]) / (1 + d);
    result.worst = (d - cost[0]) / (1 + d);
    result.credible = (1 - d * d) * cost[0] <= d * (d * cost[1] + cost[0]) &&
                      (1 - d * d) * cost[1] <= d * (d * cost[0] + cost[1]);
    result.limit = {(1 - cost[0]) / 2, (1 + cost[1]) / 2};
    return result;
}

double breakdown_share(const Pair& b, double risk) { return (1 - b[1] + (1 - risk) * b[0]) / (2 - risk); }

double outside_option_share(double d, double outside) {
    return outside > d / (1 + d) ? 1 - outside : 1 / (1 + d);
}

FrontierOffers frontier_offers(const std::function<double(double)>& frontier, double best, const Pair& d) {
    // A proposing takes x with frontier(x) = d_B frontier(d_A x): the difference rises from below 0 at 0.
    double low = 0;
    double high = best;
    for (int i = 0; i < 200; ++i) {
        const double x = (low + high) / 2;
        (frontier(x) > d[1] * frontier(d[0] * x) ? low : high) = x;
    }
    const double x = (low + high) / 2;
    return {{x, frontier(x)}, {d[0] * x, frontier(d[0] * x)}};
}

std::vector<double> unanimity_shares(const std::vector<double>& weights, std::size_t proposer, double d) {
    std::vector<double> shares(weights.size());
    double partners = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (i == proposer) continue;
        shares[i] = d * weights[i];
        partners += shares[i];
    }
    shares[proposer] = 1 - partners;
    return shares;
}

std::vector<double> rotation_shares(std::size_t parties, double d) {
    std::vector<double> shares(parties);
    double power = 1;
    double sum = 0;
    for (double& share : shares) {
        share = power;
        sum += power;
        power *= d;
    }
    for (double& share : shares) share /= sum;
    return shares;
}

Pair majority_shares(std::size_t parties, double d) {
    const auto n = static_cast<double>(parties);
    return {1 - d * (n - 1) / (2 * n), d / n};
}

double collapse_value(double own, double other, double cost, double d) {
    return (other - cost) / (1 - d * (1 - own - other));
}

}  // namespace entente::negotiate
