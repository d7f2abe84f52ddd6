#include "report/words/scale.hpp"

#include "entente/core/text.hpp"

namespace entente::report {
namespace {

bool in_points(const Case& conflict) { return conflict.points.value() > 1; }

/// Does a number stand on data, without a range?
bool measured(const Case& conflict, const Quantity& quantity) {
    return quantity.source >= 0 && !quantity.ranged() &&
           conflict.sources[static_cast<std::size_t>(quantity.source)].grade == Grade::data;
}

/// Does all that utilities are made of? The first number that does not decides.
bool measured(const Case& conflict) {
    for (const Party& party : conflict.parties) {
        for (const IssueScore& one : party.preference.issues) {
            if (one.scores.empty()) continue;
            if (!measured(conflict, one.weight)) return false;
            for (const Quantity& score : one.scores) {
                if (!measured(conflict, score)) return false;
            }
        }
        for (const Term& term : party.preference.terms) {
            if (!measured(conflict, term.add)) return false;
        }
        if (party.reserve && !measured(conflict, *party.reserve)) return false;
    }
    return true;
}

}  // namespace

int decimals(const Case& conflict) { return (in_points(conflict) ? 1 : 3) + (measured(conflict) ? 1 : 0); }

int worked_decimals(const Case& conflict) { return in_points(conflict) ? 2 : 4; }

std::string_view unit(const Case& conflict) { return in_points(conflict) ? "points" : "utility"; }

std::string worth(const Case& conflict, double value) {
    return format_number(value, in_points(conflict) ? 1 : 3);
}

std::string points(const Case& conflict, double value) {
    const std::string number = worth(conflict, value);
    if (!in_points(conflict)) return number;
    return number + (number == "1" ? " point" : " points");
}

}  // namespace entente::report
