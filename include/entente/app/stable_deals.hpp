// entente settle --stable CONCEPT
#pragma once

#include <string>

#include "entente/app/settle.hpp"
#include "entente/assess/stable_deals.hpp"
#include "entente/report/stable_deals.hpp"

namespace entente::app {

/// Answers: which of the settlements are equilibria once agreed, given what each party could do alone
/// afterwards? Over the whole zone where the space can be judged, and for Nash stability where what holds
/// can be told issue by issue; the bargaining solutions and the listed frontier with reasons in any case.
/// \param options those that `answer` was found with \throws InputError E0632, E06xx
[[nodiscard]] assess::StableDeals stable_deals(const SettleAnswer& answer, stability::Concept c,
                                               const SettleOptions& options = {},
                                               const RunOptions& run = {});

/// The settle screen and JSON with the verdicts.
[[nodiscard]] std::string to_text(const SettleAnswer& answer, const assess::StableDeals& deals,
                                  const report::TextOptions& options = {});
[[nodiscard]] std::string to_json(const SettleAnswer& answer, const assess::StableDeals& deals,
                                  report::OutcomeForm outcomes = report::OutcomeForm::labels);

}  // namespace entente::app
