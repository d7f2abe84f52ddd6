// Random settlement problems and their answers by plain enumeration: the oracle of this module's tests.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "entente/model/exact.hpp"
#include "settle/problem/problem.hpp"

namespace entente::settle::testing {

using Random = std::mt19937;
using Narrow = Problem<std::int64_t>;

struct Shape {
    std::size_t parties = 2;
    std::size_t issues = 4;
    std::size_t options = 4;  ///< at most
    int score_low = 0;
    int score_high = 10;  ///< few distinct scores: many ties
    std::size_t terms = 0;
    std::size_t rules = 0;
    double reserve = 0;  ///< share of the best conceivable utility; 0: none for anybody
    bool common_scale = true;
};

inline int pick(Random& random, int low, int high) {
    return low + static_cast<int>(random() % static_cast<std::uint32_t>(high - low + 1));
}

inline Conjunction random_conjunction(Random& random, const Case& conflict, std::size_t width) {
    Conjunction all;
    std::vector<std::size_t> issues(conflict.space.issues.size());
    for (std::size_t i = 0; i < issues.size(); ++i) issues[i] = i;
    std::shuffle(issues.begin(), issues.end(), random);
    issues.resize(std::min(width, issues.size()));
    std::sort(issues.begin(), issues.end());
    for (const std::size_t i : issues) {
        const int last = static_cast<int>(conflict.space.issues[i].options.size()) - 1;
        const int from = pick(random, 0, last);
        const int to = pick(random, from, last);
        std::vector<OptionRange> ranges{
            {OptionId(static_cast<std::size_t>(from)), OptionId(static_cast<std::size_t>(to))}};
        if (to + 2 <= last && random() % 3 == 0) {
            const auto more = static_cast<std::size_t>(pick(random, to + 2, last));
            ranges.push_back({OptionId(more), OptionId(more)});
        }
        all.push_back({IssueId(i), ranges});
    }
    return all;
}

/// A case whose weights are written in points, so that scores are contributions (times the weight).
inline Case random_case(Random& random, const Shape& shape) {
    Case conflict;
    conflict.normalise = false;
    for (std::size_t i = 0; i < shape.issues; ++i) {
        Issue issue;
        issue.id = "i" + std::to_string(i);
        const int options = pick(random, 1, static_cast<int>(shape.options));
        for (int o = 0; o < options; ++o) issue.options.push_back({std::to_string(o), Rational(o)});
        conflict.space.issues.push_back(issue);
    }
    for (std::size_t j = 0; j < shape.parties; ++j) {
        Party party;
        party.id = "p" + std::to_string(j);
        double best = 0;
        for (const Issue& issue : conflict.space.issues) {
            IssueScore score;
            // A weight of zero makes the whole issue a tie.
            const int weight = random() % 8 == 0 ? 0 : 100 * pick(random, 1, 3);
            score.weight =
                Quantity(shape.common_scale ? Rational(weight) : Rational(weight, static_cast<int>(j) + 2));
            int most = -1000;
            for (std::size_t o = 0; o < issue.options.size(); ++o) {
                const int value = pick(random, shape.score_low, shape.score_high);
                most = std::max(most, value);
                score.scores.push_back(Quantity(Rational(value)));
            }
            best += most * score.weight.value() / 100;
            party.preference.issues.push_back(score);
        }
        if (shape.reserve > 0 && random() % 5 != 0) {
            party.reserve = Quantity(Rational(static_cast<int>(std::floor(best * shape.reserve * 4)), 4));
        }
        conflict.parties.push_back(party);
    }
    for (std::size_t t = 0; t < shape.terms; ++t) {
        Term term;
        term.when = random_conjunction(random, conflict, 1 + random() % 3);
        term.add = Quantity(Rational(pick(random, -6, 9)));
        conflict.parties[random() % shape.parties].preference.terms.push_back(term);
    }
    for (std::size_t r = 0; r < shape.rules; ++r) {
        conflict.space.rules.push_back({random_conjunction(random, conflict, 2 + random() % 2), "", {}});
    }
    return conflict;
}

using Gains = std::vector<int128>;

/// Everything that enumeration tells: each distinct gain vector with its number of original outcomes.
struct Oracle {
    std::map<Gains, std::uint64_t> outcomes;  ///< gain vector -> how many
    std::map<Gains, std::uint64_t> zone;      ///< of those the individually rational ones
    std::uint64_t zone_size = 0;

    [[nodiscard]] std::vector<Gains> frontier() const {
        std::vector<Gains> result;
        for (const auto& [gains, copies] : outcomes) {
            const bool dominated =
                std::any_of(outcomes.begin(), outcomes.end(), [&, &a = gains](const auto& other) {
                    if (other.first == a) return false;
                    for (std::size_t j = 0; j < a.size(); ++j) {
                        if (other.first[j] < a[j]) return false;
                    }
                    return true;
                });
            if (!dominated) result.push_back(gains);
        }
        return result;
    }
};

/// Builds the problem, enumerates it twice (once for the origins of parties without a reservation value).
inline Oracle enumerate_all(Narrow& problem) {
    Oracle oracle;
    std::vector<std::pair<std::vector<std::int64_t>, std::uint64_t>> all;
    if (!problem.infeasible) {
        std::vector<std::uint32_t> at(problem.issues, 0);
        std::vector<std::int64_t> units(problem.parties);
        while (true) {
            if (problem.evaluate(at.data(), units.data())) {
                std::uint64_t copies = 1;
                for (std::size_t i = 0; i < problem.issues; ++i) copies *= problem.choices[i][at[i]].copies;
                all.emplace_back(units, copies);
            }
            std::size_t i = problem.issues;
            while (i > 0 && ++at[i - 1] == problem.choices[i - 1].size()) at[--i] = 0;
            if (i == 0) break;
        }
    }
    for (std::size_t j = 0; j < problem.parties; ++j) {
        if (problem.has_reserve[j] != 0 || all.empty()) continue;
        std::int64_t worst = all.front().first[j];
        for (const auto& [units_of, copies] : all) worst = std::min(worst, units_of[j]);
        problem.set_origin(j, worst);
    }
    for (const auto& [units_of, copies] : all) {
        Gains gains;
        bool rational = true;
        for (std::size_t j = 0; j < problem.parties; ++j) {
            gains.push_back(problem.gain(j, units_of[j]));
            rational = rational && problem.acceptable(j, units_of[j]);
        }
        oracle.outcomes[gains] += copies;
        if (!rational) continue;
        oracle.zone[gains] += copies;
        oracle.zone_size += copies;
    }
    return oracle;
}

inline Narrow narrow_problem(const Case& conflict) {
    auto problem = build_problem<std::int64_t>(conflict, exact_utilities(conflict));
    if (!problem) throw std::runtime_error("the test's case needs more than 64 bits");
    return *std::move(problem);
}

}  // namespace entente::settle::testing
