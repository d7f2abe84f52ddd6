// The settlement of a case while its numbers move: without what takes many evaluations of a war.
#pragma once

#include "entente/assess/settlement.hpp"

namespace entente::assess {

/// Answers: which deals beat no deal, now that a number has moved? As settlement(), but values that come
/// from a war have no ranges, and nobody asks what the same talks would give in a year.
/// \throws as settlement() \cost one evaluation of the war and one or two settlements
/// \threads the same result for any number \check tests/assess/no_deal_test.cpp
[[nodiscard]] Settlement settlement_at_once(const Case& conflict, const RunOptions& run = {});

}  // namespace entente::assess
