// The distribution of one uncertain number of an actor.
#pragma once

#include "entente/model/quantile.hpp"
#include "entente/model/quantity.hpp"

namespace entente::stakeholders {

/// A number with its range, or with a range that was assumed for it.
class Spread {
public:
    /// \param low,high its legal ends \param half of an assumed range, where the number has none of its own
    Spread(Quantity quantity, double low, double high, double level, double half) {
        if (!quantity.ranged() && half > 0) {
            const double best = quantity.value();
            quantity.low = Rational::nearest(best - half > low ? best - half : low);
            quantity.high = Rational::nearest(best + half < high ? best + half : high);
            if (*quantity.low > quantity.best) quantity.low = quantity.best;
            if (*quantity.high < quantity.best) quantity.high = quantity.best;
        }
        quantile_ = QuantileFunction(quantity, Domain{.low = low, .high = high}, level);
    }
    [[nodiscard]] bool certain() const { return quantile_.shape() == Shape::certain; }
    /// \param share in [0, 1)
    [[nodiscard]] double operator()(double share) const {
        constexpr double kEdge = 1e-12;
        return quantile_(share < kEdge ? kEdge : share);
    }

private:
    QuantileFunction quantile_;
};

}  // namespace entente::stakeholders
