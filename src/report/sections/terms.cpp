// What each party gives and gets, issue by issue, and the packages themselves.
#include <algorithm>
#include <cmath>

#include "entente/core/text.hpp"
#include "entente/model/exact.hpp"
#include "report/internal.hpp"
#include "report/sections/sections.hpp"

namespace entente::report {
namespace {

constexpr std::size_t kMostOnACard = 12;  // issues; past them
constexpr std::size_t kFewOnACard = 6;    // the weightiest are on it and a table has all

/// The outcome that the section speaks of: the balanced deal, or the one that opens the zone.
const Outcome* outcome_of(const settle::SettleResult& result) {
    if (const auto* deal = assess::balanced_deal(result)) return &deal->solution->point.outcome;
    return result.zone.opens_at ? &*result.zone.opens_at : nullptr;
}

/// An issue's points for one party: at its own best option, at the deal, where the others want it.
struct Row {
    std::string issue;
    double goal = 0;
    double deal = 0;
    double theirs = 0;
    std::string option;
};

std::size_t best_option(const ExactUtility& utility, std::size_t issue) {
    const auto& list = utility.contribution[issue];
    return static_cast<std::size_t>(std::max_element(list.begin(), list.end()) - list.begin());
}

std::vector<Row> rows_of(const Case& conflict, const std::vector<ExactUtility>& exact, std::size_t party,
                         const Outcome& outcome) {
    std::vector<Row> rows;
    const ExactUtility& own = exact[party];
    for (std::size_t i = 0; i < conflict.space.issues.size(); ++i) {
        const Issue& issue = conflict.space.issues[i];
        const std::size_t option = outcome.options[i].index();
        Row row{.issue = issue_name(issue), .option = issue.options[option].label};
        row.goal = own.points(own.contribution[i][best_option(own, i)]);
        row.deal = own.points(own.contribution[i][option]);
        row.theirs = row.goal;
        for (std::size_t other = 0; other < exact.size(); ++other) {
            if (other == party) continue;
            // Among the other's best options, the one that costs this party least.
            const auto& wants = exact[other].contribution[i];
            const int128 best = *std::max_element(wants.begin(), wants.end());
            int128 least_bad = own.contribution[i][best_option(exact[other], i)];
            for (std::size_t k = 0; k < wants.size(); ++k) {
                if (wants[k] == best) least_bad = std::max(least_bad, own.contribution[i][k]);
            }
            row.theirs = std::min(row.theirs, own.points(least_bad));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Does any issue have a value of its own for this party, apart from interactions?
bool values_issues(const ExactUtility& own) {
    return std::any_of(own.contribution.begin(), own.contribution.end(), [](const auto& worths) {
        return std::any_of(worths.begin(), worths.end(), [&](int128 one) { return one != worths.front(); });
    });
}

/// "North gets 61.1 points of 100 conceivable, against 54.1 from no deal".
std::string gets_words(const Findings& findings, std::size_t party, double total) {
    const Case& conflict = findings.conflict;
    const auto& summary = findings.settle->parties[party];
    std::string words = conflict.parties[party].name + " gets " + points(conflict, total) + " of " +
                        worth(conflict, summary.best) + " conceivable";
    if (summary.reservation)
        words += ", against " + worth(conflict, *summary.reservation) + " from " + no_deal(conflict);
    return words;
}

Figure dumbbells(const Findings& findings, const std::vector<ExactUtility>& exact, std::size_t party,
                 const Outcome& outcome, bool hide_theirs) {
    const Case& conflict = findings.conflict;
    const std::string& name = conflict.parties[party].name;
    std::vector<Row> rows = rows_of(conflict, exact, party, outcome);
    const double total = utility(conflict, PartyId(party), outcome);
    double issues_alone = 0;
    for (const Row& row : rows) issues_alone += row.deal;
    const std::string theirs =
        conflict.parties.size() > 2 ? "The others' goals, the worst for it" : "The other side's goal";
    constexpr std::size_t kRows = 24;
    if (rows.size() > kRows) {  // the issues that matter most to this party
        std::stable_sort(rows.begin(), rows.end(),
                         [](const Row& a, const Row& b) { return a.goal - a.theirs > b.goal - b.theirs; });
        rows.resize(kRows);
    }
    const auto tone = static_cast<Tone>(party);
    Figure figure{.id = "terms-" + std::to_string(party + 1), .title = "What " + name + " gives and gets"};
    figure.x = {
        .label = name + "'s own " + std::string(unit(conflict)), .low = {}, .high = {}, .categories = {}};
    Series way{.name = "", .mark = Mark::links, .tone = kMuted, .size = 1.5};
    Series goal{.name = name + "'s goal", .tone = tone, .filled = false};
    Series deal{.name = "The deal", .tone = tone, .size = 1.4};
    Series other{.name = theirs, .tone = kMuted};
    figure.table = {.id = figure.id + "-data",
                    .title = figure.title,
                    .columns = {{"Issue", ""},
                                {"Settled as", ""},
                                utility_column(conflict, "Own goal"),
                                utility_column(conflict, "Deal")},
                    .rows = {}};
    if (!hide_theirs) figure.table.columns.push_back(utility_column(conflict, theirs));
    std::size_t most = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Row& row = rows[i];
        const double y = static_cast<double>(i);
        figure.y.categories.push_back(row.issue);
        const double end = hide_theirs ? row.deal : std::min(row.theirs, row.deal);
        way.x.push_back(end);
        way.x2.push_back(row.goal);
        way.y.push_back(y);
        way.y2.push_back(y);
        goal.x.push_back(row.goal);
        goal.y.push_back(y);
        deal.x.push_back(row.deal);
        deal.y.push_back(y);
        deal.names.push_back(row.option);
        if (!hide_theirs) {
            other.x.push_back(row.theirs);
            other.y.push_back(y);
        }
        std::vector<Cell> cells = {row.issue, row.option, row.goal, row.deal};
        if (!hide_theirs) cells.emplace_back(row.theirs);
        figure.table.rows.push_back(std::move(cells));
        if (row.goal - row.deal > rows[most].goal - rows[most].deal) most = i;
    }
    figure.series = {std::move(way)};
    if (!hide_theirs) figure.series.push_back(std::move(other));
    figure.series.push_back(std::move(goal));
    deal.shown = rows.size() <= 12;
    figure.series.push_back(std::move(deal));
    figure.height = (96 + 42.0 * static_cast<double>(rows.size())) / 720;
    figure.alt = gets_words(findings, party, total);
    if (!rows.empty() && rows[most].goal - rows[most].deal > 1e-9) {
        figure.alt += "; it gives most on “" + rows[most].issue + "” (" +
                      points(conflict, rows[most].goal - rows[most].deal) + " below its goal)";
    }
    if (!conflict.parties[party].preference.terms.empty())
        figure.alt += "; interactions of issues add " + points(conflict, total - issues_alone);
    figure.alt += ".";
    return figure;
}

/// "maximalist goal of arvan" with the party's name for its id.
std::string named(const Case& conflict, std::string text) {
    for (const Party& party : conflict.parties) {
        if (!text.ends_with(" of " + party.id)) continue;
        text.replace(text.size() - party.id.size(), party.id.size(), party.name);
        break;
    }
    return text;
}

/// Has any change of one issue a value of its own? Interactions belong to no issue.
bool tells(const settle::Trades& trades) {
    return std::any_of(trades.trades.begin(), trades.trades.end(), [](const settle::Trade& trade) {
        return std::any_of(trade.change.begin(), trade.change.end(),
                           [](double change) { return change != 0; });
    });
}

Table trades_table(const Findings& findings, const settle::Trades& trades, std::size_t number,
                   const Audience& audience) {
    const Case& conflict = findings.conflict;
    Table table{.id = "trades-" + std::to_string(number),
                .title = solution_name(trades.deal) + " against: " + named(conflict, trades.reference),
                .columns = {{"Issue", ""}, {"From", ""}, {"To", ""}},
                .rows = {}};
    for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
        if (may_show(audience, PartyId(p)))
            table.columns.push_back(
                utility_column(conflict, conflict.parties[p].name, static_cast<Tone>(p)));
    }
    for (const settle::Trade& trade : trades.trades) {
        const Issue& issue = conflict.space.issues[trade.issue.index()];
        std::vector<Cell> row = {issue_name(issue), issue.options[trade.from.index()].label,
                                 issue.options[trade.to.index()].label};
        for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
            if (may_show(audience, PartyId(p))) row.emplace_back(trade.change[p]);
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

Paragraph adjusted_winner_words(const Findings& findings) {
    const settle::AdjustedWinner& winner = *findings.settle->adjusted_winner;
    const Case& conflict = findings.conflict;
    std::string words =
        "Adjusted Winner, which lets each issue go to one side and divides at most one, gives " +
        conflict.parties[0].name + " " + points(conflict, winner.totals[0]) + " and " +
        conflict.parties[1].name + " " + points(conflict, winner.totals[1]);
    if (winner.split) {
        const std::size_t issue = winner.split->index();
        words += "; it divides “" + issue_name(conflict.space.issues[issue]) + "”, " +
                 format_number(100 * winner.first_share[issue], 1) + "% to " + conflict.parties[0].name;
    }
    return Paragraph{words + "."};
}

/// Where cards would be long: an issue a line, a package a column.
Table packages_table(const Case& conflict, const std::vector<Package>& all) {
    Table table{.id = "packages-by-issue",
                .title = "The packages, issue by issue",
                .columns = {{"Issue", ""}},
                .rows = {}};
    for (const Package& package : all) table.columns.push_back({package.name, ""});
    for (std::size_t i = 0; i < conflict.space.issues.size(); ++i) {
        const Issue& issue = conflict.space.issues[i];
        std::vector<Cell> row = {issue_name(issue)};
        for (const Package& package : all)
            row.emplace_back(issue.options[package.solution->point.outcome.options[i].index()].label);
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace

std::optional<Section> terms_section(const Findings& findings, const Audience& audience) {
    if (!findings.settle) return std::nullopt;
    const settle::SettleResult& result = *findings.settle;
    const Outcome* outcome = outcome_of(result);
    if (outcome == nullptr || outcome->options.empty()) return std::nullopt;
    // Which package comes nearest where none is acceptable says how far the others are from theirs.
    if (audience.viewer && assess::balanced_deal(result) == nullptr) return std::nullopt;
    const Case& conflict = findings.conflict;
    const auto exact = exact_utilities(conflict);
    Section section{"terms", "What each side gives and gets", {}};
    const auto* deal = assess::balanced_deal(result);
    section.blocks.push_back(
        Paragraph{deal != nullptr ? (has_equals(*deal->solution)
                                         ? "The deal shown is one of several that are exactly as fair by " +
                                               solution_name(deal->name)
                                         : "The deal shown is " + solution_name(deal->name)) +
                                        ": on every issue, how far each side moves from its own goal."
                                  : "No package is acceptable to all. Shown is the one that comes "
                                    "nearest: where the zone would open first."});
    for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
        if (!may_show(audience, PartyId(p))) continue;
        if (values_issues(exact[p])) {
            section.blocks.push_back(dumbbells(findings, exact, p, *outcome, audience.viewer.has_value()));
        } else {
            section.blocks.push_back(Paragraph{
                gets_words(findings, p, utility(conflict, PartyId(p), *outcome)) +
                ", all of it from interactions of issues: no issue has a value of its own for it."});
        }
    }
    if (!audience.viewer) {
        std::size_t number = 0;
        for (const settle::Trades& trades : result.trades) {
            const bool wanted =
                deal == nullptr || trades.deal == deal->name || trades.deal == "improvement";
            if (wanted && tells(trades))
                section.blocks.push_back(trades_table(findings, trades, ++number, audience));
        }
        if (result.adjusted_winner && conflict.parties.size() == 2)
            section.blocks.push_back(adjusted_winner_words(findings));
    }
    return section;
}

std::optional<Section> packages_section(const Findings& findings, const Audience& audience) {
    if (!findings.settle) return std::nullopt;
    const auto all = packages(*findings.settle);
    if (all.empty()) return std::nullopt;
    const Case& conflict = findings.conflict;
    const std::size_t issues = conflict.space.issues.size();
    const std::vector<std::size_t> on_cards =
        weightiest(conflict, issues <= kMostOnACard ? issues : kFewOnACard);
    Cards cards;
    for (const Package& package : all) {
        Card card{.title = package.name, .emphasised = cards.cards.empty()};
        double least = INFINITY;
        std::size_t tightest = conflict.parties.size();
        for (const std::size_t i : on_cards) {
            const Issue& issue = conflict.space.issues[i];
            card.terms.push_back({issue_name(issue),
                                  issue.options[package.solution->point.outcome.options[i].index()].label});
        }
        for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
            if (!may_show(audience, PartyId(p))) continue;
            const double gain = p < package.solution->gains.size() ? package.solution->gains[p] : NAN;
            std::string score = points(conflict, package.solution->point.utilities[p]);
            if (findings.settle->parties[p].reservation && std::isfinite(gain)) {
                score += " (" + std::string(gain >= 0 ? "+" : "") + worth(conflict, gain) + ")";
                if (gain < least) {
                    least = gain;
                    tightest = p;
                }
            }
            card.scores.push_back({conflict.parties[p].name, score, static_cast<Tone>(p)});
        }
        if (tightest < conflict.parties.size() && !audience.viewer) {
            card.subtitle = "Tightest for " + conflict.parties[tightest].name + ": " +
                            worth(conflict, least) + " above " + no_deal(conflict);
        }
        const std::string& ties = package.solution->point.ties;
        if (ties != "1" && !ties.empty() && !audience.viewer) {
            card.subtitle +=
                (card.subtitle.empty() ? "" : ". ") + count_words(ties) + " packages give the same points";
        }
        if (has_equals(*package.solution) && !audience.viewer) {
            const auto& others = package.solution->tied_points;
            card.subtitle += (card.subtitle.empty() ? "" : ". ") +
                             (!others        ? std::string("Other packages are exactly as fair")
                              : *others == 1 ? std::string("1 other package is exactly as fair")
                                             : count_words(std::to_string(*others)) +
                                                   " other packages are exactly as fair");
        }
        cards.cards.push_back(std::move(card));
    }
    Section section{"packages", "The packages", {}};
    const bool whole = on_cards.size() == issues;
    section.blocks.push_back(
        Paragraph{"In brackets: the gain over " + no_deal(conflict) + "." +
                  (whole ? "" : " The cards show the issues that weigh most; the table below shows all.")});
    section.blocks.push_back(std::move(cards));
    if (!whole) section.blocks.push_back(packages_table(conflict, all));
    return section;
}

}  // namespace entente::report
