// How sure we are, in words.
#pragma once

#include <string>
#include <vector>

#include "entente/report/text.hpp"
#include "entente/robust/result.hpp"

namespace entente::report {

/// "A deal exists in 98% of 10,000 draws ...": the answer in one sentence or two.
[[nodiscard]] std::string robust_answer(const Case& conflict, const robust::RobustResult& result);

/// What knowing a number would be worth, and the rule of thumb: a sentence each.
[[nodiscard]] std::vector<std::string> robust_findings(const Case& conflict,
                                                       const robust::RobustResult& result);

/// One line for other screens: whether, which, and where to read more.
[[nodiscard]] std::string robust_line(const Case& conflict, const robust::RobustResult& result);

/// The verb's screen.
[[nodiscard]] std::string text_robust(const Case& conflict, const robust::RobustResult& result,
                                      const TextOptions& options = {});

/// The verb's JSON.
[[nodiscard]] std::string json_robust(const Case& conflict, const robust::RobustResult& result,
                                      const std::vector<std::string>& settings = {});

/// A number's address as a reader says it: the issue or the war, the party, what it is.
[[nodiscard]] std::string number_words(const Case& conflict, const std::string& address);

/// What a draw is measured by ("zone.margin") as a reader says it.
[[nodiscard]] std::string metric_words(const Case& conflict, const std::string& name);

}  // namespace entente::report
