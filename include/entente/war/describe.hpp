// What the result of `war` is called where it leaves the program: key, unit and meaning of each field.
#pragma once

#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/core/describe_parts.hpp"
#include "entente/model/words.hpp"
#include "entente/war/analyse.hpp"

namespace entente::war {

/// Both ends of a range; nothing where it is not known.
[[nodiscard]] inline std::optional<Pair> ends_of(const Derived& value) {
    if (!value.low || !value.high) return std::nullopt;
    return Pair{*value.low, *value.high};
}

/// A party by its name.
struct NameOf {
    PartyId party;

    static constexpr std::string_view kShape = "text";
    template <class Writer>
    void write(Writer& writer) const {
        writer.write(writer.conflict().parties[party.index()].name);
    }
};

template <class Visitor>
void describe(Visitor& visit, const Believed& believed) {
    visit("win", believed.win, {"chance", "of its victory"});
    visit("duration", believed.duration, {"battles or periods", "how long the war lasts on average"});
    visit("reservation", believed.reservation.value, {"points", "what fighting on is worth to it"});
    visit("reservation_range", ends_of(believed.reservation), {"points", "low and high; null: no range"});
}

template <class Visitor>
void describe(Visitor& visit, const Outlook& outlook) {
    visit("win", outlook.win, {"chance", "of its victory, as it believes"});
    visit("hurt", outlook.hurt, {"0 to 1", "cost times the time that it expects"});
    visit("deadlock", outlook.deadlock, {"0 to 1", "1 where it sees an even match"});
    visit("stalemate", outlook.stalemate(), {"0 to 1", "hurt times deadlock"});
}

template <class Visitor>
void describe(Visitor& visit, const SideResult& side) {
    visit("id", side.party, {"", "the side"});
    visit("name", NameOf{side.party}, {"", "its name"});
    visit("win", side.win, {"chance", "of its victory, as the analyst sees it"});
    visit("value", side.value, {"points", "what fighting brings before costs"});
    visit("cost", side.cost, {"points", "what fighting costs it, aid deducted"});
    visit("reservation", side.reservation.value,
          {"points", "what fighting on is worth to it: its value of no deal"});
    visit("reservation_range", ends_of(side.reservation), {"points", "low and high; null: no range"});
    visit("reservation_before_public", side.before_public,
          {"points", "the same without what its public expects"});
    visit("believed", side.believed, {"", "what it believes itself"});
    visit("dividend", side.dividend, {"points", "what a deal struck now adds for it"});
    visit("at_win", side.at_win, {"points", "of what it imposes"});
    visit("at_loss", side.at_loss, {"points", "of what the other side imposes"});
    visit("outlook", side.outlook, {"", "how the war looks to it"});
}

/// By when the war is over with this chance.
struct OverBy {
    double chance = 0;
    std::optional<double> by;
};
template <class Visitor>
void describe(Visitor& visit, const OverBy& over) {
    visit("chance", over.chance, {"chance", "that the war is over"});
    visit("by", over.by, {"the war's unit", "by this time; null: by none that was looked at"});
}

/// How long the war lasts.
struct Duration {
    Derived mean;
    double sd = 0;
    std::string unit;
    std::optional<std::vector<OverBy>> quantiles;
    bool out_of_sight = false;
};
template <class Visitor>
void describe(Visitor& visit, const Duration& duration) {
    visit("mean", duration.mean.value, {"the war's unit", "on average; null: there is no mean"});
    visit("sd", duration.sd, {"the war's unit", "standard deviation"});
    visit("unit", duration.unit, {"", "battle, or the period that costs count"});
    visit("quantiles", duration.quantiles, {"", "by when it is over; null where the mean says it all"});
    visit("out_of_sight", duration.out_of_sight,
          {"", "longer than a generation of 25 years on average; false where the unit is none of time"});
    visit("range", ends_of(duration.mean), {"the war's unit", "of the mean, low and high; null: no range"});
}
[[nodiscard]] inline Duration duration_of(const WarResult& result) {
    std::optional<std::vector<OverBy>> quantiles;
    if (result.duration_quantiles) {
        quantiles.emplace();
        for (std::size_t q = 0; q < result.duration_quantiles->size(); ++q)
            quantiles->push_back({kCourseQuantiles[q], (*result.duration_quantiles)[q]});
    }
    return {.mean = result.duration,
            .sd = result.duration_sd,
            .unit = result.unit,
            .quantiles = std::move(quantiles),
            .out_of_sight = result.out_of_sight};
}

template <class Visitor>
void describe(Visitor& visit, const ResultRange& range) {
    visit("low", range.low.value, {"points", "the least that the first side accepts"});
    visit("high", range.high.value, {"points", "the most that the second side grants"});
    visit("width", range.width.value, {"points", "high less low"});
    visit("empty", range.empty, {"", "there is nothing between"});
    visit("low_range", ends_of(range.low), {"points", "low and high; null: no range"});
    visit("high_range", ends_of(range.high), {"points", "likewise"});
    visit("width_range", ends_of(range.width), {"points", "likewise"});
}

struct SettledTerm {
    SettledState state;
    double terms = 0;
};
template <class Visitor>
void describe(Visitor& visit, const SettledTerm& one) {
    visit("battles", one.state.wins + one.state.losses, {"battles", "fought before it"});
    visit("wins", one.state.wins, {"battles", "that the first side has won"});
    visit("losses", one.state.losses, {"battles", "that it has lost"});
    visit("terms", one.terms, {"points", "what the first side then gets"});
    visit("chance", one.state.chance, {"chance", "that the war ends here"});
}

struct HorizonShown {
    bool suffices = true;
    double value_bound = 0;
    double proven_bound = 0;
    double battles_bound = 0;
    int enough = 0;
};
template <class Visitor>
void describe(Visitor& visit, const HorizonShown& horizon) {
    visit("suffices", horizon.suffices, {"", "more battles would change nothing that counts"});
    visit("value_bound", horizon.value_bound,
          {"points", "each value is within this of an endless horizon's"});
    visit("proven_bound", horizon.proven_bound,
          {"points", "the part of it that is proved; null: nothing could be"});
    visit("battles_bound", horizon.battles_bound, {"battles", "how far the expected battles may move"});
    visit("enough", horizon.enough, {"battles", "a horizon that was tried and is enough"});
}

/// Shares of the stake become the first side's points, as everywhere else in the result.
struct LearningShown {
    LearningResult result;
    double low = 0;   ///< points of a share of 0
    double size = 1;  ///< points of the whole stake
};
template <class Visitor>
void describe(Visitor& visit, const LearningShown& shown) {
    const LearningResult& from = shown.result;
    std::vector<SettledTerm> terms;
    for (const SettledState& term : from.terms)
        terms.push_back({term, shown.low + shown.size * term.share});
    std::vector<double> hazard;
    std::vector<double> settle;
    for (const LearningStep& step : from.course) {
        hazard.push_back(step.hazard);
        settle.push_back(step.settle);
    }
    visit("surplus", shown.size * from.surplus, {"points", "what a deal now leaves above what both ask"});
    visit("settles_at_once", from.settles_at_once, {"", "there is a deal before the first battle"});
    visit("expected_battles", from.expected_battles, {"battles", "on average"});
    visit("settles", from.settles, {"chance", "that a settlement ends the war"});
    visit("conquest", from.conquest, {"chance", "that each side wins outright"});
    visit("unresolved", from.unresolved, {"chance", "that it is still fought at the horizon"});
    visit("terms", shown.low + shown.size * from.mean_share,
          {"points", "what the first side gets where a deal is struck, on average; null: none can be"});
    visit("settlements", terms, {"", "the states in which the war can be settled"});
    visit("hazard", hazard,
          {"chance", "entry n: of ending after n battles, given that it was fought before"});
    visit("settle", settle, {"chance", "entry n: that it is settled after exactly n battles"});
    visit("horizon",
          HorizonShown{from.horizon_suffices, shown.size * from.value_bound, shown.size * from.proven_bound,
                       from.battles_bound, from.enough},
          {"", "how far ahead was looked"});
}

template <class Visitor>
void describe(Visitor& visit, const ScreeningResult& from) {
    visit("threshold", from.threshold, {"chance", "the first side offers all alike up to this belief"});
    visit("weak", from.weak, {"chance", "that the second side is weak"});
    visit("value_first", from.value_first, {"points", "to the first side"});
    visit("value_weak", from.value_weak, {"points", "to a weak second side"});
    visit("value_strong", from.value_strong, {"points", "to a strong one"});
    visit("offer", from.path.offer, {"share", "of the second side in the first offer"});
    visit("war", from.path.war, {"chance", "that at least one battle is fought"});
    visit("expected_battles", from.path.expected_battles, {"battles", "on average"});
    visit("settles", from.path.settles, {"chance", "that a settlement ends it"});
    visit("conquest", from.path.conquest, {"chance", "that each side wins outright"});
}

template <class Visitor>
void describe(Visitor& visit, const AttritionResult& from) {
    std::optional<std::string_view> weak;
    if (from.weak >= 0) weak = from.weak == 0 ? "first" : "second";
    visit("rates", from.rate, {"per period", "at which each side gives in"});
    visit("exhaustion", from.exhaustion, {"periods", "when each would have given in unless it never does"});
    visit("until", from.until, {"periods", "after which only the stubborn are left"});
    visit("weak", weak, {"", "the side that may give in at once: first or second; null: none"});
    visit("at_once", from.at_once, {"chance", "that it does"});
    visit("never", from.never, {"chance", "that nobody ever does"});
}

template <class Visitor>
void describe(Visitor& visit, const Ultimatum& from) {
    visit("demand", from.demand, {"share", "the first side's best demand"});
    visit("war", from.chance_of_war, {"chance", "that it is refused"});
    visit("value", from.value, {"share", "what the first side expects"});
}

template <class Visitor>
void describe(Visitor& visit, const ShiftVerdict& from) {
    visit("rises", from.first_rises ? "first" : "second", {"", "the side whose chances rise"});
    visit("fearon_threshold", from.fearon_later,
          {"chance", "the riser's later one past which the other attacks, if the riser makes all offers"});
    visit("powell_threshold", from.powell_later,
          {"chance", "past which there is war in every equilibrium"});
    visit("war_if_riser_offers", from.war_if_riser_offers, {"", "the first is passed"});
    visit("war_in_every_equilibrium", from.war_in_every_equilibrium, {"", "the second is passed"});
}

template <class Visitor>
void describe(Visitor& visit, const CommitmentResult& from) {
    visit("shift", from.shift, {"", "of power, where the war gives one; else null"});
    visit("first_strike_margin", from.first_strike_margin,
          {"share", "below 0: striking first pays; null: not asked"});
    visit("deterrence_excess", from.deterrence_excess,
          {"share", "above 0: deterring costs more than war; null: not asked"});
}

template <class Visitor>
void describe(Visitor& visit, const RipenessResult& from) {
    visit("stalemate", from.stalemate, {"0 to 1", "mutual: the smaller of the two sides'"});
    visit("way_out", from.way_out, {"0 to 1", "is there a deal that both prefer"});
    visit("index", from.index, {"0 to 1", "stalemate times way out: this project's own design"});
}

template <class Visitor>
void describe(Visitor& visit, const LeverageResult& from) {
    visit("needed", from.needed,
          {"points", "what a third party must add for a deal, by the analyst's view"});
    visit("needed_believed", from.needed_believed, {"points", "by the sides' own beliefs"});
    visit("offered", from.offered, {"points", "dividends of a deal struck now"});
}

template <class Visitor>
void describe(Visitor& visit, const MediationResult& from) {
    visit("peace", from.best.peace, {"chance", "of a settlement, with the best mediator"});
    visit("settle_mixed", from.best.settle_mixed, {"chance", "that a strong and a weak side settle"});
    visit("settle_high", from.best.settle_high, {"chance", "that two strong sides settle"});
    visit("strong_share", from.best.strong_share, {"share", "of a strong side against a weak one"});
    visit("equal_split_is_safe", from.best.equal_split_is_safe, {"", "one half each keeps the peace"});
}

template <class Visitor>
void describe(Visitor& visit, const MediatorResult& from) {
    visit("threshold", from.verdict.threshold, {"", "the lean from which on it is believed; null: never"});
    visit("lean", 2 * from.model.bias - 1,
          {"", "-1 towards the other, 0 neutral, 1 wholly on the listener's side"});
    visit("believed", from.verdict.believed, {"", "is it"});
}

template <class Visitor>
void describe(Visitor& visit, const WarStep& step) {
    const auto judged = [&](const auto& value) {
        return step.judged ? std::optional(value) : std::nullopt;
    };
    visit("time", step.time, {"the war's unit", "from now"});
    visit("fighting", step.fighting, {"chance", "that it is still fought"});
    visit("won", step.won, {"chance", "that each side has won by then"});
    visit("settled", step.settled, {"chance", "that it has been settled by then"});
    visit("hazard", step.hazard, {"chance", "of ending now, given that it was fought before"});
    visit("position", step.position, {"share", "of the first side, at `course_quantiles`"});
    visit("cost", step.cost, {"points", "expected to be paid so far, aid deducted"});
    visit_present(visit, "stalemate", judged(step.stalemate), {"0 to 1", "of each side"});
    visit_present(visit, "way_out", judged(step.way_out), {"0 to 1", "as in `ripeness`"});
    visit_present(visit, "ripeness", judged(step.ripeness), {"0 to 1", "as in `ripeness`"});
}

/// What the columns of `position` in the course are: quantiles, or the mean.
struct CourseQuantiles {
    bool mean = false;

    static constexpr std::string_view kShape = "list";
    template <class Writer>
    void write(Writer& writer) const {
        if (mean) return writer.write(std::array{std::string_view("mean")});
        writer.write(std::to_array(kCourseQuantiles));
    }
};

template <class Visitor>
void describe(Visitor& visit, const WarResult& result) {
    std::vector<std::pair<PartyId, Outcome>> ends;
    for (std::size_t i = 0; i < 2; ++i) ends.emplace_back(result.sides[i].party, result.ends[i]);
    std::optional<LearningShown> learning;
    if (result.learning) {
        const double low = result.sides[0].at_loss;
        learning = LearningShown{*result.learning, low, result.sides[0].at_win - low};
    }
    visit("model", result.model, {"", "of the war"});
    visit("parties", result.sides, {"", "the two sides; points are each one's own"});
    visit("duration", duration_of(result), {"", "how long it lasts"});
    visit("straight_line", result.straight_line,
          {"", "deals lie on the line between the ends; false: issues can be traded, `settle` tells how"});
    visit("range", result.range,
          {"", "deals on that line that both prefer to fighting on, in the first side's points"});
    visit("believed_range", result.believed_range, {"", "the same by the sides' own beliefs"});
    visit("ends", ends, {"", "what each side imposes if it wins, by party"});
    visit_present(visit, "learning", learning, {"", "of that model, in the first side's points"});
    visit_present(visit, "screening", result.screening, {"", "of that model"});
    visit_present(visit, "attrition", result.attrition, {"", "of that model"});
    visit_present(visit, "ultimatum", result.ultimatum,
                  {"", "where one side's cost is not known to the other"});
    visit("commitment", result.commitment, {"", "would a deal be kept"});
    visit_present(visit, "ripeness", result.ripeness, {"", "is the moment ripe"});
    visit("leverage", result.leverage, {"", "what a third party must add, in the first side's points"});
    visit("waiting", result.waiting, {"", "what fighting on for so many months brings each side"});
    visit("break_even_cost", result.break_even_cost,
          {"", "cost at which waiting neither pays nor loses; null without a front"});
    visit("outside_view", result.outside_view, {"", "base rates of wars, beside the model; null: none"});
    visit_present(visit, "mediation", result.mediation,
                  {"", "where each side's strength is its own secret"});
    visit_present(visit, "mediator", result.mediator,
                  {"", "is a mediator that leans to one side believed"});
    visit("course_quantiles", CourseQuantiles{result.learning.has_value()},
          {"", "of `position` in `course`"});
    visit("course", result.course,
          {"", "laid to the likely end, over ten years where that is out of sight, or over `--span`"});
}

}  // namespace entente::war
