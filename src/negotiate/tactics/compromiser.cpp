// A tactic that draws its offers: what it wants, softened towards the middle of every issue.
#include <algorithm>
#include <cmath>

#include "negotiate/tactics/records.hpp"

namespace entente::negotiate {
namespace {

constexpr Domain kNotNegative{.low = 0};
constexpr Domain kDraws{.low = 1, .high = 10'000, .integer = true};

/// Of some acceptable outcomes, drawn at random, it offers one with a chance that rises with what it is
/// worth to itself and falls with the distance of its options from the middle ones: people divide every
/// issue, and do not only trade one for another.
class Compromiser final : public Bidder {
public:
    explicit Compromiser(Making made)
        : Bidder(made),
          stream_(made.stream),
          own_(made.numbers[0]),
          middle_(made.numbers[1]),
          draws_(static_cast<int>(made.numbers[2])) {}

    Offer plan(const Moment&) override {
        // The largest of scores with Gumbel noise is a draw by their exponentials.
        Offer best = kNoOffer;
        double top = 0;
        for (int k = 0; k < draws_; ++k) {
            const Offer offer = seat_.any(stream_);
            const double score = own_ * seat_.share(seat_.utility(offer)) - middle_ * away(offer) -
                                 std::log(-std::log(1 - stream_.uniform() + 1e-300) + 1e-300);
            if (best == kNoOffer || score > top) {
                best = offer;
                top = score;
            }
        }
        return best;
    }

private:
    /// Options between an offer and the middle, over all issues.
    [[nodiscard]] double away(Offer offer) const {
        double sum = 0;
        for (std::size_t i = 0; i < seat_.issues(); ++i) {
            const double middle = static_cast<double>(seat_.options(i) - 1) / 2;
            sum += std::abs(static_cast<double>(seat_.option(offer, i)) - middle);
        }
        return sum;
    }

    RandomStream stream_;
    double own_, middle_;
    int draws_;
};

constexpr TacticParameter kParameters[] = {
    {"own", 6, kNotNegative, "how much its own points count: chances grow e-fold per 1/own of its range"},
    {"middle", 1, kNotNegative,
     "how much it shuns extreme options: chances fall e-fold per 1/middle options"},
    {"draws", 64, kDraws, "outcomes that it looks at for each offer"},
};

constexpr TacticRecord kRecords[] = {
    {{"compromiser", "Compromiser",
      "draws offers that are good for it and lie near the middle of every issue, as people's often do",
      kParameters, false, false, "quantal response: McKelvey and Palfrey 1995"},
     [](Making made) -> std::unique_ptr<Bidder> { return std::make_unique<Compromiser>(std::move(made)); }},
};

}  // namespace

std::span<const TacticRecord> drawing_tactics() { return kRecords; }

}  // namespace entente::negotiate
