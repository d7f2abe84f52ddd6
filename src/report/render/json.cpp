// The document as JSON: what the page reads.
#include "entente/report/body.hpp"
#include "entente/report/document.hpp"
#include "entente/report/writer.hpp"
#include "report/internal.hpp"

namespace entente::report {

std::string tone_name(Tone tone) { return tone < 0 ? role_name(tone) : "party-" + std::to_string(tone); }

std::string to_json(const Document& document) {
    const Case none;  // a document names no ids
    JsonWriter json(none, JsonLayout::compact);
    json.fields(document);
    return json.finish();
}

std::string to_json(const Section& section) {
    const Case none;
    JsonWriter json(none, JsonLayout::compact);
    json.fields(section);
    return json.finish();
}

}  // namespace entente::report
