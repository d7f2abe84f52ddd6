// The head of a case file: title, scale, sources, parties, reservation values.
#include <fmt/format.h>

#include <algorithm>

#include "io/case/reading.hpp"

namespace entente::io {
namespace {

std::string text_of(const Node& node) {
    return node && !node.bad() ? std::string(node.text()) : std::string();
}

bool is_iso_date(std::string_view text) {
    if (text.size() < 10 || text[4] != '-' || text[7] != '-') return false;
    for (const std::size_t i : {0, 1, 2, 3, 5, 6, 8, 9}) {
        if (text[i] < '0' || text[i] > '9') return false;
    }
    const int month = (text[5] - '0') * 10 + (text[6] - '0');
    const int day = (text[8] - '0') * 10 + (text[9] - '0');
    return text.size() == 10 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

void load_version(Reading& reading, const Node& root) {
    const Node version = root.find("entente");
    if (!version || version.bad()) return;
    if (version.text() != "1") {
        reading.error("E0129", version.span(),
                      "this program reads version 1 of the case format, not " + text_of(version),
                      "write entente = 1, or use a newer program");
    }
}

void load_ranges(Reading& reading, const Node& root) {
    const Node node = root.find("ranges");
    if (!node || node.bad()) return;
    std::string_view text = node.text();
    const bool percent = text.ends_with('%');
    if (percent) text.remove_suffix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    const std::optional<Rational> value = Rational::parse(text);
    const double level = value ? value->value() / (percent ? 100 : 1) : 0;
    if (level <= 0 || level >= 1) {
        reading.error("E0123", node.span(), "ranges must be a share between 0% and 100%",
                      "for example: ranges = \"90%\"", "ranges");
        return;
    }
    reading.conflict().range_level = level;
}

void load_noun(Reading& reading, const Node& root) {
    const Node node = root.find("noun");
    if (!node || node.bad()) return;
    const std::string noun = text_of(node);
    constexpr std::size_t kLongest = 40;
    if (noun.find_first_not_of(' ') == std::string::npos || noun.size() > kLongest ||
        noun.find_first_of("\n\r\t") != std::string::npos) {
        reading.error("E0139", node.span(), "noun must be a word or two", "for example: noun = \"strike\"",
                      "noun");
        return;
    }
    reading.conflict().noun = noun;
}

void load_scale(Reading& reading, const Node& root) {
    Case& conflict = reading.conflict();
    if (const Node node = root.find("points")) {
        const auto points = reading.exact(node, "points");
        if (points && *points <= Rational(0)) {
            reading.error("E0134", node.span(), "points must be greater than 0", "the usual value is 100",
                          "points");
        } else if (points) {
            conflict.points = *points;
        }
    }
    if (const Node node = root.find("cap")) conflict.cap = reading.exact(node, "cap");
    if (const Node node = root.find("normalise_weights"); node.is(Kind::boolean))
        conflict.normalise = node.text() == "true";
    if (const Node node = root.find("nonlinear"); node.is(Kind::boolean))
        conflict.nonlinear = node.text() == "true";
}

void load_sources(Reading& reading, const Node& root) {
    static const std::vector<std::string> kGrades(kGradeNames.begin(), kGradeNames.end());
    const Node table = root.find("sources");
    if (!table.is(Kind::table)) return;
    for (const Node node : table) {
        if (node.key().starts_with("x-")) continue;
        Source source;
        source.id = std::string(node.key());
        source.where = node.key_span();
        if (node.is(Kind::text)) {
            source.what = text_of(node);
        } else if (node.is(Kind::table)) {
            source.what = text_of(node.find("what"));
            source.date = text_of(node.find("date"));
            source.url = text_of(node.find("url"));
            if (!node.find("what")) {
                reading.error("E0135", node.key_span(),
                              "source '" + source.id + "' does not say what it is", "add what = \"...\"");
            }
            if (const Node grade = node.find("grade"); grade && !grade.bad()) {
                std::string word = text_of(grade);
                if (word == "judgment") word = "judgement";
                const auto found = std::find(kGrades.begin(), kGrades.end(), word);
                if (found == kGrades.end()) {
                    reading.error("E0136", grade.span(),
                                  "a source's grade is data, judgement or assumption",
                                  reading.suggest(grade.text(), kGrades));
                } else {
                    source.grade = static_cast<Grade>(found - kGrades.begin());
                }
            }
        }
        reading.add_source(source.id);
        reading.conflict().sources.push_back(std::move(source));
    }
}

void load_parties(Reading& reading, const Node& root) {
    const Node table = root.find("parties");
    if (!table.is(Kind::table)) return;
    for (const Node node : table) {
        if (node.key().starts_with("x-")) continue;
        Party party;
        party.id = std::string(node.key());
        party.where = node.key_span();
        if (party.id == "source" || party.id.empty()) {
            reading.error("E0137", node.key_span(), "a party cannot have the id '" + party.id + "'",
                          "tables use 'source' to name evidence: choose another id");
        }
        if (node.is(Kind::text)) party.name = text_of(node);
        if (node.is(Kind::table)) {
            party.name = text_of(node.find("name"));
            party.notes = text_of(node.find("notes"));
        }
        if (party.name.empty()) party.name = party.id;
        reading.add_party(party.id);
        reading.conflict().parties.push_back(std::move(party));
    }
}

/// reserve = { arvan = 41 } and discount = { arvan = 0.9 }.
void load_per_party(Reading& reading, const Node& root, const std::string& key,
                    std::optional<Quantity> Party::* member) {
    const Node table = root.find(key);
    if (!table.is(Kind::table)) return;
    const std::int32_t source = reading.source_of(table);
    for (const Node node : table) {
        if (node.key().starts_with("x-") || node.key() == "source") continue;
        const auto party = reading.party(node.key(), node.key_span());
        if (!party) continue;
        const auto value = reading.quantity(node, source, key + "." + std::string(node.key()));
        if (value) reading.conflict().parties[party->index()].*member = *value;
    }
}

}  // namespace

void load_head(Reading& reading, const Node& root) {
    Case& conflict = reading.conflict();
    load_version(reading, root);
    const Node title = root.find("title");
    conflict.title = title ? text_of(title) : "Untitled";
    conflict.summary = text_of(root.find("summary"));
    if (const Node as_of = root.find("as_of"); as_of && !as_of.bad()) {
        conflict.as_of = text_of(as_of);
        if (!is_iso_date(conflict.as_of)) {
            reading.error("E0138", as_of.span(), "as_of must be a day: year-month-day",
                          "for example: as_of = 2026-11-01");
        }
    }
    load_ranges(reading, root);
    load_scale(reading, root);
    load_sources(reading, root);
    reading.set_default_source(reading.source_of(root));
    conflict.notes = text_of(root.find("notes"));
    load_noun(reading, root);
    load_parties(reading, root);
    load_per_party(reading, root, "reserve", &Party::reserve);
    load_per_party(reading, root, "discount", &Party::discount);
}

}  // namespace entente::io
