// What `check` says, as JSON: one pass, because a case can have millions of numbers.
#include <utility>

#include "entente/assess/inspect.hpp"
#include "entente/report/numbers.hpp"
#include "report/results/writer.hpp"

namespace entente::report {
namespace {

template <class T>
using Keyed = std::vector<std::pair<std::string, T>>;

Keyed<double> shares(const assess::Shares& all) {
    Keyed<double> named;
    for (std::size_t grade = 0; grade < all.size(); ++grade)
        named.emplace_back(kGradeNames[grade], all[grade]);
    return named;
}

struct EvidenceOut {
    const Case& conflict;
    const assess::Evidence& evidence;
};

template <class Visitor>
void describe(Visitor& visit, const EvidenceOut& out) {
    Keyed<Keyed<double>> parties;
    for (std::size_t p = 0; p < out.evidence.by_party.size(); ++p)
        parties.emplace_back(out.conflict.parties[p].id, shares(out.evidence.by_party[p]));
    Keyed<std::size_t> cited;
    for (std::size_t grade = 0; grade < out.evidence.cited.size(); ++grade)
        cited.emplace_back(kGradeNames[grade], out.evidence.cited[grade]);
    visit("importance", shares(out.evidence.importance), {"share", "by grade; each party counts the same"});
    visit("by_party", parties, {"share", "the same for each party"});
    visit("numbers", out.evidence.numbers, {"", "how many numbers the file has"});
    visit("ranged", out.evidence.ranged, {"", "how many of them have a range"});
    visit("cited", cited, {"", "how many cite a source, by its grade"});
    visit("uncited", out.evidence.uncited, {"", "how many cite none"});
}

struct PartyOut {
    const Party& party;
};

template <class Visitor>
void describe(Visitor& visit, const PartyOut& out) {
    std::optional<double> reserve;
    if (out.party.reserve) reserve = out.party.reserve->value();
    visit("id", out.party.id, {"", "its short name"});
    visit("name", out.party.name, {"", "its name"});
    visit("notes", out.party.notes, {"", "the author's remarks"});
    visit("reserve", reserve, {"points", "its value of no deal as stated; null: none is"});
    visit("terms", out.party.preference.terms.size(), {"", "how many bonuses it has"});
}

struct IssueOut {
    const Issue& issue;
};

template <class Visitor>
void describe(Visitor& visit, const IssueOut& out) {
    visit("id", out.issue.id, {"", "its short name"});
    visit("ask", out.issue.ask, {"", "the question"});
    visit("unit", out.issue.unit, {"", "of its numeric options; empty: not said"});
    visit("notes", out.issue.notes, {"", "the author's remarks"});
    visit("options", out.issue.options.size(), {"", "how many"});
    visit("grid", out.issue.grid, {"", "are scores between the listed options interpolated"});
}

struct SourceOut {
    const Source& source;
};

template <class Visitor>
void describe(Visitor& visit, const SourceOut& out) {
    visit("id", out.source.id, {"", "its short name"});
    visit("what", out.source.what, {"", "what it is"});
    visit("grade", to_string(out.source.grade), {"", "data, judgement or assumption"});
    visit("date", out.source.date, {"", "as written"});
}

template <class Out, class In>
std::vector<Out> all_of(const std::vector<In>& list) {
    std::vector<Out> out;
    for (const In& each : list) out.push_back({each});
    return out;
}

struct SpaceOut {
    std::size_t issues;
    const std::string& outcomes;
    std::size_t rules;
};

template <class Visitor>
void describe(Visitor& visit, const SpaceOut& out) {
    visit("issues", out.issues, {"", "how many"});
    visit("outcomes", out.outcomes, {"", "options multiplied, before rules; a string"});
    visit("rules", out.rules, {"", "how many"});
}

struct DiagnosticOut {
    const Diagnostic& found;
};

template <class Visitor>
void describe(Visitor& visit, const DiagnosticOut& out) {
    const Diagnostic& found = out.found;
    constexpr std::string_view kSeverity[] = {"error", "warning", "note"};
    visit("severity", kSeverity[static_cast<std::size_t>(found.severity)], {"", "error, warning or note"});
    visit("code", found.code, {"", "`entente explain CODE` says more"});
    visit("message", found.message, {"", "what is wrong"});
    visit("file", found.where.file, {"", "where"});
    visit("line", found.where.line, {"", "from 1; 0: the whole file"});
    visit("column", found.where.column, {"", "from 1"});
    visit("address", found.address, {"", "the number concerned, where there is one"});
    visit("hint", found.hint, {"", "how to mend it"});
}

}  // namespace

std::string json_check(const Case& conflict, const assess::CheckResult& result,
                       const std::vector<std::string>& settings) {
    JsonWriter json(conflict);
    write_envelope(json, conflict, {.verb = "check", .method = "read", .settings = settings});
    json("sound", true);
    json("format", conflict.origin.format);
    json("notes_of_the_author", conflict.notes);
    json("parties", all_of<PartyOut>(conflict.parties));
    json("issues", all_of<IssueOut>(conflict.space.issues));
    json("space", SpaceOut{conflict.space.issues.size(), result.outcomes, conflict.space.rules.size()});
    json("sources", all_of<SourceOut>(conflict.sources));
    json("evidence", EvidenceOut{conflict, result.evidence});
    json("in_force", result.settings);
    json("tables", result.tables);
    json("diagnostics", all_of<DiagnosticOut>(result.warnings));
    json("numbers", numbers_of(conflict));
    return json.finish();
}

}  // namespace entente::report
