#include "entente/levers/map.hpp"

#include <cmath>
#include <utility>

#include "entente/assess/no_deal.hpp"
#include "entente/core/parallel.hpp"
#include "entente/core/text.hpp"
#include "entente/model/war_parameters.hpp"
#include "levers/break_even.hpp"
#include "levers/offers.hpp"

namespace entente::levers {

Field::Field(Case conflict, std::array<std::string, 2> addresses, Reading reading)
    : conflict_(std::move(conflict)),
      addresses_(std::move(addresses)),
      reading_(std::move(reading)),
      cells_(kFinest * kFinest) {
    for (std::size_t k = 0; k < 2; ++k) {
        const MapEnds ends = ends_of(conflict_, addresses_[k]);
        ends_[k] = ends.reach;
        whole_[k] = ends.whole;
    }
}

double Field::place(std::size_t number, std::size_t steps, std::size_t k) const {
    const auto& [low, high] = ends_[number];
    const double value = low + static_cast<double>(k) / static_cast<double>(steps - 1) * (high - low);
    return whole_[number] ? std::round(value) : value;
}

std::optional<double> Field::at(std::size_t steps, std::size_t first, std::size_t second) const {
    const std::size_t stride = (kFinest - 1) / (steps - 1);
    return cells_[first * stride * kFinest + second * stride].value;
}

bool Field::refine(std::size_t steps, const RunOptions& run) {
    const std::size_t stride = (kFinest - 1) / (steps - 1);
    std::vector<std::size_t> wanted;
    for (std::size_t a = 0; a < kFinest; a += stride) {
        for (std::size_t b = 0; b < kFinest; b += stride) {
            if (!cells_[a * kFinest + b].known) wanted.push_back(a * kFinest + b);
        }
    }
    const RunOptions inner = run.inner();
    const auto read = [&](std::size_t block) {
        Cell& cell = cells_[wanted[block]];
        Case changed = conflict_;
        const double first = place(0, kFinest, wanted[block] / kFinest);
        const double second = place(1, kFinest, wanted[block] % kFinest);
        *find_quantity(changed, addresses_[0]) = Quantity(Rational::nearest(first));
        *find_quantity(changed, addresses_[1]) = Quantity(Rational::nearest(second));
        std::optional<double> value;
        try {
            if (!has_errors(validate(changed))) value = reading_(changed, inner);
        } catch (const InputError&) {
            value.reset();  // no such case: the numbers cannot go there together
        }
        if (run.stop.stop_requested()) return;  // what was cut short is not known
        cell = {true, value};
    };
    return for_each_block(wanted.size(), run, read) == wanted.size() && !run.stop.stop_requested();
}

bool holds_in(const Case& conflict, const Goal& goal, const RunOptions& run) {
    Case one = conflict;
    if (one.war && !war_stands(one)) return false;  // no such case: the number cannot go there
    try {
        assess::set_values_of_no_deal(one, run.inner());
    } catch (const InputError&) {
        return false;
    }
    return goal_holds(one, goal, run);
}

}  // namespace entente::levers
