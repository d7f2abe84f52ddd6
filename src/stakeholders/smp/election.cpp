#include "stakeholders/smp/election.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "stakeholders/smp/vote.hpp"

namespace entente::stakeholders {
namespace {

constexpr double kLeastStrength = 1e-8;  ///< of every coalition: no 0/0
constexpr int kMostSteps = 100'000;      ///< of a Markov process; some dozens are usual

double square(double x) { return x * x; }
double fourth(double x) { return square(square(x)); }

/// The chances of the first and the second of two coalitions.
std::pair<double, double> victory(VictoryProbModel model, double first, double second) {
    double a = first;
    double b = second;
    switch (model) {
        case VictoryProbModel::linear:
            break;
        case VictoryProbModel::square:
            a = square(first);
            b = square(second);
            break;
        case VictoryProbModel::quartic:
            a = fourth(first);
            b = fourth(second);
            break;
        case VictoryProbModel::octic:
            a = square(fourth(first));
            b = square(fourth(second));
            break;
        case VictoryProbModel::binary: {
            // A lead of a tenth decides; between, linear in the share.
            constexpr double kLead = 1.10;
            constexpr double kLoser = 1e-6;
            if (first >= kLead * second) {
                a = 1;
                b = kLoser;
            } else if (second >= kLead * first) {
                a = kLoser;
                b = 1;
            } else {
                const double share = first / (first + second);
                a = (share * (kLead + 1) - 1) / (kLead - 1);
                b = 1 - a;
            }
            break;
        }
    }
    return {a / (a + b), b / (a + b)};
}

}  // namespace

void Election::coalitions(const double* utilities, std::size_t options, const double* weights,
                          std::size_t actors, VotingRule rule) {
    strength_.resize(options * options);
    votes_.resize(3 * actors);
    with_rule(rule, [&]<VotingRule kRule>() {
        for (std::size_t i = 0; i < options; ++i) {
            const double* of_i = utilities + i * actors;
            for (std::size_t j = 0; j < i; ++j) {
                const double* of_j = utilities + j * actors;
                double* const votes = votes_.data();
                for (std::size_t k = 0; k < actors; ++k)
                    votes[k] = vote<kRule>(weights[k], of_i[k] - of_j[k]);
                double plus = kLeastStrength;
                double minus = kLeastStrength;
                add_votes(votes_.data(), actors, votes_.data() + actors, plus, minus);
                strength_[i * options + j] = plus;
                strength_[j * options + i] = minus;
            }
            strength_[i * options + i] = kLeastStrength;
        }
    });
}

void Election::victories(std::size_t options, VictoryProbModel model) {
    victory_.resize(options * options);
    for (std::size_t i = 0; i < options; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const double a = strength_[i * options + j];
            const double b = strength_[j * options + i];
            std::tie(victory_[i * options + j], victory_[j * options + i]) = victory(model, a, b);
        }
        victory_[i * options + i] = 0.5;
    }
}

void Election::conditional(std::size_t options, bool robust) {
    for (std::size_t i = 0; i < options; ++i) {
        double product = robust ? 0 : 1;
        for (std::size_t j = 0; j < options; ++j) {
            const double v = victory_[i * options + j];
            if (robust) {
                product += std::log(std::max(v, 1e-300));
            } else {
                product *= v;
            }
        }
        p_[i] = product;
    }
    if (robust) {
        const double top = *std::max_element(p_.begin(), p_.begin() + static_cast<std::ptrdiff_t>(options));
        for (std::size_t i = 0; i < options; ++i) p_[i] = std::exp(p_[i] - top);
    }
    double sum = 0;
    for (std::size_t i = 0; i < options; ++i) sum += p_[i];
    for (std::size_t i = 0; i < options; ++i) p_[i] /= sum;
}

void Election::markov_incentive(std::size_t options) {
    constexpr double kClose = 1e-8;
    constexpr double kStay = 1e-10;
    challenge_.resize(options * options);
    for (std::size_t j = 0; j < options; ++j) {
        double sum = 0;
        for (std::size_t i = 0; i < options; ++i) {
            double incentive = strength_[i * options + j] * victory_[i * options + j];
            if (i == j) incentive += kStay;
            challenge_[i * options + j] = incentive;
            sum += incentive;
        }
        for (std::size_t i = 0; i < options; ++i) challenge_[i * options + j] /= sum;
    }
    double change = 1;
    for (int step = 0; kClose < change && step < kMostSteps; ++step) {
        change = 0;
        for (std::size_t i = 0; i < options; ++i) {
            double next = 0;
            for (std::size_t j = 0; j < options; ++j) {
                const double contest =
                    p_[i] * challenge_[j * options + i] + p_[j] * challenge_[i * options + j];
                next += victory_[i * options + j] * contest;
            }
            q_[i] = next;
            change = std::max(change, std::abs(q_[i] - p_[i]));
        }
        for (std::size_t i = 0; i < options; ++i) p_[i] = (p_[i] + q_[i]) / 2.0;
    }
}

void Election::markov_uniform(std::size_t options) {
    constexpr double kClose = 1e-6;
    double change = 1;
    for (int step = 0; kClose < change && step < kMostSteps; ++step) {
        change = 0;
        for (std::size_t i = 0; i < options; ++i) {
            double next = 0;
            for (std::size_t j = 0; j < options; ++j) next += victory_[i * options + j] * (p_[i] + p_[j]);
            q_[i] = next / static_cast<double>(options);
            change = std::max(change, std::abs(q_[i] - p_[i]));
        }
        for (std::size_t i = 0; i < options; ++i) p_[i] = (p_[i] + q_[i]) / 2.0;
    }
}

const std::vector<double>& Election::chances(const double* utilities, std::size_t options,
                                             const double* weights, std::size_t actors,
                                             const SmpParameters& rules, bool robust) {
    p_.assign(options, 1.0 / static_cast<double>(options));
    q_.resize(options);
    coalitions(utilities, options, weights, actors, rules.voting);
    victories(options, rules.victory);
    switch (rules.election) {
        case PCEModel::conditional:
            conditional(options, robust);
            break;
        case PCEModel::markov_incentive:
            markov_incentive(options);
            break;
        case PCEModel::markov_uniform:
            markov_uniform(options);
            break;
    }
    return p_;
}

}  // namespace entente::stakeholders
