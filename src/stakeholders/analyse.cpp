#include "entente/stakeholders/analyse.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "entente/core/parallel.hpp"
#include "entente/core/text.hpp"
#include "stakeholders/ballots.hpp"

namespace entente::stakeholders {
namespace {

constexpr std::size_t kCells = 20;
constexpr double kRunWork = 2e8;  ///< n^3 times runs that an ensemble takes unasked
constexpr std::uint64_t kRuns = 1000;
constexpr std::size_t kRunsABlock = 4;
constexpr std::size_t kMostAsked = 2'000;  ///< actors of models with turns, whatever is asked

using Chosen = std::vector<const ModelRecord*>;

/// What a record runs on: everything for one-dimensional elections, a bounded number else.
bool small_enough(const ModelRecord& record, std::size_t actors, bool asked) {
    return actors <= record.most_actors || (asked && actors <= kMostAsked);
}

Chosen choose(const StakeholderOptions& options, const Table& table, StakeholderResult& result) {
    Chosen chosen;
    std::vector<std::string> known;
    for (const ModelRecord& record : models()) known.emplace_back(record.name);
    for (const std::string& name : options.models) {
        const auto found = std::find(known.begin(), known.end(), name);
        if (found == known.end()) {
            Diagnostic made;
            made.code = "E1012";
            made.message = "there is no model '" + name + "'";
            made.hint = did_you_mean(name, known);
            if (made.hint.empty()) made.hint = "one of " + join_words(known);
            throw InputError(std::move(made));
        }
    }
    std::vector<std::string> left;
    for (const ModelRecord& record : models()) {
        const bool asked =
            std::find(options.models.begin(), options.models.end(), record.name) != options.models.end();
        if (!options.models.empty() && !asked) continue;
        if (record.name == "exchange" && table.issues() < 2) {
            if (asked) result.notes.push_back("exchange needs at least two issues.");
            continue;
        }
        if (!small_enough(record, table.size(), asked)) {
            left.emplace_back(record.name);
            continue;
        }
        chosen.push_back(&record);
    }
    if (!left.empty()) {
        const bool possible = table.size() <= kMostAsked;
        result.notes.push_back(join_words(left) + (left.size() > 1 ? " are" : " is") + " left out: with " +
                               group_digits(std::to_string(table.size())) +
                               " actors the time of a turn grows with their third power" +
                               (possible ? "; --model asks for it all the same." : "."));
    }
    return chosen;
}

std::vector<ActorView> actor_views(const Case& conflict, const Table& table) {
    const std::size_t d = table.issues();
    std::vector<double> weights(d, 0);
    for (std::size_t i = 0; i < table.size(); ++i) {
        for (std::size_t k = 0; k < d; ++k) {
            if (table.holds(i, k)) weights[k] += table.power[i * d + k] * table.salience[i * d + k];
        }
    }
    std::vector<ActorView> all;
    for (std::size_t i = 0; i < table.size(); ++i) {
        ActorView view{
            .name = table.names[i], .side = conflict.actors[i].side, .power = table.own_power[i]};
        double care = 0;
        for (std::size_t k = 0; k < d; ++k) {
            if (!table.holds(i, k)) continue;
            const double s = table.salience[i * d + k];
            care += s;
            const double weight = table.power[i * d + k] * s;
            view.on.emplace_back(
                conflict.space.issues[table.axes[k].issue.index()].id,
                StandView{table.position[i * d + k], 100 * s, weights[k] > 0 ? weight / weights[k] : 0});
        }
        view.interest = d > 0 ? 100 * care / static_cast<double>(d) : 0;
        all.push_back(std::move(view));
    }
    return all;
}

/// Outcomes of every run of every model on every axis, in the order of the runs.
struct Runs {
    std::vector<std::vector<std::vector<double>>> outcome;  ///< [model][axis][run], NaN: none
    std::vector<std::vector<double>> turns;                 ///< [model][run]
    std::vector<std::vector<double>> settled;
    std::vector<std::map<std::pair<std::string, std::string>, std::uint64_t>> moves;  ///< [model]
    std::uint64_t done = 0;
};

struct OneRun {
    std::vector<std::vector<double>> outcome;  ///< [model][axis]
    std::vector<double> turns, settled;
    std::vector<std::vector<std::pair<std::string, std::string>>> moves;
};

OneRun run_once(const Table& table, const Chosen& chosen, const StakeholderOptions& options,
                std::size_t axis, std::uint64_t draw, const RunOptions& run) {
    OneRun one;
    const std::size_t d = table.issues();
    // The baselines come first.
    std::vector<double> mean(d, std::numeric_limits<double>::quiet_NaN());
    std::vector<double> median = mean;
    for (std::size_t k = 0; k < d; ++k) {
        const Baselines base = baselines(table.line(k));
        if (base.mean) mean[k] = *base.mean;
        if (base.median) median[k] = *base.median;
    }
    one.outcome = {mean, median};
    for (const ModelRecord* record : chosen) {
        ModelRun how{
            .quirks = options.quirks, .path = false, .turns = options.turns, .issue = axis, .draw = draw};
        const Forecast forecast = record->run(table, how, run);
        std::vector<double> outcome(d, std::numeric_limits<double>::quiet_NaN());
        for (std::size_t k = 0; k < d; ++k) {
            if (forecast.issues[k].outcome) outcome[k] = *forecast.issues[k].outcome;
        }
        one.outcome.push_back(std::move(outcome));
        one.turns.push_back(forecast.turns_run ? static_cast<double>(*forecast.turns_run) : -1);
        one.settled.push_back(forecast.settled ? (*forecast.settled ? 1 : 0) : -1);
        std::vector<std::pair<std::string, std::string>> moves;
        for (const MoveView& move : forecast.moves) moves.emplace_back(move.mover, move.by);
        std::sort(moves.begin(), moves.end());
        moves.erase(std::unique(moves.begin(), moves.end()), moves.end());
        one.moves.push_back(std::move(moves));
    }
    return one;
}

Runs run_all(const TableDraws& draws, const Table& best, const Chosen& chosen,
             const StakeholderOptions& options, std::size_t axis, std::uint64_t count,
             const RunOptions& run, bool& complete) {
    const std::size_t m = chosen.size();
    Runs all;
    all.outcome.assign(m + 2, std::vector<std::vector<double>>(best.issues()));
    all.turns.resize(m);
    all.settled.resize(m);
    all.moves.resize(m);
    const std::size_t blocks = (count + kRunsABlock - 1) / kRunsABlock;
    const RunOptions inner = run.inner();
    complete = reduce_blocks<std::vector<OneRun>>(
        blocks, run,
        [&](std::size_t block) {
            std::vector<OneRun> some;
            for (std::uint64_t r = block * kRunsABlock;
                 r < std::min<std::uint64_t>(count, (block + 1) * kRunsABlock); ++r)
                some.push_back(run_once(draws.draw(r), chosen, options, axis, r + 1, inner));
            return some;
        },
        [&](std::vector<OneRun> some) {
            for (OneRun& one : some) {
                ++all.done;
                for (std::size_t model = 0; model < m + 2; ++model) {
                    for (std::size_t k = 0; k < best.issues(); ++k)
                        all.outcome[model][k].push_back(one.outcome[model][k]);
                }
                for (std::size_t model = 0; model < m; ++model) {
                    all.turns[model].push_back(one.turns[model]);
                    all.settled[model].push_back(one.settled[model]);
                    for (auto& move : one.moves[model]) ++all.moves[model][std::move(move)];
                }
            }
        });
    return all;
}

std::optional<double> mean_of_known(const std::vector<double>& values) {
    double sum = 0;
    for (const double v : values) {
        if (v < 0) return std::nullopt;
        sum += v;
    }
    if (values.empty()) return std::nullopt;
    return sum / static_cast<double>(values.size());
}

std::optional<Ensemble> ensemble_of(std::vector<double> values, const Axis& axis) {
    std::erase_if(values, [](double v) { return !std::isfinite(v); });
    if (values.empty()) return std::nullopt;
    Ensemble e;
    e.runs = values.size();
    const auto count = static_cast<double>(values.size());
    for (const double v : values) e.mean += v / count;
    double square = 0;
    for (const double v : values) square += (v - e.mean) * (v - e.mean);
    e.sd = values.size() > 1 ? std::sqrt(square / (count - 1)) : 0;
    std::sort(values.begin(), values.end());
    for (const auto& [name, level] : {std::pair{"5%", 0.05},
                                      {"10%", 0.1},
                                      {"25%", 0.25},
                                      {"50%", 0.5},
                                      {"75%", 0.75},
                                      {"90%", 0.9},
                                      {"95%", 0.95}}) {
        const auto at = static_cast<std::size_t>(level * (count - 1) + 0.5);
        e.quantiles.emplace_back(name, values[at]);
    }
    const double width = axis.span() / static_cast<double>(kCells);
    std::vector<double> cells(kCells, 0);
    for (const double v : values) {
        const double cell = width > 0 ? (v - axis.low) / width : 0;
        cells[std::min(kCells - 1, static_cast<std::size_t>(std::max(0.0, cell)))] += 1 / count;
    }
    for (std::size_t c = 0; c < kCells; ++c)
        e.density.push_back({axis.low + (static_cast<double>(c) + 0.5) * width, cells[c]});
    return e;
}

/// Ensembles of the models that take part, put beside their forecasts.
void add_ensembles(const Case& conflict, const Table& table, const StakeholderOptions& options,
                   const Chosen& chosen, std::size_t axis, const RunOptions& run,
                   StakeholderResult& result) {
    Chosen members;
    std::vector<std::size_t> index;
    for (std::size_t c = 0; c < chosen.size(); ++c) {
        const bool asked = !options.models.empty();
        if (!chosen[c]->in_ensembles && !asked) continue;
        members.push_back(chosen[c]);
        index.push_back(c);
    }
    const auto n = static_cast<double>(table.size());
    const double by_size = std::max(20.0, kRunWork / std::max(1.0, n * n * n));
    std::uint64_t count =
        options.runs.value_or(std::min<std::uint64_t>(kRuns, static_cast<std::uint64_t>(by_size)));
    if (table.size() > kMostAsked && !options.runs) count = 0;
    if (count == 0) return;
    bool any_range = false;
    for_each_quantity(conflict, [&](const QuantityRef& ref) {
        any_range = any_range || (ref.quantity->ranged() && ref.address.starts_with("actor."));
    });
    result.spread = any_range ? 0 : options.spread;
    const TableDraws draws(conflict, table, result.spread, run.seed);
    bool complete = true;
    Runs runs = run_all(draws, table, members, options, axis, count, run, complete);
    if (!complete) result.stopped = Stopped::cancelled;
    result.runs = runs.done;
    for (std::size_t m = 0; m < members.size(); ++m) {
        ModelView& view = result.models[index[m]].second;
        for (std::size_t k = 0; k < table.issues(); ++k) {
            auto ensemble = ensemble_of(runs.outcome[m + 2][k], table.axes[k]);
            if (ensemble) {
                ensemble->turns_mean = mean_of_known(runs.turns[m]);
                ensemble->settled_share = mean_of_known(runs.settled[m]);
            }
            view.all[k].ensemble = std::move(ensemble);
        }
        for (MoveView& move : view.moves) {
            const auto found = runs.moves[m].find({move.mover, move.by});
            move.share = found == runs.moves[m].end()
                             ? 0
                             : static_cast<double>(found->second) /
                                   static_cast<double>(std::max<std::uint64_t>(1, runs.done));
        }
    }
    for (std::size_t b = 0; b < 2; ++b) {
        ModelView view;
        view.meaning =
            b == 0 ? "The mean of positions, weighted by power times salience." : "The weighted median.";
        for (std::size_t k = 0; k < table.issues(); ++k) {
            IssueForecast issue;
            const Baselines base = baselines(table.line(k));
            issue.outcome = b == 0 ? base.mean : base.median;
            issue.median = issue.outcome;
            issue.ensemble = ensemble_of(runs.outcome[b][k], table.axes[k]);
            view.all.push_back(std::move(issue));
        }
        result.models.emplace_back(b == 0 ? "mean" : "median", std::move(view));
    }
    if (result.spread > 0) {
        result.notes.push_back(
            "No number has a range: the ensemble assumes that each may be off by " +
            format_number(100 * result.spread, 1) +
            "% (of the scale, of 100, of the power); --spread changes it, --runs 0 leaves it out.");
    }
}

void add_models(const Table& table, const StakeholderOptions& options, const Chosen& chosen,
                std::size_t axis, const RunOptions& run, StakeholderResult& result) {
    for (const ModelRecord* record : chosen) {
        ModelRun how{
            .quirks = options.quirks, .path = true, .turns = options.turns, .issue = axis, .draw = 0};
        Forecast forecast = record->run(table, how, run);
        ModelView view;
        view.meaning = std::string(record->meaning);
        view.says = std::move(forecast.says);
        view.turns = std::move(forecast.turns);
        view.settled = forecast.settled;
        view.moves = std::move(forecast.moves);
        view.pairs = std::move(forecast.pairs);
        constexpr std::size_t kMostPairs = 4'000;  // past this only the offers that are followed
        if (view.pairs.size() > kMostPairs)
            std::erase_if(view.pairs, [](const PairView& pair) { return !pair.taken; });
        view.all = std::move(forecast.issues);
        result.models.emplace_back(std::string(record->name), std::move(view));
        if (run.stop.stop_requested()) {
            result.stopped = Stopped::cancelled;
            break;
        }
    }
}

void add_issues(const Case& conflict, const Table& table, StakeholderResult& result) {
    for (std::size_t k = 0; k < table.issues(); ++k) {
        const Axis& axis = table.axes[k];
        const Issue& issue = conflict.space.issues[axis.issue.index()];
        IssueView view{.issue = axis.issue,
                       .ask = issue.ask.empty() ? issue.id : issue.ask,
                       .unit = issue.unit,
                       .low = axis.low,
                       .high = axis.high};
        if (!scale_of(issue).numeric) {
            for (const Option& option : issue.options) view.options.push_back(option.label);
        }
        view.baselines = baselines(table.line(k));
        for (const auto& [name, model] : result.models) {
            const IssueForecast& f = model.all[k];
            view.models.emplace_back(
                name, ModelPoint{f.outcome, f.median, f.distribution, f.low80, f.high80, f.ensemble});
        }
        result.issues.push_back(std::move(view));
    }
}

void add_exchanges(const Table& table, const StakeholderOptions& options, const RunOptions& run,
                   StakeholderResult& result) {
    const ExchangeRun found = exchanges(table.positions(), {.keep = options.keep}, run);
    result.exchanges_possible = found.possible;
    for (const Exchange& each : found.best) {
        ExchangeView view{table.names[each.i],
                          table.names[each.j],
                          table.axes[each.p].issue,
                          table.axes[each.q].issue,
                          each.gain,
                          each.moves_j_from,
                          each.moves_j_to,
                          each.moves_i_from,
                          each.moves_i_to,
                          each.shift_p,
                          each.shift_q,
                          each.others_gain,
                          each.others_lose,
                          false,
                          {}};
        view.carried_out = std::any_of(found.made.begin(), found.made.end(), [&](const Exchange& made) {
            return made.i == each.i && made.j == each.j && made.p == each.p && made.q == each.q;
        });
        for (std::size_t i = 0; i < table.size(); ++i)
            view.externality.emplace_back(table.names[i], each.externality[i]);
        result.exchanges.push_back(std::move(view));
    }
}

std::size_t axis_of(const Case& conflict, const Table& table, const std::optional<IssueId>& issue) {
    if (!issue) return 0;
    for (std::size_t k = 0; k < table.issues(); ++k) {
        if (table.axes[k].issue == *issue) return k;
    }
    Diagnostic made;
    made.code = "E1014";
    made.message = "nobody stands anywhere on issue '" + conflict.space.issues[issue->index()].id + "'";
    made.hint = "choose an issue on which an actor has a position";
    throw InputError(std::move(made));
}

void choose_lead(const StakeholderOptions& options, StakeholderResult& result) {
    std::vector<std::string> order;
    if (options.quirks) order.emplace_back("smp");
    if (options.models.size() == 1) order.push_back(options.models.front());
    for (const char* name : {"smp-repaired", "smp", "bdm"}) order.emplace_back(name);
    for (const std::string& name : order) {
        for (const auto& [model, view] : result.models) {
            if (model != name || view.turns.empty()) continue;
            result.lead = name;
            result.turns = view.turns;
            result.settled = view.settled;
            return;
        }
    }
}

}  // namespace

StakeholderResult analyse(const Case& conflict, const StakeholderOptions& options, const RunOptions& run) {
    Table table = table_of(conflict);
    if (options.parameters) table.parameters = *options.parameters;
    StakeholderResult result;
    result.seed = run.seed;
    result.notes = table.notes;
    result.actors = actor_views(conflict, table);
    for (const Axis& axis : table.axes) result.axes.push_back(axis.issue);
    if (table.issues() == 0) {
        result.notes.push_back("No actor has a position on any issue: there is nothing to weigh.");
        return result;
    }
    const std::size_t axis = axis_of(conflict, table, options.issue);
    result.issue = table.axes[axis].issue;
    result.baselines = baselines(table.line(axis));
    const Chosen chosen = choose(options, table, result);
    add_models(table, options, chosen, axis, run, result);
    if (result.stopped == Stopped::complete)
        add_ensembles(conflict, table, options, chosen, axis, run, result);
    for (auto& [name, model] : result.models) {
        if (axis < model.all.size()) model.issue = model.all[axis];
    }
    add_issues(conflict, table, result);
    choose_lead(options, result);
    for (std::size_t k = 0; k < table.issues(); ++k) {
        std::vector<Swing> some = swings(conflict, table, k);
        if (some.size() > options.keep) some.resize(options.keep);
        result.swing.insert(result.swing.end(), some.begin(), some.end());
    }
    const bool wants_exchanges =
        options.models.empty() ||
        std::find(options.models.begin(), options.models.end(), "exchange") != options.models.end();
    if (table.issues() > 1 && wants_exchanges && table.size() <= 500)
        add_exchanges(table, options, run, result);
    add_ratification(conflict, options, run, result);
    add_ratified_zone(conflict, run, result);
    if (options.coalition_on)
        result.coalition = coalition(conflict, table, *options.coalition_on, result.notes);
    result.notes.push_back(
        "Measured on decisions of the European Union, no model beats the weighted mean as a point "
        "forecast; what models add is the spread, and who moves whom. A model, not advice.");
    return result;
}

}  // namespace entente::stakeholders
