// Tactics that look at nothing: yardsticks for the others.
#include "negotiate/tactics/records.hpp"

namespace entente::negotiate {
namespace {

class Hardliner final : public Bidder {
public:
    explicit Hardliner(Making made) : Bidder(made) {}
    Offer plan(const Moment&) override { return seat_.nth(0); }
    bool votes_for_equal() const override { return false; }
};

class RandomBidder final : public Bidder {
public:
    explicit RandomBidder(Making made) : Bidder(made), stream_(made.stream) {}
    Offer plan(const Moment&) override { return seat_.any(stream_); }

private:
    RandomStream stream_;
};

constexpr TacticRecord kRecords[] = {
    {{"hardliner", "Hardliner", "asks for its best outcome and never moves", {}, false, false, ""},
     [](Making made) -> std::unique_ptr<Bidder> { return std::make_unique<Hardliner>(std::move(made)); }},
    {{"random",
      "Random",
      "offers anything that beats no deal, each outcome as likely",
      {},
      false,
      false,
      "zero intelligence: Gode and Sunder 1993"},
     [](Making made) -> std::unique_ptr<Bidder> {
         return std::make_unique<RandomBidder>(std::move(made));
     }},
};

}  // namespace

std::span<const TacticRecord> plain_tactics() { return kRecords; }

}  // namespace entente::negotiate
