// From results to a document: what the analyses found, for whom it is written.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/model/case.hpp"
#include "entente/report/document.hpp"
#include "entente/report/evidence.hpp"
#include "entente/report/reservation.hpp"
#include "entente/settle/settle.hpp"
#include "entente/stability/analyse.hpp"
#include "entente/war/analyse.hpp"

namespace entente::report {

/// What becomes of the answer when one number is moved to an end of its range, the others held.
struct Swing {
    std::string address;
    double from = 0;
    double to = 0;
    bool zone = true;       ///< there is a deal that nobody rejects
    bool same_deal = true;  ///< the balanced deal is still the same outcome
};

/// One-at-a-time swings, and how many were tried (0: none tried, `why` says why).
struct Swings {
    std::vector<Swing> all;
    std::size_t ranged = 0;  ///< numbers with a range
    std::string why;
    /// Is a deal left where every party's value of no deal stands at the top of its range at once? None:
    /// not asked, as no such range is known.
    std::optional<bool> zone_at_the_worst;
};

/// Everything that a report can draw on. An analysis that the case does not support is left out; a
/// section appears where what it needs is there.
struct Findings {
    Case conflict;  ///< reservation values filled in
    std::vector<Reservation> reservations;
    std::optional<settle::SettleResult> settle;
    std::optional<war::WarResult> war;
    std::optional<stability::StabilityResult> stability;
    Evidence evidence;
    Swings swings;
    std::vector<std::string> notes;  ///< of deriving the reservation values
    Provenance provenance;
    bool inputs_for_studio = false;  ///< also list every number with its slider
};

/// For whom the report is written.
struct Audience {
    std::optional<PartyId> viewer;  ///< the other parties' sheets are left out, and all that shows them
    bool redact = false;            ///< names are replaced
};

/// Answers: what should a reader who has five minutes know, and where is the rest?
/// \cost linear in the findings \check tests/report/document_test.cpp
[[nodiscard]] Document build_document(const Findings& findings, const Audience& audience = {});

}  // namespace entente::report
