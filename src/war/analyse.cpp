#include "entente/war/analyse.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "entente/core/expects.hpp"
#include "entente/core/text.hpp"
#include "entente/model/draws.hpp"
#include "entente/model/war_parameters.hpp"
#include "entente/war/values.hpp"
#include "war/extras.hpp"
#include "war/records/record.hpp"
#include "war/view.hpp"

namespace entente::war {
namespace {

/// Everything that has a range, at the best values.
struct Core {
    Appraisal seen;
    Reservations worth;
    Pair range{0, 0};  // low and high, in the first side's points
};

/// What the sides' values of fighting leave, in the first side's points.
/// \param carrot what outsiders add to a deal struck now, as a share of the first side's stake
Pair range_of(const Stakes& stakes, const Pair& reservation, double carrot) {
    Pair share;
    for (std::size_t i = 0; i < 2; ++i) {
        share[i] = (reservation[i] - stakes.at_loss[i]) / stakes.size(i);
    }
    const Range range = bargaining_range(share);
    const double high = carrot > 0 ? std::min(1 + carrot, 1 + carrot - share[1]) : range.high;
    return {stakes.points(0, range.low), stakes.points(0, high)};
}

/// Fronts are read from tables while this stands.
struct Tables {
    Tables(Memory& memory, const FrontTables* tables) : memory_(memory) { memory_.tables = tables; }
    ~Tables() { memory_.tables = nullptr; }
    Tables(const Tables&) = delete;
    Tables& operator=(const Tables&) = delete;

private:
    Memory& memory_;
};

/// Why a case cannot be valued, beyond what `validate_war` looks at.
std::vector<Diagnostic> refusals(const ModelRecord& record, const Case& conflict, const Stakes& stakes) {
    std::vector<Diagnostic> problems;
    if (record.refuse != nullptr) record.refuse(conflict, stakes, problems);
    return problems;
}

class Analysis {
public:
    Analysis(const Case& conflict, const WarOptions& options, const RunOptions& run)
        : case_(conflict),
          war_(*conflict.war),
          options_(options),
          run_(run),
          record_(record_of(conflict)),
          stakes_(stakes_of(conflict)) {}

    WarResult run() {
        refuse();
        result_.model = war_.model;
        result_.ends = stakes_.imposed;
        result_.seed = run_.seed;
        result_.unit = record_.unit(case_);
        if (record_.prepare != nullptr) record_.prepare(case_, stakes_, options_, memory_, result_);
        const Core best = core(case_, true);
        fill_sides(best);
        fill_range(best);
        if (options_.ranges) fill_ranges();
        if (record_.tell != nullptr) record_.tell(case_, stakes_, result_);
        add_extras(case_, stakes_, best.seen.analyst, result_);
        result_.out_of_sight =
            out_of_sight(std::isnan(result_.duration.value)
                             ? (*result_.duration_quantiles)[2].value_or(std::numeric_limits<double>::max())
                             : result_.duration.value,
                         result_.unit);
        if (options_.course) {
            add_course();
            result_.waiting = price_of_waiting(case_);
            result_.break_even_cost = break_even_cost(case_);
            result_.outside_view.assign(base_rates().begin(), base_rates().end());
        }
        describe(best);
        return std::move(result_);
    }

private:
    void refuse() {
        std::vector<Diagnostic> problems = refusals(record_, case_, stakes_);
        if (!problems.empty()) throw InputError(std::move(problems));
    }

    /// \param full also deviations
    [[nodiscard]] Core core(const Case& conflict, bool full) {
        Core result;
        result.seen = record_.appraise(conflict, stakes_, memory_, full);
        result.worth = reservations(conflict, stakes_, result.seen);
        result.range = range_of(stakes_, result.worth.analyst, dividend_now(conflict, stakes_));
        return result;
    }

    void fill_sides(const Core& best) {
        const Evaluation& seen = best.seen.analyst;
        result_.duration.value = seen.duration;
        result_.duration_sd = seen.duration_sd;
        result_.duration_quantiles = seen.quantiles;
        for (std::size_t i = 0; i < 2; ++i) {
            const Evaluation& own = best.seen.own[i];
            SideResult& side = result_.sides[i];
            side.party = war_.between[i];
            side.at_win = stakes_.at_win[i];
            side.at_loss = stakes_.at_loss[i];
            side.win = seen.win[i];
            side.value = stakes_.points(i, seen.value[i]);
            side.cost = seen.cost[i] * stakes_.size(i);
            side.reservation.value = best.worth.analyst[i];
            side.before_public = best.worth.before_public[i];
            side.believed.reservation.value = best.worth.believed[i];
            side.dividend = dividend_points(case_, stakes_)[i];
            side.believed.win = own.win[i];
            side.believed.duration = own.duration;
            const double net = View(case_, static_cast<int>(i)).net_cost(i) / stakes_.size(i);
            side.outlook = own.outlook ? (*own.outlook)[i]
                                       : outlook(side.believed.win,
                                                 record_.one_stroke ? 1 : side.believed.duration, net);
        }
    }

    void fill_range(const Core& best) {
        result_.range.low.value = best.range[0];
        result_.range.high.value = best.range[1];
        result_.range.width.value = best.range[1] - best.range[0];
        result_.range.empty = !(best.range[0] <= best.range[1] + 1e-9);
        const Pair believed = range_of(stakes_, best.worth.believed, dividend_now(case_, stakes_));
        result_.believed_range.low.value = believed[0];
        result_.believed_range.high.value = believed[1];
        result_.believed_range.width.value = believed[1] - believed[0];
        result_.believed_range.empty = !(believed[0] <= believed[1] + 1e-9);
    }

    /// Every ranged number that the war rests on is drawn, as `robust` draws it: low and high are the
    /// quantiles of what comes out, at the level of the file's ranges.
    void fill_ranges() {
        std::vector<UncertainNumber> numbers = uncertain_numbers(case_);
        std::erase_if(numbers, [](const UncertainNumber& number) {
            static constexpr std::string_view kTables[] = {"war.", "belief.", "aid.", "issue.", "bonus."};
            return std::none_of(std::begin(kTables), std::end(kTables),
                                [&](std::string_view table) { return number.address.starts_with(table); });
        });
        if (numbers.empty()) return;
        Derived* const targets[] = {&result_.sides[0].reservation,
                                    &result_.sides[1].reservation,
                                    &result_.sides[0].believed.reservation,
                                    &result_.sides[1].believed.reservation,
                                    &result_.duration,
                                    &result_.range.low,
                                    &result_.range.high,
                                    &result_.range.width};
        std::vector<double> drawn[std::size(targets)];
        Case varied = case_;
        std::vector<Quantity*> quantities;
        for (const UncertainNumber& number : numbers)
            quantities.push_back(find_quantity(varied, number.address));
        const RandomDraws random(numbers, case_.links, run_.seed);
        std::vector<double> shares(numbers.size());
        const auto vary = [&](std::uint64_t draw) {
            random.shares(draw, shares);
            for (std::size_t k = 0; k < numbers.size(); ++k)
                quantities[k]->best = numbers[k].exact(numbers[k].draw(shares[k]));
        };
        constexpr std::uint64_t kDraws = 400;
        FrontTables tables;
        for (std::uint64_t draw = 0; draw < kDraws; ++draw) {
            vary(draw);
            tables.see(varied);
        }
        // Of a chance, as the analyst sees it and as the sides do: far below what so few draws leave open.
        constexpr double kTolerance = 1e-4;
        constexpr double kOwnTolerance = 2e-3;
        const Tables in_use(
            memory_, tables.build(kTolerance, kOwnTolerance, false, run_.inner()) ? &tables : nullptr);
        for (std::uint64_t draw = 0; draw < kDraws; ++draw) {
            if (run_.stop.stop_requested()) {
                result_.stopped = Stopped::cancelled;
                return;
            }
            vary(draw);
            const Stakes stakes = stakes_of(varied);
            if (!(stakes.size(0) > 0) || !(stakes.size(1) > 0)) continue;  // a side would rather lose
            if (!refusals(record_, varied, stakes).empty()) continue;
            const Appraisal seen = record_.appraise(varied, stakes, memory_, false);
            const Reservations worth = reservations(varied, stakes, seen);
            const Pair range = range_of(stakes, worth.analyst, dividend_now(varied, stakes));
            const double values[] = {worth.analyst[0],  worth.analyst[1],      worth.believed[0],
                                     worth.believed[1], seen.analyst.duration, range[0],
                                     range[1],          range[1] - range[0]};
            for (std::size_t t = 0; t < std::size(targets); ++t)
                if (std::isfinite(values[t])) drawn[t].push_back(values[t]);
        }
        for (std::size_t t = 0; t < std::size(targets); ++t) {
            std::vector<double>& all = drawn[t];
            if (all.size() < 2 || std::isnan(targets[t]->value)) continue;
            std::sort(all.begin(), all.end());
            if (all.back() - all.front() < 1e-9) continue;  // none of the ranges touches it
            const double last = static_cast<double>(all.size() - 1);
            const auto quantile = [&](double y) {
                const auto below = static_cast<std::size_t>(y * last);
                const double part = y * last - static_cast<double>(below);
                return all[below] + part * (all[std::min(below + 1, all.size() - 1)] - all[below]);
            };
            targets[t]->low = quantile((1 - case_.range_level) / 2);
            targets[t]->high = quantile((1 + case_.range_level) / 2);
        }
        result_.notes.push_back(
            "Ranges of derived values: every ranged number that the war rests on (" +
            std::to_string(numbers.size()) + ") was drawn " + std::to_string(kDraws) +
            " times; low and high are quantiles of what came out, as in entente robust.");
    }

    void add_course() {
        const bool chosen = options_.span > 0;
        const double span = chosen ? options_.span : result_.out_of_sight ? decision_span(result_.unit) : 0;
        if (record_.course == nullptr) return;
        result_.course = record_.course(case_, stakes_, result_, span);
        if (!result_.out_of_sight || chosen || result_.course.size() < 2) return;
        const std::string periods = format_number(span, 0) + " " + result_.unit + "s";
        result_.notes.push_back(
            "The end of this war lies out of sight: its course is laid over the next " +
            (result_.unit == "year" ? std::string("ten years") : "ten years (" + periods + ")") +
            ". Another span can be asked for with --span; no value depends on it.");
    }

    /// Strengths leave the chance open as far as past contests leave the exponent open.
    void note_contest() {
        const View analyst(case_, kAnalyst);
        const auto first = analyst.find("strength", 0);
        const auto second = analyst.find("strength", 1);
        if (!first || !second || analyst.find("chance") || analyst.find("advance") || analyst.find("truth"))
            return;
        const double exponent = analyst.get("contest", kContestExponent);
        result_.notes.push_back("The chance of " + case_.parties[war_.between[0].index()].name +
                                " follows from both sides' strengths: " +
                                format_number(100 * contest(*first, *second, exponent), 0) +
                                "% with the exponent " + format_number(exponent, 2) +
                                "; past wars and battles leave 0.1 to 0.7 open, which is " +
                                format_number(100 * contest(*first, *second, kContestLow), 0) + "% to " +
                                format_number(100 * contest(*first, *second, kContestHigh), 0) + "%.");
    }

    void describe(const Core& best) {
        note_contest();
        result_.method = record_.method;
        result_.exact = result_.warnings.empty() && best.seen.analyst.error == 0;
        for (std::size_t i = 0; i < 2; ++i) {
            const WarOutcome end = war_outcome(case_, i);
            std::vector<std::string> assumed;
            for (std::size_t k = 0; k < end.assumed.size(); ++k) {
                if (end.assumed[k]) {
                    assumed.push_back(case_.space.issues[k].id + " = " +
                                      case_.space.issues[k].options[end.outcome.options[k].index()].label);
                }
            }
            if (assumed.empty()) continue;
            const std::size_t more = assumed.size() > 6 ? assumed.size() - 6 : 0;
            if (more > 0) assumed.resize(6);
            result_.notes.push_back(
                "The file does not say what " + case_.parties[war_.between[i].index()].name +
                " imposes on every issue; its own best options are assumed: " + join_words(assumed) +
                (more > 0 ? ", and " + std::to_string(more) + " more." : "."));
        }
        for (std::size_t i = 0; i < 2; ++i) {
            if (!best.worth.gives_in[i]) continue;
            result_.notes.push_back("Fighting on would bring " +
                                    case_.parties[war_.between[i].index()].name +
                                    " less than giving in, which it always can: what the other side would "
                                    "impose is the least that no deal is worth to it.");
        }
        if (result_.leverage.needed > 0 || result_.leverage.needed_believed <= 0) return;
        result_.notes.push_back(
            "Under the analyst's view there are deals that both prefer to fighting; under the sides' own "
            "beliefs "
            "there is none.");
    }

    const Case& case_;
    const WarSpec& war_;
    const WarOptions& options_;
    const RunOptions& run_;
    const ModelRecord& record_;
    Stakes stakes_;
    Memory memory_;
    WarResult result_;
};

}  // namespace

namespace {

Values values_at(const Case& conflict, const Stakes& stakes, Memory& memory) {
    const ModelRecord& record = record_of(conflict);
    std::vector<Diagnostic> problems = refusals(record, conflict, stakes);
    if (!problems.empty()) throw InputError(std::move(problems));
    const Appraisal seen = record.appraise(conflict, stakes, memory, false);
    const Reservations worth = reservations(conflict, stakes, seen);
    const double duration = std::isnan(seen.analyst.duration) ? seen.analyst.median : seen.analyst.duration;
    double error = 0;
    double believed_error = 0;
    for (std::size_t i = 0; i < 2; ++i) {
        const double size = std::abs(stakes.size(i));
        error = std::max(error, seen.analyst.read_error * size);
        believed_error = std::max(believed_error, seen.own[i].read_error * size);
    }
    return {worth.analyst, worth.believed, dividend_points(conflict, stakes),
            duration,      error,          believed_error};
}

}  // namespace

Values values(const Case& conflict, const FrontTables* tables, Read from) {
    ENTENTE_EXPECTS(conflict.war.has_value());
    Memory memory;
    memory.tables = tables;
    memory.read = from;
    return values_at(conflict, stakes_of(conflict), memory);
}

Values values(const Case& conflict, const Ends& ends, const FrontTables* tables, Read from) {
    ENTENTE_EXPECTS(conflict.war.has_value());
    Memory memory;
    memory.tables = tables;
    memory.read = from;
    return values_at(conflict, ends, memory);
}

struct Valuer::Parts {
    Memory memory;
};

Valuer::Valuer() : parts_(std::make_unique<Parts>()) { parts_->memory.durations = false; }
Valuer::~Valuer() = default;

void Valuer::read_from(const FrontTables* tables) { parts_->memory.tables = tables; }

Values Valuer::operator()(const Case& conflict) {
    ENTENTE_EXPECTS(conflict.war.has_value());
    Memory& memory = parts_->memory;
    memory.learning.reset();  // of one case, and not the next
    memory.horizon = 0;
    return values_at(conflict, stakes_of(conflict), memory);
}

WarResult analyse(const Case& conflict, const WarOptions& options, const RunOptions& run) {
    ENTENTE_EXPECTS(conflict.war.has_value());
    std::vector<Diagnostic> problems = validate_war(conflict);
    std::erase_if(problems, [](const Diagnostic& d) { return d.severity != Severity::error; });
    if (!problems.empty()) throw InputError(std::move(problems));
    return Analysis(conflict, options, run).run();
}

}  // namespace entente::war
