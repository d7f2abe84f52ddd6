// Talks in which a person plays one side: what is shown while they go on, and what was reached.
#pragma once

#include "entente/model/case.hpp"
#include "entente/negotiate/negotiate.hpp"
#include "entente/report/document.hpp"
#include "entente/settle/settle.hpp"

namespace entente::report {

/// The talks so far, as the person's screen needs them.
struct PlayedTalk {
    const Case& conflict;                 ///< with its values of no deal
    const settle::SettleResult& settled;  ///< what the talks are measured against
    const negotiate::Talk& talk;          ///< what was said
    PartyId side;                         ///< the person's
    bool over = false;                    ///< then everything is shown
    bool shown = false;                   ///< the frontier and the others' points are shown before that
};

/// Answers: what was said, what is it worth to me, and in the end: what did I leave on the table? Before
/// the end, and unless `shown`, nothing in it follows from the other parties' sheets.
/// \cost linear in the frontier \check tests/studio/bench_test.cpp
[[nodiscard]] Section played_section(const PlayedTalk& played);

}  // namespace entente::report
