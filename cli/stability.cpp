// entente stability: would the deal hold?
#include "entente/app/stability.hpp"

#include <algorithm>

#include "cli/parse.hpp"
#include "cli/verb.hpp"

namespace entente::cli {
namespace {

constexpr std::uint64_t kMostNumber = 1ull << 40;

/// Draws where none are asked for: a thousand, fewer where each judges many states, so that the whole is
/// some ten seconds' work. The result tells how many there were.
std::uint64_t usual_draws(const Case& conflict, std::uint64_t usual) {
    constexpr double kStatesInAll = 4e7;
    constexpr double kFewest = 20;
    const double states = conflict.graph ? 1 : std::max(1.0, outcome_count_estimate(conflict.space));
    return static_cast<std::uint64_t>(
        std::clamp(kStatesInAll / states, kFewest, static_cast<double>(usual)));
}

Result run(Context& context) {
    const Arguments& given = context.arguments;
    const app::Input input = context.load();
    app::StabilityOptions options;
    app::StabilityView view;
    const auto number = [&](const char* option) -> std::optional<std::uint64_t> {
        if (!given.has(option)) return std::nullopt;
        return given.whole(option, 1, 1, kMostNumber);
    };
    options.from = number("--from");
    options.want = number("--want");
    options.explain = number("--explain");
    view.list_limit = static_cast<std::size_t>(given.whole("--states", view.list_limit, 0, kMostNumber));
    if (given.has("--states")) context.text.list_limit = view.list_limit;
    if (given.has("--concept")) {
        view.concepts.clear();
        for (const std::string& name : given.all("--concept"))
            view.concepts.push_back(app::concept_of(name));
        // By far the dearest to judge, and nothing else that is shown rests on them.
        options.judge.simultaneous = std::any_of(
            view.concepts.begin(), view.concepts.end(),
            [](app::Concept c) { return c == app::Concept::sim || c == app::Concept::sim_unstable; });
    }
    options.judge.simultaneous_limit = given.real("--sim-limit", options.judge.simultaneous_limit, 0, 1e15);
    if (given.has("--cost"))
        options.inverse.costs =
            given.per_party("--cost", input.conflict.parties.size(), "E0633", "one number above zero");
    options.robustness = given.has("--robust") || given.has("--draws") || given.has("--spread");
    options.robust.draws =
        given.whole("--draws", usual_draws(input.conflict, options.robust.draws), 1, 100'000'000);
    options.robust.spread = given.real("--spread", options.robust.spread, 0, 1);
    const app::StabilityAnswer answer = app::stability(input, options, context.run);
    context.answered();
    Result result{
        .output = context.json ? app::to_json(answer, view) : app::to_text(answer, view, context.text),
        .stopped = answer.result.stopped};
    if (given.has("--dot")) result.beside.push_back({given.get("--dot"), app::to_dot(answer)});
    if (given.has("--graph-json"))
        result.beside.push_back({given.get("--graph-json"), app::to_graph_json(answer)});
    return result;
}

}  // namespace

Verb stability_verb() {
    return {
        .name = "stability",
        .summary = "would a deal hold, or does somebody gain by moving away from it?",
        .inputs = "CASE...",
        .about =
            "Judges every outcome by what each party could do alone afterwards ([control]) and how the "
            "others could answer: Nash, general and symmetric metarationality, sequential and "
            "simultaneous stability, with the moves that prove each verdict; ways from the status quo; "
            "coalitions; what preferences would make a state hold. Reads .gmcr models too.",
        .options = {{.name = "--states", .value = "N", .help = "list at most N states; counts stay"},
                    {.name = "--concept",
                     .value = "NAME",
                     .help = "show this concept only",
                     .choices = app::concept_names(),
                     .repeats = true},
                    {.name = "--from",
                     .value = "STATE",
                     .help = "paths start at this state (default: the status quo)"},
                    {.name = "--explain", .value = "STATE", .help = "why this state holds or not"},
                    {.name = "--want",
                     .value = "STATE",
                     .help = "which preferences would make this state an equilibrium"},
                    {.name = "--cost",
                     .value = "A,B,...",
                     .help = "with --want: cost of a changed pair, one per party"},
                    {.name = "--robust", .help = "how sure: uncertain orders, scores with ranges, swaps"},
                    {.name = "--draws",
                     .value = "N",
                     .help = "draws for --robust (default 1000, fewer past 40,000 states)"},
                    {.name = "--spread",
                     .value = "X",
                     .help = "how uncertain orders are, 0 certain to 1 any (default 0.5)"},
                    {.name = "--sim-limit",
                     .value = "N",
                     .help = "most combined moves for simultaneous stability (default 4e9)"},
                    {.name = "--dot", .value = "FILE", .help = "write the graph for Graphviz"},
                    {.name = "--graph-json", .value = "FILE", .help = "write the graph as JSON"}},
        .examples = {{"entente stability case:elmira-1989", "a bundled case"},
                     {"entente stability case:cuba-1962 --explain 7", "why state 7 holds"},
                     {"entente stability case:elmira-1989 --want 1", "what would make delay stable"},
                     {"entente stability model.gmcr --json", "a model of GMCR+ or gmcr-py"}},
        .run = run};
}

}  // namespace entente::cli
