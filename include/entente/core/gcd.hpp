// The greatest common divisor, for whole numbers of any width.
#pragma once

namespace entente {

/// \return 0 where both are 0, else above 0 \pre neither is the least number of its type
template <class Whole>
[[nodiscard]] constexpr Whole greatest_common_divisor(Whole a, Whole b) {
    if (a < 0) a = -a;
    if (b < 0) b = -b;
    while (b != 0) {
        const Whole rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

}  // namespace entente
