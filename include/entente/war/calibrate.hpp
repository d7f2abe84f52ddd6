// Numbers of a war from data: the drift of a front, and how long wars last.
//
// References: Bennett and Stam, "The Duration of Interstate Wars, 1816-1985", American Political Science
// Review 90 (1996) 239-257, and the log of its published replication (1 March 2009) for the coefficients
// below; Sarkees and Wayman, Resort to War (2010), for the Correlates of War data.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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

/// What `entente war --fit` found in a file.
struct SeriesFit {
    std::string file;
    std::string date_column;
    std::string share_column;
    std::string first_date;
    std::string last_date;
    bool dated = true;        ///< times are calendar days, else plain numbers
    std::size_t skipped = 0;  ///< rows without both values
    FrontFit fit;
    std::vector<std::string> notes;
};

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
    WeibullFit fit;
    std::vector<std::string> notes;
};

/// Maximum likelihood by Newton's method on standardised covariates.
/// \param durations positive \param covariates row by row, durations.size() x columns
[[nodiscard]] WeibullFit fit_weibull(std::span<const double> durations,
                                     std::span<const double> covariates = {}, std::size_t columns = 0);

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
