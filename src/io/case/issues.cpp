// [issue.*]: options, grids and the parties' score sheets.
#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "entente/core/text.hpp"
#include "io/case/grid.hpp"
#include "io/case/reading.hpp"

namespace entente::io {
namespace {

std::string issue_address(const Issue& issue) { return "issue." + issue.id; }

/// Numbers that neither rise nor fall throughout leave ranges without a meaning.
bool monotonic(const std::vector<Option>& options) {
    bool rises = true;
    bool falls = true;
    for (std::size_t i = 1; i < options.size(); ++i) {
        rises = rises && *options[i - 1].value < *options[i].value;
        falls = falls && *options[i - 1].value > *options[i].value;
    }
    return rises || falls;
}

/// Labels that all read as numbers in order (such as "1/3", which TOML cannot write) are numbers.
void give_values_to_labels(std::vector<Option>& options) {
    for (Option& each : options) {
        each.value = Rational::parse(each.label);
        if (!each.value) break;
    }
    const bool numbers = std::all_of(options.begin(), options.end(),
                                     [](const Option& each) { return each.value.has_value(); });
    if (numbers && monotonic(options)) return;
    for (Option& each : options) each.value.reset();
}

/// The listed options. Numbers keep their wording as the label; a mixed list is a list of labels.
std::optional<std::vector<Option>> read_options(Reading& reading, const Node& list, const Issue& issue) {
    std::vector<Option> options;
    std::unordered_set<std::string_view> seen;
    bool good = true;
    bool all_numbers = true;
    for (const Node node : list) {
        if (node.bad()) {
            good = false;
            continue;
        }
        Option option;
        option.label = std::string(node.text());
        if (node.is_number()) {
            option.value = reading.rational(node, issue_address(issue) + ".options");
            if (!option.value) good = false;
        } else {
            all_numbers = false;
        }
        if (!seen.insert(node.text()).second) {
            reading.error("E0140", node.span(),
                          "issue '" + issue.id + "' lists the option '" + option.label + "' twice",
                          "give each option its own label");
            good = false;
        }
        if (option.label.empty()) {
            reading.error("E0140", node.span(), "an option of issue '" + issue.id + "' has no label",
                          "write what it is");
            good = false;
        }
        options.push_back(std::move(option));
    }
    if (!good) return std::nullopt;
    if (!all_numbers) give_values_to_labels(options);
    return options;
}

bool load_grid(Reading& reading, const Node& node, const Node& list, Issue& issue) {
    const std::string address = issue_address(issue) + ".grid";
    const auto count = reading.exact(node, address);
    if (!count) return false;
    if (count->denominator != 1 || count->numerator < 2 ||
        count->numerator > static_cast<std::int64_t>(kMaxOptions)) {
        reading.error("E0141", node.span(), "grid must be a whole number from 2 to 1,000,000",
                      "it counts the evenly spaced options, both ends included", address);
        return false;
    }
    if (issue.options.size() < 2 || !issue.options.front().value) {
        reading.error("E0142", node.span(), "a grid needs numeric options: at least the first and the last",
                      "for example: options = [0, 1]", address);
        return false;
    }
    std::size_t all = static_cast<std::size_t>(count->numerator);
    for (const Issue& each : reading.conflict().space.issues) all += each.options.size();
    if (all > kMaxOptionsInAll) {
        reading.error("E0141", node.span(),
                      "with this grid the issues have more than 4,000,000 options in all",
                      "a coarser grid will do", address);
        return false;
    }
    issue.anchors = std::move(issue.options);
    issue.grid = true;
    auto options = grid_options(*issue.anchors.front().value, *issue.anchors.back().value,
                                static_cast<std::size_t>(count->numerator));
    if (!options) {
        reading.error("E0142", list.span(), "the steps of this grid cannot be held exactly",
                      "choose rounder ends", address);
        return false;
    }
    issue.options = std::move(*options);
    return true;
}

void load_one_issue(Reading& reading, const Node& node) {
    Issue issue;
    issue.id = std::string(node.key());
    issue.where = node.span();
    const Node ask = node.find("ask");
    issue.ask = ask && !ask.bad() ? std::string(ask.text()) : issue.id;
    if (const Node unit = node.find("unit"); unit && !unit.bad()) issue.unit = std::string(unit.text());
    if (const Node notes = node.find("notes"); notes && !notes.bad())
        issue.notes = std::string(notes.text());
    const Node list = node.find("options");
    bool good = list.is(Kind::list);
    if (!list) {
        reading.error("E0143", node.span(), "issue '" + issue.id + "' has no options",
                      "add options = [\"first\", \"second\"]");
    } else if (list.is(Kind::list) && list.size() == 0) {
        reading.error("E0143", list.span(), "issue '" + issue.id + "' has no options", "list at least one");
        good = false;
    }
    if (good) {
        auto options = read_options(reading, list, issue);
        good = options.has_value();
        if (good) issue.options = std::move(*options);
    }
    if (good && issue.options.front().value && !monotonic(issue.options)) {
        reading.error("E0144", list.span(),
                      "the numbers in the options of issue '" + issue.id + "' go up and down",
                      "write them in rising or in falling order", issue_address(issue) + ".options");
        good = false;
    }
    if (const Node grid = node.find("grid"); grid && good)
        good = !grid.bad() && load_grid(reading, grid, list, issue);
    if (!good) {
        // A stand-in, so that the rest of the file is still read and checked.
        issue.options = {Option{"?", std::nullopt}};
        issue.anchors.clear();
        issue.grid = false;
    }
    const IssueId id(reading.conflict().space.issues.size());
    reading.add_issue(issue.id);
    reading.conflict().space.issues.push_back(std::move(issue));
    if (!good) reading.mark_broken(id);
    const Node front = node.find("front");
    if (!good || !front.is(Kind::list)) return;
    for (const Node each : front) {
        if (each.bad()) continue;
        const auto option = reading.option(each, id);
        std::vector<OptionId>& standing = reading.conflict().space.issues[id.index()].front;
        if (option && std::find(standing.begin(), standing.end(), *option) == standing.end())
            standing.push_back(*option);
    }
}

/// \param whose the id of the party or outside actor
void load_sheet(Reading& reading, const Node& node, IssueId id, const std::string& whose, IssueScore& sheet,
                std::int32_t source) {
    const Issue& issue = reading.conflict().space.issues[id.index()];
    const std::string address = issue_address(issue) + ".for." + whose;
    source = reading.source_of(node, source);
    sheet.where = node.span();
    sheet.weight = Quantity(1);
    sheet.weight.source = source;
    if (const Node weight = node.find("weight")) {
        if (const auto read = reading.quantity(weight, source, address + ".weight")) sheet.weight = *read;
    }
    const Node list = node.find("score");
    if (!list) {
        reading.error("E0145", node.span(), "'" + whose + "' has no scores for issue '" + issue.id + "'",
                      "add score = [...], one number for each option", address + ".score");
        return;
    }
    if (list.bad()) return;
    sheet.where = list.span();
    if (list.size() != issue.scored().size() && !reading.broken(id)) {
        reading.error("E0146", list.span(),
                      "issue '" + issue.id + "' has " + std::to_string(issue.scored().size()) +
                          " options, but '" + whose + "' scores " + std::to_string(list.size()),
                      "give one score for each entry of options, in the same order", address + ".score");
        sheet.scores.assign(issue.scored().size(), Quantity(0));
        return;
    }
    sheet.scores.reserve(list.size());
    std::size_t at = 0;
    for (const Node each : list) {
        const std::string label = at < issue.scored().size() ? issue.scored()[at].label : "?";
        const auto read = reading.quantity(each, source, address + ".score." + label);
        sheet.scores.push_back(read.value_or(Quantity(0)));
        ++at;
    }
    if (reading.broken(id)) sheet.scores.assign(issue.scored().size(), Quantity(0));
}

/// require.arvan = { least = 40 }
void load_red_lines(Reading& reading, const Node& node, IssueId id) {
    const Node table = node.find("require");
    if (!table.is(Kind::table)) return;
    const Issue& issue = reading.conflict().space.issues[id.index()];
    for (const Node line : table) {
        if (line.key().starts_with("x-")) continue;
        const auto party = reading.party(line.key(), line.key_span());
        if (!party || !line.is(Kind::table)) continue;
        const Node least = line.find("least");
        if (!least) {
            reading.error("E0145", line.span(),
                          "the red line of '" + std::string(line.key()) + "' on issue '" + issue.id +
                              "' asks for nothing",
                          "write { least = 40 }");
            continue;
        }
        const std::string address = issue_address(issue) + ".require." + std::string(line.key()) + ".least";
        const auto score = reading.quantity(least, reading.source_of(line), address);
        if (score) reading.conflict().red_lines.push_back({*party, id, *score, line.span()});
    }
}

/// A party that gives weights must give all of them: a default among real weights would mislead.
void check_missing_weights(Reading& reading, const std::vector<std::vector<Node>>& sheets) {
    for (std::size_t party = 0; party < sheets.size(); ++party) {
        const bool some = std::any_of(sheets[party].begin(), sheets[party].end(),
                                      [](const Node& node) { return node && node.find("weight"); });
        if (!some) continue;
        for (std::size_t i = 0; i < sheets[party].size(); ++i) {
            const Node& node = sheets[party][i];
            if (!node || node.find("weight")) continue;
            const std::string& id = reading.conflict().parties[party].id;
            const std::string& issue = reading.conflict().space.issues[i].id;
            reading.error("E0147", node.span(),
                          "party '" + id + "' gives no weight to issue '" + issue + "' but does to others",
                          "add weight = ...; 0 where it does not care",
                          "issue." + issue + ".for." + id + ".weight");
        }
    }
}

}  // namespace

void load_issues(Reading& reading, const Node& root) {
    const Node table = root.find("issue");
    if (!table.is(Kind::table)) return;
    Case& conflict = reading.conflict();
    std::vector<Node> nodes;
    for (const Node node : table) {
        if (node.is(Kind::table) && !node.key().starts_with("x-")) nodes.push_back(node);
    }
    if (nodes.size() > kMaxIssues) {
        reading.error("E0148", nodes[kMaxIssues].span(), "more than 10,000 issues: a case holds no more",
                      "leave out what is not in dispute");
        return;
    }
    for (const Node& node : nodes) load_one_issue(reading, node);
    for (Party& party : conflict.parties) party.preference.issues.resize(nodes.size());
    for (OutsideActor& actor : conflict.outside) actor.preference.issues.resize(nodes.size());
    std::vector<std::vector<Node>> sheets(conflict.parties.size(), std::vector<Node>(nodes.size()));
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const std::int32_t source = reading.source_of(nodes[i]);
        const Node sheet_table = nodes[i].find("for");
        if (!sheet_table.is(Kind::table)) continue;
        for (const Node node : sheet_table) {
            if (node.key().starts_with("x-")) continue;
            if (OutsideActor* const actor = reading.outside(node.key()); actor != nullptr) {
                if (!node.is(Kind::table)) continue;
                load_sheet(reading, node, IssueId(i), actor->id, actor->preference.issues[i], source);
                continue;
            }
            const auto party = reading.party(node.key(), node.key_span());
            if (!party || !node.is(Kind::table)) {
                if (party) conflict.parties[party->index()].preference.issues[i].weight = Quantity(1);
                continue;
            }
            sheets[party->index()][i] = node;
            Party& one = conflict.parties[party->index()];
            load_sheet(reading, node, IssueId(i), one.id, one.preference.issues[i], source);
        }
    }
    check_missing_weights(reading, sheets);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (!reading.broken(IssueId(i))) load_red_lines(reading, nodes[i], IssueId(i));
    }
}

}  // namespace entente::io
