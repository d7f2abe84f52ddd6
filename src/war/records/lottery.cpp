#include <algorithm>

#include "entente/war/lottery.hpp"
#include "war/records/record.hpp"

namespace entente::war {
namespace {

Lottery lottery_in(const View& view, const Stakes& stakes) {
    Lottery lottery;
    lottery.chance = std::clamp(view.chance("chance") + view.chance_shift(), 0.0, 1.0);
    for (std::size_t i = 0; i < 2; ++i) {
        lottery.cost[i] = view.net_cost(i) / stakes.size(i);
        lottery.risk[i] = view.get("risk", i, 1);
        lottery.caution[i] = view.get("caution", i, 0);
    }
    return lottery;
}

Appraisal appraise(const Case& conflict, const Stakes& stakes, Memory&, bool) {
    return appraise_by(conflict, [&](const View& view, bool) {
        const Lottery lottery = lottery_in(view, stakes);
        Evaluation result;
        result.win = {lottery.chance, 1 - lottery.chance};
        result.value = result.win;
        result.cost = lottery.cost;
        result.fight = certainty_equivalents(lottery);
        return result;
    });
}

}  // namespace

const ModelRecord kLottery{.name = "lottery",
                           .method = "closed form",
                           .appraise = appraise,
                           .unit = [](const Case&) { return std::string("war"); },
                           .one_stroke = true};

}  // namespace entente::war
