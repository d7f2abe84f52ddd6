// Draws of a case's uncertain numbers.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/core/random.hpp"
#include "entente/model/case.hpp"
#include "entente/model/quantile.hpp"

namespace entente {

/// A number of the case that has a range.
struct UncertainNumber {
    std::string address;
    std::string unit;
    double best = 0;
    QuantileFunction quantile;
    std::int64_t steps = 1;  ///< per unit: draws are rounded to a millionth of their range or less
    double lowest = 0;       ///< least and largest multiples of a step that are legal
    double highest = 0;

    /// The draw at share y of the distribution, on the grid of steps. \param y in (0, 1)
    [[nodiscard]] double draw(double y) const;
    /// A draw as the exact number that it is.
    [[nodiscard]] Rational exact(double draw) const;
};

/// Is this the address of a number that war and settlement rest on: of score sheets, bonuses, values of no
/// deal, the war, beliefs and aid? Levers, actors, talks and what keeps a deal have numbers of their own.
[[nodiscard]] bool bears_on_deals(std::string_view address);

/// Every number with a range of positive width, by address: the order of the file's tables does not matter.
[[nodiscard]] std::vector<UncertainNumber> uncertain_numbers(const Case& conflict);

/// Draws that keep a promise: each number has a stream of its own, keyed by seed and address, with the draw
/// as counter. The same for any threads and shards; a number added to the case does not disturb the others.
/// Linked numbers are joined by a normal copula; what a link names beside the numbers drawn here is left
/// out.
/// \check tests/robust/draws_test.cpp
class RandomDraws {
public:
    RandomDraws(const std::vector<UncertainNumber>& numbers, const std::vector<Link>& links,
                std::uint64_t seed);

    /// Where each number's draw stands in its distribution. \param shares one per number, in (0, 1)
    void shares(std::uint64_t draw, std::span<double> shares) const;
    /// Puts independent shares under the links, in place.
    void link(std::span<double> shares) const;
    [[nodiscard]] bool linked() const { return !linked_.empty(); }
    /// Which numbers are linked, and the copula's factor (row i: entries 0..i).
    [[nodiscard]] const std::vector<std::size_t>& linked_numbers() const { return linked_; }
    [[nodiscard]] const std::vector<std::vector<double>>& factor() const { return factor_; }

private:
    std::vector<RandomStream::Key> keys_;
    std::vector<std::size_t> linked_;
    std::vector<std::vector<double>> factor_;
};

}  // namespace entente
