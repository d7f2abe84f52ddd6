// The settlement of a case: from its war to its deals.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/core/run.hpp"
#include "entente/model/case.hpp"
#include "entente/settle/settle.hpp"

namespace entente::assess {

/// The zone of agreement where every party holds out for what it itself believes of the war.
struct BelievedZone {
    std::vector<std::optional<double>> reservations;  ///< points, one per party; none: any deal will do
    settle::Zone zone;
};

/// Would a party rather have a deal now than what the same talks would give it in a year? One entry per
/// party; none where it does not fight in the war, or the talks would then find no deal.
struct SettlesToday {
    std::string solution;
    std::vector<std::optional<bool>> analyst;   ///< by the analyst's numbers
    std::vector<std::optional<bool>> believed;  ///< by its own belief of the war
};

struct Settlement {
    Case conflict;  ///< with its values of no deal
    settle::SettleResult result;
    std::optional<BelievedZone> believed;  ///< none where nobody believes otherwise than the analyst

    /// The solution of this name ("nash", "egalitarian", ...); nullptr where there is none.
    [[nodiscard]] const settle::Solution* solution(std::string_view name) const;
    std::vector<SettlesToday> settles_today;  ///< per solution; empty without a front that moves with time
};

/// The deal that stands for a settlement where one is shown: Nash, else Kalai-Smorodinsky, else the
/// egalitarian one, else the first there is; nullptr where there is none.
[[nodiscard]] const settle::NamedSolution* balanced_deal(const settle::SettleResult& result);

/// Answers: which deals beat no deal for everybody, and which of them is fair? Values of no deal are the
/// file's, or come from its war; where the parties believe otherwise of that war, the zone by their own
/// values stands beside (not with `options.brief`).
///
///     const auto settled = entente::assess::settlement(conflict);
///     if (const auto* nash = settled.solution("nash")) ...
///
/// \throws InputError E04xx, E05xx \cost the war's values and one or two settlements
/// \threads the same result for any number \check tests/assess/no_deal_test.cpp
[[nodiscard]] Settlement settlement(const Case& conflict, const settle::SettleOptions& options = {},
                                    const RunOptions& run = {});

}  // namespace entente::assess
