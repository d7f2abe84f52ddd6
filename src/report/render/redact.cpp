// Names replaced, for a copy that leaves the house.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "report/render/fold.hpp"
#include "report/sections/sections.hpp"

namespace entente::report {
namespace {

struct Alias {
    std::u32string name;  ///< folded
    std::string alias;
    bool ascii = false;  ///< as it is written
};

/// "Party A".."Party Z", then "Party 27".
std::string letter(std::size_t party) {
    return party < 26 ? "Party " + std::string(1, static_cast<char>('A' + party))
                      : "Party " + std::to_string(party + 1);
}

/// A letter of another script counts as no part of a word: rather one replacement too many than a name
/// left.
bool word_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9'); }

/// Does the name stand at letter `at` of the text, as a word or the beginning of one?
bool stands_at(const Folded& text, std::size_t at, const Alias& alias) {
    if (text.letters.compare(at, alias.name.size(), alias.name) != 0) return false;
    if (!alias.ascii)
        return true;  // without word breaks (Chinese, say) a name is replaced wherever it stands
    const std::size_t end = at + alias.name.size();
    // A name that begins inside another word is not that name; endings ("Arvans", "Arvan's") are.
    if (at > 0 && word_letter(text.letters[at - 1]) && word_letter(alias.name.front())) return false;
    return alias.name.size() >= 4 || end >= text.letters.size() || !word_letter(text.letters[end]);
}

/// Every name in place: whatever its case, its accents and the form in which they are written.
void replace(std::string& text, const std::vector<Alias>& aliases) {
    const Folded folded = fold(text);
    std::string changed;
    std::size_t copied = 0;
    for (std::size_t at = 0; at < folded.letters.size();) {
        const auto found = std::find_if(aliases.begin(), aliases.end(), [&](const Alias& alias) {
            return stands_at(folded, at, alias);  // longest first
        });
        if (found == aliases.end()) {
            ++at;
            continue;
        }
        changed += text.substr(copied, folded.begin[at] - copied) + found->alias;
        at += found->name.size();
        copied = folded.begin[at];
    }
    if (copied == 0) return;
    text = changed + text.substr(copied);
}

struct Eraser {
    const std::vector<Alias>& aliases;

    void operator()(std::string& text) const { replace(text, aliases); }
    void operator()(std::vector<std::string>& list) const {
        for (std::string& text : list) replace(text, aliases);
    }
    void operator()(std::vector<Fact>& facts) const {
        for (Fact& fact : facts) {
            replace(fact.label, aliases);
            replace(fact.value, aliases);
        }
    }
    void operator()(Paragraph& paragraph) const { replace(paragraph.text, aliases); }
    void operator()(List& list) const { (*this)(list.items); }
    void operator()(Table& table) const {
        replace(table.title, aliases);
        for (Column& column : table.columns) replace(column.name, aliases);
        for (auto& row : table.rows) {
            for (Cell& cell : row) {
                if (auto* words = std::get_if<std::string>(&cell)) replace(*words, aliases);
            }
        }
    }
    void operator()(Axis& axis) const {
        replace(axis.label, aliases);
        (*this)(axis.categories);
    }
    void operator()(Figure& figure) const {
        replace(figure.title, aliases);
        replace(figure.alt, aliases);
        (*this)(figure.x);
        (*this)(figure.y);
        for (Series& series : figure.series) {
            replace(series.name, aliases);
            (*this)(series.names);
        }
        if (figure.graph) {
            for (Node& node : figure.graph->nodes) {
                replace(node.label, aliases);
                replace(node.detail, aliases);
            }
        }
        (*this)(figure.table);
    }
    void operator()(Cards& cards) const {
        for (Card& card : cards.cards) {
            replace(card.title, aliases);
            replace(card.subtitle, aliases);
            (*this)(card.terms);
            (*this)(card.scores);
        }
    }
};

}  // namespace

void redact(Document& document, const Case& conflict) {
    std::vector<Alias> aliases;
    for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
        for (const std::string& name : {conflict.parties[p].name, conflict.parties[p].id}) {
            const bool ascii = std::all_of(name.begin(), name.end(),
                                           [](char c) { return static_cast<unsigned char>(c) < 0x80; });
            std::u32string folded = fold(name).letters;
            if (!folded.empty()) aliases.push_back({std::move(folded), letter(p), ascii});
        }
    }
    std::stable_sort(aliases.begin(), aliases.end(),
                     [](const Alias& a, const Alias& b) { return a.name.size() > b.name.size(); });
    const Eraser erase{aliases};
    document.title = "A conflict (names withheld)";
    document.summary.clear();
    document.provenance = {.version = document.provenance.version,
                           .file = "",
                           .sha256 = "",
                           .command = "",
                           .seed = document.provenance.seed};
    for (std::size_t p = 0; p < document.parties.size(); ++p)
        document.parties[p] = {"party-" + std::to_string(p + 1), letter(p)};
    erase(document.viewer);
    erase(document.question);
    erase(document.answer);
    erase(document.bullets);
    erase(document.how_sure);
    erase(document.caveat);
    erase(document.would_change);
    erase(document.headline);
    for (Section& section : document.sections) {
        erase(section.title);
        for (Block& block : section.blocks) std::visit(erase, block);
    }
    for (Input& input : document.inputs) {
        input.source.clear();
        erase(input.address);
        erase(input.label);
        erase(input.group);
    }
}

}  // namespace entente::report
