#include "entente/negotiate/player.hpp"

#include <utility>

#include "entente/core/finding.hpp"
#include "negotiate/setup.hpp"

namespace entente::negotiate {
namespace {

Chosen choose_fair(const TacticChoice& choice) {
    Chosen chosen = choose(choice);
    if (chosen.tactic->info.knows_all)
        refuse("E1705",
               "the tactic '" + choice.name +
                   "' is told every party's preference, which nobody is in talks that "
                   "another program runs",
               "take one that sees its own preference only, such as boulware or micro");
    return chosen;
}

}  // namespace

struct Player::Seated {
    Seated(Prepared with, std::size_t who, const TacticChoice& choice, std::uint64_t seed)
        : prepared(std::move(with)),
          party(who),
          chosen(choose_fair(choice)),
          seats(prepared.tables()),
          tactic(make_tactic(
              chosen, prepared, seats, party,
              RandomStream(seed, "talks.tactic." + prepared.tables().conflict.parties[who].id, 0))) {}

    [[nodiscard]] Seat& seat() { return *seats.of[party]; }

    Prepared prepared;
    std::size_t party;
    Chosen chosen;
    Seats seats;
    std::unique_ptr<Tactic> tactic;
};

Player::Player(Prepared prepared, PartyId party, const TacticChoice& choice, std::uint64_t seed) {
    check_table(prepared.tables(), 1);
    if (party.index() >= prepared.tables().parties())
        refuse("E1705", "the player is no party of the case", "name one of the parties");
    seated_ = std::make_unique<Seated>(std::move(prepared), party.index(), choice, seed);
}
Player::Player(Player&&) noexcept = default;
Player& Player::operator=(Player&&) noexcept = default;
Player::~Player() = default;

Move Player::turn(const Moment& now, const std::optional<Outcome>& standing) {
    Seat& seat = seated_->seat();
    Tactic& tactic = *seated_->tactic;
    if (!seat.any_acceptable()) return {.act = Act::leave, .outcome = {}};
    const Offer planned = tactic.plan(now);
    if (planned == kNoOffer) return {.act = Act::leave, .outcome = {}};
    const std::optional<Offer> stands = standing ? seat.offer(*standing) : std::nullopt;
    if (stands && tactic.accepts(now, *stands, planned)) return {.act = Act::accept, .outcome = {}};
    tactic.said(now, planned);
    return {.act = Act::offer, .outcome = seat.outcome(planned)};
}

void Player::heard(const Moment& now, PartyId from, const Outcome& outcome) {
    if (const auto offer = seated_->seat().offer(outcome))
        seated_->tactic->heard(now, from.index(), *offer);
}

void Player::taken(const Moment& now, PartyId by, const Outcome& outcome) {
    if (const auto offer = seated_->seat().offer(outcome)) seated_->tactic->taken(now, by.index(), *offer);
}

}  // namespace entente::negotiate
