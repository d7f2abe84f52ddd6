#include "io/recognise.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "io/table.hpp"

namespace entente::io {
namespace {

constexpr std::size_t kLooked = 1u << 16;

Recognised foreign(std::string what, std::string hint) {
    return {.format = Format::foreign, .what = std::move(what), .hint = std::move(hint)};
}

const std::string kSaveAsSheet =
    "save the score sheet as .xlsx or CSV: columns issue, option and one for each party";

struct Magic {
    std::string_view bytes;
    const char* what;
    const char* hint;
};

/// Files that begin with bytes of their own.
constexpr std::array kMagics = {
    Magic{"%PDF", "this is a PDF", "write what it says as a case: `entente new` gives a template"},
    Magic{"\x89PNG", "this is a picture (PNG)", "name a case file"},
    Magic{"\xFF\xD8\xFF", "this is a picture (JPEG)", "name a case file"},
    Magic{"GIF8", "this is a picture (GIF)", "name a case file"},
    Magic{"\x1F\x8B", "this is a gzip archive", "unpack it and name the file inside"},
    Magic{"BZh", "this is a bzip2 archive", "unpack it and name the file inside"},
    Magic{"\xFD"
          "7zXZ",
          "this is an xz archive", "unpack it and name the file inside"},
    Magic{"7z\xBC\xAF", "this is a 7-Zip archive", "unpack it and name the file or folder inside"},
    Magic{"Rar!", "this is a RAR archive", "unpack it and name the file or folder inside"},
    Magic{"SQLite format 3", "this is an SQLite database", "export the table that is meant as CSV"},
    Magic{"PAR1", "this is a Parquet file", "export it as CSV"},
    Magic{"ARROW1", "this is an Arrow file", "export it as CSV"},
    Magic{"\x7F"
          "ELF",
          "this is a program", "name a case file"},
    Magic{"{\\rtf", "this is a text document (RTF)", "save what it says as a case: plain text in TOML"},
};

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

std::optional<Recognised> binary(std::string_view bytes) {
    for (const Magic& magic : kMagics) {
        if (bytes.starts_with(magic.bytes)) return foreign(magic.what, magic.hint);
    }
    if (bytes.starts_with("\xD0\xCF\x11\xE0"))
        return foreign("this is a document of Excel or Word before 2007", kSaveAsSheet);
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) {
        // The names of a zip's entries stand in it uncompressed; an OpenDocument begins with its type.
        const std::string_view head = bytes.substr(0, kLooked);
        if (contains(head, "opendocument.spreadsheet"))
            return foreign("this is an OpenDocument spreadsheet", kSaveAsSheet);
        if (contains(head, "opendocument") || contains(bytes, "word/document.xml"))
            return foreign("this is a text document", "save what it says as a case: plain text in TOML");
        if (contains(bytes, "xl/workbook.xml") || contains(bytes, "xl/worksheets/"))
            return Recognised{.format = Format::workbook};
        return foreign("this is a zip archive", "unpack it and name the file or folder inside");
    }
    // Protocols 2 and up begin with a byte that no text begins with; older ones with a mark and an opcode.
    if (bytes.front() == '\x80' || bytes.starts_with("(dp") || bytes.starts_with("(lp") ||
        bytes.starts_with("(i") || bytes.starts_with("ccopy_reg") || bytes.starts_with("c__")) {
        Recognised pickle = foreign("this is a Python pickle, which could run any code: it is not read",
                                    "save the model as JSON with a newer version of its program");
        pickle.pickle = true;
        return pickle;
    }
    return std::nullopt;
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return result;
}

/// Real GENIUS files have text before their XML now and then, so the tags decide, not the first byte.
std::optional<Recognised> markup(std::string_view text) {
    const std::string_view head = text.substr(0, 4096);
    // UTF-16 with its mark: nothing else that is read here begins with "<" and a zero byte.
    if ((head.starts_with("\xFF\xFE") && contains(head, std::string_view("<\0", 2))) ||
        (head.starts_with("\xFE\xFF") && contains(head, std::string_view("\0<", 2))))
        return Recognised{.format = Format::genius};
    const std::size_t first = head.find_first_not_of(" \t\r\n");
    const bool bracket = first != std::string_view::npos && head[first] == '<';
    if (bracket && contains(text.substr(0, kLooked), "<input>") && contains(head, "</input>"))
        return Recognised{.format = Format::deal_or_no_deal};
    if (contains(head, "<utility_space") || contains(head, "<negotiation_template"))
        return Recognised{.format = Format::genius};
    if (!bracket && !contains(head, "<?xml")) return std::nullopt;
    const std::string small = lower(head);
    if (contains(small, "<!doctype html") || contains(small, "<html"))
        return foreign("this is a web page (HTML)", "name the case file that it was made from");
    if (contains(small, "<svg")) return foreign("this is a picture (SVG)", "name a case file");
    if (contains(head, "domainRepItem") || contains(head, "<repository"))
        return Recognised{.format = Format::genius_list};
    if (contains(head, "smpSchema") || (contains(head, "<Scenario") && contains(text, "<Dimensions>"))) {
        return foreign("this is a scenario of KTAB (SMP): a model of actors, not a case",
                       "write its table of actors as CSV, or as [[actor]] in a case");
    }
    return Recognised{.format = Format::genius};
}

std::vector<std::string_view> first_lines(std::string_view text, std::size_t most) {
    std::vector<std::string_view> lines;
    while (!text.empty() && lines.size() < most) {
        const std::size_t end =
            std::min(text.find_first_of("\r\n"), text.size());  // old Macs write CR alone
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
        if (line.find_first_not_of(" \t") != std::string_view::npos) lines.push_back(line);
    }
    return lines;
}

/// "1 4 4 1 1 2": a count and a value of each thing.
bool counts_and_values(std::string_view line) {
    std::size_t numbers = 0;
    bool inside = false;
    for (const char c : line) {
        const bool digit = c >= '0' && c <= '9';
        if (!digit && c != ' ') return false;
        if (digit && !inside) ++numbers;
        inside = digit;
    }
    return numbers >= 4 && numbers % 2 == 0;
}

/// Lines that only a TOML text has: a header in brackets, or a bare key and "=".
bool toml_line(std::string_view line) {
    const std::size_t first = line.find_first_not_of(" \t");
    line.remove_prefix(first == std::string_view::npos ? line.size() : first);
    if (line.starts_with('[')) return true;
    const std::size_t key =
        line.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.\"'");
    if (key == std::string_view::npos || key == 0) return false;
    const std::size_t equals = line.find_first_not_of(" \t", key);
    return equals != std::string_view::npos && line[equals] == '=';
}

bool yaml_line(std::string_view line) {
    if (line.starts_with("---") || line.starts_with("%YAML") || line.starts_with("- ")) return true;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    const std::string_view key = line.substr(0, colon);
    if (key.find_first_of(",;={}[]()") != std::string_view::npos || key.front() == ' ') return false;
    return colon + 1 == line.size() || line[colon + 1] == ' ';
}

/// A CSV table: score sheet, actors, or something else. \return nothing where the text is none
std::optional<Recognised> table(std::string_view text, const std::vector<std::string_view>& lines) {
    if (lines.size() < 2) return std::nullopt;
    const char separator = separator_of(lines[0]);
    const auto cells = [&](std::string_view line) {
        return std::count(line.begin(), line.end(), separator);
    };
    if (cells(lines[0]) == 0 || cells(lines[1]) == 0) return std::nullopt;
    const Table read = parse_table(text.substr(0, kLooked));
    if (is_score_sheet(read)) return Recognised{.format = Format::score_sheet};
    for (std::size_t k = 0; k < std::min<std::size_t>(3, lines.size()); ++k) {
        const std::string small = lower(lines[k]);
        if (contains(small, "salience")) {
            const bool ktab = k > 0;
            return foreign(
                ktab ? "this looks like a KTAB table of actors: it is a model of actors, not a case"
                     : "this is a table of actors (CSV), not a case",
                "name it in a case (actors = \"FILE\") or give it to `entente stakeholders`");
        }
    }
    return foreign("this is a table (CSV), not a case: it has no columns issue and option",
                   "a score sheet has columns issue, option and one for each party; a series goes to "
                   "`entente war --fit`");
}

}  // namespace

Recognised recognise(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const std::size_t first = bytes.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    if (const auto found = binary(bytes)) return *found;
    if (const auto found = markup(bytes)) return *found;
    if (bytes[first] == '{') return {.format = Format::json};
    std::vector<std::string_view> lines = first_lines(bytes.substr(0, kLooked), 400);
    std::erase_if(lines, [](std::string_view line) {
        const std::size_t at = line.find_first_not_of(" \t");
        return at != std::string_view::npos && line[at] == '#';
    });
    if (lines.empty()) return {};
    if (lines.front().starts_with('[') &&
        (lines.front().starts_with("[{") || lines.front().starts_with("[[[") || lines.front() == "["))
        return {.format = Format::json};
    if (std::all_of(lines.begin(), lines.end(), counts_and_values))
        return {.format = Format::deal_or_no_deal};
    if (std::any_of(lines.begin(), lines.end(), toml_line)) return {};
    if (yaml_line(lines.front())) return {.format = Format::yaml};
    if (const auto found = table(bytes, lines)) return *found;
    return {};
}

}  // namespace entente::io
