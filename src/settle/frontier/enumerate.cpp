#include "settle/frontier/enumerate.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <numeric>
#include <span>

#include "entente/core/parallel.hpp"
#include "settle/frontier/block.hpp"
#include "settle/frontier/running_front.hpp"
#include "settle/frontier/seeds.hpp"

namespace entente::settle {
namespace {

/// What one range of blocks found.
template <class Units>
struct Part {
    RunningFront<Units> front{1};
    uint128 feasible = 0;
    uint128 zone = 0;
    std::vector<Units> worst;
    double seen = 0;
    bool full = false;  // the frontier outgrew its share of the memory
};

template <class Units, class K>
class Enumerator {
public:
    Enumerator(const Problem<Units>& problem, const RunOptions& run)
        : problem_(problem), run_(run), plan_(problem, run.memory_bytes), n_(problem.parties) {}

    Enumeration<Units> run();

private:
    static constexpr double kRange = 1 << 19;  // selections a range of blocks covers, about
    static constexpr std::size_t kMostRanges = 512;
    const Problem<Units>& problem_;
    const RunOptions& run_;
    BlockPlan<Units, K> plan_;
    std::size_t n_;
    std::size_t row_limit_ = 0;
    RunningFront<Units> seeds_{1};

    /// Distinct nondominated vectors of an inner table that serves many blocks.
    struct Candidates {
        std::vector<K> rows;
        std::vector<uint128> weight;
        std::vector<std::uint32_t> first;
    };
    struct Worker {
        explicit Worker(const BlockPlan<Units, K>& plan) : walker(plan) {}
        BlockWalker<Units, K> walker;
        Candidates candidates;
        std::vector<std::vector<K>> cut;
        std::vector<std::uint32_t> hits;
        std::vector<K> rivals;
        std::vector<Units> row;
        std::vector<K> threshold;
    };

    Part<Units> walk(std::uint64_t begin, std::uint64_t end) const;
    void count_zone(Worker& worker, Part<Units>& part) const;
    void find_frontier(Worker& worker, Part<Units>& part) const;
    void find_candidates(Worker& worker) const;
    void scan_block(Worker& worker, Part<Units>& part) const;
    [[nodiscard]] BigCount scaled(uint128 count) const {
        BigCount result = BigCount::from(count);
        for (std::uint64_t factor : plan_.common) result *= factor;
        return result;
    }
    Part<Units> joined(std::span<Part<Units>> parts) const;
    Enumeration<Units> finish(Part<Units>&& all, bool complete) const;
};

template <class Units, class K>
void Enumerator<Units, K>::count_zone(Worker& worker, Part<Units>& part) const {
    const auto& walker = worker.walker;
    const Units* base = walker.base();
    bool all = true;
    for (std::size_t j = 0; j < n_; ++j) {
        worker.threshold[j] = static_cast<K>(kForbidden<K> + 1);
        if (problem_.has_reserve[j] == 0) continue;
        const Units reserve = problem_.reserve[j];
        if (problem_.has_cap[j] != 0 && reserve > problem_.cap[j]) return;
        if (reserve > base[j] + walker.most[j]) return;
        if (reserve <= base[j] + walker.least[j]) continue;
        worker.threshold[j] = static_cast<K>(reserve - base[j]);
        all = false;
    }
    uint128 hits = walker.allowed;
    if (!all) {
        const auto& tools = scan<K>();
        hits = plan_.weight.empty() ? tools.count(n_, walker.lines(), worker.threshold.data(), plan_.length)
                                    : tools.count_weighted(n_, walker.lines(), worker.threshold.data(),
                                                           plan_.weight.data(), plan_.length);
    }
    part.zone += hits * walker.prefix_weight();
}

template <class Units, class K>
void Enumerator<Units, K>::find_candidates(Worker& worker) const {
    const K* const* line = worker.walker.lines();
    std::vector<std::uint32_t> order;
    for (std::size_t b = 0; b < plan_.length; ++b) {
        if (line[0][b] != kForbidden<K>) order.push_back(static_cast<std::uint32_t>(b));
    }
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        for (std::size_t j = 0; j < n_; ++j) {
            if (line[j][a] != line[j][b]) return line[j][a] > line[j][b];
        }
        return a < b;
    });
    std::vector<K> rows;
    rows.reserve(order.size() * n_);
    for (std::uint32_t b : order) {
        for (std::size_t j = 0; j < n_; ++j) rows.push_back(line[j][b]);
    }
    Candidates& found = worker.candidates;
    found = {};
    const auto weight = [&](std::size_t index) {
        return plan_.weight.empty() ? uint128{1} : uint128{plan_.weight[order[index]]};
    };
    maxima_of_runs<K>(
        n_, {{rows.data(), order.size(), nullptr}},
        [&](std::size_t, std::size_t index, const K* row) {
            found.rows.insert(found.rows.end(), row, row + n_);
            found.weight.push_back(weight(index));
            found.first.push_back(order[index]);
            return true;
        },
        [&](std::size_t, std::size_t index) {
            found.weight.back() += weight(index);  // equal rows come by rising index: `first` stands
            return true;
        });
}

template <class Units, class K>
void Enumerator<Units, K>::scan_block(Worker& worker, Part<Units>& part) const {
    const auto& walker = worker.walker;
    const Units* base = walker.base();
    const auto& tools = scan<K>();
    std::vector<const K*> lines(walker.lines(), walker.lines() + n_);
    for (std::size_t j = 0; j < n_; ++j) {
        if (problem_.has_cap[j] == 0) continue;
        worker.cut[j].resize(plan_.length);
        const Units room = problem_.cap[j] - base[j];
        const auto most = static_cast<Units>(walker.most[j]);
        tools.cut(worker.cut[j].data(), lines[j], static_cast<K>(std::min(room, most)), plan_.length);
        lines[j] = worker.cut[j].data();
    }
    worker.rivals.clear();
    const auto& rivals = part.front.rivals();
    for (std::size_t r = 0; r < rivals.size(); r += n_) {
        bool useful = true;
        for (std::size_t j = 0; j < n_; ++j)
            useful = useful && rivals[r + j] >= base[j] + static_cast<Units>(walker.least[j]);
        if (!useful) continue;
        for (std::size_t j = 0; j < n_; ++j) {
            const Units above = rivals[r + j] - base[j];
            const auto most = static_cast<Units>(walker.most[j]);
            worker.rivals.push_back(static_cast<K>(std::min(above, most + 1)));
        }
    }
    worker.hits.resize(plan_.length);
    const std::size_t found = tools.survivors(n_, lines.data(), worker.rivals.data(),
                                              worker.rivals.size() / n_, plan_.length, worker.hits.data());
    for (std::size_t h = 0; h < found; ++h) {
        const std::uint32_t b = worker.hits[h];
        for (std::size_t j = 0; j < n_; ++j) worker.row[j] = base[j] + static_cast<Units>(lines[j][b]);
        const uint128 weight = plan_.weight.empty() ? uint128{1} : uint128{plan_.weight[b]};
        part.front.offer(worker.row.data(), weight * walker.prefix_weight(),
                         walker.prefix() * plan_.length + b);
    }
}

template <class Units, class K>
void Enumerator<Units, K>::find_frontier(Worker& worker, Part<Units>& part) const {
    const auto& walker = worker.walker;
    const Units* base = walker.base();
    for (std::size_t j = 0; j < n_; ++j) {
        worker.row[j] = problem_.capped_units(j, base[j] + static_cast<Units>(walker.most[j]));
    }
    if (part.front.beats(worker.row.data())) return;
    // A table that serves many blocks is filtered once; caps make ties that the filter would lose.
    if (plan_.lifetime < 8 || problem_.capped()) {
        scan_block(worker, part);
        return;
    }
    const Candidates& found = worker.candidates;
    for (std::size_t c = 0; c < found.first.size(); ++c) {
        for (std::size_t j = 0; j < n_; ++j)
            worker.row[j] = base[j] + static_cast<Units>(found.rows[c * n_ + j]);
        part.front.offer(worker.row.data(), found.weight[c] * walker.prefix_weight(),
                         walker.prefix() * plan_.length + found.first[c]);
    }
}

template <class Units, class K>
Part<Units> Enumerator<Units, K>::walk(std::uint64_t begin, std::uint64_t end) const {
    Part<Units> part;
    part.front = seeds_;
    Worker worker(plan_);
    worker.cut.resize(n_);
    worker.row.resize(n_);
    worker.threshold.resize(n_);
    for (worker.walker.start(begin); worker.walker.open(end); worker.walker.next()) {
        const auto& walker = worker.walker;
        if (walker.empty) continue;
        part.feasible += walker.allowed * walker.prefix_weight();
        if (part.worst.empty()) part.worst = problem_.highest;
        for (std::size_t j = 0; j < n_; ++j) {
            part.worst[j] = std::min(part.worst[j], walker.base()[j] + static_cast<Units>(walker.least[j]));
        }
        count_zone(worker, part);
        if (walker.rebuilt && plan_.lifetime >= 8 && !problem_.capped()) find_candidates(worker);
        find_frontier(worker, part);
        if (part.front.held() > row_limit_) {
            part.front.flush();
            part.full = part.front.held() > row_limit_;
            if (part.full) break;
        }
    }
    part.front.flush();
    part.seen = static_cast<double>(end - begin) * static_cast<double>(plan_.length);
    return part;
}

template <class Units, class K>
Enumeration<Units> Enumerator<Units, K>::finish(Part<Units>&& all, bool complete) const {
    Enumeration<Units> result;
    result.feasible = scaled(all.feasible);
    result.zone = scaled(all.zone);
    result.seen = all.seen;
    result.worst = all.worst;
    for (std::size_t j = 0; j < result.worst.size(); ++j) {
        result.worst[j] = problem_.capped_units(j, result.worst[j]);
    }
    result.stopped = complete ? Stopped::complete : all.full ? Stopped::budget : Stopped::cancelled;
    Front<Units>& front = result.front;
    front.parties = n_;
    front.complete = complete;
    front.stopped = result.stopped;
    auto weights = std::make_shared<std::vector<uint128>>();
    auto ranks = std::make_shared<std::vector<std::uint64_t>>();
    uint128 total = 0;
    for (std::size_t i = 0; i < all.front.size(); ++i) {
        const auto& data = all.front.data()[i];
        if (data.weight == 0) continue;  // a seed of a range that was not reached
        const Units* row = all.front.rows().data() + i * n_;
        front.rows.insert(front.rows.end(), row, row + n_);
        weights->push_back(data.weight);
        ranks->push_back(data.rank);
        total += data.weight;
    }
    front.outcomes = scaled(total).to_string();
    const std::vector<std::uint64_t> common = plan_.common;
    front.ties = [weights, common](std::size_t point) {
        BigCount count = BigCount::from((*weights)[point]);
        for (std::uint64_t factor : common) count *= factor;
        return count.to_string();
    };
    std::vector<std::uint64_t> radix;
    for (const auto& line : problem_.choices) radix.push_back(line.size());
    front.selection = [ranks, radix](std::size_t point, std::uint32_t* selection) {
        std::uint64_t rest = (*ranks)[point];
        for (std::size_t i = radix.size(); i-- > 0;) {
            selection[i] = static_cast<std::uint32_t>(rest % radix[i]);
            rest /= radix[i];
        }
    };
    return result;
}

/// The parts as one. Fronts are joined two by two, so that each is filtered against few others and threads
/// share the work; what comes out does not depend on the order.
template <class Units, class K>
Part<Units> Enumerator<Units, K>::joined(std::span<Part<Units>> parts) const {
    const RunOptions whole = run_.to_its_end();  // some parts' front would not be that of what was counted
    for (std::size_t step = 1; step < parts.size(); step *= 2) {
        for_each_block((parts.size() + step - 1) / (2 * step), whole, [&](std::size_t pair) {
            Part<Units>& one = parts[2 * step * pair];
            Part<Units>& other = parts[2 * step * pair + step];
            one.feasible += other.feasible;
            one.zone += other.zone;
            one.seen += other.seen;
            if (one.worst.empty()) one.worst = other.worst;
            for (std::size_t j = 0; j < other.worst.size(); ++j)
                one.worst[j] = std::min(one.worst[j], other.worst[j]);
            one.front.absorb(other.front);
            other = {};
        });
    }
    if (!parts.empty()) return std::move(parts.front());
    Part<Units> none;
    none.front = RunningFront<Units>(n_);
    return none;
}

template <class Units, class K>
Enumeration<Units> Enumerator<Units, K>::run() {
    const double total = static_cast<double>(plan_.prefixes) * static_cast<double>(plan_.length);
    const auto wanted = static_cast<std::size_t>(std::clamp(total / kRange, 1.0, double{kMostRanges}));
    const std::uint64_t per_range = (plan_.prefixes + wanted - 1) / wanted;
    const auto ranges = static_cast<std::size_t>((plan_.prefixes + per_range - 1) / per_range);
    const std::size_t bytes = n_ * sizeof(Units) + 64;
    row_limit_ =
        std::max<std::size_t>(1024, static_cast<std::size_t>(run_.memory_bytes) / (3 * bytes * ranges));
    seeds_ = seed_front(problem_);
    std::mutex mutex;
    double seen = 0;
    std::vector<Part<Units>> parts(ranges);
    std::size_t done = for_each_block(ranges, run_, [&](std::size_t range) {
        const std::uint64_t begin = range * per_range;
        parts[range] = walk(begin, std::min(plan_.prefixes, begin + per_range));
        const std::scoped_lock lock(mutex);
        seen += parts[range].seen;
        if (run_.progress) run_.progress({"outcomes", seen, total});
    });
    const bool complete = done == ranges;
    for (std::size_t range = 0; range < done; ++range) {
        if (parts[range].full) done = range;  // what comes after it cannot be held either
    }
    const bool full = done < ranges && parts[done].full;
    Part<Units> all = joined(std::span(parts).first(done));
    all.full = full;
    return finish(std::move(all), complete && !full);
}

}  // namespace

template <class Units>
Enumeration<Units> enumerate(const Problem<Units>& problem, const RunOptions& run) {
    if (problem.infeasible || problem.parties == 0) {
        Enumeration<Units> none;
        none.front.parties = problem.parties;
        none.front.outcomes = "0";
        return none;
    }
    Units size = 0;
    for (std::size_t j = 0; j < problem.parties; ++j) {
        Units party = problem.highest[j] - problem.lowest[j];
        party += std::max(std::max(problem.highest[j], problem.lowest[j]), -problem.lowest[j]);
        for (const Units bound : {problem.reserve[j], problem.cap[j]}) {
            if (bound > 0) party = std::max(party, bound);
        }
        size = std::max(size, party);
    }
    if (size < Units{kScanRoom<std::int32_t>}) return Enumerator<Units, std::int32_t>(problem, run).run();
    if (size < Units{kScanRoom<std::int64_t>}) return Enumerator<Units, std::int64_t>(problem, run).run();
    return Enumerator<Units, int128>(problem, run).run();
}

template Enumeration<std::int64_t> enumerate(const Problem<std::int64_t>&, const RunOptions&);
template Enumeration<int128> enumerate(const Problem<int128>&, const RunOptions&);

}  // namespace entente::settle
