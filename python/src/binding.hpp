// What the parts of the module share.
#pragma once

#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/unique_ptr.h>
#include <nanobind/stl/vector.h>

#include <cstddef>
#include <string>

#include "entente/app/input.hpp"
#include "entente/app/negotiate.hpp"
#include "run.hpp"

namespace entente::python {

/// A result as Python holds it: the answer of a verb, whose words and JSON are made when they are asked
/// for.
class Answer {
public:
    Answer() = default;
    Answer(const Answer&) = delete;
    Answer& operator=(const Answer&) = delete;
    virtual ~Answer() = default;
    [[nodiscard]] virtual std::string json() const = 0;
    [[nodiscard]] virtual std::string text(std::size_t width, std::size_t list_limit) const = 0;
    /// As a page of HTML; empty: it has none.
    [[nodiscard]] virtual std::string html() const { return {}; }
};

/// Agents in Python: {party: what makes one}, each called with a line of JSON and answering with another.
[[nodiscard]] std::vector<app::AgentWithin> agents_of(const nb::dict& makers);

void bind_case(nb::module_& module);
void bind_talks(nb::module_& module);
void bind_tables(nb::module_& module);
void bind_verbs(nb::module_& module);

}  // namespace entente::python
