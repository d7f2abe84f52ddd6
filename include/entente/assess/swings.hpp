// What one number, moved to an end of its range, does to the answer.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "entente/core/run.hpp"
#include "entente/model/case.hpp"
#include "entente/settle/settle.hpp"

namespace entente::assess {

/// What becomes of the answer when one number is moved to an end of its range, the others held.
struct Swing {
    std::string address;
    double from = 0;
    double to = 0;
    bool zone = true;       ///< there is a deal that nobody rejects
    bool same_deal = true;  ///< the balanced deal is still the same outcome
};

/// One-at-a-time swings, and how many were tried (0: none tried, `why` says why).
struct Swings {
    std::vector<Swing> all;
    std::size_t ranged = 0;  ///< numbers with a range
    std::string why;
    /// Is a deal left where every party's value of no deal stands at the top of its range at once? None:
    /// not asked, as no such range is known.
    std::optional<bool> zone_at_the_worst;
};

/// Settles the case again with each ranged number at its low and at its high end, the others held, and
/// tells whether a zone and the same balanced deal remain. Numbers are tried in the order of the file, so
/// many that the work stays small (`why` says where some were left out).
/// \param conflict as its file has it \param base its settlement
/// \cost two settlements and two evaluations of the war for a ranged number
/// \threads the same result for any number \check tests/assess/swings_test.cpp
[[nodiscard]] Swings one_at_a_time(const Case& conflict, const settle::SettleResult& base,
                                   const RunOptions& run = {});

/// Is a deal left where every party's value of no deal is at the top of its range at once? Nothing where no
/// party has such a range. \param conflict with its values of no deal \cost one settlement
[[nodiscard]] std::optional<bool> zone_at_the_worst(const Case& conflict, const RunOptions& run = {});

}  // namespace entente::assess
