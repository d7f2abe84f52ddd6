#include "entente/stability/deals.hpp"

#include <algorithm>

#include "entente/core/diagnostic.hpp"
#include "entente/core/text.hpp"
#include "entente/model/exact.hpp"

namespace entente::stability {
namespace {

constexpr double kMostOwnCombinations = 1e6;
constexpr std::size_t kMostExplained = 1'000;  // where the verdicts are known: a search each

InputError refuse(std::string message, std::string hint) {
    Diagnostic made;
    made.code = "E0632";
    made.message = std::move(message);
    made.hint = std::move(hint);
    return InputError(std::move(made));
}

/// How many outcomes there are to judge, at most; a rule may leave few of many combinations.
double states_of(const Space& space) {
    const double combinations = outcome_count_estimate(space);
    constexpr std::uint64_t kTried = 1u << 22;
    if (combinations <= static_cast<double>(kMaxStates) || space.rules.empty()) return combinations;
    try {
        return static_cast<double>(feasible_states(space, kTried).count);
    } catch (const InputError&) {  // more than that, or more than can be searched
        return combinations;
    }
}

/// A party's own issues and directions.
std::vector<Control> own_control(const Case& conflict, std::size_t party) {
    std::vector<Control> own;
    for (const Control& control : conflict.control)
        if (control.party.index() == party) own.push_back(control);
    return own;
}

/// The best that a party can reach alone, where it beats the deal.
std::optional<Breach> best_own_move(const Case& conflict, const ExactUtility& utility, std::size_t party,
                                    const Outcome& deal) {
    const std::vector<Control> own = own_control(conflict, party);
    double combinations = 1;
    for (const Control& control : own)
        combinations *= static_cast<double>(conflict.space.issues[control.issue.index()].options.size());
    if (combinations > kMostOwnCombinations) {
        throw refuse("'" + conflict.parties[party].id + "' has " + format_number(combinations, 0) +
                         " combinations of its own to move to: too many to look through",
                     "let it control fewer issues");
    }
    const auto value = [&](const Outcome& outcome) { return utility.capped(units_of(utility, outcome)); };
    const int128 now = value(deal);
    std::optional<Outcome> best;
    int128 best_value = now;
    Outcome trial = deal;
    const auto descend = [&](const auto& self, std::size_t k) -> void {
        if (k == own.size()) {
            if (trial == deal || value(trial) <= best_value || !feasible(conflict.space, trial)) return;
            best = trial;
            best_value = value(trial);
            return;
        }
        const std::size_t issue = own[k].issue.index();
        const std::size_t from = deal.options[issue].index();
        for (std::size_t o = 0; o < conflict.space.issues[issue].options.size(); ++o) {
            if (own[k].direction == Direction::up && o < from) continue;
            if (own[k].direction == Direction::down && o > from) continue;
            trial.options[issue] = OptionId(o);
            self(self, k + 1);
        }
        trial.options[issue] = deal.options[issue];
    };
    descend(descend, 0);
    if (!best) return std::nullopt;
    return Breach{PartyId(party), *best, std::nullopt, std::nullopt};
}

DealVerdicts by_own_moves(const Case& conflict, const std::vector<Outcome>& deals, const RunOptions& run) {
    DealVerdicts result;
    result.notes.push_back(
        "The space is too large to number its outcomes: each party's own moves were looked "
        "through instead.");
    const std::vector<ExactUtility> utilities = exact_utilities(conflict);
    for (const Outcome& deal : deals) {
        if (run.stop.stop_requested()) {
            result.stopped = Stopped::cancelled;
            break;
        }
        DealVerdict verdict;
        for (std::size_t i = 0; i < conflict.parties.size() && verdict.holds; ++i) {
            verdict.breach = best_own_move(conflict, utilities[i], i, deal);
            verdict.holds = !verdict.breach.has_value();
        }
        result.deals.push_back(std::move(verdict));
    }
    return result;
}

Breach breach_of(const Case& conflict, const Model& model, const Witness& witness) {
    const Response& response = witness.responses.front();
    const auto outcome = [&](State s) { return outcome_of(conflict.space, model.code(s)); };
    Breach breach{PartyId(witness.decider), outcome(response.improvement), std::nullopt, std::nullopt};
    if (response.lands != kNoState && !response.sanctioned) breach.answered_by = outcome(response.lands);
    if (response.escape != kNoState) breach.escapes_to = outcome(response.escape);
    return breach;
}

bool ordinal(const Case& conflict) { return !conflict.rankings.empty() || !conflict.priorities.empty(); }

void check_form(const Case& conflict) {
    if (conflict.graph || !conflict.same.empty())
        throw refuse("deals cannot be judged in a case whose states are merged or written out as a graph",
                     "`entente stability` judges its states");
}

void check_together(const Case& conflict, const Model& model, Concept c) {
    const bool together = c == Concept::sim || c == Concept::sim_unstable;
    for (std::size_t i = 0; together && i < model.moves.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j)
            for (const Move& a : model.moves[i])
                for (const Move& b : model.moves[j])
                    if (a.lever == b.lever)
                        throw refuse(
                            "simultaneous stability is not defined where two parties move issue '" +
                                conflict.space.issues[a.lever].id + "'",
                            "use seq or sseq");
    }
}

/// Why every outcome cannot be judged; empty where it can.
std::string too_much(const Case& conflict, const RunOptions& run) {
    constexpr double kMostWork = 2e8;
    const double outcomes = states_of(conflict.space);
    const auto parties = static_cast<double>(conflict.parties.size());
    const bool fits = outcomes * parties * parties <= kMostWork &&
                      outcomes * (16 * parties + 48) <= static_cast<double>(run.memory_bytes);
    if (outcomes <= static_cast<double>(kMaxStates) && fits) return "";
    return "The space has " + group_digits(format_number(outcomes, 0)) +
           " outcomes, too many to judge each of them.";
}

/// Whether the party could move the issue from option `from` to `to` alone.
bool may_move(const Control& control, std::size_t from, std::size_t to) {
    if (control.direction == Direction::up) return to > from;
    if (control.direction == Direction::down) return to < from;
    return to != from;
}

bool speaks_of(const Conjunction& when, IssueId issue) {
    return std::any_of(when.begin(), when.end(),
                       [&](const Condition& condition) { return condition.issue == issue; });
}

}  // namespace

Equilibria find_equilibria(const Case& conflict, Concept c, const RunOptions& run) {
    check_form(conflict);
    Equilibria result;
    result.why_not = too_much(conflict, run);
    if (!result.why_not.empty()) return result;
    result.built = build_model(conflict, run);
    const Model& model = result.built.model;
    check_together(conflict, model, c);
    JudgeOptions options;
    options.simultaneous = c == Concept::sim || c == Concept::sim_unstable;
    options.sequences =
        options.simultaneous ? 1u << static_cast<unsigned>(Concept::seq) : 1u << static_cast<unsigned>(c);
    const Verdicts verdicts = judge(model, options, run);
    result.stopped = verdicts.stopped;
    if (verdicts.stopped != Stopped::complete) {
        result.why_not = "Stopped before every outcome was judged.";
        return result;
    }
    if (options.simultaneous && !verdicts.simultaneous) {
        result.why_not = verdicts.why_not_simultaneous;
        return result;
    }
    result.holds.resize(model.states);
    for (std::size_t s = 0; s < model.states; ++s)
        result.holds[s] = verdicts.is_equilibrium(c, static_cast<State>(s)) ? 1 : 0;
    result.judged = true;
    return result;
}

std::optional<std::vector<Rule>> nash_rules(const Case& conflict) {
    if (conflict.graph || !conflict.same.empty() || ordinal(conflict)) return std::nullopt;
    const std::vector<ExactUtility> utilities = exact_utilities(conflict);
    std::vector<Rule> rules;
    for (const Control& control : conflict.control) {
        const ExactUtility& utility = utilities[control.party.index()];
        // Without these, what a party gains by moving an issue is the difference of two scores.
        for (const Rule& rule : conflict.space.rules)
            if (speaks_of(rule.never, control.issue)) return std::nullopt;
        for (const ExactTerm& term : utility.terms)
            if (speaks_of(term.when, control.issue)) return std::nullopt;
        if (utility.has_cap && utility.highest > utility.cap) return std::nullopt;
        const std::vector<int128>& score = utility.contribution[control.issue.index()];
        Condition leaves{control.issue, {}};
        for (std::size_t from = 0; from < score.size(); ++from) {
            bool gains = false;
            for (std::size_t to = 0; to < score.size() && !gains; ++to)
                gains = may_move(control, from, to) && score[to] > score[from];
            if (gains) leaves.any_of.push_back({OptionId(from), OptionId(from)});
        }
        if (leaves.any_of.empty()) continue;
        Rule rule;
        rule.never.push_back(std::move(leaves));
        rules.push_back(std::move(rule));
    }
    return rules;
}

DealVerdicts judge_deals(const Case& conflict, Concept c, const std::vector<Outcome>& deals,
                         const RunOptions& run, const Equilibria* known) {
    check_form(conflict);
    const bool judged = known != nullptr && known->judged;
    if (!judged && states_of(conflict.space) > static_cast<double>(kMaxStates)) {
        if (c != Concept::nash || ordinal(conflict))
            throw refuse("the space has too many outcomes for '" + std::string(to_string(c)) + "'",
                         "--stable nash looks at each party's own moves only, and takes scores");
        return by_own_moves(conflict, deals, run);
    }
    std::optional<CaseModel> own;
    if (!judged) own = build_model(conflict, run);
    const CaseModel& built = own ? *own : known->built;
    const Model& model = built.model;
    check_together(conflict, model, c);
    DealVerdicts result;
    result.states = std::to_string(model.states);
    result.notes = built.notes;
    if (conflict.control.empty())
        result.notes.push_back(
            "Nobody controls anything, so every deal holds: [control] says who can move what "
            "alone.");
    const Explorer explorer(model, run);
    std::size_t explained = 0;
    for (const Outcome& deal : deals) {
        if (run.stop.stop_requested()) {
            result.stopped = Stopped::cancelled;
            break;
        }
        DealVerdict verdict;
        const State state = state_of(model, code_of(conflict.space, deal));
        const bool open = state != kNoState && (own || known->holds[state] == 0);
        if (open && !own && explained++ >= kMostExplained) {
            verdict.holds = false;
            result.deals.push_back(std::move(verdict));
            continue;
        }
        for (std::size_t i = 0; i < model.deciders.size() && verdict.holds && open; ++i) {
            const Witness witness = explorer.explain(c, i, state, 1);
            verdict.holds = witness.stable;
            if (!witness.stable) verdict.breach = breach_of(conflict, model, witness);
        }
        result.deals.push_back(std::move(verdict));
    }
    if (explained > kMostExplained)
        result.notes.push_back("Of " + group_digits(std::to_string(explained)) +
                               " deals that fall, the first " +
                               group_digits(std::to_string(kMostExplained)) + " are explained.");
    return result;
}

}  // namespace entente::stability
