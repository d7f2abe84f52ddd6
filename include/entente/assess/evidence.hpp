// How much of a case rests on data, on judgement and on assumption.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "entente/model/case.hpp"

namespace entente::assess {

/// Shares of importance by grade, in the order data, judgement, assumption; they sum to 1, or are all 0
/// where nothing has any importance.
using Shares = std::array<double, 3>;

/// What a case's numbers rest on. The importance of a number is the points by which it can move its
/// party's utility: an issue's weight in points times the spread of its scores, a term's size. Each party
/// counts the same. An issue is only as good as the worst grade among its weight and scores; a number
/// that cites no source is an assumption.
struct Evidence {
    Shares importance{};                 ///< over all parties
    std::vector<Shares> by_party;        ///< in the order of the parties
    std::size_t numbers = 0;             ///< every number of the file
    std::array<std::size_t, 3> cited{};  ///< numbers that cite a source, by its grade
    std::size_t uncited = 0;
    std::size_t ranged = 0;  ///< numbers with a range
};

/// Answers: how much of what decides this case is known, judged, assumed?
/// \cost linear in the numbers of the case \check tests/assess/evidence_test.cpp
[[nodiscard]] Evidence evidence(const Case& conflict);

}  // namespace entente::assess
