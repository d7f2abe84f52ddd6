// Coalitions against their definitions, word for word, on random models of both forms.
#include "entente/stability/coalition.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "oracle.hpp"

namespace entente::stability {
namespace {

using Set = std::set<State>;
using Mask = unsigned;

/// Every relation by walking over pairs of a state and who moved last.
struct Literal {
    const Model& model;
    std::size_t n = model.deciders.size();

    [[nodiscard]] bool moves(std::size_t i, State a, State b) const {
        if (!model.graph_form()) return a != b && oracle::can_move(model, i, a, b);
        const Arcs& arcs = model.arcs[i];
        return std::find(arcs.to.begin() + arcs.first[a], arcs.to.begin() + arcs.first[a + 1], b) !=
               arcs.to.begin() + arcs.first[a + 1];
    }
    [[nodiscard]] bool all_better(Mask h, State t, State s) const {
        for (std::size_t i = 0; i < n; ++i)
            if ((h >> i & 1u) != 0 && model.rank[i][t] <= model.rank[i][s]) return false;
        return true;
    }
    /// What steps lead to where no kind of step follows itself. \param step (kind, from, to)
    template <class Step>
    [[nodiscard]] Set reached(State from, const std::vector<Mask>& kinds, Step&& step) const {
        std::set<std::pair<State, std::size_t>> seen;
        std::vector<std::pair<State, std::size_t>> open = {{from, kinds.size()}};
        Set all;
        while (!open.empty()) {
            const auto [s, last] = open.back();
            open.pop_back();
            for (std::size_t k = 0; k < kinds.size(); ++k) {
                for (State t = 0; k != last && t < model.states; ++t) {
                    if (!step(kinds[k], s, t) || !seen.insert({t, k}).second) continue;
                    all.insert(t);
                    open.emplace_back(t, k);
                }
            }
        }
        return all;
    }
    [[nodiscard]] Set reach(Mask h, State s) const {
        std::vector<Mask> own;
        for (std::size_t i = 0; i < n; ++i)
            if ((h >> i & 1u) != 0) own.push_back(static_cast<Mask>(i));
        Set all = reached(s, own, [&](Mask i, State a, State b) { return moves(i, a, b); });
        all.erase(s);
        return all;
    }
    [[nodiscard]] Set improvements(Mask h, State s) const {
        Set better;
        for (const State t : reach(h, s))
            if (all_better(h, t, s)) better.insert(t);
        return better;
    }
    [[nodiscard]] Set credible(Mask whole, State s) const {
        std::vector<Mask> parts;
        for (Mask c = whole; c != 0; c = (c - 1) & whole) parts.push_back(c);
        return reached(s, parts, [&](Mask c, State a, State b) { return improvements(c, a).contains(b); });
    }
    [[nodiscard]] bool stable(CoalitionConcept c, Mask h, State s) const {
        const Mask others = ((Mask{1} << n) - 1) & ~h;
        for (const State t : improvements(h, s)) {
            if (c == CoalitionConcept::cnash || others == 0) return false;
            const Set replies = c == CoalitionConcept::cseq ? credible(others, t) : reach(others, t);
            const bool met = std::any_of(replies.begin(), replies.end(), [&](State r) {
                if (all_better(h, r, s)) return false;
                if (c != CoalitionConcept::csmr) return true;
                const Set escapes = reach(h, r);
                return std::none_of(escapes.begin(), escapes.end(),
                                    [&](State e) { return all_better(h, e, s); });
            });
            if (!met) return false;
        }
        return true;
    }
};

Mask mask_of(const std::vector<std::size_t>& members) {
    Mask mask = 0;
    for (const std::size_t i : members) mask |= Mask{1} << i;
    return mask;
}

void compare(const Model& model) {
    const Literal literal{model};
    const CoalitionResult result = judge_coalitions(model, judge(model));
    ASSERT_TRUE(result.judged) << result.why_not;
    ASSERT_EQ(result.coalitions.size(), (std::size_t{1} << literal.n) - 1 - literal.n);
    for (std::size_t c = 0; c < kCoalitionConcepts; ++c) {
        const auto which = static_cast<CoalitionConcept>(c);
        std::vector<std::vector<State>> expected(std::size_t{1} << literal.n);
        for (Mask h = 1; h < expected.size(); ++h)
            for (State s = 0; s < model.states; ++s)
                if (literal.stable(which, h, s)) expected[h].push_back(s);
        for (const CoalitionStability& one : result.coalitions)
            EXPECT_EQ(one.stable[c], expected[mask_of(one.coalition)]) << "concept " << c;
        std::vector<State> universal;
        for (State s = 0; s < model.states; ++s)
            if (std::all_of(expected.begin() + 1, expected.end(), [&](const std::vector<State>& one) {
                    return std::binary_search(one.begin(), one.end(), s);
                }))
                universal.push_back(s);
        EXPECT_EQ(result.universal[c], universal);
    }
    for (const EquilibriumJump& jump : result.jumps)
        EXPECT_TRUE(literal.improvements(mask_of(jump.coalition), jump.from).contains(jump.to));
}

TEST(Coalitions, AgreeWithTheDefinitionsInOptionForm) {
    std::mt19937_64 random(20261128);
    for (const oracle::RandomShape& shape :
         {oracle::RandomShape{2, 4, 2, false, false, false},
          oracle::RandomShape{3, 4, 2, false, true, true}, oracle::RandomShape{3, 3, 3, false, true, true},
          oracle::RandomShape{4, 4, 2, false, true, true}})
        for (int round = 0; round < 12; ++round) compare(oracle::random_model(random, shape));
}

TEST(Coalitions, AgreeWithTheDefinitionsInGraphForm) {
    std::mt19937_64 random(3);
    for (int round = 0; round < 60; ++round)
        compare(oracle::random_graph(random, 2 + oracle::pick(random, 3), 3 + oracle::pick(random, 9)));
}

TEST(Coalitions, AreTheSameForAnyThreads) {
    std::mt19937_64 random(11);
    const Model model = oracle::random_model(random, {3, 9, 2, false, true, false});
    RunOptions one;
    one.threads = 1;
    RunOptions four;
    four.threads = 4;
    const Verdicts verdicts = judge(model);
    const CoalitionResult a = judge_coalitions(model, verdicts, {}, one);
    const CoalitionResult b = judge_coalitions(model, verdicts, {}, four);
    ASSERT_TRUE(a.judged);
    EXPECT_EQ(a.universal, b.universal);
    EXPECT_EQ(a.jumps, b.jumps);
    for (std::size_t k = 0; k < a.coalitions.size(); ++k)
        EXPECT_EQ(a.coalitions[k].stable, b.coalitions[k].stable);
}

}  // namespace
}  // namespace entente::stability
