// Random cases of talks, parties with a script, and slow references.
#pragma once

#include <algorithm>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "entente/core/random.hpp"
#include "entente/model/exact.hpp"
#include "entente/negotiate/negotiate.hpp"

namespace entente::negotiate::reference {

struct Shape {
    std::size_t parties = 2;
    std::vector<std::size_t> options = {3, 4, 3};
    std::int64_t grid = 1'000'003;  ///< scores are whole parts of it: large, and ties are rare
    bool opposed = false;           ///< parties want opposite ends of every issue
    double reserve = -1;            ///< points of 100; below 0: none
    std::size_t terms = 0;
    std::size_t rules = 0;
};

inline Case random_case(const Shape& shape, std::uint64_t seed) {
    RandomStream random(seed, "talks-test");
    Case c;
    c.title = "random";
    for (std::size_t i = 0; i < shape.options.size(); ++i) {
        Issue issue;
        issue.id = "i" + std::to_string(i);
        for (std::size_t o = 0; o < shape.options[i]; ++o)
            issue.options.push_back({"o" + std::to_string(o), {}});
        c.space.issues.push_back(std::move(issue));
    }
    const auto corner = [&] {
        Conjunction when;
        for (std::size_t i = 0; i < std::min<std::size_t>(2, shape.options.size()); ++i) {
            const OptionId o(random.below(shape.options[i]));
            when.push_back({IssueId(i), {{o, o}}});
        }
        return when;
    };
    for (std::size_t p = 0; p < shape.parties; ++p) {
        Party party;
        party.id = "p" + std::to_string(p);
        party.name = party.id;
        for (const std::size_t options : shape.options) {
            IssueScore score;
            score.weight = Rational(static_cast<std::int64_t>(1 + random.below(30)));
            std::vector<std::int64_t> values;
            for (std::size_t o = 0; o < options; ++o)
                values.push_back(
                    static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(shape.grid) + 1)));
            if (shape.opposed) {
                std::sort(values.begin(), values.end());
                values.front() = 0;
                values.back() = shape.grid;
                if (p % 2 == 1) std::reverse(values.begin(), values.end());
            }
            for (const std::int64_t value : values)
                score.scores.emplace_back(Rational(value, shape.grid) * 100);
            party.preference.issues.push_back(std::move(score));
        }
        for (std::size_t t = 0; t < shape.terms; ++t) {
            party.preference.terms.push_back({std::to_string(t + 1),
                                              corner(),
                                              Rational(static_cast<std::int64_t>(random.below(21)) - 10),
                                              {}});
        }
        if (shape.reserve >= 0) party.reserve = Quantity(Rational::nearest(shape.reserve));
        c.parties.push_back(std::move(party));
    }
    for (std::size_t r = 0; r < shape.rules; ++r) c.space.rules.push_back({corner(), "", {}});
    return c;
}

/// Every feasible outcome in lexicographic order, with its units for each party.
struct Listing {
    std::vector<Outcome> outcomes;
    std::vector<std::vector<int128>> units;  ///< [party][outcome]
    std::vector<ExactUtility> exact;
    std::vector<std::vector<std::size_t>> rank;  ///< [party][outcome]: position, best first, ties by number

    explicit Listing(const Case& c) : exact(exact_utilities(c)) {
        Outcome at;
        at.options.assign(c.space.issues.size(), OptionId(0));
        while (true) {
            if (feasible(c.space, at)) outcomes.push_back(at);
            std::size_t i = at.options.size();
            while (i > 0 && at.options[i - 1].index() + 1 == c.space.issues[i - 1].options.size())
                at.options[--i] = OptionId(0);
            if (i == 0) break;
            at.options[i - 1] = OptionId(at.options[i - 1].index() + 1);
        }
        for (const ExactUtility& each : exact) {
            std::vector<int128>& row = units.emplace_back();
            for (const Outcome& outcome : outcomes) row.push_back(units_of(each, outcome));
            std::vector<std::size_t> order(outcomes.size());
            std::iota(order.begin(), order.end(), 0u);
            std::stable_sort(order.begin(), order.end(),
                             [&](std::size_t a, std::size_t b) { return row[a] > row[b]; });
            std::vector<std::size_t>& ranks = rank.emplace_back(outcomes.size());
            for (std::size_t k = 0; k < order.size(); ++k) ranks[order[k]] = k;
        }
    }
    [[nodiscard]] std::size_t number(const Outcome& outcome) const {
        return static_cast<std::size_t>(std::find(outcomes.begin(), outcomes.end(), outcome) -
                                        outcomes.begin());
    }
    /// The worst position that any party gives the outcome.
    [[nodiscard]] std::size_t worst_rank(std::size_t outcome) const {
        std::size_t worst = 0;
        for (const auto& ranks : rank) worst = std::max(worst, ranks[outcome]);
        return worst;
    }
    /// Fallback bargaining: the least worst position.
    [[nodiscard]] std::size_t fallback() const {
        std::size_t best = outcomes.size();
        for (std::size_t o = 0; o < outcomes.size(); ++o) best = std::min(best, worst_rank(o));
        return best;
    }
    [[nodiscard]] bool acceptable(std::size_t party, std::size_t outcome) const {
        return !exact[party].has_reserve || units[party][outcome] >= exact[party].reserve;
    }
};

/// Reads its offers from a list, accepts nothing.
class Scripted final : public Tactic {
public:
    Scripted(Seat& seat, std::vector<Outcome> script) : Tactic(seat), script_(std::move(script)) {}
    Offer plan(const Moment& now) override {
        return *seat_.offer(script_[(now.round - 1) % script_.size()]);
    }
    bool accepts(const Moment&, Offer, Offer) override { return false; }

private:
    std::vector<Outcome> script_;
};

inline MakeTactic scripted(std::vector<Outcome> script) {
    return [script = std::move(script)](const Invitation& to) -> std::unique_ptr<Tactic> {
        return std::make_unique<Scripted>(to.seat, script);
    };
}

inline std::vector<TacticChoice> all_play(const std::string& name, std::size_t parties) {
    return std::vector<TacticChoice>(parties, read_tactic(name));
}

}  // namespace entente::negotiate::reference
