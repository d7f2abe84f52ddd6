// Dates and numbers as people in different places write them.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "entente/core/diagnostic.hpp"
#include "entente/io/table.hpp"

namespace entente::io {
namespace {

/// Three numbers with the same mark between them, or two (a month).
struct Parts {
    std::array<int, 3> number{};
    std::array<std::size_t, 3> digits{};
    std::size_t count = 0;
    char mark = 0;
};

std::optional<Parts> parts_of(std::string_view cell) {
    Parts parts;
    while (!cell.empty() && parts.count < 3) {
        int& number = parts.number[parts.count];
        const auto [rest, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
        if (error != std::errc() || cell.front() == '-') return std::nullopt;
        parts.digits[parts.count++] = static_cast<std::size_t>(rest - cell.data());
        cell.remove_prefix(static_cast<std::size_t>(rest - cell.data()));
        if (cell.empty()) return parts.count >= 2 ? std::optional(parts) : std::nullopt;
        // A time of day may follow the third number.
        if (parts.count == 3)
            return cell.front() == ' ' || cell.front() == 'T' ? std::optional(parts) : std::nullopt;
        if (cell.front() != '.' && cell.front() != '/' && cell.front() != '-') return std::nullopt;
        if (parts.mark != 0 && parts.mark != cell.front()) return std::nullopt;
        parts.mark = cell.front();
        cell.remove_prefix(1);
    }
    return std::nullopt;
}

bool day_and_month(int day, int month) { return day >= 1 && day <= 31 && month >= 1 && month <= 12; }

std::string iso(int year, int month, int day) {
    const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    std::string text = std::to_string(year);
    while (text.size() < 4) text.insert(0, "0");
    return text + "-" + two(month) + "-" + two(day);
}

/// Which way round a column writes days and months.
enum class Order { unknown, day_first, month_first };

class Column {
public:
    Column(Table& table, int column, const std::string& file)
        : table_(table), column_(column), file_(file) {}

    bool write() {
        std::size_t dates = 0;
        std::size_t filled = 0;
        bool day_above_12 = false;
        bool month_place_above_12 = false;
        for (std::size_t r = 0; r < table_.rows.size(); ++r) {
            const std::string& cell = table_.at(r, column_);
            filled += cell.empty() ? 0 : 1;
            const auto parts = parts_of(cell);
            if (!parts || !is_date(*parts)) continue;
            ++dates;
            if (!year_last(*parts) || parts->mark == '.') continue;
            if (unclear_.empty()) unclear_ = cell;
            day_above_12 = day_above_12 || parts->number[0] > 12;
            month_place_above_12 = month_place_above_12 || parts->number[1] > 12;
        }
        if (dates == 0 || 2 * dates < filled) return false;
        if (day_above_12 && month_place_above_12) {
            refuse("the dates are written in two orders, day first and month first",
                   "write all of them as 2022-02-20");
        }
        if (!unclear_.empty() && !day_above_12 && !month_place_above_12) {
            refuse("dates such as " + unclear_ + " can be read day first or month first",
                   "write 2022-02-20");
        }
        order_ = month_place_above_12 ? Order::month_first : Order::day_first;
        bool changed = false;
        for (std::size_t r = 0; r < table_.rows.size(); ++r) changed = rewrite(r) || changed;
        return changed;
    }

private:
    [[noreturn]] void refuse(std::string message, std::string hint) const {
        throw InputError(Diagnostic{.code = "E0521",
                                    .message = std::move(message),
                                    .where = {.file = file_},
                                    .hint = std::move(hint)});
    }
    static bool year_first(const Parts& parts) { return parts.digits[0] == 4; }
    static bool year_last(const Parts& parts) { return parts.count == 3 && parts.digits[2] == 4; }
    static bool is_date(const Parts& parts) {
        if (year_first(parts))
            return parts.count == 2 ? parts.mark == '-' && day_and_month(1, parts.number[1])
                                    : day_and_month(parts.number[2], parts.number[1]);
        return year_last(parts) && (day_and_month(parts.number[0], parts.number[1]) ||
                                    (parts.mark != '.' && day_and_month(parts.number[1], parts.number[0])));
    }

    bool rewrite(std::size_t row) {
        const auto parts = parts_of(table_.at(row, column_));
        if (!parts || !is_date(*parts)) return false;
        const auto& n = parts->number;
        std::string text;
        if (year_first(*parts)) {
            text = iso(n[0], n[1], parts->count == 2 ? 1 : n[2]);
        } else if (parts->mark == '.' || order_ == Order::day_first) {
            text = iso(n[2], n[1], n[0]);
        } else {
            text = iso(n[2], n[0], n[1]);
        }
        std::string& cell = table_.rows[row][static_cast<std::size_t>(column_)];
        if (cell.starts_with(text)) return false;
        cell = std::move(text);
        return true;
    }

    Table& table_;
    int column_;
    const std::string& file_;
    std::string unclear_;
    Order order_ = Order::unknown;
};

}  // namespace

bool write_iso_dates(Table& table, int column, const std::string& file) {
    return column >= 0 && Column(table, column, file).write();
}

bool write_decimal_points(Table& table, int but_column) {
    if (!table.decimal_comma) return false;
    for (std::vector<std::string>& row : table.rows) {
        for (std::size_t c = 0; c < row.size(); ++c) {
            if (static_cast<int>(c) == but_column) continue;
            bool percent = false;
            const auto value = cell_number(row[c], true, &percent);
            if (value) row[c] = value->to_string() + (percent ? "%" : "");
        }
    }
    return true;
}

}  // namespace entente::io
