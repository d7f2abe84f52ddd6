// One pass of the Kalman filter, and the sums of powers that a move over several steps needs.
#pragma once

#include <cmath>

#include "entente/war/wandering.hpp"

namespace entente::war {

/// With f the persistence and a_k = 1 + f + ... + f^(k-1), over n steps.
struct Powers {
    double last = 1;   ///< f^n
    double sum = 1;    ///< a_n
    double drift = 1;  ///< sum of f^2j, j = 0..n-1: the drift's variance per drift noise
    double level = 0;  ///< sum of a_j^2, j = 1..n-1: the move's variance per drift noise
    double cross = 0;  ///< sum of a_j f^j, j = 1..n-1: their covariance
};
[[nodiscard]] Powers powers(double persistence, std::int64_t steps);

/// The filter carries its state as a line in the unknown mean, so that the mean is estimated in the same
/// pass: drift less mean = base + slope mean.
class FilterPass {
public:
    /// \param level,drift variances
    FilterPass(double persistence, double level, double drift);
    void see(const Move& move);

    [[nodiscard]] std::size_t used() const { return used_; }
    [[nodiscard]] double logs() const;  ///< sum of the logarithms of the innovations' variances
    /// Sum of the squared innovations over their variances.
    [[nodiscard]] double squares(double mean) const { return yy_ - 2 * mean * xy_ + mean * mean * xx_; }
    /// The mean that makes it smallest.
    [[nodiscard]] double best_mean() const { return xx_ > 0 ? xy_ / xx_ : 0; }
    [[nodiscard]] DriftState state(double mean) const {
        return {persistence_ == 1 ? base_ : mean + base_ + slope_ * mean, variance_};
    }

private:
    const Powers& powers_of(std::int64_t steps);
    void add_log(double total);

    double persistence_;
    double level_;
    double drift_;
    bool diffuse_;
    double base_ = 0;
    double slope_ = 0;
    double variance_ = 0;
    double yy_ = 0, xy_ = 0, xx_ = 0;
    double logs_ = 0, product_ = 1;
    std::size_t used_ = 0;
    std::int64_t known_ = -1;
    Powers powers_;
};

}  // namespace entente::war
