// Excel workbooks: a zip of XML, unpacked by libzip (loaded when one is read) within bounds and read by
// pugixml.
#include <zip.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <memory>
#include <pugixml.hpp>

#include "entente/core/late.hpp"
#include "entente/core/text.hpp"
#include "io/data/value.hpp"
#include "io/sheets/sheet.hpp"

namespace entente::io::sheets {
namespace {

constexpr std::size_t kMaxUnpacked = 32u << 20;  ///< of all parts that are read
constexpr std::size_t kMaxCells = 1'000'000;
constexpr std::size_t kMaxText = 64u << 20;  ///< of all cells
constexpr std::size_t kMaxColumns = 1'024;
constexpr std::size_t kMaxSheets = 200;

/// libzip brings a library of ciphers with it: only who reads a workbook loads them.
struct Zip {
    decltype(&zip_error_init) error_init;
    decltype(&zip_error_fini) error_fini;
    decltype(&zip_source_buffer_create) source_buffer_create;
    decltype(&zip_source_free) source_free;
    decltype(&zip_open_from_source) open_from_source;
    decltype(&zip_discard) discard;
    decltype(&zip_fopen) fopen;
    decltype(&zip_fclose) fclose;
    decltype(&zip_fread) fread;

    /// Null where libzip is not installed.
    static const Zip* here() {
        static const Zip zip = {found<decltype(error_init)>("zip_error_init"),
                                found<decltype(error_fini)>("zip_error_fini"),
                                found<decltype(source_buffer_create)>("zip_source_buffer_create"),
                                found<decltype(source_free)>("zip_source_free"),
                                found<decltype(open_from_source)>("zip_open_from_source"),
                                found<decltype(discard)>("zip_discard"),
                                found<decltype(fopen)>("zip_fopen"),
                                found<decltype(fclose)>("zip_fclose"),
                                found<decltype(fread)>("zip_fread")};
        return zip.open_from_source == nullptr ? nullptr : &zip;
    }

private:
    template <class Function>
    static Function found(const char* name) {
        return reinterpret_cast<Function>(late_function("libzip.so.4", name));
    }
};

class Archive {
public:
    Archive(std::string_view bytes, std::string_view file) : file_(file), zip_(Zip::here()) {
        if (zip_ == nullptr) {
            refuse("workbooks are unpacked by libzip, which is not installed here",
                   "install libzip4, or save the sheet as CSV");
        }
        zip_error_t error;
        zip_->error_init(&error);
        zip_source_t* const source = zip_->source_buffer_create(bytes.data(), bytes.size(), 0, &error);
        if (source != nullptr) archive_ = zip_->open_from_source(source, ZIP_RDONLY, &error);
        if (archive_ == nullptr) {
            if (source != nullptr) zip_->source_free(source);
            zip_->error_fini(&error);
            refuse("the workbook is damaged: its zip cannot be opened", "save it again");
        }
        zip_->error_fini(&error);
    }
    ~Archive() { zip_->discard(archive_); }
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;

    [[noreturn]] void refuse(std::string message, std::string hint) const {
        data::refuse("E0337", file_, 0, std::move(message), std::move(hint));
    }

    /// A part's bytes; empty where there is none. What it claims of its size is not believed.
    std::string part(const std::string& name) {
        const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> open(
            zip_->fopen(archive_, name.c_str(), ZIP_FL_NOCASE), zip_->fclose);
        std::string bytes;
        if (open == nullptr) return bytes;
        char buffer[1 << 14];
        while (true) {
            const zip_int64_t got = zip_->fread(open.get(), buffer, sizeof buffer);
            if (got < 0)
                refuse("the workbook is damaged: " + name + " cannot be unpacked", "save it again");
            if (got == 0) return bytes;
            unpacked_ += static_cast<std::size_t>(got);
            if (unpacked_ > kMaxUnpacked) {
                refuse("the workbook unpacks to more than 32 MB",
                       "keep the score sheet in a workbook of its own");
            }
            bytes.append(buffer, static_cast<std::size_t>(got));
        }
    }

    pugi::xml_document xml(const std::string& name) {
        pugi::xml_document document;
        const std::string bytes = part(name);
        if (bytes.empty()) return document;
        // White space inside cells counts; nothing else is asked of the parser.
        const auto parsed = document.load_buffer(bytes.data(), bytes.size(),
                                                 pugi::parse_default | pugi::parse_ws_pcdata_single);
        if (!parsed) refuse("the workbook is damaged: " + name + " is no XML", "save it again");
        return document;
    }

private:
    std::string file_;
    const Zip* zip_;
    zip_t* archive_ = nullptr;
    std::size_t unpacked_ = 0;
};

/// An element's name without its namespace.
std::string_view local(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
    for (const pugi::xml_node each : node.children()) {
        if (local(each) == name) return each;
    }
    return {};
}

/// The text of <t>, or of every run's <t> (phonetic hints aside).
std::string rich_text(const pugi::xml_node& node) {
    std::string text;
    for (const pugi::xml_node each : node.children()) {
        if (local(each) == "t") text += each.text().get();
        if (local(each) == "r") text += rich_text(each);
    }
    return text;
}

bool is_date_format(int id, std::string_view code) {
    if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
        (id >= 50 && id <= 58))
        return true;
    bool quoted = false;
    bool bracket = false;
    for (const char c : code) {
        if (c == '"') quoted = !quoted;
        if (c == '[') bracket = true;
        if (!quoted && !bracket && std::string_view("yYdDhHsS").find(c) != std::string_view::npos)
            return true;
        if (c == ']') bracket = false;
    }
    return false;
}

/// The day of a serial number as ISO text; Excel's 1900 was a leap year.
std::string iso_date(double serial, bool from_1904) {
    std::int64_t days = static_cast<std::int64_t>(std::floor(serial)) + (from_1904 ? 1462 : 0);
    if (days < 60) ++days;
    days -= 25569;  // 1970-01-01
    const std::int64_t shifted = days + 719468;
    const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    const std::int64_t of_era = shifted - era * 146097;
    const std::int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t month_part = (5 * of_year + 2) / 153;
    const std::int64_t day = of_year - (153 * month_part + 2) / 5 + 1;
    const std::int64_t month = month_part < 10 ? month_part + 3 : month_part - 9;
    const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return std::to_string(year) + "-" + two(month) + "-" + two(day);
}

/// "C4" as column and row, from 0. \return false where it is none
bool place(std::string_view text, std::size_t& column, std::size_t& row) {
    std::size_t letters = 0;
    column = 0;
    while (letters < text.size() && text[letters] >= 'A' && text[letters] <= 'Z' && letters < 4) {
        column = column * 26 + static_cast<std::size_t>(text[letters] - 'A') + 1;
        ++letters;
    }
    const std::string_view digits = text.substr(letters);
    const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), row);
    if (letters == 0 || error != std::errc() || rest != digits.data() + digits.size() || row == 0)
        return false;
    --column;
    --row;
    return true;
}

class Workbook {
public:
    Workbook(std::string_view bytes, std::string_view file) : archive_(bytes, file), file_(file) {}

    Sheet score_sheet() {
        list_sheets();
        shared_texts();
        styles();
        std::vector<std::string> names;
        for (const auto& [name, part] : sheets_) {
            Sheet sheet = read(name, part);
            names.push_back(name);
            if (header_row(sheet.rows) >= 0) return sheet;
        }
        data::refuse("E0336", file_, 0,
                     "no worksheet has a header with the columns issue and option (there are " +
                         join_words(names) + ")",
                     "write: issue, option, then the name of each party");
    }

private:
    void list_sheets() {
        const pugi::xml_document book = archive_.xml("xl/workbook.xml");
        const pugi::xml_document relations = archive_.xml("xl/_rels/workbook.xml.rels");
        std::map<std::string, std::string> targets;
        for (const pugi::xml_node each : child(relations, "Relationships").children())
            targets[each.attribute("Id").value()] = each.attribute("Target").value();
        const pugi::xml_node root = child(book, "workbook");
        const std::string_view epoch = child(root, "workbookPr").attribute("date1904").value();
        from_1904_ = epoch == "1" || epoch == "true";
        for (const pugi::xml_node each : child(root, "sheets").children()) {
            std::string id;
            for (const pugi::xml_attribute attribute : each.attributes()) {
                if (std::string_view(attribute.name()).ends_with(":id")) id = attribute.value();
            }
            std::string target = targets[id];
            if (target.starts_with('/')) {
                target.erase(0, 1);
            } else {
                target = "xl/" + target;
            }
            sheets_.emplace_back(each.attribute("name").value(), target);
            if (sheets_.size() > kMaxSheets)
                archive_.refuse("the workbook has more than 200 worksheets", "");
        }
        if (sheets_.empty()) archive_.refuse("the workbook has no worksheets", "save it again as .xlsx");
    }

    void shared_texts() {
        const pugi::xml_document document = archive_.xml("xl/sharedStrings.xml");
        for (const pugi::xml_node each : child(document, "sst").children()) {
            if (local(each) == "si") shared_.push_back(rich_text(each));
        }
    }

    void styles() {
        const pugi::xml_document document = archive_.xml("xl/styles.xml");
        const pugi::xml_node root = child(document, "styleSheet");
        std::map<int, std::string> codes;
        for (const pugi::xml_node each : child(root, "numFmts").children())
            codes[each.attribute("numFmtId").as_int()] = each.attribute("formatCode").value();
        for (const pugi::xml_node each : child(root, "cellXfs").children()) {
            const int id = each.attribute("numFmtId").as_int();
            dates_.push_back(is_date_format(id, codes[id]));
        }
    }

    void warn(Sheet& sheet, std::size_t row, const std::string& cell, const std::string& what) const {
        if (sheet.warnings.size() >= 50) return;
        Diagnostic made{Severity::warning, "W0335", cell + " " + what, {}, {}, {}};
        made.where.file = file_;
        made.where.line = static_cast<std::uint32_t>(row + 1);
        sheet.warnings.push_back(std::move(made));
    }

    std::string text_of(Sheet& sheet, const pugi::xml_node& cell, std::size_t row) const {
        const std::string_view type = cell.attribute("t").value();
        const std::string name = cell.attribute("r").value();
        if (type == "inlineStr") return rich_text(child(cell, "is"));
        const pugi::xml_node value = child(cell, "v");
        const std::string raw = value.text().get();
        if (raw.empty()) {
            if (child(cell, "f"))
                warn(sheet, row, name, "is a formula without a saved value: it counts as empty");
            return {};
        }
        if (type == "s") {
            std::size_t index = 0;
            const auto [rest, error] = std::from_chars(raw.data(), raw.data() + raw.size(), index);
            return error == std::errc() && index < shared_.size() ? shared_[index] : std::string();
        }
        if (type == "e") {
            warn(sheet, row, name, "holds the error " + raw + ": it counts as empty");
            return {};
        }
        if (type == "b") return raw == "1" ? "true" : "false";
        if (type == "str" || type == "d") return raw;
        const auto style = static_cast<std::size_t>(cell.attribute("s").as_uint());
        double serial = 0;
        const auto [rest, error] = std::from_chars(raw.data(), raw.data() + raw.size(), serial);
        const bool number = error == std::errc() && rest == raw.data() + raw.size();
        if (number && style < dates_.size() && dates_[style] && serial >= 0 && serial < 3e6)
            return iso_date(serial, from_1904_);
        // Excel saves doubles with 17 digits: 0.1 as 0.10000000000000001.
        if (number && raw.size() > 15) {
            if (const auto exact = data::number_of(raw)) return nearest_text(serial, raw);
        }
        return raw;
    }

    static std::string nearest_text(double value, const std::string& raw) {
        try {
            return Rational::nearest(value).to_string();
        } catch (const std::exception&) {
            return raw;
        }
    }

    /// So many more cells with this text. Many cells may share one long text of a small workbook.
    void count(std::size_t cells, std::string_view text) {
        cells_ += cells;
        text_ += cells * text.size();
        if (cells_ > kMaxCells)
            archive_.refuse("the workbook has more than 1,000,000 cells", "is this a score sheet?");
        if (text_ > kMaxText)
            archive_.refuse("the cells of the workbook hold more than 64 MB of text",
                            "is this a score sheet?");
    }

    Sheet read(const std::string& name, const std::string& part) {
        Sheet sheet;
        sheet.file = file_;
        sheet.name = name;
        sheet.workbook = true;
        const pugi::xml_document document = archive_.xml(part);
        const pugi::xml_node root = child(document, "worksheet");
        std::map<std::size_t, std::vector<std::string>> rows;
        std::size_t next_row = 0;
        for (const pugi::xml_node row : child(root, "sheetData").children()) {
            std::size_t next_column = 0;
            const auto numbered = static_cast<std::size_t>(row.attribute("r").as_ullong());
            std::size_t at = numbered > 0 ? numbered - 1 : next_row;
            for (const pugi::xml_node cell : row.children()) {
                std::size_t column = 0;
                std::size_t line = 0;
                if (!place(cell.attribute("r").value(), column, line)) {
                    column = next_column;
                    line = at;
                }
                next_column = column + 1;
                at = line;
                if (column >= kMaxColumns) continue;  // a score sheet has no thousandth column
                std::string text = text_of(sheet, cell, line);
                if (text.empty()) continue;
                count(1, text);
                std::vector<std::string>& texts = rows[line];
                if (texts.size() <= column) texts.resize(column + 1);
                texts[column] = std::move(text);
            }
            next_row = at + 1;
        }
        spread_merged(root, rows);
        for (auto& [line, texts] : rows) {
            sheet.rows.add(texts, line + 1);
            texts = {};
        }
        return sheet;
    }

    /// A merged cell's text stands for all cells that it covers.
    void spread_merged(const pugi::xml_node& root, std::map<std::size_t, std::vector<std::string>>& rows) {
        for (const pugi::xml_node each : child(root, "mergeCells").children()) {
            const std::string_view area = each.attribute("ref").value();
            const std::size_t colon = area.find(':');
            std::size_t left = 0, top = 0, right = 0, bottom = 0;
            if (colon == std::string_view::npos || !place(area.substr(0, colon), left, top) ||
                !place(area.substr(colon + 1), right, bottom) || right < left || bottom < top)
                continue;
            const auto first = rows.find(top);
            if (first == rows.end() || left >= first->second.size()) continue;
            const std::string text = first->second[left];
            // A text over several columns is a heading, not what each of them says.
            if (right > left && !data::number_of(text)) right = left;
            // Only rows that hold something: an area may reach to the end of the sheet.
            for (auto row = first; row != rows.end() && row->first <= bottom; ++row) {
                const std::size_t last = std::min(right, kMaxColumns - 1);
                count(last - left + 1, text);
                if (row->second.size() <= last) row->second.resize(last + 1);
                for (std::size_t column = left; column <= last; ++column) row->second[column] = text;
            }
        }
    }

    Archive archive_;
    std::string file_;
    bool from_1904_ = false;
    std::vector<std::pair<std::string, std::string>> sheets_;
    std::vector<std::string> shared_;
    std::vector<bool> dates_;
    std::size_t cells_ = 0;
    std::size_t text_ = 0;
};

}  // namespace

Sheet sheet_of_workbook(std::string_view bytes, std::string_view file) {
    return Workbook(bytes, file).score_sheet();
}

}  // namespace entente::io::sheets
