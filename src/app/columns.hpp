// What the fits share: cells as numbers, refusals with their line, and rows that were left out.
#pragma once

#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "entente/core/diagnostic.hpp"
#include "entente/core/text.hpp"
#include "entente/io/table.hpp"

namespace entente::app {

/// "0.5" or "50%".
inline std::optional<double> number_of(const std::string& text) {
    double value = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || !std::isfinite(value)) return std::nullopt;
    if (rest != end && !(rest + 1 == end && *rest == '%')) return std::nullopt;
    return rest == end ? value : value / 100;
}

[[noreturn]] inline void refuse(const std::string& file, std::size_t line, const char* code,
                                std::string message, std::string hint) {
    throw InputError(Diagnostic{Severity::error,
                                code,
                                std::move(message),
                                Location{file, static_cast<std::uint32_t>(line), 0, 0, {}},
                                std::move(hint),
                                {}});
}

/// "2 rows without a date or a share were left out (lines 4 and 9)."
inline std::string left_out(const std::vector<std::size_t>& lines, const std::string& what) {
    constexpr std::size_t kNamed = 5;
    std::vector<std::string> named;
    for (std::size_t i = 0; i < lines.size() && i < kNamed; ++i) named.push_back(std::to_string(lines[i]));
    if (lines.size() > kNamed) named.push_back(std::to_string(lines.size() - kNamed) + " more");
    return std::to_string(lines.size()) + (lines.size() == 1 ? " row" : " rows") + " without " + what +
           (lines.size() == 1 ? " was" : " were") + " left out (" +
           (lines.size() == 1 ? "line " : "lines ") + join_words(named) + ").";
}

/// The column of this name. \throws InputError E0520 with the nearest name
inline int named_column(const io::Table& table, const std::string& file, const std::string& name) {
    const int column = table.column(name);
    if (column >= 0) return column;
    refuse(file, 1, "E0520", "there is no column '" + name + "'",
           "the columns are " + join_words(table.header) + " " + did_you_mean(name, table.header));
}

}  // namespace entente::app
