// Meet in the middle: every sum of one half against every sum of the other, by dominance counting.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "entente/core/parallel.hpp"
#include "entente/model/exact.hpp"
#include "settle/count/parts.hpp"

namespace entente::settle {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();
constexpr std::size_t kMostDimensions = 3;

/// Sums of one half: rows of D values with their number of ways, sorted by the first value.
template <std::size_t D>
struct Half {
    struct Row {
        std::int64_t value[D];
        std::uint64_t ways;
    };
    std::vector<Row> rows;
};

template <std::size_t D>
bool before(const typename Half<D>::Row& a, const typename Half<D>::Row& b) {
    return std::lexicographical_compare(a.value, a.value + D, b.value, b.value + D);
}

/// Equal neighbours become one row.
template <std::size_t D>
void unite(std::vector<typename Half<D>::Row>& rows) {
    std::size_t to = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (to > 0 && std::equal(rows[i].value, rows[i].value + D, rows[to - 1].value)) {
            rows[to - 1].ways += rows[i].ways;
        } else {
            rows[to++] = rows[i];
        }
    }
    rows.resize(to);
}

/// All sums of some groups, in lexicographic order: shifted copies of a sorted list, merged pair by pair.
template <std::size_t D>
Half<D> sums_of(const CountProblem& problem, const std::vector<std::size_t>& groups) {
    using Row = typename Half<D>::Row;
    Half<D> half;
    half.rows.push_back(Row{{}, 1});
    for (const std::size_t g : groups) {
        const CountGroup& group = problem.groups[g];
        const std::size_t size = half.rows.size();
        std::vector<Row> all;
        all.reserve(size * group.size());
        std::vector<std::size_t> ends{0};
        for (std::size_t o = 0; o < group.size(); ++o) {
            for (const Row& row : half.rows) {
                Row sum = row;
                for (std::size_t d = 0; d < D; ++d) sum.value[d] += group.values[o * D + d];
                sum.ways *= group.copies[o];
                all.push_back(sum);
            }
            ends.push_back(all.size());
        }
        while (ends.size() > 2) {
            std::vector<std::size_t> next{0};
            for (std::size_t e = 2; e < ends.size(); e += 2) {
                const auto at = [&](std::size_t i) {
                    return all.begin() + static_cast<std::ptrdiff_t>(ends[i]);
                };
                std::inplace_merge(at(e - 2), at(e - 1), at(e), before<D>);
                next.push_back(ends[e]);
            }
            if (ends.size() % 2 == 0) next.push_back(ends.back());
            ends = std::move(next);
        }
        unite<D>(all);
        half.rows = std::move(all);
    }
    return half;
}

/// Counts by position, prefix sums in logarithmic time.
class Fenwick {
public:
    explicit Fenwick(std::size_t size) : tree_(size + 1, 0) {}

    /// Adds many at once: first every place alone, then the sums. \pre nothing was added yet
    template <class Each>
    void fill(Each&& each) {
        each([&](std::size_t position, std::uint64_t ways) { tree_[position + 1] += ways; });
        for (std::size_t i = 1; i < tree_.size(); ++i) {
            const std::size_t above = i + (i & (~i + 1));
            if (above < tree_.size()) tree_[above] += tree_[i];
        }
    }
    void add(std::size_t position, std::uint64_t ways) {
        for (std::size_t i = position + 1; i < tree_.size(); i += i & (~i + 1)) tree_[i] += ways;
    }
    /// \return the ways at positions before `end`
    [[nodiscard]] std::uint64_t before(std::size_t end) const {
        std::uint64_t sum = 0;
        for (std::size_t i = end; i > 0; i &= i - 1) sum += tree_[i];
        return sum;
    }

private:
    std::vector<std::uint64_t> tree_;
};

uint128 pairs_1(const CountProblem& problem, const Half<1>& a, const Half<1>& b) {
    uint128 total = 0;
    std::uint64_t reached = 0;
    std::size_t from = b.rows.size();  // rows from here on are large enough
    for (const auto& row : a.rows) {
        while (from > 0 && row.value[0] + b.rows[from - 1].value[0] >= problem.need[0])
            reached += b.rows[--from].ways;
        total += uint128{row.ways} * reached;
    }
    return total;
}

/// Lists shorter than this are not worth a second thread.
constexpr std::size_t kParallel = 1 << 15;

/// As many parts as threads, but no more than memory is foreseen for. Sums are whole numbers: the same in
/// any number of parts.
std::size_t parts_for(std::size_t rows, const RunOptions& run) {
    if (rows < kParallel) return 1;
    return static_cast<std::size_t>(std::clamp(threads_of(run), 1, 4));
}

/// Ranks of one coordinate: position 0 is the largest value.
template <std::size_t D>
std::vector<std::int64_t> falling(const Half<D>& half, std::size_t d, const RunOptions& run) {
    std::vector<std::int64_t> values;
    values.reserve(half.rows.size());
    for (const auto& row : half.rows) values.push_back(row.value[d]);
    const std::size_t parts = parts_for(values.size(), run);
    const auto at = [&](std::size_t part) {
        return values.begin() + static_cast<std::ptrdiff_t>(values.size() * part / parts);
    };
    for_each_block(parts, run,
                   [&](std::size_t part) { std::sort(at(part), at(part + 1), std::greater<>()); });
    for (std::size_t part = 1; part < parts; ++part)
        std::inplace_merge(values.begin(), at(part), at(part + 1), std::greater<>());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

/// How many of the falling values are at least `least`.
std::size_t reach(const std::vector<std::int64_t>& values, std::int64_t least) {
    const auto end =
        std::partition_point(values.begin(), values.end(), [&](std::int64_t v) { return v >= least; });
    return static_cast<std::size_t>(end - values.begin());
}

/// Two dimensions: rows of `a` from the smallest first value on need ever fewer rows of `b`, whose second
/// values are counted by rank. Parts of `a` are counted side by side, each from the rows that its first one
/// reaches.
class TwoWay {
public:
    TwoWay(const CountProblem& problem, const Half<2>& a, const Half<2>& b, const RunOptions& run)
        : problem_(problem), a_(a.rows), b_(b.rows), run_(run), second_(falling(b, 1, run)) {}

    uint128 count(bool& stopped) {
        stopped = run_.stop.stop_requested();  // the ranks may then not be sorted
        if (stopped) return 0;
        rank_.resize(b_.size());
        const std::size_t parts = parts_for(b_.size(), run_);
        std::vector<uint128> totals(parts, 0);
        std::size_t done = for_each_block(parts, run_, [&](std::size_t part) {
            for (std::size_t i = b_.size() * part / parts; i < b_.size() * (part + 1) / parts; ++i)
                rank_[i] = static_cast<std::uint32_t>(reach(second_, b_[i].value[1] + 1));
        });
        if (done == parts) {
            done = for_each_block(parts, run_, [&](std::size_t part) {
                totals[part] = some(a_.size() * part / parts, a_.size() * (part + 1) / parts);
            });
        }
        stopped = done < parts || run_.stop.stop_requested();
        uint128 total = 0;
        for (const uint128 one : totals) total += one;
        return total;
    }

private:
    [[nodiscard]] bool reaches(std::size_t row, std::size_t from) const {
        return a_[row].value[0] + b_[from].value[0] >= problem_.need[0];
    }

    /// \return the pairs with rows [begin, end) of `a`; anything once told to stop
    [[nodiscard]] uint128 some(std::size_t begin, std::size_t end) const {
        if (begin == end) return 0;
        Fenwick fenwick(second_.size());
        std::size_t from = b_.size();  // rows from here on are large enough
        fenwick.fill([&](auto&& add) {
            while (from > 0 && reaches(begin, from - 1)) {
                --from;
                add(rank_[from], b_[from].ways);
            }
        });
        uint128 total = 0;
        for (std::size_t row = begin; row < end; ++row) {
            if (((row - begin) & 0xffff) == 0xffff && run_.stop.stop_requested()) return 0;
            while (from > 0 && reaches(row, from - 1)) {
                --from;
                fenwick.add(rank_[from], b_[from].ways);
            }
            const std::size_t enough = reach(second_, problem_.need[1] - a_[row].value[1]);
            if (enough > 0) total += uint128{a_[row].ways} * fenwick.before(enough);
        }
        return total;
    }

    const CountProblem& problem_;
    const std::vector<Half<2>::Row>& a_;
    const std::vector<Half<2>::Row>& b_;
    const RunOptions& run_;
    std::vector<std::int64_t> second_;
    std::vector<std::uint32_t> rank_;
};

/// Three dimensions: split by the first one, sort each side by the second, count the third by ranks
/// (Bentley's divide and conquer). Rows of `b` are points, rows of `a` are queries.
class ThreeWay {
public:
    ThreeWay(const CountProblem& problem, const Half<3>& a, const Half<3>& b, const RunOptions& run)
        : third_(falling(b, 2, run)), run_(run) {
        events_.reserve(a.rows.size() + b.rows.size());
        for (const auto& row : b.rows) {
            events_.push_back(
                {row.value[0], row.value[1], reach(third_, row.value[2] + 1), row.ways, true});
        }
        for (const auto& row : a.rows) {
            events_.push_back({problem.need[0] - row.value[0], problem.need[1] - row.value[1],
                               reach(third_, problem.need[2] - row.value[2]), row.ways, false});
        }
        // Larger first coordinate first; a point that just suffices comes before its query.
        std::sort(events_.begin(), events_.end(), [](const Event& x, const Event& y) {
            return x.first != y.first ? x.first > y.first : x.point > y.point;
        });
        scratch_.resize(events_.size());
    }

    uint128 count(bool& stopped) {
        stopped = run_.stop.stop_requested();  // the ranks may then not be sorted
        if (stopped) return 0;
        const std::size_t middle = events_.size() / 2;
        Tally tally[2] = {Tally(third_.size()), Tally(0)};
        if (parts_for(events_.size(), run_) > 1) {
            tally[1] = Tally(third_.size());
            for_each_block(2, run_, [&](std::size_t side) {
                divide(side == 0 ? 0 : middle, side == 0 ? middle : events_.size(), tally[side]);
            });
        } else {
            divide(0, middle, tally[0]);
            divide(middle, events_.size(), tally[0]);
        }
        stopped = run_.stop.stop_requested() || tally[0].stopped || tally[1].stopped;
        if (!stopped) join(0, middle, events_.size(), tally[0]);
        return tally[0].total + tally[1].total;
    }

private:
    struct Event {
        std::int64_t first;
        std::int64_t second;
        std::size_t rank;  // of a point; of a query: how many ranks are large enough
        std::uint64_t ways;
        bool point;
    };

    static bool second_first(const Event& x, const Event& y) {
        return x.second != y.second ? x.second > y.second : x.point > y.point;
    }

    /// What one thread has counted.
    struct Tally {
        Fenwick fenwick;
        uint128 total = 0;
        bool stopped = false;

        explicit Tally(std::size_t ranks) : fenwick(ranks) {}
    };

    /// Counts pairs inside [begin, end) and leaves it sorted by the second coordinate, falling.
    void divide(std::size_t begin, std::size_t end, Tally& tally) {
        if (end - begin < 2 || tally.stopped) return;
        if (end - begin > 100'000 && run_.stop.stop_requested()) tally.stopped = true;
        const std::size_t middle = begin + (end - begin) / 2;
        divide(begin, middle, tally);
        divide(middle, end, tally);
        join(begin, middle, end, tally);
    }

    /// Counts pairs of a point before the middle and a query after it, both sides sorted; sorts the whole.
    void join(std::size_t begin, std::size_t middle, std::size_t end, Tally& tally) {
        std::size_t left = begin;
        for (std::size_t right = middle; right < end; ++right) {
            const Event& query = events_[right];
            if (query.point) continue;
            for (; left < middle && events_[left].second >= query.second; ++left) {
                if (events_[left].point) tally.fenwick.add(events_[left].rank, events_[left].ways);
            }
            tally.total += uint128{query.ways} * tally.fenwick.before(query.rank);
        }
        for (std::size_t i = begin; i < left; ++i) {
            if (events_[i].point)
                tally.fenwick.add(events_[i].rank, ~events_[i].ways + 1);  // takes it back
        }
        const auto at = [&](std::size_t i) { return events_.begin() + static_cast<std::ptrdiff_t>(i); };
        std::merge(at(begin), at(middle), at(middle), at(end),
                   scratch_.begin() + static_cast<std::ptrdiff_t>(begin), second_first);
        std::copy(scratch_.begin() + static_cast<std::ptrdiff_t>(begin),
                  scratch_.begin() + static_cast<std::ptrdiff_t>(end), at(begin));
    }

    std::vector<std::int64_t> third_;
    const RunOptions& run_;
    std::vector<Event> events_, scratch_;
};

/// The groups of each half, so that the two halves have about as many sums.
struct Split {
    std::vector<std::size_t> half[2];
    double rows[2] = {1, 1};
};

/// Distinct sums are no more than the grid has places, whatever the number of picks.
double grid_places(const CountProblem& problem, const std::vector<std::size_t>& groups) {
    double places = 1;
    for (std::size_t d = 0; d < problem.dimensions; ++d) {
        double range = 1;
        for (const std::size_t g : groups) {
            std::int64_t most = 0;
            for (std::size_t o = 0; o < problem.groups[g].size(); ++o) {
                most = std::max(most, problem.groups[g].values[o * problem.dimensions + d]);
            }
            range += static_cast<double>(most);
        }
        places *= range;
    }
    return places;
}

Split split_of(const CountProblem& problem) {
    std::vector<std::size_t> order(problem.groups.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) {
        return problem.groups[x].size() > problem.groups[y].size();
    });
    Split split;
    for (const std::size_t g : order) {
        const int side = split.rows[0] <= split.rows[1] ? 0 : 1;
        split.half[side].push_back(g);
        split.rows[side] *= static_cast<double>(problem.groups[g].size());
    }
    // Small groups first: the last merges are then few and large.
    for (auto& half : split.half) std::reverse(half.begin(), half.end());
    for (int side = 0; side < 2; ++side)
        split.rows[side] = std::min(split.rows[side], grid_places(problem, split.half[side]));
    return split;
}

template <std::size_t D>
uint128 pairs(const CountProblem& problem, const RunOptions& run, bool& stopped) {
    const Split split = split_of(problem);
    Half<D> halves[2];
    const auto fill = [&](std::size_t side) { halves[side] = sums_of<D>(problem, split.half[side]); };
    const bool large = std::max(split.rows[0], split.rows[1]) >= static_cast<double>(kParallel);
    RunOptions alone = run;
    if (!large) alone.threads = 1;
    stopped = for_each_block(2, alone, fill) < 2;
    if (stopped) return 0;
    const auto& [a, b] = halves;
    if constexpr (D == 1) {
        return pairs_1(problem, a, b);
    } else if constexpr (D == 2) {
        return TwoWay(problem, a, b, run).count(stopped);
    } else {
        return ThreeWay(problem, a, b, run).count(stopped);
    }
}

}  // namespace

CountCost middle_cost(const CountProblem& problem) {
    // The ways of each half are counted in 64 bits, pairs in 128.
    if (problem.dimensions == 0 || problem.dimensions > kMostDimensions || problem.log10_ways > 36) {
        return {kNever, kNever};
    }
    double ways[2] = {1, 1};
    const Split split = split_of(problem);
    for (int side = 0; side < 2; ++side) {
        for (const std::size_t g : split.half[side]) {
            double sum = 0;
            for (const std::uint64_t c : problem.groups[g].copies) sum += static_cast<double>(c);
            ways[side] *= sum;
        }
    }
    if (std::max(ways[0], ways[1]) > 9e18) return {kNever, kNever};
    const double rows = split.rows[0] + split.rows[1];
    if (rows > 4e9) return {kNever, kNever};
    const double steps_each = problem.dimensions == 3 ? 600 : problem.dimensions == 2 ? 150 : 40;
    return {rows * steps_each, rows * (problem.dimensions == 3 ? 160.0 : 100.0)};
}

std::optional<BigCount> count_middle(const CountProblem& problem, const RunOptions& run) {
    bool stopped = run.stop.stop_requested();
    if (stopped) return std::nullopt;
    uint128 total = 0;
    switch (problem.dimensions) {
        case 1:
            total = pairs<1>(problem, run, stopped);
            break;
        case 2:
            total = pairs<2>(problem, run, stopped);
            break;
        case 3:
            total = pairs<3>(problem, run, stopped);
            break;
        default:
            return std::nullopt;
    }
    if (stopped) return std::nullopt;
    return BigCount::from(total) * problem.factor;
}

}  // namespace entente::settle
