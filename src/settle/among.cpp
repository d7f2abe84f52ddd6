#include "entente/settle/among.hpp"

#include <algorithm>
#include <atomic>
#include <functional>
#include <optional>
#include <utility>

#include "entente/core/diagnostic.hpp"
#include "entente/core/parallel.hpp"
#include "settle/answer/deals.hpp"
#include "settle/count/big.hpp"
#include "settle/frontier/running_front.hpp"
#include "settle/solutions/solution.hpp"

namespace entente::settle {
namespace {

/// The place of an outcome in lexicographic order, and back.
std::uint64_t place_of(const Space& space, const Outcome& outcome) {
    std::uint64_t place = 0;
    for (std::size_t i = 0; i < space.issues.size(); ++i)
        place = place * space.issues[i].options.size() + outcome.options[i].index();
    return place;
}

Outcome outcome_at(const Space& space, std::uint64_t place) {
    Outcome outcome;
    outcome.options.resize(space.issues.size(), OptionId(std::size_t{0}));
    for (std::size_t i = space.issues.size(); i-- > 0;) {
        outcome.options[i] = OptionId(static_cast<std::size_t>(place % space.issues[i].options.size()));
        place /= space.issues[i].options.size();
    }
    return outcome;
}

template <class Units>
class Bargainer {
public:
    Bargainer(const Case& conflict, const std::vector<ExactUtility>& exact, Problem<Units> problem,
              const Members& members, std::size_t list, const SettleOptions& options)
        : conflict_(conflict),
          exact_(exact),
          problem_(std::move(problem)),
          members_(members),
          list_(list),
          options_(options),
          n_(problem_.parties) {}

    Among run(const RunOptions& run) {
        Among result;
        Seen all(n_);
        const std::size_t blocks = static_cast<std::size_t>((members_.outcomes + kBlock - 1) / kBlock);
        // A few blocks at a time: each holds a front of its own.
        constexpr std::size_t kTogether = 64;
        for (std::size_t from = 0; from < blocks; from += kTogether) {
            const bool whole = reduce_blocks<Seen>(
                std::min(kTogether, blocks - from), run, [&](std::size_t k) { return look(from + k); },
                [&](Seen&& seen) { all.take(std::move(seen), list_); });
            if (whole) continue;
            result.stopped = Stopped::cancelled;
            return result;
        }
        result.zone = all.zone;
        result.left = all.left;
        result.left_in_zone = all.in_zone;
        describe(all, run, result);
        return result;
    }

private:
    static constexpr std::uint64_t kBlock = 1u << 14;

    struct Seen {
        std::uint64_t zone = 0;
        std::uint64_t left = 0;
        std::uint64_t in_zone = 0;
        std::vector<std::uint64_t> first;  ///< numbers of deals left in the zone
        std::vector<Units> worst;          ///< over all outcomes; empty: none seen
        std::vector<Units> best;
        RunningFront<Units> front{0};

        Seen() = default;
        explicit Seen(std::size_t parties) : front(parties) {}

        void see(const std::vector<Units>& row) {
            if (worst.empty()) worst = best = row;
            for (std::size_t j = 0; j < row.size(); ++j) {
                worst[j] = std::min(worst[j], row[j]);
                best[j] = std::max(best[j], row[j]);
            }
        }
        void take(Seen&& other, std::size_t list) {
            zone += other.zone;
            left += other.left;
            in_zone += other.in_zone;
            const std::size_t room = std::min(list - std::min(list, first.size()), other.first.size());
            first.insert(first.end(), other.first.begin(),
                         other.first.begin() + static_cast<std::ptrdiff_t>(room));
            if (!other.worst.empty()) {
                see(other.worst);
                see(other.best);
            }
            front.absorb(other.front);
        }
    };

    void units(const Outcome& outcome, std::vector<Units>& row) const {
        for (std::size_t j = 0; j < n_; ++j) {
            const int128 sum = (units_of(exact_[j], outcome) - problem_.base[j]) / problem_.step[j];
            row[j] = problem_.capped_units(j, static_cast<Units>(sum));
        }
    }

    Seen look(std::size_t block) const {
        Seen seen(n_);
        Outcome outcome;
        std::vector<Units> row(n_);
        const std::uint64_t end = std::min(members_.outcomes, (std::uint64_t{block} + 1) * kBlock);
        for (std::uint64_t k = std::uint64_t{block} * kBlock; k < end; ++k) {
            members_.outcome(k, outcome);
            units(outcome, row);
            seen.see(row);
            bool acceptable = true;
            for (std::size_t j = 0; j < n_ && acceptable; ++j) acceptable = problem_.acceptable(j, row[j]);
            seen.zone += acceptable ? 1 : 0;
            if (!members_.left(k)) continue;
            ++seen.left;
            if (!acceptable) continue;
            ++seen.in_zone;
            if (seen.first.size() < list_) seen.first.push_back(k);
            seen.front.offer(row.data(), 1, place_of(conflict_.space, outcome));
        }
        seen.front.flush();
        return seen;
    }

    [[nodiscard]] Point point(const Units* row, Outcome outcome, std::string ties) const {
        Point made;
        for (std::size_t j = 0; j < n_; ++j) made.utilities.push_back(problem_.points(j, row[j]));
        made.outcome = std::move(outcome);
        made.ties = std::move(ties);
        return made;
    }

    [[nodiscard]] Point point(const RunningFront<Units>& front, std::size_t at) const {
        const auto& data = front.data()[at];
        return point(front.rows().data() + at * n_, outcome_at(conflict_.space, data.rank),
                     BigCount::from(data.weight).to_string());
    }

    void describe(Seen& all, const RunOptions& run, Among& result) {
        const RunningFront<Units>& front = all.front;
        result.points = front.size();
        for (std::size_t p = 0; p < std::min(front.size(), list_); ++p)
            result.frontier.push_back(point(front, p));
        std::vector<Units> row(n_);
        for (const std::uint64_t number : all.first) {
            Outcome outcome;
            members_.outcome(number, outcome);
            units(outcome, row);
            result.deals.push_back({number, point(row.data(), std::move(outcome), "1"), on(front, row)});
        }
        for (std::size_t j = 0; j < n_; ++j)
            if (problem_.has_reserve[j] == 0 && !all.worst.empty()) problem_.set_origin(j, all.worst[j]);
        auto ranked = ranks_of(front, run);
        if (!ranked) {
            result.stopped = Stopped::cancelled;
            return;
        }
        solve(front, all.best, Ranks<Units>(std::move(*ranked)), result);
    }

    /// For every utility of the front, how many of the outcomes that are left are better for the party, in
    /// the zone or not: a second look at all outcomes, since only now it is known which utilities matter.
    /// \return nothing where it was stopped
    [[nodiscard]] std::optional<std::vector<std::vector<typename Ranks<Units>::Step>>> ranks_of(
        const RunningFront<Units>& front, const RunOptions& run) const {
        std::vector<std::vector<Units>> values(n_);  // falling
        for (std::size_t j = 0; j < n_; ++j) {
            for (std::size_t p = 0; p < front.size(); ++p) values[j].push_back(front.rows()[p * n_ + j]);
            std::sort(values[j].begin(), values[j].end(), std::greater<>());
            values[j].erase(std::unique(values[j].begin(), values[j].end()), values[j].end());
        }
        // [party][k]: outcomes better than value k and not better than the value before it
        std::vector<std::vector<std::uint64_t>> between(n_);
        for (std::size_t j = 0; j < n_; ++j) between[j].resize(values[j].size());
        const auto blocks = static_cast<std::size_t>((members_.outcomes + kBlock - 1) / kBlock);
        const std::size_t done =
            for_each_block(front.size() == 0 ? 0 : blocks, run, [&](std::size_t block) {
                Outcome outcome;
                std::vector<Units> row(n_);
                const std::uint64_t end = std::min(members_.outcomes, (std::uint64_t{block} + 1) * kBlock);
                for (std::uint64_t k = std::uint64_t{block} * kBlock; k < end; ++k) {
                    if (!members_.left(k)) continue;
                    members_.outcome(k, outcome);
                    units(outcome, row);
                    for (std::size_t j = 0; j < n_; ++j) {
                        const auto below =
                            std::partition_point(values[j].begin(), values[j].end(),
                                                 [&](Units value) { return value >= row[j]; });
                        if (below == values[j].end()) continue;
                        auto& count = between[j][static_cast<std::size_t>(below - values[j].begin())];
                        std::atomic_ref<std::uint64_t>(count).fetch_add(1, std::memory_order_relaxed);
                    }
                }
            });
        if (front.size() > 0 && done < blocks) return std::nullopt;
        std::vector<std::vector<typename Ranks<Units>::Step>> steps(n_);
        for (std::size_t j = 0; j < n_; ++j) {
            BigCount sum;
            for (std::size_t k = 0; k < values[j].size(); ++k) {
                sum += BigCount(between[j][k]);
                steps[j].push_back({values[j][k] + 1, sum});
            }
        }
        return steps;
    }

    /// Whether a row is one of the front's, which fall in lexicographic order.
    [[nodiscard]] bool on(const RunningFront<Units>& front, const std::vector<Units>& row) const {
        std::size_t low = 0;
        std::size_t high = front.size();
        const auto at = [&](std::size_t p) {
            return front.rows().begin() + static_cast<std::ptrdiff_t>(p * n_);
        };
        while (low < high) {
            const std::size_t middle = (low + high) / 2;
            if (std::lexicographical_compare(row.begin(), row.end(), at(middle), at(middle + 1)))
                low = middle + 1;
            else
                high = middle;
        }
        return low < front.size() && std::equal(row.begin(), row.end(), at(low));
    }

    [[nodiscard]] Solution solution(const RunningFront<Units>& front, const Bargain<Units>& bargain,
                                    const std::vector<Units>& best, const Choosing& chosen) const {
        constexpr std::size_t kTiedListed = 16;
        Solution made = make_solution(problem_, bargain.row(chosen.best), point(front, chosen.best), best);
        made.bound_gap = 0;
        made.tied_points = chosen.tied.size();
        for (std::size_t t = 0; t < std::min(chosen.tied.size(), kTiedListed); ++t)
            made.tied.push_back(point(front, chosen.tied[t]));
        return made;
    }

    void solve(const RunningFront<Units>& front, const std::vector<Units>& best, const Ranks<Units>& ranks,
               Among& result) const {
        Bargain<Units> bargain;
        bargain.problem = &problem_;
        bargain.rows = front.rows();
        for (std::size_t p = 0; p < front.size(); ++p) {
            bargain.point.push_back(p);
            const Units* row = front.rows().data() + p * n_;
            if (p == 0) bargain.ideal.assign(row, row + n_);
            for (std::size_t j = 0; j < n_; ++j) bargain.ideal[j] = std::max(bargain.ideal[j], row[j]);
        }
        std::optional<std::vector<Units>> reference;
        if (options_.reference) reference = units_at(conflict_, problem_, exact_, *options_.reference);
        const Ground<Units> ground{bargain, options_.nash_weights, reference, &ranks};
        for (const SolutionRecord* record : solution_records()) {
            if (record->asked != nullptr && !record->asked(options_)) continue;
            NamedSolution named{std::string(record->text.id), std::nullopt, {}};
            const auto same = std::find_if(
                result.solutions.begin(), result.solutions.end(),
                [&](const NamedSolution& other) { return other.name == record->text.same_as; });
            if (same != result.solutions.end()) {
                named.solution = same->solution;
                named.why_not = same->why_not;
            } else if (bargain.size() > 0) {
                const Choosing chosen = record->choose(ground);
                named.why_not = chosen.why_not;
                if (named.why_not.empty()) named.solution = solution(front, bargain, best, chosen);
            }
            result.solutions.push_back(std::move(named));
        }
    }

    const Case& conflict_;
    const std::vector<ExactUtility>& exact_;
    Problem<Units> problem_;
    const Members& members_;
    std::size_t list_;
    const SettleOptions& options_;
    std::size_t n_;
};

}  // namespace

Among settle_among(const Case& conflict, const Members& members, std::size_t list,
                   const SettleOptions& options, const RunOptions& run) {
    const std::vector<ExactUtility> exact = exact_utilities(conflict);
    if (auto narrow = build_problem<std::int64_t>(conflict, exact))
        return Bargainer<std::int64_t>(conflict, exact, std::move(*narrow), members, list, options)
            .run(run);
    if (auto wide = build_problem<int128>(conflict, exact))
        return Bargainer<int128>(conflict, exact, std::move(*wide), members, list, options).run(run);
    Diagnostic made;
    made.code = "E0406";
    made.message = "the utilities are too large to be added exactly";
    throw InputError(std::move(made));
}

}  // namespace entente::settle
