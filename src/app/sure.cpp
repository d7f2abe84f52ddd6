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

/// Would a draw be decided by fractions nearly everywhere? It is where issues count so little beside
/// another that doubles cannot tell their outcomes apart.
bool many_near_ties(const Case& conflict) {
    constexpr double kTold = 1e-6;  // of what the weightiest issue adds
    constexpr double kMostTied = 256;
    for (const Party& party : conflict.parties) {
        std::vector<double> adds;
        for (const IssueScore& score : party.preference.issues) {
            double low = 0;
            double high = 0;
            for (const Quantity& one : score.scores) {
                low = std::min(low, one.low.value_or(one.best).value());
                high = std::max(high, one.high.value_or(one.best).value());
            }
            adds.push_back(score.weight.high.value_or(score.weight.best).value() * (high - low));
        }
        const double most = adds.empty() ? 0 : *std::max_element(adds.begin(), adds.end());
        double tied = 1;
        for (std::size_t i = 0; i < adds.size(); ++i) {
            if (adds[i] > 0 && adds[i] < kTold * most)
                tied *= static_cast<double>(conflict.space.issues[i].options.size());
        }
        if (tied > kMostTied) return true;
    }
    return false;
}

}  // namespace

Cost cost_of_a_draw(const Case& conflict) {
    constexpr double kMostSums = 2e5;
    if (outcome_count_estimate(conflict.space) * static_cast<double>(conflict.parties.size()) > kMostSums)
        return Cost::much;
    if (many_near_ties(conflict)) return Cost::much;
    if (!conflict.war) return Cost::little;
    static constexpr std::string_view kClosed[] = {"lottery", "front", "attrition"};
    if (std::find(std::begin(kClosed), std::end(kClosed), conflict.war->model) == std::end(kClosed))
        return Cost::much;
    // Walls one by one are solved as a chain, as long as there are walls.
    constexpr double kMostWalls = 10'000;
    bool many_walls = false;
    for_each_quantity(conflict, [&](const QuantityRef& ref) {
        if (ref.address == "war.forts")
            many_walls = ref.quantity->high.value_or(ref.quantity->best).value() > kMostWalls;
    });
    if (many_walls) return Cost::much;
    // A front whose drift wanders has no closed form: each draw of it draws paths.
    return war::stepwise(conflict) ? Cost::some : Cost::little;
}

std::optional<robust::RobustResult> quick_draws(const Case& conflict, const RunOptions& run,
                                                std::uint64_t draws, bool brief) {
    if (conflict.parties.size() < 2 || !gives_points(conflict)) return std::nullopt;
    const Cost cost = cost_of_a_draw(conflict);
    if (cost == Cost::much) return std::nullopt;
    if (uncertain_numbers(conflict).empty()) return std::nullopt;
    try {
        assess::RobustOptions options{.draws = draws, .brief = brief};
        if (cost == Cost::some) {
            options.draws = brief ? kFewDraws : kSomeDraws;
            options.total_runs = 0;
        }
        auto result = assess::robust(conflict, options, run.quiet());
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
