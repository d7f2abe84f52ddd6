#include "io/dealornodeal/read.hpp"

#include <charconv>
#include <vector>

#include "io/data/value.hpp"

namespace entente::io {
namespace {

constexpr std::int64_t kMostThings = 100'000;

/// Counts and values in turn, for one person.
struct Things {
    std::vector<std::int64_t> counts;
    std::vector<std::int64_t> values;
};

std::optional<Things> things_in(std::string_view text) {
    Things things;
    std::vector<std::int64_t> numbers;
    while (true) {
        const std::size_t first = text.find_first_not_of(" \t\r");
        if (first == std::string_view::npos) break;
        text.remove_prefix(first);
        std::int64_t number = 0;
        const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc() || number < 0 || number > kMostThings) return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
        numbers.push_back(number);
    }
    if (numbers.empty() || numbers.size() % 2 != 0) return std::nullopt;
    for (std::size_t k = 0; k < numbers.size(); k += 2) {
        things.counts.push_back(numbers[k]);
        things.values.push_back(numbers[k + 1]);
    }
    return things;
}

std::optional<std::string_view> between(std::string_view line, std::string_view tag) {
    const std::string open = "<" + std::string(tag) + ">";
    const std::string shut = "</" + std::string(tag) + ">";
    const std::size_t from = line.find(open);
    const std::size_t to = line.find(shut);
    if (from == std::string_view::npos || to == std::string_view::npos || to < from) return std::nullopt;
    return line.substr(from + open.size(), to - from - open.size());
}

/// One negotiation and the line where it begins.
struct Negotiation {
    std::size_t line = 0;
    std::optional<Things> you;
    std::optional<Things> them;
};

std::vector<Negotiation> negotiations_in(std::string_view text) {
    std::vector<Negotiation> all;
    bool open = false;  // the second line of a pair is still to come
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        const std::string_view line = text.substr(0, end);
        const std::size_t mark = text.substr(end).starts_with("\r\n") ? 2 : 1;
        text.remove_prefix(std::min(end + mark, text.size()));
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        if (const auto input = between(line, "input")) {
            const auto partner = between(line, "partner_input");
            all.push_back({number, things_in(*input), partner ? things_in(*partner) : std::nullopt});
        } else if (open) {
            all.back().them = things_in(line);
            open = false;
        } else {
            all.push_back({number, things_in(line), std::nullopt});
            open = true;
        }
    }
    return all;
}

std::string name_of(std::size_t thing, std::size_t things) {
    static const char* const kNames[] = {"book", "hat", "ball"};
    return things == 3 ? kNames[thing] : "item " + std::to_string(thing + 1);
}

void add_sheet(Party& party, std::int64_t count, std::int64_t value, bool rising) {
    IssueScore score;
    score.weight = Quantity(Rational(count * value));
    score.weight.source = 0;
    for (std::int64_t k = 0; k <= count; ++k) {
        const Rational share = count == 0 ? Rational(0) : Rational(100 * (rising ? k : count - k), count);
        score.scores.emplace_back(share);
        score.scores.back().source = 0;
    }
    party.preference.issues.push_back(std::move(score));
}

Case case_of(const Negotiation& one, const std::string& title) {
    Case conflict;
    conflict.title = title;
    conflict.normalise = false;
    conflict.origin.format = "deal-or-no-deal";
    conflict.sources.push_back({.id = "line",
                                .what = "Line " + std::to_string(one.line) + " of the file of negotiations",
                                .grade = Grade::data});
    Party you{.id = "you", .name = "You"};
    Party them{.id = "them", .name = "Them"};
    std::int64_t most_you = 0;
    std::int64_t most_them = 0;
    for (std::size_t k = 0; k < one.you->counts.size(); ++k) {
        const std::int64_t count = one.you->counts[k];
        Issue issue;
        issue.id = name_of(k, one.you->counts.size());
        issue.ask = "How many of the " + std::to_string(count) + " (" + issue.id + ") does You get?";
        for (std::int64_t got = 0; got <= count; ++got)
            issue.options.push_back({std::to_string(got), Rational(got)});
        conflict.space.issues.push_back(std::move(issue));
        add_sheet(you, count, one.you->values[k], true);
        add_sheet(them, count, one.them->values[k], false);
        most_you += count * one.you->values[k];
        most_them += count * one.them->values[k];
    }
    for (Party* const party : {&you, &them}) {
        party->reserve = Quantity(Rational(0));
        party->reserve->source = 0;
        conflict.parties.push_back(std::move(*party));
    }
    conflict.points = Rational(std::max<std::int64_t>({1, most_you, most_them}));
    return conflict;
}

}  // namespace

LoadedCase load_deal_or_no_deal(std::string_view text, std::string_view file,
                                std::optional<std::size_t> line) {
    const std::vector<Negotiation> all = negotiations_in(text);
    if (!line && all.size() > 1) {
        data::refuse("E0338", file, 0,
                     "this file holds " + std::to_string(all.size()) + " negotiations (Deal or No Deal)",
                     "name the line of one: " + std::string(file) + "#" + std::to_string(all.front().line));
    }
    const Negotiation* chosen = all.empty() ? nullptr : &all.front();
    if (line) {
        chosen = nullptr;
        for (const Negotiation& one : all) {
            if (one.line == *line) chosen = &one;
        }
    }
    if (chosen == nullptr) {
        data::refuse(
            "E0338", file, line.value_or(0), "no negotiation begins on this line",
            "a negotiation is a line <input> ... <partner_input>, or two lines of counts and values");
    }
    const bool whole = chosen->you && chosen->them && chosen->you->counts == chosen->them->counts;
    if (!whole) {
        data::refuse(
            "E0338", file, chosen->line,
            "this negotiation does not give counts and values for two people, with the same counts",
            "write \"1 4 4 1 1 2\" for one and \"1 0 4 2 1 2\" for the other: count, value, ...");
    }
    LoadedCase loaded;
    loaded.conflict = case_of(*chosen, "Division of things (line " + std::to_string(chosen->line) + ")");
    loaded.conflict.origin.file = std::string(file);
    loaded.warnings = validate(loaded.conflict);
    if (has_errors(loaded.warnings)) throw InputError(std::move(loaded.warnings));
    return loaded;
}

}  // namespace entente::io
