// Writes described results as JSON, in one pass and without a tree of nodes.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
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

/// How the text is laid out: a line for each value, two blanks deeper in each bracket; or no blanks at all.
enum class JsonLayout { lines, compact };

/// One JSON object, growing. Ids are written as the case's ids, outcomes in the form asked for, numbers
/// that are none as null, a pointer as what it points to (none: null), bytes that are no UTF-8 as U+FFFD.
/// \check tests/report/writer_test.cpp
class JsonWriter {
public:
    explicit JsonWriter(const Case& conflict, JsonLayout layout = JsonLayout::lines,
                        OutcomeForm outcomes = OutcomeForm::labels)
        : case_(&conflict), layout_(layout), outcomes_(outcomes) {
        open('{');
    }

    [[nodiscard]] const Case& conflict() const { return *case_; }
    [[nodiscard]] OutcomeForm outcomes() const { return outcomes_; }
    /// What follows names parties, issues and options of this case, which may be finer than the last one.
    /// \pre it outlives the writing
    void speak_of(const Case& conflict) { case_ = &conflict; }

    /// A visitor's call: one key with its value.
    template <class T>
    void operator()(std::string_view key, const T& value, FieldNote = {}) {
        begin_field(key);
        write(value);
    }

    /// The fields of a described result, added to the object that is open.
    template <Described T>
    void fields(const T& value) {
        describe(*this, value);
    }

    /// One key with an object, whose fields `body` writes into this writer.
    template <class Body>
    void object(std::string_view key, Body&& body) {
        begin_field(key);
        open('{');
        body(*this);
        close('}');
    }

    /// The finished text, with a line break at the end unless it is compact. The writer is then empty.
    [[nodiscard]] std::string finish();

    template <class T>
    void write(const T& value) {
        if constexpr (std::same_as<T, bool>) {
            text_ += value ? "true" : "false";
        } else if constexpr (std::integral<T>) {
            text_ += std::to_string(value);
        } else if constexpr (std::floating_point<T>) {
            number(static_cast<double>(value));
        } else if constexpr (std::convertible_to<const T&, std::string_view>) {
            string(value);
        } else if constexpr (std::same_as<T, PartyId>) {
            string(case_->parties[value.index()].id);
        } else if constexpr (std::same_as<T, IssueId>) {
            string(case_->space.issues[value.index()].id);
        } else if constexpr (std::same_as<T, Outcome>) {
            outcome(value);
        } else if constexpr (std::same_as<T, std::monostate>) {
            text_ += "null";
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
    /// Before each element of an array.
    void begin_item() {
        if (!empty_) text_ += ',';
        empty_ = false;
        line();
    }
    /// Before each value of an object.
    void begin_field(std::string_view key) {
        begin_item();
        string(key);
        text_ += layout_ == JsonLayout::lines ? ": " : ":";
    }

private:
    const Case* case_;
    JsonLayout layout_;
    OutcomeForm outcomes_;
    std::string text_;
    std::size_t depth_ = 0;
    bool empty_ = true;  ///< nothing stands yet in the innermost bracket

    void make_room();

    template <class T>
    void composite(const std::optional<T>& value) {
        if (value) {
            write(*value);
        } else {
            text_ += "null";
        }
    }
    template <class T>
    void composite(const T* const& value) {
        if (value != nullptr) {
            write(*value);
        } else {
            text_ += "null";
        }
    }
    template <class... T>
    void composite(const std::variant<T...>& value) {
        std::visit([this](const auto& each) { write(each); }, value);
    }
    template <class Key, class T>
        requires std::convertible_to<const Key&, std::string_view>
    void composite(const std::vector<std::pair<Key, T>>& all) {
        open('{');
        for (const auto& [key, value] : all) (*this)(key, value);
        close('}');
    }
    template <class T>
    void composite(const std::vector<std::pair<PartyId, T>>& all) {
        open('{');
        for (const auto& [party, value] : all) (*this)(case_->parties[party.index()].id, value);
        close('}');
    }
    template <class T>
    void composite(const std::vector<std::pair<IssueId, T>>& all) {
        open('{');
        for (const auto& [issue, value] : all) (*this)(case_->space.issues[issue.index()].id, value);
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

    void line();
    void number(double value);
    void string(std::string_view raw);
    void outcome(const Outcome& one);
};

/// {"schema", "verb", "case", "seed", "method", "exact", "stopped", "notes"}: the keys of every verb.
void write_envelope(JsonWriter& json, const Case& conflict, const Envelope& about);

/// A verb's whole JSON: the envelope, then the fields of its described result.
template <Described T>
[[nodiscard]] std::string json_of(const Case& conflict, const Envelope& about, const T& result) {
    JsonWriter json(conflict);
    write_envelope(json, conflict, about);
    json.fields(result);
    return json.finish();
}

}  // namespace entente::report
