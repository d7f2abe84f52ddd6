// entente robust --from: sensitivity of draws that were made elsewhere.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "app/columns.hpp"
#include "entente/app/robust.hpp"
#include "entente/core/sha256.hpp"
#include "entente/report/writer.hpp"
#include "entente/robust/indices.hpp"
#include "io/files.hpp"
#include "report/render/layout.hpp"

namespace entente::app {
namespace {

struct Columns {
    std::vector<std::string> names;
    std::vector<std::vector<double>> values;  ///< [column][row]
};

/// The columns whose cells are all numbers, less the rows where one of them is none.
Columns numbers_of(const io::Table& table, std::vector<std::size_t>& dropped) {
    Columns columns;
    std::vector<int> which;
    for (std::size_t c = 0; c < table.header.size(); ++c) {
        std::size_t good = 0;
        for (std::size_t r = 0; r < table.rows.size(); ++r)
            good += number_of(table.at(r, static_cast<int>(c))) ? 1 : 0;
        // A column of words is no input; a column of numbers may have gaps.
        if (2 * good < table.rows.size() || good == 0) continue;
        which.push_back(static_cast<int>(c));
        columns.names.push_back(table.header[c]);
    }
    columns.values.resize(which.size());
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        std::vector<double> row;
        for (const int c : which) {
            const auto value = number_of(table.at(r, c));
            if (value) row.push_back(*value);
        }
        if (row.size() < which.size()) {
            dropped.push_back(table.lines[r]);
            continue;
        }
        for (std::size_t k = 0; k < row.size(); ++k) columns.values[k].push_back(row[k]);
    }
    return columns;
}

std::size_t find_column(const Columns& columns, const std::string& file, const std::string& name) {
    const auto found = std::find(columns.names.begin(), columns.names.end(), name);
    if (found != columns.names.end()) return static_cast<std::size_t>(found - columns.names.begin());
    refuse(file, 1, "E0806", "there is no column of numbers '" + name + "'",
           "there are " + join_words(columns.names) + " " + did_you_mean(name, columns.names));
}

std::vector<double> ranks(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> rank(values.size());
    for (std::size_t k = 0; k < order.size();) {
        std::size_t end = k;
        while (end < order.size() && values[order[end]] == values[order[k]]) ++end;
        for (std::size_t e = k; e < end; ++e) rank[order[e]] = static_cast<double>(k + end - 1) / 2;
        k = end;
    }
    return rank;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
    const double n = static_cast<double>(a.size());
    const double ma = std::accumulate(a.begin(), a.end(), 0.0) / n;
    const double mb = std::accumulate(b.begin(), b.end(), 0.0) / n;
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (std::size_t k = 0; k < a.size(); ++k) {
        aa += (a[k] - ma) * (a[k] - ma);
        bb += (b[k] - mb) * (b[k] - mb);
        ab += (a[k] - ma) * (b[k] - mb);
    }
    return aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : 0;
}

robust::Metric distribution(std::vector<double> values) {
    robust::Metric metric;
    metric.draws = values.size();
    const double n = static_cast<double>(values.size());
    metric.mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double squares = 0;
    for (const double each : values) squares += (each - metric.mean) * (each - metric.mean);
    metric.sd = std::sqrt(squares / n);
    metric.standard_error = metric.sd / std::sqrt(n);
    std::sort(values.begin(), values.end());
    for (const auto& [name, y] :
         {std::pair{"0.05", .05}, {"0.25", .25}, {"0.5", .5}, {"0.75", .75}, {"0.95", .95}}) {
        const double at = y * (n - 1);
        const auto low = static_cast<std::size_t>(at);
        const std::size_t high = std::min(low + 1, values.size() - 1);
        metric.quantiles.emplace_back(name,
                                      values[low] + (values[high] - values[low]) * (at - std::floor(at)));
    }
    return metric;
}

}  // namespace

GivenAnswer robust_from(const std::string& file, const std::string& output,
                        const std::vector<robust::Where>& where) {
    const std::string bytes = io::read_file(file);
    const io::Table table = io::parse_table(bytes);
    std::vector<std::size_t> dropped;
    Columns columns = numbers_of(table, dropped);
    if (columns.names.size() < 2)
        refuse(file, 1, "E0806", "the table has fewer than two columns of numbers",
               "one row a draw, one column an input, the output in the last one");
    const std::size_t y = output.empty() ? columns.names.size() - 1 : find_column(columns, file, output);
    std::vector<std::size_t> rows;
    for (std::size_t r = 0; r < columns.values[y].size(); ++r) {
        const bool kept = std::all_of(where.begin(), where.end(), [&](const robust::Where& each) {
            const double value = columns.values[find_column(columns, file, each.name)][r];
            return each.at_least ? value >= each.limit : value <= each.limit;
        });
        if (kept) rows.push_back(r);
    }
    constexpr std::size_t kFewest = 64;
    if (rows.size() < kFewest)
        refuse(file, 1, "E0806", std::to_string(rows.size()) + " rows are too few to tell anything",
               "64 are the least; some thousands are usual");
    for (std::vector<double>& each : columns.values) {
        std::vector<double> kept;
        for (const std::size_t r : rows) kept.push_back(each[r]);
        each = std::move(kept);
    }
    GivenAnswer answer;
    answer.file = file;
    answer.output = columns.names[y];
    answer.rows = rows.size();
    answer.skipped = table.rows.size() - rows.size();
    answer.metric = distribution(columns.values[y]);
    answer.sample = sha256_hex(bytes);
    const std::vector<double> of_output = ranks(columns.values[y]);
    const double error = 1.645 / std::sqrt(static_cast<double>(rows.size()));
    for (std::size_t c = 0; c < columns.names.size(); ++c) {
        if (c == y) continue;
        const auto index = robust::first_order_of(columns.values[c], columns.values[y]);
        answer.first_order.push_back({columns.names[c], index->value, index->low, index->high});
        const double r = correlation(ranks(columns.values[c]), of_output);
        answer.correlation.push_back(
            {columns.names[c], r, std::max(-1.0, r - error), std::min(1.0, r + error)});
    }
    std::stable_sort(answer.first_order.begin(), answer.first_order.end(),
                     [](const robust::Index& a, const robust::Index& b) { return a.value > b.value; });
    if (!dropped.empty()) answer.notes.push_back(left_out(dropped, "a number in every column"));
    answer.notes.push_back(
        "Bins of equal count assume rows that are independent draws; for points of a net the indices are "
        "biased.");
    return answer;
}

std::string to_text(const GivenAnswer& answer, const report::TextOptions& options) {
    std::string text =
        fmt::format("What moves {}: {} rows of {}\n", answer.output, answer.rows, answer.file);
    text +=
        fmt::format("  mean {} (standard error {}), sd {}, 5% {}, median {}, 95% {}\n",
                    format_number(answer.metric.mean, 4), format_number(answer.metric.standard_error, 4),
                    format_number(answer.metric.sd, 4), format_number(answer.metric.quantiles[0].second, 4),
                    format_number(answer.metric.quantiles[2].second, 4),
                    format_number(answer.metric.quantiles[4].second, 4));
    text +=
        report::heading("Share of its variance that each column explains alone (90% interval)", options);
    for (const robust::Index& each : answer.first_order) {
        const auto same =
            std::find_if(answer.correlation.begin(), answer.correlation.end(),
                         [&](const robust::Index& other) { return other.address == each.address; });
        text +=
            fmt::format("  {:.3f} ({:.3f} .. {:.3f})  {}  rank correlation {:+.2f}\n", each.value, each.low,
                        each.high, report::left(report::clean(each.address), 30), same->value);
    }
    for (const std::string& note : answer.notes) text += report::wrap(note, options.width, "  - ", "    ");
    return text;
}

std::string to_json(const GivenAnswer& answer) {
    Case none;
    none.title = answer.file;
    return report::json_of(
        none, {.verb = "robust", .method = "bins of given draws", .exact = false, .notes = answer.notes},
        answer);
}

}  // namespace entente::app
