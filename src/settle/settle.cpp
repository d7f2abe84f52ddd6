#include "entente/settle/settle.hpp"

#include <algorithm>
#include <cmath>

#include "entente/core/diagnostic.hpp"
#include "entente/core/finding.hpp"
#include "settle/answer/answer.hpp"
#include "settle/answer/deals.hpp"
#include "settle/answer/find.hpp"
#include "settle/problem/rounding.hpp"

namespace entente::settle {
namespace {

void check_outcome(const Case& conflict, const std::optional<Outcome>& outcome, const std::string& what,
                   std::vector<Diagnostic>& found) {
    if (!outcome) return;
    const auto& issues = conflict.space.issues;
    bool fits = outcome->options.size() == issues.size();
    for (std::size_t i = 0; fits && i < issues.size(); ++i) {
        fits = outcome->options[i].index() < issues[i].options.size();
    }
    if (!fits) {
        found.push_back(finding("E0405", "the " + what + " does not name one option for each issue", ""));
    } else if (!feasible(conflict.space, *outcome)) {
        found.push_back(finding("E0405", "a rule forbids the " + what, "see the rules of the case"));
    }
}

void check_options(const Case& conflict, const SettleOptions& options) {
    std::vector<Diagnostic> found;
    if (!options.nash_weights.empty()) {
        bool fits = options.nash_weights.size() == conflict.parties.size();
        for (double w : options.nash_weights) fits = fits && std::isfinite(w) && w > 0;
        if (!fits) {
            found.push_back(finding("E0404",
                                    "the weighted Nash solution needs one positive weight for each of " +
                                        std::to_string(conflict.parties.size()) + " parties",
                                    "give them in the order of the parties"));
        }
    }
    check_outcome(conflict, options.reference, "reference", found);
    check_outcome(conflict, options.improve, "draft", found);
    if (!found.empty()) throw InputError(std::move(found));
}

/// Every condition is held as one byte per option of its issue: refuses where that passes the memory.
void check_conditions(const Case& conflict, const RunOptions& run) {
    std::uint64_t bytes = 0;
    const auto add = [&](const Conjunction& when) {
        for (const Condition& c : when) bytes += conflict.space.issues[c.issue.index()].options.size();
    };
    for (const Party& party : conflict.parties) {
        for (const Term& term : party.preference.terms) add(term.when);
    }
    for (const Rule& rule : conflict.space.rules) add(rule.never);
    if (bytes > run.memory_bytes / 8) {
        throw InputError(finding("E0407", "the bonuses and rules name too many options in all",
                                 "use fewer options on the issues they name, or allow more memory"));
    }
}

template <class Units>
SettleResult settle_in(const Case& conflict, const std::vector<ExactUtility>& exact, Problem<Units> problem,
                       const SettleOptions& options, const RunOptions& run) {
    Question<Units> question{conflict, options, run, {}, {}};
    if (options.reference) question.reference = units_at(conflict, problem, exact, *options.reference);
    if (options.improve) question.draft = units_at(conflict, problem, exact, *options.improve);
    const Findings<Units> found = Finder<Units>(problem, question).run();
    SettleResult result = answer(question, exact, problem, found);
    if (!problem.exact) result.notes.insert(result.notes.begin(), rounding_words(conflict, exact));
    return result;
}

}  // namespace

SettleResult settle(const Case& conflict, const SettleOptions& options, const RunOptions& run) {
    check_options(conflict, options);
    check_conditions(conflict, run);
    const std::vector<ExactUtility> exact = exact_utilities(conflict);
    if (auto narrow = build_problem<std::int64_t>(conflict, exact)) {
        return settle_in(conflict, exact, std::move(*narrow), options, run);
    }
    if (auto wide = build_problem<int128>(conflict, exact)) {
        return settle_in(conflict, exact, std::move(*wide), options, run);
    }
    throw InputError(finding("E0406", "the utilities are too large to be added exactly", ""));
}

}  // namespace entente::settle
