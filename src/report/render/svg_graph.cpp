// A graph in layers, for figures without a browser.
#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "entente/core/text.hpp"
#include "report/internal.hpp"
#include "report/render/bidi.hpp"
#include "report/render/svg.hpp"

namespace entente::report {
namespace {

constexpr double kWidth = 720;
constexpr double kLayer = 92;
constexpr double kBoxHeight = 34;

struct Place {
    double x = 0;
    double y = 0;
};

/// Nodes of each rank, lowest rank first, ordered so that edges cross little: a few sweeps of the
/// barycentre rule, ties by index so that the drawing never changes.
std::vector<std::vector<std::size_t>> layers_of(const Graph& graph) {
    std::map<std::size_t, std::vector<std::size_t>> by_rank;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) by_rank[graph.nodes[i].rank].push_back(i);
    std::vector<std::vector<std::size_t>> layers;
    for (auto& [rank, nodes] : by_rank) layers.push_back(std::move(nodes));
    std::vector<double> place(graph.nodes.size());
    const auto spread = [&](const std::vector<std::size_t>& layer) {
        for (std::size_t i = 0; i < layer.size(); ++i) {
            place[layer[i]] = (static_cast<double>(i) + 0.5) / static_cast<double>(layer.size());
        }
    };
    for (const auto& layer : layers) spread(layer);
    for (int sweep = 0; sweep < 6; ++sweep) {
        std::vector<double> sum(graph.nodes.size());
        std::vector<double> count(graph.nodes.size());
        for (const Edge& edge : graph.edges) {
            sum[edge.from] += place[edge.to];
            sum[edge.to] += place[edge.from];
            ++count[edge.from];
            ++count[edge.to];
        }
        for (auto& layer : layers) {
            std::stable_sort(layer.begin(), layer.end(), [&](std::size_t a, std::size_t b) {
                const double left = count[a] > 0 ? sum[a] / count[a] : place[a];
                const double right = count[b] > 0 ? sum[b] / count[b] : place[b];
                return left < right - 1e-12;
            });
            spread(layer);
        }
    }
    return layers;
}

std::string edge_path(Place from, Place to) {
    const double bend = std::abs(from.y - to.y) < 1 ? 46 : 0;
    const double direction = to.y > from.y ? 1 : -1;
    const double start = from.y + direction * kBoxHeight / 2;
    const double end = to.y - direction * (kBoxHeight / 2 + 5);
    if (bend > 0) {
        const double y = from.y - kBoxHeight / 2;
        return "M" + pixels(from.x) + "," + pixels(y) + "Q" + pixels((from.x + to.x) / 2) + "," +
               pixels(y - bend) + " " + pixels(to.x) + "," + pixels(y - 5);
    }
    const double middle = (start + end) / 2;
    return "M" + pixels(from.x) + "," + pixels(start) + "C" + pixels(from.x) + "," + pixels(middle) + " " +
           pixels(to.x) + "," + pixels(middle) + " " + pixels(to.x) + "," + pixels(end);
}

std::string arrow_head(const std::string& id, std::string_view paint) {
    return "<marker id=\"" + id +
           "\" viewBox=\"0 0 8 8\" refX=\"6\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" "
           "orient=\"auto\"><path d=\"M0,0L8,4L0,8Z\" " +
           std::string(paint) + "/></marker>";
}

}  // namespace

std::string graph_svg(const Figure& figure, bool standalone) {
    const Graph& graph = *figure.graph;
    const auto layers = layers_of(graph);
    std::size_t widest = 1;
    for (const auto& layer : layers) widest = std::max(widest, layer.size());
    const double room = std::min(150.0, (kWidth - 20) / static_cast<double>(widest));
    const double box = room - 12;
    const double height = kLayer * static_cast<double>(std::max<std::size_t>(layers.size(), 1)) + 20;
    std::vector<Place> places(graph.nodes.size());
    for (std::size_t layer = 0; layer < layers.size(); ++layer) {
        for (std::size_t i = 0; i < layers[layer].size(); ++i) {
            const double share = (static_cast<double>(i) + 0.5) / static_cast<double>(layers[layer].size());
            places[layers[layer][i]] = {10 + share * (kWidth - 20),
                                        height - kLayer * (static_cast<double>(layer) + 0.5) - 5};
        }
    }
    std::string body = "<defs>";
    std::vector<Tone> tones;
    for (const Edge& edge : graph.edges) {
        if (std::find(tones.begin(), tones.end(), edge.tone) == tones.end()) tones.push_back(edge.tone);
    }
    for (const Tone tone : tones) {
        body += arrow_head("arrow-" + figure.id + "-" + tone_class(tone) + std::to_string(tone + 8),
                           standalone ? "fill=\"" + std::string(tone_colour(tone)) + "\""
                                      : "class=\"" + tone_class(tone) + " f\"");
    }
    body += "</defs>";
    for (const Edge& edge : graph.edges) {
        const std::string paint =
            standalone ? "fill=\"none\" stroke=\"" + std::string(tone_colour(edge.tone)) + "\""
                       : "class=\"" + tone_class(edge.tone) + " s\"";
        // The dash tells parties apart where hue cannot.
        const int dash = edge.tone > 0 ? 2 + 3 * (edge.tone % 4) : 0;
        body += "<path d=\"" + edge_path(places[edge.from], places[edge.to]) + "\" " + paint +
                " stroke-width=\"1.7\"" +
                (dash > 0 ? " stroke-dasharray=\"" + std::to_string(dash) + " 3\"" : "") +
                " marker-end=\"url(#arrow-" + figure.id + "-" + tone_class(edge.tone) +
                std::to_string(edge.tone + 8) + ")\"/>";
    }
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        const Node& node = graph.nodes[i];
        const std::string paint =
            standalone ? "fill=\"#fff\" stroke=\"" + std::string(tone_colour(node.tone)) + "\""
                       : "class=\"node " + tone_class(node.tone) + " s\"";
        body += "<rect x=\"" + pixels(places[i].x - box / 2) + "\" y=\"" +
                pixels(places[i].y - kBoxHeight / 2) + "\" width=\"" + pixels(box) + "\" height=\"" +
                pixels(kBoxHeight) + "\" rx=\"" + (node.emphasised ? "17" : "4") + "\" " + paint +
                " stroke-width=\"" + (node.emphasised ? "3" : "1.3") + "\"/>";
        const auto letters = static_cast<std::size_t>(std::max(2.0, box / 7.5));
        const std::string label = shortened(node.label, letters);
        body += "<text x=\"" + pixels(places[i].x) + "\" y=\"" + pixels(places[i].y + 4) +
                "\" text-anchor=\"middle\"" + (node.emphasised ? " font-weight=\"600\"" : "") + "><title>" +
                escape(node.detail) + "</title>" + names_apart(escape(label), kIsolate, kEndIsolate) +
                "</text>";
    }
    return svg_frame(figure, kWidth, height, body, standalone);
}

}  // namespace entente::report
