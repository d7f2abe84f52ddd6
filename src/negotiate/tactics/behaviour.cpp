// Tactics that answer what the others do, seen through one's own preference.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "negotiate/tactics/records.hpp"

namespace entente::negotiate {
namespace {

constexpr Domain kShare{.low = 0, .high = 1};
constexpr Domain kSteps{.low = 1, .high = 1000, .integer = true};

/// What each other party's offers were worth to oneself, as shares of one's range.
class Histories {
public:
    void add(std::size_t from, double share) {
        if (of_.size() <= from) of_.resize(from + 1);
        of_[from].push_back(share);
        fresh_ = true;
    }
    /// Has anybody spoken since the last call?
    bool fresh() { return std::exchange(fresh_, false); }

    /// The least of `measure(before, now)` over the parties that have spoken more than `lag` times, where
    /// `before` lies `lag` offers back. \return nothing where nobody has
    template <class Measure>
    [[nodiscard]] std::optional<double> least(std::size_t lag, Measure&& measure) const {
        std::optional<double> result;
        for (const std::vector<double>& one : of_) {
            if (one.size() <= lag) continue;
            const double here = measure(one[one.size() - 1 - lag], one.back());
            result = result ? std::min(*result, here) : here;
        }
        return result;
    }
    [[nodiscard]] const std::vector<std::vector<double>>& all() const { return of_; }

private:
    std::vector<std::vector<double>> of_;
    bool fresh_ = false;
};

/// Shares of what is missing to one's best: the part that the other's concession closed.
double part_closed(double before, double now) {
    const double missing = 1 - before;
    return missing > 0 ? (now - before) / missing : 0;
}

enum class Imitation { relative, absolute };

/// Concedes as the others conceded, the one that conceded least counting where there are several. Relative:
/// the target's distance from the floor shrinks by the part that the other's distance from one's best
/// shrank by. Absolute: by as many points.
class TitForTat final : public Bidder {
public:
    TitForTat(Making made, Imitation how)
        : Bidder(made),
          how_(how),
          lag_(static_cast<std::size_t>(made.numbers[0])),
          nice_(made.numbers[1]) {}

    Offer plan(const Moment&) override {
        if (histories_.fresh()) {
            if (how_ == Imitation::relative) {
                if (const auto part = histories_.least(lag_, part_closed)) target_ *= 1 - *part;
            } else if (const auto step =
                           histories_.least(lag_, [](double before, double now) { return now - before; })) {
                target_ -= *step;
            }
            target_ = std::clamp(target_ - nice_, 0.0, 1.0);
        }
        return at_share(target_);
    }
    void heard(const Moment&, std::size_t from, Offer offer) override {
        histories_.add(from, seat_.share(seat_.utility(offer)));
    }

private:
    Histories histories_;
    Imitation how_;
    std::size_t lag_;
    double nice_;
    double target_ = 1;
};

/// Behaviour first, the clock later: target = (1 - t^2) behaviour + t^2 time.
class Hybrid final : public Bidder {
public:
    explicit Hybrid(Making made)
        : Bidder(made),
          start_(made.numbers[0]),
          middle_(made.numbers[1]),
          end_(made.numbers[2]),
          empathy_(made.numbers[3]) {}

    Offer plan(const Moment& now) override {
        const double t = now.time;
        const double clock = (1 - t) * (1 - t) * start_ + 2 * (1 - t) * t * middle_ + t * t * end_;
        double target = clock;
        if (const auto moved = weighted_move()) {
            const double behaviour = last_ - (empathy_ + empathy_ * t) * *moved;
            target = (1 - t * t) * behaviour + t * t * clock;
        }
        last_ = std::clamp(target, 0.0, 1.0);
        return at_share(last_);
    }
    void heard(const Moment&, std::size_t from, Offer offer) override {
        histories_.add(from, seat_.share(seat_.utility(offer)));
    }

private:
    /// The least over the others of their last moves towards oneself, recent ones counting more.
    [[nodiscard]] std::optional<double> weighted_move() const {
        static constexpr std::array<std::array<double, 4>, 4> kWeights = {
            {{1}, {0.25, 0.75}, {0.11, 0.22, 0.66}, {0.05, 0.15, 0.3, 0.5}}};
        std::optional<double> result;
        for (const std::vector<double>& one : histories_.all()) {
            if (one.size() < 2) continue;
            const std::size_t moves = std::min<std::size_t>(one.size() - 1, 4);
            double sum = 0;
            for (std::size_t k = 0; k < moves; ++k) {
                const std::size_t at = one.size() - moves + k;
                sum += kWeights[moves - 1][k] * (one[at] - one[at - 1]);
            }
            result = result ? std::min(*result, sum) : sum;
        }
        return result;
    }

    Histories histories_;
    double start_, middle_, end_, empathy_;
    double last_ = 1;
};

constexpr TacticParameter kOneStep[] = {
    {"lag", 1, kSteps, "how many offers back the concession is measured from"},
    {"nice", 0, kShare,
     "share of the range that it adds to every concession; without it two such parties wait for each "
     "other"},
};
constexpr TacticParameter kWindow[] = {
    {"lag", 4, kSteps, "over how many offers the concession is averaged"},
    {"nice", 0, kShare,
     "share of the range that it adds to every concession; without it two such parties wait for each "
     "other"},
};
constexpr TacticParameter kHybrid[] = {
    {"p0", 0.9, kShare, "target at the start, as a share of the range"},
    {"p1", 0.7, kShare, "what bends the target's curve between"},
    {"p2", 0.4, kShare, "target at the deadline"},
    {"empathy", 0.5, kShare, "part of the others' concessions that it returns, doubled by the deadline"},
};

std::unique_ptr<Bidder> relative(Making made) {
    return std::make_unique<TitForTat>(std::move(made), Imitation::relative);
}
std::unique_ptr<Bidder> absolute(Making made) {
    return std::make_unique<TitForTat>(std::move(made), Imitation::absolute);
}

constexpr std::string_view kFaratin = "Faratin, Sierra and Jennings 1998";

constexpr TacticRecord kRecords[] = {
    {{"tit-for-tat", "Tit for tat, relative", "concedes the same part of the way as the others did",
      kOneStep, false, false, kFaratin},
     relative},
    {{"tit-for-tat-absolute", "Tit for tat, absolute", "concedes as many points as it was given", kOneStep,
      false, false, kFaratin},
     absolute},
    {{"tit-for-tat-averaged", "Tit for tat, averaged",
      "concedes the part of the way that the others went over their last offers", kWindow, false, false,
      kFaratin},
     relative},
    {{"hybrid", "Hybrid", "answers the others' concessions at first and follows the clock later", kHybrid,
      false, false, "Keskin, Buzcu and Aydogan 2023"},
     [](Making made) -> std::unique_ptr<Bidder> { return std::make_unique<Hybrid>(std::move(made)); }},
};

}  // namespace

std::span<const TacticRecord> behaviour_tactics() { return kRecords; }

}  // namespace entente::negotiate
