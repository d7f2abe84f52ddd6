#include "entente/model/words.hpp"

namespace entente {

const std::string& name_of(const Case& conflict, PartyId party) {
    const Party& one = conflict.parties[party.index()];
    return one.name.empty() ? one.id : one.name;
}

const std::string& label_of(const Case& conflict, IssueId issue, OptionId option) {
    return conflict.space.issues[issue.index()].options[option.index()].label;
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
