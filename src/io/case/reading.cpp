// Numbers, sources and names of a case file.
#include "io/case/reading.hpp"

#include <algorithm>
#include <stdexcept>

namespace entente::io {
namespace {

/// Past this many mistakes or names a suggestion costs more than it helps.
constexpr std::size_t kMaxSuggested = 200;
constexpr std::size_t kMaxCandidates = 20'000;

bool digit(char c) { return c >= '0' && c <= '9'; }

/// Why a text is no number, as its author would want to hear it.
std::string number_hint(std::string_view text) {
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        if (text[i] == ',' && digit(text[i - 1]) && digit(text[i + 1]))
            return "write a decimal point: 0.5, not 0,5";
    }
    if (const std::size_t sign = text.find('%'); sign != std::string_view::npos) {
        std::string_view number = text.substr(0, sign);
        while (!number.empty() && number.back() == ' ') number.remove_suffix(1);
        if (const auto value = Rational::parse(number)) {
            try {
                return "write " + (*value / Rational(100)).to_string() + " for " + std::string(number) +
                       "%";
            } catch (const std::overflow_error&) {
                return "write a share, such as 0.25 for 25%";
            }
        }
        return "write a share, such as 0.25 for 25%";
    }
    if (text.find("\xE2\x80\x93") != std::string_view::npos || text.find(" - ") != std::string_view::npos ||
        text.find(" to ") != std::string_view::npos) {
        return "write a range with two points: \"45..65\", or \"55 (45..65)\"";
    }
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        if (text[i] == '-' && digit(text[i - 1]) && digit(text[i + 1])) {
            return "write a range with two points: \"45..65\", or \"55 (45..65)\"";
        }
    }
    return "write 55, \"55 (45..65)\", \"45..65\" or \"2/7\"";
}

template <class Names>
void add_name(Names& names, const std::string& id) {
    names.index.emplace(id, names.list.size());
    names.list.push_back(id);
}

}  // namespace

std::string Reading::meant(std::string_view word, const std::vector<std::string>& known) const {
    if (findings_.errors() > kMaxSuggested || known.size() > kMaxCandidates || word.size() > 100) return {};
    return closest(word, known);
}

std::string Reading::suggest(std::string_view word, const std::vector<std::string>& known,
                             std::string otherwise) const {
    const std::string near = meant(word, known);
    return near.empty() ? otherwise : "did you mean '" + near + "'?";
}

void Reading::add_source(const std::string& id) { add_name(sources_, id); }
void Reading::add_party(const std::string& id) { add_name(parties_, id); }
void Reading::add_issue(const std::string& id) {
    add_name(issues_, id);
    broken_.push_back(false);
}

std::optional<Rational> Reading::rational(const Node& node, const std::string& address) {
    const std::string_view text = node.text();
    const std::string_view unsigned_text =
        text.starts_with('+') || text.starts_with('-') ? text.substr(1) : text;
    if (unsigned_text == "inf" || unsigned_text == "nan") {
        error("E0124", node.span(),
              address + " is " + (unsigned_text == "nan" ? "not a number" : "infinite"),
              "write a finite number", address);
        return std::nullopt;
    }
    bool rounded = false;
    const std::optional<Rational> value = Rational::parse(text, &rounded);
    if (!value) {
        error("E0125", node.span(), address + " is too large, or too close to zero, to be held exactly",
              "numbers have up to 18 digits, from 1e-18 to 1e18: choose another unit", address);
        return std::nullopt;
    }
    if (rounded) {
        findings_.warning("W0102", node.span(),
                          address + " has more than 18 digits; the rest is rounded away",
                          "write it shorter", address);
    }
    return value;
}

void Reading::not_a_number(const Node& node, const std::string& address) {
    error("E0123", node.span(), address + " cannot be read as a number", number_hint(node.text()), address);
}

std::optional<Rational> Reading::exact(const Node& node, const std::string& address) {
    if (!node || node.bad()) return std::nullopt;
    if (node.is_number()) return rational(node, address);
    const std::optional<Rational> value = node.is(Kind::text) ? Rational::parse(node.text()) : std::nullopt;
    if (!value) not_a_number(node, address);
    return value;
}

std::optional<Quantity> Reading::quantity(const Node& node, std::int32_t source,
                                          const std::string& address) {
    if (!node || node.bad()) return std::nullopt;
    if (node.is(Kind::table)) return quantity_table(node, source, address);
    std::optional<Quantity> result;
    if (node.is_number()) {
        if (const auto value = rational(node, address)) result = Quantity(*value);
    } else if (node.is(Kind::text)) {
        result = parse_quantity(node.text());
        if (!result) not_a_number(node, address);
    } else {
        error("E0122", node.span(),
              address + " is " + std::string(kind_words(node.kind())) + "; it must be a number",
              "write 55, \"55 (45..65)\", \"45..65\" or \"2/7\"", address);
    }
    if (!result) return std::nullopt;
    result->source = source;
    result->where = node.span();
    return result;
}

std::optional<Quantity> Reading::quantity_table(const Node& node, std::int32_t source,
                                                const std::string& address) {
    static const std::vector<std::string> kKnown = {"value", "low", "high", "dist", "source"};
    bool good = true;
    for (const Node child : node) {
        if (child.key().starts_with("x-")) continue;
        if (std::find(kKnown.begin(), kKnown.end(), child.key()) == kKnown.end()) {
            error("E0121", child.key_span(),
                  "there is no key '" + std::string(child.key()) + "' in the number " + address,
                  suggest(child.key(), kKnown, "a number is { value, low, high, dist, source }"), address);
            good = false;
        }
    }
    Quantity result;
    result.where = node.span();
    result.source = source_of(node, source);
    const Node value = node.find("value");
    const Node low = node.find("low");
    const Node high = node.find("high");
    if (bool(low) != bool(high)) {
        error("E0126", node.span(), address + " gives only one end of its range", "give both low and high",
              address);
        return std::nullopt;
    }
    if (!value && !low) {
        if (good) error("E0126", node.span(), address + " has no value", "write { value = 55 }", address);
        return std::nullopt;
    }
    if (value && value.is(Kind::text) && value.text().find("..") != std::string_view::npos && !low) {
        // { value = "55 (45..65)", source = "panel" } says the same.
        const std::optional<Quantity> whole = quantity(value, result.source, address);
        if (!whole) return std::nullopt;
        result.best = whole->best;
        result.low = whole->low;
        result.high = whole->high;
    } else {
        if (low) {
            result.low = exact(low, address + ".low");
            result.high = exact(high, address + ".high");
            if (!result.low || !result.high) return std::nullopt;
        }
        if (value) {
            const std::optional<Rational> best = exact(value, address);
            if (!best) return std::nullopt;
            result.best = *best;
        } else {
            try {
                result.best = (*result.low + *result.high) / Rational(2);
            } catch (const std::overflow_error&) {
                error("E0126", node.span(), address + " has no value", "write { value = 55, ... }",
                      address);
                return std::nullopt;
            }
        }
    }
    if (const Node dist = node.find("dist"); dist && !dist.bad()) {
        static const std::vector<std::string> kShapes(kDistributionNames.begin(), kDistributionNames.end());
        const auto found = std::find(kShapes.begin(), kShapes.end(), dist.text());
        if (!dist.is(Kind::text) || found == kShapes.end()) {
            error(
                "E0127", dist.span(),
                "a number's dist must be \"metalog\", \"two_piece_normal\", \"uniform\" or \"triangular\"",
                suggest(dist.text(), kShapes), address);
        } else {
            result.dist = static_cast<Distribution>(found - kShapes.begin());
        }
    }
    return result;
}

std::int32_t Reading::source_of(const Node& table, std::int32_t inherited) {
    if (inherited < 0) inherited = default_source_;
    const Node node = table.find("source");
    if (!node || node.bad()) return inherited;
    if (!node.is(Kind::text)) {
        error("E0122", node.span(), "a source is named by text in quotes",
              "for example: source = \"panel\"");
        return inherited;
    }
    const auto found = sources_.index.find(std::string(node.text()));
    if (found != sources_.index.end()) return static_cast<std::int32_t>(found->second);
    error("E0128", node.span(), "there is no source '" + std::string(node.text()) + "'",
          suggest(node.text(), sources_.list,
                  sources_.list.empty() ? "list it: [sources] then " + std::string(node.text()) +
                                              " = { what = \"...\", grade = \"judgement\" }"
                                        : "list it in [sources]"));
    return inherited;
}

std::optional<PartyId> Reading::party(std::string_view id, const Span& where) {
    const auto found = parties_.index.find(std::string(id));
    if (found != parties_.index.end()) return PartyId(found->second);
    const std::string near = meant(id, parties_.list);
    error("E0130", where, "there is no party '" + std::string(id) + "'",
          near.empty() ? "the parties are those of [parties]" : "did you mean '" + near + "'?");
    // Read on as if it had been written so: one misspelt id should not look like a party without scores.
    if (near.empty()) return std::nullopt;
    return PartyId(parties_.index.at(near));
}

OutsideActor* Reading::outside(std::string_view id) {
    for (OutsideActor& actor : conflict_.outside) {
        if (actor.id == id) return &actor;
    }
    return nullptr;
}

std::optional<IssueId> Reading::issue(std::string_view id, const Span& where) {
    const auto found = issues_.index.find(std::string(id));
    if (found != issues_.index.end()) return IssueId(found->second);
    error("E0131", where, "there is no issue '" + std::string(id) + "'",
          suggest(id, issues_.list, "the issues are the tables [issue.NAME]"));
    return std::nullopt;
}

}  // namespace entente::io
