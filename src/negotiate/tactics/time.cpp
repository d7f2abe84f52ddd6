// Tactics that look at the clock only.
#include <cmath>

#include "negotiate/tactics/records.hpp"

namespace entente::negotiate {
namespace {

constexpr Domain kPositive{.low = 0, .low_open = true};
constexpr Domain kShare{.low = 0, .high = 1};

constexpr std::string_view kExponent =
    "how it concedes: below 1 late, 1 evenly, above 1 early (the target falls by time to the power of 1/e)";
constexpr std::string_view kOpening = "share of the range that it gives up in its first offer";
constexpr std::string_view kBand =
    "share of the range above the target in which it looks for what the others may like (needs a model)";

constexpr TacticParameter kBoulware[] = {
    {"e", 0.2, kPositive, kExponent}, {"k", 0, kShare, kOpening}, {"band", 0, kShare, kBand}};
constexpr TacticParameter kLinear[] = {
    {"e", 1, kPositive, kExponent}, {"k", 0, kShare, kOpening}, {"band", 0, kShare, kBand}};
constexpr TacticParameter kConceder[] = {
    {"e", 2, kPositive, kExponent}, {"k", 0, kShare, kOpening}, {"band", 0, kShare, kBand}};

class TimeBidder final : public Bidder {
public:
    explicit TimeBidder(Making made)
        : Bidder(made), power_(1 / made.numbers[0]), opening_(made.numbers[1]), band_(made.numbers[2]) {}

    Offer plan(const Moment& now) override {
        const double given = opening_ + (1 - opening_) * std::pow(now.time, power_);
        return at_share(1 - given, band_);
    }

private:
    double power_, opening_, band_;
};

std::unique_ptr<Bidder> make(Making made) { return std::make_unique<TimeBidder>(std::move(made)); }

constexpr std::string_view kFaratin = "Faratin, Sierra and Jennings 1998";

constexpr TacticRecord kRecords[] = {
    {{"boulware", "Boulware", "holds out near its best and concedes shortly before the deadline", kBoulware,
      false, false, kFaratin},
     make},
    {{"linear", "Linear", "concedes the same amount in every round", kLinear, false, false, kFaratin},
     make},
    {{"conceder", "Conceder", "concedes much at once and little later", kConceder, false, false, kFaratin},
     make},
};

}  // namespace

std::span<const TacticRecord> time_tactics() { return kRecords; }

}  // namespace entente::negotiate
