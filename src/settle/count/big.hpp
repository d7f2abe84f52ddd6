// Counts of any length.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "entente/model/exact.hpp"

namespace entente::settle {

/// A non-negative whole number of any length: just what counting outcomes needs.
class BigCount {
public:
    BigCount() = default;
    BigCount(std::uint64_t value);  // NOLINT: a number is a count
    static BigCount from(uint128 value);

    BigCount& operator+=(const BigCount& other);
    BigCount& operator*=(std::uint64_t factor);
    friend BigCount operator*(BigCount a, std::uint64_t factor) { return a *= factor; }
    friend BigCount operator*(const BigCount& a, const BigCount& b);
    [[nodiscard]] bool zero() const { return limbs_.empty(); }
    [[nodiscard]] double estimate() const;
    [[nodiscard]] std::string to_string() const;
    bool operator==(const BigCount&) const = default;
    [[nodiscard]] friend bool operator<(const BigCount& a, const BigCount& b) {
        if (a.limbs_.size() != b.limbs_.size()) return a.limbs_.size() < b.limbs_.size();
        return std::lexicographical_compare(a.limbs_.rbegin(), a.limbs_.rend(), b.limbs_.rbegin(),
                                            b.limbs_.rend());
    }

private:
    std::vector<std::uint64_t> limbs_;  // least significant first, no leading zero limb
};

}  // namespace entente::settle
