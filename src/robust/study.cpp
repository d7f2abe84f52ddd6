#include "entente/robust/study.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "entente/core/expects.hpp"
#include "entente/core/parallel.hpp"
#include "entente/core/worker_pool.hpp"

namespace entente::robust {
namespace {

constexpr std::uint64_t kPilotDraws = 256;
constexpr std::uint64_t kDefaultRuns = 1 << 15;

void add(std::vector<std::uint64_t>& into, const std::vector<std::uint64_t>& from) {
    for (std::size_t k = 0; k < into.size(); ++k) into[k] += from[k];
}

template <class Each>
void add_each(std::vector<Each>& into, const std::vector<Each>& from) {
    for (std::size_t k = 0; k < into.size(); ++k) into[k].add(from[k]);
}

std::size_t all_options(const Subject& subject) {
    return std::accumulate(subject.options.begin(), subject.options.end(), std::size_t{0});
}

}  // namespace

void Tally::add(const Tally& other) {
    draws += other.draws;
    unsound += other.unsound;
    excluded += other.excluded;
    robust::add(event, other.event);
    robust::add(event_part, other.event_part);
    robust::add(part, other.part);
    robust::add(count, other.count);
    robust::add(hit, other.hit);
    add_each(metric, other.metric);
    add_each(metric_sizes, other.metric_sizes);
    add_each(explained, other.explained);
    robust::add(deal, other.deal);
    robust::add(deal_bins, other.deal_bins);
    add_each(regret, other.regret);
    robust::add(solved, other.solved);
    robust::add(chosen, other.chosen);
    robust::add(terms, other.terms);
    for (std::size_t k = 0; k < kept.size(); ++k) kept[k] |= other.kept[k];
}

/// One thread's model, numbers and sums.
struct Study::Desk {
    std::unique_ptr<Worker> worker;
    Drawn drawn;
    Tally tally;
    std::vector<double> shares;
    std::vector<double> numbers;
    std::vector<std::size_t> bin;
};

Study::Study(const std::vector<UncertainNumber>& numbers, const std::vector<Link>& links, Subject subject,
             StudyOptions options, std::uint64_t seed, const RunOptions& run)
    : numbers_(numbers),
      subject_(std::move(subject)),
      options_(std::move(options)),
      seed_(seed),
      random_(numbers_, links, seed),
      draws_(options_.draws) {
    ENTENTE_EXPECTS(subject_.deals <= 64 && !subject_.events.empty() && draws_ > 0);
    ENTENTE_EXPECTS(options_.shard >= 1 && options_.shard <= options_.shards);
    for (std::size_t row = 0; row < kNoiseRows; ++row)
        noise_.push_back(RandomStream::key_of(seed, "robust.noise." + std::to_string(row)));
    const auto index_of = [](const std::vector<std::string>& names, const std::string& name) {
        return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
    };
    for (const std::string& name : options_.explained) {
        explained_.push_back(index_of(subject_.metrics, name));
        if (explained_.back() == subject_.metrics.size()) throw std::invalid_argument(name);
    }
    for (const Where& where : options_.where) {
        const std::size_t metric = index_of(subject_.metrics, where.name);
        std::size_t number = 0;
        while (number < numbers_.size() && numbers_[number].address != where.name) ++number;
        if (metric == subject_.metrics.size() && number == numbers_.size())
            throw std::invalid_argument(where.name);
        where_.emplace_back(metric < subject_.metrics.size() ? metric : number,
                            metric < subject_.metrics.size());
    }
    const bool net_fits = !numbers_.empty() && 2 * numbers_.size() <= SobolPoints::kMostDimensions;
    if (options_.sampler == Sampler::sobol && net_fits) {
        while ((std::uint64_t{2} << net_bits_) * kParts <= draws_) ++net_bits_;
        draws_ = kParts << net_bits_;
        for (std::size_t r = 0; r < kParts; ++r)
            nets_.emplace_back(numbers_.size(), net_bits_, seed_, 1000 + r);
    }
    // Ten bins or a multiple of ten: the outermost tenths are bins or groups of them.
    bins_ = std::max<std::size_t>(10, (bins_for(draws_) + 5) / 10 * 10);
    if (net_fits && !random_.linked() && options_.where.empty() && !explained_.empty()) {
        const std::uint64_t runs = options_.total_runs.value_or(
            options_.sampler == Sampler::sobol ? draws_ : std::min(kDefaultRuns, 4 * draws_));
        if (runs > 0) {
            plan_ = plan_total_order(numbers_.size(), runs);
            replicates_ = plan_.replicates;
        }
    }
    pilot(run);
}

std::unique_ptr<Study::Desk> Study::desk() const {
    auto desk = std::make_unique<Desk>();
    desk->worker = subject_.worker();
    desk->drawn = blank();
    desk->shares.resize(numbers_.size());
    desk->numbers.resize(numbers_.size());
    desk->bin.resize(rows());
    return desk;
}

/// The model where the numbers lie at these shares of their distributions.
void Study::evaluate(Desk& desk, std::span<const double> shares) const {
    for (std::size_t i = 0; i < numbers_.size(); ++i) desk.numbers[i] = numbers_[i].draw(shares[i]);
    desk.drawn.sound = true;
    desk.worker->draw(desk.numbers, desk.drawn);
}

Drawn Study::blank() const {
    Drawn drawn;
    drawn.metrics.assign(subject_.metrics.size(), 0);
    drawn.events.assign(subject_.events.size(), 0);
    drawn.regret.assign(subject_.deals, 0);
    drawn.solved.assign(subject_.solutions.size(), 0);
    drawn.chosen.assign(subject_.solutions.size(), -1);
    drawn.options.assign(subject_.solutions.size() * subject_.options.size(), 0);
    return drawn;
}

Tally Study::empty() const {
    const std::size_t cells = rows() * bins_;
    const std::size_t events = subject_.events.size();
    const std::size_t solutions = subject_.solutions.size();
    Tally tally;
    tally.event.assign(events, 0);
    tally.event_part.assign(events * kParts, 0);
    tally.part.assign(kParts, 0);
    tally.count.assign(cells, 0);
    tally.hit.assign(events * cells, 0);
    tally.metric.assign(subject_.metrics.size(), {});
    tally.metric_sizes.assign(subject_.metrics.size(), {});
    tally.explained.assign(explained_.size() * kParts * numbers_.size() * bins_, {});
    tally.deal.assign(subject_.deals, 0);
    tally.deal_bins.assign(cells * subject_.deals, 0);
    tally.regret.assign(subject_.deals, {});
    tally.solved.assign(solutions, 0);
    tally.chosen.assign(solutions * subject_.deals, 0);
    tally.terms.assign(solutions * all_options(subject_), 0);
    tally.kept.assign(2 * ((std::min(kKeptDraws, draws_) + 63) / 64), 0);
    return tally;
}

void Study::shares(std::uint64_t draw, std::span<double> shares) const {
    if (nets_.empty()) {
        random_.shares(draw, shares);
        return;
    }
    nets_[static_cast<std::size_t>(draw >> net_bits_)].point(draw & ((std::uint64_t{1} << net_bits_) - 1),
                                                             shares);
    random_.link(shares);
}

void Study::pilot(const RunOptions& run) {
    const std::uint64_t draws = std::min(kPilotDraws, draws_);
    std::vector<std::vector<double>> values(
        subject_.metrics.size(),
        std::vector<double>(static_cast<std::size_t>(draws), std::numeric_limits<double>::quiet_NaN()));
    std::vector<double> regrets(static_cast<std::size_t>(draws), 0.0);
    WorkerPool<Desk> desks([this] { return desk(); });
    for_each_block(static_cast<std::size_t>(draws), run.quiet(), [&](std::size_t draw) {
        desks.with([&](Desk& desk) {
            shares(draw, desk.shares);
            evaluate(desk, desk.shares);
            if (!desk.drawn.sound) return;
            for (std::size_t m = 0; m < values.size(); ++m) values[m][draw] = desk.drawn.metrics[m];
            for (const double each : desk.drawn.regret) regrets[draw] = std::max(regrets[draw], each);
        });
    });
    for (const std::vector<double>& each : values) scales_.push_back(FixedPoint::for_values(each));
    regrets.push_back(0);
    regret_scale_ = FixedPoint::for_values(regrets);
    regret_scale_.origin = 0;
}

bool Study::kept_by_where(const Desk& desk) const {
    for (std::size_t w = 0; w < where_.size(); ++w) {
        const double value =
            where_[w].second ? desk.drawn.metrics[where_[w].first] : desk.numbers[where_[w].first];
        const Where& where = options_.where[w];
        if (where.at_least ? !(value >= where.limit) : !(value <= where.limit)) return false;
    }
    return true;
}

void Study::count(Desk& desk, std::uint64_t draw, Tally& tally) const {
    const std::size_t n = numbers_.size();
    shares(draw, desk.shares);
    evaluate(desk, desk.shares);
    const Drawn& drawn = desk.drawn;
    if (!drawn.sound) {
        ++tally.unsound;
        return;
    }
    if (!kept_by_where(desk)) {
        ++tally.excluded;
        return;
    }
    ++tally.draws;
    const auto part = static_cast<std::size_t>(draw * kParts / draws_);
    ++tally.part[part];
    const double bins = static_cast<double>(bins_);
    for (std::size_t i = 0; i < rows(); ++i) {
        const double share = i < n ? desk.shares[i] : RandomStream(noise_[i - n], draw).uniform();
        desk.bin[i] = i * bins_ + std::min(bins_ - 1, static_cast<std::size_t>(share * bins));
        ++tally.count[desk.bin[i]];
    }
    for (std::size_t e = 0; e < subject_.events.size(); ++e) {
        if (drawn.events[e] == 0) continue;
        ++tally.event[e];
        ++tally.event_part[e * kParts + part];
        for (std::size_t i = 0; i < rows(); ++i) ++tally.hit[e * rows() * bins_ + desk.bin[i]];
    }
    if (draw < kKeptDraws) {
        tally.kept[2 * (draw / 64)] |= std::uint64_t{1} << draw % 64;
        if (drawn.events[0] != 0) tally.kept[2 * (draw / 64) + 1] |= std::uint64_t{1} << draw % 64;
    }
    for (std::size_t m = 0; m < subject_.metrics.size(); ++m) {
        if (std::isnan(drawn.metrics[m])) continue;  // without a zone a solution gains nobody anything
        const std::int64_t units = scales_[m].units(drawn.metrics[m]);
        tally.metric[m].add(units);
        tally.metric_sizes[m].add(units);
    }
    for (std::size_t x = 0; x < explained_.size(); ++x) {
        const double value = drawn.metrics[explained_[x]];
        if (std::isnan(value)) continue;
        const std::int64_t units = scales_[explained_[x]].units(value);
        Sums* sums = tally.explained.data() + (x * kParts + part) * n * bins_;
        for (std::size_t i = 0; i < n; ++i) sums[desk.bin[i]].add(units);
    }
    for (std::uint64_t rest = drawn.acceptable; rest != 0; rest &= rest - 1)
        ++tally.deal[static_cast<std::size_t>(std::countr_zero(rest))];
    for (std::size_t i = 0; i < rows(); ++i) {
        std::uint64_t* line = tally.deal_bins.data() + desk.bin[i] * subject_.deals;
        for (std::uint64_t rest = drawn.acceptable; rest != 0; rest &= rest - 1)
            ++line[std::countr_zero(rest)];
    }
    for (std::size_t d = 0; d < subject_.deals; ++d)
        tally.regret[d].add(regret_scale_.units(drawn.regret[d]));
    const std::size_t options = all_options(subject_);
    for (std::size_t s = 0; s < subject_.solutions.size(); ++s) {
        if (drawn.solved[s] == 0) continue;
        ++tally.solved[s];
        if (drawn.chosen[s] >= 0)
            ++tally.chosen[s * subject_.deals + static_cast<std::size_t>(drawn.chosen[s])];
        std::size_t offset = s * options;
        for (std::size_t i = 0; i < subject_.options.size(); ++i) {
            ++tally.terms[offset + drawn.options[s * subject_.options.size() + i]];
            offset += subject_.options[i];
        }
    }
}

State Study::start(std::string study) const {
    State state;
    state.study = std::move(study);
    state.blocks.assign(static_cast<std::size_t>((draws_ + kBlockDraws - 1) / kBlockDraws), 0);
    state.tally = empty();
    state.replicates.resize(replicates_);
    return state;
}

bool Study::done(const State& state) const {
    const std::size_t blocks = state.blocks.size();
    for (std::size_t b = blocks * (options_.shard - 1) / options_.shards;
         b < blocks * options_.shard / options_.shards; ++b) {
        if (state.blocks[b] == 0) return false;
    }
    for (std::size_t r = options_.shard - 1; r < state.replicates.size(); r += options_.shards)
        if (state.replicates[r].empty()) return false;
    return true;
}

UnitModel Study::unit_model() const {
    auto desks = std::make_shared<WorkerPool<Desk>>([this] { return desk(); });
    return [this, desks](std::span<const double> shares, std::span<double> values) {
        desks->with([&](Desk& desk) {
            evaluate(desk, shares);
            for (std::size_t x = 0; x < values.size(); ++x) {
                // A draw that makes no sense stands where nothing is known of it: in the middle.
                const double value = desk.drawn.sound ? desk.drawn.metrics[explained_[x]] : std::nan("");
                values[x] = std::isnan(value) ? scales_[explained_[x]].origin : value;
            }
        });
    };
}

bool Study::run(State& state, const RunOptions& run, const std::function<void(const State&)>& keep) const {
    const std::size_t blocks = state.blocks.size();
    std::size_t next = blocks * (options_.shard - 1) / options_.shards;
    const std::size_t last = blocks * options_.shard / options_.shards;
    const auto begun = state.blocks.begin();
    const auto wanted = static_cast<std::size_t>(std::count(begun + static_cast<std::ptrdiff_t>(next),
                                                            begun + static_cast<std::ptrdiff_t>(last), 0));
    WorkerPool<Desk> desks([this] {
        auto made = desk();
        made->tally = empty();
        return made;
    });
    const RunOptions quiet = run.quiet();
    // Blocks from one telling and keeping to the next: few at first, so that something is kept soon where a
    // draw takes long; never so many that much could be lost.
    constexpr std::size_t kMostAtOnce = 32;
    std::size_t at_once = 2;
    std::vector<std::size_t> todo;
    for (std::size_t made = 0; made < wanted && !run.stop.stop_requested();) {
        todo.clear();
        for (; next < last && todo.size() < at_once; ++next)
            if (state.blocks[next] == 0) todo.push_back(next);
        for_each_block(todo.size(), quiet, [&](std::size_t k) {
            const std::size_t block = todo[k];
            desks.with([&](Desk& desk) {
                const std::uint64_t end = std::min<std::uint64_t>(draws_, (block + 1) * kBlockDraws);
                std::uint64_t draw = block * kBlockDraws;
                const Tally before = keep ? desk.tally : Tally{};
                for (; draw < end && !run.stop.stop_requested(); ++draw) count(desk, draw, desk.tally);
                if (draw == end) {
                    state.blocks[block] = 1;
                } else if (keep) {  // who goes on later makes whole blocks
                    desk.tally = before;
                }
            });
        });
        made += todo.size();
        at_once = std::min(2 * at_once, kMostAtOnce);
        if (run.progress)
            run.progress({"draws", static_cast<double>(made * kBlockDraws),
                          static_cast<double>(wanted * kBlockDraws)});
        if (keep) {
            for (const auto& desk : desks.all()) {
                state.tally.add(desk->tally);
                desk->tally = empty();
            }
            keep(state);
        }
    }
    for (const auto& desk : desks.all()) state.tally.add(desk->tally);
    const UnitModel model = unit_model();
    for (unsigned r = options_.shard - 1; r < replicates_ && !run.stop.stop_requested();
         r += options_.shards) {
        if (!state.replicates[r].empty()) continue;
        RunOptions one = quiet;
        one.seed = seed_;
        state.replicates[r] =
            total_order_replicate(numbers_.size(), explained_.size(), model, plan_, r, one);
        if (run.progress)
            run.progress(
                {"total-order indices", static_cast<double>(r + 1), static_cast<double>(replicates_)});
        if (keep) keep(state);
    }
    return done(state);
}

bool State::complete() const {
    return std::all_of(blocks.begin(), blocks.end(), [](unsigned char done) { return done != 0; }) &&
           std::none_of(replicates.begin(), replicates.end(),
                        [](const std::vector<double>& each) { return each.empty(); });
}

void State::add(const State& other) {
    if (study != other.study) throw std::invalid_argument("it is part of another study");
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        if (blocks[b] != 0 && other.blocks[b] != 0) throw std::invalid_argument("it holds draws twice");
    }
    for (std::size_t b = 0; b < blocks.size(); ++b)
        blocks[b] = static_cast<unsigned char>(blocks[b] | other.blocks[b]);
    tally.add(other.tally);
    for (std::size_t r = 0; r < replicates.size(); ++r)
        if (replicates[r].empty()) replicates[r] = other.replicates[r];
}

}  // namespace entente::robust
