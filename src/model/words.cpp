#include "entente/model/words.hpp"

#include <algorithm>

#include "entente/core/printable.hpp"

namespace entente {

const std::string& name_of(const Case& conflict, PartyId party) {
    const Party& one = conflict.parties[party.index()];
    return one.name.empty() ? one.id : one.name;
}

const std::string& label_of(const Case& conflict, IssueId issue, OptionId option) {
    return conflict.space.issues[issue.index()].options[option.index()].label;
}

namespace {

/// The noun as one word or two that a sentence can take: no line breaks, no article of its own.
std::string noun_of(const Case& conflict) {
    std::string noun = printable(conflict.noun);
    noun.erase(0, std::min(noun.find_first_not_of(' '), noun.size()));
    noun.erase(noun.find_last_not_of(' ') + 1);
    if (noun.starts_with("the ")) noun.erase(0, 4);
    if (noun.empty()) return conflict.war ? "war" : "";
    return noun;
}

}  // namespace

std::string contest(const Case& conflict) {
    const std::string noun = noun_of(conflict);
    return "the " + (noun.empty() ? "dispute" : noun);
}

std::string no_deal(const Case& conflict) {
    const std::string noun = noun_of(conflict);
    if (noun.empty()) return "no deal";
    return noun == "war" ? "fighting on" : "going on with the " + noun;
}

std::string goes_on(const Case& conflict) {
    return noun_of(conflict) == "war" ? "fighting goes on" : contest(conflict) + " goes on";
}

std::string describe(const Case& conflict, const Outcome& outcome) {
    std::string words;
    for (std::size_t i = 0; i < outcome.options.size(); ++i) {
        words += (words.empty() ? "" : ", ") + conflict.space.issues[i].id + "=" +
                 label_of(conflict, IssueId(i), outcome.options[i]);
    }
    return words;
}

}  // namespace entente
