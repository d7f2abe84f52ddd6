// Scrambled Sobol points: the library's direction numbers, a scrambling of our own.
#include <boost/random/sobol.hpp>

#include "entente/core/expects.hpp"
#include "entente/core/random.hpp"
#include "entente/robust/sobol.hpp"

namespace entente::robust {
namespace {

constexpr unsigned kBits = 32;
using Lattice =
    boost::random::qrng_detail::sobol_lattice<std::uint32_t, kBits, boost::random::default_sobol_table>;
static_assert(boost::random::default_sobol_table::max_dimension >= SobolPoints::kMostDimensions);

/// The finisher of SplitMix64: 64 bits that depend on every bit of x.
std::uint64_t mix(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15ull;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
    return x ^ (x >> 31);
}

/// Owen's nested scrambling: whether a binary digit is flipped depends on the digits before it. Points of a
/// net of 2^bits differ in their first `bits` digits, so one hash does for all the later ones.
double scrambled(std::uint32_t x, unsigned bits, std::uint64_t key) {
    std::uint64_t flips = 0;
    for (unsigned k = 0; k < bits; ++k) {
        // A leading 1 tells prefixes of different lengths apart.
        const std::uint64_t prefix = (std::uint64_t{1} << k) | (std::uint64_t{x} >> (kBits - k));
        flips |= (mix(key ^ mix(prefix)) >> 63) << (63 - k);
    }
    const std::uint64_t rest = mix(key ^ mix((std::uint64_t{1} << 40) | x));
    const std::uint64_t digits = ((std::uint64_t{x} << 32) ^ flips) ^ (rest >> bits);
    return (static_cast<double>(digits >> 12) + 0.5) * 0x1p-52;
}

}  // namespace

SobolPoints::SobolPoints(std::size_t dimensions, unsigned log2_points, std::uint64_t seed,
                         std::uint64_t replicate)
    : dimensions_(dimensions), bits_(log2_points) {
    ENTENTE_EXPECTS(dimensions > 0 && dimensions <= kMostDimensions && log2_points <= kMostBits);
    const Lattice lattice(dimensions);
    direction_.assign(lattice.iter_at(0),
                      lattice.iter_at(0) + static_cast<std::ptrdiff_t>(kBits * dimensions));
    for (std::size_t d = 0; d < dimensions; ++d)
        key_.push_back(RandomStream(seed, "robust.sobol", (replicate << 32) | d).next());
}

void SobolPoints::point(std::uint64_t point, std::span<double> coordinates) const {
    ENTENTE_EXPECTS(coordinates.size() == dimensions_ && point >> bits_ == 0);
    thread_local std::vector<std::uint32_t> digits;
    digits.assign(dimensions_, 0);
    for (unsigned bit = 0; bit < bits_; ++bit) {
        if ((point >> bit & 1) == 0) continue;
        const std::uint32_t* direction = direction_.data() + bit * dimensions_;
        for (std::size_t d = 0; d < dimensions_; ++d) digits[d] ^= direction[d];
    }
    for (std::size_t d = 0; d < dimensions_; ++d) coordinates[d] = scrambled(digits[d], bits_, key_[d]);
}

}  // namespace entente::robust
