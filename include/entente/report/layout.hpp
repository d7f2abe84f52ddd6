// Text in a fixed number of terminal columns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace entente::report {

/// `text` with every control character (a party may be named anything) made a blank, and every
/// byte that is no UTF-8 a replacement character.
[[nodiscard]] std::string clean(std::string_view text);

/// `text` in at most `width` columns, cut with an ellipsis where it is longer.
[[nodiscard]] std::string cut(std::string_view text, std::size_t width);

/// Words wrapped to `width` columns; the first line begins with `first`, the others with `next`. Ends with
/// a line break. Words longer than a line are broken.
[[nodiscard]] std::string wrap(std::string_view text, std::size_t width, std::string_view first = "",
                               std::string_view next = "");

/// Lines as they stand, each four columns to the right: examples and pictures.
[[nodiscard]] std::string indented(std::string_view lines);

/// A decimal count for a sentence: "1,944,000", or "about 1.2 x 10^40" where it is long.
[[nodiscard]] std::string count_words(std::string_view digits);

}  // namespace entente::report
