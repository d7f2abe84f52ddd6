#include "settle/planner.hpp"

#include <algorithm>
#include <cmath>

#include "entente/core/text.hpp"
#include "settle/enumerate.hpp"
#include "settle/merge.hpp"

namespace entente::settle {
namespace {

// Enumerating is chosen up to about a second's work and forced up to some minutes.
constexpr double kEnumerateAutomatic = 3e8;
constexpr double kEnumerateForced = 2e10;

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

template <class Units>
bool Planner<Units>::by_merge(bool forced) {
    MergeOptions options;
    options.point_limit = options_.frontier_limit;
    options.count_ties = options_.ties;
    if (!forced && !problem_.additive()) options.work_limit = 2'000'000'000ull;
    Merged<Units> found = merge(problem_, options, run_);
    if (found.end == MergeEnd::complete) {
        result_.method = "merge";
        front_ = std::move(found.front);
        for (const std::string& text : front_.notes) note(text);
        return true;
    }
    if (found.end == MergeEnd::cancelled) result_.stopped = Stopped::cancelled;
    return false;
}

template <class Units>
void Planner<Units>::find_frontier() {
    const double size = problem_.selections();
    switch (options_.method) {
        case Method::enumerate:
            if (size > kEnumerateForced) {
                refuse("E0401", "enumerating " + about(size) + " outcomes would take hours",
                       "leave the method to the program, or use merge, search or milp");
            }
            by_enumeration();
            return;
        case Method::merge:
            if (!by_merge(true)) {
                refuse("E0402",
                       "merging this case passes the frontier limit, the memory or the work allowed",
                       "raise the limits, or leave the method to the program");
            }
            return;
        default:
            break;
    }
    if (size <= kEnumerateAutomatic) {
        by_enumeration();
        note("Method enumerate: all " + about(size) + " combinations were looked at.");
        return;
    }
    if (by_merge(false)) {
        note("Method merge: the frontier was built issue by issue, exactly; " + about(problem_.size()) +
             " outcomes are too many to look at one by one.");
        return;
    }
    front_.parties = problem_.parties;
    front_.complete = false;
    result_.exact = false;
    result_.method = "merge";
    if (result_.stopped == Stopped::complete) result_.stopped = Stopped::budget;
    note("The frontier passes the limits and was not found.");
}

template <class Units>
void Planner<Units>::set_extremes() {
    const std::size_t n = problem_.parties;
    best_ = problem_.highest;
    for (std::size_t p = 0; p < front_.size(); ++p) {
        for (std::size_t j = 0; j < n; ++j) {
            best_[j] = p == 0 ? front_.row(p)[j] : std::max(best_[j], front_.row(p)[j]);
        }
    }
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
    zone.proved = !zone.empty || front_.complete;
    result_.frontier.rational_points = bargain.size();
    if (zone.empty) {
        if (zone.proved) zone.outcomes = "0";
        find_blockers(problem_, front_, zone);
    }
    for (std::size_t j = 0; j < bargain.ideal.size(); ++j) {
        result_.parties[j].ideal = problem_.points(j, bargain.ideal[j]);
    }
}

template <class Units>
void Planner<Units>::find_solutions(const Bargain<Units>& bargain) {
    const auto add = [&](const char* name, const auto& choose) {
        NamedSolution named{name, std::nullopt};
        if (bargain.size() > 0) {
            const Choosing chosen = choose();
            const std::size_t point = bargain.point[chosen.best];
            named.solution =
                make_solution(problem_, front_.row(point), make_point(problem_, front_, point), best_);
            named.solution->tied_points = chosen.tied.size();
            for (std::size_t t = 0; t < std::min<std::size_t>(chosen.tied.size(), 16); ++t) {
                named.solution->tied.push_back(make_point(problem_, front_, bargain.point[chosen.tied[t]]));
            }
        }
        result_.solutions.push_back(std::move(named));
    };
    add("nash", [&] { return nash(bargain, {}); });
    if (!options_.nash_weights.empty()) {
        add("weighted_nash", [&] { return nash(bargain, options_.nash_weights); });
    }
    add("kalai_smorodinsky", [&] { return kalai_smorodinsky(bargain); });
    add("egalitarian", [&] { return egalitarian(bargain); });
    add("leximin", [&] { return egalitarian(bargain); });
    add("utilitarian", [&] { return utilitarian(bargain); });
    if (options_.reference) {
        const auto reference = units_at(conflict_, problem_, exact_, *options_.reference);
        add("gupta_livne", [&] { return gupta_livne(bargain, *reference); });
    }
    add("raiffa", [&] { return raiffa(bargain); });
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

template <class Units>
void Planner<Units>::find_improvement() {
    if (!options_.improve) return;
    Improvement improvement;
    improvement.draft = *options_.improve;
    const std::vector<Units> draft = *units_at(conflict_, problem_, exact_, *options_.improve);
    for (std::size_t j = 0; j < problem_.parties; ++j) {
        improvement.draft_utilities.push_back(problem_.points(j, draft[j]));
    }
    improvement.complete = front_.complete;
    improvement.efficient = front_.complete;
    for (std::size_t p = 0; p < front_.size(); ++p) {
        bool better = false;
        bool worse = false;
        for (std::size_t j = 0; j < problem_.parties; ++j) {
            better = better || front_.row(p)[j] > draft[j];
            worse = worse || front_.row(p)[j] < draft[j];
        }
        if (worse) continue;
        if (better) improvement.efficient = false;
        improvement.items.push_back(make_point(problem_, front_, p));
    }
    constexpr std::size_t kShown = 5;
    for (std::size_t i = 0; i < std::min(kShown, improvement.items.size()); ++i) {
        Trades trades = find_trades(conflict_, exact_, improvement.draft, improvement.items[i].outcome);
        trades.deal = "improvement " + std::to_string(i + 1);
        trades.reference = "draft";
        if (!trades.trades.empty()) result_.trades.push_back(std::move(trades));
    }
    result_.improvement = std::move(improvement);
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
    describe_parties();
    describe_frontier();
    const Bargain<Units> bargain = rational_points(problem_, front_);
    describe_zone(bargain);
    find_solutions(bargain);
    find_all_trades();
    std::string why;
    result_.adjusted_winner = adjusted_winner(conflict_, exact_, why);
    if (!why.empty()) note(why);
    find_improvement();
    if (front_.complete && front_.size() == 0) note("The rules forbid every outcome.");
    return std::move(result_);
}

template class Planner<std::int64_t>;
template class Planner<int128>;

}  // namespace entente::settle
