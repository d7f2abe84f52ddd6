// A bargaining solution as one record: its names, when it applies, which point of a frontier it takes, and
// what a method that has no frontier must look for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "entente/settle/settle.hpp"
#include "entente/settle/solutions.hpp"
#include "settle/search/points.hpp"
#include "settle/solutions/choose.hpp"
#include "settle/solutions/ranks.hpp"

namespace entente::settle {

/// What a solution chooses on.
template <class Units>
struct Ground {
    const Bargain<Units>& bargain;
    const std::vector<double>& nash_weights;             ///< empty: none were given
    const std::optional<std::vector<Units>>& reference;  ///< units of the reference outcome
    const Ranks<Units>* ranks = nullptr;                 ///< none: ranks are not known
    bool complete = true;  ///< the bargain holds the whole frontier of the zone
};

/// One function for both widths of whole numbers, made from a generic function without captures.
template <class Result>
class OnGround {
public:
    OnGround() = default;
    template <class F>
        requires std::is_empty_v<F>
    OnGround(F)  // NOLINT(google-explicit-constructor): a record names its functions directly
        : narrow_([](const Ground<std::int64_t>& ground) -> Result { return F{}(ground); }),
          wide_([](const Ground<int128>& ground) -> Result { return F{}(ground); }) {}

    [[nodiscard]] Result operator()(const Ground<std::int64_t>& ground) const { return narrow_(ground); }
    [[nodiscard]] Result operator()(const Ground<int128>& ground) const { return wide_(ground); }
    explicit operator bool() const { return narrow_ != nullptr; }

private:
    Result (*narrow_)(const Ground<std::int64_t>&) = nullptr;
    Result (*wide_)(const Ground<int128>&) = nullptr;
};

/// What is known before a solution is looked for point by point.
struct Prospect {
    const PointWishes& wishes;
    std::vector<int128> ideal;         ///< each party's best gain over the zone, as far as it was found
    std::vector<std::uint8_t> proved;  ///< per party: nothing in the zone is better
    PointUnits points;                 ///< gain units of one common number of points; empty: there are none

    [[nodiscard]] bool gainful() const;        ///< somebody can gain
    [[nodiscard]] bool ideals_proved() const;  ///< of all parties
};

/// What a look for a solution found: points from which the solution's own choice takes the best one.
struct Sought {
    std::vector<Located> points;
    bool found = true;        ///< false: neither found nor ruled out
    double gap = 0;           ///< how far the objective may lie below the best one
    bool ties_known = false;  ///< every point that is exactly as good is among `points`
};

/// How near every outcome is to a listed one, for the gap of a solution chosen from a list with gaps.
struct Nearness {
    const std::vector<double>& within;  ///< points per party
    const std::vector<double>& gains;   ///< of the point chosen, points
    const std::vector<double>& ideal;   ///< ideal gains, points
    const std::vector<double>& nash_weights;
};

struct SolutionRecord {
    SolutionText text;
    /// Whether the options ask for it; unset: always.
    bool (*asked)(const SettleOptions&) = nullptr;
    /// Which point it takes, or why it is not defined there. \pre the bargain has a point
    OnGround<Choosing> choose{};
    /// Looks for it without a frontier. \pre there is a zone
    Sought (*seek)(PointSolver&, const Prospect&) = nullptr;
    /// How far the objective may lie below the best one where outcomes are only near to listed ones; unset:
    /// that is not known.
    double (*gap)(const Nearness&) = nullptr;
};

/// All solutions, in the order of results.
[[nodiscard]] std::vector<const SolutionRecord*> solution_records();

/// Adds a record to the catalogue for as long as it lives. Not while an analysis runs.
class AddedSolution {
public:
    explicit AddedSolution(const SolutionRecord& record);
    ~AddedSolution();
    AddedSolution(const AddedSolution&) = delete;
    AddedSolution& operator=(const AddedSolution&) = delete;

private:
    const SolutionRecord* record_;
};

}  // namespace entente::settle
