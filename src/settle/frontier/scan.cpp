#include "settle/frontier/scan.hpp"

#include <algorithm>
#include <limits>

// The bodies are written once as plain loops and inlined into one function per instruction set, so that
// the compiler vectorises each for its own width; results are integers and do not depend on the choice.
#define ENTENTE_BODY [[gnu::always_inline]] inline

namespace entente::settle {
namespace {

constexpr std::size_t kStrip = 256;  // masks of a strip stay in the first-level cache

template <class K>
ENTENTE_BODY void meet(std::size_t parties, const K* const* line, const K* threshold, std::size_t from,
                       std::size_t length, K* mask) {
    const K* first = line[0] + from;
    const K t0 = threshold[0];
    for (std::size_t i = 0; i < length; ++i) mask[i] = static_cast<K>(first[i] >= t0 ? -1 : 0);
    for (std::size_t j = 1; j < parties; ++j) {
        const K* next = line[j] + from;
        const K t = threshold[j];
        for (std::size_t i = 0; i < length; ++i) mask[i] &= static_cast<K>(next[i] >= t ? -1 : 0);
    }
}

template <class K>
ENTENTE_BODY std::uint64_t count_body(std::size_t parties, const K* const* line, const K* threshold,
                                      std::size_t length) {
    std::uint64_t total = 0;
    if (parties == 2) {  // the common case in one pass
        const K* a = line[0];
        const K* b = line[1];
        const K s = threshold[0];
        const K t = threshold[1];
        for (std::size_t from = 0; from < length; from += kStrip) {
            const std::size_t end = std::min(length, from + kStrip);
            K hits = 0;
            for (std::size_t i = from; i < end; ++i) {
                hits = static_cast<K>(hits + static_cast<K>((a[i] >= s) & (b[i] >= t)));
            }
            total += static_cast<std::uint64_t>(hits);
        }
        return total;
    }
    K mask[kStrip];
    for (std::size_t from = 0; from < length; from += kStrip) {
        const std::size_t part = std::min(kStrip, length - from);
        meet(parties, line, threshold, from, part, mask);
        K hits = 0;
        for (std::size_t i = 0; i < part; ++i) hits = static_cast<K>(hits - mask[i]);
        total += static_cast<std::uint64_t>(hits);
    }
    return total;
}

template <class K>
ENTENTE_BODY uint128 weighted_body(std::size_t parties, const K* const* line, const K* threshold,
                                   const std::uint64_t* weight, std::size_t length) {
    uint128 total = 0;
    K mask[kStrip];
    for (std::size_t from = 0; from < length; from += kStrip) {
        const std::size_t part = std::min(kStrip, length - from);
        meet(parties, line, threshold, from, part, mask);
        for (std::size_t i = 0; i < part; ++i) {
            if (mask[i] != 0) total += weight[from + i];
        }
    }
    return total;
}

template <class K>
ENTENTE_BODY std::size_t survivors_body(std::size_t parties, const K* const* line, const K* rival,
                                        std::size_t rivals, std::size_t length, std::uint32_t* out) {
    std::size_t found = 0;
    K beaten[kStrip];
    K below[kStrip];
    K equal[kStrip];
    for (std::size_t from = 0; from < length; from += kStrip) {
        const std::size_t part = std::min(kStrip, length - from);
        for (std::size_t i = 0; i < part; ++i) {
            beaten[i] = static_cast<K>(line[0][from + i] == kForbidden<K> ? -1 : 0);
        }
        for (std::size_t r = 0; r < rivals; ++r) {
            const K* e = rival + r * parties;
            const K* first = line[0] + from;
            const K e0 = e[0];
            for (std::size_t i = 0; i < part; ++i) {
                below[i] = static_cast<K>(first[i] <= e0 ? -1 : 0);
                equal[i] = static_cast<K>(first[i] == e0 ? -1 : 0);
            }
            for (std::size_t j = 1; j < parties; ++j) {
                const K* next = line[j] + from;
                const K t = e[j];
                for (std::size_t i = 0; i < part; ++i) {
                    below[i] &= static_cast<K>(next[i] <= t ? -1 : 0);
                    equal[i] &= static_cast<K>(next[i] == t ? -1 : 0);
                }
            }
            for (std::size_t i = 0; i < part; ++i) {
                beaten[i] = static_cast<K>(beaten[i] | (below[i] & ~equal[i]));
            }
        }
        K alive = 0;
        for (std::size_t i = 0; i < part; ++i) alive |= static_cast<K>(~beaten[i]);
        if (alive == 0) continue;
        for (std::size_t i = 0; i < part; ++i) {
            if (beaten[i] == 0) out[found++] = static_cast<std::uint32_t>(from + i);
        }
    }
    return found;
}

template <class K>
ENTENTE_BODY void add_body(K* out, const K* in, K amount, std::size_t length) {
    for (std::size_t i = 0; i < length; ++i) out[i] = static_cast<K>(in[i] + amount);
}

template <class K>
ENTENTE_BODY void add_masked_body(K* out, const K* mask, K amount, std::size_t length) {
    for (std::size_t i = 0; i < length; ++i) out[i] = static_cast<K>(out[i] + (mask[i] & amount));
}

template <class K>
ENTENTE_BODY void forbid_body(K* out, const K* mask, std::size_t length) {
    for (std::size_t i = 0; i < length; ++i) {
        out[i] = static_cast<K>((out[i] & ~mask[i]) | (mask[i] & kForbidden<K>));
    }
}

template <class K>
ENTENTE_BODY void cut_body(K* out, const K* in, K cap, std::size_t length) {
    for (std::size_t i = 0; i < length; ++i) out[i] = in[i] < cap ? in[i] : cap;
}

template <class K>
ENTENTE_BODY void range_body(const K* in, std::size_t length, K* least, K* largest) {
    constexpr K kTop = -kForbidden<K>;
    K low = kTop;
    K high = kForbidden<K>;
    for (std::size_t i = 0; i < length; ++i) {
        const K value = in[i];
        const K masked = value == kForbidden<K> ? kTop : value;
        low = masked < low ? masked : low;
        high = value > high ? value : high;
    }
    *least = low;
    *largest = high;
}

#define ENTENTE_SCAN_SET(name, attribute, K)                                                             \
    struct name {                                                                                        \
        attribute static std::uint64_t count(std::size_t n, const K* const* l, const K* t,               \
                                             std::size_t length) {                                       \
            return count_body<K>(n, l, t, length);                                                       \
        }                                                                                                \
        attribute static uint128 weighted(std::size_t n, const K* const* l, const K* t,                  \
                                          const std::uint64_t* w, std::size_t length) {                  \
            return weighted_body<K>(n, l, t, w, length);                                                 \
        }                                                                                                \
        attribute static std::size_t survivors(std::size_t n, const K* const* l, const K* r,             \
                                               std::size_t rs, std::size_t length, std::uint32_t* out) { \
            return survivors_body<K>(n, l, r, rs, length, out);                                          \
        }                                                                                                \
        attribute static void add(K* out, const K* in, K amount, std::size_t length) {                   \
            add_body<K>(out, in, amount, length);                                                        \
        }                                                                                                \
        attribute static void add_masked(K* out, const K* mask, K amount, std::size_t length) {          \
            add_masked_body<K>(out, mask, amount, length);                                               \
        }                                                                                                \
        attribute static void forbid(K* out, const K* mask, std::size_t length) {                        \
            forbid_body<K>(out, mask, length);                                                           \
        }                                                                                                \
        attribute static void cut(K* out, const K* in, K cap, std::size_t length) {                      \
            cut_body<K>(out, in, cap, length);                                                           \
        }                                                                                                \
        attribute static void range(const K* in, std::size_t length, K* least, K* largest) {             \
            range_body<K>(in, length, least, largest);                                                   \
        }                                                                                                \
        static constexpr Scan<K> table{count, weighted, survivors, add, add_masked, forbid, cut, range}; \
    }

ENTENTE_SCAN_SET(Plain32, , std::int32_t);
ENTENTE_SCAN_SET(Plain64, , std::int64_t);
ENTENTE_SCAN_SET(Plain128, , int128);
#if defined(__x86_64__)
#define ENTENTE_AVX2 [[gnu::target("avx2")]]
#if defined(__clang__)
#define ENTENTE_AVX512 [[gnu::target("avx512f,avx512bw,avx512dq,avx512vl")]]
#else
#define ENTENTE_AVX512 [[gnu::target("avx512f,avx512bw,avx512dq,avx512vl,prefer-vector-width=512")]]
#endif
ENTENTE_SCAN_SET(Avx2x32, ENTENTE_AVX2, std::int32_t);
ENTENTE_SCAN_SET(Avx2x64, ENTENTE_AVX2, std::int64_t);
ENTENTE_SCAN_SET(Avx512x32, ENTENTE_AVX512, std::int32_t);
ENTENTE_SCAN_SET(Avx512x64, ENTENTE_AVX512, std::int64_t);

int level() {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")) {
        return 2;
    }
    return __builtin_cpu_supports("avx2") ? 1 : 0;
}
#endif

}  // namespace

template <>
const Scan<std::int32_t>& scan() {
#if defined(__x86_64__)
    static const int at = level();
    if (at == 2) return Avx512x32::table;
    if (at == 1) return Avx2x32::table;
#endif
    return Plain32::table;
}

template <>
const Scan<std::int64_t>& scan() {
#if defined(__x86_64__)
    static const int at = level();
    if (at == 2) return Avx512x64::table;
    if (at == 1) return Avx2x64::table;
#endif
    return Plain64::table;
}

template <>
const Scan<int128>& scan() {
    return Plain128::table;
}

}  // namespace entente::settle
