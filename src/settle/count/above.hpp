// How many outcomes give one party at least so much, asked again and again.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "settle/count/big.hpp"
#include "settle/problem/separable.hpp"

namespace entente::settle {

/// Meets in the middle once: what each half of the groups can add up to, in order, equal sums joined. A
/// question then walks through both lists once.
class Above {
public:
    /// \param most_rows of both lists together \return nothing where that is not enough, or 61 bits are not
    [[nodiscard]] static std::optional<Above> of(const Separable& space, std::size_t party,
                                                 std::size_t most_rows);
    /// \return how many outcomes gain the party `gain` units or more \cost linear in both lists
    /// \check Above.CountsAsLookingAtEveryOutcomeDoes
    [[nodiscard]] BigCount at_least(int128 gain) const;

private:
    struct Row {
        std::int64_t sum;
        std::uint64_t ways;
    };
    int128 base_ = 0;  ///< what the party gains where both sums are 0
    std::vector<Row> halves_[2];
};

}  // namespace entente::settle
