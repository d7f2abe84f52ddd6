// Which settlements hold once agreed, and why the others fall.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "entente/assess/settlement.hpp"
#include "entente/core/run.hpp"
#include "entente/settle/among.hpp"
#include "entente/settle/settle.hpp"
#include "entente/stability/deals.hpp"

namespace entente::assess {

/// A settlement under judgement: a bargaining solution by its name, or a deal of the frontier.
struct JudgedDeal {
    std::string name;  ///< empty for a deal of the frontier
    settle::Point point;
    stability::DealVerdict verdict;
};

/// What holds over the whole zone, and the best of it.
struct StableZone {
    bool every_outcome = true;  ///< each was judged; else what does not hold was ruled out beforehand
    std::string outcomes;       ///< of the zone; empty: not counted
    std::string equilibria;     ///< of the whole space, likewise
    std::string stable;         ///< of the zone, likewise
    bool counts_exact = true;
    std::vector<settle::Listed> deals;  ///< the first stable deals of the zone, by state (from 0)
    std::uint64_t points = 0;           ///< utility vectors that no stable deal of the zone dominates
    std::vector<settle::Point> frontier;
    std::vector<settle::NamedSolution> solutions;  ///< over the stable deals of the zone
};

struct StableDeals {
    stability::Concept of = stability::Concept::nash;
    std::vector<JudgedDeal> deals;  ///< the solutions first, then the frontier
    std::string states;
    std::optional<StableZone> zone;
    std::string why_no_zone;     ///< a sentence, where only `deals` were judged
    std::size_t not_listed = 0;  ///< deals of the frontier that are not among `deals`
    std::vector<std::string> notes;
    Stopped stopped = Stopped::complete;
};

/// Answers: which of the settlements are equilibria once agreed, given what each party could do alone
/// afterwards? Over the whole zone where the space can be judged, and for Nash stability where what holds
/// can be told issue by issue; the bargaining solutions and the listed frontier with reasons in any case.
/// \param options those that `settled` was found with \throws InputError E0632, E06xx
/// \check tests/app/war_test.cpp
[[nodiscard]] StableDeals stable_deals(const Settlement& settled, stability::Concept c,
                                       const settle::SettleOptions& options = {},
                                       const RunOptions& run = {});

}  // namespace entente::assess
