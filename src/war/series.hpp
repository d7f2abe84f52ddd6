// Ratios of exponentials that keep their accuracy where both ends of the fraction vanish.
#pragma once

#include <cmath>

namespace entente::war {

/// (1 - e^u)/(1 - e^n) for 0 <= u/n <= 1, whatever the sign and size of n; u/n in the limit n = 0.
/// `fraction` is u/n, kept apart because u and n may both be infinite or zero.
[[nodiscard]] inline double exponential_ratio(double n, double fraction) {
    if (fraction <= 0) return 0;
    if (fraction >= 1) return 1;
    if (n == 0) return fraction;
    if (n < 0) return std::isinf(n) ? 1.0 : std::expm1(fraction * n) / std::expm1(n);
    if (std::isinf(n)) return 0;
    // Divided through by e^n, so that nothing overflows.
    return std::exp((fraction - 1) * n) * std::expm1(-fraction * n) / std::expm1(-n);
}

/// (u/n - R) / (n fraction (1 - fraction)) for R the ratio above, u = fraction * n and |n| <= 1: what an
/// expected duration is made of, without the cancellation near a driftless walk. 1/2 at n = 0.
[[nodiscard]] inline double exponential_excess(double n, double fraction) {
    const double u = fraction * n;
    double power = 1;      // u^j
    double sum = 1;        // sum over i of u^i n^(j-1-i)
    double factorial = 2;  // (j+1)!
    double excess = 0;
    double phi = 1;  // (e^n - 1)/n
    double phi_term = 1;
    for (int j = 1; j < 40; ++j) {
        excess += sum / factorial;
        phi_term *= n / (j + 1);
        phi += phi_term;
        power *= u;
        sum = n * sum + power;
        factorial *= j + 2;
    }
    return excess / phi;
}

}  // namespace entente::war
