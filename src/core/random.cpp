#include "entente/core/random.hpp"

#include <Random123/philox.h>

#include <cmath>
#include <numbers>

#include "entente/core/expects.hpp"

namespace entente {
namespace {

/// FNV-1a, 64 bits: names become keys the same way on every machine.
std::uint64_t hash_name(std::string_view name) {
    std::uint64_t hash = 14695981039346656037ull;
    for (const char c : name) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211ull;
    }
    return hash;
}

}  // namespace

RandomStream::Key RandomStream::key_of(std::uint64_t seed, std::string_view address) {
    return static_cast<Key>(hash_name(address) ^ (seed * 0x9E3779B97F4A7C15ull));
}

RandomStream::RandomStream(std::uint64_t seed, std::string_view address, std::uint64_t draw)
    : RandomStream(key_of(seed, address), draw) {}

std::uint64_t RandomStream::next() {
    if (position_ % 2 == 0) {
        using Generator = r123::Philox4x32;
        const std::uint64_t block = position_ / 2;
        const Generator::ctr_type counter = {
            {static_cast<std::uint32_t>(block), static_cast<std::uint32_t>(block >> 32),
             static_cast<std::uint32_t>(draw_), static_cast<std::uint32_t>(draw_ >> 32)}};
        const Generator::key_type key = {
            {static_cast<std::uint32_t>(key_), static_cast<std::uint32_t>(key_ >> 32)}};
        const Generator::ctr_type bits = Generator{}(counter, key);
        buffer_[0] = (std::uint64_t{bits[1]} << 32) | bits[0];
        buffer_[1] = (std::uint64_t{bits[3]} << 32) | bits[2];
    }
    return buffer_[position_++ % 2];
}

double RandomStream::uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

double RandomStream::normal() {
    // Box and Muller, one of the pair: two draws a number, no state beyond the position.
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

std::uint64_t RandomStream::below(std::uint64_t bound) {
    ENTENTE_EXPECTS(bound > 0);
    const std::uint64_t unbiased_from = (0 - bound) % bound;
    while (true) {
        const std::uint64_t bits = next();
        if (bits >= unbiased_from) return bits % bound;
    }
}

}  // namespace entente
