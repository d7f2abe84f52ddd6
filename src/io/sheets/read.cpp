#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>

#include "entente/core/text.hpp"
#include "io/data/value.hpp"
#include "io/sheets/sheet.hpp"
#include "io/table.hpp"

namespace entente::io::sheets {
namespace {

constexpr std::array<std::string_view, 4> kIssue = {"issue", "issues", "topic", "question"};
constexpr std::array<std::string_view, 6> kOption = {"option", "options",    "alternative",
                                                     "value",  "settlement", "choice"};
constexpr std::array<std::string_view, 7> kText = {"note",    "notes", "comment",    "comments",
                                                   "remarks", "unit",  "description"};
constexpr std::array<std::string_view, 5> kWeight = {"weight", "weights", "importance", "weight (%)",
                                                     "weights (%)"};
constexpr std::array<std::string_view, 9> kReserve = {
    "reserve", "reservation", "reservation value", "reservation points", "no deal",
    "batna",   "walk-away",   "walk away",         "no agreement"};
constexpr std::array<std::string_view, 5> kTotal = {"total", "sum", "maximum", "max", "totals"};

std::string trimmed(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return std::string(text);
}

std::string folded(std::string_view text) {
    std::string lower = trimmed(text);
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    while (lower.ends_with(':')) lower.pop_back();
    return lower;
}

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view text) {
    const std::string word = folded(text);
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// A short name for addresses: lower case, words joined by "_", unique.
class Slugs {
public:
    std::string operator()(std::string_view text, std::string_view otherwise) {
        std::string slug;
        for (const char c : trimmed(text)) {
            const auto byte = static_cast<unsigned char>(c);
            const bool letter =
                (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte >= 0x80;
            if (byte >= 'A' && byte <= 'Z') {
                slug += static_cast<char>(byte - 'A' + 'a');
            } else if (letter) {
                slug += c;
            } else if (!slug.empty() && slug.back() != '_') {
                slug += '_';
            }
        }
        while (slug.ends_with('_')) slug.pop_back();
        if (slug.empty() || slug == "source") slug += otherwise;
        std::string unique = slug;
        for (int k = 2; !used_.insert(unique).second; ++k) unique = slug + "_" + std::to_string(k);
        return unique;
    }

private:
    std::set<std::string> used_;
};

/// One issue as it grows.
struct Block {
    std::string name;
    std::size_t line = 0;
    std::vector<std::string> options;
    std::vector<Rational> scores;                  ///< option by option, of every party
    std::vector<std::optional<Rational>> weights;  ///< one per party
};

class Reader {
public:
    explicit Reader(Sheet sheet) : sheet_(std::move(sheet)), found_(std::move(sheet_.warnings)) {}

    LoadedCase read() {
        read_header();
        for (std::size_t r = header_ + 1; r < sheet_.rows.size(); ++r) read_row(r);
        if (blocks_.empty())
            refuse(header_line_, "the sheet has no options",
                   "under the header: a row for each option of each issue");
        sheet_.rows = {};  // all is in the blocks: a case of a million options needs the room
        Case& conflict = loaded_.conflict;
        conflict.title = sheet_.name.empty() || sheet_.name.starts_with("Sheet") ? stem() : sheet_.name;
        conflict.origin.file = sheet_.file;
        conflict.origin.format = "score-sheet";
        conflict.sources.push_back({.id = "sheet",
                                    .what = "Score sheet " + base_name() +
                                            (sheet_.name.empty() ? "" : ", worksheet " + sheet_.name),
                                    .grade = Grade::judgement});
        build();
        std::vector<Diagnostic> meaning = validate(conflict);
        if (has_errors(meaning)) throw InputError(std::move(meaning));
        found_.insert(found_.end(), meaning.begin(), meaning.end());
        loaded_.warnings = std::move(found_);
        return std::move(loaded_);
    }

private:
    [[noreturn]] void refuse(std::size_t line, std::string message, std::string hint) const {
        data::refuse("E0336", sheet_.file, line, std::move(message), std::move(hint));
    }
    void warn(std::size_t line, std::string message, std::string hint = {}) {
        constexpr std::size_t kMost = 50;
        if (found_.size() > kMost) return;
        if (found_.size() == kMost) message += " (further warnings about this sheet are not told)";
        Diagnostic made{Severity::warning, "W0335", std::move(message), {}, std::move(hint), {}};
        made.where.file = sheet_.file;
        made.where.line = static_cast<std::uint32_t>(line);
        found_.push_back(std::move(made));
    }
    [[nodiscard]] std::string base_name() const {
        const std::size_t slash = sheet_.file.rfind('/');
        return slash == std::string::npos ? sheet_.file : sheet_.file.substr(slash + 1);
    }
    [[nodiscard]] std::string stem() const {
        const std::string name = base_name();
        return name.substr(0, std::max<std::size_t>(1, std::min(name.rfind('.'), name.size())));
    }
    [[nodiscard]] std::string_view cell(std::size_t row, std::size_t column) const {
        return sheet_.rows.cell(row, column);
    }
    [[nodiscard]] std::size_t line(std::size_t row) const { return sheet_.rows.line(row); }

    void read_header() {
        const int found = header_row(sheet_.rows);
        if (found < 0) {
            refuse(0, "the sheet has no header with the columns issue and option",
                   "write: issue, option, then the name of each party");
        }
        const auto row = static_cast<std::size_t>(found);
        header_ = row;
        header_line_ = line(row);
        std::vector<std::pair<std::size_t, std::string>> others;
        bool issue = false;
        bool option = false;
        for (std::size_t c = 0; c < sheet_.rows.width(row); ++c) {
            const std::string name = trimmed(cell(row, c));
            if (!issue && among(kIssue, name)) {
                issue = true;
                issue_ = c;
            } else if (!option && among(kOption, name)) {
                option = true;
                option_ = c;
            } else if (!name.empty() && !among(kText, name)) {
                others.emplace_back(c, name);
            }
        }
        for (const auto& [column, name] : others) {
            if (!weight_column(column, name, others)) parties_.push_back({column, name, {}});
        }
        if (parties_.size() < 2) {
            refuse(line(row), parties_.empty() ? "the header names no party" : "the header names one party",
                   "a column for each party stands right of issue and option");
        }
        if (parties_.size() > kMaxParties)
            refuse(line(row), "more than 256 parties are too many", "is this a score sheet?");
        reserves_.resize(parties_.size());
    }

    /// "Weight North", "North weight": the weights of a party's issues in a column of their own.
    bool weight_column(std::size_t column, const std::string& name,
                       const std::vector<std::pair<std::size_t, std::string>>& others) {
        const std::string all = folded(name);
        for (const auto& [at, party] : others) {
            const std::string other = folded(party);
            if (at == column || other.empty()) continue;
            const bool named = all == "weight " + other || all == other + " weight" ||
                               all == "weight (" + other + ")" || all == other + " (weight)";
            if (named) {
                weight_columns_.push_back({column, party, {}});
                return true;
            }
        }
        return false;
    }

    std::optional<Rational> number(std::size_t row, std::size_t column) {
        const std::string text = trimmed(cell(row, column));
        if (text.empty()) return std::nullopt;
        if (const auto value = cell_number(text, sheet_.decimal_comma)) return value;
        const std::string small = folded(text);
        if (small == "-" || small == "n/a" || small == "na" || small == "?") return std::nullopt;
        refuse(line(row), place_of(sheet_, row, column) + " holds '" + text + "', which is no number",
               "scores, weights and values of no deal are numbers");
    }

    void read_row(std::size_t row) {
        const std::string issue = trimmed(cell(row, issue_));
        const std::string option = trimmed(cell(row, option_));
        std::vector<std::optional<Rational>> values;
        const bool text_only = among(kTotal, issue);
        for (const Column& party : parties_)
            values.push_back(text_only ? std::nullopt : number(row, party.at));
        const bool empty =
            std::none_of(values.begin(), values.end(), [](const auto& v) { return v.has_value(); });
        if (text_only)
            return warn(line(row), "the row '" + issue + "' is passed over: totals follow from the rest");
        if (among(kReserve, issue) || (issue.empty() && among(kReserve, option))) {
            for (std::size_t p = 0; p < values.size(); ++p) {
                if (values[p]) reserves_[p] = values[p];
            }
            return;
        }
        if (among(kWeight, issue) && !option.empty()) {
            Block* const named = block(option);
            if (named == nullptr)
                refuse(line(row), "weights of '" + option + "', which is no issue yet",
                       "weights of an issue stand below its options");
            return set_weights(*named, values);
        }
        if (!issue.empty()) open(issue, row);
        if (option.empty() && empty) return;  // a heading, or a blank row
        if (blocks_.empty() || current_.empty())
            refuse(line(row), "this row belongs to no issue", "name the issue in its first column");
        Block& block = *this->block(current_);
        if (among(kWeight, option)) return set_weights(block, values);
        if (option.empty()) refuse(line(row), "this row names no option", "name the option, or \"weight\"");
        add_option(block, option, row, values);
    }

    [[nodiscard]] Block* block(const std::string& name) {
        const auto found = by_name_.find(name);
        return found == by_name_.end() ? nullptr : &blocks_[found->second];
    }

    void open(const std::string& issue, std::size_t row) {
        current_ = issue;
        if (block(issue) != nullptr) return;
        if (blocks_.size() >= kMaxIssues)
            refuse(line(row), "more than 10,000 issues: a case holds no more", "is this a score sheet?");
        by_name_.emplace(issue, blocks_.size());
        blocks_.push_back(
            {issue, line(row), {}, {}, std::vector<std::optional<Rational>>(parties_.size())});
    }

    void set_weights(Block& block, const std::vector<std::optional<Rational>>& values) {
        for (std::size_t p = 0; p < values.size(); ++p) {
            if (values[p]) block.weights[p] = values[p];
        }
    }

    void add_option(Block& block, const std::string& option, std::size_t row,
                    const std::vector<std::optional<Rational>>& values) {
        if (++options_ > kMaxOptionsInAll)
            refuse(line(row), "more than 4,000,000 options: a case holds no more",
                   "is this a score sheet?");
        for (std::size_t p = 0; p < values.size(); ++p) {
            if (!values[p]) {
                warn(line(row), place_of(sheet_, row, parties_[p].at) + " is empty: " + parties_[p].name +
                                    "'s score of '" + option + "' counts as 0");
            }
            block.scores.push_back(values[p].value_or(Rational(0)));
        }
        block.options.push_back(option);
        for (const Column& column : weight_columns_) {
            const auto weight = number(row, column.at);
            for (std::size_t p = 0; p < parties_.size() && weight; ++p) {
                if (parties_[p].name == column.name) block.weights[p] = weight;
            }
        }
    }

    void build();
    void issues();
    void scores(std::size_t party, bool weighted, const Rational& mark, Party& into) const;

    struct Column {
        std::size_t at = 0;
        std::string name;
        std::string id;
    };

    Sheet sheet_;
    std::vector<Diagnostic> found_;
    std::size_t header_ = 0;
    std::size_t header_line_ = 0;
    std::size_t issue_ = 0;
    std::size_t option_ = 0;
    std::vector<Column> parties_;
    std::vector<Column> weight_columns_;
    std::vector<Block> blocks_;
    std::unordered_map<std::string, std::size_t> by_name_;
    std::string current_;
    std::vector<std::optional<Rational>> reserves_;
    std::size_t options_ = 0;
    LoadedCase loaded_;
};

void Reader::issues() {
    Slugs slugs;
    std::erase_if(blocks_, [&](const Block& block) { return block.options.empty(); });
    for (Block& block : blocks_) {
        Issue issue;
        issue.id = slugs(block.name, "issue");
        issue.ask = block.name;
        bool numbers = true;
        bool rises = true;
        bool falls = true;
        std::unordered_set<std::string_view> labels;
        for (const std::string& label : block.options) {
            if (!labels.insert(label).second)
                refuse(block.line, "issue '" + block.name + "' lists the option '" + label + "' twice",
                       "give each option its own name");
        }
        labels.clear();
        issue.options.reserve(block.options.size());
        for (std::string& label : block.options) {
            const auto value = cell_number(label, sheet_.decimal_comma);
            numbers = numbers && value && !label.ends_with('%');
            issue.options.push_back({std::move(label), value});
            const std::size_t k = issue.options.size() - 1;
            if (numbers && k > 0) {
                rises = rises && *issue.options[k - 1].value < *issue.options[k].value;
                falls = falls && *issue.options[k - 1].value > *issue.options[k].value;
            }
        }
        if (!numbers || !(rises || falls)) {
            for (Option& each : issue.options) each.value.reset();
        }
        block.options = {};
        loaded_.conflict.space.issues.push_back(std::move(issue));
    }
}

/// \param mark the score that counts as 100 where there are weights
void Reader::scores(std::size_t party, bool weighted, const Rational& mark, Party& into) const {
    for (const Block& block : blocks_) {
        IssueScore score;
        Rational largest(0);
        for (std::size_t k = party; k < block.scores.size(); k += parties_.size())
            largest = std::max(largest, block.scores[k] < Rational(0) ? -block.scores[k] : block.scores[k]);
        // Points that add up: the weight is the best option's, scores are shares of it.
        const Rational whole = weighted ? mark : largest == Rational(0) ? Rational(1) : largest;
        score.weight = Quantity(weighted ? block.weights[party].value_or(Rational(0)) : largest);
        score.weight.source = 0;
        score.scores.reserve(block.scores.size() / parties_.size());
        for (std::size_t k = party; k < block.scores.size(); k += parties_.size()) {
            score.scores.emplace_back(block.scores[k] * Rational(100) / whole);
            score.scores.back().source = 0;
        }
        into.preference.issues.push_back(std::move(score));
    }
}

void Reader::build() {
    issues();
    if (blocks_.empty()) refuse(0, "the sheet has no options", "a row for each option of each issue");
    bool weighted = false;
    Rational largest(0);
    for (const Block& block : blocks_) {
        for (const auto& weight : block.weights) weighted = weighted || weight.has_value();
        for (const Rational& score : block.scores) largest = std::max(largest, score);
    }
    const bool shares = weighted && largest > Rational(0) && largest <= Rational(1);
    if (shares) warn(header_line_, "no score is above 1: scores are read as shares of 1, not of 100");
    Slugs slugs;
    try {
        for (std::size_t p = 0; p < parties_.size(); ++p) {
            Party party;
            party.id = slugs(parties_[p].name, "party");
            party.name = parties_[p].name;
            scores(p, weighted, shares ? Rational(1) : Rational(100), party);
            if (reserves_[p]) {
                const bool share = shares && *reserves_[p] <= Rational(1);
                party.reserve = Quantity(share ? *reserves_[p] * Rational(100) : *reserves_[p]);
                party.reserve->source = 0;
            }
            for (const Block& block : blocks_) {
                if (weighted && !block.weights[p])
                    warn(header_line_,
                         "issue '" + block.name + "' has no weight of " + party.name + ": it counts as 0");
            }
            loaded_.conflict.parties.push_back(std::move(party));
        }
    } catch (const std::overflow_error&) {
        refuse(0, "the numbers have too many digits to be held exactly", "round them");
    }
    if (weighted) return;
    Rational points(1);
    for (const Party& party : loaded_.conflict.parties) {
        Rational best(0);
        for (const IssueScore& score : party.preference.issues) {
            Rational top = score.scores.front().best;
            for (const Quantity& each : score.scores) top = std::max(top, each.best);
            best = best + score.weight.best * top / Rational(100);
        }
        points = std::max(points, best);
    }
    loaded_.conflict.points = points;
    loaded_.conflict.normalise = false;
}

}  // namespace

bool means_more_than_itself(std::string_view text) {
    return trimmed(text).empty() || among(kWeight, text) || among(kReserve, text) || among(kTotal, text);
}

std::string header_of(std::string_view name, std::string_view id) {
    const bool plain = Slugs()(name, "party") == id && !among(kText, name) && !among(kIssue, name) &&
                       !among(kOption, name);
    return std::string(plain ? name : id);
}

std::string place_of(const Sheet& sheet, std::size_t row, std::size_t column) {
    if (!sheet.workbook)
        return "line " + std::to_string(sheet.rows.line(row)) + ", column " + std::to_string(column + 1);
    std::string letters;
    for (std::size_t c = column + 1; c > 0; c = (c - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (c - 1) % 26));
    return letters + std::to_string(sheet.rows.line(row));
}

int header_row(const Rows& rows) {
    constexpr std::size_t kLooked = 20;  // a title and a few lines of explanation may stand above
    for (std::size_t r = 0; r < rows.size() && r < kLooked; ++r) {
        const auto has = [&](const auto& words) {
            for (std::size_t c = 0; c < rows.width(r); ++c) {
                if (among(words, rows.cell(r, c))) return true;
            }
            return false;
        };
        if (has(kIssue) && has(kOption)) return static_cast<int>(r);
    }
    return -1;
}

LoadedCase load_sheet(Sheet sheet) { return Reader(std::move(sheet)).read(); }

Sheet sheet_of_csv(std::string_view text, std::string_view file) {
    Sheet sheet;
    sheet.file = std::string(file);
    sheet.decimal_comma = for_each_row(
        text, [&](std::vector<std::string>&& row, std::size_t line) { sheet.rows.add(row, line); });
    return sheet;
}

}  // namespace entente::io::sheets

namespace entente::io {

bool is_score_sheet(const Table& table) {
    sheets::Rows rows;
    rows.add(table.header, table.header_line);
    for (std::size_t r = 0; r < table.rows.size() && r < 20; ++r) rows.add(table.rows[r], table.lines[r]);
    return sheets::header_row(rows) >= 0;
}

}  // namespace entente::io
