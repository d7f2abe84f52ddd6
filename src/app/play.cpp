#include "entente/app/play.hpp"

#include <algorithm>

#include "app/negotiate/table.hpp"
#include "entente/core/finding.hpp"
#include "entente/model/exact.hpp"
#include "entente/negotiate/tactic.hpp"
#include "entente/report/play.hpp"

namespace entente::app {
namespace {

using negotiate::Act;
using negotiate::kNoOffer;
using negotiate::Moment;
using negotiate::Offer;

[[noreturn]] void no_such_move(const std::string& why) { refuse("E0703", why, "start the talks again"); }

/// Says what the person has said so far; where that ends, it leaves the table and tells that it waits.
class Person final : public negotiate::Tactic {
public:
    Person(negotiate::Seat& seat, const std::vector<PlayMove>& moves, bool& waits)
        : Tactic(seat), moves_(moves), waits_(waits) {}

    Offer plan(const Moment&) override {
        accepting_ = false;
        if (next_ == moves_.size()) {
            waits_ = true;
            return kNoOffer;
        }
        const PlayMove& move = moves_[next_++];
        if (move.act == Act::leave) return kNoOffer;
        if (move.act == Act::accept) {
            if (!heard_) no_such_move("there is no offer to accept");
            accepting_ = true;
            return *heard_;
        }
        const std::optional<Offer> offer = seat_.offer(move.offer);
        if (!offer) no_such_move("a rule of the case forbids this package");
        return *offer;
    }
    bool accepts(const Moment&, Offer, Offer) override { return accepting_; }
    void heard(const Moment&, std::size_t, Offer offer) override { heard_ = offer; }

private:
    const std::vector<PlayMove>& moves_;
    bool& waits_;
    std::size_t next_ = 0;
    bool accepting_ = false;
    std::optional<Offer> heard_;
};

void check_outcome(const Case& conflict, const Outcome& outcome) {
    const auto& issues = conflict.space.issues;
    bool fits = outcome.options.size() == issues.size();
    for (std::size_t i = 0; fits && i < issues.size(); ++i)
        fits = outcome.options[i].index() < issues[i].options.size();
    if (!fits) no_such_move("this is no package of the case");
}

PlayPackage seen(const Case& conflict, PartyId side, const Outcome& outcome) {
    return {.outcome = outcome,
            .worth = utility(conflict, side, outcome),
            .allowed = feasible(conflict.space, outcome)};
}

/// Issue by issue what suits a party best; it may be forbidden, and interactions are left aside.
Outcome wished(const ExactUtility& exact) {
    Outcome outcome;
    for (const auto& options : exact.contribution)
        outcome.options.emplace_back(
            static_cast<std::size_t>(std::max_element(options.begin(), options.end()) - options.begin()));
    return outcome;
}

std::vector<std::vector<double>> sheet_of(const ExactUtility& exact) {
    std::vector<std::vector<double>> sheet;
    for (const auto& options : exact.contribution) {
        sheet.emplace_back();
        for (const int128 units : options) sheet.back().push_back(exact.points(units));
    }
    return sheet;
}

/// The offer that the person could take now: the last one, where another party made it.
const Outcome* standing_offer(const negotiate::Talk& talk, PartyId side) {
    for (auto step = talk.trace.rbegin(); step != talk.trace.rend(); ++step) {
        if (step->act == Act::offer) return step->party == side ? nullptr : &step->outcome;
    }
    return nullptr;
}

const Outcome* last_offer(const negotiate::Talk& talk, PartyId side) {
    for (auto step = talk.trace.rbegin(); step != talk.trace.rend(); ++step) {
        if (step->act == Act::offer && step->party == side) return &step->outcome;
    }
    return nullptr;
}

std::string told(const Case& conflict, const negotiate::Talk& talk, PartyId side) {
    if (talk.trace.empty()) return "The talks begin.";
    const negotiate::Step& last = talk.trace.back();
    const bool you = last.party == side;
    const std::string who = you ? "You" : last.party ? conflict.parties[last.party->index()].name : "";
    switch (last.act) {
        case Act::accept:
            return who + (you ? " accept." : " accepts.");
        case Act::leave:
            return who + (you ? " leave the talks." : " leaves the talks.");
        default:
            return who + (you ? " make an offer." : " makes an offer.");
    }
}

}  // namespace

PlayTable::PlayTable(const Input& input, const RunOptions& run)
    : conflict_([&] {
          std::vector<std::string> notes;
          return reserved(input, notes, run);
      }()),
      prepared_(negotiate::prepare(conflict_, {}, run)) {}

PlayAnswer PlayTable::play(const PlayRequest& request, const RunOptions& run) const {
    const PartyId side = find_party(conflict_, request.side);
    const std::size_t parties = conflict_.parties.size();
    for (const PlayMove& move : request.moves) {
        if (move.act == Act::offer) check_outcome(conflict_, move.offer);
    }
    if (request.draft) check_outcome(conflict_, *request.draft);
    const negotiate::TacticChoice choice = negotiate::read_tactic(request.tactic);
    for (const negotiate::TacticInfo& each : negotiate::tactics()) {
        if (each.id == choice.name && each.knows_all)
            refuse("E1705",
                   "the tactic '" + choice.name + "' is told your preferences: that is no fair play",
                   "choose another one");
    }
    bool waits = false;
    negotiate::NegotiateOptions options;
    options.deadline = request.rounds;
    options.tactics.assign(parties, choice);
    options.plugged.resize(parties);
    options.plugged[side.index()] = [&](const negotiate::Invitation& invitation) {
        return std::make_unique<Person>(invitation.seat, request.moves, waits);
    };
    options.first = request.speaks_first ? side.index() : (side.index() + 1) % parties;
    options.repetition = request.talk;
    negotiate::Talk talk = negotiate::negotiate(prepared_, options, run);
    if (waits && !talk.trace.empty()) talk.trace.pop_back();  // it has not left, it has not spoken yet

    PlayAnswer answer;
    answer.over = !waits;
    answer.round = talk.rounds;
    answer.rounds = request.rounds;
    answer.told = told(conflict_, talk, side);
    const ExactUtility exact = exact_utilities(conflict_)[side.index()];
    answer.sheet = sheet_of(exact);
    if (exact.has_reserve) answer.reserve = exact.points(exact.reserve);
    if (const Outcome* offer = standing_offer(talk, side); offer != nullptr && waits)
        answer.standing = seen(conflict_, side, *offer);
    const Outcome* last = last_offer(talk, side);
    answer.last = seen(conflict_, side, last != nullptr ? *last : wished(exact));
    if (request.draft) answer.draft = seen(conflict_, side, *request.draft);
    answer.section = report::played_section({.conflict = conflict_,
                                             .settled = negotiate::yardstick(prepared_),
                                             .talk = talk,
                                             .side = side,
                                             .over = answer.over,
                                             .shown = request.shown});
    return answer;
}

std::vector<PlayTactic> play_tactics() {
    std::vector<PlayTactic> all;
    for (const negotiate::TacticInfo& each : negotiate::tactics()) {
        if (!each.knows_all) all.push_back({each.id, each.title, each.meaning});
    }
    return all;
}

}  // namespace entente::app
