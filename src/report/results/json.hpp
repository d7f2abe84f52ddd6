// Pieces that every JSON result is made of. Private: nlohmann-json is heavy and stays in few files.
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "entente/model/case.hpp"
#include "entente/report/json.hpp"

namespace entente::report {

using Json = nlohmann::ordered_json;

/// A finite number, -0 written as 0; null for what is no number.
[[nodiscard]] inline Json number(double value) {
    if (!std::isfinite(value)) return nullptr;
    return value == 0 ? 0.0 : value;
}

[[nodiscard]] inline Json number(const std::optional<double>& value) {
    return value ? number(*value) : Json(nullptr);
}

[[nodiscard]] Json numbers(const std::vector<double>& values);

/// A count as a decimal string; null where it was not counted.
[[nodiscard]] inline Json count(const std::string& digits) {
    return digits.empty() ? Json(nullptr) : Json(digits);
}

/// {issue id: option label}; null for an outcome that settles nothing.
[[nodiscard]] Json outcome(const Case& conflict, const Outcome& outcome);

/// {"schema", "verb", "case", "seed", "method", "exact", "stopped", "notes"}, to which a verb adds its
/// keys.
[[nodiscard]] Json envelope(const Case& conflict, const Envelope& envelope);

[[nodiscard]] Json diagnostics(const std::vector<Diagnostic>& all);

/// Indented, with a final line break; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string dump(const Json& json);

}  // namespace entente::report
