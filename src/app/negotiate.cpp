#include "entente/app/negotiate.hpp"

#include <algorithm>

#include "app/negotiate/agents.hpp"
#include "app/negotiate/table.hpp"
#include "entente/assess/no_deal.hpp"
#include "entente/core/finding.hpp"
#include "entente/report/negotiate.hpp"

namespace entente::app {
namespace {

/// The diagnostic of a name in the file, with the place where the name stands.
template <class Read>
auto at_place(const Case& conflict, const Span& where, Read&& read) -> decltype(read()) {
    try {
        return read();
    } catch (const InputError& error) {
        std::vector<Diagnostic> all = error.diagnostics();
        for (Diagnostic& each : all) {
            if (where.line > 0 && each.where.line == 0)
                each.where = {conflict.origin.file, where.line, where.column, where.length, {}};
        }
        throw InputError(std::move(all));
    }
}

}  // namespace

NamedChoice named_choice(std::string_view text, std::string_view what) {
    // A tactic's settings hold equals signs too: only one before the first colon names a party.
    const std::size_t equals = text.substr(0, text.find(':')).find('=');
    if (equals == std::string_view::npos) return {{}, std::string(text)};
    if (equals == 0 || equals + 1 == text.size())
        refuse("E1705", std::string(what) + " is written PARTY=VALUE", "such as arvan=boulware");
    return {std::string(text.substr(0, equals)), std::string(text.substr(equals + 1))};
}

negotiate::NegotiateOptions talks_options(const Case& conflict, const TalksRequest& request) {
    negotiate::NegotiateOptions options;
    const TalksSpec spec = conflict.talks.value_or(TalksSpec{});
    if (!request.protocol.empty()) {
        options.protocol = negotiate::read_protocol(request.protocol);
    } else if (!spec.protocol.empty()) {
        options.protocol = at_place(conflict, spec.protocol_where,
                                    [&] { return negotiate::read_protocol(spec.protocol); });
    }
    options.deadline = request.deadline.value_or(spec.deadline.value_or(options.deadline));
    if (spec.first) options.first = spec.first->index();
    if (!request.first.empty()) options.first = find_party(conflict, request.first).index();
    options.tactics.assign(conflict.parties.size(), negotiate::TacticChoice{});
    const auto set = [&](std::optional<PartyId> party, const negotiate::TacticChoice& choice) {
        if (party) {
            options.tactics[party->index()] = choice;
        } else {
            std::fill(options.tactics.begin(), options.tactics.end(), choice);
        }
    };
    for (const TalksSpec::Tactic& each : spec.tactics)
        set(each.party, at_place(conflict, each.where, [&] { return negotiate::read_tactic(each.name); }));
    for (const std::string& each : request.tactics) {
        const NamedChoice named = named_choice(each, "--tactic");
        set(named.name.empty() ? std::nullopt : std::optional(find_party(conflict, named.name)),
            negotiate::read_tactic(named.value));
    }
    return options;
}

AgentSpec agent_spec(const TalksRequest& request, const std::string& command) {
    return {.command = command,
            .framing = request.framing == "geniusweb" ? Framing::geniusweb : Framing::lines,
            .limits = {.seconds = request.agent_seconds, .memory_bytes = request.agent_memory}};
}

Case reserved(const Input& input, std::vector<std::string>& notes, const RunOptions& run) {
    assess::Valued valued = assess::with_values_of_no_deal(input.conflict, run, false);
    notes.insert(notes.end(), valued.notes.begin(), valued.notes.end());
    if (!gives_points(valued.conflict))
        refuse("E1705", "no party says what an outcome is worth to it",
               "talks need score sheets: issue.NAME.for.PARTY = { weight = ..., score = [...] }");
    return std::move(valued.conflict);
}

namespace {

/// The agents of the command line and of the calling program, seated. \return their commands, by party
std::vector<std::string> seat_agents(const Case& conflict, const TalksRequest& request,
                                     negotiate::NegotiateOptions& options) {
    std::vector<std::string> outside(conflict.parties.size());
    for (const std::string& each : request.agents) {
        const NamedChoice named = named_choice(each, "--agent");
        if (named.name.empty())
            refuse("E1705", "--agent is written PARTY=COMMAND", "--agent arvan=\"python3 agent.py\"");
        const std::size_t party = find_party(conflict, named.name).index();
        options.plugged.resize(conflict.parties.size());
        options.plugged[party] = outside_agent(agent_spec(request, named.value));
        outside[party] = named.value;
    }
    for (const AgentWithin& each : request.within) {
        const std::size_t party = find_party(conflict, each.party).index();
        options.plugged.resize(conflict.parties.size());
        options.plugged[party] = agent_within(each);
    }
    return outside;
}

/// Many talks, each along a path of the front of its own where it moves.
negotiate::Repeated repeated(const NegotiateAnswer& answer, const negotiate::Prepared& prepared,
                             const negotiate::NegotiateOptions& options, const TalksRequest& request,
                             const RunOptions& run) {
    negotiate::MovingReservations moving;
    if (!options.reservations.empty()) {
        moving = [&](std::uint64_t repetition) {
            RandomStream chance(run.seed, "talks.front", repetition);
            return moving_reservations(answer.conflict, request.months_per_round, options.deadline,
                                       &chance);
        };
    }
    negotiate::Repeated result = negotiate::repeat(prepared, options, request.repeat, moving, run);
    result.months_per_round = request.months_per_round;
    return result;
}

}  // namespace

NegotiateAnswer negotiate(const Input& input, const TalksRequest& request, const RunOptions& run) {
    NegotiateAnswer answer{.settings = input.settings, .seed = run.seed};
    answer.conflict = reserved(input, answer.notes, run);
    negotiate::NegotiateOptions options = talks_options(answer.conflict, request);
    const std::vector<std::string> outside = seat_agents(answer.conflict, request, options);
    if (request.months_per_round > 0) {
        options.reservations =
            moving_reservations(answer.conflict, request.months_per_round, options.deadline, nullptr);
        if (options.reservations.empty())
            refuse("E1705",
                   "rounds take months of the war, and this case has no war whose front moves with time",
                   "leave --months-per-round out, or add a [war] with model = \"front\" and a period");
        answer.notes.push_back(
            "Values of no deal follow the war's expected path; what deals are worth is "
            "today's.");
    }
    const negotiate::Prepared prepared = negotiate::prepare(answer.conflict, {}, run);
    answer.method = std::string(prepared.method());
    answer.notes.insert(answer.notes.end(), prepared.notes().begin(), prepared.notes().end());
    answer.talk = negotiate::negotiate(prepared, options, run);
    if (request.repeat > 0) answer.repeated = repeated(answer, prepared, options, request, run);
    for (std::size_t p = 0; p < outside.size(); ++p) {
        if (!outside[p].empty()) answer.talk.tactics[p] = outside[p];
    }
    answer.balance = negotiate::balance(prepared);
    std::optional<Outcome> deal = answer.talk.agreement;
    if (!deal) {
        for (const settle::NamedSolution& named : negotiate::yardstick(prepared).solutions) {
            if (named.name == "leximin" && named.solution) deal = named.solution->point.outcome;
        }
    }
    if (deal) answer.path = negotiate::concessions(answer.conflict, *deal);
    return answer;
}

negotiate::Player player(const Input& input, const std::string& party, const std::string& tactic,
                         const RunOptions& run) {
    std::vector<std::string> notes;
    const Case conflict = reserved(input, notes, run);
    return {negotiate::prepare(conflict, {}, run), find_party(conflict, party),
            negotiate::read_tactic(tactic), run.seed};
}

std::string to_text(const NegotiateAnswer& answer, const report::TextOptions& options) {
    return report::text_talk(answer.conflict, answer.talk, answer.repeated, answer.path, answer.notes,
                             options);
}

std::string to_json(const NegotiateAnswer& answer) {
    const report::Envelope envelope{.verb = "negotiate",
                                    .seed = answer.seed,
                                    .method = answer.method,
                                    .exact = answer.method != "sample",
                                    .stopped = Stopped::complete,
                                    .notes = answer.notes,
                                    .settings = answer.settings};
    return report::json_talk(answer.conflict, envelope, answer.talk, answer.repeated, answer.balance,
                             answer.path);
}

}  // namespace entente::app
