// A report as data: sections, tables and figures as plain values that any renderer can show.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "entente/core/describe_parts.hpp"

namespace entente::report {

/// Who or what a mark stands for. 0 and above: the party with that index (shape, hue and label follow
/// from it, never from a nation); below: a role.
using Tone = int;
inline constexpr Tone kNeutral = -1;  ///< the analyst, the common ground
inline constexpr Tone kAccent = -2;   ///< the one thing to look at
inline constexpr Tone kMuted = -3;    ///< context
inline constexpr Tone kWarning = -4;  ///< a limit, a fall

/// A table's cell: nothing, words or a number.
using Cell = std::variant<std::monostate, std::string, double>;

struct Column {
    std::string name;
    std::string unit;  ///< "points", "%", or empty
    int decimals = 1;  ///< shown for numbers; the data keep every digit
    Tone tone = kNeutral;
    bool literal = false;  ///< words of the case file: set as code, broken anywhere
};

struct Table {
    std::string id;
    std::string title;
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;
};

struct Axis {
    std::string label;          ///< with its unit
    std::optional<double> low;  ///< none: from the data
    std::optional<double> high;
    std::vector<std::string> categories;  ///< not empty: position i is named categories[i]
};

enum class Mark {
    points,  ///< a symbol at (x, y)
    line,    ///< through (x, y) in order
    band,    ///< between y and y2 over x
    bars,    ///< from x to x2 at height y, a bar each
    links,   ///< a segment from (x, y) to (x2, y2)
    vlines,  ///< a rule across the figure at x
    hlines,  ///< a rule across the figure at y
    cells    ///< a rectangle from (x, y) to (x2, y2); `size` is how dark, 0 to 1
};

/// One kind of mark drawn from columns of equal length. `names` (empty or one per mark) tell what a
/// mark is; `shown` writes them beside the marks.
struct Series {
    std::string name;  ///< in the legend; empty: not listed
    Mark mark = Mark::points;
    Tone tone = kNeutral;
    bool dashed = false;
    bool filled = true;  ///< points: solid or open
    double size = 1;     ///< relative
    bool shown = false;
    std::vector<double> x;
    std::vector<double> y;
    std::vector<double> x2;
    std::vector<double> y2;
    std::vector<std::string> names;
};

struct Node {
    std::string label;
    std::string detail;
    Tone tone = kNeutral;
    bool emphasised = false;
    std::size_t rank = 0;  ///< layer; 0 is drawn lowest
};

struct Edge {
    std::size_t from = 0;
    std::size_t to = 0;
    Tone tone = kNeutral;
};

struct Graph {
    std::vector<Node> nodes;
    std::vector<Edge> edges;
};

/// A figure: either `series` on two axes or a `graph`. `alt` is one sentence made from the data;
/// `table` holds the same data for reading, for screen readers and as CSV.
struct Figure {
    std::string id;  ///< also the file's name under --svg: lower case, digits and hyphens
    std::string title;
    std::string alt;
    Axis x;
    Axis y;
    std::vector<Series> series;
    std::optional<Graph> graph;
    double height = 0.62;  ///< of the width
    Table table;
};

struct Paragraph {
    std::string text;
    enum class Style { normal, note, warning } style = Style::normal;
};

struct List {
    std::vector<std::string> items;
};

struct Fact {
    std::string label;
    std::string value;
    Tone tone = kNeutral;
};

struct Card {
    std::string title;
    std::string subtitle;
    std::vector<Fact> terms;   ///< issue and how it is settled
    std::vector<Fact> scores;  ///< what each party gets
    bool emphasised = false;
};

struct Cards {
    std::vector<Card> cards;
};

using Block = std::variant<Paragraph, List, Table, Figure, Cards>;

struct Section {
    std::string id;
    std::string title;
    std::vector<Block> blocks;
};

/// A number of the case as the page lists it, and as the studio moves it.
struct Input {
    std::string address;
    std::string label;  ///< what it is, in words
    std::string group;  ///< the table of the case that it stands in
    double value = 0;
    std::string text;  ///< exactly as a case would say it
    std::optional<double> low;
    std::optional<double> high;
    double slider_low = 0;
    double slider_high = 0;
    double step = 0;
    std::optional<double> legal_low;  ///< none: unbounded
    std::optional<double> legal_high;
    std::string legal;  ///< in words
    std::string unit;
    std::string source;
    std::string grade;      ///< "data", "judgement", "assumption", or "none cited"
    double importance = 0;  ///< share of all the importance, 0 to 1
};

struct PartyKey {
    std::string id;
    std::string name;
};

/// How to obtain the same report again.
struct Provenance {
    std::string version;
    std::string file;
    std::string sha256;
    std::string command;
    std::uint64_t seed = 1;
};

/// The first page in plain words, then the sections.
struct Document {
    std::string title;
    std::string summary;
    std::string as_of;
    std::string viewer;  ///< the party that this copy was made for, or empty
    bool redacted = false;
    std::vector<PartyKey> parties;
    std::string question;
    std::string answer;
    std::vector<std::string> bullets;
    std::optional<Table> choice;        ///< the packages to choose from, side by side; none without a deal
    std::vector<std::string> choosing;  ///< what each solution favours, which packages are exactly as fair
    std::string how_sure;
    std::string caveat;
    std::vector<std::string> would_change;
    std::vector<Fact> answers;   ///< to the questions that follow the first, each beside its question
    std::vector<Fact> headline;  ///< the few numbers that the studio compares
    std::vector<Section> sections;
    std::vector<Input> inputs;
    Provenance provenance;
};

/// "party-3", "neutral", "accent", "muted" or "warning".
[[nodiscard]] std::string tone_name(Tone tone);

[[nodiscard]] constexpr std::string_view to_string(Mark mark) {
    constexpr std::string_view kNames[] = {"points", "line",   "band",   "bars",
                                           "links",  "vlines", "hlines", "cells"};
    return kNames[static_cast<std::size_t>(mark)];
}
[[nodiscard]] constexpr std::string_view to_string(Paragraph::Style style) {
    constexpr std::string_view kNames[] = {"normal", "note", "warning"};
    return kNames[static_cast<std::size_t>(style)];
}

/// The words that every report carries.
inline constexpr const char* kDisclaimer =
    "Model, not advice: the numbers follow from the case file's assumptions and say nothing that is not in "
    "them.";

// What each is called in JSON; web/src/types.ts and docs/json.md are made from this.

/// Columns that may be empty, and are then left out.
template <class T>
[[nodiscard]] std::optional<const std::vector<T>*> where_any(const std::vector<T>& values) {
    if (values.empty()) return std::nullopt;
    return &values;
}

template <class Visitor>
void describe(Visitor& visit, const Column& column) {
    visit("name", column.name, {"", "its heading"});
    visit("unit", column.unit, {"", "of its numbers; empty: none"});
    visit("decimals", column.decimals, {"", "of its numbers as shown; the data keep every digit"});
    visit("tone", tone_name(column.tone), {"", "whom it is about"});
    visit_present(visit, "literal", column.literal ? std::optional(true) : std::nullopt,
                  {"", "it holds words of the case file"});
}

template <class Visitor>
void describe(Visitor& visit, const Table& table) {
    visit("kind", "table", {"", "what the block is"});
    visit("id", table.id, {"", "its name"});
    visit("title", table.title, {"", "over it"});
    visit("columns", table.columns, {"", "what its columns are"});
    visit("rows", table.rows, {"", "cells: words, a number or null"});
}

template <class Visitor>
void describe(Visitor& visit, const Axis& axis) {
    visit("label", axis.label, {"", "with its unit"});
    visit("low", axis.low, {"", "where it begins; null: from the data"});
    visit("high", axis.high, {"", "where it ends"});
    visit("categories", axis.categories, {"", "not empty: the names of positions 0, 1, ..."});
}

template <class Visitor>
void describe(Visitor& visit, const Series& series) {
    visit("name", series.name, {"", "in the legend; empty: not listed"});
    visit("mark", series.mark, {"", "how it is drawn"});
    visit("tone", tone_name(series.tone), {"", "whom it is about"});
    visit("dashed", series.dashed, {"", "lines"});
    visit("filled", series.filled, {"", "points: solid or open"});
    visit("size", series.size, {"", "relative"});
    visit("shown", series.shown, {"", "names are written beside the marks"});
    visit("x", series.x, {"", "a number a mark"});
    visit("y", series.y, {"", "likewise"});
    visit_present(visit, "x2", where_any(series.x2), {"", "where bars, cells and links end"});
    visit_present(visit, "y2", where_any(series.y2),
                  {"", "the other edge of bands, the end of cells and links"});
    visit_present(visit, "names", where_any(series.names), {"", "what each mark is"});
}

template <class Visitor>
void describe(Visitor& visit, const Node& node) {
    visit("label", node.label, {"", "on it"});
    visit("detail", node.detail, {"", "about it"});
    visit("tone", tone_name(node.tone), {"", "whom it is about"});
    visit("emphasised", node.emphasised, {"", "drawn stronger"});
    visit("rank", node.rank, {"", "its layer; 0 is drawn lowest"});
}

template <class Visitor>
void describe(Visitor& visit, const Edge& edge) {
    visit("from", edge.from, {"", "the node, from 0"});
    visit("to", edge.to, {"", "likewise"});
    visit("tone", tone_name(edge.tone), {"", "who moves"});
}

template <class Visitor>
void describe(Visitor& visit, const Graph& graph) {
    visit("nodes", graph.nodes, {"", "its nodes"});
    visit("edges", graph.edges, {"", "its edges"});
}

template <class Visitor>
void describe(Visitor& visit, const Figure& figure) {
    visit("kind", "figure", {"", "what the block is"});
    visit("id", figure.id, {"", "also the name of its SVG file"});
    visit("title", figure.title, {"", "over it"});
    visit("alt", figure.alt, {"", "one sentence in its place"});
    visit("x", figure.x, {"", "the axis"});
    visit("y", figure.y, {"", "the axis"});
    visit("height", figure.height, {"of the width", "how high it is"});
    visit("series", figure.series, {"", "what is drawn on the axes"});
    visit("graph", figure.graph, {"", "or a graph; else null"});
    visit("table", figure.table, {"", "the same data for reading"});
}

template <class Visitor>
void describe(Visitor& visit, const Paragraph& paragraph) {
    visit("kind", "paragraph", {"", "what the block is"});
    visit("style", paragraph.style, {"", "how it is set"});
    visit("text", paragraph.text, {"", "its words"});
}

template <class Visitor>
void describe(Visitor& visit, const List& list) {
    visit("kind", "list", {"", "what the block is"});
    visit("items", list.items, {"", "its lines"});
}

template <class Visitor>
void describe(Visitor& visit, const Fact& fact) {
    visit("label", fact.label, {"", "what it is"});
    visit("value", fact.value, {"", "in words"});
    visit("tone", tone_name(fact.tone), {"", "whom it is about"});
}

template <class Visitor>
void describe(Visitor& visit, const Card& card) {
    visit("title", card.title, {"", "over it"});
    visit("subtitle", card.subtitle, {"", "below that"});
    visit("terms", card.terms, {"", "issue and how it is settled"});
    visit("scores", card.scores, {"", "what each party gets"});
    visit("emphasised", card.emphasised, {"", "the one to look at"});
}

template <class Visitor>
void describe(Visitor& visit, const Cards& cards) {
    visit("kind", "cards", {"", "what the block is"});
    visit("cards", cards.cards, {"", "side by side"});
}

template <class Visitor>
void describe(Visitor& visit, const Section& section) {
    visit("id", section.id, {"", "its name"});
    visit("title", section.title, {"", "its heading"});
    visit("blocks", section.blocks, {"", "what stands in it, told apart by `kind`"});
}

template <class Visitor>
void describe(Visitor& visit, const Input& input) {
    visit("address", input.address, {"", "the number's one name"});
    visit("label", input.label, {"", "what it is"});
    visit("group", input.group, {"", "the table of the case that it stands in"});
    visit("value", input.value, {"", "as the file has it"});
    visit("text", input.text, {"", "exactly as a case would say it"});
    visit("low", input.low, {"", "its range; null: certain"});
    visit("high", input.high, {"", "likewise"});
    visit("slider", std::array{input.slider_low, input.slider_high, input.step},
          {"", "low, high and step"});
    visit("legal_low", input.legal_low, {"", "what it may be; null: not bounded"});
    visit("legal_high", input.legal_high, {"", "likewise"});
    visit("legal", input.legal, {"", "in words"});
    visit("unit", input.unit, {"", "what it counts"});
    visit("source", input.source, {"", "what it rests on"});
    visit("grade", input.grade, {"", "data, judgement, assumption, or none cited"});
    visit("importance", input.importance, {"share", "of all the importance"});
}

template <class Visitor>
void describe(Visitor& visit, const PartyKey& party) {
    visit("id", party.id, {"", "its short name"});
    visit("name", party.name, {"", "its name"});
}

template <class Visitor>
void describe(Visitor& visit, const Provenance& provenance) {
    visit("version", provenance.version, {"", "of the program"});
    visit("file", provenance.file, {"", "that was read"});
    visit("sha256", provenance.sha256, {"", "of its bytes"});
    visit("command", provenance.command, {"", "that makes the report again"});
    visit("seed", std::to_string(provenance.seed), {"", "of random numbers, a string"});
}

template <class Visitor>
void describe(Visitor& visit, const Document& document) {
    visit("schema", "entente-document/1", {"", "of this object"});
    visit("title", document.title, {"", "of the case"});
    visit("summary", document.summary, {"", "of the case"});
    visit("as_of", document.as_of, {"", "the date for which it was written"});
    visit("viewer", document.viewer, {"", "whose copy it is; empty: everybody's"});
    visit("redacted", document.redacted, {"", "names were replaced"});
    visit("disclaimer", kDisclaimer, {"", "what every copy carries"});
    visit("parties", document.parties, {"", "in the file's order"});
    visit("question", document.question, {"", "of page one"});
    visit("answer", document.answer, {"", "to it"});
    visit("bullets", document.bullets, {"", "what it rests on"});
    visit("choice", document.choice,
          {"", "the packages to choose from, side by side, marked where they differ; null: no deal"});
    visit("choosing", document.choosing,
          {"", "what each solution favours, and which packages are exactly as fair"});
    visit("how_sure", document.how_sure, {"", "how sure it is"});
    visit("caveat", document.caveat, {"", "the strongest doubt"});
    visit("would_change", document.would_change, {"", "what would change the answer"});
    visit("answers", document.answers, {"", "to the questions that follow: how to get there, what holds"});
    visit("headline", document.headline, {"", "the few numbers that the studio compares"});
    visit("sections", document.sections, {"", "what follows page one"});
    visit("inputs", document.inputs, {"", "what a slider may change; for the studio"});
    visit("provenance", document.provenance, {"", "how to obtain it again"});
}

/// The document as JSON, in a fixed key order; every number keeps its digits.
/// \cost linear in the document
[[nodiscard]] std::string to_json(const Document& document);

/// A figure as a self-contained SVG with title and description: what `--svg` writes. Text from the case
/// is escaped. \param standalone with its own colours; otherwise the page's style sheet colours it
[[nodiscard]] std::string to_svg(const Figure& figure, bool standalone = true);

/// A table as CSV (RFC 4180, UTF-8, CRLF). Cells that a spreadsheet would run as a formula are quoted
/// with an apostrophe.
[[nodiscard]] std::string to_csv(const Table& table);

/// One HTML file that needs no network: the page, readable without scripts, with the document in it.
/// \check tests/report/document_test.cpp
[[nodiscard]] std::string to_html(const Document& document);

/// The same page for the studio: its script may talk to the server that sent it.
[[nodiscard]] std::string to_studio_html(const Document& document);

/// Every figure of the document, in its order.
[[nodiscard]] std::vector<const Figure*> figures(const Document& document);

/// Text safe inside HTML and XML, attribute values included.
[[nodiscard]] std::string escape(std::string_view text);

}  // namespace entente::report
