// Descriptions of results walked by type, without a result: for the pages that tell what each key means.
#pragma once

#include <array>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "entente/core/describe_parts.hpp"
#include "entente/report/writer.hpp"

namespace entente::report {

/// A type that tells its own shape, as it writes itself.
template <class T>
concept Shaped = requires {
    { T::kShape } -> std::convertible_to<std::string_view>;
};

template <class T>
struct Inner {};  ///< what a container holds, and the words around it

template <class T>
struct Inner<std::optional<T>> {
    using type = T;
    static constexpr std::string_view mark = "";
    static std::string around(const std::string& inner) { return inner + " or null"; }
};
template <class T>
struct Inner<const T*> {
    using type = T;
    static constexpr std::string_view mark = "";
    static std::string around(const std::string& inner) { return inner; }
};
template <class T>
struct Inner<std::vector<T>> {
    using type = T;
    static constexpr std::string_view mark = "[]";
    static std::string around(const std::string& inner) { return "list of " + inner; }
};
template <class T, std::size_t N>
struct Inner<std::array<T, N>> : Inner<std::vector<T>> {};
template <class Key, class T>
struct Inner<std::vector<std::pair<Key, T>>> {
    using type = T;
    static constexpr std::string_view mark = ".*";
    static std::string around(const std::string& inner) { return "by key: " + inner; }
};

template <class T>
concept Contains = requires { typename Inner<T>::type; };

template <class T>
concept Text = std::convertible_to<const T&, std::string_view>;

template <class T>
[[nodiscard]] std::string shape();

/// "text or number or null"; described alternatives are one "object".
template <class... T>
[[nodiscard]] std::string shape_of_any(const std::variant<T...>*) {
    std::vector<std::string> all;
    const auto add = [&](const std::string& one) {
        for (const std::string& known : all) {
            if (known == one) return;
        }
        all.push_back(one);
    };
    (add(shape<T>()), ...);
    std::string words;
    for (const std::string& one : all) words += (words.empty() ? "" : " or ") + one;
    return words;
}
[[nodiscard]] inline std::string shape_of_any(const void*) { return "object"; }

/// What a value of the type looks like in JSON, in words: "list of number".
template <class T>
std::string shape() {
    if constexpr (std::same_as<T, bool>) {
        return "bool";
    } else if constexpr (std::integral<T> || std::floating_point<T>) {
        return "number";
    } else if constexpr (std::same_as<T, std::monostate>) {
        return "null";
    } else if constexpr (Text<T> || Named<T>) {
        return "text";
    } else if constexpr (Contains<T>) {
        return Inner<T>::around(shape<typename Inner<T>::type>());
    } else if constexpr (std::same_as<T, PartyId> || std::same_as<T, IssueId>) {
        return "id";
    } else if constexpr (std::same_as<T, Outcome>) {
        return "outcome";
    } else if constexpr (Shaped<T>) {
        return std::string(T::kShape);
    } else {
        return shape_of_any(static_cast<const T*>(nullptr));
    }
}

/// A field as a page lists it.
struct ReferenceRow {
    std::string path;  ///< "zone.blocked_by[].party"
    std::string shape;
    std::string unit;
    std::string meaning;
};

/// A visitor that collects the fields of a type and of all that it holds.
class Reference {
public:
    explicit Reference(std::vector<ReferenceRow>& rows, std::string path = {})
        : rows_(rows), path_(std::move(path)) {}

    template <class T>
    void operator()(std::string_view key, const T&, FieldNote note) {
        add<T>(key, note, "");
    }
    /// A key that is left out where it has no value.
    template <class T>
    void present(std::string_view key, const std::optional<T>&, FieldNote note) {
        add<T>(key, note, " (only where there is one)");
    }

private:
    std::vector<ReferenceRow>& rows_;
    std::string path_;

    template <class T>
    void add(std::string_view key, FieldNote note, std::string_view more) {
        const std::string path = path_ + std::string(key);
        for (const ReferenceRow& row : rows_) {
            if (row.path == path) return;  // of another alternative
        }
        rows_.push_back({path, shape<std::remove_cvref_t<T>>() + std::string(more), std::string(note.unit),
                         std::string(note.meaning)});
        descend<std::remove_cvref_t<T>>(path);
    }

    template <class T>
    void descend(const std::string& path) {
        if constexpr (Text<T>) {
            return;
        } else if constexpr (Contains<T>) {
            descend<typename Inner<T>::type>(path + std::string(Inner<T>::mark));
        } else if constexpr (Described<T> && !Shaped<T> && std::default_initializable<T>) {
            const T example{};
            Reference inside(rows_, path + ".");
            describe(inside, example);
        } else {
            alternatives(static_cast<const T*>(nullptr), path);
        }
    }
    template <class... T>
    void alternatives(const std::variant<T...>*, const std::string& path) {
        (descend<T>(path), ...);
    }
    void alternatives(const void*, const std::string&) {}
};

/// The fields of a described type, in their order.
template <Described T>
[[nodiscard]] std::vector<ReferenceRow> reference_of() {
    std::vector<ReferenceRow> rows;
    Reference visit(rows);
    const T example{};
    describe(visit, example);
    return rows;
}

}  // namespace entente::report
