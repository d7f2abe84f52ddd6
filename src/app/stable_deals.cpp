#include "entente/app/stable_deals.hpp"

#include <algorithm>

namespace entente::app {
namespace {

constexpr std::size_t kListed = 1'000;  // stable deals, and points of their frontier

/// The zone by the verdicts on every outcome.
report::StableZone from_verdicts(const Case& conflict, const stability::Equilibria& equilibria,
                                 const SettleOptions& options, const RunOptions& run, Stopped& stopped) {
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

/// The zone of the case with what nobody would leave alone ruled out: any size that settle() can do.
report::StableZone from_rules(const SettleAnswer& answer, const std::vector<Rule>& rules,
                              const SettleOptions& options, const RunOptions& run, Stopped& stopped) {
    Case left = answer.conflict;
    left.space.rules.insert(left.space.rules.end(), rules.begin(), rules.end());
    SettleOptions plain;
    plain.method = options.method;
    plain.nash_weights = options.nash_weights;
    plain.ties = options.ties;
    settle::SettleResult result = settle::settle(left, plain, run);
    if (result.stopped != Stopped::complete) stopped = result.stopped;
    report::StableZone zone{.every_outcome = false,
                            .outcomes = answer.result.zone.outcomes,
                            .equilibria = count_left(answer.conflict.space, rules),
                            .stable = result.zone.outcomes,
                            .counts_exact = !answer.result.zone.interval && !result.zone.interval,
                            .deals = {},
                            .points = result.frontier.rational_points,
                            .frontier = {},
                            .solutions = std::move(result.solutions)};
    for (settle::Point& point : result.frontier.items) {
        bool inside = zone.frontier.size() < kListed;
        for (std::size_t j = 0; j < point.utilities.size() && inside; ++j)
            inside = point.utilities[j] >= result.parties[j].reservation.value_or(point.utilities[j]);
        if (inside) zone.frontier.push_back(std::move(point));
    }
    // Concessions count from what is best over all outcomes, as elsewhere.
    for (settle::NamedSolution& named : zone.solutions) {
        for (std::size_t j = 0; named.solution && j < answer.result.parties.size(); ++j) {
            const settle::PartySummary& party = answer.result.parties[j];
            const double most = party.best - party.reservation.value_or(party.worst);
            named.solution->concessions[j] =
                most > 0 ? (party.best - named.solution->point.utilities[j]) / most : 0;
        }
    }
    return zone;
}

}  // namespace

report::StableDeals stable_deals(const SettleAnswer& answer, stability::Concept c,
                                 const SettleOptions& options, const RunOptions& run) {
    report::StableDeals result;
    result.of = c;
    const Case& conflict = answer.conflict;
    const stability::Equilibria equilibria = stability::find_equilibria(conflict, c, run);
    result.stopped = equilibria.stopped;
    result.why_no_zone = equilibria.why_not;
    if (equilibria.judged) {
        result.zone = from_verdicts(conflict, equilibria, options, run, result.stopped);
    } else if (c == stability::Concept::nash && result.stopped == Stopped::complete) {
        if (const auto rules = stability::nash_rules(conflict))
            result.zone = from_rules(answer, *rules, options, run, result.stopped);
    }
    if (result.stopped == Stopped::cancelled) {
        result.zone.reset();
        result.why_no_zone = "Stopped before every outcome was judged.";
    }
    if (result.zone) result.why_no_zone.clear();
    for (const settle::NamedSolution& named : answer.result.solutions)
        if (named.solution) result.deals.push_back({named.name, named.solution->point, {}});
    for (const settle::Point& point : answer.result.frontier.items) result.deals.push_back({"", point, {}});
    if (answer.result.frontier.points > answer.result.frontier.items.size())
        result.not_listed =
            static_cast<std::size_t>(answer.result.frontier.points) - answer.result.frontier.items.size();
    std::vector<Outcome> outcomes;
    for (const report::JudgedDeal& deal : result.deals) outcomes.push_back(deal.point.outcome);
    stability::DealVerdicts verdicts = stability::judge_deals(conflict, c, outcomes, run, &equilibria);
    result.deals.resize(verdicts.deals.size());
    for (std::size_t k = 0; k < verdicts.deals.size(); ++k)
        result.deals[k].verdict = std::move(verdicts.deals[k]);
    result.states = verdicts.states;
    result.notes = verdicts.notes;
    if (result.stopped == Stopped::complete) result.stopped = verdicts.stopped;
    return result;
}

std::string to_text(const SettleAnswer& answer, const report::StableDeals& deals,
                    const report::TextOptions& options) {
    std::string text = to_text(answer, options);
    const std::string last = report::model_not_advice(options);
    const std::size_t at = text.ends_with(last) ? text.size() - last.size() : text.size();
    return text.insert(at, report::text_stable_deals(answer.conflict, deals, options));
}

std::string to_json(const SettleAnswer& answer, const report::StableDeals& deals) {
    return report::json_with_stable_deals(to_json(answer), answer.conflict, deals);
}

}  // namespace entente::app
