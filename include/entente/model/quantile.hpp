// What a range means: the distribution behind "55 (45..65)".
#pragma once

#include <cstdint>
#include <string_view>

#include "entente/model/quantity.hpp"

namespace entente {

/// How the quantiles between and beyond low, best and high run.
enum class Shape : std::uint8_t {
    certain,           ///< no range, or one of width 0
    metalog,           ///< symmetric-percentile-triplet metalog
    two_half_normals,  ///< about the median, each side with its own width
    uniform,           ///< low and high are the ends
    triangular         ///< low and high are the ends, best the mode
};

/// The scale on which the shape holds, so that no draw passes a legal bound.
enum class Scale : std::uint8_t { plain, log, mirrored_log, logit };

/// Quantile function of an uncertain number: best is the median and low and high are the quantiles at
/// (1 -+ level) / 2, exactly (uniform and triangular: low and high are the ends). A number with a legal
/// bound has its shape on the logarithm of the distance to it, or on the logit between two; where low or
/// high stands on the bound itself, two half-normals about the median are cut there.
/// \source Keelin, "The Metalog Distributions", Decision Analysis 13 (2016)
/// \check tests/robust/quantile_test.cpp
class QuantileFunction {
public:
    QuantileFunction() = default;
    /// \param level the chance between low and high, in (0, 1)
    QuantileFunction(const Quantity& quantity, const Domain& domain, double level);

    /// The value that lies above a share y of the distribution. \param y in (0, 1)
    [[nodiscard]] double operator()(double y) const;

    [[nodiscard]] Shape shape() const { return shape_; }
    [[nodiscard]] Scale scale() const { return scale_; }
    /// The share of the distribution that a legal bound cuts: so often a draw is the bound.
    [[nodiscard]] double cut() const { return cut_; }

private:
    [[nodiscard]] double forward(double x) const;
    [[nodiscard]] double back(double g) const;
    void fit_metalog(double low, double best, double high, double tail);

    Shape shape_ = Shape::certain;
    Scale scale_ = Scale::plain;
    bool integer_ = false;
    double a_ = 0;  ///< metalog: a1, a2, a3; half-normals: median, deviation below, deviation above;
    double b_ = 0;  ///< uniform and triangular: best, low, high
    double c_ = 0;
    double floor_ = 0;  ///< least and largest legal value
    double ceiling_ = 0;
    double bound_low_ = 0;  ///< of the log and logit scales
    double bound_high_ = 0;
    double cut_ = 0;
};

/// The standard normal quantile and distribution.
[[nodiscard]] double normal_quantile(double y);
[[nodiscard]] double normal_chance(double z);

}  // namespace entente
