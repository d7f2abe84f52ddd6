#include <gtest/gtest.h>

#include <cmath>

#include "entente/model/passage.hpp"
#include "negotiate/cases.hpp"

namespace entente::negotiate {
namespace {

using namespace reference;

/// Offers the same outcome always and takes what the set names.
class Fixed final : public Tactic {
public:
    Fixed(Seat& seat, Outcome offer, std::vector<Outcome> takes)
        : Tactic(seat), offer_(std::move(offer)), takes_(std::move(takes)) {}
    Offer plan(const Moment&) override { return *seat_.offer(offer_); }
    bool accepts(const Moment&, Offer standing, Offer) override {
        const Outcome outcome = seat_.outcome(standing);
        return std::find(takes_.begin(), takes_.end(), outcome) != takes_.end();
    }

private:
    Outcome offer_;
    std::vector<Outcome> takes_;
};

MakeTactic fixed(Outcome offer, std::vector<Outcome> takes) {
    return [=](const Invitation& to) -> std::unique_ptr<Tactic> {
        return std::make_unique<Fixed>(to.seat, offer, takes);
    };
}

Outcome outcome(std::initializer_list<std::size_t> options) {
    Outcome one;
    for (const std::size_t each : options) one.options.emplace_back(each);
    return one;
}

TEST(Alternating, AgreesOnceAllOthersHaveTakenTheSameOffer) {
    const Case c = random_case({.parties = 3, .options = {2, 2}}, 1);
    const Outcome a = outcome({0, 0});
    const Outcome b = outcome({0, 1});
    NegotiateOptions options{.deadline = 5};
    options.plugged = {fixed(a, {}), fixed(b, {a}), fixed(b, {b})};
    const Talk failed = negotiate(c, options);
    EXPECT_EQ(failed.ended, Ended::deadline);  // the second takes a, the third says b, the first refuses
    EXPECT_EQ(failed.utilities[0], std::nullopt);
    options.plugged = {fixed(a, {b}), fixed(b, {a}), fixed(b, {b})};
    const Talk talk = negotiate(c, options);
    EXPECT_EQ(talk.agreement, b);
    // The third says b, the first takes it, the second says b itself, and then all have.
    EXPECT_EQ(talk.rounds, 3u);
}

TEST(Alternating, APartyWithNothingToGainLeaves) {
    Case c = random_case({.options = {2, 2}}, 1);
    c.parties[1].reserve = Quantity(Rational(1000));
    const Talk talk = negotiate(c, {});
    EXPECT_EQ(talk.ended, Ended::left);
    EXPECT_EQ(talk.ended_by, PartyId(1));
    EXPECT_EQ(talk.utilities[1], 1000.0);
    EXPECT_FALSE(talk.distances.from_nash);
}

TEST(Alternating, ValuesOfNoDealThatMoveDelayTheDealUntilThereIsOne) {
    const Case c = random_case({.options = {6, 6, 6}, .opposed = true, .reserve = 10}, 4);
    NegotiateOptions options{.deadline = 60, .tactics = all_play("linear", 2)};
    options.reservations.assign(40, {101, 101});  // nothing is good enough until round 40
    options.reservations.push_back({10, 10});
    const Talk talk = negotiate(c, options);
    ASSERT_TRUE(talk.agreement);
    EXPECT_GT(talk.rounds, 40u);
    EXPECT_LE(talk.rounds, 60u);
}

TEST(Simultaneous, MicroIsFallbackBargainingHereToo) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const Case c = random_case({.options = {4, 3, 3}}, seed);
        const Listing listing(c);
        NegotiateOptions options{
            .protocol = Protocol::simultaneous, .deadline = 200, .tactics = all_play("micro", 2)};
        const Talk talk = negotiate(c, options, {.seed = seed});
        ASSERT_TRUE(talk.agreement);
        EXPECT_EQ(listing.worst_rank(listing.number(*talk.agreement)), listing.fallback());
    }
}

TEST(SingleText, EndsWhereNoChangeOfOneOrTwoIssuesHelpsWithoutHurting) {
    std::size_t agreed = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const std::size_t parties = 2 + seed % 2;
        const Case c = random_case({.parties = parties, .options = {3, 4, 3}, .reserve = 20}, seed);
        const Listing listing(c);
        NegotiateOptions options{.protocol = Protocol::single_text, .deadline = 3000};
        const Talk talk = negotiate(c, options, {.seed = seed});
        if (!talk.agreement) continue;
        ++agreed;
        const std::size_t deal = listing.number(*talk.agreement);
        for (std::size_t o = 0; o < listing.outcomes.size(); ++o) {
            std::size_t changed = 0;
            for (std::size_t i = 0; i < 3; ++i)
                changed += listing.outcomes[o].options[i] != talk.agreement->options[i] ? 1 : 0;
            if (changed == 0 || changed > 2) continue;
            bool hurts = false;
            bool helps = false;
            for (std::size_t p = 0; p < parties; ++p) {
                hurts = hurts || listing.units[p][o] < listing.units[p][deal];
                helps = helps || listing.units[p][o] > listing.units[p][deal];
            }
            EXPECT_TRUE(hurts || !helps) << "seed " << seed;
        }
        for (std::size_t p = 0; p < parties; ++p) EXPECT_TRUE(listing.acceptable(p, deal));
    }
    EXPECT_GT(agreed, 20u);
}

TEST(Domain, SearchFindsWhatTheListFinds) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Case c = random_case({.options = {4, 5, 3, 2}, .grid = 20, .reserve = 35}, seed);
        const Prepared listed = prepare(c);
        const Prepared searched = prepare(c, {.list_limit = 1});
        ASSERT_EQ(listed.method(), "listed");
        ASSERT_EQ(searched.method(), "search");
        for (const std::string name : {"boulware", "linear", "micro", "conceder"}) {
            const NegotiateOptions options{.deadline = 40, .tactics = all_play(name, 2)};
            const Talk a = negotiate(listed, options);
            const Talk b = negotiate(searched, options);
            const std::size_t steps = std::min(a.trace.size(), b.trace.size());
            ASSERT_GT(steps, 0u);
            // Ties are broken otherwise, so compare what each offer is worth to whoever makes it, as long
            // as the other has not accepted.
            for (std::size_t k = 0; k + 1 < steps; ++k) {
                const std::size_t own = a.trace[k].party->index();
                ASSERT_NEAR(a.trace[k].utilities[own], b.trace[k].utilities[own], 1e-9)
                    << name << " seed " << seed << " step " << k;
            }
        }
    }
}

TEST(Domain, TenToTheThirtyOutcomesAreSearchedNeverListed) {
    const Case c =
        random_case({.options = std::vector<std::size_t>(30, 10), .opposed = true, .reserve = 30}, 7);
    const Prepared prepared = prepare(c);
    ASSERT_EQ(prepared.method(), "search");
    for (const TacticInfo& each : tactics()) {
        if (each.knows_all) continue;  // those need a frontier: tested through settle
        const NegotiateOptions options{.deadline = 30, .tactics = all_play(std::string(each.id), 2)};
        const Talk talk = negotiate(prepared, options);
        for (const Step& step : talk.trace) {
            if (step.act == Act::offer) {
                ASSERT_GE(step.utilities[step.party->index()], 30 - 1e-9) << each.id;
            }
        }
        if (each.id == "linear") {
            ASSERT_TRUE(talk.agreement);
            // It follows its curve from above, closely.
            const double target = 100 - 70.0 * 10 / 29;
            EXPECT_GE(talk.trace[20].utilities[0], target - 1e-9);
            EXPECT_LT(talk.trace[20].utilities[0], target + 0.1);
        }
    }
}

TEST(Domain, ManyOutcomesThatInteractAreSampledAndSaidToBe) {
    const Case c = random_case({.options = {9, 9, 9, 9}, .reserve = 20, .terms = 3, .rules = 1}, 5);
    const Prepared prepared = prepare(c, {.list_limit = 1000, .sample = 500});
    EXPECT_EQ(prepared.method(), "sample");
    ASSERT_EQ(prepared.notes().size(), 1u);
    const Talk talk = negotiate(prepared, {.tactics = all_play("linear", 2)});
    ASSERT_TRUE(talk.agreement);
    EXPECT_TRUE(feasible(c.space, *talk.agreement));
}

/// Three want a share each; two can settle it where the case says so.
Case three_ways() {
    Case c = random_case({.parties = 3, .options = {3}}, 1);
    const int points[3][3] = {{100, 60, 0}, {60, 100, 0}, {0, 0, 100}};
    for (std::size_t p = 0; p < 3; ++p) {
        IssueScore& score = c.parties[p].preference.issues[0];
        score.scores.clear();
        for (const int each : points[p]) score.scores.emplace_back(Rational(each));
        c.parties[p].reserve = Quantity(Rational(50));
    }
    return c;
}

TEST(Passage, AMajorityIsEnoughWhereVotesAreCounted) {
    Case c = three_ways();
    NegotiateOptions options{.protocol = Protocol::simultaneous, .deadline = 20};
    EXPECT_FALSE(negotiate(c, options).agreement);
    c.agree = Agreement{2, {}, {}};
    for (const Protocol protocol : {Protocol::simultaneous, Protocol::single_text}) {
        options.protocol = protocol;
        const Talk talk = negotiate(c, options);
        ASSERT_TRUE(talk.agreement) << static_cast<int>(protocol);
        EXPECT_EQ(*talk.utilities[2], 0);
    }
    // A veto of the third brings everybody's consent back, as far as it goes: nothing suits it and another.
    c.agree = Agreement{2, {PartyId(2)}, {}};
    for (const Protocol protocol : {Protocol::simultaneous, Protocol::single_text}) {
        options.protocol = protocol;
        EXPECT_FALSE(negotiate(c, options).agreement);
    }
    EXPECT_FALSE(prepare(c).notes().empty());
}

TEST(Passage, OnlyDealsThatWouldBeRatifiedAreSpokenOf) {
    Case c = random_case({.options = {5, 4}}, 3);
    ActorSpec actor;
    actor.name = "Assembly";
    actor.side = PartyId(0);
    actor.power = Quantity(Rational(1));
    actor.reserve = Quantity(Rational(70));
    ActorSpec::Stand stand;
    stand.issue = IssueId(0);
    stand.position = Quantity(Rational(0));
    stand.salience = Quantity(Rational(100));
    actor.on.push_back(stand);
    c.actors.push_back(actor);
    c.ratify.push_back({.party = PartyId(0), .quota = Quantity(Rational(1, 2)), .veto = {}, .where = {}});
    const Passage passage(c);
    NegotiateOptions options{.deadline = 30};
    options.tactics = {{.name = "random"}, {.name = "random"}};
    const Talk talk = negotiate(c, options);
    ASSERT_FALSE(talk.trace.empty());
    for (const Step& step : talk.trace) {
        if (step.outcome.options.size() == 2) {
            EXPECT_TRUE(passage.ratified(step.outcome));
        }
    }
    c.actors[0].reserve = Quantity(Rational(1000));
    EXPECT_THROW((void)prepare(c), InputError);
}

}  // namespace
}  // namespace entente::negotiate
