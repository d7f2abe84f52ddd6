// Backward induction over the positions of a war in which no public counts, a layer at a time.
#pragma once

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

#include "war/models/learning_parts.hpp"

namespace entente::war {

/// "Not settled" in a table of shares.
inline constexpr double kFighting = std::numeric_limits<double>::infinity();

[[nodiscard]] inline bool publics_count(const Learning& war) {
    return war.publics[0].penalty != 0 || war.publics[1].penalty != 0;
}

/// Values by position, those after an even and after an odd number of battles apart: what a layer is made
/// of then lies side by side.
/// \pre no public counts \cost a few nanoseconds a position
class PlainInduction {
public:
    /// \param seen also what the decisions bring under the truth
    PlainInduction(const Learning& war, int horizon, bool seen)
        : war_(war), low_(lowest_position(war, horizon)), seen_(seen) {
        const int high = highest_position(war, horizon);
        const auto half = static_cast<std::size_t>(high - low_) / 2 + 1;
        for (std::size_t q = 0; q < (seen ? 4u : 2u); ++q)
            for (std::vector<double>& line : lines_[q]) line.assign(half, 0.0);
        if (low_ == 0) set(0, {0, 1}, {0, 1});
        if (high == war.forts) set(war.forts, {1, 0}, {1, 0});
    }

    /// What a position is worth to both at the horizon, and under the truth.
    void set(int position, const Pair& value, const Pair& under_truth) {
        for (std::size_t i = 0; i < 2; ++i) {
            at(i, position) = value[i];
            if (seen_) at(2 + i, position) = under_truth[i];
        }
    }

    /// The layer after `n` battles from the one after n + 1. \param share where given, receives the first
    /// side's share, or kFighting, of every live position, side by side
    void step(int n, double* share) { share != nullptr ? fill<true>(n, share) : fill<false>(n, nullptr); }

    /// What fighting the next battle is worth to both in a live position, the layer after n + 1 being done;
    /// and the same under the truth.
    [[nodiscard]] Pair fighting(int n, int position) const {
        const int wins = (position - war_.start + n) / 2;
        Pair result{};
        for (std::size_t i = 0; i < 2; ++i)
            result[i] = fight(i, position, war_.prior[i].mean(wins, n - wins));
        return result;
    }
    [[nodiscard]] Pair fighting_seen(int position) const {
        return {fight(0, position, war_.truth, 2), fight(1, position, war_.truth, 2)};
    }

private:
    [[nodiscard]] double fight(std::size_t side, int position, double chance, std::size_t from = 0) const {
        return -war_.cost[side] + war_.discount * (chance * at(from + side, position + 1) +
                                                   (1 - chance) * at(from + side, position - 1));
    }
    [[nodiscard]] std::size_t half(int position) const {
        return static_cast<std::size_t>(position - low_) / 2;
    }
    [[nodiscard]] double& at(std::size_t line, int position) {
        return lines_[line][static_cast<std::size_t>(position - low_) % 2][half(position)];
    }
    [[nodiscard]] double at(std::size_t line, int position) const {
        return lines_[line][static_cast<std::size_t>(position - low_) % 2][half(position)];
    }

    template <bool kFull>
    void fill(int n, double* share) {
        const int first = first_live(war_, n);
        const int last = last_live(war_, n);
        if (first > last) return;  // with two forts every second battle is the last
        const int count = (last - first) / 2 + 1;
        const double pie = pie_at(war_, n);
        const int wins = (first - war_.start + n) / 2;
        // Of the layer after n + 1: the position above is the next entry. The two layers share no entry.
        const double* __restrict one_below = &at(0, first - 1);
        const double* __restrict two_below = &at(1, first - 1);
        double* __restrict one_here = &at(0, first);
        double* __restrict two_here = &at(1, first);
        const double* __restrict one_seen_below = kFull ? &at(2, first - 1) : nullptr;
        const double* __restrict two_seen_below = kFull ? &at(3, first - 1) : nullptr;
        double* __restrict one_seen = kFull ? &at(2, first) : nullptr;
        double* __restrict two_seen = kFull ? &at(3, first) : nullptr;
        double* __restrict shares = share;
        const double total[2] = {1 / (war_.prior[0].wins + war_.prior[0].losses + n),
                                 1 / (war_.prior[1].wins + war_.prior[1].losses + n)};
        const double won[2] = {war_.prior[0].wins + wins, war_.prior[1].wins + wins};
        const double cost[2] = {war_.cost[0], war_.cost[1]};
        const double discount = war_.discount;
        const double truth = war_.truth;
        const double part = war_.proposer;
        const double tolerance = -war_.tolerance;
        for (int x = 0; x < count; ++x) {
            const double p = (won[0] + x) * total[0];
            const double q = (won[1] + x) * total[1];
            const double one = discount * (p * one_below[x + 1] + (1 - p) * one_below[x]) - cost[0];
            const double two = discount * (q * two_below[x + 1] + (1 - q) * two_below[x]) - cost[1];
            const double surplus = pie - one - two;
            const double wanted = one + part * surplus;
            const double least = wanted < 0 ? 0 : wanted;
            const double deal = least > pie ? pie : least;
            const double rest = pie - deal;
            const bool settles = surplus >= tolerance;
            one_here[x] = settles ? deal : one;
            two_here[x] = settles ? rest : two;
            if constexpr (kFull) {
                const double one_fights =
                    discount * (truth * one_seen_below[x + 1] + (1 - truth) * one_seen_below[x]) - cost[0];
                const double two_fights =
                    discount * (truth * two_seen_below[x + 1] + (1 - truth) * two_seen_below[x]) - cost[1];
                one_seen[x] = settles ? deal : one_fights;
                two_seen[x] = settles ? rest : two_fights;
                shares[x] = settles ? deal : kFighting;
            }
        }
    }

    const Learning& war_;
    int low_;
    bool seen_;
    /// [first's value, second's, the same as seen][positions an even, an odd number above the lowest]
    std::array<std::array<std::vector<double>, 2>, 4> lines_;
};

}  // namespace entente::war
