// What a user names becomes a case: the format is told by content.
#include "entente/io/load.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <optional>

#include "entente/core/sha256.hpp"
#include "io/actors/table.hpp"
#include "io/data/builder.hpp"
#include "io/data/value.hpp"
#include "io/dealornodeal/read.hpp"
#include "io/embedded.hpp"
#include "io/files.hpp"
#include "io/genius/list.hpp"
#include "io/recognise.hpp"
#include "io/scenario/scenario.hpp"
#include "io/sheets/sheet.hpp"
#include "io/toml/tree.hpp"
#include "io/utf8.hpp"

namespace entente::io {
namespace {

constexpr std::size_t kMaxFilesInFolder = 1'000;
constexpr std::size_t kMaxBytesInFolder = 256u << 20;
constexpr std::size_t kMaxValuesInAll = 2 * data::kMaxValues;  ///< of all JSON and YAML files
constexpr std::string_view kCasePrefix = "case:";

[[noreturn]] void refuse(std::string_view code, const std::string& file, std::string message,
                         std::string hint) {
    Diagnostic made{Severity::error, std::string(code), std::move(message), {}, std::move(hint), {}};
    made.where.file = file;
    throw InputError(std::move(made));
}

void set_origin(LoadedCase& loaded, const std::string& name, std::string_view bytes) {
    loaded.conflict.origin.file = name;
    loaded.conflict.origin.sha256 = sha256_hex(bytes);
}

LoadedCase load_bundled(const std::string& name) {
    const std::string slug = name.substr(kCasePrefix.size());
    std::vector<std::string> known;
    for (const embedded::File& file : embedded::cases()) {
        if (file.folder == slug) {
            LoadedCase loaded = load_toml(file.bytes, name);
            set_origin(loaded, name, file.bytes);
            return loaded;
        }
        known.emplace_back(file.folder);
    }
    const std::string near = did_you_mean(slug, known);
    refuse("E0183", name, "there is no bundled case '" + slug + "'",
           near.empty() ? "`entente cases` lists them" : near);
}

LoadedCase load_scenario(const std::string& name, const std::vector<NamedText>& files,
                         bool from_folder = false) {
    LoadedCase loaded = load_genius(files, from_folder);
    std::string bytes;
    for (const NamedText& file : files) bytes += file.text;
    set_origin(loaded, name, bytes);
    return loaded;
}

/// The same for the formats in JSON and YAML.
LoadedCase load_documents(const std::string& name, const std::vector<NamedText>& files,
                          std::vector<scenario::Document> documents) {
    LoadedCase loaded = scenario::load(name, std::move(documents));
    std::string bytes;
    for (const NamedText& file : files) bytes += file.text;
    loaded.conflict.origin.sha256 = sha256_hex(bytes);
    return loaded;
}

/// GENIUS's list of domains: read where it leaves no choice.
LoadedCase load_list(const std::string& name, const std::string& text) {
    const std::vector<std::string> chosen = genius::only_scenario(text, name);
    std::vector<NamedText> files;
    for (const std::string& file : chosen) files.push_back({file, read_file(file)});
    return load_scenario(name, files, true);
}

[[noreturn]] void refuse_foreign(const std::string& name, const Recognised& kind) {
    refuse("E0184", name, kind.what, kind.hint);
}

/// A graph model, a file of a scenario, or something else that is named.
LoadedCase load_tree(const std::string& name, std::string text, bool yaml) {
    data::Value tree = yaml ? data::parse_yaml(text, name) : data::parse_json(text, name);
    if (!yaml && (tree.find("options") != nullptr || tree.find("decisionMakers") != nullptr)) {
        LoadedCase loaded = load_gmcr(text, name);
        set_origin(loaded, name, text);
        return loaded;
    }
    if (scenario::format_of(tree) != nullptr) {
        std::vector<scenario::Document> documents;
        documents.push_back({name, std::move(tree)});
        return load_documents(name, {{name, std::move(text)}}, std::move(documents));
    }
    refuse(
        "E0184", name,
        yaml ? "this is YAML, but no part of a NegMAS scenario" : "this is JSON of a kind that is not read",
        yaml ? "a scenario is a file with the issues and one utility function for each party; a case is "
               "TOML: "
               "title = \"...\""
             : "JSON is read from GMCR+ (.gmcr), GeniusWeb, NegoLog and NegMAS: docs/formats.md");
}

LoadedCase load_text(const std::string& name, std::string text, std::optional<std::size_t> line = {}) {
    const std::string shown = name == "-" ? "standard input" : name;
    LoadedCase loaded;
    if (actors::looks_like_scenario(text) || actors::looks_like_table(text)) {
        loaded = actors::looks_like_scenario(text) ? actors::load_scenario(text, shown)
                                                   : actors::load_table(text, shown);
        set_origin(loaded, shown, text);
        return loaded;
    }
    const Recognised kind = recognise(text);
    switch (kind.format) {
        case Format::genius:
            return load_scenario(shown, {{shown, std::move(text)}});
        case Format::genius_list:
            return load_list(shown, text);
        case Format::json:
        case Format::yaml:
            return load_tree(shown, std::move(text), kind.format == Format::yaml);
        case Format::foreign:
            refuse_foreign(shown, kind);
        case Format::deal_or_no_deal:
            loaded = load_deal_or_no_deal(text, shown, line);
            break;
        case Format::score_sheet:
            loaded = sheets::load_sheet(sheets::sheet_of_csv(text, shown));
            if (const std::size_t foreign = find_invalid_utf8(text); foreign != std::string::npos) {
                const auto lines =
                    std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(foreign), '\n');
                loaded.warnings.push_back({Severity::warning,
                                           "W0302",
                                           "bytes that are not UTF-8 are read as Windows-1252",
                                           {shown, static_cast<std::uint32_t>(lines + 1), 0, 0, {}},
                                           "save the file as UTF-8",
                                           ""});
            }
            break;
        case Format::workbook:
            loaded = sheets::load_sheet(sheets::sheet_of_workbook(text, shown));
            break;
        case Format::toml:
            loaded = load_toml(text, shown);
            break;
    }
    set_origin(loaded, shown, text);
    return loaded;
}

bool ends_with_ignoring_case(std::string_view text, std::string_view ending) {
    if (text.size() < ending.size()) return false;
    return std::equal(
        ending.begin(), ending.end(), text.end() - static_cast<std::ptrdiff_t>(ending.size()),
        [](char a, char b) { return a == b || (b >= 'A' && b <= 'Z' && a == b - 'A' + 'a'); });
}

/// Files of a folder that hold something about a scenario, but no part of it.
bool beside_a_scenario(const std::string& file) {
    const std::string name = std::filesystem::path(file).filename().string();
    if (name.starts_with('_') || name.starts_with('.')) return true;
    return name == "specs.json" || name == "specials.json" || name == "stats.json" ||
           name == "package.json";
}

std::vector<NamedText> read_files(const std::string& folder, const std::vector<std::string>& names) {
    if (names.size() > kMaxFilesInFolder) {
        refuse("E0185", folder, "this folder holds more than 1,000 files of scenarios",
               "name the domain and its profiles");
    }
    std::vector<NamedText> files;
    std::size_t bytes = 0;
    for (const std::string& file : names) {
        files.push_back({file, read_file(file)});
        bytes += files.back().text.size();
        if (bytes > kMaxBytesInFolder) {
            refuse("E0185", folder, "the files of this folder have more than 256 MB",
                   "name the domain and its profiles");
        }
    }
    return files;
}

/// Many files of two million values each would fill the memory.
void refuse_too_many(std::size_t values, const std::string& name) {
    if (values > kMaxValuesInAll)
        refuse("E0332", name, "these files hold more than 4,000,000 values together",
               "is this one scenario?");
}

/// A folder's JSON and YAML files. \return nothing where none is a part of a scenario
/// \param only the folder holds nothing else that could be meant
std::optional<LoadedCase> load_tree_folder(const std::string& folder, const std::vector<std::string>& names,
                                           bool only) {
    const std::vector<NamedText> files = read_files(folder, names);
    std::vector<scenario::Document> documents;
    std::vector<Diagnostic> broken;
    std::size_t values = 0;
    bool any = false;
    for (const NamedText& file : files) {
        try {
            const bool yaml = recognise(file.text).format == Format::yaml;
            data::Value tree =
                yaml ? data::parse_yaml(file.text, file.file) : data::parse_json(file.text, file.file);
            // Of what is no part of a scenario nothing is kept but its name.
            if (scenario::format_of(tree) == nullptr)
                tree = {};
            else
                any = true;
            values += data::Builder::size_of(tree);
            documents.push_back({file.file, std::move(tree)});
        } catch (const InputError& refused) {
            broken.insert(broken.end(), refused.diagnostics().begin(), refused.diagnostics().end());
        }
        refuse_too_many(values, folder);
    }
    if (!any) {
        if (only && !broken.empty()) throw InputError(std::move(broken));
        return std::nullopt;
    }
    LoadedCase loaded = load_documents(folder, files, std::move(documents));
    for (Diagnostic& each : broken) {
        each.severity = Severity::warning;
        each.code = "W0308";
        each.message = "this file is left out: " + each.message;
        loaded.warnings.push_back(std::move(each));
    }
    return loaded;
}

[[noreturn]] void refuse_folder(const std::string& folder) {
    const std::vector<std::string> inside = folders_in(folder);
    const std::string hint =
        inside.empty()
            ? "docs/formats.md tells what is read: a case.toml, or a domain and its profiles"
            : "it holds " + std::to_string(inside.size()) + " folders: name one, such as " + inside[0];
    refuse("E0185", folder, "this folder holds no case and no scenario", hint);
}

LoadedCase load_folder(const std::string& folder) {
    std::vector<std::string> genius;
    std::vector<std::string> trees;
    std::vector<std::string> cases;
    for (const std::string& file : files_in(folder)) {
        const auto ends = [&](std::string_view ending) { return ends_with_ignoring_case(file, ending); };
        if (file.ends_with("/case.toml")) return load_text(file, read_file(file));
        if (ends(".xml")) genius.push_back(file);
        if (ends(".toml") || ends(".gmcr") || ends(".xlsx") || ends(".csv")) cases.push_back(file);
        if ((ends(".json") || ends(".yml") || ends(".yaml")) && !beside_a_scenario(file))
            trees.push_back(file);
    }
    if (!genius.empty()) return load_scenario(folder, read_files(folder, genius), true);
    if (!trees.empty()) {
        if (auto loaded = load_tree_folder(folder, trees, cases.empty())) return std::move(*loaded);
    }
    if (cases.size() > 1) {
        // A case beside tables: the case is meant.
        std::vector<std::string> models = cases;
        std::erase_if(models,
                      [](const std::string& file) { return ends_with_ignoring_case(file, ".csv"); });
        if (models.size() == 1) cases = models;
    }
    if (cases.size() == 1) return load_text(cases[0], read_file(cases[0]));
    if (cases.size() > 1) {
        refuse("E0185", folder, "this folder holds " + std::to_string(cases.size()) + " cases",
               "name one of them: " + cases[0]);
    }
    refuse_folder(folder);
}

/// Several files make a case where all are of one scenario.
LoadedCase load_several(const std::vector<std::string>& inputs) {
    std::vector<NamedText> files;
    std::vector<scenario::Document> documents;
    std::vector<Diagnostic> problems;
    std::size_t values = 0;
    std::string name;
    const auto problem = [&](const std::string& input, std::string message, std::string hint) {
        problems.push_back(
            {Severity::error, "E0186", std::move(message), {input, 0, 0, 0, ""}, std::move(hint), ""});
    };
    for (const std::string& input : inputs) {
        name += (name.empty() ? "" : ", ") + input;
        if (input.starts_with(kCasePrefix)) {
            problem(input, "a bundled case stands alone", "name one case");
            continue;
        }
        try {
            std::string text = read_file(input);
            const Recognised kind = recognise(text);
            if (kind.format == Format::foreign) refuse_foreign(input, kind);
            if (kind.format == Format::json) documents.push_back({input, data::parse_json(text, input)});
            if (kind.format == Format::yaml) documents.push_back({input, data::parse_yaml(text, input)});
            if (!documents.empty() && documents.back().file == input)
                values += data::Builder::size_of(documents.back().tree);
            const bool part = kind.format == Format::json || kind.format == Format::yaml ||
                              kind.format == Format::genius || text.empty();
            if (!part) {
                problem(input,
                        "several files make a case only where all are of one scenario, and this is none",
                        "name one case, or a domain with its profiles");
            }
            files.push_back({input, std::move(text)});
        } catch (const InputError& refused) {
            problems.insert(problems.end(), refused.diagnostics().begin(), refused.diagnostics().end());
        }
        refuse_too_many(values, input);
    }
    for (const scenario::Document& document : documents) {
        if (scenario::format_of(document.tree) == nullptr && documents.size() == files.size()) continue;
        if (documents.size() != files.size())
            problem(document.file, "this file and the XML files are not of one scenario",
                    "name one scenario");
    }
    if (!problems.empty()) throw InputError(std::move(problems));
    return documents.empty() ? load_scenario(name, files)
                             : load_documents(name, files, std::move(documents));
}

/// "negotiations.txt#12": the negotiation that begins on line 12 of a file of many.
std::optional<std::pair<std::string, std::size_t>> file_and_line(const std::string& input) {
    const std::size_t mark = input.rfind('#');
    if (mark == std::string::npos || mark == 0 || std::filesystem::exists(input)) return std::nullopt;
    std::size_t line = 0;
    const char* const end = input.data() + input.size();
    const auto [rest, error] = std::from_chars(input.data() + mark + 1, end, line);
    if (error != std::errc() || rest != end || line == 0) return std::nullopt;
    return std::pair(input.substr(0, mark), line);
}

}  // namespace

LoadedCase load(const std::vector<std::string>& inputs) {
    if (inputs.empty()) refuse("E0180", "", "no case is named", "name a file, a folder, or case:SLUG");
    if (inputs.size() > 1) return load_several(inputs);
    const std::string& input = inputs.front();
    if (input.starts_with(kCasePrefix)) return load_bundled(input);
    if (const auto chosen = file_and_line(input)) {
        std::string text = read_file(chosen->first);
        if (recognise(text).format != Format::deal_or_no_deal)
            refuse("E0338", chosen->first, "only files of negotiations take a line: FILE#LINE",
                   "name the file alone");
        return load_text(chosen->first, std::move(text), chosen->second);
    }
    if (is_folder(input)) return load_folder(input);
    return load_text(input, read_file(input));
}

const std::vector<BundledCase>& bundled_cases() {
    static const std::vector<BundledCase> cases = [] {
        std::vector<BundledCase> all;
        for (const embedded::File& file : embedded::cases()) {
            const SourceText source(file.bytes, file.folder);
            Findings findings(source);
            toml_tree::Tree tree;
            (void)toml_tree::parse(source, findings, tree);
            const toml_tree::Node title = tree.root().find("title");
            all.push_back({std::string(file.folder),
                           title ? std::string(title.text()) : std::string(file.folder),
                           std::string(file.bytes)});
        }
        std::sort(all.begin(), all.end(),
                  [](const BundledCase& a, const BundledCase& b) { return a.slug < b.slug; });
        return all;
    }();
    return cases;
}

}  // namespace entente::io
