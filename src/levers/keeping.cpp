#include "levers/keeping.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "entente/levers/phases.hpp"
#include "entente/model/exact.hpp"
#include "entente/war/analyse.hpp"

namespace entente::levers {
namespace {

/// The options that a party may choose alone on each issue, as things stand in the deal.
std::vector<std::vector<OptionId>> own_moves(const Case& conflict, PartyId party, const Outcome& deal) {
    std::vector<std::vector<OptionId>> choices;
    for (std::size_t i = 0; i < conflict.space.issues.size(); ++i) choices.push_back({deal.options[i]});
    for (const Control& control : conflict.control) {
        if (control.party != party) continue;
        const std::size_t i = control.issue.index();
        const OptionId at = deal.options[i];
        for (std::size_t o = 0; o < conflict.space.issues[i].options.size(); ++o) {
            const OptionId option(o);
            const bool reaches = control.direction == Direction::both ||
                                 (control.direction == Direction::up ? option > at : option < at);
            if (reaches && std::find(choices[i].begin(), choices[i].end(), option) == choices[i].end())
                choices[i].push_back(option);
        }
    }
    return choices;
}

/// Calls `visit` with every outcome that takes one of each issue's choices, the first issue fastest.
void for_each_choice(const std::vector<std::vector<OptionId>>& choices,
                     const std::function<void(const Outcome&)>& visit) {
    std::vector<std::size_t> at(choices.size(), 0);
    Outcome outcome{std::vector<OptionId>(choices.size(), OptionId(0))};
    for (;;) {
        for (std::size_t i = 0; i < choices.size(); ++i) outcome.options[i] = choices[i][at[i]];
        visit(outcome);
        std::size_t i = 0;
        while (i < choices.size() && ++at[i] == choices[i].size()) at[i++] = 0;
        if (i == choices.size()) return;
    }
}

/// The most that a party can have by moves of its own. Past so many combinations each issue counts alone.
double best_alone(const Case& conflict, PartyId party, const ExactUtility& exact, const Outcome& deal) {
    constexpr double kMostCombinations = 1e6;
    const auto choices = own_moves(conflict, party, deal);
    double combinations = 1;
    for (const auto& of_issue : choices) combinations *= static_cast<double>(of_issue.size());
    const auto worth = [&](const Outcome& outcome) {
        return exact.points(exact.capped(units_of(exact, outcome)));
    };
    double best = worth(deal);
    Outcome outcome = deal;
    if (combinations > kMostCombinations) {
        for (std::size_t i = 0; i < choices.size(); ++i) {
            for (const OptionId option : choices[i]) {
                outcome.options[i] = option;
                if (feasible(conflict.space, outcome)) best = std::max(best, worth(outcome));
            }
            outcome.options[i] = deal.options[i];
        }
        return best;
    }
    for_each_choice(choices, [&](const Outcome& changed) {
        if (feasible(conflict.space, changed)) best = std::max(best, worth(changed));
    });
    return best;
}

/// Calls `visit` with the deal as these parties may have changed it by moves of their own.
/// \param budget evaluations that are left, `each` for every visit \return false where it does not suffice
bool for_each_departure(const std::vector<std::vector<std::vector<OptionId>>>& moves,
                        const std::vector<std::size_t>& leaving, const Outcome& deal, double each,
                        double& budget, const std::function<void(const Outcome&)>& visit) {
    std::vector<std::vector<OptionId>> choices;
    for (std::size_t i = 0; i < deal.options.size(); ++i) {
        std::vector<OptionId>& all = choices.emplace_back(1, deal.options[i]);
        for (const std::size_t party : leaving) {
            for (const OptionId option : moves[party][i]) {
                if (std::find(all.begin(), all.end(), option) == all.end()) all.push_back(option);
            }
        }
    }
    double count = 1;
    for (const auto& all : choices) count *= static_cast<double>(all.size());
    budget -= count * each;
    if (budget < 0) return false;
    for_each_choice(choices, visit);
    return true;
}

/// Promises made one after another, in the order that costs least: each is large enough for its party to
/// keep the deal whatever those do who come after it, so that nobody is left to doubt (Winter 2004).
std::optional<CertainPrice> price_of_being_sure(const Case& conflict, const Outcome& deal) {
    constexpr std::size_t kMostParties = 10;
    const std::size_t n = conflict.parties.size();
    if (n > kMostParties) return std::nullopt;
    const std::vector<ExactUtility> exact = exact_utilities(conflict);
    std::vector<std::vector<std::vector<OptionId>>> moves;
    for (std::size_t p = 0; p < n; ++p) moves.push_back(own_moves(conflict, PartyId(p), deal));
    double budget = 1e6;
    const std::size_t sets = std::size_t{1} << n;
    std::vector<double> best(sets, std::numeric_limits<double>::infinity());
    std::vector<std::size_t> last(sets, n);
    std::vector<std::vector<double>> price(sets, std::vector<double>(n, 0));
    best[0] = 0;
    for (std::size_t sure = 0; sure + 1 < sets; ++sure) {
        for (std::size_t p = 0; p < n; ++p) {
            if ((sure >> p & 1u) != 0) continue;
            std::vector<std::size_t> leaving;
            for (std::size_t q = 0; q < n; ++q) {
                if (q != p && (sure >> q & 1u) == 0) leaving.push_back(q);
            }
            double most = 0;
            double own = 1;
            for (const auto& of_issue : moves[p]) own *= static_cast<double>(of_issue.size());
            const bool looked =
                for_each_departure(moves, leaving, deal, own, budget, [&](const Outcome& others) {
                    if (!feasible(conflict.space, others)) return;
                    const double here = utility(conflict, PartyId(p), others);
                    most = std::max(most, best_alone(conflict, PartyId(p), exact[p], others) - here);
                });
            if (!looked) return std::nullopt;
            price[sure][p] = most;
            const std::size_t with = sure | std::size_t{1} << p;
            if (best[sure] + most < best[with]) {
                best[with] = best[sure] + most;
                last[with] = p;
            }
        }
    }
    CertainPrice result{best[sets - 1], {}};
    for (std::size_t set = sets - 1; set != 0; set &= ~(std::size_t{1} << last[set])) {
        const std::size_t p = last[set];
        result.offers.emplace_back(conflict.parties[p].id, price[set & ~(std::size_t{1} << p)][p]);
    }
    std::reverse(result.offers.begin(), result.offers.end());
    return result;
}

const war::SideResult* side_of(const war::WarResult& fought, PartyId party, bool other) {
    for (std::size_t s = 0; s < 2; ++s) {
        if (fought.sides[s].party == party) return &fought.sides[other ? 1 - s : s];
    }
    return nullptr;
}

}  // namespace

std::vector<double> gains_from_leaving(const Case& conflict, const Outcome& deal) {
    const std::vector<ExactUtility> exact = exact_utilities(conflict);
    std::vector<double> gains;
    for (std::size_t i = 0; i < conflict.parties.size(); ++i) {
        const double here = utility(conflict, PartyId(i), deal);
        gains.push_back(std::max(0.0, best_alone(conflict, PartyId(i), exact[i], deal) - here));
    }
    return gains;
}

PromiseResult promise_of(const Case& conflict, const Outcome& deal, double paid) {
    PromiseResult promise;
    promise.outcome = deal;
    promise.paid = paid;
    const std::vector<double> gains = gains_from_leaving(conflict, deal);
    for (std::size_t i = 0; i < gains.size(); ++i) {
        promise.at_risk.emplace_back(conflict.parties[i].id, gains[i]);
        promise.total_at_risk += gains[i];
        if (gains[i] > 0) promise.can_leave.push_back(conflict.parties[i].id);
    }
    if (!conflict.control.empty()) promise.certain = price_of_being_sure(conflict, deal);
    return promise;
}

std::vector<GuaranteeResult> guarantees_of(const Case& conflict, const Outcome& deal,
                                           const RunOptions& run) {
    std::vector<GuaranteeResult> all;
    const bool any = std::any_of(conflict.levers.begin(), conflict.levers.end(),
                                 [](const Lever& lever) { return lever.kind == LeverKind::guarantee; });
    if (!any || !conflict.war) return all;
    const war::WarResult fought = war::analyse(conflict, {.ranges = false, .course = false}, run.inner());
    for (const Lever& lever : conflict.levers) {
        if (lever.kind != LeverKind::guarantee) continue;
        const war::SideResult* attacker = side_of(fought, *lever.to, true);
        if (attacker == nullptr) continue;
        const double stake = attacker->at_win - attacker->at_loss;
        if (!(stake > 0)) continue;
        GuaranteeResult one{.lever = lever.name,
                            .by = lever.by,
                            .protects = conflict.parties[lever.to->index()].id,
                            .against = conflict.parties[attacker->party.index()].id,
                            .needed = {},
                            .offered = lever.most.value(),
                            .enough = false};
        const double has = (utility(conflict, attacker->party, deal) - attacker->at_loss) / stake;
        one.needed = guarantee_needed(attacker->win, lever.guarded ? lever.guarded->value() : 0,
                                      std::max(0.0, attacker->cost) / stake, has);
        one.enough = one.needed && *one.needed <= one.offered;
        all.push_back(std::move(one));
    }
    return all;
}

namespace {

/// What a party gains by the deal over no deal, in points; none where nothing is said of no deal.
std::optional<double> gain_of(const Case& conflict, std::size_t party, const Outcome& deal) {
    const auto& reserve = conflict.parties[party].reserve;
    if (!reserve) return std::nullopt;
    return utility(conflict, PartyId(party), deal) - reserve->value();
}

/// The other side's part over one's own cost, less 1, of the party for which it is least: what leaving
/// alone gains is the cost of its part, and that and its gain over no deal are what the others' part is
/// worth.
std::optional<double> benefit_of(const Case& conflict, const PromiseResult& promise) {
    std::optional<double> least;
    for (std::size_t i = 0; i < promise.at_risk.size(); ++i) {
        const double leaving = promise.at_risk[i].second;
        const std::optional<double> gain = gain_of(conflict, i, promise.outcome);
        if (!gain || !(leaving > 0)) continue;
        const double benefit = std::max(0.0, *gain) / leaving;
        least = least ? std::min(*least, benefit) : benefit;
    }
    return least;
}

double value_or(const std::optional<Quantity>& number, double otherwise) {
    return number ? number->value() : otherwise;
}

}  // namespace

std::optional<PhasesResult> phases_of(const Case& conflict, const PromiseResult& promise) {
    constexpr std::size_t kSteps[] = {1, 2, 3, 5, 10};
    const Phases stated = conflict.phases.value_or(Phases{});
    PhasesResult result;
    if (stated.benefit) {
        result.benefit = stated.benefit->value();
    } else if (const std::optional<double> benefit = benefit_of(conflict, promise)) {
        result.benefit = *benefit;
        result.benefit_from_deal = true;
    } else if (!conflict.phases) {
        return std::nullopt;  // nobody gains by leaving: it carries itself in one step
    }
    result.discount = value_or(stated.discount, 1);
    PhaseTerms terms{.bond = 0, .benefit = result.benefit, .discount = result.discount};
    for (const std::size_t steps : kSteps) result.needed.push_back({steps, bond_needed(terms, steps)});
    if (stated.bond) {
        result.bond = terms.bond = stated.bond->value();
        if (const auto steps = fewest_phases(terms)) result.steps = *steps;
    }
    return result;
}

std::vector<SpoilersResult> spoilers_of(const Case& conflict, const std::optional<Outcome>& deal) {
    std::vector<SpoilersResult> all;
    for (const Spoilers& stated : conflict.spoilers) {
        const SpoilerTerms usual;
        const SpoilerTerms terms{.trust = value_or(stated.trust, usual.trust),
                                 .strength = value_or(stated.strength, usual.strength),
                                 .prevention = value_or(stated.prevention, usual.prevention),
                                 .attack = value_or(stated.attack, usual.attack)};
        SpoilersResult one{.party = conflict.parties[stated.party.index()].id,
                           .trust = terms.trust,
                           .after_attack = trust_after_attack(terms),
                           .after_quiet = trust_after_quiet(terms)};
        for (std::size_t i = 0; deal && i < conflict.parties.size(); ++i) {
            if (i == stated.party.index()) continue;
            const std::optional<double> gain = gain_of(conflict, i, *deal);
            // The least gain asks for the greatest trust.
            if (!gain || (one.gain && *one.gain <= *gain)) continue;
            one.gain = std::max(0.0, *gain);
            one.most_exposed = conflict.parties[i].id;
        }
        const double loss = value_or(stated.loss, 0);
        if (one.gain && loss > 0) one.needed = trust_needed(*one.gain, loss);
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace entente::levers
