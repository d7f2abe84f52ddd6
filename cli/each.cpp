#include "cli/each.hpp"

#include <algorithm>
#include <filesystem>

#include "cli/output.hpp"
#include "cli/parse.hpp"
#include "entente/app/check.hpp"
#include "entente/core/printable.hpp"
#include "entente/core/quoted.hpp"

namespace entente::cli {
namespace {

namespace fs = std::filesystem;

constexpr int kDeepest = 8;  ///< folders in folders

bool ends_with_any(const std::string& name, std::initializer_list<std::string_view> endings) {
    return std::any_of(endings.begin(), endings.end(),
                       [&](std::string_view ending) { return name.ends_with(ending); });
}

void add_cases(const std::string& input, int depth, std::vector<std::string>& cases) {
    std::error_code problem;
    if (!fs::is_directory(input, problem)) {
        cases.push_back(input);
        return;
    }
    std::vector<std::string> files;
    std::vector<std::string> folders;
    for (fs::directory_iterator entry(input, problem), last; !problem && entry != last;
         entry.increment(problem)) {
        const std::string name = entry->path().filename().string();
        if (name.starts_with('.')) continue;
        std::error_code ignored;
        (entry->is_directory(ignored) ? folders : files).push_back(entry->path().string());
    }
    std::sort(files.begin(), files.end());
    std::sort(folders.begin(), folders.end());
    const auto is_case = [](const std::string& file) { return file.ends_with("/case.toml"); };
    const auto in_scenario = [](const std::string& file) {
        return ends_with_any(file, {".xml", ".json", ".yml", ".yaml"});
    };
    const bool whole = std::any_of(files.begin(), files.end(), is_case) ||
                       std::any_of(files.begin(), files.end(), in_scenario);
    if (whole) {
        cases.push_back(input);
    } else {
        for (const std::string& file : files) {
            if (ends_with_any(file, {".toml", ".gmcr", ".xlsx", ".csv"})) cases.push_back(file);
        }
    }
    for (const std::string& folder : folders) {
        if (depth < kDeepest) add_cases(folder, depth + 1, cases);
    }
}

/// JSON without the blanks between its parts: one line.
std::string compact(std::string_view json) {
    std::string line;
    line.reserve(json.size());
    bool quoted = false;
    for (std::size_t k = 0; k < json.size(); ++k) {
        const char c = json[k];
        if (quoted && c == '\\' && k + 1 < json.size()) {
            line += c;
            line += json[++k];
            continue;
        }
        if (c == '"') quoted = !quoted;
        if (quoted || (c != ' ' && c != '\n' && c != '\t' && c != '\r')) line += c;
    }
    return line;
}

}  // namespace

Result run_each(const Verb& verb, Context& context) {
    std::vector<std::string> cases;
    for (const std::string& input : context.arguments.inputs) add_cases(input, 0, cases);
    if (cases.empty()) {
        throw InputError(usage_error("E0904", "--each found no case in what is named",
                                     "name folders of cases, or the cases themselves"));
    }
    Result all;
    std::size_t refused = 0;
    const bool streams = !context.arguments.has("--output");
    for (const std::string& input : cases) {
        Context one = context;
        one.arguments.inputs = {input};
        one.json = true;
        one.quiet = true;
        std::string line = "{\"input\":" + in_double_quotes(input) + ",";
        try {
            Result result = verb.run(one);
            line += "\"result\":" + compact(printable_json(std::move(result.output))) + "}\n";
            all.stopped = std::max(all.stopped, result.stopped);
        } catch (const InputError& error) {
            ++refused;
            line += "\"refused\":" + compact(app::refusal_json(error.diagnostics())) + "}\n";
        }
        if (streams) {
            write_stdout(line);
        } else {
            all.output += line;
        }
        if (all.stopped == Stopped::cancelled) break;
    }
    all.refused = refused == cases.size();
    return all;
}

}  // namespace entente::cli
