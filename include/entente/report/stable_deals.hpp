// `settle --stable`: which settlements hold once agreed, and why the others fall.
#pragma once

#include <string>
#include <vector>

#include "entente/assess/stable_deals.hpp"
#include "entente/report/json.hpp"
#include "entente/report/text.hpp"

namespace entente::report {

[[nodiscard]] std::string text_stable_deals(const Case& conflict, const assess::StableDeals& deals,
                                            const TextOptions& options = {});

/// The JSON of `settle` with one key more: "stable" (docs/json.md).
[[nodiscard]] std::string json_with_stable_deals(const assess::Settlement& settled,
                                                 const assess::StableDeals& deals,
                                                 const std::vector<std::string>& settings = {},
                                                 OutcomeForm outcomes = OutcomeForm::labels);

}  // namespace entente::report
