// [[actor]], actors = "FILE", [smp], [ratify.*], agree and veto.
#include <algorithm>
#include <filesystem>
#include <unordered_map>

#include "io/actors/table.hpp"
#include "io/case/reading.hpp"
#include "io/files.hpp"

namespace entente::io {
namespace {

std::string text_in(const Node& node) {
    return node && !node.bad() ? std::string(node.text()) : std::string();
}

/// A position is an option's label, or a number on the scale of the options.
bool read_position(Reading& reading, const Node& node, const Issue& issue, ActorSpec::Stand& stand,
                   std::int32_t source, const std::string& address) {
    if (node.is(Kind::text)) {
        for (std::size_t k = 0; k < issue.options.size(); ++k) {
            if (issue.options[k].label == node.text()) {
                stand.option = OptionId(k);
                return true;
            }
        }
        if (!parse_quantity(node.text())) {
            std::vector<std::string> labels;
            for (const Option& option : issue.options) labels.push_back(option.label);
            const IssueScale scale = scale_of(issue);
            reading.error("E1003", node.span(),
                          address + " is neither an option of '" + issue.id + "' nor a number",
                          reading.suggest(node.text(), labels,
                                          scale.numeric ? "write a number on the options' scale"
                                                        : "write one of its options"),
                          address);
            return false;
        }
    }
    std::optional<Quantity> value = reading.quantity(node, source, address);
    if (!value) return false;
    const IssueScale scale = scale_of(issue);
    const auto off = [&](const Rational& x) { return x.value() < scale.low() || x.value() > scale.high(); };
    if (off(value->best) || (value->ranged() && (off(*value->low) || off(*value->high)))) {
        reading.error("E1003", node.span(),
                      address + " is off the scale of '" + issue.id + "', which runs from " +
                          issue.options.front().label + " to " + issue.options.back().label,
                      "correct the number, or widen the options", address);
        return false;
    }
    stand.position = std::move(*value);
    return true;
}

void load_stand(Reading& reading, const Node& node, ActorSpec& actor, std::int32_t source) {
    const auto issue = reading.issue(node.key(), node.key_span());
    if (!issue || reading.broken(*issue) || !node.is(Kind::table)) return;
    const Issue& about = reading.conflict().space.issues[issue->index()];
    ActorSpec::Stand stand;
    stand.issue = *issue;
    stand.where = node.key_span();
    source = reading.source_of(node, source);
    const std::string address = "actor." + actor.name + ".on." + about.id;
    const Node position = node.find("position");
    if (!position) {
        reading.error("E1001", node.key_span(), address + " does not say where the actor stands",
                      "add position = an option, or a number on the options' scale");
        return;
    }
    if (position.bad() || !read_position(reading, position, about, stand, source, address + ".position"))
        return;
    stand.salience = Quantity(Rational(100));
    if (const Node node_salience = node.find("salience")) {
        const auto salience = reading.quantity(node_salience, source, address + ".salience");
        if (!salience) return;
        stand.salience = *salience;
    }
    if (const Node power = node.find("power"))
        stand.power = reading.quantity(power, source, address + ".power");
    actor.on.push_back(std::move(stand));
}

void load_actor(Reading& reading, const Node& node) {
    ActorSpec actor;
    actor.where = node.span();
    actor.name = text_in(node.find("name"));
    actor.about = text_in(node.find("about"));
    if (actor.name.empty()) {
        reading.error("E1001", node.span(), "this actor has no name", "add name = \"...\"");
        return;
    }
    if (const Node name = node.find("name")) actor.where = name.span();
    const std::int32_t source = reading.source_of(node);
    if (const Node side = node.find("side"); side && !side.bad() && side.text() != "outside")
        actor.side = reading.party(side.text(), side.span());
    const Node power = node.find("power");
    if (!power) {
        reading.error("E1001", node.span(), "actor '" + actor.name + "' has no power", "add power = 30");
        return;
    }
    const auto amount = reading.quantity(power, source, "actor." + actor.name + ".power");
    if (!amount) return;
    actor.power = *amount;
    if (const Node reserve = node.find("reserve"))
        actor.reserve = reading.quantity(reserve, source, "actor." + actor.name + ".reserve");
    if (const Node on = node.find("on"); on.is(Kind::table)) {
        for (const Node stand : on) {
            if (!stand.key().starts_with("x-")) load_stand(reading, stand, actor, source);
        }
    }
    reading.conflict().actors.push_back(std::move(actor));
}

/// What an actor's ideal follows names actors that may stand further down: read last.
void load_follows(Reading& reading, const Node& list) {
    std::vector<ActorSpec>& actors = reading.conflict().actors;
    std::unordered_map<std::string_view, std::size_t> index;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < actors.size(); ++i) {
        index.emplace(actors[i].name, i);
        names.push_back(actors[i].name);
    }
    for (const Node node : list) {
        const Node follows = node.is(Kind::table) ? node.find("follows") : Node();
        const auto own = index.find(text_in(node.find("name")));
        if (!follows.is(Kind::table) || own == index.end()) continue;
        std::vector<ActorSpec::Follows> all;
        for (const Node each : follows) {
            if (each.key().starts_with("x-")) continue;
            const auto whom = index.find(each.key());
            if (whom == index.end()) {
                reading.error("E1014", each.key_span(),
                              "there is no actor '" + std::string(each.key()) + "' to follow",
                              reading.suggest(each.key(), names));
                continue;
            }
            if (const auto share = reading.exact(each, "follows")) all.push_back({whom->second, *share});
        }
        actors[own->second].follows = std::move(all);
    }
}

void load_actor_file(Reading& reading, const Node& node) {
    if (!node.is(Kind::text)) return;
    namespace fs = std::filesystem;
    const fs::path named{std::string(node.text())};
    const std::string& file = reading.findings().source().file();
    const bool outside =
        named.is_absolute() || std::find(named.begin(), named.end(), fs::path("..")) != named.end();
    if (outside || file.starts_with("case:")) {
        reading.error("E1007", node.span(), "the table of actors must lie beside the case or below it",
                      "copy it there, and name it without a leading / or ..");
        return;
    }
    const std::string path = (fs::path(file).parent_path() / named).string();
    try {
        const std::string text = read_file(path);
        std::vector<Diagnostic> warnings;
        actors::add_to_case(reading.conflict(), text, path, node.span(), warnings);
        for (Diagnostic& each : warnings) reading.findings().add(std::move(each));
    } catch (const InputError& refused) {
        for (Diagnostic each : refused.diagnostics()) reading.findings().add(std::move(each));
    }
}

void load_ratify(Reading& reading, const Node& root) {
    const Node table = root.find("ratify");
    if (!table.is(Kind::table)) return;
    for (const Node node : table) {
        if (node.key().starts_with("x-") || !node.is(Kind::table)) continue;
        const auto party = reading.party(node.key(), node.key_span());
        if (!party) continue;
        RatifySpec spec;
        spec.party = *party;
        spec.where = node.key_span();
        if (const Node quota = node.find("quota")) {
            spec.quota = reading.quantity(quota, reading.source_of(node),
                                          "ratify." + std::string(node.key()) + ".quota");
        }
        if (const Node veto = node.find("veto"); veto.is(Kind::list)) {
            for (const Node each : veto) {
                if (!each.bad()) spec.veto.emplace_back(each.text());
            }
        }
        reading.conflict().ratify.push_back(std::move(spec));
    }
}

/// "5 of 6", "5/6", "5", "all", "majority". \return 0 where it is none of these
std::size_t votes_in(std::string_view text, std::size_t parties, std::string& wrong) {
    const auto number = [](std::string_view digits) -> std::size_t {
        std::size_t value = 0;
        std::size_t seen = 0;
        for (const char c : digits) {
            if (c == ' ') continue;
            if (c < '0' || c > '9' || ++seen > 6) return 0;
            value = value * 10 + static_cast<std::size_t>(c - '0');
        }
        return value;
    };
    if (text == "all" || text == "unanimity") return parties;
    if (text == "majority") return parties / 2 + 1;
    for (const std::string_view between : {" of ", "/"}) {
        const std::size_t at = text.find(between);
        if (at == std::string_view::npos) continue;
        const std::size_t of = number(text.substr(at + between.size()));
        if (of != parties)
            wrong =
                "agree counts " + std::to_string(of) + " parties, and there are " + std::to_string(parties);
        return number(text.substr(0, at));
    }
    return number(text);
}

void load_agreement(Reading& reading, const Node& root) {
    const std::size_t parties = reading.conflict().parties.size();
    Agreement agreement;
    agreement.votes = parties;
    const Node agree = root.find("agree");
    const Node veto = root.find("veto");
    if (agree && !agree.bad()) {
        std::string wrong;
        agreement.where = agree.span();
        agreement.votes = votes_in(agree.text(), parties, wrong);
        if (agreement.votes == 0 || agreement.votes > parties || !wrong.empty()) {
            reading.error(
                "E1006", agree.span(),
                wrong.empty() ? "agree = \"" + std::string(agree.text()) + "\" cannot be read" : wrong,
                "write agree = \"" + std::to_string(std::max<std::size_t>(1, parties / 2 + 1)) + " of " +
                    std::to_string(parties) + "\", \"majority\" or \"all\"");
            return;
        }
    }
    if (veto.is(Kind::list)) {
        if (!agree) agreement.where = veto.span();
        for (const Node each : veto) {
            if (each.bad()) continue;
            if (const auto party = reading.party(each.text(), each.span()))
                agreement.veto.push_back(*party);
        }
    }
    // Without `agree` everybody has a veto anyway.
    if (agree && agreement.votes < parties) reading.conflict().agree = std::move(agreement);
}

}  // namespace

void load_actors(Reading& reading, const Node& root) {
    if (const Node list = root.find("actor"); list.is(Kind::list)) {
        for (const Node node : list) {
            if (node.is(Kind::table)) load_actor(reading, node);
        }
        load_follows(reading, list);
    }
    if (const Node file = root.find("actors")) load_actor_file(reading, file);
    if (const Node smp = root.find("smp"); smp.is(Kind::table)) {
        for (const Node each : smp) {
            if (each.key().starts_with("x-") || each.bad()) continue;
            reading.conflict().smp.push_back(
                {std::string(each.key()), std::string(each.text()), each.key_span()});
        }
    }
    load_ratify(reading, root);
    load_agreement(reading, root);
}

}  // namespace entente::io
