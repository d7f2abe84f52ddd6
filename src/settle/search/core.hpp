// The engine under search and cover: a Lagrangian bound and a depth-first search that closes it.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "entente/core/run.hpp"
#include "settle/problem/separable.hpp"

namespace entente::settle {

/// A separable space in doubles, for bounds only: each party's gain divided by a number
/// of its own so that gains are of size 1; options dominated within their group are left out
/// (no solution that grows with every gain needs them).
struct Reduced {
    std::size_t parties = 0;
    std::vector<std::vector<std::uint32_t>> options;  ///< [group][k]: option of the separable space
    std::vector<std::vector<double>> values;          ///< [group][k * parties + j], at least 0
    /// The same in gain units; empty where a sum might pass 62 bits.
    std::vector<std::vector<std::int64_t>> whole;
    std::vector<double> offset;   ///< gain of the sum of the groups' minima
    std::vector<double> divisor;  ///< units of one normalised gain
    std::vector<double> reach;    ///< largest sum of values plus |offset|: rounding scale

    [[nodiscard]] std::size_t groups() const { return options.size(); }
    /// max over all outcomes of lambda . gain. \cost the number of options times parties
    [[nodiscard]] double support(const double* lambda) const;
};

/// \pre !space.impossible()
[[nodiscard]] Reduced reduce(const Separable& space);

/// minimise S(fixed + x) - linear.x - sum_j barrier_j log x_j over x > 0 (and equality.x = 1 where it
/// is given). S is the support function; barrier 0 stands for a vanishing one, which keeps x positive.
struct DualSpec {
    std::vector<double> fixed;
    std::vector<double> linear;
    std::vector<double> barrier;
    std::vector<double> equality;  ///< empty: none
    std::vector<double> ceiling;   ///< x < ceiling; empty: none
    std::vector<double> start;     ///< x > 0, meeting the equality and the ceiling
};

/// The x whose `bound(lambda, S(lambda))` was least on the way, by smoothing and damped Newton steps.
/// Every lambda gives a valid bound, so no convergence is assumed.
/// \cost about 30 passes of options * parties^2
[[nodiscard]] std::vector<double> minimise_dual(
    const Reduced& space, const DualSpec& spec,
    const std::function<double(const std::vector<double>& lambda, double support)>& bound);

/// Linear functionals of the gains, all of which a wanted outcome must reach.
struct Lanes {
    std::size_t parties = 0;
    std::vector<double> lambda;  ///< [lane * parties + j]

    [[nodiscard]] std::size_t count() const { return parties == 0 ? 0 : lambda.size() / parties; }
    void add(std::span<const double> row) { lambda.insert(lambda.end(), row.begin(), row.end()); }
};

enum class CoreEnd { exhausted, budget, cancelled };

/// Depth-first search over one option per group for outcomes with lambda_l . gain >= need_l on every
/// lane l. Rounding is on the safe side: an outcome that meets every need exactly is always visited.
/// \pre the space outlives the search
class CoreSearch {
public:
    CoreSearch(const Reduced& space, const Lanes& lanes);

    /// Called at each outcome found, with the options of the separable space; returns the new needs
    /// (one per lane, none smaller than before) or nullptr where they stay.
    using Visit = std::function<const double*(std::span<const std::uint32_t> choice)>;

    /// \param need one per lane \param nodes counts down; the search ends at 0
    [[nodiscard]] CoreEnd run(const double* need, const Visit& visit, std::uint64_t& nodes,
                              const std::stop_token& stop);

    [[nodiscard]] double support(std::size_t lane) const { return support_[lane]; }

private:
    void list_options(const double* allowed);
    void set_needs(const double* need);

    const Reduced& space_;
    Lanes given_;
    std::size_t parties_ = 0;
    std::size_t lanes_ = 0;    ///< as given
    std::size_t stride_ = 0;   ///< rounded up to whole vectors
    bool long_lists_ = false;  ///< too many options to hold the losses of all
    std::vector<double> support_;
    std::vector<std::vector<double>> most_;  ///< [group][lane]
    std::vector<double> slack_;
    std::vector<double> allowed_;                     ///< loss that each lane can bear
    std::vector<std::uint32_t> group_at_;             ///< depth -> group
    std::vector<std::vector<double>> loss_;           ///< [depth][k * stride + lane]
    std::vector<std::vector<std::int64_t>> whole_;    ///< [depth][k * parties + j], or empty
    std::vector<std::vector<std::uint32_t>> option_;  ///< [depth][k]
};

}  // namespace entente::settle
