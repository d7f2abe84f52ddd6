// [war], beliefs, aids, levers and what third parties can do, as TOML.
#include "io/case/write.hpp"
#include "io/toml/text.hpp"

namespace entente::io {

using namespace toml_text;

std::string CaseWriter::outcome(const WarEnd& end) const {
    std::string text;
    if (end.at) text = " at = " + toml_text::quantity(*end.at, case_.sources, -1);
    for (std::size_t i = 0; i < end.options.size(); ++i) {
        if (!end.options[i]) continue;
        const IssueId id(i);
        text += (text.empty() ? " " : ", ") + issue_key(id) + " = " +
                label(case_.space.issues[i], *end.options[i]);
    }
    return text.empty() ? "{}" : "{" + text + " }";
}

void CaseWriter::parameters(const std::vector<Parameter>& all) {
    std::vector<const Quantity*> numbers;
    for (const Parameter& parameter : all) numbers.push_back(&parameter.quantity);
    const std::int32_t source = common_source(numbers);
    if (source >= 0) line("source", quoted(case_.sources[static_cast<std::size_t>(source)].id));
    for (const Parameter& parameter : all) {
        line(dotted_key(parameter.name), toml_text::quantity(parameter.quantity, case_.sources, source));
    }
}

void CaseWriter::war() {
    if (!case_.war) return;
    const WarSpec& war = *case_.war;
    header("war");
    line("model", quoted(war.model), 7);
    line("between",
         "[" + quoted(safe_id(case_.parties[war.between[0].index()].id)) + ", " +
             quoted(safe_id(case_.parties[war.between[1].index()].id)) + "]",
         7);
    std::string wins;
    for (std::size_t side = 0; side < 2; ++side) {
        const std::string end = outcome(war.win[side]);
        if (end != "{}") wins += (wins.empty() ? " " : ", ") + party_key(war.between[side]) + " = " + end;
    }
    if (!wins.empty()) line("win", "{" + wins + " }", 7);
    if (war.issue) line("issue", quoted(safe_id(case_.space.issues[war.issue->index()].id)), 7);
    if (const std::string now = outcome(war.status_quo); now != "{}") line("status_quo", now, 7);
    if (war.per != "period") line("per", quoted(war.per), 7);
    parameters(war.parameters);
}

void CaseWriter::beliefs() {
    for (const Belief& belief : case_.beliefs) {
        header("belief." + party_key(belief.party));
        parameters(belief.parameters);
    }
}

void CaseWriter::aids() {
    for (const Aid& aid : case_.aids) {
        header("aid." + key(aid.name));
        if (!aid.kind.empty()) line("kind", quoted(aid.kind));
        if (aid.to) line("to", quoted(safe_id(case_.parties[aid.to->index()].id)));
        parameters(aid.parameters);
    }
}

void CaseWriter::optional_number(const std::string& name, const std::optional<Quantity>& number,
                                 std::int32_t source) {
    if (number) line(name, toml_text::quantity(*number, case_.sources, source), 7);
}

void CaseWriter::levers() {
    for (const Lever& lever : case_.levers) {
        header("lever." + key(lever.name));
        line("kind", quoted(to_string(lever.kind)), 7);
        if (!lever.by.empty()) line("by", quoted(lever.by), 7);
        if (lever.to) line("to", quoted(safe_id(case_.parties[lever.to->index()].id)), 7);
        if (!lever.moves.empty()) line("moves", quoted(lever.moves), 7);
        optional_number("most", lever.most, -1);
        optional_number("least", lever.least, -1);
        optional_number("cost", lever.cost, -1);
        optional_number("fixed", lever.fixed, -1);
        optional_number("decay", lever.decay, -1);
        optional_number("guarded", lever.guarded, -1);
    }
    for (const Backers& backers : case_.backers) {
        header("backers." + key(backers.aid));
        if (!backers.by_income) line("by", quoted("keenness"));
        optional_number("share", backers.share, -1);
        for (const auto& [who, number] : backers.of)
            line("of." + key(who), toml_text::quantity(number, case_.sources, -1));
    }
    if (!case_.coalitions.empty()) header("coalition");
    std::vector<std::string> ids;
    for (const Party& party : case_.parties) ids.push_back(safe_id(party.id));
    for (const Coalition& coalition : case_.coalitions) {
        std::string value;
        for (std::size_t k = 0; k < coalition.points.size(); ++k) {
            value += (k > 0 ? ", " : " ") + key(ids[coalition.members[k].index()]) + " = " +
                     toml_text::quantity(coalition.points[k], case_.sources, -1);
        }
        line(quoted(coalition_name(coalition, ids)),
             coalition.worth ? toml_text::quantity(*coalition.worth, case_.sources, -1)
                             : "{" + value + " }");
    }
    if (case_.phases) {
        header("phases");
        optional_number("bond", case_.phases->bond, -1);
        optional_number("benefit", case_.phases->benefit, -1);
        optional_number("discount", case_.phases->discount, -1);
    }
    for (const Spoilers& spoilers : case_.spoilers) {
        header("spoilers." + key(ids[spoilers.party.index()]));
        optional_number("trust", spoilers.trust, -1);
        optional_number("strength", spoilers.strength, -1);
        optional_number("prevention", spoilers.prevention, -1);
        optional_number("attack", spoilers.attack, -1);
        optional_number("loss", spoilers.loss, -1);
    }
}

}  // namespace entente::io
