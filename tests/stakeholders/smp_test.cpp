// The spatial model against recorded paths of the published library, and the repaired one by properties.
#include "entente/stakeholders/smp.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numeric>
#include <random>

#include "stakeholders/random_actors.hpp"

namespace entente::stakeholders {
namespace {

using testing::random_actors;
using Json = nlohmann::json;

Actors actors_of(const Json& golden) {
    Actors actors;
    actors.issues = golden.at("num_dimensions");
    for (const Json& each : golden.at("actors")) {
        actors.names.push_back(each.at("name"));
        actors.capability.push_back(each.at("capability"));
        for (const double s : each.at("salience")) actors.salience.push_back(s);
        for (const double x : each.at("positions_by_turn").at(0)) actors.position.push_back(x / 100.0);
    }
    return actors;
}

void expect_path(const Json& golden) {
    SmpOptions options;
    for (const auto& [name, value] : golden.at("parameters").items())
        ASSERT_TRUE(set_parameter(options.parameters, name, value.get<std::string>())) << name << value;
    const Actors actors = actors_of(golden);
    const SmpRun run = smp(actors, options);
    ASSERT_EQ(run.states.size(), golden.at("num_states").get<std::size_t>());
    const std::size_t d = actors.issues;
    for (std::size_t i = 0; i < actors.size(); ++i) {
        const Json& own = golden.at("actors").at(i);
        for (std::size_t t = 0; t < run.states.size(); ++t) {
            for (std::size_t k = 0; k < d; ++k) {
                EXPECT_NEAR(run.states[t].position[i * d + k] * 100,
                            own.at("positions_by_turn").at(t).at(k).get<double>(), 1e-9)
                    << "turn " << t << " actor " << i;
            }
            // Recorded to ten digits.
            EXPECT_NEAR(run.states[t].chance[i], own.at("win_prob_by_turn").at(t).get<double>(), 1e-9);
            if (t < own.at("risk_attitude_by_turn").size() &&
                own.at("risk_attitude_by_turn").at(t).is_number()) {
                EXPECT_NEAR(run.states[t].risk[i], own.at("risk_attitude_by_turn").at(t).get<double>(),
                            1e-9);
            }
        }
    }
}

TEST(Smp, FollowsTheRecordedPathsOfThePublishedLibrary) {
    const std::filesystem::path folder = std::filesystem::path(ENTENTE_SHARED_DIR) / "data/ktab";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no recorded paths here";
    int paths = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".json") continue;
        SCOPED_TRACE(entry.path().string());
        std::ifstream in(entry.path());
        expect_path(Json::parse(in));
        ++paths;
    }
    EXPECT_GE(paths, 2);
}

TEST(Smp, EveryParameterRunsAndStaysOnTheScale) {
    const Actors actors = random_actors(7, 9, 2);
    for (std::size_t p = 0; p < smp_parameters().size(); ++p) {
        for (const std::string_view value : smp_parameters()[p].values) {
            for (const bool quirks : {true, false}) {
                SmpOptions options = quirks ? SmpOptions{} : repaired_smp();
                options.quirks = quirks;
                ASSERT_TRUE(set_parameter(options.parameters, smp_parameters()[p].name, value));
                EXPECT_EQ(value_name(options.parameters, p), value);
                const SmpRun run = smp(actors, options);
                for (const double x : run.states.back().position) EXPECT_TRUE(std::isfinite(x)) << value;
                if (quirks) continue;
                for (const double x : run.states.back().position) {
                    EXPECT_GE(x, -1e-12);
                    EXPECT_LE(x, 1 + 1e-12);
                }
            }
        }
    }
    SmpParameters parameters;
    EXPECT_FALSE(set_parameter(parameters, "VotingRule", "Loud"));
    EXPECT_FALSE(set_parameter(parameters, "Volume", "Cubic"));
    EXPECT_TRUE(set_parameter(parameters, "votingrule", "Proportional"));
    EXPECT_TRUE(set_parameter(parameters, "BigRAdjust", "No"));
    EXPECT_TRUE(set_parameter(parameters, "ThirdPartyCommit", "Semi"));
}

/// The same actors in another order.
Actors permuted(const Actors& actors, const std::vector<std::size_t>& order) {
    Actors result;
    result.issues = actors.issues;
    for (const std::size_t i : order) {
        result.names.push_back(actors.names[i]);
        result.capability.push_back(actors.capability[i]);
        for (std::size_t k = 0; k < actors.issues; ++k) {
            result.salience.push_back(actors.salience[i * actors.issues + k]);
            result.position.push_back(actors.position[i * actors.issues + k]);
        }
    }
    return result;
}

RC_GTEST_PROP(Smp, RepairedPermutesWithTheActors, ()) {
    const Actors actors = random_actors(*rc::gen::inRange(0, 1 << 20), *rc::gen::inRange(3, 9), 2);
    std::vector<std::size_t> order(actors.size());
    std::iota(order.begin(), order.end(), 0u);
    std::shuffle(order.begin(), order.end(), std::mt19937(static_cast<unsigned>(actors.size())));
    SmpOptions options = repaired_smp();
    options.most_turns = 3;
    const SmpRun one = smp(actors, options);
    const SmpRun other = smp(permuted(actors, order), options);
    RC_ASSERT(one.states.size() == other.states.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        for (std::size_t k = 0; k < 2; ++k) {
            RC_ASSERT(std::abs(one.states.back().position[order[i] * 2 + k] -
                               other.states.back().position[i * 2 + k]) < 1e-7);
        }
    }
}

RC_GTEST_PROP(Smp, RepairedKnowsOnlyRatiosOfCapability, ()) {
    Actors actors = random_actors(*rc::gen::inRange(0, 1 << 20), *rc::gen::inRange(3, 9), 1);
    SmpOptions options = repaired_smp();
    options.most_turns = 3;
    const SmpRun one = smp(actors, options);
    for (double& c : actors.capability) c *= 1024;
    const SmpRun other = smp(actors, options);
    RC_ASSERT(one.states.back().position == other.states.back().position);
}

RC_GTEST_PROP(Smp, RepairedMergesTwins, ()) {
    Actors actors = random_actors(*rc::gen::inRange(0, 1 << 20), *rc::gen::inRange(3, 8), 2);
    const std::size_t n = actors.size();
    Actors split = actors;
    split.names.push_back("twin");
    split.capability[0] = actors.capability[0] / 4;
    split.capability.push_back(actors.capability[0] * 3 / 4);
    for (std::size_t k = 0; k < 2; ++k) {
        split.salience.push_back(actors.salience[k]);
        split.position.push_back(actors.position[k]);
    }
    const SmpRun one = smp(actors, repaired_smp());
    const SmpRun other = smp(split, repaired_smp());
    RC_ASSERT(one.states.size() == other.states.size());
    for (std::size_t i = 0; i < 2 * n; ++i)
        RC_ASSERT(std::abs(one.states.back().position[i] - other.states.back().position[i]) < 1e-9);
    RC_ASSERT(other.states.back().position[2 * n] == other.states.back().position[0]);
}

RC_GTEST_PROP(Smp, AnIssueThatNobodyCaresAboutIsInert, ()) {
    const Actors actors = random_actors(*rc::gen::inRange(0, 1 << 20), *rc::gen::inRange(3, 8), 1);
    Actors wider = actors;
    wider.issues = 2;
    wider.salience.clear();
    wider.position.clear();
    for (std::size_t i = 0; i < actors.size(); ++i) {
        wider.salience.insert(wider.salience.end(), {actors.salience[i], 0.0});
        wider.position.insert(wider.position.end(),
                              {actors.position[i], 0.0001 * static_cast<double>(17 * i % 10)});
    }
    for (const bool quirks : {true, false}) {
        SmpOptions options = quirks ? SmpOptions{} : repaired_smp();
        const SmpRun narrow = smp(actors, options);
        const SmpRun wide = smp(wider, options);
        // The published code counts a move on such an issue as a step: compare what both ran.
        const std::size_t turns = std::min(narrow.states.size(), wide.states.size());
        for (std::size_t t = 0; t < turns; ++t) {
            for (std::size_t i = 0; i < actors.size(); ++i) {
                RC_ASSERT(std::abs(narrow.states[t].position[i] - wide.states[t].position[2 * i]) < 1e-9);
                RC_ASSERT(std::abs(wide.states[t].position[2 * i + 1] - wider.position[2 * i + 1]) < 1e-9);
            }
        }
    }
}

TEST(Smp, TiesFewActorsAndNoCareGiveNumbers) {
    for (const std::size_t n : {1u, 2u, 3u}) {
        for (const double s : {0.5, 0.0}) {
            for (const bool quirks : {true, false}) {
                Actors actors;
                for (std::size_t i = 0; i < n; ++i) {
                    actors.names.push_back("a" + std::to_string(i));
                    actors.capability.push_back(1);
                    actors.salience.push_back(s);
                    actors.position.push_back(0.5);
                }
                SmpOptions options = repaired_smp();
                options.quirks = quirks;
                const SmpRun run = smp(actors, options);
                for (const double x : run.states.back().position) EXPECT_EQ(x, 0.5);
                double sum = 0;
                for (const double p : run.states.back().chance) sum += p;
                EXPECT_TRUE(std::isfinite(sum));
            }
        }
    }
    EXPECT_TRUE(smp(Actors{}, {}).states.empty());
}

TEST(Smp, ManyActorsOfOneWeightStillHaveChances) {
    // 200 options multiply to less than a double holds: the repaired election works in logarithms.
    const Actors actors = random_actors(3, 200, 1);
    SmpOptions options = repaired_smp();
    options.most_turns = 1;
    const SmpRun run = smp(actors, options);
    for (const double p : run.states.front().chance) EXPECT_TRUE(std::isfinite(p));
}

TEST(Smp, StochasticRunsRepeatForASeedAndADraw) {
    const Actors actors = random_actors(11, 12, 2);
    SmpOptions options;
    options.parameters.transition = StateTransitions::stochastic;
    RunOptions run;
    run.seed = 5;
    EXPECT_EQ(smp(actors, options, run, 1).states.back().position,
              smp(actors, options, run, 1).states.back().position);
    EXPECT_NE(smp(actors, options, run, 1).states.back().position,
              smp(actors, options, run, 2).states.back().position);
}

}  // namespace
}  // namespace entente::stakeholders
