#include "war/view.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "entente/model/exact.hpp"
#include "entente/model/war_parameters.hpp"

namespace entente::war {

std::optional<double> View::find(const std::string& name) const {
    if (eyes_ >= 0) {
        const PartyId party = war_.between[static_cast<std::size_t>(eyes_)];
        for (const Belief& belief : case_.beliefs) {
            if (belief.party != party) continue;
            if (const Parameter* p = entente::find(belief.parameters, name)) return p->quantity.value();
        }
    }
    const Parameter* p = entente::find(war_.parameters, name);
    return p == nullptr ? std::nullopt : std::optional(p->quantity.value());
}

double View::get(const std::string& name, double fallback) const { return find(name).value_or(fallback); }

std::optional<double> View::find(const std::string& name, std::size_t side, const std::string& tail) const {
    return find(name + "." + id(side) + tail);
}

double View::get(const std::string& name, std::size_t side, double fallback) const {
    return find(name, side).value_or(fallback);
}

namespace {

double amount(const Aid& aid, const char* name, double fallback = 0) {
    const Parameter* p = entente::find(aid.parameters, name);
    return p == nullptr ? fallback : p->quantity.value();
}

}  // namespace

double View::net_cost(std::size_t side) const {
    double cost = get("cost", side, 0) - get("aid", side, 0);
    for (const Aid& aid : case_.aids) {
        const bool mine = !aid.to || *aid.to == war_.between[side];
        if (aid.kind == "money" && mine) cost -= amount(aid, "amount");
        if (aid.kind == "penalty" && mine) cost += amount(aid, "amount");
    }
    return cost;
}

double View::chance_shift() const {
    double shift = 0;
    for (const Aid& aid : case_.aids) {
        if (!aid.to) continue;
        const int to = *aid.to == war_.between[0] ? 0 : 1;
        const bool seen = aid.kind == "capability" || (aid.kind == "promised" && eyes_ == to);
        if (seen) shift += (to == 0 ? 1 : -1) * amount(aid, "shift");
    }
    return shift;
}

Stakes stakes_of(const Case& conflict) {
    Stakes stakes;
    for (std::size_t i = 0; i < 2; ++i) stakes.ends[i] = war_outcome(conflict, i).outcome;
    for (std::size_t i = 0; i < 2; ++i) {
        const PartyId party = conflict.war->between[i];
        stakes.at_win[i] = utility(conflict, party, stakes.ends[i]);
        stakes.at_loss[i] = utility(conflict, party, stakes.ends[1 - i]);
    }
    return stakes;
}

bool drifts(const View& view) { return view.find("volatility").has_value(); }

double moving_share(const View& view) {
    const double advance = view.get("advance", 0.5);
    return std::min(1.0, advance + view.find("retreat").value_or(1 - advance));
}

Walk walk_in(const View& view) {
    Walk walk;
    walk.forts = std::llround(view.get("forts", 10));
    walk.start = std::llround(view.get("start", static_cast<double>(walk.forts / 2)));
    const double advance = view.get("advance", 0.5);
    const double retreat = view.find("retreat").value_or(1 - advance);
    double moves = advance + retreat;
    if (moves > 1) moves = 1;
    const double share = advance + retreat > 0 ? advance / (advance + retreat) : 0.5;
    walk.advance = std::clamp(moves * share + view.chance_shift(), 0.0, moves);
    walk.retreat = view.chance_shift() == 0 && advance + retreat <= 1 ? retreat : moves - walk.advance;
    walk.discount = view.get("discount", 1);
    return walk;
}

Front front_in(const View& view) {
    return {view.get("position", 0.5), view.get("drift", 0) + view.chance_shift(),
            view.get("volatility", 1), view.get("discount", 1)};
}

Lottery lottery_in(const View& view, const Stakes& stakes) {
    Lottery lottery;
    lottery.chance = std::clamp(view.get("chance", 0.5) + view.chance_shift(), 0.0, 1.0);
    for (std::size_t i = 0; i < 2; ++i) {
        lottery.cost[i] = view.net_cost(i) / stakes.size(i);
        lottery.risk[i] = view.get("risk", i, 1);
        lottery.caution[i] = view.get("caution", i, 0);
    }
    return lottery;
}

std::vector<Dividend> dividends_in(const Case& conflict, const Stakes& stakes) {
    std::vector<Dividend> dividends;
    for (const Aid& aid : conflict.aids) {
        if (aid.kind != "dividend") continue;
        dividends.push_back({amount(aid, "amount") / stakes.size(0), amount(aid, "keep", 1),
                             static_cast<int>(std::lround(amount(aid, "expires", -1)))});
    }
    return dividends;
}

Learning learning_in(const Case& conflict, const Stakes& stakes) {
    const View analyst(conflict, kAnalyst);
    Learning war;
    war.forts = static_cast<int>(std::lround(analyst.get("forts", 10)));
    war.start = static_cast<int>(std::lround(analyst.get("start", war.forts / 2)));
    const double advance = analyst.get("advance", 0.5);
    const double retreat = analyst.find("retreat").value_or(1 - advance);
    const double moves = moving_share(analyst);
    // Battles that move nothing teach nothing: fold their cost and delay into the next one that does.
    const double discount = analyst.get("discount", 1);
    const double base = (1 - discount) + discount * moves;
    war.discount = discount * moves / base;
    const double truth = analyst.get("truth", advance + retreat > 0 ? advance / (advance + retreat) : 0.5);
    war.truth = std::clamp(truth + analyst.chance_shift(), 0.0, 1.0);
    for (std::size_t i = 0; i < 2; ++i) {
        const View own(conflict, static_cast<int>(i));
        war.cost[i] = own.net_cost(i) / stakes.size(i) / base;
        const double wins = own.find("prior", i, ".wins").value_or(5);
        const double losses = own.find("prior", i, ".losses").value_or(5);
        const double weight = wins + losses;
        const double mean = std::clamp(wins / weight + own.chance_shift(), 1e-9, 1 - 1e-9);
        war.prior[i] =
            own.chance_shift() == 0 ? Prior{wins, losses} : Prior{mean * weight, (1 - mean) * weight};
    }
    for (std::size_t i = 0; i < 2; ++i) {
        const View own(conflict, static_cast<int>(i));
        const auto expects = own.find("public", i, ".expect");
        const auto weight = own.find("public", i, ".weight");
        if (!expects || !weight) continue;
        // Battles that move nothing take time too: the public's weight counts them all.
        war.publics[i] = {(*expects - stakes.at_loss[i]) / stakes.size(i),
                          own.find("public", i, ".penalty").value_or(0), *weight * moves};
    }
    war.proposer = analyst.get("proposer", 0.5);
    war.horizon = static_cast<int>(std::lround(analyst.get("horizon", 80)));
    war.dividends = dividends_in(conflict, stakes);
    return war;
}

Screening screening_in(const View& view, const Stakes& stakes) {
    Screening game;
    game.lives_first = static_cast<int>(std::lround(view.get("lives", 0, 1)));
    game.lives_second = static_cast<int>(std::lround(view.get("lives", 1, 1)));
    const double shift = view.chance_shift();
    game.advance_weak = std::clamp(view.get("advance_weak", 0.7) + shift, 0.0, 1.0);
    game.advance_strong = std::clamp(view.get("advance_strong", 0.4) + shift, 0.0, game.advance_weak);
    for (std::size_t i = 0; i < 2; ++i) game.cost[i] = view.net_cost(i) / stakes.size(i);
    return game;
}

Attrition attrition_in(const View& view, const Stakes& stakes) {
    Attrition war;
    for (std::size_t i = 0; i < 2; ++i) {
        // analyse() refuses best values that are not positive; the end of a range may still reach below.
        war.cost[i] = std::max(1e-9, view.net_cost(i) / stakes.size(i));
        war.stubborn[i] = view.get("stubborn", i, 0.1);
    }
    return war;
}

double front_value(const View& view, const Stakes& stakes, std::size_t side, const Ending& ending) {
    const auto holding = view.find("holding", side);
    const double held = holding ? (*holding - stakes.at_loss[side]) / stakes.size(side) : 0;
    const double until = 1 - ending.discounted_win[0] - ending.discounted_win[1];
    return ending.discounted_win[side] + (held == 0 ? 0 : held * std::max(0.0, until));
}

double with_public(const View& view, std::size_t side, double reservation, double elapsed) {
    const auto expects = view.find("public", side, ".expect");
    if (!expects) return reservation;
    const double weight =
        view.find("public", side, ".weight").value_or(std::numeric_limits<double>::infinity());
    return reservation_with_public(reservation, faded_expectation(*expects, reservation, weight, elapsed),
                                   view.find("public", side, ".penalty").value_or(0));
}

namespace {

Evaluation evaluate_front(const View& view, const Stakes& stakes, bool full) {
    const Ending ending =
        drifts(view) ? front_ending(front_in(view), full) : walk_ending(walk_in(view), full);
    Evaluation result;
    result.win = ending.win;
    result.duration = ending.duration;
    result.duration_sd = ending.duration_sd;
    for (std::size_t i = 0; i < 2; ++i) {
        result.value[i] = front_value(view, stakes, i, ending);
        result.cost[i] = view.net_cost(i) / stakes.size(i) * ending.present_cost;
        result.fight[i] = result.value[i] - result.cost[i];
    }
    return result;
}

Evaluation evaluate_lottery(const View& view, const Stakes& stakes) {
    const Lottery lottery = lottery_in(view, stakes);
    Evaluation result;
    result.win = {lottery.chance, 1 - lottery.chance};
    result.value = result.win;
    result.cost = lottery.cost;
    result.fight = certainty_equivalents(lottery);
    return result;
}

Evaluation evaluate_screening(const View& view, const Stakes& stakes) {
    const ScreeningGame game(screening_in(view, stakes));
    const double weak = view.get("weak", 0.5);
    const ScreeningPath path = screening_path(game, weak);
    Evaluation result;
    result.win = path.conquest;
    result.duration = path.expected_battles;
    const ScreeningState& strong = game.state(game.model().lives_first, game.model().lives_second);
    const double second =
        weak * std::max(0.0, game.weak_fighting_value(weak)) + (1 - weak) * strong.strong_value;
    result.fight = {game.fighting_value(weak), second};
    for (std::size_t i = 0; i < 2; ++i) result.cost[i] = game.model().cost[i] * path.expected_battles;
    result.value = {result.fight[0] + result.cost[0], result.fight[1] + result.cost[1]};
    return result;
}

Evaluation evaluate_attrition(const View& view, const Stakes& stakes, bool mixed) {
    const Attrition war = attrition_in(view, stakes);
    const AttritionResult r = mixed ? attrition_mixed(war) : attrition_reputational(war);
    Evaluation result;
    result.win = r.win;
    result.duration = r.duration;
    result.fight = r.value;  // unit prizes: already shares of the stake
    for (std::size_t i = 0; i < 2; ++i) {
        result.cost[i] = war.cost[i] * r.duration;
        result.value[i] = result.fight[i] + result.cost[i];
    }
    return result;
}

}  // namespace

Evaluation evaluate(const Case& conflict, const Stakes& stakes, int eyes, bool full) {
    const View view(conflict, eyes);
    const std::string& model = conflict.war->model;
    if (model == "lottery") return evaluate_lottery(view, stakes);
    if (model == "screening") return evaluate_screening(view, stakes);
    if (model == "attrition" || model == "attrition-mixed") {
        return evaluate_attrition(view, stakes, model == "attrition-mixed");
    }
    return evaluate_front(view, stakes, full);
}

}  // namespace entente::war
