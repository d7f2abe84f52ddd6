// Sums of many draws that come out the same in any order, to the last bit.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/robust/indices.hpp"

namespace entente::robust {

/// A metric's values as whole numbers of a fine unit about an origin, both fixed before the first draw is
/// counted: sums of whole numbers do not depend on threads, shards or order.
struct FixedPoint {
    double origin = 0;
    double unit = 1;  ///< a power of two

    /// Origin and unit for values like these. \param values of a pilot sample
    [[nodiscard]] static FixedPoint for_values(const std::vector<double>& values);
    [[nodiscard]] std::int64_t units(double value) const;
    [[nodiscard]] double value(double units) const { return origin + units * unit; }
};

/// Sums of a set of values in units.
struct Sums {
    std::uint64_t count = 0;
    std::int64_t sum = 0;
    std::uint64_t squares_low = 0;  ///< sum of squares, 128 bits
    std::uint64_t squares_high = 0;

    void add(std::int64_t units);
    void add(const Sums& other);
    [[nodiscard]] BinSums bin() const;
    bool operator==(const Sums&) const = default;
};

/// Counts of values by size, fine enough for quantiles to about a thousandth of the value's distance from
/// the origin; nothing is kept of the values.
/// \check tests/robust/information_test.cpp
class Histogram {
public:
    void add(std::int64_t units);
    void add(const Histogram& other);
    /// The value below which a share y of the counted values lies, in units. \pre something was counted
    [[nodiscard]] double quantile(double y) const;
    [[nodiscard]] std::uint64_t count() const { return count_; }

    /// "bucket:count" for each bucket that is not empty, and back. \return nothing for a text that is none
    [[nodiscard]] std::string text() const;
    [[nodiscard]] static std::optional<Histogram> parse(std::string_view text);
    bool operator==(const Histogram&) const = default;

private:
    [[nodiscard]] static std::size_t bucket_of(std::int64_t units);
    [[nodiscard]] static double low_end(std::size_t bucket);

    std::vector<std::uint64_t> buckets_;
    std::uint64_t count_ = 0;
};

}  // namespace entente::robust
