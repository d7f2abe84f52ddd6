// Results of `levers` for readers and programs.
#pragma once

#include <string>
#include <vector>

#include "entente/levers/levers.hpp"
#include "entente/model/case.hpp"
#include "entente/report/document.hpp"
#include "entente/report/text.hpp"

namespace entente::report {

[[nodiscard]] std::string json_levers(const Case& conflict, const levers::LeversResult& result,
                                      const std::vector<std::string>& settings);
[[nodiscard]] std::string text_levers(const Case& conflict, const levers::LeversResult& result,
                                      const TextOptions& options = {});
/// The answer in one sentence, with a full stop.
[[nodiscard]] std::string levers_answer(const Case& conflict, const levers::LeversResult& result);

/// Sets, break-even values, chance against cost, what keeps the deal: as the page shows them.
[[nodiscard]] Section levers_section(const Case& conflict, const levers::LeversResult& result);

/// The name of an outside actor or a party; the id itself where it is neither's.
[[nodiscard]] std::string actor_name(const Case& conflict, const std::string& id);

/// What groups could have alone, sentence by sentence.
[[nodiscard]] std::vector<std::string> coalition_words(const Case& conflict,
                                                       const levers::CoalitionsResult& found,
                                                       std::size_t most);
/// Would the deal be kept: promises, guarantees, steps, attacks, sentence by sentence.
[[nodiscard]] std::vector<std::string> keeping_words(const Case& conflict,
                                                     const levers::LeversResult& result);
/// Who pays each aid and what is left of it once one leaves, sentence by sentence.
[[nodiscard]] std::vector<std::string> backer_words(const Case& conflict,
                                                    const levers::LeversResult& result);
/// Whose wishes those of each outside actor run with, a sentence each.
[[nodiscard]] std::vector<std::string> interest_words(const Case& conflict,
                                                      const levers::LeversResult& result);
/// Single numbers that change the answer, by how small a part of itself each has to move; those of the
/// sides' own beliefs left out.
[[nodiscard]] std::vector<levers::BreakEven> nearest_break_evens(const levers::LeversResult& result);
/// The first of them in words; empty: there is none.
[[nodiscard]] std::string weakest_link(const Case& conflict, const levers::LeversResult& result);

}  // namespace entente::report
