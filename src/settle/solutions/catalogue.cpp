// The bargaining solutions, one record each.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "settle/solutions/lessons.hpp"
#include "settle/solutions/solution.hpp"

namespace entente::settle {
namespace {

/// How an answer of the solver stands as what was sought.
Sought sought(PointAnswer answer) {
    Sought result;
    result.found = answer.best.has_value() || answer.proof == Proof::absent;
    result.ties_known = answer.closed() && answer.ties_known;
    if (answer.best && !answer.closed()) result.gap = std::max(0.0, answer.bound - answer.value);
    result.points = std::move(answer.tied);
    if (answer.best) result.points.push_back(std::move(*answer.best));
    return result;
}

Sought not_found() { return {{}, false, 0, false}; }

// ---- Nash

/// The largest product where exactly the parties listed gain, for every choice of `size` of those who can.
struct Subsets {
    Sought found;
    bool any = false;  ///< some choice of parties can gain together
    bool closed = true;
};

Subsets products(PointSolver& solver, const std::vector<std::size_t>& able, std::size_t size,
                 const std::vector<double>& weights) {
    constexpr std::size_t kMostSubsets = 4096;
    Subsets result;
    result.found.ties_known = true;
    std::size_t tried = 0;
    std::vector<std::uint8_t> in(able.size(), 0);
    std::fill(in.begin(), in.begin() + static_cast<std::ptrdiff_t>(size), std::uint8_t{1});
    do {
        if (++tried > kMostSubsets) {
            result.closed = false;
            return result;
        }
        std::vector<double> weight(solver.parties(), 0);
        for (std::size_t k = 0; k < able.size(); ++k) {
            if (in[k] != 0) weight[able[k]] = weights.empty() ? 1 : weights[able[k]];
        }
        PointAnswer answer = solver.nash(weight);
        result.any = result.any || answer.best;
        result.closed = result.closed && answer.closed();
        const bool absent = answer.proof == Proof::absent;
        Sought one = sought(std::move(answer));
        result.found.gap = std::max(result.found.gap, one.gap);
        result.found.ties_known = result.found.ties_known && (absent || one.ties_known);
        std::move(one.points.begin(), one.points.end(), std::back_inserter(result.found.points));
    } while (std::prev_permutation(in.begin(), in.end()));
    return result;
}

/// Most parties with a gain, then the largest product: where not all can gain at once, every largest set of
/// parties that can.
Sought seek_nash(PointSolver& solver, const Prospect& prospect, const std::vector<double>& weights) {
    std::vector<std::size_t> able;
    for (std::size_t j = 0; j < prospect.ideal.size(); ++j) {
        if (prospect.ideal[j] > 0) able.push_back(j);
        if (prospect.ideal[j] <= 0 && prospect.proved[j] == 0) return not_found();
    }
    for (std::size_t size = able.size(); size > 0; --size) {
        Subsets all = products(solver, able, size, weights);
        if (!all.closed) {
            all.found.ties_known = false;
            all.found.found = all.any;
            return std::move(all.found);
        }
        if (all.any) return std::move(all.found);
    }
    // Nobody can gain: the zone has one efficient point, where everybody has its value of no deal.
    return sought(solver.largest_sum());
}

double gap_of_product(const Nearness& near, const std::vector<double>& weights) {
    double gap = 0;
    for (std::size_t j = 0; j < near.within.size(); ++j) {
        if (near.gains[j] > 0) gap += (weights.empty() ? 1 : weights[j]) * near.within[j] / near.gains[j];
    }
    return gap;
}

const SolutionRecord kNash = {
    .text =
        {.id = "nash",
         .title = "Nash",
         .brief = "largest product of gains",
         .meaning = "The deal with the largest product of the parties' gains over no deal.",
         .favours =
             "Gains of all at once: a small gain for one is only accepted for a far larger one elsewhere.",
         .same_as = {},
         .lesson = kNashLesson},
    .choose = [](const auto& ground) { return nash(ground.bargain, {}); },
    .seek = [](PointSolver& solver, const Prospect& prospect) { return seek_nash(solver, prospect, {}); },
    .gap = [](const Nearness& near) { return gap_of_product(near, {}); }};

const SolutionRecord kWeightedNash = {
    .text = {.id = "weighted_nash",
             .title = "Weighted Nash",
             .brief = "with the weights given",
             .meaning = "As Nash, with each party's gain to the power of the weight given to it.",
             .favours = "Parties with the larger weights.",
             .same_as = {},
             .lesson = kWeightedNashLesson},
    .asked = [](const SettleOptions& options) { return !options.nash_weights.empty(); },
    .choose = [](const auto& ground) { return nash(ground.bargain, ground.nash_weights); },
    .seek =
        [](PointSolver& solver, const Prospect& prospect) {
            return seek_nash(solver, prospect, prospect.wishes.nash_weights);
        },
    .gap = [](const Nearness& near) { return gap_of_product(near, near.nash_weights); }};

// ---- equal shares and equal gains

double largest_share_within(const Nearness& near) {
    double gap = 0;
    for (std::size_t j = 0; j < near.within.size(); ++j) {
        if (near.ideal[j] > 0) gap = std::max(gap, near.within[j] / near.ideal[j]);
    }
    return gap;
}

const SolutionRecord kKalaiSmorodinsky = {
    .text =
        {.id = "kalai_smorodinsky",
         .title = "Kalai-Smorodinsky",
         .brief = "equal relative gains",
         .meaning =
             "The deal in which the party that gets the smallest share of its best possible gain gets as "
             "much as possible.",
         .favours = "Equal shares of what each could hope for.",
         .same_as = {},
         .lesson = kKalaiSmorodinskyLesson},
    .choose = [](const auto& ground) { return kalai_smorodinsky(ground.bargain); },
    .seek =
        [](PointSolver& solver, const Prospect& prospect) {
            if (!prospect.ideals_proved()) return not_found();
            if (!prospect.gainful()) return sought(solver.largest_sum());
            const std::vector<int128> zero(prospect.ideal.size(), 0);
            return sought(solver.leximin(prospect.ideal, zero, 0));
        },
    .gap = largest_share_within};

const SolutionRecord kEgalitarian = {
    .text = {.id = "egalitarian",
             .title = "Egalitarian",
             .brief = "largest smallest gain",
             .meaning =
                 "The deal in which the party that gains least gains as much as possible, in points.",
             .favours = "Equal gains in points, whatever each could hope for.",
             .same_as = {},
             .lesson = kEgalitarianLesson},
    .choose = [](const auto& ground) { return egalitarian(ground.bargain); },
    .seek =
        [](PointSolver& solver, const Prospect& prospect) {
            if (prospect.points.units.empty()) return not_found();
            const std::vector<int128> zero(prospect.ideal.size(), 0);
            Sought result = sought(solver.leximin(prospect.points.units, zero, 0));
            result.gap /= static_cast<double>(prospect.points.factor);
            return result;
        },
    .gap = [](const Nearness& near) { return *std::max_element(near.within.begin(), near.within.end()); }};

const SolutionRecord kLeximin = {
    .text = {.id = "leximin",
             .title = "Leximin",
             .brief = "then the next smallest",
             .meaning =
                 "The egalitarian deal, refined: then the second smallest gain is as large as possible, "
                 "and so on.",
             .favours = "As the egalitarian deal.",
             .same_as = "egalitarian",
             .lesson = kLeximinLesson}};

const SolutionRecord kUtilitarian = {
    .text = {.id = "utilitarian",
             .title = "Utilitarian",
             .brief = "largest sum of points",
             .meaning = "The deal with the largest sum of all parties' points.",
             .favours = "The total, whoever gets it; it takes one party's points to be worth another's.",
             .same_as = {},
             .lesson = kUtilitarianLesson},
    .choose = [](const auto& ground) { return utilitarian(ground.bargain); },
    .seek = [](PointSolver& solver, const Prospect&) { return sought(solver.largest_sum()); },
    .gap =
        [](const Nearness& near) {
            double gap = 0;
            for (const double within : near.within) gap += within;
            return gap;
        }};

// ---- from a reference

/// Nothing to choose where the zone has one efficient point; else every party must be able to do better
/// than the reference, or shares of its way up mean nothing.
template <class Units>
std::string no_way_up(const Ground<Units>& ground) {
    const Problem<Units>& problem = *ground.bargain.problem;
    if (ground.bargain.size() < 2) return "";
    for (std::size_t j = 0; j < problem.parties; ++j) {
        const Units ideal = ground.bargain.ideal[j];
        const Units reference = (*ground.reference)[j];
        if (ideal > reference) continue;
        return fmt::format(
            "not defined: the reference is worth {:.6g} to {}, and nothing in the zone is worth more than "
            "{:.6g} to it.",
            problem.points(j, reference), problem.ids[j], problem.points(j, ideal));
    }
    return "";
}

const SolutionRecord kGuptaLivne = {
    .text = {.id = "gupta_livne",
             .title = "Gupta-Livne",
             .brief = "from reference to ideal",
             .meaning =
                 "The deal in which the party that goes the smallest share of the way from the reference "
                 "to its ideal goes as far as possible.",
             .favours = "Equal shares of the way up from where the talks stand.",
             .same_as = {},
             .lesson = kGuptaLivneLesson},
    .asked = [](const SettleOptions& options) { return options.reference.has_value(); },
    .choose =
        [](const auto& ground) {
            Choosing chosen;
            chosen.why_not = no_way_up(ground);
            if (ground.bargain.size() < 2 || !chosen.why_not.empty()) return chosen;
            return gupta_livne(ground.bargain, *ground.reference);
        },
    .seek =
        [](PointSolver& solver, const Prospect& prospect) {
            if (!prospect.ideals_proved()) return not_found();
            std::vector<int128> unit;
            for (std::size_t j = 0; j < prospect.ideal.size(); ++j) {
                unit.push_back(prospect.ideal[j] - (*prospect.wishes.reference)[j]);
                if (unit.back() <= 0) return Sought{};  // not defined, or nothing to choose
            }
            return sought(solver.leximin(unit, *prospect.wishes.reference, 0));
        },
    .gap = largest_share_within};

const SolutionRecord kRaiffa = {
    .text = {.id = "raiffa",
             .title = "Raiffa",
             .brief = "half-way steps up",
             .meaning = "The deal that steps of half the way from no deal to every party's ideal lead to.",
             .favours = "A middle course that does not hang on outcomes far from it.",
             .same_as = {},
             .lesson = kRaiffaLesson},
    .choose = [](const auto& ground) { return raiffa(ground.bargain); },
    .seek =
        [](PointSolver& solver, const Prospect& prospect) {
            if (!prospect.ideals_proved()) return not_found();
            if (!prospect.gainful()) return sought(solver.largest_sum());
            std::vector<Located> on_the_way;
            Sought result = sought(raiffa_point(solver, prospect.ideal, on_the_way));
            std::move(on_the_way.begin(), on_the_way.end(), std::back_inserter(result.points));
            return result;
        }};

// ---- by ranks

const SolutionRecord kFallback = {
    .text =
        {.id = "fallback",
         .title = "Fallback",
         .brief = "least worst rank",
         .meaning =
             "The deal for which nobody has to go further down its own list of all outcomes than it must: "
             "the least worst rank. Only rankings count, not points.",
         .favours = "Equal concessions, counted in outcomes passed over.",
         .same_as = {},
         .lesson = kFallbackLesson},
    .choose =
        [](const auto& ground) {
            std::optional<Choosing> chosen;
            if (ground.complete && ground.ranks != nullptr)
                chosen = fallback(ground.bargain, *ground.ranks);
            if (chosen) return *chosen;
            return Choosing{
                0, {}, "the outcomes are too many to rank, or not all efficient deals are listed."};
        },
    .seek = [](PointSolver&, const Prospect&) { return Sought{}; }};

std::vector<const SolutionRecord*>& records() {
    static std::vector<const SolutionRecord*> all = {&kNash,        &kWeightedNash, &kKalaiSmorodinsky,
                                                     &kEgalitarian, &kLeximin,      &kUtilitarian,
                                                     &kGuptaLivne,  &kRaiffa,       &kFallback};
    return all;
}

}  // namespace

bool Prospect::gainful() const {
    return std::any_of(ideal.begin(), ideal.end(), [](int128 gain) { return gain > 0; });
}

bool Prospect::ideals_proved() const {
    return std::all_of(proved.begin(), proved.end(), [](std::uint8_t yes) { return yes != 0; });
}

std::vector<const SolutionRecord*> solution_records() { return records(); }

AddedSolution::AddedSolution(const SolutionRecord& record) : record_(&record) {
    records().push_back(record_);
}

AddedSolution::~AddedSolution() { std::erase(records(), record_); }

std::vector<SolutionText> solution_texts() {
    std::vector<SolutionText> texts;
    for (const SolutionRecord* record : records()) texts.push_back(record->text);
    return texts;
}

SolutionText solution_text(std::string_view id) {
    for (const SolutionRecord* record : records()) {
        if (record->text.id == id) return record->text;
    }
    return {};
}

}  // namespace entente::settle
