#include "entente/war/calibrate.hpp"

#include <Eigen/Dense>
#include <cmath>

#include "entente/core/expects.hpp"

namespace entente::war {

FrontFit fit_front(std::span<const Observation> series) {
    ENTENTE_EXPECTS(series.size() >= 3);
    FrontFit fit;
    fit.observations = series.size();
    fit.first = series.front().share;
    fit.last = series.back().share;
    fit.span = series.back().time - series.front().time;
    fit.drift = (fit.last - fit.first) / fit.span;
    double squares = 0;
    for (std::size_t i = 1; i < series.size(); ++i) {
        const double days = series[i].time - series[i - 1].time;
        const double surprise = series[i].share - series[i - 1].share - fit.drift * days;
        squares += surprise * surprise / days;
    }
    fit.volatility = std::sqrt(squares / static_cast<double>(series.size() - 1));
    fit.drift_error = fit.volatility / std::sqrt(fit.span);
    return fit;
}

namespace {

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

/// Log-likelihood on ln t: sum of ln p + z - e^z, z = p (ln t - x'b), of a war that goes on -e^z alone;
/// parameters b, then ln p.
class Likelihood {
public:
    Likelihood(Matrix x, Vector log_time, Vector ended)
        : x_(std::move(x)), y_(std::move(log_time)), ended_(std::move(ended)) {}

    [[nodiscard]] double value(const Vector& at) const {
        const double p = std::exp(at(at.size() - 1));
        const Vector z = p * (y_ - x_ * at.head(x_.cols()));
        return ended_.sum() * at(at.size() - 1) + ended_.dot(z) - z.array().exp().sum();
    }

    void derivatives(const Vector& at, Vector& gradient, Matrix& hessian) const {
        const auto k = x_.cols();
        const double p = std::exp(at(k));
        const Vector z = p * (y_ - x_ * at.head(k));
        const Vector e = z.array().exp();
        gradient.resize(k + 1);
        hessian.resize(k + 1, k + 1);
        gradient.head(k) = -p * x_.transpose() * (ended_ - e);
        gradient(k) = ended_.sum() + z.dot(ended_ - e);
        hessian.topLeftCorner(k, k) = -p * p * x_.transpose() * e.asDiagonal() * x_;
        const Vector cross = z.cwiseProduct(e) - (ended_ - e);
        hessian.block(0, k, k, 1) = p * x_.transpose() * cross;
        hessian.block(k, 0, 1, k) = hessian.block(0, k, k, 1).transpose();
        hessian(k, k) = z.dot(ended_ - e) - (z.array().square() * e.array()).sum();
    }

private:
    Matrix x_;
    Vector y_;
    Vector ended_;  ///< 1, or 0 for a war that goes on
};

}  // namespace

WeibullFit fit_weibull(std::span<const double> durations, std::span<const double> covariates,
                       std::size_t columns, std::span<const std::uint8_t> open) {
    const auto n = static_cast<Eigen::Index>(durations.size());
    const auto k = static_cast<Eigen::Index>(columns);
    ENTENTE_EXPECTS(n > k + 1 && covariates.size() == durations.size() * columns);
    Vector y(n);
    for (Eigen::Index i = 0; i < n; ++i) {
        ENTENTE_EXPECTS(durations[static_cast<std::size_t>(i)] > 0);
        y(i) = std::log(durations[static_cast<std::size_t>(i)]);
    }
    // Standardised columns keep Newton's steps sane; transformed back at the end.
    Matrix x = Matrix::Ones(n, k + 1);
    Vector centre = Vector::Zero(k);
    Vector scale = Vector::Ones(k);
    for (Eigen::Index j = 0; j < k; ++j) {
        for (Eigen::Index i = 0; i < n; ++i) x(i, j) = covariates[static_cast<std::size_t>(i * k + j)];
        centre(j) = x.col(j).mean();
        const double spread = std::sqrt((x.col(j).array() - centre(j)).square().mean());
        if (spread > 0) scale(j) = spread;
        x.col(j) = (x.col(j).array() - centre(j)) / scale(j);
    }
    Vector ended = Vector::Ones(n);
    for (std::size_t i = 0; i < open.size(); ++i) {
        if (open[i] != 0) ended(static_cast<Eigen::Index>(i)) = 0;
    }
    const Likelihood likelihood(x, y, ended);
    Vector at = Vector::Zero(k + 2);
    const Vector ols = x.colPivHouseholderQr().solve(y);
    at.head(k + 1) = ols;
    at(k) += 0.5;  // the error of ln t has mean -0.577/p
    WeibullFit fit;
    Vector gradient;
    Matrix hessian;
    double value = likelihood.value(at);
    for (fit.iterations = 0; fit.iterations < 200; ++fit.iterations) {
        likelihood.derivatives(at, gradient, hessian);
        Vector step = (-hessian).ldlt().solve(gradient);
        if (!step.allFinite() || step.dot(gradient) < 0) step = gradient / (1 + gradient.norm());
        double size = 1;
        double next = likelihood.value(at + step);
        while (!(next >= value - 1e-12) && size > 1e-12) {
            size /= 2;
            next = likelihood.value(at + size * step);
        }
        at += size * step;
        value = next;
        if ((size * step).lpNorm<Eigen::Infinity>() < 1e-10) {
            fit.converged = true;
            break;
        }
    }
    likelihood.derivatives(at, gradient, hessian);
    const Matrix covariance = (-hessian).inverse();
    // b_j = beta_j / scale_j; constant = beta_0 - sum beta_j centre_j / scale_j.
    Matrix back = Matrix::Identity(k + 2, k + 2);
    for (Eigen::Index j = 0; j < k; ++j) {
        back(j, j) = 1 / scale(j);
        back(k, j) = -centre(j) / scale(j);
    }
    const Vector b = back * at;
    const Matrix v = back * covariance * back.transpose();
    for (Eigen::Index j = 0; j <= k; ++j) {
        fit.coefficients.push_back(b(j));
        fit.errors.push_back(std::sqrt(v(j, j)));
    }
    fit.shape = std::exp(at(k + 1));
    fit.log_shape_error = std::sqrt(v(k + 1, k + 1));
    fit.log_likelihood = value;
    fit.log_likelihood_time = value - ended.dot(y);
    return fit;
}

namespace {

double linear(std::span<const double> coefficients, std::span<const double> covariates) {
    ENTENTE_EXPECTS(coefficients.size() == covariates.size() + 1);
    double sum = coefficients.back();
    for (std::size_t j = 0; j < covariates.size(); ++j) sum += coefficients[j] * covariates[j];
    return sum;
}

}  // namespace

double weibull_median(std::span<const double> coefficients, double shape,
                      std::span<const double> covariates) {
    return std::exp(linear(coefficients, covariates)) * std::pow(std::log(2.0), 1 / shape);
}

double weibull_mean(std::span<const double> coefficients, double shape,
                    std::span<const double> covariates) {
    return std::exp(linear(coefficients, covariates)) * std::tgamma(1 + 1 / shape);
}

PublishedModel bennett_stam_model5() {
    // Meanings are recalled from the article's subject; the log holds the names alone.
    static constexpr PublishedCovariate kCovariates[] = {
        {"oadm", 2.873855, "offence by attrition, defence by maneuver"},
        {"oada", 3.330061, "offence and defence by attrition"},
        {"oadp", 6.283439, "offence by attrition, defence by punishment"},
        {"opda", 7.989511, "offence by punishment, defence by attrition"},
        {"rterrain", 2.98731, "rough terrain"},
        {"rterrstr", -1.241826, "rough terrain by strategy"},
        {"bofadjbg", -3.980549, "balance of forces"},
        {"summperb", 0.2729988, "military personnel of all sides; divided by 1,000"},
        {"sumpopbg", 0.1624451, "population of all sides; divided by 1,000,000"},
        {"popratbg", 0.006725, "ratio of populations"},
        {"qualratb", 0.0008077, "ratio of military quality"},
        {"surpdiff", -0.2193634, "strategic surprise"},
        {"salscale", 0.4270007, "salience of the issue"},
        {"reprsumb", -0.2456715, "repression, sign turned"},
        {"demosumb", -0.1180535, "democracy"},
        {"adis3010", 0.0160467, "previous disputes"},
        {"nactors", -0.1353984, "number of actors"},
        {"constant", 1.263586, ""}};
    return {kCovariates, 0.9420471, -126.06662};
}

PublishedModel bennett_stam_constant() {
    static constexpr PublishedCovariate kConstant[] = {{"constant", 2.357802, ""}};
    return {kConstant, 0.6211365, -156.14956};
}

}  // namespace entente::war
