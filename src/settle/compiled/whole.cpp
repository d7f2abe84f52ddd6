// A draw settled by `settle` itself: for spaces that are too large to look at each outcome, and for draws
// that come too near to a tie.
#include <cmath>

#include "entente/settle/settle.hpp"
#include "settle/compiled/parts.hpp"

namespace entente::settle {
namespace {

using Parts = CompiledCase::Parts;
using Work = CompiledCase::Work;

void read_solutions(const SettleResult& result, QuickAnswer& answer) {
    for (std::size_t s = 0; s < kQuickNames.size(); ++s) {
        for (const NamedSolution& named : result.solutions) {
            if (named.name != kQuickNames[s] || !named.solution) continue;
            const Outcome& outcome = named.solution->point.outcome;
            for (std::size_t i = 0; i < outcome.options.size(); ++i)
                answer.solution[s][i] = outcome.options[i].value;
        }
    }
}

double least_gain_of(const SettleResult& result) {
    for (const NamedSolution& named : result.solutions) {
        if (named.name != kQuickNames[2] || !named.solution) continue;
        return *std::min_element(named.solution->gains.begin(), named.solution->gains.end());
    }
    return -std::numeric_limits<double>::infinity();
}

}  // namespace

void settle_whole(const Parts& parts, Work& work) {
    if (!work.changed) {
        work.changed = parts.conflict;
        for (const std::string& address : parts.addresses)
            work.targets.push_back(find_quantity(*work.changed, address));
    }
    Case& changed = *work.changed;
    for (std::size_t k = 0; k < work.targets.size(); ++k)
        if (work.targets[k] != nullptr) work.targets[k]->best = Rational::nearest(work.values[k]);
    for (std::size_t j = 0; j < changed.parties.size(); ++j) {
        auto& reserve = changed.parties[j].reserve;
        if (std::isnan(work.reserves[j])) {
            reserve.reset();
        } else {
            // In place: a target may point into it.
            if (!reserve) reserve.emplace();
            reserve->best = Rational::nearest(work.reserves[j]);
        }
    }
    const SettleOptions options{.ties = false};
    RunOptions run;
    run.threads = 1;
    const SettleResult result = settle(changed, options, run);
    QuickAnswer& answer = work.answer;
    work.rational.clear();
    answer.rechecked = true;
    answer.zone = !result.zone.empty;
    answer.outcomes = std::numeric_limits<double>::quiet_NaN();
    if (!result.zone.interval) answer.outcomes = std::strtod(result.zone.outcomes.c_str(), nullptr);
    for (std::size_t j = 0; j < result.parties.size(); ++j) {
        answer.ideal[j] = result.parties[j].ideal.value_or(std::numeric_limits<double>::quiet_NaN());
        work.origin[j] = std::isnan(work.reserves[j]) ? result.parties[j].worst : work.reserves[j];
    }
    read_solutions(result, answer);
    if (answer.zone) {
        answer.margin = least_gain_of(result);
        return;
    }
    // Without a zone: everybody's value of no deal lowered by the same amount until there is one.
    const double lower = 2 * work.size + 1;
    for (std::size_t j = 0; j < changed.parties.size(); ++j)
        changed.parties[j].reserve = Quantity(Rational::nearest(work.origin[j] - lower));
    answer.margin = least_gain_of(settle(changed, options, run)) - lower;
    for (std::size_t j = 0; j < changed.parties.size(); ++j)
        if (std::isnan(work.reserves[j])) changed.parties[j].reserve.reset();
}

}  // namespace entente::settle
