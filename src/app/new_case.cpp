#include "entente/app/new_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "entente/core/diagnostic.hpp"
#include "entente/core/text.hpp"
#include "entente/model/case.hpp"

namespace entente::app {
namespace {

constexpr const char* kCitation =
    "UCDP Peace Agreement Dataset 22.1, 374 agreements of 1975-2021 (T. Pettersson, S. Högbladh and M. "
    "Öberg, "
    "Organized violence, 1989-2018 and peace agreements, Journal of Peace Research 56 (2019) 589-603)";

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return out + "\"";
}

/// Lower case, words joined by "_".
std::string slug(std::string_view name) {
    std::string id;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 'A' && byte <= 'Z') {
            id += static_cast<char>(byte - 'A' + 'a');
        } else if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9')) {
            id += c;
        } else if (!id.empty() && id.back() != '_') {
            id += '_';
        }
    }
    while (id.ends_with('_')) id.pop_back();
    return id;
}

struct Named {
    std::string id;
    std::string name;
};

/// Ids of names: readable where they can be, each once.
std::vector<Named> with_ids(const std::vector<std::string>& names, const std::string& what) {
    std::vector<Named> all;
    std::set<std::string> used = {"source"};
    for (const std::string& name : names) {
        std::string id = slug(name);
        if (id.empty()) id = what + "_" + std::to_string(all.size() + 1);
        std::string unique = id;
        for (int k = 2; !used.insert(unique).second; ++k) unique = id + "_" + std::to_string(k);
        all.push_back({unique, name});
    }
    return all;
}

[[noreturn]] void refuse(std::string message, std::string hint) {
    throw InputError(Diagnostic{.code = "E0918", .message = std::move(message), .hint = std::move(hint)});
}

struct IssueText {
    Named named;
    std::string ask;
    std::vector<std::string_view> options;
    std::string notes;
};

IssueText issue_text(const Named& named) {
    for (const ChecklistIssue& each : checklist()) {
        if (each.id != named.name && each.id != named.id) continue;
        return {
            {std::string(each.id), std::string(each.id)},
            std::string(each.ask),
            each.options,
            fmt::format(
                "Part of {} of {} peace agreements of civil wars, 1975-2021 ({} of {} over government, {} "
                "of {} over territory; UCDP Peace Agreement Dataset 22.1). How often it was agreed says "
                "nothing of what it is worth here.",
                each.in_all, kAgreements, each.over_government, kAgreementsOverGovernment,
                each.over_territory, kAgreementsOverTerritory)};
    }
    return {named, named.name, {"as it is", "in between", "as asked"}, ""};
}

/// Placeholders on which parties differ in turn, so that the file can be tried at once.
std::string placeholder_scores(std::size_t options, bool rising) {
    std::string list;
    for (std::size_t k = 0; k < options; ++k) {
        const std::size_t place = rising ? k : options - 1 - k;
        const std::size_t score = options == 1 ? 0 : 100 * place / (options - 1);
        list += (k > 0 ? ", " : "") + std::to_string(score);
    }
    return "[" + list + "]";
}

}  // namespace

std::string new_case(const NewOptions& options) {
    const std::vector<Named> parties = with_ids(
        options.parties.empty() ? std::vector<std::string>{"North", "South"} : options.parties, "party");
    const std::vector<Named> issues = with_ids(
        options.issues.empty() ? std::vector<std::string>{"First issue", "Second issue"} : options.issues,
        "issue");
    if (parties.size() < 2 || parties.size() > kMaxParties)
        refuse("a case needs 2 to 256 parties", "for example --parties North,South, or --parties 3");
    if (issues.size() > kMaxIssues)
        refuse("more than 10,000 issues are too many", "for example --issues 4");
    std::vector<std::string> names;
    for (const Named& party : parties) names.push_back(party.name);
    std::string out =
        "# A case to fill in. Numbers that cite \"guess\" are placeholders: replace them, and cite what "
        "they rest on.\n"
        "# `entente check FILE` says what is missing, `entente FILE` what the numbers come to.\n"
        "entente = 1\ntitle   = " +
        in_quotes(options.title.empty() ? join_words(names) + ": what is to be settled" : options.title) +
        "\n\n[sources]\nguess = { what = \"Placeholder, not yet asked of anybody\", grade = \"assumption\" "
        "}\n"
        "# panel = { what = \"Who was asked, and when\", grade = \"judgement\" }\n\n[parties]\n";
    for (const Named& party : parties) out += party.id + " = " + in_quotes(party.name) + "\n";
    for (std::size_t i = 0; i < issues.size(); ++i) {
        const IssueText issue = issue_text(issues[i]);
        out += "\n[issue." + issue.named.id + "]\nask     = " + in_quotes(issue.ask) + "\noptions = [";
        for (std::size_t k = 0; k < issue.options.size(); ++k)
            out += (k > 0 ? ", " : "") + in_quotes(issue.options[k]);
        out += "]\n";
        if (!issue.notes.empty()) out += "notes   = " + in_quotes(issue.notes) + "\n";
        for (std::size_t p = 0; p < parties.size(); ++p) {
            out += "for." + parties[p].id + " = { weight = 1, score = " +
                   placeholder_scores(issue.options.size(), (p + i) % 2 == 0) + ", source = \"guess\" }\n";
        }
    }
    out +=
        "\n# What each party gets without a deal, in points: its best package is worth 100.\n[reserve]\n";
    for (const Named& party : parties) out += party.id + " = 30\n";
    return out + "source = \"guess\"\n";
}

std::string checklist_text(const report::TextOptions&) {
    std::string out = fmt::format("{:<16} {:>6} {:>12} {:>11}  {}\n", "issue", "all", "government",
                                  "territory", "options");
    for (const ChecklistIssue& each : checklist()) {
        std::string options;
        for (const std::string_view option : each.options)
            options += (options.empty() ? "" : " | ") + std::string(option);
        out += fmt::format("{:<16} {:>5.0f}% {:>11.0f}% {:>10.0f}%  {}\n", each.id,
                           100.0 * each.in_all / kAgreements,
                           100.0 * each.over_government / kAgreementsOverGovernment,
                           100.0 * each.over_territory / kAgreementsOverTerritory, options);
    }
    return out + fmt::format(
                     "\nShare of agreements that have the issue: of all {}, of the {} over government, of "
                     "the {} over "
                     "territory.\n{}.\nHow often something was agreed says nothing of what it is worth to "
                     "anybody "
                     "here.\n`entente new --issues ceasefire,return -o case.toml` makes a case with these "
                     "issues.\n",
                     kAgreements, kAgreementsOverGovernment, kAgreementsOverTerritory, kCitation);
}

std::string checklist_json() {
    auto list = nlohmann::ordered_json::array();
    for (const ChecklistIssue& each : checklist()) {
        auto options = nlohmann::ordered_json::array();
        for (const std::string_view option : each.options) options.push_back(option);
        list.push_back({{"id", each.id},
                        {"ask", each.ask},
                        {"options", std::move(options)},
                        {"agreements", each.in_all},
                        {"over_government", each.over_government},
                        {"over_territory", each.over_territory}});
    }
    const nlohmann::ordered_json json = {{"schema", "entente-result/1"},
                                         {"verb", "new"},
                                         {"source", kCitation},
                                         {"agreements", kAgreements},
                                         {"over_government", kAgreementsOverGovernment},
                                         {"over_territory", kAgreementsOverTerritory},
                                         {"checklist", std::move(list)}};
    return json.dump(2) + "\n";
}

std::span<const ChecklistIssue> checklist() {
    static const std::vector<ChecklistIssue> all = {
        {"ceasefire", "A ceasefire", {"none", "for a time", "permanent"}, "cease", 176, 129, 47},
        {"implementation",
         "Who oversees that the agreement is carried out",
         {"nobody", "a body of the parties", "a body with outsiders"},
         "co_impl",
         146,
         100,
         45},
        {"disarmament",
         "Disarmament, demobilisation and reintegration of armed groups",
         {"none", "in stages", "at once"},
         "ddr",
         121,
         99,
         24},
        {"women",
         "Provisions for women and on gender",
         {"none", "named", "with quotas or bodies"},
         "gender",
         113,
         91,
         24},
        {"elections", "Elections", {"none", "later", "by a fixed day"}, "elections", 108, 88, 20},
        {"prisoners", "Release of prisoners", {"none", "some", "all"}, "pris", 100, 72, 30},
        {"return",
         "Return of refugees and displaced persons",
         {"none", "by quota", "for all"},
         "return",
         94,
         72,
         25},
        {"army",
         "Members of armed groups in the army",
         {"none", "some", "all who wish"},
         "intarmy",
         92,
         83,
         11},
        {"amnesty", "Amnesty", {"none", "but for grave crimes", "general"}, "amn", 78, 63, 15},
        {"reconciliation", "Reconciliation", {"none", "a process", "a commission"}, "recon", 75, 66, 11},
        {"interim",
         "An interim government",
         {"none", "with some powers", "with full powers"},
         "interim",
         62,
         53,
         8},
        {"local_rule", "Powers of local government", {"as now", "more", "much more"}, "locgov", 61, 31, 30},
        {"development",
         "Development of regions",
         {"as now", "a programme", "a fund of its own"},
         "regdev",
         59,
         29,
         32},
        {"government",
         "Members of the armed side in government",
         {"none", "some posts", "a fixed share"},
         "intgov",
         58,
         52,
         7},
        {"power_sharing",
         "Sharing power in a new government",
         {"none", "some posts", "a fixed share"},
         "shagov",
         53,
         39,
         14},
        {"peacekeeping", "A peacekeeping operation", {"none", "observers", "troops"}, "pko", 50, 39, 12},
        {"culture", "Rights of language and culture", {"as now", "more", "equal"}, "cul", 47, 23, 25},
        {"party_rights",
         "The armed side may become a political party",
         {"no", "after disarming", "at once"},
         "pp",
         46,
         46,
         2},
        {"civil_service",
         "Members of the armed side in the civil service",
         {"none", "some posts", "a fixed share"},
         "intciv",
         36,
         34,
         3},
        {"withdrawal",
         "Withdrawal of foreign forces",
         {"none", "in stages", "at once"},
         "withd",
         34,
         24,
         10},
        {"national_talks", "National talks", {"none", "to advise", "to decide"}, "natalks", 33, 27, 7},
        {"demarcation",
         "Drawing of a border or line",
         {"as now", "by a commission", "by award"},
         "demarcation",
         30,
         2,
         16},
        {"autonomy", "Autonomy", {"none", "in some matters", "in most matters"}, "aut", 24, 6, 18},
        {"local_sharing",
         "Sharing power in local government",
         {"none", "some posts", "a fixed share"},
         "shaloc",
         22,
         14,
         8},
        {"federalism", "A federal state", {"no", "in some matters", "yes"}, "fed", 18, 12, 7},
        {"referendum",
         "A referendum on the status of the territory",
         {"none", "later", "by a fixed day"},
         "ref",
         15,
         8,
         6},
        {"independence", "Independence of the territory", {"no", "later", "now"}, "ind", 2, 1, 1},
    };
    return all;
}

}  // namespace entente::app
