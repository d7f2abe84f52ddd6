#include "entente/stakeholders/score.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "entente/core/parallel.hpp"
#include "entente/core/random.hpp"
#include "entente/stakeholders/bdm.hpp"
#include "entente/stakeholders/smp.hpp"

namespace entente::stakeholders {
namespace {

constexpr std::size_t kResamples = 2000;

/// What a predictor says of one decision: a point, or a distribution with its interval.
struct Prediction {
    double point = 0;
    std::vector<Mass> masses;  ///< empty: the point alone
    double central = 0.8;
};

struct Predictor {
    const char* name;
    const char* meaning;
    Prediction (*predict)(const Decision&);
};

Line equal(Line line) {
    std::fill(line.capability.begin(), line.capability.end(), 1.0);
    std::fill(line.salience.begin(), line.salience.end(), 1.0);
    return line;
}

Prediction of_masses(std::vector<Mass> masses, const Decision& decision, double central = 0.8) {
    if (masses.empty()) return {.point = (decision.low + decision.high) / 2};
    return {mean_of(masses), std::move(masses), central};
}

double middle(const Decision& d) { return (d.low + d.high) / 2; }

/// The held positions with their shares of weight.
std::vector<Mass> weighted_positions(const Line& line) {
    std::map<double, double> shares;
    double all = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line.weight(i) > 0) shares[line.position[i]] += line.weight(i);
        all += line.weight(i);
    }
    std::vector<Mass> masses;
    for (const auto& [position, weight] : shares) masses.push_back({position, weight / all});
    return masses;
}

/// Where the spatial model leaves the weighted mean.
double spatial(const Decision& d, bool quirks) {
    const double span = d.high - d.low;
    Actors actors;
    for (std::size_t i = 0; i < d.line.size(); ++i) {
        if (!(d.line.weight(i) > 0)) continue;
        actors.names.push_back(std::to_string(i));
        actors.capability.push_back(d.line.capability[i]);
        actors.salience.push_back(d.line.salience[i]);
        actors.position.push_back((d.line.position[i] - d.low) / span);
    }
    SmpOptions options = quirks ? SmpOptions{} : repaired_smp();
    options.keep_path = false;
    const SmpRun run = smp(actors, options);
    if (run.states.empty()) return middle(d);
    Line end{actors.capability, actors.salience, run.states.back().position};
    return d.low + span * baselines(end).mean.value_or(0.5);
}

const std::vector<Predictor>& predictors() {
    static const std::vector<Predictor> all = {
        {"middle", "always the middle of the scale",
         [](const Decision& d) { return Prediction{middle(d), {}, 0.8}; }},
        {"plain_mean", "the mean of the positions",
         [](const Decision& d) {
             return Prediction{baselines(equal(d.line)).mean.value_or(middle(d)), {}, 0.8};
         }},
        {"mean", "the mean weighted by power times salience",
         [](const Decision& d) { return Prediction{baselines(d.line).mean.value_or(middle(d)), {}, 0.8}; }},
        {"median", "the median weighted by power times salience",
         [](const Decision& d) {
             return Prediction{baselines(d.line).median.value_or(middle(d)), {}, 0.8};
         }},
        {"equal_positions", "the positions as a distribution, equal weights",
         [](const Decision& d) { return of_masses(weighted_positions(equal(d.line)), d); }},
        {"positions", "the positions as a distribution, by power times salience",
         [](const Decision& d) { return of_masses(weighted_positions(d.line), d); }},
        {"condorcet", "a probabilistic Condorcet election over the positions",
         [](const Decision& d) { return of_masses(condorcet(d.line).distribution, d); }},
        {"condorcet-sharp", "the same with sharper contests and outcomes between positions",
         [](const Decision& d) {
             return of_masses(condorcet(d.line, kSharpCondorcet).distribution, d, kSharpCentral);
         }},
        {"smp", "the spatial model as KTAB's library runs it",
         [](const Decision& d) { return Prediction{spatial(d, true), {}, 0.8}; }},
        {"smp-repaired", "the spatial model mended",
         [](const Decision& d) { return Prediction{spatial(d, false), {}, 0.8}; }},
        {"bdm", "the expected-utility model, twelve rounds, mean",
         [](const Decision& d) {
             const BdmRun run = bdm(d.line);
             return Prediction{run.rounds.back().mean.value_or(middle(d)), {}, 0.8};
         }},
    };
    return all;
}

/// Errors of one predictor, a decision each.
struct Errors {
    std::vector<double> absolute, crps, covered, width;
};

Errors errors_of(const Predictor& predictor, const std::vector<Decision>& decisions, const RunOptions& run,
                 bool& complete) {
    struct One {
        double absolute, crps, covered, width;
    };
    Errors all;
    complete = reduce_blocks<One>(
        decisions.size(), run,
        [&](std::size_t i) {
            const Decision& d = decisions[i];
            const Prediction p = predictor.predict(d);
            One one{std::abs(p.point - d.outcome), 0, -1, -1};
            one.crps = one.absolute;
            if (!p.masses.empty()) {
                one.crps = crps(p.masses, d.outcome);
                const double low = quantile_of(p.masses, (1 - p.central) / 2);
                const double high = quantile_of(p.masses, (1 + p.central) / 2);
                one.covered = low <= d.outcome && d.outcome <= high ? 1 : 0;
                one.width = high - low;
            }
            return one;
        },
        [&](const One& one) {
            all.absolute.push_back(one.absolute);
            all.crps.push_back(one.crps);
            all.covered.push_back(one.covered);
            all.width.push_back(one.width);
        });
    return all;
}

double mean(const std::vector<double>& values) {
    double sum = 0;
    for (const double v : values) sum += v;
    return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

/// Whole clusters drawn with replacement: how often each decision counts, once for all predictors.
std::vector<std::vector<std::uint32_t>> resamples(const std::vector<Decision>& decisions,
                                                  std::uint64_t seed) {
    std::map<std::string, std::vector<std::size_t>> clusters;
    for (std::size_t i = 0; i < decisions.size(); ++i) clusters[decisions[i].cluster].push_back(i);
    std::vector<const std::vector<std::size_t>*> list;
    for (const auto& [name, members] : clusters) list.push_back(&members);
    std::vector<std::vector<std::uint32_t>> all(kResamples,
                                                std::vector<std::uint32_t>(decisions.size(), 0));
    for (std::size_t r = 0; r < kResamples; ++r) {
        RandomStream random(seed, "stakeholders.score", r);
        for (std::size_t c = 0; c < list.size(); ++c) {
            for (const std::size_t i : *list[random.below(list.size())]) ++all[r][i];
        }
    }
    return all;
}

Interval95 interval(const std::vector<double>& values,
                    const std::vector<std::vector<std::uint32_t>>& samples) {
    std::vector<double> means;
    for (const auto& sample : samples) {
        double sum = 0;
        double count = 0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            sum += values[i] * sample[i];
            count += sample[i];
        }
        if (count > 0) means.push_back(sum / count);
    }
    if (means.empty()) return {};
    std::sort(means.begin(), means.end());
    const auto at = [&](double level) {
        return means[static_cast<std::size_t>(level * static_cast<double>(means.size() - 1) + 0.5)];
    };
    return {at(0.025), at(0.975)};
}

std::vector<double> less(const std::vector<double>& a, const std::vector<double>& b) {
    std::vector<double> difference(a.size());
    for (std::size_t i = 0; i < a.size(); ++i) difference[i] = a[i] - b[i];
    return difference;
}

ModelScore score_of(const Predictor& predictor, const Errors& errors) {
    ModelScore score{
        .model = predictor.name, .meaning = predictor.meaning, .decisions = errors.absolute.size()};
    std::vector<double> sorted = errors.absolute;
    std::sort(sorted.begin(), sorted.end());
    const std::size_t n = sorted.size();
    score.mae = mean(sorted);
    score.median_error = n == 0 ? 0 : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    double square = 0;
    for (const double e : sorted) {
        square += e * e;
        score.within5 += e <= 5 + 1e-9 ? 1 : 0;
        score.within10 += e <= 10 + 1e-9 ? 1 : 0;
    }
    const auto count = static_cast<double>(std::max<std::size_t>(1, n));
    score.rmse = std::sqrt(square / count);
    score.within5 /= count;
    score.within10 /= count;
    score.crps = mean(errors.crps);
    if (n > 0 &&
        std::none_of(errors.covered.begin(), errors.covered.end(), [](double c) { return c < 0; })) {
        score.cover80 = mean(errors.covered);
        score.width80 = mean(errors.width);
    }
    return score;
}

}  // namespace

ScoreResult score(const std::vector<Decision>& decisions, const RunOptions& run) {
    ScoreResult result;
    std::vector<Decision> scored;
    for (const Decision& decision : decisions) {
        if (decision.line.size() >= 3 && decision.high > decision.low && std::isfinite(decision.outcome)) {
            scored.push_back(decision);
        } else {
            ++result.left_out;
        }
    }
    result.decisions = scored.size();
    if (scored.empty()) {
        result.notes.push_back("No decision has three actors and an outcome.");
        return result;
    }
    const auto samples = resamples(scored, run.seed);
    std::map<std::string, char> clusters;
    for (const Decision& decision : scored) clusters[decision.cluster] = 1;
    result.clusters = clusters.size();
    std::vector<Errors> errors;
    for (const Predictor& predictor : predictors()) {
        bool complete = true;
        Errors of_this = errors_of(predictor, scored, run, complete);
        if (!complete) {
            result.stopped = Stopped::cancelled;
            break;
        }
        result.scores.push_back(score_of(predictor, of_this));
        errors.push_back(std::move(of_this));
    }
    const auto find = [&](const std::string& name) -> const Errors* {
        for (std::size_t m = 0; m < errors.size(); ++m) {
            if (result.scores[m].model == name) return &errors[m];
        }
        return nullptr;
    };
    const Errors* by_mean = find("mean");
    const Errors* by_positions = find("positions");
    for (std::size_t m = 0; m < errors.size(); ++m) {
        ModelScore& score = result.scores[m];
        score.mae_interval = interval(errors[m].absolute, samples);
        score.crps_interval = interval(errors[m].crps, samples);
        if (by_mean != nullptr)
            score.mae_less_mean = interval(less(errors[m].absolute, by_mean->absolute), samples);
        if (by_positions != nullptr)
            score.crps_less_positions = interval(less(errors[m].crps, by_positions->crps), samples);
    }
    return result;
}

}  // namespace entente::stakeholders
