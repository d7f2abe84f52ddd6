// The document as JSON: what the page reads, and what `report --json` prints.
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "entente/report/document.hpp"
#include "report/internal.hpp"

namespace entente::report {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json numbers(const std::vector<double>& values) {
    Json list = Json::array();
    for (const double value : values) list.push_back(number(value));
    return list;
}

Json optional_number(const std::optional<double>& value) { return value ? number(*value) : Json(nullptr); }

std::string tone_name(Tone tone) { return tone < 0 ? role_name(tone) : "party-" + std::to_string(tone); }

Json json_of(const Table& table) {
    Json columns = Json::array();
    for (const Column& column : table.columns) {
        columns.push_back({{"name", column.name},
                           {"unit", column.unit},
                           {"decimals", column.decimals},
                           {"tone", tone_name(column.tone)}});
        if (column.literal) columns.back()["literal"] = true;
    }
    Json rows = Json::array();
    for (const auto& row : table.rows) {
        Json cells = Json::array();
        for (const Cell& cell : row) {
            if (const auto* words = std::get_if<std::string>(&cell)) {
                cells.push_back(*words);
            } else if (const auto* value = std::get_if<double>(&cell)) {
                cells.push_back(number(*value));
            } else {
                cells.push_back(nullptr);
            }
        }
        rows.push_back(std::move(cells));
    }
    return {{"kind", "table"},
            {"id", table.id},
            {"title", table.title},
            {"columns", std::move(columns)},
            {"rows", std::move(rows)}};
}

Json json_of(const Axis& axis) {
    return {{"label", axis.label},
            {"low", optional_number(axis.low)},
            {"high", optional_number(axis.high)},
            {"categories", axis.categories}};
}

const char* mark_name(Mark mark) {
    switch (mark) {
        case Mark::points:
            return "points";
        case Mark::line:
            return "line";
        case Mark::band:
            return "band";
        case Mark::bars:
            return "bars";
        case Mark::links:
            return "links";
        case Mark::vlines:
            return "vlines";
        case Mark::hlines:
            return "hlines";
    }
    return "points";
}

Json json_of(const Series& series) {
    Json json = {
        {"name", series.name},     {"mark", mark_name(series.mark)}, {"tone", tone_name(series.tone)},
        {"dashed", series.dashed}, {"filled", series.filled},        {"size", series.size},
        {"shown", series.shown},   {"x", numbers(series.x)},         {"y", numbers(series.y)}};
    if (!series.x2.empty()) json["x2"] = numbers(series.x2);
    if (!series.y2.empty()) json["y2"] = numbers(series.y2);
    if (!series.names.empty()) json["names"] = series.names;
    return json;
}

Json json_of(const Graph& graph) {
    Json nodes = Json::array();
    for (const Node& node : graph.nodes) {
        nodes.push_back({{"label", node.label},
                         {"detail", node.detail},
                         {"tone", tone_name(node.tone)},
                         {"emphasised", node.emphasised},
                         {"rank", node.rank}});
    }
    Json edges = Json::array();
    for (const Edge& edge : graph.edges) {
        edges.push_back({{"from", edge.from}, {"to", edge.to}, {"tone", tone_name(edge.tone)}});
    }
    return {{"nodes", std::move(nodes)}, {"edges", std::move(edges)}};
}

Json json_of(const Figure& figure) {
    Json series = Json::array();
    for (const Series& one : figure.series) series.push_back(json_of(one));
    return {{"kind", "figure"},
            {"id", figure.id},
            {"title", figure.title},
            {"alt", figure.alt},
            {"x", json_of(figure.x)},
            {"y", json_of(figure.y)},
            {"height", figure.height},
            {"series", std::move(series)},
            {"graph", figure.graph ? json_of(*figure.graph) : Json(nullptr)},
            {"table", json_of(figure.table)}};
}

Json json_of(const std::vector<Fact>& facts) {
    Json list = Json::array();
    for (const Fact& fact : facts) {
        list.push_back({{"label", fact.label}, {"value", fact.value}, {"tone", tone_name(fact.tone)}});
    }
    return list;
}

Json json_of(const Paragraph& paragraph) {
    const char* style = paragraph.style == Paragraph::Style::normal ? "normal"
                        : paragraph.style == Paragraph::Style::note ? "note"
                                                                    : "warning";
    return {{"kind", "paragraph"}, {"style", style}, {"text", paragraph.text}};
}

Json json_of(const List& list) { return {{"kind", "list"}, {"items", list.items}}; }

Json json_of(const Cards& cards) {
    Json list = Json::array();
    for (const Card& card : cards.cards) {
        list.push_back({{"title", card.title},
                        {"subtitle", card.subtitle},
                        {"terms", json_of(card.terms)},
                        {"scores", json_of(card.scores)},
                        {"emphasised", card.emphasised}});
    }
    return {{"kind", "cards"}, {"cards", std::move(list)}};
}

Json json_of(const Input& input) {
    return {{"address", input.address},
            {"label", input.label},
            {"group", input.group},
            {"value", number(input.value)},
            {"text", input.text},
            {"low", optional_number(input.low)},
            {"high", optional_number(input.high)},
            {"slider", {number(input.slider_low), number(input.slider_high), number(input.step)}},
            {"legal_low", optional_number(input.legal_low)},
            {"legal_high", optional_number(input.legal_high)},
            {"legal", input.legal},
            {"unit", input.unit},
            {"source", input.source},
            {"grade", input.grade},
            {"importance", number(input.importance)}};
}

Json document_json(const Document& document) {
    Json parties = Json::array();
    for (const PartyKey& party : document.parties) {
        parties.push_back({{"id", party.id}, {"name", party.name}});
    }
    Json sections = Json::array();
    for (const Section& section : document.sections) {
        Json blocks = Json::array();
        for (const Block& block : section.blocks) {
            blocks.push_back(std::visit([](const auto& one) { return json_of(one); }, block));
        }
        sections.push_back({{"id", section.id}, {"title", section.title}, {"blocks", std::move(blocks)}});
    }
    Json inputs = Json::array();
    for (const Input& input : document.inputs) inputs.push_back(json_of(input));
    const Provenance& provenance = document.provenance;
    return {{"schema", "entente-document/1"},
            {"title", document.title},
            {"summary", document.summary},
            {"as_of", document.as_of},
            {"viewer", document.viewer},
            {"redacted", document.redacted},
            {"disclaimer", kDisclaimer},
            {"parties", std::move(parties)},
            {"question", document.question},
            {"answer", document.answer},
            {"bullets", document.bullets},
            {"how_sure", document.how_sure},
            {"caveat", document.caveat},
            {"would_change", document.would_change},
            {"headline", json_of(document.headline)},
            {"sections", std::move(sections)},
            {"inputs", std::move(inputs)},
            {"provenance",
             {{"version", provenance.version},
              {"file", provenance.file},
              {"sha256", provenance.sha256},
              {"command", provenance.command},
              {"seed", std::to_string(provenance.seed)}}}};
}

}  // namespace

std::string to_json(const Document& document) {
    return document_json(document).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace entente::report
