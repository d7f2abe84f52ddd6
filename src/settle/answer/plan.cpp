#include "settle/answer/plan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "entente/core/parallel.hpp"
#include "entente/core/text.hpp"
#include "settle/frontier/enumerate.hpp"
#include "settle/frontier/merge.hpp"
#include "settle/milp/frontier.hpp"
#include "settle/problem/restrict.hpp"
#include "settle/solutions/catalogue.hpp"

namespace entente::settle {
namespace {

/// Enumerating is chosen up to about a second's work. Frontiers of three parties and more can be a good
/// part of all outcomes, and each newcomer then costs a search.
double enumerate_automatic(std::size_t parties, bool additive) {
    if (parties <= 2) return 3e8;
    // Most outcomes are nondominated where parties are many: each is compared with each.
    if (parties > 6) return parties > 12 ? 30'000 : 200'000;
    if (additive) return 5e5;  // merging is faster, and its limits are known before they are passed
    return parties == 3 ? 1e8 : 2e7;
}

/// Forced, up to some minutes' work.
double enumerate_forced(std::size_t parties) { return parties <= 2 ? 2e10 : parties == 3 ? 5e9 : 1e9; }

std::string about(double count) {
    if (count < 1e15) return group_digits(std::to_string(static_cast<long long>(count)));
    const int digits = static_cast<int>(std::floor(std::log10(count)));
    return "10^" + std::to_string(digits);
}

}  // namespace

template <class Units>
void Planner<Units>::refuse(const char* code, std::string message, std::string hint) const {
    Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.message = std::move(message);
    diagnostic.hint = std::move(hint);
    throw InputError(std::move(diagnostic));
}

template <class Units>
void Planner<Units>::by_enumeration() {
    Enumeration<Units> found = enumerate(problem_, run_);
    result_.method = "enumerate";
    result_.stopped = found.stopped;
    result_.zone.outcomes = found.zone.to_string();
    result_.outcomes = found.feasible.to_string();
    worst_ = found.worst;
    counted_ = true;
    front_ = std::move(found.front);
    if (found.stopped != Stopped::complete) {
        result_.exact = false;
        note("Stopped after " + about(found.seen) + " of " + about(problem_.selections()) +
             " combinations: frontier, zone and solutions cover these only.");
    }
}

/// Candidates that merging may look at before another method takes over: some seconds' work.
std::uint64_t merge_work(std::size_t parties, bool additive) {
    if (parties > 6) return parties > 12 ? 30'000 : 1'000'000;  // each is compared with nearly all points
    if (!additive) return 40'000'000;
    return parties <= 2 ? 4'000'000'000ull : parties == 3 ? 200'000'000 : 8'000'000;
}

/// The same for a try that another way stands behind: a tenth of a second's work.
constexpr std::uint64_t kBriefWork = 10'000'000;

/// The same for interactions that come apart, where the work is foreseen: up to half a minute. Programs
/// could take longer for a single point.
std::uint64_t sparse_work(std::size_t parties) {
    return parties <= 2 ? 1'000'000'000 : parties == 3 ? 400'000'000 : 60'000'000;
}

template <class Units>
bool Planner<Units>::by_merge(Effort effort) {
    const bool forced = effort == Effort::whole;
    MergeOptions options;
    options.point_limit = options_.frontier_limit;
    options.count_ties = options_.ties;
    options.forecast = !forced;
    if (!forced) options.work_limit = merge_work(problem_.parties, problem_.additive());
    if (!forced && !problem_.additive()) options.sparse_work_limit = sparse_work(problem_.parties);
    if (effort == Effort::brief) options.work_limit = options.sparse_work_limit = kBriefWork;
    // The list of points that the result holds is part of the budget, beside what merging itself takes.
    const std::uint64_t bytes_a_point = 256 + 16 * problem_.parties + 8 * result_.issues;
    const std::uint64_t listable = std::max<std::uint64_t>(run_.memory_bytes / bytes_a_point, 1);
    const bool by_memory = listable < options.point_limit;
    options.point_limit = std::min(options.point_limit, listable);
    Merged<Units> found = merge(problem_, options, run_);
    if (found.end == MergeEnd::complete) {
        result_.method = "merge";
        front_ = std::move(found.front);
        for (const std::string& text : front_.notes) note(text);
        return true;
    }
    if (found.end == MergeEnd::cancelled) result_.stopped = Stopped::cancelled;
    if (found.end == MergeEnd::memory) {
        note("Merging stopped at the memory budget of " +
             about(static_cast<double>(run_.memory_bytes >> 20)) + " MiB.");
    }
    if (found.end == MergeEnd::work_limit && effort != Effort::brief) {
        note("Merging would look at more than " + about(static_cast<double>(found.limit)) +
             " candidate points and was left; --method merge goes on to the end.");
    }
    if (found.end == MergeEnd::point_limit) {
        note("The frontier, or a step on the way to it, passes the limit of " +
             about(static_cast<double>(options.point_limit)) + " points" +
             (by_memory ? " that the memory budget allows." : "."));
    }
    return false;
}

/// Interactions and rules: leave out options that others make pointless, then enumerate or merge.
template <class Units>
bool Planner<Units>::by_trimming(const Trimmed<Units>& trimmed) {
    const Problem<Units> small = restricted(problem_, trimmed);
    const double size = small.selections();
    if (size >= problem_.selections()) return false;
    if (size <= enumerate_automatic(problem_.parties, small.additive())) {
        Enumeration<Units> found = enumerate(small, run_);
        if (found.stopped != Stopped::complete) {
            result_.stopped = found.stopped;
            return false;
        }
        front_ = unrestricted(std::move(found.front), trimmed);
        result_.method = "enumerate";
    } else {
        MergeOptions options;
        options.point_limit = options_.frontier_limit;
        options.count_ties = false;
        options.forecast = true;
        options.work_limit = sparse_work(problem_.parties);
        // Two parties: integer programs take a tenth of a second a point, whatever the interactions, so
        // that merging gets about a second before they take over.
        if (problem_.parties == 2) options.work_limit = 50'000'000;
        Merged<Units> found = merge(small, options, run_);
        if (found.end != MergeEnd::complete) return false;
        front_ = unrestricted(std::move(found.front), trimmed);
        result_.method = "merge";
    }
    note("Options that another option makes pointless for everybody were left out: " + about(size) +
         " combinations remain of " + about(problem_.size()) + ", and the frontier is exact.");
    return true;
}

template <class Units>
bool Planner<Units>::by_milp() {
    MilpFrontOptions options;
    options.point_limit = options_.frontier_limit;
    // With three parties and more the frontier may take thousands of programs: a start is made, and the
    // solutions, which need far fewer, do not wait for the rest.
    const bool many = problem_.parties > 2;
    if (many && options_.method == Method::automatic) options.solve_limit = 150;
    MilpFront<Units> found = milp_frontier(problem_, options, run_);
    if (many && !found.front.complete && found.front.stopped == Stopped::budget) {
        partial_ = std::move(found.front);
        return false;
    }
    if (found.front.size() == 0 && !found.front.complete) {
        result_.stopped = found.front.stopped;
        return false;
    }
    front_ = std::move(found.front);
    result_.method = "milp";
    result_.stopped = front_.stopped;
    for (const std::string& text : front_.notes) note(text);
    note("Method milp: " + std::to_string(found.solves) +
         " integer programs, every point checked on the case itself.");
    if (!front_.complete) {
        result_.exact = false;
        for (std::size_t j = 0; j < found.within.size(); ++j) {
            const double points = found.within[j] * problem_.points_of_difference(j, 1);
            result_.frontier.epsilon = std::max(result_.frontier.epsilon, points);
            coarse_.push_back(points);
        }
    }
    return true;
}

template <class Units>
void Planner<Units>::find_frontier() {
    const double size = problem_.selections();
    front_.parties = problem_.parties;
    front_.complete = false;
    switch (options_.method) {
        case Method::enumerate:
            if (size > enumerate_forced(problem_.parties)) {
                refuse("E0401", "enumerating " + about(size) + " outcomes would take hours",
                       "leave the method to the program, or use merge, search or milp");
            }
            by_enumeration();
            return;
        case Method::merge:
            if (!by_merge(Effort::whole) && result_.stopped == Stopped::complete) {
                refuse("E0402",
                       "merging this case passes the frontier limit, the memory or the work allowed",
                       "raise the limits, or leave the method to the program");
            }
            return;
        case Method::search:
            if (!find_separable()) {
                refuse("E0403", "search cannot do this case: " + separable_reason_,
                       "leave the method to the program, or use milp");
            }
            return;
        case Method::milp:
            (void)by_milp();
            return;
        case Method::automatic:
            break;
    }
    if (size <= enumerate_automatic(problem_.parties, problem_.additive())) {
        by_enumeration();
        note("Method enumerate: all " + about(size) + " combinations were looked at.");
        return;
    }
    // Interactions: options that others make pointless may be most of them, and everything is far cheaper
    // without them; but only the whole problem has tie counts, so it comes first where that is no hope
    // lost.
    double pairs = 0;  // trimming compares the options of an issue with each other
    for (const auto& line : problem_.choices) {
        pairs += static_cast<double>(line.size()) * static_cast<double>(line.size());
    }
    std::optional<Trimmed<Units>> trimmed;
    if (!problem_.additive() && pairs < 1e8) trimmed = trim(problem_);
    const bool trims = trimmed && trimmed->combinations() < 1e-3 * size;
    const bool trims_much = trimmed && trimmed->combinations() < 1e-6 * size;
    const auto merges = [&](Effort effort) {
        if (!by_merge(effort)) return false;
        note("Method merge: the frontier was built issue by issue, exactly; " + about(problem_.size()) +
             " outcomes were not looked at one by one.");
        return true;
    };
    if (!trims_much && merges(trims ? Effort::brief : Effort::ordinary)) return;
    if (result_.stopped != Stopped::complete || !trimmed) return;
    if (by_trimming(*trimmed)) return;
    if (trims && !trims_much && result_.stopped == Stopped::complete && merges(Effort::ordinary)) return;
    (void)by_milp();
}

/// Best and worst utilities over the feasible outcomes, and from them the origin of gains.
template <class Units>
void Planner<Units>::set_extremes() {
    const std::size_t n = problem_.parties;
    if (!counted_) (void)find_separable();  // sets both exactly where it applies
    if (worst_.empty()) {
        worst_ = problem_.lowest;
        for (std::size_t j = 0; j < n; ++j) worst_[j] = problem_.capped_units(j, worst_[j]);
        if (!problem_.additive()) {
            note("Worst utilities are bounds: the sums of each issue's and term's least.");
        }
    }
    for (std::size_t j = 0; j < n; ++j) {
        if (problem_.has_reserve[j] == 0) problem_.set_origin(j, worst_[j]);
    }
    const bool running = run_.stop.stop_requested() == false;
    if (!front_.complete && front_.size() == 0 && running && !problem_.infeasible) by_points();
    if (front_.complete || best_.empty()) best_.assign(n, std::numeric_limits<Units>::lowest());
    for (std::size_t p = 0; p < front_.size(); ++p) {
        for (std::size_t j = 0; j < n; ++j) best_[j] = std::max(best_[j], front_.row(p)[j]);
    }
    if (front_.size() == 0) best_ = worst_;
}

template <class Units>
void Planner<Units>::describe_parties() {
    std::vector<std::string> open;
    for (std::size_t j = 0; j < problem_.parties; ++j) {
        PartySummary party;
        party.id = conflict_.parties[j].id;
        if (conflict_.parties[j].reserve) {
            party.reservation = conflict_.parties[j].reserve->value();
        } else {
            open.push_back(party.id);
        }
        party.best = problem_.points(j, best_[j]);
        party.worst = problem_.points(j, worst_[j]);
        result_.parties.push_back(std::move(party));
    }
    if (!open.empty()) {
        note("No reservation value for " + join_words(open) +
             ": any deal will do, and gains count from the worst feasible outcome.");
    }
}

template <class Units>
void Planner<Units>::describe_frontier() {
    Frontier& frontier = result_.frontier;
    frontier.complete = front_.complete;
    frontier.points = front_.size();
    frontier.outcomes = front_.outcomes;
    frontier.items.reserve(front_.size());
    for (std::size_t p = 0; p < front_.size(); ++p)
        frontier.items.push_back(make_point(problem_, front_, p));
}

template <class Units>
void Planner<Units>::describe_zone(const Bargain<Units>& bargain) {
    Zone& zone = result_.zone;
    zone.empty = bargain.size() == 0;
    zone.proved = !zone.empty || front_.complete || zone_proof_ == Proof::absent;
    result_.frontier.rational_points = bargain.size();
    if (zone.empty) {
        if (zone.proved) zone.outcomes = "0";
        find_blockers(problem_, front_, zone);
    }
    for (std::size_t j = 0; j < bargain.ideal.size(); ++j) {
        result_.parties[j].ideal = problem_.points(j, bargain.ideal[j]);
    }
}

/// How far a solution's objective may lie below the best one where every outcome is only known to lie
/// within some points of a listed one.
template <class Units>
double Planner<Units>::coarse_gap(const std::string& name, const Solution& solution,
                                  const Bargain<Units>& bargain) const {
    double gap = 0;
    for (std::size_t j = 0; j < coarse_.size(); ++j) {
        const Units ideal = problem_.gain(j, bargain.ideal[j]);
        const double share =
            coarse_[j] / std::max(1e-300, static_cast<double>(problem_.gain_points(j, ideal)));
        if (name == "nash" || name == "weighted_nash") {
            const double weight = name == "nash" ? 1 : options_.nash_weights[j];
            gap += solution.gains[j] > 0 ? weight * coarse_[j] / solution.gains[j] : 0;
        } else if (name == "utilitarian") {
            gap += coarse_[j];
        } else if (name == "egalitarian" || name == "leximin") {
            gap = std::max(gap, coarse_[j]);
        } else if (ideal > 0) {
            gap = std::max(gap, share);
        }
    }
    return gap;
}

template <class Units>
void Planner<Units>::find_solutions(const Bargain<Units>& bargain) {
    const auto add = [&](const char* name, const auto& choose) {
        const auto exists = [](const NamedSolution& one) { return one.solution.has_value(); };
        if (options_.brief && std::any_of(result_.solutions.begin(), result_.solutions.end(), exists))
            return;
        NamedSolution named{name, std::nullopt};
        const bool found = std::find(failed_.begin(), failed_.end(), name) == failed_.end();
        if (bargain.size() > 0 && found) {
            const Choosing chosen = choose();
            const std::size_t point = bargain.point[chosen.best];
            named.solution =
                make_solution(problem_, front_.row(point), make_point(problem_, front_, point), best_);
            if (const auto gap = gaps_.find(name); gap != gaps_.end())
                named.solution->bound_gap = gap->second;
            named.solution->bound_gap =
                std::max(named.solution->bound_gap, coarse_gap(named.name, *named.solution, bargain));
            named.solution->tied_points = chosen.tied.size();
            for (std::size_t t = 0; t < std::min<std::size_t>(chosen.tied.size(), 16); ++t) {
                named.solution->tied.push_back(make_point(problem_, front_, bargain.point[chosen.tied[t]]));
            }
        }
        result_.solutions.push_back(std::move(named));
    };
    std::optional<std::vector<Units>> reference;
    if (options_.reference) reference = units_at(conflict_, problem_, exact_, *options_.reference);
    for_each_solution(bargain, options_.nash_weights, reference, add);
}

template <class Units>
void Planner<Units>::find_all_trades() {
    constexpr std::size_t kMostParties = 16;  // a table per solution and party beyond helps nobody
    std::vector<Outcome> goal;
    if (problem_.parties <= kMostParties && front_.size() > 0) {
        for (std::size_t j = 0; j < problem_.parties; ++j) {
            std::size_t at = 0;
            for (std::size_t p = 1; p < front_.size(); ++p) {
                if (front_.row(p)[j] > front_.row(at)[j]) at = p;
            }
            goal.push_back(make_point(problem_, front_, at).outcome);
        }
    }
    for (const NamedSolution& named : result_.solutions) {
        if (!named.solution || named.name == "leximin") continue;
        const Outcome& deal = named.solution->point.outcome;
        const auto add = [&](const Outcome& reference, std::string name) {
            Trades trades = find_trades(conflict_, exact_, reference, deal);
            trades.deal = named.name;
            trades.reference = std::move(name);
            result_.trades.push_back(std::move(trades));
        };
        for (std::size_t j = 0; j < goal.size(); ++j) {
            add(goal[j], "maximalist goal of " + conflict_.parties[j].id);
        }
        if (options_.reference) add(*options_.reference, "reference");
        if (options_.improve) add(*options_.improve, "draft");
    }
}

/// Everything is read from the frontier, or from the points of it that were found.
template <class Units>
void Planner<Units>::answer() {
    describe_parties();
    describe_frontier();
    const Bargain<Units> bargain = rational_points(problem_, front_);
    describe_zone(bargain);
    find_solutions(bargain);
    if (!options_.brief && !problem_.infeasible && !run_.stop.stop_requested()) count_zone_size();
}

template <class Units>
SettleResult Planner<Units>::run() {
    result_.seed = run_.seed;
    result_.issues = problem_.issues;
    result_.outcomes = outcome_count(conflict_.space);
    result_.outcomes_exact = conflict_.space.rules.empty();
    result_.exact = problem_.exact;
    if (!problem_.exact) {
        note("Some numbers have more digits than can be added exactly: they were rounded to a fine grid.");
    }
    find_frontier();
    if (counted_ && result_.stopped == Stopped::complete) result_.outcomes_exact = true;
    set_extremes();
    if (options_.ties) count_ties(front_);
    answer();
    if (options_.brief) return std::move(result_);
    find_all_trades();
    std::string why;
    result_.adjusted_winner = adjusted_winner(conflict_, exact_, why);
    if (!why.empty()) note(why);
    find_improvement();
    if (!front_.complete && result_.stopped != Stopped::complete) result_.exact = false;
    if (front_.complete && front_.size() == 0) {
        result_.outcomes = "0";
        result_.outcomes_exact = true;
        note("The rules forbid every outcome.");
    }
    return std::move(result_);
}

template class Planner<std::int64_t>;
template class Planner<int128>;

}  // namespace entente::settle
