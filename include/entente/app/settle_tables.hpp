// A settlement as tables for other programs.
#pragma once

#include <vector>

#include "entente/app/files.hpp"
#include "entente/app/settle.hpp"

namespace entente::app {

/// frontier.csv (a row for each efficient deal), solutions.csv (a row for each solution's deal and each
/// deal tied with it) and trades.csv (a row for each issue that a solution settles otherwise than its
/// reference); utilities with every digit. \check tests/cli/case_words_test.py
[[nodiscard]] std::vector<OutputFile> settle_tables(const SettleAnswer& answer);

}  // namespace entente::app
