// Do given deals hold once they are agreed?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/stability/explain.hpp"

namespace entente::stability {

/// Why a deal falls: who gains by moving, to what, and how the others' answer fails, if they have one.
struct Breach {
    PartyId party;
    Outcome moves_to;
    std::optional<Outcome> answered_by;  ///< where the others' answer leads
    std::optional<Outcome> escapes_to;   ///< how the party gets out of it
};

struct DealVerdict {
    bool holds = true;
    std::optional<Breach> breach;  ///< where it falls; with known verdicts for the first 1,000 only
};

struct DealVerdicts {
    std::vector<DealVerdict> deals;  ///< one per outcome asked about
    std::string states;  ///< of the model; empty where only the parties' own moves were looked at
    std::vector<std::string> notes;
    Stopped stopped = Stopped::complete;
};

/// Every outcome of a case that is an equilibrium under one concept.
struct Equilibria {
    bool judged = false;
    std::string why_not;  ///< a sentence, where they were not
    CaseModel built;      ///< in option form: state s is the outcome of decimal `built.model.code(s)`
    std::vector<std::uint8_t> holds;  ///< [state]
    Stopped stopped = Stopped::complete;
};

/// Judges the whole space, where it can be numbered, and where that fits the memory and about 2 x 10^8
/// states times squared deciders (a few seconds a core).
/// 	hrows InputError E0632 where the concept cannot be judged for this case, E06xx \cost see judge()
[[nodiscard]] Equilibria find_equilibria(const Case& conflict, Concept c, const RunOptions& run = {});

/// Rules that leave exactly the outcomes that are Nash stable, one per controlled issue with options that
/// nobody would leave alone; nothing where a party's own issues interact for it, are bound by rules or are
/// valued up to a cap, or where somebody's preference is ordinal. \cost quadratic in an issue's options
[[nodiscard]] std::optional<std::vector<Rule>> nash_rules(const Case& conflict);

/// Whether each outcome is an equilibrium under `c` once agreed, given what each party could do alone
/// afterwards ([control]). Reasons come from direct searches from the outcome, and so do verdicts unless
/// `known` has them. Where the space is too large to number its states, Nash stability is still judged, by
/// each party's own moves. \param known what find_equilibria() found for this case and concept, if anything
/// \throws InputError E0632 where the concept cannot be judged for this case, E06xx
/// \cost one search a deal and party; Nash on large spaces: the product of a party's own option counts
/// \check tests/stability/deals_test.cpp
[[nodiscard]] DealVerdicts judge_deals(const Case& conflict, Concept c, const std::vector<Outcome>& deals,
                                       const RunOptions& run = {}, const Equilibria* known = nullptr);

}  // namespace entente::stability
