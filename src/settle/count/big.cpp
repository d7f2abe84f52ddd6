#include "settle/count/big.hpp"

#include <algorithm>
#include <cmath>

namespace entente::settle {

BigCount::BigCount(std::uint64_t value) {
    if (value != 0) limbs_.push_back(value);
}

BigCount BigCount::from(uint128 value) {
    BigCount result;
    for (; value != 0; value >>= 64) result.limbs_.push_back(static_cast<std::uint64_t>(value));
    return result;
}

BigCount& BigCount::operator+=(const BigCount& other) {
    if (limbs_.size() < other.limbs_.size()) limbs_.resize(other.limbs_.size(), 0);
    uint128 carry = 0;
    for (std::size_t i = 0; i < limbs_.size(); ++i) {
        carry += uint128{limbs_[i]} + (i < other.limbs_.size() ? other.limbs_[i] : 0);
        limbs_[i] = static_cast<std::uint64_t>(carry);
        carry >>= 64;
    }
    if (carry != 0) limbs_.push_back(static_cast<std::uint64_t>(carry));
    return *this;
}

BigCount& BigCount::operator*=(std::uint64_t factor) {
    if (factor == 0) limbs_.clear();
    uint128 carry = 0;
    for (std::uint64_t& limb : limbs_) {
        carry += uint128{limb} * factor;
        limb = static_cast<std::uint64_t>(carry);
        carry >>= 64;
    }
    if (carry != 0) limbs_.push_back(static_cast<std::uint64_t>(carry));
    return *this;
}

BigCount operator*(const BigCount& a, const BigCount& b) {
    BigCount result;
    for (std::size_t i = 0; i < b.limbs_.size(); ++i) {
        BigCount part = a * b.limbs_[i];
        if (!part.zero()) part.limbs_.insert(part.limbs_.begin(), i, 0);
        result += part;
    }
    return result;
}

double BigCount::estimate() const {
    double value = 0;
    for (std::size_t i = limbs_.size(); i-- > 0;) {
        value = value * 18446744073709551616.0 + static_cast<double>(limbs_[i]);
    }
    return value;
}

std::string BigCount::to_string() const {
    if (zero()) return "0";
    std::string digits;
    std::vector<std::uint64_t> rest = limbs_;
    constexpr std::uint64_t kStep = 1'000'000'000'000'000'000ull;
    while (!rest.empty()) {
        uint128 remainder = 0;
        for (std::size_t i = rest.size(); i-- > 0;) {
            remainder = (remainder << 64) | rest[i];
            rest[i] = static_cast<std::uint64_t>(remainder / kStep);
            remainder %= kStep;
        }
        while (!rest.empty() && rest.back() == 0) rest.pop_back();
        auto part = static_cast<std::uint64_t>(remainder);
        for (int d = 0; d < 18 && (part != 0 || !rest.empty()); ++d) {
            digits.push_back(static_cast<char>('0' + part % 10));
            part /= 10;
        }
    }
    std::reverse(digits.begin(), digits.end());
    return digits;
}

}  // namespace entente::settle
