// The page as one file: style, script, plain body, and the document as data.
#include <string>

#include "entente/report/body.hpp"
#include "report/internal.hpp"
#include "report/render/page.hpp"

namespace entente::report {
namespace {

/// Nothing may be fetched; the one script is named by its hash. The studio's page may ask its own server.
std::string policy(bool studio) {
    const std::string hash(page_script_hash());
    return "default-src 'none'; script-src " + (hash.empty() ? "'none'" : "'sha256-" + hash + "'") +
           "; style-src 'unsafe-inline'; img-src data:; connect-src " + (studio ? "'self'" : "'none'") +
           "; base-uri 'none'; form-action 'none'";
}

std::string page(const Document& document, bool studio) {
    const std::string script(page_script());
    std::string html = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">";
    html += "<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy(studio) + "\">";
    html +=
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
        "<meta name=\"referrer\" content=\"no-referrer\">";
    html += "<title>" + escape(document.title) + " – Entente</title><style>" + std::string(page_style()) +
            "</style></head>\n<body><div id=\"app\"" + (studio ? " data-studio" : "") + ">" +
            static_body(document) + "</div>\n";
    if (!script.empty()) {
        html += "<script type=\"application/json\" id=\"document\">" +
                escape_for_script(to_json(document)) + "</script>\n<script type=\"module\">" + script +
                "</script>\n";
    }
    return html + "</body></html>\n";
}

}  // namespace

std::string to_body(const Document& document) { return static_body(document); }
std::string to_body(const Section& section) { return static_section(section); }
std::string to_html(const Document& document) { return page(document, false); }
std::string to_studio_html(const Document& document) { return page(document, true); }

}  // namespace entente::report
