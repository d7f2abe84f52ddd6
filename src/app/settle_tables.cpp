#include "entente/app/settle_tables.hpp"

#include <string>

#include "entente/report/document.hpp"

namespace entente::app {
namespace {

using report::Cell;
using report::Column;
using report::Table;

void add_columns(Table& table, const Case& conflict, bool gains) {
    for (const Party& party : conflict.parties) table.columns.push_back({party.id, "utility"});
    if (gains) {
        for (const Party& party : conflict.parties) table.columns.push_back({party.id, "gain"});
    }
    for (const Issue& issue : conflict.space.issues) table.columns.push_back({issue.id, ""});
}

void add_point(std::vector<Cell>& row, const Case& conflict, const settle::Point& point,
               const std::vector<double>* gains) {
    for (const double utility : point.utilities) row.emplace_back(utility);
    if (gains != nullptr) {
        for (std::size_t p = 0; p < conflict.parties.size(); ++p)
            row.push_back(p < gains->size() ? Cell((*gains)[p]) : Cell());
    }
    for (std::size_t i = 0; i < conflict.space.issues.size(); ++i) {
        const bool known = i < point.outcome.options.size();
        row.push_back(known ? Cell(conflict.space.issues[i].options[point.outcome.options[i].index()].label)
                            : Cell());
    }
}

Table frontier_table(const Case& conflict, const settle::SettleResult& result) {
    Table table{.id = "frontier", .title = "Efficient deals", .columns = {}, .rows = {}};
    add_columns(table, conflict, false);
    for (const settle::Point& point : result.frontier.items) {
        std::vector<Cell> row;
        add_point(row, conflict, point, nullptr);
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table solutions_table(const Case& conflict, const settle::SettleResult& result) {
    Table table{
        .id = "solutions", .title = "Solutions", .columns = {{"solution", ""}, {"tied", ""}}, .rows = {}};
    add_columns(table, conflict, true);
    const auto add = [&](const std::string& name, const char* tied, const settle::Point& point,
                         const std::vector<double>& gains) {
        std::vector<Cell> row = {name, std::string(tied)};
        add_point(row, conflict, point, &gains);
        table.rows.push_back(std::move(row));
    };
    for (const settle::NamedSolution& named : result.solutions) {
        if (!named.solution) continue;
        add(named.name, "", named.solution->point, named.solution->gains);
        for (const settle::Point& point : named.solution->tied) {
            std::vector<double> gains;
            for (std::size_t p = 0; p < point.utilities.size(); ++p) {
                // The same base as the solution's own gains.
                gains.push_back(named.solution->gains[p] + point.utilities[p] -
                                named.solution->point.utilities[p]);
            }
            add(named.name, "tied", point, gains);
        }
    }
    return table;
}

Table trades_table(const Case& conflict, const settle::SettleResult& result) {
    Table table{.id = "trades",
                .title = "Trades",
                .columns = {{"deal", ""}, {"reference", ""}, {"issue", ""}, {"from", ""}, {"to", ""}},
                .rows = {}};
    for (const Party& party : conflict.parties) table.columns.push_back({party.id, "change"});
    for (const settle::Trades& trades : result.trades) {
        for (const settle::Trade& trade : trades.trades) {
            const Issue& issue = conflict.space.issues[trade.issue.index()];
            std::vector<Cell> row = {trades.deal, trades.reference, issue.id,
                                     issue.options[trade.from.index()].label,
                                     issue.options[trade.to.index()].label};
            for (const double change : trade.change) row.emplace_back(change);
            table.rows.push_back(std::move(row));
        }
    }
    return table;
}

}  // namespace

std::vector<OutputFile> settle_tables(const SettleAnswer& answer) {
    const Case& conflict = answer.conflict;
    return {{"frontier.csv", report::to_csv(frontier_table(conflict, answer.result))},
            {"solutions.csv", report::to_csv(solutions_table(conflict, answer.result))},
            {"trades.csv", report::to_csv(trades_table(conflict, answer.result))}};
}

}  // namespace entente::app
