// The evaluated items of one issue of a profile, found by value or by index.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "entente/core/rational.hpp"

namespace entente::io::genius {

/// As in GENIUS a later item of the same value replaces an earlier one; items that share a value but not
/// the index are kept apart.
class ItemTable {
public:
    struct Entry {
        std::string value;
        std::optional<std::int64_t> index;
        std::optional<Rational> evaluation;
    };

    void add(Entry entry);

    /// The item of that value: the last one.
    [[nodiscard]] const Entry* named(const std::string& value) const;
    /// The item of that value: the one of that index where there is one, else the last.
    [[nodiscard]] const Entry* named(const std::string& value,
                                     const std::optional<std::int64_t>& index) const;
    /// The last item of that index.
    [[nodiscard]] const Entry* at(const std::optional<std::int64_t>& index) const;
    /// The largest evaluation, at least 0.
    [[nodiscard]] Rational largest() const;

private:
    std::vector<Entry> entries_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_value_;
    std::map<std::int64_t, std::size_t> by_index_;
};

}  // namespace entente::io::genius
