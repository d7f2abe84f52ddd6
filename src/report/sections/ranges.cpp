// How sure each number is: best value and range side by side, with what it rests on.
#include <algorithm>
#include <array>
#include <cmath>

#include "entente/core/text.hpp"
#include "entente/report/robust.hpp"
#include "report/sections/sections.hpp"

namespace entente::report {
namespace {

constexpr std::size_t kMostRows = 24;  // a figure of more is no figure

enum class Kind { weight, score, no_deal, other };
constexpr std::array<Kind, 4> kKinds = {Kind::weight, Kind::score, Kind::no_deal, Kind::other};

Kind kind_of(const QuantityRef& ref) {
    if (ref.address.starts_with("reserve.")) return Kind::no_deal;
    if (ref.unit == "weight") return Kind::weight;
    if (ref.unit == "score") return Kind::score;
    return Kind::other;
}

std::string title_of(Kind kind, const Case& conflict) {
    switch (kind) {
        case Kind::weight:
            return "How sure the weights are";
        case Kind::score:
            return "How sure the scores are";
        case Kind::no_deal:
            return "How sure the values of " + no_deal(conflict) + " are";
        default:
            return "How sure the other numbers are";
    }
}

std::string id_of(Kind kind) {
    constexpr const char* kIds[] = {"ranges-weights", "ranges-scores", "ranges-no-deal", "ranges-others"};
    return kIds[static_cast<std::size_t>(kind)];
}

double width_of(const ListedNumber& number) {
    const Quantity& quantity = *number.ref.quantity;
    const double scale = std::max(std::abs(quantity.value()), 1e-12);
    return (quantity.high->value() - quantity.low->value()) / scale;
}

/// 0: data, 1: judgement, 2: assumption, or nothing cited.
std::size_t grade_of(const Case& conflict, const Quantity& quantity) {
    if (quantity.source < 0) return 2;
    const Grade grade = conflict.sources[static_cast<std::size_t>(quantity.source)].grade;
    return grade == Grade::data ? 0 : grade == Grade::judgement ? 1 : 2;
}

constexpr const char* kGrades[] = {"Data", "Judgement", "Assumption, or no source"};
constexpr Tone kTones[] = {kAccent, kNeutral, kWarning};

std::string name_of(const Case& conflict, const ListedNumber& number) {
    const std::string& address = number.ref.address;
    // Who before what: of a long name the end is left out.
    if (address.starts_with("issue.") || address.starts_with("reserve."))
        return number_words(conflict, address);
    if (number.words.group == "Other numbers") return number.words.label;  // its address
    return number.words.group + ": " + number.words.label;
}

std::string range_words(const Quantity& quantity) {
    return quantity.best.to_string() + " (" + quantity.low->to_string() + " to " +
           quantity.high->to_string() + ")";
}

Figure range_figure(const Case& conflict, Kind kind, std::vector<const ListedNumber*> rows,
                    std::size_t of) {
    // Numbers of several units share an axis only as parts of their own best values.
    const bool relative = kind == Kind::other;
    Figure figure{.id = id_of(kind), .title = title_of(kind, conflict)};
    const std::string unit = relative               ? "Part of its best value (%)"
                             : kind == Kind::weight ? "Weight"
                             : kind == Kind::score  ? "Score"
                                                    : "Points, each party's own";
    figure.x = {.label = unit, .low = {}, .high = {}, .categories = {}};
    std::array<Series, 3> ranges;
    std::array<Series, 3> bests;
    for (std::size_t g = 0; g < 3; ++g) {
        ranges[g] = {.name = "", .mark = Mark::links, .tone = kTones[g], .size = 1.3};
        bests[g] = {.name = kGrades[g], .tone = kTones[g], .filled = g < 2, .shown = true};
    }
    figure.table = {
        .id = figure.id + "-data",
        .title = figure.title,
        .columns = {{"Number", ""}, {"Low", "", 3}, {"Best", "", 3}, {"High", "", 3}, {"Grade", ""}},
        .rows = {}};
    for (const ListedNumber* number : rows) {
        const Quantity& quantity = *number->ref.quantity;
        const std::size_t g = grade_of(conflict, quantity);
        const double row = static_cast<double>(figure.y.categories.size());
        const double scale = relative ? 100 / quantity.value() : 1;
        const std::string name = name_of(conflict, *number);
        figure.y.categories.push_back(name);
        ranges[g].x.push_back(scale * quantity.low->value());
        ranges[g].x2.push_back(scale * quantity.high->value());
        ranges[g].y.push_back(row);
        ranges[g].y2.push_back(row);
        bests[g].x.push_back(scale * quantity.value());
        bests[g].y.push_back(row);
        bests[g].names.push_back(range_words(quantity));
        figure.table.rows.push_back({name, quantity.low->value(), quantity.value(), quantity.high->value(),
                                     std::string(kGrades[g])});
    }
    for (std::size_t g = 0; g < 3; ++g) {
        if (ranges[g].x.empty()) continue;
        figure.series.push_back(std::move(ranges[g]));
        figure.series.push_back(std::move(bests[g]));
    }
    figure.height = (70 + 42.0 * static_cast<double>(rows.size())) / 720;
    const Quantity& widest = *rows.front()->ref.quantity;
    figure.alt =
        (of > rows.size() ? "The " + std::to_string(rows.size()) + " widest ranges of " +
                                std::to_string(of) + ", the widest for its size first. "
                          : std::string("Best values and ranges, the widest for its size first. ")) +
        "That is " + name_of(conflict, *rows.front()) + ", " + range_words(widest) + ".";
    return figure;
}

}  // namespace

std::vector<Figure> range_figures(const Case& conflict, const std::vector<ListedNumber>& numbers) {
    std::vector<Figure> figures;
    for (const Kind kind : kKinds) {
        std::vector<const ListedNumber*> rows;
        for (const ListedNumber& number : numbers) {
            const Quantity& quantity = *number.ref.quantity;
            if (!quantity.ranged() || kind_of(number.ref) != kind) continue;
            if (kind == Kind::other && !(quantity.value() != 0)) continue;  // no part of nothing
            rows.push_back(&number);
        }
        if (rows.size() < 2) continue;  // one is told by the table
        std::stable_sort(rows.begin(), rows.end(), [](const ListedNumber* a, const ListedNumber* b) {
            return width_of(*a) > width_of(*b);
        });
        const std::size_t of = rows.size();
        rows.resize(std::min(of, kMostRows));
        figures.push_back(range_figure(conflict, kind, std::move(rows), of));
    }
    return figures;
}

}  // namespace entente::report
