// Leximin: the lowest ratio first; then either all outcomes that keep it, where they are few, or level by
// level: the best second-lowest ratio among outcomes that keep the lowest, and so on.
#include <algorithm>
#include <map>

#include "entente/core/expects.hpp"
#include "settle/search/search.hpp"

namespace entente::settle {
namespace {

/// Parties whose level is fixed, with the gain that they must keep.
using Fixed = std::vector<std::optional<int128>>;

struct Branch {
    Fixed fixed;
    Found outcome;  ///< keeps every fixed level
    Level level;    ///< the lowest ratio of the parties not fixed, proved largest
};

Level lowest_ratio(const Found& found, const std::vector<int128>& unit, const std::vector<int128>& base,
                   const Fixed& fixed) {
    Level lowest;
    bool first = true;
    for (std::size_t j = 0; j < unit.size(); ++j) {
        if (unit[j] <= 0 || fixed[j]) continue;
        const Level here{found.gains[j] - base[j], unit[j]};
        if (first || compare(here, lowest) < 0) lowest = here;
        first = false;
    }
    return lowest;
}

/// The ratios of the parties that count, lowest first.
std::vector<Level> sorted_ratios(const std::vector<int128>& gains, const std::vector<int128>& unit,
                                 const std::vector<int128>& base) {
    std::vector<Level> ratios;
    for (std::size_t j = 0; j < unit.size(); ++j) {
        if (unit[j] > 0) ratios.push_back({gains[j] - base[j], unit[j]});
    }
    std::sort(ratios.begin(), ratios.end(),
              [](const Level& a, const Level& b) { return compare(a, b) < 0; });
    return ratios;
}

/// The best outcomes so far by their sorted ratios: equally good ones once for each gain vector.
class Best {
public:
    Best(const std::vector<int128>& unit, const std::vector<int128>& base) : unit_(unit), base_(base) {}

    void offer(Found found) {
        std::vector<Level> ratios = sorted_ratios(found.gains, unit_, base_);
        const int order = found_.empty() ? 1 : compare_all(ratios);
        if (order < 0) return;
        if (order > 0) {
            found_.clear();
            ratios_ = std::move(ratios);
        }
        const auto same = [&](const Found& other) { return other.gains == found.gains; };
        if (std::none_of(found_.begin(), found_.end(), same)) found_.push_back(std::move(found));
    }
    /// The first one by the tie rule of all solutions is the answer, the others are tied with it.
    void hand_over(const Separable& space, SearchAnswer& answer) && {
        std::size_t best = 0;
        for (std::size_t k = 1; k < found_.size(); ++k) {
            if (preferred(space, found_[k].gains, found_[best].gains)) best = k;
        }
        answer.best = std::move(found_[best]);
        found_.erase(found_.begin() + static_cast<std::ptrdiff_t>(best));
        answer.tied = std::move(found_);
        answer.ties_known = true;
    }

private:
    [[nodiscard]] int compare_all(const std::vector<Level>& ratios) const {
        for (std::size_t rank = 0; rank < ratios.size(); ++rank) {
            if (const int order = compare(ratios[rank], ratios_[rank]); order != 0) return order;
        }
        return 0;
    }

    const std::vector<int128>& unit_;
    const std::vector<int128>& base_;
    std::vector<Level> ratios_;
    std::vector<Found> found_;
};

constexpr std::uint64_t kMostKept = 20'000;  // outcomes looked at one by one before levels take over

}  // namespace

SearchAnswer Search::leximin(const std::vector<int128>& unit, std::vector<int128> base,
                             const Found* start) {
    const std::size_t n = space_.parties;
    const std::vector<int128> rational(n, 0);
    if (base.empty()) base.assign(n, 0);
    // No outcome that counts lies below t = 0 unless the base asks for more than no deal gives.
    Level least{0, 1};
    for (std::size_t j = 0; j < n; ++j) {
        if (unit[j] <= 0 || base[j] <= 0) continue;
        const Level worst{-base[j], unit[j]};
        if (compare(worst, least) < 0) least = worst;
    }
    SearchAnswer answer = diagonal_goal(base, unit, least, rational, start, {});
    if (answer.proof != Proof::optimal) return answer;
    const std::vector<double> hint = last_point_;
    std::vector<int128> demands(n, 0);
    const Level lowest = lowest_ratio(*answer.best, unit, base, Fixed(n));
    for (std::size_t j = 0; j < n; ++j) {
        if (unit[j] > 0) demands[j] = std::max(demands[j], base[j] + round_up(lowest, unit[j]));
    }
    std::uint64_t kept = 0;
    Best best(unit, base);
    best.offer(*answer.best);
    const CoreEnd end = visit_all(demands, hint, [&](Found found) {
        best.offer(std::move(found));
        return ++kept < kMostKept;
    });
    if (end == CoreEnd::exhausted && kept < kMostKept) {
        std::move(best).hand_over(space_, answer);
        return answer;
    }
    if (end != CoreEnd::exhausted) {
        answer.proof = Proof::interval;
        return answer;
    }
    return leximin_levels(unit, base, std::move(answer), hint);
}

SearchAnswer Search::leximin_levels(const std::vector<int128>& unit, const std::vector<int128>& base,
                                    SearchAnswer answer, const std::vector<double>& hint) {
    const std::vector<int128> rational(space_.parties, 0);
    const auto diagonal = [&](const std::vector<int128>& from, const std::vector<int128>& free,
                              const Level& least, const Found* known) {
        return diagonal_goal(from, free, least, rational, known, hint);
    };
    return leximin_by_levels(space_, unit, base, std::move(answer), diagonal);
}

SearchAnswer leximin_by_levels(const Separable& scales, const std::vector<int128>& unit,
                               const std::vector<int128>& base, SearchAnswer answer,
                               const LevelSolver& diagonal) {
    const std::size_t n = unit.size();
    const Fixed none(n);
    std::vector<Branch> branches{{none, *answer.best, lowest_ratio(*answer.best, unit, base, none)}};
    const auto parties =
        static_cast<std::size_t>(std::count_if(unit.begin(), unit.end(), [](int128 u) { return u > 0; }));
    for (std::size_t rank = 1; rank < parties; ++rank) {
        std::vector<Branch> next;
        std::map<Fixed, bool> tried;
        for (const Branch& branch : branches) {
            for (std::size_t p = 0; p < n; ++p) {
                if (unit[p] <= 0 || branch.fixed[p]) continue;
                Fixed fixed = branch.fixed;
                fixed[p] = base[p] + round_up(branch.level, unit[p]);
                if (!tried.emplace(fixed, true).second) continue;
                std::vector<int128> from = base, free = unit;
                for (std::size_t j = 0; j < n; ++j) {
                    if (!fixed[j]) continue;
                    from[j] = *fixed[j];
                    free[j] = 0;
                }
                // Whoever stays below the best level so far is out of the race: the target starts there.
                const Level least = next.empty() ? branch.level : next.front().level;
                const Found* known = branch.outcome.gains[p] >= *fixed[p] ? &branch.outcome : nullptr;
                SearchAnswer deeper = diagonal(from, free, least, known);
                if (!deeper.closed()) {
                    answer.best = branches.front().outcome;
                    answer.proof = Proof::interval;
                    return answer;
                }
                if (!deeper.best) continue;
                Branch found{fixed, *deeper.best, lowest_ratio(*deeper.best, unit, base, fixed)};
                const int order = next.empty() ? 1 : compare(found.level, next.front().level);
                if (order > 0) next.clear();
                if (order >= 0) next.push_back(std::move(found));
            }
        }
        ENTENTE_EXPECTS(!next.empty());
        branches = std::move(next);
    }
    // Every outcome that is exactly as good keeps the levels of one branch, and can only be its outcome.
    Best best(unit, base);
    for (Branch& branch : branches) best.offer(std::move(branch.outcome));
    std::move(best).hand_over(scales, answer);
    return answer;
}

}  // namespace entente::settle
