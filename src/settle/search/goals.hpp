// What search maximises: each goal gives bounds and demands in doubles, and judges outcomes in integers.
#pragma once

#include <limits>
#include <optional>
#include <vector>

#include "settle/search/search.hpp"

namespace entente::settle {

inline constexpr double kNoValue = -std::numeric_limits<double>::infinity();

/// One thing to maximise. Gains in doubles are divided by Reduced::divisor throughout.
class Goal {
public:
    Goal(const Separable& space, const Reduced& reduced) : space_(space), reduced_(reduced) {}
    virtual ~Goal() = default;
    Goal(const Goal&) = delete;
    Goal& operator=(const Goal&) = delete;

    DualSpec spec;
    double least = kNoValue;   ///< values below this are of no use
    double scale = 1;          ///< a difference of this size in the value is large
    std::vector<double> hint;  ///< multipliers of a goal that this one refines, or empty
    double enough = 0;         ///< a bound this near the best value ends the search, unproved
    bool break_ties = false;   ///< equally good outcomes compete by the tie rule
    bool first_hit = false;    ///< any outcome that meets the demands will do
    std::optional<Found> best;
    double best_value = kNoValue;

    /// An upper bound of the value, from the support of one positive lambda.
    [[nodiscard]] virtual double bound(const std::vector<double>& lambda, double support) const = 0;
    /// What each lane must reach for a value of at least `target` (kNoValue: the demands alone) and, where
    /// there is a best one, a strictly better value. The last `parties` lanes are the unit vectors.
    virtual void needs(double target, const Lanes& lanes, std::vector<double>& need) const = 0;
    /// A smooth enough measure for hill climbing; violations of demands weigh heavily.
    [[nodiscard]] virtual double soft(const std::vector<double>& gains) const = 0;
    /// Takes the outcome where it meets the demands and beats the best one, exactly.
    bool offer(std::vector<std::uint32_t> choice);
    /// Whether the best one reaches what no outcome exceeds, exactly: others can only be as good.
    /// \pre there is a best one
    [[nodiscard]] virtual bool unbeatable() const { return false; }
    /// Whether gains are exactly as good as the best one's. \pre there is a best one
    [[nodiscard]] bool equal(const std::vector<int128>& gains) const {
        return acceptable(gains) && order(gains) == 0;
    }

protected:
    [[nodiscard]] virtual bool acceptable(const std::vector<int128>& gains) const = 0;
    /// -1, 0, 1 against the best one.
    [[nodiscard]] virtual int order(const std::vector<int128>& gains) const = 0;
    [[nodiscard]] virtual double value(const std::vector<int128>& gains) const = 0;
    virtual void tighten() {}

    [[nodiscard]] double normal(std::size_t party, int128 gain) const {
        return static_cast<double>(gain) / reduced_.divisor[party];
    }

    const Separable& space_;
    const Reduced& reduced_;
};

/// The largest t with gain_j >= base_j + t * unit_j, and gain_j >= demand_j where there are demands.
class DiagonalGoal : public Goal {
public:
    DiagonalGoal(const Separable& space, const Reduced& reduced, std::vector<int128> base,
                 std::vector<int128> unit, const Level& lowest, const std::vector<int128>& demands = {});

    [[nodiscard]] double bound(const std::vector<double>& lambda, double support) const override;
    void needs(double target, const Lanes& lanes, std::vector<double>& need) const override;
    [[nodiscard]] double soft(const std::vector<double>& gains) const override;
    [[nodiscard]] Level level(const std::vector<int128>& gains) const;

protected:
    [[nodiscard]] bool acceptable(const std::vector<int128>& gains) const override;
    [[nodiscard]] int order(const std::vector<int128>& gains) const override;
    [[nodiscard]] double value(const std::vector<int128>& gains) const override;
    void tighten() override;

private:
    std::vector<int128> base_, unit_;
    std::vector<int128> demand_;  // least gains that are of use now
    std::vector<double> base_normal_, unit_normal_;
};

/// The largest weighted sum of gains among outcomes that meet demands.
class LinearGoal : public Goal {
public:
    /// \param weights points per normalised gain \param party the only one weighted, or none: the sum in
    /// points
    LinearGoal(const Separable& space, const Reduced& reduced, std::vector<double> weights,
               std::vector<int128> demands, std::optional<std::size_t> party);

    [[nodiscard]] double bound(const std::vector<double>& lambda, double support) const override;
    void needs(double target, const Lanes& lanes, std::vector<double>& need) const override;
    [[nodiscard]] double soft(const std::vector<double>& gains) const override;
    [[nodiscard]] bool unbeatable() const override;

protected:
    [[nodiscard]] bool acceptable(const std::vector<int128>& gains) const override;
    [[nodiscard]] int order(const std::vector<int128>& gains) const override;
    [[nodiscard]] double value(const std::vector<int128>& gains) const override;

private:
    [[nodiscard]] int128 whole(const int128* gains) const;

    std::vector<int128> factors_;  ///< gains into whole numbers of one unit; empty: none fits
    int128 most_ = 0;              ///< the largest such sum there could be, demands aside
    std::vector<int128> demands_;
    std::optional<std::size_t> party_;
    std::vector<double> demands_normal_;
    double step_;
};

/// The least shortfall: the largest sum of min(0, gain_j) in points.
class ShiftGoal : public Goal {
public:
    /// \param weights points per normalised gain
    ShiftGoal(const Separable& space, const Reduced& reduced, std::vector<double> weights);

    [[nodiscard]] double bound(const std::vector<double>& lambda, double support) const override;
    void needs(double target, const Lanes& lanes, std::vector<double>& need) const override;
    [[nodiscard]] double soft(const std::vector<double>& gains) const override;

protected:
    [[nodiscard]] bool acceptable(const std::vector<int128>&) const override { return true; }
    [[nodiscard]] int order(const std::vector<int128>& gains) const override;
    [[nodiscard]] double value(const std::vector<int128>& gains) const override;

private:
    std::vector<double> weights_;
};

/// The largest weighted product of gains over parties with positive weight, all of those positive.
class NashGoal : public Goal {
public:
    NashGoal(const Separable& space, const Reduced& reduced, std::vector<double> weight);

    [[nodiscard]] double bound(const std::vector<double>& lambda, double support) const override;
    void needs(double target, const Lanes& lanes, std::vector<double>& need) const override;
    [[nodiscard]] double soft(const std::vector<double>& gains) const override;

protected:
    [[nodiscard]] bool acceptable(const std::vector<int128>& gains) const override;
    [[nodiscard]] int order(const std::vector<int128>& gains) const override;
    [[nodiscard]] double value(const std::vector<int128>& gains) const override;

private:
    std::vector<double> weight_;
    double total_ = 0;
    bool whole_ = true;
    std::vector<std::size_t> in_;       // parties with positive weight
    std::vector<std::size_t> factors_;  // the same, as often as a whole weight says
};

}  // namespace entente::settle
