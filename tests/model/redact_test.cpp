#include "entente/model/redact.hpp"

#include <gtest/gtest.h>

#include "entente/model/words.hpp"
#include "model/small_case.hpp"

namespace entente {
namespace {

Case war_of_names() {
    Case c = tests::small_case();
    c.title = "Arvan against Belmar";
    c.summary = "Arvan's side of it";
    c.notes = "ask Belmar";
    c.origin = {.file = "arvan.toml", .format = "toml", .sha256 = "ab"};
    c.parties[0].name = "Arvan";
    c.parties[1].name = "Belmar";
    c.sources = {{.id = "arvan_panel", .what = "Belmar's ministry", .date = "2026", .url = "http://arvan"}};
    c.space.issues[0].ask = "Share of the district held by ARVAN";
    c.space.issues[1].id = "belmar_returns";
    c.space.issues[1].options[1].label = "as Belmar's draft says";
    c.war = WarSpec{.model = "lottery", .between = {PartyId(0), PartyId(1)}};
    c.war->parameters = {{"cost.arvan", Quantity(1)}, {"prior.belmar.wins", Quantity(2)}};
    c.beliefs.push_back({.party = PartyId(0), .parameters = {{"cost.belmar", Quantity(3)}}});
    c.aids.push_back({.name = "arms_for_arvan"});
    c.levers.push_back({.name = "belmar_aid"});
    c.actors.push_back({.name = "Arvan's veterans"});
    c.state_names = {"Arvan holds", "Carvanserai"};
    return c;
}

/// Every text of the case that a reader could be shown.
std::string all_text(const Case& c) {
    std::string all = c.title + c.summary + c.notes + c.origin.file + c.origin.sha256 + c.noun;
    for (const Party& party : c.parties) all += party.id + party.name + party.notes;
    for (const Source& source : c.sources) all += source.id + source.what + source.date + source.url;
    for (const Issue& issue : c.space.issues) {
        all += issue.id + issue.ask + issue.notes;
        for (const Option& option : issue.options) all += option.label;
    }
    for (const std::string& name : c.state_names) all += name;
    for_each_quantity(c, [&](const QuantityRef& ref) { all += ref.address; });
    for (const Aid& aid : c.aids) all += aid.name;
    for (const Lever& lever : c.levers) all += lever.name;
    for (const ActorSpec& actor : c.actors) all += actor.name;
    return all;
}

TEST(Redact, NamesNobody) {
    const Case before = war_of_names();
    const Case after = redacted(before);
    const std::string all = all_text(after);
    for (const char* name : {"Arvan", "ARVAN", "arvan_", ".arvan", "elmar", "ministry", "2026", "http"})
        EXPECT_EQ(all.find(name), std::string::npos) << name << " in " << all;
    EXPECT_EQ(after.space.issues[0].ask, "Share of the district held by Party A");
    EXPECT_EQ(after.space.issues[0].id, "border");  // it names nobody
    EXPECT_EQ(after.space.issues[1].id, "issue-2");
    EXPECT_EQ(after.space.issues[1].options[1].label, "as Party B's draft says");
    EXPECT_EQ(after.state_names[1], "Carvanserai");  // a name inside a word is none
}

TEST(Redact, TheNumbersStayWhereTheyWere) {
    const Case before = war_of_names();
    const Case after = redacted(before);
    EXPECT_EQ(after.war->parameters[0].name, "cost.party-1");
    EXPECT_EQ(after.war->parameters[1].name, "prior.party-2.wins");
    EXPECT_EQ(after.beliefs[0].parameters[0].name, "cost.party-2");
    for (std::size_t p = 0; p < 2; ++p)
        EXPECT_EQ(after.parties[p].preference.issues[0].scores,
                  before.parties[p].preference.issues[0].scores);
    EXPECT_EQ(after.parties[0].reserve, before.parties[0].reserve);
}

}  // namespace
}  // namespace entente
