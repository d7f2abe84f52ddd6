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
/// \cost a grid of 72 drifts: about a millisecond; then some microseconds for any start
class DriftSpectrum {
public:
    /// \param grid how many drifts \param widest the largest drift on it
    DriftSpectrum(const Medium& medium, std::size_t grid, double widest);
    /// \return false where the numbers are too extreme for doubles
    [[nodiscard]] bool good() const { return good_; }
    /// What a start at a position is worth with each drift of the grid.
    using Column = std::vector<double>;
    [[nodiscard]] Column at(double position) const;
    /// The same for a drift that is known up to a standard deviation. \cost some microseconds
    [[nodiscard]] Discounted of(const Column& column, double drift, double drift_error) const;

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

/// What follows from the discounted ends: chances that are some, flow and cost.
/// \return nothing where the ends are no chances by more than the grids' error
[[nodiscard]] std::optional<PassageValues> values_from(const WanderingFront& front, const Discounted& ends);

/// Solves fronts and remembers the last mediums: a start elsewhere on the same ground costs next to
/// nothing.
class PassageSolver {
public:
    /// \return nothing where the front is not one for this method: undiscounted, or too extreme
    [[nodiscard]] std::optional<PassageValues> values(const WanderingFront& front);
    /// As the grids give them: smooth in every number of the front, even where chances are so small that
    /// the grids' error takes them below 0. \pre the front's drift has noise, and it lies between its ends
    [[nodiscard]] std::optional<Discounted> discounted(const WanderingFront& front);

private:
    struct Known {
        Medium medium;
        double widest = 0;
        std::shared_ptr<const DriftSpectrum> coarse, fine;
        std::optional<double> position;  ///< of the columns
        DriftSpectrum::Column coarse_column, fine_column;

        void start_at(double from);
    };
    [[nodiscard]] Known& known(const Medium& medium, double widest);
    std::vector<Known> known_;
    double error_ = 0;  ///< of the last front
};

}  // namespace entente::war
