// A number over a grid of two others.
#include "entente/report/map.hpp"

#include <algorithm>
#include <cmath>

#include "entente/core/text.hpp"
#include "entente/report/robust.hpp"
#include "report/sections/sections.hpp"

namespace entente::report {
namespace {

constexpr double kClasses = 5;  // shades that are told apart

/// What an axis is called: the number in words, short enough for a narrow figure, with its unit.
std::string axis_words(const Case& conflict, const std::string& address) {
    std::string unit;
    for_each_quantity(conflict, [&](const QuantityRef& ref) {
        if (ref.address == address) unit = ref.unit;
    });
    std::string label = number_words(conflict, address);
    if (!label.empty() && label[0] >= 'a' && label[0] <= 'z')
        label[0] = static_cast<char>(label[0] - 'a' + 'A');
    return unit.empty() || unit == "weight" || unit == "score" ? label : label + " (" + unit + ")";
}

/// Steps of a table: a digit more than what tells neighbours apart.
int digits_of(const std::vector<double>& places) {
    if (places.size() < 2) return 2;
    const double step = std::abs(places.back() - places.front()) / static_cast<double>(places.size() - 1);
    return step > 0 ? std::clamp(static_cast<int>(std::ceil(1 - std::log10(step))), 0, 8) : 2;
}

/// Edges of the classes: round numbers from the least value to the largest.
std::vector<double> class_edges(double low, double high) {
    if (!(high - low > 1e-9)) return {low, low + 1};
    const double rough = (high - low) / kClasses;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    const double lead = rough / power;
    const double step = power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    std::vector<double> edges;
    for (double edge = std::floor(low / step); edge * step < high + step; edge += 1)
        edges.push_back(edge * step);
    return edges;
}

/// Half-way to the neighbours: what a place stands for.
std::array<double, 2> around(const std::vector<double>& places, std::size_t k) {
    const double low = k == 0 ? places[0] : (places[k - 1] + places[k]) / 2;
    const double high = k + 1 == places.size() ? places[k] : (places[k] + places[k + 1]) / 2;
    return {low, high};
}

void add_cell(Series& cells, const Mapped& map, std::size_t a, std::size_t b) {
    const auto x = around(map.places[0], a);
    const auto y = around(map.places[1], b);
    cells.x.push_back(x[0]);
    cells.x2.push_back(x[1]);
    cells.y.push_back(y[0]);
    cells.y2.push_back(y[1]);
}

/// One series a class, the darker the more.
std::vector<Series> classes_of(const Mapped& map) {
    double low = INFINITY;
    double high = -INFINITY;
    for (const auto& row : map.value) {
        for (const auto& value : row) {
            if (!value) continue;
            low = std::min(low, *value);
            high = std::max(high, *value);
        }
    }
    std::vector<Series> all;
    if (map.yes_or_no) {
        all = {{.name = "no", .mark = Mark::cells, .tone = kNeutral, .size = 0.12},
               {.name = "yes", .mark = Mark::cells, .tone = kNeutral, .size = 0.75}};
        low = 0;
    } else if (low <= high) {
        const std::vector<double> edges = class_edges(low, high);
        const int digits = digits_of(edges);
        for (std::size_t k = 0; k + 1 < edges.size(); ++k) {
            const double shade = 0.15 + 0.75 * static_cast<double>(k) /
                                            std::max<double>(1, static_cast<double>(edges.size()) - 2);
            all.push_back(
                {.name = format_number(edges[k], digits) + " to " + format_number(edges[k + 1], digits),
                 .mark = Mark::cells,
                 .tone = kNeutral,
                 .size = shade});
        }
        low = edges.front();
        high = edges.back();
    }
    for (std::size_t a = 0; a < map.value.size(); ++a) {
        for (std::size_t b = 0; b < map.value[a].size(); ++b) {
            const auto& value = map.value[a][b];
            if (!value || all.empty()) continue;
            const double share = map.yes_or_no ? *value : (*value - low) / (high - low);
            const std::size_t k = map.yes_or_no
                                      ? static_cast<std::size_t>(*value > 0.5)
                                      : static_cast<std::size_t>(share * static_cast<double>(all.size()));
            add_cell(all[std::min(k, all.size() - 1)], map, a, b);
        }
    }
    std::erase_if(all, [](const Series& one) { return one.x.empty(); });
    return all;
}

Table map_table(const Mapped& map, const Figure& figure) {
    Table table{.id = "map-data",
                .title = figure.title + (figure.title.ends_with('?') ? "" : ".") +
                         " Down: " + figure.x.label + ". Across: " + figure.y.label,
                .columns = {},
                .rows = {}};
    const int across = digits_of(map.places[0]);
    const int up = digits_of(map.places[1]);
    table.columns.push_back({figure.x.label, "", across});
    for (const double second : map.places[1]) table.columns.push_back({format_number(second, up), "", 1});
    for (std::size_t a = 0; a < map.value.size(); ++a) {
        // The first column is words: it is what a reader of the table hears first in each line.
        std::vector<Cell> row = {format_number(map.places[0][a], across)};
        for (const auto& value : map.value[a]) {
            if (!value)
                row.emplace_back(map.nothing);
            else if (map.yes_or_no)
                row.emplace_back(std::string(*value > 0.5 ? "yes" : "no"));
            else
                row.emplace_back(*value);
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::string share_words(const Mapped& map) {
    double yes = 0;
    double all = 0;
    double low = INFINITY;
    double high = -INFINITY;
    for (const auto& row : map.value) {
        for (const auto& value : row) {
            all += 1;
            if (!value) continue;
            yes += map.yes_or_no ? *value : 1;
            low = std::min(low, *value);
            high = std::max(high, *value);
        }
    }
    if (map.yes_or_no) return "Yes in " + percent(yes / all) + " of the map.";
    if (!(low <= high)) return map.nothing + " anywhere on the map.";
    return "From " + format_number(low, 1) + " to " + format_number(high, 1) +
           (yes < all ? "; " + map.nothing + " in " + percent(1 - yes / all) + " of the map." : ".");
}

}  // namespace

std::optional<Section> hangs_section(const Findings& findings, const Audience&) {
    if (!findings.map) return std::nullopt;
    Section section = map_section(findings.conflict, *findings.map);
    section.id = "hangs";
    section.title = "The two numbers on which the answer hangs most";
    std::get<Figure>(section.blocks.front()).title =
        "Yes or no, by " + number_words(findings.conflict, findings.map->addresses[0]) + " and " +
        number_words(findings.conflict, findings.map->addresses[1]);
    section.blocks.insert(section.blocks.begin(),
                          Paragraph{findings.map->what + " All other numbers stand as they are."});
    return section;
}

Section map_section(const Case& conflict, const Mapped& map) {
    Figure figure{.id = "map", .title = map.what};
    std::array<Axis*, 2> axes = {&figure.x, &figure.y};
    std::array<double, 2> now{};
    for (std::size_t k = 0; k < 2; ++k) {
        *axes[k] = {.label = axis_words(conflict, map.addresses[k]),
                    .low = map.places[k].front(),
                    .high = map.places[k].back(),
                    .categories = {}};
        for_each_quantity(conflict, [&](const QuantityRef& ref) {
            if (ref.address == map.addresses[k]) now[k] = ref.quantity->value();
        });
    }
    figure.series = classes_of(map);
    figure.series.push_back(
        {.name = "As the numbers stand", .tone = kAccent, .size = 1.6, .x = {now[0]}, .y = {now[1]}});
    figure.height = 0.72;
    figure.table = map_table(map, figure);
    const bool gaps = std::any_of(map.value.begin(), map.value.end(), [](const auto& row) {
        return std::any_of(row.begin(), row.end(), [](const auto& value) { return !value; });
    });
    figure.alt = map.what + (map.what.ends_with('?') ? "" : ".") + " Across: " + figure.x.label +
                 ". Up: " + figure.y.label + ". " + share_words(map) +
                 (gaps ? " Where nothing is shaded: " + map.nothing + "." : "");
    Section section{.id = "map", .title = map.what, .blocks = {}};
    section.blocks.emplace_back(std::move(figure));
    return section;
}

}  // namespace entente::report
