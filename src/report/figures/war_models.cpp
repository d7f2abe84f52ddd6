// The models of [war] and the kinds of aid, from the table that the reader itself uses.
#include <fmt/format.h>

#include "entente/core/text.hpp"
#include "entente/model/war_parameters.hpp"
#include "entente/report/war.hpp"
#include "report/render/layout.hpp"
#include "report/results/json.hpp"

namespace entente::report {
namespace {

/// `prior.*.wins` as people write it: `prior.PARTY.wins`.
std::string written(std::string_view name) {
    std::string text(name);
    if (const auto star = text.find('*'); star != std::string::npos) text.replace(star, 1, "PARTY");
    return text;
}

std::string rows(std::span<const WarParameter> parameters, const TextOptions& options) {
    std::string out;
    for (const WarParameter& parameter : parameters) {
        out += wrap(fmt::format("{}: {}; {}; {}{}", written(parameter.name), parameter.unit,
                                parameter.domain.describe(),
                                parameter.fallback == "required" ? "" : "without it: ", parameter.fallback),
                    options.width, "  ", "      ");
        out += wrap(parameter.text, options.width, "      ", "      ");
    }
    return out;
}

Json list(std::span<const WarParameter> parameters) {
    Json all = Json::array();
    for (const WarParameter& parameter : parameters) {
        const Domain& domain = parameter.domain;
        all.push_back({{"name", written(parameter.name)},
                       {"unit", parameter.unit},
                       {"legal",
                        {{"low", number(domain.low)},
                         {"high", number(domain.high)},
                         {"low_included", !domain.low_open},
                         {"high_included", !domain.high_open},
                         {"whole", domain.integer},
                         {"words", domain.describe()}}},
                       {"default", parameter.fallback},
                       {"meaning", parameter.text}});
    }
    return all;
}

}  // namespace

std::string text_war_models(const TextOptions& options) {
    std::string out = wrap(
        fmt::format("[war] has {} models; each line gives a parameter, its unit, its legal values and what "
                    "holds without it.",
                    war_models().size()),
        options.width);
    for (const WarModel& model : war_models()) {
        out += heading(fmt::format("model = \"{}\"", model.name), options);
        out += wrap(model.rules, options.width, "  ", "  ");
        out += wrap(fmt::format("({})", model.references), options.width, "  ", "  ");
        out += rows(own_parameters(model), options);
    }
    out += heading("Every model", options) + rows(common_war_parameters(), options);
    for (const AidKind& kind : aid_kinds()) {
        out += heading(fmt::format("[aid.NAME] kind = \"{}\"", kind.name), options);
        out += wrap(std::string(kind.rules) + (kind.needs_recipient ? " Needs `to`." : ""), options.width,
                    "  ", "  ");
        out += rows(kind.parameters, options);
    }
    return out;
}

std::string json_war_models() {
    Json json = {{"schema", "entente-result/1"}, {"verb", "schema"}};
    Json models = Json::array();
    for (const WarModel& model : war_models()) {
        models.push_back({{"model", model.name},
                          {"seen_as", model.seen_as},
                          {"rules", model.rules},
                          {"references", model.references},
                          {"parameters", list(own_parameters(model))}});
    }
    json["models"] = std::move(models);
    json["every_model"] = list(common_war_parameters());
    Json kinds = Json::array();
    for (const AidKind& kind : aid_kinds()) {
        kinds.push_back({{"kind", kind.name},
                         {"rules", kind.rules},
                         {"needs_recipient", kind.needs_recipient},
                         {"parameters", list(kind.parameters)}});
    }
    json["aid"] = std::move(kinds);
    return dump(json);
}

}  // namespace entente::report
