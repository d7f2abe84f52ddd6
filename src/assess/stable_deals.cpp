#include "entente/assess/stable_deals.hpp"

#include <algorithm>

#include "entente/model/exact.hpp"

namespace entente::assess {
namespace {

constexpr std::size_t kListed = 1'000;  // stable deals, and points of their frontier

/// The zone by the verdicts on every outcome.
StableZone from_verdicts(const Case& conflict, const stability::Equilibria& equilibria,
                         const settle::SettleOptions& options, const RunOptions& run, Stopped& stopped) {
    const stability::Model& model = equilibria.built.model;
    const settle::Members members = {
        .outcomes = model.states,
        .outcome =
            [&](std::uint64_t s, Outcome& outcome) {
                outcome =
                    stability::outcome_of(conflict.space, model.code(static_cast<stability::State>(s)));
            },
        .left = [&](std::uint64_t s) { return equilibria.holds[s] != 0; }};
    settle::Among among = settle::settle_among(conflict, members, kListed, options, run);
    if (among.stopped != Stopped::complete) stopped = among.stopped;
    return {.every_outcome = true,
            .outcomes = std::to_string(among.zone),
            .equilibria = std::to_string(among.left),
            .stable = std::to_string(among.left_in_zone),
            .counts_exact = true,
            .deals = std::move(among.deals),
            .points = among.points,
            .frontier = std::move(among.frontier),
            .solutions = std::move(among.solutions)};
}

/// How many outcomes rules of one condition each leave; empty where other rules make that a question of its
/// own.
std::string count_left(const Space& space, const std::vector<Rule>& rules) {
    if (!space.rules.empty()) return "";
    Space left = space;
    for (std::size_t i = 0; i < space.issues.size(); ++i) {
        std::vector<Option>& options = left.issues[i].options;
        options.clear();
        for (std::size_t o = 0; o < space.issues[i].options.size(); ++o) {
            const bool falls = std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) {
                return rule.never.front().issue.index() == i && rule.never.front().holds(OptionId(o));
            });
            if (!falls) options.push_back(space.issues[i].options[o]);
        }
        if (options.empty()) return "0";
    }
    return outcome_count(left);
}

/// Is the outcome at or above every value of no deal? Exact, as the counts beside it are.
bool accepted(const std::vector<ExactUtility>& parties, const Outcome& outcome) {
    return std::all_of(parties.begin(), parties.end(), [&](const ExactUtility& utility) {
        return utility.accepts(units_of(utility, outcome));
    });
}

/// The zone of the case with what nobody would leave alone ruled out: any size that settle() can do.
StableZone from_rules(const Settlement& settled, const std::vector<Rule>& rules,
                      const settle::SettleOptions& options, const RunOptions& run, Stopped& stopped) {
    Case left = settled.conflict;
    left.space.rules.insert(left.space.rules.end(), rules.begin(), rules.end());
    settle::SettleOptions plain;
    plain.method = options.method;
    plain.nash_weights = options.nash_weights;
    plain.ties = options.ties;
    settle::SettleResult result = settle::settle(left, plain, run);
    if (result.stopped != Stopped::complete) stopped = result.stopped;
    StableZone zone{.every_outcome = false,
                    .outcomes = settled.result.zone.outcomes,
                    .equilibria = count_left(settled.conflict.space, rules),
                    .stable = result.zone.outcomes,
                    .counts_exact = !settled.result.zone.interval && !result.zone.interval,
                    .deals = {},
                    .points = result.frontier.rational_points,
                    .frontier = {},
                    .solutions = std::move(result.solutions)};
    const std::vector<ExactUtility> exact = exact_utilities(settled.conflict);
    for (settle::Point& point : result.frontier.items) {
        if (zone.frontier.size() >= kListed) break;
        if (accepted(exact, point.outcome)) zone.frontier.push_back(std::move(point));
    }
    // Concessions count from what is best over all outcomes, as elsewhere.
    for (settle::NamedSolution& named : zone.solutions) {
        for (std::size_t j = 0; named.solution && j < settled.result.parties.size(); ++j) {
            const settle::PartySummary& party = settled.result.parties[j];
            const double most = party.best - party.reservation.value_or(party.worst);
            named.solution->concessions[j] =
                most > 0 ? (party.best - named.solution->point.utilities[j]) / most : 0;
        }
    }
    return zone;
}

}  // namespace

StableDeals stable_deals(const Settlement& settled, stability::Concept c,
                         const settle::SettleOptions& options, const RunOptions& run) {
    StableDeals result;
    result.of = c;
    const Case& conflict = settled.conflict;
    const stability::Equilibria equilibria = stability::find_equilibria(conflict, c, run);
    result.stopped = equilibria.stopped;
    result.why_no_zone = equilibria.why_not;
    if (equilibria.judged) {
        result.zone = from_verdicts(conflict, equilibria, options, run, result.stopped);
    } else if (c == stability::Concept::nash && result.stopped == Stopped::complete) {
        if (const auto rules = stability::nash_rules(conflict))
            result.zone = from_rules(settled, *rules, options, run, result.stopped);
    }
    if (result.stopped == Stopped::cancelled) {
        result.zone.reset();
        result.why_no_zone = "Stopped before every outcome was judged.";
    }
    if (result.zone) result.why_no_zone.clear();
    for (const settle::NamedSolution& named : settled.result.solutions)
        if (named.solution) result.deals.push_back({named.name, named.solution->point, {}});
    for (const settle::Point& point : settled.result.frontier.items)
        result.deals.push_back({"", point, {}});
    if (settled.result.frontier.points > settled.result.frontier.items.size())
        result.not_listed =
            static_cast<std::size_t>(settled.result.frontier.points) - settled.result.frontier.items.size();
    std::vector<Outcome> outcomes;
    for (const JudgedDeal& deal : result.deals) outcomes.push_back(deal.point.outcome);
    stability::DealVerdicts verdicts = stability::judge_deals(conflict, c, outcomes, run, &equilibria);
    result.deals.resize(verdicts.deals.size());
    for (std::size_t k = 0; k < verdicts.deals.size(); ++k)
        result.deals[k].verdict = std::move(verdicts.deals[k]);
    result.states = verdicts.states;
    result.notes = verdicts.notes;
    if (result.stopped == Stopped::complete) result.stopped = verdicts.stopped;
    return result;
}

}  // namespace entente::assess
