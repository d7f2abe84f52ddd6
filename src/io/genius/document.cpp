#include "io/genius/document.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <pugixml.hpp>
#include <stdexcept>

#include "entente/core/trim.hpp"
#include "entente/model/case.hpp"

namespace entente::io::genius {
namespace {

bool same_name(const char* name, std::string_view wanted) { return lower_case(name) == lower_case(wanted); }

bool named(const pugi::xml_node& node, std::string_view wanted) {
    return node.type() == pugi::node_element && same_name(node.name(), wanted);
}

std::optional<std::string> attribute(const pugi::xml_node& node, std::string_view wanted) {
    for (const pugi::xml_attribute& attribute : node.attributes()) {
        if (same_name(attribute.name(), wanted)) return std::string(attribute.value());
    }
    return std::nullopt;
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view wanted) {
    for (const pugi::xml_node& candidate : node.children()) {
        if (named(candidate, wanted)) return candidate;
    }
    return {};
}

std::size_t offset_of(const pugi::xml_node& node) {
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug() - 1, 0));
}

// Visits every element below `node`, in the file's order; the depth is bounded by repair().
template <class Visit>
void visit_elements(const pugi::xml_node& node, const Visit& visit) {
    for (const pugi::xml_node& below : node.children()) {
        if (below.type() != pugi::node_element) continue;
        visit(below);
        visit_elements(below, visit);
    }
}

Kind kind_of(const pugi::xml_node& issue, bool has_items, bool has_bounds) {
    std::string word = lower_case(attribute(issue, "type").value_or(""));
    if (word.empty()) word = lower_case(attribute(issue, "vtype").value_or(""));
    if (word.empty() && !has_items) word = lower_case(attribute(issue, "etype").value_or(""));
    if (word == "integer" && (has_bounds || !has_items)) return Kind::integer;
    if (word == "real" && (has_bounds || !has_items)) return Kind::real;
    if (has_items || !has_bounds) return Kind::discrete;
    // Bounds and no items: discrete in name only.
    return word == "real" ? Kind::real : Kind::integer;
}

Evaluator read_evaluator(const pugi::xml_node& node) {
    Evaluator evaluator;
    evaluator.offset = offset_of(node);
    for (const pugi::xml_attribute& attribute : node.attributes())
        evaluator.parameters.emplace(lower_case(attribute.name()), attribute.value());
    for (const char* const name : {"ftype", "etype", "type"}) {
        const auto found = evaluator.parameters.find(name);
        if (found == evaluator.parameters.end()) continue;
        evaluator.function = lower_case(trimmed(found->second));
        break;
    }
    return evaluator;
}

IssueXml read_issue(const pugi::xml_node& node) {
    IssueXml issue;
    issue.offset = offset_of(node);
    issue.name = attribute(node, "name").value_or("");
    issue.description = attribute(node, "description").value_or("");
    issue.lower = attribute(node, "lowerbound");
    issue.upper = attribute(node, "upperbound");
    if (const pugi::xml_node range = child(node, "range")) {
        if (!issue.lower) issue.lower = attribute(range, "lowerbound");
        if (!issue.upper) issue.upper = attribute(range, "upperbound");
    }
    if (const pugi::xml_node evaluator = child(node, "evaluator"))
        issue.evaluator = read_evaluator(evaluator);
    for (const pugi::xml_node& below : node.children()) {
        if (!named(below, "item")) continue;
        Item item;
        item.offset = offset_of(below);
        item.index = read_whole(attribute(below, "index").value_or(""));
        item.value = attribute(below, "value").value_or("");
        item.evaluation = attribute(below, "evaluation");
        item.exact = attribute(below, "exact");
        issue.items.push_back(std::move(item));
    }
    issue.kind = kind_of(node, !issue.items.empty(), issue.lower && issue.upper);
    return issue;
}

HyperRectangle read_rectangle(const pugi::xml_node& node, const std::vector<std::string>& factors,
                              Document& document) {
    HyperRectangle rectangle;
    rectangle.offset = offset_of(node);
    rectangle.utility = attribute(node, "utility").value_or("");
    rectangle.weight = attribute(node, "weight");
    rectangle.factors = factors;
    bool includes = false;
    for (const pugi::xml_node& below : node.children()) {
        includes = includes || named(below, "INCLUDES");
        rectangle.excludes = rectangle.excludes || named(below, "EXCLUDES");
    }
    if (includes && rectangle.excludes) {
        document.warn(
            "W0309",
            "a hyper-rectangle mixes INCLUDES and EXCLUDES: as GENIUS does, only the EXCLUDES count",
            rectangle.offset);
    }
    for (const pugi::xml_node& below : node.children()) {
        if (!named(below, rectangle.excludes ? "EXCLUDES" : "INCLUDES")) continue;
        Bound bound;
        bound.offset = offset_of(below);
        bound.index = read_whole(attribute(below, "index").value_or("")).value_or(-1);
        bound.low = attribute(below, "min").value_or("");
        bound.high = attribute(below, "max").value_or("");
        rectangle.bounds.push_back(std::move(bound));
    }
    return rectangle;
}

void read_function(const pugi::xml_node& node, const std::vector<std::string>& factors,
                   NonlinearXml& nonlinear, Document& document) {
    const std::string aggregation = lower_case(trimmed(attribute(node, "aggregation").value_or("sum")));
    std::size_t parts = 0;
    for (const pugi::xml_node& below : node.children()) {
        if (named(below, "hyperRectangle")) {
            ++parts;
            nonlinear.rectangles.push_back(read_rectangle(below, factors, document));
        } else if (named(below, "ufun")) {
            ++parts;
            std::vector<std::string> inner = factors;
            if (const std::optional<std::string> weight = attribute(below, "weight"))
                inner.push_back(*weight);
            read_function(below, inner, nonlinear, document);
        }
    }
    if (aggregation != "sum" && parts > 1 && nonlinear.problem.empty()) {
        nonlinear.problem = "its hyper-rectangles are joined by '" + aggregation +
                            "'; only sums of hyper-rectangles are read";
    }
}

NonlinearXml read_nonlinear(const pugi::xml_node& utility, Document& document) {
    NonlinearXml nonlinear;
    nonlinear.offset = offset_of(utility);
    nonlinear.maximum = attribute(utility, "maxutility").value_or("");
    std::size_t functions = 0;
    for (const pugi::xml_node& below : utility.children()) {
        if (!named(below, "ufun")) continue;
        if (++functions > 1) {
            document.warn("W0309", "only the first utility function counts, as in GENIUS",
                          offset_of(below));
            break;
        }
        const std::optional<Rational> weight = read_number(attribute(below, "weight").value_or("1"));
        if (!weight || *weight != Rational(1)) {
            document.warn("W0309", "the weight of the outermost utility function is not used, as in GENIUS",
                          offset_of(below));
        }
        read_function(below, {}, nonlinear, document);
    }
    if (functions == 0) nonlinear.problem = "it has no utility function (<ufun>)";
    return nonlinear;
}

void read_element(const pugi::xml_node& node, Document& document) {
    if (named(node, "issue")) {
        // One too many is enough to refuse the file.
        if (document.issues.size() <= kMaxIssues) document.issues.push_back(read_issue(node));
    } else if (named(node, "weight")) {
        const std::optional<std::int64_t> index = read_whole(attribute(node, "index").value_or(""));
        if (!index) {
            document.warn("W0303", "a weight without a whole index is ignored", offset_of(node));
            return;
        }
        document.weights.push_back(
            {*index, attribute(node, "value").value_or(""), offset_of(node), attribute(node, "exact")});
    } else if (named(node, "objective")) {
        if (const auto index = read_whole(attribute(node, "index").value_or("")))
            document.objectives.push_back(*index);
        if (document.objective.empty()) document.objective = attribute(node, "name").value_or("");
    } else if (named(node, "reservation") && !document.reservation) {
        document.reservation = {attribute(node, "value").value_or(""), offset_of(node),
                                attribute(node, "exact")};
    } else if (named(node, "discount_factor") && !document.discount) {
        document.discount = {attribute(node, "value").value_or(""), offset_of(node)};
    } else if (named(node, "utility") && !document.nonlinear) {
        document.nonlinear = read_nonlinear(node, document);
    }
}

// Gives each issue its key: the index as written, else one past the issue before.
void number_issues(const pugi::xml_node& root, Document& document) {
    std::vector<pugi::xml_node> nodes;
    visit_elements(root, [&](const pugi::xml_node& node) {
        if (named(node, "issue")) nodes.push_back(node);
    });
    std::map<std::int64_t, std::size_t> used;
    std::int64_t last = 0;
    for (std::size_t i = 0; i < nodes.size() && i < document.issues.size(); ++i) {
        IssueXml& issue = document.issues[i];
        const std::optional<std::int64_t> index = read_whole(attribute(nodes[i], "index").value_or(""));
        if (!index) {
            document.warn("W0303", "issue '" + issue.name + "' has no whole index: taken as the next one",
                          issue.offset);
        }
        last = index.value_or(last < INT64_MAX ? last + 1 : last);
        const std::size_t before = used[last]++;
        if (before > 0) {
            document.warn("W0303",
                          "issue '" + issue.name + "' has the index of an earlier issue (" +
                              std::to_string(last) + "): matched by order",
                          issue.offset);
        }
        issue.key = {last, before};
    }
}

Role role_of(const pugi::xml_node& root, const Document& document) {
    if (named(root, "negotiation_template")) return Role::domain;
    const bool evaluates =
        std::any_of(document.issues.begin(), document.issues.end(), [](const IssueXml& issue) {
            return issue.evaluator ||
                   std::any_of(issue.items.begin(), issue.items.end(),
                               [](const Item& item) { return item.evaluation.has_value(); });
        });
    const bool profile = evaluates || !document.weights.empty() || document.reservation ||
                         document.discount || document.nonlinear || document.type == "nonlinear" ||
                         document.type == "constraint" || document.type == "uncertain";
    return profile ? Role::profile : Role::domain;
}

void fail(Document& document, std::string code, std::string message, Location where, std::string hint) {
    document.problem = Diagnostic{Severity::error,  std::move(code), std::move(message),
                                  std::move(where), std::move(hint), ""};
}

pugi::xml_node find_root(const pugi::xml_node& parsed) {
    for (const pugi::xml_node& node : parsed.children()) {
        if (named(node, "utility_space") || named(node, "negotiation_template")) return node;
    }
    return {};
}

void read_parsed(const pugi::xml_node& parsed, Document& document) {
    const pugi::xml_node root = find_root(parsed);
    if (!root) {
        return fail(
            document, "E0302",
            "this XML is not of GENIUS: its root is neither <utility_space> nor <negotiation_template>",
            document.source->at_clean(offset_of(parsed.first_child())), "");
    }
    document.type = lower_case(trimmed(attribute(root, "type").value_or("")));
    visit_elements(root, [&](const pugi::xml_node& node) {
        // The domain wraps a <utility_space>; its type counts where the root has none.
        if (named(node, "utility_space") && document.type.empty())
            document.type = lower_case(trimmed(attribute(node, "type").value_or("")));
        read_element(node, document);
    });
    number_issues(root, document);
    document.role = role_of(root, document);
    if (document.type == "constraint") {
        fail(document, "E0305", "profiles of type \"constraint\" are not read",
             document.source->at_clean(offset_of(root)),
             "only additive (linear), UNCERTAIN and nonlinear (hyper-rectangle) profiles are");
    }
}

}  // namespace

void Document::warn(std::string code, std::string message, std::size_t offset, std::string hint) {
    if (warnings.size() > kMaxWarningsPerFile) return;
    if (warnings.size() == kMaxWarningsPerFile) {
        warnings.push_back({Severity::warning, "W0303", "more warnings of this file are left out",
                            source->whole(), "", ""});
        return;
    }
    warnings.push_back({Severity::warning, std::move(code), std::move(message), source->at_clean(offset),
                        std::move(hint), ""});
}

Document read_document(std::string_view name, std::string_view bytes) {
    Document document;
    document.source = std::make_shared<SourceFile>(std::string(name), bytes);
    SourceFile& source = *document.source;
    if (trimmed(source.text).empty()) {
        fail(document, "E0301", "the file is empty", source.whole(), "");
        return document;
    }
    const Repair repaired = repair(source, document.warnings);
    if (!repaired.xml) {
        fail(document, "E0302", "the file holds no XML", source.at_text(0), "");
        return document;
    }
    if (!repaired.broken.empty()) {
        fail(document, "E0304", repaired.broken, repaired.broken_at, "");
        return document;
    }
    pugi::xml_document parsed;
    const pugi::xml_parse_result result = parsed.load_buffer(source.clean.data(), source.clean.size(),
                                                             pugi::parse_default, pugi::encoding_utf8);
    if (!result) {
        fail(document, "E0304", result.description(),
             source.at_clean(static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0))), "");
        return document;
    }
    read_parsed(parsed, document);
    return document;
}

std::string_view trimmed(std::string_view text) { return entente::trimmed(text, " \t\r\n"); }

std::string lower_case(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

std::optional<Rational> read_number(std::string_view text) {
    text = trimmed(text);
    if (text.size() > 1 && std::strchr("fFdD", text.back()) != nullptr) text.remove_suffix(1);
    if (text.starts_with('+')) text.remove_prefix(1);
    if (text.empty() || text.find('/') != std::string_view::npos) return std::nullopt;
    if (const std::optional<Rational> exact = Rational::parse(text)) return exact;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end != text.data() + text.size()) return std::nullopt;
    if (error == std::errc::result_out_of_range) value = 0;  // below every double; above is caught next
    if (error == std::errc::result_out_of_range && text.find("e-") == std::string_view::npos &&
        text.find("E-") == std::string_view::npos) {
        return std::nullopt;
    }
    // Past 64 bits the nearest fraction is the largest there is: another number than the file's.
    constexpr double kHeld = 9.2e18;
    if (!(std::abs(value) < kHeld)) return std::nullopt;
    return Rational::nearest(value);
}

Rational exact_or(const Rational& value, const std::optional<std::string>& exact) {
    if (!exact) return value;
    const std::optional<Rational> fraction = Rational::parse(*exact);
    constexpr double kCut = 2e-15;
    const bool same = fraction && std::abs(fraction->value() - value.value()) <=
                                      kCut * std::max(1.0, std::abs(fraction->value()));
    return same ? *fraction : value;
}

std::optional<std::int64_t> read_whole(std::string_view text) {
    const std::optional<Rational> number = read_number(text);
    if (!number || number->denominator != 1) return std::nullopt;
    return number->numerator;
}

}  // namespace entente::io::genius
