// KTAB's XML: read leniently, since its schema and its own reader disagree.
#include <cstring>
#include <pugixml.hpp>
#include <unordered_map>

#include "io/actors/table.hpp"
#include "io/source_text.hpp"

namespace entente::io::actors {
namespace {

constexpr std::size_t kMaxIssuesRead = 1'000;

class Scenario {
public:
    Scenario(std::string_view text, const std::string& file) : text_(text), file_(file) {}

    LoadedCase read() {
        pugi::xml_document document;
        const pugi::xml_parse_result parsed = document.load_buffer(text_.data(), text_.size());
        if (!parsed) {
            error(static_cast<std::size_t>(parsed.offset),
                  std::string("the XML breaks off: ") + parsed.description(),
                  "check that every tag is closed");
            throw InputError(std::move(found_));
        }
        const pugi::xml_node root = document.child("Scenario");
        if (!root) {
            error(0, "there is no <Scenario>", "KTAB writes <Scenario> with <Dimensions> and <Actors>");
            throw InputError(std::move(found_));
        }
        Case& conflict = loaded_.conflict;
        conflict.origin.file = file_;
        conflict.origin.format = "actors";
        conflict.title = text(root.child("name"), "Scenario");
        conflict.summary = text(root.child("desc"), "");
        read_parameters(root.child("ModelParameters"));
        read_dimensions(root);
        read_actors(root);
        read_ideals(root.child("IdealAdjustment"));
        if (has_errors(found_)) throw InputError(std::move(found_));
        for (Diagnostic& each : validate(conflict)) found_.push_back(std::move(each));
        if (has_errors(found_)) throw InputError(std::move(found_));
        loaded_.warnings = std::move(found_);
        return std::move(loaded_);
    }

private:
    static std::string text(const pugi::xml_node& node, const char* otherwise) {
        std::string value = node.child_value();
        while (!value.empty() && std::strchr(" \t\r\n", value.front()) != nullptr) value.erase(0, 1);
        while (!value.empty() && std::strchr(" \t\r\n", value.back()) != nullptr) value.pop_back();
        return value.empty() ? otherwise : value;
    }
    void add(Severity severity, const char* code, std::size_t offset, std::string message,
             std::string hint) {
        Diagnostic made{severity, code, std::move(message), {}, std::move(hint), {}};
        made.where.file = file_;
        std::size_t line = 1;
        std::size_t begin = 0;
        for (std::size_t i = 0; i < std::min(offset, text_.size()); ++i) {
            if (text_[i] == '\n') {
                ++line;
                begin = i + 1;
            }
        }
        made.where.line = static_cast<std::uint32_t>(line);
        made.where.column = static_cast<std::uint32_t>(std::min(offset, text_.size()) - begin + 1);
        const std::size_t end = text_.find('\n', begin);
        made.where.source_line = carried_line(text_.substr(begin, end - begin), made.where.column);
        found_.push_back(std::move(made));
    }
    void error(std::size_t offset, std::string message, std::string hint) {
        add(Severity::error, "E1010", offset, std::move(message), std::move(hint));
    }
    static std::size_t offset(const pugi::xml_node& node) {
        return static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, node.offset_debug()));
    }

    void read_parameters(const pugi::xml_node& node) {
        for (const pugi::xml_node& each : node.children()) {
            if (each.type() != pugi::node_element) continue;
            const std::string value = text(each, "");
            if (!value.empty()) loaded_.conflict.smp.push_back({each.name(), value, {}});
        }
    }

    void read_dimensions(const pugi::xml_node& root) {
        std::vector<std::string> taken;
        for (const pugi::xml_node& each : root.child("Dimensions").children("dName")) {
            Issue issue = scale_issue(text(each, "dimension"), Rational(0), Rational(100), taken);
            taken.push_back(issue.id);
            loaded_.conflict.space.issues.push_back(std::move(issue));
            if (taken.size() > kMaxIssuesRead) break;
        }
        if (taken.empty())
            error(offset(root), "the scenario has no dimensions", "add <Dimensions><dName>...");
    }

    std::optional<Quantity> number(const pugi::xml_node& node, const std::string& what) {
        const std::string value = text(node, "");
        if (value.empty()) return std::nullopt;
        auto read = parse_quantity(value);
        if (!read)
            error(offset(node), what + " is '" + value + "', which is no number",
                  "write a number such as 55");
        if (read) read->where = Span{};
        return read;
    }

    void read_actors(const pugi::xml_node& root) {
        for (const pugi::xml_node& node : root.child("Actors").children("Actor")) read_actor(node);
        if (loaded_.conflict.actors.empty() && found_.empty())
            error(offset(root), "the scenario has no actors", "add <Actors><Actor>...");
    }

    void read_actor(const pugi::xml_node& node) {
        Case& conflict = loaded_.conflict;
        ActorSpec actor;
        actor.name = text(node.child("name"), "");
        actor.about = text(node.child("description"), "");
        if (actor.name.empty()) {
            error(offset(node), "an actor has no name", "add <name>");
            return;
        }
        if (names_.contains(actor.name)) {
            std::string other;
            for (std::size_t n = 2; other.empty() || names_.contains(other); ++n)
                other = actor.name + " (" + std::to_string(n) + ")";
            add(Severity::warning, "W1001", offset(node), "the name '" + actor.name + "' stands twice",
                "this one is called '" + other + "' here");
            actor.name = other;
        }
        const auto power = number(node.child("capability"), "the capability of '" + actor.name + "'");
        if (power) {
            actor.power = *power;
        } else {
            error(offset(node), "'" + actor.name + "' has no capability", "add <capability>");
        }
        std::vector<pugi::xml_node> positions;
        std::vector<pugi::xml_node> saliences;
        for (const pugi::xml_node& each : node.child("Position").children("dCoord"))
            positions.push_back(each);
        for (const pugi::xml_node& each : node.child("Salience").children("dSal"))
            saliences.push_back(each);
        for (std::size_t k = 0; k < conflict.space.issues.size(); ++k) {
            const std::string where = " of '" + actor.name + "' on '" + conflict.space.issues[k].ask + "'";
            const auto position =
                k < positions.size() ? number(positions[k], "the position" + where) : std::nullopt;
            const auto salience =
                k < saliences.size() ? number(saliences[k], "the salience" + where) : std::nullopt;
            if (!position || !salience) {
                add(Severity::warning, "W1002", offset(node),
                    "there is no " + std::string(position ? "salience" : "position") + where,
                    "it takes no part in that issue; an empty value is not 0");
                continue;
            }
            ActorSpec::Stand stand;
            stand.issue = IssueId(k);
            stand.position = *position;
            stand.salience = *salience;
            actor.on.push_back(std::move(stand));
        }
        names_.emplace(actor.name, conflict.actors.size());
        conflict.actors.push_back(std::move(actor));
    }

    /// <iaPair>: how an ideal follows positions. What is not named follows nothing.
    void read_ideals(const pugi::xml_node& node) {
        if (!node || !node.child("iaPair")) return;
        std::vector<ActorSpec>& actors = loaded_.conflict.actors;
        for (ActorSpec& actor : actors) actor.follows.emplace();
        for (const pugi::xml_node& pair : node.children("iaPair")) {
            const auto own = names_.find(text(pair.child("adjustingIdeal"), ""));
            const auto whom = names_.find(text(pair.child("referencePos"), ""));
            const auto share = Rational::parse(text(pair.child("adjust"), ""));
            if (own == names_.end() || whom == names_.end() || !share) {
                error(offset(pair), "this pair names an actor that does not exist, or no number",
                      "adjustingIdeal and referencePos are names of actors, adjust is from 0 to 1");
                continue;
            }
            actors[own->second].follows->push_back({whom->second, *share});
        }
        // The usual form, everybody its own position, needs no list.
        bool own_only = true;
        for (std::size_t i = 0; i < actors.size(); ++i) {
            const auto& all = *actors[i].follows;
            own_only = own_only && all.size() == 1 && all[0].actor == i && all[0].share == Rational(1);
        }
        if (own_only) {
            for (ActorSpec& actor : actors) actor.follows.reset();
        }
    }

    std::string_view text_;
    std::string file_;
    LoadedCase loaded_;
    std::vector<Diagnostic> found_;
    std::unordered_map<std::string, std::size_t> names_;
};

}  // namespace

bool looks_like_scenario(std::string_view text) {
    const std::size_t at = text.substr(0, std::min<std::size_t>(text.size(), 4096)).find("<Scenario");
    return at != std::string_view::npos;
}

LoadedCase load_scenario(std::string_view text, const std::string& file) {
    return Scenario(text, file).read();
}

}  // namespace entente::io::actors
