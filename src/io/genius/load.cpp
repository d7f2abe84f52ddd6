#include <algorithm>
#include <filesystem>
#include <set>

#include "entente/core/text.hpp"
#include "entente/io/load.hpp"
#include "io/genius/document.hpp"
#include "io/genius/profile.hpp"
#include "io/genius/space.hpp"
#include "io/genius/variants.hpp"
#include "io/scenario/scenario.hpp"

namespace entente::io {
namespace {

using namespace genius;

bool same_text(std::string_view a, std::string_view b) {
    return lower_case(trimmed(a)) == lower_case(trimmed(b));
}

/// Do these two issues of the same key speak of the same thing?
bool same_issue(const IssueXml& a, const IssueXml& b) {
    if (!a.name.empty() && same_text(a.name, b.name)) return true;
    if (a.items.empty() || b.items.empty()) return a.items.empty() && b.items.empty() && a.lower == b.lower;
    std::set<std::string> values;
    for (const Item& item : a.items) values.insert(item.value);
    return std::any_of(b.items.begin(), b.items.end(),
                       [&](const Item& item) { return values.contains(item.value); });
}

/// How well a profile goes with a domain.
struct Fit {
    std::size_t alike = 0;  ///< issues of the same key that speak of the same thing
    bool perfect = false;   ///< all of them, and no others
    bool possible = false;  ///< some, or at least the same indices with as many options
};

Fit fit(const Document& domain, const Document& profile) {
    Fit result;
    if (profile.issues.empty()) {  // hyper-rectangles need no issues of their own
        result.possible = true;
        return result;
    }
    std::map<IssueKey, const IssueXml*> own;
    for (const IssueXml& issue : profile.issues) own.emplace(issue.key, &issue);
    bool same_shape = true;
    for (const IssueXml& issue : domain.issues) {
        const auto found = own.find(issue.key);
        if (found == own.end()) {
            same_shape = false;
            continue;
        }
        if (same_issue(issue, *found->second)) ++result.alike;
        same_shape = same_shape && issue.items.size() == found->second->items.size();
    }
    result.perfect = result.alike == domain.issues.size() && own.size() == domain.issues.size();
    result.possible = result.alike > 0 || same_shape;
    return result;
}

bool same_domain(const Document& a, const Document& b) {
    const auto same_items = [](const Item& x, const Item& y) {
        return x.index == y.index && x.value == y.value;
    };
    return std::equal(
        a.issues.begin(), a.issues.end(), b.issues.begin(), b.issues.end(),
        [&](const IssueXml& x, const IssueXml& y) {
            return x.key == y.key && x.name == y.name && x.lower == y.lower && x.upper == y.upper &&
                   std::equal(x.items.begin(), x.items.end(), y.items.begin(), y.items.end(), same_items);
        });
}

/// Numbers in lines, as in the pareto.xml files that lie beside scenarios: not XML and not missed.
bool is_number_list(const Document& document) {
    const std::string_view text = document.source->text;
    return !trimmed(text).empty() &&
           text.find_first_not_of("0123456789.,;+-eE \t\r\n") == std::string::npos;
}

class ScenarioReader {
public:
    ScenarioReader(const std::vector<NamedText>& files, bool from_folder) : from_folder_(from_folder) {
        for (const NamedText& file : files) {
            if (file.text.size() > kMaxFileBytes) {
                Location where;
                where.file = file.file;
                skipped_.push_back(
                    {Severity::error, "E0303", "the file is larger than 64 MB", where, "", ""});
                continue;
            }
            documents_.push_back(read_document(file.file, file.text));
        }
    }

    LoadedCase read();

private:
    void sort_documents();
    Document* choose_domain();
    Document* choose_among(const std::vector<Document*>& candidates);
    void read_parties(const Domain& domain, Case& conflict);
    void add_party(Document& profile, Party party, Case& conflict);
    void settle_cap(Case& conflict);
    [[noreturn]] void give_up(Diagnostic last);
    void collect_warnings();
    [[nodiscard]] std::string title_of(const Document& domain) const;

    std::vector<Document> documents_;
    std::vector<Document*> domains_;
    std::vector<Document*> profiles_;
    std::vector<Diagnostic> skipped_;  ///< files that may have been profiles
    std::vector<Diagnostic> ignored_;  ///< files that are something else
    std::vector<Diagnostic> warnings_;
    std::set<std::string> nonlinear_;  ///< ids of parties with hyper-rectangles
    std::set<std::string> unscaled_;   ///< ids of parties that NegMAS wrote without a scale
    std::vector<std::string> files_of_parties_;
    bool from_folder_ = false;
};

void ScenarioReader::sort_documents() {
    for (Document& document : documents_) {
        if (!document.problem) {
            (document.role == Role::domain ? domains_ : profiles_).push_back(&document);
        } else if (document.problem->code == "E0302") {
            if (!is_number_list(document)) ignored_.push_back(*document.problem);
        } else {
            skipped_.push_back(*document.problem);
        }
    }
}

void ScenarioReader::give_up(Diagnostic last) {
    std::vector<Diagnostic> all = skipped_;
    all.insert(all.end(), ignored_.begin(), ignored_.end());
    all.push_back(std::move(last));
    throw InputError(std::move(all));
}

Document* ScenarioReader::choose_among(const std::vector<Document*>& candidates) {
    std::vector<std::vector<std::string>> belong(candidates.size());
    for (Document* const profile : profiles_) {
        for (std::size_t c = 0; c < candidates.size(); ++c) {
            if (fit(*candidates[c], *profile).perfect) belong[c].push_back(profile->source->name);
        }
    }
    std::size_t best = 0;
    for (std::size_t c = 1; c < candidates.size(); ++c) {
        if (belong[c].size() > belong[best].size()) best = c;
    }
    const auto with_profiles =
        std::count_if(belong.begin(), belong.end(), [](const auto& names) { return !names.empty(); });
    if (with_profiles == 1) return candidates[best];
    Diagnostic problem{Severity::error,
                       "E0309",
                       "the files hold several domains",
                       {},
                       "name one domain and its profiles",
                       ""};
    for (std::size_t c = 0; c < candidates.size(); ++c) {
        problem.message += (c == 0 ? ": " : "; ") + candidates[c]->source->name + " goes with " +
                           (belong[c].empty() ? "no profile" : join_words(belong[c]));
    }
    give_up(std::move(problem));
}

Document* ScenarioReader::choose_domain() {
    if (profiles_.empty()) {
        give_up({Severity::error,
                 "E0310",
                 "there is no profile that can be read",
                 {},
                 "give the domain file and one profile per party, or their folder",
                 ""});
    }
    std::vector<Document*> candidates;
    for (Document* const domain : domains_) {
        // A domain that names no issue is no domain where others, or the profiles, name some.
        if (domain->issues.empty() && (domains_.size() > 1 || !profiles_.front()->issues.empty())) continue;
        const bool repeated = std::any_of(candidates.begin(), candidates.end(), [&](const Document* other) {
            return same_domain(*domain, *other);
        });
        if (!repeated) candidates.push_back(domain);
    }
    if (candidates.size() > 1) return choose_among(candidates);
    if (candidates.size() == 1) return candidates.front();
    for (Document* const profile : profiles_) {
        if (profile->issues.empty()) continue;
        profile->warn("W0304", "there is no domain file: the issues of this profile are used", 0);
        return profile;
    }
    give_up({Severity::error,
             "E0307",
             "there is no domain file, and no profile lists its issues",
             {},
             "give the domain file as well",
             ""});
}

void ScenarioReader::add_party(Document& profile, Party party, Case& conflict) {
    const std::string stem = std::filesystem::path(profile.source->name).stem().string();
    const std::string base = stem.empty() ? "party" : stem;
    party.id = base;
    const auto taken = [&](const std::string& id) {
        return std::any_of(conflict.parties.begin(), conflict.parties.end(),
                           [&](const Party& other) { return other.id == id; });
    };
    for (std::size_t k = 2; taken(party.id); ++k) party.id = base + "-" + std::to_string(k);
    party.name = party.id;
    Source source;
    source.id = party.id;
    source.what = "GENIUS profile " + std::filesystem::path(profile.source->name).filename().string();
    source.grade = Grade::judgement;
    const auto index = static_cast<std::int32_t>(conflict.sources.size());
    conflict.sources.push_back(source);
    for (IssueScore& score : party.preference.issues) {
        score.weight.source = index;
        for (Quantity& quantity : score.scores) quantity.source = index;
    }
    std::size_t number = 0;
    for (const Party& other : conflict.parties) number += other.preference.terms.size();
    for (Term& term : party.preference.terms) {
        term.id = std::to_string(++number);
        term.add.source = index;
    }
    party.reserve->source = index;
    if (party.discount) party.discount->source = index;
    if (!party.preference.additive() || profile.type == "nonlinear") {
        conflict.nonlinear = true;
        nonlinear_.insert(party.id);
    }
    if (profile.as_written) unscaled_.insert(party.id);
    files_of_parties_.push_back(profile.source->name);
    conflict.parties.push_back(std::move(party));
}

void ScenarioReader::read_parties(const Domain& domain, Case& conflict) {
    // One profile without a scale tells how the whole scenario was written.
    const bool negmas = std::any_of(profiles_.begin(), profiles_.end(), [](const Document* profile) {
        return marked_by_negmas(*profile) && unscaled(*profile);
    });
    for (Document* const profile : profiles_) profile->as_written = negmas && marked_by_negmas(*profile);
    for (Document* const profile : profiles_) {
        if (conflict.parties.size() >= kMaxParties) {
            give_up({Severity::error,
                     "E0308",
                     "more than " + std::to_string(kMaxParties) + " profiles are too many",
                     {},
                     "",
                     ""});
        }
        std::optional<Party> party = read_party(*profile, domain);
        if (party) {
            add_party(*profile, std::move(*party), conflict);
        } else {
            skipped_.push_back(*profile->problem);
        }
    }
    const bool alone = conflict.parties.size() == 1 && !skipped_.empty();
    if (conflict.parties.empty() || alone) {
        give_up({Severity::error,
                 "E0310",
                 alone ? "only one profile can be read: a negotiation needs two"
                       : "there is no profile that can be read",
                 {},
                 "",
                 ""});
    }
}

void ScenarioReader::settle_cap(Case& conflict) {
    // Sums of rounded weights pass 1 by a few 1e-16; that is no clamp worth naming.
    constexpr double kSlack = 1e-12;
    for (const Party& party : conflict.parties) {
        if (nonlinear_.contains(party.id) || unscaled_.contains(party.id)) continue;
        double best = 0;
        for (const IssueScore& score : party.preference.issues) {
            double largest = 0;
            for (std::size_t k = 0; k < score.scores.size(); ++k)
                largest = k == 0 ? score.scores[k].value() : std::max(largest, score.scores[k].value());
            best += score.weight.value() * largest / 100;
        }
        if (best <= 1 + kSlack) continue;
        if (conflict.nonlinear || !unscaled_.empty()) {
            warnings_.push_back({Severity::warning,
                                 "W0310",
                                 "party '" + party.id +
                                     "' can pass utility 1; beside parties that may pass it, it "
                                     "is not cut off there",
                                 {},
                                 "",
                                 ""});
        } else {
            conflict.cap = Rational(1);
        }
    }
}

std::string ScenarioReader::title_of(const Document& domain) const {
    const std::string name(trimmed(domain.objective));
    static const std::set<std::string> kNoNames = {"", "root", "any", "objective", "domain", "conflict"};
    if (!kNoNames.contains(lower_case(name))) return name;
    const std::filesystem::path path(domain.source->name);
    std::string stem = path.stem().string();
    for (const std::string_view suffix : {"domain", "template"}) {
        if (stem.size() >= suffix.size() && lower_case(stem).ends_with(suffix))
            stem.resize(stem.size() - suffix.size());
    }
    while (!stem.empty() && (stem.back() == '_' || stem.back() == '-' || stem.back() == ' '))
        stem.pop_back();
    if (stem.empty()) stem = path.parent_path().filename().string();
    return stem.empty() ? "GENIUS scenario" : stem;
}

void ScenarioReader::collect_warnings() {
    for (Diagnostic problem : ignored_) {
        problem.severity = Severity::warning;
        problem.code = "W0308";
        problem.message = "this file is ignored: " + problem.message;
        warnings_.push_back(std::move(problem));
    }
    for (Diagnostic problem : skipped_) {
        problem.severity = Severity::warning;
        problem.code = "W0308";
        problem.message = "this file is left out: " + problem.message;
        warnings_.push_back(std::move(problem));
    }
    for (const Document& document : documents_)
        warnings_.insert(warnings_.end(), document.warnings.begin(), document.warnings.end());
}

LoadedCase ScenarioReader::read() {
    sort_documents();
    Document& chosen = *choose_domain();
    for (Document* const domain : domains_) {
        if (domain != &chosen)
            domain->warn("W0308",
                         "this domain is ignored: the issues of " + chosen.source->name + " are used", 0);
    }
    std::erase_if(profiles_, [&](Document* profile) {
        if (profile == &chosen || fit(chosen, *profile).possible) return false;
        skipped_.push_back({Severity::error, "E0309",
                            "this profile belongs to another domain than " + chosen.source->name,
                            profile->source->whole(), "", ""});
        return true;
    });
    std::vector<Diagnostic> errors;
    const Domain domain = read_domain(chosen, {profiles_.begin(), profiles_.end()}, errors);
    if (!errors.empty()) {
        errors.insert(errors.begin(), skipped_.begin(), skipped_.end());
        throw InputError(std::move(errors));
    }
    LoadedCase result;
    Case& conflict = result.conflict;
    conflict.title = title_of(chosen);
    conflict.points = Rational(1);
    conflict.normalise = false;
    conflict.space = domain.space;
    conflict.origin.file = chosen.source->name;
    conflict.origin.format = "genius";
    read_parties(domain, conflict);
    check_variants({.domain = chosen.source->name,
                    .files = files_of_parties_,
                    .from_folder = from_folder_,
                    .one_each = chosen.source->text.find(kOneProfileEach) != std::string::npos},
                   conflict.parties, warnings_);
    settle_cap(conflict);
    if (!unscaled_.empty()) scenario::settle_points(conflict);
    collect_warnings();
    std::vector<Diagnostic> findings = validate(conflict);
    if (has_errors(findings)) throw InputError(std::move(findings));
    result.warnings = std::move(warnings_);
    result.warnings.insert(result.warnings.end(), findings.begin(), findings.end());
    return result;
}

}  // namespace

LoadedCase load_genius(const std::vector<NamedText>& files, bool from_folder) {
    return ScenarioReader(files, from_folder).read();
}

}  // namespace entente::io
