#include <algorithm>
#include <array>
#include <numeric>

#include "stability/model/digits.hpp"
#include "stability/model/ranker.hpp"

namespace entente::stability {
namespace {

constexpr unsigned kBits = 11;
constexpr std::size_t kBuckets = 1u << kBits;

/// Sorts stably: one counting pass for every eleven bits of which one is among those that differ.
/// `key(entry)` is what an entry is sorted by.
template <class Entry, class Key>
void sort_by_bits(std::vector<Entry>& entries, std::vector<Entry>& next, std::uint64_t differing, Key key) {
    next.resize(entries.size());
    for (unsigned shift = 0; shift < 64; shift += kBits) {
        if ((differing >> shift & (kBuckets - 1)) == 0) continue;
        std::array<std::uint32_t, kBuckets + 1> place{};
        for (const Entry& entry : entries) ++place[(key(entry) >> shift & (kBuckets - 1)) + 1];
        std::partial_sum(place.begin(), place.end(), place.begin());
        for (const Entry& entry : entries) next[place[key(entry) >> shift & (kBuckets - 1)]++] = entry;
        entries.swap(next);
    }
}

/// The bits in which keys differ.
std::uint64_t differing_bits(const std::vector<std::uint64_t>& keys) {
    std::uint64_t either = 0;
    std::uint64_t both = ~std::uint64_t{0};
    for (const std::uint64_t key : keys) {
        either |= key;
        both &= key;
    }
    return either ^ both;
}

}  // namespace

void Ranker::operator()(const std::vector<std::uint64_t>& keys, std::vector<std::uint32_t>& rank) {
    rank.resize(keys.size());
    if (keys.empty()) return;
    const std::uint64_t top = *std::max_element(keys.begin(), keys.end());
    if (top >= 4 * keys.size() + 1024) return by_sorting(keys, rank);
    seen_.assign(static_cast<std::size_t>(top) + 1, 0);
    for (const std::uint64_t key : keys) seen_[key] = 1;
    std::uint32_t next = 0;
    for (std::uint32_t& mark : seen_) mark = mark != 0 ? next++ : 0;
    for (std::size_t s = 0; s < keys.size(); ++s) rank[s] = seen_[keys[s]];
}

void Ranker::by_sorting(const std::vector<std::uint64_t>& keys, std::vector<std::uint32_t>& rank) {
    const std::uint64_t differing = differing_bits(keys);
    std::uint32_t step = 0;      // different keys so far
    if (differing >> 32 == 0) {  // key and state in one word: no look at the keys by state
        entries_.resize(keys.size());
        for (std::size_t s = 0; s < keys.size(); ++s) entries_[s] = keys[s] << 32 | s;
        sort_by_bits(entries_, spare_, differing, [](std::uint64_t entry) { return entry >> 32; });
        for (std::size_t k = 0; k < entries_.size(); ++k) {
            step += k > 0 && entries_[k] >> 32 != entries_[k - 1] >> 32 ? 1 : 0;
            rank[static_cast<std::uint32_t>(entries_[k])] = step;
        }
        return;
    }
    order_.resize(keys.size());
    std::iota(order_.begin(), order_.end(), 0u);
    sort_by_bits(order_, spare_order_, differing, [&](std::uint32_t s) { return keys[s]; });
    for (std::size_t k = 0; k < order_.size(); ++k) {
        step += k > 0 && keys[order_[k]] != keys[order_[k - 1]] ? 1 : 0;
        rank[order_[k]] = step;
    }
}

std::vector<std::uint32_t> dense_ranks(const std::vector<std::uint64_t>& keys) {
    std::vector<std::uint32_t> rank;
    Ranker()(keys, rank);
    return rank;
}

void truth_of(const Conjunction& all, const std::vector<std::uint32_t>& radix, const Feasible& feasible,
              std::vector<char>& truth) {
    truth.assign(static_cast<std::size_t>(feasible.count), 1);
    for (const Condition& condition : all) {
        const std::size_t lever = condition.issue.index();
        std::vector<char> allowed(radix[lever], 0);
        for (std::size_t o = 0; o < allowed.size(); ++o) allowed[o] = condition.holds(OptionId(o)) ? 1 : 0;
        for_each_digit(radix, feasible, lever, [&](std::uint64_t s, std::uint32_t digit) {
            truth[s] = static_cast<char>(truth[s] & allowed[digit]);
        });
    }
}

std::vector<std::uint32_t> ranks_by_statements(const Space& space, const Feasible& feasible,
                                               const std::vector<Statement>& statements) {
    const std::size_t states = static_cast<std::size_t>(feasible.count);
    const std::vector<std::uint32_t> radix = radix_of(space);
    std::vector<std::uint32_t> rank(states, 0);
    std::vector<std::uint64_t> keys(states);
    std::vector<char> truth;
    // A truth vector of any length: 24 statements at a time refine the ranks so far.
    constexpr std::size_t kBatch = 24;
    for (std::size_t first = 0; first < statements.size(); first += kBatch) {
        const std::size_t last = std::min(first + kBatch, statements.size());
        for (std::size_t s = 0; s < states; ++s) keys[s] = std::uint64_t{rank[s]} << (last - first);
        for (std::size_t k = first; k < last; ++k) {
            const std::uint64_t bit = std::uint64_t{1} << (last - 1 - k);
            for (const Conjunction& all : statements[k].any_of) {
                truth_of(all, radix, feasible, truth);
                for (std::size_t s = 0; s < states; ++s) keys[s] |= truth[s] ? bit : 0;
            }
        }
        rank = dense_ranks(keys);
    }
    return rank;
}

std::vector<std::uint32_t> ranks_by_tiers(std::size_t states,
                                          const std::vector<std::vector<State>>& tiers) {
    std::vector<std::uint64_t> keys(states, 0);
    for (std::size_t t = 0; t < tiers.size(); ++t)
        for (const State s : tiers[t]) keys[s] = tiers.size() - t;
    return dense_ranks(keys);
}

}  // namespace entente::stability
