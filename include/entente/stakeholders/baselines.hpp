// The forecasts that every model must be held against, and a forecast as a distribution.
#pragma once

#include <optional>
#include <vector>

#include "entente/stakeholders/actors.hpp"

namespace entente::stakeholders {

/// Weighted by capability times salience. None where nobody with weight holds a position.
struct Baselines {
    std::optional<double> mean;
    std::optional<double> median;        ///< least position with at least half of the weight at or below it
    std::optional<double> median_share;  ///< share of the weight at or below the median: its knife edge
    std::optional<double> median_high;   ///< the other end where exactly half of the weight lies below
    double weight = 0;                   ///< sum of capability times salience
};

template <class Visitor>
void describe(Visitor& visit, const Baselines& b) {
    visit("mean", b.mean, {"issue", "mean of the positions, weighted by capability times salience"});
    visit("median", b.median, {"issue", "least position with half of the weight at or below it"});
    visit("median_share", b.median_share,
          {"", "share of the weight at or below the median: its knife edge"});
    visit("median_high", b.median_high,
          {"issue", "the next position, where exactly half of the weight lies at or below the median"});
    visit("weight", b.weight, {"", "sum of capability times salience"});
}

/// Answers: where do weight and position alone put the outcome?
/// \param line n actors; those without weight are passed over \return none of them where no weight is left
/// \cost n log n \threads one
/// \source weighted mean and median as used on decisions of the European Union
///   (Thomson et al. 2006; Arregui and Perarnaud 2022)
/// \check tests/stakeholders/line_models_test.cpp
[[nodiscard]] Baselines baselines(const Line& line);

/// How a contest of two positions is decided by the weights nearer to each: the power that the shares are
/// raised to. 1: in proportion to them. `between`: the share of each position's chance that is spread
/// evenly over the gaps to its neighbours, since outcomes also lie between positions.
struct CondorcetOptions {
    double sharpness = 1;
    double between = 0;
};
/// Sharper contests and outcomes between positions: chosen dossier by dossier on the others (leave one out)
/// on decisions of the European Union; docs/methods/stakeholders.md.
inline constexpr CondorcetOptions kSharpCondorcet{.sharpness = 2, .between = 0.6};
/// The central share of that distribution chosen in the same way, for the cover nearest to 80%
/// (validation/sharp.py).
inline constexpr double kSharpCentral = 0.58;

/// The held positions, in order, with the probability of each; empty where nobody has weight.
struct Condorcet {
    std::vector<Mass> distribution;
    bool grouped = false;  ///< more than kMaxPositions distinct positions: they were grouped
};
inline constexpr std::size_t kMaxPositions = 4096;

/// Answers: which of the positions that somebody holds will it be, and with what probability?
/// A probabilistic Condorcet election over the held positions: a beats b with the share of the weight that
/// is nearer to a, ties half each; the distribution is the one that stays the same when positions pass
/// their chance on by these shares (the Perron vector of the matrix of shares, 1/2 on its diagonal).
/// \param line n actors, in the unit \return positions ascending, chances that sum to 1
/// \cost m^2 a step for m distinct positions, some dozens of steps \threads one
/// \source the probabilistic Condorcet election of KTAB (KAPSARC), read as a distribution; scored on
/// decisions of
///   the European Union in docs/methods/stakeholders.md
/// \check tests/stakeholders/line_models_test.cpp
[[nodiscard]] Condorcet condorcet(const Line& line, const CondorcetOptions& options = {});

/// Moments and quantiles of a distribution. \param masses positions ascending
[[nodiscard]] double mean_of(const std::vector<Mass>& masses);
/// The least position with at least `level` of the chance at or below it. \param level in (0, 1)
[[nodiscard]] double quantile_of(const std::vector<Mass>& masses, double level);
/// The continuous ranked probability score of a distribution against what came out: the mean distance to
/// it, less half the mean distance of two draws. Lower is better; of a point forecast it is the error.
/// \cost m for m positions in order
[[nodiscard]] double crps(const std::vector<Mass>& masses, double outcome);

}  // namespace entente::stakeholders
