// Numbers spread into bit patterns that have nothing to do with each other.
#pragma once

#include <cstdint>

namespace entente::settle {

/// splitmix64 of one number: neighbours come far apart.
[[nodiscard]] inline std::uint64_t mixed_bits(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15ull;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ull;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebull;
    return x ^ (x >> 31);
}

}  // namespace entente::settle
