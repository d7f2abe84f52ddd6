// [control] and [priorities.*].
#include <algorithm>

#include "io/case/reading.hpp"

namespace entente::io {
namespace {

const std::vector<std::string> kDirections = {"both", "up", "down"};
const std::vector<std::string_view> kStatementKeys = {"any", "all", "if", "iff", "then", "not", "text"};

void load_control(Reading& reading, const Node& table) {
    for (const Node node : table) {
        if (node.bad() || node.key().starts_with("x-")) continue;
        const auto party = reading.party(node.key(), node.key_span());
        if (!party) continue;
        const bool listed = node.is(Kind::list);
        for (const Node each : node) {
            if (each.bad() || (!listed && each.key().starts_with("x-"))) continue;
            const auto issue = listed ? reading.issue(each.text(), each.span())
                                      : reading.issue(each.key(), each.key_span());
            if (!issue) continue;
            Control control{*party, *issue, Direction::both, each.span()};
            if (!listed) {
                const auto found = std::find(kDirections.begin(), kDirections.end(), each.text());
                if (!each.is(Kind::text) || found == kDirections.end()) {
                    reading.error(
                        "E0160", each.span(),
                        "a party moves an issue \"both\" ways, \"up\" or \"down\" its options",
                        reading.suggest(each.text(), kDirections, "up is towards the last option"));
                    continue;
                }
                control.direction = static_cast<Direction>(found - kDirections.begin());
            }
            const auto& all = reading.conflict().control;
            if (std::any_of(all.begin(), all.end(), [&](const Control& other) {
                    return other.party == control.party && other.issue == control.issue;
                })) {
                reading.error("E0161", each.span(), "this issue is named twice for the same party",
                              "keep one of them");
                continue;
            }
            reading.conflict().control.push_back(control);
        }
    }
}

/// Reads the statements of one party into disjunctions of conjunctions.
class StatementReader {
public:
    explicit StatementReader(Reading& reading) : reading_(reading) {}

    std::optional<Statement> read(const Node& node) {
        Statement statement;
        statement.where = node.span();
        if (const Node text = node.find("text"); text.is(Kind::text))
            statement.text = std::string(text.text());
        const Node then = node.find("then");
        std::optional<std::vector<Conjunction>> any;
        const bool plain =
            std::none_of(kStatementKeys.begin(), kStatementKeys.end(),
                         [&](std::string_view key) { return key != "text" && node.find(key); });
        if (plain) {
            any = single(reading_.conjunction(node, {"text"}));
        } else {
            check_keys_of(node);
            if (const Node all = node.find("all"))
                any = single(conditions(all));
            else if (const Node some = node.find("any"))
                any = alternatives(some);
            else if (const Node no = node.find("not"))
                any = denied(conditions(no));
            else if (const Node when = node.find("if"); when && then)
                any = implication(when, then);
            else if (const Node only = node.find("iff"); only && then)
                any = equivalence(only, then);
            else
                reading_.error("E0162", node.span(), "this statement is incomplete",
                               "write { then = {...}, if = {...} } or { then = {...}, iff = {...} }");
        }
        if (!any) return std::nullopt;
        statement.any_of = std::move(*any);
        return statement;
    }

private:
    void check_keys_of(const Node& node) {
        for (const Node child : node) {
            if (child.key().starts_with("x-")) continue;
            if (std::find(kStatementKeys.begin(), kStatementKeys.end(), child.key()) !=
                kStatementKeys.end())
                continue;
            reading_.error("E0121", child.key_span(),
                           "there is no key '" + std::string(child.key()) + "' in a statement",
                           "conditions beside any, if, iff or not stand in all = { ... }");
        }
    }

    std::optional<Conjunction> conditions(const Node& node) {
        if (node.bad()) return std::nullopt;
        if (!node.is(Kind::table)) {
            reading_.error("E0122", node.span(), "conditions are a table { issue = option, ... }");
            return std::nullopt;
        }
        return reading_.conjunction(node);
    }

    static std::optional<std::vector<Conjunction>> single(std::optional<Conjunction> all) {
        if (!all) return std::nullopt;
        return std::vector<Conjunction>{std::move(*all)};
    }

    std::optional<std::vector<Conjunction>> alternatives(const Node& list) {
        if (!list.is(Kind::list)) {
            if (!list.bad())
                reading_.error("E0122", list.span(), "any must be a list of conditions",
                               "any = [{ issue = option }, { issue = option }]");
            return std::nullopt;
        }
        std::vector<Conjunction> any;
        bool good = true;
        for (const Node each : list) {
            auto all = conditions(each);
            good = good && all.has_value();
            if (all) any.push_back(std::move(*all));
        }
        if (!good) return std::nullopt;
        return any;
    }

    /// The options that a condition leaves out; empty ranges where it leaves none.
    [[nodiscard]] Condition complement(const Condition& condition) const {
        Condition rest{condition.issue, {}};
        std::size_t next = 0;
        for (const OptionRange& each : condition.any_of) {
            if (each.first.index() > next)
                rest.any_of.push_back({OptionId(next), OptionId(each.first.index() - 1)});
            next = each.last.index() + 1;
        }
        const std::size_t count = reading_.conflict().space.issues[condition.issue.index()].options.size();
        if (next < count) rest.any_of.push_back({OptionId(next), OptionId(count - 1)});
        return rest;
    }

    /// Not (a and b): not a, or not b.
    [[nodiscard]] std::vector<Conjunction> denial(const Conjunction& all) const {
        std::vector<Conjunction> any;
        for (const Condition& each : all) {
            Condition rest = complement(each);
            if (!rest.any_of.empty()) any.push_back({std::move(rest)});
        }
        return any;
    }

    std::optional<std::vector<Conjunction>> denied(const std::optional<Conjunction>& all) const {
        if (!all) return std::nullopt;
        return denial(*all);
    }

    /// Both conjunctions at once; nothing where they exclude each other.
    static std::optional<Conjunction> both(const Conjunction& a, const Conjunction& b) {
        Conjunction result = a;
        for (const Condition& each : b) {
            const auto same = std::find_if(result.begin(), result.end(), [&](const Condition& other) {
                return other.issue == each.issue;
            });
            if (same == result.end()) {
                result.push_back(each);
                continue;
            }
            std::vector<OptionRange> shared;
            for (const OptionRange& x : same->any_of) {
                for (const OptionRange& y : each.any_of) {
                    const OptionRange cut{std::max(x.first, y.first), std::min(x.last, y.last)};
                    if (cut.first <= cut.last) shared.push_back(cut);
                }
            }
            if (shared.empty()) return std::nullopt;
            same->any_of = std::move(shared);
        }
        std::sort(result.begin(), result.end(),
                  [](const Condition& x, const Condition& y) { return x.issue < y.issue; });
        return result;
    }

    std::optional<std::vector<Conjunction>> implication(const Node& when, const Node& then) {
        const auto premise = conditions(when);
        auto conclusion = conditions(then);
        if (!premise || !conclusion) return std::nullopt;
        std::vector<Conjunction> any = denial(*premise);
        any.push_back(std::move(*conclusion));
        return any;
    }

    std::optional<std::vector<Conjunction>> equivalence(const Node& when, const Node& then) {
        const auto left = conditions(when);
        const auto right = conditions(then);
        if (!left || !right) return std::nullopt;
        std::vector<Conjunction> any;
        if (auto held = both(*left, *right)) any.push_back(std::move(*held));
        for (const Conjunction& a : denial(*left)) {
            for (const Conjunction& b : denial(*right)) {
                if (auto neither = both(a, b)) any.push_back(std::move(*neither));
            }
        }
        return any;
    }

    Reading& reading_;
};

void load_priorities(Reading& reading, const Node& table) {
    for (const Node node : table) {
        if (node.bad() || node.key().starts_with("x-")) continue;
        const auto party = reading.party(node.key(), node.key_span());
        if (!party) continue;
        Node list = node;
        if (node.is(Kind::table)) {
            list = node.find("statements");
            if (!list.is(Kind::list)) {
                reading.error("E0162", node.span(), "the priorities of a party are a list of statements",
                              "write [[priorities." + std::string(node.key()) + "]] before each statement");
                continue;
            }
        }
        Priorities priorities{*party, {}, node.key_span()};
        StatementReader reader(reading);
        for (const Node each : list) {
            if (!each.is(Kind::table)) {
                if (!each.bad())
                    reading.error("E0122", each.span(), "a statement is a table of conditions");
                continue;
            }
            if (auto statement = reader.read(each)) priorities.statements.push_back(std::move(*statement));
        }
        reading.conflict().priorities.push_back(std::move(priorities));
    }
}

}  // namespace

void load_moves(Reading& reading, const Node& root) {
    if (const Node table = root.find("control"); table.is(Kind::table)) load_control(reading, table);
    if (const Node table = root.find("priorities"); table.is(Kind::table)) load_priorities(reading, table);
}

}  // namespace entente::io
