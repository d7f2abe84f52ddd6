#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "entente/core/text.hpp"
#include "entente/model/exact.hpp"
#include "report/layout.hpp"

namespace entente::report {
namespace {

using settle::NamedSolution;
using settle::SettleResult;
using settle::Solution;

struct Wording {
    std::string_view name;
    std::string_view title;
    std::string_view meaning;
};

constexpr Wording kSolutions[] = {
    {"nash", "Nash", "largest product of gains"},
    {"weighted_nash", "Weighted Nash", "with the weights asked for"},
    {"kalai_smorodinsky", "Kalai-Smorodinsky", "equal shares of the possible gain"},
    {"egalitarian", "Egalitarian", "the smallest gain is largest"},
    {"leximin", "Leximin", "egalitarian, then the next gains"},
    {"leximin_kalai_smorodinsky", "Leximin K-S", "the same, then the next shares"},
    {"utilitarian", "Utilitarian", "largest sum of points"},
    {"gupta_livne", "Gupta-Livne", "from the reference to the ideal"},
    {"raiffa", "Raiffa", "half-way steps up from no deal"},
};

std::string title_of(const std::string& name) {
    for (const Wording& one : kSolutions) {
        if (one.name == name) return std::string(one.title);
    }
    std::string words = name;
    std::replace(words.begin(), words.end(), '_', ' ');
    if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 32);
    return words;
}

std::string_view meaning_of(const std::string& name) {
    for (const Wording& one : kSolutions) {
        if (one.name == name) return one.meaning;
    }
    return {};
}

const NamedSolution* shown_deal(const SettleResult& result) {
    for (const NamedSolution& named : result.solutions) {
        if (named.name == "nash" && named.solution) return &named;
    }
    for (const NamedSolution& named : result.solutions) {
        if (named.solution) return &named;
    }
    return nullptr;
}

/// The number of deals, "about ..." where it was estimated.
std::string estimate(const settle::Zone& zone) {
    std::string words = count_words(zone.outcomes);
    return zone.interval && !words.starts_with("about") ? "about " + words : words;
}

/// What a first line may take, its full stop included.
constexpr std::size_t kLine = 79;

/// "both Arvan and Belmar", or "both parties" where the names take more than `room`.
std::string all_parties(const Case& conflict, std::size_t room) {
    std::vector<std::string> names;
    for (std::size_t p = 0; p < conflict.parties.size(); ++p) names.push_back(party_name(conflict, p));
    const bool two = names.size() == 2;
    const std::string words = (two ? "both " : "") + join_words(names);
    if (display_width(words) <= room) return words;
    const std::string all = two ? "both parties" : fmt::format("all {} parties", names.size());
    const std::string shortest = two ? "both" : "all";
    return all.size() > room && shortest.size() <= room ? shortest : all;
}

bool any_reservation(const SettleResult& result) {
    return std::any_of(result.parties.begin(), result.parties.end(),
                       [](const auto& party) { return party.reservation.has_value(); });
}

class Screen {
public:
    Screen(const Case& conflict, const std::vector<Reservation>& reservations, const SettleResult& result,
           const TextOptions& options)
        : case_(conflict),
          from_(reservations),
          result_(result),
          options_(options),
          short_(short_names(conflict, 8)) {}

    std::string whole() {
        begin();
        parties(from_.size());
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
        parties(options_.list_limit);
        solutions();
        blockers();
        return std::move(out_);
    }

private:
    void begin() {
        out_ += wrap(settle_answer(case_, result_), options_.width);
        out_ += "\n" + title_lines(case_, options_);
    }

    /// Width of the column of names: as wide as they need, and at most three tenths of the screen.
    std::size_t name_column() const {
        std::size_t widest = 8;
        for (const Party& party : case_.parties)
            widest = std::max(widest, display_width(clean(party.name)));
        return std::min(widest, options_.width * 3 / 10);
    }

    void parties(std::size_t) {
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
        if (p >= from_.size()) return "";
        const Reservation& from = from_[p];
        std::string words;
        if (from.low && from.high) {
            words = format_number(*from.low, 1) + ".." + format_number(*from.high, 1);
        }
        if (from.origin == ReserveOrigin::derived) words += words.empty() ? "from war" : ", war";
        return words.empty() ? "" : " (" + words + ")";
    }

    /// How many parties fit side by side beside `used` columns of `each`.
    std::size_t side_by_side(std::size_t used, std::size_t each) const {
        const std::size_t fit = (options_.width - used) / each;
        return case_.parties.size() <= fit ? case_.parties.size() : fit - 1;
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
        constexpr std::size_t kEach = 11;
        const std::size_t shown = side_by_side(2 + kName + 2, kEach);
        out_ += heading(fmt::format("Fair deals ({} for each party)", unit(case_)), options_);
        std::string line = "  " + left("", kName);
        for (std::size_t p = 0; p < shown; ++p) line += " " + right(short_[p], kEach - 1);
        line += more_parties(shown);
        out_ += dim(line, options_) + "\n";
        for (const auto& [name, solution] : rows) {
            line = "  " + left(title_of(name), kName);
            for (std::size_t p = 0; p < shown; ++p) {
                line += right(amount(case_, solution->point.utilities[p]), kEach);
            }
            const std::size_t room = options_.width - display_width(line);
            std::string about(meaning_of(name));
            if (solution->bound_gap > 0) about = "not proved: gap " + format_number(solution->bound_gap, 4);
            if (room > about.size() + 2) line += dim("  " + about, options_);
            out_ += line + "\n";
        }
    }

    /// Who gives what: the shown deal issue by issue, each party's points beside it.
    void deal() {
        const NamedSolution* named = shown_deal(result_);
        if (named == nullptr) return;
        const Outcome& outcome = named->solution->point.outcome;
        if (outcome.options.size() != case_.space.issues.size()) return;
        constexpr std::size_t kEach = 9;
        const std::vector<ExactUtility> exact = exact_utilities(case_);
        const std::size_t shown = side_by_side(42, kEach);
        const std::size_t words =
            options_.width - 2 - shown * kEach - (shown < case_.parties.size() ? 6 : 0);
        out_ += heading(fmt::format("The {} deal, issue by issue ({})", title_of(named->name), unit(case_)),
                        options_);
        std::string line = "  " + left("", words);
        for (std::size_t p = 0; p < shown; ++p) line += " " + right(short_[p], kEach - 1);
        out_ += dim(line + more_parties(shown), options_) + "\n";

        const std::size_t listed = std::min(case_.space.issues.size(), options_.list_limit);
        for (std::size_t i = 0; i < listed; ++i) {
            const Issue& issue = case_.space.issues[i];
            const std::size_t option = outcome.options[i].index();
            line = "  " + issue_words(issue, issue.options[option].label, words);
            for (std::size_t p = 0; p < shown; ++p) {
                line += right(amount(case_, exact[p].points(exact[p].contribution[i][option])), kEach);
            }
            out_ += line + "\n";
        }
        out_ += and_more(case_.space.issues.size() - listed, "  ", options_);
        bonuses(exact, outcome, words, shown, kEach);
        line = "  " + left("in all", words);
        for (std::size_t p = 0; p < shown; ++p) {
            line += right(amount(case_, named->solution->point.utilities[p]), kEach);
        }
        out_ += line + "\n";
        concessions(*named->solution);
    }

    static std::string issue_words(const Issue& issue, const std::string& label, std::size_t words) {
        const std::string question = clean(issue.ask.empty() ? issue.id : issue.ask);
        const std::size_t answer = std::min(display_width(clean(label)), words / 2);
        const std::size_t room = words - answer - 2;
        return left(cut(question, room) + ": " + cut(label, answer), words);
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
        const NamedSolution* named = shown_deal(result_);
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
        out_ +=
            wrap(fmt::format("{} outcome{} on the frontier leave{} nobody worse off:", better.items.size(),
                             better.items.size() == 1 ? "" : "s", better.items.size() == 1 ? "s" : ""),
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
        if (!all.complete) {
            words += fmt::format("; not all are listed: every outcome is within {} of a listed one",
                                 format_number(all.epsilon, 4));
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

    const Case& case_;
    const std::vector<Reservation>& from_;
    const SettleResult& result_;
    const TextOptions& options_;
    std::vector<std::string> short_;  ///< the parties over narrow columns
    std::string out_;
};

}  // namespace

std::string settle_answer(const Case& conflict, const SettleResult& result) {
    const settle::Zone& zone = result.zone;
    if (zone.empty) {
        std::string answer = zone.proved ? "No deal is possible: no outcome is worth it to "
                                         : "No deal was found: none of the outcomes tried is worth it to ";
        answer += all_parties(conflict, kLine - answer.size()) + ".";
        if (!zone.smallest_shift) return answer;
        return answer + fmt::format(" They are {} {} apart in all.", amount(conflict, *zone.smallest_shift),
                                    unit(conflict));
    }
    if (zone.outcomes.empty() && result.stopped != Stopped::complete) {
        return "Stopped early: whether a deal is possible is not known yet.";
    }
    if (!any_reservation(result) && !zone.outcomes.empty()) {
        return fmt::format("Any of the {} outcomes can be agreed: no party's value of no deal is known.",
                           count_words(zone.outcomes));
    }
    std::string answer = "A deal is possible: ";
    if (zone.outcomes.empty()) {
        answer += "some outcome is";
    } else {
        answer += estimate(zone);
        answer += fmt::format(" of {} outcomes {}", count_words(result.outcomes),
                              zone.outcomes == "1" ? "is" : "are");
    }
    answer += " worth it to ";
    return answer + all_parties(conflict, kLine - std::min(kLine, answer.size())) + ".";
}

std::string text_settle(const Case& conflict, const std::vector<Reservation>& reservations,
                        const SettleResult& result, const TextOptions& options) {
    return Screen(conflict, reservations, result, options).whole();
}

std::string text_settle_short(const Case& conflict, const std::vector<Reservation>& reservations,
                              const SettleResult& result, const TextOptions& options) {
    return Screen(conflict, reservations, result, options).brief();
}

std::string model_not_advice(const TextOptions& options) {
    return "\n" + dim("Model, not advice: it shows what follows from the numbers in the file.", options) +
           "\n";
}

}  // namespace entente::report
