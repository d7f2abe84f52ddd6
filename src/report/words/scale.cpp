#include "report/words/scale.hpp"

#include "entente/core/text.hpp"

namespace entente::report {
namespace {

bool in_points(const Case& conflict) { return conflict.points.value() > 1; }

}  // namespace

int decimals(const Case& conflict) { return in_points(conflict) ? 2 : 4; }

std::string_view unit(const Case& conflict) { return in_points(conflict) ? "points" : "utility"; }

std::string worth(const Case& conflict, double value) {
    return format_number(value, decimals(conflict) - 1);
}

std::string points(const Case& conflict, double value) {
    const std::string number = worth(conflict, value);
    if (!in_points(conflict)) return number;
    return number + (number == "1" ? " point" : " points");
}

}  // namespace entente::report
