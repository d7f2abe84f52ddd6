// entente war --fit: a series in, the drift and volatility of a front out.
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

int date_column(const io::Table& table) {
    for (const char* name : {"date", "day", "week", "month", "time", "period", "t"}) {
        if (const int column = table.column(name); column >= 0) return column;
    }
    return table.header.empty() ? -1 : 0;
}

/// The named column; else one called share; else the first whose cells all lie in [0, 1].
int share_column(const io::Table& table, const std::string& file, const std::string& named, int dates) {
    if (!named.empty()) return named_column(table, file, named);
    for (std::size_t c = 0; c < table.header.size(); ++c) {
        if (table.header[c].find("share") != std::string::npos) return static_cast<int>(c);
    }
    for (std::size_t c = 0; c < table.header.size(); ++c) {
        if (static_cast<int>(c) == dates) continue;
        std::size_t good = 0;
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            const auto value = number_of(table.at(r, static_cast<int>(c)));
            good += value && *value >= 0 && *value <= 1 ? 1 : 0;
        }
        if (good >= 3 && 2 * good > table.rows.size()) return static_cast<int>(c);
    }
    refuse(file, 1, "E0520", "no column holds shares between 0 and 1",
           "name one with --column; the columns are " + join_words(table.header));
}

}  // namespace

war::SeriesFit fit_series(const std::string& file, const FitOptions& options) {
    const io::Table table = io::read_table(file);
    if (table.rows.empty())
        refuse(file, 0, "E0521", "the series has no rows", "a header and a row per date");
    war::SeriesFit fit;
    fit.file = file;
    const int dates = date_column(table);
    const int shares = share_column(table, file, options.column, dates);
    fit.date_column = table.header[static_cast<std::size_t>(dates)];
    fit.share_column = table.header[static_cast<std::size_t>(shares)];
    for (std::size_t r = 0; r < table.rows.size() && fit.dated; ++r) {
        const std::string& cell = table.at(r, dates);
        fit.dated = cell.empty() || day_of(cell).has_value() || !number_of(cell).has_value();
    }
    struct Row {
        war::Observation seen;
        std::string date;
        std::size_t line;
    };
    std::vector<Row> rows;
    std::vector<std::size_t> skipped;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const std::string& date = table.at(r, dates);
        const auto time = fit.dated ? day_of(date) : number_of(date);
        const auto share = number_of(table.at(r, shares));
        if (!time || !share) {
            skipped.push_back(table.lines[r]);
            continue;
        }
        if (fit.dated && !options.since.empty() && date.substr(0, 10) < options.since) continue;
        if (fit.dated && !options.until.empty() && date.substr(0, 10) > options.until) continue;
        if (*share < 0 || *share > 1) {
            refuse(file, table.lines[r], "E0522",
                   "a share of " + format_number(*share, 4) + " lies outside 0 to 1",
                   "divide by the whole that is contested, or name another column with --column");
        }
        rows.push_back({{*time, *share}, date, table.lines[r]});
    }
    if (rows.size() < 3) {
        refuse(file, 0, "E0521", "only " + std::to_string(rows.size()) + " rows hold a date and a share",
               "a fit needs at least three; dates are written 2024-05-31");
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Row& a, const Row& b) { return a.seen.time < b.seen.time; });
    std::vector<war::Observation> series;
    for (const Row& row : rows) {
        if (!series.empty() && row.seen.time == series.back().time) {
            refuse(file, row.line, "E0522", "two rows have the date " + row.date, "keep one of them");
        }
        series.push_back(row.seen);
    }
    fit.first_date = rows.front().date;
    fit.last_date = rows.back().date;
    fit.fit = war::fit_front(series);
    fit.skipped = skipped.size();
    if (!skipped.empty()) fit.notes.push_back(left_out(skipped, "a date or a share"));
    fit.notes.push_back(
        "The drift is the net move over the whole span; its standard error is the volatility over the root "
        "of "
        "the span. A series says how a front moved, not why, and not what it will do.");
    return fit;
}

}  // namespace entente::app
