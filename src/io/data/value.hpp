// JSON and YAML as one tree of plain data, with the line of each value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/core/rational.hpp"

namespace entente::io::data {

/// A file with more values, or deeper nesting, is refused: real scenarios have a few thousand values, six
/// deep. What a YAML alias repeats counts each time.
inline constexpr std::size_t kMaxValues = 2'000'000;
inline constexpr std::size_t kMaxDepth = 100;

enum class Kind : std::uint8_t { null, boolean, number, text, list, table };

/// One value. Numbers keep their digits as written.
struct Value {
    Kind kind = Kind::null;
    std::uint32_t line = 0;         ///< from 1
    std::string text;               ///< of a boolean, number or text
    std::vector<std::string> keys;  ///< of a table, in the file's order
    std::vector<Value> items;       ///< of a list or a table

    [[nodiscard]] bool is(Kind wanted) const { return kind == wanted; }
    /// The value of a table's key (the last one, where a key is repeated), or nullptr.
    [[nodiscard]] const Value* find(std::string_view key) const;
    /// The same where it is a table or a list of that kind, else nullptr.
    [[nodiscard]] const Value* find(std::string_view key, Kind wanted) const;
    /// A text or number as written; empty for anything else.
    [[nodiscard]] std::string word(std::string_view key) const;
    /// A finite number, also where it stands in quotes. \return nothing for NaN, infinities, words
    [[nodiscard]] std::optional<Rational> number() const;
};

/// \throws InputError E0331 with the place, E0332 where it is too large or too deep \cost linear
[[nodiscard]] Value parse_json(std::string_view text, std::string_view file);

/// The first document of a YAML text. Tags are not followed, aliases are copied within the limits.
/// \throws InputError E0331, E0332 \cost linear in the values, repeated ones included
[[nodiscard]] Value parse_yaml(std::string_view text, std::string_view file);

/// A number as Python, Java and JSON write it ("1e-3", ".5", "1_000" no), rounded to 64 bits.
[[nodiscard]] std::optional<Rational> number_of(std::string_view text);

[[noreturn]] void refuse(std::string_view code, std::string_view file, std::size_t line,
                         std::string message, std::string hint);

}  // namespace entente::io::data
