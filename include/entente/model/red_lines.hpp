// Red lines as rules.
#pragma once

#include "entente/model/case.hpp"

namespace entente {

/// Writes the rules that follow from the red lines anew: options of an issue that a party scores below its
/// red line cannot be agreed. To be called after scores or red lines change; with_settings() does.
/// \check tests/cli/case_words_test.py
void derive_red_lines(Case& conflict);

/// Does this rule follow from a red line?
[[nodiscard]] bool from_red_line(const Case& conflict, const Rule& rule);

}  // namespace entente
