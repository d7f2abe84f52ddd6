// Searches over option-form models that cover each group of states once instead of walking every move.
#pragma once

#include <cstdint>
#include <vector>

#include "stability/model/layout.hpp"

namespace entente::stability {

/// How much of each of a decider's groups a search has covered. Whatever is covered stays covered, and a
/// group covered to some level has everything past it covered to that level, so that no state and no
/// group is looked at again for nothing.
class Cover {
public:
    Cover(const Layout& layout, const std::vector<std::uint32_t>& rank) : layout_(&layout), rank_(&rank) {}

    /// \param forward the search runs along the moves (else against them)
    void reset(bool improving, bool forward) {
        level_.assign(layout_->groups(), 0);
        if (!improving) return;
        if (forward) {
            edge_.assign(layout_->begin.begin(), layout_->begin.end() - 1);
        } else {
            edge_.assign(layout_->begin.begin() + 1, layout_->begin.end());
        }
    }

    /// Calls `reached(state)` for each state not yet covered that the decider can move to from `state`
    /// (kForward), or from which it can move to `state`; kImproving: where that betters it.
    template <bool kImproving, bool kForward, class Reached>
    void extend(State state, Reached&& reached) {
        const std::vector<std::uint32_t>& rank = *rank_;
        const std::uint32_t own = rank[state];
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
                std::uint32_t& k = edge_[g];
                while (k < last && rank[layout_->order[k]] > own) reached(layout_->order[k++]);
            } else {
                std::uint32_t& k = edge_[g];
                while (k > first && rank[layout_->order[k - 1]] < own) reached(layout_->order[--k]);
            }
            return true;
        });
    }

private:
    const Layout* layout_;
    const std::vector<std::uint32_t>* rank_;
    std::vector<std::uint32_t> level_;  ///< [group]
    std::vector<std::uint32_t> edge_;   ///< [group]: where the covered end of its order begins
    std::vector<std::uint32_t> stack_;
};

}  // namespace entente::stability
