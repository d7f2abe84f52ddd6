// docs/json.md, from the descriptions of the results.
#include "report/results/reference.hpp"

#include <fmt/format.h>

#include "entente/assess/describe.hpp"
#include "entente/levers/levers.hpp"
#include "entente/negotiate/balance.hpp"
#include "entente/negotiate/negotiate.hpp"
#include "entente/negotiate/path.hpp"
#include "entente/negotiate/repeat.hpp"
#include "entente/negotiate/tournament.hpp"
#include "entente/report/document.hpp"
#include "entente/report/reference.hpp"
#include "entente/robust/result.hpp"
#include "entente/settle/solutions.hpp"
#include "entente/stakeholders/result.hpp"
#include "entente/stakeholders/score.hpp"
#include "entente/war/calibrate.hpp"
#include "entente/war/describe.hpp"
#include "report/results/check.hpp"
#include "report/results/stability.hpp"

namespace entente::report {
namespace {

constexpr std::string_view kOpening = R"(# JSON results

Written by `scripts/make_docs` from the descriptions beside the results; a test compares. Every command takes `--json`.
Keys are stable: they may be added, not renamed or removed, within `entente-result/1`. Text output may change at any
time.

Counts that can pass 2^53 are strings of decimal digits, null where they were not counted. An outcome is
`{issue id: option label}`. Parties keep the file's order, and every list over parties follows it. Points are 0 to 100
before bonuses; a GENIUS scenario keeps its own scale of 0 to 1. In a path `[]` stands for the entries of a list and
`.*` for keys that are names of the case's own, of solutions or of concepts. A number that is none is null.

## The envelope

| key | value |
|---|---|
| `schema` | `"entente-result/1"` |
| `verb` | the command, `"settle"`; `"summary"` for `entente FILE` |
| `case.title`, `case.sha256` | of the file read; GENIUS: of its files together |
| `seed` | a whole number below 2^53 |
| `method` | what computed the result, in words |
| `exact` | `true`: proved; `false`: `notes` and the bounds beside the numbers say how far off it can be |
| `stopped` | `"complete"`, `"budget"` or `"cancelled"`; in the last two, what is there is what was found |
| `notes` | sentences for people |
| `settings` | what `--set` changed; only where there was any |
| `labels` | `{issue id: [option label, ...]}`; only of `settle --outcomes numbers`, where an outcome is the list of its options' numbers in these lists, from 0 and in the order of the issues |
)";

constexpr std::string_view kClosing = R"(
## cases, explain, schema

`{"schema", "verb": "schema", "models": [{model, seen_as, rules, references, parameters: [{name, unit, legal: {low, high,
low_included, high_included, whole, words}, default, meaning}]}], "every_model": [parameters], "aid": [{kind, rules,
needs_recipient, parameters}]}` is `entente schema --war --json` (`schema` alone prints the JSON Schema itself),
`{"schema", "verb": "cases", "cases": [{slug, title, summary, parties, issues, outcomes}]}` and
`{"schema", "verb": "explain", "codes": [{code, title, meaning, cure, example}], "ideas": [{id, title, family, brief, idea,
picture, objection, source, why}]}`: `family` is the verb that uses the idea (`settle` or `stability`), `why` what it
chooses in the case that was named, a sentence each (empty without a case).

## entente FILE

The envelope with `"verb": "summary"`, and under each verb's name that verb's whole result.
)";

/// A cell of a Markdown table.
std::string cell(const std::string& text) {
    std::string safe;
    for (const char c : text) safe += c == '|' ? std::string("\\|") : std::string(1, c);
    return safe;
}

std::string table_of(const std::vector<ReferenceRow>& rows, const std::string& under = {}) {
    std::string text = "\n| key | shape | meaning |\n|---|---|---|\n";
    for (const ReferenceRow& row : rows) {
        text += fmt::format("| `{}{}` | {} | {} |\n", under, row.path,
                            cell(row.shape + (row.unit.empty() ? "" : ", " + row.unit)), cell(row.meaning));
    }
    return text;
}

std::string heading(std::string_view title, std::string_view words) {
    return fmt::format("\n## {}\n\n{}\n", title, words);
}

/// "`nash`: Nash, `kalai_smorodinsky`: ...", from the records of the solutions.
std::string solutions_in_words() {
    std::string words;
    for (const settle::SolutionText& one : settle::solution_texts())
        words += fmt::format("{}`{}` ({})", words.empty() ? "" : ", ", one.id, one.title);
    return words;
}

}  // namespace

std::string json_page() {
    std::string page(kOpening);
    page +=
        heading("check",
                "What was read, and with which defaults? Grades are `data`, `judgement` and `assumption`.");
    page += table_of(reference_of<CheckOut>());
    page += heading(
        "settle", "Which deals beat no deal for everybody, and which of them is fair? Solutions by key: " +
                      solutions_in_words() + ".");
    page += table_of(reference_of<assess::Settlement>());
    page +=
        "\n`coalitions`: what groups can have without the others (`[coalition]`); null where the case says "
        "nothing of them.\n";
    page += table_of(reference_of<levers::CoalitionsResult>(), "coalitions.");
    page += "\nWith `--stable CONCEPT` one key more, `stable`: which of them hold once agreed.\n";
    page += table_of(reference_of<assess::StableDeals>(), "stable.");
    page += heading(
        "stability",
        "States are numbered from 1 in the order of their decimals (first issue least significant, "
        "infeasible ones skipped). `--states N` cuts the lists (100,000 where it is not given), never "
        "the counts. `robustness.chances[]` also has a key for each concept: `chance` and "
        "`standard_error`.");
    page += table_of(reference_of<StabilityShown>());
    page += heading(
        "war", "Points are each side's own; `range`, `learning` and `leverage` are in the first side's.");
    page += table_of(reference_of<war::WarResult>());
    page += table_of(reference_of<DiagnosticShown>(), "diagnostics[].");
    page += "\nOf `--fit` instead:\n";
    page += table_of(reference_of<war::SeriesFit>(), "fit.");
    page +=
        "\nOf `--fit --durations` instead `durations`: `column`, `observations`, `skipped`, `mean`, "
        "`median`, `shape`, "
        "`log_shape_error`, `log_likelihood` (of ln t), `log_likelihood_time`, `coefficients[]` (`name`, "
        "`coefficient`, `error`; the constant last).\n";
    page += heading("stakeholders", "Who pulls the parties, where would it settle, and could they ratify?");
    page += table_of(reference_of<stakeholders::StakeholderResult>());
    page += "\nOf `--score` instead:\n";
    page += table_of(reference_of<stakeholders::ScoreResult>());
    page += heading("negotiate", "How would talks get there? Of one talk:");
    page += table_of(reference_of<negotiate::Talk>());
    page += table_of(reference_of<negotiate::Repeated>(), "repeated.");
    page += table_of(reference_of<negotiate::Balance>(), "balance.");
    page += table_of(reference_of<negotiate::ConcessionPath>(), "concessions.");
    page += "\nOf `--tournament`, with `cases`, the files played:\n";
    page += table_of(reference_of<negotiate::TournamentResult>());
    page += heading("robust", "How sure are we, and which number matters most?");
    page += table_of(reference_of<robust::RobustResult>());
    page += heading("levers", "What is the least that must change for a deal?");
    page += table_of(reference_of<levers::LeversResult>());
    page += heading(
        "report",
        "`document`: what the page shows, as data. A `tone` is `neutral`, `accent`, `muted`, `warning` or "
        "`party-0`, `party-1`, ...");
    page += table_of(reference_of<Document>(), "document.");
    return page + std::string(kClosing);
}

}  // namespace entente::report
