// The one table of the case file's keys. The loader, `entente schema` and docs/case-format.md are driven
// by it, so they cannot disagree.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/model/quantity.hpp"

namespace entente::io {

/// What a key's value may be.
enum class KeyType : std::uint8_t {
    text,        ///< "..."
    name,        ///< the id of a party, a source, ...
    number,      ///< 55, "55 (45..65)", "45..65", "2/7" or { value, low, high, dist, source }
    exact,       ///< one certain number: 100, 0.5, "2/7"
    count,       ///< a whole number
    chance,      ///< "90%" or 0.9
    boolean,     ///< true or false
    date,        ///< 2026-11-01, or the same in quotes
    options,     ///< a list of labels or of numbers
    scores,      ///< a list of numbers
    conditions,  ///< { issue = option or options or "low..high", ... }: all must hold
    outcome,     ///< { issue = option, ... }
    names,       ///< a list of ids
    moves,       ///< [control]: a list of issues, or { issue = "both" | "up" | "down" }
    statements,  ///< [priorities]: a list of statements
    tiers,       ///< [ranking]: a list of state numbers, tied ones in inner lists
    parameters,  ///< names and numbers that depend on the model; tables within make dotted names
    table,       ///< a table whose keys are listed here too
    tables,      ///< a list of tables: [[rule]]
    text_or_table,
};

/// One key. Pattern segments: a name; `*` any name of the author's; `[]` each table of a list.
struct KeySpec {
    std::string_view pattern;
    KeyType type;
    std::string_view fallback;  ///< what holds where the key is not written; "required" where it must be
    std::string_view doc;
    std::string_view example;
    Domain domain{};
};

[[nodiscard]] std::span<const KeySpec> case_keys();

/// The type in words, for messages and for the reference page.
[[nodiscard]] std::string_view type_words(KeyType type);

/// The table's patterns as a tree: what may stand where.
struct KeyNode {
    std::string_view name;  ///< the last segment
    const KeySpec* spec = nullptr;
    std::vector<KeyNode> children;

    [[nodiscard]] const KeyNode* child(std::string_view key) const;  ///< the named one, else `*`
    [[nodiscard]] const KeyNode* named(std::string_view key) const;
    [[nodiscard]] std::vector<std::string> names() const;  ///< without `*` and `[]`
};

[[nodiscard]] const KeyNode& key_tree();

/// docs/case-format.md, from the table.
[[nodiscard]] std::string case_reference();

}  // namespace entente::io
