#include "entente/stability/foresight.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "entente/core/text.hpp"
#include "stability/why/search.hpp"

namespace entente::stability {
namespace {

using Ends = std::array<std::vector<State>, 2>;  ///< per mover: the anticipated end of each state

/// One horizon more for one mover. \return whether two best moves tied
bool look_further(const Terrain& terrain, std::size_t mover, const std::vector<State>& other,
                  std::vector<State>& ends) {
    const std::vector<std::uint32_t>& rank = terrain.model.rank[mover];
    bool ties = false;
    for (State s = 0; s < rank.size(); ++s) {
        State best = kNoState;
        bool tie = false;
        terrain.for_each_move(mover, s, [&](State m) {
            const bool better = best == kNoState || rank[other[m]] > rank[other[best]];
            const bool equal = !better && rank[other[m]] == rank[other[best]];
            tie = better ? false : tie || (equal && other[m] != other[best]);
            if (better || (equal && m < best)) best = m;
        });
        const bool stays = best == kNoState || rank[s] >= rank[other[best]];
        ends[s] = stays ? s : other[best];
        ties = ties || (tie && !stays);
    }
    return ties;
}

std::vector<State> fixed_points(const std::vector<State>& ends) {
    std::vector<State> found;
    for (State s = 0; s < ends.size(); ++s)
        if (ends[s] == s) found.push_back(s);
    return found;
}

std::vector<State> in_both(const std::vector<State>& a, const std::vector<State>& b) {
    std::vector<State> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both;
}

/// Those who can move at all: the others change nothing.
std::vector<std::size_t> movers_of(const Model& model) {
    std::vector<std::size_t> movers;
    for (std::size_t i = 0; i < model.deciders.size(); ++i) {
        const bool moves = model.graph_form() ? !model.arcs[i].to.empty() : !model.moves[i].empty();
        if (moves) movers.push_back(i);
    }
    return movers;
}

}  // namespace

Foresight foresee(const Model& model, const ForesightOptions& options, const RunOptions& run) {
    Foresight result;
    result.movers = movers_of(model);
    if (result.movers.size() == 1 && model.deciders.size() == 2) result.movers = {0, 1};
    if (result.movers.size() != 2) {
        result.why_not = "Limited-move stability is defined for two deciders that move; here are " +
                         std::to_string(result.movers.size()) + ".";
        return result;
    }
    const Terrain terrain(model, run);
    double moves = 0;
    for (const std::size_t i : result.movers) {
        if (model.graph_form()) {
            moves += static_cast<double>(model.arcs[i].to.size());
            continue;
        }
        std::vector<std::uint32_t> scratch;
        for (State s = 0; s < model.states && moves < options.move_limit; ++s) {
            terrain.layouts[i].groups_above(terrain.layouts[i].group[s], scratch);
            for (const std::uint32_t g : scratch)
                moves += terrain.layouts[i].begin[g + 1] - terrain.layouts[i].begin[g];
        }
    }
    if (moves * options.horizons > options.move_limit) {
        result.why_not = "Limited-move stability was left out: " + format_number(moves, 0) +
                         " moves at each of " + std::to_string(options.horizons) +
                         " horizons are too many.";
        return result;
    }
    Ends now;
    for (std::vector<State>& ends : now) {
        ends.resize(model.states);
        for (State s = 0; s < model.states; ++s) ends[s] = s;
    }
    result.stable.resize(2);
    std::map<Ends, std::uint32_t> seen;  // horizon 0 is the same for both and never recurs by itself
    std::vector<std::array<std::vector<State>, 2>> stable_at;
    const bool remember = static_cast<double>(model.states) * options.most_horizons < 2e7;
    for (std::uint32_t h = 1; h <= options.most_horizons; ++h) {
        if (run.stop.stop_requested()) break;
        if (h > options.horizons && (!remember || moves * h > options.move_limit)) break;
        Ends next = now;
        for (std::size_t k = 0; k < 2; ++k)
            result.ties |= look_further(terrain, result.movers[k], now[1 - k], next[k]);
        now = std::move(next);
        stable_at.push_back({fixed_points(now[0]), fixed_points(now[1])});
        if (h <= options.horizons) {
            result.equilibria.push_back(in_both(stable_at.back()[0], stable_at.back()[1]));
            for (std::size_t k = 0; k < 2; ++k) result.stable[k].push_back(stable_at.back()[k]);
        }
        if (!remember || result.settled) {
            if (h >= options.horizons && result.settled) break;
            continue;
        }
        const auto [at, fresh] = seen.emplace(now, h);
        if (fresh) continue;
        result.settled = true;
        result.settles_at = at->second;
        result.period = h - at->second;
        std::vector<State> always = in_both(stable_at[at->second - 1][0], stable_at[at->second - 1][1]);
        for (std::uint32_t k = at->second; k + 1 < h; ++k)
            always = in_both(always, in_both(stable_at[k][0], stable_at[k][1]));
        result.non_myopic = std::move(always);
        if (h >= options.horizons) break;
    }
    result.judged = result.equilibria.size() == options.horizons;
    if (!result.judged) result.why_not = "Limited-move stability was cancelled.";
    return result;
}

}  // namespace entente::stability
