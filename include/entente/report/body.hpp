// The page's body alone: what the studio sends while numbers move.
#pragma once

#include <string>

#include "entente/report/document.hpp"

namespace entente::report {

/// The document as HTML with its figures drawn, without head, style and script: what stands in the page's
/// body. \cost linear in the document \check StudioTest.AMovedNumberGivesWhatTheCommandLineGives
[[nodiscard]] std::string to_body(const Document& document);

/// One section by the same drawer, without its heading: what the studio asks for beside the page.
[[nodiscard]] std::string to_body(const Section& section);

/// A section as JSON, with the keys that it has in a document.
[[nodiscard]] std::string to_json(const Section& section);

}  // namespace entente::report
