// The same talks later: what a year of fighting on would change in the settlement.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/assess/settlement.hpp"
#include "entente/core/run.hpp"
#include "entente/war/analyse.hpp"

namespace entente::assess {

inline constexpr double kLaterMonths = 12;

/// Per solution of `settled`, in its order; empty without a war whose front moves with time. The other side
/// of the disagreement point: the zone asks whether a deal beats fighting on to the end, this asks whether
/// it beats the same talks in a year.
/// \cost up to three settlements \check tests/app/waiting_test.cpp
[[nodiscard]] std::vector<SettlesToday> settles_today(const Settlement& settled,
                                                      const RunOptions& run = {});

/// Fills `settlement_change` and its range in the war's price of waiting: settles the case as it would
/// stand after each horizon, by the first solution that both settlements have.
/// \cost three settlements a horizon; left out where one alone takes too long \check
/// tests/app/waiting_test.cpp
void add_settlement_changes(const Case& conflict, war::WarResult& result, const RunOptions& run = {});

}  // namespace entente::assess
