#include "settle/frontier/merge.hpp"

#include <cmath>
#include <memory>

#include "settle/frontier/hull_sums.hpp"
#include "settle/frontier/maxima_parallel.hpp"
#include "settle/frontier/merge_group.hpp"

namespace entente::settle {
namespace {

/// The merging of items, and afterwards the source of witnesses and tie counts.
template <class Units, class Count>
class Merger {
public:
    Merger(const Problem<Units>& problem, const MergeOptions& options, const RunOptions& run)
        : problem_(problem), run_(run), n_(problem.parties) {
        budget_.options = options;
        budget_.memory = run.memory_bytes;
        budget_.stop = run.stop;
        const int threads = threads_of(run);
        // Some take longer than others: several for each thread.
        constexpr int kPerThread = 4;
        slabs_ = threads <= 1 ? 1 : static_cast<std::size_t>(std::min(kPerThread * threads, 64));
    }

    Merged<Units> run();

private:
    static constexpr std::uint64_t kParallel = 1 << 16;        // candidates worth starting threads for
    static constexpr std::uint64_t kManySums = 1 << 20;        // worth looking for the hulls' edges
    static constexpr std::size_t kLongList = 32;               // likewise, of either list
    static constexpr std::uint64_t kEndlessSums = 1ull << 32;  // more than an array is filled with
    struct Back {
        std::uint32_t parent, pick;
    };
    /// What stays needed after the merge: back pointers and the items' picks.
    struct Trail {
        std::vector<std::vector<Back>> back;
        std::vector<std::vector<std::uint32_t>> issues;  // per item
        std::vector<std::vector<std::uint32_t>> picks;

        void selection(std::size_t stage, std::uint32_t point, std::uint32_t* out) const {
            for (std::size_t s = stage; s-- > 0;) {
                const Back b = back[s][point];
                const std::size_t width = issues[s].size();
                for (std::size_t i = 0; i < width; ++i) out[issues[s][i]] = picks[s][b.pick * width + i];
                point = b.parent;
            }
        }
    };
    const Problem<Units>& problem_;
    const RunOptions& run_;
    std::size_t n_;
    MergeBudget budget_;
    std::vector<Item<Units, Count>> items_;  // in the order of merging
    std::shared_ptr<Trail> trail_ = std::make_shared<Trail>();
    std::vector<Units> rows_;
    std::vector<Count> counts_;
    std::vector<std::vector<Units>> reach_;  // per stage: the most that the later items add, per party
    std::uint64_t trail_bytes_ = 0;
    std::size_t slabs_ = 1;
    std::vector<double> sizes_;  // points after each item

    bool make_items();
    void find_reach();
    bool promising(std::size_t done);
    struct Next;
    bool add_item(std::size_t stage);
    bool add_dense(Next& next, Units low, std::size_t span);
    bool add_edges(Next& next, std::uint64_t fixed_bytes);
    bool add_sorted(Next& next, std::uint64_t fixed_bytes);
    bool take(Next& next, const Back& back, const Units* row, std::uint64_t fixed_bytes);
    bool hopeless(std::size_t stage, const Units* row) const;
    Front<Units> finish();
    void apply_caps(Front<Units>& front, std::vector<std::string>& ties) const;
};

template <class Units, class Count>
bool Merger<Units, Count>::make_items() {
    auto groups = issue_groups(problem_);
    // From the last issue to the first: a new item then decides which of two equal outcomes comes first.
    std::sort(groups.begin(), groups.end(),
              [](const auto& a, const auto& b) { return a.front() > b.front(); });
    std::vector<std::unique_ptr<GroupMerger<Units, Count>>> tied(groups.size());
    double steps = 0;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const bool ties = groups[g].size() > 1 ||
                          std::any_of(problem_.rules.begin(), problem_.rules.end(),
                                      [&](const auto& r) { return r.parts[0].issue == groups[g][0]; });
        if (!ties) continue;
        tied[g] = std::make_unique<GroupMerger<Units, Count>>(problem_, groups[g], budget_);
        steps += tied[g]->steps();
    }
    MergeOptions& limits = budget_.options;
    if (steps <= kSparseSteps) limits.work_limit = std::max(limits.work_limit, limits.sparse_work_limit);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        if (tied[g]) {
            items_.push_back(tied[g]->run());
            tied[g].reset();
        } else {
            items_.push_back(issue_item<Units, Count>(problem_, groups[g][0]));
        }
        if (budget_.end != MergeEnd::complete) return false;
        trail_->issues.push_back(items_.back().issues);
        trail_->picks.push_back(std::move(items_.back().picks));
    }
    return true;
}

template <class Units, class Count>
void Merger<Units, Count>::find_reach() {
    std::vector<Units> reach(n_, 0);
    reach_.assign(items_.size(), reach);
    for (std::size_t s = items_.size(); s-- > 0;) {
        reach_[s] = reach;
        for (std::size_t j = 0; j < n_; ++j) {
            Units most = std::numeric_limits<Units>::lowest();
            for (std::size_t r = 0; r < items_[s].size(); ++r)
                most = std::max(most, items_[s].rows[r * n_ + j]);
            if (items_[s].size() > 0) reach[j] += most;
        }
    }
}

template <class Units, class Count>
bool Merger<Units, Count>::hopeless(std::size_t stage, const Units* row) const {
    for (std::size_t j = 0; j < n_; ++j) {
        if (problem_.has_reserve[j] != 0 && row[j] + reach_[stage][j] < problem_.reserve[j]) return true;
    }
    return false;
}

/// What adding an item makes: the next rows with their counts and back pointers.
template <class Units, class Count>
struct Merger<Units, Count>::Next {
    const Merger& merger;
    std::size_t stage;
    const Item<Units, Count>& item;
    bool dropped = false;  // the row last taken cannot reach the reservation values
    bool leads = true;     // the item comes before all issues merged so far: its picks decide between ties
    std::vector<Units> rows{};
    std::vector<Count> counts{};
    std::vector<Back> back{};
    std::vector<std::uint32_t> x{};
    std::vector<std::uint32_t> y{};

    Next(const Merger& m, std::size_t s) : merger(m), stage(s), item(m.items_[s]) {
        for (std::size_t i = 0; i < s; ++i)
            leads = leads && item.issues.back() < m.items_[i].issues.front();
        x.assign(m.problem_.issues, 0);
        y.assign(m.problem_.issues, 0);
    }
    [[nodiscard]] Count count(const Back& b) const {
        return merger.counts_[b.parent] * item.counts[b.pick];
    }
    void add(const Units* row, const Back& b) {
        rows.insert(rows.end(), row, row + merger.n_);
        counts.push_back(count(b));
        back.push_back(b);
    }
    static Back link(std::size_t point, std::size_t pick) {
        return {static_cast<std::uint32_t>(point), static_cast<std::uint32_t>(pick)};
    }
    /// One more way to the row just taken.
    void tie(const Back& b) {
        if (!dropped) tie(counts.size() - 1, b);
    }
    void tie(std::size_t point, const Back& b) {
        counts[point] += count(b);
        if (earlier(b, back[point])) back[point] = b;
    }
    bool earlier(const Back& a, const Back& b) {
        if (leads) return item.rank[a.pick] < item.rank[b.pick];
        const std::size_t width = item.issues.size();
        for (auto [pointer, out] : {std::pair{&a, &x}, std::pair{&b, &y}}) {
            merger.trail_->selection(stage, pointer->parent, out->data());
            const std::uint32_t* picks = merger.trail_->picks[stage].data() + pointer->pick * width;
            for (std::size_t i = 0; i < width; ++i) (*out)[item.issues[i]] = picks[i];
        }
        return x < y;
    }
};

/// Two parties on a coarse grid: the best second utility for each value of the first, in an array.
template <class Units, class Count>
bool Merger<Units, Count>::add_dense(Next& next, Units low, std::size_t span) {
    const auto& item = next.item;
    const std::size_t points = counts_.size();
    constexpr Units kNothing = std::numeric_limits<Units>::lowest();
    constexpr std::uint32_t kNone = 0xffffffffu;
    std::vector<Units> best(span, kNothing);
    for (std::size_t r = 0; r < item.size(); ++r) {
        const Units a = item.rows[2 * r] - low;
        const Units b = item.rows[2 * r + 1];
        for (std::size_t p = 0; p < points; ++p) {
            Units& at = best[static_cast<std::size_t>(rows_[2 * p] + a)];
            at = std::max(at, static_cast<Units>(rows_[2 * p + 1] + b));
        }
    }
    std::vector<std::uint32_t> position(span, kNone);
    Units above = kNothing;
    const bool prune = budget_.options.rational_only;
    std::size_t kept = 0;
    for (std::size_t at = span; at-- > 0;) {
        if (best[at] <= above) continue;
        above = best[at];
        const Units row[2] = {static_cast<Units>(low + static_cast<Units>(at)), best[at]};
        if (prune && hopeless(next.stage, row)) continue;
        position[at] = static_cast<std::uint32_t>(kept);
        if (!budget_.keeps(++kept)) return false;
        next.rows.insert(next.rows.end(), row, row + 2);
    }
    next.back.assign(kept, Back{kNone, 0});
    next.counts.resize(kept);
    for (std::size_t r = 0; r < item.size(); ++r) {
        const Units a = item.rows[2 * r] - low;
        const Units b = item.rows[2 * r + 1];
        for (std::size_t p = 0; p < points; ++p) {
            const auto at = static_cast<std::size_t>(rows_[2 * p] + a);
            if (best[at] != rows_[2 * p + 1] + b || position[at] == kNone) continue;
            const std::uint32_t point = position[at];
            const Back link{static_cast<std::uint32_t>(p), static_cast<std::uint32_t>(r)};
            if (next.back[point].parent == kNone) {
                next.back[point] = link;
                next.counts[point] = next.count(link);
            } else {
                next.tie(point, link);
            }
        }
    }
    return true;
}

/// Adds a row that nothing dominates, unless it cannot reach the reservation values. \return whether to go
/// on
template <class Units, class Count>
bool Merger<Units, Count>::take(Next& next, const Back& back, const Units* row, std::uint64_t fixed_bytes) {
    next.dropped = budget_.options.rational_only && hopeless(next.stage, row);
    if (next.dropped) return true;
    next.add(row, back);
    const std::size_t kept = next.counts.size();
    // Lists that grow take up to twice what they hold.
    const std::uint64_t row_bytes = n_ * sizeof(Units) + sizeof(Count) + sizeof(Back);
    if (kept % 4096 == 0 && !budget_.allows(0, fixed_bytes + 2 * kept * row_bytes)) return false;
    return budget_.keeps(kept);
}

/// Two parties and many sums: along the edges of both hulls.
template <class Units, class Count>
bool Merger<Units, Count>::add_edges(Next& next, std::uint64_t fixed_bytes) {
    if constexpr (std::is_same_v<Units, std::int64_t>) {
        return maxima_of_sums(
            HullList(rows_), HullList(next.item.rows),
            [&](std::uint64_t candidates) { return budget_.allows(candidates, fixed_bytes); },
            [&](std::size_t point, std::size_t pick, const Units* row) {
                return take(next, next.link(point, pick), row, fixed_bytes);
            },
            [&](std::size_t point, std::size_t pick) {
                next.tie(next.link(point, pick));
                return true;
            });
    }
    return false;
}

template <class Units, class Count>
bool Merger<Units, Count>::add_sorted(Next& next, std::uint64_t fixed_bytes) {
    const auto& item = next.item;
    const std::size_t points = counts_.size();
    const bool by_item = item.size() <= points;  // the shorter list makes the runs
    std::vector<Run<Units>> runs;
    if (by_item) {
        for (std::size_t r = 0; r < item.size(); ++r) {
            runs.push_back({rows_.data(), points, item.rows.data() + r * n_});
        }
    } else {
        for (std::size_t p = 0; p < points; ++p) {
            runs.push_back({item.rows.data(), item.size(), rows_.data() + p * n_});
        }
    }
    const auto link = [&](std::size_t run, std::size_t index) {
        return by_item ? Next::link(index, run) : Next::link(run, index);
    };
    const auto keep = [&](std::size_t run, std::size_t index, const Units* row) {
        return take(next, link(run, index), row, fixed_bytes);
    };
    const auto tie = [&](std::size_t run, std::size_t index) {
        next.tie(link(run, index));
        return true;
    };
    const std::size_t slabs = n_ >= 3 && points * item.size() >= kParallel ? slabs_ : 1;
    if (slabs == 1) return maxima_of_runs<Units>(n_, runs, keep, tie);
    if (maxima_of_runs_parallel<Units>(n_, runs, slabs, run_, keep, tie)) return true;
    if (run_.stop.stop_requested()) budget_.end = MergeEnd::cancelled;
    return false;
}

/// rows_ = maxima of rows_ + the item's rows.
template <class Units, class Count>
bool Merger<Units, Count>::add_item(std::size_t stage) {
    const Item<Units, Count>& item = items_[stage];
    const std::size_t points = counts_.size();
    const std::uint64_t candidates = std::uint64_t{points} * item.size();
    // Four parties and more hold every candidate while they filter.
    const std::uint64_t held = n_ >= 4 ? candidates * (2 * n_ * sizeof(Units) + 40) : 0;
    const std::uint64_t fixed = points * (n_ * sizeof(Units) + sizeof(Count)) + held + trail_bytes_;
    if (stage == 0 && !budget_.options.rational_only) {  // nothing to add to
        std::vector<Back> back(item.size());
        for (std::size_t r = 0; r < item.size(); ++r) back[r] = Next::link(0, r);
        if (!budget_.allows(candidates, fixed) || !budget_.keeps(item.size())) return false;
        rows_ = std::move(items_[0].rows);
        counts_ = std::move(items_[0].counts);
        trail_bytes_ += back.size() * sizeof(Back);
        trail_->back.push_back(std::move(back));
        return true;
    }
    Next next(*this, stage);
    // Rows descend in the first coordinate: its range is at the ends.
    const bool pair = n_ == 2 && candidates > 0;
    const Units low = pair ? rows_[2 * (points - 1)] + item.rows[2 * (item.size() - 1)] : 0;
    const Units span = pair ? rows_[0] + item.rows[0] - low + 1 : 0;
    const bool edges = pair && std::is_same_v<Units, std::int64_t> && candidates >= kManySums &&
                       std::min<std::uint64_t>(points, item.size()) >= kLongList;
    const bool dense = pair && span <= Units{1 << 24} && static_cast<std::uint64_t>(span) <= 8 * candidates;
    if (dense && candidates < kEndlessSums) {
        if (!budget_.allows(candidates, fixed) || !add_dense(next, low, static_cast<std::size_t>(span)))
            return false;
    } else if (edges) {
        if (!budget_.allows(0, fixed) || !add_edges(next, fixed)) return false;
    } else if (!budget_.allows(candidates, fixed) || !add_sorted(next, fixed)) {
        return false;
    }
    rows_ = std::move(next.rows);
    counts_ = std::move(next.counts);
    next.back.shrink_to_fit();
    trail_bytes_ += next.back.size() * sizeof(Back);
    trail_->back.push_back(std::move(next.back));
    return true;
}

/// Cuts the rows at the caps and filters again. Outcomes that a cap makes equal were not counted.
template <class Units, class Count>
void Merger<Units, Count>::apply_caps(Front<Units>& front, std::vector<std::string>& ties) const {
    const std::size_t count = front.size();
    std::vector<Units> cut = front.rows;
    for (std::size_t p = 0; p < count; ++p) {
        for (std::size_t j = 0; j < n_; ++j) cut[p * n_ + j] = problem_.capped_units(j, cut[p * n_ + j]);
    }
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        for (std::size_t j = 0; j < n_; ++j) {
            if (cut[a * n_ + j] != cut[b * n_ + j]) return cut[a * n_ + j] > cut[b * n_ + j];
        }
        return a < b;
    });
    std::vector<Units> sorted;
    for (std::uint32_t p : order)
        sorted.insert(sorted.end(), cut.begin() + static_cast<std::ptrdiff_t>(p * n_),
                      cut.begin() + static_cast<std::ptrdiff_t>((p + 1) * n_));
    std::vector<Units> rows;
    std::vector<std::uint32_t> from;
    std::vector<std::string> kept_ties;
    maxima_of_runs<Units>(
        n_, {{sorted.data(), count, nullptr}},
        [&](std::size_t, std::size_t index, const Units* row) {
            bool at_cap = false;
            for (std::size_t j = 0; j < n_; ++j)
                at_cap = at_cap || (problem_.has_cap[j] != 0 && row[j] == problem_.cap[j]);
            rows.insert(rows.end(), row, row + n_);
            from.push_back(order[index]);
            kept_ties.push_back(at_cap || ties.empty() ? std::string() : ties[order[index]]);
            return true;
        },
        [](std::size_t, std::size_t) { return true; });
    front.rows = std::move(rows);
    front.outcomes.clear();
    ties = std::move(kept_ties);
    front.selection = [inner = front.selection, from](std::size_t point, std::uint32_t* out) {
        inner(from[point], out);
    };
    front.notes.push_back(
        "Utilities are cut at a cap: points at the cap have one witness and no tie count.");
}

template <class Units, class Count>
Front<Units> Merger<Units, Count>::finish() {
    Front<Units> front;
    front.parties = n_;
    front.rows = std::move(rows_);
    const std::size_t stages = items_.size();
    front.selection = [trail = trail_, stages](std::size_t point, std::uint32_t* out) {
        trail->selection(stages, static_cast<std::uint32_t>(point), out);
    };
    std::vector<std::uint64_t> shared;
    for (const auto& line : problem_.choices) {
        std::uint64_t common = 0;
        for (const Choice& c : line) common = std::gcd(common, std::uint64_t{c.copies});
        if (common > 1) shared.push_back(common);
    }
    const auto scaled = [shared](BigCount count) {
        for (std::uint64_t factor : shared) count *= factor;
        return count.to_string();
    };
    const bool counting = !std::is_same_v<Count, NoCount>;
    if (counting) {
        BigCount total;
        for (const Count& c : counts_) total += c.big();
        front.outcomes = scaled(total);
    }
    if (problem_.capped()) {
        std::vector<std::string> ties;
        if (counting) {
            for (const Count& c : counts_) ties.push_back(scaled(c.big()));
        }
        apply_caps(front, ties);
        front.ties = [ties = std::move(ties)](std::size_t point) { return ties[point]; };
    } else if (counting) {
        auto counts = std::make_shared<std::vector<Count>>(std::move(counts_));
        front.ties = [counts, scaled](std::size_t point) { return scaled((*counts)[point].big()); };
    }
    return front;
}

/// Frontiers grow like a power of the number of issues: where the last third of the stages says that the
/// limits will be passed by far, there is no point in going on.
template <class Units, class Count>
bool Merger<Units, Count>::promising(std::size_t done) {
    sizes_.push_back(static_cast<double>(counts_.size()));
    constexpr double kSmall = 10'000;  // below this a stage costs next to nothing
    if (!budget_.options.forecast || sizes_.back() < kSmall || done < 4) return true;
    const std::size_t before = done - done / 3;
    const double power = std::log(sizes_[done - 1] / sizes_[before - 1]) /
                         std::log(static_cast<double>(done) / static_cast<double>(before));
    const double total = static_cast<double>(items_.size());
    const double last = sizes_.back() * std::pow(total / static_cast<double>(done), std::max(power, 0.0));
    const double options = static_cast<double>(items_.back().size());
    const double work = last * options * total / (std::max(power, 0.0) + 1);
    if (last > 1.5 * static_cast<double>(budget_.options.point_limit)) budget_.end = MergeEnd::point_limit;
    if (work > 2 * static_cast<double>(budget_.options.work_limit)) budget_.end = MergeEnd::work_limit;
    return budget_.end == MergeEnd::complete;
}

template <class Units, class Count>
Merged<Units> Merger<Units, Count>::run() {
    Merged<Units> result;
    result.front.parties = n_;
    bool going = make_items();
    result.groups = issue_groups(problem_).size();
    if (going && budget_.options.rational_only) find_reach();
    rows_.assign(n_, 0);
    counts_.assign(1, Count(1));
    for (std::size_t s = 0; going && s < items_.size(); ++s) {
        if (run_.progress)
            run_.progress({"issues merged", static_cast<double>(s), static_cast<double>(items_.size())});
        going = add_item(s);
        if (going) ++result.done;
        if (going && s + 1 < items_.size()) going = promising(s + 1);
    }
    result.end = budget_.end;
    result.work = budget_.work;
    result.limit = budget_.options.work_limit;
    if (going) {
        result.front = finish();
    } else {
        result.front.complete = false;
        result.front.stopped = budget_.end == MergeEnd::cancelled ? Stopped::cancelled : Stopped::budget;
    }
    return result;
}

}  // namespace

template <class Units>
Merged<Units> merge(const Problem<Units>& problem, const MergeOptions& options, const RunOptions& run) {
    if (problem.infeasible || problem.parties == 0) {
        Merged<Units> none;
        none.front.parties = problem.parties;
        none.front.outcomes = "0";
        return none;
    }
    if (!options.count_ties) return Merger<Units, NoCount>(problem, options, run).run();
    WordCount::overflow = false;
    Merged<Units> result = Merger<Units, WordCount>(problem, options, run).run();
    if (!WordCount::overflow || !result.front.complete) return result;
    return Merger<Units, WideCount>(problem, options, run).run();  // ties past 2^64: once more, with room
}

template Merged<std::int64_t> merge(const Problem<std::int64_t>&, const MergeOptions&, const RunOptions&);
template Merged<int128> merge(const Problem<int128>&, const MergeOptions&, const RunOptions&);

}  // namespace entente::settle
