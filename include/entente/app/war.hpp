// entente war
#pragma once

#include <cstdint>
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
    std::string column;  ///< of the readings; empty: "share", else the first one that holds shares
    std::string since;   ///< dates (or times) as in the file, or empty
    std::string until;
    std::vector<std::int64_t> ahead = {4, 13, 26, 52};  ///< steps of the series' usual spacing
    double whole = 0;         ///< what the readings are shares of; 0: they are shares, or it is not known
    double persistence = 1;   ///< of the drift, in (0,1]
    bool keep_jumps = false;  ///< learn from every move, however far out of line
};

/// Fits a front to a CSV file with a column of dates and one of shares or areas: a constant drift, and one
/// that wanders, with forecasts and how such forecasts did on the series' own past.
/// \throws InputError E0520..E0522, E09xx where the file cannot be read
[[nodiscard]] war::SeriesFit fit_series(const std::string& file, const FitOptions& options = {});
/// Which column holds how long wars lasted, and what may explain it.
struct DurationOptions {
    std::string column;
    std::vector<std::string> covariates;
    std::string open = {};  ///< column that marks wars that go on; empty: none is marked
};

/// Fits a Weibull model in accelerated-failure-time form to a CSV file with one war per row.
/// \throws InputError E0520..E0523, E09xx where the file cannot be read
[[nodiscard]] war::DurationFit fit_durations(const std::string& file, const DurationOptions& options);
[[nodiscard]] std::string to_text(const war::DurationFit& fit, const report::TextOptions& options = {});
[[nodiscard]] std::string to_json(const war::DurationFit& fit);

[[nodiscard]] std::string to_text(const war::SeriesFit& fit, const report::TextOptions& options = {});
[[nodiscard]] std::string to_json(const war::SeriesFit& fit);

}  // namespace entente::app
