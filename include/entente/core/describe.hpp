// One description of each result, from which its JSON, its reference page and its Python class are made.
#pragma once

#include <concepts>
#include <cstdint>
#include <string_view>

namespace entente {

/// What a reader is told of a field: the unit of its number (empty: none) and one sentence.
struct FieldNote {
    std::string_view unit;
    std::string_view meaning;
};

/// A result describes itself beside its struct, in the order in which its fields are shown:
///
///     template <class Visitor>
///     void describe(Visitor& visit, const Blocker& blocker) {
///         visit("party", blocker.party, {"", "who falls short"});
///         visit("shortfall", blocker.shortfall, {"points", "least amount by which it falls short"});
///     }
///
/// A visitor is called once per field, `visit(key, value, FieldNote)`. It takes numbers, bools, text, ids
/// of the model, outcomes, enums with a `to_string`, `std::optional` (none: null), vectors and arrays of
/// these, vectors of (key, value) pairs (an object), and whatever is described itself. Nothing else needs
/// to be written for a new field to reach `--json`, docs/json.md and Python.
struct DescribeProbe {
    template <class T>
    void operator()(std::string_view, const T&, FieldNote) {}
};

/// Has T a description?
template <class T>
concept Described = requires(DescribeProbe& visit, const T& value) { describe(visit, value); };

}  // namespace entente
