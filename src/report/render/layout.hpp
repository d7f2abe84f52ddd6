// Laying out text in a fixed number of terminal columns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "entente/report/text.hpp"
#include "report/words/scale.hpp"

namespace entente::report {

/// `text` as core's printable() shows it: a party may be named anything.
[[nodiscard]] std::string clean(std::string_view text);

/// `text` in at most `width` columns, cut with an ellipsis where it is longer.
[[nodiscard]] std::string cut(std::string_view text, std::size_t width);

/// `text` cut or filled with blanks to exactly `width` columns.
[[nodiscard]] std::string left(std::string_view text, std::size_t width);
[[nodiscard]] std::string right(std::string_view text, std::size_t width);

/// Words wrapped to `width` columns; the first line begins with `first`, the others with `next`. Ends with
/// a line break. Words longer than a line are broken.
[[nodiscard]] std::string wrap(std::string_view text, std::size_t width, std::string_view first = "",
                               std::string_view next = "");

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

/// A decimal count for a sentence: "1,944,000", or "about 1.2 x 10^40" where it is long.
[[nodiscard]] std::string count_words(std::string_view digits);

/// "border 0.45, returns quota"
[[nodiscard]] std::string outcome_words(const Case& conflict, const Outcome& outcome,
                                        std::size_t limit = 6);

/// A party's name for a sentence.
[[nodiscard]] std::string party_name(const Case& conflict, std::size_t party);

/// Names for columns of `width`: where cutting would make two the same, what all have in common is dropped.
[[nodiscard]] std::vector<std::string> short_names(const Case& conflict, std::size_t width);

}  // namespace entente::report
