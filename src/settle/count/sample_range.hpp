// What a sample of weights in [0, 1] tells of their mean.
#pragma once

#include <cstdint>
#include <string>

namespace entente::settle {

/// Draws that miss have weight zero.
struct Moments {
    double sum = 0;
    double squares = 0;
    std::uint64_t hits = 0;
    std::uint64_t samples = 0;

    void operator+=(const Moments& other) {
        sum += other.sum;
        squares += other.squares;
        hits += other.hits;
        samples += other.samples;
    }
};

/// Bounds of the mean weight, 95%.
struct Range {
    double low = 0;
    double high = 1;
    [[nodiscard]] double half() const { return (high - low) / 2; }
};

/// Draws that hit or miss, all of weight one: the exact interval of a share, right where nearly all or
/// nearly none hit. \source Clopper and Pearson 1934
[[nodiscard]] Range share_range(const Moments& moments);

/// Weights in [0, 1]: normal where very many draws bear on the mean, both with weight and without; else an
/// empirical Bernstein bound, which holds for every distribution of weights. \source Maurer and Pontil 2009
[[nodiscard]] Range weight_range(const Moments& moments);

/// The empirical Bernstein bound itself.
[[nodiscard]] Range bernstein_range(const Moments& moments);

/// An estimate as text: a whole number, or five digits and a power of ten.
[[nodiscard]] std::string decimal(double log10_value);

/// The number, or the largest one that doubles hold.
[[nodiscard]] double capped_power(double log10_value);

}  // namespace entente::settle
