// Random cases and a slow reference for settlement tests.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "entente/core/random.hpp"
#include "entente/model/case.hpp"
#include "entente/model/exact.hpp"
#include "entente/settle/settle.hpp"

namespace entente::settle::oracle {

struct Shape {
    std::size_t parties = 2;
    std::size_t issues = 3;
    std::size_t most_options = 4;
    std::int64_t grid = 100;  ///< scores are multiples of 100 / grid
    std::size_t terms = 0;
    std::size_t rules = 0;
    bool reserve = true;
    bool opposed = false;
    bool cap = false;
};

/// `issues` weights and scores, points as written (no normalising).
inline Case random_case(const Shape& shape, std::uint64_t seed) {
    RandomStream random(seed, "settle-test");
    const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(random.below(bound)); };
    Case c;
    c.title = "random";
    c.normalise = false;
    for (std::size_t i = 0; i < shape.issues; ++i) {
        Issue issue;
        issue.id = "i" + std::to_string(i);
        const std::size_t options = 1 + below(shape.most_options);
        for (std::size_t o = 0; o < options; ++o) issue.options.push_back({"o" + std::to_string(o), {}});
        c.space.issues.push_back(std::move(issue));
    }
    const auto conjunction = [&] {
        Conjunction when;
        for (std::size_t i = 0; i < shape.issues; ++i) {
            if (below(2) == 0) continue;
            const std::size_t options = c.space.issues[i].options.size();
            const std::size_t a = below(options);
            const std::size_t b = below(options);
            Condition condition{IssueId(i), {{OptionId(std::min(a, b)), OptionId(std::max(a, b))}}};
            if (below(8) == 0) condition.any_of.clear();
            when.push_back(std::move(condition));
        }
        return when;
    };
    const auto grid = static_cast<std::uint64_t>(shape.grid);
    for (std::size_t j = 0; j < shape.parties; ++j) {
        Party party;
        party.id = "p" + std::to_string(j);
        for (std::size_t i = 0; i < shape.issues; ++i) {
            IssueScore score;
            score.weight = Rational(static_cast<std::int64_t>(below(4) == 0 ? 0 : below(30)));
            const std::size_t options = c.space.issues[i].options.size();
            for (std::size_t o = 0; o < options; ++o) {
                auto value = static_cast<std::int64_t>(random.below(grid + 1));
                if (shape.opposed && options > 1) {
                    const auto ramp = static_cast<std::int64_t>(grid * o / (options - 1));
                    value = j % 2 == 0 ? ramp : shape.grid - ramp;
                }
                score.scores.emplace_back(Rational(100 * value, shape.grid));
            }
            if (below(7) == 0) score.scores.clear();
            if (score.scores.empty() && below(2) == 0) score.weight = Rational(0);
            party.preference.issues.push_back(std::move(score));
        }
        for (std::size_t t = 0; t < shape.terms; ++t) {
            Term term;
            term.id = std::to_string(t + 1);
            term.when = conjunction();
            term.add = Rational(static_cast<std::int64_t>(below(41)) - 20, 2);
            party.preference.terms.push_back(std::move(term));
        }
        if (shape.reserve && below(4) != 0) {
            party.reserve = Quantity(Rational(static_cast<std::int64_t>(below(60 * shape.issues)), 7));
        }
        c.parties.push_back(std::move(party));
    }
    for (std::size_t r = 0; r < shape.rules; ++r) {
        Rule rule;
        rule.never = conjunction();
        if (rule.never.empty()) continue;
        c.space.rules.push_back(std::move(rule));
    }
    if (shape.cap) c.cap = Rational(static_cast<std::int64_t>(10 * shape.issues));
    return c;
}

/// Every outcome, one by one, in whole numbers.
struct Oracle {
    struct Entry {
        std::uint64_t ties = 0;
        Outcome first;
    };
    std::vector<ExactUtility> exact;
    std::map<std::vector<int128>, Entry> all;       ///< by utilities, in each party's scale
    std::map<std::vector<int128>, Entry> frontier;  ///< the nondominated ones
    std::uint64_t feasible = 0;
    std::uint64_t zone = 0;

    explicit Oracle(const Case& c) : exact(exact_utilities(c)) {
        Outcome at;
        at.options.assign(c.space.issues.size(), OptionId(0));
        while (true) {
            look(c, at);
            std::size_t i = at.options.size();
            while (i > 0 && at.options[i - 1].index() + 1 == c.space.issues[i - 1].options.size()) {
                at.options[--i] = OptionId(0);
            }
            if (i == 0) break;
            at.options[i - 1] = OptionId(at.options[i - 1].index() + 1);
        }
        for (const auto& [row, entry] : all) {
            const bool beaten = std::any_of(all.begin(), all.end(), [&](const auto& other) {
                bool at_least = true;
                for (std::size_t j = 0; j < row.size(); ++j)
                    at_least = at_least && other.first[j] >= row[j];
                return at_least && other.first != row;
            });
            if (!beaten) frontier.emplace(row, entry);
        }
    }
    [[nodiscard]] bool acceptable(const std::vector<int128>& row) const {
        for (std::size_t j = 0; j < row.size(); ++j) {
            if (exact[j].has_reserve && row[j] < exact[j].reserve) return false;
        }
        return true;
    }
    [[nodiscard]] std::vector<double> points(const std::vector<int128>& row) const {
        std::vector<double> result;
        for (std::size_t j = 0; j < row.size(); ++j) result.push_back(exact[j].points(row[j]));
        return result;
    }

private:
    void look(const Case& c, const Outcome& at) {
        if (!entente::feasible(c.space, at)) return;
        ++feasible;
        std::vector<int128> row;
        for (const ExactUtility& u : exact) {
            const int128 units = units_of(u, at);
            row.push_back(u.has_cap ? std::min(units, u.cap) : units);
        }
        if (acceptable(row)) ++zone;
        Entry& entry = all[row];
        if (entry.ties++ == 0) entry.first = at;
    }
};

}  // namespace entente::settle::oracle
