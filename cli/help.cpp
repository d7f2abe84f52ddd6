#include "cli/help.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "entente/core/version.hpp"

namespace entente::cli {
namespace {

constexpr std::size_t kWidth = 80;

/// Words wrapped to the screen, every line after the first indented.
std::string paragraph(const std::string& text, std::size_t indent, std::size_t used) {
    std::string out;
    std::size_t column = used;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string word = text.substr(at, end - at);
        at = end + 1;
        if (word.empty()) continue;
        if (column > indent && column + 1 + word.size() > kWidth) {
            out += "\n" + std::string(indent, ' ');
            column = indent;
        } else if (column > indent) {
            out += ' ';
            ++column;
        }
        out += word;
        column += word.size();
    }
    return out + "\n";
}

/// A name in a column and what it means beside it.
std::string row(const std::string& name, const std::string& what, std::size_t column) {
    std::string out = "  " + name;
    if (name.size() + 4 > column) {
        out += "\n" + std::string(column, ' ');
    } else {
        out += std::string(column - name.size() - 2, ' ');
    }
    return out + paragraph(what, column, column);
}

std::string option_words(const Option& option) {
    std::string words = option.letter.empty() ? "    " : option.letter + ", ";
    words += option.name;
    if (!option.value.empty()) words += " " + option.value;
    return words;
}

std::string examples_of(const Verb& verb) {
    if (verb.examples.empty()) return {};
    std::string out = "\nExamples\n";
    for (const Example& example : verb.examples) {
        out += "  " + example.command + "\n      " + paragraph(example.what, 6, 6);
    }
    return out;
}

}  // namespace

std::string help() {
    std::string out = "entente: from a conflict, written in one file, to the terms on which it can end\n\n";
    out += "  entente CASE              one screen of all that the case supports\n";
    out += "  entente COMMAND ...       one question in full\n\nCommands\n";
    for (const Verb& verb : verbs()) out += row(verb.name, verb.summary, 16);
    out +=
        "\nA CASE is a case file, case:SLUG for one that comes along (entente cases), or a\n"
        "GENIUS domain with its profiles, as files or as a folder.\n";
    out += examples_of(summary_verb());
    out +=
        "\nentente COMMAND --help tells more; entente explain CODE tells what a diagnostic\n"
        "means. Exit codes: 0 a result, 2 bad file or usage, 70 a bug, 130 interrupted.\n";
    return out;
}

std::string help(const Verb& verb) {
    const std::string name = verb.name.empty() ? "" : " " + verb.name;
    std::string out = paragraph("entente" + name + ": " + verb.summary, 2, 0);
    out += fmt::format("\n  entente{}{}{} [OPTION...]\n", name, verb.inputs.empty() ? "" : " ",
                       verb.fewest == 0 && !verb.inputs.empty() ? "[" + verb.inputs + "]" : verb.inputs);
    if (!verb.about.empty()) out += "\n" + paragraph(verb.about, 0, 0);
    out += "\nOptions\n";
    for (const Option& option : options_of(verb)) {
        std::string what = option.help;
        if (!option.choices.empty()) what += fmt::format(": {}", fmt::join(option.choices, ", "));
        if (option.repeats) what += " (may be repeated)";
        out += row(option_words(option), what, 30);
    }
    return out + examples_of(verb);
}

}  // namespace entente::cli
