// The part of the planner that works without a complete frontier: solutions, zone and counts from the
// separable form.
#include <algorithm>
#include <functional>
#include <memory>

#include <fmt/format.h>

#include "entente/core/parallel.hpp"
#include "entente/core/text.hpp"
#include "settle/answer/plan.hpp"
#include "settle/count/clauses.hpp"
#include "settle/count/count.hpp"
#include "settle/count/ties.hpp"
#include "settle/frontier/cover.hpp"
#include "settle/milp/points.hpp"
#include "settle/search/points.hpp"

namespace entente::settle {
template <class Units>
bool Planner<Units>::find_separable() {
    if (separable_) return true;
    // Worst utilities are exact here; parties without a reservation value count their gains from them.
    for (std::size_t j = 0; j < problem_.parties; ++j) {
        if (problem_.has_reserve[j] == 0) problem_.set_origin(j, 0);
    }
    SeparableForm form = separable_form(problem_);
    if (!form.separable) {
        separable_reason_ = form.reason;
        return false;
    }
    if (form.separable->impossible()) {
        separable_reason_ = "the rules forbid every outcome";
        return false;
    }
    std::vector<Units> worst;
    bool again = false;
    for (std::size_t j = 0; j < problem_.parties; ++j) {
        worst.push_back(
            static_cast<Units>((form.separable->lowest(j) + problem_.origin[j]) / problem_.fine[j]));
        if (problem_.has_reserve[j] == 0 && worst[j] != 0) {
            problem_.set_origin(j, worst[j]);
            again = true;
        }
    }
    if (again) form = separable_form(problem_);
    if (worst_.empty()) worst_ = worst;
    if (best_.empty()) {
        for (std::size_t j = 0; j < problem_.parties; ++j) {
            best_.push_back(
                static_cast<Units>((form.separable->highest(j) + problem_.origin[j]) / problem_.fine[j]));
        }
    }
    separable_ = std::move(form.separable);
    return true;
}

namespace {

/// The searches that a separable problem needs, each with its own budget, side by side on the threads.
PointHunt hunt_side_by_side(const Separable& space, const PointWishes& wishes, const RunOptions& run) {
    const std::size_t n = space.parties;
    constexpr std::uint64_t kNodes = 100'000'000;  // some seconds each
    PointHunt hunt;
    const auto take = [&](const SearchAnswer& answer) {
        if (answer.best) hunt.points.push_back({space.selection(answer.best->choice), answer.best->gains});
        return answer.best.has_value();
    };
    const auto all = [&](std::size_t count, const auto& solve) {
        std::vector<SearchAnswer> answers(count);
        std::vector<Stopped> stopped(count, Stopped::complete);
        for_each_block(count, run, [&](std::size_t i) {
            Search search(space, run, kNodes);
            answers[i] = solve(i, search);
            stopped[i] = search.stopped();
        });
        for (Stopped s : stopped) {
            if (s == Stopped::cancelled) hunt.stopped = s;
        }
        if (run.stop.stop_requested()) hunt.stopped = Stopped::cancelled;
        return answers;
    };
    const SearchAnswer zone =
        Search(space, run, kNodes).diagonal(std::vector<int128>(n, 0), std::vector<int128>(n, 1), Level{});
    hunt.zone = zone.best ? Proof::optimal : zone.proof;
    using Floors = std::vector<std::optional<int128>>;
    const auto bests = all(n, [&](std::size_t j, Search& s) { return s.best_of(j, Floors(n)); });
    for (const SearchAnswer& best : bests) take(best);
    if (!zone.best) {
        const auto blocked = all(n + 1, [&](std::size_t j, Search& s) {
            if (j == n) return s.least_shift();
            Floors floors(n, int128{0});
            floors[j] = std::nullopt;
            return s.best_of(j, floors);
        });
        for (const SearchAnswer& answer : blocked) take(answer);
        keep_nondominated(hunt.points);
        return hunt;
    }
    const auto ideals =
        all(n, [&](std::size_t j, Search& s) { return s.best_of(j, Floors(n, int128{0})); });
    std::vector<int128> ideal(n, 0);
    std::vector<double> able(n, 0);  // the parties that can gain at all
    for (std::size_t j = 0; j < n; ++j) {
        if (take(ideals[j])) ideal[j] = ideals[j].best->gains[j];
        able[j] = ideal[j] > 0 ? 1 : 0;
        if (!ideals[j].closed()) hunt.failed.push_back("kalai_smorodinsky");
    }
    struct Wanted {
        std::string name;
        std::function<SearchAnswer(Search&)> solve;
    };
    std::vector<Wanted> wanted;
    const PointUnits units = point_units(space);
    const bool gainful = std::any_of(able.begin(), able.end(), [](double a) { return a > 0; });
    if (gainful) {
        wanted.push_back({"nash", [&](Search& s) { return s.nash(able); }});
        if (!wishes.nash_weights.empty()) {
            wanted.push_back({"weighted_nash", [&](Search& s) {
                                  std::vector<double> weight = wishes.nash_weights;
                                  for (std::size_t j = 0; j < n; ++j) weight[j] *= able[j];
                                  return s.nash(weight);
                              }});
        }
        wanted.push_back({"kalai_smorodinsky", [&](Search& s) { return s.leximin(ideal); }});
    }
    if (!units.units.empty()) {
        wanted.push_back({"egalitarian", [&](Search& s) { return s.leximin(units.units); }});
    } else {
        hunt.failed.insert(hunt.failed.end(), {"egalitarian", "leximin"});
    }
    wanted.push_back({"utilitarian", [&](Search& s) { return s.largest_sum(); }});
    if (wishes.reference) {
        wanted.push_back({"gupta_livne", [&](Search& s) {
                              std::vector<int128> unit;
                              for (std::size_t j = 0; j < n; ++j) {
                                  unit.push_back(std::max<int128>(0, ideal[j] - (*wishes.reference)[j]));
                              }
                              return s.leximin(unit, *wishes.reference);
                          }});
    }
    // The steps of the Raiffa solution follow each other: one more task beside the others, the longest,
    // and so the first.
    const bool proved =
        std::all_of(ideals.begin(), ideals.end(), [](const SearchAnswer& best) { return best.closed(); });
    PointAnswer raiffa;
    std::vector<Located> on_the_way;
    const std::size_t steps = gainful && proved ? 1 : 0;
    auto answers = all(steps + wanted.size(), [&](std::size_t i, Search& s) {
        if (i >= steps) return wanted[i - steps].solve(s);
        SeparablePoints solver(space, run, kNodes);
        raiffa = raiffa_point(solver, ideal, on_the_way);
        return SearchAnswer{};
    });
    answers.erase(answers.begin(), answers.begin() + static_cast<std::ptrdiff_t>(steps));
    hunt.points.insert(hunt.points.end(), on_the_way.begin(), on_the_way.end());
    if (raiffa.best) hunt.points.push_back(*raiffa.best);
    if (gainful && !raiffa.best) hunt.failed.push_back("raiffa");
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const std::string& name = wanted[i].name;
        if (!take(answers[i])) {
            hunt.failed.push_back(name);
            if (name == "egalitarian") hunt.failed.push_back("leximin");
        } else if (answers[i].proof != Proof::optimal) {
            hunt.gaps[name] = std::max(0.0, answers[i].bound - answers[i].value);
            if (name == "egalitarian") hunt.gaps["leximin"] = hunt.gaps[name];
        }
    }
    keep_nondominated(hunt.points);
    return hunt;
}

}  // namespace

/// Points found one by one as a frontier with gaps.
template <class Units>
Front<Units> Planner<Units>::front_of(std::vector<Located> points) const {
    Front<Units> front;
    front.parties = problem_.parties;
    front.complete = false;
    auto selections = std::make_shared<std::vector<std::vector<std::uint32_t>>>();
    for (Located& point : points) {
        for (std::size_t j = 0; j < problem_.parties; ++j) {
            const int128 units = (point.gains[j] + problem_.origin[j]) / problem_.fine[j];
            front.rows.push_back(static_cast<Units>(units));
        }
        selections->push_back(std::move(point.selection));
    }
    front.selection = [selections](std::size_t point, std::uint32_t* out) {
        std::copy((*selections)[point].begin(), (*selections)[point].end(), out);
    };
    return front;
}

/// Finds the points that the analysis speaks of one by one, and takes them as a frontier with gaps.
template <class Units>
void Planner<Units>::by_points() {
    const std::size_t n = problem_.parties;
    PointWishes wishes;
    wishes.nash_weights = options_.nash_weights;
    if (options_.reference) {
        wishes.reference.emplace();
        const auto units = *units_at(conflict_, problem_, exact_, *options_.reference);
        for (std::size_t j = 0; j < n; ++j) wishes.reference->push_back(problem_.gain(j, units[j]));
    }
    PointHunt hunt;
    if (options_.method != Method::milp && find_separable()) {
        hunt = hunt_side_by_side(*separable_, wishes, run_);
        result_.method = "search";
        note("Method search: the solutions were found one by one, without the frontier.");
    } else {
        MilpPoints<Units> solver(problem_, run_);
        hunt = hunt_points(solver, wishes, run_);
        result_.method = "milp";
        note("Method milp: the solutions were found one by one by integer programs, without the frontier.");
    }
    for (std::size_t p = 0; p < partial_.size(); ++p) {
        Located point;
        point.selection.resize(problem_.issues);
        partial_.selection(p, point.selection.data());
        for (std::size_t j = 0; j < n; ++j) point.gains.push_back(problem_.gain(j, partial_.row(p)[j]));
        hunt.points.push_back(std::move(point));
    }
    for (const Located& point : hunt.points) sought_.insert(point.gains);
    if (options_.method == Method::automatic && result_.method == "search") cover_rest(hunt);
    keep_nondominated(hunt.points);
    front_ = front_of(std::move(hunt.points));
    zone_proof_ = hunt.zone;
    gaps_ = std::move(hunt.gaps);
    failed_ = std::move(hunt.failed);
    if (hunt.stopped != Stopped::complete) result_.stopped = hunt.stopped;
    for (const auto& [name, gap] : gaps_) {
        if (gap > 0) {
            result_.exact = false;
            note(fmt::format("{}: the search ran out; its objective may lie up to {:.3g} below the best.",
                             name, gap));
        }
    }
    for (const std::string& name : failed_) {
        result_.exact = false;
        note(name + ": not found within the budget, and not ruled out.");
    }
    if (result_.frontier.epsilon == 0) {
        note("The frontier lists only points that the solutions and parties' best outcomes need.");
    }
}

/// Adds points such that no outcome is far above all that are listed, and says how far that is.
template <class Units>
void Planner<Units>::cover_rest(PointHunt& hunt) {
    if (hunt.stopped != Stopped::complete || problem_.parties < 2) return;
    const Cover cover = cover_frontier(*separable_, {}, run_);
    for (const Found& point : cover.points) {
        hunt.points.push_back({separable_->selection(point.choice), point.gains});
    }
    if (!cover.certified) {
        if (cover.stopped == Stopped::cancelled) result_.stopped = Stopped::cancelled;
        note("The frontier could not be covered within the budget.");
        return;
    }
    for (const double epsilon : cover.epsilon) {
        result_.frontier.epsilon = std::max(result_.frontier.epsilon, epsilon);
    }
    note(fmt::format(
        "The frontier is covered, not listed: for every outcome some listed point is at most {:.4g} "
        "points worse for any party ({} max-min searches prove it).",
        result_.frontier.epsilon, cover.lines));
}

template <class Units>
void Planner<Units>::count_zone_size() {
    Zone& zone = result_.zone;
    if (counted_ || zone.empty) return;
    CountOptions options;
    // Past 10^16 outcomes only the dynamic program on a coarse grid can still count them all.
    options.exact_work = problem_.selections() < 1e16 ? 4e9 : 3e8;
    bool binds = false;  // somebody could refuse something
    for (std::size_t j = 0; j < problem_.parties; ++j) {
        binds = binds || !problem_.acceptable(j, problem_.capped_units(j, problem_.lowest[j]));
    }
    if (!binds && problem_.rules.empty()) {
        BigCount all{1};  // options that a rule forbids by itself are no choices any more
        for (const auto& line : problem_.choices) {
            std::uint64_t copies = 0;
            for (const Choice& choice : line) copies += choice.copies;
            all *= copies;
        }
        zone.outcomes = all.to_string();
        return;
    }
    const ZoneCount count =
        find_separable() ? count_zone(*separable_, options, run_) : estimate_zone(problem_, run_);
    if (count.exact) {
        zone.outcomes = count.exact->to_string();
    } else {
        // The rational points that are listed are outcomes that nobody needs to draw.
        const auto known = static_cast<double>(result_.frontier.rational_points);
        zone.interval = count.interval;
        if (zone.interval) {
            zone.interval->low = std::max(zone.interval->low, known);
            zone.interval->high = std::max(zone.interval->high, known);
        }
        if (count.estimate != "0") zone.outcomes = count.estimate;  // else only bounds are known
    }
    if (!count.method.empty()) note("Zone size: " + count.method);
}

/// Counts the outcomes tied with each point where the method that found the points did not.
template <class Units>
void Planner<Units>::count_ties(Front<Units>& front) {
    const std::size_t points = front.size();
    if (front.ties || points == 0 || run_.stop.stop_requested()) return;
    if (!find_separable()) {
        note("Ties are not counted: " + separable_reason_ + ".");
        return;
    }
    // The same for every machine: steps, not seconds.
    constexpr std::uint64_t kMost = 1'000'000;  // a fraction of a second
    const std::uint64_t share = std::clamp<std::uint64_t>(20 * kMost / points, 1'000, kMost);
    const TieCounter counter(*separable_);
    std::vector<std::string> ties(points);
    std::vector<std::optional<BigCount>> counts(points);
    for_each_block(points, run_, [&](std::size_t p) {
        std::vector<int128> gains;
        for (std::size_t j = 0; j < problem_.parties; ++j)
            gains.push_back(problem_.gain(j, front.row(p)[j]));
        counts[p] = counter.count(gains, sought_.contains(gains) ? kMost : share, run_);
        if (counts[p]) ties[p] = counts[p]->to_string();
    });
    if (run_.stop.stop_requested()) result_.stopped = Stopped::cancelled;
    BigCount total;
    std::size_t open = 0;
    for (const auto& count : counts) {
        if (count) total += *count;
        open += count ? 0 : 1;
    }
    if (open > 0 && !run_.stop.stop_requested()) {
        note(fmt::format("Ties are not counted for {} of {} points: too many outcomes come near them.",
                         group_digits(std::to_string(open)), group_digits(std::to_string(points))));
    } else if (open == 0 && front.complete) {
        front.outcomes = total.to_string();
    }
    front.ties = [ties = std::move(ties)](std::size_t point) { return ties[point]; };
}

#define ENTENTE_PLANNER_SEARCH(Units)                                           \
    template bool Planner<Units>::find_separable();                             \
    template void Planner<Units>::count_ties(Front<Units>&);                    \
    template void Planner<Units>::by_points();                                  \
    template Front<Units> Planner<Units>::front_of(std::vector<Located>) const; \
    template void Planner<Units>::cover_rest(PointHunt&);                       \
    template void Planner<Units>::count_zone_size();
ENTENTE_PLANNER_SEARCH(std::int64_t)
ENTENTE_PLANNER_SEARCH(int128)

}  // namespace entente::settle
