// Values of no deal while the front moves: the war's own, as it would stand month by month.
#include <algorithm>
#include <cmath>
#include <limits>

#include "app/negotiate/table.hpp"
#include "entente/assess/no_deal.hpp"
#include "entente/war/waiting.hpp"

namespace entente::app {

std::vector<std::vector<double>> moving_reservations(const Case& conflict, double months_per_round,
                                                     std::uint64_t deadline, RandomStream* chance) {
    constexpr std::uint64_t kMostSteps = 48;  // between, values are interpolated
    const double months = months_per_round * static_cast<double>(deadline - 1);
    const std::uint64_t steps = std::clamp<std::uint64_t>(deadline - 1, 1, kMostSteps);
    std::vector<std::vector<double>> at;
    double wandered = 0;  // a Brownian path, in root months
    for (std::uint64_t k = 0; k <= steps; ++k) {
        const double when = months * static_cast<double>(k) / static_cast<double>(steps);
        if (k > 0 && chance != nullptr)
            wandered += chance->normal() * std::sqrt(months / static_cast<double>(steps));
        const double deviations = when > 0 ? wandered / std::sqrt(when) : 0;
        std::optional<Case> then = when > 0 ? war::case_after(conflict, when, deviations) : conflict;
        if (!then) return {};
        assess::set_values_of_no_deal(*then);
        std::vector<double> row;
        for (const Party& party : then->parties)
            row.push_back(party.reserve ? party.reserve->value() : -std::numeric_limits<double>::max());
        at.push_back(std::move(row));
    }
    std::vector<std::vector<double>> rounds;
    for (std::uint64_t round = 0; round < deadline; ++round) {
        const double place = deadline > 1 ? static_cast<double>(round) * static_cast<double>(steps) /
                                                static_cast<double>(deadline - 1)
                                          : 0;
        const auto low = std::min<std::size_t>(static_cast<std::size_t>(place), steps - 1);
        const double share = place - static_cast<double>(low);
        std::vector<double> row;
        for (std::size_t p = 0; p < at[low].size(); ++p)
            row.push_back(at[low][p] + share * (at[low + 1][p] - at[low][p]));
        rounds.push_back(std::move(row));
    }
    return rounds;
}

}  // namespace entente::app
