// Walks the states of a space lever by lever.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "entente/stability/model.hpp"

namespace entente::stability {

/// Calls `visit(state, digit)` for every state, `digit` the option of `lever` there.
/// \param radix options per lever \cost no division where every combination is feasible
template <class Visit>
void for_each_digit(const std::vector<std::uint32_t>& radix, const Feasible& feasible, std::size_t lever,
                    Visit&& visit) {
    std::uint64_t stride = 1;
    for (std::size_t l = 0; l < lever; ++l) stride *= radix[l];
    const std::uint64_t r = radix[lever];
    if (feasible.all) {
        std::uint64_t state = 0;
        while (state < feasible.count) {
            for (std::uint32_t digit = 0; digit < r; ++digit)
                for (std::uint64_t k = 0; k < stride; ++k) visit(state++, digit);
        }
    } else if (std::has_single_bit(r) && std::has_single_bit(stride)) {
        const int shift = std::countr_zero(stride);
        for (std::size_t s = 0; s < feasible.codes.size(); ++s)
            visit(s, static_cast<std::uint32_t>(feasible.codes[s] >> shift & (r - 1)));
    } else {
        for (std::size_t s = 0; s < feasible.codes.size(); ++s)
            visit(s, static_cast<std::uint32_t>(feasible.codes[s] / stride % r));
    }
}

/// sum[s]: what the options of state s add up to, lever by lever. \param adds [lever][option]; a line is
/// empty where no option adds anything
template <class Number>
void sum_options(const std::vector<std::vector<Number>>& adds, const std::vector<std::uint32_t>& radix,
                 const Feasible& feasible, std::vector<Number>& sum) {
    sum.assign(static_cast<std::size_t>(feasible.count), Number{0});
    if (feasible.all) {  // the states of the levers so far, once for every option of the next
        std::size_t length = 1;
        for (std::size_t l = 0; l < radix.size(); ++l) {
            for (std::size_t o = radix[l]; o-- > 0;) {
                const Number add = adds[l].empty() ? Number{0} : adds[l][o];
                for (std::size_t k = 0; k < length; ++k) sum[o * length + k] = sum[k] + add;
            }
            length *= radix[l];
        }
        return;
    }
    for (std::size_t l = 0; l < radix.size(); ++l) {
        const std::vector<Number>& line = adds[l];
        if (std::all_of(line.begin(), line.end(), [](Number add) { return add == 0; })) continue;
        for_each_digit(radix, feasible, l,
                       [&](std::uint64_t s, std::uint32_t digit) { sum[s] += line[digit]; });
    }
}

/// The option counts of a space. \pre its product stays below 2^63
[[nodiscard]] std::vector<std::uint32_t> radix_of(const Space& space);

/// truth[s]: whether every condition holds in state s.
void truth_of(const Conjunction& all, const std::vector<std::uint32_t>& radix, const Feasible& feasible,
              std::vector<char>& truth);

}  // namespace entente::stability
