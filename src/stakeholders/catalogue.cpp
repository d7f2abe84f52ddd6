// The models, one record each.
#include <algorithm>
#include <array>
#include <cmath>

#include "entente/core/text.hpp"
#include "entente/stakeholders/analyse.hpp"

namespace entente::stakeholders {
namespace {

IssueForecast of_distribution(std::vector<Mass> masses, double central) {
    IssueForecast forecast;
    if (masses.empty()) return forecast;
    forecast.outcome = mean_of(masses);
    forecast.median = quantile_of(masses, 0.5);
    forecast.low80 = quantile_of(masses, (1 - central) / 2);
    forecast.high80 = quantile_of(masses, (1 + central) / 2);
    forecast.distribution = std::move(masses);
    return forecast;
}

Forecast by_election(const Table& table, const CondorcetOptions& options, double central) {
    Forecast forecast;
    bool grouped = false;
    for (std::size_t k = 0; k < table.issues(); ++k) {
        Condorcet found = condorcet(table.line(k), options);
        grouped = grouped || found.grouped;
        forecast.issues.push_back(of_distribution(std::move(found.distribution), central));
    }
    if (grouped) {
        forecast.says = "More than " + group_digits(std::to_string(kMaxPositions)) +
                        " positions are held: they were grouped into as many even cells.";
    }
    return forecast;
}

Forecast run_condorcet(const Table& table, const ModelRun&, const RunOptions&) {
    Forecast forecast = by_election(table, {}, 0.8);
    forecast.says += (forecast.says.empty() ? "" : " ") +
                     std::string(
                         "Read it as a distribution: its 80% interval was too wide on decisions of the "
                         "European Union (it held 98% of them), and its mean is no better a point "
                         "forecast than the weighted mean.");
    return forecast;
}

Forecast run_sharp(const Table& table, const ModelRun&, const RunOptions&) {
    Forecast forecast = by_election(table, kSharpCondorcet, kSharpCentral);
    forecast.says +=
        (forecast.says.empty() ? "" : " ") +
        std::string(
            "Its 80% interval is the middle of the distribution that held 80% of the outcomes of "
            "European decisions that were left out.");
    return forecast;
}

/// Weighted means and medians of every axis, in the issues' units.
void middles(const Table& table, const std::vector<double>& position,
             std::vector<std::optional<double>>& mean, std::vector<std::optional<double>>& median) {
    const std::size_t d = table.issues();
    for (std::size_t k = 0; k < d; ++k) {
        Line line;
        for (std::size_t i = 0; i < table.size(); ++i) {
            if (!table.holds(i, k)) continue;
            line.capability.push_back(table.power[i * d + k]);
            line.salience.push_back(table.salience[i * d + k]);
            line.position.push_back(position[i * d + k]);
        }
        const Baselines middle = baselines(line);
        mean.push_back(middle.mean);
        median.push_back(middle.median);
    }
}

std::vector<double> in_units(const Table& table, const std::vector<double>& shares) {
    std::vector<double> units(shares.size());
    const std::size_t d = table.issues();
    for (std::size_t at = 0; at < shares.size(); ++at) {
        const Axis& axis = table.axes[at % d];
        units[at] = axis.low + shares[at] * axis.span();
    }
    return units;
}

TurnView turn_view(const Table& table, const std::vector<double>& units) {
    TurnView view;
    const std::size_t d = table.issues();
    for (std::size_t i = 0; i < table.size(); ++i) {
        view.positions.emplace_back(
            table.names[i], std::vector<double>(units.begin() + static_cast<std::ptrdiff_t>(i * d),
                                                units.begin() + static_cast<std::ptrdiff_t>((i + 1) * d)));
    }
    middles(table, units, view.mean, view.median);
    return view;
}

/// Where positions ended: means, medians, and the final positions with their chances.
void end_points(const Table& table, const SmpRun& run, Forecast& forecast) {
    const std::size_t d = table.issues();
    const std::vector<double> units = in_units(table, run.states.back().position);
    std::vector<std::optional<double>> mean;
    std::vector<std::optional<double>> median;
    middles(table, units, mean, median);
    for (std::size_t k = 0; k < d; ++k) {
        IssueForecast issue;
        issue.outcome = mean[k];
        issue.median = median[k];
        // Each position's chance once, shared by those who hold it.
        std::vector<Mass> masses;
        for (std::size_t i = 0; i < table.size(); ++i) {
            const double chance = run.states.back().chance[i];
            if (table.holds(i, k) && std::isfinite(chance)) masses.push_back({units[i * d + k], chance});
        }
        std::sort(masses.begin(), masses.end(), [](const Mass& a, const Mass& b) {
            return a.position != b.position ? a.position < b.position : a.chance < b.chance;
        });
        std::vector<Mass> distinct;
        for (const Mass& each : masses) {
            const bool same = !distinct.empty() &&
                              each.position - distinct.back().position <= 1e-9 * table.axes[k].span();
            if (same) {
                distinct.back().chance = std::max(distinct.back().chance, each.chance);
            } else {
                distinct.push_back(each);
            }
        }
        double all = 0;
        for (const Mass& each : distinct) all += each.chance;
        if (all > 0) {
            for (Mass& each : distinct) each.chance /= all;
            issue.low80 = quantile_of(distinct, 0.1);
            issue.high80 = quantile_of(distinct, 0.9);
            issue.distribution = std::move(distinct);
        }
        forecast.issues.push_back(std::move(issue));
    }
}

Forecast spatial(const Table& table, SmpOptions options, const ModelRun& how, const RunOptions& run) {
    if (how.turns > 0) options.most_turns = how.turns;
    options.keep_path = how.path;
    const SmpRun found = smp(table.joint(), options, run, how.draw);
    Forecast forecast;
    forecast.turns_run = found.turns;
    forecast.settled = found.end != SmpEnd::turns;
    if (found.states.empty()) {
        forecast.issues.resize(table.issues());
        return forecast;
    }
    end_points(table, found, forecast);
    for (const SmpMove& move : found.moves) {
        forecast.moves.push_back({table.names[move.mover], table.names[move.other],
                                  move.challenger ? "challenger" : "challenged", move.distance, move.odds,
                                  move.turn, std::nullopt});
    }
    if (!how.path) return forecast;
    for (const SmpState& state : found.states)
        forecast.turns.push_back(turn_view(table, in_units(table, state.position)));
    if (found.end == SmpEnd::tie) {
        forecast.says =
            "All positions have the same chance: the published code divides 0 by 0 there, and nobody "
            "moves.";
    } else if (found.end == SmpEnd::turns) {
        forecast.says = "It does not settle in " + std::to_string(found.turns) + " turns.";
    } else if (found.last_step > 1e-3) {
        forecast.says = "The published stopping rule ends it while somebody still moves " +
                        format_number(100 * found.last_step, 1) + "% of the scale a turn.";
    }
    return forecast;
}

Forecast run_smp(const Table& table, const ModelRun& how, const RunOptions& run) {
    SmpOptions options;
    options.parameters = table.parameters;
    Forecast forecast = spatial(table, options, how, run);
    if (how.path) {
        forecast.says += (forecast.says.empty() ? "" : " ") +
                         std::string(
                             "As KTAB's library runs, with its peculiarities: third parties mostly vote "
                             "against their own preference.");
    }
    return forecast;
}

Forecast run_repaired(const Table& table, const ModelRun& how, const RunOptions& run) {
    SmpOptions options = repaired_smp();
    // What the case sets beside KTAB's defaults is kept; the interpolation's default is the repaired one.
    const SmpParameters ktab;
    const InterVecBrgn own = options.parameters.interpolation;
    options.parameters = table.parameters;
    if (table.parameters.interpolation == ktab.interpolation) options.parameters.interpolation = own;
    return spatial(table, options, how, run);
}

Forecast run_bdm(const Table& table, const ModelRun& how, const RunOptions&) {
    Forecast forecast;
    forecast.settled = true;
    std::size_t most = 0;
    std::vector<BdmRun> runs;
    std::vector<std::vector<std::size_t>> who(table.issues());
    for (std::size_t k = 0; k < table.issues(); ++k) {
        const Line line = table.line(k, &who[k]);
        BdmOptions options{.quirks = how.quirks};
        if (how.turns > 0) options.rounds = how.turns;
        BdmRun run = bdm(line, options);
        forecast.settled = *forecast.settled && run.settled;
        most = std::max(most, run.rounds.size());
        IssueForecast issue;
        issue.outcome = run.rounds.back().mean;
        issue.median = run.rounds.back().median;
        forecast.issues.push_back(issue);
        runs.push_back(std::move(run));
    }
    forecast.turns_run = most == 0 ? 0 : most - 1;
    const std::size_t d = table.issues();
    if (how.issue < d) {
        const auto name = [&](std::size_t a) { return table.names[who[how.issue][a]]; };
        for (const BdmPair& each : runs[how.issue].pairs) {
            if (how.path)
                forecast.pairs.push_back({name(each.actor), name(each.other),
                                          std::string(to_string(each.verdict)), each.challenges,
                                          each.challenged, each.position, each.taken});
            if (!each.taken) continue;
            const double from = runs[how.issue].rounds[0].position[each.actor];
            const double span = table.axes[how.issue].span();
            forecast.moves.push_back(
                {name(each.actor), name(each.other), std::string(to_string(each.verdict)),
                 span > 0 ? std::abs(each.position - from) / span : 0, 0, 1, std::nullopt});
        }
    }
    if (!how.path) return forecast;
    for (std::size_t r = 0; r < most; ++r) {
        std::vector<double> units = table.position;
        for (std::size_t k = 0; k < d; ++k) {
            const BdmRound& round = runs[k].rounds[std::min(r, runs[k].rounds.size() - 1)];
            for (std::size_t a = 0; a < who[k].size(); ++a) units[who[k][a] * d + k] = round.position[a];
        }
        forecast.turns.push_back(turn_view(table, units));
    }
    forecast.says =
        *forecast.settled
            ? "It settles in " + std::to_string(most - 1) + " rounds."
            : "It does not settle: where it ends is where one stops, and median and mean differ by round.";
    return forecast;
}

Forecast run_exchange(const Table& table, const ModelRun&, const RunOptions& run) {
    const ExchangeRun found = exchanges(table.positions(), {.keep = 0}, run);
    Forecast forecast;
    for (const std::optional<double>& outcome : found.after) {
        IssueForecast issue;
        issue.outcome = outcome;
        forecast.issues.push_back(issue);
    }
    forecast.says =
        std::to_string(found.made.size()) +
        " trades are carried out, the best first; who else gains and loses stands with the exchanges.";
    return forecast;
}

constexpr std::size_t kAny = kMaxPositions * 1000;

const std::vector<ModelRecord>& table_of_models() {
    static const std::vector<ModelRecord> all = {
        {"condorcet", "A probabilistic Condorcet election over the positions held: a distribution.", kAny,
         true, run_condorcet},
        {"condorcet-sharp",
         "The same with sharper contests, and outcomes between positions: a narrower distribution.", kAny,
         false, run_sharp},
        {"smp", "The Spatial Model of Politics as KTAB's library runs it.", 200, false, run_smp},
        {"smp-repaired",
         "The spatial model mended: third parties vote their preference, bargains need consent, ties "
         "settle.",
         200, true, run_repaired},
        {"bdm", "The expected-utility model of Bueno de Mesquita, issue by issue.", 200, true, run_bdm},
        {"exchange", "Stokman's exchange model: actors trade positions between issues.", 150, true,
         run_exchange},
    };
    return all;
}

}  // namespace

std::span<const ModelRecord> models() { return table_of_models(); }

}  // namespace entente::stakeholders
