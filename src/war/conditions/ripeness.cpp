#include "entente/war/ripeness.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "entente/war/front.hpp"

namespace entente::war {

Outlook outlook(double win, double expected_duration, double cost) {
    return {win, std::clamp(cost * expected_duration, 0.0, 1.0), 4 * win * (1 - win)};
}

Outlook outlook_of_walk(std::int64_t forts, std::int64_t held, double chance, double cost) {
    const Ending ending = walk_ending({forts, held, chance, 1 - chance, 1}, false);
    return outlook(ending.win[0], ending.duration, cost);
}

double mutual_stalemate(const Outlook& first, const Outlook& second) {
    return std::min(first.stalemate(), second.stalemate());
}

double way_out(double surplus, double width) {
    if (width <= 0) return surplus >= -1e-12 ? 1 : 0;
    return 1 / (1 + std::exp(-surplus / width));
}

double concession(double goal, double utility, double reservation) {
    const double span = goal - reservation;
    return span == 0 ? std::numeric_limits<double>::quiet_NaN() : (goal - utility) / span;
}

double reservation_with_public(double value, double expectation, double penalty) {
    return value < expectation ? (value + penalty * expectation) / (1 + penalty) : value;
}

double faded_expectation(double expectation, double value, double weight, double elapsed) {
    if (elapsed <= 0 || std::isinf(weight)) return expectation;
    return value + (expectation - value) * (weight / (weight + elapsed));
}

}  // namespace entente::war
