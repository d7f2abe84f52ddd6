// Bargaining solutions on a list of outcomes: which point each concept takes, decided exactly.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "settle/problem/problem.hpp"
#include "settle/solutions/ranks.hpp"

namespace entente::settle {

/// The individually rational points of a frontier and what gains are measured from.
template <class Units>
struct Bargain {
    const Problem<Units>* problem = nullptr;
    std::vector<Units> rows;         ///< the rational points, parties units each
    std::vector<std::size_t> point;  ///< their numbers on the frontier
    std::vector<Units> ideal;        ///< per party over the rational points

    [[nodiscard]] std::size_t size() const { return point.size(); }
    [[nodiscard]] const Units* row(std::size_t i) const { return rows.data() + i * problem->parties; }
};

/// The choice of a concept: an index into the bargain's points, and those exactly as good.
struct Choosing {
    std::size_t best = 0;
    std::vector<std::size_t> tied;  ///< others with the same objective value
    std::string why_not{};          ///< why the concept is not defined in this bargain; empty: it is
};

// Each takes a bargain with at least one point. Among equally good points the one with the larger least
// gain is taken (then the second least, ...; gains in points), then by lot (Problem::lot): the parties'
// order decides nothing.
// Comparisons are made in extended floating point and, where they come within 1e-12 of each other, in
// whole numbers. \cost linear in the points, plus exact work on near ties

/// Most parties with a gain above zero, then the largest product of the positive shares of the ideal gain
/// (the product of gains, where all who can gain do) to the power of `weights` (empty: 1 each; weights that
/// are not whole numbers are compared to 1e-12).
/// \source Nash 1950
template <class Units>
[[nodiscard]] Choosing nash(const Bargain<Units>& bargain, const std::vector<double>& weights);

/// Largest least share of the ideal gain, then the second least, ...; parties that cannot gain are left
/// out. \source Kalai and Smorodinsky 1975; Imai 1983 for the refinement
template <class Units>
[[nodiscard]] Choosing kalai_smorodinsky(const Bargain<Units>& bargain);

/// Largest least gain in points, then the second least, ... \source Kalai 1977; Imai 1983
template <class Units>
[[nodiscard]] Choosing egalitarian(const Bargain<Units>& bargain);

/// Largest sum of utilities in points.
template <class Units>
[[nodiscard]] Choosing utilitarian(const Bargain<Units>& bargain);

/// Largest least share of the way from the reference utilities to the ideal. \source Gupta and Livne 1988
template <class Units>
[[nodiscard]] Choosing gupta_livne(const Bargain<Units>& bargain, const std::vector<Units>& reference);

/// Repeats d := (d + ideal above d) / 2 as long as an outcome lies above d; then, among those left, the
/// largest least share of the way from d to the ideal. \source Raiffa 1953 (discrete solution)
template <class Units>
[[nodiscard]] Choosing raiffa(const Bargain<Units>& bargain);

/// Least worst rank in the parties' own rankings of all outcomes, then the least second-worst one, ...:
/// what all could agree on after everybody has fallen back the fewest steps. \return nothing where the
/// ranks are too much work to count \source Brams and Kilgour 2001 (fallback bargaining)
template <class Units>
[[nodiscard]] std::optional<Choosing> fallback(const Bargain<Units>& bargain, const Ranks<Units>& ranks);

}  // namespace entente::settle
