// Tactics that are told every party's preference: what could be reached with nothing to hide.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "negotiate/domain/known.hpp"
#include "negotiate/tactics/records.hpp"

namespace entente::negotiate {
namespace {

constexpr Domain kPositive{.low = 0, .low_open = true};

/// Asks for its best efficient deal first and comes down to the Nash or leximin deal by the deadline; of
/// the deals at or above its target it offers the one with the largest product of gains, or least gain.
class Seeker final : public Bidder {
public:
    Seeker(Making made, Aim aim)
        : Bidder(made),
          known_(known_deals(*made.prepared, made.party)),
          aim_(aim),
          power_(1 / made.numbers[0]) {}

    Offer plan(const Moment& now) override {
        if (known_.deals.empty()) return seat_.nth(0);
        const std::vector<std::uint32_t>& prefix = known_.best_of(aim_);
        const double top = known_.deals.front().own;
        const double goal = known_.deals[prefix.back()].own;
        const double target = top - (top - goal) * std::pow(now.time, power_);
        const auto end = std::partition_point(known_.deals.begin(), known_.deals.end(),
                                              [&](const KnownDeal& each) { return each.own >= target; });
        const std::size_t at = end == known_.deals.begin() ? 0 : end - known_.deals.begin() - 1;
        const std::optional<Offer> offer = seat_.offer(known_.deals[prefix[at]].outcome);
        return offer && seat_.acceptable(*offer) ? *offer : seat_.nth(0);
    }

private:
    const KnownDeals& known_;
    Aim aim_;
    double power_;
};

/// The side with less to lose by a breakdown concedes, just enough that the other has less to lose: the
/// offer with the smaller product of gains moves.
class Zeuthen final : public Bidder {
public:
    explicit Zeuthen(Making made)
        : Bidder(made),
          known_(known_deals(*made.prepared, made.party)),
          seats_(*made.seats),
          theirs_(made.parties, kNoOffer) {}

    Offer plan(const Moment&) override {
        if (known_.deals.empty()) return seat_.nth(0);
        double least = -1;
        for (const Offer each : theirs_) {
            if (each == kNoOffer) continue;
            const double here = known_.product(seats_, each);
            least = least < 0 ? here : std::min(least, here);
        }
        if (least >= 0 && known_.deals[at_].product <= least) {
            while (at_ + 1 < known_.deals.size() && known_.deals[at_].product <= least) ++at_;
            if (known_.deals[at_].product <= least) at_ = known_.best_of(Aim::product).back();
        }
        const std::optional<Offer> offer = seat_.offer(known_.deals[at_].outcome);
        return offer && seat_.acceptable(*offer) ? *offer : seat_.nth(0);
    }
    void heard(const Moment&, std::size_t from, Offer offer) override { theirs_[from] = offer; }

private:
    const KnownDeals& known_;
    const Seats& seats_;
    std::vector<Offer> theirs_;
    std::size_t at_ = 0;
};

constexpr TacticParameter kSeeker[] = {{"e", 0.2, kPositive,
                                        "how it concedes: below 1 late, 1 evenly, above 1 early (the "
                                        "target falls by time to the power of 1/e)"}};

constexpr TacticRecord kRecords[] = {
    {{"nash", "Nash seeker", "comes down to the Nash deal by the deadline; knows every preference", kSeeker,
      true, false, "Nash 1950"},
     [](Making made) -> std::unique_ptr<Bidder> {
         return std::make_unique<Seeker>(std::move(made), Aim::product);
     }},
    {{"leximin", "Leximin seeker",
      "comes down to the deal whose least gain is largest by the deadline; knows every preference", kSeeker,
      true, false, "Kalai 1977; Imai 1983"},
     [](Making made) -> std::unique_ptr<Bidder> {
         return std::make_unique<Seeker>(std::move(made), Aim::least);
     }},
    {{"zeuthen",
      "Zeuthen",
      "whoever risks less by a breakdown concedes, and just enough; knows every preference",
      {},
      true,
      false,
      "Zeuthen 1930; Harsanyi 1956"},
     [](Making made) -> std::unique_ptr<Bidder> { return std::make_unique<Zeuthen>(std::move(made)); }},
};

}  // namespace

std::span<const TacticRecord> known_tactics() { return kRecords; }

}  // namespace entente::negotiate
