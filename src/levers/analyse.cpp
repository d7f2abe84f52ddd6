#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "entente/assess/no_deal.hpp"
#include "entente/core/text.hpp"
#include "entente/levers/levers.hpp"
#include "entente/levers/map.hpp"
#include "entente/model/war_parameters.hpp"
#include "entente/settle/settle.hpp"
#include "levers/break_even.hpp"
#include "levers/curve.hpp"
#include "levers/keeping.hpp"
#include "levers/offers.hpp"
#include "levers/outsiders.hpp"
#include "levers/program.hpp"
#include "levers/sets.hpp"

namespace entente::levers {
namespace {

class Analysis {
public:
    Analysis(const Case& conflict, const LeversOptions& options, const RunOptions& run)
        : case_(conflict), options_(options), run_(run) {}

    LeversResult run() {
        result_.goal = options_.goal.text;
        result_.seed = run_.seed;
        result_.method = "every set of levers, offers by cost";
        valued_ = case_;
        assess::set_values_of_no_deal(valued_, run_);
        result_.holds_now = goal_holds(valued_, options_.goal, run_);
        check_levers();
        by_program_ = beyond_listing(valued_, options_.goal) && !case_.levers.empty();
        Offers offers = by_program_ ? Offers{} : offers_for(valued_, options_.goal, run_);
        note_all(offers.notes);
        stop(offers.stopped);
        result_.proved = offers.complete;
        why_none_ = offers.why_none;
        effects_ = find_effects(case_, options_, std::move(offers.all), offers.complete, run_);
        if (run_.stop.stop_requested()) {
            stop(Stopped::cancelled);
            result_.proved = false;
            result_.why_not = "Stopped before any set of levers was looked at.";
            return std::move(result_);
        }
        if (by_program_ && (!effects_.affine || sheets())) {
            // Programs need straight lines: the list of efficient deals has to do, as far as it goes.
            by_program_ = false;
            Offers listed = offers_for(valued_, options_.goal, run_);
            note_all(listed.notes);
            stop(listed.stopped);
            effects_.offers = std::move(listed.all);
            effects_.all_offers = listed.complete;
            result_.proved = listed.complete;
        }
        const bool chance = options_.goal.kind == Goal::Kind::chance;
        if (!chance || options_.draws == 0 || !find_sets_by_chance())
            by_program_ ? find_sets_by_program() : find_sets();
        judge_deal();
        if (options_.draws > 0) find_curve();
        if (options_.break_even && !chance) find_break_evens();
        if (options_.map) result_.map = map_of(case_, *options_.map, options_.map_steps, holds(), run_);
        find_others();
        if (run_.stop.stop_requested()) stop(Stopped::cancelled);
        return std::move(result_);
    }

private:
    const Case& case_;
    const LeversOptions& options_;
    const RunOptions& run_;
    LeversResult result_;
    Case valued_;
    Effects effects_;
    std::vector<LeverMask> masks_;
    std::optional<ChanceDraws> drawn_;
    bool chance_found_ = false;  ///< sets were tried against the draws
    bool by_program_ = false;    ///< too large a space to list its efficient deals
    std::string why_none_;       ///< of no deal that could be bought

    /// Made once they are asked for: a case without levers needs none.
    const ChanceDraws& draws() {
        if (!drawn_) drawn_.emplace(case_, effects_, options_, run_, result_.notes);
        return *drawn_;
    }

    void note_all(const std::vector<std::string>& notes) {
        result_.notes.insert(result_.notes.end(), notes.begin(), notes.end());
    }
    void stop(Stopped why) {
        if (result_.stopped == Stopped::complete) result_.stopped = why;
    }

    void check_levers() {
        if (case_.levers.size() <= kMostLevers) return;
        throw InputError(
            Diagnostic{Severity::error,
                       "E1311",
                       fmt::format("the case has {} levers; sets of more than {} are not searched",
                                   case_.levers.size(), kMostLevers),
                       {},
                       "leave out those that matter least, or look at one holder's with --by",
                       {}});
    }

    [[nodiscard]] bool sheets() const {
        return std::any_of(effects_.terms.begin(), effects_.terms.end(),
                           [](const Terms& each) { return each.usable && each.sheet; });
    }

    [[nodiscard]] Demands exact_demands() const {
        return [this](const std::vector<double>& sizes) {
            std::vector<double> need = demands(case_, effects_, sizes);
            return need;
        };
    }

    /// In a case whose values of no deal have to be worked out first.
    [[nodiscard]] Holds holds() const {
        return [this](const Case& changed) { return holds_in(changed, options_.goal, run_); };
    }

    [[nodiscard]] bool holds_at(const std::vector<double>& sizes) const {
        try {
            return goal_holds(with_levers(case_, signed_sizes(effects_, sizes)), options_.goal, run_);
        } catch (const InputError&) {
            return false;
        }
    }

    [[nodiscard]] std::vector<double> full_sizes(LeverMask set) const {
        std::vector<double> sizes(effects_.levers(), 0);
        for (std::size_t k = 0; k < sizes.size(); ++k) {
            if ((set >> k & 1u) != 0) sizes[k] = effects_.terms[k].most;
        }
        return sizes;
    }

    void find_sets_by_program() {
        result_.method = "integer programs over terms and levers together";
        const LeverProgram program(valued_, effects_);
        LeverMask all = 0;
        for (const std::size_t k : useful_levers(effects_)) all |= LeverMask{1} << k;
        bool complete = true;
        masks_ = program.minimal_sets(all, run_, complete);
        if (!complete) {
            result_.proved = false;
            if (run_.stop.stop_requested()) stop(Stopped::cancelled);
            result_.notes.push_back("Not every minimal set is listed.");
        }
        result_.reachable = !masks_.empty();
        if (masks_.empty()) {
            result_.why_not = case_.levers.empty()
                                  ? "The case has no levers."
                                  : "With every lever at its full size no deal is worth its "
                                    "value of no deal to everybody.";
            return;
        }
        const auto add_programmed = [&](LeverMask allowed, std::vector<MinimalSet>& into) {
            const auto found = program.cheapest(allowed, run_);
            if (!found) return;
            result_.proved = result_.proved && found->proved;
            effects_.offers.push_back({{}, found->outcome});
            add({found->sizes, found->cost, effects_.offers.size() - 1}, into);
        };
        for (const LeverMask mask : masks_) add_programmed(mask, result_.minimal);
        std::vector<MinimalSet> one;
        if (masks_.front() != 0) add_programmed(all, one);
        effects_.offers.clear();
        if (!one.empty()) result_.cheapest = one.front();
        rank_sets();
    }

    void find_sets() {
        const std::vector<std::size_t> useful = useful_levers(effects_);
        const bool brute = sheets();
        const Opens opens = brute ? Opens([&](LeverMask set) { return holds_at(full_sizes(set)); })
                                  : opens_some_offer(effects_, exact_demands());
        bool complete = true;
        masks_ = minimal_sets(useful, opens, run_, complete);
        if (!complete) stop(Stopped::cancelled);
        result_.reachable = !masks_.empty();
        if (brute) {
            result_.proved = false;
            result_.notes.push_back(
                "Some levers change what outcomes are worth: sets were tried at full size, and sizes found "
                "one "
                "after another; a cheaper mix may exist.");
        } else if (!effects_.affine) {
            result_.proved = false;
            result_.notes.push_back(
                "Values of no deal do not follow the levers on straight lines: sizes were found step by "
                "step and "
                "checked; a cheaper mix may exist.");
        }
        LeverMask all = 0;
        for (const std::size_t k : useful) all |= LeverMask{1} << k;
        if (masks_.empty()) {
            explain_why_not(all);
            return;
        }
        for (const LeverMask mask : masks_) {
            if (const auto sized = size(mask, brute)) add(*sized, result_.minimal);
        }
        if (masks_.size() > 1 || masks_.front() != 0) {
            if (const auto sized = size(all, brute)) {
                std::vector<MinimalSet> one;
                add(*sized, one);
                if (!one.empty()) result_.cheapest = one.front();
            }
        }
        rank_sets();
    }

    /// Every set that reaches the chance at full size and does not without any one of its levers; each then
    /// taken back, its levers in step, to the least sizes that do. \return false where draws cannot be
    /// listed
    bool find_sets_by_chance() {
        const auto chance = draws().of_sets(run_);
        if (!chance) return false;
        chance_found_ = true;
        result_.method = "every set of levers against the same draws";
        result_.proved = false;
        std::vector<std::size_t> useful;
        LeverMask all = 0;
        for (std::size_t k = 0; k < effects_.levers(); ++k) {
            if (!effects_.terms[k].usable || effects_.terms[k].sheet) continue;
            useful.push_back(k);
            all |= LeverMask{1} << k;
        }
        const double wanted = options_.goal.chance;
        result_.holds_now = (*chance)(0) >= wanted;
        bool complete = true;
        masks_ =
            minimal_sets(useful, [&](LeverMask set) { return (*chance)(set) >= wanted; }, run_, complete);
        if (!complete) stop(Stopped::cancelled);
        result_.reachable = !masks_.empty();
        if (masks_.empty()) {
            result_.why_not = case_.levers.empty() ? "The case has no levers."
                                                   : fmt::format(
                                                         "With every lever at its full size the chance of "
                                                         "a zone is {}%; without any it is {}%.",
                                                         format_number(100 * (*chance)(all), 1),
                                                         format_number(100 * (*chance)(0), 1));
            return true;
        }
        for (const LeverMask mask : masks_) add_by_chance(mask);
        result_.notes.push_back(
            fmt::format("Sets were tried against {} draws of the numbers, at full size; then their levers "
                        "were taken back in step. "
                        "A cheaper mix of sizes may exist.",
                        options_.draws));
        rank_sets();
        return true;
    }

    void add_by_chance(LeverMask mask) {
        MinimalSet set;
        const std::vector<double> full = full_sizes(mask);
        std::vector<std::string> told;  // of the draws: said once, with the curve
        const std::vector<double> shares =
            mask == 0 ? std::vector<double>{} : draws().least_shares(full, run_, told);
        double share = 1;
        if (!shares.empty()) {
            const auto wanted = static_cast<std::size_t>(
                std::ceil(options_.goal.chance * static_cast<double>(shares.size()) - 1e-9));
            const double least = shares[std::min(shares.size() - 1, wanted == 0 ? 0 : wanted - 1)];
            set.checked = std::isfinite(least);
            if (set.checked) share = least;
        } else {
            set.checked = mask == 0;
        }
        std::vector<double> sizes = full;
        for (std::size_t k = 0; k < sizes.size(); ++k) {
            if (full[k] > 0) sizes[k] = std::max(share * full[k], effects_.terms[k].least);
        }
        use(sizes, set);
        set.deal = opened_at(sizes);
        result_.minimal.push_back(std::move(set));
    }

    /// The cheapest first; what all have in common; what a budget leaves.
    void rank_sets() {
        std::stable_sort(result_.minimal.begin(), result_.minimal.end(),
                         [](const MinimalSet& a, const MinimalSet& b) { return a.cost < b.cost; });
        if (!result_.minimal.empty() &&
            (!result_.cheapest || result_.minimal.front().cost <= result_.cheapest->cost))
            result_.cheapest = result_.minimal.front();
        LeverMask common = masks_.front();
        for (const LeverMask mask : masks_) common &= mask;
        for (std::size_t k = 0; k < effects_.levers(); ++k) {
            if ((common >> k & 1u) != 0) result_.in_all.push_back(case_.levers[k].name);
        }
        if (options_.budget && result_.cheapest && result_.cheapest->cost > *options_.budget) {
            result_.reachable = false;
            result_.why_not =
                fmt::format("The cheapest way costs {}, more than the budget of {}.",
                            format_number(result_.cheapest->cost), format_number(*options_.budget));
        }
        if (options_.budget) {
            std::erase_if(result_.minimal,
                          [&](const MinimalSet& set) { return set.cost > *options_.budget; });
        }
    }

    [[nodiscard]] std::optional<Sized> size(LeverMask allowed, bool brute) const {
        if (!brute) return cheapest(effects_, exact_demands(), allowed, run_);
        Sized sized{full_sizes(allowed), 0, 0};
        if (!holds_at(sized.sizes)) return std::nullopt;
        std::vector<std::size_t> order;
        for (std::size_t k = 0; k < effects_.levers(); ++k) {
            if ((allowed >> k & 1u) != 0) order.push_back(k);
        }
        // The dearest at full size is the first to be cut.
        const auto dear = [&](std::size_t k) { return effects_.terms[k].price * effects_.terms[k].most; };
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return dear(a) > dear(b); });
        for (const std::size_t k : order) {
            double low = 0;
            double high = sized.sizes[k];
            std::vector<double> tried = sized.sizes;
            tried[k] = 0;
            if (holds_at(tried)) {
                sized.sizes = tried;
                continue;
            }
            low = effects_.terms[k].least;
            tried[k] = low;
            if (low > 0 && holds_at(tried)) {
                sized.sizes = tried;
                continue;
            }
            for (int step = 0; step < 40 && high - low > 1e-9 * effects_.terms[k].most; ++step) {
                tried[k] = (low + high) / 2;
                (holds_at(tried) ? high : low) = tried[k];
            }
            sized.sizes[k] = high;
        }
        sized.offer = static_cast<std::size_t>(-1);
        return sized;
    }

    /// Writes down the levers that these sizes use, and what they cost.
    void use(const std::vector<double>& sizes, MinimalSet& set) const {
        for (std::size_t k = 0; k < sizes.size(); ++k) {
            if (sizes[k] <= 0) continue;
            const Terms& terms = effects_.terms[k];
            const double cost = terms.fixed + terms.price * sizes[k];
            set.levers.push_back({case_.levers[k].name, case_.levers[k].by, terms.sign * sizes[k], cost});
            set.cost += cost;
        }
    }

    void add(const Sized& sized, std::vector<MinimalSet>& into) {
        MinimalSet set;
        use(sized.sizes, set);
        // A hair more than the least, so that rounding does not stand in the way of the check.
        std::vector<double> sizes = sized.sizes;
        for (double hair = 1e-9; !set.checked && hair < 1e-4; hair *= 10) {
            for (std::size_t k = 0; k < sizes.size(); ++k) {
                if (sized.sizes[k] <= 0) continue;
                sizes[k] = std::min(effects_.terms[k].most,
                                    sized.sizes[k] * (1 + hair) + hair / 100 * effects_.terms[k].most);
            }
            set.checked = holds_at(sizes);
        }
        set.deal =
            sized.offer < effects_.offers.size() ? effects_.offers[sized.offer].outcome : opened_at(sizes);
        into.push_back(std::move(set));
    }

    [[nodiscard]] Outcome opened_at(const std::vector<double>& sizes) const {
        const settle::SettleResult found = settle::settle(with_levers(case_, signed_sizes(effects_, sizes)),
                                                          {.ties = false}, run_.inner());
        for (const settle::NamedSolution& named : found.solutions) {
            if (named.solution) return named.solution->point.outcome;
        }
        return {};
    }

    void explain_why_not(LeverMask all) {
        if (case_.levers.empty()) {
            result_.why_not = "The case has no levers.";
            return;
        }
        if (effects_.offers.empty()) {
            result_.why_not = !why_none_.empty() ? why_none_
                              : options_.goal.kind == Goal::Kind::stable
                                  ? "No outcome holds under this concept, whatever is paid."
                                  : "The rules leave no deal.";
            return;
        }
        const Shortfall short_by = least_shortfall(effects_, exact_demands(), all);
        std::vector<std::string> words;
        for (std::size_t i = 0; i < short_by.missing.size(); ++i) {
            if (short_by.missing[i] > effects_.tolerance()) {
                words.push_back(fmt::format("{} {} points short of its value of no deal",
                                            case_.parties[i].name, format_number(short_by.missing[i])));
            }
        }
        result_.why_not = fmt::format("With every lever at its full size the nearest deal leaves {}.",
                                      words.empty() ? "nobody content" : join_words(words));
    }

    void judge_deal() {
        std::optional<Outcome> deal;
        if (result_.cheapest && result_.cheapest->deal.options.size() == case_.space.issues.size())
            deal = result_.cheapest->deal;
        result_.spoilers = spoilers_of(valued_, deal);
        if (!deal) return;
        result_.promise = promise_of(valued_, *deal, result_.cheapest->cost);
        result_.guarantees = guarantees_of(case_, *deal, run_);
        result_.phases = phases_of(valued_, *result_.promise);
    }

    void find_curve() {
        if (case_.levers.empty() || (!result_.cheapest && !chance_found_)) return;
        std::vector<double> sizes(effects_.levers(), 0);
        std::string names;
        for (const UsedLever& used :
             result_.cheapest ? result_.cheapest->levers : std::vector<UsedLever>()) {
            for (std::size_t k = 0; k < case_.levers.size(); ++k) {
                if (case_.levers[k].name != used.name) continue;
                sizes[k] = effects_.terms[k].most;
                names += (names.empty() ? "" : ", ") + used.name;
            }
        }
        if (names.empty()) {  // it holds already: the levers together show what they add
            for (const std::size_t k : useful_levers(effects_)) {
                sizes[k] = effects_.terms[k].most;
                names += (names.empty() ? "" : ", ") + case_.levers[k].name;
            }
        }
        result_.curve_of = names;
        result_.chance_curve =
            chance_curve(effects_, sizes, draws().least_shares(sizes, run_, result_.notes));
        if (options_.goal.kind == Goal::Kind::chance && !chance_found_) meet_chance(names);
    }

    /// The least cost at which the curve reaches the chance asked for.
    void meet_chance(const std::string& names) {
        const auto& curve = result_.chance_curve;
        const auto first = std::find_if(curve.begin(), curve.end(), [&](const CurvePoint& point) {
            return point.chance >= options_.goal.chance;
        });
        result_.proved = false;
        result_.reachable = first != curve.end();
        if (!result_.reachable) {
            result_.why_not =
                fmt::format("With {} at full size the chance of a zone is {}%.", names,
                            curve.empty() ? "unknown" : format_number(100 * curve.back().chance, 1));
            return;
        }
        result_.holds_now = first == curve.begin() && first->cost == 0;
        result_.notes.push_back(fmt::format("{} scaled together reach a chance of {}% at a cost of {}.",
                                            names, format_number(100 * first->chance, 1),
                                            format_number(first->cost)));
    }

    void find_break_evens() {
        Holds believed;
        if (!case_.beliefs.empty() && case_.war && options_.goal.kind != Goal::Kind::chance) {
            believed = [this](const Case& changed) {
                try {
                    assess::Valued valued = assess::with_values_of_no_deal(changed, run_.inner(), false);
                    for (std::size_t p = 0; p < valued.believed.size(); ++p) {
                        if (valued.believed[p]) valued.conflict.parties[p].reserve = valued.believed[p];
                    }
                    return goal_holds(valued.conflict, options_.goal, run_);
                } catch (const InputError&) {
                    return false;
                }
            };
        }
        result_.break_even = break_evens(case_, holds(), believed, run_);
    }

    void find_others() {
        result_.backers = backers_of(case_, run_);
        // Beyond listing, no list of efficient deals tells whose wishes an outsider's run with.
        const bool wanted = !by_program_ && says_what_outsiders_want(case_);
        if (case_.coalitions.empty() && !wanted) return;
        const settle::SettleResult settled = settle::settle(valued_, {.ties = false}, run_);
        result_.coalitions = coalitions_in(valued_, settled);
        if (wanted) result_.interests = interests_of(valued_, settled);
    }
};

}  // namespace

LeversResult levers(const Case& conflict, const LeversOptions& options, const RunOptions& run) {
    return Analysis(conflict, options, run).run();
}

}  // namespace entente::levers
