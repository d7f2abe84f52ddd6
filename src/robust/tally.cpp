#include "entente/robust/tally.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>

#include "entente/core/expects.hpp"

namespace entente::robust {
namespace {

__extension__ typedef unsigned __int128 uint128;

constexpr std::int64_t kMostUnits = std::int64_t{1} << 50;

// A bucket is a sign, a power of two and the eight bits after the leading one.
constexpr unsigned kFineBits = 8;
constexpr std::size_t kPerSign = (64 - kFineBits) << kFineBits;

/// 0, 1, 2, ... exactly up to 2^kFineBits, then 2^kFineBits buckets for each power of two.
std::size_t size_bucket(std::uint64_t size) {
    if (size < (1u << kFineBits)) return static_cast<std::size_t>(size);
    const unsigned power = 63 - static_cast<unsigned>(std::countl_zero(size));
    const std::uint64_t fine = (size >> (power - kFineBits)) - (1u << kFineBits);
    return ((power - kFineBits + 1) << kFineBits) + static_cast<std::size_t>(fine);
}

double size_low(std::size_t bucket) {
    if (bucket < (1u << kFineBits)) return static_cast<double>(bucket);
    const auto power = static_cast<int>(bucket >> kFineBits) - 1;
    const double fine = static_cast<double>(bucket & ((1u << kFineBits) - 1));
    return std::ldexp(static_cast<double>(1u << kFineBits) + fine, power);
}

}  // namespace

FixedPoint FixedPoint::for_values(const std::vector<double>& values) {
    FixedPoint made;
    double low = 0;
    double high = 0;
    bool any = false;
    for (const double value : values) {
        if (!std::isfinite(value)) continue;
        low = any ? std::min(low, value) : value;
        high = any ? std::max(high, value) : value;
        any = true;
    }
    made.origin = any ? low / 2 + high / 2 : 0;
    const double size = std::max({high - low, std::abs(made.origin) * 1e-6, 1e-9});
    made.unit = std::ldexp(1.0, std::ilogb(size) - 36);
    // An origin that is itself some units: what is no number's half stays exact.
    made.origin = std::nearbyint(made.origin / made.unit) * made.unit;
    return made;
}

std::int64_t FixedPoint::units(double value) const {
    const double scaled = (value - origin) / unit;
    if (!(std::abs(scaled) < static_cast<double>(kMostUnits))) return scaled < 0 ? -kMostUnits : kMostUnits;
    return std::llround(scaled);
}

void Sums::add(std::int64_t units) {
    ++count;
    sum += units;
    const auto size = static_cast<std::uint64_t>(units < 0 ? -units : units);
    const uint128 squares = ((uint128{squares_high} << 64) | squares_low) + uint128{size} * uint128{size};
    squares_low = static_cast<std::uint64_t>(squares);
    squares_high = static_cast<std::uint64_t>(squares >> 64);
}

void Sums::add(const Sums& other) {
    count += other.count;
    sum += other.sum;
    const uint128 squares = ((uint128{squares_high} << 64) | squares_low) +
                            ((uint128{other.squares_high} << 64) | other.squares_low);
    squares_low = static_cast<std::uint64_t>(squares);
    squares_high = static_cast<std::uint64_t>(squares >> 64);
}

BinSums Sums::bin() const {
    return {static_cast<double>(count), static_cast<double>(sum),
            static_cast<double>((static_cast<long double>(squares_high) * 0x1p64L) +
                                static_cast<long double>(squares_low))};
}

std::size_t Histogram::bucket_of(std::int64_t units) {
    // Negative numbers come first, the largest size first.
    if (units < 0) return kPerSign - 1 - size_bucket(static_cast<std::uint64_t>(-units));
    return kPerSign + size_bucket(static_cast<std::uint64_t>(units));
}

double Histogram::low_end(std::size_t bucket) {
    if (bucket < kPerSign) return -size_low(kPerSign - bucket);
    return size_low(bucket - kPerSign);
}

void Histogram::add(std::int64_t units) {
    if (buckets_.empty()) buckets_.assign(2 * kPerSign, 0);
    ++buckets_[bucket_of(units)];
    ++count_;
}

void Histogram::add(const Histogram& other) {
    if (other.buckets_.empty()) return;
    if (buckets_.empty()) buckets_.assign(2 * kPerSign, 0);
    for (std::size_t b = 0; b < buckets_.size(); ++b) buckets_[b] += other.buckets_[b];
    count_ += other.count_;
}

double Histogram::quantile(double y) const {
    ENTENTE_EXPECTS(count_ > 0);
    const double wanted = y * static_cast<double>(count_);
    double below = 0;
    for (std::size_t b = 0; b < buckets_.size(); ++b) {
        if (buckets_[b] == 0) continue;
        const double here = static_cast<double>(buckets_[b]);
        if (below + here >= wanted) {
            const double low = low_end(b);
            const double high = low_end(b + 1);
            // A bucket of one whole number holds that number alone.
            if (high - low <= 1) return b < kPerSign ? high - 1 : low;
            return low + (high - low) * std::clamp((wanted - below) / here, 0.0, 1.0);
        }
        below += here;
    }
    return 0;
}

std::string Histogram::text() const {
    std::string text;
    for (std::size_t b = 0; b < buckets_.size(); ++b) {
        if (buckets_[b] == 0) continue;
        if (!text.empty()) text += ' ';
        text += std::to_string(b) + ':' + std::to_string(buckets_[b]);
    }
    return text;
}

std::optional<Histogram> Histogram::parse(std::string_view text) {
    Histogram made;
    if (text.empty()) return made;
    made.buckets_.assign(2 * kPerSign, 0);
    const char* at = text.data();
    const char* end = at + text.size();
    while (at < end) {
        std::size_t bucket = 0;
        std::uint64_t count = 0;
        const auto first = std::from_chars(at, end, bucket);
        if (first.ec != std::errc() || first.ptr == end || *first.ptr != ':') return std::nullopt;
        const auto second = std::from_chars(first.ptr + 1, end, count);
        if (second.ec != std::errc() || bucket >= made.buckets_.size()) return std::nullopt;
        made.buckets_[bucket] += count;
        made.count_ += count;
        at = second.ptr;
        if (at < end && *at++ != ' ') return std::nullopt;
    }
    return made;
}

}  // namespace entente::robust
