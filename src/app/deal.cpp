// A deal in words, as `--improve` takes it.
#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "entente/app/draft.hpp"
#include "io/files.hpp"

namespace entente::app {
namespace {

struct Settled {
    std::string issue;
    std::string option;
};

Diagnostic problem(std::string code, std::string message, std::string hint = {}) {
    return {.code = std::move(code), .message = std::move(message), .hint = std::move(hint)};
}

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    text = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front()) {
        text = text.substr(1, text.size() - 2);
    }
    return std::string(text);
}

/// "issue = option" pairs. A comma ends a pair only where a known issue and "=" follow, for option labels
/// may hold commas.
std::vector<Settled> pairs_in(const Case& conflict, std::string_view text) {
    const auto begins_pair = [&](std::string_view rest) {
        const auto equals = rest.find('=');
        if (equals == std::string_view::npos) return false;
        const std::string id = trimmed(rest.substr(0, equals));
        return std::any_of(conflict.space.issues.begin(), conflict.space.issues.end(),
                           [&](const Issue& issue) { return issue.id == id; });
    };
    std::vector<Settled> found;
    while (!trimmed(text).empty()) {
        std::size_t end = text.find_first_of(",;\n");
        while (end != std::string_view::npos && text[end] == ',' && !begins_pair(text.substr(end + 1)))
            end = text.find_first_of(",;\n", end + 1);
        const std::string_view pair = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        const std::string line = trimmed(pair);
        if (line.empty() || line.front() == '#') continue;
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos) {
            throw InputError(problem("E0907", "the deal says '" + line + "', which is no issue = option",
                                     "write: " + conflict.space.issues.front().id + "=" +
                                         conflict.space.issues.front().options.front().label));
        }
        found.push_back({trimmed(pair.substr(0, equals)), trimmed(pair.substr(equals + 1))});
    }
    return found;
}

std::vector<Settled> pairs_in_json(std::string_view text) {
    const auto json = nlohmann::ordered_json::parse(text, nullptr, false);
    if (!json.is_object()) {
        throw InputError(problem("E0907", "the deal begins with '{' but is no JSON object"));
    }
    std::vector<Settled> found;
    for (const auto& [issue, option] : json.items()) {
        found.push_back({issue, option.is_string() ? option.get<std::string>() : option.dump()});
    }
    return found;
}

std::string bytes_of(const std::string& text_or_file) {
    namespace fs = std::filesystem;
    std::error_code ignored;
    if (!fs::is_regular_file(text_or_file, ignored)) {
        if (text_or_file.find('=') == std::string::npos && trimmed(text_or_file).substr(0, 1) != "{") {
            throw InputError(problem("E0907", "'" + text_or_file + "' is neither a file nor a deal",
                                     "write issue=option, issue=option, ... or name a file that does"));
        }
        return text_or_file;
    }
    return io::read_file(text_or_file);
}

const Option* find_option(const Issue& issue, const std::string& label) {
    for (const Option& option : issue.options) {
        if (option.label == label) return &option;
    }
    const auto value = Rational::parse(label);
    for (const Option& option : issue.options) {
        if (value && option.value && *option.value == *value) return &option;
    }
    return nullptr;
}

}  // namespace

Draft read_draft(const Case& conflict, const std::string& text_or_file) {
    const std::string bytes = bytes_of(text_or_file);
    const std::vector<Settled> pairs =
        trimmed(bytes).substr(0, 1) == "{" ? pairs_in_json(bytes) : pairs_in(conflict, bytes);

    std::vector<Diagnostic> problems;
    std::map<std::string, const Option*> chosen;
    std::vector<std::string> ids;
    for (const Issue& issue : conflict.space.issues) ids.push_back(issue.id);
    for (const Settled& pair : pairs) {
        const auto issue = std::find_if(conflict.space.issues.begin(), conflict.space.issues.end(),
                                        [&](const Issue& one) { return one.id == pair.issue; });
        if (issue == conflict.space.issues.end()) {
            problems.push_back(problem("E0907", "the deal settles '" + pair.issue + "', which is no issue",
                                       did_you_mean(pair.issue, ids)));
            continue;
        }
        std::vector<std::string> labels;
        for (const Option& option : issue->options) labels.push_back(option.label);
        const Option* option = find_option(*issue, pair.option);
        if (option == nullptr) {
            std::string hint = did_you_mean(pair.option, labels);
            if (hint.empty()) hint = "its options run from " + labels.front() + " to " + labels.back();
            problems.push_back(problem(
                "E0907", "the deal settles " + pair.issue + " by '" + pair.option + "', which is no option",
                hint));
        } else if (!chosen.emplace(pair.issue, option).second) {
            problems.push_back(problem("E0907", "the deal settles " + pair.issue + " twice"));
        }
    }

    if (!problems.empty()) throw InputError(std::move(problems));
    Draft draft;
    for (const Issue& issue : conflict.space.issues) {
        const auto found = chosen.find(issue.id);
        draft.settled.push_back(found != chosen.end());
        draft.outcome.options.emplace_back(
            found == chosen.end() ? 0 : static_cast<std::size_t>(found->second - issue.options.data()));
    }
    if (chosen.empty()) {
        throw InputError(problem("E0907", "the deal settles nothing",
                                 "write issue=option, issue=option, ... or name a file that does"));
    }
    if (draft.complete() && !feasible(conflict.space, draft.outcome))
        throw InputError(problem("E0908", "a rule of the case forbids this deal"));
    return draft;
}

bool Draft::complete() const { return std::find(settled.begin(), settled.end(), false) == settled.end(); }

Outcome read_deal(const Case& conflict, const std::string& text_or_file) {
    const Draft draft = read_draft(conflict, text_or_file);
    if (draft.complete()) return draft.outcome;
    std::string missing;
    for (std::size_t i = 0; i < draft.settled.size(); ++i) {
        if (!draft.settled[i]) missing += (missing.empty() ? "" : ", ") + conflict.space.issues[i].id;
    }
    throw InputError(problem("E0907", "the deal leaves open: " + missing, "a deal settles every issue"));
}

std::string draft_note(const std::string& words) {
    return "Settled by the draft: " + words + ". All that is said is of the deals that complete it.";
}

std::string words_of(const Case& conflict, const Draft& draft) {
    std::string words;
    for (std::size_t i = 0; i < draft.settled.size(); ++i) {
        if (!draft.settled[i]) continue;
        const Issue& issue = conflict.space.issues[i];
        words += (words.empty() ? "" : ", ") + issue.id + " = " +
                 issue.options[draft.outcome.options[i].index()].label;
    }
    return words;
}

Input with_draft(Input input, const Draft& draft) {
    Space& space = input.conflict.space;
    for (std::size_t i = 0; i < draft.settled.size(); ++i) {
        const std::size_t chosen = draft.outcome.options[i].index();
        const std::size_t options = space.issues[i].options.size();
        if (!draft.settled[i] || options == 1) continue;
        Condition others{IssueId(i), {}};
        if (chosen > 0) others.any_of.push_back({OptionId(0), OptionId(chosen - 1)});
        if (chosen + 1 < options) others.any_of.push_back({OptionId(chosen + 1), OptionId(options - 1)});
        space.rules.push_back({.never = {std::move(others)}, .why = "The draft settles this"});
    }
    if (has_errors(validate(input.conflict))) {
        throw InputError(problem("E0908", "the rules of the case leave no deal that completes this draft",
                                 "leave one of its issues open"));
    }
    return input;
}

}  // namespace entente::app
