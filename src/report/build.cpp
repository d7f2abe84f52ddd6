// The table of sections, in the order of the page.
#include "entente/report/build.hpp"

#include "report/sections/sections.hpp"

namespace entente::report {
namespace {

/// One line a section. A section that needs what a case does not have returns nothing.
constexpr SectionFunction kSections[] = {
    zone_section,   //
    terms_section,  //
    packages_section,
    war_section,  //
    stability_section,
    levers_section,
    inputs_section,  //
    method_section,  //
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
    for (const SectionFunction section : kSections) {
        if (auto made = section(findings, audience)) document.sections.push_back(std::move(*made));
    }
    if (findings.inputs_for_studio) document.inputs = slider_inputs(conflict);
    if (audience.redact) redact(document, conflict);
    return document;
}

}  // namespace entente::report
