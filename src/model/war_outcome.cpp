// How a war ends for who wins it: the options that the winner imposes.
#include <algorithm>
#include <optional>

#include "entente/model/exact.hpp"
#include "entente/model/war_parameters.hpp"

namespace entente {
namespace {

/// Completions of a war's end that are tried before the search for an allowed one gives up.
constexpr std::size_t kMaxCompletions = 200'000;

/// The option that gives the party most on one issue; the first of several.
OptionId best_option(const Case& conflict, PartyId party, std::size_t issue) {
    const Preference& preference = conflict.parties[party.index()].preference;
    if (issue >= preference.issues.size() || preference.issues[issue].scores.empty()) return OptionId(0);
    const std::vector<Rational> scores =
        option_scores(conflict.space.issues[issue], preference.issues[issue]);
    return OptionId(
        static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin()));
}

int broken_rule(const Space& space, const Outcome& outcome) {
    for (std::size_t r = 0; r < space.rules.size(); ++r) {
        if (holds(space.rules[r].never, outcome)) return static_cast<int>(r);
    }
    return -1;
}

}  // namespace

WarOutcome war_outcome(const Case& conflict, std::size_t side) {
    const WarSpec& war = *conflict.war;
    const std::vector<std::optional<OptionId>>& named = war.win[side].options;
    const std::size_t issues = conflict.space.issues.size();
    WarOutcome result;
    result.outcome.options.resize(issues);
    result.assumed.resize(issues);
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < issues; ++i) {
        const bool given = i < named.size() && named[i].has_value();
        result.assumed[i] = !given;
        result.outcome.options[i] = given ? *named[i] : best_option(conflict, war.between[side], i);
        if (!given) open.push_back(i);
    }
    result.forbidden_by = broken_rule(conflict.space, result.outcome);
    if (result.forbidden_by < 0 || open.empty()) return result;
    // The winner's best allowed completion, by plain enumeration in the order of the options.
    Outcome candidate = result.outcome;
    for (const std::size_t i : open) candidate.options[i] = OptionId(0);
    std::optional<Outcome> best;
    double best_value = 0;
    for (std::size_t tried = 0; tried < kMaxCompletions; ++tried) {
        if (feasible(conflict.space, candidate)) {
            const double value = utility(conflict, war.between[side], candidate);
            if (!best || value > best_value + 1e-12) {
                best = candidate;
                best_value = value;
            }
        }
        std::size_t at = open.size();
        while (at > 0) {
            const std::size_t i = open[at - 1];
            if (candidate.options[i].index() + 1 < conflict.space.issues[i].options.size()) {
                candidate.options[i] = OptionId(candidate.options[i].index() + 1);
                break;
            }
            candidate.options[i] = OptionId(0);
            --at;
        }
        if (at == 0) break;
    }
    if (best) {
        result.outcome = *best;
        result.forbidden_by = -1;
    }
    return result;
}

}  // namespace entente
