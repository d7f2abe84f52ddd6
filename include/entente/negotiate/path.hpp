// How do we get there: from what the parties ask for today to a deal, one concession after the other.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/core/describe.hpp"
#include "entente/model/case.hpp"

namespace entente::negotiate {

/// One party changes one issue, or several that must change together, of what it asks for.
struct Concession {
    struct Change {
        IssueId issue;
        std::string from;
        std::string to;
    };
    PartyId party;
    std::vector<Change> changes;
    double cost = 0;            ///< what it gives up, in its own points
    std::vector<double> given;  ///< what the change is worth to each party, in that party's points
    double asks = 0;            ///< what its package is worth to itself from then on
    std::vector<double> way;    ///< per party: share of its whole concession made so far
    Outcome position;           ///< its package from then on
};

template <class Visitor>
void describe(Visitor& visit, const Concession::Change& change) {
    visit("issue", change.issue, {"", "the issue"});
    visit("from", change.from, {"", "what it asked for"});
    visit("to", change.to, {"", "what it asks for now"});
}

template <class Visitor>
void describe(Visitor& visit, const Concession& step) {
    visit("party", step.party, {"", "who concedes"});
    visit("changes", step.changes, {"", "what changes in its package"});
    visit("cost", step.cost, {"points", "what it gives up, in its own points"});
    visit("given", step.given,
          {"points", "what the change is worth to each party, in that party's points"});
    visit("asks", step.asks, {"points", "what its package is worth to itself from then on"});
    visit("way", step.way, {"share", "each party's part of its whole concession, made so far"});
    visit("position", step.position, {"", "its package from then on"});
}

struct ConcessionPath {
    Outcome deal;
    std::vector<double> utilities;   ///< of the deal, points
    std::vector<Outcome> positions;  ///< what each party asks for at the start
    std::vector<double> asks;        ///< what that is worth to it
    std::vector<std::optional<double>> reservations;
    std::vector<Concession> steps;
    bool holds = true;  ///< no step takes a party's package below its value of no deal
    double widest = 0;  ///< largest lead of one party's part of the way over another's, between steps
};

template <class Visitor>
void describe(Visitor& visit, const ConcessionPath& path) {
    visit("deal", path.deal, {"", "where the steps lead"});
    visit("utilities", path.utilities, {"points", "what the deal is worth to each party"});
    visit("positions", path.positions, {"", "what each party asks for at the start"});
    visit("asks", path.asks, {"points", "what that is worth to it"});
    visit("reservations", path.reservations, {"points", "each party's value of no deal"});
    visit("steps", path.steps, {"", "one concession after the other"});
    visit("holds", path.holds, {"", "no step takes a party's package below its value of no deal"});
    visit("widest", path.widest,
          {"share", "largest lead of one party's part of the way over another's, between steps"});
}

/// What each party asks for today: as the case's `[talks]` says, else its best outcome, issue by issue.
[[nodiscard]] std::vector<Outcome> todays_positions(const Case& conflict);

/// A sequence of concessions to `deal`. The party that has gone the smallest part of its way moves next;
/// it changes what costs it least for what it gives, as long as its package stays at or above its value of
/// no deal; issues that only together allow that change together.
/// \cost linear in issues squared and parties \threads one \check tests/negotiate/path_test.cpp
[[nodiscard]] ConcessionPath concessions(const Case& conflict, const Outcome& deal);

}  // namespace entente::negotiate
