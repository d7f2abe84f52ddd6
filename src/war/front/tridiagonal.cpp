#include "war/front/tridiagonal.hpp"

#include <cmath>
#include <cstddef>

namespace entente::war {
namespace {

// The choice between the clones runs before the thread sanitizer's own functions can be called.
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__SANITIZE_THREAD__)
#define ENTENTE_WIDER __attribute__((target_clones("avx2", "default")))
#else
#define ENTENTE_WIDER
#endif

/// Turns two columns by a rotation. The same sums in the same order whatever the width of the machine's
/// registers.
ENTENTE_WIDER void turn(double* left, double* right, std::size_t rows, double c, double s) {
    for (std::size_t k = 0; k < rows; ++k) {
        const double a = left[k];
        const double b = right[k];
        left[k] = c * a - s * b;
        right[k] = s * a + c * b;
    }
}

bool negligible(double beside, double here, double next) {
    const double size = std::abs(here) + std::abs(next);
    return std::abs(beside) + size == size;
}

}  // namespace

bool half_eigen(const std::vector<double>& diagonal, const std::vector<double>& beside, HalfEigen& result) {
    constexpr int kMostSteps = 60;      // of one value; two are usual
    constexpr double kLargest = 1e120;  // squares of what is larger would leave doubles
    const std::size_t n = diagonal.size();
    const std::size_t rows = n / 2;
    std::vector<double>& d = result.values;
    d = diagonal;
    std::vector<double> e = beside;
    e.push_back(0);
    for (std::size_t i = 0; i < n; ++i)
        if (!(std::abs(d[i]) < kLargest) || !(std::abs(e[i]) < kLargest)) return false;
    result.vectors.assign(n * rows, 0);
    for (std::size_t l = 0; l < rows; ++l) result.vectors[2 * l * rows + l] = 1;
    for (std::size_t l = 0; l < n; ++l) {
        for (int step = 0;; ++step) {
            std::size_t m = l;
            while (m + 1 < n && !negligible(e[m], d[m], d[m + 1])) ++m;
            if (m == l) break;
            if (step == kMostSteps) return false;
            double g = (d[l + 1] - d[l]) / (2 * e[l]);
            g = d[m] - d[l] + e[l] / (g + std::copysign(std::sqrt(g * g + 1), g));
            double s = 1;
            double c = 1;
            double p = 0;
            bool whole = true;
            for (std::size_t i = m; i-- > l;) {
                const double f = s * e[i];
                const double b = c * e[i];
                const double r = std::sqrt(f * f + g * g);
                e[i + 1] = r;
                if (r == 0) {  // it falls apart here: on with the parts
                    d[i + 1] -= p;
                    e[m] = 0;
                    whole = false;
                    break;
                }
                s = f / r;
                c = g / r;
                g = d[i + 1] - p;
                const double t = (d[i] - g) * s + 2 * c * b;
                p = s * t;
                d[i + 1] = g + p;
                g = c * t - b;
                turn(result.vectors.data() + i * rows, result.vectors.data() + (i + 1) * rows, rows, c, s);
            }
            if (!whole) continue;
            d[l] -= p;
            e[l] = g;
            e[m] = 0;
        }
    }
    return true;
}

}  // namespace entente::war
