// What a terminal, a page or a file may show of a text that somebody else wrote.
#pragma once

#include <string>
#include <string_view>

namespace entente {

/// `text` as one line that shows what it holds: characters that would move the cursor, hide text or turn
/// its direction (controls of both sets, line and paragraph separators, bidirectional embeddings, overrides
/// and isolates, invisible tags) become a blank each; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string printable(std::string_view text);

/// The same for a text of several lines: line breaks and tabs stay.
[[nodiscard]] std::string printable_lines(std::string_view text);

/// JSON with such characters written as escapes, so that a terminal can show it and a reader still gets the
/// text as it was. Bytes that are no UTF-8 become U+FFFD. \pre `json` is JSON but for such bytes
[[nodiscard]] std::string printable_json(std::string json);

}  // namespace entente
