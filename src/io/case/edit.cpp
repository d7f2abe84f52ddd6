// Changed numbers in a case's own text: comments, order and wording of everything else stay.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "entente/io/load.hpp"
#include "io/toml/text.hpp"
#include "io/toml/tree.hpp"

namespace entente::io {
namespace {

using toml_tree::Kind;
using toml_tree::Node;

/// The number alone, as text: its source and shape stay where they are written.
std::string number_text(const Quantity& quantity) {
    Quantity bare = quantity;
    bare.source = -1;
    bare.dist = Distribution::metalog;
    return toml_text::quantity(bare, {}, -1);
}

bool same_number(const Quantity& a, const Quantity& b) {
    return a.best == b.best && a.low == b.low && a.high == b.high;
}

class Editor {
public:
    Editor(std::string_view text, const Case& before) : source_(text, before.origin.file), before_(before) {
        Findings findings(source_);
        (void)toml_tree::parse(source_, findings, tree_);
        collect(tree_.root());
    }

    void change(const std::string& address, const Quantity& from, const Quantity& to) {
        if (from.where.line == 0) {
            not_written(address);
            return;
        }
        const auto found = at_.find(source_.offset(from.where));
        if (found == at_.end()) return;
        const Node node(&tree_, found->second);
        if (node.is(Kind::table)) {
            change_table(node, to);
        } else {
            replace(node, number_text(to));
        }
    }

    std::string result(const Case& after) {
        insert_weights(after);
        std::sort(edits_.begin(), edits_.end(),
                  [](const Edit& a, const Edit& b) { return a.begin < b.begin; });
        std::string out;
        std::size_t done = 0;
        for (const Edit& edit : edits_) {
            out += source_.text().substr(done, edit.begin - done);
            out += edit.text;
            done = edit.end;
        }
        out += source_.text().substr(done);
        return out;
    }

private:
    struct Edit {
        std::size_t begin;
        std::size_t end;
        std::string text;
    };

    /// Values by their first byte. A number's table that headers or dotted keys made is found by its key.
    void collect(const Node& table) {
        for (const Node child : table) {
            at_.emplace(source_.offset(child.span()), child.id());
            if (child.is(Kind::table) || child.is(Kind::list)) collect(child);
        }
    }

    void replace(const Node& node, std::string text) {
        const std::size_t begin = source_.offset(node.span());
        edits_.push_back({begin, begin + node.span().length, std::move(text)});
    }

    /// { value, low, high, ... }: each part where it stands.
    void change_table(const Node& table, const Quantity& to) {
        const Node value = table.find("value");
        const Node low = table.find("low");
        const Node high = table.find("high");
        if (!low || !high) {
            if (value) replace(value, number_text(to));
            return;
        }
        std::string first = toml_text::exact(to.low.value_or(to.best));
        if (value) {
            replace(value, toml_text::exact(to.best));
        } else {
            // The best value was the middle: now it has to be said.
            first += (table.inline_table() ? ", value = " : "\nvalue = ") + toml_text::exact(to.best);
        }
        replace(low, std::move(first));
        replace(high, toml_text::exact(to.high.value_or(to.best)));
    }

    /// Only weights have a value without being written: 1 for each issue of a party that gives none.
    void not_written(const std::string& address) {
        for (std::size_t party = 0; party < before_.parties.size(); ++party) {
            if (address.ends_with(".for." + before_.parties[party].id + ".weight"))
                weightless_.insert(party);
        }
    }

    void insert_weights(const Case& after) {
        for (const std::size_t party : weightless_) {
            for (std::size_t i = 0; i < before_.space.issues.size(); ++i) {
                const Node issue = tree_.root().find("issue").find(before_.space.issues[i].id);
                const Node sheet = issue.find("for").find(before_.parties[party].id);
                if (!sheet || sheet.find("weight")) continue;
                const std::string weight =
                    "weight = " + number_text(after.parties[party].preference.issues[i].weight);
                const std::size_t begin = source_.offset(sheet.span());
                if (sheet.inline_table()) {
                    edits_.push_back({begin + 1, begin + 1, " " + weight + ","});
                } else if (const Node score = sheet.find("score")) {
                    // Dotted keys or a header: a line of its own before the line of the scores.
                    const Span line{score.key_span().line, 1, 0};
                    const std::size_t start = source_.offset(line);
                    const std::string_view whole = source_.line(line.line);
                    const std::string lead(
                        whole.substr(0, whole.rfind("score", score.key_span().column + 4)));
                    edits_.push_back({start, start, lead + weight + "\n"});
                }
            }
        }
    }

    SourceText source_;
    const Case& before_;
    toml_tree::Tree tree_;
    std::unordered_map<std::size_t, toml_tree::NodeId> at_;
    std::unordered_set<std::size_t> weightless_;
    std::vector<Edit> edits_;
};

}  // namespace

std::string with_numbers_replaced(std::string_view text, const Case& before, const Case& after) {
    std::unordered_map<std::string, const Quantity*> changed;
    for_each_quantity(after, [&](const QuantityRef& ref) { changed.emplace(ref.address, ref.quantity); });
    Editor editor(text, before);
    for_each_quantity(before, [&](const QuantityRef& ref) {
        const auto found = changed.find(ref.address);
        if (found == changed.end() || same_number(*ref.quantity, *found->second)) return;
        editor.change(ref.address, *ref.quantity, *found->second);
    });
    return editor.result(after);
}

}  // namespace entente::io
