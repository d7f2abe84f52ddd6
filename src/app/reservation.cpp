#include "entente/app/reservation.hpp"

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

}  // namespace

Reserved with_reservation_values(Case conflict, const RunOptions&) {
    Reserved result;
    for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
        result.reservations.push_back(stated(p, conflict.parties[p].reserve));
    }
    // The war's value of fighting on goes in here: for each side of `conflict.war` without a stated value,
    // set parties[p].reserve, the reservation's origin to `derived`, and its range.
    result.conflict = std::move(conflict);
    return result;
}

}  // namespace entente::app
