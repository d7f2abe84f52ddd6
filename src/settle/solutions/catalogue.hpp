// Which bargaining solutions there are, under which names and in which order.
#pragma once

#include <optional>
#include <vector>

#include "entente/settle/settle.hpp"
#include "settle/solutions/choose.hpp"

namespace entente::settle {

/// Calls `add(name, choose)` for each solution that applies; `choose()` finds it in the bargain, which must
/// then have a point. \param reference units of the reference outcome, where there is one
template <class Units, class Add>
void for_each_solution(const Bargain<Units>& bargain, const std::vector<double>& nash_weights,
                       const std::optional<std::vector<Units>>& reference, Add&& add) {
    add("nash", [&] { return nash(bargain, {}); });
    if (!nash_weights.empty()) add("weighted_nash", [&] { return nash(bargain, nash_weights); });
    add("kalai_smorodinsky", [&] { return kalai_smorodinsky(bargain); });
    add("egalitarian", [&] { return egalitarian(bargain); });
    add("leximin", [&] { return egalitarian(bargain); });
    add("utilitarian", [&] { return utilitarian(bargain); });
    if (reference) add("gupta_livne", [&] { return gupta_livne(bargain, *reference); });
    add("raiffa", [&] { return raiffa(bargain); });
}

}  // namespace entente::settle
