// One negotiation, as the protocols play it: offers by number, no text.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "negotiate/domain/seats.hpp"
#include "negotiate/tactics/records.hpp"

namespace entente::negotiate {

/// Who sits where, settled before the first of many negotiations.
struct Setup {
    const Prepared& prepared;
    Protocol protocol = Protocol::alternating;
    std::uint64_t deadline = 100;
    std::vector<Chosen> tactics;      ///< one per party
    std::vector<MakeTactic> plugged;  ///< one per party, or none; where set, in place of the record's
    std::vector<std::string> stream;  ///< the address of each party's random numbers
    const std::vector<std::vector<double>>* reservations = nullptr;  ///< [round - 1][party], or null
};

struct Said {
    std::uint64_t round = 1;
    std::size_t party = 0;  ///< parties(): the mediator
    Act act = Act::offer;
    Offer offer = kNoOffer;
};

struct Played {
    Ended ended = Ended::deadline;
    std::size_t by = 0;  ///< who left or broke the rules
    Offer agreement = kNoOffer;
    std::uint64_t rounds = 0;
    double time = 0;
    std::string why;  ///< how the rules were broken
};

/// What stands on the table of one negotiation.
struct Table {
    const Setup& setup;
    std::size_t first;
    Seats seats;
    std::vector<std::unique_ptr<Tactic>> tactics;
    RandomStream chance;        ///< the protocol's own
    std::vector<Said>* record;  ///< null: nobody listens

    Table(const Setup& with, std::size_t first_speaker, std::uint64_t seed, std::uint64_t draw,
          std::vector<Said>* listener);

    [[nodiscard]] std::size_t parties() const { return tactics.size(); }
    [[nodiscard]] Moment moment(std::uint64_t round) const;
    /// Values of no deal of this round, where they move.
    void move_front(std::uint64_t round);
    void say(std::uint64_t round, std::size_t party, Act act, Offer offer) const {
        if (record != nullptr) record->push_back({round, party, act, offer});
    }
    /// Party `party` makes the offer and everybody hears it.
    void put(const Moment& now, std::size_t party, Offer offer);
};

[[nodiscard]] Played play_alternating(Table& table);
[[nodiscard]] Played play_simultaneous(Table& table);
[[nodiscard]] Played play_single_text(Table& table);

/// Plays by the setup's protocol; an agent that breaks the rules ends it.
[[nodiscard]] Played play(Table& table);

}  // namespace entente::negotiate
