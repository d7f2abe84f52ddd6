// The records of tactics, acceptance rules and opponent models. Adding one: a record in its file, and its
// name in the table of catalogue.cpp.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "entente/negotiate/catalogue.hpp"
#include "entente/negotiate/tactic.hpp"
#include "negotiate/domain/seats.hpp"

namespace entente::negotiate {

/// Settings of a record, in the order of its parameters.
using Numbers = std::vector<double>;

/// What a party believes that another one wants. It sees that party's offers only.
class Model {
public:
    virtual ~Model() = default;
    virtual void heard(const Moment& now, Offer offer) = 0;
    /// From 0 to 1: how much the other party wants it.
    [[nodiscard]] virtual double value(Offer offer) const = 0;
};

struct ModelRecord {
    TacticInfo info;
    std::unique_ptr<Model> (*make)(const Seat& seat, const Numbers& numbers);
};

/// One model for each other party, as they begin to speak.
class Models {
public:
    Models(const Seat& seat, const ModelRecord& record, Numbers numbers)
        : seat_(seat), record_(record), numbers_(std::move(numbers)) {}
    void heard(const Moment& now, std::size_t from, Offer offer);
    /// What the party that likes it least makes of it.
    [[nodiscard]] double value(Offer offer) const;
    /// Of the offers from `offer` to `width` points above, the one that the others like best.
    [[nodiscard]] Offer best_near(Seat& seat, Offer offer, double width) const;

private:
    const Seat& seat_;
    const ModelRecord& record_;
    Numbers numbers_;
    std::vector<std::unique_ptr<Model>> of_;  ///< by party; null: it has not spoken
};

/// What a tactic is made with.
struct Making {
    Seat& seat;
    Numbers numbers;
    RandomStream stream;
    const Models* models = nullptr;  ///< none: it has no model of the others
    std::size_t party = 0;
    std::size_t parties = 2;
    // For tactics that are told everything:
    const Prepared* prepared = nullptr;
    const Seats* seats = nullptr;
};

/// The part of a tactic that makes offers.
class Bidder {
public:
    virtual ~Bidder() = default;
    [[nodiscard]] virtual Offer plan(const Moment& now) = 0;
    virtual void said(const Moment&, Offer) {}
    virtual void heard(const Moment&, std::size_t /*from*/, Offer) {}
    virtual void taken(const Moment&, std::size_t /*by*/, Offer) {}
    /// Its own acceptance rule, where its record says that it has one.
    [[nodiscard]] virtual bool accepts(const Moment&, Offer /*standing*/, Offer /*planned*/) {
        return false;
    }
    /// May a mediator's draft that is worth no less than the text replace it?
    [[nodiscard]] virtual bool votes_for_equal() const { return true; }

protected:
    explicit Bidder(Making& made) : seat_(made.seat), models_(made.models) {}
    /// The offer at a target share of the range, by the models' choice among equals (and `band` above).
    [[nodiscard]] Offer at_share(double share, double band = 0) {
        const Offer offer = seat_.at_target(seat_.of_share(share));
        return models_ == nullptr ? offer
                                  : models_->best_near(seat_, offer, band * (seat_.best() - seat_.least()));
    }
    Seat& seat_;            // NOLINT: what every bidder works with
    const Models* models_;  // NOLINT
};

struct TacticRecord {
    TacticInfo info;
    std::unique_ptr<Bidder> (*make)(Making made);
};

/// What an acceptance rule may remember.
struct Heard {
    double time = 0;
    double utility = 0;
};
struct AcceptanceRecord {
    TacticInfo info;
    bool (*accepts)(const Seat& seat, const Numbers& numbers, const std::vector<Heard>& heard,
                    const Moment& now, Offer standing, Offer planned);
    bool remembers = false;  ///< it needs what was heard
};

[[nodiscard]] std::span<const TacticRecord> time_tactics();
[[nodiscard]] std::span<const TacticRecord> plain_tactics();
[[nodiscard]] std::span<const TacticRecord> behaviour_tactics();
[[nodiscard]] std::span<const TacticRecord> micro_tactics();
[[nodiscard]] std::span<const TacticRecord> drawing_tactics();
[[nodiscard]] std::span<const TacticRecord> known_tactics();
[[nodiscard]] std::span<const AcceptanceRecord> acceptance_records();
[[nodiscard]] std::span<const ModelRecord> model_records();

/// A checked choice, ready to be made many times.
struct Chosen {
    const TacticRecord* tactic = nullptr;
    const AcceptanceRecord* acceptance = nullptr;  ///< null: the tactic's own
    const ModelRecord* model = nullptr;            ///< null: none
    Numbers tactic_numbers, acceptance_numbers, model_numbers;
};
/// \throws InputError E1701 to E1703
[[nodiscard]] Chosen choose(const TacticChoice& choice);

/// The whole tactic: offers, acceptance and models put together.
[[nodiscard]] std::unique_ptr<Tactic> make_tactic(const Chosen& chosen, const Prepared& prepared,
                                                  const Seats& seats, std::size_t party,
                                                  const RandomStream& stream);

}  // namespace entente::negotiate
