#include "entente/negotiate/negotiate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "entente/core/finding.hpp"
#include "negotiate/protocols/play.hpp"
#include "negotiate/setup.hpp"

namespace entente::negotiate {
namespace {

double distance(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t p = 0; p < a.size(); ++p) sum += (a[p] - b[p]) * (a[p] - b[p]);
    return std::sqrt(sum);
}

std::vector<double> utilities_of(const Prepared::Tables& tables, const Outcome& deal) {
    std::vector<double> all;
    for (const ExactUtility& exact : tables.exact)
        all.push_back(exact.points(exact.capped(units_of(exact, deal))));
    return all;
}

}  // namespace

void check_table(const Prepared::Tables& tables, std::uint64_t deadline) {
    if (tables.parties() < 2)
        refuse("E1705", "talks need at least two parties", "add the other side to [parties]");
    if (tables.issues() == 0)
        refuse("E1705", "there is nothing to talk about: the case has no issues", "add an [issue.NAME]");
    if (deadline == 0) refuse("E1705", "talks last at least one round", "give a deadline of 1 or more");
}

Setup make_setup(const Prepared& prepared, const NegotiateOptions& options) {
    const Prepared::Tables& tables = prepared.tables();
    const std::size_t n = tables.parties();
    check_table(tables, options.deadline);
    if (!options.tactics.empty() && options.tactics.size() != n)
        refuse("E1705", fmt::format("{} tactics for {} parties", options.tactics.size(), n),
               "give one tactic for each party, in the order of the file");
    if (options.first >= n)
        refuse("E1705", "the first speaker is no party of the case", "name one of the parties");
    for (const auto& row : options.reservations) {
        if (row.size() != n)
            refuse("E1705", "values of no deal for other parties", "give one for each party");
    }
    Setup setup{.prepared = prepared,
                .protocol = options.protocol,
                .deadline = options.deadline,
                .tactics = {},
                .plugged = options.plugged,
                .stream = {},
                .reservations = options.reservations.empty() ? nullptr : &options.reservations};
    for (std::size_t p = 0; p < n; ++p) {
        setup.tactics.push_back(choose(options.tactics.empty() ? TacticChoice{} : options.tactics[p]));
        setup.stream.push_back("talks.tactic." + tables.conflict.parties[p].id);
    }
    return setup;
}

Talk negotiate(const Prepared& prepared, const NegotiateOptions& options, const RunOptions& run) {
    const Prepared::Tables& tables = prepared.tables();
    const std::size_t n = tables.parties();
    const Setup setup = make_setup(prepared, options);
    std::vector<Said> said;
    Table table(setup, options.first, run.seed, options.repetition, options.trace ? &said : nullptr);
    const Played played = play(table);

    Talk talk;
    talk.protocol = options.protocol;
    talk.deadline = options.deadline;
    talk.ended = played.ended;
    talk.why = played.why;
    talk.rounds = played.rounds;
    talk.time = played.time;
    if (played.ended == Ended::left || played.ended == Ended::broken) talk.ended_by = PartyId(played.by);
    for (std::size_t p = 0; p < n; ++p) {
        const bool plugged = p < options.plugged.size() && options.plugged[p];
        talk.tactics.push_back(plugged                   ? "outside"
                               : options.tactics.empty() ? to_string(TacticChoice{})
                                                         : to_string(options.tactics[p]));
    }
    if (played.agreement != kNoOffer) talk.agreement = table.seats.of[0]->outcome(played.agreement);
    for (std::size_t p = 0; p < n; ++p) {
        const std::optional<Quantity>& factor = tables.conflict.parties[p].discount;
        if (talk.agreement) {
            const double utility = table.seats.of[p]->utility(played.agreement);
            talk.utilities.emplace_back(utility);
            talk.discounted.emplace_back(
                factor ? std::optional(utility * std::pow(factor->value(), played.time)) : std::nullopt);
        } else {
            std::optional<double> own;
            if (setup.reservations != nullptr) {
                own =
                    options.reservations[std::min<std::size_t>(played.rounds, options.reservations.size()) -
                                         1][p];
            } else if (tables.has_reserve[p] != 0) {
                own = tables.reserve[p];
            }
            talk.utilities.push_back(own);
            talk.discounted.emplace_back(std::nullopt);
        }
    }
    for (const Said& each : said) {
        Step step;
        step.round = each.round;
        if (each.party < n) step.party = PartyId(each.party);
        step.act = each.act;
        if (each.offer != kNoOffer) {
            step.outcome = table.seats.of[0]->outcome(each.offer);
            for (const auto& seat : table.seats.of) step.utilities.push_back(seat->utility(each.offer));
        }
        talk.trace.push_back(std::move(step));
    }
    if (talk.agreement) talk.distances = distances(prepared, *talk.agreement);
    return talk;
}

Talk negotiate(const Case& conflict, const NegotiateOptions& options, const RunOptions& run) {
    return negotiate(prepare(conflict, {}, run), options, run);
}

const settle::SettleResult& yardstick(const Prepared& prepared) {
    const Prepared::Tables& tables = prepared.tables();
    std::call_once(tables.settled, [&] {
        settle::SettleOptions options;
        options.frontier_limit = 100'000;
        options.ties = false;
        tables.yardstick = settle::settle(tables.conflict, options, {.threads = 1});
    });
    return tables.yardstick;
}

Distances distances(const Prepared& prepared, const Outcome& deal) {
    const settle::SettleResult& settled = yardstick(prepared);
    const std::vector<double> at = utilities_of(prepared.tables(), deal);
    Distances result;
    for (const settle::Point& point : settled.frontier.items) {
        const double here = distance(at, point.utilities);
        result.from_frontier = result.from_frontier ? std::min(*result.from_frontier, here) : here;
    }
    for (const settle::NamedSolution& named : settled.solutions) {
        if (named.name != "nash" || !named.solution) continue;
        result.from_nash = distance(at, named.solution->point.utilities);
        for (const settle::Point& tied : named.solution->tied)
            result.from_nash = std::min(*result.from_nash, distance(at, tied.utilities));
    }
    return result;
}

}  // namespace entente::negotiate
