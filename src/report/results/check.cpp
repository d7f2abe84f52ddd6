#include "report/results/json.hpp"

namespace entente::report {
namespace {

Json shares(const assess::Shares& all) {
    return {{"data", number(all[0])}, {"judgement", number(all[1])}, {"assumption", number(all[2])}};
}

Json evidence_of(const Case& conflict, const assess::Evidence& evidence) {
    Json parties = Json::object();
    for (std::size_t p = 0; p < evidence.by_party.size(); ++p) {
        parties[conflict.parties[p].id] = shares(evidence.by_party[p]);
    }
    return {{"importance", shares(evidence.importance)},
            {"by_party", parties},
            {"numbers", evidence.numbers},
            {"ranged", evidence.ranged},
            {"cited",
             {{"data", evidence.cited[0]},
              {"judgement", evidence.cited[1]},
              {"assumption", evidence.cited[2]}}},
            {"uncited", evidence.uncited}};
}

Json parties_of(const Case& conflict) {
    Json list = Json::array();
    for (const Party& party : conflict.parties) {
        Json reserve = nullptr;
        if (party.reserve) reserve = number(party.reserve->value());
        list.push_back({{"id", party.id},
                        {"name", party.name},
                        {"reserve", reserve},
                        {"terms", party.preference.terms.size()}});
    }
    return list;
}

Json issues_of(const Case& conflict) {
    Json list = Json::array();
    for (const Issue& issue : conflict.space.issues) {
        list.push_back({{"id", issue.id},
                        {"ask", issue.ask},
                        {"options", issue.options.size()},
                        {"grid", issue.grid}});
    }
    return list;
}

}  // namespace

std::string json_check(const Case& conflict, const assess::CheckResult& result,
                       const std::vector<std::string>& settings) {
    Json json = envelope(conflict, {.verb = "check", .method = "read", .settings = settings});
    json["sound"] = true;
    json["format"] = conflict.origin.format;
    json["parties"] = parties_of(conflict);
    json["issues"] = issues_of(conflict);
    json["space"] = {{"issues", conflict.space.issues.size()},
                     {"outcomes", result.outcomes},
                     {"rules", conflict.space.rules.size()}};
    Json sources = Json::array();
    for (const Source& source : conflict.sources) {
        sources.push_back({{"id", source.id},
                           {"what", source.what},
                           {"grade", to_string(source.grade)},
                           {"date", source.date}});
    }
    json["sources"] = sources;
    json["evidence"] = evidence_of(conflict, result.evidence);
    Json in_force = Json::array();
    for (const assess::Setting& one : result.settings) {
        in_force.push_back({{"name", one.name},
                            {"value", one.value},
                            {"default", !one.from_file},
                            {"meaning", one.meaning}});
    }
    json["in_force"] = in_force;
    Json tables = Json::array();
    for (const assess::TableUse& use : result.tables) {
        tables.push_back({{"table", use.table}, {"verb", use.verb}, {"present", use.present}});
    }
    json["tables"] = tables;
    json["diagnostics"] = diagnostics(result.warnings);
    return dump(json);
}

}  // namespace entente::report
