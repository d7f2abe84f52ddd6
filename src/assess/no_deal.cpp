#include "entente/assess/no_deal.hpp"
#include "entente/model/words.hpp"

#include <algorithm>
#include <cmath>

#include "assess/steady.hpp"
#include "entente/core/text.hpp"
#include "entente/war/analyse.hpp"
#include "entente/war/values.hpp"

namespace entente::assess {
namespace {

/// The value as a number of the case; fractions of 64 bits hold any that a sound case can give. What
/// outsiders add to any deal is taken off: a deal need give that much less.
Quantity quantity_of(const war::Derived& derived, double dividend) {
    Quantity quantity(Rational::nearest(steady(derived.value - dividend)));
    if (derived.low && derived.high) {
        quantity.low = Rational::nearest(*derived.low - dividend);
        quantity.high = Rational::nearest(*derived.high - dividend);
    }
    return quantity;
}

bool differs(const war::SideResult& side) {
    return std::abs(side.believed.reservation.value - side.reservation.value) >= 1e-9;
}

void forget_derived(Case& conflict) {
    for (Party& party : conflict.parties) {
        if (party.reserve_derived) party.reserve.reset();
        party.reserve_derived = false;
    }
}

void set_derived(Party& party, const war::Derived& value, double dividend) {
    party.reserve = quantity_of(value, dividend);
    party.reserve_derived = true;
}

void derive(Valued& result, const RunOptions& run, bool ranges) {
    const war::WarResult fought = war::analyse(result.conflict, {.ranges = ranges, .course = false}, run);
    bool used = false;
    for (const war::SideResult& side : fought.sides) {
        Party& party = result.conflict.parties[side.party.index()];
        if (party.reserve) {
            result.notes.push_back("The value of no deal of " + party.name + " is the file's " +
                                   format_number(party.reserve->value()) + ", not the war's " +
                                   format_number(side.reservation.value) + ".");
            continue;
        }
        used = true;
        set_derived(party, side.reservation, side.dividend);
        result.believed[side.party.index()] =
            differs(side) ? quantity_of(side.believed.reservation, side.dividend) : *party.reserve;
    }
    if (!used) return;
    result.notes.push_back("Values of no deal come from the war (model \"" + fought.model +
                           "\"): entente war tells how.");
    for (const war::SideResult& side : fought.sides) {
        if (!differs(side)) continue;
        result.notes.push_back(result.conflict.parties[side.party.index()].name + " itself believes that " +
                               no_deal(result.conflict) + " is worth " +
                               format_number(side.believed.reservation.value) + ", not " +
                               format_number(side.reservation.value) + ".");
    }
    for (const war::SideResult& side : fought.sides) {
        if (side.dividend <= 0) continue;
        result.notes.push_back("Outsiders add " + format_number(side.dividend) +
                               " points to any deal for " +
                               result.conflict.parties[side.party.index()].name +
                               ": its value of no deal is lowered by as much.");
    }
    for (const Diagnostic& warning : fought.warnings) result.notes.push_back(warning.message + ".");
}

}  // namespace

bool Valued::beliefs_differ() const {
    for (std::size_t p = 0; p < believed.size(); ++p) {
        if (believed[p] && believed[p]->best != conflict.parties[p].reserve->best) return true;
    }
    return false;
}

Valued with_values_of_no_deal(Case conflict, const RunOptions& run, bool ranges) {
    Valued result{.conflict = std::move(conflict), .believed = {}, .notes = {}};
    result.believed.resize(result.conflict.parties.size());
    forget_derived(result.conflict);
    if (result.conflict.war) derive(result, run, ranges);
    return result;
}

void set_values_of_no_deal(Case& conflict, const RunOptions&) {
    war::Valuer valuer;
    set_values_of_no_deal(conflict, valuer);
}

void set_values_of_no_deal(Case& conflict, war::Valuer& valuer) {
    forget_derived(conflict);
    if (!conflict.war) return;
    const war::Values values = valuer(conflict);
    for (std::size_t side = 0; side < 2; ++side) {
        Party& party = conflict.parties[conflict.war->between[side].index()];
        if (!party.reserve) set_derived(party, {.value = values.fighting[side]}, values.dividend[side]);
    }
}

}  // namespace entente::assess
