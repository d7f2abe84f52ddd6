// One party's tactic in talks that another program runs.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "entente/negotiate/negotiate.hpp"

namespace entente::negotiate {

/// What a party does in its turn.
struct Move {
    Act act = Act::leave;            ///< offer, accept or leave
    std::optional<Outcome> outcome;  ///< of an offer
};

/// A seat and the tactic in it, without a table: whoever runs the talks tells it what others offer and asks
/// for its turns. In the same talks it says what it says in negotiate(), offer for offer.
class Player {
public:
    /// \throws InputError E1701 to E1703 for the tactic, E1705 where the case has nothing to talk about or
    /// the tactic is one that must be told every party's preference
    Player(Prepared prepared, PartyId party, const TacticChoice& choice, std::uint64_t seed = 1);
    Player(Player&&) noexcept;
    Player& operator=(Player&&) noexcept;
    ~Player();

    /// Its turn, with the offer of another party that stands, if one does. An offer counts as said.
    [[nodiscard]] Move turn(const Moment& now, const std::optional<Outcome>& standing);
    /// Party `from` offered this. What is no outcome of the case is passed over.
    void heard(const Moment& now, PartyId from, const Outcome& outcome);
    /// Another party, `by`, took the offer that stands.
    void taken(const Moment& now, PartyId by, const Outcome& outcome);

private:
    struct Seated;
    std::unique_ptr<Seated> seated_;
};

}  // namespace entente::negotiate
