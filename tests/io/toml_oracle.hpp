// toml++ as a second opinion: what it accepts, our reader accepts, with the same keys and values.
#pragma once

#ifndef TOML_HEADER_ONLY
#define TOML_HEADER_ONLY 1
#endif
#define TOML_ASSERT(x) static_cast<void>(0)  // a lone [ would abort
#include <toml++/toml.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "io/source_text.hpp"
#include "io/toml/tree.hpp"

namespace entente::io {

/// Empty where the two agree, else what they disagree about.
inline std::string disagreement(const toml_tree::Node& ours, const toml::node& theirs,
                                const std::string& path) {
    using toml_tree::Kind;
    if (const toml::table* table = theirs.as_table()) {
        if (!ours.is(Kind::table)) return path + ": not a table";
        if (ours.size() != table->size()) return path + ": another number of keys";
        for (const auto& [key, value] : *table) {
            const toml_tree::Node child = ours.find(key.str());
            const std::string inner = path + "." + std::string(key.str());
            if (!child) return inner + ": missing";
            if (std::string found = disagreement(child, value, inner); !found.empty()) return found;
        }
        return {};
    }
    if (const toml::array* array = theirs.as_array()) {
        if (!ours.is(Kind::list)) return path + ": not a list";
        if (ours.size() != array->size()) return path + ": another number of entries";
        std::size_t at = 0;
        for (const toml_tree::Node child : ours) {
            if (std::string found = disagreement(child, *array->get(at), path + "[]"); !found.empty())
                return found;
            ++at;
        }
        return {};
    }
    if (const auto* text = theirs.as_string()) {
        return ours.is(Kind::text) && ours.text() == text->get() ? "" : path + ": another text";
    }
    if (const auto* number = theirs.as_integer()) {
        const std::string written(ours.text());
        return ours.is(Kind::integer) && std::strtoll(written.c_str(), nullptr, 10) == number->get()
                   ? ""
                   : path + ": another whole number";
    }
    if (const auto* number = theirs.as_floating_point()) {
        const double value = std::strtod(std::string(ours.text()).c_str(), nullptr);
        const bool same = value == number->get() || (value != value && number->get() != number->get());
        return ours.is(Kind::real) && same ? "" : path + ": another number";
    }
    if (const auto* truth = theirs.as_boolean()) {
        return ours.is(Kind::boolean) && (ours.text() == "true") == truth->get()
                   ? ""
                   : path + ": another truth value";
    }
    return ours.is(Kind::date) ? "" : path + ": not a date";
}

/// Reads the text with both. Empty where ours accepts all that toml++ accepts, with the same meaning.
inline std::string disagreement(std::string_view text) {
    // toml++ 3.3 runs into undefined behaviour where other letters stand outside quotes.
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80) return {};
    }
    toml::table theirs;
    try {
        theirs = toml::parse(text);
    } catch (const toml::parse_error&) {
        return {};
    }
    const SourceText source(text, "text");
    Findings findings(source);
    toml_tree::Tree tree;
    (void)toml_tree::parse(source, findings, tree);
    for (const Diagnostic& each : findings.take()) {
        // Limits and tastes of our own: depth, long keys, numbers in letters, control characters.
        if (each.code == "E0111" || each.code == "E0120" ||
            each.message.find("too many parts") != std::string::npos)
            return {};
        if (each.severity == Severity::error) return "ours refuses: " + render(each);
    }
    return disagreement(tree.root(), theirs, "");
}

}  // namespace entente::io
