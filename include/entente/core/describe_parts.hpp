// What descriptions of results are put together from, beside the fields themselves.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "entente/core/describe.hpp"

namespace entente {

/// A count as results hold it: decimal digits of any length; nothing where it was not counted.
[[nodiscard]] inline std::optional<std::string_view> counted(const std::string& digits) {
    if (digits.empty()) return std::nullopt;
    return digits;
}

/// A field that is left out where it has no value, instead of being null.
template <class Visitor, class T>
void visit_present(Visitor& visit, std::string_view key, const std::optional<T>& value, FieldNote note) {
    if constexpr (requires { visit.present(key, value, note); }) {
        visit.present(key, value, note);
    } else if (value) {
        visit(key, *value, note);
    }
}

}  // namespace entente
