#include "levers/offers.hpp"

#include <algorithm>

#include "entente/model/exact.hpp"
#include "entente/settle/settle.hpp"
#include "entente/stability/deals.hpp"

namespace entente::levers {
namespace {

std::vector<double> utilities_of(const Case& conflict, const Outcome& outcome) {
    std::vector<double> utilities;
    for (std::size_t i = 0; i < conflict.parties.size(); ++i)
        utilities.push_back(utility(conflict, PartyId(i), outcome));
    return utilities;
}

/// Is it worth its value of no deal to everybody? Exact.
bool acceptable(const std::vector<ExactUtility>& exact, const Outcome& outcome) {
    return std::all_of(exact.begin(), exact.end(), [&](const ExactUtility& one) {
        const int128 units = units_of(one, outcome);
        return !one.has_reserve || (one.has_cap ? std::min(units, one.cap) : units) >= one.reserve;
    });
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
    keep_efficient(offers.all);
    return offers;
}

Offers frontier_offers(const Case& conflict, const RunOptions& run) {
    Offers offers;
    settle::SettleOptions options;
    options.ties = false;
    const settle::SettleResult settled = settle::settle(conflict, options, run);
    offers.stopped = settled.stopped;
    for (const settle::Point& point : settled.frontier.items)
        offers.all.push_back({point.utilities, point.outcome});
    offers.complete = settled.frontier.complete && settled.exact;
    if (!offers.complete) {
        offers.notes.push_back(
            "Not every efficient deal is listed (settle says how near the listed ones are): a cheaper way "
            "may "
            "exist.");
    }
    return offers;
}

}  // namespace

bool beyond_listing(const Case& conflict, const Goal& goal) {
    constexpr double kMostListed = 1e7;
    return (goal.kind == Goal::Kind::zone || goal.kind == Goal::Kind::chance) &&
           outcome_count_estimate(conflict.space) > kMostListed;
}

Offers offers_for(const Case& conflict, const Goal& goal, const RunOptions& run) {
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
            offers.all.push_back({utilities_of(conflict, goal.deal), goal.deal});
            return offers;
        }
        case Goal::Kind::stable:
            return stable_offers(conflict, goal.holds, run);
        case Goal::Kind::zone:
        case Goal::Kind::chance:
            break;
    }
    return frontier_offers(conflict, run);
}

bool goal_holds(const Case& conflict, const Goal& goal, const RunOptions& run) {
    switch (goal.kind) {
        case Goal::Kind::deal:
            return acceptable(exact_utilities(conflict), goal.deal);
        case Goal::Kind::stable: {
            const std::vector<ExactUtility> exact = exact_utilities(conflict);
            const Offers offers = stable_offers(conflict, goal.holds, run);
            return std::any_of(offers.all.begin(), offers.all.end(),
                               [&](const Offer& one) { return acceptable(exact, one.outcome); });
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
