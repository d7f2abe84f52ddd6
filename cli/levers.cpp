// entente levers: what is the least that must change?
#include "entente/app/levers.hpp"
#include "cli/verb.hpp"

namespace entente::cli {
namespace {

constexpr std::uint64_t kMostDraws = 10'000'000;
constexpr std::uint64_t kMostSteps = 201;

Result run(Context& context) {
    const Arguments& given = context.arguments;
    const app::Input input = context.load();
    levers::LeversOptions options;
    options.goal = app::read_goal(input.conflict, given.get("--goal", "zone"));
    options.by = given.get("--by");
    if (given.has("--budget")) options.budget = given.real("--budget", 0, 0, 1e300);
    options.draws = given.whole("--draws", options.draws, 0, kMostDraws);
    options.break_even = !given.has("--no-break-even");
    if (given.has("--map")) {
        const std::vector<std::string> two = given.list("--map");
        if (two.size() != 2) {
            throw InputError(Diagnostic{Severity::error,
                                        "E0904",
                                        "--map takes the addresses of two numbers",
                                        {},
                                        "--map war.cost.north,war.cost.south",
                                        "--map"});
        }
        options.map = {two[0], two[1]};
        options.map_steps = given.whole("--map-steps", options.map_steps, 2, kMostSteps);
    }
    const app::LeversAnswer answer = app::levers(input, options, context.run);
    return {.output = context.json ? app::to_json(answer) : app::to_text(answer, context.text),
            .stopped = answer.result.stopped};
}

}  // namespace

Verb levers_verb() {
    return {
        .name = "levers",
        .summary = "what is the least that must change to open the way, and would it last?",
        .inputs = "CASE...",
        .about =
            "Finds the cheapest use of the case's [lever.*] that reaches a goal, every set of levers that "
            "needs each of its own, the value of each single number at which the answer changes, the "
            "chance of success against what is spent, and what it takes for the deal to be kept.",
        .options = {{.name = "--goal",
                     .value = "GOAL",
                     .help = "zone (default), \"deal: issue=option, ...\", stable:CONCEPT or chance:SHARE"},
                    {.name = "--by", .value = "ID", .help = "only the levers of this holder"},
                    {.name = "--budget", .value = "COST", .help = "leave out what costs more"},
                    {.name = "--draws",
                     .value = "N",
                     .help = "draws of the curve of chance against cost (default 2000; 0: none)"},
                    {.name = "--no-break-even",
                     .help = "leave out the break-even values of single numbers"},
                    {.name = "--map",
                     .value = "A,B",
                     .help = "where the goal holds over two numbers, by their addresses"},
                    {.name = "--map-steps", .value = "N", .help = "steps a number of --map (default 21)"}},
        .examples = {{"entente levers case:protracted-war", "the least that opens a zone"},
                     {"entente levers case.toml --goal stable:sseq", "a deal that also holds"},
                     {"entente levers case.toml --goal chance:0.8 --by union",
                      "what one outside actor can do alone"},
                     {"entente levers case.toml --map war.cost.north,war.cost.south",
                      "the zone over two numbers"}},
        .run = run};
}

}  // namespace entente::cli
