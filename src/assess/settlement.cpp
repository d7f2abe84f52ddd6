#include "entente/assess/settlement.hpp"

#include "entente/assess/no_deal.hpp"

namespace entente::assess {
namespace {

/// The zone of the same case, each party holding out for what it believes.
BelievedZone zone_believed(Case conflict, const std::vector<std::optional<Quantity>>& believed,
                           const settle::SettleOptions& options, const RunOptions& run) {
    BelievedZone found;
    for (std::size_t p = 0; p < believed.size(); ++p) {
        if (believed[p]) conflict.parties[p].reserve = believed[p];
    }
    settle::SettleOptions plain;
    plain.method = options.method;
    plain.frontier_limit = options.frontier_limit;
    plain.ties = false;
    settle::SettleResult result = settle::settle(conflict, plain, run);
    for (const settle::PartySummary& party : result.parties)
        found.reservations.push_back(party.reservation);
    found.zone = std::move(result.zone);
    return found;
}

}  // namespace

const settle::Solution* Settlement::solution(std::string_view name) const {
    for (const settle::NamedSolution& named : result.solutions) {
        if (named.name == name && named.solution) return &*named.solution;
    }
    return nullptr;
}

const settle::NamedSolution* balanced_deal(const settle::SettleResult& result) {
    for (const char* wanted : {"nash", "kalai_smorodinsky", "egalitarian"}) {
        for (const settle::NamedSolution& named : result.solutions) {
            if (named.name == wanted && named.solution) return &named;
        }
    }
    for (const settle::NamedSolution& named : result.solutions) {
        if (named.solution) return &named;
    }
    return nullptr;
}

Settlement settlement(const Case& conflict, const settle::SettleOptions& options, const RunOptions& run) {
    Valued valued = with_values_of_no_deal(conflict, run);
    const bool differ = valued.beliefs_differ();
    Settlement settled{.conflict = std::move(valued.conflict), .result = {}, .believed = {}};
    settled.result = settle::settle(settled.conflict, options, run);
    if (!gives_points(settled.conflict)) {
        settled.result.notes.push_back(
            "No party says what an outcome is worth to it: all outcomes count as equal.");
    }
    settled.result.notes.insert(settled.result.notes.end(), valued.notes.begin(), valued.notes.end());
    if (!differ || options.brief) return settled;
    if (settled.result.stopped == Stopped::complete) {
        settled.believed = zone_believed(settled.conflict, valued.believed, options, run);
    } else {
        settled.result.notes.push_back(
            "Stopped before the zone by the parties' own beliefs was looked for.");
    }
    return settled;
}

}  // namespace entente::assess
