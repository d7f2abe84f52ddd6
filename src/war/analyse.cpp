#include "entente/war/analyse.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "entente/core/expects.hpp"
#include "entente/core/text.hpp"
#include "entente/model/war_parameters.hpp"
#include "war/extras.hpp"
#include "war/view.hpp"

namespace entente::war {
namespace {

/// Everything that has a range: computed for the best values and again for each end of each range.
struct Core {
    Pair reservation{0, 0};  // points
    Pair before_public{0, 0};
    Pair believed{0, 0};
    double duration = 0;
    Pair range{0, 0};  // low and high, in the first side's points
};

/// What the sides' values of fighting leave, in the first side's points.
Pair range_of(const Stakes& stakes, const Pair& reservation) {
    Pair share;
    for (std::size_t i = 0; i < 2; ++i) {
        share[i] = (reservation[i] - stakes.at_loss[i]) / stakes.size(i);
    }
    const Range range = bargaining_range(share);
    return {stakes.points(0, range.low), stakes.points(0, range.high)};
}

class Analysis {
public:
    Analysis(const Case& conflict, const WarOptions& options, const RunOptions& run)
        : case_(conflict),
          war_(*conflict.war),
          options_(options),
          run_(run),
          stakes_(stakes_of(conflict)) {}

    WarResult run() {
        refuse_free_attrition();
        result_.model = war_.model;
        result_.ends = stakes_.ends;
        result_.seed = run_.seed;
        result_.unit = unit();
        if (war_.model == "learning") solve_learning();
        const Core best = core(case_);
        fill_sides(best);
        fill_range(best);
        if (options_.ranges) fill_ranges(best);
        fill_model_parts();
        add_extras(case_, stakes_, result_);
        result_.out_of_sight = out_of_sight(result_.duration.value, result_.unit);
        if (options_.course) add_course();
        describe();
        return std::move(result_);
    }

private:
    [[nodiscard]] bool walking() const {
        return war_.model == "learning" || war_.model == "screening" ||
               (war_.model == "front" && !drifts(View(case_, kAnalyst)));
    }
    [[nodiscard]] std::string unit() const {
        if (war_.model == "lottery") return "war";
        return walking() && war_.per == "period" ? "battle" : war_.per;
    }

    void refuse_free_attrition() const {
        if (!war_.model.starts_with("attrition")) return;
        std::vector<Diagnostic> problems;
        for (std::size_t i = 0; i < 2; ++i) {
            for (const int eyes : {kAnalyst, static_cast<int>(i)}) {
                if (View(case_, eyes).net_cost(i) > 0) continue;
                const std::string& id = case_.parties[war_.between[i].index()].id;
                problems.push_back(
                    {Severity::error, "E0505",
                     "aid pays " + id + " at least what fighting costs it: it never concedes",
                     Location{case_.origin.file, war_.where.line, war_.where.column, war_.where.length, {}},
                     "lower the aid or raise cost." + id, "war.cost." + id});
                break;
            }
        }
        if (!problems.empty()) throw InputError(std::move(problems));
    }

    void solve_learning() {
        Learning war = learning_in(case_, stakes_);
        LearningResult solved = learn(war, options_.horizon_tolerance);
        const Parameter* written = entente::find(war_.parameters, "horizon");
        if (written == nullptr && !solved.horizon_suffices && solved.enough > war.horizon) {
            war.horizon = solved.enough;
            solved = learn(war, options_.horizon_tolerance);
        }
        horizon_ = war.horizon;
        if (!solved.horizon_suffices) {
            const Span where = written != nullptr ? written->quantity.where : war_.where;
            const double points = solved.value_bound * std::max(stakes_.size(0), stakes_.size(1));
            result_.warnings.push_back(
                {Severity::warning, "W0502",
                 (written != nullptr
                      ? "a horizon of " + std::to_string(war.horizon) + " battles is too short: "
                      : "even a horizon of " + std::to_string(war.horizon) +
                            " battles does not decide all: ") +
                     "values of fighting may be off by " + format_number(points, 4) +
                     " points at most, the expected number of battles by about " +
                     format_number(solved.battles_bound, 4),
                 Location{case_.origin.file, where.line, where.column, where.length, {}},
                 solved.enough > war.horizon
                     ? "leave horizon out, or write horizon = " + std::to_string(solved.enough)
                 : written != nullptr ? "the walk is long: raise the horizon, or use model \"front\""
                                      : "the walk is long: use model \"front\"",
                 "war.horizon"});
            result_.notes.push_back(result_.warnings.back().message + ".");
        } else if (written == nullptr && war.horizon > 80) {
            result_.notes.push_back(
                "Beliefs are taken as final after " + std::to_string(war.horizon) +
                " battles, longer than the usual 80, so that the horizon does not matter.");
        }
        if (solved.proven_bound > std::max(solved.value_bound, options_.horizon_tolerance)) {
            const double points = solved.proven_bound * std::max(stakes_.size(0), stakes_.size(1));
            result_.notes.push_back(
                "That a longer horizon changes nothing is an estimate here: fighting pays a side, or a "
                "public "
                "counts, and the order of best and worst that would prove it can break. " +
                (solved.proven_bound < 1 ? "Proven is that no value of fighting moves by more than " +
                                               format_number(points, 4) + " points."
                                         : std::string("The walk is too long for a proof.")));
        }
        result_.learning = std::move(solved);
    }

    [[nodiscard]] Core core(const Case& conflict) const {
        const Stakes& stakes = stakes_;
        Core result;
        std::array<Evaluation, 3> seen;
        Pair fight;
        Pair believed;
        if (war_.model == "learning") {
            Learning war = learning_in(conflict, stakes);
            war.horizon = horizon_;
            const LearningResult solved = &conflict == &case_ ? *result_.learning : learn(war, 0);
            fight = believed = solved.value;
            result.duration = solved.expected_battles / moving_share(View(conflict, kAnalyst));
        } else {
            seen[0] = evaluate(conflict, stakes, kAnalyst, false);
            fight = seen[0].fight;
            result.duration = seen[0].duration;
            for (std::size_t i = 0; i < 2; ++i) {
                believed[i] = evaluate(conflict, stakes, static_cast<int>(i), false).fight[i];
            }
        }
        const View analyst(conflict, kAnalyst);
        for (std::size_t i = 0; i < 2; ++i) {
            result.before_public[i] = stakes.points(i, fight[i]);
            result.reservation[i] = with_public(analyst, i, result.before_public[i]);
            result.believed[i] =
                with_public(View(conflict, static_cast<int>(i)), i, stakes.points(i, believed[i]));
        }
        result.range = range_of(stakes, result.reservation);
        return result;
    }

    void fill_sides(const Core& best) {
        const Evaluation seen =
            war_.model == "learning" ? Evaluation{} : evaluate(case_, stakes_, kAnalyst, true);
        result_.duration.value = best.duration;
        result_.duration_sd = seen.duration_sd;
        for (std::size_t i = 0; i < 2; ++i) {
            SideResult& side = result_.sides[i];
            side.party = war_.between[i];
            side.at_win = stakes_.at_win[i];
            side.at_loss = stakes_.at_loss[i];
            side.reservation.value = best.reservation[i];
            side.before_public = best.before_public[i];
            side.believed.reservation.value = best.believed[i];
            const double net = View(case_, static_cast<int>(i)).net_cost(i) / stakes_.size(i);
            if (war_.model == "learning") {
                fill_learning_side(i, side);
            } else {
                const Evaluation own = evaluate(case_, stakes_, static_cast<int>(i), false);
                side.win = seen.win[i];
                side.value = stakes_.points(i, seen.value[i]);
                side.cost = seen.cost[i] * stakes_.size(i);
                side.believed.win = own.win[i];
                side.believed.duration = own.duration;
            }
            side.outlook =
                outlook(side.believed.win, war_.model == "lottery" ? 1 : side.believed.duration, net);
        }
        if (result_.learning)
            result_.duration_sd = result_.learning->battles_sd / moving_share(View(case_, kAnalyst));
    }

    /// Chances, terms and costs as the analyst expects them, and the walk to the end as the side sees it.
    void fill_learning_side(std::size_t i, SideResult& side) {
        const LearningResult& solved = *result_.learning;
        const Learning war = learning_in(case_, stakes_);
        const double share = solved.settles > 0 ? (i == 0 ? solved.mean_share : 1 - solved.mean_share) : 0;
        side.win = solved.conquest[i];
        side.value = stakes_.points(i, solved.conquest[i] + solved.settles * share);
        side.cost = war.cost[i] * solved.expected_battles * stakes_.size(i);
        const double belief = war.prior[i].mean();
        const Ending own = walk_ending({war.forts, war.start, belief, 1 - belief, 1}, false);
        side.believed.win = own.win[i];
        side.believed.duration = own.duration / moving_share(View(case_, kAnalyst));
    }

    void fill_range(const Core& best) {
        result_.range.low.value = best.range[0];
        result_.range.high.value = best.range[1];
        result_.range.width.value = best.range[1] - best.range[0];
        result_.range.empty = !(best.range[0] <= best.range[1] + 1e-9);
        const Pair believed = range_of(stakes_, best.believed);
        result_.believed_range.low.value = believed[0];
        result_.believed_range.high.value = believed[1];
        result_.believed_range.width.value = believed[1] - believed[0];
        result_.believed_range.empty = !(believed[0] <= believed[1] + 1e-9);
    }

    /// Each ranged number of the war at its low and at its high end, the others at their best; the
    /// deviations up and down are combined as independent errors are, by the root of their squares.
    void fill_ranges(const Core& best) {
        std::vector<std::string> ranged;
        for_each_quantity(case_, [&](const QuantityRef& ref) {
            const bool ours = ref.address.starts_with("war.") || ref.address.starts_with("belief.") ||
                              ref.address.starts_with("aid.");
            if (ours && ref.quantity->ranged()) ranged.push_back(ref.address);
        });
        if (ranged.empty()) return;
        struct Target {
            Derived* into;
            double (*pick)(const Core&);
            double down = 0;
            double up = 0;
        };
        std::vector<Target> targets = {
            {&result_.sides[0].reservation, [](const Core& c) { return c.reservation[0]; }},
            {&result_.sides[1].reservation, [](const Core& c) { return c.reservation[1]; }},
            {&result_.sides[0].believed.reservation, [](const Core& c) { return c.believed[0]; }},
            {&result_.sides[1].believed.reservation, [](const Core& c) { return c.believed[1]; }},
            {&result_.duration, [](const Core& c) { return c.duration; }},
            {&result_.range.low, [](const Core& c) { return c.range[0]; }},
            {&result_.range.high, [](const Core& c) { return c.range[1]; }},
            {&result_.range.width, [](const Core& c) { return c.range[1] - c.range[0]; }}};
        Case varied = case_;
        for (const std::string& address : ranged) {
            if (run_.stop.stop_requested()) {
                result_.stopped = Stopped::cancelled;
                return;
            }
            Quantity& quantity = *find_quantity(varied, address);
            const Rational middle = quantity.best;
            Core ends[2];
            for (int end = 0; end < 2; ++end) {
                quantity.best = end == 0 ? *quantity.low : *quantity.high;
                ends[end] = core(varied);
            }
            quantity.best = middle;
            for (Target& target : targets) {
                const double base = target.pick(best);
                const double a = target.pick(ends[0]) - base;
                const double b = target.pick(ends[1]) - base;
                const double down = std::min({0.0, a, b});
                const double up = std::max({0.0, a, b});
                target.down += down * down;
                target.up += up * up;
            }
        }
        for (Target& target : targets) {
            const double base = target.pick(best);
            if (std::sqrt(target.down + target.up) < 1e-9) continue;  // none of the ranges touches it
            target.into->low = base - std::sqrt(target.down);
            target.into->high = base + std::sqrt(target.up);
        }
        result_.notes.push_back(
            "Ranges of derived values: every ranged number of the war (" + std::to_string(ranged.size()) +
            ") is put at its low and its high end, the others at their best; the "
            "deviations are combined by the root of their squares, as independent errors are.");
    }

    void fill_model_parts() {
        const View analyst(case_, kAnalyst);
        if (war_.model == "screening") {
            const ScreeningGame game(screening_in(analyst, stakes_));
            const ScreeningState& state = game.state(game.model().lives_first, game.model().lives_second);
            ScreeningResult screening;
            screening.threshold = state.pooling_threshold();
            screening.weak = analyst.get("weak", 0.5);
            screening.value_first = stakes_.points(0, state.value(screening.weak));
            screening.value_weak = stakes_.points(1, state.weak_value(screening.weak));
            screening.value_strong = stakes_.points(1, state.strong_value);
            screening.path = screening_path(game, screening.weak);
            result_.screening = screening;
        } else if (war_.model == "attrition") {
            result_.attrition = attrition_reputational(attrition_in(analyst, stakes_));
        } else if (war_.model == "attrition-mixed") {
            result_.attrition = attrition_mixed(attrition_in(analyst, stakes_));
        }
    }

    void add_course() {
        const bool chosen = options_.span > 0;
        const double span = chosen ? options_.span : result_.out_of_sight ? decision_span(result_.unit) : 0;
        result_.course = course_of(case_, stakes_, result_, span);
        if (!result_.out_of_sight || chosen || result_.course.size() < 2) return;
        const std::string periods = format_number(span, 0) + " " + result_.unit + "s";
        result_.notes.push_back(
            "The end of this war lies out of sight: its course is laid over the next " +
            (result_.unit == "year" ? std::string("ten years") : "ten years (" + periods + ")") +
            ". Another span can be asked for with --span; no value depends on it.");
    }

    void describe() {
        result_.method = war_.model == "lottery"     ? "closed form"
                         : war_.model == "front"     ? "closed form of the walk or the drifting front"
                         : war_.model == "learning"  ? "backward induction and an exact forward pass"
                         : war_.model == "screening" ? "exact skimming equilibrium"
                                                     : "closed form";
        result_.exact = result_.warnings.empty();
        for (std::size_t i = 0; i < 2; ++i) {
            const WarOutcome end = war_outcome(case_, i);
            std::vector<std::string> assumed;
            for (std::size_t k = 0; k < end.assumed.size(); ++k) {
                if (end.assumed[k]) {
                    assumed.push_back(case_.space.issues[k].id + " = " +
                                      case_.space.issues[k].options[end.outcome.options[k].index()].label);
                }
            }
            if (assumed.empty()) continue;
            const std::size_t more = assumed.size() > 6 ? assumed.size() - 6 : 0;
            if (more > 0) assumed.resize(6);
            result_.notes.push_back(
                "The file does not say what " + case_.parties[war_.between[i].index()].name +
                " imposes on every issue; its own best options are assumed: " + join_words(assumed) +
                (more > 0 ? ", and " + std::to_string(more) + " more." : "."));
        }
        if (war_.model == "front") note_far_ends();
        if (war_.model == "learning") {
            result_.notes.push_back(
                "Each side's value of fighting is its own belief's; chances, terms, costs and the duration "
                "are "
                "what the analyst's truth makes of their decisions. Deals are taken on the straight line "
                "between the two ends of the war; issues that can be traded may allow better ones.");
        }
        if (war_.model == "learning") note_publics();
        if (result_.leverage.needed > 0 || result_.leverage.needed_believed <= 0) return;
        result_.notes.push_back(
            "Under the analyst's view there are deals that both prefer to fighting; under the sides' own "
            "beliefs "
            "there is none.");
    }

    /// A public without a weight is minded in today's reservation value and nowhere along the war.
    void note_publics() {
        std::vector<std::string> silent;
        for (std::size_t i = 0; i < 2; ++i) {
            const View own(case_, static_cast<int>(i));
            if (own.find("public", i, ".penalty").value_or(0) <= 0) continue;
            if (!own.find("public", i, ".expect") || own.find("public", i, ".weight")) continue;
            silent.push_back("public." + case_.parties[war_.between[i].index()].id + ".weight");
        }
        if (silent.empty()) return;
        result_.notes.push_back(
            "What a public expects raises the value of fighting on as it stands now; whether the sides "
            "settle "
            "after a battle is judged without it. With " +
            join_words(silent) + " its leader minds it before every battle, and it fades.");
    }

    /// Ends that the discount makes vanish must not be read as forecasts.
    void note_far_ends() {
        const View analyst(case_, kAnalyst);
        const Ending ending =
            drifts(analyst) ? front_ending(front_in(analyst), false) : walk_ending(walk_in(analyst), false);
        if (ending.discounted_win[0] + ending.discounted_win[1] > 0.01) return;
        result_.notes.push_back(
            "Either end of this war lies so far ahead that the discount leaves nothing of it: fighting on "
            "is "
            "worth what each side holds meanwhile, less what it costs. The chances to win extend today's "
            "movement of the front over all that time; they are no forecast.");
    }

    const Case& case_;
    const WarSpec& war_;
    const WarOptions& options_;
    const RunOptions& run_;
    Stakes stakes_;
    int horizon_ = 80;
    WarResult result_;
};

}  // namespace

WarResult analyse(const Case& conflict, const WarOptions& options, const RunOptions& run) {
    ENTENTE_EXPECTS(conflict.war.has_value());
    std::vector<Diagnostic> problems = validate_war(conflict);
    std::erase_if(problems, [](const Diagnostic& d) { return d.severity != Severity::error; });
    if (!problems.empty()) throw InputError(std::move(problems));
    return Analysis(conflict, options, run).run();
}

}  // namespace entente::war
