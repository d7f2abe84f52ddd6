// How an enumeration is cut into blocks: the last issues form a block whose sums are precomputed, the
// others form its prefix.
#pragma once

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "settle/frontier/scan.hpp"
#include "settle/problem/problem.hpp"

namespace entente::settle {

/// What all blocks share. `K` is the integer type of the block loops.
template <class Units, class K>
struct BlockPlan {
    const Problem<Units>& problem;
    std::size_t parties;
    std::size_t split = 0;   ///< the first issue inside the block
    std::size_t length = 1;  ///< selections in a block
    std::uint64_t prefixes = 1;
    std::uint64_t lifetime = 1;                 ///< consecutive blocks with the same inner table, at least
    std::vector<const Clause<Units>*> clauses;  ///< terms, then rules
    std::size_t first_rule = 0;
    /// [issue][choice]: clauses whose first part lies on the issue and holds there (issue < split).
    std::vector<std::vector<std::vector<std::uint32_t>>> opens;
    std::vector<std::uint32_t> pattern;     ///< per clause: its inner parts as a mask, or kNone
    std::vector<std::vector<K>> masks;      ///< distinct patterns
    std::vector<std::uint32_t> inner_only;  ///< clauses without an outer part
    std::vector<std::uint64_t> weight;      ///< outcomes per inner selection; empty: 1 each
    std::vector<std::uint64_t> common;      ///< per issue: copies that all its choices share
    static constexpr std::uint32_t kNone = 0xffffffffu;

    BlockPlan(const Problem<Units>& p, std::uint64_t memory) : problem(p), parties(p.parties) {
        choose_split(memory / 4);
        index_clauses();
        count_copies();
    }
    [[nodiscard]] std::uint64_t copies(std::size_t issue, std::size_t choice) const {
        return problem.choices[issue][choice].copies / common[issue];
    }

private:
    static constexpr std::size_t kLength = 2048;  // a block of this length stays in the cache

    void choose_split(std::uint64_t mask_bytes) {
        split = problem.issues;
        while (split > 0) {
            const std::size_t options = problem.choices[split - 1].size();
            if (length > 1 && length * options > kLength) break;
            length *= options;
            --split;
        }
        // A mask per clause that reaches into the block: shorten the block where these would fill the
        // memory.
        const std::uint64_t most = problem.terms.size() + problem.rules.size();
        while (split < problem.issues && most * length * sizeof(K) > mask_bytes) {
            length /= problem.choices[split].size();
            ++split;
        }
        for (std::size_t i = 0; i < split; ++i) prefixes *= problem.choices[i].size();
    }
    void index_clauses() {
        for (const auto& term : problem.terms) clauses.push_back(&term);
        first_rule = clauses.size();
        for (const auto& rule : problem.rules) clauses.push_back(&rule);
        opens.resize(split);
        for (std::size_t i = 0; i < split; ++i) opens[i].resize(problem.choices[i].size());
        pattern.assign(clauses.size(), kNone);
        std::map<std::vector<std::pair<std::uint32_t, std::vector<std::uint8_t>>>, std::uint32_t> known;
        std::size_t last_mixed = 0;  // one past the last outer issue that inner tables depend on
        for (std::size_t c = 0; c < clauses.size(); ++c) {
            const auto& parts = clauses[c]->parts;
            std::vector<std::pair<std::uint32_t, std::vector<std::uint8_t>>> inner;
            for (const ClausePart& part : parts) {
                if (part.issue >= split) inner.emplace_back(part.issue, part.holds);
            }
            if (parts[0].issue < split) {
                for (std::size_t o = 0; o < parts[0].holds.size(); ++o) {
                    if (parts[0].holds[o] != 0)
                        opens[parts[0].issue][o].push_back(static_cast<std::uint32_t>(c));
                }
            } else {
                inner_only.push_back(static_cast<std::uint32_t>(c));
            }
            if (inner.empty()) continue;
            if (parts[0].issue < split) {
                last_mixed =
                    std::max<std::size_t>(last_mixed, parts[parts.size() - inner.size() - 1].issue + 1);
            }
            const auto [at, fresh] = known.emplace(inner, static_cast<std::uint32_t>(masks.size()));
            if (fresh) masks.push_back(mask_of(inner));
            pattern[c] = at->second;
        }
        for (std::size_t i = last_mixed; i < split; ++i) lifetime *= problem.choices[i].size();
    }
    std::vector<K> mask_of(
        const std::vector<std::pair<std::uint32_t, std::vector<std::uint8_t>>>& inner) const {
        std::vector<K> mask(length, static_cast<K>(-1));
        for (const auto& [issue, holds] : inner) {
            std::size_t stride = 1;
            for (std::size_t i = issue + 1; i < problem.issues; ++i) stride *= problem.choices[i].size();
            for (std::size_t b = 0; b < length; ++b) {
                if (holds[b / stride % holds.size()] == 0) mask[b] = 0;
            }
        }
        return mask;
    }
    void count_copies() {
        bool weighted = false;
        for (const auto& line : problem.choices) {
            std::uint64_t shared = 0;
            for (const Choice& choice : line) shared = std::gcd(shared, std::uint64_t{choice.copies});
            common.push_back(std::max<std::uint64_t>(shared, 1));
        }
        for (std::size_t i = split; i < problem.issues; ++i) {
            for (std::size_t o = 0; o < problem.choices[i].size(); ++o)
                weighted = weighted || copies(i, o) != 1;
        }
        if (!weighted) return;
        weight.assign(1, 1);
        for (std::size_t i = problem.issues; i-- > split;) {
            std::vector<std::uint64_t> next;
            for (std::size_t o = 0; o < problem.choices[i].size(); ++o) {
                for (std::uint64_t w : weight) next.push_back(w * copies(i, o));
            }
            weight = std::move(next);
        }
    }
};

/// Goes through the prefixes of a range of blocks and keeps the inner table of the current one.
template <class Units, class K>
class BlockWalker {
public:
    explicit BlockWalker(const BlockPlan<Units, K>& plan)
        : plan_(plan), n_(plan.parties), levels_(plan.split + 1), digit_(plan.split, 0) {
        for (Level& level : levels_) level.base.assign(n_, 0);
        line_.assign(n_, std::vector<K>(plan.length, 0));
        scratch_.resize(plan.length);
        pointer_.resize(n_);
        least.resize(n_);
        most.resize(n_);
    }

    // The current block:
    std::vector<K> least;  ///< per party over the inner table (allowed entries)
    std::vector<K> most;
    uint128 allowed = 0;   ///< outcomes of the inner table that inner rules allow
    bool empty = false;    ///< all are forbidden
    bool rebuilt = false;  ///< the inner table changed since the last block

    [[nodiscard]] const K* const* lines() const { return pointer_.data(); }
    [[nodiscard]] const Units* base() const { return levels_.back().base.data(); }
    [[nodiscard]] uint128 prefix_weight() const { return levels_.back().weight; }
    [[nodiscard]] std::uint64_t prefix() const { return prefix_; }

    void start(std::uint64_t prefix) {
        prefix_ = prefix;
        std::uint64_t rest = prefix;
        for (std::size_t i = plan_.split; i-- > 0;) {
            const std::size_t options = plan_.problem.choices[i].size();
            digit_[i] = static_cast<std::uint32_t>(rest % options);
            rest /= options;
        }
        settled_ = 0;
    }
    /// Makes the block of prefix() current, or the next one that outer rules allow. \return false at `end`
    bool open(std::uint64_t end) {
        while (prefix_ < end) {
            std::size_t level = settled_;
            while (level < plan_.split && enter(level)) ++level;
            settled_ = level;
            if (level == plan_.split) {
                build();
                return true;
            }
            advance(level);
        }
        return false;
    }
    void next() {
        if (plan_.split == 0) {
            ++prefix_;
        } else {
            advance(plan_.split - 1);
        }
    }

private:
    struct Level {
        std::vector<Units> base;
        uint128 weight = 1;
        std::vector<std::pair<std::uint32_t, std::uint32_t>> alive;  // clause, next part
    };
    const BlockPlan<Units, K>& plan_;
    std::size_t n_;
    std::vector<Level> levels_;
    std::vector<std::uint32_t> digit_;
    std::size_t settled_ = 0;  // levels below this are up to date
    std::uint64_t prefix_ = 0;
    std::vector<std::vector<K>> line_;
    std::vector<K> scratch_;
    std::vector<const K*> pointer_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> context_;
    bool built_ = false;

    /// Moves on to the next choice at `level`, forgetting the levels above it.
    void advance(std::size_t level) {
        std::uint64_t stride = 1;
        for (std::size_t i = level + 1; i < plan_.split; ++i) {
            stride *= plan_.problem.choices[i].size();
        }
        prefix_ = (prefix_ / stride + 1) * stride;
        for (std::size_t i = level + 1; i < plan_.split; ++i) digit_[i] = 0;
        std::size_t at = level;
        while (true) {
            if (++digit_[at] < plan_.problem.choices[at].size()) break;
            digit_[at] = 0;
            if (at == 0) break;
            --at;
        }
        settled_ = std::min(settled_, at);
    }
    /// Brings level + 1 up to date. \return false where a rule forbids the choices so far
    bool enter(std::size_t level) {
        const Level& from = levels_[level];
        Level& to = levels_[level + 1];
        const std::uint32_t choice = digit_[level];
        const Units* value = plan_.problem.value[level].data() + choice * n_;
        for (std::size_t j = 0; j < n_; ++j) to.base[j] = from.base[j] + value[j];
        to.weight = from.weight * plan_.copies(level, choice);
        to.alive.clear();
        const auto pass = [&](std::uint32_t clause, std::uint32_t next) {
            const auto& c = *plan_.clauses[clause];
            if (next < c.parts.size()) {
                to.alive.emplace_back(clause, next);
                return true;
            }
            if (clause >= plan_.first_rule) return false;
            for (std::size_t j = 0; j < n_; ++j) to.base[j] += c.amount[j];
            return true;
        };
        for (const auto& [clause, next] : from.alive) {
            const ClausePart& part = plan_.clauses[clause]->parts[next];
            if (part.issue != level) {
                to.alive.emplace_back(clause, next);
            } else if (part.holds[choice] != 0 && !pass(clause, next + 1)) {
                return false;
            }
        }
        for (std::uint32_t clause : plan_.opens[level][choice]) {
            if (!pass(clause, 1)) return false;
        }
        return true;
    }
    void build() {
        const auto& context = levels_.back().alive;
        rebuilt = !built_ || context != context_;
        if (!rebuilt) return;
        built_ = true;
        context_ = context;
        const auto& tools = scan<K>();
        std::map<std::uint32_t, std::vector<Units>> amounts;  // by pattern
        std::vector<std::uint32_t> bans;
        const auto collect = [&](std::uint32_t clause) {
            const std::uint32_t pattern = plan_.pattern[clause];
            if (clause >= plan_.first_rule) {
                bans.push_back(pattern);
                return;
            }
            auto& sum = amounts.emplace(pattern, std::vector<Units>(n_, 0)).first->second;
            for (std::size_t j = 0; j < n_; ++j) sum[j] += plan_.clauses[clause]->amount[j];
        };
        for (const auto& entry : context_) collect(entry.first);
        for (std::uint32_t clause : plan_.inner_only) collect(clause);
        for (std::size_t j = 0; j < n_; ++j) {
            sums(j);
            for (const auto& [pattern, amount] : amounts) {
                if (amount[j] == 0) continue;
                tools.add_masked(line_[j].data(), plan_.masks[pattern].data(), static_cast<K>(amount[j]),
                                 plan_.length);
            }
            for (std::uint32_t pattern : bans) {
                tools.forbid(line_[j].data(), plan_.masks[pattern].data(), plan_.length);
            }
            tools.range(line_[j].data(), plan_.length, &least[j], &most[j]);
            pointer_[j] = line_[j].data();
        }
        empty = n_ > 0 && least[0] > most[0];
        count_allowed(!bans.empty());
    }
    /// line[j] = sums of the inner issues' values.
    void sums(std::size_t party) {
        const auto& tools = scan<K>();
        std::vector<K>& out = line_[party];
        std::vector<K>& in = scratch_;
        in[0] = 0;
        std::size_t length = 1;
        for (std::size_t i = plan_.problem.issues; i-- > plan_.split;) {
            const std::size_t options = plan_.problem.choices[i].size();
            for (std::size_t o = 0; o < options; ++o) {
                const auto value = static_cast<K>(plan_.problem.value[i][o * n_ + party]);
                tools.add(out.data() + o * length, in.data(), value, length);
            }
            length *= options;
            if (i > plan_.split) std::copy_n(out.data(), length, in.data());
        }
        if (plan_.split == plan_.problem.issues) out[0] = 0;
    }
    void count_allowed(bool banned) {
        allowed = 0;
        for (std::size_t b = 0; b < plan_.length; ++b) {
            if (banned && n_ > 0 && line_[0][b] == kForbidden<K>) continue;
            allowed += plan_.weight.empty() ? 1 : plan_.weight[b];
        }
    }
};

}  // namespace entente::settle
