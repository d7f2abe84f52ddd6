// A table of decisions, a row an actor, to be scored.
#include <cmath>
#include <map>

#include "entente/app/stakeholders.hpp"
#include "entente/io/table.hpp"

namespace entente::app {
namespace {

struct Columns {
    int decision, dossier, actor, position, salience, power, outcome, low, high;
};

int needed(const io::Table& table, const std::string& file, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        if (const int column = table.column(name); column >= 0) return column;
    }
    Diagnostic made{.code = "E1007",
                    .message = "the table of decisions has no column '" + std::string(*names.begin()) + "'",
                    .hint = "columns: decision, dossier, actor, position, salience, power, outcome"};
    made.where.file = file;
    made.where.line = 1;
    throw InputError(std::move(made));
}

int maybe(const io::Table& table, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        if (const int column = table.column(name); column >= 0) return column;
    }
    return -1;
}

std::optional<double> number(const io::Table& table, std::size_t row, int column, const std::string& file) {
    const std::string& cell = table.at(row, column);
    if (cell.empty()) return std::nullopt;
    if (const auto read = parse_quantity(cell)) return read->value();
    Diagnostic made{.code = "E1008",
                    .message = "row " + std::to_string(table.lines[row]) + ", column " +
                               std::to_string(column + 1) + " (" +
                               table.header[static_cast<std::size_t>(column)] + "): '" +
                               cell.substr(0, 40) + "' is no number",
                    .hint = "leave a cell empty where it is not known"};
    made.where.file = file;
    made.where.line = static_cast<std::uint32_t>(table.lines[row]);
    throw InputError(std::move(made));
}

}  // namespace

stakeholders::ScoreResult score_decisions(const std::string& file, const RunOptions& run) {
    const io::Table table = io::read_table(file);
    const Columns c{needed(table, file, {"decision", "issue", "case"}),
                    maybe(table, {"dossier", "cluster"}),
                    needed(table, file, {"actor", "name"}),
                    needed(table, file, {"position"}),
                    maybe(table, {"salience"}),
                    maybe(table, {"power", "capability", "weight"}),
                    needed(table, file, {"outcome"}),
                    maybe(table, {"low"}),
                    maybe(table, {"high"})};
    std::vector<stakeholders::Decision> decisions;
    std::map<std::string, std::size_t> index;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const std::string& name = table.at(row, c.decision);
        const auto [at, fresh] = index.try_emplace(name, decisions.size());
        if (fresh) {
            stakeholders::Decision made;
            made.name = name;
            made.cluster = c.dossier >= 0 ? table.at(row, c.dossier) : name;
            made.outcome = std::nan("");
            decisions.push_back(std::move(made));
        }
        stakeholders::Decision& decision = decisions[at->second];
        if (const auto outcome = number(table, row, c.outcome, file)) decision.outcome = *outcome;
        if (const auto low = c.low < 0 ? std::nullopt : number(table, row, c.low, file))
            decision.low = *low;
        if (const auto high = c.high < 0 ? std::nullopt : number(table, row, c.high, file))
            decision.high = *high;
        const auto position = number(table, row, c.position, file);
        const auto salience = c.salience < 0 ? std::optional(100.0) : number(table, row, c.salience, file);
        const auto power = c.power < 0 ? std::optional(1.0) : number(table, row, c.power, file);
        if (!position || !salience || !power) continue;  // a gap is not 0: the actor takes no part
        decision.line.position.push_back(*position);
        decision.line.salience.push_back(*salience / 100);
        decision.line.capability.push_back(*power);
    }
    return stakeholders::score(decisions, run);
}

}  // namespace entente::app
