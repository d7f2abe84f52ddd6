// [war], [belief.*] and [aid.*]: names and numbers, to which the war module gives meaning.
#include <algorithm>

#include "io/case/reading.hpp"

namespace entente::io {
namespace {

/// Collects the numbers of a table; tables within make dotted names, `per` is told apart.
class Parameters {
public:
    Parameters(Reading& reading, std::string address, std::vector<Parameter>& into)
        : reading_(reading), address_(std::move(address)), into_(into) {}

    void read(const Node& table, const std::string& prefix, std::int32_t source,
              const std::vector<std::string_view>& skip) {
        source = reading_.source_of(table, source);
        for (const Node node : table) {
            if (node.bad() || node.key().starts_with("x-") || node.key() == "source") continue;
            if (std::find(skip.begin(), skip.end(), node.key()) != skip.end()) continue;
            const std::string name = prefix + std::string(node.key());
            if (node.key() == "per") {
                read_per(node);
            } else if (node.is(Kind::table) && !is_number_table(node)) {
                read(node, name + ".", source, {});
            } else if (node.is(Kind::list)) {
                read_list(node, name, source);
            } else {
                put(node, name, source);
            }
        }
    }
    [[nodiscard]] const std::string& per() const { return per_; }

private:
    static bool is_number_table(const Node& node) {
        return node.find("value") || (node.find("low") && node.find("high"));
    }

    void put(const Node& node, const std::string& name, std::int32_t source) {
        const auto quantity = reading_.quantity(node, source, address_ + name);
        if (quantity) into_.push_back({name, *quantity});
    }

    /// prior.arvan = [6, 4] counts wins and losses; any other list is numbered from 1.
    void read_list(const Node& list, const std::string& name, std::int32_t source) {
        const bool prior = (name.starts_with("prior.") || name == "prior") && list.size() == 2;
        std::size_t at = 0;
        for (const Node node : list) {
            ++at;
            put(node, name + "." + (prior ? (at == 1 ? "wins" : "losses") : std::to_string(at)), source);
        }
    }

    void read_per(const Node& node) {
        if (!node.is(Kind::text) || node.text().empty()) {
            reading_.error("E0122", node.span(), "per must be the name of a period in quotes",
                           "for example: per = \"month\"");
        } else if (!per_.empty() && per_ != node.text()) {
            reading_.error(
                "E0155", node.span(),
                "this table counts by the " + std::string(node.text()) + ", but another by the " + per_,
                "use one period throughout [war]");
        } else {
            per_ = std::string(node.text());
        }
    }

    Reading& reading_;
    std::string address_;
    std::vector<Parameter>& into_;
    std::string per_;
};

bool load_between(Reading& reading, const Node& root, WarSpec& war) {
    const Node node = root.find("between");
    const std::vector<Party>& parties = reading.conflict().parties;
    if (!node) {
        if (parties.size() == 2) {
            war.between = {PartyId(0), PartyId(1)};
            return true;
        }
        reading.error("E0156", root.span(), "[war] does not say between whom",
                      "add between = [\"first\", \"second\"]");
        return false;
    }
    if (node.bad()) return false;
    std::vector<PartyId> sides;
    bool good = true;
    for (const Node each : node) {
        const auto party = each.bad() ? std::nullopt : reading.party(each.text(), each.span());
        good = good && party.has_value();
        if (party) sides.push_back(*party);
    }
    if (!good) return false;
    if (sides.size() != 2 || sides[0] == sides[1]) {
        reading.error("E0156", node.span(), "a war is between two different parties",
                      "between = [\"first\", \"second\"]");
        return false;
    }
    war.between = {sides[0], sides[1]};
    return true;
}

/// { issue = option, ... }; a place on the front too, where it has an address and no issue is called `at`.
void load_outcome(Reading& reading, const Node& node, WarEnd& end, const std::string& at) {
    const std::vector<Issue>& issues = reading.conflict().space.issues;
    const bool named_at =
        std::any_of(issues.begin(), issues.end(), [](const Issue& issue) { return issue.id == "at"; });
    for (const Node child : node) {
        if (child.bad() || child.key().starts_with("x-")) continue;
        if (child.key() == "at" && !named_at && !at.empty()) {
            end.at = reading.quantity(child, -1, at);
            continue;
        }
        const auto issue = reading.issue(child.key(), child.key_span());
        if (issue) end.options[issue->index()] = reading.option(child, *issue);
    }
}

void load_wins(Reading& reading, const Node& root, WarSpec& war) {
    const Node table = root.find("win");
    if (!table.is(Kind::table)) return;
    for (const Node node : table) {
        if (node.bad() || node.key().starts_with("x-")) continue;
        const auto party = reading.party(node.key(), node.key_span());
        if (!party || !node.is(Kind::table)) continue;
        const std::size_t side = war.between[0] == *party ? 0 : 1;
        if (war.between[side] != *party) {
            reading.error("E0157", node.key_span(),
                          "'" + std::string(node.key()) + "' does not fight in this war",
                          "only the two sides in between can win");
            continue;
        }
        WarEnd& end = war.win[side];
        end.where = node.span();
        load_outcome(reading, node, end, "war.win." + std::string(node.key()) + ".at");
    }
}

/// What the front is about, and how things stand while the war goes on.
void load_status_quo(Reading& reading, const Node& root, WarSpec& war) {
    if (const Node issue = root.find("issue"); issue && !issue.bad())
        war.issue = reading.issue(issue.text(), issue.span());
    const Node now = root.find("status_quo");
    if (!now.is(Kind::table)) return;
    war.status_quo.options.resize(reading.conflict().space.issues.size());
    war.status_quo.where = now.span();
    load_outcome(reading, now, war.status_quo, {});
}

void load_war_table(Reading& reading, const Node& root) {
    if (!root.is(Kind::table)) return;
    WarSpec war;
    war.where = root.span();
    const Node model = root.find("model");
    if (!model) {
        reading.error("E0158", root.span(), "[war] does not name its model", "add model = \"...\"");
    } else if (!model.bad()) {
        war.model = std::string(model.text());
    }
    for (WarEnd& end : war.win) end.options.resize(reading.conflict().space.issues.size());
    const bool sides = load_between(reading, root, war);
    if (sides) load_wins(reading, root, war);
    load_status_quo(reading, root, war);
    Parameters parameters(reading, "war.", war.parameters);
    parameters.read(root, "", -1, {"model", "between", "win", "issue", "status_quo"});
    if (!parameters.per().empty()) war.per = parameters.per();
    if (sides) reading.conflict().war = std::move(war);
}

}  // namespace

void load_war(Reading& reading, const Node& root) {
    Case& conflict = reading.conflict();
    if (const Node war = root.find("war")) load_war_table(reading, war);
    if (const Node beliefs = root.find("belief"); beliefs.is(Kind::table)) {
        for (const Node node : beliefs) {
            if (!node.is(Kind::table) || node.key().starts_with("x-")) continue;
            const auto party = reading.party(node.key(), node.key_span());
            if (!party) continue;
            Belief belief{*party, {}, node.span()};
            Parameters(reading, "belief." + std::string(node.key()) + ".", belief.parameters)
                .read(node, "", -1, {});
            conflict.beliefs.push_back(std::move(belief));
        }
    }
    if (const Node aids = root.find("aid"); aids.is(Kind::table)) {
        for (const Node node : aids) {
            if (!node.is(Kind::table) || node.key().starts_with("x-")) continue;
            Aid aid{std::string(node.key()), {}, std::nullopt, {}, node.span()};
            if (const Node kind = node.find("kind"); kind && !kind.bad())
                aid.kind = std::string(kind.text());
            if (const Node to = node.find("to"); to && !to.bad())
                aid.to = reading.party(to.text(), to.span());
            Parameters(reading, "aid." + aid.name + ".", aid.parameters).read(node, "", -1, {"kind", "to"});
            conflict.aids.push_back(std::move(aid));
        }
    }
}

}  // namespace entente::io
