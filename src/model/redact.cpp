#include "entente/model/redact.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/core/fold.hpp"

namespace entente {
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

/// A name whatever its case, its accents and the form in which they are written.
struct FoldedAlias {
    std::u32string name;
    std::string alias;
    bool ascii = false;  ///< as it is written
};

/// A letter of another script counts as no part of a word: rather one replacement too many than a name
/// left.
bool word_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9'); }

/// Takes names out of texts, and the ids of parties out of the names of parameters.
class Eraser {
public:
    explicit Eraser(const std::vector<Party>& parties) {
        for (std::size_t p = 0; p < parties.size(); ++p) {
            ids_.push_back({parties[p].id, "party-" + std::to_string(p + 1)});
            for (const std::string& name : {parties[p].name, parties[p].id}) {
                const bool ascii = std::all_of(name.begin(), name.end(),
                                               [](char c) { return static_cast<unsigned char>(c) < 0x80; });
                std::u32string folded = fold(name).letters;
                if (!folded.empty()) aliases_.push_back({std::move(folded), letter(p), ascii});
            }
        }
        std::stable_sort(aliases_.begin(), aliases_.end(), [](const FoldedAlias& a, const FoldedAlias& b) {
            return a.name.size() > b.name.size();
        });
    }

    /// Every name in place: whole words, whatever their case. Names of letters without word breaks
    /// (Chinese, say) are replaced wherever they stand.
    void text(std::string& text) const {
        const Folded folded = fold(text);
        std::string changed;
        std::size_t copied = 0;
        for (std::size_t at = 0; at < folded.letters.size();) {
            const FoldedAlias* found = name_at(folded, at);
            if (found == nullptr) {
                ++at;
                continue;
            }
            changed += text.substr(copied, folded.begin[at] - copied) + found->alias;
            at += found->name.size();
            copied = folded.begin[at];
        }
        if (copied > 0) text = changed + text.substr(copied);
    }

    /// An id of the author's: kept where it names nobody, else numbered.
    void id(std::string& id, const std::string& kind, std::size_t number) const {
        std::string changed = id;
        std::replace(changed.begin(), changed.end(), '_', ' ');
        std::string before = changed;
        text(changed);
        if (changed != before) id = kind + "-" + std::to_string(number + 1);
    }

    /// "cost.arvan" -> "cost.party-1": the parts after the first are where parties are named.
    void parameter(std::string& name) const {
        std::string changed;
        for (std::size_t at = 0, part = 0; at <= name.size(); ++part) {
            const std::size_t end = std::min(name.find('.', at), name.size());
            const std::string word = name.substr(at, end - at);
            const auto known = std::find_if(ids_.begin(), ids_.end(),
                                            [&](const Alias& alias) { return alias.name == word; });
            changed += (part > 0 ? "." : "") + (part > 0 && known != ids_.end() ? known->alias : word);
            at = end + 1;
        }
        name = std::move(changed);
    }

    void parameters(std::vector<Parameter>& all) const {
        for (Parameter& one : all) parameter(one.name);
    }

private:
    [[nodiscard]] const FoldedAlias* name_at(const Folded& text, std::size_t at) const {
        for (const FoldedAlias& alias : aliases_) {  // longest first
            const std::size_t end = at + alias.name.size();
            if (text.letters.compare(at, alias.name.size(), alias.name) != 0) continue;
            if (!alias.ascii) return &alias;
            // A name that begins inside another word is not that name; endings ("Arvans", "Arvan's") are.
            if (at > 0 && word_letter(text.letters[at - 1]) && word_letter(alias.name.front())) continue;
            if (alias.name.size() < 4 && end < text.letters.size() && word_letter(text.letters[end]))
                continue;
            return &alias;
        }
        return nullptr;
    }

    std::vector<FoldedAlias> aliases_;
    std::vector<Alias> ids_;
};

void redact(Space& space, const Eraser& erase) {
    for (std::size_t i = 0; i < space.issues.size(); ++i) {
        Issue& issue = space.issues[i];
        erase.id(issue.id, "issue", i);
        erase.text(issue.ask);
        erase.text(issue.unit);
        issue.notes.clear();
        for (Option& option : issue.options) erase.text(option.label);
        for (Option& option : issue.anchors) erase.text(option.label);
    }
    for (Rule& rule : space.rules) erase.text(rule.why);
}

void redact_war(Case& conflict, const Eraser& erase) {
    if (conflict.war) {
        erase.parameters(conflict.war->parameters);
        erase.text(conflict.war->per);
    }
    for (Belief& belief : conflict.beliefs) erase.parameters(belief.parameters);
    for (std::size_t k = 0; k < conflict.aids.size(); ++k) {
        erase.id(conflict.aids[k].name, "aid", k);
        erase.parameters(conflict.aids[k].parameters);
    }
}

void leave_out_others(Case& conflict) {
    conflict.links.clear();
    conflict.outside.clear();
    conflict.levers.clear();
    conflict.backers.clear();
    conflict.phases.reset();
    conflict.spoilers.clear();
    conflict.actors.clear();
    conflict.ratify.clear();
    conflict.talks.reset();
}

}  // namespace

Case redacted(Case conflict) {
    const Eraser erase(conflict.parties);
    conflict.title = "A conflict (names withheld)";
    conflict.summary.clear();
    conflict.notes.clear();
    conflict.origin.file.clear();
    conflict.origin.sha256.clear();
    for (std::size_t p = 0; p < conflict.parties.size(); ++p) {
        conflict.parties[p].id = "party-" + std::to_string(p + 1);
        conflict.parties[p].name = letter(p);
        conflict.parties[p].notes.clear();
    }
    for (std::size_t s = 0; s < conflict.sources.size(); ++s) {
        conflict.sources[s].id = "source-" + std::to_string(s + 1);
        conflict.sources[s].what = "withheld";
        conflict.sources[s].date.clear();
        conflict.sources[s].url.clear();
    }
    redact(conflict.space, erase);
    redact_war(conflict, erase);
    for (Priorities& priorities : conflict.priorities) {
        for (Statement& statement : priorities.statements) erase.text(statement.text);
    }
    if (conflict.graph) {
        for (std::string& state : conflict.graph->states) erase.text(state);
    }
    for (std::string& name : conflict.state_names) erase.text(name);
    erase.text(conflict.noun);
    leave_out_others(conflict);
    return conflict;
}

}  // namespace entente
