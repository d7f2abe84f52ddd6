// Every number an analyst writes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "entente/core/rational.hpp"

namespace entente {

/// Where in the case file a thing stands: line and column from 1, length in bytes; line 0: not written.
struct Span {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint32_t length = 0;

    bool operator==(const Span&) const = default;
};

/// How good the evidence for a number is.
enum class Grade { data, judgement, assumption };
inline constexpr std::array<std::string_view, 3> kGradeNames = {"data", "judgement", "assumption"};
[[nodiscard]] constexpr std::string_view to_string(Grade grade) {
    return kGradeNames[static_cast<std::size_t>(grade)];
}

struct Source {
    std::string id;
    std::string what;
    Grade grade = Grade::assumption;
    std::string date;  ///< as written, or empty
    std::string url;   ///< or empty
    Span where;

    bool operator==(const Source&) const = default;
};

/// The shape of an uncertain number. `metalog` and `two_piece_normal` read best as the median, low and high
/// as quantiles (`Case::range_level`); of `uniform` and `triangular` low and high are the ends.
enum class Distribution { metalog, two_piece_normal, uniform, triangular };
inline constexpr std::array<std::string_view, 4> kDistributionNames = {"metalog", "two_piece_normal",
                                                                       "uniform", "triangular"};
[[nodiscard]] constexpr std::string_view to_string(Distribution dist) {
    return kDistributionNames[static_cast<std::size_t>(dist)];
}

/// A number with its range and its source. Its address ("issue.border.for.arvan.weight") is not stored:
/// `for_each_quantity` tells every number's address, in one place.
struct Quantity {
    Rational best;
    std::optional<Rational> low;  ///< both ends or neither
    std::optional<Rational> high;
    Distribution dist = Distribution::metalog;
    std::int32_t source = -1;  ///< index into Case::sources; -1: none cited
    Span where;                ///< the written number or table; line 0 for a default

    Quantity() = default;
    Quantity(Rational value) : best(value) {}  // NOLINT: a plain number is a certain quantity

    [[nodiscard]] double value() const { return best.value(); }
    [[nodiscard]] bool ranged() const { return low.has_value(); }
    bool operator==(const Quantity&) const = default;
};

/// The legal values of a number: the closed interval [low, high], less the ends named open.
struct Domain {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    bool low_open = false;
    bool high_open = false;
    bool integer = false;

    [[nodiscard]] bool contains(double value) const;
    /// "at least 0", "between 0 and 1", "a whole number from 2 to 1,000,000", "any number".
    [[nodiscard]] std::string describe() const;
    bool operator==(const Domain&) const = default;
};

}  // namespace entente
