#include "settle/count/clauses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "entente/core/parallel.hpp"
#include "entente/core/random.hpp"
#include "entente/core/text.hpp"
#include "settle/count/sample_range.hpp"

namespace entente::settle {
namespace {

constexpr std::size_t kBlock = 1u << 12;  // draws of one block and one random stream

/// The chance of each option of an issue, for one draw a time.
struct Wheel {
    std::vector<double> upto;  // cumulative

    [[nodiscard]] std::uint32_t draw(double u) const {
        const auto at = std::upper_bound(upto.begin(), upto.end() - 1, u * upto.back());
        return static_cast<std::uint32_t>(at - upto.begin());
    }
};

struct Trial {
    Moments moments;
    std::vector<double> mean;  // of utilities, per binding party
};

template <class Units>
class ClauseSampler {
public:
    ClauseSampler(const Problem<Units>& problem, const RunOptions& run) : problem_(problem), run_(run) {
        for (std::size_t j = 0; j < problem.parties; ++j) {
            if (problem.has_reserve[j] != 0) parties_.push_back(j);
        }
        split_terms();
        normalise();
        theta_.assign(parties_.size(), 0);
        set_wheels();
    }

    ZoneCount run(std::uint64_t most_samples);

private:
    [[nodiscard]] std::size_t dims() const { return parties_.size(); }
    void split_terms();
    void normalise();
    void set_wheels();
    void find_theta();
    [[nodiscard]] bool tilted() const {
        return std::any_of(theta_.begin(), theta_.end(), [](double t) { return t > 0; });
    }
    [[nodiscard]] Trial draw(const char* stream, std::uint64_t block) const;
    [[nodiscard]] Trial draw_all(const char* stream, std::uint64_t first, std::uint64_t blocks) const;
    [[nodiscard]] Range range_of(const Moments& moments) const {
        return tilted() ? bernstein_range(moments) : share_range(moments);
    }

    const Problem<Units>& problem_;
    const RunOptions& run_;
    std::vector<std::size_t> parties_;
    std::vector<std::vector<double>> share_;  // [issue][choice * dims + d]: adds up to the utility or more
    std::vector<double> need_;                // [d]
    std::vector<double> unit_;                // [d]: units of one share
    std::vector<double> theta_;
    std::vector<Wheel> wheels_;
    double log_scale_ = 0;  // log of Z(theta) exp(-theta . need): outcomes that a weight of one stands for
};

/// A welcome term is at most the sum of parts of its amount on the issues whose condition holds: the rarer
/// the condition, the larger the part. An unwelcome one is at most nothing.
template <class Units>
void ClauseSampler<Units>::split_terms() {
    const std::size_t d = dims();
    for (std::size_t i = 0; i < problem_.issues; ++i) {
        std::vector<double> share;
        for (std::size_t c = 0; c < problem_.choices[i].size(); ++c) {
            for (const std::size_t j : parties_)
                share.push_back(static_cast<double>(problem_.value[i][c * problem_.parties + j]));
        }
        share_.push_back(std::move(share));
    }
    for (const Clause<Units>& term : problem_.terms) {
        std::vector<double> rarity;
        for (const ClausePart& part : term.parts) {
            double in = 0;
            double all = 0;
            for (std::size_t c = 0; c < part.holds.size(); ++c) {
                const double copies = problem_.choices[part.issue][c].copies;
                all += copies;
                if (part.holds[c] != 0) in += copies;
            }
            rarity.push_back(std::max(1e-9, -std::log(in / all)));
        }
        const double whole = std::accumulate(rarity.begin(), rarity.end(), 0.0);
        for (std::size_t p = 0; p < term.parts.size(); ++p) {
            const ClausePart& part = term.parts[p];
            for (std::size_t c = 0; c < part.holds.size(); ++c) {
                for (std::size_t k = 0; k < d && part.holds[c] != 0; ++k) {
                    const Units amount = term.amount[parties_[k]];
                    if (amount > 0)
                        share_[part.issue][c * d + k] += static_cast<double>(amount) * rarity[p] / whole;
                }
            }
        }
    }
}

/// Measures each party's shares in standard deviations of an even draw.
template <class Units>
void ClauseSampler<Units>::normalise() {
    const std::size_t d = dims();
    std::vector<double> variance(d, 0);
    for (std::size_t i = 0; i < share_.size(); ++i) {
        for (std::size_t k = 0; k < d; ++k) {
            double all = 0, sum = 0, squares = 0;
            for (std::size_t c = 0; c < problem_.choices[i].size(); ++c) {
                const double copies = problem_.choices[i][c].copies;
                all += copies;
                sum += copies * share_[i][c * d + k];
                squares += copies * share_[i][c * d + k] * share_[i][c * d + k];
            }
            variance[k] += squares / all - (sum / all) * (sum / all);
        }
    }
    for (std::size_t k = 0; k < d; ++k) {
        unit_.push_back(variance[k] > 0 ? std::sqrt(variance[k]) : 1.0);
        need_.push_back(static_cast<double>(problem_.reserve[parties_[k]]) / unit_[k]);
    }
    for (auto& share : share_) {
        for (std::size_t at = 0; at < share.size(); ++at) share[at] /= unit_[at % d];
    }
}

template <class Units>
void ClauseSampler<Units>::set_wheels() {
    const std::size_t d = dims();
    wheels_.clear();
    log_scale_ = 0;
    for (std::size_t k = 0; k < d; ++k) log_scale_ -= theta_[k] * need_[k];
    for (std::size_t i = 0; i < share_.size(); ++i) {
        std::vector<double> exponent;
        for (std::size_t c = 0; c < problem_.choices[i].size(); ++c) {
            double sum = 0;
            for (std::size_t k = 0; k < d; ++k) sum += theta_[k] * share_[i][c * d + k];
            exponent.push_back(sum);
        }
        const double top = *std::max_element(exponent.begin(), exponent.end());
        Wheel wheel;
        double total = 0;
        for (std::size_t c = 0; c < exponent.size(); ++c) {
            total += problem_.choices[i][c].copies * std::exp(exponent[c] - top);
            wheel.upto.push_back(total);
        }
        log_scale_ += top + std::log(total);
        wheels_.push_back(std::move(wheel));
    }
}

template <class Units>
Trial ClauseSampler<Units>::draw(const char* stream, std::uint64_t block) const {
    const std::size_t d = dims();
    RandomStream random(run_.seed, stream, block);
    Trial trial;
    trial.mean.assign(d, 0);
    trial.moments.samples = kBlock;
    std::vector<std::uint32_t> selection(problem_.issues);
    std::vector<Units> units(problem_.parties);
    for (std::size_t draws = 0; draws < kBlock; ++draws) {
        for (std::size_t i = 0; i < selection.size(); ++i) selection[i] = wheels_[i].draw(random.uniform());
        bool in = problem_.evaluate(selection.data(), units.data());
        for (std::size_t k = 0; k < d; ++k) {
            const std::size_t j = parties_[k];
            if (in) trial.mean[k] += static_cast<double>(units[j]) / unit_[k] / kBlock;
        }
        for (const std::size_t j : parties_) in = in && problem_.acceptable(j, units[j]);
        if (!in) continue;
        double excess = 0;
        for (std::size_t k = 0; k < d; ++k) {
            double sum = -need_[k];
            for (std::size_t i = 0; i < selection.size(); ++i) sum += share_[i][selection[i] * d + k];
            excess += theta_[k] * sum;
        }
        const double weight = std::exp(-std::max(0.0, excess));
        trial.moments.sum += weight;
        trial.moments.squares += weight * weight;
        ++trial.moments.hits;
    }
    return trial;
}

template <class Units>
Trial ClauseSampler<Units>::draw_all(const char* stream, std::uint64_t first, std::uint64_t blocks) const {
    Trial all;
    all.mean.assign(dims(), 0);
    std::vector<Trial> trials(blocks);
    const std::size_t done =
        for_each_block(blocks, run_, [&](std::size_t b) { trials[b] = draw(stream, first + b); });
    for (std::size_t b = 0; b < done; ++b) {
        all.moments += trials[b].moments;
        for (std::size_t k = 0; k < dims(); ++k)
            all.mean[k] += trials[b].mean[k] / static_cast<double>(done);
    }
    return all;
}

/// Tilts step by step towards what is missing, and keeps the tilt whose draws tell most.
template <class Units>
void ClauseSampler<Units>::find_theta() {
    constexpr int kSteps = 40;
    constexpr std::uint64_t kBlocks = 4;
    constexpr double kFinal = 1u << 20;  // draws that the choice is made for
    std::vector<double> best = theta_;
    double least = 1e300;
    for (int step = 0; step < kSteps && !run_.stop.stop_requested(); ++step) {
        const Trial trial =
            draw_all("settle.zone.trial", static_cast<std::uint64_t>(step) * kBlocks, kBlocks);
        const auto n = static_cast<double>(std::max<std::uint64_t>(trial.moments.samples, 1));
        // The width that the interval would have, in outcomes: without a tilt even no hit bounds the zone.
        const double mean = trial.moments.sum / n;
        const double variance = std::max(0.0, trial.moments.squares / n - mean * mean);
        const double width =
            std::sqrt((tilted() ? 9 : 4) * variance / kFinal) + (tilted() ? 10 : 4) / kFinal;
        const double log_width = log_scale_ + std::log(width);
        if ((step == 0 || trial.moments.hits >= 20) && log_width < least) {
            least = log_width;
            best = theta_;
        }
        if (step == 0 && mean > 0.01) break;  // frequent enough without a tilt
        bool moved = false;
        for (std::size_t k = 0; k < dims(); ++k) {
            const double missing = need_[k] - trial.mean[k];
            if (missing <= 0) continue;
            theta_[k] += std::min(0.25, 0.1 * missing + 0.01);
            moved = true;
        }
        if (!moved) break;
        set_wheels();
    }
    theta_ = best;
    set_wheels();
}

template <class Units>
ZoneCount ClauseSampler<Units>::run(std::uint64_t most_samples) {
    ZoneCount result;
    find_theta();
    constexpr double kGoodEnough = 0.005;
    Moments moments;
    std::uint64_t blocks_done = 0;
    std::uint64_t blocks = (1u << 16) / kBlock;
    while (moments.samples < most_samples) {
        const Trial trial = draw_all("settle.zone.clauses", blocks_done, blocks);
        moments += trial.moments;
        blocks_done += blocks;
        if (trial.moments.samples < blocks * kBlock) break;  // told to stop
        const double mean = moments.sum / static_cast<double>(moments.samples);
        if (range_of(moments).half() < kGoodEnough * mean) break;
        blocks =
            std::min<std::uint64_t>(blocks_done, (most_samples - moments.samples + kBlock - 1) / kBlock);
    }
    if (run_.stop.stop_requested()) result.stopped = Stopped::cancelled;
    if (moments.samples == 0) return result;
    const Range range = range_of(moments);
    const double log10_scale = log_scale_ / std::log(10.0);
    const double all = problem_.size();
    constexpr double kRounding = 1e-12;
    Interval interval;
    if (range.low > 0) interval.low = capped_power(log10_scale + std::log10(range.low)) * (1 - kRounding);
    interval.high = std::min(capped_power(log10_scale + std::log10(range.high)) * (1 + kRounding),
                             std::min(all, 1e308));
    result.interval = interval;
    result.estimate =
        moments.hits == 0
            ? "0"
            : decimal(log10_scale + std::log10(moments.sum / static_cast<double>(moments.samples)));
    const std::string draws =
        group_digits(std::to_string(moments.samples)) + (tilted() ? " tilted draws" : " draws");
    const std::string seed = " (seed " + std::to_string(run_.seed) + ")";
    result.method = moments.hits == 0
                        ? "sampling: none of " + draws + " satisfied everybody" + seed
                        : (tilted() ? "importance sampling with " : "sampling with ") + draws + seed;
    return result;
}

}  // namespace

template <class Units>
ZoneCount estimate_zone(const Problem<Units>& problem, const RunOptions& run, std::uint64_t most_samples) {
    return ClauseSampler<Units>(problem, run).run(most_samples);
}

template ZoneCount estimate_zone(const Problem<std::int64_t>&, const RunOptions&, std::uint64_t);
template ZoneCount estimate_zone(const Problem<int128>&, const RunOptions&, std::uint64_t);

}  // namespace entente::settle
