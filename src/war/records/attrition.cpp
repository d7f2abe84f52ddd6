#include <algorithm>
#include <cmath>

#include "entente/war/attrition.hpp"
#include "war/records/record.hpp"

namespace entente::war {
namespace {

Attrition attrition_in(const View& view, const Stakes& stakes) {
    Attrition war;
    for (std::size_t i = 0; i < 2; ++i) {
        // Best values that are not positive are refused; the end of a range may still reach below.
        war.cost[i] = std::max(1e-9, view.net_cost(i) / stakes.size(i));
        war.stubborn[i] = view.get("stubborn", i, 0.1);
    }
    return war;
}

using Solve = AttritionResult (*)(const Attrition&);

template <Solve solve>
Appraisal appraise(const Case& conflict, const Stakes& stakes, Memory&, bool) {
    return appraise_by(conflict, [&](const View& view, bool) {
        const Attrition war = attrition_in(view, stakes);
        const AttritionResult r = solve(war);
        Evaluation result;
        result.win = r.win;
        result.duration = r.duration;
        result.fight = r.value;  // unit prizes: already shares of the stake
        for (std::size_t i = 0; i < 2; ++i) {
            result.cost[i] = war.cost[i] * r.duration;
            result.value[i] = result.fight[i] + result.cost[i];
        }
        return result;
    });
}

void refuse_free_war(const Case& conflict, const Stakes&, std::vector<Diagnostic>& problems) {
    const WarSpec& war = *conflict.war;
    for (std::size_t i = 0; i < 2; ++i) {
        for (const int eyes : {kAnalyst, static_cast<int>(i)}) {
            if (View(conflict, eyes).net_cost(i) > 0) continue;
            const std::string& id = conflict.parties[war.between[i].index()].id;
            problems.push_back(
                {Severity::error, "E0505",
                 "aid pays " + id + " at least what fighting costs it: it never concedes",
                 Location{conflict.origin.file, war.where.line, war.where.column, war.where.length, {}},
                 "lower the aid or raise cost." + id, "war.cost." + id});
            break;
        }
    }
}

std::vector<WarStep> course(const Case& conflict, const Stakes&, const WarResult& result, double span) {
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

template <Solve solve>
void tell(const Case& conflict, const Stakes& stakes, WarResult& result) {
    result.attrition = solve(attrition_in(View(conflict, kAnalyst), stakes));
}

std::string unit(const Case& conflict) { return conflict.war->per; }

}  // namespace

const ModelRecord kAttrition{.name = "attrition",
                             .method = "closed form",
                             .appraise = appraise<attrition_reputational>,
                             .unit = unit,
                             .course = course,
                             .refuse = refuse_free_war,
                             .tell = tell<attrition_reputational>};

const ModelRecord kAttritionMixed{.name = "attrition-mixed",
                                  .method = "closed form",
                                  .appraise = appraise<attrition_mixed>,
                                  .unit = unit,
                                  .course = course,
                                  .refuse = refuse_free_war,
                                  .tell = tell<attrition_mixed>};

}  // namespace entente::war
