// The families of cases that benchmarks run on: sizes and preferences of docs/methods/settle.md.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "entente/core/random.hpp"
#include "entente/model/case.hpp"

namespace entente::bench {

struct Family {
    std::size_t parties = 2;
    std::size_t issues = 10;
    std::size_t options = 10;
    std::int64_t grid = 10'000;  ///< utilities are multiples of 1/grid
    bool opposed = true;         ///< else independent
    double reserve = 0.4;        ///< share of the best conceivable; 0: none
    bool chain = false;          ///< pairwise terms along a chain of issues
};

/// A case with contributions on the declared grid, points of a whole 100.
inline Case make_case(const Family& f, std::uint64_t seed = 1) {
    RandomStream random(seed, "bench");
    Case c;
    c.title = "benchmark";
    c.normalise = false;
    c.parties.resize(f.parties);
    std::vector<std::vector<double>> weight(f.parties, std::vector<double>(f.issues));
    for (auto& row : weight) {
        double sum = 0;
        for (double& w : row) sum += w = 0.05 + random.uniform();
        for (double& w : row) w /= sum;
    }
    for (std::size_t j = 0; j < f.parties; ++j) c.parties[j].id = "p" + std::to_string(j);
    for (std::size_t i = 0; i < f.issues; ++i) {
        Issue issue;
        issue.id = "i" + std::to_string(i);
        for (std::size_t o = 0; o < f.options; ++o) issue.options.push_back({std::to_string(o), {}});
        c.space.issues.push_back(std::move(issue));
        std::vector<std::vector<double>> value(f.parties, std::vector<double>(f.options));
        for (std::size_t o = 0; o < f.options; ++o) {
            double sum = 0;
            for (std::size_t j = 0; j < f.parties; ++j) {
                const double u = random.uniform();
                value[j][o] = f.opposed && f.parties > 2 ? -std::log(1 - u) : u;
                sum += value[j][o];
            }
            for (std::size_t j = 0; f.opposed && f.parties > 2 && j < f.parties; ++j) value[j][o] /= sum;
        }
        if (f.opposed && f.parties == 2) {
            std::sort(value[0].begin(), value[0].end());
            std::sort(value[1].rbegin(), value[1].rend());
        }
        for (std::size_t j = 0; j < f.parties; ++j) {
            IssueScore score;
            score.weight = Rational(100);
            for (double v : value[j]) {
                const auto units =
                    static_cast<std::int64_t>(std::llround(v * weight[j][i] * static_cast<double>(f.grid)));
                score.scores.emplace_back(Rational(100 * units, f.grid));
            }
            c.parties[j].preference.issues.push_back(std::move(score));
        }
    }
    for (Party& party : c.parties) {
        if (f.reserve > 0) party.reserve = Quantity(Rational::nearest(std::round(f.reserve * 100)));
    }
    for (std::size_t i = 0; f.chain && i + 1 < f.issues; ++i) {
        for (std::size_t a = 0; a < f.options; ++a) {
            for (std::size_t b = 0; b < f.options; ++b) {
                for (Party& party : c.parties) {
                    Term term;
                    term.when = {{IssueId(i), {{OptionId(a), OptionId(a)}}},
                                 {IssueId(i + 1), {{OptionId(b), OptionId(b)}}}};
                    term.add = Rational(static_cast<std::int64_t>(random.below(200)), 100);
                    party.preference.terms.push_back(std::move(term));
                }
            }
        }
    }
    return c;
}

}  // namespace entente::bench
