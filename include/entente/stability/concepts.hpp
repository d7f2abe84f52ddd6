// Which states are stable, for whom, under which foresight.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/stability/model.hpp"

namespace entente::stability {

/// Stability concepts. s is stable for decider i where, for each improvement s1 of i from s,
///   nash  there is none;
///   gmr   the others can move from s1 to a state that i does not prefer to s (general metarational);
///   smr   so, and from there i cannot escape to one that it prefers to s (symmetric metarational);
///   seq   as gmr, each of the others' steps an improvement of its mover (sequential);
///   sseq  as smr with such steps (symmetric sequential);
///   sim   the others' improvements from s, taken together with i's, land i no better than at s;
///   sim_unstable  the same, but only the others for whom s is not sequentially stable act
///                 (the tableau reading of Fraser and Hipel).
enum class Concept : std::uint8_t { nash, gmr, smr, seq, sseq, sim, sim_unstable };
inline constexpr std::size_t kConcepts = 7;
inline constexpr std::array<Concept, kConcepts> kAllConcepts = {
    Concept::nash, Concept::gmr, Concept::smr,         Concept::seq,
    Concept::sseq, Concept::sim, Concept::sim_unstable};
inline constexpr std::array<std::string_view, kConcepts> kConceptNames = {
    "nash", "gmr", "smr", "seq", "sseq", "sim", "sim_unstable"};

[[nodiscard]] std::string_view to_string(Concept concept_);
[[nodiscard]] std::optional<Concept> concept_named(std::string_view name);

struct JudgeOptions {
    bool simultaneous = true;  ///< also sim and sim_unstable
    /// In option form, which of gmr to sseq to judge (bit `1 << concept`): the others' verdicts must not be
    /// read. nash is always judged; sim_unstable needs seq.
    unsigned sequences = 0x1f;
    /// The most composites (products of improvements) that the simultaneous concepts may need to look at;
    /// past it they are left out and `why_not_simultaneous` says so.
    double simultaneous_limit = 4e9;
};

/// What holds where. Bit `1 << concept` of `stable[decider][state]` is set where the state is stable.
struct Verdicts {
    std::vector<std::vector<std::uint8_t>> stable;  ///< [decider][state]
    std::vector<std::uint8_t> equilibrium;          ///< [state]: stable for every decider
    bool simultaneous = false;                      ///< sim and sim_unstable were judged
    std::string why_not_simultaneous;               ///< a sentence, where they were not
    double composites = 0;                          ///< upper bound of the simultaneous work
    Stopped stopped = Stopped::complete;            ///< cancelled: the verdicts must not be used

    [[nodiscard]] bool is_stable(Concept c, std::size_t decider, State state) const {
        return (stable[decider][state] >> static_cast<unsigned>(c) & 1u) != 0;
    }
    [[nodiscard]] bool is_equilibrium(Concept c, State state) const {
        return (equilibrium[state] >> static_cast<unsigned>(c) & 1u) != 0;
    }
    [[nodiscard]] std::vector<State> equilibria(Concept c) const;
    [[nodiscard]] std::uint64_t count(Concept c) const;
};

/// Judges every state for every decider under every concept.
/// Option form: one sweep a concept, opponents' replies found by covering each class of states once.
/// Graph form: searches over (state, last mover), so that nobody moves twice in a row; sim is not
/// defined there.
/// \cost option form: time O(deciders^2 * states), memory about 12 bytes a state and decider; graph
/// form: O(deciders^2 * arcs)
/// \threads one decider a block; results do not depend on their number
/// \source Fang, Hipel, Kilgour, Interactive Decision Making (1993); Rego, Vieira, GDN 26 (2017) for sseq;
/// Fraser, Hipel, Conflict Analysis (1984) for sim
/// \check tests/stability/oracle_test.cpp
[[nodiscard]] Verdicts judge(const Model& model, const JudgeOptions& options = {},
                             const RunOptions& run = {});

}  // namespace entente::stability
