// Graph models written by GMCR+ and gmcr-py: JSON, read leniently, never trusted.
#include "io/gmcr.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "io/source_text.hpp"

namespace entente::io {

LoadedCase GmcrReader::read() {
    parse();
    if (!file_json_.is_object() || !file_json_.contains("options") ||
        !file_json_.contains("decisionMakers")) {
        error("E0641", "this JSON is no graph model: it has no 'options' and 'decisionMakers'",
              "a .gmcr file is what GMCR+ or gmcr-py saves");
        raise();
    }
    options();
    if (option_names_.empty()) error("E0642", "the model has no options", "add one with its owner");
    deciders();
    if (owned_.empty()) error("E0642", "the model has no decision makers", "add one with its options");
    raise();
    issues();
    infeasibles();
    preferences();
    notes_of_the_rest();
    raise();
    std::vector<Diagnostic> meaning = validate(loaded_.conflict);
    for (Diagnostic& each : meaning) {
        each.where.file = file_;
        found_.push_back(std::move(each));
    }
    raise();
    loaded_.warnings = std::move(found_);
    return std::move(loaded_);
}

void GmcrReader::add(Severity severity, std::string code, std::string message, std::string hint) {
    Diagnostic made{severity, std::move(code), std::move(message), {}, std::move(hint), {}};
    made.where.file = file_;
    found_.push_back(std::move(made));
}

void GmcrReader::error(std::string code, std::string message, std::string hint) {
    add(Severity::error, std::move(code), std::move(message), std::move(hint));
}

void GmcrReader::warning(std::string code, std::string message, std::string hint) {
    add(Severity::warning, std::move(code), std::move(message), std::move(hint));
}

void GmcrReader::raise() {
    if (!has_errors(found_)) return;
    std::stable_partition(found_.begin(), found_.end(),
                          [](const Diagnostic& each) { return each.severity == Severity::error; });
    throw InputError(std::move(found_));
}

void GmcrReader::parse() {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
    constexpr int kDeepest = 64;  // a model is flat; what nests deeper is refused before it is built
    bool deep = false;
    const auto shallow = [&](int level, Json::parse_event_t, Json&) {
        deep = deep || level > kDeepest;
        return !deep;
    };
    try {
        file_json_ = Json::parse(text_.begin(), text_.end(), shallow);
    } catch (const Json::parse_error& broken) {
        const std::size_t at = std::min<std::size_t>(broken.byte == 0 ? 0 : broken.byte - 1, text_.size());
        const std::string_view before = text_.substr(0, at);
        Diagnostic made{Severity::error,
                        "E0640",
                        "the file is not complete JSON",
                        {},
                        "it may have been cut off: save the model again",
                        {}};
        made.where.file = file_;
        made.where.line = static_cast<std::uint32_t>(1 + std::count(before.begin(), before.end(), '\n'));
        const std::size_t line = before.rfind('\n');
        made.where.column =
            static_cast<std::uint32_t>(at - (line == std::string_view::npos ? 0 : line + 1) + 1);
        throw InputError(std::move(made));
    } catch (const Json::out_of_range&) {
        throw InputError(number_past_doubles());
    }
    if (!deep) return;
    error("E0640", "the file nests lists or tables more than 64 deep", "no model of this format does");
    raise();
}

Diagnostic GmcrReader::number_past_doubles() const {
    Diagnostic made{
        Severity::error, "E0640", "a number is too large", {}, "no number of a model is past 1e308", {}};
    made.where.file = file_;
    std::size_t line_begin = 0;
    std::uint32_t line = 1;
    bool in_text = false;
    for (std::size_t at = 0; at < text_.size(); ++at) {
        const char c = text_[at];
        if (c == '\n') {
            line_begin = at + 1;
            ++line;
        } else if (in_text && c == '\\') {
            ++at;
        } else if (c == '"') {
            in_text = !in_text;
        } else if (!in_text && ((c >= '0' && c <= '9') || c == '-')) {
            const std::size_t end = std::min(text_.find_first_not_of("0123456789+-.eE", at), text_.size());
            const std::string number(text_.substr(at, end - at));
            if (!std::isfinite(std::strtod(number.c_str(), nullptr))) {
                made.where.line = line;
                made.where.column = static_cast<std::uint32_t>(at - line_begin + 1);
                made.where.length = static_cast<std::uint32_t>(end - at);
                const std::size_t line_end = std::min(text_.find('\n', at), text_.size());
                made.where.source_line =
                    carried_line(text_.substr(line_begin, line_end - line_begin), made.where.column);
                return made;
            }
            at = end - 1;
        }
    }
    return made;
}

std::string GmcrReader::word(const Json& value) {
    return value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump();
}

void GmcrReader::options() {
    const Json& list = file_json_["options"];
    if (!list.is_array()) return;
    for (const Json& each : list) {
        const bool table = each.is_object();
        option_names_.push_back(table && each.contains("name") ? word(each["name"]) : word(each));
        const std::string way =
            table && each.contains("permittedDirection") ? word(each["permittedDirection"]) : "both";
        const std::string old = table && each.contains("reversible") ? word(each["reversible"]) : "";
        Direction direction = Direction::both;
        if (way == "fwd" || old == "NtoY") {
            direction = Direction::up;
        } else if (way == "back" || old == "YtoN") {
            direction = Direction::down;
        } else if (way != "both") {
            warning("W0640",
                    "option '" + option_names_.back() + "' has the direction '" + way +
                        "': it is read as both ways",
                    "directions are \"both\", \"fwd\" and \"back\"");
        }
        directions_.push_back(direction);
    }
}

std::optional<std::size_t> GmcrReader::option_index(const Json& value, const std::string& where) {
    if (value.is_number_integer() && value.get<std::int64_t>() >= 0 &&
        static_cast<std::uint64_t>(value.get<std::int64_t>()) < option_names_.size())
        return value.get<std::size_t>();
    error("E0643",
          where + " speaks of option " + word(value) + ", but there are " +
              std::to_string(option_names_.size()) + " options (0 to " +
              std::to_string(option_names_.size() - 1) + ")",
          "option numbers count from 0 in the order of 'options'");
    return std::nullopt;
}

void GmcrReader::deciders() {
    const Json& list = file_json_["decisionMakers"];
    if (!list.is_array() || option_names_.empty()) return;
    std::vector<std::size_t> owners(option_names_.size(), 0);
    std::set<std::string> seen;
    for (const Json& each : list) {
        const std::string raw = each.is_object() && each.contains("name") ? word(each["name"]) : word(each);
        const std::string name = unique(raw, "decider " + std::to_string(owned_.size() + 1), seen);
        Party party;
        party.id = name;
        party.name = raw.empty() ? name : raw;
        loaded_.conflict.parties.push_back(std::move(party));
        std::vector<std::size_t> own;
        if (each.is_object() && each.contains("options") && each["options"].is_array()) {
            for (const Json& option : each["options"]) {
                const auto index = option_index(option, "decision maker '" + name + "'");
                if (!index || std::find(own.begin(), own.end(), *index) != own.end()) continue;
                own.push_back(*index);
                if (++owners[*index] == 2) {
                    warning("W0641",
                            "option '" + option_names_[*index] +
                                "' has several owners: each of them can move it",
                            "simultaneous stability is not defined then");
                }
            }
        }
        owned_.push_back(std::move(own));
    }
    for (std::size_t o = 0; o < owners.size(); ++o) {
        if (owners[o] == 0)
            warning("W0642", "nobody owns option '" + option_names_[o] + "': nobody can change it",
                    "give it an owner, or leave it out");
    }
}

std::string GmcrReader::unique(std::string name, const std::string& otherwise,
                               std::set<std::string>& seen) {
    if (name.empty()) name = otherwise;
    std::string result = name;
    for (int k = 2; !seen.insert(result).second; ++k) result = name + " " + std::to_string(k);
    return result;
}

void GmcrReader::issues() {
    std::vector<std::size_t> order(option_names_.size());
    for (std::size_t o = 0; o < order.size(); ++o) order[o] = o;
    std::set<std::size_t> moved;
    for (const std::vector<std::size_t>& own : owned_) {
        for (const std::size_t option : own) {
            if (!moved.insert(option).second) continue;
            order.erase(std::find(order.begin(), order.end(), option));
            const std::size_t place = std::min(moved.size(), order.size());
            order.insert(order.begin() + static_cast<std::ptrdiff_t>(place), option);
        }
    }
    issue_of_.resize(order.size());
    std::set<std::string> seen;
    for (std::size_t k = 0; k < order.size(); ++k) {
        issue_of_[order[k]] = k;
        const std::string& name = option_names_[order[k]];
        Issue issue;
        issue.id = unique(name, "option " + std::to_string(order[k] + 1), seen);
        issue.ask = name;
        issue.options = {{"N", std::nullopt}, {"Y", std::nullopt}};
        loaded_.conflict.space.issues.push_back(std::move(issue));
    }
    for (std::size_t i = 0; i < owned_.size(); ++i) {
        loaded_.conflict.parties[i].preference.issues.resize(order.size());
        for (const std::size_t option : owned_[i])
            loaded_.conflict.control.push_back(
                {PartyId(i), IssueId(issue_of_[option]), directions_[option], {}});
    }
}

LoadedCase load_gmcr(std::string_view text, std::string_view file) {
    LoadedCase loaded = GmcrReader(text, file).read();
    std::string_view stem = file.substr(file.find_last_of("/\\") + 1);
    stem = stem.substr(0, stem.find_last_of('.'));
    loaded.conflict.title = stem.empty() ? "Graph model" : std::string(stem);
    loaded.conflict.origin.file = std::string(file);
    loaded.conflict.origin.format = "gmcr";
    return loaded;
}

}  // namespace entente::io
