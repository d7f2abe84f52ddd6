#include "entente/war/calibrate.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "entente/core/random.hpp"

namespace entente::war {
namespace {

TEST(Calibrate, FrontByHand) {
    const Observation series[] = {{0, .5}, {7, .51}, {14, .50}, {28, .54}};
    const FrontFit fit = fit_front(series);
    const double drift = .04 / 28;
    EXPECT_NEAR(fit.drift, drift, 1e-15);
    const double s = std::pow(.01 - 7 * drift, 2) / 7 + std::pow(-.01 - 7 * drift, 2) / 7 +
                     std::pow(.04 - 14 * drift, 2) / 14;
    EXPECT_NEAR(fit.volatility, std::sqrt(s / 3), 1e-15);
}

TEST(Calibrate, FrontRecoversItsParameters) {
    RandomStream random(1, "front");
    std::vector<Observation> series;
    double share = .3;
    for (int i = 0; i < 20000; ++i) {
        series.push_back({7.0 * i, share});
        share += .0002 * 7 + .003 * std::sqrt(7.0) * random.normal();
    }
    const FrontFit fit = fit_front(series);
    EXPECT_NEAR(fit.drift, .0002, 3 * fit.drift_error);
    EXPECT_NEAR(fit.volatility, .003, .0001);
}

TEST(Weibull, RecoversTheCoefficientsOfItsOwnDraws) {
    RandomStream random(1, "weibull");
    const std::size_t n = 20000;
    std::vector<double> x, t;
    const double p = .8;
    for (std::size_t i = 0; i < n; ++i) {
        const double a = 1000 * random.normal();  // badly scaled on purpose
        const double b = random.uniform() < .3 ? 1 : 0;
        x.insert(x.end(), {a, b});
        const double gumbel = std::log(-std::log(1 - random.uniform()));
        t.push_back(std::exp(2 + .0005 * a - .7 * b + gumbel / p));
    }
    const WeibullFit fit = fit_weibull(t, x, 2);
    ASSERT_TRUE(fit.converged);
    EXPECT_NEAR(fit.coefficients[0], .0005, 3 * fit.errors[0]);
    EXPECT_NEAR(fit.coefficients[1], -.7, 3 * fit.errors[1]);
    EXPECT_NEAR(fit.coefficients[2], 2, 3 * fit.errors[2]);
    EXPECT_NEAR(std::log(fit.shape), std::log(p), 3 * fit.log_shape_error);
    // The likelihood's own definition, at the estimate and beside it.
    const auto likelihood = [&](double shape, double b0, double b1, double c) {
        double sum = 0;
        for (std::size_t i = 0; i < n; ++i) {
            const double z = shape * (std::log(t[i]) - b0 * x[2 * i] - b1 * x[2 * i + 1] - c);
            sum += std::log(shape) + z - std::exp(z);
        }
        return sum;
    };
    const double best =
        likelihood(fit.shape, fit.coefficients[0], fit.coefficients[1], fit.coefficients[2]);
    EXPECT_NEAR(best, fit.log_likelihood, 1e-6 * std::abs(best));
    EXPECT_GT(best,
              likelihood(fit.shape * 1.01, fit.coefficients[0], fit.coefficients[1], fit.coefficients[2]));
    EXPECT_GT(best,
              likelihood(fit.shape, fit.coefficients[0], fit.coefficients[1] + .02, fit.coefficients[2]));
}

TEST(Weibull, PublishedModelsEvaluate) {
    const PublishedModel constant = bennett_stam_constant();
    const double b[] = {constant.covariates[0].coefficient};
    EXPECT_NEAR(weibull_median(b, constant.shape, {}), 5.8576, 5e-5);
    const PublishedModel full = bennett_stam_model5();
    EXPECT_EQ(full.covariates.size(), 18u);
    std::vector<double> coefficients, covariates(17, 0.0);
    for (const PublishedCovariate& c : full.covariates) coefficients.push_back(c.coefficient);
    // Attrition on both sides against a constant-only war: e^3.33 times as long.
    const double base = weibull_median(coefficients, full.shape, covariates);
    covariates[1] = 1;
    EXPECT_NEAR(weibull_median(coefficients, full.shape, covariates) / base, std::exp(3.330061), 1e-9);
    EXPECT_NEAR(weibull_mean(b, 1, {}), std::exp(2.357802), 1e-9);
}

}  // namespace
}  // namespace entente::war
