// Talks in which a person plays one side.
#include "entente/report/play.hpp"

#include <algorithm>
#include <cmath>

#include "entente/core/text.hpp"
#include "report/sections/sections.hpp"

namespace entente::report {
namespace {

constexpr double kSame = 1e-9;  // points: no gain

std::string name_of(const PlayedTalk& played, std::size_t party) {
    return played.conflict.parties[party].name;
}

std::string who_says(const PlayedTalk& played, const negotiate::Step& step) {
    if (!step.party) return "The mediator";
    return *step.party == played.side ? "You" : name_of(played, step.party->index());
}

std::string act_words(negotiate::Act act) {
    switch (act) {
        case negotiate::Act::accept:
            return "accepts";
        case negotiate::Act::leave:
            return "leaves the talks";
        default:
            return "offers";
    }
}

/// A first offer whole, a later one by what is new in it.
std::string offer_words(const Case& conflict, const Outcome& offer, const Outcome* before) {
    if (before == nullptr) return outcome_words(conflict, offer);
    std::string words;
    for (std::size_t i = 0; i < offer.options.size(); ++i) {
        if (offer.options[i] == before->options[i]) continue;
        words += (words.empty() ? "" : "; ") + term_words(conflict.space.issues[i], offer.options[i]);
    }
    return words.empty() ? "the same" : "now " + words;
}

Table steps_table(const PlayedTalk& played) {
    const Case& conflict = played.conflict;
    const bool all = played.over || played.shown;
    Table table{.id = "talk",
                .title = "What was said, the latest first",
                .columns = {{"Round", "", 0}, {"Who", ""}, {"Says", ""}, {"Package", ""}},
                .rows = {}};
    std::vector<std::size_t> columns = {played.side.index()};
    for (std::size_t p = 0; all && p < conflict.parties.size(); ++p) {
        if (p != played.side.index()) columns.push_back(p);
    }
    for (const std::size_t p : columns)
        table.columns.push_back(utility_column(
            conflict, p == played.side.index() ? "Worth to you" : "Worth to " + name_of(played, p),
            static_cast<Tone>(p)));
    std::vector<const Outcome*> last(conflict.parties.size());
    for (const negotiate::Step& step : played.talk.trace) {
        std::vector<Cell> row = {static_cast<double>(step.round), who_says(played, step),
                                 act_words(step.act), Cell{}};
        const bool offered = step.act == negotiate::Act::offer && step.party;
        if (offered) {
            const Outcome*& before = last[step.party->index()];
            row[3] = offer_words(conflict, step.outcome, before);
            before = &step.outcome;
        }
        for (const std::size_t p : columns)
            row.push_back(p < step.utilities.size() ? Cell(step.utilities[p]) : Cell{});
        table.rows.push_back(std::move(row));
    }
    std::reverse(table.rows.begin(), table.rows.end());
    return table;
}

/// What the offers are worth to the person, round by round: nothing of the others' sheets is in it.
Figure rounds_figure(const PlayedTalk& played) {
    const Case& conflict = played.conflict;
    const std::size_t own = played.side.index();
    const auto& party = played.settled.parties[own];
    Figure figure{.id = "offers", .title = "What the offers are worth to you"};
    figure.x = {.label = "Round",
                .low = 0.5,
                .high = static_cast<double>(played.talk.deadline) + 0.5,
                .categories = {}};
    figure.y = {.label = "Your " + std::string(unit(conflict)),
                .low = std::min(0.0, party.worst),
                .high = 1.05 * std::max(conflict.points.value(), party.best),
                .categories = {}};
    figure.table = {.id = "offers-data",
                    .title = figure.title,
                    .columns = {{"Round", "", 0}, {"Who", ""}, utility_column(conflict, "Worth to you")},
                    .rows = {}};
    if (party.reservation)
        figure.series.push_back({.name = "Your value of " + no_deal(conflict),
                                 .mark = Mark::hlines,
                                 .tone = kWarning,
                                 .dashed = true,
                                 .y = {*party.reservation}});
    for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
        Series line{.name = "", .mark = Mark::line, .tone = static_cast<Tone>(p)};
        Series marks{.name = p == own ? "You" : name_of(played, p), .tone = static_cast<Tone>(p)};
        for (const negotiate::Step& step : played.talk.trace) {
            if (step.act != negotiate::Act::offer || !step.party || step.party->index() != p) continue;
            line.x.push_back(static_cast<double>(step.round));
            line.y.push_back(step.utilities[own]);
            figure.table.rows.push_back(
                {static_cast<double>(step.round), who_says(played, step), step.utilities[own]});
        }
        marks.x = line.x;
        marks.y = line.y;
        if (line.x.size() > 1) figure.series.push_back(std::move(line));
        if (!marks.x.empty()) figure.series.push_back(std::move(marks));
    }
    figure.height = 0.45;
    figure.alt = "Each mark is an offer: in which round it was made and what it is worth to you.";
    return figure;
}

/// The offers in the plane of two parties, before the frontier.
Figure plane_figure(const PlayedTalk& played) {
    Findings findings;
    findings.conflict = played.conflict;
    findings.settle = played.settled;
    Figure figure = frontier_figure(findings);
    figure.id = "offers";
    figure.title = "The offers, and what was possible";
    // The deals have their table: names beside so many marks would cover each other.
    for (Series& series : figure.series) {
        if (series.mark == Mark::points) series.shown = false;
    }
    for (std::size_t p = 0; p < 2; ++p) {
        const std::string whose =
            p == played.side.index() ? "Your offers" : "Offers of " + name_of(played, p);
        Series way{.name = "", .mark = Mark::line, .tone = static_cast<Tone>(p), .size = 0.7};
        Series marks{.name = whose, .tone = static_cast<Tone>(p)};
        for (const negotiate::Step& step : played.talk.trace) {
            if (step.act != negotiate::Act::offer || !step.party || step.party->index() != p) continue;
            way.x.push_back(step.utilities[0]);
            way.y.push_back(step.utilities[1]);
            marks.names.push_back(whose + ", round " + std::to_string(step.round));
        }
        marks.x = way.x;
        marks.y = way.y;
        if (!way.x.empty()) figure.series.push_back(std::move(way));
        if (!marks.x.empty()) figure.series.push_back(std::move(marks));
    }
    if (played.talk.agreement) {
        figure.series.push_back({.name = "",
                                 .tone = kAccent,
                                 .filled = false,
                                 .size = 2,
                                 .shown = true,
                                 .x = {*played.talk.utilities[0]},
                                 .y = {*played.talk.utilities[1]},
                                 .names = {"Reached"}});
    }
    return figure;
}

/// The most that one party could have had without a loss to any other, against the deal.
const settle::Point* better_for(const PlayedTalk& played, std::size_t party) {
    const auto& got = played.talk.utilities;
    const settle::Point* best = nullptr;
    for (const settle::Point& point : played.settled.frontier.items) {
        bool loss = false;
        for (std::size_t p = 0; p < got.size(); ++p)
            loss = loss || (p != party && point.utilities[p] < *got[p] - kSame);
        if (loss || point.utilities[party] <= *got[party] + kSame) continue;
        if (best == nullptr || point.utilities[party] > best->utilities[party]) best = &point;
    }
    return best;
}

std::string gain_words(const PlayedTalk& played, std::size_t party, double value) {
    const auto& least = played.settled.parties[party].reservation;
    std::string words = points(played.conflict, value);
    if (!least) return words;
    const double gain = value - *least;
    return words + " (" + worth(played.conflict, std::abs(gain)) + (gain < 0 ? " below " : " above ") +
           no_deal(played.conflict) + ")";
}

std::vector<std::string> left_on_the_table(const PlayedTalk& played) {
    const std::size_t own = played.side.index();
    const Case& conflict = played.conflict;
    std::vector<std::string> items;
    if (played.settled.frontier.items.empty()) return items;
    for (std::size_t k = 0; k < conflict.parties.size(); ++k) {
        const std::size_t p = k == 0 ? own : k <= own ? k - 1 : k;  // the person first
        const settle::Point* better = better_for(played, p);
        if (better == nullptr) continue;
        const double more = better->utilities[p] - *played.talk.utilities[p];
        items.push_back("Left on the table: " + std::string(p == own ? "you" : name_of(played, p)) +
                        " could have had " + points(conflict, more) +
                        " more without a loss to anybody else, with " +
                        offer_words(conflict, better->outcome, &*played.talk.agreement) + ".");
    }
    if (items.empty())
        items.emplace_back(
            "Nothing was left on the table: nobody could have had more without a loss to another.");
    if (!played.settled.frontier.complete)
        items.emplace_back("The frontier is listed in part: more may have been left.");
    return items;
}

std::string outcome_of_talks(const PlayedTalk& played) {
    const negotiate::Talk& talk = played.talk;
    const std::size_t own = played.side.index();
    if (talk.agreement) {
        std::string words = "Agreed in round " + std::to_string(talk.rounds) + " of " +
                            std::to_string(talk.deadline) + ": you get " +
                            gain_words(played, own, *talk.utilities[own]);
        for (std::size_t p = 0; p < talk.utilities.size(); ++p) {
            if (p != own)
                words += ", " + name_of(played, p) + " " + gain_words(played, p, *talk.utilities[p]);
        }
        return words + ".";
    }
    if (talk.ended == negotiate::Ended::left) {
        const bool you = talk.ended_by && *talk.ended_by == played.side;
        return std::string(you             ? "You"
                           : talk.ended_by ? name_of(played, talk.ended_by->index())
                                           : std::string("Somebody")) +
               " left the talks in round " + std::to_string(talk.rounds) + ": " + no_deal(played.conflict) +
               " it is.";
    }
    return "The last round is over without an agreement: " + no_deal(played.conflict) + " it is.";
}

Table reached_table(const PlayedTalk& played) {
    const Case& conflict = played.conflict;
    Table table{.id = "reached",
                .title = "What was reached, and what there was",
                .columns = {{"Package", ""}},
                .rows = {}};
    for (std::size_t p = 0; p < conflict.parties.size(); ++p)
        table.columns.push_back(utility_column(
            conflict, p == played.side.index() ? "You" : name_of(played, p), static_cast<Tone>(p)));
    const auto row = [&](const std::string& name, const auto& value) {
        std::vector<Cell> cells = {name};
        for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
            const std::optional<double> one = value(p);
            cells.push_back(one ? Cell(*one) : Cell{});
        }
        table.rows.push_back(std::move(cells));
    };
    if (played.talk.agreement) row("Reached", [&](std::size_t p) { return played.talk.utilities[p]; });
    row("Value of " + no_deal(conflict),
        [&](std::size_t p) { return played.settled.parties[p].reservation; });
    for (const Package& package : packages(played.settled))
        row(package.name,
            [&](std::size_t p) { return std::optional<double>(package.solution->point.utilities[p]); });
    row("The most that the others would accept",
        [&](std::size_t p) { return played.settled.parties[p].ideal; });
    return table;
}

void add_verdict(Section& section, const PlayedTalk& played) {
    const Case& conflict = played.conflict;
    const std::size_t own = played.side.index();
    section.blocks.emplace_back(Paragraph{outcome_of_talks(played)});
    if (played.talk.agreement) {
        const auto& least = played.settled.parties[own].reservation;
        if (least && *played.talk.utilities[own] < *least - kSame)
            section.blocks.emplace_back(Paragraph{
                "You agreed to less than " + no_deal(conflict) + " gives you.", Paragraph::Style::warning});
        section.blocks.emplace_back(List{left_on_the_table(played)});
    } else if (const auto* fair = assess::balanced_deal(played.settled)) {
        std::string words = "There was a deal to be had: " + solution_name(fair->name) +
                            " would have given you " +
                            gain_words(played, own, fair->solution->point.utilities[own]);
        for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
            if (p != own)
                words += ", " + name_of(played, p) + " " +
                         gain_words(played, p, fair->solution->point.utilities[p]);
        }
        section.blocks.emplace_back(Paragraph{words + "."});
    } else {
        section.blocks.emplace_back(Paragraph{"No package is worth " + no_deal(conflict) +
                                              " to everybody: there was no deal to be had."});
    }
    section.blocks.emplace_back(reached_table(played));
}

}  // namespace

Section played_section(const PlayedTalk& played) {
    Section section{.id = "play", .title = "The talks", .blocks = {}};
    if (played.over) add_verdict(section, played);
    const bool any = !played.talk.trace.empty();
    const bool plane = (played.over || played.shown) && played.conflict.parties.size() == 2 &&
                       !played.settled.frontier.items.empty();
    if (plane) section.blocks.emplace_back(plane_figure(played));
    if (any && !plane) section.blocks.emplace_back(rounds_figure(played));
    if (any) section.blocks.emplace_back(steps_table(played));
    return section;
}

}  // namespace entente::report
