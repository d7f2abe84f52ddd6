// The distribution of a drifting front at one time, ends absorbing: exact, by images or by its spectrum.
#pragma once

#include "entente/war/front.hpp"

namespace entente::war {

/// Where a front stands after some time, and what has been fought by then.
///
/// Up to volatility^2 t = 1 the free Gaussian and its mirror images in both ends are summed (each term in
/// logarithms, so that no drift overflows), later the spectrum of the killed diffusion, whose first few
/// terms are all that is left. \source Feller II (1971) X.5; Darling and Siegert, Annals of Mathematical
/// Statistics 24 (1953) 624-639 \check tests/war/course_test.cpp, against a walk over many forts
class DriftingFront {
public:
    /// \param time at least 0
    DriftingFront(const Front& front, double time);

    [[nodiscard]] const Pair& won() const { return won_; }       ///< chance that each side has won by then
    [[nodiscard]] double fighting() const { return fighting_; }  ///< chance that it is still fought
    [[nodiscard]] double fought() const { return fought_; }      ///< expected periods of fighting so far
    [[nodiscard]] double below(double share) const;      ///< chance of at most so much, ends counted
    [[nodiscard]] double quantile(double chance) const;  ///< of the first side's share

private:
    template <class Term>
    [[nodiscard]] double sum_of_images(const Term& term) const;
    [[nodiscard]] double images_between(double low, double high) const;
    [[nodiscard]] double image_moment(int order) const;
    [[nodiscard]] double reached(std::size_t side) const;
    [[nodiscard]] double spectrum_below(double share) const;
    void by_images(const Front& front, double time);
    void by_spectrum(const Front& front);

    double start_;
    double lean_;    ///< drift / volatility^2
    double spread_;  ///< volatility^2 time
    double travel_;  ///< drift time
    double sd_;
    Pair won_{0, 0};
    double fighting_ = 1;
    double fought_ = 0;
};

}  // namespace entente::war
