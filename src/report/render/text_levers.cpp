// The screen of `entente levers`: the least that opens the way, then what it rests on.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "entente/core/text.hpp"
#include "entente/report/levers.hpp"
#include "entente/report/robust.hpp"
#include "report/render/layout.hpp"

namespace entente::report {
namespace {

std::string number(double value) { return format_number(value, 4); }

/// A number in words, and the address that --set takes where that is something else.
std::string with_address(const Case& conflict, const std::string& address) {
    const std::string words = number_words(conflict, address);
    return words == address ? words : words + " (" + address + ")";
}

/// "what it is": the goal in words.
std::string goal_words(const levers::LeversResult& result) {
    if (result.goal == "zone") return "a deal that is worth it to everybody";
    if (result.goal.starts_with("stable:"))
        return "a deal that is worth it to everybody and holds (" + result.goal.substr(7) + ")";
    if (result.goal.starts_with("chance:")) return "a zone with a chance of " + result.goal.substr(7);
    return "the deal " + result.goal.substr(std::min<std::size_t>(result.goal.size(), 5));
}

std::string set_words(const Case& conflict, const levers::MinimalSet& set) {
    std::vector<std::string> words;
    for (const levers::UsedLever& used : set.levers) {
        const std::string who = actor_name(conflict, used.by);
        words.push_back(used.name + " " + number(used.size) + (who.empty() ? "" : " (" + who + ")"));
    }
    return words.empty() ? "nothing" : join_words(words);
}

class Screen {
public:
    Screen(const Case& conflict, const levers::LeversResult& result, const TextOptions& options)
        : case_(conflict), result_(result), options_(options) {}

    std::string whole() {
        out_ += wrap(levers_answer(case_, result_), options_.width);
        out_ += "\n" + title_lines(case_, options_);
        sets();
        break_evens();
        curve();
        keeping();
        coalitions();
        outsiders();
        map();
        notes();
        out_ += "\n" + model_not_advice(options_);
        return std::move(out_);
    }

private:
    const Case& case_;
    const levers::LeversResult& result_;
    const TextOptions& options_;
    std::string out_;

    void line(const std::string& text) { out_ += wrap(text, options_.width, "  ", "    "); }

    void sets() {
        if (result_.minimal.empty()) return;
        const bool nothing = result_.minimal.size() == 1 && result_.minimal.front().levers.empty();
        if (nothing) return;
        out_ += heading("Sets of levers that need each of theirs, the cheapest first", options_);
        const std::size_t shown = std::min(result_.minimal.size(), options_.list_limit);
        for (std::size_t k = 0; k < shown; ++k) {
            const levers::MinimalSet& set = result_.minimal[k];
            line(fmt::format("cost {}: {}{}", number(set.cost), set_words(case_, set),
                             set.checked ? "" : "; the changed case did not bear it out"));
        }
        out_ += and_more(result_.minimal.size() - shown, "  ", options_);
        if (!result_.in_all.empty())
            line("Without " + join_words(result_.in_all) + " there is no way: every set has it.");
        if (result_.cheapest && result_.cheapest->deal.options.size() == case_.space.issues.size())
            line("It opens: " + outcome_words(case_, result_.cheapest->deal, 12) + ".");
    }

    void break_evens() {
        if (result_.break_even.empty()) return;
        out_ += heading("One number alone, all else as it is", options_);
        const std::size_t shown = std::min(result_.break_even.size(), options_.list_limit);
        for (std::size_t k = 0; k < shown; ++k) {
            const levers::BreakEven& one = result_.break_even[k];
            const bool rises = one.value > one.now;
            line(fmt::format("{}: {} {} {} {} (now {}){}", with_address(case_, one.address),
                             one.opens ? "it is reached" : "it is lost", rises ? "above" : "below",
                             number(one.value), one.unit, number(one.now),
                             one.believed ? ", by the sides' own beliefs" : ""));
        }
        out_ += and_more(result_.break_even.size() - shown, "  ", options_);
    }

    void curve() {
        if (result_.chance_curve.empty()) return;
        out_ += heading("Chance against cost, over the ranges of the numbers", options_);
        if (!result_.curve_of.empty()) line("Levers scaled together: " + result_.curve_of + ".");
        const std::size_t step = std::max<std::size_t>(1, (result_.chance_curve.size() - 1) / 5);
        for (std::size_t k = 0; k < result_.chance_curve.size(); k += step) {
            const levers::CurvePoint& point = result_.chance_curve[k];
            out_ += fmt::format("  {:>10}   {:>5}% (+-{})\n", number(point.cost),
                                format_number(100 * point.chance, 1),
                                format_number(100 * point.standard_error, 1));
        }
    }

    void keeping() {
        const std::vector<std::string> words = keeping_words(case_, result_);
        if (words.empty()) return;
        out_ += heading("Would it be kept?", options_);
        for (const std::string& each : words) line(each);
    }

    void coalitions() {
        if (!result_.coalitions) return;
        out_ += heading("Groups that could go alone", options_);
        for (const std::string& words : coalition_words(case_, *result_.coalitions, options_.list_limit))
            line(words);
    }

    void outsiders() {
        if (const auto words = backer_words(case_, result_); !words.empty()) {
            out_ += heading("Who pays the aid", options_);
            for (const std::string& each : words) line(each);
        }
        if (const auto words = interest_words(case_, result_); !words.empty()) {
            out_ += heading("What outsiders want themselves", options_);
            for (const std::string& each : words) line(each);
        }
    }

    void map() {
        if (!result_.map) return;
        const levers::MapResult& map = *result_.map;
        out_ += heading("Where it holds (#), by two numbers", options_);
        line(fmt::format("Down: {} from {} to {}; across: {} from {} to {}.", map.addresses[0],
                         number(map.first.front()), number(map.first.back()), map.addresses[1],
                         number(map.second.front()), number(map.second.back())));
        for (const std::vector<bool>& row : map.holds) {
            out_ += "  ";
            for (const bool holds : row) out_ += holds ? '#' : '.';
            out_ += "\n";
        }
    }

    void notes() {
        if (result_.notes.empty()) return;
        out_ += "\n";
        for (const std::string& note : result_.notes) out_ += wrap(note, options_.width);
    }
};

}  // namespace

std::vector<std::string> coalition_words(const Case& conflict, const levers::CoalitionsResult& found,
                                         std::size_t most) {
    const auto name = [&](const std::string& id) { return actor_name(conflict, id); };
    const auto listed = [](const std::vector<double>& all) {
        std::vector<std::string> words;
        for (const double x : all) words.push_back(number(x));
        return join_words(words);
    };
    std::vector<std::string> lines;
    for (const levers::CoalitionObjection& one : found.objections) {
        if (lines.size() == most) break;
        std::vector<std::string> members;
        for (const std::string& id : one.members) members.push_back(name(id));
        lines.push_back(fmt::format(
            "{} do better alone than in the deal of {}{}.", join_words(members), one.deal,
            one.alone.empty() ? "" : ": " + listed(one.alone) + " points against " + listed(one.in_deal)));
    }
    if (found.objections.size() > lines.size())
        lines.push_back(fmt::format("And {} more of this kind.", found.objections.size() - lines.size()));
    if (found.objections.empty())
        lines.emplace_back("No group does better alone than in the deals of the bargaining solutions.");
    if (!found.shared) return lines;
    lines.push_back(
        found.shared->core_empty
            ? fmt::format("If sums can be shared: no sharing satisfies every group (the core is empty); "
                          "the worst-off group lacks {} points at the least.",
                          number(found.shared->least_excess))
            : "If sums can be shared: some sharing leaves no group better off alone (the core is not "
              "empty).");
    const auto shares = [&](const std::vector<std::pair<std::string, double>>& by_party) {
        std::vector<std::string> words;
        for (const auto& [id, value] : by_party) words.push_back(name(id) + " " + number(value));
        return join_words(words);
    };
    lines.push_back("Shapley value: " + shares(found.shared->shapley) + ".");
    if (!found.shared->nucleolus.empty())
        lines.push_back("Nucleolus: " + shares(found.shared->nucleolus) + ".");
    return lines;
}

std::vector<levers::BreakEven> nearest_break_evens(const levers::LeversResult& result) {
    std::vector<levers::BreakEven> all;
    for (const levers::BreakEven& one : result.break_even) {
        if (!one.believed) all.push_back(one);
    }
    const auto way = [](const levers::BreakEven& one) {
        return std::abs(one.value - one.now) / std::max(std::abs(one.now), 1e-300);
    };
    std::stable_sort(all.begin(), all.end(), [&](const levers::BreakEven& a, const levers::BreakEven& b) {
        return way(a) < way(b);
    });
    return all;
}

std::string weakest_link(const Case& conflict, const levers::LeversResult& result) {
    const std::vector<levers::BreakEven> all = nearest_break_evens(result);
    if (all.empty()) return {};
    const levers::BreakEven& nearest = all.front();
    return fmt::format("The weakest link: {} is {} now, and {} {} the goal is {}.",
                       number_words(conflict, nearest.address), number(nearest.now),
                       nearest.value > nearest.now ? "above" : "below", number(nearest.value),
                       nearest.opens ? "reached" : "lost");
}

std::string levers_answer(const Case& conflict, const levers::LeversResult& result) {
    const std::string goal = goal_words(result);
    if (result.holds_now) {
        return fmt::format("Nothing has to be changed: there is {} as things stand.", goal);
    }
    if (!result.reachable) {
        return fmt::format("The levers of this case do not reach {}. {}", goal, result.why_not);
    }
    if (!result.cheapest) return fmt::format("{} is within reach.", goal);
    return fmt::format("The least that opens the way to {} costs {}: {}.{}", goal,
                       number(result.cheapest->cost), set_words(conflict, *result.cheapest),
                       result.proved ? "" : " (Not proved to be the least.)");
}

std::string text_levers(const Case& conflict, const levers::LeversResult& result,
                        const TextOptions& options) {
    return Screen(conflict, result, options).whole();
}

}  // namespace entente::report
