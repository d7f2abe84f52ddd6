#include "io/data/value.hpp"

#include <charconv>
#include <cmath>
#include <stdexcept>

#include "entente/core/diagnostic.hpp"

namespace entente::io::data {

const Value* Value::find(std::string_view key) const {
    for (std::size_t k = keys.size(); k-- > 0;) {
        if (keys[k] == key) return &items[k];
    }
    return nullptr;
}

const Value* Value::find(std::string_view key, Kind wanted) const {
    const Value* const found = find(key);
    return found != nullptr && found->kind == wanted ? found : nullptr;
}

std::string Value::word(std::string_view key) const {
    const Value* const found = find(key);
    if (found == nullptr || !(found->is(Kind::text) || found->is(Kind::number))) return {};
    return found->text;
}

std::optional<Rational> Value::number() const {
    return is(Kind::number) || is(Kind::text) ? number_of(text) : std::nullopt;
}

std::optional<Rational> number_of(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    if (text.find('/') != std::string_view::npos) return std::nullopt;
    if (const auto exact = Rational::parse(text)) return exact;
    // What 64 bits cannot hold exactly is rounded; what is close to zero is zero.
    if (text.starts_with('+')) text.remove_prefix(1);
    double value = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (rest != text.data() + text.size() || text.empty()) return std::nullopt;
    if (error == std::errc::result_out_of_range || !std::isfinite(value)) return std::nullopt;
    constexpr double kSmall = 1e-18;  // what 64 bits cannot tell from 0
    if (std::abs(value) < kSmall) return Rational(0);
    try {
        return Rational::nearest(value);
    } catch (const std::overflow_error&) {
        return std::nullopt;
    }
}

void refuse(std::string_view code, std::string_view file, std::size_t line, std::string message,
            std::string hint) {
    Diagnostic made{Severity::error, std::string(code), std::move(message), {}, std::move(hint), {}};
    made.where.file = std::string(file);
    made.where.line = static_cast<std::uint32_t>(line);
    throw InputError(std::move(made));
}

}  // namespace entente::io::data
