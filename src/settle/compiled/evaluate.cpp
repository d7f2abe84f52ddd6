// A draw's utilities, its zone and its solutions, by two passes over the outcomes.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "entente/core/expects.hpp"
#include "settle/compiled/parts.hpp"

namespace entente::settle {
namespace {

using Parts = CompiledCase::Parts;
using Work = CompiledCase::Work;

constexpr std::size_t kBlock = 1024;  // outcomes whose numbers stay near the processor

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

/// Utilities of every outcome: the last issue's options, then copies shifted by each option of the one
/// before.
void sum_tables(const Parts& parts, std::size_t party, Work& work) {
    std::vector<double>& all = work.utility[party];
    const auto& table = work.table[party];
    // Built from the back of the array so that no copy overwrites what it is made from.
    std::size_t length = table.back().size();
    std::copy(table.back().begin(), table.back().end(), all.end() - static_cast<std::ptrdiff_t>(length));
    for (std::size_t i = table.size() - 1; i-- > 0;) {
        const std::vector<double>& line = table[i];
        const double* from = all.data() + all.size() - length;
        double* into = all.data() + all.size() - length * line.size();
        for (std::size_t c = 0; c < line.size(); ++c, into += length) {
            const double add = line[c];
            for (std::size_t k = 0; k < length; ++k) into[k] = from[k] + add;
        }
        length *= line.size();
    }
    for (std::size_t t = 0; t < parts.parties[party].terms.size(); ++t) {
        const double add = work.adds[party][t];
        for (const std::uint32_t o : parts.parties[party].terms[t].holds) all[o] += add;
    }
    if (!parts.conflict.cap) return;
    // The cap itself stands only where the sum passes it beyond doubt: what is so near that rounding could
    // decide stands a hair below, so that equality with the cap is exact (at_cap).
    const double cap = work.cap = parts.conflict.cap->value();
    const double beyond_doubt = cap + kNearTie * work.size;
    const double below = std::nextafter(cap, -std::numeric_limits<double>::infinity());
    for (double& each : all) each = each > beyond_doubt ? cap : std::min(each, below);
}

/// What gains count from where a party has no value of no deal: its worst outcome that can be.
void find_origins(const Parts& parts, Work& work) {
    for (std::size_t j = 0; j < parts.parties.size(); ++j) {
        work.origin[j] = work.reserves[j];
        if (!std::isnan(work.reserves[j])) continue;
        double worst = std::numeric_limits<double>::infinity();
        for (std::size_t o = 0; o < parts.outcomes; ++o) {
            if (parts.forbidden.empty() || parts.forbidden[o] == 0)
                worst = std::min(worst, work.utility[j][o]);
        }
        work.origin[j] = worst;
    }
}

void find_zone(const Parts& parts, Work& work) {
    QuickAnswer& answer = work.answer;
    for (std::size_t first = 0; first < parts.outcomes; first += kBlock) {
        const std::size_t last = std::min(parts.outcomes, first + kBlock);
        double* margin = work.margin.data();
        std::fill(margin + first, margin + last, std::numeric_limits<double>::infinity());
        for (std::size_t j = 0; j < parts.parties.size(); ++j) {
            const double origin = work.origin[j];
            const double* utility = work.utility[j].data();
            for (std::size_t o = first; o < last; ++o) margin[o] = std::min(margin[o], utility[o] - origin);
        }
    }
    for (std::size_t o = 0; o < parts.forbidden.size(); ++o) {
        if (parts.forbidden[o] != 0) work.margin[o] = -std::numeric_limits<double>::infinity();
    }
    const double near = kNearTie * work.size;
    answer.margin = *std::max_element(work.margin.begin(), work.margin.end());
    work.rational.clear();
    for (std::size_t o = 0; o < parts.outcomes; ++o) {
        if (work.margin[o] < -near) continue;
        bool in = true;
        if (work.margin[o] <= near) {
            for (std::size_t j = 0; j < parts.parties.size() && in; ++j) {
                if (std::isnan(work.reserves[j])) continue;
                if (std::abs(work.utility[j][o] - work.origin[j]) > near) continue;
                work.answer.rechecked = true;
                in = reaches(parts, work, j, exact_at(parts, work, j, static_cast<std::uint32_t>(o)));
            }
        }
        if (in) work.rational.push_back(static_cast<std::uint32_t>(o));
    }
    if (work.slack > 0) {
        const double hangs = work.slack + near;
        answer.fragile = std::any_of(work.margin.begin(), work.margin.end(),
                                     [&](double margin) { return std::abs(margin) <= hangs; });
    }
    answer.zone = !work.rational.empty();
    answer.outcomes = static_cast<double>(work.rational.size());
    if (!parts.copies_of.empty()) {
        answer.outcomes = 0;
        for (const std::uint32_t o : work.rational) answer.outcomes += parts.copies_of[o];
    }
    // The zone's utilities side by side: what follows runs through them again and again.
    work.zone_utility.resize(parts.parties.size());
    for (std::size_t j = 0; j < parts.parties.size(); ++j) {
        std::vector<double>& line = work.zone_utility[j];
        line.resize(work.rational.size());
        double best = -std::numeric_limits<double>::infinity();
        for (std::size_t r = 0; r < line.size(); ++r) {
            line[r] = work.utility[j][work.rational[r]];
            best = std::max(best, line[r]);
        }
        answer.ideal[j] = best;
    }
}

/// Whether doubles can tell anything apart under the solution; else exact numbers decide among all: shares
/// of the ideal gain say nothing of who cannot gain, or hardly.
bool trusted(const Parts& parts, const Work& work, Quick solution) {
    if (solution == Quick::utilitarian || solution == Quick::egalitarian) return true;
    for (std::size_t j = 0; j < parts.parties.size(); ++j) {
        if (!(work.answer.ideal[j] - work.origin[j] > 1e-4 * work.size)) return false;
    }
    return true;
}

/// The solution's first number for `count` entries of the zone from `first` on. \pre trusted()
void fill_keys(const Work& work, Quick solution, std::size_t first, std::size_t count, double* key) {
    const bool sum = solution == Quick::utilitarian;
    const bool product = solution == Quick::nash;
    std::fill_n(key, count, sum ? 0 : product ? 1 : std::numeric_limits<double>::infinity());
    for (std::size_t j = 0; j < work.zone_utility.size(); ++j) {
        const double* line = work.zone_utility[j].data() + first;
        const double origin = work.origin[j];
        const double scale = 1 / (work.answer.ideal[j] - origin);
        if (sum) {
            for (std::size_t r = 0; r < count; ++r) key[r] += line[r];
        } else if (product) {
            for (std::size_t r = 0; r < count; ++r) key[r] *= std::max((line[r] - origin) * scale, 0.0);
        } else if (solution == Quick::egalitarian) {
            for (std::size_t r = 0; r < count; ++r) key[r] = std::min(key[r], line[r] - origin);
        } else {
            for (std::size_t r = 0; r < count; ++r) key[r] = std::min(key[r], (line[r] - origin) * scale);
        }
    }
}

/// Calls visit(solution, first entry, keys) block by block for each solution that is trusted: a block's
/// utilities are read once for all of them.
template <class Visit>
void for_each_key(const Parts& parts, const Work& work, Visit&& visit) {
    std::array<double, kBlock> key;
    std::array<bool, kQuickNames.size()> asked;
    for (std::size_t s = 0; s < asked.size(); ++s) asked[s] = trusted(parts, work, static_cast<Quick>(s));
    for (std::size_t first = 0; first < work.rational.size(); first += kBlock) {
        const std::size_t count = std::min(kBlock, work.rational.size() - first);
        for (std::size_t s = 0; s < asked.size(); ++s) {
            if (!asked[s]) continue;
            fill_keys(work, static_cast<Quick>(s), first, count, key.data());
            visit(s, first, std::span<const double>(key.data(), count));
        }
    }
}

/// Candidates of every solution: all that doubles cannot tell from its best.
void find_candidates(const Parts& parts, Work& work) {
    work.best.fill(-std::numeric_limits<double>::infinity());
    for_each_key(parts, work, [&](std::size_t s, std::size_t, std::span<const double> keys) {
        work.best[s] = std::max(work.best[s], *std::max_element(keys.begin(), keys.end()));
    });
    std::array<double, kQuickNames.size()> least;
    for (std::size_t s = 0; s < least.size(); ++s) {
        const auto solution = static_cast<Quick>(s);
        const double best = work.best[s];
        least[s] = best - kNearTie * (solution == Quick::kalai_smorodinsky ? 1 : work.size);
        // Shares are at most 1 and known to 1e-11; where their product is hardly above that, it is no
        // guide.
        if (solution == Quick::nash) least[s] = best < 1e-8 ? -1 : best - kNearTie * best - 1e-10;
        work.candidates[s].clear();
        if (!trusted(parts, work, solution)) work.candidates[s] = work.rational;
    }
    for_each_key(parts, work, [&](std::size_t s, std::size_t first, std::span<const double> keys) {
        for (std::size_t r = 0; r < keys.size(); ++r)
            if (keys[r] >= least[s]) work.candidates[s].push_back(work.rational[first + r]);
    });
}

bool alike(const Parts& parts, std::uint32_t a, std::uint32_t b) {
    return std::all_of(parts.same.begin(), parts.same.end(),
                       [&](const std::vector<std::uint64_t>& line) { return line[a] == line[b]; });
}

/// Party by party: gains of two outcomes, the same expression or clearly apart in every one of them.
bool dominated_clearly(const Parts& parts, const Work& work, std::uint32_t a, std::uint32_t b) {
    bool worse = false;
    for (std::size_t j = 0; j < parts.parties.size(); ++j) {
        if (parts.same[j][a] == parts.same[j][b]) continue;
        if (work.utility[j][a] > work.utility[j][b] - kNearTie * work.size) return false;
        worse = true;
    }
    return worse;
}

/// Takes out what another candidate makes needless: outcomes with the same utilities (the first stays), and
/// those that another one dominates by more than rounding. Every solution prefers the latter.
void thin(const Parts& parts, Work& work) {
    constexpr std::size_t kMost = 512;
    std::vector<std::uint32_t>& all = work.close;
    if (parts.conflict.cap) {  // all who are at the cap have the same
        bool first = true;
        std::erase_if(all, [&](std::uint32_t o) {
            for (std::size_t j = 0; j < parts.parties.size(); ++j)
                if (!at_cap(work, j, o)) return false;
            return !std::exchange(first, false);
        });
    }
    if (all.size() > kMost) return;
    for (std::size_t a = 0; a < all.size();) {
        bool gone = false;
        for (std::size_t b = 0; b < all.size() && !gone; ++b) {
            if (a == b) continue;
            gone =
                (b < a && alike(parts, all[a], all[b])) || dominated_clearly(parts, work, all[a], all[b]);
        }
        if (gone) {
            all.erase(all.begin() + static_cast<std::ptrdiff_t>(a));
        } else {
            ++a;
        }
    }
}

/// How far a solution's number can move where every value of no deal may be off by the slack.
double key_slack(const Parts& parts, const Work& work, Quick solution) {
    if (solution == Quick::utilitarian) return 0;
    if (solution == Quick::egalitarian) return work.slack;
    double sum = 0;
    for (std::size_t j = 0; j < parts.parties.size(); ++j)
        sum += work.slack / (work.answer.ideal[j] - work.origin[j]);
    return sum;
}

/// Might another outcome be picked if the values of no deal were off by the slack?
bool hangs_on_slack(const Parts& parts, const Work& work, Quick solution, std::uint32_t chosen) {
    const double least =
        work.best[static_cast<std::size_t>(solution)] - 2.1 * key_slack(parts, work, solution);
    std::array<double, kBlock> key;
    for (std::size_t first = 0; first < work.rational.size(); first += kBlock) {
        const std::size_t count = std::min(kBlock, work.rational.size() - first);
        fill_keys(work, solution, first, count, key.data());
        for (std::size_t r = 0; r < count; ++r) {
            const std::uint32_t o = work.rational[first + r];
            if (o == chosen || key[r] < least) continue;
            if (!alike(parts, o, chosen) && !dominated_clearly(parts, work, o, chosen)) return true;
        }
    }
    return false;
}

void choose(const Parts& parts, Work& work, Quick solution) {
    work.close.swap(work.candidates[static_cast<std::size_t>(solution)]);
    std::uint32_t chosen = work.close.front();
    if (work.close.size() > 1) thin(parts, work);
    if (work.close.size() == 1) {
        chosen = work.close.front();
    } else {
        work.answer.rechecked = true;
        chosen = exact_best(parts, work, solution);
    }
    if (work.slack > 0 && !work.answer.fragile && solution != Quick::utilitarian) {
        work.answer.fragile =
            !trusted(parts, work, solution) || hangs_on_slack(parts, work, solution, chosen);
    }
    std::vector<std::uint32_t>& options = work.answer.solution[static_cast<std::size_t>(solution)];
    for (std::size_t i = 0; i < parts.issues(); ++i)
        options[i] = parts.classes[i][chosen / parts.stride[i] % parts.classes[i].size()];
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
    if (!work.answer.zone) return;
    find_candidates(parts, work);
    for (std::size_t s = 0; s < kQuickNames.size(); ++s) choose(parts, work, static_cast<Quick>(s));
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
