// Models held against what was decided.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/core/run.hpp"
#include "entente/stakeholders/baselines.hpp"

namespace entente::stakeholders {

/// A decision with its outcome. Decisions of one cluster (a dossier, a war) are not independent.
struct Decision {
    std::string name;
    std::string cluster;
    Line line;  ///< actors with a position
    double low = 0;
    double high = 100;
    double outcome = 0;
};

struct Interval95 {
    double low = 0;
    double high = 0;
};
template <class Visitor>
void describe(Visitor& visit, const Interval95& x) {
    visit("low", x.low, {"", "lower end of the 95% interval, clusters drawn with replacement"});
    visit("high", x.high, {"", "upper end"});
}

/// One predictor's scores.
struct ModelScore {
    std::string model;
    std::string meaning;
    std::uint64_t decisions = 0;
    double mae = 0, rmse = 0, median_error = 0;
    double within5 = 0, within10 = 0;
    double crps = 0;
    std::optional<double> cover80, width80;
    Interval95 mae_interval, crps_interval;
    Interval95 mae_less_mean;  ///< its absolute error less that of the weighted mean
    Interval95 crps_less_positions;
};
template <class Visitor>
void describe(Visitor& visit, const ModelScore& x) {
    visit("model", x.model, {"", "the predictor"});
    visit("meaning", x.meaning, {"", "what it is"});
    visit("decisions", x.decisions, {"count", "decisions scored"});
    visit("mae", x.mae, {"outcome's unit", "mean absolute error of the point forecast"});
    visit("rmse", x.rmse, {"outcome's unit", "root of the mean squared error"});
    visit("median_error", x.median_error, {"outcome's unit", "median absolute error"});
    visit("within5", x.within5, {"share", "outcomes within 5 of the point forecast"});
    visit("within10", x.within10, {"share", "outcomes within 10 of the point forecast"});
    visit("crps", x.crps, {"outcome's unit", "continuous ranked probability score; of a point its error"});
    visit("cover80", x.cover80, {"share", "outcomes inside its 80% interval; null for points"});
    visit("width80", x.width80, {"outcome's unit", "mean width of that interval"});
    visit("mae_interval", x.mae_interval, {"", "of mae"});
    visit("crps_interval", x.crps_interval, {"", "of crps"});
    visit("mae_less_mean", x.mae_less_mean,
          {"", "of its error less the weighted mean's: below 0 beats it"});
    visit("crps_less_positions", x.crps_less_positions,
          {"", "of its crps less that of the weighted positions: below 0 beats them"});
}

struct ScoreResult {
    std::uint64_t decisions = 0, clusters = 0, left_out = 0;
    std::vector<ModelScore> scores;
    std::vector<std::string> notes;
    Stopped stopped = Stopped::complete;
};
template <class Visitor>
void describe(Visitor& visit, const ScoreResult& x) {
    visit("decisions", x.decisions, {"count", "decisions scored"});
    visit("clusters", x.clusters, {"count", "clusters of decisions"});
    visit("left_out", x.left_out,
          {"count", "decisions with fewer than three actors, or without an outcome"});
    visit("scores", x.scores, {"", "every predictor, baselines first"});
}

/// Answers: how far were the models off, and did they beat the mean?
/// \param decisions with at least three actors each \cost models times decisions, 2,000 resamplings
/// \threads decisions; the same bytes for any number \check tests/stakeholders/analyse_test.cpp
[[nodiscard]] ScoreResult score(const std::vector<Decision>& decisions, const RunOptions& run = {});

}  // namespace entente::stakeholders
