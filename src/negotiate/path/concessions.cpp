#include <algorithm>
#include <cmath>
#include <limits>

#include "entente/core/expects.hpp"
#include "entente/model/exact.hpp"
#include "entente/negotiate/path.hpp"

namespace entente::negotiate {
namespace {

class Walk {
public:
    Walk(const Case& conflict, const Outcome& deal) : case_(conflict), exact_(exact_utilities(conflict)) {
        path_.deal = deal;
        path_.positions = todays_positions(conflict);
        now_ = path_.positions;
        for (std::size_t p = 0; p < parties(); ++p) {
            path_.utilities.push_back(points(p, deal));
            path_.asks.push_back(points(p, now_[p]));
            const auto& reserve = conflict.parties[p].reserve;
            path_.reservations.push_back(reserve ? std::optional(reserve->value()) : std::nullopt);
        }
    }

    ConcessionPath run() {
        while (const auto mover = next_mover()) step(*mover);
        return std::move(path_);
    }

private:
    [[nodiscard]] std::size_t parties() const { return case_.parties.size(); }
    [[nodiscard]] int128 units(std::size_t party, const Outcome& outcome) const {
        return exact_[party].capped(units_of(exact_[party], outcome));
    }
    [[nodiscard]] double points(std::size_t party, const Outcome& outcome) const {
        return exact_[party].points(units(party, outcome));
    }
    [[nodiscard]] bool acceptable(std::size_t party, const Outcome& outcome) const {
        return exact_[party].accepts(units_of(exact_[party], outcome));
    }
    /// The part of its whole concession that the party has made.
    [[nodiscard]] double way(std::size_t party) const {
        if (now_[party] == path_.deal) return 1;
        const double whole = path_.asks[party] - path_.utilities[party];
        if (whole <= 0) return 0;
        return std::clamp((path_.asks[party] - points(party, now_[party])) / whole, 0.0, 1.0);
    }
    /// Of the parties that are not there yet, the one that has gone the smallest part of its way.
    [[nodiscard]] std::optional<std::size_t> next_mover() const {
        std::optional<std::size_t> mover;
        for (std::size_t p = 0; p < parties(); ++p) {
            if (now_[p] != path_.deal && (!mover || way(p) < way(*mover))) mover = p;
        }
        return mover;
    }

    struct Candidate {
        std::vector<std::size_t> issues;
        double cost = 0;
        double given = 0;
    };

    [[nodiscard]] Candidate candidate(std::size_t party, std::vector<std::size_t> issues) const {
        const Outcome after = changed(party, issues);
        Candidate one{.issues = std::move(issues)};
        one.cost = points(party, now_[party]) - points(party, after);
        for (std::size_t p = 0; p < parties(); ++p) {
            if (p != party) one.given += share_of_range(p, points(p, after) - points(p, now_[party]));
        }
        return one;
    }
    /// Gains of different parties are compared as shares of what each asks for above its deal.
    [[nodiscard]] double share_of_range(std::size_t party, double gain) const {
        const double range = std::abs(path_.asks[party] - path_.utilities[party]);
        return range > 0 ? gain / range : gain;
    }
    [[nodiscard]] Outcome changed(std::size_t party, const std::vector<std::size_t>& issues) const {
        Outcome after = now_[party];
        for (const std::size_t issue : issues) after.options[issue] = path_.deal.options[issue];
        return after;
    }
    [[nodiscard]] bool allowed(std::size_t party, const std::vector<std::size_t>& issues) const {
        const Outcome after = changed(party, issues);
        return acceptable(party, after) && (feasible(case_.space, after) || after == path_.deal);
    }

    /// The changes to make next: one issue where that is allowed, else two, else all that is left.
    [[nodiscard]] std::vector<std::size_t> choose(std::size_t party) const {
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < now_[party].options.size(); ++i) {
            if (now_[party].options[i] != path_.deal.options[i]) open.push_back(i);
        }
        std::optional<Candidate> best;
        const auto offer = [&](std::vector<std::size_t> issues) {
            if (!allowed(party, issues)) return;
            Candidate one = candidate(party, std::move(issues));
            // Cost for what it gives; what gives nothing comes last.
            const auto price = [](const Candidate& each) {
                return each.given > 0 ? each.cost / each.given : std::numeric_limits<double>::max();
            };
            if (!best || price(one) < price(*best)) best = std::move(one);
        };
        for (const std::size_t issue : open) offer({issue});
        constexpr std::size_t kMostForPairs = 200;
        if (!best && open.size() <= kMostForPairs) {
            for (std::size_t a = 0; a < open.size(); ++a) {
                for (std::size_t b = a + 1; b < open.size(); ++b) offer({open[a], open[b]});
            }
        }
        return best ? best->issues : open;
    }

    void step(std::size_t party) {
        const std::vector<std::size_t> issues = choose(party);
        const Outcome before = now_[party];
        Concession one;
        one.party = PartyId(party);
        now_[party] = changed(party, issues);
        for (const std::size_t issue : issues) {
            const auto& options = case_.space.issues[issue].options;
            one.changes.push_back({IssueId(issue), options[before.options[issue].index()].label,
                                   options[now_[party].options[issue].index()].label});
        }
        for (std::size_t p = 0; p < parties(); ++p)
            one.given.push_back(points(p, now_[party]) - points(p, before));
        one.cost = one.given[party] == 0 ? 0 : -one.given[party];
        one.asks = points(party, now_[party]);
        one.position = now_[party];
        double least = 1;
        double most = 0;
        for (std::size_t p = 0; p < parties(); ++p) {
            one.way.push_back(way(p));
            least = std::min(least, one.way.back());
            most = std::max(most, one.way.back());
        }
        path_.widest = std::max(path_.widest, most - least);
        path_.holds = path_.holds && acceptable(party, now_[party]);
        path_.steps.push_back(std::move(one));
    }

    const Case& case_;
    std::vector<ExactUtility> exact_;
    std::vector<Outcome> now_;
    ConcessionPath path_;
};

}  // namespace

std::vector<Outcome> todays_positions(const Case& conflict) {
    const std::vector<ExactUtility> exact = exact_utilities(conflict);
    std::vector<Outcome> all;
    for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
        Outcome best;
        for (const std::vector<int128>& issue : exact[p].contribution) {
            best.options.emplace_back(
                static_cast<std::size_t>(std::max_element(issue.begin(), issue.end()) - issue.begin()));
        }
        all.push_back(std::move(best));
    }
    if (conflict.talks) {
        for (const TalksSpec::Position& each : conflict.talks->positions)
            all[each.party.index()] = each.outcome;
    }
    return all;
}

ConcessionPath concessions(const Case& conflict, const Outcome& deal) {
    ENTENTE_EXPECTS(deal.options.size() == conflict.space.issues.size());
    return Walk(conflict, deal).run();
}

}  // namespace entente::negotiate
