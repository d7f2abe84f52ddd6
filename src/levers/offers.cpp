#include "levers/offers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "entente/core/text.hpp"
#include "entente/model/exact.hpp"
#include "entente/model/passage.hpp"
#include "entente/settle/settle.hpp"
#include "entente/stability/deals.hpp"

namespace entente::levers {
namespace {

constexpr double kMostListed = 1e7;

std::vector<double> utilities_of(const Case& conflict, const Outcome& outcome) {
    std::vector<double> utilities;
    for (std::size_t i = 0; i < conflict.parties.size(); ++i)
        utilities.push_back(utility(conflict, PartyId(i), outcome));
    return utilities;
}

/// Does it pass: worth its value of no deal to as many as have to agree, and ratified? Exact.
bool passes(const Passage& passage, const std::vector<ExactUtility>& exact, const Outcome& outcome) {
    std::vector<char> acceptable;
    for (const ExactUtility& one : exact) acceptable.push_back(one.accepts(units_of(one, outcome)) ? 1 : 0);
    return passage.enough(acceptable) && (!passage.ratifies() || passage.ratified(outcome));
}

/// Keeps the deals that no other one beats: a beaten one is never cheaper to open.
void keep_efficient(std::vector<Offer>& all) {
    std::sort(all.begin(), all.end(),
              [](const Offer& a, const Offer& b) { return a.utilities > b.utilities; });
    std::vector<Offer> kept;
    for (Offer& one : all) {
        const bool beaten = std::any_of(kept.begin(), kept.end(), [&](const Offer& better) {
            for (std::size_t i = 0; i < one.utilities.size(); ++i) {
                if (better.utilities[i] < one.utilities[i]) return false;
            }
            return true;
        });
        if (!beaten) kept.push_back(std::move(one));
    }
    all = std::move(kept);
}

Offers stable_offers(const Case& conflict, stability::Concept c, const RunOptions& run) {
    Offers offers;
    const stability::Equilibria found = stability::find_equilibria(conflict, c, run);
    offers.stopped = found.stopped;
    if (!found.judged) {
        offers.complete = false;
        offers.notes.push_back(found.why_not);
        return offers;
    }
    const stability::Model& model = found.built.model;
    for (std::size_t s = 0; s < found.holds.size(); ++s) {
        if (found.holds[s] == 0) continue;
        Outcome outcome =
            stability::outcome_of(conflict.space, model.code(static_cast<stability::State>(s)));
        std::vector<double> utilities = utilities_of(conflict, outcome);
        offers.all.push_back({std::move(utilities), std::move(outcome)});
    }
    return offers;
}

/// Every efficient one of the deals that are ratified: ratification asks where actors stand, not what the
/// parties gain, so a deal that another one beats may be the one that passes.
Offers ratified_offers(const Case& conflict, const Passage& passage, const RunOptions& run) {
    Offers offers;
    constexpr std::size_t kBatch = 1 << 14;
    std::size_t seen = 0;
    Outcome outcome = first_outcome(conflict.space);
    do {
        if (++seen % kBatch == 0) {
            keep_efficient(offers.all);
            if (run.stop.stop_requested()) {
                offers.stopped = Stopped::cancelled;
                offers.complete = false;
                return offers;
            }
        }
        if (feasible(conflict.space, outcome) && passage.ratified(outcome))
            offers.all.push_back({utilities_of(conflict, outcome), outcome});
    } while (next_outcome(conflict.space, outcome));
    if (offers.all.empty()) offers.why_none = "No deal is ratified on every side.";
    keep_efficient(offers.all);
    return offers;
}

Offers frontier_offers(Case conflict, const RunOptions& run) {
    const Passage passage(conflict);
    if (passage.ratifies() && outcome_count_estimate(conflict.space) <= kMostListed)
        return ratified_offers(conflict, passage, run);
    Offers offers;
    if (passage.ratifies()) {
        offers.complete = false;
        offers.notes.emplace_back(
            "Ratification is left aside here: there are too many outcomes to look at each.");
    }
    // Who has to agree is asked of each deal afterwards, at the values of no deal that the levers leave.
    conflict.agree.reset();
    conflict.ratify.clear();
    settle::SettleOptions options;
    options.ties = false;
    const settle::SettleResult settled = settle::settle(conflict, options, run);
    offers.stopped = settled.stopped;
    for (const settle::Point& point : settled.frontier.items)
        offers.all.push_back({point.utilities, point.outcome});
    const bool all = settled.frontier.complete && settled.exact;
    offers.complete = offers.complete && all;
    if (!all) {
        offers.notes.push_back(
            "Not every efficient deal is listed (settle says how near the listed ones are): a cheaper way "
            "may "
            "exist.");
    }
    return offers;
}

/// One offer for each group that suffices: the others' consent is not asked, as if they had all they want.
void ask_groups(const Case& conflict, Offers& offers) {
    if (!conflict.agree) return;
    std::vector<Offer> all;
    for (const std::vector<char>& group : enough_of(conflict)) {
        std::vector<Offer> of_group;
        for (const Offer& offer : offers.all) {
            Offer asked = offer;
            for (std::size_t i = 0; i < group.size(); ++i) {
                if (group[i] == 0) asked.utilities[i] = std::numeric_limits<double>::infinity();
            }
            of_group.push_back(std::move(asked));
        }
        keep_efficient(of_group);
        std::move(of_group.begin(), of_group.end(), std::back_inserter(all));
    }
    offers.all = std::move(all);
}

Offers offers_of_goal(const Case& conflict, const Goal& goal, const RunOptions& run) {
    switch (goal.kind) {
        case Goal::Kind::deal: {
            if (!feasible(conflict.space, goal.deal)) {
                throw InputError(Diagnostic{Severity::error,
                                            "E0405",
                                            "a rule of the case forbids the deal of the goal",
                                            {},
                                            "`entente check FILE` lists the rules",
                                            {}});
            }
            Offers offers;
            const Passage passage(conflict);
            if (!passage.ratifies() || passage.ratified(goal.deal)) {
                offers.all.push_back({utilities_of(conflict, goal.deal), goal.deal});
                return offers;
            }
            std::vector<std::string> sides;
            for (const HomeVote& vote : passage.votes(goal.deal)) {
                if (vote.passes()) continue;
                sides.push_back(fmt::format(
                    "{} ({}% in favour, {}% needed{})", conflict.parties[vote.party.index()].name,
                    format_number(100 * vote.share(), 1), format_number(100 * vote.quota, 1),
                    vote.vetoed ? ", vetoed" : ""));
            }
            offers.why_none = "The deal is not ratified by " + join_words(sides) + ".";
            return offers;
        }
        case Goal::Kind::stable: {
            Offers offers = stable_offers(conflict, goal.holds, run);
            const Passage passage(conflict);
            if (passage.ratifies()) {
                const bool some = !offers.all.empty();
                std::erase_if(offers.all, [&](const Offer& one) { return !passage.ratified(one.outcome); });
                if (some && offers.all.empty())
                    offers.why_none = "No outcome that holds is ratified on every side.";
            }
            keep_efficient(offers.all);
            return offers;
        }
        case Goal::Kind::zone:
        case Goal::Kind::chance:
            break;
    }
    return frontier_offers(conflict, run);
}

}  // namespace

std::vector<std::vector<char>> enough_of(const Case& conflict) {
    constexpr std::size_t kMostGroups = 2000;
    const std::size_t n = conflict.parties.size();
    if (!conflict.agree) return {std::vector<char>(n, 1)};
    std::vector<char> group(n, 0);
    std::vector<std::size_t> free;
    std::size_t chosen = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const bool veto = std::any_of(conflict.agree->veto.begin(), conflict.agree->veto.end(),
                                      [&](PartyId party) { return party.index() == i; });
        group[i] = veto ? 1 : 0;
        chosen += veto ? 1 : 0;
        if (!veto) free.push_back(i);
    }
    const std::size_t votes = conflict.agree->votes;
    const std::size_t more = std::min(votes > chosen ? votes - chosen : 0, free.size());
    std::vector<std::vector<char>> groups;
    std::vector<char> pick(free.size(), 0);
    std::fill(pick.begin(), pick.begin() + static_cast<std::ptrdiff_t>(more), 1);
    do {
        if (groups.size() == kMostGroups) {
            throw InputError(Diagnostic{
                Severity::error,
                "E1311",
                "more than " + std::to_string(kMostGroups) + " groups of parties could agree",
                {},
                "levers looks at each of them: settle and check take such a rule, levers does not",
                {}});
        }
        std::vector<char> one = group;
        for (std::size_t k = 0; k < free.size(); ++k) one[free[k]] = pick[k];
        groups.push_back(std::move(one));
    } while (std::prev_permutation(pick.begin(), pick.end()));
    return groups;
}

bool beyond_listing(const Case& conflict, const Goal& goal) {
    return (goal.kind == Goal::Kind::zone || goal.kind == Goal::Kind::chance) &&
           outcome_count_estimate(conflict.space) > kMostListed;
}

Offers offers_for(const Case& conflict, const Goal& goal, const RunOptions& run) {
    Offers offers = offers_of_goal(conflict, goal, run);
    ask_groups(conflict, offers);
    return offers;
}

bool goal_holds(const Case& conflict, const Goal& goal, const RunOptions& run) {
    switch (goal.kind) {
        case Goal::Kind::deal:
            return passes(Passage(conflict), exact_utilities(conflict), goal.deal);
        case Goal::Kind::stable: {
            const std::vector<ExactUtility> exact = exact_utilities(conflict);
            const Passage passage(conflict);
            const Offers offers = stable_offers(conflict, goal.holds, run);
            return std::any_of(offers.all.begin(), offers.all.end(),
                               [&](const Offer& one) { return passes(passage, exact, one.outcome); });
        }
        case Goal::Kind::zone:
        case Goal::Kind::chance:
            break;
    }
    settle::SettleOptions options;
    options.brief = true;
    options.ties = false;
    return !settle::settle(conflict, options, run.inner()).zone.empty;
}

}  // namespace entente::levers
