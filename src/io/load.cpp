// What a user names becomes a case: the format is told by content.
#include "entente/io/load.hpp"

#include <algorithm>

#include "entente/core/sha256.hpp"
#include "io/actors/table.hpp"
#include "io/embedded.hpp"
#include "io/files.hpp"
#include "io/toml/tree.hpp"

namespace entente::io {
namespace {

constexpr std::size_t kMaxFilesInFolder = 1'000;
constexpr std::size_t kMaxBytesInFolder = 256u << 20;
constexpr std::string_view kCasePrefix = "case:";

enum class Format { toml, genius, json, pickle, actors, scenario, nothing };

[[noreturn]] void refuse(std::string_view code, const std::string& file, std::string message,
                         std::string hint) {
    Diagnostic made{Severity::error, std::string(code), std::move(message), {}, std::move(hint), {}};
    made.where.file = file;
    throw InputError(std::move(made));
}

/// Real GENIUS files have text before their XML now and then, so the tags decide, not the first byte.
Format format_of(std::string_view text) {
    std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    at = text.find_first_not_of(" \t\r\n", at);
    if (at == std::string_view::npos) return Format::nothing;
    if (actors::looks_like_scenario(text)) return Format::scenario;
    if (text[at] == '<') return Format::genius;
    // UTF-16 with its mark: nothing else that is read here begins with "<" and a zero byte.
    const std::string_view wide = text.substr(0, std::min<std::size_t>(text.size(), 4096));
    if (wide.starts_with("\xFF\xFE") && wide.find(std::string_view("<\0", 2)) != std::string_view::npos)
        return Format::genius;
    if (wide.starts_with("\xFE\xFF") && wide.find(std::string_view("\0<", 2)) != std::string_view::npos)
        return Format::genius;
    if (text[at] == '{') return Format::json;
    const std::string_view head = text.substr(0, std::min<std::size_t>(text.size(), 4096));
    if (head.find("<?xml") != std::string_view::npos ||
        head.find("<utility_space") != std::string_view::npos ||
        head.find("<negotiation_template") != std::string_view::npos) {
        return Format::genius;
    }
    // Protocols 2 and up begin with a byte that no text begins with; older ones with a mark and an opcode.
    if (text.front() == '\x80' || text.starts_with("(dp") || text.starts_with("(lp") ||
        text.starts_with("(i") || text.starts_with("ccopy_reg") || text.starts_with("c__"))
        return Format::pickle;
    if (actors::looks_like_table(text)) return Format::actors;
    return Format::toml;
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

LoadedCase load_scenario(const std::string& name, const std::vector<NamedText>& files) {
    LoadedCase loaded = load_genius(files);
    std::string bytes;
    for (const NamedText& file : files) bytes += file.text;
    set_origin(loaded, name, bytes);
    return loaded;
}

LoadedCase load_text(const std::string& name, std::string text) {
    const std::string shown = name == "-" ? "standard input" : name;
    switch (format_of(text)) {
        case Format::genius:
            return load_scenario(shown, {{shown, std::move(text)}});
        case Format::json: {
            LoadedCase loaded = load_gmcr(text, shown);
            set_origin(loaded, shown, text);
            return loaded;
        }
        case Format::pickle:
            refuse("E0184", shown, "this is a Python pickle, which could run any code: it is not read",
                   "save the model as JSON with a newer version of its program");
        case Format::actors:
        case Format::scenario: {
            LoadedCase loaded = format_of(text) == Format::actors ? actors::load_table(text, shown)
                                                                  : actors::load_scenario(text, shown);
            set_origin(loaded, shown, text);
            return loaded;
        }
        case Format::nothing:
        case Format::toml:
            break;
    }
    LoadedCase loaded = load_toml(text, shown);
    set_origin(loaded, shown, text);
    return loaded;
}

bool ends_with_ignoring_case(std::string_view text, std::string_view ending) {
    if (text.size() < ending.size()) return false;
    return std::equal(
        ending.begin(), ending.end(), text.end() - static_cast<std::ptrdiff_t>(ending.size()),
        [](char a, char b) { return a == b || (b >= 'A' && b <= 'Z' && a == b - 'A' + 'a'); });
}

LoadedCase load_folder(const std::string& folder) {
    const std::vector<std::string> all = files_in(folder);
    std::vector<std::string> scenario;
    std::vector<std::string> cases;
    for (const std::string& file : all) {
        if (ends_with_ignoring_case(file, ".xml")) scenario.push_back(file);
        if (ends_with_ignoring_case(file, ".toml") || ends_with_ignoring_case(file, ".gmcr"))
            cases.push_back(file);
    }
    const auto main_case = std::find_if(
        cases.begin(), cases.end(), [](const std::string& file) { return file.ends_with("/case.toml"); });
    if (main_case != cases.end()) return load_text(*main_case, read_file(*main_case));
    if (scenario.empty()) {
        if (cases.size() == 1) return load_text(cases[0], read_file(cases[0]));
        if (cases.size() > 1) {
            refuse("E0185", folder, "this folder holds " + std::to_string(cases.size()) + " cases",
                   "name one of them: " + cases[0]);
        }
        refuse("E0185", folder, "this folder holds no case and no GENIUS scenario",
               "a scenario is a domain and its profiles: files that end in .xml");
    }
    if (scenario.size() > kMaxFilesInFolder) {
        refuse("E0185", folder, "this folder holds more than 1,000 XML files",
               "name the domain and its profiles");
    }
    std::vector<NamedText> files;
    std::size_t bytes = 0;
    for (const std::string& file : scenario) {
        files.push_back({file, read_file(file)});
        bytes += files.back().text.size();
        if (bytes > kMaxBytesInFolder) {
            refuse("E0185", folder, "the files of this folder have more than 256 MB",
                   "name the domain and its profiles");
        }
    }
    return load_scenario(folder, files);
}

LoadedCase load_several(const std::vector<std::string>& inputs) {
    std::vector<NamedText> files;
    std::vector<Diagnostic> problems;
    std::string name;
    for (const std::string& input : inputs) {
        name += (name.empty() ? "" : ", ") + input;
        if (input.starts_with(kCasePrefix)) {
            problems.push_back({Severity::error,
                                "E0186",
                                "a bundled case stands alone",
                                {input, 0, 0, 0, ""},
                                "name one case",
                                ""});
            continue;
        }
        try {
            std::string text = read_file(input);
            const Format format = format_of(text);
            if (format == Format::toml || format == Format::json || format == Format::pickle ||
                format == Format::actors || format == Format::scenario) {
                problems.push_back(
                    {Severity::error,
                     "E0186",
                     "several files make a case only where all are GENIUS files, and this is none",
                     {input, 0, 0, 0, ""},
                     "name one case, or a GENIUS domain with its profiles",
                     ""});
            }
            files.push_back({input, std::move(text)});
        } catch (const InputError& refused) {
            problems.insert(problems.end(), refused.diagnostics().begin(), refused.diagnostics().end());
        }
    }
    if (!problems.empty()) throw InputError(std::move(problems));
    return load_scenario(name, files);
}

}  // namespace

LoadedCase load(const std::vector<std::string>& inputs) {
    if (inputs.empty()) refuse("E0180", "", "no case is named", "name a file, a folder, or case:SLUG");
    if (inputs.size() > 1) return load_several(inputs);
    const std::string& input = inputs.front();
    if (input.starts_with(kCasePrefix)) return load_bundled(input);
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
