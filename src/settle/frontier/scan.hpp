// Loops over blocks of outcomes, compiled for several instruction sets and chosen when they run.
#pragma once

#include <cstddef>
#include <cstdint>

#include "entente/model/exact.hpp"

namespace entente::settle {

/// Entries of a block that a rule forbids hold this in every party's line: below any sum.
template <class K>
inline constexpr K kForbidden = static_cast<K>(-(K{1} << (8 * sizeof(K) - 2)));

/// Largest size of partial sums for which K's loops are safe.
template <class K>
inline constexpr K kScanRoom = static_cast<K>(K{1} << (8 * sizeof(K) - 4));

/// Block loops over `length` entries; `line[j]` holds party j's units less what the block's prefix adds.
template <class K>
struct Scan {
    /// How many entries are at or above every threshold.
    std::uint64_t (*count)(std::size_t parties, const K* const* line, const K* threshold,
                           std::size_t length);
    /// The same, each entry counted `weight` times.
    uint128 (*count_weighted)(std::size_t parties, const K* const* line, const K* threshold,
                              const std::uint64_t* weight, std::size_t length);
    /// Entries that none of `rivals` vectors (parties units each) strictly dominates: their indices go
    /// to `out`. \return how many
    std::size_t (*survivors)(std::size_t parties, const K* const* line, const K* rival, std::size_t rivals,
                             std::size_t length, std::uint32_t* out);
    /// out = in + amount.
    void (*add)(K* out, const K* in, K amount, std::size_t length);
    /// out += amount where mask is all ones (mask is 0 or -1).
    void (*add_masked)(K* out, const K* mask, K amount, std::size_t length);
    /// out = in where mask is 0, kForbidden where it is -1.
    void (*forbid)(K* out, const K* mask, std::size_t length);
    /// out = min(in, cap).
    void (*cut)(K* out, const K* in, K cap, std::size_t length);
    /// Least and largest entry, forbidden ones left out (least > largest where there is none).
    void (*range)(const K* in, std::size_t length, K* least, K* largest);
};

/// The loops for this processor. \threads safe
template <class K>
const Scan<K>& scan();

template <>
const Scan<std::int32_t>& scan();
template <>
const Scan<std::int64_t>& scan();
template <>
const Scan<int128>& scan();

}  // namespace entente::settle
