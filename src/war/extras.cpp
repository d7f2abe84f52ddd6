#include "war/extras.hpp"

#include <algorithm>
#include <cmath>

namespace entente::war {
namespace {

void add_commitment(const View& view, const Stakes& stakes, const Evaluation& seen, WarResult& result) {
    const double discount = view.get("shift.discount", 0.9);
    Pair cost;  // of the whole war, as a share of the stake
    for (std::size_t i = 0; i < 2; ++i) cost[i] = result.sides[i].cost / stakes.size(i);
    if (const auto later = view.find("shift.later")) {
        // A stake that is a flow for ever is worth 1/(1 - discount) periods of it.
        const Pair flow{cost[0] / (1 - discount), cost[1] / (1 - discount)};
        // What fighting brings now, and what it will: chances count as far as the ends weigh.
        const double now = seen.value[0];
        const double then = now + (*later - seen.win[0]) * seen.weight;
        result.commitment.shift = shift_verdict({now, then, discount, flow});
        if (result.commitment.shift->war_in_every_equilibrium) {
            result.notes.push_back(
                "The shift in power that the case expects makes every deal untenable: the declining side "
                "does "
                "better by fighting now than by any promise that the rising side could keep.");
        } else if (result.commitment.shift->war_if_riser_offers) {
            result.notes.push_back(
                "The shift in power that the case expects makes deals untenable if the rising side "
                "dictates "
                "the terms; other ways to bargain may keep the peace.");
        }
    }
    if (const auto gap = view.find("first_strike")) {
        result.commitment.first_strike_margin = cost[0] + cost[1] - *gap * seen.weight;
        if (*result.commitment.first_strike_margin < 0) {
            result.notes.push_back(
                "Striking first gains more than the war costs both: peace is not stable.");
        }
    }
    if (view.find("upkeep", 0) || view.find("upkeep", 1)) {
        Pair upkeep;
        for (std::size_t i = 0; i < 2; ++i) upkeep[i] = view.get("upkeep", i, 0) / stakes.size(i);
        result.commitment.deterrence_excess = deterrence_excess(upkeep, discount, cost);
        if (*result.commitment.deterrence_excess > 0) {
            result.notes.push_back("Deterring for ever costs more than one war.");
        }
    }
}

void add_private_information(const View& view, const Stakes& stakes, const Evaluation& seen,
                             WarResult& result) {
    const auto low = view.find("rival_cost.least");
    const auto high = view.find("rival_cost.most");
    if (low && high && !result.learning && !result.screening) {
        const CostBelief belief{CostBelief::Shape::uniform, *low / stakes.size(1), *high / stakes.size(1),
                                1};
        // The second side has its value before costs less what war costs it, which it alone knows; the
        // first has its value of fighting where its demand is refused.
        const double left = 1 - seen.value[1];
        result.ultimatum = best_ultimatum(left, left - seen.fight[0], belief);
    }
    if (const auto strong = view.find("mediation.strong")) {
        MediationResult mediation;
        mediation.model = {*strong, view.get("mediation.chance", 0.8), view.get("mediation.left", 0.8)};
        mediation.best = best_mediation(mediation.model);
        result.mediation = mediation;
    }
    if (const auto bias = view.find("mediator.bias"); bias && low && high) {
        MediatorResult mediator;
        mediator.model = {*bias, view.get("mediator.error", 0),
                          view.get("mediator.loss", 0) / stakes.size(0), *low / stakes.size(1),
                          *high / stakes.size(1)};
        mediator.verdict = mediator_believed(mediator.model);
        result.mediator = mediator;
    }
}

void add_ripeness_and_leverage(const Case& conflict, const Stakes& stakes, WarResult& result) {
    const double carrot = dividend_now(conflict, stakes);
    const Pair analyst{result.sides[0].reservation.value, result.sides[1].reservation.value};
    const Pair believed{result.sides[0].believed.reservation.value,
                        result.sides[1].believed.reservation.value};
    const double unit = stakes.size(0);
    const Deals deals(conflict, stakes);
    result.straight_line = deals.on_a_line();
    result.leverage.offered = carrot * unit;
    result.leverage.needed = std::max(0.0, -deals.surplus(analyst)) * unit;
    result.leverage.needed_believed = std::max(0.0, -deals.surplus(believed)) * unit;
    RipenessResult ripe;
    ripe.stalemate = mutual_stalemate(result.sides[0].outlook, result.sides[1].outlook);
    ripe.way_out = way_out(deals.surplus(believed) + carrot + 1e-12);
    ripe.index = ripe.stalemate * ripe.way_out;
    result.ripeness = ripe;
    if (carrot > 0 && !result.learning) {
        result.notes.push_back(
            "A dividend of a deal is counted under leverage; only the learning model lets it stand, decay "
            "or "
            "expire while fighting goes on, and a standing one is nearly neutral there.");
    }
}

}  // namespace

void add_extras(const Case& conflict, const Stakes& stakes, const Evaluation& seen, WarResult& result) {
    const View view(conflict, kAnalyst);
    add_commitment(view, stakes, seen, result);
    add_private_information(view, stakes, seen, result);
    add_ripeness_and_leverage(conflict, stakes, result);
}

}  // namespace entente::war
