// The only file that includes CLI11, which takes five seconds to compile.
#include "cli/parse.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>

namespace entente::cli {
namespace {

bool is_option(const std::string& word) { return word.size() > 1 && word[0] == '-'; }

std::string option_name(const std::string& word) { return word.substr(0, word.find('=')); }

const Verb* find_verb(const std::string& name) {
    for (const Verb& verb : verbs()) {
        if (verb.name == name) return &verb;
    }
    return nullptr;
}

std::vector<std::string> verb_names() {
    std::vector<std::string> names;
    for (const Verb& verb : verbs()) names.push_back(verb.name);
    return names;
}

/// Where the verb stands: the first word that is no option and no value of one (`entente --json settle x`).
std::size_t verb_position(const std::vector<std::string>& words) {
    const std::vector<Option> common = options_of(summary_verb());
    for (std::size_t k = 0; k < words.size(); ++k) {
        if (!is_option(words[k])) return k;
        for (const Option& option : common) {
            if ((words[k] == option.name || words[k] == option.letter) && !option.value.empty()) ++k;
        }
    }
    return words.size();
}

bool names_an_input(const std::string& word) {
    std::error_code ignored;
    return word.starts_with("case:") || word.find_first_of("./\\") != std::string::npos ||
           std::filesystem::exists(word, ignored);
}

std::vector<std::string> option_names(const std::vector<Option>& options) {
    std::vector<std::string> names;
    for (const Option& option : options) names.push_back(option.name);
    return names;
}

/// Checks what CLI11 has no good words for, so that all of it is told at once.
void check_values(const std::vector<Option>& options, const Parsed& parsed,
                  std::vector<Diagnostic>& problems) {
    for (const Option& option : options) {
        if (option.choices.empty()) continue;
        for (const std::string& value : parsed.arguments.all(option.name)) {
            if (std::find(option.choices.begin(), option.choices.end(), value) != option.choices.end())
                continue;
            std::string hint = did_you_mean(value, option.choices);
            if (hint.empty()) {
                hint = "one of";
                for (const std::string& choice : option.choices) hint += " " + choice;
            }
            problems.push_back(usage_error("E0904", option.name + " cannot be '" + value + "'", hint));
        }
    }
    const std::size_t count = parsed.arguments.inputs.size();
    if (count < parsed.verb->fewest) {
        problems.push_back(usage_error(
            "E0915", "entente " + parsed.verb->name + " needs " + parsed.verb->inputs,
            parsed.verb->examples.empty() ? "" : "for instance: " + parsed.verb->examples.front().command));
    } else if (count > parsed.verb->most) {
        problems.push_back(usage_error("E0915",
                                       "entente " + parsed.verb->name + " does not take '" +
                                           parsed.arguments.inputs[parsed.verb->most] + "'",
                                       "entente " + parsed.verb->name + " --help shows what it takes"));
    }
}

/// Hands the words to CLI11 with the verb's options, unknown options left over.
void parse_words(const std::vector<std::string>& words, const std::vector<Option>& options, Parsed& parsed,
                 std::vector<Diagnostic>& problems) {
    CLI::App app;
    app.set_help_flag();
    app.allow_extras();
    std::map<std::string, std::vector<std::string>> values;
    for (const Option& option : options) {
        const std::string names = option.letter.empty() ? option.name : option.letter + "," + option.name;
        if (option.value.empty()) {
            app.add_flag(names)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
        } else {
            app.add_option(names, values[option.name])
                ->expected(1)
                ->allow_extra_args(false)  // `--seed 3 FILE`: the file is not a second seed
                ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        }
    }
    std::vector<std::string> reversed(words.rbegin(), words.rend());
    try {
        app.parse(reversed);
    } catch (const CLI::ArgumentMismatch& error) {
        problems.push_back(usage_error("E0903", error.what()));
        return;
    } catch (const CLI::ParseError& error) {
        problems.push_back(usage_error("E0903", error.what()));
        return;
    }
    for (const Option& option : options) {
        if (app.count(option.name) > 0) parsed.arguments.given[option.name] = values[option.name];
    }
    for (const std::string& word : words) {
        if (word == "--") break;
        for (const Option& option : options) {
            if (option.value.empty() && word.starts_with(option.name + "=")) {
                problems.push_back(
                    usage_error("E0903", option.name + " takes no value", "write " + option.name));
            }
        }
    }
    bool only_inputs = false;
    for (const std::string& word : app.remaining()) {
        if (word == "--" && !only_inputs) {
            only_inputs = true;
        } else if (is_option(word) && !only_inputs) {
            problems.push_back(
                usage_error("E0902", "entente " + parsed.verb->name + " has no option " + option_name(word),
                            did_you_mean(option_name(word), option_names(options))));
        } else {
            parsed.arguments.inputs.push_back(word);
        }
    }
}

[[noreturn]] void refuse(const std::string& option, const std::string& value, const std::string& allowed) {
    throw InputError(usage_error("E0904", option + " cannot be '" + value + "'", allowed));
}

}  // namespace

Diagnostic usage_error(std::string code, std::string message, std::string hint) {
    return {.code = std::move(code), .message = std::move(message), .hint = std::move(hint)};
}

std::string Arguments::get(const std::string& option, const std::string& otherwise) const {
    const auto found = given.find(option);
    return found == given.end() || found->second.empty() ? otherwise : found->second.back();
}

std::vector<std::string> Arguments::all(const std::string& option) const {
    const auto found = given.find(option);
    return found == given.end() ? std::vector<std::string>{} : found->second;
}

std::uint64_t Arguments::whole(const std::string& option, std::uint64_t otherwise, std::uint64_t low,
                               std::uint64_t high) const {
    if (!has(option)) return otherwise;
    const std::string text = get(option);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < low || value > high) {
        refuse(option, text, "a whole number from " + std::to_string(low) + " to " + std::to_string(high));
    }
    return value;
}

double Arguments::real(const std::string& option, double otherwise, double low, double high) const {
    if (!has(option)) return otherwise;
    const std::string text = get(option);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !(value >= low && value <= high)) {
        refuse(option, text,
               "a number from " + CLI::detail::to_string(low) + " to " + CLI::detail::to_string(high));
    }
    return value;
}

std::vector<std::string> Arguments::list(const std::string& option) const {
    const std::string text = get(option);
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        parts.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

std::vector<double> Arguments::per_party(const std::string& option, std::size_t parties,
                                         const std::string& code, const std::string& hint) const {
    const auto refuse = [&] {
        return InputError(usage_error(code, option + " cannot be '" + get(option) + "'",
                                      hint + " per party, in the file's order: " + std::to_string(parties) +
                                          " with commas between them"));
    };
    std::vector<double> values;
    for (const std::string& part : list(option)) {
        const auto quantity = parse_quantity(part);
        if (!quantity || quantity->ranged() || quantity->value() <= 0) throw refuse();
        values.push_back(quantity->value());
    }
    if (values.size() != parties) throw refuse();
    return values;
}

std::uint64_t parse_memory(const std::string& text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const std::string unit(end, text.data() + text.size());
    static const std::map<std::string, int> kShift = {{"", 0},   {"K", 10}, {"M", 20}, {"G", 30},
                                                      {"T", 40}, {"k", 10}, {"m", 20}, {"g", 30}};
    const auto shift = kShift.find(unit);
    constexpr std::uint64_t kLeast = 16u << 20;
    constexpr std::uint64_t kMost = 1ull << 50;
    if (error != std::errc{} || shift == kShift.end() || value > (kMost >> shift->second) ||
        (value << shift->second) < kLeast) {
        refuse("--memory", text, "a size of 16M or more, such as 512M or 4G");
    }
    return value << shift->second;
}

Parsed parse(const std::vector<std::string>& words) {
    Parsed parsed;
    const std::size_t at = verb_position(words);
    std::vector<std::string> rest = words;
    parsed.verb = at < words.size() ? find_verb(words[at]) : nullptr;
    if (parsed.verb != nullptr) {
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(at));
    } else {
        parsed.verb = &summary_verb();
        const bool bare = at == words.size();
        const auto asks = [&](const char* option) {
            return std::find(words.begin(), words.end(), option) != words.end();
        };
        if (asks("--version") && bare) {
            parsed.version = true;
            return parsed;
        }
        if (words.empty() || (words.size() == 1 && words[0] == "help") ||
            (bare && (asks("--help") || asks("-h")))) {
            parsed.help = true;
            return parsed;
        }
        if (words[0] == "help" && words.size() == 2 && find_verb(words[1]) != nullptr) {
            parsed.verb = find_verb(words[1]);
            parsed.help = true;
            return parsed;
        }
        if (!bare && !names_an_input(words[at])) {
            std::string hint = did_you_mean(words[at], verb_names());
            if (hint.empty()) hint = "entente --help lists the commands";
            throw InputError(usage_error("E0901", "'" + words[at] + "' is no command and no file", hint));
        }
    }
    std::vector<Diagnostic> problems;
    const std::vector<Option> options = options_of(*parsed.verb);
    parse_words(rest, options, parsed, problems);
    parsed.help = parsed.arguments.has("--help");
    if (parsed.help) return parsed;
    check_values(options, parsed, problems);
    if (!problems.empty()) throw InputError(std::move(problems));
    return parsed;
}

}  // namespace entente::cli
