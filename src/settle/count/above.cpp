#include "settle/count/above.hpp"

#include <algorithm>
#include <numeric>

namespace entente::settle {

std::optional<Above> Above::of(const Separable& space, std::size_t party, std::size_t most_rows) {
    constexpr int128 kWide = int128{1} << 61;
    Above made;
    made.base_ = space.constants[party];
    for (auto& half : made.halves_) half.push_back({0, 1});
    std::vector<std::size_t> order(space.groups.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return space.groups[a].size() < space.groups[b].size();
    });
    int128 reach = 0;
    std::uint64_t outcomes = 1;  // as 64 bits hold all of them, they hold the ways of any list
    for (const SeparableGroup& group : space.groups) {
        std::uint64_t ways = 0;
        for (const std::uint64_t copies : group.copies) {
            if (__builtin_add_overflow(ways, copies, &ways)) return std::nullopt;
        }
        if (__builtin_mul_overflow(outcomes, ways, &outcomes)) return std::nullopt;
    }
    std::vector<Row> all;
    for (const std::size_t g : order) {
        const SeparableGroup& group = space.groups[g];
        int128 least = space.value(g, 0)[party];
        int128 most = least;
        for (std::size_t o = 1; o < group.size(); ++o) {
            least = std::min(least, space.value(g, o)[party]);
            most = std::max(most, space.value(g, o)[party]);
        }
        made.base_ += least;
        reach += most - least;
        if (reach >= kWide) return std::nullopt;
        auto& half = made.halves_[made.halves_[0].size() <= made.halves_[1].size() ? 0 : 1];
        // Far more sums than rows that may stay: hardly any of them could be equal.
        constexpr std::size_t kMostEqual = 16;
        if (half.size() * group.size() > kMostEqual * most_rows) return std::nullopt;
        all.clear();
        for (std::size_t o = 0; o < group.size(); ++o) {
            const auto add = static_cast<std::int64_t>(space.value(g, o)[party] - least);
            for (const Row& row : half) all.push_back({row.sum + add, row.ways * group.copies[o]});
        }
        std::sort(all.begin(), all.end(), [](const Row& a, const Row& b) { return a.sum < b.sum; });
        half.clear();
        for (const Row& row : all) {
            if (half.empty() || half.back().sum != row.sum)
                half.push_back(row);
            else
                half.back().ways += row.ways;
        }
        if (made.halves_[0].size() + made.halves_[1].size() > most_rows) return std::nullopt;
    }
    return made;
}

BigCount Above::at_least(int128 gain) const {
    const int128 need = gain - base_;
    const auto& [first, second] = halves_;
    uint128 total = 0;
    std::uint64_t reached = 0;
    std::size_t from = second.size();  // rows from here on are large enough
    for (const Row& row : first) {
        while (from > 0 && int128{row.sum} + second[from - 1].sum >= need) reached += second[--from].ways;
        total += uint128{row.ways} * reached;
    }
    return BigCount::from(total);
}

}  // namespace entente::settle
