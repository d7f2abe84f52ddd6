// A front whose drift wanders: a local linear trend, filtered, estimated and scored on its own past.
//
// Step t: move_t = v_t + e_t, v_(t+1) = mean + persistence (v_t - mean) + u_t, with e and u normal and
// independent. With persistence 1 the drift is a random walk and `mean` drops out; without drift noise the
// drift is constant, which is Brownian motion with drift observed once a step.
// References: Harvey, Forecasting, Structural Time Series Models and the Kalman Filter (1989), ch. 3 and 4;
// Durbin and Koopman, Time Series Analysis by State Space Methods (2012), ch. 5 for the diffuse start;
// Gneiting and Raftery, Journal of the American Statistical Association 102 (2007) 359-378 for the score.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "entente/core/describe.hpp"

namespace entente::war {

/// How far a front moved over so many steps of its usual spacing: a gap is one longer move.
struct Move {
    double sum = 0;
    std::int64_t steps = 1;
    bool jump = false;  ///< out of line with its neighbours: time passes, nothing is learnt from it
};

struct DriftModel {
    double drift_noise = 0;  ///< deviation of the drift's change per step
    double level_noise = 0;  ///< deviation of a move around the drift
    double persistence = 1;  ///< in (0,1]; 1: the drift wanders without a home
    double mean = 0;         ///< that it returns to, where persistence is below 1
};

/// What is known of the drift of the next step.
struct DriftState {
    double drift = 0;
    double variance = 0;
};

/// The distribution of the sum of the next moves: normal.
struct Sum {
    double mean = 0;
    double sd = 0;
};

/// \param steps at least 1 \cost constant
/// \check Wandering.SumsAreThoseOfSimulatedMoves
[[nodiscard]] Sum sum_ahead(const DriftModel& model, const DriftState& state, std::int64_t steps);

/// The Kalman filter over all moves, from a diffuse start (persistence 1) or the stationary law (below 1).
/// \param log_likelihood exact, of all moves but those that the diffuse start and jumps take; may be null
/// \cost linear \check Wandering.FilterIsTheOneOfTheTextbook
[[nodiscard]] DriftState filter_drift(const DriftModel& model, std::span<const Move> moves,
                                      double* log_likelihood = nullptr);

struct DriftFit {
    DriftModel model;
    std::optional<double> drift_noise_error;  ///< standard errors; none at the edge of what is possible
    std::optional<double> level_noise_error;
    DriftState filtered;
    double log_likelihood = 0;
    std::size_t used = 0;  ///< moves that the likelihood counts
};

/// Estimates both noises by exact maximum likelihood, the scale concentrated out: one search over the share
/// of the drift's noise, on a grid first, so that no local peak is taken for the highest.
/// \param moves at least 3 that are no jumps; fewer: a constant drift
/// \param persistence in (0,1] \cost some 80 passes \check Wandering.FindsTheNoisesThatMadeASeries
[[nodiscard]] DriftFit fit_drift(std::span<const Move> moves, double persistence = 1);

/// Marks moves that lie more than `threshold` robust deviations from the median of the six on either side.
/// \return how many \cost linear \check Wandering.SetsJumpsAside
std::size_t mark_jumps(std::span<Move> moves, double threshold = 20);

/// How well forecasts of a kind did: the mean continuous ranked probability score in the series' unit
/// (lower is better, an absolute error for a forecast without spread), and how often the 80% interval held.
struct Score {
    double crps = 0;
    double cover80 = 0;
};
template <class Visitor>
void describe(Visitor& visit, const Score& score) {
    visit("crps", score.crps,
          {"the series' unit", "mean continuous ranked probability score; lower is better"});
    visit("cover80", score.cover80, {"share", "how often the 80% interval held what came"});
}

/// Forecasts made at rolling origins from the past alone, against what came.
struct Hindcast {
    std::int64_t ahead = 0;
    std::size_t origins = 0;
    Score score;
    Score constant_drift;  ///< the mean move of all the past, independent moves
    Score last_moves;      ///< the mean of the last 13 moves, likewise
};
template <class Visitor>
void describe(Visitor& visit, const Hindcast& one) {
    visit("ahead", one.ahead, {"steps", "how many steps ahead"});
    visit("origins", one.origins, {"", "forecasts that could be compared with what came"});
    describe(visit, one.score);
    visit("constant_drift", one.constant_drift, {"", "the same scores with a constant drift"});
    visit("last_13", one.last_moves, {"", "the same scores with the drift of the last 13 steps"});
}

/// Refits at every origin and scores the forecasts. \param ahead steps, each at least 1
/// \param spread how many origins are tried at most, evenly spaced \cost `spread` fits
/// \return one entry per horizon that at least one origin reaches
/// \check Wandering.HindcastUsesThePastAlone
[[nodiscard]] std::vector<Hindcast> hindcast(std::span<const Move> moves,
                                             std::span<const std::int64_t> ahead, double persistence = 1,
                                             bool keep_jumps = false, std::size_t spread = 400);

/// CRPS of a normal forecast; the absolute error where it has no spread.
[[nodiscard]] double normal_crps(double mean, double sd, double outcome);

}  // namespace entente::war
