// The front whose drift wanders: filter, estimate, forecast, hindcast, against slow and simulated truth.
#include "entente/war/wandering.hpp"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <cmath>

#include "entente/core/random.hpp"
#include "entente/war/calibrate.hpp"

namespace entente::war {
namespace {

std::vector<Move> simulated(const DriftModel& model, double start, int n, std::uint64_t seed) {
    RandomStream random(seed, "wandering");
    std::vector<Move> moves;
    double v = start;
    for (int t = 0; t < n; ++t) {
        moves.push_back({v + model.level_noise * random.normal(), 1, false});
        v = model.mean + model.persistence * (v - model.mean) + model.drift_noise * random.normal();
    }
    return moves;
}

/// Oracle: the joint normal law of all moves by plain matrices, a long first variance for the diffuse
/// start.
struct Dense {
    double log_likelihood = 0;
    DriftState state;
};
Dense dense(const DriftModel& model, const std::vector<Move>& moves) {
    std::int64_t steps = 0;
    for (const Move& move : moves) steps += move.steps;
    const auto n = static_cast<Eigen::Index>(steps) + 1;
    const bool diffuse = model.persistence == 1;
    const double s2 = model.drift_noise * model.drift_noise;
    const double first = diffuse ? 1e9 : s2 / (1 - model.persistence * model.persistence);
    const double home = diffuse ? 0 : model.mean;
    Eigen::MatrixXd v(n, n);  // covariance of v_0..v_n
    for (Eigen::Index i = 0; i < n; ++i) {
        for (Eigen::Index j = 0; j <= i; ++j) {
            double c = std::pow(model.persistence, i + j) * first;
            for (Eigen::Index k = 1; k <= j; ++k) c += s2 * std::pow(model.persistence, (i - k) + (j - k));
            v(i, j) = v(j, i) = c;
        }
    }
    Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(moves.size()), n);
    Eigen::VectorXd y(moves.size());
    Eigen::Index at = 0;
    Eigen::MatrixXd noise = Eigen::MatrixXd::Zero(sum.rows(), sum.rows());
    for (Eigen::Index m = 0; m < sum.rows(); ++m) {
        const Move& move = moves[static_cast<std::size_t>(m)];
        for (std::int64_t k = 0; k < move.steps; ++k) sum(m, at++) = 1;
        noise(m, m) = static_cast<double>(move.steps) * model.level_noise * model.level_noise;
        y(m) = move.sum - static_cast<double>(move.steps) * home;
    }
    const Eigen::MatrixXd cov = sum * v * sum.transpose() + noise;
    const Eigen::VectorXd with_last = sum * v.col(n - 1);
    const Eigen::VectorXd solved = cov.ldlt().solve(y);
    Dense result;
    result.state = {home + with_last.dot(solved),
                    v(n - 1, n - 1) - with_last.dot(cov.ldlt().solve(with_last))};
    const Eigen::VectorXd d = cov.ldlt().vectorD();
    result.log_likelihood =
        -0.5 * (d.array().log().sum() + y.dot(solved) + static_cast<double>(y.size()) * std::log(2 * M_PI));
    if (diffuse)  // less the diffuse first move: its density is 1 / sqrt(2 pi steps^2 1e9)
        result.log_likelihood +=
            0.5 * std::log(2 * M_PI * 1e9) + std::log(static_cast<double>(moves.front().steps));
    return result;
}

TEST(Wandering, FilterIsTheOneOfTheTextbook) {
    for (const double persistence : {1.0, 0.9, 0.5}) {
        const DriftModel model{.7, 1.3, persistence, persistence < 1 ? .4 : 0};
        std::vector<Move> moves = simulated(model, 2, 20, 3);
        moves[0].steps = 2;
        moves[7] = {9.5, 3, false};  // a gap
        double value = 0;
        const DriftState state = filter_drift(model, moves, &value);
        const Dense oracle = dense(model, moves);
        EXPECT_NEAR(state.drift, oracle.state.drift, 1e-5);
        EXPECT_NEAR(state.variance, oracle.state.variance, 1e-5);
        EXPECT_NEAR(value, oracle.log_likelihood, 1e-5);
    }
}

TEST(Wandering, SumsAreThoseOfSimulatedMoves) {
    const DriftModel model{.4, 2, .95, -1};
    const DriftState state{3, .81};
    RandomStream random(5, "sum");
    double mean = 0, square = 0;
    constexpr int kDraws = 40000, kSteps = 12;
    for (int i = 0; i < kDraws; ++i) {
        double v = state.drift + .9 * random.normal();
        double x = 0;
        for (int t = 0; t < kSteps; ++t) {
            x += v + model.level_noise * random.normal();
            v = model.mean + model.persistence * (v - model.mean) + model.drift_noise * random.normal();
        }
        mean += x / kDraws;
        square += x * x / kDraws;
    }
    const Sum sum = sum_ahead(model, state, kSteps);
    EXPECT_NEAR(mean, sum.mean, 4 * sum.sd / std::sqrt(kDraws));
    EXPECT_NEAR(std::sqrt(square - mean * mean), sum.sd, .02 * sum.sd);
    // Without a home, by the formula of the source: a_h = h.
    const Sum plain = sum_ahead({.4, 2, 1, 0}, state, 4);
    EXPECT_NEAR(plain.mean, 12, 1e-12);
    EXPECT_NEAR(plain.sd * plain.sd, 16 * .81 + 4 * 4 + .16 * (9 + 4 + 1), 1e-12);
    // Far ahead the closed forms are those of the sums.
    const Sum far = sum_ahead({.4, 2, .9, 0}, state, 500);
    const Sum half = sum_ahead({.4, 2, .9, 0}, state, 60);
    EXPECT_GT(far.sd, half.sd);
    EXPECT_NEAR(sum_ahead({.4, 2, .999999, 0}, state, 50).sd, sum_ahead({.4, 2, 1, 0}, state, 50).sd, 1e-2);
}

TEST(Wandering, FindsTheNoisesThatMadeASeries) {
    const DriftModel model{15, 45, 1, 0};
    const std::vector<Move> moves = simulated(model, 40, 4000, 11);
    const DriftFit fit = fit_drift(moves);
    ASSERT_TRUE(fit.drift_noise_error && fit.level_noise_error);
    EXPECT_NEAR(fit.model.drift_noise, 15, 4 * *fit.drift_noise_error);
    EXPECT_NEAR(fit.model.level_noise, 45, 4 * *fit.level_noise_error);
    EXPECT_LT(*fit.drift_noise_error, 2);
    // No other pair of noises is likelier.
    double best = 0;
    (void)filter_drift(fit.model, moves, &best);
    for (const double f : {.97, 1.03}) {
        double other = 0;
        (void)filter_drift({15 * f, fit.model.level_noise, 1, 0}, moves, &other);
        EXPECT_LE(other, best + 1e-9);
        (void)filter_drift({fit.model.drift_noise, fit.model.level_noise * f, 1, 0}, moves, &other);
        EXPECT_LE(other, best + 1e-9);
    }
    // The unit of the series does not matter.
    std::vector<Move> scaled = moves;
    for (Move& move : scaled) move.sum /= 603550;
    const DriftFit small = fit_drift(scaled);
    EXPECT_NEAR(small.model.drift_noise * 603550 / fit.model.drift_noise, 1, 1e-3);
    EXPECT_NEAR(small.filtered.drift * 603550, fit.filtered.drift, 1e-2);
    // A drift that returns home.
    const DriftModel homely{15, 45, .9, 60};
    const DriftFit home = fit_drift(simulated(homely, 60, 4000, 12), .9);
    EXPECT_NEAR(home.model.mean, 60, 8);
    EXPECT_NEAR(home.model.drift_noise, 15, 3);
}

TEST(Wandering, AConstantDriftIsFoundToBeConstant) {
    const std::vector<Move> moves = simulated({0, 45, 1, 0}, 40, 300, 2);
    const DriftFit fit = fit_drift(moves);
    EXPECT_LT(fit.model.drift_noise, 3);
    std::vector<Move> straight(30, Move{2, 1, false});
    const DriftFit exact = fit_drift(straight);
    EXPECT_EQ(exact.model.drift_noise, 0);
    EXPECT_EQ(exact.model.level_noise, 0);
    EXPECT_NEAR(exact.filtered.drift, 2, 1e-12);
}

TEST(Wandering, SetsJumpsAside) {
    std::vector<Move> moves = simulated({1, 10, 1, 0}, 20, 120, 7);
    EXPECT_EQ(mark_jumps(moves), 0u);
    const DriftFit before = fit_drift(moves);
    moves[60].sum -= 4000;
    EXPECT_EQ(mark_jumps(moves), 1u);
    EXPECT_TRUE(moves[60].jump);
    const DriftFit after = fit_drift(moves);
    EXPECT_NEAR(after.model.level_noise, before.model.level_noise, .3);
    EXPECT_NEAR(after.filtered.drift, before.filtered.drift, .5);
}

TEST(Wandering, HindcastUsesThePastAlone) {
    const std::vector<Move> moves = simulated({12, 40, 1, 0}, 40, 220, 21);
    const std::int64_t ahead[] = {1, 4, 13, 500};
    const std::vector<Hindcast> all = hindcast(moves, ahead);
    ASSERT_EQ(all.size(), 3u);  // nothing reaches 500 steps
    EXPECT_EQ(all[1].origins, 220u - 4 - 52 + 1);
    // By hand, refitting at each origin.
    double crps = 0, held = 0;
    for (std::size_t origin = 52; origin + 4 <= moves.size(); ++origin) {
        const DriftFit fit = fit_drift(std::span(moves).first(origin));
        double outcome = 0;
        for (std::size_t k = 0; k < 4; ++k) outcome += moves[origin + k].sum;
        const Sum sum = sum_ahead(fit.model, fit.filtered, 4);
        crps += normal_crps(sum.mean, sum.sd, outcome);
        held += std::abs(outcome - sum.mean) < 1.2815515655446004 * sum.sd ? 1 : 0;
    }
    EXPECT_NEAR(all[1].score.crps, crps / 165, 1e-9);
    EXPECT_NEAR(all[1].score.cover80, held / 165, 1e-12);
    // The model's own series: it is calibrated, and beats a constant drift.
    EXPECT_NEAR(all[1].score.cover80, .8, .12);
    EXPECT_LT(all[2].score.crps, all[2].constant_drift.crps);
    // A normal forecast's score by its definition.
    double integral = 0;
    for (double y = -60; y < 60; y += .001) {
        const double f = .5 * std::erfc(-(y - 1) / 3 / std::sqrt(2.0));
        integral += .001 * std::pow(f - (y >= 4 ? 1 : 0), 2);
    }
    EXPECT_NEAR(normal_crps(1, 3, 4), integral, 1e-3);
    EXPECT_EQ(normal_crps(1, 0, 4), 3);
}

TEST(Calibrate, GapsAndSlipsOfThePen) {
    RandomStream random(9, "series");
    std::vector<Observation> series;
    double x = 1000;
    for (int week = 0; week < 80; ++week) {
        const double late = week % 9 == 4 ? 1 : 0;
        series.push_back({7.0 * week + late, x});
        x += 5 + 2 * random.normal();
    }
    series.erase(series.begin() + 40, series.begin() + 43);
    RegularSeries regular = regular_series(series);
    EXPECT_EQ(regular.spacing, 7);
    ASSERT_EQ(regular.moves.size(), 76u);
    EXPECT_EQ(regular.moves[39].steps, 4);
    double sum = 0;
    std::int64_t steps = 0;
    for (const Move& move : regular.moves) sum += move.sum, steps += move.steps;
    EXPECT_EQ(steps, 79);
    EXPECT_NEAR(sum, series.back().share - series.front().share, 1e-9);
    EXPECT_EQ(regular.ends.back(), series.back().time);
    series[20].share *= 10;  // a slip of the pen
    regular = regular_series(series);
    ASSERT_EQ(regular.left_out.size(), 1u);
    EXPECT_EQ(regular.left_out[0], series[20].time);
    EXPECT_EQ(regular.jumps, 0u);
    EXPECT_EQ(regular_series(series, true).left_out.size(), 0u);
    // Numbers of periods, one far away: one long move, no endless loop.
    std::vector<Observation> far = {{0, 1}, {1, 2}, {2, 3}, {3, 5}, {1e9, 6}};
    EXPECT_EQ(regular_series(far).moves.back().steps, 1000000000 - 3);
}

}  // namespace
}  // namespace entente::war
