// What parties, options and outcomes are called.
#pragma once

#include <string>

#include "entente/model/case.hpp"

namespace entente {

/// The party's name, or its id where it has none.
[[nodiscard]] const std::string& name_of(const Case& conflict, PartyId party);

/// The label of one option: "quota".
[[nodiscard]] const std::string& label_of(const Case& conflict, IssueId issue, OptionId option);

/// What goes on without a deal, from the case's `noun`: "the war", "the strike"; "the dispute" where the
/// file says nothing and has no war. \check tests/model/model_test.cpp
[[nodiscard]] std::string contest(const Case& conflict);

/// Having no deal: "fighting on" in a war, "going on with the strike", "no deal" where the file names
/// neither.
[[nodiscard]] std::string no_deal(const Case& conflict);

/// "fighting goes on", "the strike goes on".
[[nodiscard]] std::string goes_on(const Case& conflict);

/// The outcome issue by issue, as `--improve` reads it: "border=0.45, returns=quota". Empty for an outcome
/// that settles nothing. \check tests/model/model_test.cpp
[[nodiscard]] std::string describe(const Case& conflict, const Outcome& outcome);

}  // namespace entente
