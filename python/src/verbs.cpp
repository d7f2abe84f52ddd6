// One function a verb: the case and options in, an answer out. Python names and checks the options.
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "binding.hpp"
#include "entente/app/check.hpp"
#include "entente/app/draft.hpp"
#include "entente/app/levers.hpp"
#include "entente/app/negotiate.hpp"
#include "entente/app/report.hpp"
#include "entente/app/robust.hpp"
#include "entente/app/settle.hpp"
#include "entente/app/settle_real.hpp"
#include "entente/app/stability.hpp"
#include "entente/app/stable_deals.hpp"
#include "entente/app/stakeholders.hpp"
#include "entente/app/summary.hpp"
#include "entente/app/war.hpp"
#include "tables.hpp"

namespace entente::python {
namespace {

using Names = std::vector<std::string>;

report::TextOptions layout(std::size_t width, std::size_t list_limit) {
    return {.width = width, .color = false, .list_limit = list_limit};
}

/// The answer of a verb whose header has to_json and to_text of it.
template <class Value>
class AnswerOf : public Answer {
public:
    explicit AnswerOf(Value value) : value_(std::move(value)) {}
    [[nodiscard]] std::string json() const override { return app::to_json(value_); }
    [[nodiscard]] std::string text(std::size_t width, std::size_t list_limit) const override {
        return app::to_text(value_, layout(width, list_limit));
    }

protected:
    Value value_;
};

template <class Value>
std::unique_ptr<Answer> answer(Value value) {
    return std::make_unique<AnswerOf<Value>>(std::move(value));
}

class SettleOut : public AnswerOf<app::SettleAnswer>, public HasFrontier {
public:
    SettleOut(app::SettleAnswer value, std::optional<assess::StableDeals> deals)
        : AnswerOf(std::move(value)), deals_(std::move(deals)) {}
    [[nodiscard]] std::string json() const override {
        return deals_ ? app::to_json(value_, *deals_) : app::to_json(value_);
    }
    [[nodiscard]] std::string text(std::size_t width, std::size_t list_limit) const override {
        return deals_ ? app::to_text(value_, *deals_, layout(width, list_limit))
                      : AnswerOf::text(width, list_limit);
    }
    [[nodiscard]] const Case& conflict() const override { return value_.conflict; }
    [[nodiscard]] const settle::Frontier& frontier() const override { return value_.result.frontier; }

private:
    std::optional<assess::StableDeals> deals_;
};

class StabilityOut : public Answer {
public:
    StabilityOut(app::StabilityAnswer value, app::StabilityView view)
        : value_(std::move(value)), view_(std::move(view)) {}
    [[nodiscard]] std::string json() const override { return app::to_json(value_, view_); }
    [[nodiscard]] std::string text(std::size_t width, std::size_t list_limit) const override {
        return app::to_text(value_, view_, layout(width, list_limit));
    }

private:
    app::StabilityAnswer value_;
    app::StabilityView view_;
};

class ReportOut : public Answer {
public:
    explicit ReportOut(app::ReportAnswer value) : value_(std::move(value)) {}
    [[nodiscard]] std::string json() const override { return app::to_json(value_); }
    [[nodiscard]] std::string text(std::size_t, std::size_t) const override { return app::to_text(value_); }
    [[nodiscard]] std::string html() const override { return app::to_html(value_); }
    [[nodiscard]] const app::ReportAnswer& value() const { return value_; }

private:
    app::ReportAnswer value_;
};

class ScoreOut : public Answer {
public:
    ScoreOut(stakeholders::ScoreResult value, std::uint64_t seed) : value_(std::move(value)), seed_(seed) {}
    [[nodiscard]] std::string json() const override { return app::to_json(value_, seed_); }
    [[nodiscard]] std::string text(std::size_t width, std::size_t list_limit) const override {
        return app::to_text(value_, layout(width, list_limit));
    }

private:
    stakeholders::ScoreResult value_;
    std::uint64_t seed_;
};

std::unique_ptr<Answer> check(const app::Input& input, const RunArguments& run) {
    return run_without_lock(run, [&](const RunOptions&) { return answer(app::check(input)); });
}

std::unique_ptr<Answer> summary(const app::Input& input, const RunArguments& run) {
    return run_without_lock(
        run, [&](const RunOptions& options) { return answer(app::summary(input, options)); });
}

std::unique_ptr<Answer> war(const app::Input& input, const RunArguments& run, double span) {
    app::expect_parties(input);
    return run_without_lock(
        run, [&](const RunOptions& options) { return answer(app::war(input, {.span = span}, options)); });
}

app::Method method_named(const std::string& name) {
    for (const auto& [known, method] :
         {std::pair{"automatic", app::Method::automatic}, std::pair{"enumerate", app::Method::enumerate},
          std::pair{"merge", app::Method::merge}, std::pair{"search", app::Method::search},
          std::pair{"milp", app::Method::milp}}) {
        if (name == known) return method;
    }
    throw nb::value_error("method is one of automatic, enumerate, merge, search, milp");
}

struct SettleArguments {
    std::string method = "automatic";
    std::uint64_t limit = 1'000'000;
    std::vector<double> nash_weights;
    std::string improve;
    std::string reference;
    std::string stable;
    std::size_t grid = 0;
};

std::unique_ptr<Answer> settle_with(app::Input input, const SettleArguments& given, const RunOptions& run) {
    app::SettleOptions options;
    options.method = method_named(given.method);
    options.frontier_limit = given.limit;
    options.nash_weights = given.nash_weights;
    std::string completed;
    if (!given.improve.empty()) {
        const app::Draft draft = app::read_draft(input.conflict, given.improve);
        if (draft.complete()) {
            options.improve = draft.outcome;
        } else {
            completed = app::words_of(input.conflict, draft);
            input = app::with_draft(std::move(input), draft);
        }
    }
    if (!given.reference.empty()) options.reference = app::read_deal(input.conflict, given.reference);
    std::optional<app::Concept> hold;
    if (!given.stable.empty()) hold = app::concept_of(given.stable);
    app::SettleAnswer settled = app::settle_on_grid(input, given.grid, options, run);
    if (!completed.empty())
        settled.result.notes.insert(settled.result.notes.begin(), app::draft_note(completed));
    std::optional<assess::StableDeals> deals;
    if (hold) deals = app::stable_deals(settled, *hold, options, run);
    return std::make_unique<SettleOut>(std::move(settled), std::move(deals));
}

std::unique_ptr<Answer> settle(const app::Input& input, const RunArguments& run,
                               const SettleArguments* given) {
    app::expect_parties(input);
    return run_without_lock(run, [&](const RunOptions& options) -> std::unique_ptr<Answer> {
        if (given != nullptr) return settle_with(input, *given, options);
        return std::make_unique<SettleOut>(app::settle(input, {}, options), std::nullopt);
    });
}

std::unique_ptr<Answer> stability(const app::Input& input, const RunArguments& run, const Names& concepts,
                                  std::optional<std::uint64_t> states, std::optional<std::uint64_t> from,
                                  std::optional<std::uint64_t> explain, std::optional<std::uint64_t> want,
                                  const std::vector<double>& costs, double sim_limit,
                                  std::optional<std::pair<std::uint64_t, double>> robust) {
    app::expect_parties(input);
    app::StabilityOptions options;
    options.from = from;
    options.explain = explain;
    options.want = want;
    options.inverse.costs = costs;
    options.judge.simultaneous_limit = sim_limit;
    if (robust) {
        options.robustness = true;
        options.robust.draws = robust->first;
        options.robust.spread = robust->second;
    }
    app::StabilityView view;
    if (states) view.list_limit = *states;
    if (!concepts.empty()) view.concepts.clear();
    for (const std::string& name : concepts) view.concepts.push_back(app::concept_of(name));
    return run_without_lock(run, [&](const RunOptions& how) -> std::unique_ptr<Answer> {
        return std::make_unique<StabilityOut>(app::stability(input, options, how), std::move(view));
    });
}

std::unique_ptr<Answer> stakeholders(const app::Input& input, const RunArguments& run, const Names& models,
                                     bool quirks, const Names& parameters,
                                     std::optional<std::uint64_t> runs, double spread, std::size_t turns,
                                     const std::string& issue, const std::string& deal) {
    const app::StakeholderRequest request{.models = models,
                                          .quirks = quirks,
                                          .parameters = parameters,
                                          .runs = runs,
                                          .spread = spread,
                                          .turns = turns,
                                          .issue = issue,
                                          .deal = deal};
    return run_without_lock(
        run, [&](const RunOptions& options) { return answer(app::stakeholders(input, request, options)); });
}

app::RobustOptions robust_options(std::uint64_t draws, const std::string& sampler, const Names& metrics,
                                  const Names& where, std::optional<std::uint64_t> runs) {
    app::RobustOptions options;
    options.draws = draws;
    if (sampler == "sobol") {
        options.sampler = robust::Sampler::sobol;
    } else if (sampler != "random") {
        throw nb::value_error("sampler is random or sobol");
    }
    options.metrics = metrics;
    for (const std::string& each : where) options.where.push_back(app::read_where(each));
    options.total_runs = runs;
    return options;
}

std::unique_ptr<Answer> robust_of(const app::Input& input, const RunArguments& run, std::uint64_t draws,
                                  const std::string& sampler, const Names& metrics, const Names& where,
                                  std::optional<std::uint64_t> runs) {
    app::expect_parties(input);
    const app::RobustOptions options = robust_options(draws, sampler, metrics, where, runs);
    return run_without_lock(
        run, [&](const RunOptions& how) { return answer(app::robust(input, options, how)); });
}

/// One shard of the draws, as the bytes of its part.
nb::bytes robust_shard(const app::Input& input, const RunArguments& run, std::uint64_t draws,
                       const std::string& sampler, const Names& metrics, const Names& where,
                       std::optional<std::uint64_t> runs, unsigned shard, unsigned shards,
                       const std::string& file) {
    app::expect_parties(input);
    app::RobustOptions options = robust_options(draws, sampler, metrics, where, runs);
    options.shard = shard;
    options.shards = shards;
    const app::ShardAnswer made = run_without_lock(
        run, [&](const RunOptions& how) { return app::robust_shard(input, options, file, how); });
    return nb::bytes(made.part.data(), made.part.size());
}

std::unique_ptr<Answer> levers(const app::Input& input, const RunArguments& run, const std::string& goal,
                               const std::string& by, std::optional<double> budget, std::uint64_t draws,
                               bool break_even, const Names& map, std::size_t map_steps) {
    app::expect_parties(input);
    levers::LeversOptions options;
    options.goal = app::read_goal(input.conflict, goal);
    options.by = by;
    options.budget = budget;
    options.draws = draws;
    options.break_even = break_even;
    if (map.size() == 2) options.map = {map[0], map[1]};
    options.map_steps = map_steps;
    return run_without_lock(
        run, [&](const RunOptions& how) { return answer(app::levers(input, options, how)); });
}

app::TalksRequest talks_request(const std::string& protocol, std::optional<std::uint64_t> deadline,
                                const Names& tactics, const std::string& first, double months_per_round,
                                std::uint64_t repeat) {
    return {.protocol = protocol,
            .deadline = deadline,
            .tactics = tactics,
            .first = first,
            .agents = {},
            .framing = "lines",
            .months_per_round = months_per_round,
            .repeat = repeat};
}

std::unique_ptr<Answer> negotiate(const app::Input& input, const RunArguments& run,
                                  const std::string& protocol, std::optional<std::uint64_t> deadline,
                                  const Names& tactics, const std::string& first, double months_per_round,
                                  std::uint64_t repeat,
                                  const nb::typed<nb::dict, nb::str, nb::object>& agents) {
    app::expect_parties(input);
    app::TalksRequest request = talks_request(protocol, deadline, tactics, first, months_per_round, repeat);
    request.within = agents_of(agents);
    return run_without_lock(
        run, [&](const RunOptions& how) { return answer(app::negotiate(input, request, how)); });
}

std::unique_ptr<Answer> tournament(const app::Input& input, const RunArguments& run,
                                   const std::string& protocol, std::optional<std::uint64_t> deadline,
                                   const Names& tactics, std::uint64_t repeat, std::uint64_t bootstrap,
                                   const std::vector<const app::Input*>& also, std::uint64_t shard,
                                   std::uint64_t shards, const std::string& part, const Names& join) {
    app::expect_parties(input);
    app::TournamentRequest request;
    request.talks = talks_request(protocol, deadline, tactics, {}, 0, 0);
    request.repetitions = repeat;
    request.bootstrap = bootstrap;
    for (const app::Input* each : also) request.also.push_back(*each);
    request.shard = shard;
    request.shards = shards;
    request.part = part;
    request.join = join;
    return run_without_lock(
        run, [&](const RunOptions& how) { return answer(app::tournament(input, request, how)); });
}

std::unique_ptr<Answer> report_of(const app::Input& input, const RunArguments& run,
                                  const std::string& for_party, bool redact, double span, bool quick) {
    app::expect_parties(input);
    return run_without_lock(run, [&](const RunOptions& how) -> std::unique_ptr<Answer> {
        return std::make_unique<ReportOut>(app::make_report(
            input, {.for_party = for_party, .redact = redact, .swings = !quick, .span = span}, how));
    });
}

/// The page's figures and tables as files: (name, text).
nb::list files_of(const Answer& of, const std::string& kind) {
    nb::list list;
    const auto* report = dynamic_cast<const ReportOut*>(&of);
    if (report == nullptr) return list;
    for (const app::OutputFile& file :
         kind == "svg" ? app::to_svgs(report->value()) : app::to_csvs(report->value()))
        list.append(nb::make_tuple(file.name, file.text));
    return list;
}

std::unique_ptr<Answer> fit_series(const std::string& file, const std::string& column,
                                   const std::string& since, const std::string& until,
                                   const std::vector<std::int64_t>& ahead, double whole, double persistence,
                                   bool keep_jumps) {
    const nb::gil_scoped_release free;
    return answer(app::fit_series(file, {.column = column,
                                         .since = since,
                                         .until = until,
                                         .ahead = ahead,
                                         .whole = whole,
                                         .persistence = persistence,
                                         .keep_jumps = keep_jumps}));
}

}  // namespace

void bind_verbs(nb::module_& module) {
    using nb::literals::operator""_a;
    nb::class_<Answer>(module, "Answer", "What a verb found.")
        .def("json", &Answer::json, nb::call_guard<nb::gil_scoped_release>())
        .def("text", &Answer::text, "width"_a, "list_limit"_a, nb::call_guard<nb::gil_scoped_release>())
        .def("html", &Answer::html, nb::call_guard<nb::gil_scoped_release>())
        .def("files", files_of, "kind"_a, nb::sig("def files(self, kind: str) -> list[tuple[str, str]]"))
        .def("frontier", [](const Answer& of) -> std::unique_ptr<Frame> {
            const auto* settled = dynamic_cast<const HasFrontier*>(&of);
            if (settled == nullptr) throw nb::type_error("only a settlement has a frontier");
            return frontier_frame(settled->conflict(), settled->frontier());
        });
    nb::class_<SettleArguments>(module, "SettleArguments")
        .def(
            "__init__",
            [](SettleArguments* self, std::string method, std::uint64_t limit, std::vector<double> weights,
               std::string improve, std::string reference, std::string stable, std::size_t grid) {
                new (self) SettleArguments{
                    std::move(method), limit, std::move(weights), std::move(improve), std::move(reference),
                    std::move(stable), grid};
            },
            "method"_a, "limit"_a, "nash_weights"_a, "improve"_a, "reference"_a, "stable"_a, "grid"_a);
    module.def("check", check, "case"_a, "run"_a);
    module.def("summary", summary, "case"_a, "run"_a);
    module.def("war", war, "case"_a, "run"_a, "span"_a);
    module.def("settle", settle, "case"_a, "run"_a, "options"_a.none());
    module.def("stability", stability, "case"_a, "run"_a, "concepts"_a, "states"_a.none(), "start"_a.none(),
               "explain"_a.none(), "want"_a.none(), "costs"_a, "sim_limit"_a, "robust"_a.none());
    module.def("stakeholders", stakeholders, "case"_a, "run"_a, "models"_a, "quirks"_a, "parameters"_a,
               "runs"_a.none(), "spread"_a, "turns"_a, "issue"_a, "deal"_a);
    module.def("robust", robust_of, "case"_a, "run"_a, "draws"_a, "sampler"_a, "metrics"_a, "where"_a,
               "runs"_a.none());
    module.def("robust_shard", robust_shard, "case"_a, "run"_a, "draws"_a, "sampler"_a, "metrics"_a,
               "where"_a, "runs"_a.none(), "shard"_a, "shards"_a, "file"_a);
    module.def(
        "merge_parts",
        [](const Names& files, const RunArguments& run) {
            return run_without_lock(
                run, [&](const RunOptions& how) { return answer(app::merge_parts(files, how)); });
        },
        "files"_a, "run"_a);
    module.def("levers", levers, "case"_a, "run"_a, "goal"_a, "by"_a, "budget"_a.none(), "draws"_a,
               "break_even"_a, "map"_a, "map_steps"_a);
    module.def("negotiate", negotiate, "case"_a, "run"_a, "protocol"_a, "deadline"_a.none(), "tactics"_a,
               "first"_a, "months_per_round"_a, "repeat"_a, "agents"_a);
    module.def("tournament", tournament, "case"_a, "run"_a, "protocol"_a, "deadline"_a.none(), "tactics"_a,
               "repeat"_a, "bootstrap"_a, "also"_a, "shard"_a, "shards"_a, "part"_a, "join"_a);
    module.def("report", report_of, "case"_a, "run"_a, "for_party"_a, "redact"_a, "span"_a, "quick"_a);
    module.def("fit_series", fit_series, "file"_a, "column"_a, "since"_a, "until"_a, "ahead"_a, "whole"_a,
               "persistence"_a, "keep_jumps"_a);
    module.def(
        "fit_durations",
        [](const std::string& file, const std::string& column, const Names& covariates,
           const std::string& open) {
            return answer(app::fit_durations(file, {column, covariates, open}));
        },
        "file"_a, "column"_a, "covariates"_a, "open"_a, nb::call_guard<nb::gil_scoped_release>());
    module.def(
        "score_decisions",
        [](const std::string& file, const RunArguments& run) {
            return run_without_lock(run, [&](const RunOptions& how) -> std::unique_ptr<Answer> {
                return std::make_unique<ScoreOut>(app::score_decisions(file, how), how.seed);
            });
        },
        "file"_a, "run"_a);
    module.def(
        "robust_from",
        [](const std::string& file, const std::string& output, const Names& where) {
            std::vector<robust::Where> limits;
            for (const std::string& each : where) limits.push_back(app::read_where(each));
            return answer(app::robust_from(file, output, limits));
        },
        "file"_a, "metric"_a, "where"_a, nb::call_guard<nb::gil_scoped_release>());
    module.def("tactics", [] { return app::tactics_text(); });
}

}  // namespace entente::python
