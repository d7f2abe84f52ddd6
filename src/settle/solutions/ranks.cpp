#include "settle/solutions/ranks.hpp"

#include <algorithm>
#include <map>

#include "settle/count/count.hpp"

namespace entente::settle {
namespace {

constexpr double kRanked = 20'000;      // combinations looked at one by one
constexpr std::size_t kRows = 200'000;  // of the sums of both halves: a question walks through them
// A question copies all options.
constexpr std::size_t kOptions = 500'000;
constexpr std::size_t kQuestions = 400;  // counts, each a fraction of a millisecond to some milliseconds

/// One party's part of a separable problem: gains from where the count is to begin.
Separable one_party(const Separable& space, std::size_t party, int128 from) {
    Separable one;
    one.parties = 1;
    one.issues = space.issues;
    one.constants = {space.constants[party] - from};
    one.unit_points = {space.unit_points[party]};
    one.unit_numerator = {space.unit_numerator[party]};
    one.unit_denominator = {space.unit_denominator[party]};
    for (const SeparableGroup& group : space.groups) {
        SeparableGroup part;
        part.copies = group.copies;
        for (std::size_t o = 0; o < group.size(); ++o)
            part.values.push_back(group.values[o * space.parties + party]);
        one.groups.push_back(std::move(part));
    }
    return one;
}

}  // namespace

template <class Units>
Ranks<Units>::Ranks(const Problem<Units>& problem, const Separable* separable, const RunOptions& run)
    : problem_(&problem), separable_(separable), run_(&run) {}

template <class Units>
bool Ranks<Units>::small() const {
    return !ranked_.empty() || (!problem_->infeasible && problem_->selections() <= kRanked);
}

template <class Units>
void Ranks<Units>::rank_all() const {
    const std::size_t n = problem_->parties;
    std::vector<std::map<Units, std::uint64_t, std::greater<>>> counts(n);
    std::vector<std::uint32_t> at(problem_->issues, 0);
    std::vector<Units> units(n);
    while (true) {
        if (problem_->evaluate(at.data(), units.data())) {
            std::uint64_t copies = 1;
            for (std::size_t i = 0; i < problem_->issues; ++i) copies *= problem_->choices[i][at[i]].copies;
            for (std::size_t j = 0; j < n; ++j) counts[j][units[j]] += copies;
        }
        std::size_t i = problem_->issues;
        while (i > 0 && at[i - 1] + 1 == problem_->choices[i - 1].size()) at[--i] = 0;
        if (i == 0) break;
        ++at[i - 1];
    }
    ranked_.resize(n);
    for (std::size_t j = 0; j < n; ++j) {
        BigCount sum;
        for (const auto& [value, copies] : counts[j]) {
            sum += BigCount(copies);
            ranked_[j].push_back({value, sum});
        }
    }
}

template <class Units>
std::size_t Ranks<Units>::questions() const {
    if (small()) return static_cast<std::size_t>(-1);
    if (separable_ == nullptr) return 0;
    std::size_t options = 0;
    for (const SeparableGroup& group : separable_->groups) options += group.size();
    return options > kOptions ? 0 : kQuestions;
}

template <class Units>
std::optional<BigCount> Ranks<Units>::better(std::size_t party, Units units) const {
    if (small()) {
        if (ranked_.empty()) rank_all();
        const auto& steps = ranked_[party];
        const auto above = std::partition_point(steps.begin(), steps.end(),
                                                [&](const Step& s) { return s.units > units; });
        return above == steps.begin() ? BigCount{} : std::prev(above)->at_or_above;
    }
    if (separable_ == nullptr) return std::nullopt;
    if (above_.empty() && !separable_->impossible()) {
        for (std::size_t j = 0; j < separable_->parties; ++j)
            above_.push_back(Above::of(*separable_, j, kRows));
    }
    // Strictly better: a gain of at least one unit more.
    const int128 from = int128{problem_->gain(party, units)} + 1;
    if (!above_.empty() && above_[party]) return above_[party]->at_least(from);
    CountOptions options;
    options.exact_work = 2e6;
    options.sampling = false;
    const ZoneCount count = count_zone(one_party(*separable_, party, from), options, *run_);
    return count.exact;
}

template class Ranks<std::int64_t>;
template class Ranks<int128>;

}  // namespace entente::settle
