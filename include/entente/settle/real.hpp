// Issues whose options are all numbers between two bounds, not a list.
#pragma once

#include <string>
#include <vector>

#include "entente/core/run.hpp"
#include "entente/model/case.hpp"
#include "entente/settle/settle.hpp"

namespace entente::settle {

/// A case in which real-valued issues have the options that its settlement needs.
struct RealOptions {
    Case conflict;
    std::vector<std::string> issues;  ///< ids of the issues that got options
    std::size_t added = 0;            ///< options
    /// Points, largest over parties: how far a real outcome may be above every outcome on the options.
    double between = 0;
    bool exact = false;   ///< zone and the four solutions below are those of the real issues
    std::string why_not;  ///< why not, one clause: "bonuses tie issues together"
};

/// Which further options do the listed issues need, so that a settlement on options is that of the real
/// issues? Scores are taken to be straight lines between options that stand side by side. Linear and
/// mixed-integer programs over all numbers decide whether there is a zone, each party's best outcomes, who
/// blocks, and the Nash, Kalai-Smorodinsky, egalitarian and utilitarian deals; the numbers that these take
/// become options (in the shortest form within 1e-9 of the range), and settle() decides on them exactly.
/// \param issues that are real; their options carry values, rising or falling
/// \return the case unchanged and `exact` false where terms, rules or a cap stand in the way
/// \cost some programs a party and solution, milliseconds each \check tests/settle/real_test.cpp
[[nodiscard]] RealOptions with_real_options(const Case& conflict, const std::vector<IssueId>& issues,
                                            const RunOptions& run = {});

/// A settlement with the case that its outcomes name options of.
struct RealSettlement {
    Case conflict;
    SettleResult result;
};

/// settle() where some issues are real numbers: the options that the settlement needs
/// are added first, and the result says what is exact, what holds on the options only, and how far other
/// outcomes may be from the listed ones. \param issues the real ones, of which the case holds a grid \param
/// grid evenly spaced numbers to take beside those; 0: none \param options of `conflict` as it is
/// \throws as settle() \check tests/settle/real_test.cpp
[[nodiscard]] RealSettlement settle_real(const Case& conflict, const std::vector<IssueId>& issues,
                                         std::size_t grid, const SettleOptions& options = {},
                                         const RunOptions& run = {});

}  // namespace entente::settle
