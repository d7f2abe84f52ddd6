// How much of its weight an actor throws in: one formula for each voting rule, for loops over actors.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "entente/stakeholders/smp.hpp"

namespace entente::stakeholders {

/// +1 and -1, with a slope between so that round-off cannot decide.
inline double binary_response(double du) {
    const double response = du / 1e-8;
    return response > 1 ? 1 : response < -1 ? -1 : response;
}

/// \param du utility of the first less that of the second \return above 0: for the first
template <VotingRule rule>
inline double vote(double weight, double du) {
    if constexpr (rule == VotingRule::binary) {
        return weight * binary_response(du);
    } else if constexpr (rule == VotingRule::prop_bin) {
        return weight * ((1 - 0.2) * du + 0.2 * binary_response(du));
    } else if constexpr (rule == VotingRule::prop) {
        return weight * du;
    } else if constexpr (rule == VotingRule::prop_cbc) {
        return weight * ((1 - 0.5) * du + 0.5 * (du * du * du));
    } else if constexpr (rule == VotingRule::cubic) {
        return weight * (du * du * du);
    } else {
        return du < 0 ? weight * du : (2.0 * weight * du) / 3.0;
    }
}

/// Calls f with the rule as a constant, so that inner loops have no branch on it.
template <class F>
decltype(auto) with_rule(VotingRule rule, F&& f) {
    switch (rule) {
        case VotingRule::binary:
            return f.template operator()<VotingRule::binary>();
        case VotingRule::prop_bin:
            return f.template operator()<VotingRule::prop_bin>();
        case VotingRule::prop:
            return f.template operator()<VotingRule::prop>();
        case VotingRule::prop_cbc:
            return f.template operator()<VotingRule::prop_cbc>();
        case VotingRule::cubic:
            return f.template operator()<VotingRule::cubic>();
        case VotingRule::asym_prosp:
            break;
    }
    return f.template operator()<VotingRule::asym_prosp>();
}

/// The part of a number above 0, and below it, both exact and without a branch: loops run in lanes.
inline double above(double x) { return (x + std::abs(x)) / 2; }
inline double below(double x) { return (std::abs(x) - x) / 2; }

/// Utility at a distance for an attitude to risk: 1 at 0, 0 at 1; beyond 1 linear.
inline double utility(double distance, double risk) {
    return (1 - distance) * (1 + std::min(distance, 1.0) * risk);
}

/// Adds the votes in order to the two sides: the sums are those of the published code, bit by bit.
/// \param room 2 x count numbers
inline void add_votes(const double* votes, std::size_t count, double* room, double& plus, double& minus) {
    double* const up = room;
    double* const down = room + count;
    for (std::size_t k = 0; k < count; ++k) {
        up[k] = above(votes[k]);
        down[k] = below(votes[k]);
    }
    for (std::size_t k = 0; k < count; ++k) {
        plus += up[k];
        minus += down[k];
    }
}

}  // namespace entente::stakeholders
