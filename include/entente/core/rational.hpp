// Numbers as people write them: exact fractions of 64-bit integers.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace entente {

/// A fraction in lowest terms, denominator > 0. Every number of a file is one, so that ties are ties
/// and dominance is decided exactly. Arithmetic that leaves 64 bits throws std::overflow_error;
/// `nearest` never does.
struct Rational {
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;

    constexpr Rational() = default;
    constexpr Rational(std::int64_t integer) : numerator(integer) {}  // NOLINT: integers are fractions
    /// \throws std::overflow_error, std::domain_error for a zero denominator
    Rational(std::int64_t numerator_, std::int64_t denominator_);

    [[nodiscard]] double value() const {
        return static_cast<double>(numerator) / static_cast<double>(denominator);
    }

    /// Reads "12", "-0.25", "1e-3", "2/7" (both parts decimals). Digits past the 18th significant one
    /// (the 19th where 64 bits hold it) and past the 18th decimal are rounded away (`*rounded` is set
    /// where given). \return nothing where `text` is no number or
    /// cannot be held.
    [[nodiscard]] static std::optional<Rational> parse(std::string_view text, bool* rounded = nullptr);

    /// The fraction nearest to a finite double, at the resolution that 64 bits allow: the shortest
    /// decimal that reads back as the same double wherever that fits. \throws std::overflow_error
    [[nodiscard]] static Rational nearest(double value);

    /// A plain decimal where the fraction has a finite one of up to 18 digits, else "a/b".
    [[nodiscard]] std::string to_string() const;

    friend Rational operator+(const Rational&, const Rational&);
    friend Rational operator-(const Rational&, const Rational&);
    friend Rational operator*(const Rational&, const Rational&);
    friend Rational operator/(const Rational&, const Rational&);
    friend Rational operator-(const Rational&);
    friend std::strong_ordering operator<=>(const Rational&, const Rational&);
    friend bool operator==(const Rational&, const Rational&) = default;
};

}  // namespace entente
