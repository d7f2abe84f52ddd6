#include "entente/core/rational.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numeric>
#include <stdexcept>

#include "entente/core/expects.hpp"
#include "entente/core/gcd.hpp"

namespace entente {
namespace {

__extension__ typedef __int128 wide;

wide magnitude(wide x) { return x < 0 ? -x : x; }

bool fits(wide x) { return x >= -INT64_MAX && x <= INT64_MAX; }

Rational reduced(wide numerator, wide denominator) {
    if (denominator == 0) throw std::domain_error("a fraction with denominator zero");
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    const wide divisor = greatest_common_divisor(numerator, denominator);
    numerator /= divisor;
    denominator /= divisor;
    if (!fits(numerator) || !fits(denominator)) throw std::overflow_error("a fraction past 64 bits");
    Rational result;
    result.numerator = static_cast<std::int64_t>(numerator);
    result.denominator = static_cast<std::int64_t>(denominator);
    return result;
}

constexpr int kDigits = 18;

/// The digits of a decimal as written: sign, up to kDigits significant digits, power of ten.
struct Decimal {
    bool negative = false;
    std::int64_t digits = 0;
    int exponent = 0;
    bool rounded = false;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads an exponent's digits; anything past a thousand is as good as a thousand.
std::optional<int> read_exponent(std::string_view text) {
    bool negative = false;
    if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    if (text.empty()) return std::nullopt;
    int exponent = 0;
    for (const char c : text) {
        if (!is_digit(c)) return std::nullopt;
        exponent = std::min(1000, exponent * 10 + (c - '0'));
    }
    return negative ? -exponent : exponent;
}

std::optional<Decimal> read_decimal(std::string_view text) {
    Decimal decimal;
    if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
        decimal.negative = text.front() == '-';
        text.remove_prefix(1);
    }
    int significant = 0;
    bool any = false;
    bool after_point = false;
    bool dropped = false;
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '.' && !after_point) {
            after_point = true;
        } else if (is_digit(c)) {
            any = true;
            // A 19th digit is kept where 64 bits hold it, so that every fraction's own text reads back.
            const bool fits_digit =
                significant < kDigits ||
                (significant == kDigits && decimal.digits <= (INT64_MAX - (c - '0')) / 10);
            if (!dropped && fits_digit && (!after_point || decimal.exponent > -kDigits)) {
                decimal.digits = decimal.digits * 10 + (c - '0');
                if (decimal.digits > 0) ++significant;
                if (after_point) --decimal.exponent;
            } else {
                // The first digit that is dropped decides the rounding; the rest only shifts.
                if (!dropped && c >= '5' && decimal.digits < INT64_MAX) ++decimal.digits;
                dropped = true;
                if (c != '0') decimal.rounded = true;
                if (!after_point) ++decimal.exponent;
            }
        } else if (c == '_' && any && at + 1 < text.size() && is_digit(text[at + 1]) &&
                   is_digit(text[at - 1])) {
            continue;  // TOML's digit grouping
        } else {
            break;
        }
    }
    if (!any) return std::nullopt;
    if (at < text.size()) {
        if (text[at] != 'e' && text[at] != 'E') return std::nullopt;
        const std::optional<int> exponent = read_exponent(text.substr(at + 1));
        if (!exponent) return std::nullopt;
        decimal.exponent += *exponent;
    }
    return decimal;
}

std::optional<Rational> from_decimal(Decimal& decimal) {
    // The grid of a fraction is 1e-18 at its finest.
    for (; decimal.exponent < -kDigits && decimal.digits != 0; ++decimal.exponent) {
        const std::int64_t last = decimal.digits % 10;
        decimal.rounded = decimal.rounded || last != 0;
        decimal.digits = decimal.digits / 10 + (last >= 5 ? 1 : 0);
    }
    if (decimal.digits == 0) return Rational(0);
    while (decimal.digits % 10 == 0) {
        decimal.digits /= 10;
        ++decimal.exponent;
    }
    if (decimal.exponent > kDigits) return std::nullopt;
    wide numerator = decimal.digits;
    wide denominator = 1;
    for (int k = 0; k < decimal.exponent; ++k) numerator *= 10;
    for (int k = 0; k > decimal.exponent; --k) denominator *= 10;
    try {
        return reduced(decimal.negative ? -numerator : numerator, denominator);
    } catch (const std::overflow_error&) {
        return std::nullopt;
    }
}

}  // namespace

Rational::Rational(std::int64_t numerator_, std::int64_t denominator_) {
    *this = reduced(numerator_, denominator_);
}

std::optional<Rational> Rational::parse(std::string_view text, bool* rounded) {
    const std::size_t slash = text.find('/');
    const auto read = [&](std::string_view part) -> std::optional<Rational> {
        std::optional<Decimal> decimal = read_decimal(part);
        if (!decimal) return std::nullopt;
        const std::optional<Rational> value = from_decimal(*decimal);
        if (rounded != nullptr && decimal->rounded) *rounded = true;
        return value;
    };
    if (slash == std::string_view::npos) return read(text);
    const auto trimmed = [](std::string_view part) {
        while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
        while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
        return part;
    };
    const std::optional<Rational> above = read(trimmed(text.substr(0, slash)));
    const std::optional<Rational> below = read(trimmed(text.substr(slash + 1)));
    if (!above || !below || below->numerator == 0) return std::nullopt;
    try {
        return *above / *below;
    } catch (const std::overflow_error&) {
        return std::nullopt;
    }
}

Rational Rational::nearest(double value) {
    if (std::isnan(value)) throw std::overflow_error("no fraction for what is no number");
    if (const std::optional<Rational> shortest = parse(fmt::format("{}", value))) return *shortest;
    // Past 64 bits the largest there is: such numbers are out of every scale, and still compare as they
    // should.
    if (value >= 9.2e18) return std::numeric_limits<std::int64_t>::max();
    if (value <= -9.2e18) return -std::numeric_limits<std::int64_t>::max();
    // Too many decimals for 64 bits: as many as fit.
    if (std::abs(value) >= 1e18) return static_cast<std::int64_t>(value);
    if (std::abs(value) >= 1) return *parse(fmt::format("{:.0f}", value));
    return *parse(fmt::format("{:.18f}", value));
}

std::string Rational::to_string() const {
    std::int64_t rest = denominator;
    int twos = 0;
    int fives = 0;
    for (; rest % 2 == 0; rest /= 2) ++twos;
    for (; rest % 5 == 0; rest /= 5) ++fives;
    const int decimals = std::max(twos, fives);
    const std::string fraction = fmt::format("{}/{}", numerator, denominator);
    if (rest != 1 || decimals > kDigits) return fraction;
    wide scaled = numerator;
    for (int k = 0; k < decimals - twos; ++k) scaled *= 2;
    for (int k = 0; k < decimals - fives; ++k) scaled *= 5;
    if (!fits(scaled)) return fraction;
    std::string digits = fmt::format("{}", static_cast<std::int64_t>(magnitude(scaled)));
    if (decimals > 0) {
        if (digits.size() <= static_cast<std::size_t>(decimals)) {
            digits.insert(0, static_cast<std::size_t>(decimals) + 1 - digits.size(), '0');
        }
        digits.insert(digits.size() - static_cast<std::size_t>(decimals), ".");
    }
    if (digits.size() > kDigits + 2) return fraction;
    return numerator < 0 ? "-" + digits : digits;
}

Rational operator+(const Rational& a, const Rational& b) {
    // Over the least common denominator the products stay within 126 bits.
    const wide shared = greatest_common_divisor(a.denominator, b.denominator);
    const wide left = wide{b.denominator} / shared;
    const wide right = wide{a.denominator} / shared;
    wide numerator = 0;
    wide denominator = 0;
    if (__builtin_add_overflow(wide{a.numerator} * left, wide{b.numerator} * right, &numerator) ||
        __builtin_mul_overflow(wide{a.denominator}, left, &denominator)) {
        throw std::overflow_error("a fraction past 64 bits");
    }
    return reduced(numerator, denominator);
}

Rational operator-(const Rational& a) {
    Rational negative = a;
    negative.numerator = -a.numerator;
    return negative;
}

Rational operator-(const Rational& a, const Rational& b) { return a + -b; }

Rational operator*(const Rational& a, const Rational& b) {
    return reduced(wide{a.numerator} * b.numerator, wide{a.denominator} * b.denominator);
}

Rational operator/(const Rational& a, const Rational& b) {
    return reduced(wide{a.numerator} * b.denominator, wide{a.denominator} * b.numerator);
}

std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
    const wide left = wide{a.numerator} * b.denominator;
    const wide right = wide{b.numerator} * a.denominator;
    return left < right   ? std::strong_ordering::less
           : left > right ? std::strong_ordering::greater
                          : std::strong_ordering::equal;
}

}  // namespace entente
