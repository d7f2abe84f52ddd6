// The definitions taken literally, slowly: what every engine is compared with.
#pragma once

#include <algorithm>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include "entente/stability/concepts.hpp"
#include "entente/stability/model.hpp"

namespace entente::stability::oracle {

using States = std::set<State>;

inline std::vector<std::uint32_t> digits_of(const Model& model, std::uint64_t code) {
    std::vector<std::uint32_t> digits;
    for (const std::uint32_t radix : model.radix) {
        digits.push_back(static_cast<std::uint32_t>(code % radix));
        code /= radix;
    }
    return digits;
}

inline bool may_change(const Model& model, std::size_t i, std::size_t lever, std::uint32_t from,
                       std::uint32_t to) {
    return std::any_of(model.moves[i].begin(), model.moves[i].end(), [&](const Move& move) {
        return move.lever == lever && (move.direction == Direction::both ||
                                       (move.direction == Direction::up ? to > from : to < from));
    });
}

/// A lever that a decider may move up and may move down counts as one that it moves both ways.
inline bool can_move(const Model& model, std::size_t i, State a, State b) {
    if (a == b) return false;
    const auto from = digits_of(model, model.code(a));
    const auto to = digits_of(model, model.code(b));
    for (std::size_t l = 0; l < from.size(); ++l)
        if (from[l] != to[l] && !may_change(model, i, l, from[l], to[l])) return false;
    return true;
}

struct Oracle {
    const Model& model;
    std::vector<std::vector<States>> moves;  // [decider][state]

    explicit Oracle(const Model& m) : model(m), moves(m.deciders.size(), std::vector<States>(m.states)) {
        for (std::size_t i = 0; i < m.deciders.size(); ++i) {
            for (State a = 0; a < m.states; ++a) {
                if (m.graph_form()) {
                    for (std::uint32_t k = m.arcs[i].first[a]; k < m.arcs[i].first[a + 1]; ++k)
                        moves[i][a].insert(m.arcs[i].to[k]);
                } else {
                    for (State b = 0; b < m.states; ++b)
                        if (can_move(m, i, a, b)) moves[i][a].insert(b);
                }
            }
        }
    }

    [[nodiscard]] bool better(std::size_t i, State a, State b) const {
        return model.rank[i][a] > model.rank[i][b];
    }
    [[nodiscard]] States improvements(std::size_t i, State s) const {
        States found;
        for (const State q : moves[i][s])
            if (better(i, q, s)) found.insert(q);
        return found;
    }

    /// R_H(s) (or R_H^+(s)) as the least fixed point, with the sets of last movers.
    [[nodiscard]] States reach(const std::vector<std::size_t>& h, State s, bool improving) const {
        std::set<std::pair<State, std::size_t>> nodes;
        std::vector<std::pair<State, std::size_t>> open;
        const auto add = [&](State from, std::size_t j) {
            for (const State q : improving ? improvements(j, from) : moves[j][from])
                if (nodes.insert({q, j}).second) open.emplace_back(q, j);
        };
        for (const std::size_t j : h) add(s, j);
        while (!open.empty()) {
            const auto [q, last] = open.back();
            open.pop_back();
            for (const std::size_t j : h)
                if (j != last) add(q, j);
        }
        States found;
        for (const auto& node : nodes) found.insert(node.first);
        return found;
    }

    [[nodiscard]] std::vector<std::size_t> others(std::size_t i) const {
        std::vector<std::size_t> h;
        for (std::size_t j = 0; j < model.deciders.size(); ++j)
            if (j != i) h.push_back(j);
        return h;
    }

    [[nodiscard]] bool escapes(std::size_t i, State from, State s) const {
        return std::any_of(moves[i][from].begin(), moves[i][from].end(),
                           [&](State t) { return better(i, t, s); });
    }

    [[nodiscard]] bool stable(Concept c, std::size_t i, State s) const {
        const bool credible = c == Concept::seq || c == Concept::sseq;
        const bool no_escape = c == Concept::smr || c == Concept::sseq;
        for (const State s1 : improvements(i, s)) {
            if (c == Concept::nash) return false;
            bool sanctioned = false;
            if (c == Concept::sim || c == Concept::sim_unstable) {
                sanctioned = simultaneous(i, s, s1, c == Concept::sim_unstable);
            } else {
                for (const State s2 : reach(others(i), s1, credible))
                    if (!better(i, s2, s) && (!no_escape || !escapes(i, s2, s))) sanctioned = true;
            }
            if (!sanctioned) return false;
        }
        return true;
    }

    [[nodiscard]] bool simultaneous(std::size_t i, State s, State s1, bool only_unstable) const {
        std::vector<std::uint64_t> sums = {model.code(s1)};
        for (const std::size_t j : others(i)) {
            if (only_unstable && stable(Concept::seq, j, s)) continue;
            std::vector<std::uint64_t> next = sums;
            for (const std::uint64_t sum : sums)
                for (const State t : improvements(j, s))
                    next.push_back(sum + model.code(t) - model.code(s));
            sums = next;
        }
        return std::any_of(sums.begin(), sums.end(), [&](std::uint64_t code) {
            const State t = state_of(model, code);
            return t != kNoState && !better(i, t, s);
        });
    }
};

struct RandomShape {
    std::size_t deciders = 2;
    std::size_t levers = 4;
    std::uint32_t most_options = 2;
    bool shared = false;
    bool one_way = true;
    bool infeasible = true;
    std::uint32_t tiers = 0;  // 0: as many as states
};

inline std::uint32_t pick(std::mt19937_64& random, std::uint64_t bound) {
    return static_cast<std::uint32_t>(random() % bound);
}

/// A random model in option form: some levers unowned, some one-way, some states infeasible, ties.
inline Model random_model(std::mt19937_64& random, const RandomShape& shape) {
    Model model;
    model.moves.resize(shape.deciders);
    std::uint64_t cells = 1;
    for (std::size_t l = 0; l < shape.levers; ++l) {
        model.radix.push_back(2 + pick(random, shape.most_options - 1));
        cells *= model.radix.back();
        if (pick(random, 12) == 0) continue;  // nobody's
        const auto direction = [&] {
            return !shape.one_way || pick(random, 2) == 0 ? Direction::both
                   : pick(random, 2) == 0                 ? Direction::up
                                                          : Direction::down;
        };
        model.moves[pick(random, shape.deciders)].push_back({static_cast<std::uint32_t>(l), direction()});
        if (shape.shared && pick(random, 3) == 0)
            model.moves[pick(random, shape.deciders)].push_back(
                {static_cast<std::uint32_t>(l), direction()});
    }
    const bool holes = shape.infeasible && pick(random, 4) != 0;
    for (std::uint64_t code = 0; code < cells; ++code)
        if (!holes || pick(random, 4) != 0) model.codes.push_back(code);
    if (model.codes.empty()) model.codes.push_back(pick(random, cells));
    model.states = model.codes.size();
    if (model.states == cells) model.codes.clear();
    const std::uint64_t tiers = shape.tiers != 0 ? shape.tiers : 1 + pick(random, 2 * model.states);
    for (std::size_t i = 0; i < shape.deciders; ++i) {
        model.deciders.push_back("d" + std::to_string(i));
        std::vector<std::uint64_t> keys(model.states);
        for (std::uint64_t& key : keys) key = random() % tiers;
        model.rank.push_back(dense_ranks(keys));
    }
    return model;
}

/// A random model in graph form: any arcs, intransitive, shared, one-way.
inline Model random_graph(std::mt19937_64& random, std::size_t deciders, std::size_t states) {
    Model model;
    model.states = states;
    const std::uint64_t tiers = 1 + pick(random, 2 * states);
    const std::uint64_t density = 2 + pick(random, 8);
    for (std::size_t i = 0; i < deciders; ++i) {
        model.deciders.push_back("d" + std::to_string(i));
        Arcs arcs;
        arcs.first.push_back(0);
        std::vector<std::uint64_t> keys(states);
        for (State a = 0; a < states; ++a) {
            keys[a] = random() % tiers;
            for (State b = 0; b < states; ++b)
                if (a != b && pick(random, density) == 0) arcs.to.push_back(b);
            arcs.first.push_back(static_cast<std::uint32_t>(arcs.to.size()));
        }
        model.arcs.push_back(std::move(arcs));
        model.rank.push_back(dense_ranks(keys));
    }
    return model;
}

}  // namespace entente::stability::oracle
