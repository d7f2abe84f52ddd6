// entente stakeholders: who pulls the parties, where would it settle, could they ratify?
#include "entente/app/stakeholders.hpp"

#include "cli/parse.hpp"
#include "cli/verb.hpp"

namespace entente::cli {
namespace {

constexpr std::uint64_t kMostRuns = 10'000'000;
constexpr std::uint64_t kMostTurns = 10'000;

Result run(Context& context) {
    const Arguments& given = context.arguments;
    if (given.has("--score")) {
        const auto scored = app::score_decisions(given.get("--score"), context.run);
        context.answered();
        return {.output = context.json ? app::to_json(scored, context.run.seed)
                                       : app::to_text(scored, context.text),
                .stopped = scored.stopped};
    }
    if (given.inputs.empty()) {
        throw InputError(usage_error("E0901",
                                     "entente stakeholders needs a case, a table of actors or --score FILE",
                                     "entente stakeholders case:ec-emissions-1994"));
    }
    const app::Input input = context.load(true);
    app::StakeholderRequest request;
    request.models = given.all("--model");
    request.quirks = given.has("--quirks");
    request.parameters = given.all("--smp");
    if (given.has("--runs")) request.runs = given.whole("--runs", 0, 0, kMostRuns);
    request.spread = given.real("--spread", request.spread, 0, 1);
    request.turns = static_cast<std::size_t>(given.whole("--turns", 0, 0, kMostTurns));
    request.issue = given.get("--issue");
    request.deal = given.get("--deal");
    request.path = given.has("--path");
    if (request.path && !given.has("--runs")) request.runs = 0;
    const app::StakeholderAnswer answer = app::stakeholders(input, request, context.run);
    context.answered();
    return {.output = context.json ? app::to_json(answer) : app::to_text(answer, context.text),
            .stopped = answer.result.stopped};
}

}  // namespace

Verb stakeholders_verb() {
    return {
        .name = "stakeholders",
        .summary = "who pulls the parties, where would it settle, could they ratify?",
        .inputs = "CASE|TABLE...",
        .fewest = 0,
        .about =
            "Weighs the actors of a case, or of a table of actors alone (name, power, position, salience; "
            "KTAB's CSV and XML): who stands where, the weighted mean and median, a distribution over the "
            "positions, models of who gives way to whom over an ensemble of runs, who could tip it, trades "
            "between issues with those who lose by them, and how each side's actors vote on deals.",
        .options = {{.name = "--model",
                     .value = "NAME",
                     .help = "only this model (repeatable): condorcet, condorcet-sharp, smp, smp-repaired, "
                             "bdm, exchange",
                     .repeats = true},
                    {.name = "--quirks", .help = "models run as their published code does; smp leads"},
                    {.name = "--smp",
                     .value = "NAME=VALUE",
                     .help = "a parameter of the spatial model by KTAB's name, or its nine numbers",
                     .repeats = true},
                    {.name = "--runs",
                     .value = "N",
                     .help = "runs of the ensemble (default by size, at most 1000; 0: none)"},
                    {.name = "--spread",
                     .value = "X",
                     .help = "how far numbers may be off where none has a range (default 0.1)"},
                    {.name = "--turns", .value = "N", .help = "most turns of models with turns"},
                    {.name = "--path", .help = "show one path turn by turn instead of an ensemble"},
                    {.name = "--issue", .value = "ID", .help = "the issue to look at (default: the first)"},
                    {.name = "--deal",
                     .value = "DEAL",
                     .help = "who is for and against: issue=option, ... or a file"},
                    {.name = "--score",
                     .value = "FILE",
                     .help =
                         "score the models on decided cases: columns decision, dossier, actor, position, "
                         "salience, power, outcome"}},
        .examples = {{"entente stakeholders case:ec-emissions-1994", "a bundled case"},
                     {"entente stakeholders actors.csv --model smp --quirks --path",
                      "one path, as KTAB runs it"},
                     {"entente stakeholders case.toml --deal \"border=0.5, returns=quota\"",
                      "who is for this deal?"},
                     {"entente stakeholders --score decisions.csv", "how far were the models off?"}},
        .run = run};
}

}  // namespace entente::cli
