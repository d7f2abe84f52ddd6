#include "negotiate/protocols/play.hpp"

#include <algorithm>

namespace entente::negotiate {

Table::Table(const Setup& with, std::size_t first_speaker, std::uint64_t seed, std::uint64_t draw,
             std::vector<Said>* listener)
    : setup(with),
      first(first_speaker),
      seats(with.prepared.tables()),
      chance(seed, "talks.protocol", draw),
      record(listener) {
    tactics.reserve(with.tactics.size());
    for (std::size_t p = 0; p < with.tactics.size(); ++p) {
        const RandomStream stream(seed, with.stream[p], draw);
        if (p < with.plugged.size() && with.plugged[p]) {
            tactics.push_back(with.plugged[p]({.seat = *seats.of[p],
                                               .party = PartyId(p),
                                               .conflict = with.prepared.tables().conflict,
                                               .in_turn = with.protocol == Protocol::alternating,
                                               .deadline = with.deadline,
                                               .stream = stream}));
        } else {
            tactics.push_back(make_tactic(with.tactics[p], with.prepared, seats, p, stream));
        }
    }
}

Moment Table::moment(std::uint64_t round) const {
    const std::uint64_t deadline = setup.deadline;
    const double time =
        deadline > 1 ? static_cast<double>(round - 1) / static_cast<double>(deadline - 1) : 1;
    return {round, deadline, time};
}

void Table::move_front(std::uint64_t round) {
    if (setup.reservations == nullptr) return;
    const auto& rows = *setup.reservations;
    const auto& row = rows[std::min<std::size_t>(round, rows.size()) - 1];
    for (std::size_t p = 0; p < parties(); ++p) seats.of[p]->set_reserve(row[p]);
}

void Table::put(const Moment& now, std::size_t party, Offer offer) {
    say(now.round, party, Act::offer, offer);
    tactics[party]->said(now, offer);
    for (std::size_t p = 0; p < parties(); ++p) {
        if (p != party) tactics[p]->heard(now, party, offer);
    }
}

Played play(Table& table) {
    try {
        switch (table.setup.protocol) {
            case Protocol::single_text:
                return play_single_text(table);
            case Protocol::simultaneous:
                return play_simultaneous(table);
            case Protocol::alternating:
                break;
        }
        return play_alternating(table);
    } catch (const BrokenRules& broken) {
        Played played;
        played.ended = Ended::broken;
        played.by = broken.party;
        played.why = broken.what();
        played.rounds = broken.round;
        played.time = table.moment(std::max<std::uint64_t>(broken.round, 1)).time;
        return played;
    }
}

}  // namespace entente::negotiate
