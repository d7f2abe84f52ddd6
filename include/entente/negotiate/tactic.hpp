// What sits at the table: a seat (one party's own preference and nothing else) and the tactic in it.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "entente/core/random.hpp"
#include "entente/model/case.hpp"

namespace entente::negotiate {

/// An offer on the table: an outcome by a number that holds within one negotiation. Every seat gives the
/// same outcome the same number.
using Offer = std::uint32_t;
inline constexpr Offer kNoOffer = std::numeric_limits<Offer>::max();

/// When a turn comes. Time is (round - 1) / (deadline - 1): 0 in the first round, 1 in the last.
struct Moment {
    std::uint64_t round = 1;
    std::uint64_t deadline = 1;
    double time = 0;

    [[nodiscard]] bool last() const { return round >= deadline; }
};

/// One party's own preference over the offers, and the questions that tactics ask of it. A seat knows no
/// other party's preference. Utilities are in the party's points; comparisons are exact where they are
/// asked for by name (`at_least`, `acceptable`), and an offer is acceptable where it is worth at least the
/// party's value of no deal.
class Seat {
public:
    virtual ~Seat() = default;

    [[nodiscard]] virtual double utility(Offer offer) const = 0;
    /// Is `a` worth at least as much as `b` to this party?
    [[nodiscard]] virtual bool at_least(Offer a, Offer b) const = 0;
    [[nodiscard]] virtual bool acceptable(Offer offer) const = 0;

    /// Is there an acceptable offer?
    [[nodiscard]] virtual bool any_acceptable() const = 0;
    [[nodiscard]] virtual double best() const = 0;   ///< utility of the best offer
    [[nodiscard]] virtual double least() const = 0;  ///< value of no deal, or of the worst offer if higher
    /// The k-th best offer, k from 0, ties by number; kNoOffer where fewer are acceptable.
    [[nodiscard]] virtual Offer nth(std::uint64_t k) = 0;
    /// The acceptable offer of least utility at or above `target`, the first of a tie; the best offer where
    /// none reaches it. \pre any_acceptable()
    [[nodiscard]] virtual Offer at_target(double target) = 0;
    /// Some offers worth from `utility(offer)` to `utility(offer) + width`, at most `most` of them, nearest
    /// first, `offer` included.
    [[nodiscard]] virtual std::span<const Offer> near(Offer offer, double width, std::size_t most) = 0;
    /// An acceptable offer, each as likely (in spaces that are not listed: nearly so). \pre
    /// any_acceptable()
    [[nodiscard]] virtual Offer any(RandomStream& random) = 0;

    [[nodiscard]] virtual std::size_t issues() const = 0;
    [[nodiscard]] virtual std::size_t options(std::size_t issue) const = 0;
    [[nodiscard]] virtual std::size_t option(Offer offer, std::size_t issue) const = 0;
    [[nodiscard]] virtual Outcome outcome(Offer offer) const = 0;
    /// The offer of an outcome; none where a rule forbids it or it is no outcome of the case.
    [[nodiscard]] virtual std::optional<Offer> offer(const Outcome& outcome) = 0;

    /// (utility - least) / (best - least): 1 is the party's best, 0 its value of no deal.
    [[nodiscard]] double share(double utility) const {
        const double range = best() - least();
        return range > 0 ? (utility - least()) / range : 1;
    }
    [[nodiscard]] double of_share(double share) const { return least() + share * (best() - least()); }
};

/// How a party negotiates. It sees its own seat and what is said at the table. One object plays one
/// negotiation; the same seat, stream and table talk give the same moves.
class Tactic {
public:
    virtual ~Tactic() = default;

    /// The offer that it would make now. May be asked without being said afterwards (before it accepts).
    /// kNoOffer: it leaves the talks. \pre the seat has an acceptable offer
    [[nodiscard]] virtual Offer plan(const Moment& now) = 0;
    /// Would it rather take `standing` than go on, given what it plans to say?
    [[nodiscard]] virtual bool accepts(const Moment& now, Offer standing, Offer planned) = 0;
    /// A mediator asks: may `draft` replace `text`?
    [[nodiscard]] virtual bool votes_for(const Moment& now, Offer draft, Offer text);
    /// It made this offer.
    virtual void said(const Moment& now, Offer offer);
    /// Party `from` made this offer.
    virtual void heard(const Moment& now, std::size_t from, Offer offer);
    /// Party `by`, which may be itself, took the offer that stands, and others have not said yet.
    virtual void taken(const Moment& now, std::size_t by, Offer offer);

protected:
    explicit Tactic(Seat& seat) : seat_(seat) {}
    Seat& seat_;  // NOLINT: what every tactic works with
};

/// An agent from outside did what the rules forbid, or nothing at all: it loses its negotiation.
struct BrokenRules : std::runtime_error {
    BrokenRules(std::size_t who, std::uint64_t when, const std::string& what)
        : std::runtime_error(what), party(who), round(when) {}
    std::size_t party;
    std::uint64_t round;
};

/// What a tactic from outside is told of the negotiation that it joins. It is trusted not to read the other
/// parties' preferences in the case: whoever plugs in a process tells it its own only.
struct Invitation {
    Seat& seat;
    PartyId party;
    const Case& conflict;
    bool in_turn = true;  ///< offers are made in turn (else all at once, or by a mediator)
    std::uint64_t deadline = 1;
    RandomStream stream;  ///< its random numbers, used by nobody else
};

/// Makes the tactic of one negotiation.
using MakeTactic = std::function<std::unique_ptr<Tactic>(const Invitation& invitation)>;

}  // namespace entente::negotiate
