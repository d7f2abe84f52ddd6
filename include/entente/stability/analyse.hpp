// Would the deal hold: everything that `entente stability` tells.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/stability/coalition.hpp"
#include "entente/stability/concepts.hpp"
#include "entente/stability/explain.hpp"
#include "entente/stability/foresight.hpp"
#include "entente/stability/inverse.hpp"
#include "entente/stability/robustness.hpp"

namespace entente::stability {

struct StabilityOptions {
    JudgeOptions judge;
    std::optional<std::uint64_t> from;  ///< state number (from 1) that paths start at; else the status quo
    std::optional<std::uint64_t> explain;  ///< state number whose verdicts are explained
    std::optional<std::uint64_t> want;     ///< state number to stabilise
    bool witnesses = true;                 ///< explain the verdicts of equilibria and of the status quo
    std::size_t witness_states = 20;       ///< of at most so many states
    std::size_t path_targets = 50;
    bool foresight = true;   ///< where two deciders move
    bool coalitions = true;  ///< where the model is small enough
    bool robustness = false;
    InverseOptions inverse;
    RobustnessOptions robust;
};

struct StabilityResult {
    CaseModel built;
    Verdicts verdicts;
    std::vector<Witness> witnesses;
    std::optional<Paths> paths;
    std::optional<Foresight> foresight;
    std::optional<CoalitionResult> coalitions;
    std::optional<Inverse> inverse;
    std::optional<Robustness> robustness;
    std::string method;
    Stopped stopped = Stopped::complete;
    std::uint64_t seed = 1;
    std::vector<std::string> notes;
};

/// Judges a case's states. Parties of the case are the deciders, in its order.
/// \throws InputError E06xx \cost see judge(), explain(), ...
[[nodiscard]] StabilityResult analyse(const Case& conflict, const StabilityOptions& options = {},
                                      const RunOptions& run = {});

/// States that are equilibria under some concept of sequences (nash to sseq): under more of them first.
[[nodiscard]] std::vector<State> some_equilibria(const Verdicts& verdicts);

/// What a state is: per issue an option, none where merged outcomes differ; empty in graph form.
[[nodiscard]] std::vector<std::optional<OptionId>> pattern_of(const Case& conflict, const CaseModel& built,
                                                              State state);
/// Its decimal; empty in graph form.
[[nodiscard]] std::string decimal_of(const CaseModel& built, State state);

}  // namespace entente::stability
