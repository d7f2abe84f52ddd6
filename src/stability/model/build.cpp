#include <algorithm>
#include <limits>
#include <stop_token>
#include <unordered_map>

#include "entente/core/diagnostic.hpp"
#include "entente/core/parallel.hpp"
#include "entente/core/text.hpp"
#include "entente/model/exact.hpp"
#include "entente/stability/model.hpp"
#include "stability/model/digits.hpp"
#include "stability/model/layout.hpp"

namespace entente::stability {
namespace {

/// Everything that is wrong, in one exception.
class Problems {
public:
    explicit Problems(const Case& conflict) : file_(conflict.origin.file) {}

    void add(std::string code, std::string message, std::string hint, const Span& where) {
        Diagnostic made{Severity::error, std::move(code), std::move(message), {}, std::move(hint), {}};
        made.where.file = file_;
        made.where.line = where.line;
        made.where.column = where.column;
        made.where.length = where.length;
        found_.push_back(std::move(made));
    }
    void raise() {
        if (!found_.empty()) throw InputError(std::move(found_));
    }

private:
    std::string file_;
    std::vector<Diagnostic> found_;
};

/// Sorts piece by piece, so that a stop is heard. \return whether it came to the end
template <class Before>
bool sort_unless_stopped(std::vector<std::uint32_t>& order, const Before& before,
                         const std::stop_token& stop) {
    constexpr std::size_t kPiece = std::size_t{1} << 15;
    const auto at = [&](std::size_t k) {
        return order.begin() + static_cast<std::ptrdiff_t>(std::min(k, order.size()));
    };
    for (std::size_t k = 0; k < order.size(); k += kPiece) {
        if (stop.stop_requested()) return false;
        std::sort(at(k), at(k + kPiece), before);
    }
    for (std::size_t width = kPiece; width < order.size(); width *= 2) {
        for (std::size_t k = 0; k < order.size(); k += 2 * width) {
            if (stop.stop_requested()) return false;
            std::inplace_merge(at(k), at(k + width), at(k + 2 * width), before);
        }
    }
    return true;
}

std::vector<std::uint32_t> ranks_by_wide_keys(const std::vector<int128>& units,
                                              const std::stop_token& stop) {
    std::vector<std::uint32_t> order(units.size());
    for (std::size_t s = 0; s < order.size(); ++s) order[s] = static_cast<std::uint32_t>(s);
    std::vector<std::uint32_t> rank(units.size(), 0);
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
        return units[a] != units[b] ? units[a] < units[b] : a < b;
    };
    if (!sort_unless_stopped(order, before, stop)) return rank;
    std::uint32_t current = 0;
    for (std::size_t k = 1; k < order.size(); ++k) {
        if (units[order[k]] != units[order[k - 1]]) ++current;
        rank[order[k]] = current;
    }
    return rank;
}

/// The exact utility of every state. \pre sums fit in Unit
template <class Unit>
std::vector<Unit> units_of(const ExactUtility& utility, const std::vector<std::uint32_t>& radix,
                           const Feasible& feasible) {
    std::vector<std::vector<Unit>> adds;
    for (const std::vector<int128>& line : utility.contribution) {
        std::vector<Unit>& narrow = adds.emplace_back();
        for (const int128 add : line) narrow.push_back(static_cast<Unit>(add));
    }
    std::vector<Unit> units;
    sum_options(adds, radix, feasible, units);
    std::vector<char> truth;
    for (const ExactTerm& term : utility.terms) {
        truth_of(term.when, radix, feasible, truth);
        const auto add = static_cast<Unit>(term.units);
        for (std::size_t s = 0; s < units.size(); ++s) units[s] += truth[s] ? add : Unit{0};
    }
    if (utility.has_cap) {
        for (Unit& each : units)
            if (each > utility.cap) each = static_cast<Unit>(utility.cap);
    }
    return units;
}

/// Ranks by the exact utility of every state. All 0 where it was stopped: judging stops then as well,
/// before it looks at a rank.
template <class Unit>
std::vector<std::uint32_t> ranks_by_units(const ExactUtility& utility,
                                          const std::vector<std::uint32_t>& radix, const Feasible& feasible,
                                          const std::stop_token& stop) {
    if (stop.stop_requested())
        return std::vector<std::uint32_t>(static_cast<std::size_t>(feasible.count), 0);
    const std::vector<Unit> units = units_of<Unit>(utility, radix, feasible);
    const auto [low, high] = std::minmax_element(units.begin(), units.end());
    const Unit base = *low;
    if constexpr (sizeof(Unit) > sizeof(std::uint64_t)) {
        if (*high - base > static_cast<int128>(std::numeric_limits<std::int64_t>::max()))
            return ranks_by_wide_keys(units, stop);
    }
    std::vector<std::uint64_t> keys(units.size());
    for (std::size_t s = 0; s < units.size(); ++s) keys[s] = static_cast<std::uint64_t>(units[s] - base);
    return dense_ranks(keys);
}

std::vector<std::uint32_t> ranks_by_utility(const ExactUtility& utility,
                                            const std::vector<std::uint32_t>& radix,
                                            const Feasible& feasible, const std::stop_token& stop) {
    return utility.fits_int64 ? ranks_by_units<std::int64_t>(utility, radix, feasible, stop)
                              : ranks_by_units<int128>(utility, radix, feasible, stop);
}

template <class Entry>
const Entry* entry_of(const std::vector<Entry>& entries, std::size_t party) {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const Entry& entry) { return entry.party.index() == party; });
    return found == entries.end() ? nullptr : &*found;
}

/// A ranking of states by number; unknown and repeated numbers are told.
std::vector<std::uint32_t> ranks_by_ranking(const Case& conflict, const Ranking& ranking,
                                            std::size_t states, Problems& problems,
                                            std::vector<std::string>& notes) {
    const std::string& who = conflict.parties[ranking.party.index()].id;
    std::vector<std::vector<State>> tiers;
    std::vector<char> seen(states, 0);
    std::size_t named = 0;
    for (const std::vector<std::uint32_t>& tier : ranking.tiers) {
        std::vector<State> members;
        for (const std::uint32_t number : tier) {
            if (number < 1 || number > states) {
                problems.add("E0620",
                             "the ranking of '" + who + "' names state " + std::to_string(number) +
                                 ", but there are states 1 to " + group_digits(std::to_string(states)),
                             "states are numbered in the order of their decimals, infeasible ones skipped",
                             ranking.where);
            } else if (seen[number - 1] != 0) {
                problems.add(
                    "E0621",
                    "the ranking of '" + who + "' names state " + std::to_string(number) + " twice",
                    "a state has one place; states in an inner list are tied", ranking.where);
            } else {
                seen[number - 1] = 1;
                ++named;
                members.push_back(number - 1);
            }
        }
        tiers.push_back(std::move(members));
    }
    if (named < states) {
        notes.push_back("The ranking of " + who + " leaves out " + std::to_string(states - named) + " of " +
                        std::to_string(states) + " states: they tie for its worst.");
    }
    return ranks_by_tiers(states, tiers);
}

void refuse_past_memory(std::size_t states, std::size_t deciders, const Case& conflict,
                        const RunOptions& run) {
    const double bytes = bytes_to_judge(states, deciders);
    if (bytes <= static_cast<double>(run.memory_bytes)) return;
    Problems problems(conflict);
    problems.add("E0628",
                 group_digits(std::to_string(states)) + " states and " + std::to_string(deciders) +
                     " deciders need about " + format_number(bytes / 1e9, 1) + " GB",
                 "leave out issues that nobody controls, or allow more memory", {});
    problems.raise();
}

Model graph_model(const Case& conflict, Problems& problems, std::vector<std::string>& notes) {
    const GraphForm& graph = *conflict.graph;
    Model model;
    model.states = graph.states.size();
    model.labels = graph.states;
    if (model.states == 0) {
        problems.add("E0624", "the graph has no states", "list them: states = [\"before\", \"after\"]",
                     graph.where);
        problems.raise();
    }
    for (std::size_t i = 0; i < conflict.parties.size(); ++i) {
        model.deciders.push_back(conflict.parties[i].id);
        std::vector<std::vector<State>> out(model.states);
        for (const GraphForm::Move& move : graph.moves) {
            if (move.party.index() != i) continue;
            if (move.from < 1 || move.from > model.states || move.to < 1 || move.to > model.states) {
                problems.add("E0625",
                             "'" + conflict.parties[i].id + "' moves from state " +
                                 std::to_string(move.from) + " to " + std::to_string(move.to) +
                                 ", but there are states 1 to " + std::to_string(model.states),
                             "states are numbered from 1 in the order of the list", graph.where);
            } else if (move.from != move.to) {
                out[move.from - 1].push_back(move.to - 1);
            }
        }
        Arcs arcs;
        arcs.first.push_back(0);
        for (std::vector<State>& targets : out) {
            std::sort(targets.begin(), targets.end());
            targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
            arcs.to.insert(arcs.to.end(), targets.begin(), targets.end());
            arcs.first.push_back(static_cast<std::uint32_t>(arcs.to.size()));
        }
        model.arcs.push_back(std::move(arcs));
        if (const Ranking* ranking = entry_of(conflict.rankings, i)) {
            model.rank.push_back(ranks_by_ranking(conflict, *ranking, model.states, problems, notes));
        } else {
            model.rank.emplace_back(model.states, 0u);
            notes.push_back(conflict.parties[i].id +
                            " has no ranking: it is indifferent between all states.");
        }
    }
    problems.raise();
    return model;
}

/// Merges what `[[same]]` names; numbers, patterns and decimals follow the largest member.
void merge_same(const Case& conflict, const Feasible& feasible, Problems& problems, CaseModel& built) {
    const std::vector<std::uint32_t> radix = radix_of(conflict.space);
    const std::size_t states = built.model.states;
    std::vector<std::uint32_t> group(states);
    const auto named = static_cast<std::uint32_t>(conflict.same.size());
    for (std::size_t s = 0; s < states; ++s) group[s] = named + static_cast<std::uint32_t>(s);
    std::vector<char> truth;
    for (std::uint32_t k = 0; k < named; ++k) {
        truth_of(conflict.same[k].when, radix, feasible, truth);
        for (std::size_t s = 0; s < states; ++s)
            if (truth[s] && group[s] >= named) group[s] = k;
    }
    const Model graph = to_graph(built.model);
    std::vector<std::size_t> conflicting;
    built.model = merge_states(graph, group, &conflicting);
    for (const std::size_t i : conflicting) {
        if (entry_of(conflict.rankings, i) != nullptr) continue;
        problems.add(
            "E0622",
            "'" + conflict.parties[i].id + "' does not value alike all states that are called the same",
            "merge only states that no party tells apart, or rank the merged states",
            conflict.same.front().where);
    }
    std::vector<std::vector<State>> members(states + named);
    for (std::size_t s = 0; s < states; ++s) members[group[s]].push_back(static_cast<State>(s));
    std::vector<std::pair<State, std::size_t>> order;  // by the largest member
    for (std::size_t g = 0; g < members.size(); ++g)
        if (!members[g].empty()) order.emplace_back(members[g].back(), g);
    std::sort(order.begin(), order.end());
    const std::optional<State> now = built.status_quo;
    for (const auto& [largest, g] : order) {
        std::vector<std::optional<OptionId>> pattern;
        const Outcome outcome = outcome_of(conflict.space, graph.code(largest));
        pattern.assign(outcome.options.begin(), outcome.options.end());
        for (const State s : members[g]) {
            const Outcome other = outcome_of(conflict.space, graph.code(s));
            for (std::size_t l = 0; l < pattern.size(); ++l)
                if (pattern[l] && *pattern[l] != other.options[l]) pattern[l].reset();
        }
        if (now && std::find(members[g].begin(), members[g].end(), *now) != members[g].end())
            built.status_quo = static_cast<State>(built.patterns.size());
        built.patterns.push_back(std::move(pattern));
        built.decimals.push_back(std::to_string(graph.code(largest)));
    }
}

}  // namespace

CaseModel build_model(const Case& conflict, const RunOptions& run) {
    Problems problems(conflict);
    CaseModel built;
    if (conflict.graph) {
        built.model = graph_model(conflict, problems, built.notes);
        if (conflict.graph->now &&
            (*conflict.graph->now < 1 || *conflict.graph->now > built.model.states)) {
            problems.add("E0625",
                         "the graph is at state " + std::to_string(*conflict.graph->now) +
                             " now, but there are states 1 to " + std::to_string(built.model.states),
                         "", conflict.graph->where);
            problems.raise();
        }
        if (conflict.graph->now) built.status_quo = *conflict.graph->now - 1;
        return built;
    }
    const Feasible feasible = feasible_states(conflict.space);
    Model& model = built.model;
    model.states = static_cast<std::size_t>(feasible.count);
    refuse_past_memory(model.states, conflict.parties.size(), conflict, run);
    model.radix = radix_of(conflict.space);
    model.codes = feasible.codes;
    model.moves.resize(conflict.parties.size());
    for (const Control& control : conflict.control)
        model.moves[control.party.index()].push_back({control.issue.value, control.direction});
    const std::vector<ExactUtility> utilities = exact_utilities(conflict);
    model.rank.resize(conflict.parties.size());
    RunOptions whole = run.to_its_end();  // what is cut short has no ranks; the parties' own loops hear it
    if (model.states < (1u << 12)) whole.threads = 1;
    for_each_block(conflict.parties.size(), whole, [&](std::size_t i) {
        if (entry_of(conflict.rankings, i) != nullptr) {
            model.rank[i].assign(model.states, 0u);  // once states have their numbers
        } else if (const Priorities* priorities = entry_of(conflict.priorities, i)) {
            model.rank[i] = ranks_by_statements(conflict.space, feasible, priorities->statements);
        } else {
            model.rank[i] = ranks_by_utility(utilities[i], model.radix, feasible, run.stop);
        }
    });
    for (std::size_t i = 0; i < conflict.parties.size(); ++i) {
        const Party& party = conflict.parties[i];
        model.deciders.push_back(party.id);
        const bool ranked =
            entry_of(conflict.rankings, i) != nullptr || entry_of(conflict.priorities, i) != nullptr;
        if (!ranked && !gives_points(party))
            built.notes.push_back(party.id + " has no scores, statements or ranking: it is indifferent.");
    }
    if (conflict.status_quo) {
        const State now = state_of(model, code_of(conflict.space, *conflict.status_quo));
        if (now == kNoState) {
            problems.add("E0626", "a rule forbids the status quo",
                         "the status quo must be a feasible outcome", {});
        } else {
            built.status_quo = now;
        }
    }
    if (!conflict.same.empty()) merge_same(conflict, feasible, problems, built);
    for (std::size_t i = 0; i < conflict.parties.size(); ++i) {
        if (const Ranking* ranking = entry_of(conflict.rankings, i))
            built.model.rank[i] =
                ranks_by_ranking(conflict, *ranking, built.model.states, problems, built.notes);
    }
    problems.raise();
    return built;
}

}  // namespace entente::stability
