// [outside], [lever.*], [backers.*], [coalition], [phases] and [spoilers.*].
#include <algorithm>

#include "entente/core/text.hpp"
#include "io/case/reading.hpp"

namespace entente::io {
namespace {

std::string text_of(const Node& node) {
    return node && !node.bad() ? std::string(node.text()) : std::string();
}

std::optional<Quantity> number_of(Reading& reading, const Node& table, const std::string& key,
                                  const std::string& address, std::int32_t source) {
    const Node node = table.find(key);
    if (!node || node.bad()) return std::nullopt;
    return reading.quantity(node, source, address + "." + key);
}

std::optional<LeverKind> kind_of(Reading& reading, const Node& table, const std::string& name) {
    const Node node = table.find("kind");
    static const std::vector<std::string> kNames(kLeverKindNames.begin(), kLeverKindNames.end());
    if (!node) {
        reading.error("E1301", table.span(), "lever '" + name + "' does not say of which kind it is",
                      "add kind = one of " + join_words(kNames));
        return std::nullopt;
    }
    if (node.bad()) return std::nullopt;
    const auto found = std::find(kNames.begin(), kNames.end(), std::string(node.text()));
    if (found == kNames.end()) {
        reading.error("E1301", node.span(), "there is no kind of lever '" + text_of(node) + "'",
                      reading.suggest(node.text(), kNames, "the kinds are " + join_words(kNames)));
        return std::nullopt;
    }
    return static_cast<LeverKind>(found - kNames.begin());
}

/// Who holds it: an outside actor or a party.
std::string holder(Reading& reading, const Node& table, const std::string& name) {
    const Node node = table.find("by");
    if (!node || node.bad()) return {};
    std::vector<std::string> known;
    for (const OutsideActor& actor : reading.conflict().outside) known.push_back(actor.id);
    for (const Party& party : reading.conflict().parties) known.push_back(party.id);
    const std::string id = text_of(node);
    if (std::find(known.begin(), known.end(), id) == known.end()) {
        reading.error("E1302", node.span(),
                      "lever '" + name + "' is held by '" + id + "', who is not in the case",
                      reading.suggest(id, known, "name it in [outside], or as a party"));
    }
    return id;
}

void load_lever(Reading& reading, const Node& table) {
    Lever lever;
    lever.name = std::string(table.key());
    lever.where = table.span();
    const std::string address = "lever." + lever.name;
    const std::int32_t source = reading.source_of(table);
    const auto kind = kind_of(reading, table, lever.name);
    lever.by = holder(reading, table, lever.name);
    if (const Node to = table.find("to"); to && !to.bad()) lever.to = reading.party(to.text(), to.span());
    lever.moves = text_of(table.find("moves"));
    const auto most = number_of(reading, table, "most", address, source);
    if (!table.find("most")) {
        reading.error("E1303", table.span(), "lever '" + lever.name + "' does not say how far it can go",
                      "add most = the largest size", address + ".most");
    }
    lever.least = number_of(reading, table, "least", address, source);
    lever.cost = number_of(reading, table, "cost", address, source);
    lever.fixed = number_of(reading, table, "fixed", address, source);
    lever.decay = number_of(reading, table, "decay", address, source);
    lever.guarded = number_of(reading, table, "guarded", address, source);
    if (!kind || !most) return;
    lever.kind = *kind;
    lever.most = *most;
    const LeverRecord& record = lever_kind(*kind);
    if (record.to_party && !table.find("to")) {
        reading.error("E1304", table.span(),
                      "lever '" + lever.name + "' of kind " + std::string(to_string(*kind)) +
                          " does not say for which party it is",
                      "add to = \"party\"");
        return;
    }
    if (record.by_address && lever.moves.empty()) {
        reading.error(
            "E1304", table.span(), "lever '" + lever.name + "' does not say which number it moves",
            "add moves = \"reserve.party\", or another address that `entente check --json` lists");
        return;
    }
    reading.conflict().levers.push_back(std::move(lever));
}

/// Attacks by a party's extremists. The table is named by the party.
void load_spoilers(Reading& reading, const Node& table) {
    const auto party = reading.party(table.key(), table.span());
    if (!party) return;
    const std::string address = "spoilers." + std::string(table.key());
    const std::int32_t source = reading.source_of(table);
    Spoilers spoilers{.party = *party};
    spoilers.where = table.span();
    spoilers.trust = number_of(reading, table, "trust", address, source);
    spoilers.strength = number_of(reading, table, "strength", address, source);
    spoilers.prevention = number_of(reading, table, "prevention", address, source);
    spoilers.attack = number_of(reading, table, "attack", address, source);
    spoilers.loss = number_of(reading, table, "loss", address, source);
    reading.conflict().spoilers.push_back(std::move(spoilers));
}

/// Who pays an aid. It must name an aid of the case, and somebody who pays.
void load_backers(Reading& reading, const Node& table) {
    Backers backers;
    backers.aid = std::string(table.key());
    backers.where = table.span();
    const std::string address = "backers." + backers.aid;
    const std::int32_t source = reading.source_of(table);
    std::vector<std::string> known;
    for (const Aid& aid : reading.conflict().aids) known.push_back(aid.name);
    if (std::find(known.begin(), known.end(), backers.aid) == known.end()) {
        reading.error(
            "E1312", table.key_span(), "there is no aid '" + backers.aid + "' that they could pay",
            reading.suggest(backers.aid, known, "name an aid of the case: [aid.NAME] and [backers.NAME]"),
            address);
        return;
    }
    if (const Node by = table.find("by"); by && !by.bad()) {
        static const std::vector<std::string> kRules = {"incomes", "keenness"};
        backers.by_income = text_of(by) == kRules[0];
        if (!backers.by_income && text_of(by) != kRules[1]) {
            reading.error("E1313", by.span(), "nobody pays by '" + text_of(by) + "'",
                          reading.suggest(by.text(), kRules, R"(by = "incomes" or "keenness")"),
                          address + ".by");
            return;
        }
    }
    backers.share = number_of(reading, table, "share", address, source);
    if (const Node of = table.find("of"); of.is(Kind::table)) {
        for (const Node node : of) {
            if (node.bad() || node.key().starts_with("x-")) continue;
            const auto number = reading.quantity(node, source, address + ".of." + std::string(node.key()));
            if (number) backers.of.emplace_back(std::string(node.key()), *number);
        }
    }
    if (backers.of.empty()) {
        reading.error("E1313", table.span(), "[" + address + "] does not say who pays",
                      "add of.NAME = its income or keenness, a line each", address + ".of");
        return;
    }
    reading.conflict().backers.push_back(std::move(backers));
}

/// "arvan+cedon": at least two different parties.
std::optional<std::vector<PartyId>> members_of(Reading& reading, const Node& node) {
    std::vector<PartyId> members;
    std::string_view rest = node.key();
    while (!rest.empty()) {
        const std::size_t plus = std::min(rest.find('+'), rest.size());
        std::string_view id = rest.substr(0, plus);
        rest.remove_prefix(std::min(plus + 1, rest.size()));
        while (!id.empty() && id.front() == ' ') id.remove_prefix(1);
        while (!id.empty() && id.back() == ' ') id.remove_suffix(1);
        const auto party = reading.party(id, node.key_span());
        if (!party) return std::nullopt;
        members.push_back(*party);
    }
    std::sort(members.begin(), members.end());
    if (members.size() < 2 || std::adjacent_find(members.begin(), members.end()) != members.end()) {
        reading.error("E1305", node.key_span(), "a coalition is of two different parties at least",
                      "for example: \"north+south\" = { north = 50, south = 40 }");
        return std::nullopt;
    }
    return members;
}

void load_coalition(Reading& reading, const Node& node, std::int32_t source) {
    Coalition coalition;
    coalition.where = node.span();
    const auto members = members_of(reading, node);
    if (!members) return;
    coalition.members = *members;
    const std::string address = "coalition." + std::string(node.key());
    if (!node.is(Kind::table)) {
        coalition.worth = reading.quantity(node, source, address);
        if (coalition.worth) reading.conflict().coalitions.push_back(std::move(coalition));
        return;
    }
    std::vector<std::optional<Quantity>> points(members->size());
    for (const Node child : node) {
        if (child.key().starts_with("x-")) continue;
        const auto party = reading.party(child.key(), child.key_span());
        if (!party) return;
        const auto at = std::find(members->begin(), members->end(), *party);
        if (at == members->end()) {
            reading.error("E1306", child.key_span(),
                          "'" + std::string(child.key()) + "' is not of the coalition '" +
                              std::string(node.key()) + "'",
                          "give points to its members only");
            return;
        }
        points[static_cast<std::size_t>(at - members->begin())] =
            reading.quantity(child, source, address + "." + std::string(child.key()));
    }
    for (std::size_t k = 0; k < points.size(); ++k) {
        if (!points[k]) {
            reading.error("E1306", node.span(),
                          "the coalition '" + std::string(node.key()) + "' does not say what '" +
                              reading.conflict().parties[(*members)[k].index()].id + "' has in it",
                          "give points to each member");
            return;
        }
        coalition.points.push_back(*points[k]);
    }
    reading.conflict().coalitions.push_back(std::move(coalition));
}

}  // namespace

void load_outside(Reading& reading, const Node& root) {
    const Node table = root.find("outside");
    if (!table.is(Kind::table)) return;
    for (const Node node : table) {
        if (node.bad() || node.key().starts_with("x-")) continue;
        OutsideActor actor;
        actor.id = std::string(node.key());
        actor.where = node.key_span();
        actor.name = node.is(Kind::table) ? text_of(node.find("name")) : text_of(node);
        if (actor.name.empty()) actor.name = actor.id;
        const auto& parties = reading.conflict().parties;
        if (std::any_of(parties.begin(), parties.end(),
                        [&](const Party& one) { return one.id == actor.id; })) {
            reading.error("E1307", node.key_span(), "'" + actor.id + "' is a party: it is not outside",
                          "give the outside actor another id");
            continue;
        }
        reading.conflict().outside.push_back(std::move(actor));
    }
}

void load_levers(Reading& reading, const Node& root) {
    if (const Node table = root.find("lever"); table.is(Kind::table)) {
        for (const Node node : table) {
            if (node.is(Kind::table) && !node.key().starts_with("x-")) load_lever(reading, node);
        }
    }
    if (const Node table = root.find("backers"); table.is(Kind::table)) {
        for (const Node node : table) {
            if (node.is(Kind::table) && !node.key().starts_with("x-")) load_backers(reading, node);
        }
    }
    if (const Node table = root.find("coalition"); table.is(Kind::table)) {
        const std::int32_t source = reading.source_of(table);
        for (const Node node : table) {
            if (!node.bad() && !node.key().starts_with("x-") && node.key() != "source")
                load_coalition(reading, node, source);
        }
    }
    if (const Node table = root.find("phases"); table.is(Kind::table)) {
        const std::int32_t source = reading.source_of(table);
        Phases phases;
        phases.where = table.span();
        phases.bond = number_of(reading, table, "bond", "phases", source);
        phases.benefit = number_of(reading, table, "benefit", "phases", source);
        phases.discount = number_of(reading, table, "discount", "phases", source);
        reading.conflict().phases = phases;
    }
    if (const Node table = root.find("spoilers"); table.is(Kind::table)) {
        for (const Node node : table) {
            if (node.is(Kind::table) && !node.key().starts_with("x-")) load_spoilers(reading, node);
        }
    }
}

}  // namespace entente::io
