// Rankings under which a state is simultaneously stable.
#include <algorithm>
#include <bit>
#include <map>
#include <set>

#include "stability/inverse/sets.hpp"

namespace entente::stability {
namespace {

constexpr std::size_t kMostSums = 100'000;  // combined improvements from the wanted state

}  // namespace

/// Where the improvements of deciders other than those named, from the wanted state and any number of them
/// at once, take the combination `from`; itself among them. \return feasible states, rising
States combined_with(const Terrain& terrain, const std::vector<std::size_t>& named, State wanted,
                     std::uint64_t from) {
    const Model& model = terrain.model;
    std::vector<std::uint64_t> sums{from};
    for (std::size_t j = 0; j < model.deciders.size(); ++j) {
        if (std::find(named.begin(), named.end(), j) != named.end()) continue;
        const std::size_t before = sums.size();
        terrain.for_each_move(j, wanted, [&](State t) {
            if (!terrain.better(j, t, wanted)) return;
            for (std::size_t k = 0; k < before; ++k)
                sums.push_back(sums[k] + model.code(t) - model.code(wanted));
        });
    }
    States found;
    for (const std::uint64_t sum : sums) {
        const State lands = state_of(model, sum);
        if (lands != kNoState) found.push_back(lands);
    }
    std::sort(found.begin(), found.end());
    return found;
}

/// Whether the products of improvements from the wanted state are few enough to be looked at.
bool few_sums(const Terrain& terrain, State wanted) {
    double product = 1;
    for (std::size_t j = 0; j < terrain.model.deciders.size(); ++j) {
        std::size_t own = 1;
        terrain.for_each_move(j, wanted, [&](State t) { own += terrain.better(j, t, wanted) ? 1 : 0; });
        product *= static_cast<double>(own);
    }
    return product <= static_cast<double>(kMostSums);
}

namespace {

/// For sim: the sets of i's improvements of which one each must be there, so that the wanted state is
/// stable for all others. \return nothing where it cannot be made so
std::optional<std::set<States>> wants_of_others(const Terrain& terrain, std::size_t i, State wanted) {
    const Model& model = terrain.model;
    std::set<States> wants;
    for (std::size_t j = 0; j < model.deciders.size(); ++j) {
        if (j == i) continue;
        States gains;
        terrain.for_each_move(j, wanted, [&](State t) {
            if (terrain.better(j, t, wanted)) gains.push_back(t);
        });
        for (const State s1 : gains) {
            const auto holds_back = [&](State lands) { return !terrain.better(j, lands, wanted); };
            // s1 itself is better for j, so it holds nobody back.
            const States without = combined_with(terrain, {i, j}, wanted, model.code(s1));
            if (std::any_of(without.begin(), without.end(), holds_back)) continue;
            States helpful;
            terrain.for_each_move(i, wanted, [&](State t) {
                // i's move and j's lie on different levers, so that they add up.
                const std::uint64_t both = model.code(s1) + model.code(t) - model.code(wanted);
                const States with = combined_with(terrain, {i, j}, wanted, both);
                if (std::any_of(with.begin(), with.end(), holds_back)) helpful.push_back(t);
            });
            if (helpful.empty()) return std::nullopt;
            std::sort(helpful.begin(), helpful.end());
            wants.insert(std::move(helpful));
        }
    }
    return wants;
}

}  // namespace

/// For sim: the sets A under which the wanted state is an equilibrium. An improvement in A is good where
/// one of its composites is not in A; composites of different improvements differ. A must meet each of the
/// others' wants: inclusion and exclusion over those that it misses.
std::optional<Polynomial> equilibrium_sets(const Terrain& terrain, const std::vector<Threat>& threats,
                                           std::size_t i, State wanted) {
    const std::size_t states = terrain.model.states;
    const auto wants = wants_of_others(terrain, i, wanted);
    if (!wants) return Polynomial{0};
    std::vector<States> least;
    for (const States& a : *wants) {
        const bool implied = std::any_of(wants->begin(), wants->end(), [&](const States& b) {
            return &a != &b && std::includes(a.begin(), a.end(), b.begin(), b.end());
        });
        if (!implied) least.push_back(a);
    }
    if (least.size() > kMostTerms) return std::nullopt;
    // How often each number of improvements kept out of A, by number of composites, comes up.
    std::map<std::map<std::size_t, std::size_t>, Big> terms;
    for (std::size_t missed = 0; missed < std::size_t{1} << least.size(); ++missed) {
        std::set<State> out;
        for (std::size_t k = 0; k < least.size(); ++k)
            if ((missed >> k & 1u) != 0) out.insert(least[k].begin(), least[k].end());
        std::map<std::size_t, std::size_t> by_size;
        for (const Threat& threat : threats)
            if (out.count(threat.improvement) != 0) ++by_size[threat.replies.size()];
        terms[by_size] += std::popcount(missed) % 2 == 0 ? 1 : -1;
    }
    std::map<std::size_t, std::size_t> all;
    std::size_t used = 0;
    for (const Threat& threat : threats) {
        ++all[threat.replies.size()];
        used += 1 + threat.replies.size();
    }
    Polynomial total(states, 0);
    for (const auto& [out, sign] : terms) {
        if (sign == 0) continue;
        Polynomial term = free_choice(states - 1 - used);
        for (const auto& [size, count] : all) {
            const auto kept_out = out.find(size);
            for (std::size_t k = 0; k < count; ++k) {
                Polynomial one = free_choice(size);
                if (kept_out == out.end() || k >= kept_out->second) {
                    Polynomial in = one;
                    in.back() -= 1;
                    one.push_back(0);
                    for (std::size_t d = 0; d < in.size(); ++d) one[d + 1] += in[d];
                }
                term = product(term, one);
            }
        }
        for (std::size_t d = 0; d < term.size(); ++d) total[d] += sign * term[d];
    }
    return total;
}

}  // namespace entente::stability
