// From results to a document: what the analyses found, for whom it is written.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/assess/evidence.hpp"
#include "entente/assess/settlement.hpp"
#include "entente/levers/levers.hpp"
#include "entente/model/case.hpp"
#include "entente/report/document.hpp"
#include "entente/report/map.hpp"
#include "entente/robust/result.hpp"
#include "entente/settle/settle.hpp"
#include "entente/stability/analyse.hpp"
#include "entente/war/analyse.hpp"

namespace entente::report {

/// Everything that a report can draw on. An analysis that the case does not support is left out; a
/// section appears where what it needs is there.
struct Findings {
    Case conflict;  ///< reservation values filled in
    std::optional<settle::SettleResult> settle;
    std::optional<assess::BelievedZone> believed;  ///< by the parties' own beliefs, where they differ
    std::optional<war::WarResult> war;
    std::optional<stability::StabilityResult> stability;
    std::optional<levers::LeversResult> levers;
    assess::Evidence evidence;
    std::vector<std::string> notes;  ///< of deriving the reservation values
    Provenance provenance;
    std::optional<robust::RobustResult> robust;  ///< draws of all ranged numbers
    std::optional<Mapped> map;                   ///< the answer over the two numbers on which it hangs most
    bool inputs_for_studio = false;              ///< also list every number with its slider
};

/// For whom the report is written.
struct Audience {
    std::optional<PartyId> viewer;  ///< the other parties' sheets are left out, and all that shows them
    bool redact = false;            ///< it is made of a case without names (entente::redacted)
};

/// Answers: what should a reader who has five minutes know, and where is the rest?
/// \cost linear in the findings \check tests/report/document_test.cpp
[[nodiscard]] Document build_document(const Findings& findings, const Audience& audience = {});

}  // namespace entente::report
