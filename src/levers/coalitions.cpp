// Groups that can do without the others.
#include <algorithm>
#include <limits>

#include "entente/levers/games.hpp"
#include "entente/levers/levers.hpp"
#include "entente/settle/settle.hpp"

namespace entente::levers {
namespace {

double alone(const Party& party) { return party.reserve ? party.reserve->value() : 0.0; }

std::uint32_t mask_of(const Coalition& coalition) {
    std::uint32_t mask = 0;
    for (const PartyId member : coalition.members) mask |= std::uint32_t{1} << member.index();
    return mask;
}

double worth_of(const Coalition& coalition) {
    if (coalition.worth) return coalition.worth->value();
    double sum = 0;
    for (const Quantity& points : coalition.points) sum += points.value();
    return sum;
}

/// What the file says of groups, and for the others the best that they have apart.
CoalitionGame game_of(const Case& conflict, double most_in_all) {
    const std::size_t n = conflict.parties.size();
    const std::uint32_t all = (std::uint32_t{1} << n) - 1;
    CoalitionGame game{n,
                       std::vector<double>(std::size_t{1} << n, -std::numeric_limits<double>::infinity())};
    game.worth[0] = 0;
    for (std::size_t i = 0; i < n; ++i) game.worth[std::uint32_t{1} << i] = alone(conflict.parties[i]);
    bool said_all = false;
    for (const Coalition& coalition : conflict.coalitions) {
        const std::uint32_t mask = mask_of(coalition);
        game.worth[mask] = std::max(game.worth[mask], worth_of(coalition));
        said_all = said_all || mask == all;
    }
    if (!said_all) game.worth[all] = std::max(game.worth[all], most_in_all);
    // A group can always act as its parts do.
    for (std::uint32_t mask = 1; mask <= all; ++mask) {
        for (std::uint32_t part = (mask - 1) & mask; part > 0; part = (part - 1) & mask)
            game.worth[mask] = std::max(game.worth[mask], game.worth[part] + game.worth[mask & ~part]);
    }
    return game;
}

}  // namespace

std::optional<CoalitionsResult> coalitions_of(
    const Case& conflict, const std::vector<std::pair<std::string, std::vector<double>>>& deals,
    double most_in_all) {
    if (conflict.coalitions.empty()) return std::nullopt;
    CoalitionsResult result;
    for (const Coalition& coalition : conflict.coalitions) {
        for (const auto& [name, utilities] : deals) {
            CoalitionObjection one{{}, name, {}, {}};
            bool better = !coalition.points.empty();
            double in_deal = 0;
            for (std::size_t k = 0; k < coalition.members.size(); ++k) {
                const std::size_t i = coalition.members[k].index();
                one.members.push_back(conflict.parties[i].id);
                one.in_deal.push_back(utilities[i]);
                in_deal += utilities[i];
                if (coalition.points.empty()) continue;
                one.alone.push_back(coalition.points[k].value());
                better = better && one.alone.back() > utilities[i];
            }
            if (coalition.points.empty()) better = worth_of(coalition) > in_deal;
            if (better) result.objections.push_back(std::move(one));
        }
    }
    if (conflict.parties.size() < 2 || conflict.parties.size() > kMaxGamePlayers) return result;
    const CoalitionGame game = game_of(conflict, most_in_all);
    const CoreAnswer in_core = core(game);
    SharedSums shared{in_core.empty, in_core.least_excess, {}, {}};
    const std::vector<double> value = shapley_value(game);
    const auto fair = nucleolus(game);
    for (std::size_t i = 0; i < value.size(); ++i) {
        shared.shapley.emplace_back(conflict.parties[i].id, value[i]);
        if (fair) shared.nucleolus.emplace_back(conflict.parties[i].id, (*fair)[i]);
    }
    result.shared = std::move(shared);
    return result;
}

std::optional<CoalitionsResult> coalitions_in(const Case& conflict, const settle::SettleResult& settled) {
    if (conflict.coalitions.empty()) return std::nullopt;
    std::vector<std::pair<std::string, std::vector<double>>> deals;
    double most = 0;
    for (const settle::NamedSolution& named : settled.solutions) {
        if (!named.solution) continue;
        deals.emplace_back(named.name, named.solution->point.utilities);
        double sum = 0;
        for (const double u : named.solution->point.utilities) sum += u;
        most = std::max(most, sum);
    }
    return coalitions_of(conflict, deals, most);
}

}  // namespace entente::levers
