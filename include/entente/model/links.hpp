// Ranges that move together: the normal copula behind `[[link]]`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/model/case.hpp"

namespace entente {

/// Numbers linked to each other, and the factor that turns independent standard normal numbers into ones
/// with the correlations asked for: z[i] = sum over j <= i of factor[i][j] * independent[j].
struct Copula {
    std::vector<std::string> addresses;  ///< in the order in which the links name them
    std::vector<std::vector<double>> factor;
    /// The first link with which all of them cannot hold, and the two numbers of it that break them.
    struct Broken {
        std::size_t link = 0;
        std::string first;
        std::string second;
    };
    std::optional<Broken> broken;
};

/// The copula of the links, Spearman's rank correlation r as Pearson's 2 sin(pi r / 6) of the normal
/// scores.
/// \cost cubic in the linked numbers, for each pair that is linked \check tests/robust/draws_test.cpp
[[nodiscard]] Copula copula_of(const std::vector<Link>& links);

}  // namespace entente
