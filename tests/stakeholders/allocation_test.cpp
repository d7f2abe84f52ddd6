// The inner loops of the models of actors ask for no memory: what a turn, a round or a draw costs beyond
// the result that it keeps does not grow with the actors.
#include <gtest/gtest.h>

#include "allocations.hpp"
#include "entente/stakeholders/baselines.hpp"
#include "entente/stakeholders/bdm.hpp"
#include "entente/stakeholders/exchange.hpp"
#include "entente/stakeholders/smp.hpp"
#include "stakeholders/random_actors.hpp"

namespace {

using namespace entente;
using namespace entente::stakeholders;
using entente::stakeholders::testing::random_actors;
using entente::testing::allocations_of;

/// Allocations of turns 6 to 10: ten turns less five.
template <class Run>
std::size_t of_five_turns(Run&& run) {
    const std::size_t five = allocations_of([&] { run(5); });
    const std::size_t ten = allocations_of([&] { run(10); });
    return ten < five ? 0 : ten - five;
}

class Turns : public ::testing::TestWithParam<std::size_t> {
protected:
    void SetUp() override {
        if (!entente::testing::counts_allocations()) GTEST_SKIP() << "a sanitizer owns the allocator";
    }
};

TEST_P(Turns, OfTheSpatialModelAskForNothing) {
    const Actors actors = random_actors(3, GetParam(), 2);
    for (const bool repaired : {false, true}) {
        for (const BargnModel bargain :
             {BargnModel::initiator, BargnModel::initiator_receiver, BargnModel::power_weighted}) {
            SmpOptions options = repaired ? repaired_smp() : SmpOptions{};
            options.parameters.bargain = bargain;
            options.keep_path = false;
            const auto run = [&](std::size_t turns) {
                options.least_turns = options.most_turns = turns;
                static_cast<void>(smp(actors, options));
            };
            run(10);
            // Moves are part of the result: a list of them that doubles.
            EXPECT_LE(of_five_turns(run), 8u) << "repaired " << repaired;
        }
    }
}

TEST_P(Turns, OfExpectedUtilityAskForWhatTheyKeep) {
    const Actors actors = random_actors(4, GetParam(), 1);
    const Line line{actors.capability, actors.salience, actors.position};
    BdmOptions options;
    const auto run = [&](std::size_t rounds) {
        options.rounds = rounds;
        static_cast<void>(bdm(line, options));
    };
    run(10);
    // A round keeps positions, risks, its baselines and the list of pairs: some vectors, whatever the
    // actors.
    EXPECT_LE(of_five_turns(run), 5u * 40u);
}

INSTANTIATE_TEST_SUITE_P(Actors, Turns, ::testing::Values(10u, 40u, 80u));

TEST(Exchanges, AskForMemoryByTradeNotByPair) {
    if (!entente::testing::counts_allocations()) GTEST_SKIP() << "a sanitizer owns the allocator";
    const auto allocated = [](std::size_t count) {
        const Actors actors = random_actors(5, count, 4);
        Positions positions;
        positions.issues = 4;
        positions.position = actors.position;
        positions.salience = actors.salience;
        for (std::size_t i = 0; i < count; ++i) {
            for (std::size_t k = 0; k < 4; ++k) positions.capability.push_back(actors.capability[i]);
        }
        ExchangeRun made;
        const std::size_t all = allocations_of([&] { made = exchanges(positions); });
        const std::size_t kept = made.made.size() + made.best.size();
        return static_cast<double>(all) / static_cast<double>(kept + 1);
    };
    EXPECT_LE(allocated(10), 4.0);
    EXPECT_LE(allocated(40), 4.0);
}

}  // namespace
