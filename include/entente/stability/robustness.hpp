// How sure an equilibrium is when preferences are not.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "entente/stability/concepts.hpp"

namespace entente::stability {

/// The chance that a state is an equilibrium.
struct Chance {
    State state = 0;
    std::vector<double> chance;  ///< [concept]
    std::vector<double> error;   ///< standard errors
};

/// The fewest swaps of neighbours (statements, or tiers of a ranking) after which a state is no
/// equilibrium.
struct Fragility {
    Concept of = Concept::nash;
    State state = 0;
    std::optional<std::uint32_t> swaps;  ///< none: more than `searched`
    std::uint32_t searched = 0;          ///< every profile within so many swaps was looked at
    struct Swap {
        std::size_t decider = 0;
        std::size_t place =
            0;  ///< the statement or tier at this place (from 0) changes places with the next
    };
    std::vector<Swap> how;  ///< one shortest way, in order
};

struct Robustness {
    std::uint64_t draws = 0;
    std::uint64_t seed = 1;
    double spread = 0.5;
    std::vector<std::string> uncertain;  ///< what was drawn, in words
    std::vector<Chance> chances;         ///< states that were an equilibrium at least once, likeliest first
    std::vector<Fragility> fragility;    ///< per concept and equilibrium
    std::vector<std::string> notes;
    Stopped stopped = Stopped::complete;
};

struct RobustnessOptions {
    std::uint64_t draws = 1'000;
    /// How uncertain orders are (Mallows): an order loses this factor in weight with each swap of
    /// neighbours that separates it from the one in the file. 0: certain; 1: any order is as likely.
    double spread = 0.5;
    std::size_t most_states = 50;          ///< chances listed
    std::uint64_t most_profiles = 20'000;  ///< profiles looked at for the fewest swaps
    std::vector<Concept> concepts = {Concept::nash, Concept::gmr, Concept::smr, Concept::seq,
                                     Concept::sseq};
};

/// The chance that states are equilibria when the order of statements, of a ranking's tiers, and scores
/// with ranges are uncertain, and how few swaps break each equilibrium.
/// \cost draws (and profiles) times one judgement \threads results do not depend on their number
/// \source Mallows, Biometrika 44 (1957) for the orders \check tests/stability/robustness_test.cpp
[[nodiscard]] Robustness assess_robustness(const Case& conflict, const CaseModel& built,
                                           const Verdicts& verdicts, const RobustnessOptions& options = {},
                                           const RunOptions& run = {});

}  // namespace entente::stability
