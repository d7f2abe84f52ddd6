#include "entente/assess/settlement.hpp"

#include "entente/assess/at_once.hpp"
#include "entente/assess/no_deal.hpp"
#include "entente/assess/waiting.hpp"
#include "entente/core/text.hpp"

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

std::string who_waits(const Case& conflict, const std::vector<std::optional<bool>>& now) {
    std::vector<std::string> wait;
    for (std::size_t p = 0; p < now.size(); ++p) {
        if (now[p] && !*now[p]) wait.push_back(conflict.parties[p].name);
    }
    return wait.empty() ? "neither side would rather wait for"
                        : join_words(wait) +
                              (wait.size() > 1 ? " would both rather wait for" : " would rather wait for");
}

/// Of the first solution: who would rather have the same talks in a year.
std::string waiting_words(const Settlement& settled) {
    if (settled.settles_today.empty()) return {};
    const SettlesToday& first = settled.settles_today.front();
    return "Of the deal by \"" + first.solution + "\": by the analyst's numbers " +
           who_waits(settled.conflict, first.analyst) +
           " what the same talks would give in a year; by their own beliefs " +
           who_waits(settled.conflict, first.believed) + " it.";
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

namespace {

/// \param whole also the ranges of the war's values, and what waiting brings
Settlement settled_with(const Case& conflict, const settle::SettleOptions& options, const RunOptions& run,
                        bool whole) {
    Valued values = with_values_of_no_deal(conflict, run, whole);
    const bool differ = values.beliefs_differ();
    Settlement settled{.conflict = std::move(values.conflict), .result = {}, .believed = {}};
    settled.result = settle::settle(settled.conflict, options, run);
    if (!gives_points(settled.conflict)) {
        settled.result.notes.push_back(
            "No party says what an outcome is worth to it: all outcomes count as equal.");
    }
    settled.result.notes.insert(settled.result.notes.end(), values.notes.begin(), values.notes.end());
    if (options.brief) return settled;
    if (whole) settled.settles_today = settles_today(settled, run);
    if (const std::string words = waiting_words(settled); !words.empty())
        settled.result.notes.push_back(words);
    if (!differ) return settled;
    if (settled.result.stopped == Stopped::complete) {
        settled.believed = zone_believed(settled.conflict, values.believed, options, run);
    } else {
        settled.result.notes.push_back(
            "Stopped before the zone by the parties' own beliefs was looked for.");
    }
    return settled;
}

}  // namespace

Settlement settlement(const Case& conflict, const settle::SettleOptions& options, const RunOptions& run) {
    return settled_with(conflict, options, run, true);
}

Settlement settlement_at_once(const Case& conflict, const RunOptions& run) {
    return settled_with(conflict, {}, run, false);
}

}  // namespace entente::assess
