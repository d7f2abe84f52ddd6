#include "levers/outsiders.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "entente/assess/no_deal.hpp"
#include "entente/core/diagnostic.hpp"
#include "entente/levers/backers.hpp"
#include "entente/model/exact.hpp"
#include "entente/settle/settle.hpp"
#include "levers/offers.hpp"

namespace entente::levers {
namespace {

constexpr double kShare = 0.5;

Contributions contributions(const Backers& backers, const std::vector<double>& numbers) {
    if (!backers.by_income) return contributions_by_keenness(numbers);
    return contributions_by_income(numbers, backers.share ? backers.share->value() : kShare);
}

/// The number of an aid that says how much of it there is.
Quantity* size_of(Aid& aid) {
    for (Parameter& parameter : aid.parameters)
        if (parameter.name == "amount" || parameter.name == "shift") return &parameter.quantity;
    return nullptr;
}

/// The conflict with so much of the aid left.
BackersResult::Left left_of(const Case& conflict, const std::string& aid, double share,
                            const RunOptions& run) {
    BackersResult::Left left;
    left.aid = share;
    Case changed = conflict;
    for (Aid& each : changed.aids) {
        Quantity* size = each.name == aid ? size_of(each) : nullptr;
        if (size == nullptr) continue;
        *size = Quantity(Rational::nearest(size->value() * share));
        left.amount = size->value();
    }
    try {
        assess::set_values_of_no_deal(changed, run.inner());
    } catch (const InputError&) {
        left.zone.reset();
        return left;  // without it the war makes no sense: nothing is said of it
    }
    for (const Party& party : changed.parties)
        if (party.reserve) left.no_deal.emplace_back(party.id, party.reserve->value());
    if (gives_points(changed)) left.zone = goal_holds(changed, Goal{}, run);
    return left;
}

/// Spearman's rank correlation, ties sharing their ranks. \return nothing where one of them never varies
std::optional<double> rank_correlation(const std::vector<double>& a, const std::vector<double>& b) {
    const auto ranks = [](const std::vector<double>& values) {
        std::vector<std::size_t> order(values.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::sort(order.begin(), order.end(),
                  [&](std::size_t x, std::size_t y) { return values[x] < values[y]; });
        std::vector<double> rank(values.size());
        for (std::size_t from = 0; from < order.size();) {
            std::size_t to = from;
            while (to < order.size() && values[order[to]] == values[order[from]]) ++to;
            for (std::size_t k = from; k < to; ++k)
                rank[order[k]] = (static_cast<double>(from) + static_cast<double>(to) - 1) / 2;
            from = to;
        }
        return rank;
    };
    const std::vector<double> x = ranks(a);
    const std::vector<double> y = ranks(b);
    const double mean = (static_cast<double>(x.size()) - 1) / 2;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (std::size_t k = 0; k < x.size(); ++k) {
        xy += (x[k] - mean) * (y[k] - mean);
        xx += (x[k] - mean) * (x[k] - mean);
        yy += (y[k] - mean) * (y[k] - mean);
    }
    if (!(xx > 0) || !(yy > 0)) return std::nullopt;
    return xy / std::sqrt(xx * yy);
}

bool says_what_it_wants(const OutsideActor& actor) {
    const auto& issues = actor.preference.issues;
    return std::any_of(issues.begin(), issues.end(),
                       [](const IssueScore& issue) { return !issue.scores.empty(); });
}

}  // namespace

bool says_what_outsiders_want(const Case& conflict) {
    return std::any_of(conflict.outside.begin(), conflict.outside.end(), says_what_it_wants);
}

std::vector<BackersResult> backers_of(const Case& conflict, const RunOptions& run) {
    std::vector<BackersResult> results;
    for (const Backers& backers : conflict.backers) {
        std::vector<double> numbers;
        for (const auto& [who, number] : backers.of) numbers.push_back(number.value());
        const Contributions now = contributions(backers, numbers);
        BackersResult result;
        result.aid = backers.aid;
        result.rule = backers.by_income ? "incomes" : "keenness";
        result.total = now.total;
        result.efficient = now.efficient;
        for (std::size_t k = 0; k < numbers.size(); ++k) {
            BackersResult::One one;
            one.name = backers.of[k].first;
            one.gives = now.given[k];
            one.share = now.total > 0 ? now.given[k] / now.total : 0;
            std::vector<double> others = numbers;
            others.erase(others.begin() + static_cast<std::ptrdiff_t>(k));
            if (now.total > 0)
                one.without =
                    left_of(conflict, backers.aid, contributions(backers, others).total / now.total, run);
            result.backers.push_back(std::move(one));
        }
        results.push_back(std::move(result));
    }
    return results;
}

std::vector<InterestResult> interests_of(const Case& valued, const settle::SettleResult& settled) {
    const auto taken = [&](const settle::Point& point) {
        for (std::size_t p = 0; p < valued.parties.size(); ++p) {
            const std::optional<double>& least = settled.parties[p].reservation;
            if (least && point.utilities[p] < *least) return false;
        }
        return true;
    };
    std::vector<const settle::Point*> deals;
    const auto& items = settled.frontier.items;
    const bool zone = std::any_of(items.begin(), items.end(), taken);
    for (const settle::Point& point : items)
        if (!zone || taken(point)) deals.push_back(&point);
    std::vector<InterestResult> results;
    for (const OutsideActor& actor : valued.outside) {
        if (!says_what_it_wants(actor) || deals.empty()) continue;
        // Valued as a party would be, by its own sheet alone.
        Case alone;
        alone.points = valued.points;
        alone.normalise = valued.normalise;
        alone.cap = valued.cap;
        alone.space = valued.space;
        Party seat;
        seat.id = actor.id;
        seat.preference = actor.preference;
        seat.preference.issues.resize(valued.space.issues.size());
        alone.parties = {seat};
        const ExactUtility own = exact_utilities(alone).front();
        std::vector<double> worth;
        for (const auto* deal : deals)
            worth.push_back(own.points(own.capped(units_of(own, deal->outcome))));
        const auto best = std::max_element(worth.begin(), worth.end()) - worth.begin();
        InterestResult result;
        result.name = actor.id;
        result.acceptable = zone;
        result.best = deals[static_cast<std::size_t>(best)]->outcome;
        result.best_points = worth[static_cast<std::size_t>(best)];
        for (const settle::NamedSolution& solution : settled.solutions) {
            if (!solution.solution) continue;
            const Outcome& deal = solution.solution->point.outcome;
            result.at.emplace_back(solution.name, own.points(own.capped(units_of(own, deal))));
        }
        for (std::size_t p = 0; p < valued.parties.size(); ++p) {
            std::vector<double> theirs;
            for (const auto* deal : deals) theirs.push_back(deal->utilities[p]);
            result.runs_with.emplace_back(valued.parties[p].id, rank_correlation(worth, theirs));
        }
        results.push_back(std::move(result));
    }
    return results;
}

}  // namespace entente::levers
