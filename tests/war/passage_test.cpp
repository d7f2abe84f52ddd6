// First passage of a front whose drift wanders, durations of wars, and the outside view.
#include "entente/war/passage.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "entente/core/random.hpp"
#include "entente/war/durations.hpp"
#include "entente/war/front.hpp"
#include "entente/war/front_tables.hpp"
#include "entente/war/outside_view.hpp"

namespace entente::war {
namespace {

/// Drawn paths, in whose place a closed form could stand.
TEST(Passage, ConstantDriftIsTheClosedForm) {
    struct Row {
        double x, drift, volatility, discount;
    };
    for (const Row& r : {Row{.5, .02, .1, .97}, Row{.3, -.01, .2, .97}, Row{.8, -.001, .01, .985},
                         Row{.2, 0, .3, .9}, Row{.5, .02, .1, 1}}) {
        const Ending exact = front_ending({r.x, r.drift, r.volatility, r.discount});
        const Passage drawn = drawn_passage(
            {.position = r.x, .drift = r.drift, .volatility = r.volatility, .discount = r.discount});
        for (std::size_t i = 0; i < 2; ++i)
            EXPECT_NEAR(drawn.discounted_win[i], exact.discounted_win[i], .012) << r.x << " " << i;
        EXPECT_NEAR(drawn.present_cost, exact.present_cost, .025 * exact.present_cost);
        if (r.discount >= 1) continue;
        const double gain = r.drift / -std::log(r.discount);
        const double until = 1 - exact.discounted_win[0] - exact.discounted_win[1];
        const double flow = r.x + gain - exact.discounted_win[0] * (1 + gain) -
                            exact.discounted_win[1] * gain - r.x * until;
        EXPECT_NEAR(drawn.flow, flow, .004);
    }
}

/// Oracle: small plain steps, drawn afresh.
TEST(Passage, FinerStepsAgree) {
    const WanderingFront front{.position = .8,
                               .drift = -.001,
                               .drift_error = .0005,
                               .volatility = .002,
                               .drift_noise = .0004,
                               .persistence = .98,
                               .home = -.0005,
                               .discount = .98,
                               .low = .75,
                               .high = .9};
    constexpr int kDraws = 4000, kFine = 4, kPeriods = 500;
    Pair won{0, 0};
    double paid = 0, flow = 0, by60 = 0;
    const double keep = std::pow(front.persistence, 1.0 / kFine);
    const double noise =
        front.drift_noise * std::sqrt((1 - keep * keep) / (1 - front.persistence * front.persistence));
    const double rate = -std::log(front.discount);
    for (int d = 0; d < kDraws; ++d) {
        RandomStream random(3, "oracle", static_cast<std::uint64_t>(d));
        double v = front.drift + front.drift_error * random.normal();
        double x = front.position;
        for (int t = 0; t < kPeriods * kFine; ++t) {
            const double now = static_cast<double>(t) / kFine;
            paid += std::exp(-rate * now) / kFine / kDraws;
            flow += rate * std::exp(-rate * now) * (x - front.position) / kFine / kDraws;
            x += v / kFine + front.volatility / std::sqrt(1.0 * kFine) * random.normal();
            v = front.home + keep * (v - front.home) + noise * random.normal();
            if (x > front.low && x < front.high) continue;
            won[x <= front.low ? 1 : 0] += std::exp(-rate * now) / kDraws;
            by60 += now < 60 ? 1.0 / kDraws : 0;
            break;
        }
    }
    const Passage drawn = first_passage(front);
    EXPECT_NEAR(drawn.discounted_win[0], won[0], .025);
    EXPECT_NEAR(drawn.discounted_win[1], won[1], .025);
    EXPECT_NEAR(drawn.present_cost, paid, .05 * paid);
    EXPECT_NEAR(drawn.flow, flow, .002);
    const Pair reached = reached_by(front, 60);
    EXPECT_NEAR(reached[0] + reached[1], by60, .04);
}

/// Two methods that share nothing but the front: eigenvectors on a grid of drifts, and paths.
TEST(Passage, DrawnPathsAgreeWithTheSpectrum) {
    const WanderingFront base{.position = .8147,
                              .drift = -.00058,
                              .drift_error = .00022,
                              .volatility = .000124,
                              .drift_noise = .00029,
                              .discount = .985,
                              .low = .775,
                              .high = 1};
    for (const double persistence : {1.0, .98, .9}) {
        for (const double volatility : {.00005, .000124, .01, .1}) {
            for (const double noise : {.000001, .0001, .00029, .01}) {
                WanderingFront front = base;
                front.persistence = persistence;
                front.volatility = volatility;
                front.drift_noise = noise;
                const PassageValues solved = passage_values(front);
                const Passage drawn = drawn_passage(front);
                for (std::size_t i = 0; i < 2; ++i)
                    EXPECT_NEAR(solved.discounted_win[i], drawn.discounted_win[i], .012)
                        << persistence << " " << volatility << " " << noise << " " << i;
                EXPECT_NEAR(solved.flow, drawn.flow, .0006);
                EXPECT_NEAR(solved.present_cost, drawn.present_cost, 1.2);
            }
        }
    }
}

/// Where the drift hardly wanders the closed form of a constant drift is the limit.
TEST(Passage, ValuesAreThoseOfAConstantDriftInTheLimit) {
    for (const double drift : {-.002, -.0005, .0005, .004}) {
        for (const double volatility : {.002, .02}) {
            const Ending exact = front_ending({.4, drift, volatility, .985}, false);
            const PassageValues still = passage_values(
                {.position = .4, .drift = drift, .volatility = volatility, .discount = .985});
            const PassageValues nearly = passage_values({.position = .4,
                                                         .drift = drift,
                                                         .volatility = volatility,
                                                         .drift_noise = 1e-7,
                                                         .discount = .985});
            for (std::size_t i = 0; i < 2; ++i) {
                EXPECT_NEAR(still.discounted_win[i], exact.discounted_win[i], 1e-12);
                // Where hardly anything wanders the grid of drifts is wide for what it holds.
                EXPECT_NEAR(nearly.discounted_win[i], exact.discounted_win[i], 1.5e-3)
                    << drift << " " << volatility;
            }
        }
    }
}

/// Nothing is drawn: neighbouring fronts differ as little as they must.
TEST(Passage, ValuesAreSmooth) {
    WanderingFront front{.position = .8147,
                         .drift_error = .00022,
                         .volatility = .000124,
                         .drift_noise = .00029,
                         .discount = .985,
                         .low = .775,
                         .high = 1};
    std::vector<double> chance;
    for (int i = 0; i < 60; ++i) {
        front.drift = -.001 + i * 2e-5;
        chance.push_back(passage_values(front).discounted_win[1]);
    }
    for (std::size_t i = 2; i + 2 < chance.size(); ++i) {
        EXPECT_LT(chance[i], chance[i - 1]);
        const double fourth =
            chance[i - 2] - 4 * chance[i - 1] + 6 * chance[i] - 4 * chance[i + 1] + chance[i + 2];
        EXPECT_LT(std::abs(fourth), 1e-5) << i;  // of drawn paths 3e-3
    }
}

TEST(PassageTable, IsAsGoodAsItSays) {
    std::vector<WanderingFront> seen;
    for (std::uint64_t k = 0; k < 300; ++k) {
        RandomStream random(5, "fronts", k);
        seen.push_back({.position = .8,
                        .drift = -.0006 + .0008 * random.normal(),
                        .drift_error = .0002,
                        .volatility = .0002,
                        .drift_noise = .0003 * std::exp(.3 * random.normal()),
                        .discount = .98 + .01 * random.uniform(),
                        .low = .75,
                        .high = .95});
    }
    FrontTables none;
    EXPECT_FALSE(none.build(1e-4, 1e-4, false));
    const auto table = PassageTable::over(seen, 1e-4, false);
    ASSERT_TRUE(table.has_value());
    std::size_t within = 0;
    for (std::size_t k = 1; k < seen.size(); k += 7) {
        const auto read = table->at(seen[k]);
        if (!read) continue;
        ++within;
        const PassageValues solved = passage_values(seen[k]);
        for (std::size_t i = 0; i < 2; ++i)
            EXPECT_NEAR(read->values.discounted_win[i], solved.discounted_win[i], table->error());
        EXPECT_NEAR(read->values.flow, solved.flow, table->flow_error());
    }
    EXPECT_GE(within, 38u);
    WanderingFront outside = seen[0];
    outside.drift = .5;
    EXPECT_FALSE(table->at(outside).has_value());
    outside = seen[0];
    outside.drift_noise = 0;
    EXPECT_FALSE(table->at(outside).has_value());
}

TEST(Passage, FlowOfAFrontWithoutEnds) {
    // Ends so far away that nothing meets them: the closed form, whatever wanders.
    const WanderingFront front{.position = .5,
                               .drift = .0002,
                               .drift_error = .0001,
                               .volatility = .0005,
                               .drift_noise = .00001,
                               .persistence = .99,
                               .home = -.0001,
                               .discount = .98};
    EXPECT_NEAR(first_passage(front).flow, free_flow(front), 1e-5);
    const double rate = -std::log(.98);
    EXPECT_NEAR(free_flow({.drift = .01, .discount = .98}), .01 / rate, 1e-12);
    // And by quadrature of the mean position.
    double sum = 0;
    for (double t = 0; t < 1000; t += .01)
        sum += rate * std::exp(-rate * (t + .005)) * (free_position(front, t + .005).mean - .5) * .01;
    EXPECT_NEAR(sum, free_flow(front), 1e-7);
}

TEST(Passage, MirrorsAndMovesAsItMust) {
    const WanderingFront front{.position = .7,
                               .drift = -.002,
                               .drift_error = .001,
                               .volatility = .01,
                               .drift_noise = .0005,
                               .discount = .985,
                               .low = .6,
                               .high = .95};
    WanderingFront mirrored = front;
    mirrored.position = 1 - front.position;
    mirrored.drift = -front.drift;
    mirrored.low = 1 - front.high;
    mirrored.high = 1 - front.low;
    const Passage a = first_passage(front);
    const Passage b = first_passage(mirrored);
    for (std::size_t i = 0; i < 2; ++i) EXPECT_NEAR(a.discounted_win[i], b.discounted_win[1 - i], 1e-12);
    EXPECT_NEAR(a.flow, -b.flow, 1e-10);
    double before = -1;
    for (const double x : {.62, .66, .7, .74, .8, .9}) {
        WanderingFront moved = front;
        moved.position = x;
        const double chance = first_passage(moved).discounted_win[0];
        EXPECT_GE(chance, before);
        before = chance;
    }
    // At an end the war is over.
    WanderingFront over = front;
    over.position = over.low;
    EXPECT_EQ(first_passage(over).win[1], 1);
    EXPECT_EQ(first_passage(over).present_cost, 0);
}

TEST(Passage, TheCourseHoldsWhatItSaysItHolds) {
    const WanderingFront front{.position = .8,
                               .drift = -.0005,
                               .drift_error = .0002,
                               .volatility = .0005,
                               .drift_noise = .0001,
                               .low = 0,
                               .high = 1};
    const std::vector<CoursePoint> course = wandering_course(front, 36, 36);
    ASSERT_EQ(course.size(), 37u);
    const Where then = free_position(front, 36);
    EXPECT_NEAR(course.back().position[2], then.mean, .1 * then.sd);
    EXPECT_NEAR(course.back().position[4] - course.back().position[0], 2 * 1.645 * then.sd, .1 * then.sd);
    EXPECT_NEAR(course.back().fighting, 1, 1e-9);
    EXPECT_NEAR(course.back().fought, 36, 1e-6);
}

TEST(Durations, LawsFindTheirOwnDraws) {
    RandomStream random(4, "durations");
    std::vector<Lasted> wars;
    for (int i = 0; i < 300; ++i) wars.push_back({std::exp(2 + 1.2 * random.normal()), true});
    const std::vector<DurationLaw> laws = compare_laws(wars, 10);
    for (const DurationLaw& law : laws) {
        if (law.law != "lognormal") continue;
        EXPECT_NEAR(law.parameters[0], 2, .2);
        EXPECT_NEAR(std::exp(law.parameters[1]), 1.2, .12);
        EXPECT_NEAR(law.median, std::exp(law.parameters[0]), 1e-6 * law.median);
    }
    EXPECT_TRUE(laws[0].law == "lognormal" || laws[0].law == "drifts that differ") << laws[0].law;
    // A density of one: the mixture's chances add up.
    EXPECT_GT(laws[0].left_out, laws.back().left_out);
}

TEST(Durations, CensoredWarsCountAsLasting) {
    RandomStream random(5, "censored");
    std::vector<Lasted> wars, cut;
    for (int i = 0; i < 400; ++i) {
        const double t = -20 * std::log(1 - random.uniform());
        wars.push_back({t, true});
        cut.push_back(t > 15 ? Lasted{15, false} : Lasted{t, true});
    }
    const auto scale = [](const std::vector<DurationLaw>& laws) {
        for (const DurationLaw& law : laws) {
            if (law.law == "exponential") return std::exp(law.parameters[0]);
        }
        return 0.0;
    };
    EXPECT_NEAR(scale(compare_laws(wars, 10)), 20, 3);
    EXPECT_NEAR(scale(compare_laws(cut, 10)), 20, 4);
}

TEST(OutsideView, Contest) {
    EXPECT_NEAR(contest(3, 3), .5, 1e-15);
    EXPECT_NEAR(contest(2, 1, 1), 2.0 / 3, 1e-15);
    EXPECT_NEAR(contest(16, 1, .5), .8, 1e-12);
    EXPECT_NEAR(contest(2, 7) + contest(7, 2), 1, 1e-15);
    ASSERT_FALSE(base_rates().empty());
    for (const BaseRate& rate : base_rates()) {
        EXPECT_GT(rate.n, 0) << rate.what;
        EXPECT_FALSE(rate.source.empty());
        if (rate.unit == "share") {
            EXPECT_GE(rate.value, 0);
            EXPECT_LE(rate.value, 1);
        }
    }
}

}  // namespace
}  // namespace entente::war
