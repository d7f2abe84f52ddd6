// What stands beside the page: talks with a person in them, maps of two numbers, ways by levers.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "entente/app/input.hpp"
#include "entente/app/map.hpp"
#include "entente/app/play.hpp"
#include "entente/core/run.hpp"
#include "studio/request.hpp"

namespace entente::studio {

/// Each function answers {"set", "ruled", "order"} and what it is asked: the case as it stands at the desk.
/// They may be called from any thread; maps wait for each other. \throws InputError
class Bench {
public:
    explicit Bench(const app::Input& input) : input_(input) {}

    /// "play": {side, tactic, rounds, first, talk, shown, moves: [{act, options}], draft} -> where the
    /// talks stand, as the person sees them
    [[nodiscard]] Reply play(const Json& request, const RunOptions& run);
    /// "map": {first, second, what, steps} -> {"html", "section"}; a finer map of the same goes on from the
    /// coarse one
    [[nodiscard]] Reply map(const Json& request, const RunOptions& run);
    /// "levers": {goal, by, budget} -> {"html", "section"}
    [[nodiscard]] Reply levers(const Json& request, const RunOptions& run);

private:
    [[nodiscard]] app::Input changed(const Json& request) const;

    const app::Input& input_;
    std::mutex playing_;  ///< of the two that follow
    std::string table_key_;
    std::shared_ptr<const app::PlayTable> table_;
    std::mutex mapping_;  ///< of the two that follow
    std::string map_key_;
    std::unique_ptr<app::AnswerMap> map_;
};

}  // namespace entente::studio
