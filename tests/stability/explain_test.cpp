// Witnesses prove their verdicts step by step; paths are legal and as short as can be.
#include "entente/stability/explain.hpp"

#include <gtest/gtest.h>

#include "oracle.hpp"

namespace entente::stability {
namespace {

using oracle::Oracle;

/// A sequence of the others' moves: legal, nobody twice in a row, each an improvement where it must be.
void expect_legal(const Oracle& literal, State from, const std::vector<Step>& steps, std::size_t not_by,
                  bool improving) {
    State at = from;
    std::size_t last = not_by;
    for (const Step& step : steps) {
        EXPECT_NE(step.decider, last);
        EXPECT_NE(step.decider, not_by);
        EXPECT_TRUE(literal.moves[step.decider][at].contains(step.to));
        EXPECT_TRUE(!improving || literal.better(step.decider, step.to, at));
        last = step.decider;
        at = step.to;
    }
}

void check_witness(const Oracle& literal, const Witness& w) {
    const bool improving = w.of == Concept::seq || w.of == Concept::sseq;
    const bool symmetric = w.of == Concept::smr || w.of == Concept::sseq;
    EXPECT_EQ(w.stable, literal.stable(w.of, w.decider, w.state));
    EXPECT_EQ(w.improvements, literal.improvements(w.decider, w.state).size());
    for (const Response& r : w.responses) {
        EXPECT_TRUE(literal.improvements(w.decider, w.state).contains(r.improvement));
        EXPECT_EQ(r.sanctioned, w.stable);
        if (w.of == Concept::sim || w.of == Concept::sim_unstable) {
            for (const Step& step : r.moves)
                EXPECT_TRUE(literal.improvements(step.decider, w.state).contains(step.to));
            continue;
        }
        expect_legal(literal, r.improvement, r.moves, w.decider, improving);
        EXPECT_TRUE(r.moves.empty() || r.moves.back().to == r.lands);
        EXPECT_FALSE((r.sanctioned || r.escape != kNoState) && literal.better(w.decider, r.lands, w.state));
        EXPECT_FALSE(r.sanctioned && symmetric && literal.escapes(w.decider, r.lands, w.state));
        if (r.escape != kNoState) {
            EXPECT_TRUE(literal.moves[w.decider][r.lands].contains(r.escape));
            EXPECT_TRUE(literal.better(w.decider, r.escape, w.state));
        }
    }
}

TEST(Witnesses, ProveTheirVerdictsInOptionForm) {
    std::mt19937_64 random(3);
    for (int round = 0; round < 120; ++round) {
        const Model model = oracle::random_model(random, {2 + static_cast<std::size_t>(round % 3), 4, 3});
        const Oracle literal(model);
        const Explorer explorer(model);
        for (const Concept c : kAllConcepts)
            for (std::size_t i = 0; i < model.deciders.size(); ++i)
                for (State s = 0; s < model.states; ++s) check_witness(literal, explorer.explain(c, i, s));
        if (HasFailure()) FAIL() << "round " << round;
    }
}

TEST(Witnesses, ProveTheirVerdictsInGraphForm) {
    std::mt19937_64 random(4);
    for (int round = 0; round < 200; ++round) {
        const Model model = oracle::random_graph(random, 2 + oracle::pick(random, 3), 8);
        const Oracle literal(model);
        const Explorer explorer(model);
        for (const Concept c : {Concept::nash, Concept::gmr, Concept::smr, Concept::seq, Concept::sseq})
            for (std::size_t i = 0; i < model.deciders.size(); ++i)
                for (State s = 0; s < model.states; ++s) check_witness(literal, explorer.explain(c, i, s));
        if (HasFailure()) FAIL() << "round " << round;
    }
}

/// The number of steps of the shortest legal sequence, by levels.
int shortest(const Oracle& literal, State from, State to, bool improving) {
    std::set<std::pair<State, std::size_t>> level = {{from, 99}};
    std::set<std::pair<State, std::size_t>> seen = level;
    for (int steps = 1; !level.empty(); ++steps) {
        std::set<std::pair<State, std::size_t>> next;
        for (const auto& [s, last] : level) {
            for (std::size_t j = 0; j < literal.model.deciders.size(); ++j) {
                if (j == last) continue;
                for (const State t : improving ? literal.improvements(j, s) : literal.moves[j][s]) {
                    if (t == to) return steps;
                    if (seen.insert({t, j}).second) next.insert({t, j});
                }
            }
        }
        level = next;
    }
    return -1;
}

TEST(Paths, AreLegalAndShortest) {
    std::mt19937_64 random(8);
    for (int round = 0; round < 60; ++round) {
        const std::size_t deciders = 2 + oracle::pick(random, 3);
        const Model model = round % 2 == 0 ? oracle::random_graph(random, deciders, 9)
                                           : oracle::random_model(random, {deciders, 4, 2, true});
        const Oracle literal(model);
        const Explorer explorer(model);
        std::vector<State> all;
        for (State s = 0; s < model.states; ++s) all.push_back(s);
        const State from = oracle::pick(random, model.states);
        const Paths paths = explorer.paths(from, all);
        for (const bool improving : {false, true}) {
            for (const Path& path : improving ? paths.by_improvements : paths.by_moves) {
                if (path.to == from) {
                    EXPECT_TRUE(path.reachable && path.steps.empty());
                    continue;
                }
                const int expected = shortest(literal, from, path.to, improving);
                EXPECT_EQ(path.reachable, expected >= 0);
                if (!path.reachable) continue;
                EXPECT_EQ(static_cast<int>(path.steps.size()), expected);
                EXPECT_EQ(path.steps.back().to, path.to);
                expect_legal(literal, from, path.steps, 1000, improving);
            }
        }
        if (HasFailure()) FAIL() << "round " << round;
    }
}

}  // namespace
}  // namespace entente::stability
