#include <fmt/format.h>

#include <algorithm>

#include "entente/core/text.hpp"
#include "entente/report/numbers.hpp"
#include "report/render/layout.hpp"

namespace entente::report {
namespace {

std::string plural(std::size_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", group_digits(std::to_string(count)), count == 1 ? one : many);
}

class Screen {
public:
    Screen(const Case& conflict, const assess::CheckResult& result, const TextOptions& options)
        : case_(conflict), result_(result), options_(options) {}

    std::string whole() {
        answer();
        importance();
        parties();
        issues();
        sources();
        settings();
        tables();
        warnings();
        return std::move(out_);
    }

private:
    void answer() {
        const std::size_t warned = result_.warnings.size();
        const std::string parties = plural(case_.parties.size(), "party", "parties");
        const std::string outcomes =
            result_.outcomes == "1" ? "1 outcome" : count_words(result_.outcomes) + " outcomes";
        const std::string what =
            case_.graph
                ? fmt::format("{}, {}, {}", parties, plural(case_.graph->states.size(), "state", "states"),
                              plural(case_.graph->moves.size(), "move", "moves"))
                : fmt::format("{}, {}, {} before rules", parties,
                              plural(case_.space.issues.size(), "issue", "issues"), outcomes);
        out_ +=
            wrap(fmt::format("The case is sound{}: {}.",
                             warned == 0 ? "" : ", with " + plural(warned, "warning", "warnings"), what),
                 options_.width);
    }

    void importance() {
        const assess::Evidence& evidence = result_.evidence;
        const assess::Shares& all = evidence.importance;
        if (all[0] + all[1] + all[2] == 0) return;
        out_ += wrap(fmt::format("{} of what decides it rests on assumptions, {} on judgement, {} on data.",
                                 percent(all[2]), percent(all[1]), percent(all[0])),
                     options_.width);
        out_ += "\n" + bold(cut(case_.title, options_.width), options_) + "\n";
        if (!case_.summary.empty()) out_ += wrap(case_.summary, options_.width, "  ", "  ");
    }

    void parties() {
        out_ += heading("Parties", options_);
        const std::size_t shown = std::min(case_.parties.size(), options_.list_limit);
        for (std::size_t p = 0; p < shown; ++p) {
            const Party& party = case_.parties[p];
            const assess::Shares& own = result_.evidence.by_party[p];
            out_ += fmt::format("  {} {} {}  {}\n", left(party.id, 16), left(party.name, 22),
                                left(reserve(party), 24), right(percent(own[2]) + " assumed", 12));
        }
        out_ += and_more(case_.parties.size() - shown, "  ", options_);
    }

    std::string reserve(const Party& party) const {
        if (!party.reserve) return case_.war ? "no deal: from [war]" : "no deal: none stated";
        const Quantity& value = *party.reserve;
        std::string words = "no deal: " + format_number(value.value(), 4);
        if (value.ranged()) {
            words += fmt::format(" ({}..{})", format_number(value.low->value(), 4),
                                 format_number(value.high->value(), 4));
        }
        return words;
    }

    void issues() {
        if (case_.space.issues.empty()) return;  // states are written out instead
        out_ += heading("Issues", options_);
        const std::size_t shown = std::min(case_.space.issues.size(), options_.list_limit);
        for (std::size_t i = 0; i < shown; ++i) {
            const Issue& issue = case_.space.issues[i];
            const std::string ends =
                cut(issue.options.front().label, 10) + " .. " + cut(issue.options.back().label, 10);
            out_ += fmt::format(
                "  {} {} {}\n", left(issue.id, 16), left(issue.ask, 34),
                cut(fmt::format("{}: {}", plural(issue.options.size(), "option", "options"), ends),
                    options_.width - 54));
        }
        out_ += and_more(case_.space.issues.size() - shown, "  ", options_);
        std::size_t terms = 0;
        for (const Party& party : case_.parties) terms += party.preference.terms.size();
        if (terms + case_.space.rules.size() > 0) {
            out_ += fmt::format("  {} and {}\n", plural(terms, "bonus", "bonuses"),
                                plural(case_.space.rules.size(), "rule", "rules"));
        }
    }

    void sources() {
        const assess::Evidence& evidence = result_.evidence;
        out_ += heading("Numbers", options_);
        out_ += wrap(fmt::format("{}, {} with a range. Sources: {} data, {} judgement, {} assumption; "
                                 "{} without a source, counted as assumptions.",
                                 plural(evidence.numbers, "number", "numbers"), evidence.ranged,
                                 evidence.cited[0], evidence.cited[1], evidence.cited[2], evidence.uncited),
                     options_.width, "  ", "  ");
    }

    void settings() {
        out_ += heading("In force (defaults, but for what is marked file)", options_);
        std::size_t shown = 0;
        for (const assess::Setting& one : result_.settings) {
            if (shown == options_.list_limit * 2) break;
            ++shown;
            constexpr std::size_t kName = 20;
            constexpr std::size_t kValue = 13;
            const std::string indent(2 + kName + 1 + kValue + 1, ' ');
            out_ += "  " + left(one.name, kName) + " " + left(one.value, kValue) + " ";
            const std::string meaning = (one.from_file ? "file: " : "") + one.meaning;
            out_ += wrap(meaning, options_.width, indent, indent).substr(indent.size());
        }
        out_ += and_more(result_.settings.size() - shown, "  ", options_);
    }

    void tables() {
        std::vector<std::string> present;
        std::vector<std::string> absent;
        for (const assess::TableUse& use : result_.tables) {
            (use.present ? present : absent).push_back(fmt::format("{} ({})", use.table, use.verb));
        }
        out_ += heading("Further tables", options_);
        if (!present.empty())
            out_ += wrap("In the file: " + join_words(present) + ".", options_.width, "  ", "  ");
        if (!absent.empty()) {
            out_ += wrap("Not in the file: " + join_words(absent) + ".", options_.width, "  ", "  ");
        }
    }

    void warnings() {
        if (result_.warnings.empty()) return;
        out_ += heading(plural(result_.warnings.size(), "warning", "warnings"), options_);
        const std::size_t shown = std::min(result_.warnings.size(), options_.list_limit * 2);
        for (std::size_t k = 0; k < shown; ++k) {
            const Diagnostic& one = result_.warnings[k];
            std::string place = one.where.line > 0 ? fmt::format("line {}: ", one.where.line) : "";
            out_ += wrap(fmt::format("{} {}{}{}", one.code, place, one.message,
                                     one.hint.empty() ? "" : " (" + one.hint + ")"),
                         options_.width, "  ", "    ");
        }
        out_ += and_more(result_.warnings.size() - shown, "  ", options_);
    }

    const Case& case_;
    const assess::CheckResult& result_;
    const TextOptions& options_;
    std::string out_;
};

}  // namespace

std::string text_numbers(const std::vector<CaseNumber>& numbers, const TextOptions& options) {
    if (numbers.empty()) return "The case has no numbers.\n";
    std::size_t address = 8;
    std::size_t value = 5;
    for (const CaseNumber& one : numbers) {
        address = std::max(address, display_width(clean(one.address)));
        value = std::max(value, display_width(one.text));
    }
    address = std::min<std::size_t>(address, 64);
    value = std::min<std::size_t>(value, 24);
    const auto filled = [](const std::string& text, std::size_t width) {
        const std::size_t taken = display_width(text);
        return taken < width ? text + std::string(width - taken, ' ') : text;
    };
    std::string out =
        bold(fmt::format("{}  {}  {}  {}  {}  {}", left("address", address), left("value", value),
                         left("unit", 10), right("importance", 10), left("grade", 10), "may be"),
             options) +
        "\n";
    for (const CaseNumber& one : numbers) {
        const std::string importance = one.importance ? percent(*one.importance) : "-";
        out += fmt::format("{}  {}  {}  {}  {}  {}\n", filled(clean(one.address), address),
                           filled(one.text, value), left(one.unit, 10), right(importance, 10),
                           left(one.grade, 10), one.legal);
    }
    return out;
}

std::string text_check(const Case& conflict, const assess::CheckResult& result,
                       const TextOptions& options) {
    return Screen(conflict, result, options).whole();
}

}  // namespace entente::report
