#include "entente/stability/deals.hpp"

#include <algorithm>

#include "entente/core/diagnostic.hpp"
#include "entente/core/text.hpp"
#include "entente/model/exact.hpp"

namespace entente::stability {
namespace {

constexpr double kMostOwnCombinations = 1e6;

InputError refuse(std::string message, std::string hint) {
    Diagnostic made;
    made.code = "E0632";
    made.message = std::move(message);
    made.hint = std::move(hint);
    return InputError(std::move(made));
}

bool too_large(const Space& space) {
    return outcome_count_estimate(space) > static_cast<double>(kMaxStates);
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
    const auto value = [&](const Outcome& outcome) {
        const int128 units = units_of(utility, outcome);
        return utility.has_cap ? std::min(units, utility.cap) : units;
    };
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

}  // namespace

DealVerdicts judge_deals(const Case& conflict, Concept c, const std::vector<Outcome>& deals,
                         const RunOptions& run) {
    if (conflict.graph || !conflict.same.empty()) {
        throw refuse("deals cannot be judged in a case whose states are merged or written out as a graph",
                     "`entente stability` judges its states");
    }
    const bool ordinal = !conflict.rankings.empty() || !conflict.priorities.empty();
    if (too_large(conflict.space)) {
        if (c != Concept::nash || ordinal)
            throw refuse("the space has too many outcomes for '" + std::string(to_string(c)) + "'",
                         "--stable nash looks at each party's own moves only, and takes scores");
        return by_own_moves(conflict, deals, run);
    }
    const CaseModel built = build_model(conflict, run);
    const Model& model = built.model;
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
    DealVerdicts result;
    result.states = std::to_string(model.states);
    result.notes = built.notes;
    if (conflict.control.empty())
        result.notes.push_back(
            "Nobody controls anything, so every deal holds: [control] says who can move what "
            "alone.");
    const Explorer explorer(model, run);
    for (const Outcome& deal : deals) {
        if (run.stop.stop_requested()) {
            result.stopped = Stopped::cancelled;
            break;
        }
        DealVerdict verdict;
        const State state = state_of(model, code_of(conflict.space, deal));
        for (std::size_t i = 0; i < model.deciders.size() && verdict.holds && state != kNoState; ++i) {
            const Witness witness = explorer.explain(c, i, state, 1);
            verdict.holds = witness.stable;
            if (!witness.stable) verdict.breach = breach_of(conflict, model, witness);
        }
        result.deals.push_back(std::move(verdict));
    }
    return result;
}

}  // namespace entente::stability
