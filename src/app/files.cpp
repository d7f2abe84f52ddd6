#include "entente/app/files.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "entente/io/load.hpp"
#include "entente/report/reference.hpp"
#include "entente/report/war.hpp"
#include "report/render/page.hpp"

namespace entente::app {

std::vector<OutputFile> convert(const Input& input, Format format) {
    if (format == Format::toml) return {{"case.toml", io::to_toml(input.conflict)}};
    if (format == Format::csv) return {{"scores.csv", io::to_score_sheet(input.conflict)}};
    std::vector<OutputFile> files;
    for (io::NamedText& file :
         format == Format::negmas ? io::to_negmas(input.conflict) : io::to_genius(input.conflict)) {
        files.push_back({std::move(file.file), std::move(file.text)});
    }
    return files;
}

bool page_has_script() { return !report::page_script().empty(); }

std::string schema() { return io::case_schema(); }

std::string result_keys() { return report::json_page(); }
std::string document_types() { return report::typescript_types(); }

std::string result_classes() { return report::python_classes(); }

std::string war_models_text(const report::TextOptions& options) { return report::text_war_models(options); }
std::string war_models_json() { return report::json_war_models(); }

std::vector<CaseEntry> cases() {
    std::vector<CaseEntry> entries;
    for (const io::BundledCase& bundled : io::bundled_cases()) {
        const Case conflict = io::load_toml(bundled.text, "case:" + bundled.slug).conflict;
        entries.push_back({.slug = bundled.slug,
                           .title = conflict.title,
                           .summary = conflict.summary,
                           .parties = conflict.parties.size(),
                           .issues = conflict.space.issues.size(),
                           .outcomes = outcome_count(conflict.space)});
    }
    std::sort(entries.begin(), entries.end(),
              [](const CaseEntry& a, const CaseEntry& b) { return a.slug < b.slug; });
    return entries;
}

std::string case_text(std::string_view slug) {
    std::vector<std::string> known;
    for (const io::BundledCase& bundled : io::bundled_cases()) {
        if (bundled.slug == slug) return bundled.text;
        known.push_back(bundled.slug);
    }
    throw InputError(Diagnostic{.code = "E0913",
                                .message = "there is no bundled case '" + std::string(slug) + "'",
                                .hint = did_you_mean(slug, known)});
}

std::string cases_json(const std::vector<CaseEntry>& entries) {
    auto list = nlohmann::ordered_json::array();
    for (const CaseEntry& entry : entries) {
        list.push_back({{"slug", entry.slug},
                        {"title", entry.title},
                        {"summary", entry.summary},
                        {"parties", entry.parties},
                        {"issues", entry.issues},
                        {"outcomes", entry.outcomes}});
    }
    const nlohmann::ordered_json json = {
        {"schema", "entente-result/1"}, {"verb", "cases"}, {"cases", list}};
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace entente::app
