// Names replaced, for a copy that leaves the house.
#include <algorithm>
#include <cctype>

#include "report/sections/sections.hpp"

namespace entente::report {
namespace {

struct Alias {
    std::string name;
    std::string alias;
};

/// "Party A".."Party Z", then "Party 27".
std::string letter(std::size_t party) {
    return party < 26 ? "Party " + std::string(1, static_cast<char>('A' + party))
                      : "Party " + std::to_string(party + 1);
}

/// A byte of another script counts as no part of a word: rather one replacement too many than a name left.
bool word_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x80 && std::isalnum(byte) != 0;
}

bool same(std::string_view text, std::string_view name) {
    return std::equal(text.begin(), text.end(), name.begin(), name.end(), [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    });
}

/// Every name in place: whole words, whatever their case. Names of letters without word breaks (Chinese,
/// say) are replaced wherever they stand.
void replace(std::string& text, const std::vector<Alias>& aliases) {
    std::string changed;
    for (std::size_t at = 0; at < text.size();) {
        const Alias* found = nullptr;
        for (const Alias& alias : aliases) {  // longest first
            if (text.size() - at < alias.name.size() ||
                !same(std::string_view(text).substr(at, alias.name.size()), alias.name))
                continue;
            const bool ascii = std::all_of(alias.name.begin(), alias.name.end(),
                                           [](char c) { return static_cast<unsigned char>(c) < 0x80; });
            const std::size_t end = at + alias.name.size();
            // A name that begins inside another word is not that name; endings ("Arvans", "Arvan's") are.
            if (ascii && at > 0 && word_byte(text[at - 1]) && word_byte(alias.name.front())) continue;
            if (ascii && alias.name.size() < 4 && end < text.size() && word_byte(text[end])) continue;
            found = &alias;
            break;
        }
        if (found == nullptr) {
            changed += text[at++];
        } else {
            changed += found->alias;
            at += found->name.size();
        }
    }
    text = std::move(changed);
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
            if (!name.empty()) aliases.push_back({name, letter(p)});
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
