#include "io/actors/columns.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace entente::io::actors {
namespace {

struct Word {
    std::string_view word;
    Role role;
};

// The most telling words first: "position salience" is a salience.
constexpr std::array<Word, 44> kWords = {{
    {"salience", Role::salience},
    {"saliency", Role::salience},
    {"salient", Role::salience},
    {"sal", Role::salience},
    {"importance", Role::salience},
    {"priority", Role::salience},
    {"attention", Role::salience},
    {"position", Role::position},
    {"pos", Role::position},
    {"pstn", Role::position},
    {"stance", Role::position},
    {"ideal", Role::position},
    {"preferred outcome", Role::position},
    {"preference", Role::position},
    {"power", Role::power},
    {"clout", Role::power},
    {"capability", Role::power},
    {"capabilities", Role::power},
    {"influence", Role::power},
    {"resources", Role::power},
    {"weight", Role::power},
    {"strength", Role::power},
    {"cap", Role::power},
    {"pwr", Role::power},
    {"reserve", Role::reserve},
    {"accepts", Role::reserve},
    {"actor", Role::name},
    {"name", Role::name},
    {"stakeholder", Role::name},
    {"player", Role::name},
    {"agent", Role::name},
    {"faction", Role::name},
    {"country", Role::name},
    {"member", Role::name},
    {"description", Role::about},
    {"desc", Role::about},
    {"about", Role::about},
    {"notes", Role::about},
    {"side", Role::side},
    {"camp", Role::side},
    {"issue", Role::issue},
    {"dimension", Role::issue},
    {"topic", Role::issue},
    {"question", Role::issue},
}};

bool letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

/// Where a word stands in a text as a word of its own, or ended by a digit ("pos1").
std::size_t find_word(std::string_view text, std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const bool begins = at == 0 || !letter(text[at - 1]);
        std::size_t end = at + word.size();
        if (end < text.size() && text[end] == 's' && word.size() > 3) ++end;  // plurals
        if (begins && (end == text.size() || !letter(text[end]))) return at;
    }
    return std::string_view::npos;
}

std::string without(std::string text, std::size_t at, std::size_t length) {
    if (at + length < text.size() && text[at + length] == 's') ++length;
    text.erase(at, length);
    return folded(text);
}

End take_end(std::string& text) {
    constexpr std::array<std::pair<std::string_view, End>, 8> kEnds = {{{"low", End::low},
                                                                        {"min", End::low},
                                                                        {"lower", End::low},
                                                                        {"high", End::high},
                                                                        {"max", End::high},
                                                                        {"upper", End::high},
                                                                        {"best", End::best},
                                                                        {"mean", End::best}}};
    for (const auto& [word, end] : kEnds) {
        const std::size_t at = find_word(text, word);
        if (at == std::string_view::npos) continue;
        text.erase(at, word.size());
        text = folded(text);
        return end;
    }
    return End::best;
}

}  // namespace

std::string folded(std::string_view text, std::string* unit) {
    std::string out;
    int depth = 0;
    std::string inside;
    for (const char c : text) {
        if (c == '(' || c == '[') {
            ++depth;
        } else if ((c == ')' || c == ']') && depth > 0) {
            --depth;
        } else if (depth > 0) {
            inside += c;
        } else {
            const bool blank = c == ' ' || c == '_' || c == '\t' || c == '-' || c == '.' || c == ':';
            if (blank && (out.empty() || out.back() == ' ')) continue;
            out += blank ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    if (unit != nullptr) *unit = inside;
    return out;
}

std::vector<Column> columns_of(const std::vector<std::string>& header) {
    std::vector<Column> columns;
    for (const std::string& cell : header) {
        Column column;
        std::string text = folded(cell, &column.unit);
        column.end = take_end(text);
        for (const Word& each : kWords) {
            const std::size_t at = find_word(text, each.word);
            if (at == std::string_view::npos) continue;
            column.role = each.role;
            column.issue = without(text, at, each.word.size());
            break;
        }
        const bool once = column.role == Role::name || column.role == Role::about ||
                          column.role == Role::side || column.role == Role::issue;
        if (once) column.issue.clear();
        const bool taken = once && std::any_of(columns.begin(), columns.end(), [&](const Column& other) {
                               return other.role == column.role;
                           });
        // "party" names actors in some tables and their side in others.
        if (column.role == Role::nothing && text == "party") column.role = Role::side;
        if (taken) column.role = Role::nothing;
        columns.push_back(column);
    }
    const auto has = [&](Role role) {
        return std::any_of(columns.begin(), columns.end(),
                           [&](const Column& column) { return column.role == role; });
    };
    if (!has(Role::name)) {
        for (Column& column : columns) {
            if (column.role == Role::side) {
                column.role = Role::name;
                return columns;
            }
        }
        // A first column without a name of its own, as spreadsheets and data frames write it.
        if (!columns.empty() && columns.front().role == Role::nothing) columns.front().role = Role::name;
    }
    return columns;
}

}  // namespace entente::io::actors
