// Numbers of a war from data: the drift of a front, and how long wars last.
//
// References: Bennett and Stam, "The Duration of Interstate Wars, 1816-1985", American Political Science
// Review 90 (1996) 239-257, and the log of its published replication (1 March 2009) for the coefficients
// below; Sarkees and Wayman, Resort to War (2010), for the Correlates of War data.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/core/describe.hpp"
#include "entente/war/durations.hpp"
#include "entente/war/wandering.hpp"

namespace entente::war {

/// One observation of a front: days since 1970-01-01 (or any count of periods) and the share held.
struct Observation {
    double time = 0;
    double share = 0;
};

/// Drift and volatility of a front, by maximum likelihood of Brownian motion with drift: the drift is the
/// net move over the whole span, the volatility the root of the mean squared surprise per unit of time.
struct FrontFit {
    std::size_t observations = 0;
    double span = 0;   ///< time between the first and the last
    double first = 0;  ///< shares
    double last = 0;
    double drift = 0;        ///< per unit of time
    double volatility = 0;   ///< per root unit of time
    double drift_error = 0;  ///< standard error: volatility / root(span)
};

/// \param series at least three observations, times rising. \check tests/war/calibrate_test.cpp
[[nodiscard]] FrontFit fit_front(std::span<const Observation> series);

/// A series as moves of its usual spacing: readings a little early or late are interpolated, a gap is one
/// longer move, a reading that jumps away and straight back is left out as a slip of the pen.
struct RegularSeries {
    double spacing = 0;            ///< the median distance of two readings
    std::vector<Move> moves;       ///< jumps marked
    std::vector<double> ends;      ///< the time at which each move ends
    std::vector<double> left_out;  ///< times of readings taken for slips
    std::size_t jumps = 0;
};

/// \param series at least three observations, times rising \param keep_jumps take every reading as it is
/// \cost n log n \check Calibrate.GapsAndSlipsOfThePen
[[nodiscard]] RegularSeries regular_series(std::span<const Observation> series, bool keep_jumps = false);

/// Where the series is expected to stand, with the interval that holds it four times in five.
struct Forecast {
    std::int64_t ahead = 0;  ///< steps
    double mean = 0;
    double sd = 0;
    double low80 = 0;
    double high80 = 0;
    std::string date;  ///< empty where times are plain numbers
};
template <class Visitor>
void describe(Visitor& visit, const Forecast& one) {
    visit("ahead", one.ahead, {"steps", "how many steps after the last reading"});
    visit("mean", one.mean, {"the series' unit", "where it is expected to stand then"});
    visit("sd", one.sd,
          {"the series' unit",
           "standard deviation: noise, the drift's wandering and what is not known of it"});
    visit("low80", one.low80, {"the series' unit", "one time in ten it stands lower"});
    visit("high80", one.high80, {"the series' unit", "one time in ten it stands higher"});
    visit("date", one.date, {"", "the day, where the series has dates"});
}

/// The numbers that a case's [war] with model "front" takes, by its period.
struct FrontNumbers {
    std::string per;
    double position = 0;
    double drift = 0;
    double drift_error = 0;
    double volatility = 0;
    double drift_noise = 0;
};
template <class Visitor>
void describe(Visitor& visit, const FrontNumbers& one) {
    visit("per", one.per, {"", "the period that the numbers count by"});
    visit("position", one.position, {"share", "the last reading"});
    visit("drift", one.drift, {"share per period", "of the next step, filtered"});
    visit("drift_error", one.drift_error, {"share per period", "its standard deviation"});
    visit("volatility", one.volatility, {"share per root period", "noise of a move around the drift"});
    visit("drift_noise", one.drift_noise, {"share per period and root period", "how the drift wanders"});
}

/// What `entente war --fit` found in a file.
struct SeriesFit {
    std::string file;
    std::string date_column;
    std::string share_column;
    std::string first_date;
    std::string last_date;
    bool dated = true;        ///< times are calendar days, else plain numbers
    std::size_t skipped = 0;  ///< rows without both values
    FrontFit fit;             ///< a constant drift
    double whole = 0;         ///< what the readings are divided by for the case's numbers; 0: unknown
    RegularSeries series;
    DriftFit wandering;  ///< per step
    std::vector<Forecast> forecast;
    std::vector<Hindcast> hindcast;
    std::optional<FrontNumbers> numbers;  ///< where the readings are shares, or the whole is known
    std::vector<std::string> notes;

    [[nodiscard]] std::string unit() const { return dated ? "day" : "period"; }
};

/// The drift of the next step.
struct FilteredDrift {
    double drift = 0;
    double sd = 0;
};
template <class Visitor>
void describe(Visitor& visit, const FilteredDrift& one) {
    visit("drift", one.drift,
          {"the series' unit per step", "the drift of the next step, as the filter has it"});
    visit("sd", one.sd, {"the series' unit per step", "its standard deviation"});
}

template <class Visitor>
void describe(Visitor& visit, const SeriesFit& one) {
    visit("file", one.file, {"", "what was read"});
    visit("date", one.date_column, {"", "column of the dates"});
    visit("share", one.share_column, {"", "column of the readings"});
    visit("first", one.first_date, {"", "date of the first reading"});
    visit("last", one.last_date, {"", "date of the last one"});
    visit("observations", one.fit.observations, {"", "readings used"});
    visit("skipped", one.skipped, {"", "rows without a date or a reading"});
    visit("unit", one.unit(), {"", "unit of time of drift, volatility, span and step"});
    visit("span", one.fit.span, {"unit", "time between the first reading and the last"});
    visit("first_share", one.fit.first, {"the series' unit", "the first reading"});
    visit("last_share", one.fit.last, {"the series' unit", "the last reading"});
    visit("drift", one.fit.drift, {"the series' unit per unit of time", "net move over the whole span"});
    visit("drift_error", one.fit.drift_error, {"the same", "its standard error, were the drift constant"});
    visit("volatility", one.fit.volatility,
          {"the series' unit per root unit of time", "deviation of moves around a constant drift"});
    visit("model", std::string("wandering drift"), {"", "the model of what follows"});
    visit("step", one.series.spacing, {"unit", "the series' usual spacing; steps count by it"});
    visit("moves", one.series.moves.size(), {"", "moves between readings; a gap is one move"});
    visit("jumps", one.series.jumps,
          {"", "moves out of line with their neighbours, from which nothing is learnt"});
    visit("persistence", one.wandering.model.persistence,
          {"", "share of the drift's distance from its mean that a step leaves; 1: it has none"});
    visit("drift_noise", one.wandering.model.drift_noise,
          {"the series' unit per step", "deviation of the drift's change from step to step"});
    visit("drift_noise_error", one.wandering.drift_noise_error,
          {"the same", "standard error; null at the edge of the possible"});
    visit("level_noise", one.wandering.model.level_noise,
          {"the series' unit", "deviation of a move around its drift"});
    visit("level_noise_error", one.wandering.level_noise_error, {"the same", "standard error, likewise"});
    visit("log_likelihood", one.wandering.log_likelihood,
          {"", "exact, of the moves after the diffuse start"});
    visit("filtered",
          FilteredDrift{one.wandering.filtered.drift, std::sqrt(one.wandering.filtered.variance)},
          {"", "what is known of the drift of the next step"});
    visit("forecast", one.forecast, {"", "where the series is expected to stand"});
    visit("hindcast", one.hindcast, {"", "how such forecasts did on the series' own past"});
    visit(
        "case", one.numbers,
        {"",
         "the numbers for a case's [war]; null where the readings are no shares and --whole is not given"});
}

/// A Weibull model of durations in accelerated-failure-time form: ln t = x'b + error / p.
struct WeibullFit {
    std::vector<double> coefficients;  ///< of the covariates, then the constant
    std::vector<double> errors;        ///< standard errors, likewise
    double shape = 1;                  ///< p: below 1 the hazard falls, above 1 it rises
    double log_shape_error = 0;
    double log_likelihood = 0;       ///< of ln t (as Stata's streg reports it)
    double log_likelihood_time = 0;  ///< of t
    bool converged = false;
    int iterations = 0;
};

/// What `entente war --fit --durations` found in a file.
struct DurationFit {
    std::string file;
    std::string column;
    std::vector<std::string> covariates;
    std::size_t observations = 0;
    std::size_t skipped = 0;  ///< rows without a duration or a covariate
    double mean = 0;          ///< of the durations themselves
    double median = 0;
    std::size_t open = 0;  ///< of the observations: wars that go on
    WeibullFit fit;
    std::vector<DurationLaw> laws;  ///< without covariates: best first; empty where there are too few
    std::vector<std::string> notes;
};

/// Maximum likelihood by Newton's method on standardised covariates.
/// \param durations positive \param covariates row by row, durations.size() x columns
/// \param open 1 for a war that goes on: it has lasted longer than its duration; empty: none does
[[nodiscard]] WeibullFit fit_weibull(std::span<const double> durations,
                                     std::span<const double> covariates = {}, std::size_t columns = 0,
                                     std::span<const std::uint8_t> open = {});

/// Median duration at covariates x: exp(x'b) (ln 2)^(1/p).
[[nodiscard]] double weibull_median(std::span<const double> coefficients, double shape,
                                    std::span<const double> covariates);
[[nodiscard]] double weibull_mean(std::span<const double> coefficients, double shape,
                                  std::span<const double> covariates);

/// The published duration model of interstate wars (months): a coefficient per covariate, the constant
/// last. Names, numbers and rescalings are those of the replication log.
struct PublishedCovariate {
    std::string_view name;
    double coefficient;
    std::string_view
        meaning;  ///< recalled, not verified: the log names covariates and does not explain them
};
struct PublishedModel {
    std::span<const PublishedCovariate> covariates;  ///< the constant is the last one
    double shape;
    double log_likelihood;
};
[[nodiscard]] PublishedModel bennett_stam_model5();
[[nodiscard]] PublishedModel bennett_stam_constant();

}  // namespace entente::war
