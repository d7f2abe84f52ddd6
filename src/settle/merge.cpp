#include "settle/merge.hpp"

#include <memory>

#include "settle/merge_group.hpp"

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
    }

    Merged<Units> run();

private:
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

    bool make_items();
    void find_reach();
    bool add_item(std::size_t stage);
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
    for (const auto& group : groups) {
        const bool tied =
            group.size() > 1 || std::any_of(problem_.rules.begin(), problem_.rules.end(),
                                            [&](const auto& r) { return r.parts[0].issue == group[0]; });
        if (tied) {
            items_.push_back(GroupMerger<Units, Count>(problem_, group, budget_).run());
        } else {
            items_.push_back(issue_item<Units, Count>(problem_, group[0]));
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

/// rows_ = maxima of rows_ + the item's rows.
template <class Units, class Count>
bool Merger<Units, Count>::add_item(std::size_t stage) {
    const Item<Units, Count>& item = items_[stage];
    const std::size_t points = counts_.size();
    const bool by_item = item.size() <= points;  // the shorter list makes the runs
    std::vector<Run<Units>> runs;
    if (by_item) {
        for (std::size_t r = 0; r < item.size(); ++r)
            runs.push_back({rows_.data(), points, item.rows.data() + r * n_});
    } else {
        for (std::size_t p = 0; p < points; ++p)
            runs.push_back({item.rows.data(), item.size(), rows_.data() + p * n_});
    }
    const std::uint64_t candidates = std::uint64_t{points} * item.size();
    const std::uint64_t row_bytes = n_ * sizeof(Units) + sizeof(Count);
    // Four parties and more hold every candidate while they filter.
    const std::uint64_t held = n_ >= 4 ? candidates * (2 * n_ * sizeof(Units) + 40) : 0;
    const std::uint64_t fixed = points * row_bytes + held + trail_bytes_;
    if (!budget_.allows(candidates, fixed)) return false;
    std::vector<Units> rows;
    std::vector<Count> counts;
    std::vector<Back> back;
    // Does this item come before all issues merged so far, so that its picks decide between ties?
    bool leads = true;
    for (std::size_t s = 0; s < stage; ++s) leads = leads && item.issues.back() < items_[s].issues.front();
    std::vector<std::uint32_t> x(problem_.issues, 0);
    std::vector<std::uint32_t> y(problem_.issues, 0);
    const auto link = [&](std::size_t run, std::size_t index) {
        return by_item ? Back{static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(run)}
                       : Back{static_cast<std::uint32_t>(run), static_cast<std::uint32_t>(index)};
    };
    const auto earlier = [&](const Back& a, const Back& b) {
        if (leads) return item.rank[a.pick] < item.rank[b.pick];
        const std::size_t width = item.issues.size();
        for (auto [back_pointer, out] : {std::pair{&a, &x}, std::pair{&b, &y}}) {
            trail_->selection(stage, back_pointer->parent, out->data());
            const std::uint32_t* picks = trail_->picks[stage].data() + back_pointer->pick * width;
            for (std::size_t i = 0; i < width; ++i) (*out)[item.issues[i]] = picks[i];
        }
        return x < y;
    };
    bool dropped = false;  // the row just met cannot reach the reservation values
    const bool prune = budget_.options.rational_only;
    const bool ended = !maxima_of_runs<Units>(
        n_, runs,
        [&](std::size_t run, std::size_t index, const Units* row) {
            dropped = prune && hopeless(stage, row);
            if (dropped) return true;
            const Back b = link(run, index);
            rows.insert(rows.end(), row, row + n_);
            counts.push_back(counts_[b.parent] * item.counts[b.pick]);
            back.push_back(b);
            if (counts.size() % 4096 == 0 && !budget_.allows(0, fixed + counts.size() * (row_bytes + 8)))
                return false;
            return budget_.keeps(counts.size());
        },
        [&](std::size_t run, std::size_t index) {
            if (dropped) return true;
            const Back b = link(run, index);
            counts.back() += counts_[b.parent] * item.counts[b.pick];
            if (earlier(b, back.back())) back.back() = b;
            return true;
        });
    if (ended) return false;
    rows_ = std::move(rows);
    counts_ = std::move(counts);
    trail_bytes_ += back.size() * sizeof(Back);
    trail_->back.push_back(std::move(back));
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
        front.ties = [ties](std::size_t point) { return ties[point]; };
    } else if (counting) {
        auto counts = std::make_shared<std::vector<Count>>(std::move(counts_));
        front.ties = [counts, scaled](std::size_t point) { return scaled((*counts)[point].big()); };
    }
    return front;
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
    }
    result.end = budget_.end;
    result.work = budget_.work;
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
