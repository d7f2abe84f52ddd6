#include "report/results/json.hpp"

namespace entente::report {

Json numbers(const std::vector<double>& values) {
    Json list = Json::array();
    for (const double value : values) list.push_back(number(value));
    return list;
}

Json outcome(const Case& conflict, const Outcome& outcome) {
    if (outcome.options.size() != conflict.space.issues.size()) return nullptr;
    Json object = Json::object();
    for (std::size_t i = 0; i < outcome.options.size(); ++i) {
        const Issue& issue = conflict.space.issues[i];
        object[issue.id] = issue.options[outcome.options[i].index()].label;
    }
    return object;
}

Json envelope(const Case& conflict, const Envelope& envelope) {
    Json json = {{"schema", "entente-result/1"},
                 {"verb", envelope.verb},
                 {"case", {{"title", conflict.title}, {"sha256", conflict.origin.sha256}}},
                 {"seed", envelope.seed},
                 {"method", envelope.method},
                 {"exact", envelope.exact},
                 {"stopped", to_string(envelope.stopped)},
                 {"notes", envelope.notes}};
    if (!envelope.settings.empty()) json["settings"] = envelope.settings;
    return json;
}

Json diagnostics(const std::vector<Diagnostic>& all) {
    static constexpr const char* kSeverity[] = {"error", "warning", "note"};
    Json list = Json::array();
    for (const Diagnostic& one : all) {
        list.push_back({{"severity", kSeverity[static_cast<int>(one.severity)]},
                        {"code", one.code},
                        {"message", one.message},
                        {"file", one.where.file},
                        {"line", one.where.line},
                        {"column", one.where.column},
                        {"address", one.address},
                        {"hint", one.hint}});
    }
    return list;
}

std::string dump(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string json_refused(const std::vector<Diagnostic>& all) {
    return dump({{"schema", "entente-result/1"},
                 {"verb", "check"},
                 {"sound", false},
                 {"diagnostics", diagnostics(all)}});
}

std::string json_summary(const Case& conflict, const Envelope& about, const std::vector<JsonPart>& parts) {
    Json json = envelope(conflict, about);
    for (const JsonPart& part : parts) json[part.verb] = Json::parse(part.json);
    return dump(json);
}

}  // namespace entente::report
