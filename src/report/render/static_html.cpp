// The document as HTML with its figures drawn: the page's one drawer. The script only gives its buttons
// something to do; where scripts are off or the page was not built, nothing else is missing.
#include <algorithm>
#include <string>
#include <vector>

#include "entente/core/text.hpp"
#include "report/internal.hpp"
#include "report/render/bidi.hpp"
#include "report/render/svg.hpp"

namespace entente::report {
namespace {

constexpr std::size_t kShortTable = 14;  // rows that paper keeps on one page
constexpr std::size_t kFewColumns = 9;   // more do not fit a sheet unless they are set smaller
constexpr std::size_t kRowsShown = 400;  // a longer table is left to the CSV and to the script

std::string element(std::string_view tag, std::string_view text, std::string_view attributes = "") {
    std::string html = "<" + std::string(tag) + " dir=\"auto\"";
    if (!attributes.empty()) html += " " + std::string(attributes);
    return html + ">" + escape(text) + "</" + std::string(tag) + ">";
}

/// A sentence of the page's own: it runs from left to right, whatever name it begins with.
std::string sentence(std::string_view tag, std::string_view text, std::string_view attributes = "") {
    std::string html = "<" + std::string(tag);
    if (!attributes.empty()) html += " " + std::string(attributes);
    return html + ">" + names_apart(escape(text), "<bdi>", "</bdi>") + "</" + std::string(tag) + ">";
}

/// A word that would widen its column out of all proportion may be broken.
std::string broken_anywhere(std::string_view word) {
    constexpr std::size_t kPart = 12;
    std::string html;
    for (std::size_t k = 0, count = 0; k < word.size(); ++k) {
        const bool first_byte = (static_cast<unsigned char>(word[k]) & 0xC0U) != 0x80U;
        if (!first_byte || count++ < kPart || word.size() - k < kPart / 2) continue;
        html += escape(word.substr(0, k)) + "<wbr>";
        word.remove_prefix(k);
        k = 0;
        count = 1;
    }
    return html + escape(word);
}

/// The same, where its parts meet if it is a name of the case file; inside a part only if that is long
/// itself.
std::string broken_word(std::string_view word) {
    constexpr std::size_t kLong = 24;
    if (display_width(word) <= kLong) return escape(word);
    std::string html;
    for (std::size_t at = 0; at < word.size();) {
        const std::size_t end = std::min(word.find('.', at), word.size() - 1) + 1;
        const std::string_view part = word.substr(at, end - at);
        html +=
            (at > 0 ? "<wbr>" : "") + (display_width(part) > kLong ? broken_anywhere(part) : escape(part));
        at = end;
    }
    return html;
}

/// A cell's text, its long words breakable.
std::string breakable(std::string_view text) {
    std::string html;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        html += broken_word(text.substr(at, end - at));
        if (end < text.size()) html += ' ';
        at = end + 1;
    }
    return html;
}

/// A name of the case file, to be broken where its parts meet.
std::string broken_at_dots(std::string_view text) {
    std::string html;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t dot = text.find('.', at);
        const std::size_t end = dot == std::string_view::npos ? text.size() : dot + 1;
        html += escape(text.substr(at, end - at)) + (end < text.size() ? "<wbr>" : "");
        at = end;
    }
    return html;
}

std::string symbol(Tone tone) {
    return "<svg viewBox=\"-7 -7 14 14\" aria-hidden=\"true\"><path class=\"" + tone_class(tone) +
           " f\" d=\"" + symbol_path(tone, 100) + "\"/></svg>";
}

std::string html_of(const Paragraph& paragraph) {
    switch (paragraph.style) {
        case Paragraph::Style::note:
            return sentence("p", paragraph.text, "class=\"note\"");
        case Paragraph::Style::warning:
            return sentence("p", paragraph.text, "class=\"alert\"");
        default:
            return sentence("p", paragraph.text);
    }
}

std::string html_of(const List& list) {
    std::string html = "<ul class=\"bullets\">";
    for (const std::string& item : list.items) html += sentence("li", item);
    return html + "</ul>";
}

bool numeric(const Table& table, std::size_t column) {
    bool any = false;
    for (const auto& row : table.rows) {
        if (column >= row.size()) continue;
        if (std::holds_alternative<std::string>(row[column])) return false;
        any = any || std::holds_alternative<double>(row[column]);
    }
    return any;
}

/// A button that the script serves; without it the style sheet hides it.
std::string csv_button(const std::string& id, const std::string& title) {
    return "<div class=\"tools js\"><button type=\"button\" class=\"plain\" data-csv=\"" + escape(id) +
           "\" aria-label=\"Data of " + escape("“" + title + "”") + " as CSV\">CSV</button></div>";
}

std::string html_of(const Table& table) {
    if (table.columns.empty()) return "";
    std::vector<bool> number(table.columns.size());
    std::string html = "<div class=\"scroll" +
                       std::string(table.rows.size() <= kShortTable ? " short" : "") +
                       std::string(table.columns.size() > kFewColumns ? " many" : "") +
                       "\" tabindex=\"0\" role=\"region\" aria-label=\"" + escape(table.title) +
                       "\"><table>" + sentence("caption", table.title) + "<thead><tr>";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        number[i] = numeric(table, i);
        html += "<th scope=\"col\" dir=\"auto\"" + std::string(number[i] ? " class=\"n\"" : "") + ">" +
                breakable(column.name);
        if (!column.unit.empty() && column.unit != "%") {
            html += " <span class=\"unit\">(" + escape(column.unit) + ")</span>";
        }
        html += "</th>";
    }
    html += "</tr></thead><tbody>";
    for (std::size_t r = 0; r < table.rows.size() && r < kRowsShown; ++r) {
        html += "<tr>";
        for (std::size_t i = 0; i < table.rows[r].size() && i < table.columns.size(); ++i) {
            const std::string text = shown(table.rows[r][i], table.columns[i]);
            const bool head = i == 0 && !number[i];
            html += head ? "<th dir=\"auto\" scope=\"row\"" : "<td dir=\"auto\"";
            if (!head && number[i]) html += " class=\"n\"";
            if (!head && !number[i] && table.columns[i].literal) html += " class=\"literal\"";
            html += ">" + (table.columns[i].literal ? broken_at_dots(text) : breakable(text)) +
                    (head ? "</th>" : "</td>");
        }
        html += "</tr>";
    }
    html += "</tbody></table></div>";
    if (table.rows.size() > kRowsShown) {
        html += element("p",
                        "The first " + std::to_string(kRowsShown) + " of " +
                            group_digits(std::to_string(table.rows.size())) + " rows.",
                        "class=\"note\"");
    }
    return html;
}

std::string html_of(const Figure& figure) {
    return "<figure id=\"" + escape(figure.id) +
           (figure.graph || !figure.y.categories.empty() ? "\" class=\"tall\">" : "\">") +
           sentence("h3", figure.title) + sentence("figcaption", figure.alt) + page_svg(figure) +
           "<div class=\"under\"><details><summary>Data of this figure</summary>" + html_of(figure.table) +
           "</details>" + csv_button(figure.id, figure.title) + "</div></figure>";
}

/// The first figure of the page's first section, small: where the zone lies, seen at a glance.
std::string small_figure(const Document& document) {
    for (const Section& section : document.sections) {
        for (const Block& block : section.blocks) {
            const auto* figure = std::get_if<Figure>(&block);
            if (figure == nullptr) continue;
            if (section.id != "zone") return "";
            constexpr std::size_t kManyRows = 5;
            return "<figure id=\"frontier-small\"" +
                   std::string(figure->y.categories.size() > kManyRows ? " class=\"tall\">" : ">") +
                   small_svg(*figure) + "</figure>";
        }
    }
    return "";
}

std::string facts(const std::vector<Fact>& list, std::string_view name) {
    if (list.empty()) return "";
    std::string html = "<dl class=\"" + std::string(name) + "\">";
    for (const Fact& fact : list) {
        html += "<dt dir=\"auto\" class=\"tone\">" + (fact.tone >= 0 ? symbol(fact.tone) : "") +
                escape(fact.label) + "</dt>" + element("dd", fact.value);
    }
    return html + "</dl>";
}

std::string html_of(const Cards& cards) {
    std::string html = "<div class=\"cards\">";
    for (const Card& card : cards.cards) {
        html += "<article class=\"card" + std::string(card.emphasised ? " strong" : "") + "\">" +
                element("h3", card.title) + sentence("p", card.subtitle, "class=\"note\"") +
                facts(card.terms, "terms") + facts(card.scores, "scores") + "</article>";
    }
    return html + "</div>";
}

/// Long tables of what goes in are folded on the screen, and an appendix on paper.
bool folded_away(const Block& block) {
    const auto* table = std::get_if<Table>(&block);
    return table != nullptr && (table->id.starts_with("sheet-") || table->id == "inputs");
}

std::string blocks_of(const Section& section) {
    std::string html;
    bool sheets = false;
    for (const Block& block : section.blocks) {
        const bool fold = folded_away(block);
        if (fold && !sheets)
            html += "<details class=\"appendix\"><summary>Every number, issue by issue</summary>";
        if (!fold && sheets) html += "</details>";
        sheets = fold;
        html += std::visit([](const auto& one) { return html_of(one); }, block);
        if (const auto* table = std::get_if<Table>(&block); table != nullptr && !table->columns.empty())
            html += csv_button(table->id.empty() ? section.id : table->id, table->title);
    }
    return html + (sheets ? "</details>" : "");
}

std::string answers(const Document& document) {
    if (document.answers.empty()) return "";
    std::string html = "<dl class=\"answers late\" id=\"answers\">";
    for (const Fact& fact : document.answers)
        html += sentence("dt", fact.label) + sentence("dd", fact.value);
    return html + "</dl>";
}

std::string judgement(const Document& document) {
    std::string html = "<div class=\"judgement late\" id=\"judgement\"><div><h2>How sure</h2>" +
                       sentence("p", document.how_sure) + "</div><div><h2>Strongest caveat</h2>" +
                       sentence("p", document.caveat) +
                       "</div><div><h2>What would change the answer</h2><ul>";
    for (const std::string& item : document.would_change) html += sentence("li", item);
    return html + "</ul></div></div>";
}

std::string first_page(const Document& document) {
    std::string html = "<section class=\"page-one\" id=\"summary\" aria-label=\"Summary\">" +
                       element("h1", document.title);
    if (!document.summary.empty()) html += element("p", document.summary, "class=\"summary\"");
    html += "<ul class=\"keys\" aria-label=\"Parties\">";
    for (std::size_t i = 0; i < document.parties.size(); ++i) {
        html +=
            "<li dir=\"auto\">" + symbol(static_cast<Tone>(i)) + escape(document.parties[i].name) + "</li>";
    }
    html += "</ul>" + sentence("p", document.question, "class=\"question\"") +
            sentence("p", document.answer, "class=\"answer\"") + small_figure(document) +
            "<div id=\"bullets\" class=\"late\">" + html_of(List{document.bullets}) + "</div>" +
            (document.choice ? html_of(*document.choice) : "") +
            (document.choosing.empty() ? "" : html_of(List{document.choosing})) + answers(document) +
            judgement(document) + element("p", kDisclaimer, "class=\"disclaimer\"") + "</section>";
    return html;
}

}  // namespace

std::string static_section(const Section& section) { return blocks_of(section); }

std::string static_body(const Document& document) {
    std::string html = "<a class=\"skip\" href=\"#summary\">Skip to the summary</a><div class=\"sheet\">";
    html += "<header class=\"mast\"><b>Entente</b><span>Settlement report</span>";
    if (!document.as_of.empty()) html += element("span", "As of " + document.as_of);
    if (!document.viewer.empty()) html += sentence("span", "Copy for " + document.viewer);
    html +=
        "<span class=\"grow\"></span><span>Model, not advice</span><button type=\"button\" class=\"plain "
        "js\" "
        "data-theme>Light or dark</button></header><main>" +
        first_page(document);
    html += "<nav class=\"contents\" aria-label=\"Contents\"><ol>";
    for (const Section& section : document.sections) {
        html += "<li><a dir=\"auto\" href=\"#" + escape(section.id) + "\">" + escape(section.title) +
                "</a></li>";
    }
    html += "</ol></nav>";
    for (const Section& section : document.sections) {
        html += "<section id=\"" + escape(section.id) + "\">" + sentence("h2", section.title) +
                blocks_of(section) + "</section>";
    }
    return html + "</main><footer class=\"foot\">" + escape(kDisclaimer) + " Entente " +
           escape(document.provenance.version) + ".</footer></div>";
}

}  // namespace entente::report
