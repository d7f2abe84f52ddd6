// entente settle: which deals beat no deal, and which of them is fair.
#include <optional>

#include "cli/parse.hpp"
#include "cli/verb.hpp"
#include "entente/app/draft.hpp"
#include "entente/app/settle.hpp"
#include "entente/app/settle_real.hpp"
#include "entente/app/settle_tables.hpp"
#include "entente/app/stability.hpp"
#include "entente/app/stable_deals.hpp"

namespace entente::cli {
namespace {

app::Method method_named(const std::string& name) {
    if (name == "enumerate") return app::Method::enumerate;
    if (name == "merge") return app::Method::merge;
    if (name == "search") return app::Method::search;
    if (name == "milp") return app::Method::milp;
    return app::Method::automatic;
}

/// Keeps the first deals of the frontier's list; what is counted and solved stays that of the whole.
void list_first(app::SettleAnswer& answer, std::size_t most) {
    auto& items = answer.result.frontier.items;
    if (items.size() <= most) return;
    const bool whole = items.size() == answer.result.frontier.points;
    answer.result.notes.push_back(
        "Listed are " + std::to_string(most) + " of the " + std::to_string(items.size()) +
        (whole ? " efficient deals that were found, those best for the first party; counts "
                 "and solutions are of all of them."
               : " efficient deals that would have been, those best for the first party."));
    items.resize(most);
    items.shrink_to_fit();
}

Result run(Context& context) {
    constexpr std::uint64_t kMostPoints = 100'000'000;
    const Arguments& given = context.arguments;
    app::Input input = context.load();
    app::SettleOptions options;
    options.method = method_named(given.get("--method"));
    options.count_exactly = given.get("--count") == "exact";
    options.frontier_limit = given.whole("--limit", options.frontier_limit, 1, kMostPoints);
    if (given.has("--nash-weights")) {
        options.nash_weights = given.per_party("--nash-weights", input.conflict.parties.size(), "E0904",
                                               "one positive number");
    }
    std::string completed;
    if (given.has("--improve")) {
        const app::Draft draft = app::read_draft(input.conflict, given.get("--improve"));
        if (draft.complete()) {
            options.improve = draft.outcome;
        } else {
            completed = app::words_of(input.conflict, draft);
            input = app::with_draft(std::move(input), draft);
        }
    }
    if (given.has("--reference"))
        options.reference = app::read_deal(input.conflict, given.get("--reference"));
    const auto form =
        given.get("--outcomes") == "numbers" ? report::OutcomeForm::numbers : report::OutcomeForm::labels;
    std::optional<app::Concept> hold;
    if (given.has("--stable")) hold = app::concept_of(given.get("--stable"));
    constexpr std::uint64_t kFinestGrid = 10'000;
    const std::uint64_t grid = given.whole("--grid", 0, 2, kFinestGrid);
    const auto listed = static_cast<std::size_t>(given.whole("--list", kMostPoints, 0, kMostPoints));
    app::SettleAnswer answer = app::settle_on_grid(input, grid, options, context.run);
    list_first(answer, listed);
    Result result;
    if (given.has("--csv")) {
        const std::string folder = given.get("--csv");
        result.folders.push_back(folder);
        for (const app::OutputFile& file : app::settle_tables(answer))
            result.beside.push_back({folder + "/" + file.name, file.text});
    }
    if (!completed.empty())
        answer.result.notes.insert(answer.result.notes.begin(), app::draft_note(completed));
    if (hold) {
        const auto deals = app::stable_deals(answer, *hold, options, context.run);
        context.answered();
        result.output =
            context.json ? app::to_json(answer, deals, form) : app::to_text(answer, deals, context.text);
        result.stopped = answer.result.stopped == Stopped::complete ? deals.stopped : answer.result.stopped;
        return result;
    }
    context.answered();
    result.output = context.json ? app::to_json(answer, form) : app::to_text(answer, context.text);
    result.stopped = answer.result.stopped;
    return result;
}

}  // namespace

Verb settle_verb() {
    return {
        .name = "settle",
        .summary = "which deals beat no deal for everybody, and which is fair?",
        .inputs = "CASE...",
        .about =
            "Finds the zone of possible agreement, every efficient deal, and the deals that the "
            "bargaining solutions single out; where there is no zone, who blocks it and by how much. "
            "Values of no deal are the file's, or come from its war.",
        .options = {{.name = "--method",
                     .value = "NAME",
                     .help = "force a method",
                     .choices = {"automatic", "enumerate", "merge", "search", "milp"}},
                    {.name = "--limit",
                     .value = "N",
                     .help = "efficient deals to look for; past it a cover stands in"},
                    {.name = "--count",
                     .value = "HOW",
                     .help = "how many outcomes are in the zone: exactly where that takes a moment, or "
                             "where it takes seconds too",
                     .choices = {"automatic", "exact"}},
                    {.name = "--list",
                     .value = "N",
                     .help = "efficient deals to write out; counts and solutions stay those of all"},
                    {.name = "--outcomes",
                     .value = "FORM",
                     .help =
                         "how JSON writes an outcome: issues with labels, or the numbers of its options "
                         "beside one table of labels, which is shorter where lists are long",
                     .choices = {"labels", "numbers"}},
                    {.name = "--grid",
                     .value = "N",
                     .help = "evenly spaced numbers of a real-valued issue to list as well"},
                    {.name = "--improve",
                     .value = "DEAL",
                     .help = "what is better than this draft for somebody and worse for nobody; a "
                             "file, or issue=option, issue=option, ...; where it leaves issues open, the "
                             "best deals that complete it"},
                    {.name = "--reference",
                     .value = "DEAL",
                     .help = "a status quo: trades and the Gupta-Livne solution start from it"},
                    {.name = "--csv",
                     .value = "FOLDER",
                     .help = "also write frontier, solutions and trades as CSV files there"},
                    {.name = "--stable",
                     .value = "CONCEPT",
                     .help = "which deals of the zone hold once agreed, given [control], and the best "
                             "of them",
                     .choices = app::concept_names()},
                    {.name = "--nash-weights",
                     .value = "A,B,...",
                     .help = "weighted Nash solution, one weight per party"}},
        .examples = {{"entente settle case:camp-david-1978", "a bundled case"},
                     {"entente settle case.toml --set reserve.north=45",
                      "what if the north had more to fall back on?"},
                     {"entente settle case.toml --improve \"border=0.5, returns=full\"",
                      "deals better than a draft"},
                     {"entente settle domain.xml a.xml b.xml --json -o out.json",
                      "a GENIUS scenario, as JSON"}},
        .run = run};
}

}  // namespace entente::cli
