// A tactic put together: what it offers, when it accepts, what it believes.
#include "negotiate/tactics/records.hpp"

namespace entente::negotiate {

bool Tactic::votes_for(const Moment&, Offer draft, Offer text) { return seat_.at_least(draft, text); }
void Tactic::said(const Moment&, Offer) {}
void Tactic::heard(const Moment&, std::size_t, Offer) {}
void Tactic::taken(const Moment&, std::size_t, Offer) {}

namespace {

class Agent final : public Tactic {
public:
    Agent(Seat& seat, const Chosen& chosen) : Tactic(seat), chosen_(chosen) {
        if (chosen.model != nullptr) models_.emplace(seat, *chosen.model, chosen.model_numbers);
    }
    [[nodiscard]] const Models* models() const { return models_ ? &*models_ : nullptr; }
    void sit(std::unique_ptr<Bidder> bidder) { bidder_ = std::move(bidder); }

    Offer plan(const Moment& now) override { return bidder_->plan(now); }
    bool accepts(const Moment& now, Offer standing, Offer planned) override {
        if (!seat_.acceptable(standing)) return false;
        if (chosen_.acceptance == nullptr) return bidder_->accepts(now, standing, planned);
        return chosen_.acceptance->accepts(seat_, chosen_.acceptance_numbers, heard_, now, standing,
                                           planned);
    }
    bool votes_for(const Moment&, Offer draft, Offer text) override {
        if (!seat_.at_least(draft, text)) return false;
        return bidder_->votes_for_equal() || !seat_.at_least(text, draft);
    }
    void said(const Moment& now, Offer offer) override { bidder_->said(now, offer); }
    void heard(const Moment& now, std::size_t from, Offer offer) override {
        if (chosen_.acceptance != nullptr && chosen_.acceptance->remembers)
            heard_.push_back({now.time, seat_.utility(offer)});
        if (models_) models_->heard(now, from, offer);
        bidder_->heard(now, from, offer);
    }
    void taken(const Moment& now, std::size_t by, Offer offer) override { bidder_->taken(now, by, offer); }

private:
    const Chosen& chosen_;
    std::optional<Models> models_;
    std::unique_ptr<Bidder> bidder_;
    std::vector<Heard> heard_;
};

}  // namespace

std::unique_ptr<Tactic> make_tactic(const Chosen& chosen, const Prepared& prepared, const Seats& seats,
                                    std::size_t party, const RandomStream& stream) {
    Seat& seat = *seats.of[party];
    auto agent = std::make_unique<Agent>(seat, chosen);
    Making making{.seat = seat,
                  .numbers = chosen.tactic_numbers,
                  .stream = stream,
                  .models = agent->models(),
                  .party = party,
                  .parties = seats.of.size()};
    if (chosen.tactic->info.knows_all) {
        making.prepared = &prepared;
        making.seats = &seats;
    }
    agent->sit(chosen.tactic->make(std::move(making)));
    return agent;
}

}  // namespace entente::negotiate
