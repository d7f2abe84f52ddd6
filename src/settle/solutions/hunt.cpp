#include "settle/solutions/hunt.hpp"

#include <algorithm>
#include <set>

namespace entente::settle {
namespace {

using Floors = PointSolver::Floors;

/// A party's best outcome, at a point that nothing dominates.
struct BestOf {
    PointAnswer answer;
    std::vector<Located> points;
};

BestOf best_of(PointSolver& solver, std::size_t party, Floors floors) {
    BestOf best{solver.best_of(party, floors), {}};
    if (!best.answer.best) return best;
    floors[party] = best.answer.best->gains[party];
    PointAnswer refined = solver.efficient(floors);
    best.points.push_back(refined.best ? *refined.best : *best.answer.best);
    return best;
}

/// Who blocks an empty zone, and the least shift that opens it.
void hunt_blockers(Panel& panel, std::size_t n, Hunt& hunt) {
    hunt.known.blockers_proved = true;
    const auto found = panel.ask<BestOf>(n + 1, [&](std::size_t j, PointSolver& solver) {
        if (j < n) {
            Floors floors(n, int128{0});
            floors[j].reset();
            return best_of(solver, j, floors);
        }
        BestOf least{solver.least_shift(), {}};
        if (!least.answer.best) return least;
        Floors floors;
        for (const int128 gain : least.answer.best->gains) floors.emplace_back(std::min<int128>(0, gain));
        const PointAnswer refined = solver.efficient(floors);
        least.points.push_back(refined.best ? *refined.best : *least.answer.best);
        return least;
    });
    for (const BestOf& one : found) {
        hunt.keep(one.points);
        hunt.known.blockers_proved = hunt.known.blockers_proved && one.answer.closed();
    }
}

void hunt_records(Panel& panel, const std::vector<const SolutionRecord*>& records, const Prospect& prospect,
                  Hunt& hunt) {
    auto found = panel.ask<Sought>(records.size(), [&](std::size_t r, PointSolver& solver) {
        return records[r]->seek != nullptr ? records[r]->seek(solver, prospect)
                                           : Sought{{}, false, 0, false};
    });
    for (std::size_t r = 0; r < records.size(); ++r) {
        hunt.known.solutions[std::string(records[r]->text.id)] = {found[r].found, found[r].gap,
                                                                  found[r].ties_known};
        hunt.keep(std::move(found[r].points));
    }
}

}  // namespace

void Hunt::keep(std::vector<Located> more) {
    // Several solutions need the same point: it is one point all the same.
    std::set<std::vector<int128>> there;
    for (const Located& point : points) there.insert(point.gains);
    for (Located& point : more) {
        if (there.insert(point.gains).second) points.push_back(std::move(point));
    }
}

Hunt hunt_solutions(Panel& panel, std::size_t n, const std::vector<const SolutionRecord*>& records,
                    const PointWishes& wishes, const PointUnits& units) {
    Hunt hunt;
    // Each party's best of all, and one acceptable outcome that nothing dominates.
    auto first = panel.ask<BestOf>(n + 1, [&](std::size_t j, PointSolver& solver) {
        if (j < n) return best_of(solver, j, Floors(n));
        BestOf any{solver.efficient(Floors(n, int128{0})), {}};
        if (any.answer.best) any.points.push_back(*any.answer.best);
        return any;
    });
    for (BestOf& one : first) hunt.keep(std::move(one.points));
    const PointAnswer& any = first.back().answer;
    hunt.known.zone = any.best ? Proof::optimal : any.proof;
    if (panel.stopped() == Stopped::cancelled) {
        hunt.known.ideals_proved = false;
        for (const SolutionRecord* record : records)
            hunt.known.solutions[std::string(record->text.id)] = {false, 0, false};
        return hunt;
    }
    if (!any.best) {
        hunt.known.ideals_proved = false;
        if (hunt.known.zone == Proof::absent) hunt_blockers(panel, n, hunt);
        return hunt;
    }
    const auto ideals = panel.ask<BestOf>(
        n, [&](std::size_t j, PointSolver& solver) { return best_of(solver, j, Floors(n, int128{0})); });
    Prospect prospect{wishes, {}, {}, units};
    for (std::size_t j = 0; j < n; ++j) {
        const PointAnswer& best = ideals[j].answer;
        prospect.ideal.push_back(best.best ? best.best->gains[j] : int128{0});
        prospect.proved.push_back(best.best && best.closed() ? 1 : 0);
        hunt.keep(ideals[j].points);
    }
    hunt.known.ideals_proved = prospect.ideals_proved();
    hunt_records(panel, records, prospect, hunt);
    return hunt;
}

}  // namespace entente::settle
