// Where each party's value of no deal comes from.
#pragma once

#include <optional>
#include <string>

#include "entente/model/ids.hpp"

namespace entente::report {

enum class ReserveOrigin {
    none,    ///< any deal will do
    stated,  ///< the file's `reserve`
    derived  ///< the value of fighting on, from `[war]`
};

struct Reservation {
    PartyId party;
    ReserveOrigin origin = ReserveOrigin::none;
    std::optional<double> value;  ///< points
    std::optional<double> low;    ///< points; the range, where there is one
    std::optional<double> high;
};

[[nodiscard]] constexpr const char* to_string(ReserveOrigin origin) {
    switch (origin) {
        case ReserveOrigin::none:
            return "none";
        case ReserveOrigin::stated:
            return "stated";
        case ReserveOrigin::derived:
            return "war";
    }
    return "";
}

}  // namespace entente::report
