#include "entente/app/lessons.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>

#include "entente/app/codes.hpp"
#include "entente/app/settle.hpp"
#include "entente/app/stability.hpp"
#include "entente/core/diagnostic.hpp"
#include "entente/report/layout.hpp"
#include "entente/report/writer.hpp"
#include "entente/settle/solutions.hpp"
#include "entente/stability/lessons.hpp"

namespace entente::app {
namespace {

using report::Explained;

/// Letters and digits alone, small: "Kalai-Smorodinsky" is "kalai_smorodinsky".
std::string folded(std::string_view word) {
    std::string out;
    for (char c : word) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
    }
    return out;
}

bool looks_like_code(std::string_view word) {
    if (word.size() != 5 || std::string_view("EeWw").find(word[0]) == std::string_view::npos) return false;
    return std::all_of(word.begin() + 1, word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool looks_like_file(const std::string& word) {
    std::error_code ignored;
    return word.starts_with("case:") || word == "-" || word.find('/') != std::string::npos ||
           word.find('.') != std::string::npos || std::filesystem::exists(word, ignored);
}

Diagnostic unknown(const std::string& word, const std::vector<Explained>& known) {
    std::vector<std::string> names;
    for (const CodeInfo& one : all_codes()) names.emplace_back(one.code);
    for (const Explained& one : known) names.emplace_back(one.text.id);
    std::string hint = did_you_mean(word, names);
    if (hint.empty()) hint = "entente explain lists all codes and ideas";
    return {.code = "E0914", .message = "there is no code or idea '" + word + "'", .hint = hint};
}

}  // namespace

std::vector<Explained> ideas() {
    std::vector<Explained> all;
    for (const NamedLesson& one : settle::lessons()) all.push_back({one, "settle", {}});
    for (const NamedLesson& one : stability::lessons()) all.push_back({one, "stability", {}});
    return all;
}

Questions questions(const std::vector<std::string>& words) {
    const std::vector<Explained> known = ideas();
    Questions asked;
    std::vector<Diagnostic> problems;
    for (const std::string& word : words) {
        const auto idea = std::find_if(known.begin(), known.end(), [&](const Explained& one) {
            return folded(one.text.id) == folded(word) || folded(one.text.title) == folded(word);
        });
        if (idea != known.end()) {
            asked.ideas.push_back(*idea);
        } else if (const CodeInfo info = find_code(word); !info.code.empty()) {
            asked.codes.push_back(info);
        } else if (!looks_like_code(word) && looks_like_file(word)) {
            asked.files.push_back(word);
        } else {
            problems.push_back(unknown(word, known));
        }
    }
    if (problems.empty() && !asked.files.empty() && asked.ideas.empty()) {
        problems.push_back({.code = "E0914",
                            .message = "which idea is to be explained in '" + asked.files.front() + "'?",
                            .hint = "for example: entente explain nash " + asked.files.front()});
    }
    if (!problems.empty()) throw InputError(std::move(problems));
    return asked;
}

void explain_in(std::vector<Explained>& asked, const Input& input, const RunOptions& run) {
    const Case& conflict = input.conflict;
    const bool moves = !conflict.control.empty() || conflict.graph.has_value();
    std::optional<SettleAnswer> settled;
    std::optional<StabilityAnswer> judged;
    for (Explained& one : asked) {
        // Nash gave his name to two ideas; a case without points has only the second.
        if (one.text.id == "nash" && !gives_points(conflict) && moves) {
            const auto all = ideas();
            one = *std::find_if(all.begin(), all.end(),
                                [](const Explained& x) { return x.text.id == "nash_stable"; });
        }
        if (one.family == "settle") {
            if (!settled) {
                SettleOptions options;
                options.reference = conflict.status_quo;
                settled = settle(input, options, run);
            }
            one.why = report::why_here(*settled, one.text.id);
        } else if (!moves) {
            one.why = {"The case does not say who can move what: a table [control] does."};
        } else {
            if (!judged) judged = stability(input, {}, run);
            one.why = report::why_here(judged->conflict, judged->result, one.text.id);
        }
    }
}

std::string ideas_text(const std::vector<Explained>& all, const Case* conflict,
                       const report::TextOptions& options) {
    std::string out;
    for (const Explained& one : all) {
        const Lesson& lesson = one.text.lesson;
        if (!out.empty()) out += "\n";
        out += fmt::format("{}: {}\n\n", one.text.title, one.text.brief);
        out += report::wrap(lesson.idea, options.width) + "\n";
        out += report::indented(lesson.picture);
        out += "\n" + report::wrap(lesson.objection, options.width, "Against it: ", "  ");
        out += report::wrap(lesson.source, options.width, "Source: ", "  ");
        if (conflict != nullptr && !one.why.empty()) {
            out += "\n" + report::wrap(report::clean(conflict->title), options.width, "Why here: ", "  ");
            for (const std::string& line : one.why)
                out += report::wrap(line, options.width, "  - ", "    ");
        } else {
            out += "\n" + report::wrap(
                              fmt::format("entente explain {} CASE tells what it does in a case, and why.",
                                          one.text.id),
                              options.width);
        }
        if (one.text.id == "nash")
            out += "\nNash stability is another idea: entente explain nash_stable.\n";
    }
    return out;
}

std::string ideas_list(const std::vector<Explained>& all) {
    std::string out =
        fmt::format("{} ideas; entente explain NAME [CASE] tells what one is and does.\n\n", all.size());
    for (const Explained& one : all) out += fmt::format("  {:<18} {}\n", one.text.id, one.text.brief);
    return out;
}

std::string ideas_markdown(const std::vector<Explained>& all) {
    std::string out =
        "# Solutions and concepts\n\n"
        "Written by `scripts/make_docs` from the records that the program works by; a test compares. "
        "`entente explain NAME`\ntells the same, and `entente explain NAME CASE` what the idea chooses in "
        "a case, and "
        "why, in its numbers.\nFormulas and how each is computed: [settle](methods/settle.md), "
        "[stability](methods/stability.md); exercises:\n[teaching](teaching.md).\n";
    std::string family;
    for (const Explained& one : all) {
        if (one.family != family) {
            out += one.family == "settle" ? "\n## Which deal: `entente settle`\n"
                                          : "\n## Would it hold: `entente stability`\n";
        }
        family = one.family;
        const Lesson& lesson = one.text.lesson;
        out += fmt::format("\n### {} (`{}`): {}\n\n{}\n\n```\n{}```\n\n**Against it.** {}\n\nSource: {}.\n",
                           one.text.title, one.text.id, one.text.brief, lesson.idea, lesson.picture,
                           lesson.objection, lesson.source);
    }
    return out;
}

std::string explained_json(const Questions& asked, const Case& conflict) {
    report::JsonWriter json(conflict);
    json("schema", std::string("entente-result/1"));
    json("verb", std::string("explain"));
    json("codes", asked.codes);
    json("ideas", asked.ideas);
    return json.finish();
}

}  // namespace entente::app
