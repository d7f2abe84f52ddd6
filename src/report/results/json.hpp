// Small trees of JSON for what has no described result: catalogues and graphs. Private: nlohmann-json is
// heavy and stays in few files.
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

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

/// Indented, with a final line break; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] inline std::string dump(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace entente::report
