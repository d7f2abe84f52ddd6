// Who pulls the parties: screen and JSON.
#pragma once

#include <string>
#include <vector>

#include "entente/report/text.hpp"
#include "entente/stakeholders/analyse.hpp"
#include "entente/stakeholders/score.hpp"

namespace entente::report {

/// The answer in one sentence, with a full stop.
[[nodiscard]] std::string stakeholders_answer(const Case& conflict,
                                              const stakeholders::StakeholderResult& result);
/// \param path show the lead model's path turn by turn
[[nodiscard]] std::string text_stakeholders(const Case& conflict,
                                            const stakeholders::StakeholderResult& result, bool path,
                                            const TextOptions& options = {});
[[nodiscard]] std::string text_stakeholders_short(const Case& conflict,
                                                  const stakeholders::StakeholderResult& result,
                                                  const TextOptions& options = {});
[[nodiscard]] std::string json_stakeholders(const Case& conflict,
                                            const stakeholders::StakeholderResult& result,
                                            const std::vector<std::string>& settings = {});

[[nodiscard]] std::string text_score(const stakeholders::ScoreResult& result,
                                     const TextOptions& options = {});
[[nodiscard]] std::string json_score(const stakeholders::ScoreResult& result, std::uint64_t seed);

}  // namespace entente::report
