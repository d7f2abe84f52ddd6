// What the others may want, judged by their offers.
#include <algorithm>
#include <cmath>

#include "negotiate/tactics/records.hpp"

namespace entente::negotiate {
namespace {

constexpr Domain kShare{.low = 0, .high = 1};
constexpr Domain kPositive{.low = 0, .low_open = true};

/// What is offered often is wanted; what is never changed matters.
class FrequencyModel final : public Model {
public:
    FrequencyModel(const Seat& seat, const Numbers& numbers)
        : seat_(seat), rate_(numbers[0]), weight_(seat.issues(), 1.0), top_(seat.issues(), 0) {
        for (std::size_t i = 0; i < seat.issues(); ++i) seen_.emplace_back(seat.options(i), 0);
    }

    void heard(const Moment&, Offer offer) override {
        for (std::size_t i = 0; i < seen_.size(); ++i) {
            const std::size_t option = seat_.option(offer, i);
            if (last_ != kNoOffer && seat_.option(last_, i) == option) weight_[i] += rate_;
            top_[i] = std::max(top_[i], ++seen_[i][option]);
        }
        last_ = offer;
    }
    double value(Offer offer) const override {
        double sum = 0;
        double all = 0;
        for (std::size_t i = 0; i < seen_.size(); ++i) {
            all += weight_[i];
            sum += weight_[i] * (1.0 + seen_[i][seat_.option(offer, i)]) / (1.0 + top_[i]);
        }
        return all > 0 ? sum / all : 0;
    }

private:
    const Seat& seat_;
    double rate_;
    std::vector<double> weight_;
    std::vector<std::uint32_t> top_;
    std::vector<std::vector<std::uint32_t>> seen_;
    Offer last_ = kNoOffer;
};

/// Chances of simple shapes of preference for each issue (rising, falling, or peaked at one option) and of
/// its weight, updated by Bayes' rule: whoever made the offer was expected to ask for much at first and to
/// concede evenly.
class BayesModel final : public Model {
public:
    BayesModel(const Seat& seat, const Numbers& numbers)
        : seat_(seat), decline_(numbers[0]), spread_(numbers[1]) {
        for (std::size_t i = 0; i < seat.issues(); ++i) {
            const std::size_t shapes = std::min<std::size_t>(seat.options(i), kMostPeaks);
            shape_.emplace_back(shapes, 1.0 / static_cast<double>(shapes));
            weight_.emplace_back(kWeights, 1.0 / kWeights);
            mean_weight_.push_back(0.5);
        }
    }

    void heard(const Moment& now, Offer offer) override {
        const double expected = 1 - decline_ * now.time;
        const double total = total_weight();
        double sum = 0;
        for (std::size_t i = 0; i < shape_.size(); ++i) sum += mean_weight_[i] * mean_value(i, offer);
        for (std::size_t i = 0; i < shape_.size(); ++i) {
            const double own = mean_value(i, offer);
            const double rest = sum - mean_weight_[i] * own;
            update(shape_[i], [&](std::size_t h) {
                return (rest + mean_weight_[i] * value_of(i, h, seat_.option(offer, i))) / total - expected;
            });
            update(weight_[i], [&](std::size_t h) {
                const double weight = weight_at(h);
                return (rest + weight * own) / (total - mean_weight_[i] + weight) - expected;
            });
        }
        for (std::size_t i = 0; i < shape_.size(); ++i) {
            mean_weight_[i] = 0;
            for (std::size_t h = 0; h < kWeights; ++h) mean_weight_[i] += weight_[i][h] * weight_at(h);
        }
    }
    double value(Offer offer) const override {
        double sum = 0;
        for (std::size_t i = 0; i < shape_.size(); ++i) sum += mean_weight_[i] * mean_value(i, offer);
        return sum / total_weight();
    }

private:
    static constexpr std::size_t kMostPeaks = 21;
    static constexpr std::size_t kWeights = 5;
    static double weight_at(std::size_t h) { return static_cast<double>(2 * h + 1) / (2 * kWeights); }

    [[nodiscard]] double total_weight() const {
        double sum = 0;
        for (const double each : mean_weight_) sum += each;
        return sum > 0 ? sum : 1;
    }
    /// Shape h of an issue peaks at share h / (shapes - 1) of its options and falls evenly to both sides.
    [[nodiscard]] double value_of(std::size_t issue, std::size_t h, std::size_t option) const {
        const std::size_t options = seat_.options(issue);
        if (options < 2) return 1;
        const double at = static_cast<double>(option) / static_cast<double>(options - 1);
        const double peak = static_cast<double>(h) / static_cast<double>(shape_[issue].size() - 1);
        const double reach = std::max(peak, 1 - peak);
        return 1 - std::abs(at - peak) / reach;
    }
    [[nodiscard]] double mean_value(std::size_t issue, Offer offer) const {
        const std::size_t option = seat_.option(offer, issue);
        double sum = 0;
        for (std::size_t h = 0; h < shape_[issue].size(); ++h)
            sum += shape_[issue][h] * value_of(issue, h, option);
        return sum;
    }
    template <class Miss>
    void update(std::vector<double>& chances, Miss&& miss) const {
        double sum = 0;
        for (std::size_t h = 0; h < chances.size(); ++h) {
            const double off = miss(h) / spread_;
            chances[h] = chances[h] * std::exp(-off * off / 2) + 1e-12;
            sum += chances[h];
        }
        for (double& each : chances) each /= sum;
    }

    const Seat& seat_;
    double decline_, spread_;
    std::vector<std::vector<double>> shape_;   // chances, per issue
    std::vector<std::vector<double>> weight_;  // likewise
    std::vector<double> mean_weight_;
};

constexpr TacticParameter kFrequency[] = {
    {"rate", 0.2, kPositive, "how fast an issue gains weight each time an offer leaves it as it was"}};
constexpr TacticParameter kBayes[] = {
    {"decline", 0.3, kShare, "how far the others are expected to come down by the deadline"},
    {"spread", 0.15, kPositive, "how far from that an offer may lie (standard deviation)"}};

constexpr ModelRecord kRecords[] = {
    {{"frequency", "Frequency", "what is offered often is wanted, and what is never changed matters",
      kFrequency, false, false, "after van Krimpen, Looije and Hajizadeh 2013"},
     [](const Seat& seat, const Numbers& numbers) -> std::unique_ptr<Model> {
         return std::make_unique<FrequencyModel>(seat, numbers);
     }},
    {{"bayes", "Bayes", "weighs simple shapes of preference by how well they explain the offers", kBayes,
      false, false, "after Hindriks and Tykhonov 2008"},
     [](const Seat& seat, const Numbers& numbers) -> std::unique_ptr<Model> {
         return std::make_unique<BayesModel>(seat, numbers);
     }},
};

}  // namespace

std::span<const ModelRecord> model_records() { return kRecords; }

void Models::heard(const Moment& now, std::size_t from, Offer offer) {
    if (of_.size() <= from) of_.resize(from + 1);
    if (!of_[from]) of_[from] = record_.make(seat_, numbers_);
    of_[from]->heard(now, offer);
}

double Models::value(Offer offer) const {
    double least = 1;
    for (const auto& each : of_) {
        if (each) least = std::min(least, each->value(offer));
    }
    return least;
}

Offer Models::best_near(Seat& seat, Offer offer, double width) const {
    constexpr std::size_t kMost = 128;
    Offer best = offer;
    double best_value = -1;
    for (const Offer each : seat.near(offer, width, kMost)) {
        if (const double here = value(each); here > best_value) {
            best_value = here;
            best = each;
        }
    }
    return best;
}

}  // namespace entente::negotiate
