#include "levers/curve.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "entente/core/parallel.hpp"
#include "entente/model/draws.hpp"
#include "entente/model/passage.hpp"
#include "entente/model/war_parameters.hpp"
#include "entente/settle/compiled.hpp"
#include "entente/war/cost.hpp"
#include "entente/war/front_tables.hpp"
#include "entente/war/values.hpp"
#include "levers/offers.hpp"

namespace entente::levers {
namespace {

constexpr std::size_t kPerBlock = 100;
constexpr std::size_t kSteps = 21;
constexpr std::size_t kMostListed = 50'000;  // outcomes, in each draw
constexpr double kNever = std::numeric_limits<double>::infinity();

/// Numbers of the levers themselves do not change what a case is: a draw leaves them.
std::vector<UncertainNumber> drawn_numbers(const Case& conflict) {
    std::vector<UncertainNumber> numbers = uncertain_numbers(conflict);
    std::erase_if(numbers, [](const UncertainNumber& number) { return !bears_on_deals(number.address); });
    return numbers;
}

/// Who has to agree, and which outcomes are ratified: no draw changes either.
struct Rules {
    std::vector<std::vector<char>> groups;
    std::vector<char> ratified;  ///< by number of the outcome; empty: nobody has to ratify
};

Rules rules_of(const Case& conflict, const settle::CompiledCase& compiled,
               std::vector<std::string>& notes) {
    Rules rules{enough_of(conflict), {}};
    const Passage passage(conflict);
    if (!passage.ratifies()) return rules;
    if (!compiled.enumerated()) {
        notes.emplace_back(
            "The curve of chance leaves ratification aside: there are too many outcomes to look at each.");
        return rules;
    }
    Outcome outcome;
    outcome.options.assign(conflict.space.issues.size(), OptionId(0));
    for (std::size_t o = 0; o < compiled.outcomes(); ++o) {
        for (std::size_t i = 0; i < outcome.options.size(); ++i)
            outcome.options[i] = OptionId(std::size_t{compiled.option(o, i)});
        rules.ratified.push_back(passage.ratified(outcome) ? 1 : 0);
    }
    notes.emplace_back("Along the curve of chance actors vote by the best values of their numbers.");
    return rules;
}

/// What one draw makes of the case, as sets of levers need it.
struct Screened {
    bool sound = false;
    std::vector<double> floor;  ///< per party: its demand without levers; -infinity: any deal will do
    std::vector<double> taken;  ///< [lever * parties + party]: off that at the lever's full size
    std::vector<double> deals;  ///< [deal * parties + party]: what is efficient and may be enough, points
};

/// One thread's draws.
class Worker {
public:
    Worker(const Case& conflict, const Effects& effects, const std::vector<UncertainNumber>& numbers,
           const RandomDraws& draws, const settle::CompiledCase& compiled, const Rules& rules,
           const war::FrontTables* tables)
        : rules_(rules),
          case_(conflict),
          effects_(effects),
          numbers_(numbers),
          draws_(draws),
          compiled_(compiled),
          work_(compiled.work()),
          values_(numbers.size()) {
        valuer_.read_from(tables);
        case_.beliefs.clear();  // of no bearing on the values that decide here
        for (const UncertainNumber& number : numbers)
            targets_.push_back(find_quantity(case_, number.address));
    }

    /// \param sizes unsigned, at full use
    /// \return infinity where even the full sizes do not open it, NaN where the draw is no sound case
    double least_share(std::uint64_t draw, const std::vector<double>& sizes) {
        if (!set(draw)) return std::nan("");
        try {
            const std::vector<double> at_none = begin();
            if (opens(at_none)) return 0;
            const std::vector<double> at_full = demanded(sizes, 1);
            if (!opens(at_full)) return kNever;
            const bool straight = effects_.affine && midway(at_none, demanded(sizes, 0.5), at_full);
            double shut = 0;
            double open = 1;
            for (int step = 0; step < 24; ++step) {
                const double middle = (shut + open) / 2;
                std::vector<double> need = straight ? at_none : demanded(sizes, middle);
                for (std::size_t i = 0; straight && i < need.size(); ++i)
                    need[i] += middle * (at_full[i] - at_none[i]);
                (opens(need) ? open : shut) = middle;
            }
            return open;
        } catch (const InputError&) {
            return std::nan("");
        }
    }

    Screened screened(std::uint64_t draw) {
        Screened result;
        if (!set(draw)) return result;
        const std::size_t n = case_.parties.size();
        try {
            result.floor = begin();
            result.taken.assign(effects_.levers() * n, 0);
            for (std::size_t k = 0; k < effects_.levers(); ++k) {
                if (!effects_.terms[k].usable) continue;
                std::vector<double> sizes(effects_.levers(), 0);
                sizes[k] = effects_.terms[k].most;
                const std::vector<double> with = demanded(sizes, 1);
                for (std::size_t i = 0; i < n; ++i) {
                    if (!std::isnan(with[i])) result.taken[k * n + i] = result.floor[i] - with[i];
                }
            }
        } catch (const InputError&) {
            return result;
        }
        list_deals(result);
        for (double& floor : result.floor)
            if (std::isnan(floor)) floor = -kNever;
        result.sound = true;
        return result;
    }

private:
    /// The case with a draw's numbers. \return false where it is no sound one
    bool set(std::uint64_t draw) {
        draws_.shares(draw, values_);
        for (std::size_t k = 0; k < values_.size(); ++k) {
            values_[k] = numbers_[k].draw(values_[k]);
            if (targets_[k] != nullptr) targets_[k]->best = numbers_[k].exact(values_[k]);
        }
        if (case_.war && !war_stands(case_)) return false;
        compiled_.set(*work_, values_);
        return true;
    }

    /// Settles the draw without levers. \return the demands then; NaN: any deal will do
    std::vector<double> begin() {
        const std::vector<double> need = demanded(std::vector<double>(effects_.levers(), 0), 1);
        compiled_.set_reserves(*work_, need);
        (void)compiled_.settle(*work_);
        return need;
    }

    std::vector<double> demanded(std::vector<double> sizes, double share) {
        for (double& size : sizes) size *= share;
        std::vector<double> need = demands(case_, effects_, sizes, valuer_);
        for (double& one : need) {
            if (!std::isfinite(one)) one = std::nan("");
        }
        return need;
    }

    /// Is there a deal that enough parties find worth it and, where sides ratify, that passes?
    bool opens(const std::vector<double>& need) {
        for (const std::vector<char>& group : rules_.groups) {
            std::vector<double> asked = need;
            for (std::size_t i = 0; i < asked.size(); ++i) {
                if (group[i] == 0) asked[i] = std::nan("");
            }
            if (rules_.ratified.empty()) {
                if (compiled_.has_zone(*work_, asked)) return true;
                continue;
            }
            compiled_.set_reserves(*work_, asked);
            if (!compiled_.settle(*work_).zone) continue;
            for (const std::uint32_t outcome : compiled_.zone(*work_)) {
                if (rules_.ratified[outcome] != 0) return true;
            }
        }
        return false;
    }

    /// Do this draw's demands go straight from nothing to full use? A floor under them may bend them.
    [[nodiscard]] bool midway(const std::vector<double>& none, const std::vector<double>& half,
                              const std::vector<double>& full) const {
        for (std::size_t i = 0; i < half.size(); ++i) {
            if (std::fabs(2 * half[i] - none[i] - full[i]) > effects_.tolerance()) return false;
        }
        return true;
    }

    /// The outcomes that no other one makes needless and that every party of some group could come to
    /// accept.
    void list_deals(Screened& result) const {
        const std::size_t n = case_.parties.size();
        std::vector<double> least(n, -kNever);  // with every lever that helps at full size
        for (std::size_t i = 0; i < n; ++i) {
            if (std::isnan(result.floor[i])) continue;
            least[i] = result.floor[i] - effects_.tolerance();
            for (std::size_t k = 0; k < effects_.levers(); ++k)
                least[i] -= std::max(0.0, result.taken[k * n + i]);
        }
        std::vector<double> deal(n);
        for (std::size_t o = 0; o < compiled_.outcomes(); ++o) {
            if (!rules_.ratified.empty() && rules_.ratified[o] == 0) continue;
            if (compiled_.least_gain(*work_, o) == -kNever) continue;  // a rule forbids it
            for (std::size_t i = 0; i < n; ++i) deal[i] = compiled_.utilities(*work_, i)[o];
            const bool some =
                std::any_of(rules_.groups.begin(), rules_.groups.end(), [&](const auto& group) {
                    for (std::size_t i = 0; i < n; ++i)
                        if (group[i] != 0 && deal[i] < least[i]) return false;
                    return true;
                });
            if (some) add_efficient(result.deals, deal);
        }
    }

    static void add_efficient(std::vector<double>& deals, const std::vector<double>& deal) {
        const std::size_t n = deal.size();
        const auto covers = [n](const double* a, const double* b) {
            for (std::size_t i = 0; i < n; ++i)
                if (a[i] < b[i]) return false;
            return true;
        };
        std::size_t to = 0;
        for (std::size_t d = 0; d < deals.size(); d += n) {
            if (covers(deals.data() + d, deal.data())) return;  // then it covers none of the others
            if (covers(deal.data(), deals.data() + d)) continue;
            if (to != d)
                std::copy_n(deals.begin() + static_cast<std::ptrdiff_t>(d), n,
                            deals.begin() + static_cast<std::ptrdiff_t>(to));
            to += n;
        }
        deals.resize(to);
        deals.insert(deals.end(), deal.begin(), deal.end());
    }

    const Rules& rules_;
    Case case_;
    war::Valuer valuer_;
    const Effects& effects_;
    const std::vector<UncertainNumber>& numbers_;
    const RandomDraws& draws_;
    const settle::CompiledCase& compiled_;
    std::unique_ptr<settle::CompiledCase::Work, void (*)(settle::CompiledCase::Work*)> work_;
    std::vector<Quantity*> targets_;
    std::vector<double> values_;
};

/// Tables of the fronts that the draws meet with the levers at nothing, halfway and at full use. What they
/// are off by moves a draw along the curve by less than a thousandth of its standard error.
bool tabulate(const Case& conflict, const Effects& effects, const std::vector<double>& sizes,
              const std::vector<UncertainNumber>& numbers, const RandomDraws& draws, const RunOptions& run,
              war::FrontTables& tables) {
    constexpr std::uint64_t kSampled = 512;
    constexpr double kTolerance = 1e-5;  // of a discounted chance
    if (!conflict.war || !war::stepwise(conflict)) return false;
    Case varied = conflict;
    varied.beliefs.clear();
    std::vector<Quantity*> targets;
    for (const UncertainNumber& number : numbers) targets.push_back(find_quantity(varied, number.address));
    std::vector<double> shares(numbers.size());
    for (std::uint64_t draw = 0; draw < kSampled; ++draw) {
        draws.shares(draw, shares);
        for (std::size_t k = 0; k < numbers.size(); ++k)
            if (targets[k] != nullptr) targets[k]->best = numbers[k].exact(numbers[k].draw(shares[k]));
        for (const double share : {0.0, 0.5, 1.0}) {
            std::vector<double> used = signed_sizes(effects, sizes);
            for (double& size : used) size *= share;
            try {
                tables.see(applied(varied, used).conflict);
            } catch (const InputError&) {
                break;  // no sound case: the draw itself will say so
            }
        }
    }
    return tables.build(kTolerance, kTolerance, false, run);
}

std::vector<std::string> addresses_of(const std::vector<UncertainNumber>& numbers) {
    std::vector<std::string> addresses;
    for (const UncertainNumber& number : numbers) addresses.push_back(number.address);
    return addresses;
}

std::vector<double> full_sizes(const Effects& effects) {
    std::vector<double> sizes;
    for (const Terms& terms : effects.terms) sizes.push_back(terms.usable ? terms.most : 0);
    return sizes;
}

/// Is there a deal in this draw that enough parties accept with these levers at full size?
bool opened(const Screened& draw, LeverMask set, const std::vector<std::vector<char>>& groups,
            double tolerance) {
    const std::size_t n = draw.floor.size();
    std::vector<double> need = draw.floor;
    for (std::size_t k = 0; set >> k != 0; ++k) {
        if ((set >> k & 1u) == 0) continue;
        for (std::size_t i = 0; i < n; ++i) need[i] -= draw.taken[k * n + i];
    }
    for (std::size_t d = 0; d < draw.deals.size(); d += n) {
        for (const std::vector<char>& group : groups) {
            bool accepted = true;
            for (std::size_t i = 0; i < n && accepted; ++i)
                accepted = group[i] == 0 || draw.deals[d + i] >= need[i] - tolerance;
            if (accepted) return true;
        }
    }
    return false;
}

}  // namespace

struct ChanceDraws::Parts {
    const Case& conflict;
    const Effects& effects;
    std::uint64_t count;
    std::vector<UncertainNumber> numbers;
    RandomDraws draws;
    settle::CompiledCase compiled;
    Rules rules;
    war::FrontTables tables;
    bool reads = false;

    Parts(const Case& from, const Effects& effects_, const LeversOptions& options, const RunOptions& run,
          std::vector<std::string>& notes)
        : conflict(from),
          effects(effects_),
          count(options.draws),
          numbers(drawn_numbers(from)),
          draws(numbers, from.links, run.seed),
          compiled(from, addresses_of(numbers)),
          rules(rules_of(from, compiled, notes)) {
        if (numbers.empty()) {
            notes.emplace_back("No number of the case has a range: there is no chance to speak of.");
            return;
        }
        if (std::any_of(effects.terms.begin(), effects.terms.end(),
                        [](const Terms& each) { return each.usable && each.sheet; })) {
            notes.emplace_back(
                "Levers that change what outcomes are worth are left out of the curve of chance.");
        }
        reads = tabulate(conflict, effects, full_sizes(effects), numbers, draws, run, tables);
    }

    /// Draws by blocks, a worker each. \return how many were made
    template <class Each>
    std::size_t each_draw(const RunOptions& run, const Each& each) const {
        const std::size_t blocks = (count + kPerBlock - 1) / kPerBlock;
        const std::size_t done = for_each_block(blocks, run, [&](std::size_t block) {
            Worker worker(conflict, effects, numbers, draws, compiled, rules, reads ? &tables : nullptr);
            for (std::size_t d = block * kPerBlock;
                 d < std::min<std::size_t>(count, (block + 1) * kPerBlock); ++d)
                each(worker, d);
        });
        return std::min<std::size_t>(count, done * kPerBlock);
    }
};

ChanceDraws::ChanceDraws(const Case& conflict, const Effects& effects, const LeversOptions& options,
                         const RunOptions& run, std::vector<std::string>& notes)
    : parts_(std::make_unique<Parts>(conflict, effects, options, run, notes)) {}
ChanceDraws::~ChanceDraws() = default;

std::vector<double> ChanceDraws::least_shares(const std::vector<double>& sizes, const RunOptions& run,
                                              std::vector<std::string>& notes) const {
    if (parts_->numbers.empty()) return {};
    std::vector<double> shares(parts_->count, std::nan(""));
    const std::size_t made = parts_->each_draw(
        run, [&](Worker& worker, std::size_t d) { shares[d] = worker.least_share(d, sizes); });
    if (made < shares.size()) {
        shares.resize(made);
        notes.emplace_back("Stopped before all draws were made; the curve is of those that were.");
    }
    const std::size_t unsound = std::erase_if(shares, [](double share) { return std::isnan(share); });
    if (unsound > 0)
        notes.push_back(std::to_string(unsound) +
                        " draws are no sound case and are left out of the curve.");
    std::sort(shares.begin(), shares.end());
    return shares;
}

std::optional<std::function<double(LeverMask)>> ChanceDraws::of_sets(const RunOptions& run) const {
    if (parts_->numbers.empty() || !parts_->compiled.enumerated() ||
        parts_->compiled.outcomes() > kMostListed)
        return std::nullopt;
    auto screened = std::make_shared<std::vector<Screened>>(parts_->count);
    const std::size_t made =
        parts_->each_draw(run, [&](Worker& worker, std::size_t d) { (*screened)[d] = worker.screened(d); });
    screened->resize(made);
    std::erase_if(*screened, [](const Screened& draw) { return !draw.sound; });
    return [screened, groups = parts_->rules.groups,
            tolerance = parts_->effects.tolerance()](LeverMask set) {
        std::size_t open = 0;
        for (const Screened& draw : *screened) open += opened(draw, set, groups, tolerance) ? 1 : 0;
        return screened->empty() ? 0 : static_cast<double>(open) / static_cast<double>(screened->size());
    };
}

std::vector<CurvePoint> chance_curve(const Effects& effects, const std::vector<double>& sizes,
                                     const std::vector<double>& shares) {
    if (shares.empty()) return {};
    std::vector<CurvePoint> curve;
    for (std::size_t step = 0; step < kSteps; ++step) {
        const double share = double(step) / double(kSteps - 1);
        CurvePoint point;
        for (std::size_t k = 0; k < sizes.size(); ++k) {
            if (share > 0 && sizes[k] > 0)
                point.cost += effects.terms[k].fixed + effects.terms[k].price * share * sizes[k];
        }
        const auto reached = std::upper_bound(shares.begin(), shares.end(), share + 1e-12) - shares.begin();
        point.chance = double(reached) / double(shares.size());
        point.standard_error = std::sqrt(point.chance * (1 - point.chance) / double(shares.size()));
        curve.push_back(point);
    }
    return curve;
}

}  // namespace entente::levers
