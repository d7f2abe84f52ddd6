#include "war/extras.hpp"

#include <algorithm>
#include <cmath>

namespace entente::war {
namespace {

double dividend_now(const Case& conflict, const Stakes& stakes) {
    double sum = 0;
    for (const Dividend& dividend : dividends_in(conflict, stakes)) sum += dividend.at(0);
    return sum;
}

void add_commitment(const View& view, const Stakes& stakes, WarResult& result) {
    const double discount = view.get("shift.discount", 0.9);
    Pair cost;  // of the whole war, as a share of the stake
    for (std::size_t i = 0; i < 2; ++i) cost[i] = result.sides[i].cost / stakes.size(i);
    if (const auto later = view.find("shift.later")) {
        // A stake that is a flow for ever is worth 1/(1 - discount) periods of it.
        const Pair flow{cost[0] / (1 - discount), cost[1] / (1 - discount)};
        result.commitment.shift = shift_verdict({result.sides[0].win, *later, discount, flow});
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
        result.commitment.first_strike_margin = cost[0] + cost[1] - *gap;
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

void add_private_information(const View& view, const Stakes& stakes, WarResult& result) {
    const auto low = view.find("rival_cost.least");
    const auto high = view.find("rival_cost.most");
    if (low && high && result.model != "learning" && result.model != "screening") {
        const CostBelief belief{CostBelief::Shape::uniform, *low / stakes.size(1), *high / stakes.size(1),
                                1};
        result.ultimatum =
            best_ultimatum(result.sides[0].win, result.sides[0].cost / stakes.size(0), belief);
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
    if (carrot > 0 && result.model != "learning") {
        result.notes.push_back(
            "A dividend of a deal is counted under leverage; only the learning model lets it stand, decay "
            "or "
            "expire while fighting goes on, and a standing one is nearly neutral there.");
    }
}

/// Both sides' outlooks and the way out where the front stands at `share`.
void judge_front(const Case& conflict, const Stakes& stakes, const Deals& deals, double share,
                 double carrot, WarStep& step) {
    std::array<Outlook, 2> seen;
    Pair reservation;
    for (std::size_t i = 0; i < 2; ++i) {
        const View own(conflict, static_cast<int>(i));
        const double cost = own.net_cost(i) / stakes.size(i);
        Ending ending;
        if (drifts(own)) {
            Front front = front_in(own);
            front.position = share;
            ending = front_ending(front, false);
        } else {
            Walk walk = walk_in(own);
            walk.start = std::llround(share * static_cast<double>(walk.forts));
            ending = walk_ending(walk, false);
        }
        seen[i] = outlook(ending.win[i], ending.duration, cost);
        step.stalemate[i] = seen[i].stalemate();
        const double fight = front_value(own, stakes, i, ending) - cost * ending.present_cost;
        reservation[i] = with_public(own, i, stakes.points(i, fight), step.time);
    }
    step.way_out = way_out(deals.surplus(reservation) + carrot + 1e-12);
    step.ripeness = step.way_out * mutual_stalemate(seen[0], seen[1]);
    step.judged = true;
}

/// A chosen span is drawn finely: ten years are shown month by month.
constexpr int kPoints = 60;
constexpr int kFinePoints = 120;

std::vector<WarStep> front_steps(const Case& conflict, const Stakes& stakes, double span) {
    const View analyst(conflict, kAnalyst);
    const int count = span > 0 ? kFinePoints : kPoints;
    const std::vector<CoursePoint> points = drifts(analyst) ? front_course(front_in(analyst), span, count)
                                                            : walk_course(walk_in(analyst), span, count);
    const double carrot = dividend_now(conflict, stakes);
    const Deals deals(conflict, stakes);
    std::vector<WarStep> steps;
    double fighting = 1;
    for (const CoursePoint& point : points) {
        WarStep step;
        step.time = point.time;
        step.fighting = point.fighting;
        step.won = point.won;
        step.hazard = fighting > 0 ? std::max(0.0, 1 - point.fighting / fighting) : 0;
        fighting = point.fighting;
        step.position.assign(point.position.begin(), point.position.end());
        for (std::size_t i = 0; i < 2; ++i) step.cost[i] = analyst.net_cost(i) * point.fought;
        judge_front(conflict, stakes, deals, point.position[2], carrot, step);
        steps.push_back(std::move(step));
    }
    return steps;
}

std::vector<WarStep> learning_steps(const Case& conflict, const Stakes& stakes, const WarResult& result,
                                    double span) {
    const Learning war = learning_in(conflict, stakes);
    const double moves =
        moving_share(View(conflict, kAnalyst));  // the model counts battles that move the front
    std::vector<WarStep> steps;
    WarStep sum;
    double fought = 0;
    const auto& course = result.learning->course;
    for (std::size_t n = 0; n < course.size(); ++n) {
        const double time = static_cast<double>(n) / moves;
        if (span > 0 && time > span) break;
        const LearningStep& from = course[n];
        WarStep step = sum;
        step.time = time;
        step.fighting = from.fighting;
        for (std::size_t i = 0; i < 2; ++i) step.won[i] += from.conquest[i];
        step.settled += from.settle;
        step.hazard = from.hazard;
        step.position = {from.position / war.forts};
        if (n > 0) fought += course[n - 1].fighting;
        for (std::size_t i = 0; i < 2; ++i) step.cost[i] = war.cost[i] * stakes.size(i) * fought;
        step.stalemate = from.stalemate;
        step.way_out = from.way_out;
        step.ripeness = from.ripeness;
        step.judged = true;
        sum.won = step.won;
        sum.settled = step.settled;
        steps.push_back(std::move(step));
    }
    return steps;
}

std::vector<WarStep> attrition_steps(const Case& conflict, const WarResult& result, double span) {
    const View analyst(conflict, kAnalyst);
    const AttritionResult& war = *result.attrition;
    const double total = war.rate[0] + war.rate[1];
    const double until = span > 0 ? span : std::isfinite(war.until) ? war.until : 5 / total;
    const int points = span > 0 ? kFinePoints : kPoints;
    std::vector<WarStep> steps;
    double fighting = 1;
    for (int p = 0; p <= points; ++p) {
        WarStep step;
        step.time = until * p / points;
        step.fighting = attrition_survival(war, step.time);
        const double conceded = (1 - war.at_once) - step.fighting;
        for (std::size_t i = 0; i < 2; ++i) {
            const bool gift = war.weak >= 0 && static_cast<std::size_t>(war.weak) == 1 - i;
            step.won[i] = conceded * war.rate[1 - i] / total + (gift ? war.at_once : 0);
            step.cost[i] = analyst.net_cost(i) * conceded / total;
        }
        step.hazard = 1 - step.fighting / fighting;
        fighting = step.fighting;
        steps.push_back(std::move(step));
    }
    return steps;
}

}  // namespace

void add_extras(const Case& conflict, const Stakes& stakes, WarResult& result) {
    const View view(conflict, kAnalyst);
    add_commitment(view, stakes, result);
    add_private_information(view, stakes, result);
    add_ripeness_and_leverage(conflict, stakes, result);
}

std::vector<WarStep> course_of(const Case& conflict, const Stakes& stakes, const WarResult& result,
                               double span) {
    if (result.model == "front") return front_steps(conflict, stakes, span);
    if (result.model == "learning") return learning_steps(conflict, stakes, result, span);
    if (result.attrition) return attrition_steps(conflict, result, span);
    return {};
}

}  // namespace entente::war
