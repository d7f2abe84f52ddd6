#include "entente/assess/robust.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>

#include "assess/draws.hpp"
#include "entente/core/diagnostic.hpp"
#include "entente/core/finding.hpp"
#include "entente/core/parallel.hpp"
#include "entente/core/text.hpp"
#include "entente/core/worker_pool.hpp"
#include "entente/model/passage.hpp"
#include "entente/robust/conclude.hpp"
#include "entente/war/cost.hpp"

namespace entente::assess {
namespace {

constexpr std::size_t kMostDeals = 32;
constexpr std::uint64_t kPilotDraws = 512;
constexpr std::uint64_t kCostlyPilotDraws = 64;  // where the war alone takes milliseconds

using Options = std::vector<std::uint32_t>;

Outcome outcome_of(const Options& options) {
    Outcome outcome;
    for (const std::uint32_t option : options) outcome.options.emplace_back(std::size_t{option});
    return outcome;
}

/// What the first draws picked and accepted.
struct Pilot {
    std::map<Options, std::size_t> chosen;  ///< by the solutions
    std::vector<std::uint32_t> accepted;    ///< [outcome]; empty where outcomes are not numbered

    void add(const Pilot& other) {
        for (const auto& [options, times] : other.chosen) chosen[options] += times;
        accepted.resize(std::max(accepted.size(), other.accepted.size()), 0);
        for (std::size_t o = 0; o < other.accepted.size(); ++o) accepted[o] += other.accepted[o];
    }
};

Pilot fly(const DrawModel& model, const RandomDraws& random, std::uint64_t draws, const RunOptions& run) {
    struct Desk {
        DrawWorker worker;
        std::vector<double> shares;
        std::vector<double> numbers;
        Pilot seen;

        explicit Desk(const DrawModel& model)
            : worker(model), shares(model.numbers.size()), numbers(model.numbers.size()) {
            seen.accepted.assign(model.compiled.outcomes(), 0);
        }
    };
    WorkerPool<Desk> desks([&] { return std::make_unique<Desk>(model); });
    for_each_block(static_cast<std::size_t>(draws), run.quiet(), [&](std::size_t draw) {
        desks.with([&](Desk& desk) {
            random.shares(draw, desk.shares);
            for (std::size_t k = 0; k < desk.numbers.size(); ++k)
                desk.numbers[k] = model.numbers[k].draw(desk.shares[k]);
            if (!desk.worker.settle(desk.numbers) || !desk.worker.answer().zone) return;
            for (const Options& options : desk.worker.answer().solution) ++desk.seen.chosen[options];
            for (const std::uint32_t o : model.compiled.zone(desk.worker.work())) ++desk.seen.accepted[o];
        });
    });
    Pilot all;
    for (const auto& desk : desks.all()) all.add(desk->seen);
    return all;
}

/// The deals to look at in every draw: what the solutions pick at the best values, what they pick most
/// often in the first draws, and what is most often acceptable there. They depend on the case, the seed
/// and, where that is small, the number of draws.
void pick_deals(DrawModel& model, const RandomDraws& random, std::uint64_t draws, const RunOptions& run,
                std::vector<int>& best_deal) {
    DrawWorker worker(model);
    std::vector<Options> picked;
    const auto add = [&](const Options& options) {
        const auto found = std::find(picked.begin(), picked.end(), options);
        if (found != picked.end()) return static_cast<int>(found - picked.begin());
        if (picked.size() == kMostDeals) return -1;
        picked.push_back(options);
        return static_cast<int>(picked.size()) - 1;
    };
    std::vector<double> numbers;
    for (const UncertainNumber& number : model.numbers) numbers.push_back(number.best);
    const bool zone = worker.settle(numbers) && worker.answer().zone;
    for (std::size_t s = 0; s < settle::kQuickNames.size(); ++s)
        best_deal.push_back(zone ? add(worker.answer().solution[s]) : -1);
    const bool costly = model.conflict.war && !model.tables && war::stepwise(model.conflict);
    const std::uint64_t pilots =
        numbers.empty() ? 0 : std::min(draws, costly ? kCostlyPilotDraws : kPilotDraws);
    const Pilot pilot = fly(model, random, pilots, run);
    const auto add_most = [&](std::vector<std::pair<std::size_t, Options>> all, std::size_t most) {
        std::stable_sort(all.begin(), all.end(),
                         [](const auto& a, const auto& b) { return a.first > b.first; });
        for (std::size_t k = 0; k < all.size() && k < most; ++k) add(all[k].second);
    };
    std::vector<std::pair<std::size_t, Options>> often;
    for (const auto& [options, times] : pilot.chosen) often.emplace_back(times, options);
    add_most(std::move(often), 12);
    std::vector<std::pair<std::size_t, Options>> acceptable;
    for (std::size_t o = 0; o < pilot.accepted.size(); ++o) {
        if (pilot.accepted[o] == 0) continue;
        Options options;
        for (std::size_t i = 0; i < model.conflict.space.issues.size(); ++i)
            options.push_back(model.compiled.option(o, i));
        acceptable.emplace_back(pilot.accepted[o], std::move(options));
    }
    add_most(std::move(acceptable), kMostDeals);
    for (const Options& options : picked) {
        model.deals.push_back(outcome_of(options));
        if (model.compiled.enumerated()) model.deal_number.push_back(model.compiled.number_of(options));
    }
}

std::vector<std::string> known_names(const DrawModel& model) {
    std::vector<std::string> names = model.metrics;
    for (const UncertainNumber& number : model.numbers) names.push_back(number.address);
    return names;
}

robust::StudyOptions study_options(const RobustOptions& options, const std::string& otherwise) {
    return {.draws = options.draws,
            .sampler = options.sampler,
            .where = options.where,
            .explained = options.metrics.empty() ? std::vector<std::string>{otherwise} : options.metrics,
            .total_runs = options.brief ? 0 : options.total_runs,
            .shard = options.shard,
            .shards = options.shards};
}

robust::Study make_study(const std::vector<UncertainNumber>& numbers, const std::vector<Link>& links,
                         robust::Subject subject, const robust::StudyOptions& options,
                         const RunOptions& run, const std::vector<std::string>& names) {
    try {
        return {numbers, links, std::move(subject), options, run.seed, run};
    } catch (const std::invalid_argument& unknown) {
        const std::string near = did_you_mean(unknown.what(), names);
        std::string all;
        for (const std::string& name : names) {
            if (all.size() > 300) break;
            all += (all.empty() ? "" : ", ") + name;
        }
        throw InputError(finding(
            "E0802",
            std::string("there is no metric or uncertain number '") + unknown.what() + "' in this case",
            near.empty() ? "there are " + all : near));
    }
}

void add_notes(const RobustOptions& options, const robust::Study& study, robust::RobustResult& result) {
    const auto note = [&](std::string text) { result.notes.push_back(std::move(text)); };
    if (study.numbers().empty()) {
        note("No number of the case has a range: as far as the file says nothing is uncertain.");
    } else if (study.linked()) {
        note(
            "Numbers are linked, so Sobol indices of total order would mislead: Shapley effects stand in.");
    }
    if (!options.where.empty())
        note("Only draws that --where keeps are counted; indices of total order are left out.");
    if (options.sampler == robust::Sampler::sobol)
        note("First-order indices come from the sampler 'random' only.");
    if (result.draws != options.draws && options.sampler == robust::Sampler::sobol &&
        study.draws() != options.draws)
        note("A net holds a power of two of points: " + std::to_string(study.draws()) +
             " draws were made.");
    if (result.unsound > 0) {
        note(std::to_string(result.unsound) +
             " draws were left out: with their numbers the case makes no sense, for example because a side "
             "would rather lose the war than win it.");
    }
    double cut = 0;
    for (const UncertainNumber& number : study.numbers()) cut = std::max(cut, number.quantile.cut());
    if (cut > 0)
        note("Ranges that end on a legal bound are cut there; the largest share cut is " +
             std::to_string(static_cast<int>(cut * 1000 + 0.5) / 10) + "% of a number's draws.");
}

}  // namespace

struct Robustness::Parts {
    RobustOptions options;
    RunOptions run;
    DrawModel model;
    robust::Meaning meaning;
    std::optional<robust::Study> study;

    Parts(const Case& conflict, const RobustOptions& options_, const RunOptions& run_)
        : options(options_),
          run(run_),
          model(std::shared_ptr<const Case>(std::shared_ptr<const void>(), &conflict)) {
        if (model.numbers.empty()) options.draws = 1;
        const RandomDraws random(model.numbers, conflict.links, run.seed);
        if (!model.numbers.empty()) model.tabulate(random, options.brief, run);
        pick_deals(model, random, options.draws, run, meaning.best_deal);
        meaning.deals = model.deals;
        meaning.believed = model.believed;
        meaning.brief = options.brief;
        for (const Issue& issue : conflict.space.issues) {
            meaning.issue.push_back(issue.id);
            meaning.option.emplace_back();
            for (const Option& option : issue.options) meaning.option.back().push_back(option.label);
        }
        study.emplace(make_study(model.numbers, conflict.links, model.subject(),
                                 study_options(options, model.metrics.front()), run, known_names(model)));
    }
};

Robustness::Robustness(const Case& conflict, const RobustOptions& options, const RunOptions& run) {
    if (!gives_points(conflict)) {
        throw InputError(finding("E0801", "no party says what an outcome is worth to it",
                                 "robust draws weights, scores, values of no deal and the war's numbers; "
                                 "`entente stability` draws rankings"));
    }
    parts_ = std::make_unique<Parts>(conflict, options, run);
}
Robustness::~Robustness() = default;

robust::State Robustness::start(const std::string& study) const { return parts_->study->start(study); }

bool Robustness::draw(robust::State& state, const std::function<void(const robust::State&)>& keep) const {
    return parts_->study->run(state, parts_->run, keep);
}

bool Robustness::done(const robust::State& state) const { return parts_->study->done(state); }

robust::RobustResult Robustness::conclude(const robust::State& state) const {
    robust::RobustResult result = robust::conclude(*parts_->study, state, parts_->meaning, parts_->run);
    // Quantiles are read off classes of sizes; of a count they are whole numbers.
    for (auto& [name, metric] : result.metrics) {
        if (name != "zone.outcomes") continue;
        for (auto& [level, value] : metric.quantiles) value = std::max(0.0, std::round(value));
    }
    result.stopped = state.complete() ? Stopped::complete : Stopped::cancelled;
    add_notes(parts_->options, *parts_->study, result);
    if (parts_->model.tables) {
        const auto [fronts, points] = parts_->model.tables_told();
        result.notes.push_back(
            "The front's drift wanders: each draw reads what it is worth from a table of " +
            std::to_string(fronts) + " solved fronts, good to " + format_number(points, 4) + " points" +
            (parts_->model.exact ? "; draws whose zone or deals hang on that are solved themselves."
                                 : "."));
    }
    if (Passage(parts_->model.conflict).active()) {
        result.notes.push_back(
            "Draws do not count votes: ratification and the rule among the parties are left out, and a "
            "zone "
            "here is what every party finds acceptable.");
    }
    return result;
}

const std::vector<std::string>& Robustness::metrics() const { return parts_->model.metrics; }

robust::RobustResult robust(const Case& conflict, const RobustOptions& options, const RunOptions& run) {
    const Robustness study(conflict, options, run);
    robust::State state = study.start("");
    study.draw(state);
    return study.conclude(state);
}

namespace {

/// The author's own function, on a copy of the case per thread.
class CaseWorker : public robust::Worker {
public:
    CaseWorker(const Case& conflict, const std::vector<UncertainNumber>& numbers,
               const CaseMetrics& metrics)
        : conflict_(conflict), numbers_(numbers), metrics_(metrics) {
        for (const UncertainNumber& number : numbers)
            targets_.push_back(find_quantity(conflict_, number.address));
    }
    void draw(std::span<const double> numbers, robust::Drawn& into) override {
        for (std::size_t k = 0; k < numbers.size(); ++k) targets_[k]->best = numbers_[k].exact(numbers[k]);
        try {
            const std::vector<double> values = metrics_(conflict_);
            for (std::size_t m = 0; m < into.metrics.size(); ++m)
                into.metrics[m] = m < values.size() ? values[m] : std::numeric_limits<double>::quiet_NaN();
        } catch (const InputError&) {
            into.sound = false;
        }
    }

private:
    Case conflict_;
    const std::vector<UncertainNumber>& numbers_;
    const CaseMetrics& metrics_;
    std::vector<Quantity*> targets_;
};

}  // namespace

robust::RobustResult robust(const Case& conflict, const std::vector<std::string>& names,
                            const CaseMetrics& metrics, const RobustOptions& options,
                            const RunOptions& run) {
    const std::vector<UncertainNumber> numbers = uncertain_numbers(conflict);
    RobustOptions all = options;
    if (numbers.empty()) all.draws = 1;
    robust::Subject subject;
    subject.metrics = names;
    subject.events = {"none"};
    subject.worker = [&] { return std::make_unique<CaseWorker>(conflict, numbers, metrics); };
    const robust::Study study = make_study(numbers, conflict.links, std::move(subject),
                                           study_options(all, names.at(0)), run, names);
    robust::State state = study.start("");
    study.run(state, run);
    robust::RobustResult result = robust::conclude(study, state, {}, run);
    result.zone.reset();
    result.swings.clear();
    result.stopped = state.complete() ? Stopped::complete : Stopped::cancelled;
    add_notes(all, study, result);
    return result;
}

}  // namespace entente::assess
