// Counter-based random numbers: keyed by seed and address, indexed by draw.
#pragma once

#include <cstdint>
#include <string_view>

namespace entente {

/// A stream of random numbers that depends only on (seed, address, draw): Philox 4x32-10 (Salmon et
/// al. 2011). The same bytes for any number of threads, any order of use and any shard.
class RandomStream {
public:
    RandomStream(std::uint64_t seed, std::string_view address, std::uint64_t draw = 0);

    /// What seed and address come to: for loops over draws, which then hash no address.
    enum class Key : std::uint64_t {};
    [[nodiscard]] static Key key_of(std::uint64_t seed, std::string_view address);
    RandomStream(Key key, std::uint64_t draw) : key_(static_cast<std::uint64_t>(key)), draw_(draw) {}

    [[nodiscard]] std::uint64_t next();  ///< 64 random bits
    [[nodiscard]] double uniform();      ///< in [0, 1), 53 bits
    [[nodiscard]] double normal();       ///< standard normal
    /// Uniform in [0, bound), without modulo bias. \param bound > 0
    [[nodiscard]] std::uint64_t below(std::uint64_t bound);

private:
    std::uint64_t key_;
    std::uint64_t draw_;
    std::uint64_t position_ = 0;
    std::uint64_t buffer_[2] = {0, 0};
};

}  // namespace entente
