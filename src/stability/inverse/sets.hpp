// Counting sets of states by size, in whole numbers of any length.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <optional>
#include <vector>

#include "stability/inverse/inverse.hpp"

namespace entente::stability {

using Big = boost::multiprecision::cpp_int;
using Polynomial = std::vector<Big>;  ///< coefficient of x^k: sets of k states

constexpr std::size_t kMostTerms = 18;  // 2^18 terms of inclusion and exclusion

inline Polynomial product(const Polynomial& a, const Polynomial& b) {
    Polynomial result(a.size() + b.size() - 1, 0);
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] == 0) continue;
        for (std::size_t j = 0; j < b.size(); ++j) result[i + j] += a[i] * b[j];
    }
    return result;
}

/// (1 + x)^n: every subset of n states.
inline Polynomial free_choice(std::size_t n) {
    Polynomial result(n + 1, 1);
    for (std::size_t k = 1; k <= n; ++k) result[k] = result[k - 1] * (n - k + 1) / k;
    return result;
}

/// For sim: where the improvements of deciders other than those named, from the wanted state and any number
/// of them at once, take the combination `from`; itself among them. \return feasible states, rising
[[nodiscard]] States combined_with(const Terrain& terrain, const std::vector<std::size_t>& named,
                                   State wanted, std::uint64_t from);

/// Whether the products of improvements from the wanted state are few enough to be looked at.
[[nodiscard]] bool few_sums(const Terrain& terrain, State wanted);

/// For sim: the sets A of decider i under which the wanted state is an equilibrium. \return nothing where
/// there are too many conditions
[[nodiscard]] std::optional<Polynomial> equilibrium_sets(const Terrain& terrain,
                                                         const std::vector<Threat>& threats, std::size_t i,
                                                         State wanted);

}  // namespace entente::stability
