// Laying out text in a fixed number of terminal columns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "entente/report/layout.hpp"
#include "entente/report/text.hpp"
#include "report/words/numbers.hpp"
#include "report/words/scale.hpp"

namespace entente::report {

/// `text` cut or filled with blanks to exactly `width` columns.
/// The first UTF-8 character of `text` (one byte where it is broken). \pre not empty
[[nodiscard]] std::string_view first_character(std::string_view text);
[[nodiscard]] std::string left(std::string_view text, std::size_t width);
[[nodiscard]] std::string right(std::string_view text, std::size_t width);

[[nodiscard]] std::string bold(std::string_view text, const TextOptions& options);
[[nodiscard]] std::string dim(std::string_view text, const TextOptions& options);

/// A heading on its own line.
[[nodiscard]] std::string heading(std::string_view text, const TextOptions& options);

/// "and 12 more (--json has all)", indented, with a line break; empty where nothing was left out.
[[nodiscard]] std::string and_more(std::size_t left_out, std::string_view indent,
                                   const TextOptions& options);

/// The case's title, and its date at the right where both fit one line.
[[nodiscard]] std::string title_lines(const Case& conflict, const TextOptions& options);

/// A utility with its fixed number of decimals, for columns.
[[nodiscard]] std::string amount(const Case& conflict, double value);

/// "border 0.45, returns quota"
[[nodiscard]] std::string outcome_words(const Case& conflict, const Outcome& outcome,
                                        std::size_t limit = 6);

/// A party's name for a sentence.
[[nodiscard]] std::string party_name(const Case& conflict, std::size_t party);

/// Names for columns of `width`: where cutting would make two the same, what all have in common is dropped.
[[nodiscard]] std::vector<std::string> short_names(const Case& conflict, std::size_t width);

}  // namespace entente::report
