// The words that the sections share.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "entente/core/text.hpp"
#include "entente/report/robust.hpp"
#include "entente/settle/solutions.hpp"
#include "report/internal.hpp"
#include "report/render/layout.hpp"
#include "report/sections/sections.hpp"
#include "report/words/settle.hpp"

namespace entente::report {

std::string issue_name(const Issue& issue) { return issue.ask.empty() ? issue.id : issue.ask; }

std::string time_words(double time, const std::string& unit) {
    static const std::pair<const char*, double> kPerYear[] = {
        {"day", 365.25}, {"week", 52.18}, {"month", 12}, {"quarter", 4}, {"year", 1}};
    for (const auto& [name, per_year] : kPerYear) {
        if (unit == name && time / per_year >= 3)
            return format_number(time / per_year, time / per_year < 20 ? 1 : 0) + " years";
    }
    const std::string number = format_grouped(time, 1);
    return number + " " + unit + (number == "1" ? "" : "s");
}

std::string time_range_words(double low, double high, const std::string& unit) {
    std::string from = time_words(low, unit);
    const std::string to = time_words(high, unit);
    const std::size_t at = from.rfind(' ');
    if (at != std::string::npos && to.ends_with(from.substr(at))) from.resize(at);
    return from + " to " + to;
}

bool out_of_sight(double time, const std::string& unit) { return war::out_of_sight(time, unit); }

std::string solution_name(const std::string& id) { return title_of(id); }

std::string term_words(const Issue& issue, OptionId option) {
    const std::string name = issue_name(issue);
    return name + (name.ends_with('?') ? " " : ": ") + issue.options[option.index()].label;
}

std::string outcome_words(const Case& conflict, const Outcome& outcome) {
    std::string words;
    for (std::size_t i = 0; i < outcome.options.size() && i < conflict.space.issues.size(); ++i) {
        words += (i == 0 ? "" : "; ") + term_words(conflict.space.issues[i], outcome.options[i]);
    }
    return words;
}

std::vector<std::size_t> weightiest(const Case& conflict, std::size_t most) {
    std::vector<double> weight(conflict.space.issues.size());
    for (const Party& party : conflict.parties) {
        double sum = 0;
        for (const IssueScore& one : party.preference.issues) sum += std::abs(one.weight.value());
        for (std::size_t i = 0; sum > 0 && i < party.preference.issues.size(); ++i)
            weight[i] += std::abs(party.preference.issues[i].weight.value()) / sum;
    }
    std::vector<std::size_t> order(weight.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return weight[a] > weight[b]; });
    order.resize(std::min(order.size(), most));
    std::sort(order.begin(), order.end());
    return order;
}

Column utility_column(const Case& conflict, std::string name, Tone tone) {
    return {.name = std::move(name),
            .unit = std::string(unit(conflict)),
            .decimals = decimals(conflict),
            .tone = tone};
}

bool may_show(const Audience& audience, PartyId party) {
    return !audience.viewer || *audience.viewer == party;
}

std::vector<Package> packages(const settle::SettleResult& result) {
    std::vector<Package> all;
    for (const auto& named : result.solutions) {
        if (!named.solution || !settle::solution_text(named.name).same_as.empty()) continue;
        const std::string name = solution_name(named.name);
        bool merged = false;
        for (Package& package : all) {
            if (package.solution->point.outcome != named.solution->point.outcome) continue;
            package.name += ", " + name;
            merged = true;
        }
        if (!merged) all.push_back({name, &*named.solution});
    }
    return all;
}

namespace {

bool take(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

std::optional<PartyId> party_at_end(const Case& conflict, std::string_view name) {
    for (std::size_t i = 0; i < conflict.parties.size(); ++i) {
        const std::string& id = conflict.parties[i].id;
        // "cost.ID", "prior.ID.wins"
        const std::size_t dot = name.find("." + id);
        if (dot == std::string_view::npos) continue;
        const std::size_t after = dot + 1 + id.size();
        if (after == name.size() || name[after] == '.') return PartyId(i);
    }
    return std::nullopt;
}

std::string spaced(std::string_view name) {
    std::string words(name);
    for (char& c : words) {
        if (c == '.' || c == '_') c = ' ';
    }
    return words;
}

/// A war parameter's name with the party's name in place of its id.
std::string parameter_words(const Case& conflict, std::string_view name, std::optional<PartyId> party) {
    if (!party) return spaced(name);
    const std::string& id = conflict.parties[party->index()].id;
    const std::size_t at = name.find("." + id);
    const std::string tail = spaced(name.substr(at + 1 + id.size()));
    return spaced(name.substr(0, at)) + tail + ", " + conflict.parties[party->index()].name;
}

}  // namespace

AddressWords address_words(const Case& conflict, const std::string& address) {
    std::string_view rest = address;
    if (take(rest, "issue.")) {
        for (const Issue& issue : conflict.space.issues) {
            std::string_view inner = rest;
            if (!take(inner, issue.id + ".for.")) continue;
            for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
                std::string_view number = inner;
                const Party& party = conflict.parties[p];
                if (!take(number, party.id + ".")) continue;
                if (number == "weight") return {"weight for " + party.name, issue_name(issue), PartyId(p)};
                if (take(number, "score.")) {
                    return {"score of “" + std::string(number) + "” for " + party.name, issue_name(issue),
                            PartyId(p)};
                }
            }
            for (const OutsideActor& actor : conflict.outside) {
                std::string_view number = inner;
                if (!take(number, actor.id + ".")) continue;
                if (number == "weight")
                    return {"weight for " + actor.name, issue_name(issue), std::nullopt};
                if (take(number, "score.")) {
                    return {"score of “" + std::string(number) + "” for " + actor.name, issue_name(issue),
                            std::nullopt};
                }
            }
        }
    }
    rest = address;
    if (take(rest, "bonus.")) {
        for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
            for (const Term& term : conflict.parties[p].preference.terms) {
                if (rest != term.id + ".add") continue;
                std::string when;
                for (const Condition& condition : term.when) {
                    when += (when.empty() ? "" : ", ") +
                            issue_name(conflict.space.issues[condition.issue.index()]);
                }
                return {"Interaction " + term.id + " for " + conflict.parties[p].name + " (" + when + ")",
                        "Interactions", PartyId(p)};
            }
        }
    }
    if (take(rest, "reserve.")) {
        for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
            if (rest == conflict.parties[p].id) {
                return {"Value of " + no_deal(conflict) + " for " + conflict.parties[p].name,
                        "Without a deal", PartyId(p)};
            }
        }
    }
    if (take(rest, "war.")) {
        const auto party = party_at_end(conflict, "." + std::string(rest));
        return {parameter_words(conflict, rest, party_at_end(conflict, rest)), "War", party};
    }
    if (take(rest, "belief.")) {
        for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
            if (!take(rest, conflict.parties[p].id + ".")) continue;
            return {spaced(rest) + ", as " + conflict.parties[p].name + " believes", "Beliefs", PartyId(p)};
        }
    }
    if (take(rest, "aid.")) return {spaced(rest), "Aid and pressure", std::nullopt};
    return {address, "Other numbers", std::nullopt};
}

std::string number_words(const Case& conflict, const std::string& address) {
    // Whoever has weights and scores: the parties, and outside actors with interests of their own.
    std::vector<std::pair<std::string, std::string>> holders;
    for (std::size_t p = 0; p < conflict.parties.size(); ++p)
        holders.emplace_back(conflict.parties[p].id, clean(party_name(conflict, p)));
    for (const OutsideActor& actor : conflict.outside) holders.emplace_back(actor.id, cut(actor.name, 40));
    for (const auto& [id, name] : holders) {
        if (address == "reserve." + id) return name + "'s value of " + no_deal(conflict);
        for (const Issue& issue : conflict.space.issues) {
            const std::string prefix = "issue." + issue.id + ".for." + id + ".";
            if (!address.starts_with(prefix)) continue;
            const std::string rest = address.substr(prefix.size());
            if (rest == "weight") return name + "'s weight of " + clean(issue.id);
            if (rest.starts_with("score."))
                return name + "'s score of '" + clean(rest.substr(6)) + "' (" + clean(issue.id) + ")";
        }
    }
    const AddressWords words = address_words(conflict, address);
    if (address.starts_with("war.")) return "war: " + clean(words.label);
    if (address.starts_with("aid.")) return "aid: " + clean(words.label);
    return clean(words.label);
}

}  // namespace entente::report
