// Searches over option-form models that cover each group of states once instead of walking every move.
#pragma once

#include <cstdint>
#include <vector>

#include "stability/model/layout.hpp"
#include "stability/model/zeroed.hpp"

namespace entente::stability {

/// How much of each of a decider's groups a search has covered. Whatever is covered stays covered, and a
/// group covered to some level has everything past it covered to that level, so that no state and no
/// group is looked at again for nothing.
class Cover {
public:
    Cover(const Layout& layout, const std::vector<std::uint32_t>& rank) : layout_(&layout), rank_(&rank) {}

    void reset(bool improving) {
        level_.reset(layout_->groups());
        if (improving) passed_.reset(layout_->groups());
    }

    /// Calls `reached(state)` for each state not yet covered that the decider can move to from `state`
    /// (kForward), or from which it can move to `state`; kImproving: where that betters it.
    template <bool kImproving, bool kForward, class Reached>
    void extend(State state, Reached&& reached) {
        const std::uint32_t own = (*rank_)[state];
        // The larger, the more is covered: backward from a better state, forward from a worse one.
        const std::uint32_t strength = !kImproving ? 1u : kForward ? 0xffffffffu - own : own + 1u;
        layout_->template spread<kForward>(layout_->group[state], stack_, [&](std::uint32_t g) {
            if (level_[g] >= strength) return false;
            level_[g] = strength;
            const std::uint32_t first = layout_->begin[g];
            const std::uint32_t last = layout_->begin[g + 1];
            if constexpr (!kImproving) {
                for (std::uint32_t k = first; k < last; ++k) reached(layout_->order[k]);
            } else if constexpr (kForward) {
                std::uint32_t& passed = passed_[g];
                while (first + passed < last && layout_->ranks[first + passed] > own)
                    reached(layout_->order[first + passed++]);
            } else {
                std::uint32_t& passed = passed_[g];
                while (first + passed < last && layout_->ranks[last - passed - 1] < own)
                    reached(layout_->order[last - ++passed]);
            }
            return true;
        });
    }

private:
    const Layout* layout_;
    const std::vector<std::uint32_t>* rank_;
    Zeroed<std::uint32_t> level_;  ///< [group]
    Zeroed<std::uint32_t>
        passed_;  ///< [group]: states covered from the end of its order where searches begin
    std::vector<std::uint32_t> stack_;
};

}  // namespace entente::stability
