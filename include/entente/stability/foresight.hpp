// Deciders that look several moves ahead.
#pragma once

#include <string>
#include <vector>

#include "entente/stability/model.hpp"

namespace entente::stability {

/// Limited-move stability of two deciders.
struct Foresight {
    bool judged = false;
    std::string why_not;                         ///< a sentence, where it was not
    std::vector<std::size_t> movers;             ///< the two deciders
    std::vector<std::vector<State>> equilibria;  ///< [h - 1]: stable for both at horizon h
    /// [mover][h - 1]: states stable for that mover
    std::vector<std::vector<std::vector<State>>> stable;
    std::vector<State> non_myopic;  ///< stable for both at every large enough horizon
    bool settled = false;           ///< the anticipations repeat, so that `non_myopic` is proved
    std::uint32_t settles_at = 0;   ///< from this horizon on they repeat
    std::uint32_t period = 0;       ///< after so many horizons
    bool ties = false;  ///< a mover was indifferent between best moves somewhere: the first state was taken
};

struct ForesightOptions {
    std::uint32_t horizons = 6;         ///< listed
    std::uint32_t most_horizons = 400;  ///< searched for the repetition
    double move_limit = 4e9;            ///< moves looked at in all
};

/// Limited-move stability L_h and its limit (non-myopic stability) where exactly two deciders can move.
/// Who moves at s anticipates the end state: G_0(s) = s; G_h(i, s) is s where i cannot move or does not
/// gain by moving to its best M (by what the other makes of it, G_{h-1}(j, M)), else that end state.
/// Published extensions to more deciders disagree with each other, so there is none here.
/// \source Kilgour, "Anticipation and stability in two-person non-cooperative games" (1985); Fang, Hipel,
/// Kilgour (1993), ch. 3 \check tests/conformance/stability_golden_test.cpp
[[nodiscard]] Foresight foresee(const Model& model, const ForesightOptions& options = {},
                                const RunOptions& run = {});

}  // namespace entente::stability
