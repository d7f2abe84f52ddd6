// The outcomes that an analysis speaks of, found one by one where the frontier is too large to list.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "settle/search/search.hpp"

namespace entente::settle {

/// An outcome by the choice on every issue of the problem.
struct Located {
    std::vector<std::uint32_t> selection;
    std::vector<int128> gains;
};

struct PointAnswer {
    Proof proof = Proof::unknown;
    std::optional<Located> best;
    double value = 0;
    double bound = 0;
    std::vector<Located> tied;  ///< others that are exactly as good, as far as they were met
    bool ties_known = false;    ///< all of them
    [[nodiscard]] bool closed() const { return proof == Proof::optimal || proof == Proof::absent; }
};

/// What can be asked of a problem without its frontier; see Search for the meaning of each.
class PointSolver {
public:
    PointSolver() = default;
    virtual ~PointSolver() = default;
    PointSolver(const PointSolver&) = delete;
    PointSolver& operator=(const PointSolver&) = delete;

    using Floors = std::vector<std::optional<int128>>;
    virtual PointAnswer best_of(std::size_t party, const Floors& floors) = 0;
    /// A nondominated outcome with at least these gains: the one with the largest sum in points.
    virtual PointAnswer efficient(const Floors& floors) = 0;
    virtual PointAnswer largest_sum() = 0;
    virtual PointAnswer nash(const std::vector<double>& weight) = 0;
    /// Units and base are divided by 2^shift before they are compared with gains.
    virtual PointAnswer leximin(const std::vector<int128>& unit, const std::vector<int128>& base,
                                int shift) = 0;
    virtual PointAnswer least_shift() = 0;
    /// Gain units of one common number of points, for egalitarian comparisons; empty where they cannot be
    /// had.
    [[nodiscard]] virtual PointUnits common_units() const = 0;
    /// The range of gains that a party can have at all.
    [[nodiscard]] virtual int128 lowest(std::size_t party) const = 0;
    [[nodiscard]] virtual std::size_t parties() const = 0;
    [[nodiscard]] virtual Stopped stopped() const = 0;
};

/// By search on a separable problem.
class SeparablePoints : public PointSolver {
public:
    SeparablePoints(const Separable& space, const RunOptions& run, std::uint64_t nodes);

    PointAnswer best_of(std::size_t party, const Floors& floors) override;
    PointAnswer efficient(const Floors& floors) override;
    PointAnswer largest_sum() override;
    PointAnswer nash(const std::vector<double>& weight) override;
    PointAnswer leximin(const std::vector<int128>& unit, const std::vector<int128>& base,
                        int shift) override;
    PointAnswer least_shift() override;
    [[nodiscard]] PointUnits common_units() const override { return point_units(space_); }
    [[nodiscard]] int128 lowest(std::size_t party) const override { return space_.lowest(party); }
    [[nodiscard]] std::size_t parties() const override { return space_.parties; }
    [[nodiscard]] Stopped stopped() const override { return search_.stopped(); }

private:
    [[nodiscard]] PointAnswer locate(SearchAnswer answer) const;

    const Separable& space_;
    const RunOptions& run_;
    std::uint64_t nodes_;
    Search search_;
};

/// Gains in units of 2^-shift back in whole units.
void lower(PointAnswer& answer, int shift);

/// The scales of gains in units of 2^-shift.
[[nodiscard]] Separable finer_scales(Separable scales, int shift);

struct PointWishes {
    std::vector<double> nash_weights;              ///< empty: no weighted solution
    std::optional<std::vector<int128>> reference;  ///< gains of the reference outcome
};

/// The discrete Raiffa solution by its steps: each party's ideal above d, and an outcome above the point
/// half way there, until there is none; then leximin of the shares. Closed only where every step is proved.
/// \param ideal the proved best gains over the zone \param on_the_way takes the points that the steps meet
/// \cost (parties + 1) * 2 questions a step, at most as many steps as a gain has bits
[[nodiscard]] PointAnswer raiffa_point(PointSolver& solver, std::vector<int128> ideal,
                                       std::vector<Located>& on_the_way);

/// Leaves one of each gain vector that no other one dominates, in falling lexicographic order.
void keep_nondominated(std::vector<Located>& points);

}  // namespace entente::settle
