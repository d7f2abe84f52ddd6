// Where war and settlement meet: each party's value of no deal.
#pragma once

#include <string>
#include <vector>

#include "entente/core/run.hpp"
#include "entente/model/case.hpp"
#include "entente/report/reservation.hpp"

namespace entente::app {

struct Reserved {
    Case conflict;  ///< `Party::reserve` filled in
    std::vector<report::Reservation> reservations;
    std::vector<std::string> notes;
};

/// Fills in what the parties get without a deal: as the file states it, else derived from its `[war]`.
/// Every verb that needs reservation values comes here and nowhere else.
/// \throws InputError E05xx where the war cannot be evaluated
[[nodiscard]] Reserved with_reservation_values(Case conflict, const RunOptions& run = {});

}  // namespace entente::app
