// entente war
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/app/input.hpp"
#include "entente/core/run.hpp"
#include "entente/report/text.hpp"
#include "entente/war/analyse.hpp"
#include "entente/war/calibrate.hpp"

namespace entente::app {

struct WarAnswer {
    Case conflict;
    war::WarResult result;
    std::vector<std::string> settings;
};

/// Answers: what does fighting on bring each side, and what does each believe it brings?
/// \throws InputError E0500 where the case has no `[war]`, E05xx
[[nodiscard]] WarAnswer war(const Input& input, const war::WarOptions& options = {},
                            const RunOptions& run = {});

[[nodiscard]] std::string to_text(const WarAnswer& answer, const report::TextOptions& options = {});
[[nodiscard]] std::string to_json(const WarAnswer& answer);

/// Which rows and columns of a series to fit.
struct FitOptions {
    std::string column;  ///< of the share; empty: "share", else the first one that holds shares
    std::string since;   ///< ISO dates, or empty
    std::string until;
};

/// Fits drift and volatility of a front to a CSV file with a column of dates and one of shares.
/// \throws InputError E0520..E0522, E09xx where the file cannot be read
[[nodiscard]] war::SeriesFit fit_series(const std::string& file, const FitOptions& options = {});
/// Which column holds how long wars lasted, and what may explain it.
struct DurationOptions {
    std::string column;
    std::vector<std::string> covariates;
};

/// Fits a Weibull model in accelerated-failure-time form to a CSV file with one war per row.
/// \throws InputError E0520..E0523, E09xx where the file cannot be read
[[nodiscard]] war::DurationFit fit_durations(const std::string& file, const DurationOptions& options);
[[nodiscard]] std::string to_text(const war::DurationFit& fit, const report::TextOptions& options = {});
[[nodiscard]] std::string to_json(const war::DurationFit& fit);

[[nodiscard]] std::string to_text(const war::SeriesFit& fit, const report::TextOptions& options = {});
[[nodiscard]] std::string to_json(const war::SeriesFit& fit);

}  // namespace entente::app
