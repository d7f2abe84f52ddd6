// Listing outcomes, or a sample of them, and sorting them by each party's utility.
#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

#include "entente/core/expects.hpp"
#include "entente/core/random.hpp"
#include "negotiate/domain/tables.hpp"

namespace entente::negotiate {
namespace {

using Tables = Prepared::Tables;

/// The sums of every combination, the last issue running fastest, before terms.
std::vector<int128> all_sums(const ExactUtility& exact) {
    std::vector<int128> sums{0};
    for (const std::vector<int128>& issue : exact.contribution) {
        std::vector<int128> next;
        next.reserve(sums.size() * issue.size());
        for (const int128 sum : sums) {
            for (const int128 each : issue) next.push_back(sum + each);
        }
        sums = std::move(next);
    }
    return sums;
}

/// Calls `visit(number)` for every combination in which the conjunction holds.
template <class Visit>
void for_each_where(const Tables& tables, const Conjunction& when, Visit&& visit) {
    std::vector<const Condition*> on(tables.issues(), nullptr);
    for (const Condition& each : when) on[each.issue.index()] = &each;
    const auto walk = [&](auto&& self, std::size_t issue, std::uint64_t number) -> void {
        if (issue == tables.issues()) {
            visit(number);
            return;
        }
        for (std::size_t o = 0; o < tables.options[issue]; ++o) {
            if (on[issue] != nullptr && !on[issue]->holds(OptionId(o))) continue;
            self(self, issue + 1, number + o * tables.stride[issue]);
        }
    };
    walk(walk, 0, 0);
}

/// Stable sort of positions by falling key, byte by byte: a few passes where utilities have few digits.
void sort_falling(std::vector<std::uint32_t>& order, const std::vector<std::uint64_t>& key) {
    std::uint64_t widest = 0;
    for (const std::uint64_t each : key) widest |= each;
    std::vector<std::uint32_t> other(order.size());
    constexpr unsigned kBits = 11;
    constexpr std::size_t kBuckets = std::size_t{1} << kBits;
    for (unsigned shift = 0; shift < 64 && (widest >> shift) != 0; shift += kBits) {
        std::array<std::size_t, kBuckets + 1> begin{};
        const auto digit = [&](std::uint32_t at) {
            return kBuckets - 1 - ((key[at] >> shift) & (kBuckets - 1));
        };
        for (const std::uint32_t each : order) ++begin[digit(each) + 1];
        for (std::size_t d = 0; d < kBuckets; ++d) begin[d + 1] += begin[d];
        for (const std::uint32_t each : order) other[begin[digit(each)]++] = each;
        order.swap(other);
    }
}

}  // namespace

void rank_offers(PartyTable& table, const ExactUtility& exact, const std::vector<int128>& units) {
    const std::size_t n = units.size();
    table.order.resize(n);
    std::iota(table.order.begin(), table.order.end(), 0u);
    const auto [low, high] = std::minmax_element(units.begin(), units.end());
    if (*high - *low <= static_cast<int128>(std::numeric_limits<std::int64_t>::max())) {
        std::vector<std::uint64_t> key(n);
        for (std::size_t i = 0; i < n; ++i) key[i] = static_cast<std::uint64_t>(units[i] - *low);
        sort_falling(table.order, key);
    } else {
        std::stable_sort(table.order.begin(), table.order.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return units[a] > units[b]; });
    }
    table.points.resize(n);
    table.rank.resize(n);
    table.start.resize(n);
    table.acceptable = 0;
    for (std::size_t k = 0; k < n; ++k) {
        const std::uint32_t offer = table.order[k];
        table.rank[offer] = static_cast<std::uint32_t>(k);
        const bool tied = k > 0 && units[table.order[k - 1]] == units[offer];
        table.start[k] = tied ? table.start[k - 1] : static_cast<std::uint32_t>(k);
        table.points[k] = tied ? table.points[k - 1] : exact.points(units[offer]);
        if (exact.accepts(units[offer])) table.acceptable = k + 1;
    }
}

namespace {

void forbid_unratified(const Tables& tables, std::vector<std::uint8_t>& forbidden) {
    Outcome outcome;
    outcome.options.assign(tables.issues(), OptionId(0));
    for (std::uint64_t number = 0; number < forbidden.size(); ++number) {
        for (std::size_t i = 0; i < tables.issues(); ++i)
            outcome.options[i] =
                OptionId(static_cast<std::size_t>(number / tables.stride[i] % tables.options[i]));
        if (!tables.passage.ratified(outcome)) forbidden[number] = 1;
    }
}

[[noreturn]] void refuse_without_offers() {
    throw InputError(Diagnostic{.severity = Severity::error,
                                .code = "E1706",
                                .message = "no outcome is left to talk about: each is against a rule, or "
                                           "would not be ratified",
                                .where = {},
                                .hint = "entente settle shows what the rules and the actors leave",
                                .address = {}});
}

}  // namespace

void list_outcomes(Tables& tables) {
    const std::size_t issues = tables.issues();
    tables.stride.assign(issues, 1);
    for (std::size_t i = issues; i-- > 1;) tables.stride[i - 1] = tables.stride[i] * tables.options[i];
    const std::uint64_t all = tables.stride[0] * tables.options[0];
    if (!tables.conflict.space.rules.empty() || tables.passage.ratifies()) {
        std::vector<std::uint8_t> forbidden(all, 0);
        if (tables.passage.ratifies()) forbid_unratified(tables, forbidden);
        for (const Rule& rule : tables.conflict.space.rules) {
            for_each_where(tables, rule.never, [&](std::uint64_t number) { forbidden[number] = 1; });
        }
        for (std::uint64_t number = 0; number < all; ++number) {
            if (forbidden[number] == 0) tables.numbers.push_back(number);
        }
        if (tables.numbers.empty()) refuse_without_offers();
        if (tables.numbers.size() == all) tables.numbers.clear();
    }
    tables.offers = tables.numbers.empty() ? all : tables.numbers.size();
    for (const ExactUtility& exact : tables.exact) {
        std::vector<int128> units = all_sums(exact);
        for (const ExactTerm& term : exact.terms) {
            for_each_where(tables, term.when, [&](std::uint64_t number) { units[number] += term.units; });
        }
        if (!tables.numbers.empty()) {
            for (std::size_t i = 0; i < tables.numbers.size(); ++i) units[i] = units[tables.numbers[i]];
            units.resize(tables.numbers.size());
        }
        if (exact.has_cap) {
            for (int128& each : units) each = std::min(each, exact.cap);
        }
        rank_offers(tables.party.emplace_back(), exact, units);
    }
}

namespace {

int128 units_at(const ExactUtility& exact, const Outcome& outcome) {
    return exact.capped(units_of(exact, outcome));
}

bool allowed(const Tables& tables, const Outcome& outcome) {
    return feasible(tables.conflict.space, outcome) &&
           (!tables.passage.ratifies() || tables.passage.ratified(outcome));
}

/// Changes one issue at a time to the party's best option there, until nothing helps.
void climb(const Tables& tables, const ExactUtility& exact, Outcome& at) {
    int128 now = units_at(exact, at);
    for (bool better = true; better;) {
        better = false;
        for (std::size_t i = 0; i < tables.issues(); ++i) {
            const OptionId kept = at.options[i];
            OptionId best = kept;
            for (std::size_t o = 0; o < tables.options[i]; ++o) {
                at.options[i] = OptionId(o);
                if (!allowed(tables, at)) continue;
                if (const int128 here = units_at(exact, at); here > now) {
                    now = here;
                    best = at.options[i];
                    better = true;
                }
            }
            at.options[i] = best;
        }
    }
}

}  // namespace

void sample_outcomes(Tables& tables, std::uint64_t count, std::uint64_t seed) {
    constexpr int kClimbs = 20;           // for each party
    constexpr std::uint64_t kTries = 50;  // draws for each outcome wanted
    RandomStream random(seed, "talks.sample");
    std::vector<Outcome> all;
    Outcome at;
    at.options.assign(tables.issues(), OptionId(0));
    const auto draw = [&] {
        for (std::size_t i = 0; i < tables.issues(); ++i)
            at.options[i] = OptionId(static_cast<std::size_t>(random.below(tables.options[i])));
        return allowed(tables, at);
    };
    for (std::uint64_t tries = 0; all.size() < count && tries < count * kTries; ++tries) {
        if (draw()) all.push_back(at);
    }
    if (all.empty()) {
        throw InputError(
            Diagnostic{.severity = Severity::error,
                       .code = "E1706",
                       .message = "rules and ratification leave so few outcomes that none was found by "
                                  "drawing",
                       .hint = "write rules as fewer options where that says the same"});
    }
    const std::size_t drawn = all.size();
    for (const ExactUtility& exact : tables.exact) {
        for (int k = 0; k < kClimbs; ++k) {
            Outcome top = all[random.below(drawn)];
            climb(tables, exact, top);
            all.push_back(std::move(top));
        }
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    tables.offers = all.size();
    for (const Outcome& each : all) {
        for (const OptionId option : each.options) tables.rows.push_back(option.value);
    }
    for (const ExactUtility& exact : tables.exact) {
        std::vector<int128> units;
        units.reserve(all.size());
        for (const Outcome& each : all) units.push_back(units_at(exact, each));
        rank_offers(tables.party.emplace_back(), exact, units);
    }
}

}  // namespace entente::negotiate
