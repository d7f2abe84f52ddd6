// JSON Schema of the case file, from the table of keys.
#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>

#include "entente/io/load.hpp"
#include "entente/model/war_parameters.hpp"
#include "io/case/keys.hpp"

namespace entente::io {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kNumber = R"([+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?)";

std::string fraction_pattern() {
    const std::string number(kNumber);
    return number + "( */ *" + number + ")?";
}

std::string quantity_pattern() {
    const std::string part = fraction_pattern();
    const std::string range = part + R"( *\.\. *)" + part;
    return "^ *(" + part + R"(( *\( *)" + range + R"( *\))?|)" + range + ") *$";
}

Json reference(std::string_view name) { return {{"$ref", "#/$defs/" + std::string(name)}}; }

Json definitions() {
    const Json label = {{"type", {"string", "number", "boolean"}}};
    Json all;
    all["exact"] = {
        {"description", "One certain number; a fraction stands in quotes."},
        {"oneOf",
         {{{"type", "number"}}, {{"type", "string"}, {"pattern", "^ *" + fraction_pattern() + " *$"}}}}};
    Json table = {
        {"type", "object"},
        {"properties",
         {{"value",
           {{"oneOf", {{{"type", "number"}}, {{"type", "string"}, {"pattern", quantity_pattern()}}}}}},
          {"low", reference("exact")},
          {"high", reference("exact")},
          {"dist", {{"enum", kDistributionNames}}},
          {"source", {{"type", "string"}}}}},
        {"patternProperties", {{"^x-", true}}},
        {"additionalProperties", false}};
    all["number"] = {
        {"description",
         "55, \"55 (45..65)\", \"45..65\", \"2/7\", or a table with a value, its range and its source."},
        {"oneOf", {{{"type", "number"}}, {{"type", "string"}, {"pattern", quantity_pattern()}}, table}}};
    all["option"] = {{"description", "An option of the issue, by its label or its number."},
                     {"type", {"string", "number", "boolean"}}};
    all["condition"] = {{"description", "An option, a list of options, or a range \"low..high\" of them."},
                        {"oneOf", {label, {{"type", "array"}, {"items", label}, {"minItems", 1}}}}};
    all["conditions"] = {{"description", "Conditions by issue; all must hold."},
                         {"type", "object"},
                         {"patternProperties", {{"^x-", true}}},
                         {"additionalProperties", reference("condition")}};
    all["parameter"] = {{"description", "A number, a list of numbers, or a table of further parameters."},
                        {"type", {"number", "string", "array", "object"}}};
    Json statement = {{"type", "object"},
                      {"properties",
                       {{"text", {{"type", "string"}}},
                        {"all", reference("conditions")},
                        {"any", {{"type", "array"}, {"items", reference("conditions")}}},
                        {"not", reference("conditions")},
                        {"if", reference("conditions")},
                        {"iff", reference("conditions")},
                        {"then", reference("conditions")}}},
                      {"additionalProperties", reference("condition")}};
    all["statement"] = std::move(statement);
    return all;
}

Json list_of(Json items);
void add_domain(Json& schema, const Domain& domain);

std::string model_name(const WarModel& model) { return "war." + std::string(model.name); }
std::string kind_name(const AidKind& kind) { return "aid." + std::string(kind.name); }

/// One number: its meaning with its unit, its legal domain, and what holds without it.
Json war_number(const WarParameter& parameter) {
    Json number = reference("number");
    add_domain(number, parameter.domain);
    const std::string_view fallback = parameter.fallback;
    double plain = 0;
    const auto [end, error] = std::from_chars(fallback.data(), fallback.data() + fallback.size(), plain);
    const bool is_plain = error == std::errc{} && end == fallback.data() + fallback.size();
    if (is_plain) number["default"] = plain;
    number["description"] =
        std::string(parameter.text) + ". In " + std::string(parameter.unit) + "; " +
        parameter.domain.describe() +
        (fallback == "required" ? "; required." : "; without it: " + std::string(fallback) + ".");
    return number;
}

/// Puts a dotted name ("prior.*.wins") into nested tables, `*` standing for a party.
void put_parameter(Json& table, std::string_view name, const WarParameter& parameter) {
    const std::size_t dot = name.find('.');
    const std::string head(name.substr(0, dot));
    Json* place = nullptr;
    if (head == "*") {
        place = &table["additionalProperties"];
    } else {
        place = &table["properties"][head];
    }
    if (dot == std::string_view::npos) {
        *place = war_number(parameter);
        return;
    }
    if (place->is_null() || place->is_boolean()) {
        *place = {{"type", "object"},
                  {"properties", {{"source", {{"type", "string"}}}, {"per", {{"type", "string"}}}}},
                  {"patternProperties", {{"^x-", true}}},
                  {"additionalProperties", false}};
    }
    put_parameter(*place, name.substr(dot + 1), parameter);
}

/// The parameters of a model or a kind of aid; keys that it does not know are refused.
Json war_table(std::string_view rules, std::span<const WarParameter> parameters,
               const std::vector<std::string>& structure) {
    Json table = {{"description", rules}, {"type", "object"}, {"properties", Json::object()}};
    for (const WarParameter& parameter : parameters) put_parameter(table, parameter.name, parameter);
    Json names = structure;
    for (const auto& [name, schema] : table["properties"].items()) names.push_back(name);
    // A belief of wins and losses may be written as a list.
    if (Json& properties = table["properties"]; properties.contains("prior")) {
        Json& one = properties["prior"]["additionalProperties"];
        Json pair = list_of(reference("number"));
        pair["minItems"] = pair["maxItems"] = 2;
        one = {{"oneOf", {one, pair}}};
    }
    table["propertyNames"] = {{"anyOf", {{{"enum", std::move(names)}}, {{"pattern", "^x-"}}}}};
    return table;
}

void add_war_definitions(Json& all) {
    for (const WarModel& model : war_models()) {
        all[model_name(model)] =
            war_table(std::string(model.rules) + " (" + std::string(model.references) + ")",
                      model.parameters, {"model", "between", "win", "per", "source"});
    }
    for (const AidKind& kind : aid_kinds()) {
        all[kind_name(kind)] = war_table(kind.rules, kind.parameters, {"kind", "to", "per", "source"});
        Json& required = all[kind_name(kind)]["required"] = Json::array();
        if (kind.needs_recipient) required.push_back("to");
        for (const WarParameter& parameter : kind.parameters) {
            if (parameter.fallback == "required") required.push_back(parameter.name);
        }
    }
}

Json is(const char* key, std::string_view value) {
    return {{"properties", {{key, {{"const", value}}}}}, {"required", {key}}};
}

/// Which parameters [war] and [belief.*] take depends on the model, those of [aid.*] on the kind.
void add_war_conditions(Json& schema) {
    Json models = Json::array();
    Json conditions = Json::array();
    for (const WarModel& model : war_models()) {
        models.push_back(model.name);
        const Json table = reference(model_name(model));
        conditions.push_back(
            {{"if", {{"properties", {{"war", is("model", model.name)}}}, {"required", {"war"}}}},
             {"then", {{"properties", {{"war", table}, {"belief", {{"additionalProperties", table}}}}}}}});
    }
    schema["allOf"] = std::move(conditions);
    schema["properties"]["war"]["properties"]["model"]["enum"] = std::move(models);
    Json kinds = Json::array();
    Json& aid = schema["properties"]["aid"]["additionalProperties"];
    for (const AidKind& kind : aid_kinds()) {
        kinds.push_back(kind.name);
        aid["allOf"].push_back({{"if", is("kind", kind.name)}, {"then", reference(kind_name(kind))}});
    }
    aid["properties"]["kind"]["enum"] = std::move(kinds);
}

Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }

Json moves() {
    return {{"oneOf",
             {list_of({{"type", "string"}}),
              {{"type", "object"}, {"additionalProperties", {{"enum", {"both", "up", "down"}}}}}}}};
}

Json statements() {
    Json whole = list_of(reference("statement"));
    Json table = {
        {"type", "object"}, {"properties", {{"statements", whole}}}, {"additionalProperties", false}};
    return {{"oneOf", {whole, table}}};
}

Json of_type(KeyType type) {
    switch (type) {
        case KeyType::text:
        case KeyType::name:
            return {{"type", "string"}};
        case KeyType::number:
            return reference("number");
        case KeyType::exact:
            return reference("exact");
        case KeyType::count:
            return {{"type", "integer"}};
        case KeyType::chance:
            return {{"type", {"string", "number"}}};
        case KeyType::boolean:
            return {{"type", "boolean"}};
        case KeyType::date:
            return {{"type", "string"}};
        case KeyType::options:
            return {{"type", "array"}, {"items", reference("option")}, {"minItems", 1}};
        case KeyType::scores:
            return list_of(reference("number"));
        case KeyType::conditions:
            return reference("conditions");
        case KeyType::outcome:
            return {{"type", "object"},
                    {"patternProperties", {{"^x-", true}}},
                    {"additionalProperties", reference("option")}};
        case KeyType::names:
            return list_of({{"type", "string"}});
        case KeyType::moves:
            return moves();
        case KeyType::statements:
            return statements();
        case KeyType::tiers:
            return list_of({{"oneOf", {{{"type", "integer"}}, list_of({{"type", "integer"}})}}});
        case KeyType::parameters:
        case KeyType::table:
        case KeyType::text_or_table:
            return {{"type", "object"}};
        case KeyType::tables:
            return {{"type", "array"}};
    }
    return Json::object();
}

void add_domain(Json& schema, const Domain& domain) {
    if (std::isfinite(domain.low)) schema[domain.low_open ? "exclusiveMinimum" : "minimum"] = domain.low;
    if (std::isfinite(domain.high)) schema[domain.high_open ? "exclusiveMaximum" : "maximum"] = domain.high;
}

Json schema_of(const KeyNode& node);

/// The keys of a table: named ones, the author's own, and private notes.
void add_keys(Json& schema, const KeyNode& node) {
    Json properties = Json::object();
    Json required = Json::array();
    Json others = false;
    for (const KeyNode& child : node.children) {
        if (child.name == "[]") continue;
        if (child.name == "*") {
            others = schema_of(child);
        } else {
            properties[std::string(child.name)] = schema_of(child);
            if (child.spec != nullptr && child.spec->fallback == "required") required.push_back(child.name);
        }
    }
    if (node.spec != nullptr && node.spec->type == KeyType::parameters) others = reference("parameter");
    if (!properties.empty()) schema["properties"] = std::move(properties);
    if (!required.empty()) schema["required"] = std::move(required);
    schema["patternProperties"] = {{"^x-", true}};
    schema["additionalProperties"] = std::move(others);
}

Json schema_of(const KeyNode& node) {
    Json schema = of_type(node.spec->type);
    add_domain(schema, node.spec->domain);
    const KeyType type = node.spec->type;
    if (type == KeyType::tables) {
        schema["items"] = schema_of(*node.named("[]"));
    } else if (type == KeyType::table || type == KeyType::parameters || type == KeyType::text_or_table) {
        add_keys(schema, node);
        if (type == KeyType::text_or_table) schema = {{"oneOf", {{{"type", "string"}}, std::move(schema)}}};
    } else if (!node.children.empty()) {
        // One number for all, or a table of numbers.
        Json several = {{"type", "object"}};
        add_keys(several, node);
        schema = {{"anyOf", {std::move(schema), std::move(several)}}};
    }
    if (!node.spec->doc.empty()) schema["description"] = node.spec->doc;
    if (!node.spec->example.empty()) schema["examples"] = {node.spec->example};
    return schema;
}

}  // namespace

std::string case_schema() {
    Json schema;
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
    schema["title"] = "Entente case file";
    schema["description"] =
        "A conflict: who, about what, valued how, and what happens without a deal. Written in TOML.";
    schema["type"] = "object";
    add_keys(schema, key_tree());
    schema["$defs"] = definitions();
    add_war_definitions(schema["$defs"]);
    add_war_conditions(schema);
    return schema.dump(2) + "\n";
}

}  // namespace entente::io
