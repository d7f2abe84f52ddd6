#include "levers/effects.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "entente/assess/no_deal.hpp"
#include "entente/war/values.hpp"

namespace entente::levers {
namespace {

/// Does it move what outcomes are worth, or who votes for them?
bool moves_sheet(const Lever& lever) {
    return lever.kind == LeverKind::number &&
           (lever.moves.starts_with("issue.") || lever.moves.starts_with("bonus.") ||
            lever.moves.starts_with("actor.") || lever.moves.starts_with("ratify."));
}

bool in_field(LeverKind kind) {
    return kind == LeverKind::penalty || kind == LeverKind::aid || kind == LeverKind::number;
}

bool at_table(LeverKind kind) {
    return kind == LeverKind::transfer || kind == LeverKind::promise || kind == LeverKind::expiring;
}

Terms terms_of(const Lever& lever, const std::string& by) {
    Terms terms;
    terms.sign = lever.most.value() < 0 ? -1 : 1;
    terms.most = std::fabs(lever.most.value());
    terms.least = lever.least ? std::fabs(lever.least->value()) : 0;
    terms.price = lever.cost ? lever.cost->value() : 0;
    terms.fixed = lever.fixed ? lever.fixed->value() : 0;
    terms.field = in_field(lever.kind);
    terms.sheet = moves_sheet(lever);
    terms.usable = terms.most > 0 && (by.empty() || lever.by == by) && lever.kind != LeverKind::guarantee;
    return terms;
}

bool close(double a, double b, double tolerance) {
    return a == b || std::fabs(a - b) <= tolerance * (1 + std::fabs(a) + std::fabs(b));
}

}  // namespace

std::vector<double> signed_sizes(const Effects& effects, const std::vector<double>& sizes) {
    std::vector<double> shown = sizes;
    for (std::size_t k = 0; k < shown.size(); ++k) shown[k] *= effects.terms[k].sign;
    return shown;
}

std::vector<double> demands(const Case& conflict, const Effects& effects,
                            const std::vector<double>& sizes) {
    war::Valuer valuer;
    return demands(conflict, effects, sizes, valuer);
}

std::vector<double> demands(const Case& conflict, const Effects& effects, const std::vector<double>& sizes,
                            war::Valuer& valuer) {
    const Case changed = with_levers(conflict, signed_sizes(effects, sizes), valuer);
    std::vector<double> result;
    for (const Party& party : changed.parties) {
        result.push_back(party.reserve ? party.reserve->value() : -std::numeric_limits<double>::infinity());
    }
    return result;
}

Effects find_effects(const Case& conflict, const LeversOptions& options, std::vector<Offer> offers,
                     bool all_offers, const RunOptions& run) {
    Effects effects;
    effects.offers = std::move(offers);
    effects.all_offers = all_offers;
    effects.scale = std::max(1.0, conflict.points.value());
    for (const Lever& lever : conflict.levers) effects.terms.push_back(terms_of(lever, options.by));
    const std::size_t n = effects.levers();
    const std::vector<double> nothing(n, 0);
    war::Valuer valuer;
    effects.floor = demands(conflict, effects, nothing, valuer);
    std::vector<double> sum_at_most(effects.parties(), 0);
    std::vector<double> all(n, 0);
    for (std::size_t k = 0; k < n; ++k) {
        const Terms& terms = effects.terms[k];
        effects.effect.emplace_back(effects.parties(), 0);
        effects.at_most.emplace_back(effects.parties(), 0);
        if (!terms.usable || run.stop.stop_requested()) continue;
        std::vector<double> sizes = nothing;
        const Lever& lever = conflict.levers[k];
        if (at_table(lever.kind)) {
            effects.effect[k][lever.to->index()] = 1;
            effects.at_most[k][lever.to->index()] = terms.most;
        } else {
            sizes[k] = terms.most;
            const std::vector<double> full = demands(conflict, effects, sizes, valuer);
            sizes[k] = terms.most / 2;
            const std::vector<double> half = demands(conflict, effects, sizes, valuer);
            for (std::size_t i = 0; i < effects.parties(); ++i) {
                if (!std::isfinite(effects.floor[i])) continue;
                effects.at_most[k][i] = effects.floor[i] - full[i];
                effects.effect[k][i] = effects.at_most[k][i] / terms.most;
                effects.affine = effects.affine && close(2 * (effects.floor[i] - half[i]),
                                                         effects.at_most[k][i], effects.tolerance());
            }
        }
        all[k] = terms.most;
        for (std::size_t i = 0; i < effects.parties(); ++i) sum_at_most[i] += effects.at_most[k][i];
    }
    if (std::any_of(effects.terms.begin(), effects.terms.end(),
                    [](const Terms& each) { return each.usable && each.field; }) &&
        !run.stop.stop_requested()) {
        const std::vector<double> together = demands(conflict, effects, all, valuer);
        for (std::size_t i = 0; i < effects.parties(); ++i) {
            if (!std::isfinite(effects.floor[i])) continue;
            effects.affine = effects.affine && close(effects.floor[i] - together[i], sum_at_most[i],
                                                     10 * effects.tolerance());
        }
    }
    return effects;
}

}  // namespace entente::levers
