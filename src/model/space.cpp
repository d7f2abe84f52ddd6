#include "entente/model/space.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>

namespace entente {

bool Condition::holds(OptionId option) const {
    // The first range that does not end before the option is the only one that can contain it.
    const auto range = std::lower_bound(any_of.begin(), any_of.end(), option,
                                        [](const OptionRange& r, OptionId o) { return r.last < o; });
    return range != any_of.end() && range->first <= option;
}

bool holds(const Conjunction& all, const Outcome& outcome) {
    return std::all_of(all.begin(), all.end(), [&](const Condition& condition) {
        return condition.holds(outcome.options[condition.issue.index()]);
    });
}

bool feasible(const Space& space, const Outcome& outcome) {
    return std::none_of(space.rules.begin(), space.rules.end(),
                        [&](const Rule& rule) { return holds(rule.never, outcome); });
}

Outcome first_outcome(const Space& space) {
    return {std::vector<OptionId>(space.issues.size(), OptionId(0))};
}

bool next_outcome(const Space& space, Outcome& outcome) {
    for (std::size_t i = outcome.options.size(); i-- > 0;) {
        const std::size_t next = outcome.options[i].index() + 1;
        if (next < space.issues[i].options.size()) {
            outcome.options[i] = OptionId(next);
            return true;
        }
        outcome.options[i] = OptionId(0);
    }
    return false;
}

std::string outcome_count(const Space& space) {
    boost::multiprecision::cpp_int count = 1;
    for (const Issue& issue : space.issues) count *= issue.options.size();
    return count.str();
}

double outcome_count_estimate(const Space& space) {
    double count = 1;
    for (const Issue& issue : space.issues) count *= static_cast<double>(issue.options.size());
    return count;
}

}  // namespace entente
