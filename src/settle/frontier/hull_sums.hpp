// Maximal sums of two lists of two parties, found along the edges of their hulls: what lies far below an
// edge is never looked at. Two lists of a million options each have 10^12 sums; a few million lie near an
// edge.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "entente/model/exact.hpp"
#include "settle/frontier/maxima.hpp"

namespace entente::settle {

/// A list of two parties: rows (x, y), x falling and y rising, with the corners of its upper right hull.
class HullList {
public:
    explicit HullList(std::span<const std::int64_t> rows) : rows_(rows), size_(rows.size() / 2) {
        for (std::size_t i = 0; i < size_; ++i) {
            while (hull_.size() > 1 && below(hull_[hull_.size() - 2], hull_.back(), i)) hull_.pop_back();
            hull_.push_back(static_cast<std::uint32_t>(i));
        }
    }

    [[nodiscard]] const std::int64_t* row(std::size_t i) const { return rows_.data() + 2 * i; }
    [[nodiscard]] std::int64_t x(std::size_t i) const { return rows_[2 * i]; }
    [[nodiscard]] std::int64_t y(std::size_t i) const { return rows_[2 * i + 1]; }
    /// Indices of the rows on the hull, those inside an edge included.
    [[nodiscard]] std::span<const std::uint32_t> hull() const { return hull_; }
    /// How far row `i` lies below the line of direction (-dx, dy) through row `at`.
    [[nodiscard]] int128 loss(std::size_t i, std::size_t at, int128 dx, int128 dy) const {
        return dy * (x(at) - x(i)) + dx * (y(at) - y(i));
    }

    /// Rows that lie at most `most` below the line of direction (-dx, dy), which touches the hull at its
    /// corner number `corner`. \return how many rows were looked at
    std::size_t near(std::size_t corner, int128 dx, int128 dy, int128 most,
                     std::vector<std::uint32_t>& found) const {
        found.clear();
        const std::size_t at = hull_[corner];
        const auto far = [&](std::size_t c) { return loss(hull_[c], at, dx, dy) > most; };
        // Losses rise along the hull to either side; a row inside an edge loses more than the better of its
        // ends.
        std::size_t first = corner;
        while (first > 0 && !far(first)) --first;
        std::size_t last = corner;
        while (last + 1 < hull_.size() && !far(last)) ++last;
        for (std::size_t i = hull_[first]; i <= hull_[last]; ++i) {
            if (loss(i, at, dx, dy) <= most) found.push_back(static_cast<std::uint32_t>(i));
        }
        return hull_[last] - hull_[first] + 1;
    }

    /// The rows with x in [least, below) and y at least `floor`: [first, last).
    [[nodiscard]] std::pair<std::size_t, std::size_t> window(int128 least, int128 below,
                                                             int128 floor) const {
        const std::size_t first =
            count_while(0, [&](std::size_t i) { return x(i) >= below || y(i) < floor; });
        return {first, count_while(first, [&](std::size_t i) { return x(i) >= least; })};
    }

private:
    std::span<const std::int64_t> rows_;
    std::size_t size_;
    std::vector<std::uint32_t> hull_;

    /// The first index from `from` on at which `holds`, true and then false along the list, is false.
    template <class Holds>
    [[nodiscard]] std::size_t count_while(std::size_t from, Holds&& holds) const {
        for (std::size_t end = size_; from < end;) {
            const std::size_t middle = from + (end - from) / 2;
            if (holds(middle))
                from = middle + 1;
            else
                end = middle;
        }
        return from;
    }
    /// Does row b lie strictly below the line from a to c?
    [[nodiscard]] bool below(std::size_t a, std::size_t b, std::size_t c) const {
        return int128{y(b) - y(a)} * (x(a) - x(c)) < int128{y(c) - y(a)} * (x(a) - x(b));
    }
};

/// The maxima of all sums of a row of `a` and a row of `b`, by falling x: keep(i, j, row) for the first
/// pair of each and tie(i, j) for every other pair with the same sum; both return false to stop early.
/// allow(candidates) is asked before so many sums are looked at, and after so many rows were.
///
/// The hull of the sums is made of the edges of both hulls by falling steepness (the Minkowski sum of
/// convex polygons). Between two neighbours V and W on it a maximal sum has x above W's and y above V's, so
/// that it lies within their triangle: either of its rows loses no more on the edge's direction than the
/// triangle is high. Rows that do come from a walk to both sides of where the edge touches their hull.
///
/// \pre both lists are maximal, distinct, by falling x, not empty; spans of coordinates below 2^62
/// \return false where stopped early
/// \cost for lists near their hulls about the number of sums near it; at worst all sums
template <class Allow, class Keep, class Tie>
bool maxima_of_sums(const HullList& a, const HullList& b, Allow&& allow, Keep&& keep, Tie&& tie) {
    using Units = std::int64_t;
    const std::size_t ends[2] = {a.hull().size() - 1, b.hull().size() - 1};
    std::size_t corner[2] = {0, 0};
    const HullList* lists[2] = {&a, &b};
    std::vector<std::uint32_t> near[2];
    std::vector<Run<Units>> runs;
    std::vector<std::size_t> begins;
    std::vector<std::uint32_t> picks;

    // The sums with x in [least, below) and y at least floor that rows in near[chosen] and any of the other
    // list make.
    const auto sweep = [&](std::size_t chosen, int128 least, int128 below, int128 floor) {
        const HullList& picked = *lists[chosen];
        const HullList& other = *lists[1 - chosen];
        runs.clear();
        begins.clear();
        picks.clear();
        std::uint64_t candidates = 0;
        for (const std::uint32_t pick : near[chosen]) {
            const auto [first, last] =
                other.window(least - picked.x(pick), below - picked.x(pick), floor - picked.y(pick));
            if (first >= last) continue;
            runs.push_back({other.row(first), last - first, picked.row(pick)});
            begins.push_back(first);
            picks.push_back(pick);
            candidates += last - first;
        }
        if (!allow(candidates)) return false;
        const auto pair = [&](auto&& call, std::size_t run, std::size_t index, auto... row) {
            const std::size_t in_other = begins[run] + index;
            return chosen == 0 ? call(std::size_t{picks[run]}, in_other, row...)
                               : call(in_other, std::size_t{picks[run]}, row...);
        };
        return maxima_of_runs<Units>(
            2, runs,
            [&](std::size_t run, std::size_t index, const Units* row) {
                return pair(keep, run, index, row);
            },
            [&](std::size_t run, std::size_t index) { return pair(tie, run, index); });
    };

    int128 top_x = int128{a.x(0)} + b.x(0);
    int128 top_y = int128{a.y(0)} + b.y(0);
    // The first point itself: windows leave their upper end out.
    const Units start[2] = {static_cast<Units>(top_x), static_cast<Units>(top_y)};
    if (!keep(std::size_t{0}, std::size_t{0}, start)) return false;
    while (corner[0] < ends[0] || corner[1] < ends[1]) {
        const auto step = [&](std::size_t list, std::size_t at) {
            const HullList& l = *lists[list];
            const std::size_t from = l.hull()[at];
            const std::size_t to = l.hull()[at + 1];
            return std::pair<int128, int128>{int128{l.x(from)} - l.x(to), int128{l.y(to)} - l.y(from)};
        };
        std::size_t own = corner[0] < ends[0] ? 0 : 1;
        if (corner[0] < ends[0] && corner[1] < ends[1]) {
            const auto [ax, ay] = step(0, corner[0]);
            const auto [bx, by] = step(1, corner[1]);
            own = ay * bx >= by * ax ? 0 : 1;  // the steeper edge first
        }
        // All steps of one direction make an edge; its triangles are as high as the longest step says.
        const auto [dx, dy] = step(own, corner[own]);
        std::size_t end = corner[own] + 1;
        int128 widest = dx;
        for (; end < ends[own]; ++end) {
            const auto [x, y] = step(own, end);
            if (y * dx != dy * x) break;
            widest = std::max(widest, x);
        }
        const HullList& list = *lists[own];
        const int128 end_x = top_x - (int128{list.x(list.hull()[corner[own]])} - list.x(list.hull()[end]));
        const int128 end_y = top_y + (int128{list.y(list.hull()[end])} - list.y(list.hull()[corner[own]]));
        const int128 most = dy * widest;
        std::uint64_t looked = 0;
        for (const std::size_t one : {0, 1})
            looked += lists[one]->near(corner[one], dx, dy, most, near[one]);
        if (!allow(looked)) return false;
        if (!sweep(near[0].size() < near[1].size() ? 0 : 1, end_x, top_x, top_y + 1)) return false;
        corner[own] = end;
        top_x = end_x;
        top_y = end_y;
    }
    return true;
}

}  // namespace entente::settle
