// entente war: what fighting on brings each side, and what each believes it brings.
#include "entente/app/war.hpp"

#include <charconv>

#include "cli/output.hpp"
#include "cli/parse.hpp"
#include "cli/verb.hpp"

namespace entente::cli {
namespace {

/// "a,b, c" as three names.
std::vector<std::string> names_in(std::vector<std::string> parts) {
    for (std::string& name : parts) {
        while (name.starts_with(' ')) name.erase(0, 1);
        while (name.ends_with(' ')) name.pop_back();
    }
    std::erase(parts, "");
    return parts;
}

/// "4,13,26": how many steps ahead.
std::vector<std::int64_t> steps_in(const std::vector<std::string>& parts) {
    constexpr std::int64_t kFarthest = 100'000;
    std::vector<std::int64_t> steps;
    for (const std::string& part : names_in(parts)) {
        std::int64_t count = 0;
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), count);
        if (error != std::errc() || end != part.data() + part.size() || count < 1 || count > kFarthest) {
            throw InputError(
                usage_error("E0901", "--ahead takes whole numbers of steps, not '" + part + "'",
                            "for example --ahead 4,13,26: steps of the series' usual spacing"));
        }
        steps.push_back(count);
    }
    return steps;
}

Result fit(const Context& context) {
    const Arguments& given = context.arguments;
    if (given.has("--durations")) {
        const war::DurationFit fitted = app::fit_durations(
            given.get("--fit"),
            {given.get("--durations"), names_in(given.list("--covariates")), given.get("--open")});
        return {.output = context.json ? app::to_json(fitted) : app::to_text(fitted, context.text),
                .stopped = Stopped::complete};
    }
    app::FitOptions options{.column = given.get("--column"),
                            .since = given.get("--since"),
                            .until = given.get("--until"),
                            .whole = given.real("--whole", 0, 1e-300, 1e300),
                            .persistence = given.real("--persistence", 1, 1e-6, 1),
                            .keep_jumps = given.has("--keep-jumps")};
    if (given.has("--ahead")) options.ahead = steps_in(given.list("--ahead"));
    const war::SeriesFit fitted = app::fit_series(given.get("--fit"), options);
    return {.output = context.json ? app::to_json(fitted) : app::to_text(fitted, context.text),
            .stopped = Stopped::complete};
}

Result run(Context& context) {
    if (context.arguments.has("--fit")) return fit(context);
    if (context.arguments.has("--durations")) {
        throw InputError(usage_error("E0901", "--durations needs a file to read them from",
                                     "entente war --fit wars.csv --durations days"));
    }
    if (context.arguments.inputs.empty()) {
        throw InputError(usage_error("E0901", "entente war needs a case or --fit FILE",
                                     "entente war case:armed-balance"));
    }
    const app::Input input = context.load();
    const app::WarAnswer answer = app::war(
        input, {.span = context.arguments.real("--span", 0, kShortestSpan, kLongestSpan)}, context.run);
    context.answered();
    if (!context.quiet) tell(answer.result.warnings);
    return {.output = context.json ? app::to_json(answer) : app::to_text(answer, context.text),
            .stopped = answer.result.stopped};
}

}  // namespace

Verb war_verb() {
    return {
        .name = "war",
        .summary = "what does fighting on bring each side, and what does each believe?",
        .inputs = "CASE...",
        .fewest = 0,
        .about =
            "Values the war of a case: chances, duration and costs, what fighting on is worth to each side "
            "under the analyst's numbers and under its own belief, the deals that both prefer to it, the "
            "course of the war, how ripe it is to be settled, and what a third party would have to add. "
            "With --fit, the drift of a front from a series of dates and shares or areas, constant "
            "and wandering, with forecasts and how such forecasts did on the series' own past; with "
            "--durations too, how long wars last, by a Weibull model.",
        .options = {{.name = "--span",
                     .value = "TIME",
                     .help = "lay the course shown over so many battles or periods of the war; no value "
                             "depends on it"},
                    {.name = "--fit",
                     .value = "SERIES.csv",
                     .help = "fit a front to a CSV file with a column of dates and one of shares"},
                    {.name = "--durations",
                     .value = "NAME",
                     .help = "fit the durations of wars in this column instead (--fit)"},
                    {.name = "--covariates",
                     .value = "NAMES",
                     .help = "columns that may explain them, with commas between (--durations)"},
                    {.name = "--open",
                     .value = "NAME",
                     .help = "column that marks wars that go on: 1, yes or true (--durations)"},
                    {.name = "--column",
                     .value = "NAME",
                     .help = "the column of readings: shares, or areas (--fit)"},
                    {.name = "--whole",
                     .value = "NUMBER",
                     .help = "the whole of which areas are shares, for a case's numbers (--fit)"},
                    {.name = "--since", .value = "DATE", .help = "leave out earlier rows (--fit)"},
                    {.name = "--until", .value = "DATE", .help = "leave out later rows (--fit)"},
                    {.name = "--ahead",
                     .value = "STEPS",
                     .help = "forecast so many steps of the usual spacing ahead, with commas between "
                             "(--fit; 4,13,26,52)"},
                    {.name = "--persistence",
                     .value = "SHARE",
                     .help = "what a step leaves of the drift's distance from its mean (--fit; 1: it has "
                             "no mean and wanders)"},
                    {.name = "--keep-jumps",
                     .help = "learn from every move, however far out of line (--fit)"}},
        .examples = {{"entente war case:armed-balance", "a war of learning"},
                     {"entente war case.toml --set war.cost.north=2", "what if war cost the north more?"},
                     {"entente war case:protracted-war --span 36", "its course over three years"},
                     {"entente war --fit front.csv --since 2024-01-01", "how a front drifts, and will"},
                     {"entente war --fit area.csv --column km2 --until 2024-12-31 --ahead 4,13,26",
                      "forecasts as they would have been made then"}},
        .run = run};
}

}  // namespace entente::cli
