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
    std::optional<Breach> breach;
};

struct DealVerdicts {
    std::vector<DealVerdict> deals;  ///< one per outcome asked about
    std::string states;  ///< of the model; empty where only the parties' own moves were looked at
    std::vector<std::string> notes;
    Stopped stopped = Stopped::complete;
};

/// Whether each outcome is an equilibrium under `c` once agreed, given what each party could do alone
/// afterwards ([control]). Verdicts come from direct searches from the outcome. Where the space is too
/// large to number its states, Nash stability is still judged, by each party's own moves.
/// \throws InputError E0632 where the concept cannot be judged for this case, E06xx
/// \cost one search a deal and party; Nash on large spaces: the product of a party's own option counts
/// \check tests/stability/deals_test.cpp
[[nodiscard]] DealVerdicts judge_deals(const Case& conflict, Concept c, const std::vector<Outcome>& deals,
                                       const RunOptions& run = {});

}  // namespace entente::stability
