// The graph model of a conflict: states, who moves among them, who prefers which.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "entente/core/run.hpp"
#include "entente/model/case.hpp"

namespace entente::stability {

/// A state, 0-based in memory. People see it from 1, in the order of the decimals.
using State = std::uint32_t;
inline constexpr State kNoState = 0xffffffffu;

/// The most states that a model may hold; past it, a diagnostic (E0610).
inline constexpr std::uint64_t kMaxStates = 1u << 26;

/// A lever (an issue of the space) that a decider may move alone, and which way along its options.
struct Move {
    std::uint32_t lever = 0;
    Direction direction = Direction::both;

    bool operator==(const Move&) const = default;
};

/// A decider's moves in graph form: `to[first[s] .. first[s + 1]]` are the states one step from `s`.
struct Arcs {
    std::vector<std::uint32_t> first;  ///< states + 1 numbers
    std::vector<State> to;

    bool operator==(const Arcs&) const = default;
};

/// A conflict in one of two forms.
///
/// Option form (`arcs` empty): a state is one option per lever; its decimal is the mixed-radix number
/// with the first lever least significant; `codes` lists the decimals of the feasible states, rising, and
/// is empty where every combination is feasible. A decider moves from s to any feasible state that
/// differs in its own levers only, against no forbidden direction, in one step.
///
/// Graph form (`arcs` of every decider): any moves, also shared, one-way or intransitive ones.
struct Model {
    std::vector<std::string> deciders;
    std::vector<std::uint32_t> radix;      ///< options per lever, first least significant
    std::vector<std::vector<Move>> moves;  ///< per decider
    std::vector<std::uint64_t> codes;      ///< see above
    std::vector<Arcs> arcs;                ///< per decider, or empty
    std::vector<std::string> labels;       ///< per state, or empty
    std::size_t states = 0;
    std::vector<std::vector<std::uint32_t>> rank;  ///< [decider][state]: 0 worst; equal: indifferent

    [[nodiscard]] bool graph_form() const { return !arcs.empty(); }
    /// Whether the decider has any move. What one who has none prefers decides nothing.
    [[nodiscard]] bool moves_at_all(std::size_t decider) const {
        return graph_form() ? !arcs[decider].to.empty() : !moves[decider].empty();
    }
    [[nodiscard]] std::uint64_t code(State state) const { return codes.empty() ? state : codes[state]; }
    bool operator==(const Model&) const = default;
};

/// The feasible combinations of a space, rising by decimal. `all`: every one is (and `codes` is empty).
struct Feasible {
    std::vector<std::uint64_t> codes;
    bool all = false;
    std::uint64_t count = 0;
};

/// Lists the feasible states of a space by a search that cuts a branch as soon as a rule forbids it.
/// \throws InputError E0610 more than `limit` feasible states, E0611 none, E0612 more than 2^63
/// combinations, E0613 the search itself is too long \cost output-sensitive for rules on few issues
[[nodiscard]] Feasible feasible_states(const Space& space, std::uint64_t limit = kMaxStates);

/// The outcome of a decimal and back. \param code below the product of the option counts
[[nodiscard]] Outcome outcome_of(const Space& space, std::uint64_t code);
[[nodiscard]] std::uint64_t code_of(const Space& space, const Outcome& outcome);

/// The state of a decimal, or kNoState where it is infeasible. Option form only. \cost log(states)
[[nodiscard]] State state_of(const Model& model, std::uint64_t code);

/// Ranks by keys: equal keys, equal rank; 0 is the lowest key; no gaps.
[[nodiscard]] std::vector<std::uint32_t> dense_ranks(const std::vector<std::uint64_t>& keys);

/// Ranks of states under ranked statements, most important first (any number of them): state a beats b
/// where the first statement on which they differ holds in a. \cost states * conditions
[[nodiscard]] std::vector<std::uint32_t> ranks_by_statements(const Space& space, const Feasible& feasible,
                                                             const std::vector<Statement>& statements);

/// Ranks by tiers of state numbers (from 0), best first. States that no tier names tie for the worst.
[[nodiscard]] std::vector<std::uint32_t> ranks_by_tiers(std::size_t states,
                                                        const std::vector<std::vector<State>>& tiers);

/// A case as a graph model, and what its states are.
struct CaseModel {
    Model model;
    /// Per state and issue the option, none where merged states differ in it; empty in a `[graph]` case
    /// and where nothing was merged (the decimal says it then).
    std::vector<std::vector<std::optional<OptionId>>> patterns;
    std::vector<std::string> decimals;  ///< of merged states: of the member with the largest decimal
    std::optional<State> status_quo;
    std::vector<std::string> notes;
};

/// The graph model of a case: its space or its `[graph]`, `[control]`, and per party its ranking, its
/// ranked statements, or its exact utility, in that order of precedence. Every party is a decider; one
/// that controls nothing never moves. Merges of `[[same]]` yield graph form.
/// \throws InputError E06xx with everything that is wrong
/// \cost linear in states * (parties + conditions), sorting apart \check tests/stability/build_test.cpp
[[nodiscard]] CaseModel build_model(const Case& conflict, const RunOptions& run = {});

/// The same conflict with every move written out. \throws InputError E0614 past `arc_limit` arcs
[[nodiscard]] Model to_graph(const Model& model, std::uint64_t arc_limit = 1u << 28);

/// One state for each group of states that nobody tells apart. `group[s]` is any label; states of equal
/// label become one, numbered by the largest old number among its members; moves are the union of the
/// members' moves, less loops. \param conflicting where given, receives the deciders that rank members of
/// one group differently (their rank is then that of the member with the largest number)
[[nodiscard]] Model merge_states(const Model& graph, const std::vector<std::uint32_t>& group,
                                 std::vector<std::size_t>* conflicting = nullptr);

}  // namespace entente::stability
