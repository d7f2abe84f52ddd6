// Writes described results as JSON, in one pass and without a tree: the same bytes as nlohmann's dump(2).
#pragma once

#include <array>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entente/core/describe.hpp"
#include "entente/model/case.hpp"
#include "entente/report/json.hpp"

namespace entente::report {

/// An enum that says itself.
template <class T>
concept Named = std::is_enum_v<T> && requires(T value) {
    { to_string(value) } -> std::convertible_to<std::string_view>;
};

/// A value that writes itself where no description fits (an object whose keys are data, ...).
template <class T, class Writer>
concept WritesItself = requires(Writer& writer, const T& value) { value.write(writer); };

/// One JSON object, growing. Ids are written as the case's ids, outcomes as {issue id: option label}.
class JsonWriter {
public:
    explicit JsonWriter(const Case& conflict) : case_(conflict) {
        text_ = "{";
        depth_ = 1;
    }

    /// A visitor's call: one key with its value.
    template <class T>
    void operator()(std::string_view key, const T& value, FieldNote = {}) {
        begin_item();
        string(key);
        text_ += ": ";
        write(value);
    }

    /// The fields of a described result, added to the object that is open.
    template <Described T>
    void fields(const T& value) {
        describe(*this, value);
    }

    /// The finished text, with a line break at the end. The writer is then empty.
    [[nodiscard]] std::string finish() {
        close('}');
        text_ += '\n';
        return std::move(text_);
    }

    template <class T>
    void write(const T& value) {
        if constexpr (std::same_as<T, bool>) {
            text_ += value ? "true" : "false";
        } else if constexpr (std::integral<T>) {
            text_ += std::to_string(value);
        } else if constexpr (std::floating_point<T>) {
            number(value);
        } else if constexpr (std::convertible_to<const T&, std::string_view>) {
            string(value);
        } else if constexpr (std::same_as<T, PartyId>) {
            string(case_.parties[value.index()].id);
        } else if constexpr (std::same_as<T, IssueId>) {
            string(case_.space.issues[value.index()].id);
        } else if constexpr (std::same_as<T, Outcome>) {
            outcome(value);
        } else if constexpr (WritesItself<T, JsonWriter>) {
            value.write(*this);
        } else if constexpr (Described<T>) {
            open('{');
            describe(*this, value);
            close('}');
        } else if constexpr (Named<T>) {
            string(to_string(value));
        } else {
            composite(value);
        }
    }

    void open(char bracket) {
        text_ += bracket;
        ++depth_;
        empty_ = true;
    }
    void close(char bracket) {
        --depth_;
        if (!empty_) line();
        empty_ = false;
        text_ += bracket;
    }
    /// Before each element of an array or object.
    void begin_item() {
        if (!empty_) text_ += ',';
        empty_ = false;
        line();
    }

private:
    const Case& case_;
    std::string text_;
    std::size_t depth_ = 0;
    bool empty_ = true;  ///< nothing stands yet in the innermost bracket

    template <class T>
    void composite(const std::optional<T>& value) {
        if (value) {
            write(*value);
        } else {
            text_ += "null";
        }
    }
    template <class T>
    void composite(const std::vector<std::pair<std::string, T>>& all) {
        open('{');
        for (const auto& [key, value] : all) (*this)(key, value);
        close('}');
    }
    template <class T>
    void composite(const std::vector<T>& all) {
        list(all);
    }
    template <class T, std::size_t N>
    void composite(const std::array<T, N>& all) {
        list(all);
    }
    template <class List>
    void list(const List& all) {
        open('[');
        for (const auto& each : all) {
            begin_item();
            write(static_cast<const typename List::value_type&>(each));
        }
        close(']');
    }

    void line() {
        text_ += '\n';
        text_.append(2 * depth_, ' ');
    }
    void number(double value) {
        if (!std::isfinite(value)) {
            text_ += "null";
            return;
        }
        char digits[64];
        text_.append(digits,
                     nlohmann::detail::to_chars(digits, digits + sizeof digits, value == 0 ? 0.0 : value));
    }
    void string(std::string_view raw) {
        text_ +=
            nlohmann::json(std::string(raw)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    }
    void outcome(const Outcome& one) {
        if (one.options.size() != case_.space.issues.size()) {
            text_ += "null";
            return;
        }
        open('{');
        for (std::size_t i = 0; i < one.options.size(); ++i) {
            const Issue& issue = case_.space.issues[i];
            (*this)(issue.id, issue.options[one.options[i].index()].label);
        }
        close('}');
    }
};

/// {"schema", "verb", "case", "seed", "method", "exact", "stopped", "notes"}: the keys of every verb.
inline void write_envelope(JsonWriter& json, const Case& conflict, const Envelope& about) {
    json("schema", "entente-result/1");
    json("verb", about.verb);
    json("case", std::vector<std::pair<std::string, std::string>>{{"title", conflict.title},
                                                                  {"sha256", conflict.origin.sha256}});
    json("seed", about.seed);
    json("method", about.method);
    json("exact", about.exact);
    json("stopped", about.stopped);
    json("notes", about.notes);
    if (!about.settings.empty()) json("settings", about.settings);
}

/// A verb's whole JSON: the envelope, then the fields of its described result.
template <Described T>
[[nodiscard]] std::string json_of(const Case& conflict, const Envelope& about, const T& result) {
    JsonWriter json(conflict);
    write_envelope(json, conflict, about);
    json.fields(result);
    return json.finish();
}

}  // namespace entente::report
