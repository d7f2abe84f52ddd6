// Every number of a case: its address, where it may lie, what it rests on and how much hangs on it.
#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "entente/report/numbers.hpp"

namespace entente::report {
namespace {

using Importance = std::unordered_map<const Quantity*, double>;

/// Points by which a party's numbers can move its utility, over what they can move it in all.
void weigh(const Case& conflict, const Party& party, Importance& importance) {
    double sum = 0;
    for (const IssueScore& one : party.preference.issues) sum += one.weight.value();
    const double scale = conflict.normalise && sum > 0 ? conflict.points.value() / sum : 1;
    double all = 0;
    double worst = 0;
    Importance points;
    for (const IssueScore& one : party.preference.issues) {
        if (one.scores.empty()) {
            points[&one.weight] = 0;
            continue;
        }
        const auto [low, high] =
            std::minmax_element(one.scores.begin(), one.scores.end(),
                                [](const Quantity& a, const Quantity& b) { return a.value() < b.value(); });
        const double each = one.weight.value() * scale / 100;
        const double spread = each * (high->value() - low->value());
        all += spread;
        worst += each * low->value();
        points[&one.weight] = spread;
        for (const Quantity& score : one.scores) {
            points[&score] = each * std::max(score.value() - low->value(), high->value() - score.value());
        }
    }
    for (const Term& term : party.preference.terms) {
        points[&term.add] = std::abs(term.add.value());
        all += std::abs(term.add.value());
        worst += std::min(0.0, term.add.value());
    }
    if (!(all > 0)) return;
    if (party.reserve) points[&*party.reserve] = std::abs(party.reserve->value() - worst);
    for (const auto& [number, moved] : points) importance[number] = std::min(1.0, moved / all);
}

std::string written(const Quantity& quantity) {
    if (!quantity.ranged()) return quantity.best.to_string();
    return quantity.best.to_string() + " (" + quantity.low->to_string() + ".." +
           quantity.high->to_string() + ")";
}

}  // namespace

std::vector<CaseNumber> numbers_of(const Case& conflict) {
    Importance importance;
    for (const Party& party : conflict.parties) weigh(conflict, party, importance);
    std::vector<CaseNumber> numbers;
    for_each_quantity(conflict, [&](const QuantityRef& ref) {
        const Quantity& quantity = *ref.quantity;
        CaseNumber number;
        number.address = ref.address;
        number.value = quantity.value();
        number.text = written(quantity);
        if (quantity.ranged()) {
            number.low = quantity.low->value();
            number.high = quantity.high->value();
        }
        number.unit = ref.unit;
        if (std::isfinite(ref.domain.low)) number.legal_low = ref.domain.low;
        if (std::isfinite(ref.domain.high)) number.legal_high = ref.domain.high;
        number.legal = ref.domain.describe();
        number.grade = "none cited";
        if (quantity.source >= 0) {
            const Source& source = conflict.sources[static_cast<std::size_t>(quantity.source)];
            number.source = source.id;
            number.grade = std::string(to_string(source.grade));
        }
        if (const auto found = importance.find(&quantity); found != importance.end())
            number.importance = found->second;
        numbers.push_back(std::move(number));
    });
    return numbers;
}

}  // namespace entente::report
