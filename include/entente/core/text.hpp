// How numbers and words are written for people.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// `value` with at most `decimals` decimals, trailing zeros cut, never "-0".
[[nodiscard]] std::string format_number(double value, int decimals = 2);

/// The same with its thousands grouped: "1,939.8".
[[nodiscard]] std::string format_grouped(double value, int decimals);

/// A decimal count with thin grouping: "1,944,000".
[[nodiscard]] std::string group_digits(std::string_view digits);

/// "a", "a and b", "a, b and c".
[[nodiscard]] std::string join_words(const std::vector<std::string>& words);

/// Columns that a UTF-8 text takes on a terminal (wide and combining characters counted as such).
[[nodiscard]] std::size_t display_width(std::string_view utf8);

}  // namespace entente
