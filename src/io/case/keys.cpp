#include "io/case/keys.hpp"

#include <array>

namespace entente::io {
namespace {

constexpr Domain kPositive{.low = 0, .low_open = true};
constexpr Domain kNotNegative{.low = 0};
constexpr Domain kShare{.low = 0, .high = 1};
constexpr Domain kOpenShare{.low = 0, .high = 1, .low_open = true, .high_open = true};
constexpr Domain kOpenCorrelation{.low = -1, .high = 1, .low_open = true, .high_open = true};
constexpr Domain kHundred{.low = 0, .high = 100};
constexpr Domain kQuota{.low = 0, .high = 1, .low_open = true};
constexpr Domain kGrid{.low = 2, .high = 1'000'000, .integer = true};
constexpr Domain kRounds{.low = 1, .high = 10'000'000, .integer = true};
constexpr Domain kVersion{.low = 1, .high = 1, .integer = true};

using enum KeyType;

// A table comes before the keys inside it.
constexpr KeySpec kKeys[] = {
    {"entente", count, "1", "Version of this format.", "entente = 1", kVersion},
    {"title", text, "\"Untitled\"", "The conflict in one line: who against whom, about what.",
     "title = \"River district: Arvan v. Belmar\""},
    {"summary", text, "none", "A paragraph for readers of the report.",
     "summary = \"Two neighbours claim one district.\""},
    {"as_of", date, "none", "The day whose knowledge the file describes.", "as_of = 2026-11-01"},
    {"notes", text, "none", "Remarks for readers of the file.",
     "notes = \"Figures of the second round are still missing.\""},
    {"noun", text, "war with [war], else none",
     "What goes on without a deal, as reports call it: war, strike, dispute, lawsuit, ...",
     "noun = \"strike\""},
    {"source", name, "none", "The source of every number of the file that cites no other.",
     "source = \"panel\""},
    {"ranges", chance, "\"90%\"",
     "How sure a range is: with 90%, \"55 (45..65)\" reads best 55, and a chance of 90% that it lies in 45 "
     "to 65.",
     "ranges = \"80%\"", kOpenShare},
    {"points", exact, "100", "A party's best conceivable package, bonuses aside. GENIUS files use 1.",
     "points = 100", kPositive},
    {"normalise_weights", boolean, "true",
     "true: weights are relative and scaled so that each party's add up to `points`. false: weights are "
     "points as written.",
     "normalise_weights = false"},
    {"cap", exact, "none", "Utilities above this value count as this value.", "cap = 1"},
    {"nonlinear", boolean, "false",
     "true: value comes from bonuses (hyper-rectangles) and may pass `points`; reports say so.",
     "nonlinear = true"},

    {"sources", table, "none", "The evidence. A number cites an entry by its name: `source = \"panel\"`.",
     ""},
    {"sources.*", text_or_table, "", "One piece of evidence; plain text is short for `{ what = \"...\" }`.",
     "panel = { what = \"Expert panel, memo 4\", grade = \"judgement\" }"},
    {"sources.*.what", text, "required", "What it is, so that a reader can find it.", ""},
    {"sources.*.grade", text, "\"assumption\"",
     "\"data\" (counted or measured), \"judgement\" (somebody who knows was asked) or \"assumption\" (a "
     "placeholder).",
     ""},
    {"sources.*.date", date, "none", "When it was made or read.", ""},
    {"sources.*.url", text, "none", "Where it can be had.", ""},

    {"parties", table, "required",
     "Who can agree. The name on the left is the party's id: every other table uses it.", ""},
    {"parties.*", text_or_table, "", "The party's name as reports show it.", "arvan = \"Arvan\""},
    {"parties.*.notes", text, "none", "Remarks for readers.", ""},
    {"parties.*.name", text, "the id", "The party's name as reports show it.", ""},

    {"issue", table, "required", "What is to be settled: one table for each issue, named by its id.", ""},
    {"issue.*", table, "", "One question to settle. Its id stands in the header: `[issue.border]`.", ""},
    {"issue.*.front", options, "none",
     "The options that stand where the front stands: their scores move with it (model \"front\").",
     "front = [\"line of contact\"]"},
    {"issue.*.ask", text, "the id", "The question in words.",
     "ask = \"Share of the district held by Arvan\""},
    {"issue.*.unit", text, "none", "The unit of numeric options, for readers.",
     "unit = \"million euro a year\""},
    {"issue.*.notes", text, "none", "Remarks for readers.", ""},
    {"issue.*.options", options, "required",
     "The ways to settle it, in order: labels, or numbers. With `grid`, the numbers at which scores are "
     "given.",
     "options = [\"none\", \"quota\", \"full\"]"},
    {"issue.*.grid", count, "none",
     "So many evenly spaced options from the first to the last number of `options`; scores between are "
     "interpolated.",
     "grid = 21", kGrid},
    {"issue.*.source", name, "none", "The source of every number of this issue that names no other.", ""},
    {"issue.*.require", table, "none", "Red lines: what a party will not go below on this issue.", ""},
    {"issue.*.require.*", table, "", "A party's red line. Options that it scores lower cannot be agreed.",
     "require.arvan = { least = 40 }"},
    {"issue.*.require.*.least", number, "required",
     "The least score that it accepts, on the scale of its scores.", ""},
    {"issue.*.require.*.source", name, "none", "The source of `least`.", ""},
    {"issue.*.for", table, "nobody cares",
     "Each party's score sheet of this issue. A party that is left out does not care.", ""},
    {"issue.*.for.*", table, "", "A party's score sheet of this issue.",
     "for.arvan = { weight = \"55 (45..65)\", score = [0, 100], source = \"panel\" }"},
    {"issue.*.for.*.weight", number, "1 where the party gives no weight at all",
     "How much the issue matters to the party, relative to the others.", "weight = \"55 (45..65)\"",
     kNotNegative},
    {"issue.*.for.*.score", scores, "required",
     "How good each option is for the party: one number for each entry of `options`, in that order, from 0 "
     "(worst) to 100 (best).",
     "score = [100, 70, 0]"},
    {"issue.*.for.*.source", name, "the issue's", "The source of this score sheet.", ""},

    {"bonus", tables, "none", "Value that depends on several issues at once.", ""},
    {"bonus[]", table, "", "Adds points for a party where every condition holds.", ""},
    {"bonus[].id", name, "1, 2, ... in order", "Its name in addresses: `bonus.ID.add`.", ""},
    {"bonus[].for", name, "required", "The party.", "for = \"belmar\""},
    {"bonus[].when", conditions, "always", "Conditions that must all hold.",
     "when = { border = \"0..0.5\", returns = [\"quota\", \"full\"] }"},
    {"bonus[].add", number, "required", "Points to add; below zero takes away.", "add = 5"},
    {"bonus[].source", name, "none", "The source of `add`.", ""},
    {"bonus[].why", text, "none", "The reason, for readers.", ""},

    {"rule", tables, "none", "Combinations that cannot be agreed.", ""},
    {"rule[]", table, "", "Outcomes where all conditions hold do not exist.", ""},
    {"rule[].never", conditions, "required", "Conditions that cannot hold together.",
     "never = { border = \"0.8..1\", returns = \"full\" }"},
    {"rule[].why", text, "none", "The reason, for readers.",
     "why = \"No force could protect returnees there\""},

    {"reserve", table, "any deal will do",
     "What each party gets without a deal, in its points. With [war] it is derived.", ""},
    {"reserve.*", number, "", "The party's value of no deal.",
     "reserve = { arvan = 41, belmar = \"38 (29..46)\" }"},
    {"reserve.source", name, "none", "The source of these numbers.", ""},
    {"discount", table, "none",
     "GENIUS discount factors, kept for exports; settlement analysis is at time 0.", ""},
    {"discount.*", number, "", "The party's factor.", "discount = { arvan = 0.9 }", kShare},
    {"discount.source", name, "none", "The source of these numbers.", ""},

    {"war", parameters, "none", "What happens without a deal. Further keys are the model's own parameters.",
     ""},
    {"war.model", name, "required", "The name of the war model.", "model = \"front\""},
    {"war.between", names, "the two parties, where there are two",
     "The two sides; chances are the first side's.", "between = [\"arvan\", \"belmar\"]"},
    {"war.win", table, "", "What each side imposes if it wins.", ""},
    {"war.win.*", outcome, "the winner's best options",
     "What this side imposes; issues that are left out take the winner's own best option. `at` says where "
     "on "
     "the front it has reached that, from 0 to 1 (model \"front\" with drift; without it at the end).",
     "win = { arvan = { border = 1, returns = \"none\" } }"},
    {"war.issue", name, "none",
     "What the front is about: each side's stake in its moves is what this issue is worth to it between "
     "what "
     "the two sides impose.",
     "issue = \"border\""},
    {"war.status_quo", outcome, "none",
     "How things stand while the war goes on: what each side has meanwhile is its value. An issue that is "
     "left "
     "out counts for nothing.",
     "status_quo = { border = 0.6, returns = \"none\" }"},
    {"war.per", text, "\"period\"", "The period that costs and durations count.", "per = \"month\""},
    {"war.source", name, "none", "The source of every number of this table that names no other.", ""},

    {"belief", table, "none", "What a party believes of the war's parameters, where that differs.", ""},
    {"belief.*", parameters, "", "The party's own values of `[war]` parameters.", "[belief.arvan]"},
    {"belief.*.source", name, "none", "The source of every number of this table that names no other.", ""},

    {"aid", table, "none", "What outsiders add to the war.", ""},
    {"aid.*", parameters, "", "One outsider's aid. Further keys are its parameters.", "[aid.subsidy]"},
    {"aid.*.kind", name, "none", "The kind of aid.", "kind = \"money\""},
    {"aid.*.to", name, "none", "The party that is aided.", "to = \"arvan\""},
    {"aid.*.source", name, "none", "The source of every number of this table that names no other.", ""},

    {"control", table, "none", "Which party can move which issue alone, and which way.", ""},
    {"control.*", moves, "",
     "A list of issues that the party can move alone, or `{ issue = \"both\" | \"up\" | \"down\" }` along "
     "the order of its options.",
     "arvan = { border = \"up\", returns = \"both\" }"},

    {"priorities", table, "none", "Ordinal preferences by ranked statements, in place of scores.", ""},
    {"priorities.*", statements, "",
     "The party's statements, most important first. Each is a table: conditions that must all hold; or "
     "`any = [{...}, {...}]`; or `then = {...}` with `if = {...}` or `iff = {...}`; or `not = {...}`. "
     "`text` is its wording.",
     "arvan = [{ border = \"0.5..1\" }, { then = { returns = \"none\" }, if = { border = \"0..0.5\" } }]"},

    {"ranking", table, "none",
     "Ordinal preferences by state numbers, in place of scores. States are numbered from 1 in the order of "
     "their decimals (the first issue counts least), less what rules forbid.",
     ""},
    {"ranking.*", tiers, "", "The party's states from best to worst; tied ones in an inner list.",
     "arvan = [3, [1, 2], 4]"},

    {"same", tables, "none", "Outcomes that nobody tells apart.", ""},
    {"same[]", table, "", "The outcomes where every condition holds are one state.", ""},
    {"same[].when", conditions, "required", "Conditions that must all hold.",
     "when = { abandon = \"yes\" }"},

    {"link", tables, "none", "Ranges that move together.", ""},
    {"link[]", table, "", "Uncertain numbers that are high together, or one high where the other is low.",
     ""},
    {"link[].between", names, "required", "Two or more addresses of numbers that have ranges.",
     "between = [\"war.cost.arvan\", \"war.cost.belmar\"]"},
    {"link[].rank", exact, "required",
     "How closely: Spearman's rank correlation, above -1 and below 1. Every two of the numbers have it.",
     "rank = 0.5", kOpenCorrelation},

    {"status_quo", outcome, "none", "Where the conflict stands now: an option of every issue.",
     "status_quo = { border = 0.5, returns = \"none\" }"},

    {"names", KeyType::names, "what differs from where things stand",
     "What states are called, in the order of their numbers; \"\" leaves one without a name.",
     "names = [\"standoff\", \"withdrawal\", \"\", \"war\"]"},

    {"graph", table, "none", "States and moves written out, in place of issues and [control].", ""},
    {"graph.states", options, "required", "What each state is, in words; they are numbered from 1.",
     "states = [\"standoff\", \"talks\", \"war\"]"},
    {"graph.now", count, "none", "The number of the state where the conflict stands now.", "now = 1"},
    {"graph.moves", table, "nobody moves", "Which party moves where.", ""},
    {"graph.moves.*", names, "", "The party's moves: one way, to several states, or both ways.",
     "arvan = [\"1 -> 2, 3\", \"2 <-> 3\"]"},

    {"actor", tables, "none",
     "Who stands behind the parties and beside them: factions, allies, publics, agencies.", ""},
    {"actor[]", table, "", "One actor. It agrees to nothing: it pulls, and it may have to ratify.", ""},
    {"actor[].name", text, "required", "Its name; addresses and results use it.",
     "name = \"Veterans' union\""},
    {"actor[].about", text, "none", "Who it is, for readers.", ""},
    {"actor[].side", name, "\"outside\"", "The party behind which it stands.", "side = \"arvan\""},
    {"actor[].power", number, "required", "How hard it can pull: only ratios count.",
     "power = \"30 (20..45)\"", kNotNegative},
    {"actor[].reserve", number, "what the status quo is worth to it",
     "What a deal must be worth to it, from 0 to 100 of its own scale, to have its vote. With a range it "
     "is "
     "unsure.",
     "reserve = \"40 (30..70)\"", kHundred},
    {"actor[].on", table, "no position",
     "Where it stands, issue by issue. An issue that is left out is one it has no position on.", ""},
    {"actor[].on.*", table, "", "Where it stands on this issue.",
     "on.border = { position = 0.8, salience = 90 }"},
    {"actor[].on.*.position", number, "required",
     "An option, or a number on the scale of the options (0, 1, 2, ... where they are labels).", ""},
    {"actor[].on.*.salience", number, "100", "How much it cares, from 0 to 100.", "", kHundred},
    {"actor[].on.*.power", number, "its power", "Its power on this issue, where that differs.", "",
     kNotNegative},
    {"actor[].on.*.source", name, "the actor's", "The source of these numbers.", ""},
    {"actor[].follows", parameters, "its own position",
     "How its ideal follows positions: names of actors with shares from 0 to 1; the rest stays.", ""},
    {"actor[].source", name, "none", "The source of its numbers.", ""},
    {"actors", text, "none",
     "A table of actors beside the case: columns of names, power, positions and saliences.",
     "actors = \"actors.csv\""},
    {"smp", table, "KTAB's defaults", "Parameters of the spatial model, by KTAB's names.", ""},
    {"smp.*", name, "", "One of the nine parameters (docs/methods/stakeholders.md).",
     "VotingRule = \"Prop\""},
    {"ratify", table, "no deal needs to be ratified", "Whose actors must ratify a deal.", ""},
    {"ratify.*", table, "", "How the actors behind this party decide.", "[ratify.arvan]"},
    {"ratify.*.quota", number, "1/2", "At least this share of their power must be for the deal.",
     "quota = 0.5", kQuota},
    {"ratify.*.veto", names, "nobody", "Actors without whom nothing passes.",
     "veto = [\"Veterans' union\"]"},
    {"ratify.*.source", name, "none", "The source of the quota.", ""},
    {"agree", text, "\"all\"", "How many of the parties must find a deal acceptable.",
     "agree = \"5 of 6\""},
    {"veto", names, "nobody", "Parties that must be among them (with agree).", "veto = [\"arvan\"]"},

    {"talks", table, "none", "How the parties talk, for the verb `negotiate`.", ""},
    {"talks.protocol", name, "\"alternating\"",
     "\"alternating\" offers in turn, a mediator's \"single-text\", or \"simultaneous\" offers.",
     "protocol = \"single-text\""},
    {"talks.deadline", count, "100", "Rounds after which the talks have failed.", "deadline = 40", kRounds},
    {"talks.first", name, "the first party", "Who speaks first.", "first = \"belmar\""},
    {"talks.tactic", text_or_table, "\"boulware\" for all",
     "Each party's tactic, or one for all: its name, with settings after a colon "
     "(docs/methods/negotiate.md).",
     "tactic.arvan = \"conceder\""},
    {"talks.tactic.*", text, "", "The party's tactic.", "tactic.arvan = \"boulware:e=0.1\""},
    {"talks.position", table, "each party's best outcome", "What the parties ask for today.", ""},
    {"talks.position.*", outcome, "its best outcome",
     "What the party asks for today; issues that are left out take its own best option.",
     "position.arvan = { border = 0.9 }"},
    {"outside", table, "none",
     "Actors that agree to nothing but can act: a mediator, an ally. The name on the left is the id; "
     "`issue.*.for` may hold a score sheet for it.",
     ""},
    {"outside.*", text_or_table, "", "The actor's name as reports show it.", "union = \"The Union\""},
    {"outside.*.name", text, "the id", "The actor's name as reports show it.", ""},

    {"lever", table, "none", "What somebody could change to open the way to a deal.", ""},
    {"lever.*", table, "", "One thing that can be done, between nothing and `most`.", "[lever.relief]"},
    {"lever.*.kind", name, "required",
     "\"transfer\", \"promise\", \"penalty\", \"aid\", \"expiring\", \"guarantee\" or \"number\" "
     "(docs/methods/levers.md).",
     "kind = \"transfer\""},
    {"lever.*.by", name, "nobody is named", "Who holds it: an outside actor or a party.", "by = \"union\""},
    {"lever.*.to", name, "required, but for kind number", "The party that it is paid to or laid on.",
     "to = \"belmar\""},
    {"lever.*.moves", text, "required for kind number",
     "The address of the number that it moves (`entente check --json` lists all).",
     "moves = \"war.cost.arvan\""},
    {"lever.*.most", number, "required",
     "The largest size, in points, points a period, a chance, or the number's own unit. Below 0: the "
     "number is lowered.",
     "most = \"6 (3..9)\""},
    {"lever.*.least", number, "any size", "The smallest size, if it is used at all.", "least = 1"},
    {"lever.*.cost", number, "0", "What a unit of its size costs the holder.", "cost = 1.5", kNotNegative},
    {"lever.*.fixed", number, "0", "What it costs once it is used at all.", "fixed = 2", kNotNegative},
    {"lever.*.decay", number, "1", "Kind expiring: what is left of it a period later.", "decay = 0.5",
     kShare},
    {"lever.*.guarded", number, "0",
     "Kind guarantee: an attacker's chance to win where the guarantor acts.", "guarded = 0.3", kShare},
    {"lever.*.source", name, "none", "The source of every number of this table that names no other.", ""},

    {"backers", table, "none", "Who pays the aid that outsiders give.", ""},
    {"backers.*", table, "", "Those who pay the aid of this name.", "[backers.subsidy]"},
    {"backers.*.by", name, "\"incomes\"",
     "\"incomes\": each gives from its income what is best for itself; \"keenness\": only the keenest "
     "gives.",
     "by = \"incomes\""},
    {"backers.*.share", number, "0.5", "Of incomes: what a backer that is alone would give of its income.",
     "share = 0.5", kShare},
    {"backers.*.of", table, "required", "Who pays: an income, or how keen it is, for each.", ""},
    {"backers.*.of.*", number, "", "Its income, or how keen it is.", "of.union = \"4 (3..6)\"",
     kNotNegative},
    {"backers.*.source", name, "none", "The source of every number of this table that names no other.", ""},

    {"coalition", table, "none",
     "What a group of parties can have without the others: points for each member, or one sum to share.",
     ""},
    {"coalition.*", number, "", "The members' ids joined by +, and what they have.",
     "\"arvan+cedon\" = { arvan = 50, cedon = 40 }"},
    {"coalition.*.*", number, "", "A member's points.", ""},
    {"coalition.source", name, "none", "The source of these numbers.", ""},

    {"phases", table, "none", "An exchange in steps, so that the deal carries itself.", ""},
    {"phases.bond", number, "none: the bond that some steps would need is worked out",
     "What a side loses on breach (a deposit, restored sanctions), as a share of what the whole costs it.",
     "bond = \"0.05 (0.02..0.1)\"", kShare},
    {"phases.benefit", number, "from the deal",
     "What the other side's part is worth to a side per unit of what its own costs, less 1.", "benefit = 1",
     kNotNegative},
    {"phases.discount", number, "1", "What a step's delay leaves of a payoff.", "discount = 0.95", kShare},
    {"phases.source", name, "none", "The source of these numbers.", ""},

    {"spoilers", table, "none", "Attacks meant to wreck a deal, and what the other side makes of them.",
     ""},
    {"spoilers.*", table, "", "The party whose extremists may attack.", "[spoilers.north]"},
    {"spoilers.*.trust", number, "0.5",
     "The chance, as the others see it, that the party means to keep the deal.",
     "trust = \"0.6 (0.4..0.8)\"", kShare},
    {"spoilers.*.strength", number, "0.5", "The chance that its moderates can restrain its extremists.",
     "strength = 0.5", kShare},
    {"spoilers.*.prevention", number, "1",
     "The chance that moderates who can restrain them stop an attack.", "prevention = 0.9", kShare},
    {"spoilers.*.attack", number, "0.5",
     "The chance of an attack if the party does not mean to keep the deal.", "attack = 0.8", kShare},
    {"spoilers.*.loss", number, "none: no verdict, only how trust moves",
     "Points that the others lose by keeping a deal with a party that does not mean to.", "loss = 20",
     kNotNegative},
    {"spoilers.*.source", name, "none", "The source of every number of this table that names no other.",
     ""},

};

/// Splits "bonus[].when" into "bonus", "[]", "when".
std::vector<std::string_view> segments(std::string_view pattern) {
    std::vector<std::string_view> result;
    while (!pattern.empty()) {
        const std::size_t dot = pattern.find('.');
        std::string_view part = pattern.substr(0, dot);
        pattern = dot == std::string_view::npos ? std::string_view() : pattern.substr(dot + 1);
        if (part.ends_with("[]")) {
            result.push_back(part.substr(0, part.size() - 2));
            part = part.substr(part.size() - 2);
        }
        result.push_back(part);
    }
    return result;
}

KeyNode build_tree() {
    KeyNode root;
    for (const KeySpec& spec : kKeys) {
        KeyNode* at = &root;
        for (const std::string_view segment : segments(spec.pattern)) {
            KeyNode* next = nullptr;
            for (KeyNode& child : at->children) {
                if (child.name == segment) next = &child;
            }
            if (next == nullptr) next = &at->children.emplace_back(KeyNode{segment, nullptr, {}});
            at = next;
        }
        at->spec = &spec;
    }
    return root;
}

}  // namespace

std::span<const KeySpec> case_keys() { return kKeys; }

const KeyNode& key_tree() {
    static const KeyNode tree = build_tree();
    return tree;
}

const KeyNode* KeyNode::named(std::string_view key) const {
    for (const KeyNode& each : children) {
        if (each.name == key) return &each;
    }
    return nullptr;
}

const KeyNode* KeyNode::child(std::string_view key) const {
    if (const KeyNode* found = named(key)) return found;
    return named("*");
}

std::vector<std::string> KeyNode::names() const {
    std::vector<std::string> result;
    for (const KeyNode& each : children) {
        if (each.name != "*" && each.name != "[]") result.emplace_back(each.name);
    }
    return result;
}

std::string_view type_words(KeyType type) {
    switch (type) {
        case text:
            return "text in quotes";
        case name:
            return "a name in quotes";
        case number:
            return "a number, such as 55, \"55 (45..65)\" or \"2/7\"";
        case exact:
            return "a number, such as 100 or \"2/7\"";
        case count:
            return "a whole number";
        case chance:
            return "a share, such as \"90%\"";
        case boolean:
            return "true or false";
        case KeyType::date:
            return "a date, such as 2026-11-01";
        case options:
            return "a list of labels or of numbers";
        case scores:
            return "a list of numbers";
        case conditions:
            return "a table of conditions { issue = option }";
        case outcome:
            return "a table { issue = option }";
        case names:
            return "a list of names";
        case moves:
            return "a list of issues, or a table { issue = \"both\" }";
        case statements:
            return "a list of statements";
        case tiers:
            return "a list of state numbers";
        case parameters:
            return "a table of numbers";
        case table:
            return "a table";
        case tables:
            return "a list of tables [[...]]";
        case text_or_table:
            return "text in quotes, or a table";
    }
    return "something";
}

}  // namespace entente::io
