// How would talks get there: one negotiation, played offer by offer.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "entente/core/describe.hpp"
#include "entente/core/run.hpp"
#include "entente/model/case.hpp"
#include "entente/negotiate/catalogue.hpp"
#include "entente/negotiate/tactic.hpp"
#include "entente/settle/settle.hpp"

namespace entente::negotiate {

/// A case made ready for many negotiations: its outcomes sorted once for each party, or, where there are
/// too many to list, a way to search them. Copies share the tables.
class Prepared {
public:
    struct Tables;
    explicit Prepared(std::shared_ptr<const Tables> tables) : tables_(std::move(tables)) {}
    [[nodiscard]] const Tables& tables() const { return *tables_; }
    /// "listed" (every outcome), "search" (additive utilities, none listed) or "sample" (some outcomes)
    [[nodiscard]] std::string_view method() const;
    [[nodiscard]] const std::vector<std::string>& notes() const;

private:
    std::shared_ptr<const Tables> tables_;
};

struct PrepareOptions {
    std::uint64_t list_limit = 4'000'000;  ///< outcomes; past it they are searched
    std::uint64_t sample = 200'000;        ///< outcomes drawn where neither can be done
};

/// Makes a sound case ready. Reservation values are taken as they stand in the case.
/// \throws InputError E0406 \cost 20 bytes an outcome and party, and a sort of each
/// \threads the same result for any number \check tests/negotiate/domain_test.cpp
[[nodiscard]] Prepared prepare(const Case& conflict, const PrepareOptions& options = {},
                               const RunOptions& run = {});

struct NegotiateOptions {
    Protocol protocol = Protocol::alternating;
    std::uint64_t deadline = 100;       ///< rounds; in each every party has one turn
    std::vector<TacticChoice> tactics;  ///< one per party; empty: boulware for all
    std::vector<MakeTactic> plugged;    ///< one per party; where set, it sits in place of the record's
    std::size_t first = 0;              ///< the party that speaks first
    std::uint64_t repetition = 0;       ///< which of the streams of this seed
    /// Values of no deal that move, [round - 1][party] in points; the last row holds from then on. Empty:
    /// those of the case, throughout.
    std::vector<std::vector<double>> reservations;
    bool trace = true;
};

enum class Ended { agreement, deadline, left, broken };
inline constexpr std::array<std::string_view, 4> kEndedNames = {"agreement", "deadline", "left", "broken"};
[[nodiscard]] constexpr std::string_view to_string(Ended ended) {
    return kEndedNames[static_cast<std::size_t>(ended)];
}

enum class Act { offer, accept, leave, yes, no };
inline constexpr std::array<std::string_view, 5> kActNames = {"offer", "accept", "leave", "yes", "no"};
[[nodiscard]] constexpr std::string_view to_string(Act act) {
    return kActNames[static_cast<std::size_t>(act)];
}

/// One thing said at the table.
struct Step {
    std::uint64_t round = 1;
    std::optional<PartyId> party;  ///< none: the mediator
    Act act = Act::offer;
    Outcome outcome;  ///< what is offered, accepted or voted on; empty where it leaves
    std::vector<double> utilities;
};

template <class Visitor>
void describe(Visitor& visit, const Step& step) {
    visit("round", step.round, {"", "the round, from 1; in each every party has one turn"});
    visit("party", step.party, {"", "who acts; null: the mediator"});
    visit("act", step.act, {"", "offer, accept, leave, or yes and no to the mediator's text"});
    visit("outcome", step.outcome, {"", "the deal spoken of; null where a party leaves"});
    visit("utilities", step.utilities, {"points", "what it is worth to each party"});
}

/// How far an agreement lies from the efficient deals and from the Nash deal.
struct Distances {
    std::optional<double> from_frontier;
    std::optional<double> from_nash;
};

/// One negotiation.
struct Talk {
    Protocol protocol = Protocol::alternating;
    std::uint64_t deadline = 100;
    std::vector<std::string> tactics;  ///< one per party
    Ended ended = Ended::deadline;
    std::optional<PartyId> ended_by;  ///< who left, or whose agent broke the rules
    std::string why;                  ///< what an agent did against the rules
    std::optional<Outcome> agreement;
    std::vector<std::optional<double>> utilities;
    std::uint64_t rounds = 0;
    double time = 0;
    Distances distances;
    std::vector<std::optional<double>> discounted;
    std::vector<Step> trace;
};

template <class Visitor>
void describe(Visitor& visit, const Talk& talk) {
    visit("protocol", talk.protocol,
          {"", "the rules of the talks: alternating, single-text, simultaneous"});
    visit("deadline", talk.deadline, {"rounds", "the round after which talks have failed"});
    visit("tactics", talk.tactics, {"", "each party's tactic, in the order of the file"});
    visit("ended", talk.ended,
          {"", "agreement, deadline, left (a party walked away) or broken (an agent broke the rules)"});
    visit("ended_by", talk.ended_by, {"", "who left, or whose agent broke the rules; null otherwise"});
    visit("why", talk.why, {"", "what an agent did against the rules; empty otherwise"});
    visit("agreement", talk.agreement, {"", "the deal; null without one"});
    visit("utilities", talk.utilities,
          {"points", "what each party gets: by the deal, else its value of no deal (null: none is given)"});
    visit("rounds", talk.rounds, {"rounds", "rounds that were played, the last one included"});
    visit("time", talk.time, {"share", "when the talks ended: 0 in the first round, 1 at the deadline"});
    visit("discounted", talk.discounted,
          {"points",
           "utilities times the party's discount factor to the power of the time; null without a "
           "factor or a deal"});
    visit("from_frontier", talk.distances.from_frontier,
          {"points", "Euclidean distance of the deal's utilities from the nearest efficient deal"});
    visit("from_nash", talk.distances.from_nash,
          {"points", "Euclidean distance of the deal's utilities from the Nash deal"});
    visit("trace", talk.trace, {"", "what was said, in order"});
}

/// Plays one negotiation. \throws InputError E1705 where an option does not fit the case
/// \cost a microsecond to tens of them; \threads one; the same bytes for the same seed
/// \check tests/negotiate/{protocol,tactics,micro}_test.cpp
[[nodiscard]] Talk negotiate(const Prepared& prepared, const NegotiateOptions& options = {},
                             const RunOptions& run = {});

/// prepare() and negotiate() in one.
[[nodiscard]] Talk negotiate(const Case& conflict, const NegotiateOptions& options = {},
                             const RunOptions& run = {});

/// The settlement that talks are measured against: the frontier and the Nash deal of settle().
[[nodiscard]] const settle::SettleResult& yardstick(const Prepared& prepared);

/// Distances of a deal from the yardstick's frontier and Nash deal.
[[nodiscard]] Distances distances(const Prepared& prepared, const Outcome& deal);

}  // namespace entente::negotiate
