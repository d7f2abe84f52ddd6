#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "entente/core/text.hpp"
#include "entente/model/words.hpp"
#include "entente/report/war.hpp"
#include "report/render/layout.hpp"
#include "report/sections/sections.hpp"
#include "report/words/durations.hpp"

namespace entente::report {
namespace {

using war::Derived;
using war::WarResult;

/// Chances of a war with one decimal: those of two sides differ by less than a percent often enough.
std::string chance_words(double chance) { return percent(chance, 1); }

std::string with_range(const Derived& value, int digits) {
    std::string words = format_grouped(value.value, digits);
    if (value.low && value.high) {
        words +=
            " (" + format_grouped(*value.low, digits) + ".." + format_grouped(*value.high, digits) + ")";
    }
    return words;
}

/// Four digits that count, whatever the series' unit.
std::string four(double value) {
    if (value != 0 && std::abs(value) < 1e-3) return fmt::format("{:.3e}", value);
    return std::abs(value) >= 1000 ? format_grouped(value, 0) : fmt::format("{:.4g}", value);
}

std::string plural(const std::string& unit) { return unit + "s"; }

class Screen {
public:
    Screen(const Case& conflict, const WarResult& result, const TextOptions& options)
        : case_(conflict), result_(result), options_(options) {}

    std::string whole() {
        out_ += wrap(war_answer(case_, result_), options_.width);
        out_ += "\n" + bold(cut(case_.title, options_.width), options_) + "\n";
        sides();
        rows();
        learning();
        ripeness();
        waiting();
        course();
        notes();
        return std::move(out_) + model_not_advice(options_);
    }

    std::string brief() {
        sides();
        rows();
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string name(std::size_t i) const {
        return party_name(case_, result_.sides[i].party.index());
    }

    void line(const std::string& text) { out_ += wrap(text, options_.width, "  ", "    "); }

    void sides() {
        const std::size_t column = std::min<std::size_t>(
            std::max({display_width(name(0)), display_width(name(1)), std::size_t{8}}), options_.width / 4);
        // Where an end lies generations away, a chance of winning is arithmetic and not a finding: it is
        // left out.
        const bool remote = result_.out_of_sight;
        out_ +=
            heading(fmt::format("What {} brings each side ({})", no_deal(case_), unit(case_)), options_);
        out_ += dim(fmt::format("  {} {}{}{}{}{}", left("", column), right(remote ? "" : "wins", 8),
                                right("brings", 9), right("costs", 9), right("is worth", 10),
                                right("as it believes", 17)),
                    options_) +
                "\n";
        for (std::size_t i = 0; i < 2; ++i) {
            const war::SideResult& side = result_.sides[i];
            out_ += fmt::format("  {} {}{}{}{}{}\n", left(name(i), column),
                                right(remote ? "" : chance_words(side.win), 8),
                                right(amount(case_, side.value), 9), right(amount(case_, side.cost), 9),
                                right(amount(case_, side.reservation.value), 10),
                                right(amount(case_, side.believed.reservation.value), 17));
        }
        if (result_.unit != "war")
            line("brings and costs: present values over the whole war, money from outside deducted");
        for (std::size_t i = 0; i < 2; ++i) {
            const war::SideResult& side = result_.sides[i];
            if (side.reservation.low && side.reservation.high) {
                line(fmt::format("{}: between {} and {} as the war's numbers range", name(i),
                                 format_number(*side.reservation.low, 1),
                                 format_number(*side.reservation.high, 1)));
            }
            if (std::abs(side.reservation.value - side.before_public) > 1e-9) {
                line(fmt::format("{}: {} of it because its public expects more than {} brings", name(i),
                                 format_number(side.reservation.value - side.before_public, 1),
                                 no_deal(case_)));
            }
        }
    }

    void rows() {
        out_ += heading("How it would go", options_);
        if (result_.unit != "war") {
            line("Duration: " + duration_words(result_));
            if (result_.out_of_sight) {
                line(
                    "No victory is in sight for either side at today's movement of the front: the figures "
                    "are "
                    "no forecast");
            }
        }
        if (!result_.straight_line) {
            line(result_.leverage.needed > result_.leverage.offered
                     ? "Deals both prefer: none among the case's outcomes"
                     : "Deals both prefer: some of the case's outcomes (entente settle)");
        } else {
            range("Deals both prefer", result_.range);
        }
        if (result_.straight_line && result_.believed_range.empty != result_.range.empty) {
            range("The same as they believe", result_.believed_range);
        }
        const war::LeverageResult& lever = result_.leverage;
        if (std::max(lever.needed, lever.needed_believed) > 0) {
            line(fmt::format(
                "A third party would have to add {} points to a deal{} for both to prefer it{}",
                format_number(std::max(lever.needed, lever.needed_believed), 2),
                lever.needed_believed > lever.needed ? ", by their own beliefs," : "",
                lever.offered > 0 ? fmt::format("; {} are on offer", format_number(lever.offered, 2))
                                  : ""));
        }
        if (result_.attrition && result_.attrition->weak >= 0) {
            line(fmt::format("{} gives in at once with a chance of {}; nobody ever does with {}",
                             name(static_cast<std::size_t>(result_.attrition->weak)),
                             chance_words(result_.attrition->at_once),
                             chance_words(result_.attrition->never)));
        }
        if (result_.screening) screening();
        if (result_.ultimatum) {
            line(fmt::format(
                "{}'s best take-it-or-leave-it demand is {} of the stake; it risks war with {}", name(0),
                chance_words(result_.ultimatum->demand), chance_words(result_.ultimatum->chance_of_war)));
        }
        if (result_.mediation) {
            line(fmt::format("The best mediator can bring peace with a chance of {}",
                             chance_words(result_.mediation->best.peace)));
        }
        if (result_.mediator) {
            line(fmt::format("The mediator is {}believed: it leans {} towards {}, {} is needed",
                             result_.mediator->verdict.believed ? "" : "not ",
                             format_number(2 * result_.mediator->model.bias - 1, 2), name(0),
                             std::isfinite(result_.mediator->verdict.threshold)
                                 ? format_number(result_.mediator->verdict.threshold, 2)
                                 : "more than there can be"));
        }
    }

    void range(const char* label, const war::ResultRange& r) {
        if (r.empty) {
            line(fmt::format("{}: none ({}'s minimum of {} lies above the {} that the other would grant)",
                             label, name(0), format_number(r.low.value, 1),
                             format_number(r.high.value, 1)));
        } else {
            line(fmt::format("{}: from {} to {} points for {}, {} wide", label,
                             format_number(r.low.value, 1), format_number(r.high.value, 1), name(0),
                             with_range(r.width, 1)));
        }
    }

    void screening() {
        const war::ScreeningResult& s = *result_.screening;
        line(fmt::format(
            "{} offers terms that everybody accepts while it thinks {} weak with less than {} (now {})",
            name(0), name(1), chance_words(s.threshold), chance_words(s.weak)));
        line(fmt::format("War breaks out with a chance of {} and takes {} battles on average",
                         chance_words(s.path.war), format_number(s.path.expected_battles, 2)));
    }

    void learning() {
        if (!result_.learning) return;
        const war::LearningResult& l = *result_.learning;
        const double low = result_.sides[0].at_loss;
        const double size = result_.sides[0].at_win - low;
        out_ += heading("How they learn", options_);
        line(fmt::format("Surplus of a deal now: {} points, as they believe{}",
                         format_number(size * l.surplus, 2), l.settles_at_once ? "" : ": they fight on"));
        line(fmt::format("Settled with a chance of {}; {} wins outright with {}, {} with {}",
                         chance_words(l.settles), name(0), chance_words(l.conquest[0]), name(1),
                         chance_words(l.conquest[1])));
        if (l.settles > 0) {
            line(fmt::format("Terms if settled: {} points for {} on average",
                             format_number(low + size * l.mean_share, 1), name(0)));
        }
        std::vector<war::SettledState> likely = l.terms;
        std::stable_sort(likely.begin(), likely.end(),
                         [](const auto& a, const auto& b) { return a.chance > b.chance; });
        const std::size_t shown = std::min<std::size_t>({likely.size(), options_.list_limit, 6});
        for (std::size_t i = 0; i < shown; ++i) {
            const war::SettledState& t = likely[i];
            if (t.wins + t.losses == 0) continue;
            line(fmt::format("  after {} battles ({} won by {}): {} points, chance {}", t.wins + t.losses,
                             t.wins, name(0), format_number(low + size * t.share, 1),
                             chance_words(t.chance)));
        }
    }

    void ripeness() {
        if (!result_.ripeness) return;
        out_ += heading("Is it ripe? (this project's own index, 0 to 1)", options_);
        for (std::size_t i = 0; i < 2; ++i) {
            const war::Outlook& o = result_.sides[i].outlook;
            line(fmt::format("{}: hurt {}, deadlock {} (sees a {} chance to win)", name(i),
                             format_number(o.hurt, 2), format_number(o.deadlock, 2), chance_words(o.win)));
        }
        line(fmt::format("Mutually hurting stalemate {}, way out {}: ripeness {}",
                         format_number(result_.ripeness->stalemate, 2),
                         format_number(result_.ripeness->way_out, 2),
                         format_number(result_.ripeness->index, 2)));
    }

    /// What fighting on for so long brings each side, and what the same talks would then give.
    void waiting() {
        if (result_.waiting.empty()) return;
        out_ += heading(fmt::format("The price of waiting ({})", unit(case_)), options_);
        out_ +=
            dim(fmt::format("  {}  {}{}{}{}{}{}", right("months", 6), left("side", 12), right("front", 9),
                            right("cost", 8), right("aid", 8), right("net", 9), right("talks then", 12)),
                options_) +
            "\n";
        for (const war::Waiting& wait : result_.waiting) {
            for (std::size_t i = 0; i < 2; ++i) {
                const war::WaitingSide& side = wait.sides[i];
                out_ += fmt::format(
                    "  {}  {}{}{}{}{}{}\n", right(i == 0 ? format_number(wait.months, 1) : "", 6),
                    left(cut(name(i), 12), 12), right(amount(case_, side.front), 9),
                    right(amount(case_, side.cost), 8), right(amount(case_, side.aid), 8),
                    right(amount(case_, side.net), 9),
                    right(side.settlement_change ? amount(case_, *side.settlement_change) : "-", 12));
            }
        }
        for (const std::string& words : waiting_words(case_, result_)) line(words);
        for (const war::BreakEven& at : result_.break_even_cost) {
            const std::string who = party_name(case_, at.party.index());
            line(at.cost < 0
                     ? who + ": waiting a year would not pay even if fighting cost it nothing"
                     : fmt::format("{}: waiting a year stops paying where fighting costs {} a {} (now {})",
                                   who, four(at.cost), result_.unit, four(at.now)));
        }
    }

    void course() {
        if (result_.course.size() < 2) return;
        out_ += heading("The course of the war", options_);
        out_ += dim(fmt::format("  {}{}{}{}{}", right(plural(result_.unit), 12), right("still fought", 14),
                                right("settled", 10), right("front", 9), right("paid by then", 22)),
                    options_) +
                "\n";
        const std::size_t last = result_.course.size() - 1;
        std::size_t before = last + 1;
        for (std::size_t row = 0; row <= 6; ++row) {
            const std::size_t at = last * row / 6;
            if (at == before) continue;
            before = at;
            const war::WarStep& s = result_.course[at];
            const std::string front =
                s.position.empty() ? "-"
                                   : chance_words(s.position.size() > 2 ? s.position[2] : s.position[0]);
            out_ += fmt::format("  {}{}{}{}{}\n", right(format_grouped(s.time, s.time < 100 ? 1 : 0), 12),
                                right(chance_words(s.fighting), 14), right(chance_words(s.settled), 10),
                                right(front, 9),
                                right(amount(case_, s.cost[0]) + " / " + amount(case_, s.cost[1]), 22));
        }
    }

    void notes() {
        if (result_.notes.empty()) return;
        out_ += heading("Notes", options_);
        for (const std::string& note : result_.notes) out_ += wrap(note, options_.width, "  - ", "    ");
    }

    const Case& case_;
    const WarResult& result_;
    const TextOptions& options_;
    std::string out_;
};

}  // namespace

std::string war_answer(const Case& conflict, const WarResult& result) {
    const std::string a = party_name(conflict, result.sides[0].party.index());
    const std::string b = party_name(conflict, result.sides[1].party.index());
    std::string text = fmt::format("Fighting on is worth {} {} to {} and {} to {}",
                                   amount(conflict, result.sides[0].reservation.value), unit(conflict), a,
                                   amount(conflict, result.sides[1].reservation.value), b);
    if (result.learning && !result.learning->settles_at_once) {
        return text + fmt::format(
                          "; each believes more of it ({} and {}), so they fight on, {} battles on "
                          "average.",
                          amount(conflict, result.sides[0].believed.reservation.value),
                          amount(conflict, result.sides[1].believed.reservation.value),
                          format_number(result.learning->expected_battles, 2));
    }
    if (!result.straight_line) {
        if (result.leverage.needed > result.leverage.offered) return text + ": no deal beats it for both.";
        if (result.leverage.needed_believed > result.leverage.offered) {
            return text + "; there are deals that beat it for both, but not as they themselves believe.";
        }
        return text + "; there are deals that beat it for both: entente settle finds them.";
    }
    if (result.range.empty) return text + ": no deal between the ends of this war beats it for both.";
    if (result.believed_range.empty) {
        return text + "; there are deals that beat it for both, but not as they themselves believe.";
    }
    return text + fmt::format("; deals that give {} from {} to {} beat it for both.", a,
                              format_number(result.range.low.value, 1),
                              format_number(result.range.high.value, 1));
}

std::string text_war(const Case& conflict, const WarResult& result, const TextOptions& options) {
    return Screen(conflict, result, options).whole();
}

std::string text_war_short(const Case& conflict, const WarResult& result, const TextOptions& options) {
    return Screen(conflict, result, options).brief();
}

namespace {

std::string step_words(const war::SeriesFit& fit) {
    if (!fit.dated) return fit.series.spacing == 1 ? "period" : four(fit.series.spacing) + " periods";
    if (fit.series.spacing == 7) return "week";
    return fit.series.spacing == 1 ? "day" : four(fit.series.spacing) + " days";
}

std::string fit_sentence(const war::SeriesFit& fit) {
    const double sd = std::sqrt(fit.wandering.filtered.variance);
    std::string words =
        fmt::format("The front now moves by {} a {} (80%: {} to {})", four(fit.wandering.filtered.drift),
                    step_words(fit), four(fit.wandering.filtered.drift - 1.2816 * sd),
                    four(fit.wandering.filtered.drift + 1.2816 * sd));
    if (fit.forecast.empty()) return words + ".";
    const war::Forecast& far = fit.forecast.back();
    return words + fmt::format("; from {} it is expected at {} after {} such steps (80%: {} to {}).",
                               four(fit.fit.last), four(far.mean), far.ahead, four(far.low80),
                               four(far.high80));
}

std::string with_error(double value, const std::optional<double>& error) {
    return four(value) + (error ? " +- " + four(*error) : "");
}

}  // namespace

std::string text_fit(const war::SeriesFit& fit, const TextOptions& options) {
    const std::string unit = fit.unit();
    std::string out = wrap(fit_sentence(fit), options.width);
    out += heading("Series", options);
    out += fmt::format("  {}: {} against {}, {} to {}\n", clean(fit.file), clean(fit.share_column),
                       clean(fit.date_column), clean(fit.first_date), clean(fit.last_date));
    out += fmt::format("  {} observations over {} {}s, {} rows skipped; {} moves, one step a {}\n",
                       fit.fit.observations, format_number(fit.fit.span, 2), unit, fit.skipped,
                       fit.series.moves.size(), step_words(fit));
    out += fmt::format("  {} -> {}\n", four(fit.fit.first), four(fit.fit.last));
    out += heading("A drift that wanders", options);
    out += fmt::format("  noise of a move {}, of the drift from step to step {}\n",
                       with_error(fit.wandering.model.level_noise, fit.wandering.level_noise_error),
                       with_error(fit.wandering.model.drift_noise, fit.wandering.drift_noise_error));
    out +=
        dim(fmt::format("  {}{}{}\n", right("ahead", 6), right("expected", 12), right("80%", 28)), options);
    for (const war::Forecast& one : fit.forecast)
        out += fmt::format("  {}{}{}  {}\n", right(std::to_string(one.ahead), 6), right(four(one.mean), 12),
                           right(four(one.low80) + " to " + four(one.high80), 28), one.date);
    if (!fit.hindcast.empty()) {
        out += heading("Such forecasts on the series' own past (CRPS: lower is better)", options);
        out +=
            dim(fmt::format("  {}{}{}{}{}{}\n", right("ahead", 6), right("origins", 9), right("CRPS", 10),
                            right("80% held", 10), right("constant", 11), right("last 13", 11)),
                options);
    }
    for (const war::Hindcast& one : fit.hindcast)
        out += fmt::format("  {}{}{}{}{}{}\n", right(std::to_string(one.ahead), 6),
                           right(std::to_string(one.origins), 9), right(four(one.score.crps), 10),
                           right(format_number(100 * one.score.cover80, 0) + "%", 10),
                           right(four(one.constant_drift.crps), 11), right(four(one.last_moves.crps), 11));
    out += heading("A constant drift", options);
    out += fmt::format("  {} +- {} a {}, wavering by {} a root {}\n", four(fit.fit.drift),
                       four(fit.fit.drift_error), unit, four(fit.fit.volatility), unit);
    if (fit.numbers) {
        const war::FrontNumbers& n = *fit.numbers;
        out += heading("For [war] with model = \"front\", where the whole is what is fought over", options);
        out += fmt::format(
            "  per = \"{}\"\n  position = {}\n  drift = {:.4g}\n  drift_error = {:.4g}\n  volatility = "
            "{:.4g}\n  drift_noise = {:.4g}\n",
            n.per, format_number(n.position, 6), n.drift, n.drift_error, n.volatility, n.drift_noise);
    } else {
        out += wrap("Readings that are no shares: --whole tells of how much, for the numbers of a case.",
                    options.width);
    }
    for (const std::string& note : fit.notes) out += wrap(note, options.width, "  - ", "    ");
    return out + model_not_advice(options);
}

}  // namespace entente::report
