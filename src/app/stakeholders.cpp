#include "entente/app/stakeholders.hpp"

#include <algorithm>

#include "entente/assess/no_deal.hpp"
#include "entente/io/load.hpp"
#include "entente/report/stakeholders.hpp"
#include "entente/settle/settle.hpp"

namespace entente::app {
namespace {

Diagnostic problem(std::string code, std::string message, std::string hint) {
    return {.code = std::move(code), .message = std::move(message), .hint = std::move(hint)};
}

/// "VotingRule=Cubic", or "0,0,0,2,1,1,1,1,0" in KTAB's order.
std::optional<stakeholders::SmpParameters> parameters_of(const Case& conflict,
                                                         const std::vector<std::string>& all) {
    if (all.empty()) return std::nullopt;
    stakeholders::SmpParameters parameters = stakeholders::table_of(conflict).parameters;
    const auto known = stakeholders::smp_parameters();
    for (const std::string& one : all) {
        const std::size_t equals = one.find('=');
        if (equals == std::string::npos && std::count(one.begin(), one.end(), ',') == 8) {
            std::size_t at = 0;
            for (const auto& parameter : known) {
                const std::size_t end = std::min(one.find(',', at), one.size());
                if (!stakeholders::set_parameter(parameters, parameter.name, one.substr(at, end - at)))
                    throw InputError(problem(
                        "E1013",
                        "'" + one.substr(at, end - at) + "' is no value of " + std::string(parameter.name),
                        "nine numbers from 0, in the order of docs/methods/stakeholders.md"));
                at = end + 1;
            }
            continue;
        }
        const std::string name = one.substr(0, equals);
        const std::string value = equals == std::string::npos ? "" : one.substr(equals + 1);
        if (equals != std::string::npos && stakeholders::set_parameter(parameters, name, value)) continue;
        std::vector<std::string> names;
        std::string values;
        for (const auto& parameter : known) {
            names.emplace_back(parameter.name);
            if (parameter.name != name) continue;
            for (const auto& each : parameter.values)
                values += (values.empty() ? "one of " : ", ") + std::string(each);
        }
        throw InputError(problem("E1013",
                                 values.empty() ? "the spatial model has no parameter '" + name + "'"
                                                : name + " cannot be '" + value + "'",
                                 values.empty() ? did_you_mean(name, names) : values));
    }
    return parameters;
}

IssueId issue_of(const Case& conflict, const std::string& id) {
    std::vector<std::string> known;
    for (std::size_t i = 0; i < conflict.space.issues.size(); ++i) {
        if (conflict.space.issues[i].id == id || conflict.space.issues[i].ask == id) return IssueId(i);
        known.push_back(conflict.space.issues[i].id);
    }
    throw InputError(problem("E1014", "there is no issue '" + id + "'", did_you_mean(id, known)));
}

/// What is to be ratified: the deal named, the solutions, the status quo.
void add_deals(const Case& conflict, const std::string& deal, const RunOptions& run,
               stakeholders::StakeholderOptions& options) {
    if (!deal.empty()) {
        options.coalition_on = {"the deal", read_deal(conflict, deal)};
        options.deals.push_back(*options.coalition_on);
    }
    if (conflict.ratify.empty()) return;
    if (gives_points(conflict) && conflict.parties.size() > 1) {
        settle::SettleOptions brief;
        brief.ties = false;
        const settle::SettleResult settled = settle::settle(conflict, brief, run);
        for (const settle::NamedSolution& named : settled.solutions) {
            if (!named.solution) continue;
            const Outcome& outcome = named.solution->point.outcome;
            const bool known = std::any_of(options.deals.begin(), options.deals.end(),
                                           [&](const auto& each) { return each.outcome == outcome; });
            if (!known) options.deals.push_back({named.name, outcome});
        }
    }
    if (conflict.status_quo) options.deals.push_back({"the status quo", *conflict.status_quo});
}

}  // namespace

StakeholderAnswer stakeholders(const Input& input, const StakeholderRequest& request,
                               const RunOptions& run) {
    StakeholderAnswer answer{
        .conflict = input.conflict, .result = {}, .settings = input.settings, .path = request.path};
    stakeholders::StakeholderOptions options;
    options.models = request.models;
    options.quirks = request.quirks;
    options.runs = request.runs;
    options.spread = request.spread;
    options.turns = request.turns;
    try {
        if (answer.conflict.actors.empty()) (void)stakeholders::table_of(answer.conflict);  // tells so
        options.parameters = parameters_of(answer.conflict, request.parameters);
        if (!request.issue.empty()) options.issue = issue_of(answer.conflict, request.issue);
        if (!answer.conflict.ratify.empty() && answer.conflict.war) {
            // Acceptable to a party is what beats its war.
            answer.conflict =
                assess::with_values_of_no_deal(std::move(answer.conflict), run, false).conflict;
        }
        add_deals(answer.conflict, request.deal, run, options);
        answer.result = stakeholders::analyse(answer.conflict, options, run);
    } catch (const InputError& refused) {
        std::vector<Diagnostic> all = refused.diagnostics();
        if (!input.text.empty()) io::attach_source(all, input.conflict.origin.file, input.text);
        throw InputError(std::move(all));
    }
    return answer;
}

std::string to_text(const StakeholderAnswer& answer, const report::TextOptions& options) {
    return report::text_stakeholders(answer.conflict, answer.result, answer.path, options);
}

std::string to_json(const StakeholderAnswer& answer) {
    return report::json_stakeholders(answer.conflict, answer.result, answer.settings);
}

std::string to_text(const stakeholders::ScoreResult& result, const report::TextOptions& options) {
    return report::text_score(result, options);
}

std::string to_json(const stakeholders::ScoreResult& result, std::uint64_t seed) {
    return report::json_score(result, seed);
}

}  // namespace entente::app
