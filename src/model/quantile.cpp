#include "entente/model/quantile.hpp"

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <numbers>

#include "entente/core/expects.hpp"

namespace entente {
namespace {

double logit(double y) { return std::log(y / (1 - y)); }

/// Where the metalog through a triplet is a distribution: r = (best - low) / (high - low) within [k, 1 -
/// k].
/// \source Keelin 2016, proposition on symmetric percentile triplets
double least_ratio(double tail) { return 0.5 * (1 - 1.66711 * (0.5 - tail)); }

}  // namespace

double normal_quantile(double y) { return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * y); }
double normal_chance(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

double QuantileFunction::forward(double x) const {
    switch (scale_) {
        case Scale::plain:
            return x;
        case Scale::log:
            return std::log(x - bound_low_);
        case Scale::mirrored_log:
            return -std::log(bound_high_ - x);
        case Scale::logit:
            return std::log((x - bound_low_) / (bound_high_ - x));
    }
    return x;
}

double QuantileFunction::back(double g) const {
    switch (scale_) {
        case Scale::plain:
            return g;
        case Scale::log:
            return bound_low_ + std::exp(g);
        case Scale::mirrored_log:
            return bound_high_ - std::exp(-g);
        case Scale::logit:
            return bound_low_ + (bound_high_ - bound_low_) / (1 + std::exp(-g));
    }
    return g;
}

void QuantileFunction::fit_metalog(double low, double best, double high, double tail) {
    const double ratio = (best - low) / (high - low);
    const double least = least_ratio(tail);
    // The comparison allows for rounding: a triplet on the edge of the region is still a distribution.
    if (!(ratio >= least - 1e-12 && ratio <= 1 - least + 1e-12)) {
        const double z = normal_quantile(1 - tail);
        shape_ = Shape::two_half_normals;
        a_ = best;
        b_ = (best - low) / z;
        c_ = (high - best) / z;
        return;
    }
    const double end = logit(1 - tail);
    shape_ = Shape::metalog;
    a_ = best;
    b_ = (high - low) / (2 * end);
    c_ = (high - low) * (1 - 2 * ratio) / ((1 - 2 * tail) * end);
}

QuantileFunction::QuantileFunction(const Quantity& quantity, const Domain& domain, double level)
    : integer_(domain.integer),
      floor_(domain.low),
      ceiling_(domain.high),
      bound_low_(domain.low),
      bound_high_(domain.high) {
    ENTENTE_EXPECTS(level > 0 && level < 1);
    const double best = quantity.value();
    a_ = best;
    if (!quantity.ranged()) return;
    const double low = quantity.low->value();
    const double high = quantity.high->value();
    if (!(high > low)) return;
    // An open bound is no value: draws that are cut stop a billionth of the range before it.
    if (domain.low_open) floor_ += 1e-9 * (high - low);
    if (domain.high_open) ceiling_ -= 1e-9 * (high - low);
    if (quantity.dist == Distribution::uniform || quantity.dist == Distribution::triangular) {
        shape_ = quantity.dist == Distribution::uniform ? Shape::uniform : Shape::triangular;
        b_ = low;
        c_ = high;
        return;
    }
    const double tail = (1 - level) / 2;
    const bool above = std::isfinite(domain.low);
    const bool below = std::isfinite(domain.high);
    const bool touches = (above && low <= domain.low) || (below && high >= domain.high);
    if (!touches && above && below) {
        scale_ = Scale::logit;
    } else if (!touches && above) {
        scale_ = Scale::log;
    } else if (!touches && below) {
        scale_ = Scale::mirrored_log;
    }
    if (touches || quantity.dist == Distribution::two_piece_normal) {
        const double z = normal_quantile(1 - tail);
        shape_ = Shape::two_half_normals;
        a_ = forward(best);
        b_ = (a_ - forward(low)) / z;
        c_ = (forward(high) - a_) / z;
    } else {
        fit_metalog(forward(low), forward(best), forward(high), tail);
    }
    if (shape_ == Shape::two_half_normals && scale_ == Scale::plain) {
        if (above && b_ > 0) cut_ += normal_chance((domain.low - a_) / b_);
        if (below && c_ > 0) cut_ += normal_chance((a_ - domain.high) / c_);
    }
}

double QuantileFunction::operator()(double y) const {
    double x = a_;
    switch (shape_) {
        case Shape::certain:
            return a_;
        case Shape::metalog: {
            const double l = logit(y);
            x = back(a_ + (b_ + c_ * (y - 0.5)) * l);
            break;
        }
        case Shape::two_half_normals: {
            const double z = normal_quantile(y);
            x = back(a_ + (z < 0 ? b_ : c_) * z);
            break;
        }
        case Shape::uniform:
            x = b_ + (c_ - b_) * y;
            break;
        case Shape::triangular: {
            const double share = (a_ - b_) / (c_ - b_);
            x = y < share ? b_ + std::sqrt(y * (c_ - b_) * (a_ - b_))
                          : c_ - std::sqrt((1 - y) * (c_ - b_) * (c_ - a_));
            break;
        }
    }
    if (integer_) x = std::round(x);
    return std::min(std::max(x, floor_), ceiling_);
}

}  // namespace entente
