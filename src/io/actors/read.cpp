#include "io/actors/read.hpp"

#include <algorithm>
#include <unordered_map>

namespace entente::io::actors {

namespace {
bool whole_number(std::string_view cell, std::size_t& value) {
    value = 0;
    std::size_t digits = 0;
    for (const char c : cell) {
        if (c == ' ') continue;
        if (c < '0' || c > '9' || ++digits > 9) return false;
        value = value * 10 + static_cast<std::size_t>(c - '0');
    }
    return digits > 0;
}

}  // namespace

bool ktab_head(const Table& table, std::size_t& actors, std::size_t& dimensions) {
    return table.header.size() >= 4 && !table.rows.empty() && !table.rows[0].empty() &&
           folded(table.rows[0][0]) == "actor" && whole_number(table.header[2], actors) &&
           whole_number(table.header[3], dimensions);
}

Read Reader::read() {
    Read result;
    std::size_t actors = 0;
    std::size_t dimensions = 0;
    if (ktab_head(table_, actors, dimensions)) {
        read_ktab(result, actors, dimensions);
    } else {
        read_plain(result);
    }
    if (result.rows.empty() && !told_.failed())
        error("E1007", 1, 1, "the table has no rows", "add a row for each actor");
    check_names(result);
    if (told_.failed()) throw InputError(told_.take());
    return result;
}

void Reader::warn(std::string code, std::size_t line, std::size_t column, std::string message,
                  std::string hint) {
    told_.add(
        places_.at(Severity::warning, std::move(code), line, column, std::move(message), std::move(hint)));
}

void Reader::error(std::string code, std::size_t line, std::size_t column, std::string message,
                   std::string hint) {
    told_.add(
        places_.at(Severity::error, std::move(code), line, column, std::move(message), std::move(hint)));
}

void Reader::finish() {
    if (told_.failed()) throw InputError(told_.take());
}

std::string Reader::place(std::size_t line, std::size_t column, std::string_view head) const {
    return "row " + std::to_string(line) + ", column " + std::to_string(column) + " (" + std::string(head) +
           ")";
}

std::optional<Quantity> Reader::number(std::size_t row, std::size_t column, std::string_view head) {
    const std::string& cell = table_.at(row, static_cast<int>(column));
    if (missing(cell)) return std::nullopt;
    // In a comma table "1,000" is a thousand; what is no group of three is a decimal.
    auto value = number_in(cell, separator_ != ',');
    if (!value && separator_ == ',') value = number_in(cell, true);
    const std::size_t line = table_.lines[row];
    if (!value) {
        error("E1008", line, column + 1,
              place(line, column + 1, head) + ": '" + cell.substr(0, 40) + "' is no number",
              "write 55, \"55 (45..65)\", or leave it empty where it is not known");
        return std::nullopt;
    }
    value->where = Span{};
    return value;
}

void Reader::read_ktab(Read& result, std::size_t actors, std::size_t dimensions) {
    result.ktab = true;
    result.title = table_.header[0];
    result.summary = table_.header[1];
    const std::vector<std::string>& head = table_.rows[0];
    if (dimensions == 0 || head.size() < 3 + 2 * dimensions - 1) {
        error("E1009", table_.lines[0], 1,
              "line 1 announces " + std::to_string(dimensions) +
                  " dimensions, and the header has columns for " +
                  std::to_string(head.size() < 3 ? 0 : (head.size() - 2) / 2),
              "each dimension has a column of positions and one of saliences");
        return;
    }
    for (std::size_t k = 0; k < dimensions; ++k) result.issues.push_back(head[3 + 2 * k]);
    result.units.assign(dimensions, "");
    std::size_t count = 0;
    for (std::size_t r = 1; r < table_.rows.size(); ++r) {
        if (std::all_of(table_.rows[r].begin(), table_.rows[r].end(),
                        [](const std::string& cell) { return missing(cell); }))
            continue;
        ++count;
        read_ktab_row(result, r, dimensions, head);
    }
    if (count != actors) {
        const std::size_t line = 1;
        warn("E1009", line, 3,
             "line 1 announces " + std::to_string(actors) + " actors, and there are " +
                 std::to_string(count),
             "the rows are taken as they are");
    }
}

void Reader::read_ktab_row(Read& result, std::size_t r, std::size_t dimensions,
                           const std::vector<std::string>& head) {
    Row row;
    row.line = table_.lines[r];
    row.name = table_.at(r, 0);
    row.about = table_.at(r, 1);
    row.power = number(r, 2, "power");
    if (!row.power) need(r, 2, "power");
    for (std::size_t k = 0; k < dimensions; ++k) {
        Cell cell;
        cell.line = row.line;
        const std::size_t at = 3 + 2 * k;
        cell.position = number(r, at, head[at]);
        cell.salience = number(r, at + 1, at + 1 < head.size() ? head[at + 1] : "salience");
        row.on[k] = cell;
    }
    result.rows.push_back(std::move(row));
}

void Reader::need(std::size_t r, std::size_t column, std::string_view head) {
    if (!missing(table_.at(r, static_cast<int>(column)))) return;  // told already
    const std::size_t line = table_.lines[r];
    error("E1008", line, column + 1, place(line, column + 1, head) + " is empty",
          "an actor needs a " + std::string(head) + "; it is not taken for 0");
}

void Reader::read_plain(Read& result) {
    const std::vector<Column> columns = columns_of(table_.header);
    const auto find = [&](Role role) {
        for (std::size_t c = 0; c < columns.size(); ++c) {
            if (columns[c].role == role && columns[c].end == End::best) return static_cast<int>(c);
        }
        return -1;
    };
    const int name = find(Role::name);
    const int issue = find(Role::issue);
    if (name < 0 || find(Role::position) < 0 || find(Role::power) < 0) {
        std::string lacks;
        for (const auto& [role, word] : {std::pair{Role::name, "names"}, std::pair{Role::power, "power"},
                                         std::pair{Role::position, "positions"}}) {
            if (find(role) < 0) lacks += (lacks.empty() ? "" : " and ") + std::string(word);
        }
        error("E1007", 1, 1, "the table has no column of " + lacks,
              "name the columns in the first line: name, power, position, salience");
        return;
    }
    result.salience_given = find(Role::salience) >= 0;
    std::vector<std::size_t> issue_of(columns.size(), 0);
    if (issue < 0) name_issues(columns, result, issue_of);
    wide_issues_ = result.issues.size();
    std::unordered_map<std::string, std::size_t> known;
    for (std::size_t r = 0; r < table_.rows.size(); ++r) {
        if (std::all_of(table_.rows[r].begin(), table_.rows[r].end(),
                        [](const std::string& cell) { return missing(cell); }))
            continue;
        std::size_t of = 0;
        if (issue >= 0) {
            const std::string& text = table_.at(r, issue);
            const auto found = std::find(result.issues.begin(), result.issues.end(), text);
            of = static_cast<std::size_t>(found - result.issues.begin());
            if (found == result.issues.end()) {
                result.issues.push_back(text);
                result.units.emplace_back();
            }
        }
        const std::string& own = table_.at(r, name);
        Row* row = nullptr;
        if (issue >= 0) {
            const auto [at, fresh] = known.try_emplace(own, result.rows.size());
            if (!fresh) row = &result.rows[at->second];
        }
        if (row == nullptr) {
            row = &result.rows.emplace_back();
            row->name = own;
            row->line = table_.lines[r];
        }
        read_row(columns, issue_of, issue >= 0 ? static_cast<std::ptrdiff_t>(of) : -1, r, *row);
    }
}

void Reader::name_issues(const std::vector<Column>& columns, Read& result,
                         std::vector<std::size_t>& issue_of) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const Column& column = columns[c];
        if (column.role != Role::position) continue;
        const std::string title = column.issue.empty() ? "position" : column.issue;
        const auto found = std::find(result.issues.begin(), result.issues.end(), title);
        issue_of[c] = static_cast<std::size_t>(found - result.issues.begin());
        if (found == result.issues.end()) {
            result.issues.push_back(title);
            result.units.push_back(column.unit);
        }
    }
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const Column& column = columns[c];
        if (column.role != Role::salience && column.role != Role::power) continue;
        if (column.issue.empty()) {
            issue_of[c] = result.issues.size();  // of every issue
            continue;
        }
        const auto found = std::find(result.issues.begin(), result.issues.end(), column.issue);
        issue_of[c] = found != result.issues.end() ? static_cast<std::size_t>(found - result.issues.begin())
                                                   : result.issues.size();
    }
}

void Reader::set_end(std::optional<Quantity>& into, End end, const Quantity& value) {
    if (!into) into = value;
    if (end == End::best) {
        into->best = value.best;
        if (value.ranged()) {
            into->low = value.low;
            into->high = value.high;
        }
    } else {
        (end == End::low ? into->low : into->high) = value.best;
    }
}

void Reader::read_row(const std::vector<Column>& columns, const std::vector<std::size_t>& issue_of,
                      std::ptrdiff_t only, std::size_t r, Row& row) {
    const std::size_t line = table_.lines[r];
    for (std::size_t pass = 0; pass < 2; ++pass) {  // best values first, then the ends of ranges
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const Column& column = columns[c];
            if ((column.end == End::best) != (pass == 0)) continue;
            const std::string& cell = table_.at(r, static_cast<int>(c));
            if (column.role == Role::about && pass == 0) row.about = cell;
            if (column.role == Role::side && pass == 0) row.side = cell;
            if (column.role < Role::power) continue;
            const auto value = number(r, c, table_.header[c]);
            if (column.role == Role::power && pass == 0 && !value && !row.power) need(r, c, "power");
            if (!value) continue;
            if (column.role == Role::reserve) {
                set_end(row.reserve, column.end, *value);
                continue;
            }
            store(column, only >= 0 ? static_cast<std::size_t>(only) : issue_of[c], only >= 0, line, *value,
                  row, c);
        }
    }
    if (only >= 0) row.on[static_cast<std::size_t>(only)].line = line;
    tidy(row);
}

void Reader::store(const Column& column, std::size_t issue, bool long_form, std::size_t line,
                   const Quantity& value, Row& row, std::size_t c) {
    const bool every = !long_form && issue >= all_issues();
    if (column.role == Role::power && (every || long_form)) {
        if (long_form && row.power && row.power->best != value.best) {
            set_end(row.on[issue].power, column.end, value);
        } else {
            set_end(row.power, column.end, value);
        }
        return;
    }
    if (every && column.role == Role::salience) {
        for (std::size_t k = 0; k < all_issues(); ++k) set_end(row.on[k].salience, column.end, value);
        return;
    }
    Cell& cell = row.on[issue];
    if (long_form && column.role == Role::position && column.end == End::best && cell.position) {
        error("E1002", line, c + 1,
              "row " + std::to_string(line) + ": '" + row.name +
                  "' stands twice on this issue (first in row " + std::to_string(cell.line) + ")",
              "keep one of the rows");
        return;
    }
    std::optional<Quantity>& into = column.role == Role::power      ? cell.power
                                    : column.role == Role::position ? cell.position
                                                                    : cell.salience;
    set_end(into, column.end, value);
    cell.line = line;
}

void Reader::tidy(Row& row) {
    const auto both = [](std::optional<Quantity>& q) {
        if (!q) return;
        if (q->low.has_value() != q->high.has_value()) {
            if (!q->low) q->low = q->best;
            if (!q->high) q->high = q->best;
        }
    };
    both(row.power);
    both(row.reserve);
    for (auto& [issue, cell] : row.on) {
        both(cell.position);
        both(cell.salience);
        both(cell.power);
    }
}

void Reader::check_names(Read& result) {
    std::unordered_map<std::string, std::size_t> seen;
    for (Row& row : result.rows) {
        if (row.name.empty()) {
            error("E1008", row.line, 1, "row " + std::to_string(row.line) + " has no name",
                  "name the actor");
            continue;
        }
        const auto [at, fresh] = seen.try_emplace(row.name, row.line);
        if (fresh) continue;
        const std::string message = "row " + std::to_string(row.line) + ": the name '" + row.name +
                                    "' stands in row " + std::to_string(at->second) + " already";
        if (!result.ktab) {
            error("E1002", row.line, 1, message, "rename one of them, or join the two rows");
            continue;
        }
        std::string other;
        for (std::size_t n = 2; other.empty() || seen.contains(other); ++n)
            other = row.name + " (" + std::to_string(n) + ")";
        warn("W1001", row.line, 1, message, "this one is called '" + other + "' here");
        row.name = other;
        seen.emplace(other, row.line);
    }
}

}  // namespace entente::io::actors
