// The outcomes that an analysis speaks of, by mixed-integer programming: any rules, terms and caps.
#pragma once

#include <functional>

#include "settle/milp/model.hpp"
#include "settle/search/points.hpp"

namespace entente::settle {

/// By CBC, each point evaluated on the problem itself. The Nash solution by outer approximation of the sum
/// of logarithms (Duran and Grossmann 1986), to the gap that the answer states; equal sums are not told
/// apart. \pre origins are set
template <class Units>
class MilpPoints : public PointSolver {
public:
    MilpPoints(const Problem<Units>& problem, const RunOptions& run, std::uint64_t solves = 2'000);

    PointAnswer best_of(std::size_t party, const Floors& floors) override;
    PointAnswer efficient(const Floors& floors) override;
    PointAnswer largest_sum() override;
    PointAnswer nash(const std::vector<double>& weight) override;
    PointAnswer leximin(const std::vector<int128>& unit, const std::vector<int128>& base,
                        int shift) override;
    PointAnswer least_shift() override;
    [[nodiscard]] PointUnits common_units() const override { return point_units(scales_); }
    [[nodiscard]] int128 lowest(std::size_t party) const override;
    [[nodiscard]] std::size_t parties() const override { return problem_.parties; }
    [[nodiscard]] Stopped stopped() const override;
    /// Points, per party, to which programs tell utilities apart; empty where that is single units.
    [[nodiscard]] std::vector<double> within() const;

private:
    struct Solved {
        LpStatus status = LpStatus::failed;
        std::optional<Located> point;
        double bound = 0;
    };
    /// Solves with floors on gains, an objective and rows added for this time only.
    [[nodiscard]] Solved solve_once(const Floors& floors, const std::function<void(Milp&)>& shape,
                                    double gap);
    [[nodiscard]] PointAnswer sum_within(const Floors& floors, double gap);
    [[nodiscard]] Solved solve_and_check(const Milp& program, const MilpOptions& options,
                                         const Floors& floors);
    [[nodiscard]] SearchAnswer diagonal(const std::vector<int128>& from, const std::vector<int128>& free,
                                        const Level& least, const Found* known, int shift);
    [[nodiscard]] double gain_per_variable(std::size_t party) const;
    [[nodiscard]] double points_per_gain(std::size_t party) const;

    const Problem<Units>& problem_;
    const RunOptions& run_;
    Trimmed<Units> trimmed_;
    MilpModel model_;
    Separable scales_;
    std::uint64_t solves_left_;
};

extern template class MilpPoints<std::int64_t>;
extern template class MilpPoints<int128>;

}  // namespace entente::settle
