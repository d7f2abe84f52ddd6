// Who challenges whom in the spatial model, what each side expects of the contest, and what they offer.
#include <algorithm>

#include "stakeholders/smp/spatial.hpp"
#include "stakeholders/smp/vote.hpp"

namespace entente::stakeholders {
namespace {

/// h's own attitude `mine` and i's `theirs`, as the published code mixes them.
double seen(BigRAdjust adjust, double mine, double theirs) {
    switch (adjust) {
        case BigRAdjust::full:
            return theirs;
        case BigRAdjust::two_thirds:
            return (mine + 2.0 * theirs) / 3.0;
        case BigRAdjust::half:
            return (mine + theirs) / 2;
        case BigRAdjust::one_third:
            return (2.0 * mine + theirs) / 3.0;
        case BigRAdjust::none:
            return mine;
    }
    return mine;
}

}  // namespace

void Spatial::see_risk(std::size_t h) {
    for (std::size_t i = 0; i < n_; ++i)
        seen_risk_[i] = seen(options_.parameters.risk_adjust, risk_[h], risk_[i]);
}

void Spatial::utilities_of(std::size_t j, double* out) const {
    const double* const near = &near_[j * n_];
    const double* const capped = &capped_[j * n_];
    const double* const risk = seen_risk_.data();
    for (std::size_t i = 0; i < n_; ++i) out[i] = near[i] * (1 + capped[i] * risk[i]);
}

template <VotingRule rule, ThirdPartyCommit commitment>
Spatial::Contest Spatial::contest(std::size_t i, std::size_t j, const double* of_i, const double* of_j) {
    constexpr double kLeast = 1e-10;
    double for_i = kLeast;
    double for_j = kLeast;
    const double mine = vote<rule>(weight_[i], of_i[i] - of_j[i]);
    const double theirs = vote<rule>(weight_[j], of_i[j] - of_j[j]);
    for_i += above(mine);
    for_j += below(mine);
    for_i += above(theirs);
    for_j += below(theirs);
    const double base_i = for_i;
    const double base_j = for_j;
    double* const votes = votes_.data();
    const double* const of_self = of_self_.data();
    const double* const weight = weight_.data();
    if (options_.quirks) {
        if constexpr (commitment == ThirdPartyCommit::semi) {
            // Joining either side is valued at the same odds, and the loser's ally keeps its own position:
            // a bandwagon, whatever the third party prefers.
            for (std::size_t k = 0; k < n_; ++k) {
                const double x = of_i[k];
                const double y = of_j[k];
                const double z = of_self[k];
                const double first = vote<rule>(weight[k], x - y);
                const double with_i = base_i + above(first);
                const double with_j = base_j + below(first);
                const double p = with_i / (with_i + with_j);
                const double q = 1.0 - p;
                const double joins_i = p * (x + x + z) + q * (y + y + y);
                const double joins_j = p * (x + x + x) + q * (y + y + z);
                votes[k] = vote<rule>(weight[k], joins_i - joins_j);
            }
        } else {
            std::fill_n(votes, n_, 0.0);  // both choices are worth the same: no third party has a say
        }
    } else {
        for (std::size_t k = 0; k < n_; ++k) votes[k] = vote<rule>(weight[k], of_i[k] - of_j[k]);
    }
    votes[i] = 0;
    votes[j] = 0;
    add_votes(votes, n_, votes + n_, for_i, for_j);
    const double odds = for_i / (for_i + for_j);
    const double against = for_j / (for_i + for_j);
    const double quo = of_i[i] + of_j[i];
    const double victory = of_i[i] + of_i[i];
    const double fought = odds * victory + against * (of_j[i] + of_j[i]);
    const double resists = total_salience_[j];
    const double challenged = (1 - resists) * victory + resists * fought;
    return {odds, challenged - quo};
}

Spatial::Contest Spatial::contest_by_rules(std::size_t i, std::size_t j, const double* of_i,
                                           const double* of_j) {
    return with_rule(options_.parameters.voting, [&]<VotingRule kRule>() {
        return options_.parameters.commitment == ThirdPartyCommit::semi
                   ? contest<kRule, ThirdPartyCommit::semi>(i, j, of_i, of_j)
                   : contest<kRule, ThirdPartyCommit::no>(i, j, of_i, of_j);
    });
}

void Spatial::challenge(std::size_t i) {
    constexpr double kLeastGain = 1e-5;
    see_risk(i);
    utilities_of(i, of_i_.data());
    for (std::size_t k = 0; k < n_; ++k) of_self_[k] = utility(distance_[k * n_ + k], seen_risk_[k]);
    std::size_t best = n_;
    Contest found{0, kLeastGain};
    for (std::size_t j = 0; j < n_; ++j) {
        if (j == i) continue;
        utilities_of(j, of_j_.data());
        const Contest tried = contest_by_rules(i, j, of_i_.data(), of_j_.data());
        if (found.gain < tried.gain) {
            found = tried;
            best = j;
        }
    }
    if (best != n_) offer(i, best, found.odds);
}

std::size_t Spatial::interpolate(std::size_t i, std::size_t j, double odds) {
    const double against = 1 - odds;
    const std::size_t row = offered_rows_++;
    double* to_i = &offered_[row * 2 * d_];
    double* to_j = to_i + d_;
    const auto grid = [&](double x) {
        if (!options_.quirks) return x;
        return static_cast<double>(static_cast<int>(0.5 + x * 10000.0)) / 10000.0;
    };
    const double least = options_.quirks ? 1e-6 : 0;
    for (std::size_t k = 0; k < d_; ++k) {
        const double xi = position_[i * d_ + k];
        const double xj = position_[j * d_ + k];
        const double si = salience_[i * d_ + k];
        const double sj = salience_[j * d_ + k];
        if (options_.parameters.interpolation == InterVecBrgn::s2pmax) {
            const double gives_i = against > odds ? against - odds : 0;
            const double gives_j = odds > against ? odds - against : 0;
            const double part_i = gives_i * (sj * sj);
            const double part_j = gives_j * (si * si);
            to_i[k] = xi + part_i / (part_i + 1e-6 + (1 - gives_i) * (si * si)) * (xj - xi);
            to_j[k] = xj + part_j / (part_j + 1e-6 + (1 - gives_j) * (sj * sj)) * (xi - xj);
            continue;
        }
        const bool squares = options_.parameters.interpolation == InterVecBrgn::s2p2;
        const double a = squares ? (si * si) * (odds * odds) : si * odds;
        const double b = squares ? (sj * sj) * (against * against) : sj * against;
        if (a + least + b == 0) {  // neither cares or neither can: both stay
            to_i[k] = xi;
            to_j[k] = xj;
            continue;
        }
        to_i[k] = grid(((a + least) * xi + b * xj) / (a + least + b));
        to_j[k] = grid((a * xi + (least + b) * xj) / (a + least + b));
    }
    return row;
}

std::size_t Spatial::blend(std::size_t i, std::size_t j, std::size_t first, std::size_t second) {
    // The published code weighs the receiver's view with the challenger's capability.
    const double wi = weight_[i];
    const double wj = options_.quirks ? capability_[i] * total_salience_[j] : weight_[j];
    const std::size_t row = offered_rows_++;
    for (std::size_t k = 0; k < 2 * d_; ++k) {
        offered_[row * 2 * d_ + k] =
            (wi * offered_[first * 2 * d_ + k] + wj * offered_[second * 2 * d_ + k]) / (wi + wj);
    }
    return row;
}

void Spatial::offer(std::size_t i, std::size_t j, double odds) {
    // The receiver's view. of_i_ and of_j_ are free again.
    see_risk(j);
    utilities_of(i, of_i_.data());
    utilities_of(j, of_j_.data());
    for (std::size_t k = 0; k < n_; ++k) of_self_[k] = utility(distance_[k * n_ + k], seen_risk_[k]);
    const Contest seen_by_j = contest_by_rules(i, j, of_i_.data(), of_j_.data());
    // The published code takes the gain where it means the odds.
    const double view = options_.quirks ? seen_by_j.gain : seen_by_j.odds;
    const std::size_t first = interpolate(i, j, odds);
    Offer made{i, j, odds, seen_by_j.odds, first};
    switch (options_.parameters.bargain) {
        case BargnModel::initiator:
            offers_.push_back(made);
            break;
        case BargnModel::initiator_receiver:
            offers_.push_back(made);
            made.at = interpolate(i, j, view);
            offers_.push_back(made);
            break;
        case BargnModel::power_weighted:
            made.at = blend(i, j, first, interpolate(i, j, view));
            offers_.push_back(made);
            break;
    }
}

}  // namespace entente::stakeholders
