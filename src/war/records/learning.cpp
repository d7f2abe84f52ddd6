#include "entente/war/learning.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "entente/core/text.hpp"
#include "entente/war/front.hpp"
#include "war/records/record.hpp"

namespace entente::war {
namespace {

/// Share of the battles that move the front.
double moving_share(const View& view) {
    const double advance = view.chance("advance");
    return std::min(1.0, advance + view.find("retreat").value_or(1 - advance));
}

Learning learning_in(const Case& conflict, const Stakes& stakes) {
    const View analyst(conflict, kAnalyst);
    Learning war;
    war.forts = static_cast<int>(std::lround(analyst.get("forts", 10)));
    // Ranges may meet where each is sound alone: more forts held than there are is all of them.
    war.start =
        std::clamp(static_cast<int>(std::lround(analyst.get("start", war.forts / 2))), 0, war.forts);
    const double advance = analyst.chance("advance");
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

/// Solves the case's war, lengthening a horizon that the file leaves open until it does not matter.
/// \param told whether the error that a lengthened horizon still leaves is bounded too
LearningResult solve(const Case& conflict, Learning& war, double tolerance, bool told) {
    LearningResult solved = learn(war, tolerance);
    const bool written = entente::find(conflict.war->parameters, "horizon") != nullptr;
    if (!written && !solved.horizon_suffices && solved.enough > war.horizon) {
        war.horizon = solved.enough;
        solved = learn(war, told ? tolerance : 0);
    }
    return solved;
}

void prepare(const Case& conflict, const Stakes& stakes, const WarOptions& options, Memory& memory,
             WarResult& result) {
    Learning war = learning_in(conflict, stakes);
    LearningResult solved = solve(conflict, war, options.horizon_tolerance, true);
    memory.horizon = war.horizon;
    const WarSpec& spec = *conflict.war;
    const Parameter* written = entente::find(spec.parameters, "horizon");
    if (!solved.horizon_suffices) {
        const Span where = written != nullptr ? written->quantity.where : spec.where;
        const double points = solved.value_bound * std::max(stakes.size(0), stakes.size(1));
        result.warnings.push_back(
            {Severity::warning, "W0502",
             (written != nullptr
                  ? "a horizon of " + std::to_string(war.horizon) + " battles is too short: "
                  : "even a horizon of " + std::to_string(war.horizon) + " battles does not decide all: ") +
                 "values of fighting may be off by " + format_number(points, 4) +
                 " points at most, the expected number of battles by about " +
                 format_number(solved.battles_bound, 4),
             Location{conflict.origin.file, where.line, where.column, where.length, {}},
             solved.enough > war.horizon
                 ? "leave horizon out, or write horizon = " + std::to_string(solved.enough)
             : written != nullptr ? "the walk is long: raise the horizon, or use model \"front\""
                                  : "the walk is long: use model \"front\"",
             "war.horizon"});
        result.notes.push_back(result.warnings.back().message + ".");
    } else if (written == nullptr && war.horizon > 80) {
        result.notes.push_back("Beliefs are taken as final after " + std::to_string(war.horizon) +
                               " battles, longer than the usual 80, so that the horizon does not matter.");
    }
    if (solved.proven_bound > std::max(solved.value_bound, options.horizon_tolerance)) {
        const double points = solved.proven_bound * std::max(stakes.size(0), stakes.size(1));
        result.notes.push_back(
            "That a longer horizon changes nothing is an estimate here: fighting pays a side, or a "
            "public "
            "counts, and the order of best and worst that would prove it can break. " +
            (solved.proven_bound < 1 ? "Proven is that no value of fighting moves by more than " +
                                           format_number(points, 4) + " points."
                                     : std::string("The walk is too long for a proof.")));
    }
    memory.learning = solved;
    result.learning = std::move(solved);
}

Appraisal appraise(const Case& conflict, const Stakes& stakes, Memory& memory, bool) {
    Learning war = learning_in(conflict, stakes);
    LearningResult solved;
    if (memory.learning) {
        solved = *std::exchange(memory.learning, std::nullopt);
        war.horizon = memory.horizon;
    } else if (memory.horizon > 0) {
        war.horizon = memory.horizon;
        solved = learn(war, 0);
    } else {
        solved = solve(conflict, war, WarOptions{}.horizon_tolerance, false);
        memory.horizon = war.horizon;
    }
    const double moves = moving_share(View(conflict, kAnalyst));
    Appraisal result;
    Evaluation& analyst = result.analyst;
    analyst.win = solved.conquest;
    analyst.fight = solved.seen;
    analyst.duration = solved.expected_battles / moves;
    analyst.duration_sd = solved.battles_sd / moves;
    for (std::size_t i = 0; i < 2; ++i) {
        analyst.value[i] =
            solved.conquest[i] + solved.settles * (solved.settles > 0 ? solved.mean_shares[i] : 0);
        analyst.cost[i] = war.cost[i] * solved.present_battles;
        // The walk to the end as the side sees it.
        const double belief = war.prior[i].mean();
        const Ending walk = walk_ending({war.forts, war.start, belief, 1 - belief, 1}, false);
        Evaluation& own = result.own[i];
        own.win = walk.win;
        own.duration = walk.duration / moves;
        own.fight = solved.value;
    }
    return result;
}

std::vector<WarStep> course(const Case& conflict, const Stakes& stakes, const WarResult& result,
                            double span) {
    const Learning war = learning_in(conflict, stakes);
    const double moves =
        moving_share(View(conflict, kAnalyst));  // the model counts battles that move the front
    std::vector<WarStep> steps;
    WarStep sum;
    double fought = 0;  // battles, as they weigh now
    double discount = 1;
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
        if (n > 0) {
            fought += course[n - 1].fighting * discount;
            discount *= war.discount;
        }
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

/// A public without a weight is minded in today's reservation value and nowhere along the war.
void note_publics(const Case& conflict, WarResult& result) {
    std::vector<std::string> silent;
    for (std::size_t i = 0; i < 2; ++i) {
        const View own(conflict, static_cast<int>(i));
        if (own.find("public", i, ".penalty").value_or(0) <= 0) continue;
        if (!own.find("public", i, ".expect") || own.find("public", i, ".weight")) continue;
        silent.push_back("public." + conflict.parties[conflict.war->between[i].index()].id + ".weight");
    }
    if (silent.empty()) return;
    result.notes.push_back(
        "What a public expects raises the value of fighting on as it stands now; whether the sides "
        "settle "
        "after a battle is judged without it. With " +
        join_words(silent) + " its leader minds it before every battle, and it fades.");
}

void tell(const Case& conflict, const Stakes&, WarResult& result) {
    result.notes.push_back(
        "Chances, terms, costs, the duration and what fighting on is worth are what the analyst's truth "
        "makes "
        "of the sides' decisions, which follow their own beliefs. Deals are taken on the straight line "
        "between the two ends of the war; issues that can be traded may allow better ones.");
    note_publics(conflict, result);
}

}  // namespace

const ModelRecord kLearning{.name = "learning",
                            .method = "backward induction and an exact forward pass",
                            .appraise = appraise,
                            .unit = period_of,
                            .course = course,
                            .prepare = prepare,
                            .tell = tell,
                            .stepwise = [](const Case&) { return true; }};

}  // namespace entente::war
