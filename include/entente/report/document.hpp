// A report as data: sections, tables and figures as plain values that any renderer can show.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

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
    hlines   ///< a rule across the figure at y
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
    std::string how_sure;
    std::string caveat;
    std::vector<std::string> would_change;
    std::vector<Fact> headline;  ///< the few numbers that the studio compares
    std::vector<Section> sections;
    std::vector<Input> inputs;
    Provenance provenance;
};

/// The words that every report carries.
inline constexpr const char* kDisclaimer =
    "Model, not advice: the numbers follow from the case file's assumptions and say nothing that is not in "
    "them.";

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
/// \check tests/report/html_test.cpp
[[nodiscard]] std::string to_html(const Document& document);

/// The same page for the studio: its script may talk to the server that sent it.
[[nodiscard]] std::string to_studio_html(const Document& document);

/// Every figure of the document, in its order.
[[nodiscard]] std::vector<const Figure*> figures(const Document& document);

/// Text safe inside HTML and XML, attribute values included.
[[nodiscard]] std::string escape(std::string_view text);

}  // namespace entente::report
