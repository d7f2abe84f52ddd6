// The drawn paths of a front whose drift wanders: how a step moves them and which ends they meet.
#pragma once

#include <cstddef>
#include <vector>

#include "entente/war/passage.hpp"

namespace entente::war {

inline constexpr std::size_t kPaths = 2048;  ///< the second half mirrors the first
inline constexpr std::size_t kSteps = 64;

/// How fast the drift forgets: -ln(persistence).
[[nodiscard]] double fading(const WanderingFront& front);
/// Variance per period of the noise that drives the drift, so that a period's change deviates by
/// `drift_noise`.
[[nodiscard]] double drive(const WanderingFront& front);
/// (1 - e^(-k t)) / k.
[[nodiscard]] double reach(double k, double t);
/// Variance of the integral of the drift's noise over t, per unit of `drive`.
[[nodiscard]] double integral_variance(double k, double t);

/// What one step does to a path: v' = home + (v - home) keep + drift_sd z1, and so on.
struct Step {
    double from = 0;
    double length = 0;
    double keep = 1;
    double carry = 0;       ///< of v - home, to the position
    double drift_sd = 0;    ///< of z1 in the drift
    double with_drift = 0;  ///< of z1 in the position
    double rest_sd = 0;     ///< of z2 in the position
    double bridge = 0;      ///< 2 / (variance of the bridge)

    [[nodiscard]] double to() const { return from + length; }
};
[[nodiscard]] Step step_of(const WanderingFront& front, double from, double to);

/// What the paths meet and pass within one step, as chances of all paths.
struct Met {
    Pair won{0, 0};         ///< the chance that the first and the second side's end is met
    Pair discounted{0, 0};  ///< the same times the discount of when
    double fought = 0;      ///< periods
    double moved = 0;       ///< integral of X - X_0 over the step while it is fought
};

/// All paths together. A path and its mirror image share one deviation from the mean path: most of the time
/// nothing but that deviation has to be carried on.
class Paths {
public:
    explicit Paths(const WanderingFront& front);

    /// \param number the step's, which chooses its normal numbers
    [[nodiscard]] Met advance(const Step& step, std::size_t number);

    [[nodiscard]] double alive() const { return alive_ / kPaths; }
    /// Calls `visit(position, weight)` for every path that is still fought, its position within the ends.
    template <class Visit>
    void each(const Visit& visit) const {
        for (std::size_t p = 0; p < kPaths / 2; ++p) {
            for (std::size_t m = 0; m < 2; ++m) {
                const double weight = weight_[2 * p + m];
                if (weight > 0) visit(mean_ + (m == 0 ? off_[p] : -off_[p]), weight);
            }
        }
    }

private:
    void pass(const Step& step, double before, double after, double& weight, Met& met);
    void pass_pair(const Step& step, std::size_t p, double mean_before, Met& met);

    const WanderingFront& front_;
    double rate_;
    double mean_;  ///< of the positions
    double mean_drift_;
    std::vector<double> off_;     ///< of a path's position from the mean; its mirror image's is minus this
    std::vector<double> before_;  ///< the same a step earlier
    std::vector<double> turn_;    ///< of its drift from the mean
    std::vector<double> weight_;  ///< [2 path + mirrored]: the chance that it has met no end
    std::vector<std::size_t> touched_;  ///< pairs of which one has come near an end
    std::vector<unsigned char> is_touched_;
    double alive_ = kPaths;
};

}  // namespace entente::war
