// What `check` says, described: it points into the case, which can have millions of numbers.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "entente/assess/inspect.hpp"
#include "entente/model/case.hpp"
#include "entente/report/numbers.hpp"
#include "report/results/diagnostics.hpp"

namespace entente::report {

/// What a description points to where there is no result.
template <class T>
[[nodiscard]] const T& blank() {
    static const T none{};
    return none;
}

template <class T>
using Keyed = std::vector<std::pair<std::string, T>>;

inline Keyed<double> shares(const assess::Shares& all) {
    Keyed<double> named;
    for (std::size_t grade = 0; grade < all.size(); ++grade)
        named.emplace_back(kGradeNames[grade], all[grade]);
    return named;
}

struct EvidenceOut {
    const Case* conflict = &blank<Case>();
    const assess::Evidence* evidence = &blank<assess::Evidence>();
};

template <class Visitor>
void describe(Visitor& visit, const EvidenceOut& out) {
    Keyed<Keyed<double>> parties;
    for (std::size_t p = 0; p < out.evidence->by_party.size(); ++p)
        parties.emplace_back(out.conflict->parties[p].id, shares(out.evidence->by_party[p]));
    Keyed<std::size_t> cited;
    for (std::size_t grade = 0; grade < out.evidence->cited.size(); ++grade)
        cited.emplace_back(kGradeNames[grade], out.evidence->cited[grade]);
    visit("importance", shares(out.evidence->importance),
          {"share", "by grade; each party counts the same"});
    visit("by_party", parties, {"share", "the same for each party"});
    visit("numbers", out.evidence->numbers, {"", "how many numbers the file has"});
    visit("ranged", out.evidence->ranged, {"", "how many of them have a range"});
    visit("cited", cited, {"", "how many cite a source, by its grade"});
    visit("uncited", out.evidence->uncited, {"", "how many cite none"});
}

struct PartyOut {
    const Party* party = &blank<Party>();
};

template <class Visitor>
void describe(Visitor& visit, const PartyOut& out) {
    std::optional<double> reserve;
    if (out.party->reserve) reserve = out.party->reserve->value();
    visit("id", out.party->id, {"", "its short name"});
    visit("name", out.party->name, {"", "its name"});
    visit("notes", out.party->notes, {"", "the author's remarks"});
    visit("reserve", reserve, {"points", "its value of no deal as stated; null: none is"});
    visit("terms", out.party->preference.terms.size(), {"", "how many bonuses it has"});
}

struct IssueOut {
    const Issue* issue = &blank<Issue>();
};

template <class Visitor>
void describe(Visitor& visit, const IssueOut& out) {
    visit("id", out.issue->id, {"", "its short name"});
    visit("ask", out.issue->ask, {"", "the question"});
    visit("unit", out.issue->unit, {"", "of its numeric options; empty: not said"});
    visit("notes", out.issue->notes, {"", "the author's remarks"});
    visit("options", out.issue->options.size(), {"", "how many"});
    visit("grid", out.issue->grid, {"", "are scores between the listed options interpolated"});
}

struct SourceOut {
    const Source* source = &blank<Source>();
};

template <class Visitor>
void describe(Visitor& visit, const SourceOut& out) {
    visit("id", out.source->id, {"", "its short name"});
    visit("what", out.source->what, {"", "what it is"});
    visit("grade", to_string(out.source->grade), {"", "data, judgement or assumption"});
    visit("date", out.source->date, {"", "as written"});
}

template <class Out, class In>
std::vector<Out> all_of(const std::vector<In>& list) {
    std::vector<Out> out;
    for (const In& each : list) out.push_back({&each});
    return out;
}

struct SpaceOut {
    std::size_t issues = 0;
    std::string outcomes;
    std::size_t rules = 0;
};

template <class Visitor>
void describe(Visitor& visit, const SpaceOut& out) {
    visit("issues", out.issues, {"", "how many"});
    visit("outcomes", out.outcomes, {"", "options multiplied, before rules; a string"});
    visit("rules", out.rules, {"", "how many"});
}

/// All that `check --json` writes after the envelope.
struct CheckOut {
    const Case* conflict = &blank<Case>();
    const assess::CheckResult* result = &blank<assess::CheckResult>();
};

template <class Visitor>
void describe(Visitor& visit, const CheckOut& out) {
    const Case& conflict = *out.conflict;
    const assess::CheckResult& result = *out.result;
    visit("sound", true, {"", "on mistakes false, with `diagnostics` only and exit code 2"});
    visit("format", conflict.origin.format, {"", "`toml`, `genius`, `gmcr`, ..."});
    visit("notes_of_the_author", conflict.notes, {"", "for readers"});
    visit("parties", all_of<PartyOut>(conflict.parties), {"", "who"});
    visit("issues", all_of<IssueOut>(conflict.space.issues), {"", "about what"});
    visit("space", SpaceOut{conflict.space.issues.size(), result.outcomes, conflict.space.rules.size()},
          {"", "how large the space of outcomes is"});
    visit("sources", all_of<SourceOut>(conflict.sources), {"", "what numbers cite"});
    visit("evidence", EvidenceOut{out.conflict, &result.evidence}, {"", "what the numbers rest on"});
    visit("in_force", result.settings, {"", "every setting, whether the file has it or not"});
    visit("tables", result.tables, {"", "which tables there are, and which verb reads each"});
    visit("diagnostics", diagnostics_shown(result.warnings), {"", "warnings"});
    visit("numbers", numbers_of(conflict), {"", "every number of the case"});
}

}  // namespace entente::report
