#include "app/sure.hpp"

#include <algorithm>

#include "entente/assess/robust.hpp"
#include "entente/model/draws.hpp"
#include "entente/report/robust.hpp"

namespace entente::app {
namespace {

/// Does one draw take microseconds? A closed form of the war, and few enough outcomes to look at each.
bool quick(const Case& conflict) {
    constexpr double kMostSums = 2e5;
    if (outcome_count_estimate(conflict.space) * static_cast<double>(conflict.parties.size()) > kMostSums)
        return false;
    if (!conflict.war) return true;
    static constexpr std::string_view kClosed[] = {"lottery", "front", "attrition"};
    const WarSpec& war = *conflict.war;
    if (std::find(std::begin(kClosed), std::end(kClosed), war.model) == std::end(kClosed)) return false;
    // A front whose drift wanders is worked out on a grid.
    return std::none_of(war.parameters.begin(), war.parameters.end(),
                        [](const Parameter& each) { return each.name.starts_with("wander"); });
}

}  // namespace

std::optional<robust::RobustResult> quick_draws(const Case& conflict, const RunOptions& run,
                                                std::uint64_t draws, bool brief) {
    if (conflict.parties.size() < 2 || !gives_points(conflict) || !quick(conflict)) return std::nullopt;
    if (uncertain_numbers(conflict).empty()) return std::nullopt;
    RunOptions quiet = run;
    quiet.progress = nullptr;
    try {
        auto result = assess::robust(conflict, {.draws = draws, .brief = brief}, quiet);
        if (result.draws == 0 || !result.zone || result.uncertain == 0) return std::nullopt;
        return result;
    } catch (const InputError&) {
        return std::nullopt;
    }
}

std::string how_sure(const Case& conflict, const RunOptions& run) {
    const auto result = quick_draws(conflict, run);
    return result ? report::robust_line(conflict, *result) : "";
}

}  // namespace entente::app
