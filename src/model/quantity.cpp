#include "entente/model/quantity.hpp"

#include <cmath>

#include "entente/core/text.hpp"
#include "entente/core/trim.hpp"
#include "entente/model/case.hpp"

namespace entente {
bool Domain::contains(double value) const {
    if (!std::isfinite(value)) return false;
    if (value < low || (low_open && value == low)) return false;
    if (value > high || (high_open && value == high)) return false;
    return !integer || value == std::floor(value);
}

std::string Domain::describe() const {
    const std::string what = integer ? "a whole number " : "";
    const auto number = [](double value) { return format_grouped(value, 6); };
    if (std::isfinite(low) && std::isfinite(high)) {
        if (integer) return what + "from " + number(low) + " to " + number(high);
        return std::string("between ") + number(low) + (low_open ? " (not included)" : "") + " and " +
               number(high) + (high_open ? " (not included)" : "");
    }
    if (std::isfinite(low)) return what + (low_open ? "greater than " : "at least ") + number(low);
    if (std::isfinite(high)) return what + (high_open ? "less than " : "at most ") + number(high);
    return integer ? "a whole number" : "any number";
}

std::optional<Quantity> parse_quantity(std::string_view text) {
    text = trimmed(text);
    Quantity quantity;
    const std::size_t dots = text.find("..");
    if (dots == std::string_view::npos) {
        const auto number = Rational::parse(text);
        if (!number) return std::nullopt;
        quantity.best = *number;
        return quantity;
    }
    const std::size_t open = text.find('(');
    const bool with_best = open != std::string_view::npos;
    if (with_best && (open > dots || text.back() != ')')) return std::nullopt;
    const std::size_t from = with_best ? open + 1 : 0;
    const std::size_t end = with_best ? text.size() - 1 : text.size();
    const auto low = Rational::parse(trimmed(text.substr(from, dots - from)));
    const auto high = Rational::parse(trimmed(text.substr(dots + 2, end - dots - 2)));
    if (!low || !high) return std::nullopt;
    quantity.low = *low;
    quantity.high = *high;
    try {
        const auto best = with_best ? Rational::parse(trimmed(text.substr(0, open)))
                                    : std::optional<Rational>((*low + *high) / Rational(2));
        if (!best) return std::nullopt;
        quantity.best = *best;
    } catch (const std::overflow_error&) {
        return std::nullopt;
    }
    return quantity;
}

}  // namespace entente
