#include "levers/sets.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "entente/core/lp.hpp"

namespace entente::levers {
namespace {

bool in(LeverMask set, std::size_t k) { return (set >> k & 1u) != 0; }

/// How a lever bears on the demands: does it lower all that it touches, raise all, or pull both ways?
enum class Pull { helps, harms, mixed, nothing };

Pull pull(const Effects& effects, std::size_t k) {
    bool up = false;
    bool down = false;
    for (const double off : effects.at_most[k]) {
        down = down || off > effects.tolerance();
        up = up || off < -effects.tolerance();
    }
    return up && down ? Pull::mixed : down ? Pull::helps : up ? Pull::harms : Pull::nothing;
}

/// Can `offer` be opened by levers of the set, each between nothing and its most?
class Opener {
public:
    Opener(const Effects& effects, Demands exact) : effects_(effects), exact_(std::move(exact)) {
        for (std::size_t k = 0; k < effects.levers(); ++k) {
            pulls_.push_back(effects.terms[k].usable ? pull(effects, k) : Pull::nothing);
        }
    }

    [[nodiscard]] Pull of(std::size_t k) const { return pulls_[k]; }

    bool opens(LeverMask set) {
        std::vector<double> need = demands_at_best(set);
        LeverMask mixed = 0;
        for (std::size_t k = 0; k < effects_.levers(); ++k) {
            if (in(set, k) && pulls_[k] == Pull::mixed) mixed |= LeverMask{1} << k;
        }
        for (const Offer& offer : effects_.offers) {
            if (mixed == 0 ? meets(offer, need) : meets_with(offer, need, mixed)) return true;
        }
        return false;
    }

    /// Demands with every lever of the set that helps at its most, the mixed ones unused.
    std::vector<double> demands_at_best(LeverMask set) {
        LeverMask field = 0;
        for (std::size_t k = 0; k < effects_.levers(); ++k) {
            if (in(set, k) && pulls_[k] == Pull::helps && effects_.terms[k].field)
                field |= LeverMask{1} << k;
        }
        std::vector<double> need = field_demands(field);
        for (std::size_t k = 0; k < effects_.levers(); ++k) {
            if (!in(set, k) || pulls_[k] != Pull::helps || effects_.terms[k].field) continue;
            for (std::size_t i = 0; i < need.size(); ++i) need[i] -= effects_.at_most[k][i];
        }
        return need;
    }

private:
    const std::vector<double>& field_demands(LeverMask field) {
        const auto [at, fresh] = known_.try_emplace(field);
        if (!fresh) return at->second;
        std::vector<double> need = effects_.floor;
        if (effects_.affine) {
            for (std::size_t k = 0; k < effects_.levers(); ++k) {
                if (!in(field, k)) continue;
                for (std::size_t i = 0; i < need.size(); ++i) need[i] -= effects_.at_most[k][i];
            }
        } else if (field != 0) {
            std::vector<double> sizes(effects_.levers(), 0);
            for (std::size_t k = 0; k < effects_.levers(); ++k) {
                if (in(field, k)) sizes[k] = effects_.terms[k].most;
            }
            need = exact_(sizes);
        }
        return at->second = std::move(need);
    }

    [[nodiscard]] bool meets(const Offer& offer, const std::vector<double>& need) const {
        for (std::size_t i = 0; i < need.size(); ++i) {
            if (need[i] - offer.utilities[i] > effects_.tolerance()) return false;
        }
        return true;
    }

    /// Some sizes of the levers that pull both ways meet the demands (a small linear program).
    [[nodiscard]] bool meets_with(const Offer& offer, const std::vector<double>& need,
                                  LeverMask mixed) const {
        if (meets(offer, need)) return true;
        Lp lp;
        lp.maximise = true;
        std::vector<std::pair<std::size_t, std::size_t>> variable;
        for (std::size_t k = 0; k < effects_.levers(); ++k) {
            if (in(mixed, k)) variable.emplace_back(k, lp.add_variable(0, 0, effects_.terms[k].most));
        }
        const std::size_t slack = lp.add_variable(1, -kUnbounded, effects_.scale);
        for (std::size_t i = 0; i < need.size(); ++i) {
            if (!std::isfinite(need[i] - offer.utilities[i])) continue;
            std::vector<LpEntry> row = {{slack, -1}};
            for (const auto& [k, at] : variable) row.push_back({at, effects_.effect[k][i]});
            lp.add_row(std::move(row), need[i] - offer.utilities[i], kUnbounded);
        }
        const LpResult solved = solve(lp);
        return solved.status == LpStatus::optimal && solved.objective >= -effects_.tolerance();
    }

    const Effects& effects_;
    Demands exact_;  ///< its own: what opens() is made of outlives who asked for it
    std::vector<Pull> pulls_;
    std::map<LeverMask, std::vector<double>> known_;
};

/// The least cost of opening one offer where demands follow sizes on straight lines.
/// \param slope,need the line: need_i - sum slope_ki size_k <= utility_i
class OfferProgram {
public:
    OfferProgram(const Effects& effects, const std::vector<std::vector<double>>& slope, LeverMask allowed)
        : effects_(effects), slope_(slope), allowed_(allowed) {}

    struct Answer {
        bool open = false;
        std::vector<double> sizes;
        double cost = 0;
    };

    /// A bound: fixed charges spread over the whole size, least sizes ignored.
    [[nodiscard]] Answer relaxed(const Offer& offer, const std::vector<double>& need) const {
        Lp lp;
        std::vector<std::size_t> of(effects_.levers(), kNone);
        for (std::size_t k = 0; k < effects_.levers(); ++k) {
            if (!in(allowed_, k)) continue;
            const Terms& terms = effects_.terms[k];
            of[k] = lp.add_variable(terms.price + terms.fixed / terms.most, 0, terms.most);
        }
        add_rows(lp, of, offer, need);
        return answer(solve(lp), of);
    }

    [[nodiscard]] Answer exact(const Offer& offer, const std::vector<double>& need,
                               const RunOptions& run) const {
        Milp milp;
        std::vector<std::size_t> of(effects_.levers(), kNone);
        for (std::size_t k = 0; k < effects_.levers(); ++k) {
            if (!in(allowed_, k)) continue;
            const Terms& terms = effects_.terms[k];
            of[k] = milp.add_variable(terms.price, 0, terms.most);
            if (terms.fixed == 0 && terms.least == 0) continue;
            const std::size_t used = milp.add_integer(terms.fixed);
            milp.add_row({{of[k], 1}, {used, -terms.most}}, -kUnbounded, 0);
            milp.add_row({{of[k], 1}, {used, -terms.least}}, 0, kUnbounded);
        }
        add_rows(milp, of, offer, need);
        const MilpResult solved = solve(milp, {.preprocess = false}, run);
        Answer found;
        found.open = !solved.values.empty();
        if (!found.open) return found;
        found.sizes.assign(effects_.levers(), 0);
        for (std::size_t k = 0; k < of.size(); ++k) {
            if (of[k] != kNone) found.sizes[k] = tidy(k, solved.values[of[k]]);
        }
        found.cost = cost_of(found.sizes);
        return found;
    }

    [[nodiscard]] double cost_of(const std::vector<double>& sizes) const {
        double cost = 0;
        for (std::size_t k = 0; k < sizes.size(); ++k) {
            if (sizes[k] > 0) cost += effects_.terms[k].fixed + effects_.terms[k].price * sizes[k];
        }
        return cost;
    }

    [[nodiscard]] bool charges() const {
        for (std::size_t k = 0; k < effects_.levers(); ++k) {
            if (in(allowed_, k) && (effects_.terms[k].fixed > 0 || effects_.terms[k].least > 0))
                return true;
        }
        return false;
    }

private:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    [[nodiscard]] double tidy(std::size_t k, double size) const {
        const double most = effects_.terms[k].most;
        if (size < 1e-9 * most) return 0;
        return std::min(size, most);
    }
    void add_rows(Lp& lp, const std::vector<std::size_t>& of, const Offer& offer,
                  const std::vector<double>& need) const {
        for (std::size_t i = 0; i < need.size(); ++i) {
            if (!std::isfinite(need[i] - offer.utilities[i])) continue;
            std::vector<LpEntry> row;
            for (std::size_t k = 0; k < of.size(); ++k) {
                if (of[k] != kNone && slope_[k][i] != 0) row.push_back({of[k], slope_[k][i]});
            }
            lp.add_row(std::move(row), need[i] - offer.utilities[i], kUnbounded);
        }
    }
    [[nodiscard]] Answer answer(const LpResult& solved, const std::vector<std::size_t>& of) const {
        Answer found;
        found.open = solved.status == LpStatus::optimal;
        if (!found.open) return found;
        found.cost = solved.objective;
        found.sizes.assign(effects_.levers(), 0);
        for (std::size_t k = 0; k < of.size(); ++k) {
            if (of[k] != kNone) found.sizes[k] = tidy(k, solved.values[of[k]]);
        }
        return found;
    }

    const Effects& effects_;
    const std::vector<std::vector<double>>& slope_;
    LeverMask allowed_;
};

/// The cheapest sizes on straight lines: offers by their bounds, until none can be cheaper.
std::optional<Sized> cheapest_on_lines(const Effects& effects,
                                       const std::vector<std::vector<double>>& slope,
                                       const std::vector<double>& need, LeverMask allowed,
                                       const RunOptions& run) {
    const OfferProgram program(effects, slope, allowed);
    struct Bound {
        double cost;
        std::size_t offer;
        std::vector<double> sizes;
    };
    std::vector<Bound> bounds;
    for (std::size_t z = 0; z < effects.offers.size(); ++z) {
        if (run.stop.stop_requested()) return std::nullopt;
        auto one = program.relaxed(effects.offers[z], need);
        if (one.open) bounds.push_back({one.cost, z, std::move(one.sizes)});
    }
    std::stable_sort(bounds.begin(), bounds.end(),
                     [](const Bound& a, const Bound& b) { return a.cost < b.cost; });
    std::optional<Sized> best;
    if (!program.charges()) {
        if (bounds.empty()) return best;
        return Sized{bounds.front().sizes, program.cost_of(bounds.front().sizes), bounds.front().offer};
    }
    for (const Bound& bound : bounds) {
        if (best && bound.cost >= best->cost - 1e-12) break;
        const auto one = program.exact(effects.offers[bound.offer], need, run);
        if (one.open && (!best || one.cost < best->cost - 1e-12))
            best = Sized{one.sizes, one.cost, bound.offer};
    }
    return best;
}

bool open_at(const Effects& effects, const Offer& offer, const std::vector<double>& need) {
    for (std::size_t i = 0; i < need.size(); ++i) {
        if (need[i] - offer.utilities[i] > effects.tolerance()) return false;
    }
    return true;
}

/// Demands are curved: straight lines about the sizes at hand, again and again, each step kept only where
/// the case itself still opens the offer.
std::optional<Sized> cheapest_on_curves(const Effects& effects, const Demands& exact, LeverMask allowed,
                                        const RunOptions& run) {
    const OfferProgram costs(effects, effects.effect, allowed);
    std::vector<double> at(effects.levers(), 0);
    for (std::size_t k = 0; k < effects.levers(); ++k) {
        if (in(allowed, k) && pull(effects, k) != Pull::harms) at[k] = effects.terms[k].most;
    }
    std::vector<double> need = exact(at);
    std::optional<Sized> best;
    for (std::size_t z = 0; z < effects.offers.size() && !best; ++z) {
        if (open_at(effects, effects.offers[z], need)) best = Sized{at, costs.cost_of(at), z};
    }
    if (!best) return best;
    for (int round = 0; round < 25 && !run.stop.stop_requested(); ++round) {
        std::vector<std::vector<double>> slope = effects.effect;
        need = exact(best->sizes);
        std::vector<double> base = need;  // of the line: need at size 0 as the line has it
        for (std::size_t k = 0; k < effects.levers(); ++k) {
            if (!in(allowed, k)) continue;
            std::vector<double> moved = best->sizes;
            const double step = 1e-4 * effects.terms[k].most;
            moved[k] += moved[k] + step <= effects.terms[k].most ? step : -step;
            const std::vector<double> there = exact(moved);
            for (std::size_t i = 0; i < need.size(); ++i) {
                slope[k][i] =
                    std::isfinite(need[i]) ? -(there[i] - need[i]) / (moved[k] - best->sizes[k]) : 0;
                if (std::isfinite(base[i])) base[i] += slope[k][i] * best->sizes[k];
            }
        }
        const auto line = cheapest_on_lines(effects, slope, base, allowed, run);
        if (!line || line->cost >= best->cost * (1 - 1e-7) - 1e-12) break;
        // As far towards the line's answer as the case itself allows.
        bool moved = false;
        for (double share = 1; share > 1e-3; share /= 2) {
            std::vector<double> sizes = best->sizes;
            for (std::size_t k = 0; k < sizes.size(); ++k) {
                sizes[k] += share * (line->sizes[k] - sizes[k]);
                if (sizes[k] < 1e-9 * effects.terms[k].most) sizes[k] = 0;
                if (sizes[k] > 0 && sizes[k] < effects.terms[k].least) sizes[k] = effects.terms[k].least;
            }
            const double cost = costs.cost_of(sizes);
            if (cost >= best->cost - 1e-12) continue;
            const std::vector<double> there = exact(sizes);
            for (std::size_t z = 0; z < effects.offers.size(); ++z) {
                if (!open_at(effects, effects.offers[z], there)) continue;
                best = Sized{sizes, cost, z};
                moved = true;
                break;
            }
            if (moved) break;
        }
        if (!moved) break;
    }
    return best;
}

}  // namespace

Opens opens_some_offer(const Effects& effects, const Demands& exact) {
    return [opener = Opener(effects, exact)](LeverMask set) mutable { return opener.opens(set); };
}

std::vector<std::size_t> useful_levers(const Effects& effects) {
    std::vector<std::size_t> useful;
    for (std::size_t k = 0; k < effects.levers(); ++k) {
        if (!effects.terms[k].usable) continue;
        const Pull way = pull(effects, k);
        if (way == Pull::helps || way == Pull::mixed || effects.terms[k].sheet) useful.push_back(k);
    }
    return useful;
}

std::vector<LeverMask> minimal_sets(const std::vector<std::size_t>& useful, const Opens& opens,
                                    const RunOptions& run, bool& complete) {
    complete = true;
    std::vector<LeverMask> found;
    std::vector<LeverMask> level = {0};
    // Sets of one size after another; a set that holds a smaller one that opens is not minimal.
    while (!level.empty()) {
        std::vector<LeverMask> shut;
        for (const LeverMask set : level) {
            if (run.stop.stop_requested()) {
                complete = false;
                return found;
            }
            (opens(set) ? found : shut).push_back(set);
        }
        std::vector<LeverMask> next;
        for (const LeverMask set : shut) {
            for (const std::size_t k : useful) {
                const LeverMask bit = LeverMask{1} << k;
                if (set >= bit) continue;  // each set is made once, its members in rising order
                const LeverMask larger = set | bit;
                const bool known = std::any_of(found.begin(), found.end(),
                                               [&](LeverMask small) { return (small & ~larger) == 0; });
                if (!known) next.push_back(larger);
            }
        }
        level = std::move(next);
    }
    return found;
}

std::optional<Sized> cheapest(const Effects& effects, const Demands& exact, LeverMask allowed,
                              const RunOptions& run) {
    LeverMask usable = 0;
    for (std::size_t k = 0; k < effects.levers(); ++k) {
        if (in(allowed, k) && effects.terms[k].usable) usable |= LeverMask{1} << k;
    }
    if (effects.affine) return cheapest_on_lines(effects, effects.effect, effects.floor, usable, run);
    return cheapest_on_curves(effects, exact, usable, run);
}

Shortfall least_shortfall(const Effects& effects, const Demands& exact, LeverMask allowed) {
    Opener opener(effects, exact);
    const std::vector<double> need = opener.demands_at_best(allowed);
    Shortfall best;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t z = 0; z < effects.offers.size(); ++z) {
        std::vector<double> missing;
        double sum = 0;
        for (std::size_t i = 0; i < need.size(); ++i) {
            missing.push_back(std::max(0.0, need[i] - effects.offers[z].utilities[i]));
            sum += missing.back();
        }
        if (sum >= least) continue;
        least = sum;
        best = {z, std::move(missing)};
    }
    return best;
}

}  // namespace entente::levers
