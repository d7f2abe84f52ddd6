// A table of actors as rows of cells: KTAB's form, a row an actor, or a row an actor on an issue.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entente/io/table.hpp"
#include "entente/model/case.hpp"
#include "io/actors/cells.hpp"
#include "io/actors/columns.hpp"
#include "io/table.hpp"

namespace entente::io::actors {

/// Is this KTAB's form? Its first line has a name, a description, and the numbers of actors and dimensions.
[[nodiscard]] bool ktab_head(const Table& table, std::size_t& actors, std::size_t& dimensions);

/// One actor's place on one issue, as read.
struct Cell {
    std::optional<Quantity> position, salience, power;
    std::size_t line = 0;
};
struct Row {
    std::string name, about, side;
    std::optional<Quantity> power, reserve;
    std::map<std::size_t, Cell> on;  ///< by issue
    std::size_t line = 0;
};
struct Read {
    std::vector<std::string> issues;  ///< in the order in which the table names them
    std::vector<std::string> units;
    std::vector<Row> rows;
    bool ktab = false;
    bool salience_given = true;
    std::string title, summary;
};

/// Reads a whole table. Findings of all rows are kept together. \throws InputError from read and finish
class Reader {
public:
    Reader(std::string_view text, const std::string& file)
        : separator_(separator_of(text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text)),
          places_(text, file, separator_),
          table_(parse_table(text)),
          file_(file) {}

    Read read();
    std::vector<Diagnostic> warnings() { return told_.take(); }
    void warn(std::string code, std::size_t line, std::size_t column, std::string message,
              std::string hint);
    void error(std::string code, std::size_t line, std::size_t column, std::string message,
               std::string hint);
    void finish();

private:
    std::string place(std::size_t line, std::size_t column, std::string_view head) const;

    std::optional<Quantity> number(std::size_t row, std::size_t column, std::string_view head);

    void read_ktab(Read& result, std::size_t actors, std::size_t dimensions);

    void read_ktab_row(Read& result, std::size_t r, std::size_t dimensions,
                       const std::vector<std::string>& head);

    void need(std::size_t r, std::size_t column, std::string_view head);

    void read_plain(Read& result);

    /// Wide tables: the words beside "position" and "salience" name the issues; without any there is one.
    void name_issues(const std::vector<Column>& columns, Read& result, std::vector<std::size_t>& issue_of);

    static void set_end(std::optional<Quantity>& into, End end, const Quantity& value);

    void read_row(const std::vector<Column>& columns, const std::vector<std::size_t>& issue_of,
                  std::ptrdiff_t only, std::size_t r, Row& row);

    void store(const Column& column, std::size_t issue, bool long_form, std::size_t line,
               const Quantity& value, Row& row, std::size_t c);

    std::size_t all_issues() const { return wide_issues_; }

    static void tidy(Row& row);

    void check_names(Read& result);

    char separator_;
    Places places_;
    Table table_;
    std::string file_;
    Told told_;
    std::size_t wide_issues_ = 0;
};

}  // namespace entente::io::actors
