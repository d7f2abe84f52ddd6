#include "entente/war/waiting.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "entente/core/expects.hpp"
#include "war/records/front.hpp"
#include "war/records/record.hpp"

namespace entente::war {
namespace {

constexpr double kNormal90 = 1.6448536269514722;

/// The front of any kind as one pair of eyes sees it: where it moves to, and its discount.
struct Ahead {
    double position = 0;
    double mean = 0;  ///< of the position then
    double sd = 0;
    double discount = 1;

    /// What 1 a period until then is worth now.
    [[nodiscard]] double present(double periods) const {
        if (discount >= 1) return periods;
        return -std::expm1(periods * std::log(discount)) / -std::log(discount);
    }
    [[nodiscard]] double keep(double periods) const { return std::pow(discount, periods); }
};

Ahead ahead_of(const View& view, double periods) {
    if (drifts(view)) {
        const WanderingFront front = wandering_in(view);
        const Where then = free_position(front, periods);
        return {front.position, std::clamp(then.mean, front.low, front.high), then.sd, front.discount};
    }
    const Walk walk = walk_in(view);
    const auto n = static_cast<double>(walk.forts);
    const double lean = walk.advance - walk.retreat;
    const double spread = std::max(0.0, walk.advance + walk.retreat - lean * lean);
    const double now = static_cast<double>(walk.start) / n;
    return {now, std::clamp(now + lean * periods / n, 0.0, 1.0), std::sqrt(spread * periods) / n,
            walk.discount};
}

/// Months as periods of the war; 0 where the war has no front or no unit of time.
double periods_of(const Case& conflict, double months) {
    if (!conflict.war || !record_of(conflict).has_front) return 0;
    return months / 12 * periods_per_year(conflict.war->per);
}

/// Half the width of a side's costs and aid, as their ranges have it: down and up, per period.
Pair width_of_flows(const Case& conflict, std::size_t side) {
    const std::string& id = conflict.parties[conflict.war->between[side].index()].id;
    Pair squares{0, 0};
    const auto add = [&](const Parameter* parameter, double sign) {
        if (parameter == nullptr || !parameter->quantity.ranged()) return;
        const double best = parameter->quantity.value();
        const double up = parameter->quantity.high->value() - best;
        const double down = best - parameter->quantity.low->value();
        squares[0] += std::pow(sign > 0 ? down : up, 2);
        squares[1] += std::pow(sign > 0 ? up : down, 2);
    };
    add(find(conflict.war->parameters, "cost." + id), -1);
    add(find(conflict.war->parameters, "aid." + id), 1);
    for (const Aid& aid : conflict.aids) {
        if (aid.to && *aid.to != conflict.war->between[side]) continue;
        if (aid.kind == "money") add(find(aid.parameters, "amount"), 1);
        if (aid.kind == "penalty") add(find(aid.parameters, "amount"), -1);
    }
    return {std::sqrt(squares[0]), std::sqrt(squares[1])};
}

double chance_above_zero(double mean, double sd) {
    if (!(sd > 0)) return mean > 0 ? 1 : 0;
    return 0.5 * std::erfc(-mean / sd / std::numbers::sqrt2);
}

WaitingSide side_of(const Case& conflict, const Ground& ground, const Ahead& ahead, std::size_t side,
                    double periods) {
    const View view(conflict, kAnalyst);
    const double present = ahead.present(periods);
    WaitingSide result;
    result.party = conflict.war->between[side];
    result.front =
        ground.stake[side] * (side == 0 ? ahead.mean - ahead.position : ahead.position - ahead.mean);
    result.cost = view.gross_cost(side) * present;
    result.aid = view.money(side) * present;
    result.net = result.front - result.cost + result.aid;
    const double wavers = kNormal90 * ground.stake[side] * ahead.sd;
    const Pair flows = width_of_flows(conflict, side);
    const double down = std::hypot(wavers, flows[0] * present);
    const double up = std::hypot(wavers, flows[1] * present);
    result.net_range = {result.net - down, result.net + up};
    // The half of the range that reaches towards nothing decides.
    result.pays = chance_above_zero(result.net, (result.net > 0 ? down : up) / kNormal90);
    return result;
}

void set(std::vector<Parameter>& parameters, const std::string& name, double value) {
    const Quantity quantity(Rational::nearest(value));
    for (Parameter& parameter : parameters) {
        if (parameter.name != name) continue;
        parameter.quantity.best = quantity.best;
        parameter.quantity.low = parameter.quantity.high = std::nullopt;
        return;
    }
    parameters.push_back({name, quantity});
}

void move_front(Case& later, double share) {
    std::vector<Parameter>& parameters = later.war->parameters;
    const View view(later, kAnalyst);
    if (drifts(view)) {
        set(parameters, "position", share);
    } else {
        const double forts = view.get("forts", 10);
        set(parameters, "start", std::round(share * forts));
    }
    for (Belief& belief : later.beliefs)
        std::erase_if(belief.parameters,
                      [](const Parameter& p) { return p.name == "position" || p.name == "start"; });
}

/// Options that stand where the front stands are worth more or less by as much as the front has moved.
void move_scores(Case& later, const Case& conflict, const Ground& ground, double moved) {
    for (std::size_t i = 0; i < later.space.issues.size(); ++i) {
        const Issue& issue = later.space.issues[i];
        if (issue.front.empty() || issue.grid) continue;
        for (std::size_t side = 0; side < 2; ++side) {
            const PartyId party = conflict.war->between[side];
            IssueScore& sheet = later.parties[party.index()].preference.issues[i];
            if (sheet.scores.size() != issue.options.size()) continue;
            // What one score is worth in points, from the issue's best and worst.
            double least = sheet.scores.front().value();
            double most = least;
            for (const Quantity& score : sheet.scores) {
                least = std::min(least, score.value());
                most = std::max(most, score.value());
            }
            std::size_t top = 0;
            std::size_t bottom = 0;
            for (std::size_t k = 0; k < sheet.scores.size(); ++k) {
                if (sheet.scores[k].value() == most) top = k;
                if (sheet.scores[k].value() == least) bottom = k;
            }
            const double worth = issue_points(conflict, party, IssueId(i), OptionId(top)) -
                                 issue_points(conflict, party, IssueId(i), OptionId(bottom));
            if (!(worth > 0)) continue;
            const double gain = ground.stake[side] * (side == 0 ? moved : -moved) * (most - least) / worth;
            for (const OptionId option : issue.front) {
                Quantity& score = sheet.scores[option.index()];
                score.best = Rational::nearest(std::clamp(score.value() + gain, least, most));
                score.low = score.high = std::nullopt;
            }
        }
    }
}

}  // namespace

std::vector<Waiting> price_of_waiting(const Case& conflict) {
    std::vector<Waiting> all;
    const View view(conflict, kAnalyst);
    for (const double months : kWaitingMonths) {
        const double periods = periods_of(conflict, months);
        if (periods <= 0) return {};
        const Ground ground = ground_in(view, stakes_of(conflict));
        const Ahead ahead = ahead_of(view, periods);
        Waiting one;
        one.months = months;
        one.periods = periods;
        one.moved = {ahead.mean - ahead.position, ahead.sd};
        for (std::size_t i = 0; i < 2; ++i) one.sides[i] = side_of(conflict, ground, ahead, i, periods);
        all.push_back(one);
    }
    return all;
}

std::vector<BreakEven> break_even_cost(const Case& conflict) {
    const double periods = periods_of(conflict, kBreakEvenMonths);
    if (periods <= 0) return {};
    const View view(conflict, kAnalyst);
    const Ground ground = ground_in(view, stakes_of(conflict));
    const Ahead ahead = ahead_of(view, periods);
    std::vector<BreakEven> all;
    for (std::size_t i = 0; i < 2; ++i) {
        const WaitingSide side = side_of(conflict, ground, ahead, i, periods);
        all.push_back({side.party, kBreakEvenMonths, (side.front + side.aid) / ahead.present(periods),
                       view.gross_cost(i)});
    }
    return all;
}

std::optional<Case> case_after(const Case& conflict, double months, double deviations, int eyes) {
    const double periods = periods_of(conflict, months);
    if (periods <= 0) return std::nullopt;
    const View view(conflict, kAnalyst);
    const Ground ground = ground_in(view, stakes_of(conflict));
    const Ahead ahead = ahead_of(View(conflict, eyes), periods);
    double share = ahead.mean + deviations * ahead.sd;
    if (drifts(view)) {
        // An end that is reached ends the talks: the front stops short of it.
        const double hair = 1e-6 * (ground.high - ground.low);
        share = std::clamp(share, ground.low + hair, ground.high - hair);
    } else {
        share = std::clamp(share, 0.0, 1.0);
    }
    const double moved = share - ahead.position;
    Case later = conflict;
    move_front(later, share);
    for (std::size_t i = 0; i < 2; ++i) {
        const PartyId party = conflict.war->between[i];
        const std::string& id = conflict.parties[party.index()].id;
        // A cost told as a share of the holding stays what it is in points.
        if (view.find("cost_share", i)) {
            const double cost = view.gross_cost(i);
            std::erase_if(later.war->parameters,
                          [&](const Parameter& p) { return p.name == "cost_share." + id; });
            set(later.war->parameters, "cost." + id, cost);
        }
        set(later.war->parameters, "holding." + id,
            ground.holding[i] + ground.stake[i] * (i == 0 ? moved : -moved));
        set(later.war->parameters, "stake." + id, ground.stake[i]);
        if (later.parties[party.index()].reserve_derived) later.parties[party.index()].reserve.reset();
        if (!drifts(view)) continue;
        const View own(conflict, static_cast<int>(i));
        const WanderingFront learnt = taught(wandering_in(own), wandering_in(view), periods);
        for (Belief& belief : later.beliefs) {
            if (belief.party != party || find(belief.parameters, "drift") == nullptr) continue;
            set(belief.parameters, "drift", learnt.drift - own.chance_shift());
        }
    }
    move_scores(later, conflict, ground, moved);
    return later;
}

std::optional<std::array<Delay, 2>> delay(const Case& conflict, double months, int eyes) {
    const double periods = periods_of(conflict, months);
    if (periods <= 0) return std::nullopt;
    std::array<Delay, 2> result;
    const View view(conflict, eyes);
    const Ground ground = ground_in(view, stakes_of(conflict));
    const Ahead ahead = ahead_of(view, periods);
    for (std::size_t i = 0; i < 2; ++i) {
        const double moved = (i == 0 ? ahead.mean - ahead.position : ahead.position - ahead.mean) / 2;
        result[i].keep = ahead.keep(periods);
        // On average it holds what it holds half way, and pays and is paid by the period.
        result[i].hold = (1 - result[i].keep) * (ground.holding[i] + ground.stake[i] * moved) -
                         view.net_cost(i) * ahead.present(periods);
    }
    return result;
}

}  // namespace entente::war
