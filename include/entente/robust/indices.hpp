// Which number matters most: sensitivity indices, swings, Shapley effects.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "entente/core/run.hpp"
#include "entente/robust/sobol.hpp"

namespace entente::robust {

/// An estimate with its 90% interval; never below 0 where the quantity cannot be.
struct Estimate {
    double value = 0;
    double low = 0;
    double high = 0;
};

/// The interval of a mean of independent replicates by Student's t. \param replicates two or more
[[nodiscard]] Estimate from_replicates(std::span<const double> replicates, double level = 0.9);
/// The quantile of Student's t at (1 + level) / 2.
[[nodiscard]] double student_quantile(double degrees, double level = 0.9);

/// What is needed of one bin of a sample: how many, their sum and their sum of squares.
struct BinSums {
    double count = 0;
    double sum = 0;
    double squares = 0;
};

/// First-order index from bins of one plain sample: the variance between the bins, less what the variance
/// within them puts there, over the whole; what the bins' width hides is judged by bins of twice the width.
/// Right for linked inputs too; not for points that are spread more evenly than independent ones. \param
/// bins of equal chance \return 0 where the output does not vary
/// \check tests/robust/indices_test.cpp
[[nodiscard]] double first_order(std::span<const BinSums> bins);

/// Bins of a sample of this size: its cube root.
[[nodiscard]] std::size_t bins_for(std::uint64_t draws);

/// First-order indices of given data, one input at a time, in bins of equal count with an interval from
/// replicates (every R-th row). \param input,output one number per row \return nothing for fewer than 64
/// rows
[[nodiscard]] std::optional<Estimate> first_order_of(std::span<const double> input,
                                                     std::span<const double> output);

/// A model on the unit cube: `output(point, values)`. Called from several threads.
using UnitModel = std::function<void(std::span<const double> point, std::span<double> values)>;

struct TotalOrder {
    std::vector<std::vector<Estimate>> indices;  ///< [output][input]
    std::uint64_t runs = 0;                      ///< of the model
    unsigned replicates = 0;
    std::uint64_t points = 0;  ///< per replicate
};

/// How a budget of runs is spent: 8 scrambles (4 below 2^15 runs) of a net of a power of two points.
struct TotalPlan {
    unsigned replicates = 8;
    unsigned log2_points = 0;
};
[[nodiscard]] TotalPlan plan_total_order(std::size_t inputs, std::uint64_t runs);

/// One replicate's total-order indices: T[i] = 1 - corr(f(A), f(A with column i of B)), centred.
/// \return [output * inputs + input]; NaN where the output does not vary; empty where it was stopped
[[nodiscard]] std::vector<double> total_order_replicate(std::size_t inputs, std::size_t outputs,
                                                        const UnitModel& model, const TotalPlan& plan,
                                                        unsigned replicate, const RunOptions& run);
/// The replicates' mean with its interval. \param replicates as total_order_replicate() gives them
[[nodiscard]] std::vector<std::vector<Estimate>> total_order_of(
    const std::vector<std::vector<double>>& replicates, std::size_t inputs, std::size_t outputs);

/// Total-order indices of independent inputs from A and AB alone, runs = points * (inputs + 1), over
/// scrambled Sobol points; intervals from the scrambles by Student's t, never from a bootstrap.
/// \param runs the budget \threads the same result for any number \check tests/robust/indices_test.cpp
[[nodiscard]] TotalOrder total_order(std::size_t inputs, std::size_t outputs, const UnitModel& model,
                                     std::uint64_t runs, const RunOptions& run = {});

/// Shapley effects of inputs that a normal copula links: shares of the output's variance that sum to 1,
/// never negative in truth, where Sobol indices would mislead. Random orders of the inputs; after each step
/// of an order the inputs not yet in it are drawn again given the others.
/// \param factor Cholesky factor of the normal scores' correlations for the first inputs (row i: 0..i);
/// inputs past it are independent \return one estimate per input, shares of the variance
/// \source Song, Nelson and Staum, SIAM/ASA J. Uncertainty Quantification 4 (2016) for the effects
/// \cost samples * (inputs + 1) runs \check tests/robust/indices_test.cpp
[[nodiscard]] std::vector<Estimate> shapley_effects(std::size_t inputs,
                                                    const std::vector<std::vector<double>>& factor,
                                                    const UnitModel& model, std::uint64_t samples,
                                                    const RunOptions& run = {});

}  // namespace entente::robust
