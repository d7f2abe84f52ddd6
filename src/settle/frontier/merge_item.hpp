// A group of issues with the frontier of its own selections: what merge() adds one after the other.
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <stop_token>
#include <string>
#include <vector>

#include "settle/count/big.hpp"
#include "settle/frontier/maxima.hpp"
#include "settle/frontier/merge.hpp"

namespace entente::settle {

/// A tie count in one word that remembers whether it ever overflowed.
struct WordCount {
    std::uint64_t value = 1;
    static inline thread_local bool overflow = false;

    WordCount() = default;
    explicit WordCount(std::uint64_t v) : value(v) {}
    WordCount& operator+=(const WordCount& other) {
        if (__builtin_add_overflow(value, other.value, &value)) overflow = true;
        return *this;
    }
    friend WordCount operator*(const WordCount& a, const WordCount& b) {
        WordCount result;
        if (__builtin_mul_overflow(a.value, b.value, &result.value)) overflow = true;
        return result;
    }
    [[nodiscard]] BigCount big() const { return BigCount(value); }
};

/// The same without limit.
struct WideCount {
    BigCount value = BigCount(1);

    WideCount() = default;
    explicit WideCount(std::uint64_t v) : value(v) {}
    WideCount& operator+=(const WideCount& other) {
        value += other.value;
        return *this;
    }
    friend WideCount operator*(const WideCount& a, const WideCount& b) {
        WideCount result;
        result.value = a.value * b.value;
        return result;
    }
    [[nodiscard]] const BigCount& big() const { return value; }
};

/// No counting.
struct NoCount {
    NoCount() = default;
    explicit NoCount(std::uint64_t) {}
    NoCount& operator+=(const NoCount&) { return *this; }
    friend NoCount operator*(const NoCount&, const NoCount&) { return {}; }
    [[nodiscard]] BigCount big() const { return {}; }
};

template <class Units, class Count>
struct Item {
    std::vector<std::uint32_t> issues;  ///< ascending
    std::vector<Units> rows;            ///< descending, nondominated, distinct
    std::vector<Count> counts;
    std::vector<std::uint32_t> picks;  ///< size() * issues.size() choices: the first selection of each row
    std::vector<std::uint32_t> rank;   ///< position of its picks among those of the item

    [[nodiscard]] std::size_t size() const { return counts.size(); }
    void rank_picks() {
        std::vector<std::uint32_t> order(size());
        std::iota(order.begin(), order.end(), 0u);
        const std::size_t width = issues.size();
        std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            const std::uint32_t* x = picks.data() + a * width;
            const std::uint32_t* y = picks.data() + b * width;
            return std::lexicographical_compare(x, x + width, y, y + width);
        });
        rank.resize(size());
        for (std::size_t i = 0; i < order.size(); ++i) rank[order[i]] = static_cast<std::uint32_t>(i);
    }
};

/// What merging may spend, and why it stopped.
struct MergeBudget {
    MergeOptions options;
    std::uint64_t memory = 0;
    std::stop_token stop;
    std::uint64_t work = 0;
    MergeEnd end = MergeEnd::complete;

    /// Asks before `rows` candidates of `bytes` each in all are looked at.
    bool allows(std::uint64_t rows, std::uint64_t bytes) {
        work += rows;
        if (stop.stop_requested()) end = MergeEnd::cancelled;
        if (work > options.work_limit) end = MergeEnd::work_limit;
        if (bytes > memory) end = MergeEnd::memory;
        return end == MergeEnd::complete;
    }
    /// Asks as points are kept.
    bool keeps(std::size_t points) {
        if (points > options.point_limit) end = MergeEnd::point_limit;
        if (points % 4096 == 0 && stop.stop_requested()) end = MergeEnd::cancelled;
        return end == MergeEnd::complete;
    }
};

/// Copies of a choice less the factor that all choices of its issue share.
template <class Units>
std::uint64_t own_copies(const Problem<Units>& problem, std::size_t issue, std::size_t choice) {
    std::uint64_t shared = 0;
    for (const Choice& c : problem.choices[issue]) shared = std::gcd(shared, std::uint64_t{c.copies});
    return problem.choices[issue][choice].copies / std::max<std::uint64_t>(shared, 1);
}

/// The item of an issue that no clause touches.
template <class Units, class Count>
Item<Units, Count> issue_item(const Problem<Units>& problem, std::uint32_t issue) {
    const std::size_t n = problem.parties;
    const Units* value = problem.value[issue].data();
    std::vector<std::uint32_t> order(problem.choices[issue].size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        for (std::size_t j = 0; j < n; ++j) {
            if (value[a * n + j] != value[b * n + j]) return value[a * n + j] > value[b * n + j];
        }
        return a < b;
    });
    std::vector<Units> rows;
    rows.reserve(order.size() * n);
    for (std::uint32_t c : order) rows.insert(rows.end(), value + c * n, value + (c + 1) * n);
    std::uint64_t shared = 0;
    for (const Choice& c : problem.choices[issue]) shared = std::gcd(shared, std::uint64_t{c.copies});
    const auto copies = [&](std::size_t index) {
        return Count(problem.choices[issue][order[index]].copies / std::max<std::uint64_t>(shared, 1));
    };
    Item<Units, Count> item;
    item.issues = {issue};
    maxima_of_runs<Units>(
        n, {{rows.data(), order.size(), nullptr}},
        [&](std::size_t, std::size_t index, const Units* row) {
            item.rows.insert(item.rows.end(), row, row + n);
            item.counts.push_back(copies(index));
            item.picks.push_back(order[index]);
            return true;
        },
        [&](std::size_t, std::size_t index) {
            item.counts.back() += copies(index);
            return true;
        });
    item.rank_picks();
    return item;
}

}  // namespace entente::settle
