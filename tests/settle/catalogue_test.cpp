// A solution is one record: added alone, it is there and complete in every method and output.
#include <gtest/gtest.h>

#include <algorithm>

#include "entente/settle/among.hpp"
#include "entente/settle/solutions.hpp"
#include "settle/cases.hpp"
#include "settle/solutions/solution.hpp"

namespace entente::settle {
namespace {

/// The best deal for whoever is listed last.
const SolutionRecord kLast = {
    .text = {.id = "last_first",
             .title = "Last first",
             .brief = "best for the last party",
             .meaning = "The best deal in the zone for the party that is listed last.",
             .favours = "Whoever is listed last.",
             .same_as = {}},
    .choose =
        [](const auto& ground) {
            const auto& bargain = ground.bargain;
            const std::size_t last = bargain.problem->parties - 1;
            Choosing chosen;
            for (std::size_t i = 1; i < bargain.size(); ++i) {
                if (bargain.row(i)[last] > bargain.row(chosen.best)[last]) chosen.best = i;
            }
            return chosen;
        },
    .seek =
        [](PointSolver& solver, const Prospect& prospect) {
            const std::size_t last = prospect.ideal.size() - 1;
            PointSolver::Floors floors(prospect.ideal.size(), int128{0});
            floors[last] = prospect.ideal[last];
            PointAnswer best = solver.efficient(floors);
            Sought found;
            found.found = best.best.has_value();
            if (best.best) found.points.push_back(*best.best);
            return found;
        }};

TEST(Catalogue, EveryRecordSaysWhatItIs) {
    for (const SolutionRecord* record : solution_records()) {
        SCOPED_TRACE(record->text.id);
        EXPECT_FALSE(record->text.title.empty());
        EXPECT_FALSE(record->text.meaning.empty());
        EXPECT_FALSE(record->text.favours.empty());
        EXPECT_LE(record->text.brief.size(), 24u);
        const bool own = record->text.same_as.empty();
        EXPECT_EQ(static_cast<bool>(record->choose), own);
        EXPECT_EQ(record->seek != nullptr, own) << "a large case would report it as not found";
    }
}

TEST(Catalogue, ARecordAloneIsASolutionInEveryMethod) {
    const AddedSolution added(kLast);
    EXPECT_EQ(solution_text("last_first").title, "Last first");
    std::uint64_t seed = 40;
    int found = 0;
    for (int round = 0; round < 12; ++round) {
        const Case c = oracle::random_case({.parties = 3, .issues = 3, .grid = 7}, ++seed);
        for (const Method method :
             {Method::automatic, Method::enumerate, Method::merge, Method::search, Method::milp}) {
            SettleOptions options;
            options.method = method;
            const SettleResult r = settle(c, options);
            const auto at = std::find_if(r.solutions.begin(), r.solutions.end(),
                                         [](const auto& s) { return s.name == "last_first"; });
            ASSERT_NE(at, r.solutions.end());
            ASSERT_EQ(at->solution.has_value(), !r.zone.empty);
            if (!at->solution) continue;
            ++found;
            EXPECT_EQ(at->solution->point.utilities.back(), *r.parties.back().ideal);
            EXPECT_EQ(at->solution->bound_gap, 0.0);
            EXPECT_TRUE(std::any_of(r.trades.begin(), r.trades.end(),
                                    [](const Trades& t) { return t.deal == "last_first"; }));
        }
    }
    EXPECT_GT(found, 20);
}

TEST(Catalogue, ItGoesAsItCame) {
    {
        const AddedSolution added(kLast);
    }
    EXPECT_TRUE(solution_text("last_first").id.empty());
}

}  // namespace
}  // namespace entente::settle
