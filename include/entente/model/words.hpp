// What parties, options and outcomes are called.
#pragma once

#include <string>

#include "entente/model/case.hpp"

namespace entente {

/// The party's name, or its id where it has none.
[[nodiscard]] const std::string& name_of(const Case& conflict, PartyId party);

/// The label of one option: "quota".
[[nodiscard]] const std::string& label_of(const Case& conflict, IssueId issue, OptionId option);

/// The outcome issue by issue, as `--improve` reads it: "border=0.45, returns=quota". Empty for an outcome
/// that settles nothing. \check tests/model/model_test.cpp
[[nodiscard]] std::string describe(const Case& conflict, const Outcome& outcome);

}  // namespace entente
