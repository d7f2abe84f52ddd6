#include "entente/levers/games.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "entente/core/expects.hpp"
#include "entente/core/lp.hpp"

namespace entente::levers {
namespace {

std::uint32_t everybody(const CoalitionGame& game) { return (std::uint32_t{1} << game.players) - 1; }

double scale_of(const CoalitionGame& game) {
    double scale = 1e-300;
    for (const double worth : game.worth) scale = std::max(scale, std::fabs(worth));
    return scale;
}

std::vector<LpEntry> members(std::uint32_t mask, std::size_t players) {
    std::vector<LpEntry> entries;
    for (std::size_t i = 0; i < players; ++i) {
        if ((mask >> i & 1u) != 0) entries.push_back({i, 1.0});
    }
    return entries;
}

/// Rows of players' indicators, reduced: tells whether a coalition's sum is fixed by those of others.
class Span {
public:
    explicit Span(std::size_t players) : players_(players) {}

    /// \return false where the mask's sum follows from those added before
    bool add(std::uint32_t mask) {
        std::vector<double> row = reduced(mask);
        const std::size_t at = largest(row);
        if (std::fabs(row[at]) < 1e-9) return false;
        const double pivot = row[at];
        for (double& x : row) x /= pivot;
        for (auto& [other, entries] : rows_) {
            const double factor = entries[at];
            for (std::size_t i = 0; i < players_; ++i) entries[i] -= factor * row[i];
        }
        rows_.emplace_back(at, std::move(row));
        return true;
    }
    [[nodiscard]] bool holds(std::uint32_t mask) const {
        const std::vector<double> row = reduced(mask);
        return std::fabs(row[largest(row)]) < 1e-9;
    }
    [[nodiscard]] bool full() const { return rows_.size() == players_; }

private:
    [[nodiscard]] std::vector<double> reduced(std::uint32_t mask) const {
        std::vector<double> row(players_, 0);
        for (std::size_t i = 0; i < players_; ++i) row[i] = (mask >> i & 1u) != 0 ? 1 : 0;
        for (const auto& [at, entries] : rows_) {
            const double factor = row[at];
            for (std::size_t i = 0; i < players_; ++i) row[i] -= factor * entries[i];
        }
        return row;
    }
    [[nodiscard]] static std::size_t largest(const std::vector<double>& row) {
        std::size_t at = 0;
        for (std::size_t i = 1; i < row.size(); ++i) {
            if (std::fabs(row[i]) > std::fabs(row[at])) at = i;
        }
        return at;
    }

    std::size_t players_;
    std::vector<std::pair<std::size_t, std::vector<double>>> rows_;
};

/// One level: the largest t with x(S) >= worth(S) + t over the open groups, sums of the settled ones kept.
struct Level {
    double t = 0;
    std::vector<double> share;
    std::vector<std::uint32_t> tight;  ///< groups with a price: tight in every sharing that reaches t
};

std::optional<Level> level(const CoalitionGame& game, const std::vector<std::uint32_t>& open,
                           const std::vector<std::pair<std::uint32_t, double>>& settled) {
    const double scale = scale_of(game);
    Lp lp;
    lp.maximise = true;
    for (std::size_t i = 0; i < game.players; ++i) lp.add_variable(0, -kUnbounded, kUnbounded);
    const std::size_t t = lp.add_variable(1, -kUnbounded, kUnbounded);
    for (const auto& [mask, sum] : settled)
        lp.add_row(members(mask, game.players), sum / scale, sum / scale);
    for (const std::uint32_t mask : open) {
        std::vector<LpEntry> entries = members(mask, game.players);
        entries.push_back({t, -1.0});
        lp.add_row(std::move(entries), game.worth[mask] / scale, kUnbounded);
    }
    const LpResult solved = solve(lp);
    if (solved.status != LpStatus::optimal) return std::nullopt;
    Level found{solved.objective * scale, {solved.values.begin(), solved.values.end() - 1}, {}};
    for (double& x : found.share) x *= scale;
    for (std::size_t k = 0; k < open.size(); ++k) {
        if (std::fabs(solved.row_duals[settled.size() + k]) > 1e-9) found.tight.push_back(open[k]);
    }
    return found;
}

std::vector<std::uint32_t> proper_groups(const CoalitionGame& game) {
    std::vector<std::uint32_t> open;
    for (std::uint32_t mask = 1; mask < everybody(game); ++mask) open.push_back(mask);
    return open;
}

}  // namespace

std::vector<double> shapley_value(const CoalitionGame& game) {
    ENTENTE_EXPECTS(game.players >= 1 && game.players <= kMaxGamePlayers);
    ENTENTE_EXPECTS(game.worth.size() == std::size_t{1} << game.players);
    const std::size_t n = game.players;
    // The weight of a player joining a group of s: s! (n - s - 1)! / n!.
    std::vector<double> weight(n);
    for (std::size_t s = 0; s < n; ++s) {
        weight[s] = 1.0 / static_cast<double>(n);
        for (std::size_t k = 1; k <= s; ++k)
            weight[s] *= static_cast<double>(k) / static_cast<double>(n - k);
    }
    std::vector<double> value(n, 0);
    for (std::uint32_t mask = 0; mask < everybody(game); ++mask) {
        const double w = weight[static_cast<std::size_t>(std::popcount(mask))];
        for (std::size_t i = 0; i < n; ++i) {
            if ((mask >> i & 1u) == 0)
                value[i] += w * (game.worth[mask | std::uint32_t{1} << i] - game.worth[mask]);
        }
    }
    return value;
}

CoreAnswer core(const CoalitionGame& game) {
    ENTENTE_EXPECTS(game.players >= 1 && game.players <= kMaxGamePlayers);
    CoreAnswer answer;
    if (game.players == 1) return {.empty = false, .least_excess = 0, .share = {game.worth[1]}};
    const auto found = level(game, proper_groups(game), {{everybody(game), game.worth[everybody(game)]}});
    if (!found) return answer;
    answer.least_excess = -found->t;
    answer.empty = -found->t > 1e-9 * scale_of(game);
    answer.share = found->share;
    return answer;
}

std::optional<std::vector<double>> nucleolus(const CoalitionGame& game) {
    ENTENTE_EXPECTS(game.players >= 1 && game.players <= kMaxGamePlayers);
    const std::uint32_t all = everybody(game);
    if (game.players == 1) return std::vector<double>{game.worth[1]};
    Span span(game.players);
    span.add(all);
    std::vector<std::pair<std::uint32_t, double>> settled = {{all, game.worth[all]}};
    std::vector<std::uint32_t> open = proper_groups(game);
    for (;;) {
        const auto found = level(game, open, settled);
        if (!found) return std::nullopt;
        if (found->tight.empty()) return std::nullopt;
        bool grew = false;
        for (const std::uint32_t mask : found->tight) {
            if (!span.add(mask)) continue;
            settled.emplace_back(mask, game.worth[mask] + found->t);
            grew = true;
        }
        if (span.full()) return found->share;
        if (!grew) return std::nullopt;
        std::erase_if(open, [&](std::uint32_t mask) { return span.holds(mask); });
    }
}

}  // namespace entente::levers
