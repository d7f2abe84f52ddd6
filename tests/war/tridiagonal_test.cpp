// Half of every eigenvector against the whole matrix's own.
#include "war/front/tridiagonal.hpp"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace entente::war {
namespace {

TEST(Tridiagonal, HalvesAreThoseOfTheWhole) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> even(-1, 1);
    for (int round = 0; round < 60; ++round) {
        const std::size_t n = 2 * (1 + random() % 40);
        // Graded, as those of a wandering front are: sizes over several powers of ten.
        std::vector<double> diagonal;
        std::vector<double> beside;
        for (std::size_t i = 0; i < n; ++i)
            diagonal.push_back(even(random) * std::pow(10, 4 * even(random)));
        for (std::size_t i = 0; i + 1 < n; ++i)
            beside.push_back(round % 5 == 0 && i % 7 == 3 ? 0
                                                          : even(random) * std::pow(10, 2 * even(random)));
        HalfEigen half;
        ASSERT_TRUE(half_eigen(diagonal, beside, half));
        const auto size = static_cast<Eigen::Index>(n);
        Eigen::MatrixXd whole = Eigen::MatrixXd::Zero(size, size);
        for (Eigen::Index i = 0; i < size; ++i) {
            whole(i, i) = diagonal[static_cast<std::size_t>(i)];
            if (i + 1 < size) whole(i, i + 1) = whole(i + 1, i) = beside[static_cast<std::size_t>(i)];
        }
        const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(whole);
        const double largest = solver.eigenvalues().cwiseAbs().maxCoeff();
        std::vector<double> values = half.values;
        std::sort(values.begin(), values.end());
        for (Eigen::Index j = 0; j < size; ++j)
            EXPECT_NEAR(values[static_cast<std::size_t>(j)], solver.eigenvalues()[j], 1e-12 * largest);
        // Sum over values of f(value) v v' is f of the matrix, whatever the order and the signs: here its
        // inverse, shifted off all values.
        const double shift = 3 * largest;
        const Eigen::MatrixXd inverse = (whole + shift * Eigen::MatrixXd::Identity(size, size)).inverse();
        const std::size_t rows = n / 2;
        for (std::size_t a = 0; a < rows; ++a) {
            for (std::size_t b = 0; b < rows; ++b) {
                double sum = 0;
                for (std::size_t j = 0; j < n; ++j)
                    sum +=
                        half.vectors[j * rows + a] * half.vectors[j * rows + b] / (half.values[j] + shift);
                EXPECT_NEAR(sum,
                            inverse(static_cast<Eigen::Index>(2 * a), static_cast<Eigen::Index>(2 * b)),
                            1e-12 / largest);
            }
        }
    }
}

TEST(Tridiagonal, WhatIsNoNumberIsRefused) {
    HalfEigen half;
    EXPECT_FALSE(half_eigen({1, std::numeric_limits<double>::infinity()}, {1}, half));
    EXPECT_FALSE(half_eigen({1, 2}, {std::nan("")}, half));
    EXPECT_FALSE(half_eigen({1e130, 2}, {1}, half));
}

}  // namespace
}  // namespace entente::war
