// Eigenvalues of a symmetric tridiagonal matrix, with every second component of the eigenvectors.
#pragma once

#include <vector>

namespace entente::war {

struct HalfEigen {
    std::vector<double> values;   ///< in no order
    std::vector<double> vectors;  ///< [value * (n / 2) + l]: component 2l of a vector of length 1
};

/// Implicit QL with Wilkinson's shift: each row of the eigenvectors turns by itself, so that half of them
/// cost half.
/// \param diagonal n numbers, n even \param beside n - 1 numbers next to them
/// \return false where it does not come to an end, or a number is none
/// \cost some n^3; 96 rows: a quarter of a millisecond \source Wilkinson and Reinsch, Linear Algebra
/// (1971), II/3
/// \check Tridiagonal.HalvesAreThoseOfTheWhole
[[nodiscard]] bool half_eigen(const std::vector<double>& diagonal, const std::vector<double>& beside,
                              HalfEigen& result);

}  // namespace entente::war
