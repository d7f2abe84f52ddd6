// A solution is one record: added alone, it is there and complete in every method and output.
#include <gtest/gtest.h>

#include <algorithm>

#include "entente/settle/among.hpp"
#include "entente/settle/solutions.hpp"
#include "settle/added_solution.hpp"
#include "settle/cases.hpp"

namespace entente::settle {
namespace {

using testing::kLast;

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
