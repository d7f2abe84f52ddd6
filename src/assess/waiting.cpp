#include "entente/assess/waiting.hpp"

#include <algorithm>
#include <array>

#include "entente/assess/no_deal.hpp"
#include "entente/model/case.hpp"
#include "entente/war/waiting.hpp"

namespace entente::assess {
namespace {

/// Larger spaces are not settled again and again for every horizon.
constexpr double kMostOutcomes = 50'000;

double outcomes_of(const Case& conflict) {
    double count = 1;
    for (const Issue& issue : conflict.space.issues) count *= static_cast<double>(issue.options.size());
    return count;
}

settle::SettleOptions plain() {
    settle::SettleOptions options;
    options.ties = false;
    return options;
}

/// What a solution gives each party, by its name.
const std::vector<double>* utilities_of(const settle::SettleResult& result, const std::string& name) {
    for (const settle::NamedSolution& each : result.solutions) {
        if (each.name == name && each.solution) return &each.solution->point.utilities;
    }
    return nullptr;
}

std::optional<settle::SettleResult> settled_after(const Case& conflict, double months, double deviations,
                                                  int eyes, const RunOptions& run) {
    std::optional<Case> later = war::case_after(conflict, months, deviations, eyes);
    if (!later) return std::nullopt;
    set_values_of_no_deal(*later, run);
    return settle::settle(*later, plain(), run);
}

/// Does a deal of `now` points beat waiting for one of `then`?
bool rather_now(double now, double then, const war::Delay& delay) {
    return now >= delay.hold + delay.keep * then - 1e-9;
}

}  // namespace

std::vector<SettlesToday> settles_today(const Settlement& settled, const RunOptions& run) {
    std::vector<SettlesToday> all;
    const Case& conflict = settled.conflict;
    if (!conflict.war || settled.result.zone.empty || outcomes_of(conflict) > kMostOutcomes) return all;
    const auto delay = war::delay(conflict, kLaterMonths);
    if (!delay) return all;
    std::array<std::optional<settle::SettleResult>, 3> later;
    for (int eyes = -1; eyes < 2; ++eyes)
        later[static_cast<std::size_t>(eyes + 1)] = settled_after(conflict, kLaterMonths, 0, eyes, run);
    for (const settle::NamedSolution& each : settled.result.solutions) {
        if (!each.solution) continue;
        SettlesToday answer{.solution = each.name, .analyst = {}, .believed = {}};
        answer.analyst.resize(conflict.parties.size());
        answer.believed.resize(conflict.parties.size());
        for (std::size_t side = 0; side < 2; ++side) {
            const std::size_t party = conflict.war->between[side].index();
            const double now = each.solution->point.utilities[party];
            if (const auto* then = utilities_of(*later[0], each.name))
                answer.analyst[party] = rather_now(now, (*then)[party], (*delay)[side]);
            const auto own = war::delay(conflict, kLaterMonths, static_cast<int>(side));
            if (const auto* then = utilities_of(*later[side + 1], each.name); then && own)
                answer.believed[party] = rather_now(now, (*then)[party], (*own)[side]);
        }
        all.push_back(std::move(answer));
    }
    return all;
}

void add_settlement_changes(const Case& conflict, war::WarResult& result, const RunOptions& run) {
    if (result.waiting.empty() || !gives_points(conflict)) return;
    if (outcomes_of(conflict) > kMostOutcomes) {
        result.notes.push_back(
            "The case has too many outcomes to settle it again for every time of waiting.");
        return;
    }
    const auto settle_of = [&](const Case& at) {
        Case valued = at;
        set_values_of_no_deal(valued, run);
        return settle::settle(valued, plain(), run);
    };
    const settle::SettleResult today = settle_of(conflict);
    const std::string* name = nullptr;
    for (const settle::NamedSolution& each : today.solutions) {
        if (each.solution && name == nullptr) name = &each.name;
    }
    if (name == nullptr) return;
    const std::vector<double>& now = *utilities_of(today, *name);
    for (war::Waiting& wait : result.waiting) {
        if (run.stop.stop_requested()) return;
        // The ends of what the front's move may be, nine times in ten.
        constexpr double k90 = 1.6448536269514722;
        std::array<std::optional<settle::SettleResult>, 3> then;
        const double moves[] = {0, -k90, k90};
        for (std::size_t k = 0; k < 3; ++k)
            then[k] = settled_after(conflict, wait.months, moves[k], -1, run);
        for (war::WaitingSide& side : wait.sides) {
            const std::size_t party = side.party.index();
            const auto change = [&](std::size_t k) -> std::optional<double> {
                const auto* later = then[k] ? utilities_of(*then[k], *name) : nullptr;
                if (later == nullptr) return std::nullopt;
                return (*later)[party] - now[party];
            };
            side.settlement_change = change(0);
            const auto low = change(1);
            const auto high = change(2);
            if (side.settlement_change && low && high)
                side.settlement_range = war::Pair{std::min({*side.settlement_change, *low, *high}),
                                                  std::max({*side.settlement_change, *low, *high})};
        }
    }
    result.notes.push_back(
        "What the same talks would give later is told by the solution \"" + *name +
        "\", settled again with the front, what each side holds and the options at the line "
        "of contact as they would then stand.");
}

}  // namespace entente::assess
