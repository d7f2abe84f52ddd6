// docs/case-format.md, from the table of keys.
#include <string>

#include "entente/model/war_parameters.hpp"
#include "io/case/keys.hpp"

namespace entente::io {
namespace {

constexpr std::string_view kIntroduction = R"MD(# The case file

<!-- Made from the table of keys in src/io/case/keys.cpp by the test CaseFormat.ReferencePageIsUpToDate;
     ENTENTE_UPDATE=1 writes it anew. -->

A case is one text file in [TOML](https://toml.io): `key = value` lines, and `[headers]` that begin tables. A
title, two parties, one issue and reservation values are a case; everything else has a default.

```toml
entente = 1
title   = "A shared well"
reserve = { north = 30, south = 20 }   # what each gets without a deal, in its own points

[parties]
north = "North village"
south = "South village"

[issue.days]
ask       = "Days a week that the well is North's"
options   = [0, 1, 2, 3, 4, 5, 6, 7]
for.north = { score = [0, 20, 40, 55, 70, 80, 90, 100] }
for.south = { score = [100, 95, 85, 70, 50, 30, 15, 0] }
```

`entente check FILE` reads a file and tells every mistake with its line, and how to mend it. `entente schema`
prints this page as a JSON Schema, which editors use to complete keys.

## Numbers

Every number that an analyst judges may be written in any of these ways:

| written | meaning |
|---|---|
| `55` | certain |
| `"55 (45..65)"` | best 55, most likely between 45 and 65; `ranges` says how likely |
| `"45..65"` | the same with the middle as the best value |
| `"2/7"` | a fraction, exactly; also within ranges |
| `{ value = 55, low = 45, high = 65, dist = "uniform", source = "panel" }` | all of it; `dist` is `metalog` (default), `two_piece_normal`, `uniform` or `triangular` |

Decimals are exact: 0.1 is one tenth. Up to 18 digits and 18 decimals are kept. Points and brackets only: `0,5`,
`.5` and `55 (45..65)` without quotes are mistakes, and are told.

## Addresses

Every number has one name, made of the keys that lead to it: `issue.border.for.arvan.weight`,
`issue.returns.for.arvan.score.quota`, `bonus.1.add`, `reserve.arvan`, `war.cost.arvan`. `--set`, diagnostics and
reports use it.

## Evidence

A number cites a source by name: `source = "panel"` in its own table, or beside it, where it holds for the whole
table: for a weight and its scores, for all costs, for all of an issue.

## Conditions

Bonuses, rules and statements speak of outcomes by conditions: a table with an option for each issue that matters.

| written | holds where |
|---|---|
| `returns = "full"` | the issue is settled so |
| `returns = ["quota", "full"]` | one of these |
| `border = 0.5` | a numeric option |
| `border = "0..0.5"` | the number lies in this range, ends included |
| `returns = "none..quota"` | one of these options or those between them, in their order |

All conditions of a table must hold.

## Names

Ids (of parties, issues, sources) are made of letters a-z, A-Z, digits, `_` and `-`; any other text needs quotes.
Keys that begin with `x-` are private notes and are passed over; an unknown key is a mistake. The order of
parties, issues and options in the file is the order of every report.

## Limits

256 parties, 10,000 issues, 1,000,000 options an issue and 4,000,000 in all, 2,000,000 values in the file, 64 MB,
brackets 48 deep.

)MD";

/// A pattern as people write it: `issue.*` becomes `issue.NAME`.
std::string shown(std::string_view pattern) {
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '*') {
            const bool party = i >= 4 && pattern.substr(i - 4, 4) == "for.";
            text += party ? "PARTY" : "NAME";
        } else if (pattern.substr(i).starts_with("[]")) {
            ++i;
        } else {
            text += pattern[i];
        }
    }
    return text;
}

std::string cell(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '|') out += '\\';
        out += c;
    }
    return out;
}

void add_rows(std::string& page, const KeyNode& node) {
    if (node.spec != nullptr && node.name != "[]") {
        page += "| `" + shown(node.spec->pattern) + "` | " + cell(type_words(node.spec->type)) + " | " +
                cell(node.spec->fallback) + " | " + cell(node.spec->doc) + " |\n";
    }
    for (const KeyNode& child : node.children) add_rows(page, child);
}

void add_examples(std::string& page, const KeyNode& node) {
    if (node.spec != nullptr && !node.spec->example.empty()) page += std::string(node.spec->example) + "\n";
    for (const KeyNode& child : node.children) add_examples(page, child);
}

/// `prior.*.wins` as people write it: `prior.PARTY.wins`.
std::string shown_parameter(std::string_view name) {
    std::string text(name);
    if (const auto star = text.find('*'); star != std::string::npos) text.replace(star, 1, "PARTY");
    return text;
}

void add_parameters(std::string& page, std::span<const WarParameter> parameters) {
    page += "\n| parameter | unit | legal | without it | meaning |\n|---|---|---|---|---|\n";
    for (const WarParameter& parameter : parameters) {
        page += "| `" + shown_parameter(parameter.name) + "` | " + cell(parameter.unit) + " | " +
                cell(parameter.domain.describe()) + " | " + cell(parameter.fallback) + " | " +
                cell(parameter.text) + " |\n";
    }
}

/// The models of [war], each with its parameters, then what all of them take.
void add_war_models(std::string& page) {
    page += "\nThe models and their parameters; `entente schema --war` prints them.\n";
    for (const WarModel& model : war_models()) {
        page += "\n### `model = \"" + std::string(model.name) + "\"`\n\n" + std::string(model.rules) +
                " (" + std::string(model.references) + ".)\n";
        const auto own = own_parameters(model);
        if (!own.empty()) add_parameters(page, own);
    }
    page += "\n### Every model\n\nThese go with each of the models.\n";
    add_parameters(page, common_war_parameters());
}

void add_aid_kinds(std::string& page) {
    for (const AidKind& kind : aid_kinds()) {
        page += "\n### `kind = \"" + std::string(kind.name) + "\"`\n\n" + std::string(kind.rules) +
                (kind.needs_recipient ? " Needs `to`." : "") + "\n";
        add_parameters(page, kind.parameters);
    }
}

constexpr std::string_view kTableHead = "| key | value | without it | meaning |\n|---|---|---|---|\n";

}  // namespace

std::string case_reference() {
    std::string page(kIntroduction);
    page += "## The head\n\nThese keys stand before the first `[table]`.\n\n";
    page += kTableHead;
    for (const KeyNode& node : key_tree().children) {
        if (node.children.empty()) add_rows(page, node);
    }
    for (const KeyNode& node : key_tree().children) {
        if (node.children.empty()) continue;
        page += "\n## `" + std::string(node.name) + "`\n\n" + std::string(node.spec->doc) + "\n\n";
        page += kTableHead;
        for (const KeyNode& child : node.children) add_rows(page, child);
        std::string examples;
        add_examples(examples, node);
        if (!examples.empty()) page += "\n```toml\n" + examples + "```\n";
        if (node.name == "war") add_war_models(page);
        if (node.name == "aid") add_aid_kinds(page);
    }
    return page;
}

}  // namespace entente::io
