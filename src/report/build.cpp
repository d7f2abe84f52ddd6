// The table of sections, in the order of the page.
#include "entente/report/build.hpp"

#include "report/sections/sections.hpp"

namespace entente::report {
namespace {

/// May a copy for one party hold the section? It must then show nothing that the other parties' sheets
/// decide beyond the packages themselves.
enum class Copy { for_all, also_for_one };

struct SectionRecord {
    SectionFunction make;
    Copy copy = Copy::for_all;
};

/// One line a section. A section that needs what a case does not have returns nothing; to a copy for one
/// party it is closed unless it says otherwise.
constexpr SectionRecord kSections[] = {
    {zone_section, Copy::also_for_one},
    {terms_section, Copy::also_for_one},
    {packages_section, Copy::also_for_one},
    {path_section},
    {war_section, Copy::also_for_one},
    {stability_section},
    {levers_section},
    {robust_section},
    {hangs_section},
    {inputs_section, Copy::also_for_one},
    {method_section, Copy::also_for_one},
};

}  // namespace

Document build_document(const Findings& findings, const Audience& audience) {
    const Case& conflict = findings.conflict;
    Document document;
    document.title = conflict.title.empty() ? "A conflict" : conflict.title;
    document.summary = conflict.summary;
    document.as_of = conflict.as_of;
    document.redacted = audience.redact;
    document.provenance = findings.provenance;
    if (audience.viewer) document.viewer = conflict.parties[audience.viewer->index()].name;
    for (const Party& party : conflict.parties) document.parties.push_back({party.id, party.name});
    write_first_page(document, findings, audience);
    for (const SectionRecord& section : kSections) {
        if (audience.viewer && section.copy == Copy::for_all) continue;
        if (auto made = section.make(findings, audience)) document.sections.push_back(std::move(*made));
    }
    if (findings.inputs_for_studio) document.inputs = slider_inputs(findings);
    return document;
}

}  // namespace entente::report
