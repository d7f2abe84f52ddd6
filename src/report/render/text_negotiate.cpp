#include <fmt/format.h>

#include <algorithm>

#include "entente/core/text.hpp"
#include "entente/report/negotiate.hpp"
#include "report/render/layout.hpp"

namespace entente::report {
namespace {

using negotiate::Act;
using negotiate::Concession;
using negotiate::ConcessionPath;
using negotiate::Ended;
using negotiate::Step;
using negotiate::Talk;
using negotiate::TournamentResult;

std::string points_of_all(const Case& conflict, const std::vector<std::optional<double>>& utilities) {
    std::vector<std::string> words;
    for (std::size_t p = 0; p < utilities.size(); ++p) {
        if (utilities[p]) words.push_back(party_name(conflict, p) + " " + amount(conflict, *utilities[p]));
    }
    return join_words(words);
}

std::string act_words(const Step& step) {
    switch (step.act) {
        case Act::offer:
            return step.party ? "offers" : "drafts";
        case Act::accept:
            return "accepts";
        case Act::leave:
            return "leaves";
        case Act::yes:
            return "says yes";
        case Act::no:
            break;
    }
    return "says no";
}

class Screen {
public:
    Screen(const Case& conflict, const TextOptions& options)
        : case_(conflict), options_(options), short_(short_names(conflict, 10)) {}

    void begin(const std::string& answer) {
        out_ += wrap(answer, options_.width);
        out_ += "\n" + title_lines(case_, options_);
    }

    void parties(const Talk& talk) {
        out_ += heading("Who talks how", options_);
        const std::size_t shown = std::min(case_.parties.size(), options_.list_limit);
        for (std::size_t p = 0; p < shown; ++p) {
            const std::string name = left(case_.parties[p].name, 24);
            const std::string got = talk.utilities[p]
                                        ? amount(case_, *talk.utilities[p]) + " " + std::string(unit(case_))
                                        : "-";
            out_ += fmt::format("  {}  {}{}\n", name, left(talk.tactics[p], 24), right(got, 20));
        }
        out_ += and_more(case_.parties.size() - shown, "  ", options_);
    }

    void trace(const Talk& talk) {
        if (talk.trace.empty()) return;
        const std::size_t columns = std::min<std::size_t>(case_.parties.size(), 4);
        constexpr std::size_t kEach = 11;
        const std::size_t words = options_.width - 2 - 7 - 12 - 10 - columns * kEach;
        out_ += heading(fmt::format("What was said ({} for each party)", unit(case_)), options_);
        std::string line = "  " + left("round", 7) + left("", 22);
        for (std::size_t p = 0; p < columns; ++p) line += right(short_[p], kEach);
        out_ += dim(line + "  deal", options_) + "\n";
        const std::size_t head = options_.list_limit / 2;
        const std::size_t tail = options_.list_limit - head;
        const std::size_t all = talk.trace.size();
        for (std::size_t k = 0; k < all; ++k) {
            if (all > head + tail && k == head) {
                out_ +=
                    dim(fmt::format("  ... {} more (--json has all)", all - head - tail), options_) + "\n";
                k = all - tail;
            }
            said(talk.trace[k], columns, words);
        }
    }

    void distances(const Talk& talk) {
        if (!talk.agreement) return;
        std::string words;
        if (talk.distances.from_frontier) {
            words += *talk.distances.from_frontier < 1e-9
                         ? "No deal is better for one party and worse for none. "
                         : fmt::format("The nearest efficient deal lies {} away. ",
                                       amount(case_, *talk.distances.from_frontier));
        }
        if (talk.distances.from_nash) {
            words +=
                *talk.distances.from_nash < 1e-9
                    ? "It is the Nash deal."
                    : fmt::format("The Nash deal lies {} away.", amount(case_, *talk.distances.from_nash));
        }
        if (!words.empty())
            out_ += "\n" + wrap(words + " (Distances of the parties' points.)", options_.width);
    }

    void repeated(const negotiate::Repeated& result) {
        out_ += heading(fmt::format("The same talks {} times", group_digits(std::to_string(result.talks))),
                        options_);
        std::string words = fmt::format("{:.0f}% end in a deal", 100 * result.agreement_rate);
        if (result.rounds) {
            words += fmt::format(", in round {:.0f} as the median (90% in {:.0f} to {:.0f})",
                                 result.rounds->median, result.rounds->low, result.rounds->high);
            if (result.months_per_round > 0) {
                words += fmt::format(", or after {} months ({} to {})",
                                     format_number(result.rounds->median * result.months_per_round, 1),
                                     format_number(result.rounds->low * result.months_per_round, 1),
                                     format_number(result.rounds->high * result.months_per_round, 1));
            }
        }
        out_ += wrap(words + ".", options_.width, "  ", "  ");
        const std::size_t shown = std::min(result.deals.size(), options_.list_limit / 2);
        for (std::size_t k = 0; k < shown; ++k) {
            out_ += fmt::format("  {}  {}\n", right(fmt::format("{:.1f}%", 100 * result.deals[k].share), 7),
                                cut(outcome_words(case_, result.deals[k].outcome), options_.width - 12));
        }
        out_ += and_more(result.deals.size() - shown, "  ", options_);
    }

    void path(const ConcessionPath& path) {
        if (path.steps.empty()) return;
        out_ += heading("A way from what each asks for to a deal, one concession at a time", options_);
        const std::size_t shown = std::min(path.steps.size(), options_.list_limit);
        for (std::size_t k = 0; k < shown; ++k) {
            const Concession& step = path.steps[k];
            std::vector<std::string> changes;
            for (const Concession::Change& each : step.changes) {
                std::string name = case_.space.issues[each.issue.index()].id;
                std::replace(name.begin(), name.end(), '_', ' ');
                changes.push_back(name + " from " + clean(each.from) + " to " + clean(each.to));
            }
            out_ += wrap(fmt::format("{}: {} (costs it {}, still asks for {})",
                                     party_name(case_, step.party.index()), join_words(changes),
                                     amount(case_, step.cost), amount(case_, step.asks)),
                         options_.width, fmt::format("  {:>2}. ", k + 1), "      ");
        }
        out_ += and_more(path.steps.size() - shown, "  ", options_);
        out_ +=
            wrap(path.holds ? "After every step each party still asks for no less than it has without a "
                              "deal."
                            : "One step takes a party below what it has without a deal.",
                 options_.width, "  ", "  ");
    }

    void scores(const TournamentResult& result) {
        out_ += heading("Who does well", options_);
        out_ += dim("  " + left("", 28) + right("advantage", 10) + right("95% interval", 16) +
                        right("deals", 8) + right("time", 7) + right("welfare", 9),
                    options_) +
                "\n";
        const std::size_t shown = std::min(result.scores.size(), options_.list_limit + 8);
        for (std::size_t k = 0; k < shown; ++k) {
            const negotiate::TacticScore& score = result.scores[k];
            out_ += fmt::format(
                "  {}{}{}{}{}{}\n", left(score.tactic, 28),
                right(format_number(score.advantage.mean, 3), 10),
                right(fmt::format("{:.3f}..{:.3f}", score.advantage.low, score.advantage.high), 16),
                right(fmt::format("{:.0f}%", 100 * score.agreement_rate), 8),
                right(fmt::format("{:.2f}", score.time), 7),
                right(fmt::format("{:.3f}", score.welfare), 9));
        }
        out_ += and_more(result.scores.size() - shown, "  ", options_);
        out_ += wrap(
            "Advantage and welfare: share of the range from no deal to a party's best. Time: share of "
            "the deadline.",
            options_.width, "  ", "  ");
    }

    void payoffs(const TournamentResult& result) {
        const std::size_t n = result.tactics.size();
        constexpr std::size_t kName = 22;
        constexpr std::size_t kEach = 6;
        if (n < 2 || 2 + kName + n * kEach > options_.width) return;
        out_ += heading("Mean advantage of the row's tactic against the column's", options_);
        std::string line = "  " + left("", kName);
        for (std::size_t j = 0; j < n; ++j) line += right(fmt::format("({})", j + 1), kEach);
        out_ += dim(line, options_) + "\n";
        for (std::size_t i = 0; i < n; ++i) {
            line = "  " + left(fmt::format("({}) {}", i + 1, result.tactics[i]), kName);
            for (std::size_t j = 0; j < n; ++j)
                line += right(fmt::format("{:.2f}", result.payoffs[i][j]), kEach);
            out_ += line + "\n";
        }
    }

    void equilibria(const TournamentResult& result) {
        if (result.equilibria.empty()) return;
        out_ += heading("Equilibria of this game: nobody gains by another tactic", options_);
        const std::size_t shown = std::min(result.equilibria.size(), options_.list_limit);
        for (std::size_t k = 0; k < shown; ++k) {
            std::vector<std::string> parts;
            for (const auto& [tactic, weight] : result.equilibria[k].weights)
                parts.push_back(fmt::format("{} {:.0f}%", tactic, 100 * weight));
            out_ += wrap(fmt::format("{}: {} (advantage {:.3f})", result.equilibria[k].kind,
                                     join_words(parts), result.equilibria[k].value),
                         options_.width, "  ", "    ");
        }
        out_ += and_more(result.equilibria.size() - shown, "  ", options_);
    }

    std::string text() { return std::move(out_); }

    std::string end(const std::vector<std::string>& notes) {
        if (!notes.empty()) out_ += heading("Notes", options_);
        for (const std::string& note : notes) out_ += wrap(clean(note), options_.width, "  - ", "    ");
        return std::move(out_) + model_not_advice(options_);
    }

private:
    void said(const Step& step, std::size_t columns, std::size_t words) {
        const std::string who = step.party ? short_[step.party->index()] : "mediator";
        std::string line =
            "  " + left(std::to_string(step.round), 7) + left(who, 12) + left(act_words(step), 10);
        if (step.utilities.empty()) {
            out_ += line + "\n";
            return;
        }
        for (std::size_t p = 0; p < columns; ++p) line += right(amount(case_, step.utilities[p]), 11);
        if (words > 8) line += "  " + cut(outcome_words(case_, step.outcome), words - 2);
        out_ += line + "\n";
    }

    const Case& case_;
    const TextOptions& options_;
    std::vector<std::string> short_;
    std::string out_;
};

}  // namespace

std::string talk_answer(const Case& conflict, const Talk& talk) {
    const std::string rounds = fmt::format("round {} of {}", talk.rounds, talk.deadline);
    switch (talk.ended) {
        case Ended::agreement:
            return fmt::format("The talks end in {} with a deal: {} ({} {}).", rounds,
                               outcome_words(conflict, *talk.agreement),
                               points_of_all(conflict, talk.utilities), unit(conflict));
        case Ended::left:
            return fmt::format(
                "The talks end in {} without a deal: {} leaves, because nothing that can be agreed "
                "beats what it has without one.",
                rounds, party_name(conflict, talk.ended_by->index()));
        case Ended::broken:
            return fmt::format("The talks end in {} without a deal: the agent of {} broke the rules.",
                               rounds, party_name(conflict, talk.ended_by->index()));
        case Ended::deadline:
            break;
    }
    return fmt::format("The talks reach their deadline of {} rounds without a deal.", talk.deadline);
}

std::string text_talk(const Case& conflict, const Talk& talk,
                      const std::optional<negotiate::Repeated>& repeated,
                      const std::optional<ConcessionPath>& path, const std::vector<std::string>& notes,
                      const TextOptions& options) {
    Screen screen(conflict, options);
    screen.begin(talk_answer(conflict, talk));
    screen.parties(talk);
    screen.trace(talk);
    screen.distances(talk);
    if (repeated) screen.repeated(*repeated);
    if (path) screen.path(*path);
    return screen.end(notes);
}

std::string text_talk_short(const Case& conflict, const Talk& talk, const TextOptions& options) {
    Screen screen(conflict, options);
    screen.parties(talk);
    return screen.text();
}

std::string text_tournament(const Case& conflict, std::size_t cases, const TournamentResult& result,
                            const std::vector<std::string>& notes, const TextOptions& options) {
    Screen screen(conflict, options);
    const std::string where = cases == 1 ? "this case" : fmt::format("{} cases", cases);
    screen.begin(fmt::format(
        "Of {} tactics, {} gains most on {}: {} of the way from no deal to its best, in {} negotiations.",
        result.tactics.size(), result.scores.front().tactic, where,
        fmt::format("{:.0f}%", 100 * result.scores.front().advantage.mean),
        group_digits(std::to_string(result.negotiations))));
    screen.scores(result);
    screen.payoffs(result);
    screen.equilibria(result);
    return screen.end(notes);
}

}  // namespace entente::report
