// entente war --fit: a series in, the drift of a front, constant and wandering, out.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "app/columns.hpp"
#include "entente/app/war.hpp"
#include "entente/core/text.hpp"

namespace entente::app {
namespace {

/// Days since 1970-01-01 of "2024-05-31" (what follows the day is ignored).
std::optional<double> day_of(const std::string& text) {
    int year = 0, month = 0, day = 0;
    if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto read = [&](std::size_t from, std::size_t to, int& into) {
        const auto result = std::from_chars(text.data() + from, text.data() + to, into);
        return result.ec == std::errc() && result.ptr == text.data() + to;
    };
    if (!read(0, 4, year) || !read(5, 7, month) || !read(8, 10, day)) return std::nullopt;
    if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
    // Days from civil, with years that begin in March.
    const int y = month <= 2 ? year - 1 : year;
    const int era = (y >= 0 ? y : y - 399) / 400;
    const int of_era = y - era * 400;
    const int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const int of_whole = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return static_cast<double>(era) * 146097 + of_whole - 719468;
}

/// "2024-05-31", the other way round.
std::string date_of(double time) {
    const auto day = static_cast<std::int64_t>(std::floor(time)) + 719468;
    const std::int64_t era = (day >= 0 ? day : day - 146096) / 146097;
    const auto of_era = static_cast<int>(day - era * 146097);
    const int of_year_count = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const int of_year = of_era - (365 * of_year_count + of_year_count / 4 - of_year_count / 100);
    const int month = (5 * of_year + 2) / 153;
    const int d = of_year - (153 * month + 2) / 5 + 1;
    const int m = month < 10 ? month + 3 : month - 9;
    const auto y = static_cast<int>(of_year_count + era * 400 + (m <= 2 ? 1 : 0));
    const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return std::to_string(y) + "-" + two(m) + "-" + two(d);
}

int date_column(const io::Table& table) {
    for (const char* name : {"date", "day", "week", "month", "time", "period", "t"}) {
        if (const int column = table.column(name); column >= 0) return column;
    }
    return table.header.empty() ? -1 : 0;
}

/// The named column; else one called share; else the first whose cells all lie in [0, 1]; else, where the
/// whole is known, the first of numbers.
int share_column(const io::Table& table, const std::string& file, const FitOptions& options, int dates) {
    if (!options.column.empty()) return named_column(table, file, options.column);
    if (options.whole == 0) {
        for (std::size_t c = 0; c < table.header.size(); ++c) {
            if (table.header[c].find("share") != std::string::npos) return static_cast<int>(c);
        }
    }
    for (std::size_t c = 0; c < table.header.size(); ++c) {
        if (static_cast<int>(c) == dates) continue;
        std::size_t good = 0;
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            const auto value = number_of(table.at(r, static_cast<int>(c)));
            good += value && (options.whole > 0 || (*value >= 0 && *value <= 1)) ? 1 : 0;
        }
        if (good >= 3 && 2 * good > table.rows.size()) return static_cast<int>(c);
    }
    refuse(file, 1, "E0520", "no column holds shares between 0 and 1",
           "name one with --column (areas are welcome; --whole tells of how much); the columns are " +
               join_words(table.header));
}

struct Row {
    war::Observation seen;
    std::string date;
    std::size_t line;
};

std::optional<double> bound_of(const std::string& file, const std::string& text, bool dated,
                               const char* option) {
    if (text.empty()) return std::nullopt;
    const auto time = dated ? day_of(text) : number_of(text);
    if (!time)
        refuse(file, 0, "E0521", std::string(option) + " is not written as this file's dates are: " + text,
               dated ? "for example 2024-05-31" : "a number, as in the column of times");
    return time;
}

/// The rows between the two dates, in the order of time. \param skipped lines without both values
std::vector<Row> rows_of(const io::Table& table, const std::string& file, const FitOptions& options,
                         war::SeriesFit& fit, std::vector<std::size_t>& skipped) {
    const int dates = date_column(table);
    const int shares = share_column(table, file, options, dates);
    fit.date_column = table.header[static_cast<std::size_t>(dates)];
    fit.share_column = table.header[static_cast<std::size_t>(shares)];
    for (std::size_t r = 0; r < table.rows.size() && fit.dated; ++r) {
        const std::string& cell = table.at(r, dates);
        fit.dated = cell.empty() || day_of(cell).has_value() || !number_of(cell).has_value();
    }
    const auto since = bound_of(file, options.since, fit.dated, "--since");
    const auto until = bound_of(file, options.until, fit.dated, "--until");
    std::vector<Row> rows;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const std::string& date = table.at(r, dates);
        const auto time = fit.dated ? day_of(date) : number_of(date);
        const auto share = number_of(table.at(r, shares));
        if (!time || !share) {
            skipped.push_back(table.lines[r]);
            continue;
        }
        if ((since && *time < *since) || (until && *time > *until)) continue;
        rows.push_back({{*time, *share}, date, table.lines[r]});
    }
    if (rows.size() < 3) {
        refuse(file, 0, "E0521",
               "only " + std::to_string(rows.size()) + " rows hold a date and a reading" +
                   (since || until ? " between the dates asked for" : ""),
               "a fit needs at least three; dates are written 2024-05-31");
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Row& a, const Row& b) { return a.seen.time < b.seen.time; });
    return rows;
}

/// Repeated days that agree are one reading. \throws InputError E0522 where they do not
std::vector<war::Observation> series_of(const std::string& file, const std::vector<Row>& rows,
                                        war::SeriesFit& fit) {
    std::vector<war::Observation> series;
    std::size_t repeated = 0;
    for (const Row& row : rows) {
        if (series.empty() || row.seen.time != series.back().time) {
            series.push_back(row.seen);
        } else if (row.seen.share == series.back().share) {
            ++repeated;
        } else {
            refuse(file, row.line, "E0522", "two rows have the date " + row.date + " and differ",
                   "keep one of them");
        }
    }
    if (repeated > 0)
        fit.notes.push_back(std::to_string(repeated) + (repeated == 1 ? " row repeats" : " rows repeat") +
                            " the reading of another with the same date: counted once.");
    std::vector<double> gaps;
    for (std::size_t i = 1; i < series.size(); ++i) gaps.push_back(series[i].time - series[i - 1].time);
    if (!gaps.empty())
        std::nth_element(gaps.begin(), gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2),
                         gaps.end());
    if (series.size() >= 3 && !((series.back().time - series.front().time) / gaps[gaps.size() / 2] < 1e12))
        refuse(file, rows.back().line, "E0522", "the times lie too far apart for one spacing",
               "look for a date or time that does not belong: the last is " + rows.back().date);
    if (series.size() < 3)
        refuse(file, 0, "E0521",
               "only " + std::to_string(series.size()) + " different dates hold a reading",
               "a fit needs at least three");
    return series;
}

/// "2024-02-19, 2024-05-13 and 3 more".
std::string times_words(const std::vector<double>& times, bool dated) {
    constexpr std::size_t kNamed = 4;
    std::vector<std::string> named;
    for (std::size_t i = 0; i < times.size() && i < kNamed; ++i)
        named.push_back(dated ? date_of(times[i]) : format_number(times[i], 3));
    if (times.size() > kNamed) named.push_back(std::to_string(times.size() - kNamed) + " more");
    return join_words(named);
}

void note_jumps(war::SeriesFit& fit) {
    if (!fit.series.left_out.empty())
        fit.notes.push_back("Left out as slips of the pen, since they jump away and straight back: " +
                            times_words(fit.series.left_out, fit.dated) + ".");
    std::vector<double> jumps;
    for (std::size_t i = 0; i < fit.series.moves.size(); ++i) {
        if (fit.series.moves[i].jump) jumps.push_back(fit.series.ends[i]);
    }
    if (!jumps.empty())
        fit.notes.push_back(
            "Moves more than twenty times as far out of line as is usual teach the wandering drift nothing "
            "(until " +
            times_words(jumps, fit.dated) +
            "): forecasts reckon without such jumps. --keep-jumps takes every move.");
}

/// What a case would be given, a month to the period where the series has dates.
std::optional<war::FrontNumbers> numbers_of(const war::SeriesFit& fit) {
    constexpr double kMonth = 365.25 / 12;
    const double whole = fit.whole > 0 ? fit.whole : 1;
    const double last = fit.fit.last / whole;
    if (last < 0 || last > 1) return std::nullopt;
    const double steps = fit.dated ? kMonth / fit.series.spacing : 1;
    const war::DriftModel& model = fit.wandering.model;
    return war::FrontNumbers{fit.dated ? "month" : "period",
                             last,
                             fit.wandering.filtered.drift * steps / whole,
                             std::sqrt(fit.wandering.filtered.variance) * steps / whole,
                             model.level_noise * std::sqrt(steps) / whole,
                             model.drift_noise * steps * std::sqrt(steps) / whole};
}

void look_ahead(const FitOptions& options, war::SeriesFit& fit) {
    constexpr double k80 = 1.2815515655446004;
    for (const std::int64_t ahead : options.ahead) {
        const war::Sum sum = war::sum_ahead(fit.wandering.model, fit.wandering.filtered, ahead);
        const double mean = fit.fit.last + sum.mean;
        const double time = fit.series.ends.back() + fit.series.spacing * static_cast<double>(ahead);
        fit.forecast.push_back({ahead, mean, sum.sd, mean - k80 * sum.sd, mean + k80 * sum.sd,
                                fit.dated && time < 3e6 ? date_of(time) : ""});
    }
    fit.hindcast = war::hindcast(fit.series.moves, options.ahead, options.persistence, options.keep_jumps);
    if (fit.hindcast.empty())
        fit.notes.push_back("The series is too short to try such forecasts on its own past.");
}

}  // namespace

war::SeriesFit fit_series(const std::string& file, const FitOptions& options) {
    io::Table table = io::read_table(file);
    if (table.rows.empty())
        refuse(file, 0, "E0521", "the series has no rows", "a header and a row per date");
    io::write_decimal_points(table, date_column(table));
    io::write_iso_dates(table, date_column(table), file);
    war::SeriesFit fit;
    fit.file = file;
    fit.whole = options.whole;
    std::vector<std::size_t> skipped;
    const std::vector<Row> rows = rows_of(table, file, options, fit, skipped);
    const std::vector<war::Observation> series = series_of(file, rows, fit);
    fit.first_date = rows.front().date;
    fit.last_date = rows.back().date;
    fit.fit = war::fit_front(series);
    fit.skipped = skipped.size();
    if (!skipped.empty()) fit.notes.push_back(left_out(skipped, "a date or a reading"));
    fit.series = war::regular_series(series, options.keep_jumps);
    fit.wandering = war::fit_drift(fit.series.moves, options.persistence);
    note_jumps(fit);
    look_ahead(options, fit);
    fit.numbers = numbers_of(fit);
    if (fit.wandering.used < 8) fit.notes.push_back("So few moves say little about how the drift wanders.");
    fit.notes.push_back(
        "The constant drift is the net move over the whole span. The wandering drift is what the moves of "
        "late say about the next one; its intervals hold noise, the drift's wandering and what is not "
        "known "
        "of it, at the estimated noises. A series says how a front moved, not why.");
    return fit;
}

}  // namespace entente::app
