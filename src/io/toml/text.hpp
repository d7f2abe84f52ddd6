// Pieces of TOML: strings, keys, numbers, aligned rows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/model/case.hpp"

namespace entente::io::toml_text {

/// "..." with escapes where they are needed; bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string quoted(std::string_view text);

/// A key, bare where it may be.
[[nodiscard]] std::string key(std::string_view name);

/// A dotted name, each part a key.
[[nodiscard]] std::string dotted_key(std::string_view name);

/// 55, or "2/7" where no decimal would do.
[[nodiscard]] std::string exact(const Rational& value);

/// Can the label stand as a bare number that reads back as this very label and value?
[[nodiscard]] bool bare_number(std::string_view label, const Rational& value);

/// 55, "55 (45..65)", or { value = ..., dist = ..., source = ... } where the number differs from its table.
/// \param inherited the source that its table names; -1: none
[[nodiscard]] std::string quantity(const Quantity& value, const std::vector<Source>& sources,
                                   std::int32_t inherited);

/// The source that a table can name for all of its numbers: the commonest, or -1.
[[nodiscard]] std::int32_t common_source(const std::vector<const Quantity*>& numbers);

/// `, source = "panel"` or nothing.
[[nodiscard]] std::string source_suffix(const std::vector<Source>& sources, std::int32_t source);

/// Pads to a width in terminal columns.
[[nodiscard]] std::string padded(const std::string& text, std::size_t width);

/// [a, b, c], broken into lines of about 100 columns where it is long.
[[nodiscard]] std::string list(const std::vector<std::string>& items);

}  // namespace entente::io::toml_text
