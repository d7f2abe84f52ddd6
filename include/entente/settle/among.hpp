// Bargaining over some of the outcomes only: those that a further demand, such as stability, leaves.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "entente/settle/settle.hpp"

namespace entente::settle {

/// Every feasible outcome of a case by number, and which of them are left. Both functions are called from
/// several threads.
struct Members {
    std::uint64_t outcomes = 0;
    std::function<void(std::uint64_t number, Outcome& outcome)> outcome;
    std::function<bool(std::uint64_t number)> left;
};

struct Listed {
    std::uint64_t number = 0;
    Point point;
    bool efficient = false;  ///< no deal that is left is better for one party and worse for none
};

/// The zone of a case, and what is left of it.
struct Among {
    std::uint64_t zone = 0;  ///< outcomes at or above every reservation value
    std::uint64_t left = 0;  ///< outcomes that are left, in the zone or not
    std::uint64_t left_in_zone = 0;
    std::vector<Listed> deals;    ///< the first ones that are left in the zone, by number
    std::uint64_t points = 0;     ///< their distinct utility vectors that none of them dominates
    std::vector<Point> frontier;  ///< the first ones of these, the first party's utility falling
    /// As settle() finds them, over the deals that are left in the zone: ideals are theirs, gains count
    /// from no deal and concessions from the best conceivable over all outcomes.
    std::vector<NamedSolution> solutions;
    Stopped stopped = Stopped::complete;  ///< cancelled: the rest must not be used
};

/// What is left of the zone, and the best of it by each bargaining solution. Comparisons are exact.
/// \param list how many deals, and points of the frontier, are listed \pre fewer than 2^63 combinations
/// \throws InputError E0406 \cost about a microsecond an outcome; memory for the frontier
/// \threads outcomes in blocks, the same result for any number \check tests/settle/among_test.cpp
[[nodiscard]] Among settle_among(const Case& conflict, const Members& members, std::size_t list,
                                 const SettleOptions& options = {}, const RunOptions& run = {});

}  // namespace entente::settle
