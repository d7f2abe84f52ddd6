#include "io/case/write_actors.hpp"

#include "io/toml/text.hpp"

namespace entente::io {
namespace {

using namespace toml_text;

std::string names(const std::vector<std::string>& all) {
    std::string text;
    for (const std::string& each : all) text += (text.empty() ? "" : ", ") + quoted(each);
    return "[" + text + "]";
}

void stand_line(std::string& out, const Case& conflict, const ActorSpec::Stand& stand,
                std::int32_t source) {
    const Issue& issue = conflict.space.issues[stand.issue.index()];
    std::string position;
    if (stand.position) {
        position = quantity(*stand.position, conflict.sources, source);
    } else if (stand.option) {
        const Option& option = issue.options[stand.option->index()];
        position =
            option.value && bare_number(option.label, *option.value) ? option.label : quoted(option.label);
    }
    out += "on." + key(issue.id) + " = { position = " + position +
           ", salience = " + quantity(stand.salience, conflict.sources, source);
    if (stand.power) out += ", power = " + quantity(*stand.power, conflict.sources, source);
    out += " }\n";
}

void actor_table(std::string& out, const Case& conflict, const ActorSpec& actor) {
    std::vector<const Quantity*> numbers = {&actor.power};
    for (const ActorSpec::Stand& stand : actor.on) {
        if (stand.position) numbers.push_back(&*stand.position);
        numbers.push_back(&stand.salience);
    }
    const std::int32_t source = common_source(numbers);
    out += "\n[[actor]]\nname = " + quoted(actor.name) + "\n";
    if (!actor.about.empty()) out += "about = " + quoted(actor.about) + "\n";
    if (actor.side) out += "side = " + quoted(conflict.parties[actor.side->index()].id) + "\n";
    out += "power = " + quantity(actor.power, conflict.sources, source) + "\n";
    if (actor.reserve) out += "reserve = " + quantity(*actor.reserve, conflict.sources, source) + "\n";
    if (source >= 0)
        out += "source = " + quoted(conflict.sources[static_cast<std::size_t>(source)].id) + "\n";
    for (const ActorSpec::Stand& stand : actor.on) stand_line(out, conflict, stand, source);
    if (!actor.follows) return;
    std::string follows;
    for (const ActorSpec::Follows& each : *actor.follows)
        follows += (follows.empty() ? " " : ", ") + key(conflict.actors[each.actor].name) + " = " +
                   exact(each.share);
    out += "follows = {" + follows + " }\n";
}

}  // namespace

std::string agreement_toml(const Case& conflict) {
    if (!conflict.agree) return {};
    std::string out = "agree = \"" + std::to_string(conflict.agree->votes) + " of " +
                      std::to_string(conflict.parties.size()) + "\"\n";
    std::vector<std::string> veto;
    for (const PartyId party : conflict.agree->veto) veto.push_back(conflict.parties[party.index()].id);
    if (!veto.empty()) out += "veto = " + names(veto) + "\n";
    return out;
}

std::string actors_toml(const Case& conflict) {
    std::string out;
    for (const ActorSpec& actor : conflict.actors) actor_table(out, conflict, actor);
    if (!conflict.smp.empty()) {
        out += "\n[smp]\n";
        for (const SmpSetting& each : conflict.smp)
            out += key(each.name) + " = " + quoted(each.value) + "\n";
    }
    for (const RatifySpec& spec : conflict.ratify) {
        out += "\n[ratify." + key(conflict.parties[spec.party.index()].id) + "]\n";
        if (spec.quota) out += "quota = " + quantity(*spec.quota, conflict.sources, -1) + "\n";
        if (!spec.veto.empty()) out += "veto = " + names(spec.veto) + "\n";
    }
    return out;
}

}  // namespace entente::io
