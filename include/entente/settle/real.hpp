// Issues whose options are all numbers between two bounds, not a list.
#pragma once

#include <string>
#include <vector>

#include "entente/core/run.hpp"
#include "entente/model/case.hpp"

namespace entente::settle {

/// A case in which real-valued issues have the options that its settlement needs.
struct RealOptions {
    Case conflict;
    std::vector<std::string> issues;  ///< ids of the issues that got options
    std::size_t added = 0;            ///< options
    /// Points, largest over parties: how far a real outcome may be above every outcome on the options.
    double between = 0;
    bool exact = false;   ///< zone and the solutions named below are those of the real issues
    std::string why_not;  ///< why not, one clause: "bonuses tie issues together"
};

/// The solutions that with_real_options() makes exact.
inline constexpr const char* kRealSolutions[] = {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian"};

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

}  // namespace entente::settle
