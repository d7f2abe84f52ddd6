#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "entente/core/random.hpp"
#include "entente/settle/compiled.hpp"
#include "settle/cases.hpp"

namespace entente::settle {
namespace {

using oracle::Shape;

struct Seen {
    std::size_t draws = 0;
    std::size_t zones = 0;
    std::size_t rechecked = 0;
};

std::vector<std::string> preference_addresses(const Case& conflict) {
    std::vector<std::string> all;
    for_each_quantity(conflict, [&](const QuantityRef& ref) {
        if (ref.address.starts_with("issue.") || ref.address.starts_with("bonus."))
            all.push_back(ref.address);
    });
    return all;
}

/// Draws numbers, settles both ways, compares everything that the compiled case tells.
void compare(const Case& conflict, const std::vector<std::string>& addresses, std::size_t draws,
             std::int64_t grid, std::uint64_t seed, Seen& seen) {
    const CompiledCase compiled(conflict, addresses);
    const auto work = compiled.work();
    Case exact = conflict;
    const std::size_t n = conflict.parties.size();
    // Once: a weight of 0 without scores has no address.
    std::vector<Quantity*> quantities;
    for (const std::string& address : addresses) quantities.push_back(find_quantity(exact, address));
    for (std::uint64_t d = 0; d < draws; ++d) {
        RandomStream random(seed, "compiled", d);
        std::vector<double> values;
        for (std::size_t k = 0; k < addresses.size(); ++k) {
            const std::string& address = addresses[k];
            Quantity& quantity = *quantities[k];
            const auto steps =
                static_cast<std::uint64_t>(address.ends_with("add") ? 20 * grid : 100 * grid);
            quantity.best = Rational(static_cast<std::int64_t>(random.below(steps)), grid);
            if (address.ends_with("add") && random.below(2) == 0) quantity.best = -quantity.best;
            values.push_back(quantity.best.value());
        }
        std::vector<double> reserves(n, std::nan(""));
        for (std::size_t j = 0; j < n; ++j) {
            if (!conflict.parties[j].reserve) continue;
            exact.parties[j].reserve->best = Rational(
                static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(80 * grid))), grid);
            reserves[j] = exact.parties[j].reserve->value();
        }
        compiled.set(*work, values);
        compiled.set_reserves(*work, reserves);
        const QuickAnswer& quick = compiled.settle(*work);
        const SettleResult slow = settle(exact, {.ties = false}, {.threads = 1});
        ++seen.draws;
        seen.rechecked += quick.rechecked ? 1 : 0;
        ASSERT_EQ(quick.zone, !slow.zone.empty) << "seed " << seed << " draw " << d;
        if (!std::isnan(quick.outcomes)) {
            ASSERT_EQ(quick.outcomes, std::stod(slow.zone.outcomes));
        }
        if (!quick.zone) {
            ASSERT_LT(quick.margin, 1e-9);
            continue;
        }
        ++seen.zones;
        for (std::size_t j = 0; j < n; ++j) ASSERT_NEAR(quick.ideal[j], *slow.parties[j].ideal, 1e-9);
        for (std::size_t s = 0; s < kQuickNames.size(); ++s) {
            for (const NamedSolution& named : slow.solutions) {
                if (named.name != kQuickNames[s]) continue;
                Outcome found;
                for (const std::uint32_t o : quick.solution[s]) found.options.emplace_back(std::size_t{o});
                ASSERT_EQ(found, named.solution->point.outcome)
                    << named.name << " seed " << seed << " draw " << d << " "
                    << utility(exact, PartyId(0), found) << " " << utility(exact, PartyId(1), found);
                ASSERT_TRUE(compiled.acceptable(*work, quick.solution[s]));
                if (s != 2) continue;
                ASSERT_NEAR(quick.margin,
                            *std::min_element(named.solution->gains.begin(), named.solution->gains.end()),
                            1e-9);
                ASSERT_NEAR(compiled.least_gain(*work, quick.solution[s]), quick.margin, 1e-9);
            }
        }
    }
}

TEST(Compiled, SettlesEveryDrawAsSettleDoes) {
    Seen seen;
    for (std::uint64_t seed = 1; seed <= 120; ++seed) {
        RandomStream random(seed, "shape");
        const Shape shape{.parties = 2 + static_cast<std::size_t>(random.below(3)),
                          .issues = 1 + static_cast<std::size_t>(random.below(4)),
                          .most_options = 2 + static_cast<std::size_t>(random.below(4)),
                          .grid = 10,
                          .terms = static_cast<std::size_t>(random.below(4)),
                          .rules = static_cast<std::size_t>(random.below(3)),
                          .reserve = random.below(4) > 0,
                          .opposed = random.below(2) == 0,
                          .cap = random.below(4) == 0};
        Case conflict = oracle::random_case(shape, seed);
        conflict.normalise = random.below(2) == 0;
        std::size_t terms = 0;
        for (Party& party : conflict.parties)
            for (Term& term : party.preference.terms) term.id = std::to_string(++terms);
        std::vector<std::string> addresses = preference_addresses(conflict);
        // Some numbers stay as they are: then utilities tie as often as the case makes them.
        std::erase_if(addresses, [&](const std::string&) { return random.below(3) == 0; });
        // Coarse draws tie all the time, fine ones hardly ever.
        const std::int64_t grid = seed % 3 == 0 ? 1 : seed % 3 == 1 ? 10 : 1'000'000;
        compare(conflict, addresses, 40, grid, seed, seen);
        if (HasFatalFailure()) return;
    }
    EXPECT_GT(seen.zones, seen.draws / 5);
    EXPECT_GT(seen.rechecked, 0u);
}

TEST(Compiled, KeepsFixedPreferencesTied) {
    Seen seen;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const Case conflict = oracle::random_case(
            {.parties = 2 + seed % 2, .issues = 4, .most_options = 4, .grid = 4, .reserve = true}, seed);
        compare(conflict, {}, 25, 2, seed, seen);
        if (HasFatalFailure()) return;
    }
}

TEST(Compiled, FindsTwoPartiesFrontiersIssueByIssue) {
    Seen seen;
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        Case conflict = oracle::random_case(
            {.parties = 2, .issues = 9, .most_options = 6, .grid = 100, .reserve = true, .opposed = true},
            seed);
        if (outcome_count_estimate(conflict.space) <= 20'000) continue;
        compare(conflict, preference_addresses(conflict), 12, 1'000'000, seed, seen);
        compare(conflict, preference_addresses(conflict), 4, 1, seed, seen);
        if (HasFatalFailure()) return;
    }
    EXPECT_GT(seen.draws, 20u);
    EXPECT_LT(seen.rechecked, seen.draws);
}

TEST(Compiled, InterpolatesOnAGrid) {
    Case conflict;
    Issue issue;
    issue.id = "x";
    issue.grid = true;
    issue.anchors = {{"0", Rational(0)}, {"1", Rational(1)}, {"3", Rational(3)}};
    for (int k = 0; k <= 12; ++k) issue.options.push_back({std::to_string(k), Rational(k, 4)});
    conflict.space.issues.push_back(issue);
    for (int j = 0; j < 2; ++j) {
        Party party;
        party.id = "p" + std::to_string(j);
        IssueScore score;
        score.weight = Rational(1);
        score.scores = {Rational(j == 0 ? 0 : 100), Rational(60), Rational(j == 0 ? 100 : 0)};
        party.preference.issues.push_back(score);
        party.reserve = Rational(20);
        conflict.parties.push_back(party);
    }
    Seen seen;
    compare(conflict, preference_addresses(conflict), 300, 10, 1, seen);
    EXPECT_GT(seen.zones, 50u);
}

}  // namespace
}  // namespace entente::settle
