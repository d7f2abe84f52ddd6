// What deciders can gain together.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "entente/stability/concepts.hpp"

namespace entente::stability {

/// A coalition's way from one equilibrium to another that all its members prefer.
struct EquilibriumJump {
    Concept of = Concept::nash;
    State from = 0;
    State to = 0;
    std::vector<std::size_t> coalition;

    bool operator==(const EquilibriumJump&) const = default;
};

enum class CoalitionConcept : std::uint8_t { cnash, cgmr, csmr, cseq };
inline constexpr std::size_t kCoalitionConcepts = 4;

/// The states that are stable for one coalition.
struct CoalitionStability {
    std::vector<std::size_t> coalition;
    std::array<std::vector<State>, kCoalitionConcepts> stable;
};

struct CoalitionResult {
    bool judged = false;
    std::string why_not;
    std::vector<CoalitionStability> coalitions;  ///< of two members and more, by bit pattern
    std::array<std::vector<State>, kCoalitionConcepts> universal;  ///< stable for every coalition, single
                                                                   ///< deciders included
    std::vector<EquilibriumJump> jumps;
    Stopped stopped = Stopped::complete;
};

struct CoalitionOptions {
    double work_limit = 2e10;  ///< bit operations, about; past it nothing is judged
    std::size_t most_deciders = 12;
    std::vector<Concept> jumps_between = {Concept::nash, Concept::seq};
};

/// Coalition stability over every coalition H. A coalition reaches what a legal sequence of its members'
/// moves reaches; it improves where all members are better off at the end.
///   cnash  there is no improvement;
///   cgmr   each is met by moves of the others to a state no better for some member;
///   csmr   and from there no moves of H lead to a state better for all of H;
///   cseq   as cgmr, by sequences of improvements of coalitions of the others, none twice in a row.
/// \source Kilgour, Hipel, Fang, Peng (2001) for jumps; Inohara, Hipel (2008) for the concepts
/// \cost coalitions * states^2 * (members + states / 64) bit operations; \threads states in blocks
/// \check tests/stability/coalition_test.cpp
[[nodiscard]] CoalitionResult judge_coalitions(const Model& model, const Verdicts& verdicts,
                                               const CoalitionOptions& options = {},
                                               const RunOptions& run = {});

}  // namespace entente::stability
