#include <algorithm>
#include <cmath>

#include "entente/war/screening.hpp"
#include "war/records/record.hpp"

namespace entente::war {
namespace {

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

Appraisal appraise(const Case& conflict, const Stakes& stakes, Memory&, bool) {
    return appraise_by(conflict, [&](const View& view, bool) {
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
    });
}

void tell(const Case& conflict, const Stakes& stakes, WarResult& result) {
    const View analyst(conflict, kAnalyst);
    const ScreeningGame game(screening_in(analyst, stakes));
    const ScreeningState& state = game.state(game.model().lives_first, game.model().lives_second);
    ScreeningResult screening;
    screening.threshold = state.pooling_threshold();
    screening.weak = analyst.get("weak", 0.5);
    screening.value_first = stakes.points(0, state.value(screening.weak));
    screening.value_weak = stakes.points(1, state.weak_value(screening.weak));
    screening.value_strong = stakes.points(1, state.strong_value);
    screening.path = screening_path(game, screening.weak);
    result.screening = screening;
}

}  // namespace

const ModelRecord kScreening{.name = "screening",
                             .method = "exact skimming equilibrium",
                             .appraise = appraise,
                             .unit = period_of,
                             .tell = tell,
                             .stepwise = [](const Case&) { return true; }};

}  // namespace entente::war
