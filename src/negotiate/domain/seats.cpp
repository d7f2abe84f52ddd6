#include "negotiate/domain/seats.hpp"

#include <algorithm>
#include <cmath>

#include "entente/core/expects.hpp"

namespace entente::negotiate {

ListedSeat::ListedSeat(const Prepared::Tables& tables, std::size_t party)
    : tables_(tables), table_(tables.party[party]), acceptable_(table_.acceptable) {
    best_ = table_.points.front();
    least_ = table_.points.back();
    if (tables.has_reserve[party] != 0) least_ = std::max(least_, tables.reserve[party]);
}

void ListedSeat::set_reserve(double value) {
    const auto end = std::partition_point(table_.points.begin(), table_.points.end(),
                                          [&](double each) { return each >= value; });
    acceptable_ = static_cast<std::size_t>(end - table_.points.begin());
    least_ = std::max(table_.points.back(), value);
}

Offer ListedSeat::at_target(double target) {
    // The length of the prefix at or above the target, without branches to mispredict.
    const double* points = table_.points.data();
    std::size_t from = 0;
    std::size_t length = acceptable_;
    while (length > 1) {
        const std::size_t half = length / 2;
        from += points[from + half] >= target ? half : 0;
        length -= half;
    }
    return table_.order[table_.start[from]];
}

std::span<const Offer> ListedSeat::near(Offer offer, double width, std::size_t most) {
    near_.clear();
    const double limit = utility(offer) + width;
    const std::uint32_t first = table_.start[table_.rank[offer]];
    for (std::size_t k = first; k < acceptable_ && near_.size() < most && table_.start[k] == first; ++k) {
        near_.push_back(table_.order[k]);
    }
    for (std::size_t k = first; k-- > 0 && near_.size() < most && table_.points[k] <= limit;) {
        near_.push_back(table_.order[k]);
    }
    return near_;
}

Outcome ListedSeat::outcome(Offer offer) const {
    Outcome outcome;
    for (std::size_t i = 0; i < tables_.issues(); ++i)
        outcome.options.emplace_back(tables_.option(offer, i));
    return outcome;
}

std::optional<Offer> ListedSeat::offer(const Outcome& outcome) {
    if (outcome.options.size() != tables_.issues()) return std::nullopt;
    for (std::size_t i = 0; i < tables_.issues(); ++i) {
        if (outcome.options[i].index() >= tables_.options[i]) return std::nullopt;
    }
    if (!tables_.rows.empty()) {
        const auto same = [&](std::size_t at) {
            for (std::size_t i = 0; i < tables_.issues(); ++i) {
                const std::uint32_t here = tables_.rows[at * tables_.issues() + i];
                if (here != outcome.options[i].value) return here < outcome.options[i].value ? -1 : 1;
            }
            return 0;
        };
        std::size_t from = 0;
        for (std::size_t length = tables_.offers; length > 0;) {
            const std::size_t half = length / 2;
            const int order = same(from + half);
            if (order == 0) return static_cast<Offer>(from + half);
            from = order < 0 ? from + half + 1 : from;
            length = order < 0 ? length - half - 1 : half;
        }
        return std::nullopt;
    }
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < tables_.issues(); ++i)
        number += outcome.options[i].index() * tables_.stride[i];
    if (tables_.numbers.empty()) return static_cast<Offer>(number);
    const auto found = std::lower_bound(tables_.numbers.begin(), tables_.numbers.end(), number);
    if (found == tables_.numbers.end() || *found != number) return std::nullopt;
    return static_cast<Offer>(found - tables_.numbers.begin());
}

Offer Board::intern(const std::vector<std::uint32_t>& options) {
    const auto [found, fresh] = known_.emplace(options, static_cast<Offer>(known_.size()));
    if (!fresh) return found->second;
    rows_.insert(rows_.end(), options.begin(), options.end());
    for (const ExactUtility& exact : tables_.exact) {
        int128 sum = 0;
        for (std::size_t i = 0; i < options.size(); ++i) sum += exact.contribution[i][options[i]];
        units_.push_back(exact.capped(sum));
    }
    return found->second;
}

SearchedSeat::SearchedSeat(const Prepared::Tables& tables, std::size_t party, Board& board)
    : tables_(tables),
      sums_(tables.sums[party]),
      exact_(tables.exact[party]),
      party_(party),
      board_(board) {
    best_ = tables.best[party];
    least_ = tables.worst[party];
    if (tables.has_reserve[party] != 0) least_ = std::max(least_, tables.reserve[party]);
    open_.emplace(-sums_.highest, Ranks(tables.issues(), 0));
}

void SearchedSeat::set_reserve(double value) {
    moved_ = true;
    least_ = std::max(tables_.worst[party_], value);
}

bool SearchedSeat::acceptable(Offer offer) const {
    if (moved_) return utility(offer) >= least_;
    return exact_.accepts(board_.units(party_, offer));
}

bool SearchedSeat::any_acceptable() const {
    if (moved_) return best_ >= least_;
    return exact_.accepts(sums_.highest);
}

int128 SearchedSeat::units_of_ranks(const Ranks& ranks) const {
    int128 sum = 0;
    for (std::size_t i = 0; i < ranks.size(); ++i)
        sum += exact_.contribution[i][sums_.by_value[i][ranks[i]]];
    return sum;
}

/// Takes the best open combination and opens those one step below it. A combination is opened from one
/// place only: by the last issue whose rank is above 0, or a later one.
void SearchedSeat::expand() {
    const auto top = open_.begin();
    const Ranks ranks = top->second;
    open_.erase(top);
    std::vector<std::uint32_t> options(ranks.size());
    for (std::size_t i = 0; i < ranks.size(); ++i) options[i] = sums_.by_value[i][ranks[i]];
    best_first_.push_back(board_.intern(options));
    std::size_t last = 0;
    for (std::size_t i = 0; i < ranks.size(); ++i) {
        if (ranks[i] > 0) last = i;
    }
    for (std::size_t i = last; i < ranks.size(); ++i) {
        if (ranks[i] + 1 >= tables_.options[i]) continue;
        Ranks below = ranks;
        ++below[i];
        const int128 units = units_of_ranks(below);
        open_.emplace(-units, std::move(below));
    }
}

Offer SearchedSeat::nth(std::uint64_t k) {
    while (best_first_.size() <= k) {
        if (open_.empty()) return kNoOffer;
        expand();
    }
    return acceptable(best_first_[k]) ? best_first_[k] : kNoOffer;
}

/// Options whose cells add up to `cell`. \pre it can be reached \param random where set, which of them
std::vector<std::uint32_t> SearchedSeat::at_cell(std::size_t cell, RandomStream* random) const {
    const auto reached = [&](std::size_t issue, std::size_t at) {
        return (sums_.reach[issue][at / 64] >> (at % 64) & 1) != 0;
    };
    std::vector<std::uint32_t> options(tables_.issues());
    for (std::size_t i = 0; i < options.size(); ++i) {
        const std::size_t count = tables_.options[i];
        const std::size_t begin = random != nullptr ? random->below(count) : 0;
        for (std::size_t k = 0; k < count; ++k) {
            const std::size_t o = (begin + k) % count;
            const std::size_t own = sums_.cell_of[i][o];
            if (own > cell || !reached(i + 1, cell - own)) continue;
            options[i] = static_cast<std::uint32_t>(o);
            cell -= own;
            break;
        }
    }
    return options;
}

/// Lowers one issue after another as far as the sum stays at or above `target`.
void SearchedSeat::lower_to(int128 target, std::vector<std::uint32_t>& options) const {
    int128 sum = 0;
    for (std::size_t i = 0; i < options.size(); ++i) sum += exact_.contribution[i][options[i]];
    for (std::size_t i = 0; i < options.size() && sum > target; ++i) {
        const auto& row = exact_.contribution[i];
        std::uint32_t best = options[i];
        for (std::uint32_t o = 0; o < row.size(); ++o) {
            if (row[o] < row[best] && sum - row[options[i]] + row[o] >= target) best = o;
        }
        sum += row[best] - row[options[i]];
        options[i] = best;
    }
}

namespace {

/// The least whole number of units that is worth at least `target` points, among low..high.
int128 units_at(const ExactUtility& exact, double target, int128 low, int128 high) {
    while (low < high) {
        const int128 middle = low + (high - low) / 2;
        if (exact.points(middle) >= target) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

}  // namespace

Offer SearchedSeat::at_target(double target) {
    int128 least =
        units_at(exact_, std::max(target, moved_ ? least_ : target), sums_.lowest, sums_.highest);
    if (!moved_ && exact_.has_reserve) least = std::max(least, exact_.reserve);
    least = std::min(least, sums_.highest);
    const auto first = static_cast<std::size_t>((least - sums_.lowest + sums_.cell - 1) / sums_.cell);
    for (std::size_t cell = first; cell < sums_.cells; ++cell) {
        const std::uint64_t word = sums_.reach[0][cell / 64] >> (cell % 64);
        if (word == 0) {
            cell = cell / 64 * 64 + 63;
            continue;
        }
        if ((word & 1) == 0) continue;
        std::vector<std::uint32_t> options = at_cell(cell, nullptr);
        lower_to(least, options);
        return board_.intern(options);
    }
    return nth(0);
}

std::span<const Offer> SearchedSeat::near(Offer offer, double width, std::size_t most) {
    near_.assign(1, offer);
    const double limit = utility(offer) + width;
    RandomStream random(offer, "talks.near", party_);
    const auto cells = static_cast<double>(sums_.cells - 1);
    const double range = best_ - tables_.worst[party_];
    const auto cell_at = [&](double value) {
        const double share = range > 0 ? (value - tables_.worst[party_]) / range : 0;
        return static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * cells);
    };
    const std::size_t low = cell_at(utility(offer));
    const std::size_t high = cell_at(limit);
    for (std::size_t tries = 0; tries < 4 * most && near_.size() < most; ++tries) {
        std::size_t cell = low + random.below(high - low + 1);
        while (cell > 0 && (sums_.reach[0][cell / 64] >> (cell % 64) & 1) == 0) --cell;
        const Offer other = board_.intern(at_cell(cell, &random));
        if (!at_least(other, offer) || utility(other) > limit || !acceptable(other)) continue;
        if (std::find(near_.begin(), near_.end(), other) == near_.end()) near_.push_back(other);
    }
    return near_;
}

Offer SearchedSeat::any(RandomStream& random) {
    constexpr int kTries = 100;
    std::vector<std::uint32_t> options(tables_.issues());
    for (int tries = 0; tries < kTries; ++tries) {
        for (std::size_t i = 0; i < options.size(); ++i)
            options[i] = static_cast<std::uint32_t>(random.below(tables_.options[i]));
        int128 sum = 0;
        for (std::size_t i = 0; i < options.size(); ++i) sum += exact_.contribution[i][options[i]];
        sum = exact_.capped(sum);
        if (moved_ ? exact_.points(sum) >= least_ : exact_.accepts(sum)) return board_.intern(options);
    }
    return at_target(least_ + random.uniform() * (best_ - least_));
}

Outcome SearchedSeat::outcome(Offer offer) const {
    Outcome outcome;
    for (std::size_t i = 0; i < tables_.issues(); ++i)
        outcome.options.emplace_back(board_.option(offer, i));
    return outcome;
}

std::optional<Offer> SearchedSeat::offer(const Outcome& outcome) {
    if (outcome.options.size() != tables_.issues()) return std::nullopt;
    std::vector<std::uint32_t> options;
    for (std::size_t i = 0; i < tables_.issues(); ++i) {
        if (outcome.options[i].index() >= tables_.options[i]) return std::nullopt;
        options.push_back(outcome.options[i].value);
    }
    return board_.intern(options);
}

Seats::Seats(const Prepared::Tables& tables) {
    if (tables.kind == Prepared::Tables::Kind::search) board = std::make_unique<Board>(tables);
    for (std::size_t p = 0; p < tables.parties(); ++p) {
        if (board) {
            of.push_back(std::make_unique<SearchedSeat>(tables, p, *board));
        } else {
            of.push_back(std::make_unique<ListedSeat>(tables, p));
        }
    }
}

}  // namespace entente::negotiate
