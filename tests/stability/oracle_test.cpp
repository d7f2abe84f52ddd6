// Both engines against the literal definitions, on thousands of random models.
#include "oracle.hpp"

#include <gtest/gtest.h>

#include <string>

namespace entente::stability {
namespace {

using oracle::Oracle;
using oracle::RandomShape;

std::size_t mismatches(const Model& model, const Verdicts& verdicts, bool simultaneous) {
    const Oracle literal(model);
    std::size_t wrong = 0;
    for (const Concept c : kAllConcepts) {
        if (!simultaneous && (c == Concept::sim || c == Concept::sim_unstable)) continue;
        for (std::size_t i = 0; i < model.deciders.size(); ++i)
            for (State s = 0; s < model.states; ++s)
                wrong += verdicts.is_stable(c, i, s) != literal.stable(c, i, s);
    }
    return wrong;
}

class OptionForm : public testing::TestWithParam<RandomShape> {};

TEST_P(OptionForm, AgreesWithTheDefinitions) {
    std::mt19937_64 random(20261123);
    for (int round = 0; round < 300; ++round) {
        const Model model = oracle::random_model(random, GetParam());
        const Verdicts verdicts = judge(model);
        ASSERT_EQ(verdicts.stopped, Stopped::complete);
        ASSERT_EQ(mismatches(model, verdicts, verdicts.simultaneous), 0u) << "round " << round;
        ASSERT_EQ(verdicts.simultaneous, verdicts.why_not_simultaneous.empty());
    }
}

INSTANTIATE_TEST_SUITE_P(
    Random, OptionForm,
    testing::Values(RandomShape{2, 4, 2, false, false, false}, RandomShape{2, 4, 2, false, true, true},
                    RandomShape{3, 4, 2, false, true, true}, RandomShape{4, 5, 2, false, true, true},
                    RandomShape{3, 3, 4, false, true, true}, RandomShape{2, 3, 5, false, true, true},
                    RandomShape{4, 4, 3, false, true, true, 3}, RandomShape{3, 4, 3, true, true, true},
                    RandomShape{3, 5, 2, false, true, true, 2}, RandomShape{4, 5, 2, true, false, true}));

TEST(GraphForm, AgreesWithTheDefinitions) {
    std::mt19937_64 random(7);
    for (int round = 0; round < 1500; ++round) {
        const std::size_t deciders = 2 + oracle::pick(random, 3);
        const Model model = oracle::random_graph(random, deciders, 3 + oracle::pick(random, 10));
        ASSERT_EQ(mismatches(model, judge(model), false), 0u) << "round " << round;
    }
}

TEST(BothEngines, AgreeOnLargerModels) {
    std::mt19937_64 random(99);
    for (int round = 0; round < 60; ++round) {
        RandomShape shape;
        shape.deciders = 2 + oracle::pick(random, 4);
        shape.levers = 6 + oracle::pick(random, 4);
        shape.most_options = 2 + oracle::pick(random, 2);
        shape.shared = oracle::pick(random, 2) == 0;
        const Model model = oracle::random_model(random, shape);
        const Verdicts implicit = judge(model, {.simultaneous = false});
        const Verdicts written_out = judge(to_graph(model));
        for (std::size_t i = 0; i < model.deciders.size(); ++i)
            ASSERT_EQ(implicit.stable[i], written_out.stable[i]) << "round " << round;
    }
}

/// Few states far apart: groups are numbered without gaps, heights stored.
TEST(SparseLayouts, AgreeWithTheDefinitions) {
    std::mt19937_64 random(5);
    for (int round = 0; round < 200; ++round) {
        RandomShape shape;
        shape.deciders = 2 + oracle::pick(random, 2);
        shape.levers = 30;
        Model model;
        model.moves.resize(shape.deciders);
        for (std::uint32_t l = 0; l < 30; ++l) {
            model.radix.push_back(2 + oracle::pick(random, 2));
            const auto direction = static_cast<Direction>(oracle::pick(random, 3));
            model.moves[oracle::pick(random, shape.deciders)].push_back({l, direction});
        }
        std::set<std::uint64_t> codes;
        std::uint64_t base = 0;
        while (codes.size() < 24) {
            // Steps of one or two levers from states already there, so that moves exist.
            if (!codes.empty()) base = *std::next(codes.begin(), oracle::pick(random, codes.size()));
            std::vector<std::uint32_t> digits = oracle::digits_of(model, base);
            for (int k = 0; k < 2; ++k) {
                const std::uint32_t l = oracle::pick(random, 30);
                digits[l] = oracle::pick(random, model.radix[l]);
            }
            std::uint64_t code = 0;
            for (std::size_t l = 30; l-- > 0;) code = code * model.radix[l] + digits[l];
            codes.insert(code);
        }
        model.codes.assign(codes.begin(), codes.end());
        model.states = codes.size();
        for (std::size_t i = 0; i < shape.deciders; ++i) {
            model.deciders.push_back("d" + std::to_string(i));
            std::vector<std::uint64_t> keys(model.states);
            for (std::uint64_t& key : keys) key = random() % 12;
            model.rank.push_back(dense_ranks(keys));
        }
        ASSERT_EQ(mismatches(model, judge(model), true), 0u) << "round " << round;
    }
}

}  // namespace
}  // namespace entente::stability
