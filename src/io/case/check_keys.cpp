// Does every key of the file exist, and is its value of the right kind?
#include "io/case/keys.hpp"
#include "io/case/reading.hpp"

namespace entente::io {
namespace {

bool list_of(const Node& node, bool (*fits)(const Node&)) {
    if (!node.is(Kind::list)) return false;
    for (const Node each : node) {
        if (!each.bad() && !fits(each)) return false;
    }
    return true;
}

bool is_number(const Node& node) { return node.is_number() || node.is(Kind::text) || node.is(Kind::table); }
bool is_label(const Node& node) {
    return node.is_number() || node.is(Kind::text) || node.is(Kind::boolean) || node.is(Kind::date);
}
bool is_text(const Node& node) { return node.is(Kind::text); }
bool is_table(const Node& node) { return node.is(Kind::table); }

bool fits(const Node& node, KeyType type) {
    switch (type) {
        case KeyType::text:
        case KeyType::name:
            return node.is(Kind::text);
        case KeyType::number:
            return is_number(node);
        case KeyType::exact:
            return node.is_number() || node.is(Kind::text);
        case KeyType::count:
            return node.is_number();
        case KeyType::chance:
            return node.is_number() || node.is(Kind::text);
        case KeyType::boolean:
            return node.is(Kind::boolean);
        case KeyType::date:
            return node.is(Kind::date) || node.is(Kind::text);
        case KeyType::options:
            return list_of(node, is_label);
        case KeyType::scores:
            return list_of(node, is_number);
        case KeyType::conditions:
        case KeyType::outcome:
        case KeyType::parameters:
        case KeyType::table:
            return node.is(Kind::table);
        case KeyType::names:
            return list_of(node, is_text);
        case KeyType::moves:
            return list_of(node, is_text) || node.is(Kind::table);
        case KeyType::statements:
            return list_of(node, is_table) || node.is(Kind::table);
        case KeyType::tiers:
            return node.is(Kind::list);
        case KeyType::tables:
            return list_of(node, is_table);
        case KeyType::text_or_table:
            return node.is(Kind::text) || node.is(Kind::table);
    }
    return true;
}

/// The entry of a list that does not fit, so that the caret stands under it.
Node culprit(const Node& node, KeyType type) {
    const bool listed = type == KeyType::options || type == KeyType::scores || type == KeyType::names ||
                        type == KeyType::tables || type == KeyType::statements || type == KeyType::moves;
    if (!listed || !node.is(Kind::list)) return node;
    for (const Node each : node) {
        const bool good = type == KeyType::options                           ? is_label(each)
                          : type == KeyType::scores                          ? is_number(each)
                          : type == KeyType::names || type == KeyType::moves ? is_text(each)
                                                                             : is_table(each);
        if (!good && !each.bad()) return each;
    }
    return node;
}

class Checker {
public:
    explicit Checker(Reading& reading) : reading_(reading) {}

    void table(const Node& node, const KeyNode& keys, const std::string& path) {
        for (const Node child : node) {
            if (child.key().starts_with("x-")) continue;
            const KeyNode* known = keys.child(child.key());
            if (known == nullptr) known = unknown(node, child, keys, path);
            if (known == nullptr) continue;
            visit(child, *known,
                  path.empty() ? std::string(child.key()) : path + "." + std::string(child.key()));
        }
    }

private:
    /// Reports a key that does not exist and reads it as the one that was meant, where that is clear.
    const KeyNode* unknown(const Node& owner, const Node& child, const KeyNode& keys,
                           const std::string& path) {
        // A table of model parameters takes any name.
        if (keys.spec != nullptr && keys.spec->type == KeyType::parameters) return nullptr;
        const std::vector<std::string> names = keys.names();
        const std::string near = reading_.meant(child.key(), names);
        std::string hint;
        if (!near.empty()) {
            hint = "did you mean '" + near + "'?";
        } else if (!path.empty() && key_tree().named(child.key()) != nullptr) {
            hint = "'" + std::string(child.key()) +
                   "' belongs at the top of the file, before the first [table]";
        } else if (names.size() <= 12) {
            hint = "known keys: ";
            for (std::size_t i = 0; i < names.size(); ++i) hint += (i > 0 ? ", " : "") + names[i];
            hint += "; keys that begin with x- are private notes";
        } else {
            hint = "private notes begin with x-";
        }
        reading_.error("E0121", child.key_span(),
                       path.empty() ? "there is no key '" + std::string(child.key()) + "' in a case file"
                                    : "there is no key '" + std::string(child.key()) + "' in " + path,
                       hint);
        if (near.empty() || owner.find(near)) return nullptr;
        reading_.tree().rename(owner.id(), child.id(), near);
        return keys.named(near);
    }

    void visit(const Node& node, const KeyNode& known, const std::string& path) {
        if (node.bad() || known.spec == nullptr) return;
        const KeyType type = known.spec->type;
        if (!fits(node, type)) {
            const Node wrong = culprit(node, type);
            const bool inside = wrong.id() != node.id();
            reading_.error(
                "E0122", wrong.span(),
                (inside ? "an entry of " + path + " is " : path + " is ") +
                    std::string(kind_words(wrong.kind())) + "; " + (inside ? path : "it") + " must be " +
                    std::string(type_words(type)),
                known.spec->example.empty() ? "" : "for example: " + std::string(known.spec->example),
                path);
            reading_.tree().at(wrong.id()).kind = Kind::bad;
            return;
        }
        if (type == KeyType::tables) {
            const KeyNode* item = known.named("[]");
            for (const Node each : node) {
                if (item != nullptr && !each.bad()) table(each, *item, path);
            }
            return;
        }
        if (node.is(Kind::table) && !known.children.empty()) table(node, known, path);
    }

    Reading& reading_;
};

}  // namespace

void check_keys(Reading& reading) { Checker(reading).table(reading.tree().root(), key_tree(), ""); }

}  // namespace entente::io
