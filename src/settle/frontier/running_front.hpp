// The frontier of what an enumeration has seen so far.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "settle/frontier/maxima.hpp"

namespace entente::settle {

/// Collects vectors with weights (outcomes that have them) and ranks (the least is the witness); keeps
/// the nondominated ones. Newcomers wait in a buffer and are filtered together, so that the cost per
/// vector stays near that of a sort, whatever the number of parties. What it holds after flush() does
/// not depend on the order of the offers.
template <class Units>
class RunningFront {
public:
    struct Row {
        uint128 weight = 0;
        std::uint64_t rank = 0;
    };

    explicit RunningFront(std::size_t parties) : n_(parties), cache_(kCache, kNone) {}

    [[nodiscard]] std::size_t size() const { return data_.size(); }
    [[nodiscard]] const std::vector<Units>& rows() const { return rows_; }
    [[nodiscard]] const std::vector<Row>& data() const { return data_; }
    [[nodiscard]] std::size_t held() const { return data_.size() + waiting_.size(); }

    /// Vectors near the frontier, well spread: at most kRivals, for quick rejection of whole blocks.
    [[nodiscard]] const std::vector<Units>& rivals() const { return rivals_; }

    /// Is `row` strictly dominated? Two parties: exact; more: by the rivals only, so "no" may be wrong.
    [[nodiscard]] bool beats(const Units* row) const {
        if (n_ <= 2) {
            const std::size_t at = not_below(row[0]);
            if (at == 0) return false;
            const Units* best = rows_.data() + (at - 1) * n_;
            if (n_ == 1) return best[0] > row[0];
            return best[1] > row[1] || (best[1] == row[1] && best[0] > row[0]);
        }
        for (std::size_t r = 0; r < rivals_.size(); r += n_) {
            bool below = true;
            bool equal = true;
            for (std::size_t j = 0; j < n_; ++j) {
                below = below && row[j] <= rivals_[r + j];
                equal = equal && row[j] == rivals_[r + j];
            }
            if (below && !equal) return true;
        }
        return false;
    }

    void offer(const Units* row, uint128 weight, std::uint64_t rank) {
        if (beats(row)) return;
        if (n_ <= 2) {
            const std::size_t at = not_below(row[0]);
            if (at > 0 && std::equal(row, row + n_, rows_.data() + (at - 1) * n_)) {
                add(data_[at - 1], weight, rank);
                return;
            }
        }
        std::uint32_t& slot = cache_[hash(row) % kCache];
        if (slot != kNone && std::equal(row, row + n_, buffer_.data() + std::size_t{slot} * n_)) {
            add(waiting_[slot], weight, rank);
            return;
        }
        slot = static_cast<std::uint32_t>(waiting_.size());
        buffer_.insert(buffer_.end(), row, row + n_);
        waiting_.push_back({weight, rank});
        if (waiting_.size() >= std::max<std::size_t>(kBuffer, data_.size() / 2)) flush();
    }

    /// Takes over all of another front. \pre both are flushed
    void absorb(const RunningFront& other) {
        take_maxima({{rows_.data(), data_.size(), nullptr}, {other.rows_.data(), other.size(), nullptr}},
                    [&](std::size_t run, std::size_t index) -> const Row& {
                        return run == 0 ? data_[index] : other.data_[index];
                    });
    }

    void flush() {
        if (waiting_.empty()) return;
        std::vector<std::uint32_t> order(waiting_.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
        std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            const Units* x = buffer_.data() + std::size_t{a} * n_;
            const Units* y = buffer_.data() + std::size_t{b} * n_;
            for (std::size_t j = 0; j < n_; ++j) {
                if (x[j] != y[j]) return x[j] > y[j];
            }
            return a < b;
        });
        std::vector<Units> sorted(buffer_.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            std::copy_n(buffer_.data() + std::size_t{order[i]} * n_, n_, sorted.data() + i * n_);
        }
        take_maxima({{rows_.data(), data_.size(), nullptr}, {sorted.data(), order.size(), nullptr}},
                    [&](std::size_t run, std::size_t index) -> const Row& {
                        return run == 0 ? data_[index] : waiting_[order[index]];
                    });
        buffer_.clear();
        waiting_.clear();
        std::fill(cache_.begin(), cache_.end(), kNone);
    }

private:
    /// Holds the maxima of the runs from here on; `source(run, index)` is what belongs to a row.
    template <class Source>
    void take_maxima(const std::vector<Run<Units>>& runs, Source&& source) {
        std::vector<Units> rows;
        std::vector<Row> data;
        maxima_of_runs<Units>(
            n_, runs,
            [&](std::size_t run, std::size_t index, const Units* row) {
                rows.insert(rows.end(), row, row + n_);
                data.push_back(source(run, index));
                return true;
            },
            [&](std::size_t run, std::size_t index) {
                const Row& more = source(run, index);
                add(data.back(), more.weight, more.rank);
                return true;
            });
        rows_ = std::move(rows);
        data_ = std::move(data);
        choose_rivals();
    }

    static constexpr std::size_t kBuffer = 4096;
    static constexpr std::size_t kCache = 8192;
    static constexpr std::size_t kRivals = 24;
    static constexpr std::uint32_t kNone = 0xffffffffu;

    std::size_t n_;
    std::vector<Units> rows_;  // descending
    std::vector<Row> data_;
    std::vector<Units> buffer_;
    std::vector<Row> waiting_;
    std::vector<std::uint32_t> cache_;
    std::vector<Units> rivals_;

    static void add(Row& to, uint128 weight, std::uint64_t rank) {
        // A weight of zero marks a seed: its rank is right, but only its own block counts it.
        to.rank = std::min(to.rank, rank);
        to.weight += weight;
    }
    std::size_t hash(const Units* row) const {
        std::uint64_t h = 0;
        for (std::size_t j = 0; j < n_; ++j) {
            h = (h ^ static_cast<std::uint64_t>(row[j])) * 0x9e3779b97f4a7c15ull;
            h ^= h >> 29;
        }
        return static_cast<std::size_t>(h);
    }
    /// The number of rows whose first coordinate is at least `first`.
    std::size_t not_below(Units first) const {
        std::size_t low = 0;
        std::size_t high = data_.size();
        while (low < high) {
            const std::size_t middle = (low + high) / 2;
            if (rows_[middle * n_] >= first) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
    void choose_rivals() {
        rivals_.clear();
        const std::size_t count = data_.size();
        if (n_ <= 2 || count <= kRivals) {
            // Two parties: evenly along the staircase.
            const std::size_t wanted = std::min(count, kRivals);
            for (std::size_t r = 0; r < wanted; ++r) {
                const std::size_t at = wanted == 1 ? 0 : r * (count - 1) / (wanted - 1);
                rivals_.insert(rivals_.end(), rows_.begin() + static_cast<std::ptrdiff_t>(at * n_),
                               rows_.begin() + static_cast<std::ptrdiff_t>((at + 1) * n_));
            }
            return;
        }
        // More: half by the largest normalised sums, which dominate most, half spread evenly.
        std::vector<double> unit(n_, 0);
        for (std::size_t j = 0; j < n_; ++j) {
            Units low = rows_[j];
            Units high = rows_[j];
            for (std::size_t i = 0; i < count; ++i) {
                low = std::min(low, rows_[i * n_ + j]);
                high = std::max(high, rows_[i * n_ + j]);
            }
            unit[j] = high > low ? 1.0 / static_cast<double>(high - low) : 0;
        }
        std::vector<std::pair<double, std::uint32_t>> by_sum(count);
        for (std::size_t i = 0; i < count; ++i) {
            double sum = 0;
            for (std::size_t j = 0; j < n_; ++j) sum += unit[j] * static_cast<double>(rows_[i * n_ + j]);
            by_sum[i] = {-sum, static_cast<std::uint32_t>(i)};
        }
        std::nth_element(by_sum.begin(), by_sum.begin() + kRivals / 2, by_sum.end());
        for (std::size_t r = 0; r < kRivals; ++r) {
            const std::size_t at =
                r < kRivals / 2 ? by_sum[r].second : (r - kRivals / 2) * (count - 1) / (kRivals / 2 - 1);
            rivals_.insert(rivals_.end(), rows_.begin() + static_cast<std::ptrdiff_t>(at * n_),
                           rows_.begin() + static_cast<std::ptrdiff_t>((at + 1) * n_));
        }
    }
};

}  // namespace entente::settle
