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
