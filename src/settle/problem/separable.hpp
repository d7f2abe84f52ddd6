// The form of a problem that search, count and cover work on: independent groups of issues whose gains
// add up.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "settle/problem/problem.hpp"

namespace entente::settle {

/// Issues that are settled as one because a rule or a term ties them together (mostly a single issue).
struct SeparableGroup {
    std::vector<std::uint32_t> issues;   ///< issues of the problem, ascending
    std::vector<std::uint32_t> choices;  ///< [option * issues.size() + i]: the choice on issue i
    std::vector<int128> values;          ///< [option * parties + party], gain units
    std::vector<std::uint64_t> copies;   ///< [option]: how many original combinations it stands for

    [[nodiscard]] std::size_t size() const { return copies.size(); }
};

/// gain of party j over no deal = constant_j + sum over groups of the chosen option's value, in the
/// party's own gain units. An outcome is individually rational where no gain is negative.
struct Separable {
    std::size_t parties = 0;
    std::size_t issues = 0;
    std::vector<int128> constants;
    std::vector<SeparableGroup> groups;
    std::vector<long double> unit_points;  ///< points that one gain unit is worth
    /// The same as exact fractions: points = gain * numerator / denominator.
    std::vector<int128> unit_numerator;
    std::vector<int128> unit_denominator;  ///< 0 where it leaves 126 bits (then unit_points stands in)

    [[nodiscard]] const int128* value(std::size_t group, std::size_t option) const {
        return groups[group].values.data() + option * parties;
    }
    [[nodiscard]] bool impossible() const;  ///< some group has no option
    /// The gains of every party at one option per group.
    [[nodiscard]] std::vector<int128> gains(std::span<const std::uint32_t> choice) const;
    /// The choice on every issue of the problem.
    [[nodiscard]] std::vector<std::uint32_t> selection(std::span<const std::uint32_t> choice) const;
    [[nodiscard]] int128 lowest(std::size_t party) const;   ///< \pre !impossible()
    [[nodiscard]] int128 highest(std::size_t party) const;  ///< \pre !impossible()
};

/// The separable form, or why there is none: a chain of rules and terms ties issues into a group of
/// more than `largest_group` combinations, or a cap binds.
struct SeparableForm {
    std::optional<Separable> separable;
    std::string reason;
};

/// \pre origins are set for parties without a reservation value
/// \cost the sum of the groups' sizes, times parties and the clauses that tie them
template <class Units>
[[nodiscard]] SeparableForm separable_form(const Problem<Units>& problem,
                                           std::size_t largest_group = 20'000);

/// Only the parties' scales, for problems that are not separable.
template <class Units>
[[nodiscard]] Separable scales_of(const Problem<Units>& problem);

extern template Separable scales_of(const Problem<std::int64_t>&);
extern template Separable scales_of(const Problem<int128>&);
extern template SeparableForm separable_form(const Problem<std::int64_t>&, std::size_t);
extern template SeparableForm separable_form(const Problem<int128>&, std::size_t);

}  // namespace entente::settle
