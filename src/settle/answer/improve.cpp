// The part of the finder that answers what is better than a draft for somebody and worse for nobody.
#include <algorithm>
#include <memory>

#include "settle/answer/find.hpp"
#include "settle/frontier/merge.hpp"
#include "settle/milp/points.hpp"
#include "settle/search/points.hpp"

namespace entente::settle {
namespace {

/// A few efficient outcomes that leave nobody worse off than the draft. Points are proved nondominated.
struct Climb {
    std::vector<Located> points;
    bool proved = true;      ///< every question was answered
    bool efficient = false;  ///< nothing dominates the draft: its gains are the only ones
};

/// The largest sum, each party's best, and equal shares of what each could still get.
Climb climb_from(PointSolver& solver, const std::vector<int128>& draft) {
    const std::size_t n = draft.size();
    Climb climb;
    const PointSolver::Floors floors(draft.begin(), draft.end());
    const PointAnswer sum = solver.efficient(floors);
    climb.proved = sum.best && sum.closed();
    if (!climb.proved) return climb;
    climb.points.push_back(*sum.best);
    climb.efficient = sum.best->gains == draft;
    if (climb.efficient) return climb;
    std::vector<int128> way(n, 0);
    for (std::size_t j = 0; j < n; ++j) {
        const PointAnswer best = solver.best_of(j, floors);
        if (!best.best || !best.closed()) {
            climb.proved = false;
            continue;
        }
        PointSolver::Floors at_best = floors;
        at_best[j] = best.best->gains[j];
        way[j] = best.best->gains[j] - draft[j];
        const PointAnswer refined = solver.efficient(at_best);
        if (refined.best && refined.closed()) climb.points.push_back(*refined.best);
    }
    // Max-min searches look at the zone only.
    const bool rational = std::all_of(draft.begin(), draft.end(), [](int128 gain) { return gain >= 0; });
    if (rational && climb.proved) {
        const PointAnswer shares = solver.leximin(way, draft, 0);
        if (shares.best && shares.closed()) climb.points.push_back(*shares.best);
        climb.proved = shares.closed();
    }
    return climb;
}

}  // namespace

/// All efficient outcomes at or above the draft by merging, where that is some seconds' work. What cannot
/// reach the draft is dropped on the way. \return whether it came to its end
template <class Units>
bool Finder<Units>::list_better(const std::vector<Units>& draft, Front<Units>& better) {
    if (options_.method != Method::automatic) return false;
    Problem<Units> above = problem_;
    above.has_reserve.assign(problem_.parties, 1);
    above.reserve = draft;
    MergeOptions options;
    options.point_limit = std::min<std::uint64_t>(options_.frontier_limit, 100'000);
    options.work_limit = problem_.parties <= 3 ? 50'000'000 : 4'000'000;
    options.count_ties = options_.ties;
    options.rational_only = true;
    Merged<Units> found = merge(above, options, run_);
    if (found.end != MergeEnd::complete) return false;
    better = std::move(found.front);
    return true;
}

/// The points listed so far that leave nobody worse off than the draft.
template <class Units>
std::vector<Located> Finder<Units>::listed_above(const std::vector<Units>& draft) const {
    std::vector<Located> listed;
    for (std::size_t p = 0; p < found_.front.size(); ++p) {
        Located point;
        bool above = true;
        for (std::size_t j = 0; j < problem_.parties; ++j) {
            above = above && found_.front.row(p)[j] >= draft[j];
            point.gains.push_back(problem_.gain(j, found_.front.row(p)[j]));
        }
        if (!above) continue;
        point.selection.resize(problem_.issues);
        found_.front.selection(p, point.selection.data());
        listed.push_back(std::move(point));
    }
    return listed;
}

/// Without a list: some of them, each proved, and whether there is any.
template <class Units>
bool Finder<Units>::seek_better(const std::vector<Units>& draft, Front<Units>& better) {
    const std::size_t n = problem_.parties;
    std::vector<int128> gains;
    for (std::size_t j = 0; j < n; ++j) gains.push_back(problem_.gain(j, draft[j]));
    std::vector<Located> listed = listed_above(draft);
    Climb climb;
    if (options_.method != Method::milp && find_separable()) {
        constexpr std::uint64_t kNodes = 200'000'000;  // for all questions, some seconds
        SeparablePoints solver(*found_.separable, run_, kNodes);
        climb = climb_from(solver, gains);
        // Points of a cover need not be efficient: what dominates them takes their place.
        constexpr std::size_t kMostListed = 64;
        if (listed.size() > kMostListed) listed.resize(kMostListed);
        for (const Located& point : listed) {
            if (climb.efficient) break;
            const PointAnswer refined =
                solver.efficient(PointSolver::Floors(point.gains.begin(), point.gains.end()));
            if (refined.best && refined.closed()) climb.points.push_back(*refined.best);
        }
    } else {
        MilpPoints<Units> solver(problem_, run_);
        climb = climb_from(solver, gains);
        climb.points.insert(climb.points.end(), listed.begin(), listed.end());
    }
    if (run_.stop.stop_requested()) found_.stop(Stopped::cancelled);
    if (!climb.proved) note("Improvements: the search ran out before every question was answered.");
    if (!climb.efficient) {
        note(
            "Improvements: not all are listed, but the one with the largest sum of utilities, the best one "
            "for "
            "each party, equal shares of the way up, and those on the list of points.");
    }
    keep_nondominated(climb.points);
    better = front_of(std::move(climb.points));
    return climb.efficient;
}

template <class Units>
void Finder<Units>::find_better() {
    if (!ask_.draft) return;
    found_.better.complete = found_.front.complete;
    if (found_.front.complete || found_.impossible || run_.stop.stop_requested()) return;
    Front<Units> better;
    found_.better.complete = list_better(*ask_.draft, better) || seek_better(*ask_.draft, better);
    if (options_.ties) count_ties(better);
    found_.better.front = std::move(better);
}

#define ENTENTE_FINDER_IMPROVE(Units)                                                           \
    template std::vector<Located> Finder<Units>::listed_above(const std::vector<Units>&) const; \
    template bool Finder<Units>::list_better(const std::vector<Units>&, Front<Units>&);         \
    template bool Finder<Units>::seek_better(const std::vector<Units>&, Front<Units>&);         \
    template void Finder<Units>::find_better();
ENTENTE_FINDER_IMPROVE(std::int64_t)
ENTENTE_FINDER_IMPROVE(int128)

}  // namespace entente::settle
