// Every number with its value, range, source and grade; and the sliders of the studio.
#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "entente/core/text.hpp"
#include "entente/report/numbers.hpp"
#include "report/internal.hpp"
#include "report/sections/sections.hpp"

namespace entente::report {
namespace {

constexpr std::size_t kMostRanked = 120;   // states of an order in one cell
constexpr std::size_t kMostListed = 1500;  // past this a page is no place to read numbers
constexpr std::size_t kMostOptions = 40;   // of an issue in its sheet

std::string grade_of(const Case& conflict, const Quantity& quantity) {
    if (quantity.source < 0) return "none cited";
    return std::string(to_string(conflict.sources[static_cast<std::size_t>(quantity.source)].grade));
}

std::string source_words(const Source& source) {
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
    std::vector<std::pair<std::string, assess::Shares>> rows;
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
                series[g].names.push_back(std::string(kNames[g]) + ": " + percent(share / 100));
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

/// The sources, numbered in the order of the file, and how many visible numbers cite each.
class Citations {
public:
    /// \param all also those that no number cites: rankings and moves rest on them
    Citations(const Case& conflict, bool all)
        : conflict_(conflict), all_(all), cited_(conflict.sources.size()) {}

    void cite(const Quantity& quantity) {
        if (quantity.source >= 0) ++cited_[static_cast<std::size_t>(quantity.source)];
    }

    /// The source's number in the list of sources; nothing where none is cited.
    Cell number(const Quantity& quantity) const {
        if (quantity.source < 0) return {};
        const auto last = cited_.begin() + quantity.source;
        return std::to_string(
            std::count_if(cited_.begin(), last, [&](std::size_t n) { return all_ || n > 0; }) + 1);
    }

    /// \param redact sources name people and places: their words are withheld, their grade stays
    Table table(bool redact) const {
        Table table{
            .id = "sources",
            .title = "Sources",
            .columns = {{"No.", ""}, {"Source", ""}, {"Grade", ""}, {"Numbers that cite it", "", 0}},
            .rows = {}};
        for (std::size_t i = 0; i < cited_.size(); ++i) {
            if (!all_ && cited_[i] == 0) continue;
            const Source& source = conflict_.sources[i];
            table.rows.push_back({std::to_string(table.rows.size() + 1),
                                  redact ? std::string("withheld") : source_words(source),
                                  std::string(to_string(source.grade)), static_cast<double>(cited_[i])});
        }
        return table;
    }

private:
    const Case& conflict_;
    bool all_;
    std::vector<std::size_t> cited_;
};

/// A score sheet: an issue's options down, the parties across, as negotiation teachers write it.
Table sheet_table(const Case& conflict, std::size_t issue, const Audience& audience,
                  const Citations& citations) {
    const Issue& about = conflict.space.issues[issue];
    const std::vector<Option>& options = about.scored();
    Table table{.id = "sheet-" + std::to_string(issue + 1),
                .title = issue_name(about),
                .columns = {{"Option", ""}},
                .rows = {}};
    std::vector<const IssueScore*> sheets;
    for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
        if (!may_show(audience, PartyId(p))) continue;
        const auto& all = conflict.parties[p].preference.issues;
        table.columns.push_back({conflict.parties[p].name, "", 1, static_cast<Tone>(p)});
        sheets.push_back(issue < all.size() && !all[issue].scores.empty() ? &all[issue] : nullptr);
    }
    if (std::all_of(sheets.begin(), sheets.end(), [](const auto* one) { return one == nullptr; }))
        return table;
    const auto words = [&](const Quantity& quantity) -> Cell {
        const Cell source = citations.number(quantity);
        const auto* number = std::get_if<std::string>(&source);
        return written(quantity) + (number != nullptr ? " [" + *number + "]" : "");
    };
    const auto row = [&](const std::string& name, const auto& number) {
        std::vector<Cell> cells = {name};
        for (const IssueScore* sheet : sheets)
            cells.push_back(sheet != nullptr ? words(number(*sheet)) : Cell{});
        table.rows.push_back(std::move(cells));
    };
    row("Weight of the issue", [](const IssueScore& sheet) -> const Quantity& { return sheet.weight; });
    for (std::size_t k = 0; k < options.size() && k < kMostOptions; ++k) {
        const bool written_out = std::any_of(sheets.begin(), sheets.end(), [&](const IssueScore* sheet) {
            return sheet != nullptr && k < sheet->scores.size();
        });
        if (!written_out) break;
        std::vector<Cell> cells = {options[k].label};
        for (const IssueScore* sheet : sheets)
            cells.push_back(sheet != nullptr && k < sheet->scores.size() ? words(sheet->scores[k])
                                                                         : Cell{});
        table.rows.push_back(std::move(cells));
    }
    if (options.size() > kMostOptions)
        table.title += " (the first " + std::to_string(kMostOptions) + " of " +
                       group_digits(std::to_string(options.size())) + " options)";
    return table;
}

/// Who can move which issue alone.
Table control_table(const Case& conflict) {
    Table table{.id = "control",
                .title = "Who can change what alone",
                .columns = {{"Side", ""}, {"What", ""}, {"Which way", ""}},
                .rows = {}};
    for (const Control& one : conflict.control) {
        const Issue& issue = conflict.space.issues[one.issue.index()];
        const std::string first = issue.options.front().label;
        const std::string last = issue.options.back().label;
        table.rows.push_back({conflict.parties[one.party.index()].name, issue_name(issue),
                              one.direction == Direction::both ? std::string("any")
                              : one.direction == Direction::up
                                  ? "only from “" + first + "” towards “" + last + "”"
                                  : "only from “" + last + "” towards “" + first + "”"});
    }
    return table;
}

/// The moves of a case whose states are written out.
Table moves_table(const Case& conflict) {
    Table table{.id = "control",
                .title = "Who can move where",
                .columns = {{"Side", ""}, {"Moves, from state to state", ""}},
                .rows = {}};
    if (!conflict.graph) return table;
    for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
        std::string words;
        std::size_t told = 0;
        for (const GraphForm::Move& move : conflict.graph->moves) {
            if (move.party.index() != p) continue;
            if (++told > kMostRanked) {
                words += ", and so on";
                break;
            }
            words +=
                (words.empty() ? "" : ", ") + std::to_string(move.from) + " → " + std::to_string(move.to);
        }
        table.rows.push_back({conflict.parties[p].name, words.empty() ? "none" : words});
    }
    return table;
}

/// What each side ranks states by: the states themselves, or statements, most important first.
Table orders_table(const Case& conflict) {
    Table table{.id = "orders",
                .title = "Each side's order of preference, best or most important first",
                .columns = {{"Side", ""}, {"Ranked", ""}, {"Order", ""}},
                .rows = {}};
    for (const Ranking& ranking : conflict.rankings) {
        std::string words;
        std::size_t told = 0;
        for (const auto& tier : ranking.tiers) {
            if ((told += tier.size()) > kMostRanked) {
                words += ", and so on";
                break;
            }
            std::string equals;
            for (const std::uint32_t state : tier)
                equals += (equals.empty() ? "" : " = ") + std::to_string(state);
            words += (words.empty() ? "" : ", ") + equals;
        }
        table.rows.push_back({conflict.parties[ranking.party.index()].name, "states", words});
    }
    for (const Priorities& list : conflict.priorities) {
        std::string words;
        for (const Statement& statement : list.statements)
            words += (words.empty() ? "" : "; ") + statement.text;
        table.rows.push_back({conflict.parties[list.party.index()].name, "statements", words});
    }
    return table;
}

/// The numbers that this copy may show.
std::vector<ListedNumber> listed_numbers(const Findings& findings, const Audience& audience) {
    std::vector<ListedNumber> listed;
    for_each_quantity(findings.conflict, [&](const QuantityRef& ref) {
        AddressWords words = address_words(findings.conflict, ref.address);
        if (!visible(audience, words.owner)) return;
        listed.push_back({ref, std::move(words)});
    });
    return listed;
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

std::vector<Input> slider_inputs(const Findings& findings) {
    const Case& conflict = findings.conflict;
    // What the draws say hangs on a number comes first, then by how many points it can move.
    std::unordered_map<std::string, double> matters;
    for (const CaseNumber& number : numbers_of(conflict))
        matters[number.address] = 0.05 * number.importance.value_or(0);
    if (findings.robust) {
        for (const robust::Swing& swing : findings.robust->swings)
            matters[swing.address] += std::abs(swing.high - swing.low);
    }
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
        if (ref.quantity->source >= 0)
            input.source = source_words(conflict.sources[static_cast<std::size_t>(ref.quantity->source)]);
        input.grade = grade_of(conflict, *ref.quantity);
        if (const auto found = matters.find(ref.address); found != matters.end())
            input.importance = std::min(1.0, found->second);
        set_reach(input, ref.domain);
        inputs.push_back(std::move(input));
    });
    return inputs;
}

namespace {

void add_matrix(Section& section, const Findings& findings, const Audience& audience,
                const Citations& citations) {
    for (std::size_t i = 0; i < findings.conflict.space.issues.size(); ++i) {
        Table sheet = sheet_table(findings.conflict, i, audience, citations);
        if (!sheet.rows.empty()) section.blocks.push_back(std::move(sheet));
    }
}

}  // namespace

std::optional<Section> inputs_section(const Findings& findings, const Audience& audience) {
    Section section{"inputs", "What goes in", {}};
    const assess::Evidence& evidence = findings.evidence;
    if (!audience.viewer && evidence.numbers > 0) {
        section.blocks.push_back(Paragraph{
            "The case has " + group_digits(std::to_string(evidence.numbers)) +
            " numbers: " + std::to_string(evidence.cited[0]) + " cite data, " +
            std::to_string(evidence.cited[1]) + " judgement, " + std::to_string(evidence.cited[2]) +
            " an assumption, and " + std::to_string(evidence.uncited) + " cite nothing; " +
            std::to_string(evidence.ranged) + " have a range."});
    }
    const assess::Shares& importance = evidence.importance;
    if (importance[0] + importance[1] + importance[2] > 0) {
        Figure rests = evidence_figure(findings, audience);
        // Bars that are all alike say no more than the sentence.
        const auto& rows = rests.table.rows;
        const bool alike = std::all_of(rows.begin(), rows.end(), [&](const std::vector<Cell>& row) {
            return std::equal(row.begin() + 1, row.end(), rows.front().begin() + 1);
        });
        if (alike)
            section.blocks.push_back(Paragraph{rests.alt});
        else
            section.blocks.push_back(std::move(rests));
        section.blocks.push_back(Paragraph{
            "Importance is the number of points by which a number can move its party's utility; each "
            "party counts the same.",
            Paragraph::Style::note});
    }
    if (!audience.viewer) {
        if (Table moves =
                findings.conflict.graph ? moves_table(findings.conflict) : control_table(findings.conflict);
            !moves.rows.empty())
            section.blocks.push_back(std::move(moves));
        if (Table orders = orders_table(findings.conflict); !orders.rows.empty())
            section.blocks.push_back(std::move(orders));
    }
    const auto listed = listed_numbers(findings, audience);
    Citations citations(findings.conflict, !audience.viewer);
    for (const auto& [ref, words] : listed) citations.cite(*ref.quantity);
    if (Table sources = citations.table(audience.redact); !sources.rows.empty())
        section.blocks.push_back(std::move(sources));
    if (listed.empty()) return section.blocks.empty() ? std::nullopt : std::optional(std::move(section));
    for (Figure& forest : range_figures(findings.conflict, listed))
        section.blocks.push_back(std::move(forest));
    if (listed.size() <= kMostListed) add_matrix(section, findings, audience, citations);
    if (listed.size() > kMostListed) {
        section.blocks.push_back(Paragraph{"The first " + group_digits(std::to_string(kMostListed)) +
                                               " of " + group_digits(std::to_string(listed.size())) +
                                               " numbers are listed; the case file has all.",
                                           Paragraph::Style::note});
    }
    Table table{.id = "inputs",
                .title = "Every number of the case, with its name in the file",
                .columns = {{"Number", ""},
                            {"Value (range)", ""},
                            {"Grade", ""},
                            {"Source, no.", ""},
                            {.name = "Its name in the file", .unit = "", .literal = true}},
                .rows = {}};
    for (const auto& [ref, words] : listed) {
        if (table.rows.size() == kMostListed) break;
        table.rows.push_back({words.group + ": " + words.label, written(*ref.quantity),
                              grade_of(findings.conflict, *ref.quantity), citations.number(*ref.quantity),
                              ref.address});
    }
    section.blocks.push_back(std::move(table));
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
    if (findings.stability) list.items.push_back("Stability: " + findings.stability->method + ".");
    if (!list.items.empty()) section.blocks.push_back(std::move(list));
    Table table{.id = "provenance",
                .title = "To reproduce",
                .columns = {{"What", ""}, {.name = "Value", .unit = "", .literal = true}},
                .rows = {}};
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
