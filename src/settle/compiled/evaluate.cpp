// A draw's utilities and its zone, by two passes over the outcomes.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "entente/core/expects.hpp"
#include "settle/compiled/extremes.hpp"
#include "settle/compiled/parts.hpp"

namespace entente::settle {
namespace {

using Parts = CompiledCase::Parts;
using Work = CompiledCase::Work;

double score_of(const Sheet& sheet, const ScoreAt& at, std::span<const double> values) {
    const double left = sheet.scores[at.left].value(values);
    if (at.share == 0) return left;
    return left + (sheet.scores[at.left + 1].value(values) - left) * at.share;
}

void fill_tables(const Parts& parts, Work& work) {
    const double points = parts.conflict.points.value();
    work.size = 0;
    for (std::size_t j = 0; j < parts.parties.size(); ++j) {
        const CompiledParty& party = parts.parties[j];
        double factor = 0.01;
        if (parts.conflict.normalise) {
            double sum = 0;
            for (const Sheet& sheet : party.sheets) sum += sheet.weight.value(work.values);
            factor = sum == 0 ? 0 : points / (100 * sum);
        }
        double size = 0;
        for (std::size_t i = 0; i < parts.issues(); ++i) {
            const Sheet& sheet = party.sheets[i];
            std::vector<double>& line = work.table[j][i];
            if (sheet.scores.empty()) continue;
            const double weight = factor * sheet.weight.value(work.values);
            double largest = 0;
            for (std::size_t c = 0; c < line.size(); ++c) {
                line[c] = weight * score_of(sheet, sheet.options[c], work.values);
                largest = std::max(largest, std::abs(line[c]));
            }
            size += largest;
        }
        for (std::size_t t = 0; t < party.terms.size(); ++t) {
            work.adds[j][t] = party.terms[t].add.value(work.values);
            size += std::abs(work.adds[j][t]);
        }
        work.size = std::max(work.size, size);
    }
    if (!(work.size > 0)) work.size = 1;
}

/// Cuts sums at the cap. The cap itself stands only where the sum passes it beyond doubt: what is so near
/// that rounding could decide stands a hair below, so that equality with the cap is exact (at_cap).
void cut(const Work& work, std::span<double> sums) {
    const double cap = work.cap;
    const double beyond_doubt = cap + kNearTie * work.size;
    const double below = std::nextafter(cap, -std::numeric_limits<double>::infinity());
    for (double& each : sums) each = each > beyond_doubt ? cap : std::min(each, below);
}

/// Utilities of every outcome: the last issue's options, then copies shifted by each option of the one
/// before.
void sum_tables(const Parts& parts, std::size_t party, Work& work) {
    std::vector<double>& all = work.utility[party];
    const auto& table = work.table[party];
    const auto& terms = parts.parties[party].terms;
    if (parts.conflict.cap) work.cap = parts.conflict.cap->value();
    // Sums are cut as they are made, while they are near the processor, where nothing is added to them
    // later.
    const bool cut_last = parts.conflict.cap && terms.empty() && table.size() > 1;
    // Built from the back of the array so that no copy overwrites what it is made from.
    std::size_t length = table.back().size();
    std::copy(table.back().begin(), table.back().end(), all.end() - static_cast<std::ptrdiff_t>(length));
    for (std::size_t i = table.size() - 1; i-- > 0;) {
        const std::vector<double>& line = table[i];
        const double* from = all.data() + all.size() - length;
        double* into = all.data() + all.size() - length * line.size();
        for (std::size_t c = 0; c < line.size(); ++c, into += length) {
            const double add = line[c];
            for (std::size_t first = 0; first < length; first += kBlock) {
                const std::size_t last = std::min(length, first + kBlock);
                for (std::size_t k = first; k < last; ++k) into[k] = from[k] + add;
                if (cut_last && i == 0) cut(work, {into + first, last - first});
            }
        }
        length *= line.size();
    }
    for (std::size_t t = 0; t < terms.size(); ++t) {
        const double add = work.adds[party][t];
        for (const std::uint32_t o : terms[t].holds) all[o] += add;
    }
    if (parts.conflict.cap && !cut_last) cut(work, all);
}

/// What gains count from where a party has no value of no deal: its worst outcome that can be.
void find_origins(const Parts& parts, Work& work) {
    for (std::size_t j = 0; j < parts.parties.size(); ++j) {
        work.origin[j] = work.reserves[j];
        if (!std::isnan(work.reserves[j])) continue;
        if (parts.forbidden.empty()) {
            work.origin[j] = least(work.utility[j]);
            continue;
        }
        double worst = std::numeric_limits<double>::infinity();
        for (std::size_t o = 0; o < parts.outcomes; ++o)
            if (parts.forbidden[o] == 0) worst = std::min(worst, work.utility[j][o]);
        work.origin[j] = worst;
    }
}

/// The least gain of every outcome of a block.
std::span<const double> margins_of(const Parts& parts, Work& work, std::size_t first, std::size_t last) {
    double* margin = work.margin.data();
    std::fill(margin + first, margin + last, std::numeric_limits<double>::infinity());
    for (std::size_t j = 0; j < parts.parties.size(); ++j) {
        const double origin = work.origin[j];
        const double* utility = work.utility[j].data();
        for (std::size_t o = first; o < last; ++o) margin[o] = std::min(margin[o], utility[o] - origin);
    }
    for (std::size_t o = first; o < last && !parts.forbidden.empty(); ++o) {
        if (parts.forbidden[o] != 0) margin[o] = -std::numeric_limits<double>::infinity();
    }
    return {margin + first, last - first};
}

/// The zone's utilities side by side: what follows runs through them again and again. Where every outcome
/// is in the zone they are so already.
void line_up(const Parts& parts, Work& work) {
    const bool all = work.rational.size() == parts.outcomes;
    work.zone_utility.resize(parts.parties.size());
    work.zone_copy.resize(parts.parties.size());
    for (std::size_t j = 0; j < parts.parties.size(); ++j) {
        if (!all) {
            std::vector<double>& line = work.zone_copy[j];
            line.resize(work.rational.size());
            for (std::size_t r = 0; r < line.size(); ++r) line[r] = work.utility[j][work.rational[r]];
        }
        work.zone_utility[j] = all ? work.utility[j] : work.zone_copy[j];
        work.answer.ideal[j] = largest(work.zone_utility[j]);
    }
}

/// Is an outcome in the zone? Where its margin is nearer to 0 than rounding can tell, exact numbers decide.
bool in_zone(const Parts& parts, Work& work, std::size_t o, double near) {
    if (work.margin[o] < -near) return false;
    if (work.margin[o] > near) return true;
    for (std::size_t j = 0; j < parts.parties.size(); ++j) {
        if (std::isnan(work.reserves[j])) continue;
        if (std::abs(work.utility[j][o] - work.origin[j]) > near) continue;
        work.answer.rechecked = true;
        if (!reaches(parts, work, j, exact_at(parts, work, j, static_cast<std::uint32_t>(o)))) return false;
    }
    return true;
}

void find_zone(const Parts& parts, Work& work) {
    QuickAnswer& answer = work.answer;
    const double near = kNearTie * work.size;
    answer.margin = -std::numeric_limits<double>::infinity();
    work.rational.clear();
    for (std::size_t first = 0; first < parts.outcomes; first += kBlock) {
        const std::size_t last = std::min(parts.outcomes, first + kBlock);
        const std::span<const double> margins = margins_of(parts, work, first, last);
        answer.margin = std::max(answer.margin, largest(margins));
        if (least(margins) > near) {  // all of them, without a look at each
            const std::size_t before = work.rational.size();
            work.rational.resize(before + last - first);
            std::iota(work.rational.begin() + static_cast<std::ptrdiff_t>(before), work.rational.end(),
                      static_cast<std::uint32_t>(first));
            continue;
        }
        for (std::size_t o = first; o < last; ++o)
            if (in_zone(parts, work, o, near)) work.rational.push_back(static_cast<std::uint32_t>(o));
    }
    if (work.slack > 0) {
        const double hangs = work.slack + near;
        answer.fragile = std::any_of(work.margin.begin(), work.margin.end(),
                                     [&](double margin) { return std::abs(margin) <= hangs; });
    }
    answer.zone = !work.rational.empty();
    answer.outcomes = static_cast<double>(work.rational.size());
    if (work.rational.size() == parts.outcomes) {
        answer.outcomes = parts.all_outcomes;
    } else if (!parts.copies_of.empty()) {
        double copies = 0;
        for (const std::uint32_t o : work.rational) copies += parts.copies_of[o];
        answer.outcomes = copies;
    }
    line_up(parts, work);
}

}  // namespace

void add_tables(const Parts& parts, Work& work) {
    fill_tables(parts, work);
    for (std::size_t j = 0; j < parts.parties.size(); ++j) {
        work.exact_factor[j].reset();
        if (parts.parties[j].varies) work.exact_utility[j].clear();
    }
}

double utility_of(const Parts& parts, const Work& work, std::size_t party,
                  std::span<const std::uint32_t> options) {
    double sum = 0;
    for (std::size_t i = 0; i < parts.issues(); ++i)
        sum += work.table[party][i][parts.class_of[i][options[i]]];
    const auto& terms = parts.parties[party].terms;
    for (std::size_t t = 0; t < terms.size(); ++t) {
        const bool held = std::all_of(terms[t].when.begin(), terms[t].when.end(), [&](const Condition& c) {
            return c.holds(OptionId(std::size_t{options[c.issue.index()]}));
        });
        if (held) sum += work.adds[party][t];
    }
    return parts.conflict.cap ? std::min(sum, parts.conflict.cap->value()) : sum;
}

void settle_enumerated(const Parts& parts, Work& work) {
    for (std::size_t j = 0; j < parts.parties.size(); ++j) sum_tables(parts, j, work);
    find_origins(parts, work);
    find_zone(parts, work);
    if (work.answer.zone) choose_solutions(parts, work);
}

void CompiledCase::set(Work& work, std::span<const double> values) const {
    ENTENTE_EXPECTS(values.size() == work.values.size());
    std::copy(values.begin(), values.end(), work.values.begin());
    add_tables(*parts_, work);
}

void CompiledCase::set_reserves(Work& work, std::span<const double> reserves) const {
    ENTENTE_EXPECTS(reserves.size() == work.reserves.size());
    std::copy(reserves.begin(), reserves.end(), work.reserves.begin());
}

double CompiledCase::utility(const Work& work, std::size_t party,
                             std::span<const std::uint32_t> options) const {
    return utility_of(*parts_, work, party, options);
}

double CompiledCase::least_gain(const Work& work, std::span<const std::uint32_t> options) const {
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t j = 0; j < parts_->parties.size(); ++j)
        least = std::min(least, utility_of(*parts_, work, j, options) - work.origin[j]);
    return least;
}

bool CompiledCase::acceptable(Work& work, std::span<const std::uint32_t> options) const {
    for (std::size_t j = 0; j < parts_->parties.size(); ++j) {
        if (std::isnan(work.reserves[j])) continue;
        const double gain = utility_of(*parts_, work, j, options) - work.reserves[j];
        if (gain < -kNearTie * work.size) return false;
        if (gain > kNearTie * work.size) continue;
        if (!reaches(*parts_, work, j, exact_utility_of(*parts_, work, j, options))) return false;
    }
    return true;
}

std::size_t CompiledCase::number_of(std::span<const std::uint32_t> options) const {
    std::size_t number = 0;
    for (std::size_t i = 0; i < parts_->issues(); ++i)
        number += parts_->stride[i] * parts_->class_of[i][options[i]];
    return number;
}

double CompiledCase::least_gain(const Work& work, std::size_t outcome) const {
    return work.margin[outcome];
}

bool CompiledCase::acceptable(Work& work, std::size_t outcome) const {
    if (std::abs(work.margin[outcome]) > kNearTie * work.size) return work.margin[outcome] > 0;
    return std::binary_search(work.rational.begin(), work.rational.end(),
                              static_cast<std::uint32_t>(outcome));
}

bool CompiledCase::has_zone(Work& work, std::span<const double> reserves) const {
    work.kept_reserves = work.reserves;  // into the room that it has
    std::copy(reserves.begin(), reserves.end(), work.reserves.begin());
    bool found = false;
    if (parts_->enumerate) {
        if (work.answer.zone) {
            // The deal of the largest least gain is the likeliest to survive other values.
            const std::size_t o =
                number_of(work.answer.solution[static_cast<std::size_t>(Quick::egalitarian)]);
            found = true;
            for (std::size_t j = 0; j < parts_->parties.size() && found; ++j)
                found = std::isnan(reserves[j]) || work.utility[j][o] - reserves[j] > kNearTie * work.size;
        }
        for (std::size_t o = 0; o < parts_->outcomes && !found; ++o) {
            if (!parts_->forbidden.empty() && parts_->forbidden[o] != 0) continue;
            found = true;
            for (std::size_t j = 0; j < parts_->parties.size() && found; ++j) {
                if (std::isnan(reserves[j])) continue;
                const double gain = work.utility[j][o] - reserves[j];
                found = std::abs(gain) > kNearTie * work.size
                            ? gain > 0
                            : reaches(*parts_, work, j,
                                      exact_at(*parts_, work, j, static_cast<std::uint32_t>(o)));
            }
        }
    } else {
        const QuickAnswer answer = work.answer;
        const std::vector<double> origin = work.origin;
        found = settle(work).zone;
        work.answer = answer;
        work.origin = origin;
    }
    work.reserves.swap(work.kept_reserves);
    return found;
}

const QuickAnswer& CompiledCase::settle(Work& work, double slack) const {
    work.answer.rechecked = false;
    work.slack = slack;
    // Where outcomes are not looked at one by one nothing tells what hangs on the slack.
    work.answer.fragile = slack > 0 && !parts_->enumerate;
    for (std::size_t j = 0; j < parts_->parties.size(); ++j) {
        work.exact_origin[j].reset();
        work.exact_ideal[j].reset();
    }
    if (parts_->enumerate) {
        settle_enumerated(*parts_, work);
    } else if (!parts_->merge || !settle_merged(*parts_, work)) {
        settle_whole(*parts_, work);
    }
    return work.answer;
}

}  // namespace entente::settle
