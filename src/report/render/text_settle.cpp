#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "entente/core/text.hpp"
#include "entente/model/exact.hpp"
#include "report/render/layout.hpp"
#include "report/words/settle.hpp"

namespace entente::report {
namespace {

using settle::NamedSolution;
using settle::SettleResult;
using settle::Solution;

class Screen {
public:
    Screen(const assess::Settlement& settled, const TextOptions& options)
        : settled_(settled),
          case_(settled.conflict),
          result_(settled.result),
          options_(options),
          short_(short_names(settled.conflict, 8)) {}

    std::string whole() {
        begin();
        // Where every outcome is worth the same, tables of zeros would look like an answer.
        if (!gives_points(case_)) return std::move(out_) + model_not_advice(options_);
        parties();
        solutions();
        deal();
        trades();
        blockers();
        improvement();
        adjusted_winner();
        zone_estimate();
        frontier();
        notes();
        return std::move(out_) + model_not_advice(options_);
    }

    std::string brief() {
        parties();
        solutions();
        blockers();
        return std::move(out_);
    }

private:
    void begin() {
        out_ += wrap(settle_answer(settled_), options_.width);
        out_ += "\n" + title_lines(case_, options_);
    }

    /// Width of the column of names: as wide as they need, and at most three tenths of the screen.
    std::size_t name_column() const {
        std::size_t widest = 8;
        for (const Party& party : case_.parties)
            widest = std::max(widest, display_width(clean(party.name)));
        return std::min(widest, options_.width * 3 / 10);
    }

    void parties() {
        const std::size_t names = name_column();
        const std::string what = fmt::format("What each party has at stake ({})", unit(case_));
        out_ += heading(what, options_);
        out_ += dim(fmt::format("  {}  {}{}{}{}", left("", names), right("no deal", 10), right("", 16),
                                right("best in zone", 13), right("best of all", 13)),
                    options_) +
                "\n";
        const std::size_t shown = std::min(result_.parties.size(), options_.list_limit);
        for (std::size_t p = 0; p < shown; ++p) {
            const settle::PartySummary& party = result_.parties[p];
            out_ +=
                fmt::format("  {}  {}{}{}{}\n", left(case_.parties[p].name, names),
                            right(party.reservation ? amount(case_, *party.reservation) : "any deal", 10),
                            left(origin(p), 16), right(party.ideal ? amount(case_, *party.ideal) : "-", 13),
                            right(amount(case_, party.best), 13));
        }
        out_ += and_more(result_.parties.size() - shown, "  ", options_);
    }

    /// " (30..46, war)": the range of a reservation value and where it comes from.
    std::string origin(std::size_t p) const {
        const Party& party = case_.parties[p];
        std::string words;
        if (party.reserve && party.reserve->ranged()) {
            const int digits = worked_decimals(case_) - 2;  // whole points; hundredths on a scale of 1
            words = format_number(party.reserve->low->value(), digits) + ".." +
                    format_number(party.reserve->high->value(), digits);
        }
        if (party.reserve_from() == ReserveFrom::war) words += words.empty() ? "from war" : ", war";
        return words.empty() ? "" : " (" + words + ")";
    }

    /// How many parties fit side by side beside `used` columns of `each`.
    std::size_t side_by_side(std::size_t used, std::size_t each) const {
        const std::size_t fit = (options_.width - used) / each;
        return case_.parties.size() <= fit ? case_.parties.size() : fit - 1;
    }

    /// Columns for one party's numbers: as its name needs, between `narrow` and `wide`.
    std::size_t column(std::size_t narrow, std::size_t wide) const {
        if (short_.size() > 3) return narrow;
        std::size_t longest = 0;
        for (const std::string& name : short_) longest = std::max(longest, display_width(name));
        return std::clamp(longest + 2, narrow, wide);
    }

    std::string more_parties(std::size_t shown) const {
        return case_.parties.size() > shown ? fmt::format("  +{}", case_.parties.size() - shown) : "";
    }

    void solutions() {
        std::vector<std::pair<std::string, const Solution*>> rows;
        for (const NamedSolution& named : result_.solutions) {
            if (named.solution) rows.emplace_back(named.name, &*named.solution);
        }
        if (rows.empty()) return;
        constexpr std::size_t kName = 20;
        const std::size_t each = column(11, 15);
        const std::size_t shown = side_by_side(2 + kName + 2, each);
        out_ += heading(fmt::format("Fair deals ({} for each party)", unit(case_)), options_);
        std::string line = "  " + left("", kName);
        for (std::size_t p = 0; p < shown; ++p) line += " " + right(short_[p], each - 1);
        line += more_parties(shown);
        out_ += dim(line, options_) + "\n";
        for (const auto& [name, solution] : rows) {
            line = "  " + left(title_of(name), kName);
            for (std::size_t p = 0; p < shown; ++p) {
                line += right(amount(case_, solution->point.utilities[p]), each);
            }
            const std::size_t room = options_.width - display_width(line);
            std::string about(meaning_of(name));
            if (!solution->bound_gap) about = "not proved";
            if (solution->bound_gap > 0)
                about = "not proved: gap " + format_number(*solution->bound_gap, 4);
            if (room > about.size() + 2) line += dim("  " + about, options_);
            out_ += line + "\n";
        }
        for (const std::string& words : tied_words(case_, result_)) out_ += wrap(words, options_.width);
    }

    /// Who gives what: the shown deal issue by issue, each party's points beside it.
    void deal() {
        const NamedSolution* named = assess::balanced_deal(result_);
        if (named == nullptr) return;
        const Outcome& outcome = named->solution->point.outcome;
        if (outcome.options.size() != case_.space.issues.size()) return;
        const std::size_t each = column(9, 14);
        const std::vector<ExactUtility> exact = exact_utilities(case_);
        const std::size_t shown = side_by_side(42, each);
        const std::size_t words =
            options_.width - 2 - shown * each - (shown < case_.parties.size() ? 6 : 0);
        // Of several deals that are exactly as fair none is the deal.
        const char* one = named->solution->tied.empty() ? "The {} deal, issue by issue ({})"
                                                        : "One of the {} deals, issue by issue ({})";
        out_ += heading(fmt::format(fmt::runtime(one), title_of(named->name), unit(case_)), options_);
        std::string line = "  " + left("", words);
        for (std::size_t p = 0; p < shown; ++p) line += " " + right(short_[p], each - 1);
        out_ += dim(line + more_parties(shown), options_) + "\n";

        const bool questions = questions_fit(outcome, words);
        const std::size_t listed = std::min(case_.space.issues.size(), options_.list_limit);
        for (std::size_t i = 0; i < listed; ++i) {
            const Issue& issue = case_.space.issues[i];
            const std::size_t option = outcome.options[i].index();
            const std::vector<std::string> name =
                issue_words(issue, issue.options[option].label, questions, words);
            line = "  " + name.front();
            for (std::size_t p = 0; p < shown; ++p) {
                line += right(amount(case_, exact[p].points(exact[p].contribution[i][option])), each);
            }
            out_ += line + "\n";
            for (std::size_t more = 1; more < name.size(); ++more) {
                out_ += "  " + name[more].substr(0, name[more].find_last_not_of(' ') + 1) + "\n";
            }
        }
        out_ += and_more(case_.space.issues.size() - listed, "  ", options_);
        bonuses(exact, outcome, words, shown, each);
        line = "  " + left("in all", words);
        for (std::size_t p = 0; p < shown; ++p) {
            line += right(amount(case_, named->solution->point.utilities[p]), each);
        }
        out_ += line + "\n";
        concessions(*named->solution);
    }

    /// What an issue is called beside its answer: its question where that fits for every issue of the deal,
    /// else its id.
    bool questions_fit(const Outcome& outcome, std::size_t words) const {
        for (std::size_t i = 0; i < std::min(outcome.options.size(), options_.list_limit); ++i) {
            const Issue& issue = case_.space.issues[i];
            const std::string& label = issue.options[outcome.options[i].index()].label;
            if (display_width(issue.ask) + 2 + display_width(label) > words) return false;
        }
        return true;
    }

    /// "border: 0.45" in lines of exactly `words` columns; a long answer takes several.
    static std::vector<std::string> issue_words(const Issue& issue, const std::string& label, bool question,
                                                std::size_t words) {
        std::string name = question && !issue.ask.empty() ? issue.ask : issue.id;
        if (!question) std::replace(name.begin(), name.end(), '_', ' ');
        const std::string all = wrap(cut(name, words / 2) + ": " + label, words, "", "  ");
        std::vector<std::string> lines;
        for (std::size_t at = 0; at < all.size();) {
            const std::size_t end = all.find('\n', at);
            lines.push_back(left(all.substr(at, end - at), words));
            at = end + 1;
        }
        return lines;
    }

    void bonuses(const std::vector<ExactUtility>& exact, const Outcome& outcome, std::size_t words,
                 std::size_t shown, std::size_t each) {
        bool any = false;
        std::string line = "  " + left("combinations (bonuses that hold)", words);
        for (std::size_t p = 0; p < shown; ++p) {
            int128 sum = 0;
            for (const ExactTerm& term : exact[p].terms) {
                if (holds(term.when, outcome)) sum += term.units;
            }
            any = any || !exact[p].terms.empty();
            line += right(amount(case_, exact[p].points(sum)), each);
        }
        if (any) out_ += line + "\n";
    }

    void concessions(const Solution& solution) {
        if (solution.concessions.size() != case_.parties.size()) return;
        std::vector<std::string> words;
        for (std::size_t p = 0; p < std::min(case_.parties.size(), options_.list_limit); ++p) {
            const double share = solution.concessions[p];
            if (!std::isfinite(share)) continue;
            words.push_back(fmt::format("{} {}%", party_name(case_, p), format_number(share * 100, 0)));
        }
        if (words.empty()) return;
        out_ += wrap("Given up, of the way from best conceivable package to " +
                         std::string(any_reservation(result_) ? "no deal: " : "worst: ") +
                         join_words(words) + ".",
                     options_.width, "  ", "  ");
        if (solution.point.ties != "1" && !solution.point.ties.empty()) {
            out_ += wrap(count_words(solution.point.ties) +
                             " outcomes give these utilities; the one shown is the first of them.",
                         options_.width, "  ", "  ");
        }
    }

    void trades() {
        const NamedSolution* named = assess::balanced_deal(result_);
        for (const settle::Trades& all : result_.trades) {
            if (named == nullptr || (all.deal != named->name && all.deal != "improvement")) continue;
            const std::string deal =
                all.deal == "improvement" ? "improvement" : title_of(all.deal) + " deal";
            std::vector<std::pair<double, const settle::Trade*>> rows;
            for (const settle::Trade& trade : all.trades) {
                double size = 0;
                for (const double change : trade.change) size = std::max(size, std::abs(change));
                if (size > 0) rows.emplace_back(size, &trade);
            }
            if (rows.empty()) continue;
            std::stable_sort(rows.begin(), rows.end(),
                             [](const auto& a, const auto& b) { return a.first > b.first; });
            out_ += heading(fmt::format("Trades: from the {} to the {}", all.reference, deal), options_);
            const std::size_t shown = std::min(rows.size(), options_.list_limit / 2);
            for (std::size_t k = 0; k < shown; ++k) trade(*rows[k].second);
            out_ += and_more(rows.size() - shown, "  ", options_);
        }
    }

    /// "On border, 1 becomes 0.45: Arvan gives 30.25, Belmar gets 27.50."
    void trade(const settle::Trade& trade) {
        const Issue& issue = case_.space.issues[trade.issue.index()];
        std::vector<std::string> words;
        std::size_t left_out = 0;
        for (std::size_t p = 0; p < trade.change.size(); ++p) {
            const double change = trade.change[p];
            if (std::abs(change) < 0.5 * std::pow(10.0, -decimals(case_))) continue;
            if (words.size() == 6) {
                ++left_out;
                continue;
            }
            words.push_back(fmt::format("{} {} {}", party_name(case_, p), change < 0 ? "gives" : "gets",
                                        amount(case_, std::abs(change))));
        }
        if (words.empty()) words.emplace_back("nobody gains or loses");
        if (left_out > 0) words.push_back(fmt::format("{} more move", left_out));
        out_ +=
            wrap(fmt::format("On {}, {} becomes {}: {}.", issue.id, issue.options[trade.from.index()].label,
                             issue.options[trade.to.index()].label, join_words(words)),
                 options_.width, "  ", "    ");
    }

    void blockers() {
        const settle::Zone& zone = result_.zone;
        if (!zone.empty || zone.blocked_by.empty()) return;
        out_ += heading(fmt::format("What blocks ({})", unit(case_)), options_);
        const std::size_t shown = std::min(zone.blocked_by.size(), options_.list_limit);
        for (std::size_t k = 0; k < shown; ++k) blocker(zone.blocked_by[k]);
        out_ += and_more(zone.blocked_by.size() - shown, "  ", options_);
        if (zone.smallest_shift) {
            std::string words =
                fmt::format("The smallest opening: reservation values lower by {} {} in all",
                            amount(case_, *zone.smallest_shift), unit(case_));
            if (zone.opens_at) words += ", which opens " + outcome_words(case_, *zone.opens_at);
            out_ += wrap(words + ".", options_.width, "  ", "    ");
        }
    }

    void blocker(const settle::Blocker& blocker) {
        const std::string name = party_name(case_, blocker.party.index());
        if (!blocker.shortfall) {
            out_ += wrap(name + ": no outcome satisfies all the others.", options_.width, "  ", "    ");
            return;
        }
        out_ += wrap(fmt::format("{} falls {} short of its no-deal value at best, among what satisfies "
                                 "{}: {}.",
                                 name, amount(case_, *blocker.shortfall),
                                 case_.parties.size() == 2 ? "the other" : "all the others",
                                 outcome_words(case_, blocker.at)),
                     options_.width, "  ", "    ");
    }

    void improvement() {
        if (!result_.improvement) return;
        const settle::Improvement& better = *result_.improvement;
        out_ += heading(fmt::format("The draft ({} for each party)", unit(case_)), options_);
        out_ +=
            wrap(utilities_words(better.draft_utilities) + ": " + outcome_words(case_, better.draft) + ".",
                 options_.width, "  ", "    ");
        if (better.efficient) {
            out_ += "  Nothing is better for one party without being worse for another.\n";
            return;
        }
        if (better.items.empty()) {
            out_ +=
                "  None was found that is better for one party and worse for none; none is ruled out.\n";
            return;
        }
        const bool one = better.items.size() == 1;
        out_ += wrap(fmt::format("{}{} outcome{} on the frontier leave{} nobody worse off:",
                                 better.complete ? "" : "Among others, ", better.items.size(),
                                 one ? "" : "s", one ? "s" : ""),
                     options_.width, "  ", "  ");
        const std::size_t shown = std::min(better.items.size(), options_.list_limit / 2);
        for (std::size_t k = 0; k < shown; ++k) {
            out_ += wrap(utilities_words(better.items[k].utilities) + ": " +
                             outcome_words(case_, better.items[k].outcome) + ".",
                         options_.width, "  - ", "    ");
        }
        out_ += and_more(better.items.size() - shown, "  ", options_);
    }

    std::string utilities_words(const std::vector<double>& utilities) const {
        std::vector<std::string> words;
        const std::size_t shown = std::min<std::size_t>(utilities.size(), 6);
        for (std::size_t p = 0; p < shown; ++p) {
            words.push_back(fmt::format("{} {}", party_name(case_, p), amount(case_, utilities[p])));
        }
        if (shown < utilities.size()) words.push_back(fmt::format("{} more", utilities.size() - shown));
        return join_words(words);
    }

    void adjusted_winner() {
        if (!result_.adjusted_winner || case_.parties.size() != 2) return;
        const settle::AdjustedWinner& winner = *result_.adjusted_winner;
        std::string words =
            fmt::format("{} {} and {} {}, of 100 points each, where issues can be divided or drawn by lot",
                        party_name(case_, 0), format_number(winner.totals[0]), party_name(case_, 1),
                        format_number(winner.totals[1]));
        if (winner.split) {
            const std::size_t i = winner.split->index();
            words += fmt::format("; only {} is split, {}% to {}", case_.space.issues[i].id,
                                 format_number(winner.first_share[i] * 100, 1), party_name(case_, 0));
        }
        out_ += heading("Adjusted Winner", options_);
        out_ += wrap(words + ".", options_.width, "  ", "  ");
    }

    void zone_estimate() {
        if (!result_.zone.interval) return;
        const settle::Interval& interval = *result_.zone.interval;
        out_ += "\n" + wrap(fmt::format("The number of deals is an estimate: {}% sure between {} and {}.",
                                        format_number(interval.level * 100, 1), large_number(interval.low),
                                        large_number(interval.high)),
                            options_.width);
    }

    static std::string large_number(double value) {
        if (value < 1e15) return group_digits(fmt::format("{:.0f}", value));
        const int exponent = static_cast<int>(std::floor(std::log10(value)));
        return fmt::format("{:.2f} x 10^{}", value / std::pow(10.0, exponent), exponent);
    }

    void frontier() {
        const settle::Frontier& all = result_.frontier;
        if (all.points == 0) return;
        std::string words =
            fmt::format("Efficient deals: {} distinct", group_digits(std::to_string(all.points)));
        if (!all.outcomes.empty()) words += fmt::format(" (from {} outcomes)", count_words(all.outcomes));
        if (any_reservation(result_)) {
            words += fmt::format(", {} of them at least as good as no deal for everybody",
                                 group_digits(std::to_string(all.rational_points)));
        }
        if (!all.complete && all.epsilon) {
            words += fmt::format("; not all are listed: every outcome is within {} of a listed one",
                                 format_number(*all.epsilon, 4));
        } else if (!all.complete) {
            words += " were listed; how far others are from these is not known";
        }
        out_ += "\n" + wrap(words + ".", options_.width);
    }

    void notes() {
        std::string method =
            fmt::format("Method: {}, {}", result_.method, result_.exact ? "exact" : "not exact");
        if (result_.stopped != Stopped::complete) {
            method += fmt::format(", {} before it was complete", to_string(result_.stopped));
        }
        out_ += wrap(fmt::format("{}; {}, {} outcomes; seed {}.", method,
                                 result_.issues == 1 ? "1 issue" : fmt::format("{} issues", result_.issues),
                                 count_words(result_.outcomes), result_.seed),
                     options_.width);
        for (const std::string& note : result_.notes) out_ += wrap(note, options_.width, "- ", "  ");
    }

    const assess::Settlement& settled_;
    const Case& case_;
    const SettleResult& result_;
    const TextOptions& options_;
    std::vector<std::string> short_;  ///< the parties over narrow columns
    std::string out_;
};

}  // namespace

std::string text_settle(const assess::Settlement& settled, const TextOptions& options) {
    return Screen(settled, options).whole();
}

std::string text_settle_short(const assess::Settlement& settled, const TextOptions& options) {
    return Screen(settled, options).brief();
}

std::string model_not_advice(const TextOptions& options) {
    return "\n" + dim("Model, not advice: it shows what follows from the numbers in the file.", options) +
           "\n";
}

}  // namespace entente::report
