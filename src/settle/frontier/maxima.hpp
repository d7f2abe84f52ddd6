// Maximal elements of a union of sorted runs of vectors: the one filter behind merge and enumerate.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

namespace entente::settle {

/// Rows of `parties` units each, descending in lexicographic order; every row is seen plus `shift`.
template <class Units>
struct Run {
    const Units* rows = nullptr;
    std::size_t size = 0;
    const Units* shift = nullptr;  ///< may be null
};

/// The (y, z) pairs that nothing seen so far dominates, y rising and z falling, in chunks: a query and
/// an insertion touch one chunk, whatever the size.
template <class Units>
class Staircase {
public:
    /// Is a stored pair at least (y, z) in both?
    [[nodiscard]] bool beats(Units y, Units z) const {
        const std::size_t chunk = chunk_of(y);
        if (chunk == chunks_.size()) return false;
        const Chunk& at = chunks_[chunk];
        const auto position = std::lower_bound(at.y.begin(), at.y.end(), y) - at.y.begin();
        return at.z[static_cast<std::size_t>(position)] >= z;
    }

    /// \return false where a stored pair is at least (y, z) in both; else stores it
    bool insert(Units y, Units z) {
        std::size_t chunk = chunk_of(y);
        if (chunk == chunks_.size()) {
            if (chunks_.empty()) add_chunk(0);
            chunk = chunks_.size() - 1;
        }
        Chunk* at = &chunks_[chunk];
        std::size_t position =
            static_cast<std::size_t>(std::lower_bound(at->y.begin(), at->y.end(), y) - at->y.begin());
        if (position < at->y.size() && at->z[position] >= z) return false;
        if (position < at->y.size() && at->y[position] == y) ++position;  // same y, smaller z: falls too
        erase_below(chunk, position, z);
        at = &chunks_[chunk];
        at->y.insert(at->y.begin() + static_cast<std::ptrdiff_t>(position), y);
        at->z.insert(at->z.begin() + static_cast<std::ptrdiff_t>(position), z);
        top_[chunk] = at->y.back();
        if (at->y.size() > kChunk) split(chunk);
        return true;
    }

    /// Calls visit(y, z) for every stored pair.
    template <class Visit>
    void for_each(Visit&& visit) const {
        for (const Chunk& chunk : chunks_)
            for (std::size_t k = 0; k < chunk.y.size(); ++k) visit(chunk.y[k], chunk.z[k]);
    }

private:
    static constexpr std::size_t kChunk = 128;
    struct Chunk {
        std::vector<Units> y;
        std::vector<Units> z;
    };
    std::vector<Chunk> chunks_;
    std::vector<Units> top_;  // largest y of each chunk

    std::size_t chunk_of(Units y) const {
        return static_cast<std::size_t>(std::lower_bound(top_.begin(), top_.end(), y) - top_.begin());
    }
    void add_chunk(std::size_t at) {
        chunks_.insert(chunks_.begin() + static_cast<std::ptrdiff_t>(at), Chunk{});
        top_.insert(top_.begin() + static_cast<std::ptrdiff_t>(at), std::numeric_limits<Units>::lowest());
    }
    void split(std::size_t chunk) {
        add_chunk(chunk + 1);
        Chunk& low = chunks_[chunk];
        Chunk& high = chunks_[chunk + 1];
        const auto half = static_cast<std::ptrdiff_t>(low.y.size() / 2);
        high.y.assign(low.y.begin() + half, low.y.end());
        high.z.assign(low.z.begin() + half, low.z.end());
        low.y.resize(static_cast<std::size_t>(half));
        low.z.resize(static_cast<std::size_t>(half));
        top_[chunk + 1] = high.y.back();
        top_[chunk] = low.y.back();
    }
    /// Erases the pairs just before (chunk, position) whose z is at most `z`; moves both accordingly.
    void erase_below(std::size_t& chunk, std::size_t& position, Units z) {
        while (true) {
            Chunk& at = chunks_[chunk];
            std::size_t first = position;
            while (first > 0 && at.z[first - 1] <= z) --first;
            at.y.erase(at.y.begin() + static_cast<std::ptrdiff_t>(first),
                       at.y.begin() + static_cast<std::ptrdiff_t>(position));
            at.z.erase(at.z.begin() + static_cast<std::ptrdiff_t>(first),
                       at.z.begin() + static_cast<std::ptrdiff_t>(position));
            position = first;
            if (first > 0 || chunk == 0) return;
            Chunk& before = chunks_[chunk - 1];
            std::size_t keep = before.z.size();
            while (keep > 0 && before.z[keep - 1] <= z) --keep;
            if (keep == before.z.size()) return;
            before.y.resize(keep);
            before.z.resize(keep);
            if (keep > 0) {
                top_[chunk - 1] = before.y.back();
                return;
            }
            chunks_.erase(chunks_.begin() + static_cast<std::ptrdiff_t>(chunk - 1));
            top_.erase(top_.begin() + static_cast<std::ptrdiff_t>(chunk - 1));
            --chunk;
        }
    }
};

/// A static balanced tree over all candidates in which accepted ones are switched on; asks whether an
/// accepted one is at least a given vector in every coordinate. Candidates come in an order in which
/// nothing later dominates anything earlier.
template <class Units>
class ActivationTree {
public:
    /// \param rows `count` vectors of `stride` units, of which coordinates first..stride-1 are compared
    ActivationTree(const Units* rows, std::size_t count, std::size_t stride, std::size_t first)
        : rows_(rows), stride_(stride), first_(first), dims_(stride - first) {
        item_.resize(count);
        std::iota(item_.begin(), item_.end(), std::uint32_t{0});
        leaf_.resize(count);
        build(0, count, no_node);
        active_.assign(count, 0);
        where_.resize(count);
        flat_.resize(count * dims_);
        for (std::size_t i = 0; i < count; ++i) {
            where_[item_[i]] = static_cast<std::uint32_t>(i);
            for (std::size_t d = 0; d < dims_; ++d) flat_[i * dims_ + d] = at(item_[i], d);
        }
    }

    [[nodiscard]] bool dominated(std::size_t point) { return dominated_row(rows_ + point * stride_); }
    [[nodiscard]] bool dominated_row(const Units* row) {
        const Units* p = row + first_;
        stack_.clear();
        stack_.push_back(0);
        while (!stack_.empty()) {
            const std::uint32_t node = stack_.back();
            stack_.pop_back();
            if (!at_least(most_.data() + node * dims_, p)) continue;
            if (at_least(least_.data() + node * dims_, p)) return true;
            const Node& n = nodes_[node];
            if (n.left == no_node) {
                for (std::uint32_t i = n.begin; i < n.end; ++i) {
                    if (active_[i] != 0 && at_least(flat_.data() + i * dims_, p)) return true;
                }
            } else {
                stack_.push_back(n.left);
                stack_.push_back(n.right);
            }
        }
        return false;
    }

    void activate(std::size_t point) {
        const Units* p = rows_ + point * stride_ + first_;
        active_[where_[point]] = 1;
        for (std::uint32_t node = leaf_[point]; node != no_node; node = nodes_[node].parent) {
            bool changed = false;
            Units* most = most_.data() + node * dims_;
            for (std::size_t d = 0; d < dims_; ++d) {
                if (p[d] > most[d]) {
                    most[d] = p[d];
                    changed = true;
                }
            }
            if (!changed) break;
        }
    }

private:
    static constexpr std::uint32_t no_node = 0xffffffffu;
    static constexpr std::size_t kLeaf = 16;
    struct Node {
        std::uint32_t begin, end, left, right, parent;
    };
    const Units* rows_;
    std::size_t stride_, first_, dims_;
    std::vector<Node> nodes_;
    std::vector<Units> least_;  // of all candidates below the node
    std::vector<Units> most_;   // of the active ones
    std::vector<std::uint32_t> item_, leaf_, where_, stack_;
    std::vector<std::uint8_t> active_;
    std::vector<Units> flat_;

    Units at(std::uint32_t point, std::size_t d) const { return rows_[point * stride_ + first_ + d]; }
    bool at_least(const Units* a, const Units* b) const {
        for (std::size_t d = 0; d < dims_; ++d) {
            if (a[d] < b[d]) return false;
        }
        return true;
    }
    std::uint32_t build(std::size_t begin, std::size_t end, std::uint32_t parent) {
        const auto node = static_cast<std::uint32_t>(nodes_.size());
        nodes_.push_back(
            {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), no_node, no_node, parent});
        std::vector<Units> low(dims_, std::numeric_limits<Units>::max());
        std::vector<Units> high(dims_, std::numeric_limits<Units>::lowest());
        for (std::size_t i = begin; i < end; ++i) {
            for (std::size_t d = 0; d < dims_; ++d) {
                low[d] = std::min(low[d], at(item_[i], d));
                high[d] = std::max(high[d], at(item_[i], d));
            }
        }
        least_.insert(least_.end(), low.begin(), low.end());
        most_.insert(most_.end(), dims_, std::numeric_limits<Units>::lowest());
        if (end - begin <= kLeaf) {
            for (std::size_t i = begin; i < end; ++i) leaf_[item_[i]] = node;
            return node;
        }
        std::size_t widest = 0;
        for (std::size_t d = 1; d < dims_; ++d) {
            if (high[d] - low[d] > high[widest] - low[widest]) widest = d;
        }
        const std::size_t middle = begin + (end - begin) / 2;
        std::nth_element(item_.begin() + static_cast<std::ptrdiff_t>(begin),
                         item_.begin() + static_cast<std::ptrdiff_t>(middle),
                         item_.begin() + static_cast<std::ptrdiff_t>(end),
                         [&](std::uint32_t a, std::uint32_t b) { return at(a, widest) < at(b, widest); });
        const std::uint32_t left = build(begin, middle, node);
        const std::uint32_t right = build(middle, end, node);
        nodes_[node].left = left;
        nodes_[node].right = right;
        return node;
    }
};

/// Goes through the rows of all runs in descending lexicographic order; equal rows come by run number.
template <class Units>
class RunMerger {
public:
    RunMerger(std::size_t parties, const std::vector<Run<Units>>& runs) : n_(parties), runs_(runs) {
        leaves_ = 1;
        while (leaves_ < runs.size()) leaves_ *= 2;
        next_.assign(runs.size(), 0);
        row_.resize(runs.size() * n_);
        alive_.assign(leaves_, 0);
        for (std::size_t r = 0; r < runs.size(); ++r) {
            alive_[r] = runs[r].size > 0 ? 1 : 0;
            if (alive_[r] != 0) load(r);
        }
        winner_.assign(2 * leaves_, 0);
        for (std::size_t r = 0; r < leaves_; ++r) winner_[leaves_ + r] = static_cast<std::uint32_t>(r);
        for (std::size_t node = leaves_; node-- > 1;) winner_[node] = play(2 * node);
    }
    [[nodiscard]] bool done() const { return alive_[winner_[1]] == 0; }
    [[nodiscard]] std::size_t run() const { return winner_[1]; }
    [[nodiscard]] std::size_t index() const { return next_[winner_[1]]; }
    [[nodiscard]] const Units* row() const { return row_.data() + winner_[1] * n_; }
    /// Moves the current run on by one row, without asking whose turn it is.
    bool step() {
        const std::size_t r = winner_[1];
        if (++next_[r] == runs_[r].size) {
            alive_[r] = 0;
            return false;
        }
        load(r);
        return true;
    }
    /// Finds whose turn it is.
    void settle() {
        for (std::size_t node = (leaves_ + winner_[1]) / 2; node >= 1; node /= 2)
            winner_[node] = play(2 * node);
    }

private:
    std::size_t n_;
    const std::vector<Run<Units>>& runs_;
    std::size_t leaves_ = 1;
    std::vector<std::size_t> next_;
    std::vector<Units> row_;
    std::vector<std::uint8_t> alive_;
    std::vector<std::uint32_t> winner_;

    void load(std::size_t r) {
        const Units* from = runs_[r].rows + next_[r] * n_;
        Units* to = row_.data() + r * n_;
        const Units* shift = runs_[r].shift;
        for (std::size_t j = 0; j < n_; ++j)
            to[j] = static_cast<Units>(from[j] + (shift != nullptr ? shift[j] : 0));
    }
    std::uint32_t play(std::size_t left_node) const {
        const std::uint32_t a = winner_[left_node];
        const std::uint32_t b = winner_[left_node + 1];
        if (alive_[b] == 0) return a;
        if (alive_[a] == 0) return b;
        const Units* x = row_.data() + a * n_;
        const Units* y = row_.data() + b * n_;
        for (std::size_t j = 0; j < n_; ++j) {
            if (x[j] != y[j]) return x[j] > y[j] ? a : b;
        }
        return a < b ? a : b;
    }
};

/// Calls keep(run, index, row) for the first row of every distinct vector that no row of the union
/// dominates, in descending lexicographic order, and tie(run, index) for further rows equal to the one
/// just kept. Both return false to stop early. \return false where stopped early
/// \param stairs where given and parties are three, receives what of second and third nothing seen exceeds
/// \cost about log(runs) comparisons a row, plus: 1 or 2 parties nothing, 3 a staircase search, more a
/// tree search (rows are then held in memory: parties + 1 words each)
template <class Units, class Keep, class Tie>
bool maxima_of_runs(std::size_t parties, const std::vector<Run<Units>>& runs, Keep&& keep, Tie&& tie,
                    Staircase<Units>* stairs = nullptr) {
    const std::size_t n = parties;
    RunMerger<Units> merger(n, runs);
    std::vector<Units> last(n);
    bool any = false;
    const auto same = [&](const Units* row) { return any && std::equal(last.begin(), last.end(), row); };
    const auto remember = [&](const Units* row) {
        std::copy(row, row + n, last.begin());
        any = true;
    };
    if (n <= 2) {
        Units best = 0;  // the last kept second coordinate
        while (!merger.done()) {
            const Units* row = merger.row();
            if (!any || (n == 2 && row[1] > best)) {
                remember(row);
                if (n == 2) best = row[1];
                if (!keep(merger.run(), merger.index(), row)) return false;
                merger.step();
            } else {
                bool more = true;
                while (more && (n == 1 || merger.row()[1] <= best)) {
                    if (same(merger.row()) && !tie(merger.run(), merger.index())) return false;
                    more = merger.step();
                }
            }
            merger.settle();
        }
        return true;
    }
    if (n == 3) {
        Staircase<Units> own;
        Staircase<Units>& staircase = stairs != nullptr ? *stairs : own;
        bool kept = false;
        while (!merger.done()) {
            const Units* row = merger.row();
            if (same(row)) {
                if (kept && !tie(merger.run(), merger.index())) return false;
            } else {
                kept = staircase.insert(row[1], row[2]);
                remember(row);
                if (kept && !keep(merger.run(), merger.index(), row)) return false;
            }
            merger.step();
            merger.settle();
        }
        return true;
    }
    struct Source {
        std::uint32_t run, index, group;
    };
    std::vector<Units> rows;
    std::vector<Source> sources;
    std::uint32_t groups = 0;
    for (; !merger.done(); merger.step(), merger.settle()) {
        const Units* row = merger.row();
        if (!same(row)) {
            rows.insert(rows.end(), row, row + n);
            ++groups;
            remember(row);
        }
        sources.push_back({static_cast<std::uint32_t>(merger.run()),
                           static_cast<std::uint32_t>(merger.index()), groups - 1});
    }
    ActivationTree<Units> tree(rows.data(), groups, n, 1);
    std::uint32_t group = 0xffffffffu;
    bool kept = false;
    for (const Source& source : sources) {
        if (source.group == group) {
            if (kept && !tie(source.run, source.index)) return false;
            continue;
        }
        group = source.group;
        kept = !tree.dominated(group);
        if (!kept) continue;
        tree.activate(group);
        if (!keep(source.run, source.index, rows.data() + std::size_t{group} * n)) return false;
    }
    return true;
}

}  // namespace entente::settle
