// What the files of this module share.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "entente/report/document.hpp"

namespace entente::report {

/// JSON that cannot end a <script> element or start a comment in it.
[[nodiscard]] std::string escape_for_script(std::string_view json);

/// The document as plain HTML, without scripts: what is there before the page's script runs.
[[nodiscard]] std::string static_body(const Document& document);

/// What stands in one section, its heading left out.
[[nodiscard]] std::string static_section(const Section& section);

/// "neutral", "accent", "muted" or "warning". \param role below 0
[[nodiscard]] std::string role_name(Tone role);

/// The class that the style sheet colours: "p0".."p11" (parties beyond wrap), "neutral", ...
[[nodiscard]] std::string tone_class(Tone tone);
[[nodiscard]] std::string_view tone_colour(Tone tone);  ///< for a file that has no style sheet

/// The outline of a party's symbol around (0, 0), as an SVG path of about `size` square pixels.
[[nodiscard]] std::string symbol_path(Tone tone, double size);
inline constexpr int kSymbols = 12;

/// A coordinate: at most one decimal, so that files stay small.
[[nodiscard]] std::string pixels(double value);

/// A table's number as people read it.
[[nodiscard]] std::string shown(const Cell& cell, const Column& column);

/// The first columns of a long label, an ellipsis after them; whole UTF-8 characters only.
[[nodiscard]] std::string shortened(const std::string& text, std::size_t columns);

/// A label on one line, or on two broken at a space, each of at most so many columns.
[[nodiscard]] std::vector<std::string> folded(const std::string& text, std::size_t columns);

}  // namespace entente::report
