// MiCRO: one new offer for one new offer, from the best down, and nothing known of the others.
#include <algorithm>
#include <optional>
#include <utility>

#include "negotiate/tactics/records.hpp"

namespace entente::negotiate {
namespace {

/// A set of offers that grows: open addressing, most negotiations stay within the first block.
class OfferSet {
public:
    OfferSet() : slots_(64, kNoOffer) {}

    void add(Offer offer) {
        if (2 * (size_ + 1) > slots_.size()) grow();
        if (place(slots_, offer)) ++size_;
    }
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    static bool place(std::vector<Offer>& slots, Offer offer) {
        const std::size_t mask = slots.size() - 1;
        std::size_t at = (offer * 0x9E3779B1u >> 7) & mask;
        while (slots[at] != kNoOffer && slots[at] != offer) at = (at + 1) & mask;
        return std::exchange(slots[at], offer) == kNoOffer;
    }
    void grow() {
        std::vector<Offer> larger(2 * slots_.size(), kNoOffer);
        for (const Offer each : slots_) {
            if (each != kNoOffer) place(larger, each);
        }
        slots_.swap(larger);
    }
    std::vector<Offer> slots_;
    std::size_t size_ = 0;
};

/// With several others it waits for the one that has made the fewest different offers.
class Micro final : public Bidder {
public:
    explicit Micro(Making made)
        : Bidder(made), stream_(made.stream), others_(made.parties), own_(made.party) {}

    Offer plan(const Moment&) override {
        if (concedes()) {
            if (const Offer next = seat_.nth(made_); next != kNoOffer) return next;
        }
        return seat_.nth(stream_.below(made_));
    }
    void said(const Moment&, Offer offer) override {
        if (offer == seat_.nth(made_)) ++made_;
    }
    void heard(const Moment&, std::size_t from, Offer offer) override {
        if (!others_[from]) others_[from].emplace();
        others_[from]->add(offer);
    }
    /// To take an offer is to make it: otherwise a party that is always content would hold up the others.
    void taken(const Moment& now, std::size_t by, Offer offer) override {
        if (by == own_) {
            said(now, offer);
        } else {
            heard(now, by, offer);
        }
    }
    bool accepts(const Moment&, Offer standing, Offer planned) override {
        const bool fresh = planned == seat_.nth(made_);
        return seat_.at_least(standing, fresh ? planned : seat_.nth(made_ - 1));
    }

private:
    /// Have all others made as many different offers as this one? Whoever has not spoken has made none.
    [[nodiscard]] bool concedes() const {
        return std::all_of(others_.begin(), others_.end(), [&](const auto& each) {
            return made_ <= (each ? each->size() : 0) || &each == &others_[own_];
        });
    }

    RandomStream stream_;
    std::vector<std::optional<OfferSet>> others_;
    std::size_t own_;
    std::uint64_t made_ = 0;
};

constexpr TacticRecord kRecords[] = {
    {{"micro",
      "MiCRO",
      "goes down its own list one step whenever the others have made as many different offers as it has",
      {},
      false,
      true,
      "de Jonge 2022; for several parties MiCRO-Min"},
     [](Making made) -> std::unique_ptr<Bidder> { return std::make_unique<Micro>(std::move(made)); }},
};

}  // namespace

std::span<const TacticRecord> micro_tactics() { return kRecords; }

}  // namespace entente::negotiate
