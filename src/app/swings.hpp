// What one number, moved to an end of its range, does to the answer.
#pragma once

#include "entente/app/input.hpp"
#include "entente/core/run.hpp"
#include "entente/report/build.hpp"
#include "entente/settle/settle.hpp"

namespace entente::app {

/// Settles the case again with each ranged number at its low and at its high end, the others held, and
/// tells whether a zone and the same balanced deal remain. Numbers are tried in the order of the file, so
/// many that the work stays small (`why` says where some were left out).
/// \cost two settlements a ranged number \threads the same result for any number
[[nodiscard]] report::Swings one_at_a_time(const Input& input, const settle::SettleResult& base,
                                           const RunOptions& run);

/// Is a deal left where every party's value of no deal is at the top of its range at once? Nothing where no
/// party has such a range. \cost one settlement
[[nodiscard]] std::optional<bool> zone_at_the_worst(const Case& conflict,
                                                    const std::vector<report::Reservation>& reservations,
                                                    const RunOptions& run);

}  // namespace entente::app
