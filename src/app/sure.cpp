#include "app/sure.hpp"

#include <algorithm>

#include "entente/assess/robust.hpp"
#include "entente/model/draws.hpp"
#include "entente/report/robust.hpp"
#include "entente/war/cost.hpp"

namespace entente::app {
namespace {

// Of a case whose draws take milliseconds each.
constexpr std::uint64_t kFewDraws = 200;
constexpr std::uint64_t kSomeDraws = 1'000;

/// How long one draw takes: microseconds; some milliseconds; or too long for another verb's screen.
enum class Cost : std::uint8_t { little, some, much };

Cost cost_of_a_draw(const Case& conflict) {
    constexpr double kMostSums = 2e5;
    if (outcome_count_estimate(conflict.space) * static_cast<double>(conflict.parties.size()) > kMostSums)
        return Cost::much;
    if (!conflict.war) return Cost::little;
    static constexpr std::string_view kClosed[] = {"lottery", "front", "attrition"};
    if (std::find(std::begin(kClosed), std::end(kClosed), conflict.war->model) == std::end(kClosed))
        return Cost::much;
    // A front whose drift wanders has no closed form: each draw of it draws paths.
    return war::stepwise(conflict) ? Cost::some : Cost::little;
}

}  // namespace

std::optional<robust::RobustResult> quick_draws(const Case& conflict, const RunOptions& run,
                                                std::uint64_t draws, bool brief) {
    if (conflict.parties.size() < 2 || !gives_points(conflict)) return std::nullopt;
    const Cost cost = cost_of_a_draw(conflict);
    if (cost == Cost::much) return std::nullopt;
    if (uncertain_numbers(conflict).empty()) return std::nullopt;
    RunOptions quiet = run;
    quiet.progress = nullptr;
    try {
        assess::RobustOptions options{.draws = draws, .brief = brief};
        if (cost == Cost::some) {
            options.draws = brief ? kFewDraws : kSomeDraws;
            options.total_runs = 0;
        }
        auto result = assess::robust(conflict, options, quiet);
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
