#include "entente/app/reservation.hpp"

#include <cmath>

#include "entente/core/text.hpp"
#include "entente/war/analyse.hpp"

namespace entente::app {
namespace {

report::Reservation stated(std::size_t party, const std::optional<Quantity>& reserve) {
    report::Reservation one{.party = PartyId(party)};
    if (!reserve) return one;
    one.origin = report::ReserveOrigin::stated;
    one.value = reserve->value();
    if (reserve->ranged()) {
        one.low = reserve->low->value();
        one.high = reserve->high->value();
    }
    return one;
}

/// The value as a number of the case; fractions of 64 bits hold any that a sound case can give.
Quantity quantity_of(const war::Derived& derived) {
    Quantity quantity(Rational::nearest(derived.value));
    if (derived.low && derived.high) {
        quantity.low = Rational::nearest(*derived.low);
        quantity.high = Rational::nearest(*derived.high);
    }
    return quantity;
}

void derive(Reserved& result, const RunOptions& run) {
    const war::WarResult fought = war::analyse(result.conflict, {.ranges = true, .course = false}, run);
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
        party.reserve = quantity_of(side.reservation);
        result.reservations[side.party.index()] = {.party = side.party,
                                                   .origin = report::ReserveOrigin::derived,
                                                   .value = side.reservation.value,
                                                   .low = side.reservation.low,
                                                   .high = side.reservation.high};
    }
    if (!used) return;
    result.notes.push_back("Values of no deal come from the war (model \"" + fought.model +
                           "\"): entente war tells how.");
    for (const war::SideResult& side : fought.sides) {
        if (std::abs(side.believed.reservation.value - side.reservation.value) < 1e-9) continue;
        result.notes.push_back(result.conflict.parties[side.party.index()].name +
                               " itself believes that fighting on is worth " +
                               format_number(side.believed.reservation.value) + ", not " +
                               format_number(side.reservation.value) + ".");
    }
    for (const Diagnostic& warning : fought.warnings) result.notes.push_back(warning.message + ".");
}

}  // namespace

Reserved with_reservation_values(Case conflict, const RunOptions& run) {
    Reserved result;
    for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
        result.reservations.push_back(stated(p, conflict.parties[p].reserve));
    }
    result.conflict = std::move(conflict);
    if (result.conflict.war) derive(result, run);
    return result;
}

}  // namespace entente::app
