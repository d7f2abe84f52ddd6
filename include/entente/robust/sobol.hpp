// Points that are spread more evenly than random ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace entente::robust {

/// Scrambled Sobol points: a net in base 2 in every dimension, with Owen's nested uniform scrambling keyed
/// by (seed, dimension, replicate). Better spread than random points, at the price that another dimension
/// moves them all. \source Owen, "Randomly Permuted (t,m,s)-Nets and (t,s)-Sequences" (1995)
/// \check tests/robust/draws_test.cpp
class SobolPoints {
public:
    static constexpr std::size_t kMostDimensions = 3'667;
    static constexpr unsigned kMostBits = 31;

    /// \param log2_points 2^log2_points points a replicate, at most kMostBits
    SobolPoints(std::size_t dimensions, unsigned log2_points, std::uint64_t seed, std::uint64_t replicate);

    /// Coordinates of one point, in (0, 1). \param point in [0, 2^log2_points)
    void point(std::uint64_t point, std::span<double> coordinates) const;

private:
    std::size_t dimensions_;
    unsigned bits_;
    std::vector<std::uint32_t> direction_;  ///< [bit][dimension]
    std::vector<std::uint64_t> key_;        ///< per dimension
};

}  // namespace entente::robust
