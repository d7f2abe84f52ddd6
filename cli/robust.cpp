// entente robust: how sure are we, and which number matters most?
#include "entente/app/robust.hpp"
#include "cli/output.hpp"
#include "cli/parse.hpp"
#include "cli/verb.hpp"

namespace entente::cli {
namespace {

constexpr std::uint64_t kMostDraws = 1'000'000'000;

/// "3/16": the third of sixteen shards.
void read_shard(const std::string& text, app::RobustOptions& options) {
    const std::size_t slash = text.find('/');
    const auto whole = [](const std::string& digits) {
        const bool good = !digits.empty() && digits.size() < 7 &&
                          digits.find_first_not_of("0123456789") == std::string::npos;
        return good ? std::stoul(digits) : 0ul;
    };
    const unsigned long shard = slash == std::string::npos ? 0 : whole(text.substr(0, slash));
    const unsigned long shards = slash == std::string::npos ? 0 : whole(text.substr(slash + 1));
    if (shard == 0 || shards == 0 || shard > shards) {
        throw InputError(usage_error("E0904", "--shard takes K/N, not '" + text + "'",
                                     "the third of sixteen shards is --shard 3/16"));
    }
    options.shard = static_cast<unsigned>(shard);
    options.shards = static_cast<unsigned>(shards);
}

app::RobustOptions read_options(const Arguments& given) {
    app::RobustOptions options;
    options.draws = given.whole("--draws", options.draws, 1, kMostDraws);
    if (given.get("--sampler") == "sobol") options.sampler = robust::Sampler::sobol;
    options.metrics = given.all("--metric");
    for (const std::string& where : given.all("--where")) options.where.push_back(app::read_where(where));
    if (given.has("--runs")) options.total_runs = given.whole("--runs", 0, 0, kMostDraws);
    if (given.has("--shard")) read_shard(given.get("--shard"), options);
    return options;
}

Result given_data(const Context& context) {
    const Arguments& given = context.arguments;
    if (!given.inputs.empty()) {
        throw InputError(usage_error("E0901", "--from takes draws in place of a case",
                                     "entente robust --from results.csv --metric y"));
    }
    const app::GivenAnswer answer =
        app::robust_from(given.get("--from"), given.get("--metric"), read_options(given).where);
    return {.output = context.json ? app::to_json(answer) : app::to_text(answer, context.text),
            .stopped = Stopped::complete};
}

Result run(Context& context) {
    const Arguments& given = context.arguments;
    if (given.has("--from")) return given_data(context);
    if (given.inputs.empty()) {
        throw InputError(usage_error("E0901", "entente robust needs a case or --from FILE",
                                     "entente robust case:protracted-war"));
    }
    const app::RobustOptions options = read_options(given);
    if (!given.has("--shard")) {
        const app::Input input = context.load();
        const app::RobustAnswer answer = app::robust(input, options, context.run);
        return {.output = context.json ? app::to_json(answer) : app::to_text(answer, context.text),
                .stopped = answer.result.stopped};
    }
    if (!given.has("--output")) {
        throw InputError(usage_error("E0901", "--shard needs a file for its part",
                                     "entente robust case.toml --shard 3/16 -o part3"));
    }
    const app::Input input = context.load();
    const app::ShardAnswer answer = app::robust_shard(input, options, given.get("--output"), context.run);
    if (!context.quiet) tell_line(answer.message);
    return {.output = answer.part, .stopped = answer.stopped};
}

}  // namespace

Verb robust_verb() {
    return {
        .name = "robust",
        .summary = "how sure are we, and which number matters most?",
        .inputs = "CASE...",
        .fewest = 0,
        .about =
            "Draws every number that has a range, values the war and settles the case anew in each draw, "
            "and "
            "tells whether a deal exists, which one and which terms of it are safe, what the answer hangs "
            "on, "
            "and what finding out a number would be worth. The error of drawing stands apart from what the "
            "ranges make uncertain.",
        .options = {{.name = "--draws", .value = "N", .help = "how many draws (default 10000)"},
                    {.name = "--sampler",
                     .value = "NAME",
                     .help = "random: another number leaves the draws of the others as they were; sobol: "
                             "spread more evenly, all of --draws for total-order indices too",
                     .choices = {"random", "sobol"}},
                    {.name = "--metric",
                     .value = "NAME",
                     .help = "explain this by indices: zone.margin (default), war.value.PARTY, ...",
                     .repeats = true},
                    {.name = "--where",
                     .value = "CONDITION",
                     .help = "count only draws such as \"war.cost.north >= 0.5\" or \"zone.margin <= 5\"",
                     .repeats = true},
                    {.name = "--runs",
                     .value = "N",
                     .help = "further runs for total-order indices; 0 leaves them out"},
                    {.name = "--from",
                     .value = "RESULTS.csv",
                     .help = "draws made elsewhere in place of a case: a row each, the output in the last "
                             "column or the one that --metric names"},
                    {.name = "--shard",
                     .value = "K/N",
                     .help = "make only the K-th of N shares of the draws, into the file of -o; the same "
                             "command goes on where it was stopped; entente merge adds them"}},
        .examples = {{"entente robust case:protracted-war", "a bundled case"},
                     {"entente robust case.toml --draws 100000 --json -o robust.json",
                      "more draws, as JSON"},
                     {"entente robust case.toml --where \"war.cost.north >= 1\"", "only where war is dear"},
                     {"entente robust case.toml --shard 1/4 -o part1", "a quarter of the draws"}},
        .run = run};
}

}  // namespace entente::cli
