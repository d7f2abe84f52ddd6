#include <cmath>

#include "entente/report/war.hpp"
#include "report/results/json.hpp"
#include "report/results/writer.hpp"

namespace entente::report {
namespace {

using war::Derived;
using war::Pair;

Json pair(const Pair& values) { return Json::array({number(values[0]), number(values[1])}); }

Json ends_of_range(const Derived& value) {
    if (!value.low || !value.high) return nullptr;
    return Json::array({number(value.low), number(value.high)});
}

Json side(const Case& conflict, const war::WarResult& result, std::size_t i) {
    const war::SideResult& one = result.sides[i];
    const Party& party = conflict.parties[one.party.index()];
    return {{"id", party.id},
            {"name", party.name},
            {"win", number(one.win)},
            {"value", number(one.value)},
            {"cost", number(one.cost)},
            {"reservation", number(one.reservation.value)},
            {"reservation_range", ends_of_range(one.reservation)},
            {"reservation_before_public", number(one.before_public)},
            {"believed",
             {{"win", number(one.believed.win)},
              {"duration", number(one.believed.duration)},
              {"reservation", number(one.believed.reservation.value)},
              {"reservation_range", ends_of_range(one.believed.reservation)}}},
            {"at_win", number(one.at_win)},
            {"at_loss", number(one.at_loss)},
            {"outlook",
             {{"win", number(one.outlook.win)},
              {"hurt", number(one.outlook.hurt)},
              {"deadlock", number(one.outlook.deadlock)},
              {"stalemate", number(one.outlook.stalemate())}}}};
}

Json range(const war::ResultRange& range) {
    return {{"low", number(range.low.value)},           {"high", number(range.high.value)},
            {"width", number(range.width.value)},       {"empty", range.empty},
            {"low_range", ends_of_range(range.low)},    {"high_range", ends_of_range(range.high)},
            {"width_range", ends_of_range(range.width)}};
}

/// Shares of the stake become the first side's points, as everywhere else in the result.
Json learning(const war::WarResult& result) {
    const war::LearningResult& from = *result.learning;
    const double low = result.sides[0].at_loss;
    const double size = result.sides[0].at_win - low;
    Json terms = Json::array();
    for (const war::SettledState& term : from.terms) {
        terms.push_back({{"battles", term.wins + term.losses},
                         {"wins", term.wins},
                         {"losses", term.losses},
                         {"terms", number(low + size * term.share)},
                         {"chance", number(term.chance)}});
    }
    Json hazard = Json::array();
    Json settle = Json::array();
    for (const war::LearningStep& step : from.course) {
        hazard.push_back(number(step.hazard));
        settle.push_back(number(step.settle));
    }
    return {{"surplus", number(size * from.surplus)},
            {"settles_at_once", from.settles_at_once},
            {"expected_battles", number(from.expected_battles)},
            {"settles", number(from.settles)},
            {"conquest", pair(from.conquest)},
            {"unresolved", number(from.unresolved)},
            {"terms", number(low + size * from.mean_share)},
            {"settlements", terms},
            {"hazard", hazard},
            {"settle", settle},
            {"horizon",
             {{"suffices", from.horizon_suffices},
              {"value_bound", number(size * from.value_bound)},
              {"proven_bound", number(size * from.proven_bound)},
              {"battles_bound", number(from.battles_bound)},
              {"enough", from.enough}}}};
}

Json commitment(const war::CommitmentResult& from) {
    Json json = {{"shift", nullptr},
                 {"first_strike_margin", number(from.first_strike_margin)},
                 {"deterrence_excess", number(from.deterrence_excess)}};
    if (from.shift) {
        json["shift"] = {{"rises", from.shift->first_rises ? "first" : "second"},
                         {"fearon_threshold", number(from.shift->fearon_later)},
                         {"powell_threshold", number(from.shift->powell_later)},
                         {"war_if_riser_offers", from.shift->war_if_riser_offers},
                         {"war_in_every_equilibrium", from.shift->war_in_every_equilibrium}};
    }
    return json;
}

Json attrition(const war::AttritionResult& from) {
    return {{"rates", pair(from.rate)},
            {"exhaustion", pair(from.exhaustion)},
            {"until", number(from.until)},
            {"weak", from.weak < 0 ? Json(nullptr) : Json(from.weak == 0 ? "first" : "second")},
            {"at_once", number(from.at_once)},
            {"never", number(from.never)}};
}

Json screening(const war::ScreeningResult& from) {
    return {{"threshold", number(from.threshold)},
            {"weak", number(from.weak)},
            {"value_first", number(from.value_first)},
            {"value_weak", number(from.value_weak)},
            {"value_strong", number(from.value_strong)},
            {"offer", number(from.path.offer)},
            {"war", number(from.path.war)},
            {"expected_battles", number(from.path.expected_battles)},
            {"settles", number(from.path.settles)},
            {"conquest", pair(from.path.conquest)}};
}

Json course(const war::WarResult& result) {
    Json list = Json::array();
    for (const war::WarStep& step : result.course) {
        Json positions = Json::array();
        for (const double p : step.position) positions.push_back(number(p));
        Json one = {{"time", number(step.time)},     {"fighting", number(step.fighting)},
                    {"won", pair(step.won)},         {"settled", number(step.settled)},
                    {"hazard", number(step.hazard)}, {"position", positions},
                    {"cost", pair(step.cost)}};
        if (step.judged) {
            one["stalemate"] = pair(step.stalemate);
            one["way_out"] = number(step.way_out);
            one["ripeness"] = number(step.ripeness);
        }
        list.push_back(std::move(one));
    }
    return list;
}

void add_mediation(const war::WarResult& result, Json& json) {
    if (result.mediation) {
        const war::BestMediation& best = result.mediation->best;
        json["mediation"] = {{"peace", number(best.peace)},
                             {"settle_mixed", number(best.settle_mixed)},
                             {"settle_high", number(best.settle_high)},
                             {"strong_share", number(best.strong_share)},
                             {"equal_split_is_safe", best.equal_split_is_safe}};
    }
    if (result.mediator) {
        json["mediator"] = {{"threshold", number(result.mediator->verdict.threshold)},
                            {"lean", number(2 * result.mediator->model.bias - 1)},
                            {"believed", result.mediator->verdict.believed}};
    }
}

}  // namespace

std::string json_war(const Case& conflict, const war::WarResult& result,
                     const std::vector<std::string>& settings) {
    Json json = envelope(conflict, {.verb = "war",
                                    .seed = result.seed,
                                    .method = result.method,
                                    .exact = result.exact,
                                    .stopped = result.stopped,
                                    .notes = result.notes,
                                    .settings = settings});
    json["model"] = result.model;
    json["parties"] = Json::array({side(conflict, result, 0), side(conflict, result, 1)});
    json["duration"] = {{"mean", number(result.duration.value)},
                        {"sd", number(result.duration_sd)},
                        {"unit", result.unit},
                        {"out_of_sight", result.out_of_sight},
                        {"range", ends_of_range(result.duration)}};
    json["straight_line"] = result.straight_line;
    json["range"] = range(result.range);
    json["believed_range"] = range(result.believed_range);
    json["ends"] = Json::object();
    for (std::size_t i = 0; i < 2; ++i) {
        json["ends"][conflict.parties[result.sides[i].party.index()].id] =
            outcome(conflict, result.ends[i]);
    }
    if (result.learning) json["learning"] = learning(result);
    if (result.screening) json["screening"] = screening(*result.screening);
    if (result.attrition) json["attrition"] = attrition(*result.attrition);
    if (result.ultimatum) {
        json["ultimatum"] = {{"demand", number(result.ultimatum->demand)},
                             {"war", number(result.ultimatum->chance_of_war)},
                             {"value", number(result.ultimatum->value)}};
    }
    json["commitment"] = commitment(result.commitment);
    if (result.ripeness) {
        json["ripeness"] = {{"stalemate", number(result.ripeness->stalemate)},
                            {"way_out", number(result.ripeness->way_out)},
                            {"index", number(result.ripeness->index)}};
    }
    json["leverage"] = {{"needed", number(result.leverage.needed)},
                        {"needed_believed", number(result.leverage.needed_believed)},
                        {"offered", number(result.leverage.offered)}};
    add_mediation(result, json);
    Json quantiles = Json::array();
    for (const double q : war::kCourseQuantiles) quantiles.push_back(q);
    json["course_quantiles"] = result.learning ? Json::array({"mean"}) : quantiles;
    json["course"] = course(result);
    json["diagnostics"] = diagnostics(result.warnings);
    return dump(json);
}

std::string json_fit(const war::SeriesFit& fit) {
    const Case none;  // a series belongs to no case
    JsonWriter json(none);
    json("schema", "entente-result/1");
    json("verb", "war");
    json("method",
         "exact maximum likelihood of a drift that wanders, by the Kalman filter; beside it "
         "Brownian motion with a constant drift");
    json("exact", true);
    json("stopped", "complete");
    json("notes", fit.notes);
    json("fit", fit);
    return json.finish();
}

}  // namespace entente::report
