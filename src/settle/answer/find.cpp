#include "settle/answer/find.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "entente/core/diagnostic.hpp"
#include "entente/core/text.hpp"
#include "settle/answer/deals.hpp"
#include "settle/frontier/enumerate.hpp"
#include "settle/frontier/merge.hpp"
#include "settle/milp/frontier.hpp"
#include "settle/problem/extremes.hpp"
#include "settle/problem/restrict.hpp"

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

/// Combinations that take a millisecond to look at, whatever they are.
constexpr double kSmall = 1e5;

/// Forced, up to some minutes' work.
double enumerate_forced(std::size_t parties) { return parties <= 2 ? 2e10 : parties == 3 ? 5e9 : 1e9; }

/// Candidates that merging may look at before another method takes over: some seconds' work.
std::uint64_t merge_work(std::size_t parties, bool additive) {
    if (parties > 6) return parties > 12 ? 30'000 : 1'000'000;  // each is compared with nearly all points
    // Programs take a tenth of a second a point: two parties' merging gets the time of some thirty points.
    if (!additive) return parties <= 2 ? 200'000'000 : 40'000'000;
    return parties <= 2 ? 4'000'000'000ull : parties == 3 ? 200'000'000 : 8'000'000;
}

/// The same for a try that another way stands behind: a tenth of a second's work.
constexpr std::uint64_t kBriefWork = 10'000'000;

/// The same where programs stand behind it: a second's work, or some where interactions leave long lists.
constexpr std::uint64_t kModestWork = 25'000'000;

/// The same for interactions that come apart, where the work is foreseen: up to half a minute. Programs
/// could take longer for a single point.
std::uint64_t sparse_work(std::size_t parties) {
    return parties <= 2 ? 1'000'000'000 : parties == 3 ? 400'000'000 : 60'000'000;
}

/// Nodes of one integer program. What is not decided by then may take hours: where deals are worth nearly
/// the same in all, no bound cuts anything off.
constexpr std::uint64_t kProgramNodes = 20'000;

/// Points of two parties that are held at most.
constexpr std::uint64_t kMostHeld = 10'000'000;

/// What a point takes while it is held: its row and its place among the acceptable ones, count, way back
/// and lists of equals; with caps the frontier before they cut it, and its counts as text.
template <class Units>
std::uint64_t bytes_held(const Problem<Units>& problem) {
    return 2 * problem.parties * sizeof(Units) + 48 + (problem.capped() ? 150 : 0);
}

/// What an option takes in the case and in every method's own form of it.
constexpr std::uint64_t kBytesAnOption = 320;

}  // namespace

std::string about(double count) {
    if (count < 1e15) return group_digits(std::to_string(static_cast<long long>(count)));
    const int digits = static_cast<int>(std::floor(std::log10(count)));
    return "10^" + std::to_string(digits);
}

template <class Units>
void Finder<Units>::refuse(const char* code, std::string message, std::string hint) const {
    Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.message = std::move(message);
    diagnostic.hint = std::move(hint);
    throw InputError(std::move(diagnostic));
}

/// \return whether what it found is to be used: all of it, or what there was when it was told to stop
template <class Units>
bool Finder<Units>::by_enumeration(bool forced) {
    Enumeration<Units> found = enumerate(problem_, run_);
    if (found.stopped == Stopped::budget && !forced) {
        note("Enumerating passed the memory budget of " +
             about(static_cast<double>(run_.memory_bytes >> 20)) +
             " MiB, so that another method took over.");
        return false;
    }
    found_.method = "enumerate";
    found_.stop(found.stopped);
    found_.front = std::move(found.front);
    if (found.stopped == Stopped::complete) {
        found_.feasible = found.feasible;
        found_.zone.outcomes = found.zone.to_string();
        found_.worst = found.worst;
        note("Method enumerate: all " + about(problem_.selections()) + " combinations were looked at.");
        return true;
    }
    // What was counted is a part of what there is.
    found_.zone.interval = Interval{found.zone.estimate(), problem_.size(), 1};
    note("Stopped after " + about(found.seen) + " of " + about(problem_.selections()) +
         " combinations: frontier and solutions cover these only.");
    return true;
}

template <class Units>
bool Finder<Units>::by_merge(Effort effort) {
    const bool forced = effort == Effort::whole;
    MergeOptions options;
    options.point_limit = options_.frontier_limit;
    options.count_ties = options_.ties;
    options.forecast = !forced;
    if (!forced) options.work_limit = merge_work(problem_.parties, problem_.additive());
    if (!forced && !problem_.additive()) options.sparse_work_limit = sparse_work(problem_.parties);
    if (effort == Effort::modest) {
        options.work_limit = kModestWork;
        options.sparse_work_limit = 8 * kModestWork;
    }
    if (effort == Effort::brief) {
        // Looking at an outcome takes nanoseconds where there are two parties, a step of merging some
        // hundred.
        const double share = problem_.parties <= 2 && !problem_.additive() ? 64 : 4;
        const auto part = static_cast<std::uint64_t>(std::min(problem_.selections() / share, 1e18));
        options.work_limit = options.sparse_work_limit = std::min<std::uint64_t>(kBriefWork, part);
    }
    // A case of very many options takes more than a small budget whatever is done; no other way takes less
    // than this.
    std::uint64_t options_in_all = 0;
    for (const auto& line : problem_.choices) options_in_all += line.size();
    const std::uint64_t memory = std::max(run_.memory_bytes, options_in_all * kBytesAnOption);
    // Two parties' frontiers are held whole, however many points of them are listed: what solutions need is
    // then read off. The list that the result holds is part of the budget, beside what merging itself
    // takes.
    if (problem_.parties <= 2) options.point_limit = std::max(options.point_limit, kMostHeld);
    const std::uint64_t fit =
        problem_.parties <= 2 ? memory / bytes_held(problem_) : points_listable(problem_, memory);
    const bool by_memory = fit < options.point_limit;
    options.point_limit = std::min(options.point_limit, fit);
    RunOptions run = run_;
    run.memory_bytes = memory;
    Merged<Units> found = merge(problem_, options, run);
    if (found.end == MergeEnd::complete) {
        found_.method = "merge";
        found_.front = std::move(found.front);
        for (const std::string& text : found_.front.notes) note(text);
        return true;
    }
    if (found.end == MergeEnd::cancelled) found_.stop(Stopped::cancelled);
    if (found.end == MergeEnd::memory) {
        note("Merging stopped at the memory budget of " +
             about(static_cast<double>(run_.memory_bytes >> 20)) + " MiB.");
    }
    if (found.end == MergeEnd::work_limit && effort != Effort::brief && effort != Effort::modest) {
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
bool Finder<Units>::by_trimming(const Trimmed<Units>& trimmed) {
    const Problem<Units> small = restricted(problem_, trimmed);
    const double size = small.selections();
    if (size >= problem_.selections()) return false;
    if (size <= enumerate_automatic(problem_.parties, small.additive())) {
        Enumeration<Units> found = enumerate(small, run_);
        if (found.stopped != Stopped::complete) {
            found_.stopped = found.stopped;
            return false;
        }
        found_.front = unrestricted(std::move(found.front), trimmed);
        found_.method = "enumerate";
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
        found_.front = unrestricted(std::move(found.front), trimmed);
        found_.method = "merge";
    }
    note("Options that another option makes pointless for everybody were left out: " + about(size) +
         " combinations remain of " + about(problem_.size()) + ", and the frontier is exact.");
    return true;
}

/// A cap that everybody can reach leaves few efficient points of a frontier that is endless without it: a
/// few programs tell, before merging looks at millions of points on the way there.
template <class Units>
bool Finder<Units>::by_few_programs(std::uint64_t programs, bool look_first) {
    MilpFrontOptions options;
    options.point_limit = options_.frontier_limit;
    // Points come in order along two parties' frontier: the first ones foretell how many there are, and how
    // hard programs are here. Where deals are worth nearly the same in all, no bound cuts anything off.
    constexpr std::uint64_t kLook = 8;
    constexpr std::uint64_t kLookNodes = 2'000;
    options.solve_limit = look_first ? kLook : programs;
    options.node_limit = look_first ? kLookNodes : kProgramNodes;
    MilpFront<Units> found = milp_frontier(problem_, options, run_);
    programs_are_hard_ = found.undecided;
    if (found.undecided) return false;
    if (!found.front.complete && look_first && found.front.size() > 0) {
        Units least = found.front.row(0)[1];
        Units most = least;
        for (std::size_t p = 1; p < found.front.size(); ++p) {
            least = std::min(least, found.front.row(p)[1]);
            most = std::max(most, found.front.row(p)[1]);
        }
        const double way = static_cast<double>(problem_.highest[1] - least);
        const double gone = static_cast<double>(most - least);
        constexpr double kEndless = 2'000;  // programs: minutes
        programs_are_hard_ = gone * kEndless < way * static_cast<double>(kLook);
        if (gone * static_cast<double>(programs) < way * static_cast<double>(kLook)) return false;
        options.solve_limit = programs;
        options.node_limit = kProgramNodes;
        found = milp_frontier(problem_, options, run_);
    }
    if (!found.front.complete) return false;
    take(std::move(found));
    return true;
}

template <class Units>
bool Finder<Units>::by_milp() {
    MilpFrontOptions options;
    options.point_limit = options_.frontier_limit;
    // With three parties and more the frontier may take thousands of programs: a start is made, and the
    // solutions, which need far fewer, do not wait for the rest.
    const bool many = problem_.parties > 2;
    if (options_.method == Method::automatic) {
        if (many) options.solve_limit = 150;
        options.node_limit = kProgramNodes;
    }
    MilpFront<Units> found = milp_frontier(problem_, options, run_);
    if (!found.front.complete && found.within.empty()) {
        // Points without a word on what lies beyond them: the solutions are looked for one by one.
        if (found.front.stopped == Stopped::cancelled) found_.stop(Stopped::cancelled);
        partial_ = std::move(found.front);
        return false;
    }
    take(std::move(found));
    return true;
}

template <class Units>
void Finder<Units>::take(MilpFront<Units> found) {
    found_.front = std::move(found.front);
    found_.method = "milp";
    note("Method milp: " + std::to_string(found.solves) +
         " integer programs, every point checked on the case itself.");
    if (!found_.front.complete) {
        found_.exact = false;
        for (std::size_t j = 0; j < found.within.size(); ++j)
            found_.within.push_back(found.within[j] * problem_.points_of_difference(j, 1));
        found_.epsilon = *std::max_element(found_.within.begin(), found_.within.end());
    }
}

template <class Units>
void Finder<Units>::find_frontier() {
    const double size = problem_.selections();
    found_.front.parties = problem_.parties;
    found_.front.complete = false;
    if (by_passage()) return;
    switch (options_.method) {
        case Method::enumerate:
            if (size > enumerate_forced(problem_.parties)) {
                refuse("E0401", "enumerating " + about(size) + " outcomes would take hours",
                       "leave the method to the program, or use merge, search or milp");
            }
            (void)by_enumeration(true);
            return;
        case Method::merge:
            if (!by_merge(Effort::whole) && found_.stopped == Stopped::complete) {
                refuse("E0402",
                       "merging this case passes the frontier limit, the memory or the work allowed",
                       "raise the limits, or leave the method to the program");
            }
            return;
        case Method::search:
            return;
        case Method::milp:
            (void)by_milp();
            return;
        case Method::automatic:
            choose_method();
            return;
    }
}

template <class Units>
void Finder<Units>::choose_method() {
    const double size = problem_.selections();
    const auto merges = [&](Effort effort) {
        if (!by_merge(effort)) return false;
        note("Method merge: the frontier was built issue by issue, exactly; " + about(problem_.size()) +
             " outcomes were not looked at one by one.");
        return true;
    };
    // Sums of two parties are merged in milliseconds at any size; enumerating meets a fixed pie point by
    // point.
    const bool sums = problem_.additive() && !problem_.capped();
    const bool merge_first = problem_.parties == 2 && sums && size > kSmall;
    // A short try at merging costs a part of what looking at each would.
    if (!merge_first && size <= enumerate_automatic(problem_.parties, problem_.additive())) {
        if (size > kSmall && !problem_.capped() && merges(Effort::brief)) return;
        if (found_.stopped == Stopped::complete && by_enumeration(false)) return;
    }
    if (problem_.parties > 2 && problem_.capped() && by_few_programs(12, false)) return;
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
    // Where two parties' interactions hold merging up, a frontier of a few dozen points is sooner found by
    // programs.
    if (problem_.parties == 2 && !problem_.additive()) {
        if (merges(trims_much ? Effort::brief : Effort::modest)) return;
        if (found_.stopped == Stopped::complete && by_few_programs(96, true)) return;
        if (found_.stopped != Stopped::complete) return;
    }
    if (!trims_much && merges(trims ? Effort::brief : Effort::ordinary)) return;
    if (found_.stopped != Stopped::complete || !trimmed) return;
    if (by_trimming(*trimmed)) return;
    if (trims && !trims_much && found_.stopped == Stopped::complete && merges(Effort::ordinary)) return;
    if (!programs_are_hard_) (void)by_milp();
}

/// Best and worst utilities over the feasible outcomes, and from them the origin of gains.
template <class Units>
void Finder<Units>::set_extremes() {
    const std::size_t n = problem_.parties;
    const bool counted = !found_.worst.empty();
    found_.worst.resize(n);
    found_.best.resize(n);
    found_.proved.assign(n, 1);
    bool vague = false;  // a party's gains count from a bound
    for (std::size_t j = 0; j < n; ++j) {
        // Of a party with a value of no deal nothing but a line in a table hangs on its worst outcome.
        const bool needed = problem_.has_reserve[j] == 0 || !options_.brief;
        if (!needed && !counted) {
            found_.worst[j] = problem_.capped_units(j, problem_.lowest[j]);
            found_.proved[j] = 0;
        } else if (!counted) {
            const Extreme<Units> worst = extreme(problem_, j, false, run_);
            found_.worst[j] = worst.units;
            found_.impossible = found_.impossible || worst.impossible;
            if (!worst.proved) found_.proved[j] = 0;
            vague = vague || (!worst.proved && problem_.has_reserve[j] == 0);
        }
        if (found_.front.complete) {
            for (std::size_t p = 0; p < found_.front.size(); ++p) {
                const Units here = found_.front.row(p)[j];
                found_.best[j] = p == 0 ? here : std::max(found_.best[j], here);
            }
        } else {
            const Extreme<Units> best = extreme(problem_, j, true, run_);
            found_.best[j] = best.units;
            found_.impossible = found_.impossible || best.impossible;
            if (!best.proved) found_.proved[j] = 0;
        }
        if (problem_.has_reserve[j] == 0) problem_.set_origin(j, found_.worst[j]);
    }
    if (found_.front.complete && found_.front.size() == 0 && !found_.nothing_passes)
        found_.impossible = true;
    if (vague) {
        found_.exact = false;
        note(
            "The worst outcome of a party without a value of no deal is a bound only: gains count from "
            "it.");
    }
}

template <class Units>
Findings<Units> Finder<Units>::run() {
    found_.exact = problem_.exact;
    find_frontier();
    set_extremes();
    const auto running = [&] { return !run_.stop.stop_requested(); };
    if (options_.method == Method::search && !find_separable() && !found_.impossible) {
        refuse("E0403", "search cannot do this case: " + why_not_separable_,
               "leave the method to the program, or use milp");
    }
    if (!found_.front.complete && found_.front.size() == 0 && !found_.impossible && running()) by_points();
    if (!found_.front.complete && found_.stopped != Stopped::complete) found_.exact = false;
    if (options_.ties) count_ties(found_.front);
    if (!options_.brief && !found_.impossible && running()) {
        if (problem_.additive() && !problem_.capped()) (void)find_separable();  // ranks are counted on it
        count_zone_size();
    }
    if (!options_.brief) find_better();
    return std::move(found_);
}

template class Finder<std::int64_t>;
template class Finder<int128>;

}  // namespace entente::settle
