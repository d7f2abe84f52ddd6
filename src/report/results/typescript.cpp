// web/src/types.ts, from the descriptions of the document.
#include <array>
#include <string>
#include <type_traits>
#include <vector>

#include "entente/report/document.hpp"
#include "entente/report/reference.hpp"
#include "report/results/reference.hpp"

namespace entente::report {
namespace {

/// What the page's script calls a type.
template <class T>
constexpr std::string_view kTypeName = "";
template <>
constexpr std::string_view kTypeName<Column> = "Column";
template <>
constexpr std::string_view kTypeName<Table> = "Table";
template <>
constexpr std::string_view kTypeName<Axis> = "Axis";
template <>
constexpr std::string_view kTypeName<Series> = "Series";
template <>
constexpr std::string_view kTypeName<Node> = "GraphNode";
template <>
constexpr std::string_view kTypeName<Edge> = "GraphEdge";
template <>
constexpr std::string_view kTypeName<Graph> = "Graph";
template <>
constexpr std::string_view kTypeName<Figure> = "Figure";
template <>
constexpr std::string_view kTypeName<Paragraph> = "Paragraph";
template <>
constexpr std::string_view kTypeName<List> = "List";
template <>
constexpr std::string_view kTypeName<Fact> = "Fact";
template <>
constexpr std::string_view kTypeName<Card> = "Card";
template <>
constexpr std::string_view kTypeName<Cards> = "Cards";
template <>
constexpr std::string_view kTypeName<Section> = "Section";
template <>
constexpr std::string_view kTypeName<Input> = "Input";
template <>
constexpr std::string_view kTypeName<PartyKey> = "Party";
template <>
constexpr std::string_view kTypeName<Provenance> = "Provenance";
template <>
constexpr std::string_view kTypeName<Document> = "Doc";

/// The names of an enum whose values count from 0.
template <class Enum>
std::string union_of(Enum last) {
    std::string all;
    for (int k = 0; k <= static_cast<int>(last); ++k)
        all += (k > 0 ? " | \"" : "\"") + std::string(to_string(static_cast<Enum>(k))) + "\"";
    return all;
}

class Types {
public:
    template <class T>
    std::string name() {
        if constexpr (std::same_as<T, bool>) {
            return "boolean";
        } else if constexpr (std::is_arithmetic_v<T>) {
            return "number";
        } else if constexpr (std::same_as<T, std::monostate>) {
            return "null";
        } else if constexpr (Text<T>) {
            return "string";
        } else if constexpr (std::same_as<T, Mark>) {
            return "MarkName";
        } else if constexpr (std::same_as<T, Paragraph::Style>) {
            return union_of(Paragraph::Style::warning);
        } else if constexpr (std::same_as<T, Cell>) {
            return "Cell";
        } else if constexpr (std::same_as<T, Block>) {
            name<Paragraph>(), name<List>(), name<Cards>(), name<Table>(), name<Figure>();
            return "Block";
        } else if constexpr (Described<T>) {
            declare<T>();
            return std::string(kTypeName<T>);
        } else {
            return composite(static_cast<const T*>(nullptr));
        }
    }

    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
    std::vector<std::string> declared_;

    template <class T>
    std::string composite(const std::optional<T>*) {
        return name<T>() + " | null";
    }
    template <class T>
    std::string composite(const T* const*) {
        return name<T>();
    }
    template <class T>
    std::string composite(const std::vector<T>*) {
        const std::string inner = name<T>();
        return (inner.find(' ') == std::string::npos ? inner : "(" + inner + ")") + "[]";
    }
    template <class T, std::size_t N>
    std::string composite(const std::array<T, N>*) {
        std::string all;
        for (std::size_t k = 0; k < N; ++k) all += (k > 0 ? ", " : "") + name<T>();
        return "[" + all + "]";
    }

    /// A visitor that writes the fields of one interface.
    struct Fields {
        Types& types;
        std::string lines = {};

        template <class T>
        void operator()(std::string_view key, const T& value, FieldNote) {
            if constexpr (std::is_array_v<T>) {  // words written into the description: always the same
                line(key, "", "\"" + std::string(value) + "\"");
            } else {
                line(key, "", key == "tone" ? "Tone" : types.name<T>());
            }
        }
        template <class T>
        void present(std::string_view key, const std::optional<T>&, FieldNote) {
            line(key, "?", types.name<T>());
        }
        void line(std::string_view key, std::string_view optional, const std::string& type) {
            lines += "  " + std::string(key) + std::string(optional) + ": " + type + ";\n";
        }
    };

    template <class T>
    void declare() {
        const std::string own(kTypeName<T>);
        for (const std::string& known : declared_) {
            if (known == own) return;
        }
        declared_.push_back(own);
        Fields fields{*this};
        const T example{};
        describe(fields, example);
        text_ += "\nexport interface " + own + " {\n" + fields.lines + "}\n";
    }
};

}  // namespace

std::string typescript_types() {
    Types types;
    types.name<Document>();
    return "// The document as the program writes it. Made by scripts/make_docs; a test compares.\n"
           "export type Tone = string; // \"party-0\", \"neutral\", \"accent\", \"muted\", \"warning\"\n"
           "export type Cell = string | number | null;\n"
           "export type MarkName = " +
           union_of(Mark::cells) + ";\nexport type Block = Paragraph | List | Cards | Table | Figure;\n" +
           types.text();
}

}  // namespace entente::report
