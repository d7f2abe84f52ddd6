// Every number with its value, range, source and grade; and the sliders of the studio.
#include <algorithm>
#include <cmath>

#include "entente/core/text.hpp"
#include "report/internal.hpp"
#include "report/sections.hpp"

namespace entente::report {
namespace {

constexpr const char* kGrades[] = {"data", "judgement", "assumption"};

std::string grade_of(const Case& conflict, const Quantity& quantity) {
    if (quantity.source < 0) return "none cited";
    return kGrades[static_cast<std::size_t>(
        conflict.sources[static_cast<std::size_t>(quantity.source)].grade)];
}

std::string source_of(const Case& conflict, const Quantity& quantity) {
    if (quantity.source < 0) return "";
    const Source& source = conflict.sources[static_cast<std::size_t>(quantity.source)];
    return source.date.empty() ? source.what : source.what + " (" + source.date + ")";
}

std::string written(const Quantity& quantity) {
    if (!quantity.ranged()) return quantity.best.to_string();
    return quantity.best.to_string() + " (" + quantity.low->to_string() + ".." +
           quantity.high->to_string() + ")";
}

bool visible(const Audience& audience, const std::optional<PartyId>& owner) {
    return !owner || may_show(audience, *owner);
}

Figure evidence_figure(const Findings& findings, const Audience& audience) {
    const Case& conflict = findings.conflict;
    Figure figure{.id = "evidence", .title = "What the numbers rest on"};
    figure.x = {.label = "Share of importance (%)", .low = 0, .high = 100, .categories = {}};
    constexpr Tone kTones[] = {kAccent, kMuted, kWarning};
    constexpr const char* kNames[] = {"Data", "Judgement", "Assumption, or no source"};
    figure.table = {
        .id = "evidence-data",
        .title = figure.title,
        .columns = {{"Whose numbers", ""}, {"Data", "%", 1}, {"Judgement", "%", 1}, {"Assumption", "%", 1}},
        .rows = {}};
    std::vector<std::pair<std::string, Shares>> rows;
    if (!audience.viewer) rows.emplace_back("All parties", findings.evidence.importance);
    for (std::size_t p = 0; p < findings.evidence.by_party.size(); ++p) {
        if (may_show(audience, PartyId(p)))
            rows.emplace_back(conflict.parties[p].name, findings.evidence.by_party[p]);
    }
    Series series[3];
    for (std::size_t g = 0; g < 3; ++g)
        series[g] = {.name = kNames[g], .mark = Mark::bars, .tone = kTones[g]};
    for (std::size_t r = 0; r < rows.size(); ++r) {
        figure.y.categories.push_back(rows[r].first);
        double from = 0;
        std::vector<Cell> cells = {rows[r].first};
        for (std::size_t g = 0; g < 3; ++g) {
            const double share = 100 * rows[r].second[g];
            cells.emplace_back(share);
            if (share > 0) {
                series[g].x.push_back(from);
                series[g].x2.push_back(from + share);
                series[g].y.push_back(static_cast<double>(r));
                series[g].names.push_back(std::string(kNames[g]) + ": " + format_number(share, 0) + " %");
            }
            from += share;
        }
        figure.table.rows.push_back(std::move(cells));
    }
    for (Series& one : series) {
        if (!one.x.empty()) figure.series.push_back(std::move(one));
    }
    figure.height = (96 + 34.0 * static_cast<double>(rows.size())) / 720;
    if (!rows.empty()) {
        figure.alt = (audience.viewer ? "Of " + rows[0].first + "'s numbers, by importance, "
                                      : std::string("Of all numbers, by importance, ")) +
                     percent(rows[0].second[2]) + " rest on assumptions, " + percent(rows[0].second[1]) +
                     " on judgement, " + percent(rows[0].second[0]) + " on data.";
    }
    return figure;
}

/// The table lists scores as one line per issue and party: a case of many options stays readable.
Table inputs_table(const Findings& findings, const Audience& audience) {
    const Case& conflict = findings.conflict;
    Table table{.id = "inputs",
                .title = "Every number of the case",
                .columns = {{"Number", ""},
                            {"Value (range)", ""},
                            {"Source", ""},
                            {"Grade", ""},
                            {"Its name in the file", ""}},
                .rows = {}};
    for_each_quantity(conflict, [&](const QuantityRef& ref) {
        const AddressWords words = address_words(conflict, ref.address);
        if (!visible(audience, words.owner)) return;
        // Derived values of no deal are results, not inputs.
        if (ref.address.starts_with("reserve.") && words.owner &&
            findings.reservations.size() > words.owner->index() &&
            findings.reservations[words.owner->index()].origin == ReserveOrigin::derived) {
            return;
        }
        table.rows.push_back({words.group + ": " + words.label, written(*ref.quantity),
                              source_of(conflict, *ref.quantity), grade_of(conflict, *ref.quantity),
                              ref.address});
    });
    return table;
}

double nice_step(double width) {
    if (!(width > 0) || !std::isfinite(width)) return 0.01;
    const double power = std::pow(10, std::floor(std::log10(width / 100)));
    return power;
}

/// A slider's reach: the legal domain where it is bounded, else some way past the range or the value.
void set_reach(Input& input, const Domain& domain) {
    const double value = input.value;
    double low = input.low.value_or(value);
    double high = input.high.value_or(value);
    const double reach = std::max({high - low, std::abs(value), input.unit == "score" ? 100.0 : 1e-3});
    low = input.unit == "score" ? std::min(0.0, low) : std::min(low - reach / 2, 0.0);
    high = input.unit == "score" ? std::max(100.0, high) : std::max(high + reach / 2, value + reach);
    if (value >= 0 && low < 0 && input.unit != "points") low = 0;
    input.slider_low = std::isfinite(domain.low) ? std::max(low, domain.low) : low;
    input.slider_high = std::isfinite(domain.high) ? std::min(high, domain.high) : high;
    if (std::isfinite(domain.low) && std::isfinite(domain.high) && domain.high - domain.low <= 1000) {
        input.slider_low = domain.low;
        input.slider_high = domain.high;
    }
    input.step = domain.integer ? 1 : nice_step(input.slider_high - input.slider_low);
    if (domain.low_open && input.slider_low <= domain.low) input.slider_low = domain.low + input.step;
    if (domain.high_open && input.slider_high >= domain.high) input.slider_high = domain.high - input.step;
}

}  // namespace

std::vector<Input> slider_inputs(const Case& conflict) {
    std::vector<Input> inputs;
    for_each_quantity(conflict, [&](const QuantityRef& ref) {
        const AddressWords words = address_words(conflict, ref.address);
        Input input{.address = ref.address,
                    .label = words.label,
                    .group = words.group,
                    .value = ref.quantity->value(),
                    .text = written(*ref.quantity)};
        if (ref.quantity->ranged()) {
            input.low = ref.quantity->low->value();
            input.high = ref.quantity->high->value();
        }
        if (std::isfinite(ref.domain.low)) input.legal_low = ref.domain.low;
        if (std::isfinite(ref.domain.high)) input.legal_high = ref.domain.high;
        input.legal = ref.domain.describe();
        input.unit = ref.unit;
        input.source = source_of(conflict, *ref.quantity);
        input.grade = grade_of(conflict, *ref.quantity);
        set_reach(input, ref.domain);
        inputs.push_back(std::move(input));
    });
    return inputs;
}

std::optional<Section> inputs_section(const Findings& findings, const Audience& audience) {
    Section section{"inputs", "What goes in", {}};
    const Evidence& evidence = findings.evidence;
    if (!audience.viewer) {
        section.blocks.push_back(Paragraph{
            "The case has " + group_digits(std::to_string(evidence.numbers)) +
            " numbers: " + std::to_string(evidence.cited[0]) + " cite data, " +
            std::to_string(evidence.cited[1]) + " judgement, " + std::to_string(evidence.cited[2]) +
            " an assumption, and " + std::to_string(evidence.uncited) + " cite nothing; " +
            std::to_string(evidence.ranged) + " have a range."});
    }
    section.blocks.push_back(evidence_figure(findings, audience));
    section.blocks.push_back(
        Paragraph{"Importance is the number of points by which a number can move its party's utility; each "
                  "party counts the same.",
                  Paragraph::Style::note});
    Table table = inputs_table(findings, audience);
    constexpr std::size_t kRows = 1500;
    if (table.rows.size() > kRows) {
        section.blocks.push_back(Paragraph{"The first " + std::to_string(kRows) + " of " +
                                               group_digits(std::to_string(table.rows.size())) +
                                               " numbers are listed; the case file has all.",
                                           Paragraph::Style::note});
        table.rows.resize(kRows);
    }
    if (!table.rows.empty()) section.blocks.push_back(std::move(table));
    return section;
}

std::optional<Section> method_section(const Findings& findings, const Audience& audience) {
    Section section{"method", "Method, and how to get this page again", {}};
    List list;
    if (findings.settle) {
        const settle::SettleResult& result = *findings.settle;
        list.items.push_back("Settlement: " + result.method + "; " +
                             (result.exact ? "exact" : "not exact, see the notes") +
                             (result.stopped == Stopped::complete
                                  ? ""
                                  : "; stopped early (" + std::string(to_string(result.stopped)) + ")") +
                             ".");
        if (!audience.viewer) {
            for (const std::string& note : result.notes) list.items.push_back(note);
        }
    }
    if (!audience.viewer) {
        for (const std::string& note : findings.notes) list.items.push_back(note);
    }
    if (!list.items.empty()) section.blocks.push_back(std::move(list));
    Table table{
        .id = "provenance", .title = "To reproduce", .columns = {{"What", ""}, {"Value", ""}}, .rows = {}};
    const Provenance& provenance = findings.provenance;
    table.rows.push_back({"Version", "Entente " + provenance.version});
    if (!audience.redact) {
        if (!provenance.file.empty()) table.rows.push_back({"Case file", provenance.file});
        if (!provenance.sha256.empty()) table.rows.push_back({"SHA-256 of the case", provenance.sha256});
        if (!provenance.command.empty()) table.rows.push_back({"Command", provenance.command});
    }
    table.rows.push_back({"Seed", std::to_string(provenance.seed)});
    section.blocks.push_back(std::move(table));
    section.blocks.push_back(Paragraph{kDisclaimer, Paragraph::Style::note});
    return section;
}

}  // namespace entente::report
