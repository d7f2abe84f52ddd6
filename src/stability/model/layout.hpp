// How a decider sees the states of an option-form model: who can reach whom in one of its moves.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "entente/stability/model.hpp"

namespace entente::stability {

/// States that a decider can move among freely form a group; groups that differ only in levers that it
/// moves one way form a class. Within a class, group h is reachable from g where h is at or above g on
/// every one-way lever (a "down" lever is counted backwards).
///
/// A group's number is class * depth + height, `depth` the product of the one-way levers' option counts;
/// where so many groups would be mostly empty (`sparse`), groups are numbered without gaps instead and
/// heights are stored.
struct Layout {
    std::vector<std::uint32_t> group;  ///< [state]
    std::vector<std::uint32_t> begin;  ///< [groups + 1], into `order`
    std::vector<State> order;          ///< states by group, within it by falling rank
    std::vector<std::uint32_t> ranks;  ///< of the states in `order`, side by side with it
    std::vector<std::uint32_t> axis_radix;
    std::vector<std::uint32_t> axis_stride;
    std::uint32_t depth = 1;
    bool sparse = false;
    std::vector<std::uint32_t> class_of;     ///< sparse: [group]
    std::vector<std::uint32_t> class_begin;  ///< sparse: [classes + 1], into the groups
    std::vector<std::uint64_t> height;       ///< sparse: [group]

    [[nodiscard]] std::size_t groups() const { return begin.size() - 1; }
    [[nodiscard]] bool one_way() const { return !axis_radix.empty(); }

    /// Sparse: whether height `high` is at or above `low` on every one-way lever.
    [[nodiscard]] bool at_or_above(std::uint64_t high, std::uint64_t low) const {
        for (const std::uint32_t radix : axis_radix) {
            if (high % radix < low % radix) return false;
            high /= radix;
            low /= radix;
        }
        return true;
    }

    /// Calls `visit(group)` for `from` and the groups above it (kUp) or below it, nearer ones first.
    /// Where `visit` returns false, the search goes no further past that group: right where whatever
    /// makes it return false holds of all groups past it too.
    template <bool kUp, class Visit>
    void spread(std::uint32_t from, std::vector<std::uint32_t>& stack, Visit&& visit) const {
        if (!visit(from) || axis_radix.empty()) return;
        if (sparse) {
            const std::uint32_t c = class_of[from];
            for (std::uint32_t g = class_begin[c]; g < class_begin[c + 1]; ++g) {
                if (g == from) continue;
                const bool past =
                    kUp ? at_or_above(height[g], height[from]) : at_or_above(height[from], height[g]);
                if (past) visit(g);
            }
            return;
        }
        stack.assign(1, from);
        while (!stack.empty()) {
            const std::uint32_t g = stack.back();
            stack.pop_back();
            const std::uint32_t place = g % depth;
            for (std::size_t a = 0; a < axis_radix.size(); ++a) {
                const std::uint32_t digit = place / axis_stride[a] % axis_radix[a];
                if (kUp ? digit + 1 >= axis_radix[a] : digit == 0) continue;
                const std::uint32_t next = kUp ? g + axis_stride[a] : g - axis_stride[a];
                if (visit(next)) stack.push_back(next);
            }
        }
    }

    /// The groups at or above `from`, each once.
    void groups_above(std::uint32_t from, std::vector<std::uint32_t>& found) const {
        found.assign(1, from);
        if (axis_radix.empty()) return;
        if (sparse) {
            const std::uint32_t c = class_of[from];
            for (std::uint32_t g = class_begin[c]; g < class_begin[c + 1]; ++g)
                if (g != from && at_or_above(height[g], height[from])) found.push_back(g);
            return;
        }
        const std::uint32_t place = from % depth;
        for (std::size_t a = 0; a < axis_radix.size(); ++a) {
            const std::size_t so_far = found.size();
            const std::uint32_t room = axis_radix[a] - 1 - place / axis_stride[a] % axis_radix[a];
            for (std::uint32_t up = 1; up <= room; ++up)
                for (std::size_t k = 0; k < so_far; ++k) found.push_back(found[k] + up * axis_stride[a]);
        }
    }

    /// Calls `visit(state)` for every state that the decider can move to from `state` (in one move).
    template <class Visit>
    void for_each_move(State state, std::vector<std::uint32_t>& found, Visit&& visit) const {
        groups_above(group[state], found);
        for (const std::uint32_t g : found)
            for (std::uint32_t k = begin[g]; k < begin[g + 1]; ++k)
                if (order[k] != state) visit(order[k]);
    }
};

/// A decider's view of an option-form model. \cost linear in states * levers (sorting where sparse)
[[nodiscard]] Layout make_layout(const Model& model, std::size_t decider);

/// Views of all deciders.
[[nodiscard]] std::vector<Layout> make_layouts(const Model& model, const RunOptions& run);

/// out[s] = the largest value among s and the states that the decider can move to from s.
void reach_max(const Layout& layout, const std::vector<std::uint32_t>& value,
               std::vector<std::uint32_t>& out);

/// States by rising value, equal ones by number. \param top the largest value
void sort_by_value(const std::vector<std::uint32_t>& value, std::vector<State>& sorted);

/// What a model of so many states and its judgement take, in bytes.
[[nodiscard]] inline double bytes_to_judge(std::size_t states, std::size_t deciders) {
    return static_cast<double>(states) * (20.0 * static_cast<double>(deciders) + 40.0);
}

}  // namespace entente::stability
