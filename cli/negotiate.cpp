// entente negotiate: how talks would get there, offer by offer, or in tournaments.
#include "entente/app/negotiate.hpp"

#include <cstdio>
#include <tuple>
#include <utility>

#include "cli/output.hpp"
#include "cli/parse.hpp"
#include "cli/verb.hpp"

namespace entente::cli {
namespace {

constexpr std::uint64_t kMostRounds = 10'000'000;
constexpr std::uint64_t kMostTalks = 100'000'000;

app::TalksRequest request_of(const Arguments& given) {
    app::TalksRequest request;
    request.protocol = given.get("--protocol");
    if (given.has("--deadline")) request.deadline = given.whole("--deadline", 100, 1, kMostRounds);
    request.tactics = given.all("--tactic");
    request.first = given.get("--first");
    request.agents = given.all("--agent");
    request.framing = given.get("--framing", "lines");
    request.agent_seconds = given.real("--agent-seconds", 5, 0.001, 3600);
    if (given.has("--agent-memory")) request.agent_memory = parse_memory(given.get("--agent-memory"));
    request.months_per_round = given.real("--months-per-round", 0, 0, 1200);
    request.repeat = given.whole("--repeat", 0, 0, kMostTalks);
    return request;
}

/// "2/4" as the second of four.
std::pair<std::uint64_t, std::uint64_t> shard_of(const std::string& text) {
    const std::size_t slash = text.find('/');
    const auto number = [&](const std::string& digits) -> std::uint64_t {
        if (digits.empty() || digits.size() > 6 ||
            digits.find_first_not_of("0123456789") != std::string::npos)
            return 0;
        return std::stoull(digits);
    };
    const std::uint64_t of = slash == std::string::npos ? 0 : number(text.substr(slash + 1));
    const std::uint64_t which = slash == std::string::npos ? 0 : number(text.substr(0, slash));
    if (which == 0 || which > of)
        throw InputError(usage_error("E0904", "--shard is written I/N, the I-th of N", "--shard 2/4"));
    return {which, of};
}

Result play_tournament(const Context& context) {
    const Arguments& given = context.arguments;
    app::TournamentRequest request;
    request.talks = request_of(given);
    request.repetitions = given.whole("--repeat", 10, 1, 1'000'000);
    request.bootstrap = given.whole("--bootstrap", 1000, 0, 1'000'000);
    for (const std::string& file : given.all("--also")) {
        request.also.push_back(app::load({file}));
        if (!context.quiet) tell(request.also.back().warnings);
    }
    request.part = given.get("--part");
    request.join = given.all("--join");
    if (given.has("--shard")) {
        std::tie(request.shard, request.shards) = shard_of(given.get("--shard"));
        if (request.part.empty())
            throw InputError(usage_error("E0901", "--shard needs a file to keep its part in",
                                         "--shard 2/4 --part second.jsonl"));
    }
    const app::Input input = context.load();
    const app::TournamentAnswer answer = app::tournament(input, request, context.run);
    if (!context.quiet && answer.played > 0 && answer.seconds > 0) {
        std::fprintf(stderr, "%llu negotiations in %.2f s: per_second %.0f\n",
                     static_cast<unsigned long long>(answer.played), answer.seconds,
                     static_cast<double>(answer.played) / answer.seconds);
    }
    return {.output = context.json ? app::to_json(answer) : app::to_text(answer, context.text),
            .stopped = answer.stopped};
}

Result run(Context& context) {
    if (context.arguments.has("--list"))
        return {.output = app::tactics_text(context.text), .stopped = Stopped::complete};
    if (context.arguments.inputs.empty()) {
        throw InputError(usage_error("E0901", "entente negotiate needs a case",
                                     "entente negotiate case:camp-david-1978"));
    }
    if (context.arguments.has("--tournament")) return play_tournament(context);
    const app::Input input = context.load();
    const app::NegotiateAnswer answer = app::negotiate(input, request_of(context.arguments), context.run);
    return {.output = context.json ? app::to_json(answer) : app::to_text(answer, context.text),
            .stopped = Stopped::complete};
}

std::vector<Option> options() {
    return {
        {.name = "--tactic",
         .value = "PARTY=NAME",
         .help = "a party's tactic, or NAME for all; settings follow a colon: boulware:e=0.1",
         .repeats = true},
        {.name = "--list", .help = "every tactic, acceptance rule and opponent model, with their settings"},
        {.name = "--protocol",
         .value = "NAME",
         .help = "the rules of the talks",
         .choices = {"alternating", "single-text", "simultaneous"}},
        {.name = "--deadline", .value = "N", .help = "rounds after which talks have failed (default 100)"},
        {.name = "--first", .value = "PARTY", .help = "who speaks first"},
        {.name = "--repeat",
         .value = "N",
         .help = "play so often and tell how the talks end (a tournament: each tuple, default 10)"},
        {.name = "--months-per-round",
         .value = "N",
         .help = "values of no deal follow the war, so many months a round"},
        {.name = "--agent",
         .value = "PARTY=COMMAND",
         .help = "a program takes this seat, by JSON lines",
         .repeats = true},
        {.name = "--framing",
         .value = "NAME",
         .help = "how agents are spoken to",
         .choices = {"lines", "geniusweb"}},
        {.name = "--agent-seconds", .value = "N", .help = "time for each answer of an agent (default 5)"},
        {.name = "--agent-memory", .value = "SIZE", .help = "memory of an agent (default 1G)"},
        {.name = "--tournament", .help = "all tactics against all, or those of --tactic NAME"},
        {.name = "--also", .value = "CASE", .help = "a further case of the tournament", .repeats = true},
        {.name = "--bootstrap", .value = "N", .help = "resamples of its intervals (default 1000)"},
        {.name = "--shard", .value = "I/N", .help = "play only the I-th of N parts (needs --part)"},
        {.name = "--part", .value = "FILE", .help = "keep what is played there, and go on with it"},
        {.name = "--join", .value = "FILE", .help = "conclude from parts, play nothing", .repeats = true},
    };
}

}  // namespace

Verb negotiate_verb() {
    return {
        .name = "negotiate",
        .summary = "how would talks get there, with which tactics?",
        .inputs = "CASE...",
        .fewest = 0,
        .about =
            "Plays talks offer by offer: by alternating or simultaneous offers or a mediator's single "
            "text, with a tactic in every seat, and tells how far the deal lies from the efficient ones "
            "and from the Nash deal, and a way of single concessions that leads to it. With --tournament, "
            "every tactic against every other: scores, payoffs and the equilibria of that game. "
            "Simulated parties are yardsticks, not forecasts of what people do.",
        .options = options(),
        .examples = {{"entente negotiate case:camp-david-1978", "one negotiation, told offer by offer"},
                     {"entente negotiate case.toml --tactic arvan=boulware --tactic belmar=micro",
                      "a tactic for each party"},
                     {"entente negotiate case.toml --protocol single-text --deadline 1000",
                      "a mediator's single text"},
                     {"entente negotiate case.toml --tournament --repeat 20 --json -o out.json",
                      "every tactic against every other"},
                     {"entente negotiate case.toml --agent arvan=\"python3 agent.py\"",
                      "a program of your own in a seat"}},
        .run = run};
}

}  // namespace entente::cli
