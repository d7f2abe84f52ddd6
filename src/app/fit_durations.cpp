// entente war --fit FILE --durations: how long wars last, by a Weibull model with covariates.
#include <algorithm>
#include <cctype>

#include "app/columns.hpp"
#include "entente/app/war.hpp"

namespace entente::app {
namespace {

/// Newton's method finds no maximum where columns repeat each other.
void refuse_dependent(const std::string& file, const std::vector<double>& x,
                      const std::vector<std::string>& names) {
    const std::size_t columns = names.size();
    const std::size_t rows = columns == 0 ? 0 : x.size() / columns;
    for (std::size_t c = 0; c < columns; ++c) {
        bool varies = false;
        for (std::size_t r = 1; r < rows; ++r) varies = varies || x[r * columns + c] != x[c];
        if (!varies) {
            refuse(file, 1, "E0523", "the covariate '" + names[c] + "' is the same in every row",
                   "leave it out: the constant says as much");
        }
    }
}

std::string small(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

/// Does the column say of a war that it is over ("ended", "finished"), and not that it goes on?
bool marks_ends(const std::string& header) {
    const std::string name = small(header);
    return name == "over" || name.find("ended") != std::string::npos ||
           name.find("finished") != std::string::npos || name.find("completed") != std::string::npos;
}

/// Is the war of this row marked as going on: 1, yes, true (in a column of ends: 0, no, false)?
bool goes_on(const io::Table& table, std::size_t row, int column) {
    if (column < 0) return false;
    const std::string cell = small(table.at(row, column));
    if (marks_ends(table.header[static_cast<std::size_t>(column)]))
        return cell == "0" || cell == "no" || cell == "false" || cell == "n";
    return cell == "1" || cell == "yes" || cell == "true" || cell == "y";
}

/// The column that seems to mark wars that go on, for a hint; empty: none.
std::string likely_mark(const io::Table& table) {
    for (const std::string& header : table.header) {
        const std::string name = small(header);
        if (marks_ends(header) || name.find("ongoing") != std::string::npos || name == "open" ||
            name.find("censored") != std::string::npos)
            return header;
    }
    return {};
}

/// Laws without covariates, compared on wars that they have not seen.
void add_laws(const std::vector<double>& times, const std::vector<std::uint8_t>& open,
              war::DurationFit& fit) {
    constexpr std::size_t kMost = 2000;  // past this the comparison would take long
    const auto [low, high] = std::minmax_element(times.begin(), times.end());
    if (times.size() < 8 || times.size() > kMost || *low == *high) return;
    std::vector<war::Lasted> lasted;
    for (std::size_t i = 0; i < times.size(); ++i) lasted.push_back({times[i], open[i] == 0});
    if (std::count(open.begin(), open.end(), 0) < 5) return;
    fit.laws = war::compare_laws(lasted);
}

}  // namespace

war::DurationFit fit_durations(const std::string& file, const DurationOptions& options) {
    io::Table table = io::read_table(file);
    io::write_decimal_points(table, -1);
    war::DurationFit fit;
    fit.file = file;
    fit.covariates = options.covariates;
    const int durations = named_column(table, file, options.column);
    fit.column = table.header[static_cast<std::size_t>(durations)];
    std::vector<int> columns;
    for (const std::string& name : options.covariates) columns.push_back(named_column(table, file, name));
    const int open_column = options.open.empty() ? -1 : named_column(table, file, options.open);
    std::vector<double> times;
    std::vector<std::uint8_t> open;
    std::vector<double> x;
    std::size_t unknown = 0;
    std::vector<std::size_t> skipped;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const auto time = number_of(table.at(r, durations));
        std::vector<double> row;
        for (const int column : columns) {
            if (const auto value = number_of(table.at(r, column))) row.push_back(*value);
        }
        if (!time || row.size() != columns.size()) {
            skipped.push_back(table.lines[r]);
            continue;
        }
        if (*time == -9 || *time == -8) {  // codes of war lists for what is not known or does not apply
            ++unknown;
            continue;
        }
        if (*time <= 0) {
            refuse(file, table.lines[r], "E0522",
                   "a duration of " + format_number(*time, 4) + " is not above 0",
                   "durations count days, months, ... from 1 on, or part of one");
        }
        times.push_back(*time);
        open.push_back(goes_on(table, r, open_column) ? 1 : 0);
        x.insert(x.end(), row.begin(), row.end());
    }
    if (times.size() < columns.size() + 3) {
        refuse(file, 0, "E0521",
               "only " + std::to_string(times.size()) + " rows hold a duration and every covariate",
               "a fit with " + std::to_string(columns.size()) + " covariates needs at least " +
                   std::to_string(columns.size() + 3));
    }
    refuse_dependent(file, x, options.covariates);
    fit.observations = times.size();
    fit.skipped = skipped.size();
    fit.fit = war::fit_weibull(times, x, columns.size(), open);
    fit.open = static_cast<std::size_t>(std::count(open.begin(), open.end(), 1));
    add_laws(times, open, fit);
    if (unknown > 0)
        fit.notes.push_back(std::to_string(unknown) + (unknown == 1 ? " row" : " rows") +
                            " with the code -8 or -9 for an unknown duration left out.");
    if (fit.open > 0)
        fit.notes.push_back(
            std::to_string(fit.open) +
            (fit.open == 1 ? " war goes on: it counts" : " wars go on: they count") +
            " as having lasted at least so long. Mean and median are those of all durations as written.");
    else if (options.open.empty()) {
        const std::string mark = likely_mark(table);
        fit.notes.push_back(
            "Wars that go on are left out, or count as over: --open names a column that marks them" +
            (mark.empty() ? "." : ", here perhaps --open " + mark + "."));
    }
    for (const double time : times) fit.mean += time / static_cast<double>(times.size());
    std::sort(times.begin(), times.end());
    const std::size_t half = times.size() / 2;
    fit.median = times.size() % 2 == 1 ? times[half] : (times[half - 1] + times[half]) / 2;
    const bool found = fit.fit.converged && std::all_of(fit.fit.errors.begin(), fit.fit.errors.end(),
                                                        [](double e) { return std::isfinite(e) && e > 0; });
    if (!found) {
        refuse(file, 0, "E0523", "these covariates do not tell the durations apart: no estimate exists",
               "leave out covariates that follow from the others, or that single out one row");
    }
    if (!skipped.empty()) {
        fit.notes.insert(fit.notes.begin(),
                         left_out(skipped, columns.empty() ? "a duration" : "a duration or a covariate"));
    }
    fit.notes.push_back(
        "ln of the duration is the constant, the coefficients times the covariates, and an error over the "
        "shape; a coefficient of 0.1 makes wars about a tenth longer for each unit of its covariate. A fit "
        "says "
        "what "
        "went with long wars, not what made them long.");
    return fit;
}

}  // namespace entente::app
