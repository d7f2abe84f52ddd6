// Rows of actors become a case of their own, or join one that has the issues.
#include "io/actors/table.hpp"

#include <algorithm>

#include "io/actors/read.hpp"
#include "io/case/grid.hpp"

namespace entente::io::actors {
namespace {

/// "0..100", "4-10" or "years 4 to 10" in a header's brackets: the scale.
std::optional<std::pair<Rational, Rational>> scale_in(const std::string& unit) {
    std::vector<std::string> numbers;
    for (std::size_t i = 0; i < unit.size();) {
        const auto digit = [&](std::size_t at) {
            return at < unit.size() && ((unit[at] >= '0' && unit[at] <= '9') ||
                                        (unit[at] == '.' && at + 1 < unit.size() && unit[at + 1] != '.' &&
                                         at > 0 && unit[at - 1] != '.'));
        };
        if (!digit(i)) {
            ++i;
            continue;
        }
        std::string number;
        if (i > 0 && unit[i - 1] == '-' && numbers.empty()) number = "-";
        while (digit(i)) number += unit[i++];
        numbers.push_back(number);
    }
    if (numbers.size() != 2) return std::nullopt;
    const auto low = Rational::parse(numbers[0]);
    const auto high = Rational::parse(numbers[1]);
    if (!low || !high || !(*low < *high)) return std::nullopt;
    return std::pair{*low, *high};
}

/// The scale of an issue that only its positions tell: 0 to 1, 0 to 100, or as far as they go.
std::pair<Rational, Rational> scale_of_positions(const Read& read, std::size_t issue) {
    if (read.ktab) return {Rational(0), Rational(100)};
    if (const auto told = scale_in(read.units[issue])) return *told;
    std::optional<Rational> low;
    std::optional<Rational> high;
    const auto reach = [&](const Rational& x) {
        if (!low || x < *low) low = x;
        if (!high || *high < x) high = x;
    };
    for (const Row& row : read.rows) {
        const auto found = row.on.find(issue);
        if (found == row.on.end() || !found->second.position) continue;
        const Quantity& q = *found->second.position;
        reach(q.best);
        if (q.low) reach(*q.low);
        if (q.high) reach(*q.high);
    }
    if (!low) return {Rational(0), Rational(100)};
    if (*low >= Rational(0) && *high <= Rational(1)) return {Rational(0), Rational(1)};
    if (*low >= Rational(0) && *high <= Rational(100) && *high - *low >= Rational(50))
        return {Rational(0), Rational(100)};
    if (*low == *high) return {*low - Rational(1), *high + Rational(1)};
    return {*low, *high};
}

/// Shares instead of hundredths: all saliences at most 1.
bool salience_in_shares(const Read& read) {
    bool any = false;
    for (const Row& row : read.rows) {
        for (const auto& [issue, cell] : row.on) {
            if (!cell.salience) continue;
            if (cell.salience->best > Rational(1)) return false;
            any = any || cell.salience->best > Rational(0);
        }
    }
    return any && !read.ktab;
}

void times_hundred(Quantity& q) {
    q.best = q.best * Rational(100);
    if (q.low) q.low = *q.low * Rational(100);
    if (q.high) q.high = *q.high * Rational(100);
}

void add_actors(Case& conflict, Read& read, const std::vector<IssueId>& issues, Reader& reader) {
    const bool shares = salience_in_shares(read);
    for (Row& row : read.rows) {
        ActorSpec actor;
        actor.name = row.name;
        actor.about = row.about;
        actor.power = row.power.value_or(Quantity());
        actor.reserve = row.reserve;
        if (!row.side.empty() && folded(row.side) != "outside") {
            const auto party =
                std::find_if(conflict.parties.begin(), conflict.parties.end(),
                             [&](const Party& p) { return p.id == row.side || p.name == row.side; });
            if (party != conflict.parties.end()) {
                actor.side = PartyId(static_cast<std::size_t>(party - conflict.parties.begin()));
            } else if (!conflict.parties.empty()) {
                std::vector<std::string> known;
                for (const Party& p : conflict.parties) known.push_back(p.id);
                reader.error("E1014", row.line, 1,
                             "row " + std::to_string(row.line) + ": there is no party '" + row.side + "'",
                             did_you_mean(row.side, known));
            }
        }
        if (actor.power.best < Rational(0)) {
            reader.error("E1008", row.line, 1, "row " + std::to_string(row.line) + ": power below 0",
                         "power is 0 or more");
        } else if (actor.power.best == Rational(0)) {
            reader.warn("W1003", row.line, 1,
                        "row " + std::to_string(row.line) + ": '" + row.name + "' has no power", "");
        }
        for (auto& [k, cell] : row.on) {
            if (k >= issues.size()) continue;
            const std::string& title = read.issues[k];
            if (!cell.position || (!cell.salience && read.salience_given)) {
                reader.warn("W1002", cell.line > 0 ? cell.line : row.line, 1,
                            "row " + std::to_string(cell.line > 0 ? cell.line : row.line) + ": '" +
                                row.name + "' has no " + (cell.position ? "salience" : "position") +
                                " on '" + title + "'",
                            "it takes no part in that issue; an empty cell is not 0");
                continue;
            }
            ActorSpec::Stand stand;
            stand.issue = issues[k];
            stand.position = cell.position;
            stand.salience = cell.salience.value_or(Quantity(Rational(100)));
            if (shares && cell.salience) times_hundred(stand.salience);
            stand.power = cell.power;
            if (stand.salience.best < Rational(0) || stand.salience.best > Rational(100)) {
                reader.error("E1008", cell.line, 1,
                             "row " + std::to_string(cell.line) + ": a salience of " +
                                 stand.salience.best.to_string() + " on '" + title + "'",
                             "saliences run from 0 to 100, or from 0 to 1 in the whole table");
            }
            const IssueScale scale = scale_of(conflict.space.issues[issues[k].index()]);
            const double x = stand.position->value();
            if (x < scale.low() || x > scale.high()) {
                reader.error("E1003", cell.line, 1,
                             "row " + std::to_string(cell.line) + ": the position " +
                                 stand.position->best.to_string() + " is off the scale of '" + title + "'",
                             "positions on it run from " +
                                 conflict.space.issues[issues[k].index()].options.front().label + " to " +
                                 conflict.space.issues[issues[k].index()].options.back().label);
            }
            actor.on.push_back(std::move(stand));
        }
        conflict.actors.push_back(std::move(actor));
    }
}

std::string slug_of(std::string_view name) {
    std::string id;
    for (const char c : name) {
        const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0;
        if (plain) {
            id += c;
        } else if (!id.empty() && id.back() != '_') {
            id += '_';
        }
    }
    while (!id.empty() && id.back() == '_') id.pop_back();
    return id.empty() ? "issue" : id;
}

}  // namespace

Issue scale_issue(const std::string& name, const Rational& low, const Rational& high,
                  const std::vector<std::string>& taken) {
    Issue issue;
    issue.id = slug_of(name);
    for (std::size_t n = 2; std::find(taken.begin(), taken.end(), issue.id) != taken.end(); ++n)
        issue.id = slug_of(name) + "_" + std::to_string(n);
    issue.ask = name;
    issue.grid = true;
    issue.anchors = {{low.to_string(), low}, {high.to_string(), high}};
    if (auto options = grid_options(low, high, 101)) {
        issue.options = std::move(*options);
    } else {
        issue.options = issue.anchors;
    }
    return issue;
}

bool looks_like_table(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::size_t at = text.find_first_not_of(" \t\r\n");
    if (at == std::string_view::npos || text[at] == '[' || text[at] == '#' || text[at] == '{' ||
        text[at] == '<')
        return false;
    // Two lines tell.
    std::size_t end = at;
    for (int lines = 0; lines < 3 && end < text.size(); ++lines)
        end = std::min(text.find('\n', end), text.size() - 1) + 1;
    const Table table = parse_table(text.substr(at, std::min<std::size_t>(end - at, 1 << 16)));
    std::size_t ignored = 0;
    if (ktab_head(table, ignored, ignored)) return true;
    if (table.header.size() < 3) return false;
    const std::vector<Column> columns = columns_of(table.header);
    const auto has = [&](Role role) {
        return std::any_of(columns.begin(), columns.end(), [&](const Column& c) { return c.role == role; });
    };
    const bool key = table.header[0].find('=') != std::string::npos;
    return !key && has(Role::name) && (has(Role::power) || has(Role::salience)) &&
           (has(Role::position) || has(Role::power));
}

LoadedCase load_table(std::string_view text, const std::string& file) {
    Reader reader(text, file);
    Read read = reader.read();
    // A salience or a power without an issue of its own holds for all.
    LoadedCase loaded;
    Case& conflict = loaded.conflict;
    conflict.origin.file = file;
    conflict.origin.format = "actors";
    conflict.title =
        read.title.empty() ? "Actors of " + file.substr(file.find_last_of('/') + 1) : read.title;
    conflict.summary = read.summary;
    std::vector<IssueId> issues;
    std::vector<std::string> taken;
    for (std::size_t k = 0; k < read.issues.size(); ++k) {
        const auto [low, high] = scale_of_positions(read, k);
        Issue issue = scale_issue(read.issues[k], low, high, taken);
        if (!scale_in(read.units[k])) issue.unit = read.units[k];
        taken.push_back(issue.id);
        issues.push_back(IssueId(k));
        conflict.space.issues.push_back(std::move(issue));
    }
    add_actors(conflict, read, issues, reader);
    reader.finish();
    loaded.warnings = reader.warnings();
    std::vector<Diagnostic> meaning = validate(conflict);
    if (has_errors(meaning)) throw InputError(std::move(meaning));
    loaded.warnings.insert(loaded.warnings.end(), meaning.begin(), meaning.end());
    return loaded;
}

void add_to_case(Case& conflict, std::string_view text, const std::string& file, const Span&,
                 std::vector<Diagnostic>& warnings) {
    Reader reader(text, file);
    Read read = reader.read();
    std::vector<IssueId> issues;
    for (const std::string& title : read.issues) {
        std::vector<std::string> known;
        std::size_t found = conflict.space.issues.size();
        for (std::size_t l = 0; l < conflict.space.issues.size(); ++l) {
            const Issue& issue = conflict.space.issues[l];
            known.push_back(issue.id);
            if (folded(issue.id) == folded(title) || folded(issue.ask) == folded(title)) found = l;
        }
        if (found == known.size() && read.issues.size() == 1 && known.size() == 1) found = 0;
        if (found == known.size()) {
            reader.error("E1014", 1, 1, "the table's issue '" + title + "' is none of the case's",
                         did_you_mean(title, known));
        }
        issues.push_back(IssueId(found));
    }
    reader.finish();
    add_actors(conflict, read, issues, reader);
    reader.finish();
    warnings = reader.warnings();
}

}  // namespace entente::io::actors
