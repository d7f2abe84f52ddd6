// entente completion: what a shell needs to complete our command line, made from the records of the verbs.
#include <fmt/format.h>

#include <algorithm>

#include "cli/verb.hpp"
#include "entente/app/files.hpp"
#include "entente/core/quoted.hpp"

namespace entente::cli {
namespace {

/// In a shell's single quotes.
std::vector<std::string> option_words(const Verb& verb) {
    std::vector<std::string> words;
    for (const Option& option : options_of(verb)) {
        words.push_back(option.name);
        if (!option.letter.empty()) words.push_back(option.letter);
    }
    return words;
}

std::string verb_names() {
    std::string names;
    for (const Verb& verb : verbs()) names += (names.empty() ? "" : " ") + verb.name;
    return names;
}

std::string slugs(const std::string& prefix) {
    std::string words;
    for (const app::CaseEntry& entry : app::cases())
        words += (words.empty() ? "" : " ") + prefix + entry.slug;
    return words;
}

/// `text` with every @KEY@ replaced.
std::string filled(std::string text, const std::vector<std::pair<std::string, std::string>>& values) {
    for (const auto& [key, value] : values) {
        const std::string mark = "@" + key + "@";
        for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos; at += value.size()) {
            text.replace(at, mark.size(), value);
        }
    }
    return text;
}

constexpr const char* kBash = R"sh(# entente completion for bash: eval "$(entente completion bash)"
_entente() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} verb='' word
    # bash splits words at colons; case:SLUG is one word for us
    local whole=${COMP_LINE:0:COMP_POINT}
    whole=${whole##*[[:space:]]}
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case $word in
            -*) ;;
            *) verb=$word; break ;;
        esac
    done
    if [[ $whole == case:* ]]; then
        COMPREPLY=($(compgen -W @SLUGS@ -- "${whole#case:}"))
        return
    fi
    case "$verb:$prev" in
@CHOICES@        *:-o|*:--output) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    esac
    if [[ $cur == -* ]]; then
        case $verb in
@OPTIONS@        esac
        return
    fi
    if [[ -z $verb || $COMP_CWORD -eq 1 ]]; then
        COMPREPLY=($(compgen -W @VERBS@ -- "$cur") $(compgen -f -- "$cur"))
        return
    fi
    case $verb in
        cases) COMPREPLY=($(compgen -W @SLUGS@ -- "$cur")) ;;
        completion) COMPREPLY=($(compgen -W 'bash zsh fish' -- "$cur")) ;;
        explain) COMPREPLY=() ;;
        *) COMPREPLY=($(compgen -W 'case:' -- "$cur") $(compgen -f -- "$cur")) ;;
    esac
}
complete -o filenames -o bashdefault -F _entente entente
)sh";

std::string bash() {
    std::string choices;
    std::string options;
    for (const Verb& verb : verbs()) {
        for (const Option& option : options_of(verb)) {
            if (option.choices.empty()) continue;
            choices += fmt::format("        {}:{}) COMPREPLY=($(compgen -W {} -- \"$cur\")); return ;;\n",
                                   verb.name, option.name,
                                   in_single_quotes(fmt::format("{}", fmt::join(option.choices, " "))));
        }
        options += fmt::format("            {}) COMPREPLY=($(compgen -W {} -- \"$cur\")) ;;\n", verb.name,
                               in_single_quotes(fmt::format("{}", fmt::join(option_words(verb), " "))));
    }
    options += fmt::format(
        "            *) COMPREPLY=($(compgen -W {} -- \"$cur\")) ;;\n",
        in_single_quotes(fmt::format("{} --version", fmt::join(option_words(summary_verb()), " "))));
    return filled(kBash, {{"SLUGS", in_single_quotes(slugs(""))},
                          {"CHOICES", choices},
                          {"OPTIONS", options},
                          {"VERBS", in_single_quotes(verb_names() + " case:")}});
}

std::string zsh() {
    std::string out =
        "#compdef entente\n# entente completion for zsh: put this file as _entente into a folder of "
        "$fpath\n"
        "_entente() {\n    local -a verbs cases\n    verbs=(\n";
    for (const Verb& verb : verbs())
        out += "        " + in_single_quotes(verb.name + ":" + verb.summary) + "\n";
    out += "    )\n    cases=(" + slugs("case\\:") + ")\n";
    out +=
        "    if (( CURRENT == 2 )); then\n        _describe command verbs\n        _describe case "
        "cases\n        _files\n        return\n    fi\n";
    out += "    case $words[2] in\n";
    for (const Verb& verb : verbs()) {
        out += "        " + verb.name + ") _arguments \\\n";
        for (const Option& option : options_of(verb)) {
            std::string help = option.help;
            for (const char c : {'[', ']', ':'}) std::replace(help.begin(), help.end(), c, ' ');
            std::string spec = (option.repeats ? "*" : "") + option.name;
            if (!option.value.empty()) spec += "=";
            spec += "[" + help + "]";
            if (!option.choices.empty()) {
                spec += fmt::format(":{}:({})", option.value, fmt::join(option.choices, " "));
            } else if (!option.value.empty()) {
                spec += ":" + option.value + ":" + (option.name == "--output" ? "_files" : " ");
            }
            out += "            " + in_single_quotes(spec) + " \\\n";
        }
        out += "            '*:case:_files' ;;\n";
    }
    return out + "        *) _files ;;\n    esac\n}\n_entente \"$@\"\n";
}

std::string fish() {
    std::string out = "# entente completion for fish: entente completion fish | source\n";
    const std::string none = "not __fish_seen_subcommand_from " + verb_names();
    for (const Verb& verb : verbs()) {
        out += fmt::format("complete -c entente -n {} -a {} -d {}\n", in_single_quotes(none), verb.name,
                           in_single_quotes(verb.summary));
    }
    for (const app::CaseEntry& entry : app::cases()) {
        out += fmt::format("complete -c entente -a case:{} -d {}\n", entry.slug,
                           in_single_quotes(entry.title));
    }
    for (const Verb& verb : verbs()) {
        for (const Option& option : options_of(verb)) {
            out += fmt::format("complete -c entente -n '__fish_seen_subcommand_from {}' -l {}", verb.name,
                               option.name.substr(2));
            if (!option.letter.empty()) out += " -s " + option.letter.substr(1);
            if (!option.value.empty()) out += " -r";
            if (!option.choices.empty()) {
                out += fmt::format(" -f -a {}",
                                   in_single_quotes(fmt::format("{}", fmt::join(option.choices, " "))));
            }
            out += " -d " + in_single_quotes(option.help) + "\n";
        }
    }
    return out;
}

Result run(Context& context) {
    const std::string& shell = context.arguments.inputs.front();
    if (shell == "zsh") return {.output = zsh()};
    if (shell == "fish") return {.output = fish()};
    if (shell == "bash") return {.output = bash()};
    throw InputError(Diagnostic{.code = "E0904",
                                .message = "there is no completion for '" + shell + "'",
                                .hint = "bash, zsh and fish"});
}

}  // namespace

Verb completion_verb() {
    return {
        .name = "completion",
        .summary = "completion of this command line for a shell",
        .inputs = "SHELL",
        .fewest = 1,
        .most = 1,
        .about =
            "Prints what a shell needs to complete commands, options and case names: bash, zsh or fish.",
        .examples = {{"eval \"$(entente completion bash)\"", "in this shell"},
                     {"entente completion fish -o ~/.config/fish/completions/entente.fish",
                      "for good, in fish"}},
        .run = run,
        .analyses = false};
}

}  // namespace entente::cli
