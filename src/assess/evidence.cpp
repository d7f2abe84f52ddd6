#include "entente/assess/evidence.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace entente::assess {
namespace {

constexpr std::size_t kAssumption = static_cast<std::size_t>(Grade::assumption);

std::size_t grade_of(const Case& conflict, const Quantity& quantity) {
    if (quantity.source < 0) return kAssumption;
    return static_cast<std::size_t>(conflict.sources[static_cast<std::size_t>(quantity.source)].grade);
}

/// Points by which an issue can move a party, before the weights are normalised.
double spread(const IssueScore& score) {
    if (score.scores.empty()) return 0;
    const auto [low, high] =
        std::minmax_element(score.scores.begin(), score.scores.end(),
                            [](const Quantity& a, const Quantity& b) { return a.value() < b.value(); });
    return std::abs(score.weight.value()) * (high->value() - low->value()) / 100;
}

Shares shares_of(const Case& conflict, const Preference& preference) {
    Shares points{};
    const double sum =
        std::accumulate(preference.issues.begin(), preference.issues.end(), 0.0,
                        [](double s, const IssueScore& one) { return s + one.weight.value(); });
    const double scale = conflict.normalise && sum > 0 ? conflict.points.value() / sum : 1;
    for (const IssueScore& one : preference.issues) {
        std::size_t worst = grade_of(conflict, one.weight);
        for (const Quantity& score : one.scores) worst = std::max(worst, grade_of(conflict, score));
        points[worst] += spread(one) * scale;
    }
    for (const Term& term : preference.terms) {
        points[grade_of(conflict, term.add)] += std::abs(term.add.value());
    }
    const double all = points[0] + points[1] + points[2];
    if (all > 0) {
        for (double& share : points) share /= all;
    }
    return points;
}

}  // namespace

Evidence evidence(const Case& conflict) {
    Evidence result;
    std::size_t counted = 0;
    for (const Party& party : conflict.parties) {
        const Shares shares = shares_of(conflict, party.preference);
        result.by_party.push_back(shares);
        if (shares[0] + shares[1] + shares[2] == 0) continue;  // cares for nothing: says nothing
        ++counted;
        for (std::size_t grade = 0; grade < shares.size(); ++grade)
            result.importance[grade] += shares[grade];
    }
    for (double& share : result.importance) share /= static_cast<double>(std::max<std::size_t>(counted, 1));

    for_each_quantity(conflict, [&](const QuantityRef& ref) {
        if (ref.quantity->where.line == 0 && conflict.origin.format == "toml") return;  // a default
        ++result.numbers;
        if (ref.quantity->ranged()) ++result.ranged;
        if (ref.quantity->source < 0) {
            ++result.uncited;
        } else {
            ++result.cited[grade_of(conflict, *ref.quantity)];
        }
    });
    return result;
}

}  // namespace entente::assess
