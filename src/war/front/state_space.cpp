// The filter and its sums. A move over n steps is one observation: nothing is made up inside a gap.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "entente/core/expects.hpp"
#include "war/front/state_space.hpp"

namespace entente::war {

Powers powers(double persistence, std::int64_t steps) {
    const auto n = static_cast<double>(steps);
    Powers p;
    if (persistence == 1 || steps == 1) {
        p.last = steps == 1 ? persistence : 1;
        p.sum = n;
        p.drift = steps == 1 ? 1 : n;
        p.level = steps == 1 ? 0 : (n - 1) * n * (2 * n - 1) / 6;
        p.cross = steps == 1 ? 0 : (n - 1) * n / 2;
        return p;
    }
    const double f = persistence;
    p.last = std::pow(f, n);
    const double gap = 1 - f;
    if (n * gap < 1e-2 || steps < 64) {  // the closed forms cancel where the drift hardly returns
        double power = 1;
        double reach = 0;  // a_j
        p.drift = 0;
        const std::int64_t exact = std::min<std::int64_t>(steps, 200'000);
        for (std::int64_t j = 0; j < exact; ++j) {
            p.drift += power * power;
            p.level += reach * reach;
            p.cross += reach * power;
            reach += power;
            power *= f;
        }
        p.sum = reach;
        return p;
    }
    const double first = (1 - p.last) / gap;                    // sum of f^j
    const double second = (1 - p.last * p.last) / (1 - f * f);  // sum of f^2j
    p.sum = first;
    p.drift = second;
    p.level = (n - 2 * first + second) / (gap * gap);
    p.cross = (first - second) / gap;
    return p;
}

Sum sum_ahead(const DriftModel& model, const DriftState& state, std::int64_t steps) {
    ENTENTE_EXPECTS(steps >= 1);
    const Powers p = powers(model.persistence, steps);
    const auto n = static_cast<double>(steps);
    const double home = model.persistence < 1 ? model.mean : 0;
    const double variance = p.sum * p.sum * state.variance + n * model.level_noise * model.level_noise +
                            p.level * model.drift_noise * model.drift_noise;
    return {n * home + p.sum * (state.drift - home), std::sqrt(variance)};
}

FilterPass::FilterPass(double persistence, double level, double drift)
    : persistence_(persistence), level_(level), drift_(drift), diffuse_(persistence == 1) {
    if (!diffuse_) variance_ = drift_ / (1 - persistence * persistence);
}

void FilterPass::see(const Move& move) {
    const Powers& p = powers_of(move.steps);
    const auto n = static_cast<double>(move.steps);
    if (move.jump) {
        base_ *= p.last;
        slope_ *= p.last;
        variance_ = p.last * p.last * variance_ + p.drift * drift_;
        return;
    }
    const double noise = n * level_ + p.level * drift_;
    if (diffuse_) {  // the limit of an endless first variance
        diffuse_ = false;
        base_ = move.sum / n;
        variance_ = std::max(0.0, n * drift_ + noise / (n * n) - 2 * drift_ * p.cross / n);
        return;
    }
    const double total = p.sum * p.sum * variance_ + noise;
    const double covariance = p.sum * p.last * variance_ + p.cross * drift_;
    const double wide = p.last * p.last * variance_ + p.drift * drift_;
    if (total <= 0) {  // nothing is left to learn
        variance_ = wide;
        return;
    }
    const double gain = covariance / total;
    const double innovation = move.sum - p.sum * base_;
    const double home = n + p.sum * slope_;  // what the innovation owes to the mean
    yy_ += innovation * innovation / total;
    xy_ += innovation * home / total;
    xx_ += home * home / total;
    add_log(total);
    ++used_;
    base_ = p.last * base_ + gain * innovation;
    slope_ = p.last * slope_ - gain * home;
    variance_ = std::max(0.0, wide - gain * covariance);
}

const Powers& FilterPass::powers_of(std::int64_t steps) {
    if (steps != known_) {
        known_ = steps;
        powers_ = powers(persistence_, steps);
    }
    return powers_;
}

/// Products of a few hundred variances are taken before their logarithm.
void FilterPass::add_log(double total) {
    product_ *= total;
    if (product_ > 1e-200 && product_ < 1e200) return;
    logs_ += std::log(product_);
    product_ = 1;
}

double FilterPass::logs() const { return logs_ + std::log(product_); }

DriftState filter_drift(const DriftModel& model, std::span<const Move> moves, double* log_likelihood) {
    FilterPass pass(model.persistence, model.level_noise * model.level_noise,
                    model.drift_noise * model.drift_noise);
    for (const Move& move : moves) pass.see(move);
    const double mean = model.persistence < 1 ? model.mean : 0;
    if (log_likelihood != nullptr) {
        const auto n = static_cast<double>(pass.used());
        *log_likelihood = -0.5 * (pass.logs() + pass.squares(mean) + n * std::log(2 * std::numbers::pi));
    }
    return pass.state(mean);
}

double normal_crps(double mean, double sd, double outcome) {
    const double error = outcome - mean;
    if (!(sd > 0)) return std::abs(error);
    const double z = error / sd;
    const double density = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
    return sd * (z * std::erf(z / std::numbers::sqrt2) + 2 * density - 1 / std::sqrt(std::numbers::pi));
}

}  // namespace entente::war
