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
constexpr double kNever = std::numeric_limits<double>::infinity();

/// Numbers of the levers themselves do not change what a case is: a draw leaves them.
std::vector<UncertainNumber> drawn_numbers(const Case& conflict) {
    std::vector<UncertainNumber> numbers = uncertain_numbers(conflict);
    std::erase_if(numbers, [](const UncertainNumber& number) {
        return number.address.starts_with("lever.") || number.address.starts_with("phases.") ||
               number.address.starts_with("coalition.") || number.address.starts_with("backers.") ||
               number.address.starts_with("actor.") || number.address.starts_with("ratify.");
    });
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

/// One thread's draws: the least share of the sizes at which each has a zone.
class Worker {
public:
    Worker(const Case& conflict, const Effects& effects, const std::vector<double>& sizes,
           const std::vector<UncertainNumber>& numbers, const RandomDraws& draws,
           const settle::CompiledCase& compiled, const Rules& rules, const war::FrontTables* tables)
        : rules_(rules),
          case_(conflict),
          effects_(effects),
          sizes_(sizes),
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

    /// \return infinity where even the full sizes do not open it, NaN where the draw is no sound case
    double least_share(std::uint64_t draw) {
        draws_.shares(draw, values_);
        for (std::size_t k = 0; k < values_.size(); ++k) {
            values_[k] = numbers_[k].draw(values_[k]);
            if (targets_[k] != nullptr) targets_[k]->best = numbers_[k].exact(values_[k]);
        }
        if (case_.war && has_errors(validate_war(case_))) return std::nan("");
        compiled_.set(*work_, values_);
        try {
            at_none_ = reserves(0);
            compiled_.set_reserves(*work_, at_none_);
            (void)compiled_.settle(*work_);
            if (opens(at_none_)) return 0;
            at_full_ = reserves(1);
            if (!opens(at_full_)) return kNever;
            straight_ = effects_.affine && midway(reserves(0.5));
            double shut = 0;
            double open = 1;
            for (int step = 0; step < 24; ++step) {
                const double middle = (shut + open) / 2;
                (opens(between(middle)) ? open : shut) = middle;
            }
            return open;
        } catch (const InputError&) {
            return std::nan("");
        }
    }

private:
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

    std::vector<double> reserves(double share) {
        std::vector<double> sizes = sizes_;
        for (double& size : sizes) size *= share;
        std::vector<double> need = demands(case_, effects_, sizes, valuer_);
        for (double& one : need) {
            if (!std::isfinite(one)) one = std::nan("");
        }
        return need;
    }
    std::vector<double> between(double share) {
        if (!straight_) return reserves(share);
        std::vector<double> need = at_none_;
        for (std::size_t i = 0; i < need.size(); ++i) need[i] += share * (at_full_[i] - at_none_[i]);
        return need;
    }

    /// Do this draw's demands go straight from nothing to full use? A floor under them may bend them.
    [[nodiscard]] bool midway(const std::vector<double>& half) const {
        for (std::size_t i = 0; i < half.size(); ++i) {
            if (std::fabs(2 * half[i] - at_none_[i] - at_full_[i]) > effects_.tolerance()) return false;
        }
        return true;
    }

    const Rules& rules_;
    Case case_;
    war::Valuer valuer_;
    bool straight_ = false;
    const Effects& effects_;
    const std::vector<double>& sizes_;
    const std::vector<UncertainNumber>& numbers_;
    const RandomDraws& draws_;
    const settle::CompiledCase& compiled_;
    std::unique_ptr<settle::CompiledCase::Work, void (*)(settle::CompiledCase::Work*)> work_;
    std::vector<Quantity*> targets_;
    std::vector<double> values_;
    std::vector<double> at_none_;
    std::vector<double> at_full_;
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

}  // namespace

std::vector<CurvePoint> chance_curve(const Case& conflict, const Effects& effects,
                                     const std::vector<double>& sizes, const LeversOptions& options,
                                     const RunOptions& run, std::vector<std::string>& notes) {
    const std::vector<UncertainNumber> numbers = drawn_numbers(conflict);
    if (numbers.empty()) {
        notes.emplace_back("No number of the case has a range: there is no chance to speak of.");
        return {};
    }
    if (std::any_of(effects.terms.begin(), effects.terms.end(),
                    [](const Terms& each) { return each.usable && each.sheet; })) {
        notes.emplace_back(
            "Levers that change what outcomes are worth are left out of the curve of chance.");
    }
    std::vector<std::string> addresses;
    for (const UncertainNumber& number : numbers) addresses.push_back(number.address);
    const RandomDraws draws(numbers, conflict.links, run.seed);
    const settle::CompiledCase compiled(conflict, addresses);
    const Rules rules = rules_of(conflict, compiled, notes);
    std::vector<double> shares(options.draws, std::nan(""));
    war::FrontTables tables;
    const bool reads = tabulate(conflict, effects, sizes, numbers, draws, run, tables);
    const std::size_t blocks = (shares.size() + kPerBlock - 1) / kPerBlock;
    const std::size_t done = for_each_block(blocks, run, [&](std::size_t block) {
        Worker worker(conflict, effects, sizes, numbers, draws, compiled, rules, reads ? &tables : nullptr);
        const std::size_t end = std::min(shares.size(), (block + 1) * kPerBlock);
        for (std::size_t d = block * kPerBlock; d < end; ++d) shares[d] = worker.least_share(d);
    });
    if (done < blocks) {
        shares.resize(done * kPerBlock);
        notes.emplace_back("Stopped before all draws were made; the curve is of those that were.");
    }
    const auto unsound = static_cast<std::size_t>(
        std::count_if(shares.begin(), shares.end(), [](double share) { return std::isnan(share); }));
    std::erase_if(shares, [](double share) { return std::isnan(share); });
    if (unsound > 0)
        notes.push_back(std::to_string(unsound) +
                        " draws are no sound case and are left out of the curve.");
    if (shares.empty()) return {};
    std::sort(shares.begin(), shares.end());
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
