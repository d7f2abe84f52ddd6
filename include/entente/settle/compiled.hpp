// A case whose numbers change and whose shape does not: settled again and again without strings or copies.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/model/case.hpp"

namespace entente::settle {

/// The solutions that a compiled case finds.
enum class Quick : std::uint8_t { nash, kalai_smorodinsky, egalitarian, utilitarian };
inline constexpr std::array<std::string_view, 4> kQuickNames = {"nash", "kalai_smorodinsky", "egalitarian",
                                                                "utilitarian"};

/// What a settled draw tells.
struct QuickAnswer {
    bool zone = false;
    /// The largest t such that some outcome gives every party its reservation value plus t (its worst
    /// outcome plus t, where it has none), in points; negative without a zone.
    double margin = 0;
    /// Outcomes in the zone; NaN where they are not counted (too large a space to look at each).
    double outcomes = std::numeric_limits<double>::quiet_NaN();
    std::vector<double> ideal;  ///< per party, over the zone, points
    /// [solution][issue]: the option of each solution's outcome; meaningless without a zone.
    std::array<std::vector<std::uint32_t>, 4> solution;
    bool fragile = false;    ///< another value of no deal within the slack might change zone or solutions
    bool rechecked = false;  ///< a tie or a value of no deal was so near that exact arithmetic decided
};

/// A sound case with addresses resolved to slots once. A draw sets the slots' numbers and the reservation
/// values, and settles: utilities by adding tables, in doubles; what lies within 1e-9 of a tie or of a
/// value of no deal is decided by exact fractions. The answers are those of `settle`: same zone, same
/// outcomes of the solutions, first of equally good ones included.
/// \cost two passes over the outcomes, about a nanosecond an outcome and party, up to kMostEnumerated;
/// two parties with additive values: their frontier issue by issue; otherwise one `settle`
/// \threads const functions may run at the same time, each on a Work of its own
/// \check tests/settle/compiled_test.cpp
class CompiledCase {
public:
    static constexpr double kMostEnumerated = 4e6;

    /// \param addresses of the numbers that will change: weights, scores, bonuses; others may be named and
    /// are left to the caller (reservation values, the war's numbers)
    CompiledCase(const Case& conflict, const std::vector<std::string>& addresses);
    /// The same without a copy of the case. \pre it does not change
    CompiledCase(std::shared_ptr<const Case> conflict, const std::vector<std::string>& addresses);
    ~CompiledCase();
    CompiledCase(CompiledCase&&) noexcept;
    CompiledCase& operator=(CompiledCase&&) noexcept;

    /// One thread's numbers and scratch memory.
    class Work;
    struct Parts;
    [[nodiscard]] std::unique_ptr<Work, void (*)(Work*)> work() const;

    /// Sets the numbers of a draw. \param values one per address, in their order, each exactly the number
    /// `Rational::nearest` makes of it
    void set(Work& work, std::span<const double> values) const;
    /// \param reserves one per party, NaN for a party that any deal will do
    void set_reserves(Work& work, std::span<const double> reserves) const;
    /// Utility in points of an outcome, given as one option per issue.
    [[nodiscard]] double utility(const Work& work, std::size_t party,
                                 std::span<const std::uint32_t> options) const;
    /// Is the outcome at or above every reservation value? Decided exactly.
    [[nodiscard]] bool acceptable(Work& work, std::span<const std::uint32_t> options) const;
    /// The least gain over no deal that the outcome gives a party, in points (from 0 where it has no value
    /// of no deal).
    [[nodiscard]] double least_gain(const Work& work, std::span<const std::uint32_t> options) const;

    /// \param slack points by which each value of no deal may be off: `fragile` tells whether that could
    ///        change which outcomes are in the zone or what a solution picks
    [[nodiscard]] const QuickAnswer& settle(Work& work, double slack = 0) const;
    /// After settle(): would there be a zone if the values of no deal were these? Leaves the answer as it
    /// is.
    [[nodiscard]] bool has_zone(Work& work, std::span<const double> reserves) const;
    /// Is every outcome looked at? The functions below are for cases where this is so.
    [[nodiscard]] bool enumerated() const;
    /// The number of an outcome, given as one option per issue.
    [[nodiscard]] std::size_t number_of(std::span<const std::uint32_t> options) const;
    /// After settle(): least_gain() of outcome number `outcome`, and whether it is acceptable().
    [[nodiscard]] double least_gain(const Work& work, std::size_t outcome) const;
    [[nodiscard]] bool acceptable(Work& work, std::size_t outcome) const;
    /// The numbers, rising, of the outcomes in the zone of the draw settled last.
    [[nodiscard]] std::span<const std::uint32_t> zone(const Work& work) const;
    /// Points of each of them to a party. After settle().
    [[nodiscard]] std::span<const double> utilities(const Work& work, std::size_t party) const;
    /// How many outcomes are told apart, and the option of one of them on an issue.
    [[nodiscard]] std::size_t outcomes() const;
    [[nodiscard]] std::uint32_t option(std::size_t outcome, std::size_t issue) const;

private:
    std::unique_ptr<Parts> parts_;
};

}  // namespace entente::settle
