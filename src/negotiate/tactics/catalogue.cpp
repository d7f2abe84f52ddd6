// The tables of records, how a choice is written, and how a tactic is put together.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "entente/core/diagnostic.hpp"
#include "entente/core/text.hpp"
#include "entente/core/trim.hpp"
#include "negotiate/tactics/records.hpp"

namespace entente::negotiate {
namespace {

const std::vector<const TacticRecord*>& tactic_records() {
    static const std::vector<const TacticRecord*> all = [] {
        std::vector<const TacticRecord*> list;
        for (const auto& group : {time_tactics(), plain_tactics(), drawing_tactics(), behaviour_tactics(),
                                  micro_tactics(), known_tactics()}) {
            for (const TacticRecord& each : group) list.push_back(&each);
        }
        return list;
    }();
    return all;
}

template <class Records>
std::vector<TacticInfo> infos(const Records& records) {
    std::vector<TacticInfo> all;
    for (const auto& each : records) all.push_back(each.info);
    return all;
}

std::vector<std::string> ids(std::span<const TacticInfo> infos) {
    std::vector<std::string> all;
    for (const TacticInfo& each : infos) all.emplace_back(each.id);
    return all;
}

[[noreturn]] void refuse(std::string code, std::string message, std::string_view word,
                         const std::vector<std::string>& names) {
    std::string hint = did_you_mean(word, names);
    if (hint.empty()) hint = "there are " + join_words(names);
    throw InputError(Diagnostic{.severity = Severity::error,
                                .code = std::move(code),
                                .message = std::move(message),
                                .where = {},
                                .hint = std::move(hint),
                                .address = {}});
}

const TacticRecord& tactic_named(std::string_view name) {
    for (const TacticRecord* each : tactic_records()) {
        if (each->info.id == name) return *each;
    }
    refuse("E1701", fmt::format("there is no tactic '{}'", name), name, ids(tactics()));
}

template <class Record>
const Record& record_named(std::span<const Record> records, std::string_view name, std::string_view what) {
    for (const Record& each : records) {
        if (each.info.id == name) return each;
    }
    refuse("E1702", fmt::format("there is no {} '{}'", what, name), name, ids(infos(records)));
}

Numbers defaults(const TacticInfo& info) {
    Numbers numbers;
    for (const TacticParameter& each : info.parameters) numbers.push_back(each.fallback);
    return numbers;
}

/// Sets `name` where the record has it. \return false where it has not
bool set_number(const TacticInfo& info, Numbers& numbers, const std::string& name, double value) {
    for (std::size_t k = 0; k < info.parameters.size(); ++k) {
        const TacticParameter& parameter = info.parameters[k];
        if (parameter.name != name) continue;
        if (!parameter.domain.contains(value)) {
            throw InputError(Diagnostic{
                .severity = Severity::error,
                .code = "E1703",
                .message = fmt::format("{} of '{}' must be {}", name, info.id, parameter.domain.describe()),
                .where = {},
                .hint = std::string(parameter.meaning),
                .address = {}});
        }
        numbers[k] = value;
        return true;
    }
    return false;
}

}  // namespace

std::span<const TacticInfo> tactics() {
    static const std::vector<TacticInfo> all = [] {
        std::vector<TacticInfo> list;
        for (const TacticRecord* each : tactic_records()) list.push_back(each->info);
        return list;
    }();
    return all;
}

std::span<const TacticInfo> acceptance_rules() {
    static const std::vector<TacticInfo> all = infos(acceptance_records());
    return all;
}

std::span<const TacticInfo> opponent_models() {
    static const std::vector<TacticInfo> all = infos(model_records());
    return all;
}

Chosen choose(const TacticChoice& choice) {
    Chosen chosen;
    chosen.tactic = &tactic_named(choice.name);
    chosen.tactic_numbers = defaults(chosen.tactic->info);
    if (!choice.accept.empty() || !chosen.tactic->info.accepts_itself) {
        chosen.acceptance = &record_named(acceptance_records(),
                                          choice.accept.empty() ? std::string_view("next") : choice.accept,
                                          "acceptance rule");
        chosen.acceptance_numbers = defaults(chosen.acceptance->info);
    }
    if (!choice.model.empty() && choice.model != "none") {
        chosen.model = &record_named(model_records(), choice.model, "opponent model");
        chosen.model_numbers = defaults(chosen.model->info);
    }
    for (const auto& [name, value] : choice.numbers) {
        bool known = set_number(chosen.tactic->info, chosen.tactic_numbers, name, value);
        if (chosen.acceptance != nullptr)
            known = set_number(chosen.acceptance->info, chosen.acceptance_numbers, name, value) || known;
        if (chosen.model != nullptr)
            known = set_number(chosen.model->info, chosen.model_numbers, name, value) || known;
        if (known) continue;
        std::vector<std::string> names = {"accept", "model"};
        const auto add = [&](const TacticInfo& info) {
            for (const TacticParameter& each : info.parameters) names.emplace_back(each.name);
        };
        add(chosen.tactic->info);
        if (chosen.acceptance != nullptr) add(chosen.acceptance->info);
        if (chosen.model != nullptr) add(chosen.model->info);
        refuse("E1702", fmt::format("the tactic '{}' has no setting '{}'", choice.name, name), name, names);
    }
    return chosen;
}

TacticChoice read_tactic(std::string_view text) {
    TacticChoice choice;
    const std::size_t colon = text.find(':');
    choice.name = std::string(trimmed(text.substr(0, colon)));
    std::string_view rest = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
    while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        const std::string_view one = trimmed(rest.substr(0, comma));
        rest = comma < rest.size() ? rest.substr(comma + 1) : std::string_view();
        if (one.empty()) continue;
        const std::size_t equals = one.find('=');
        const std::string name(trimmed(one.substr(0, equals)));
        const std::string value(equals == std::string_view::npos ? "" : trimmed(one.substr(equals + 1)));
        if (name == "accept") {
            choice.accept = value;
        } else if (name == "model") {
            choice.model = value;
        } else if (const auto number = Rational::parse(value)) {
            choice.numbers.emplace_back(name, number->value());
        } else {
            throw InputError(
                Diagnostic{.severity = Severity::error,
                           .code = "E1703",
                           .message = fmt::format("'{}' is no setting of a tactic", one),
                           .where = {},
                           .hint = "write NAME:setting=number,... such as boulware:e=0.1,accept=combi",
                           .address = {}});
        }
    }
    (void)choose(choice);
    return choice;
}

std::string to_string(const TacticChoice& choice) {
    std::string settings;
    const auto add = [&](std::string one) { settings += (settings.empty() ? ":" : ",") + std::move(one); };
    for (const auto& [name, value] : choice.numbers) add(fmt::format("{}={}", name, value));
    if (!choice.accept.empty()) add("accept=" + choice.accept);
    if (!choice.model.empty()) add("model=" + choice.model);
    return choice.name + settings;
}

Protocol read_protocol(std::string_view name) {
    for (std::size_t k = 0; k < kProtocolNames.size(); ++k) {
        if (kProtocolNames[k] == name) return static_cast<Protocol>(k);
    }
    refuse("E1704", fmt::format("there is no protocol '{}'", name), name,
           {kProtocolNames.begin(), kProtocolNames.end()});
}

}  // namespace entente::negotiate
