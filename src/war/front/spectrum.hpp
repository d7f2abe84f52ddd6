// What a front whose drift wanders is worth now, without drawing a path: the killed diffusion of position
// and drift, separated in the position.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "entente/war/passage.hpp"

namespace entente::war {

/// The ground that a front moves on and how its drift changes: all but where it starts.
struct Medium {
    double volatility = 0;
    double drift_noise = 0;
    double persistence = 1;
    double home = 0;
    double discount = 1;
    double low = 0;
    double high = 1;
    bool operator==(const Medium&) const = default;
};
[[nodiscard]] Medium medium_of(const WanderingFront& front);

/// E[discount^T; an end is met] and E[discount^T drift; an end is met], of the low end and of the high one.
using Discounted = std::array<double, 4>;

/// For a function u of position x and drift v that a path discounts and both ends fix,
///     volatility^2/2 u_xx + v u_x + drive/2 u_vv - k (v - home) u_v - rate u = 0.
/// With the drift on a grid this is a system of ordinary equations in x, and its solutions exp(lambda x)
/// are the eigenvectors of a symmetric tridiagonal matrix: no grid in x, no step in time, nothing drawn.
/// Half of them fade from the low end, half from the high one; together they meet both ends' values.
/// \cost a grid of 48 drifts: about a millisecond; then some microseconds for any start
class DriftSpectrum {
public:
    /// \param grid how many drifts \param widest the largest drift on it
    DriftSpectrum(const Medium& medium, std::size_t grid, double widest);
    /// \return false where the numbers are too extreme for doubles
    [[nodiscard]] bool good() const { return good_; }
    /// For a start at a position with a drift that is known up to a standard deviation.
    [[nodiscard]] Discounted of(double position, double drift, double drift_error) const;

private:
    void separate(const Medium& medium);
    void meet_ends();
    [[nodiscard]] double drift_at(double cell) const;
    [[nodiscard]] double width_at(double cell) const;

    std::size_t grid_;
    double low_, high_;
    double scale_;  ///< the grid is even near 0 and ever wider beyond this drift
    double stretch_;
    std::vector<double> drift_;
    std::vector<double> size_;    ///< what turns the symmetric system's numbers back into u
    std::vector<double> lambda_;  ///< per eigenvector
    std::vector<double> shape_;   ///< [eigenvector][drift]
    std::vector<double> share_;   ///< [eigenvector][value at the ends]
    bool good_ = true;
};

/// Solves fronts and remembers the last mediums: a start elsewhere on the same ground costs next to
/// nothing.
class PassageSolver {
public:
    /// \return nothing where the front is not one for this method: undiscounted, or too extreme
    [[nodiscard]] std::optional<PassageValues> values(const WanderingFront& front);

private:
    struct Known {
        Medium medium;
        double widest = 0;
        std::shared_ptr<const DriftSpectrum> coarse, fine;
    };
    [[nodiscard]] const Known& known(const Medium& medium, double widest);
    std::vector<Known> known_;
};

}  // namespace entente::war
