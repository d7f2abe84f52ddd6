// A case as Python holds it: read, changed into another one, written; never changed itself.
#include <string>
#include <utility>
#include <vector>

#include "binding.hpp"
#include "entente/app/codes.hpp"
#include "entente/app/draft.hpp"
#include "entente/app/files.hpp"
#include "entente/app/new_case.hpp"
#include "entente/core/version.hpp"

namespace entente::python {
namespace {

/// severity, code, message, file, line, column, length, source line, hint, address, as a terminal shows it
nb::tuple tuple_of(const Diagnostic& one) {
    constexpr const char* kSeverities[] = {"error", "warning", "note"};
    return nb::make_tuple(kSeverities[static_cast<std::size_t>(one.severity)], one.code, one.message,
                          one.where.file, one.where.line, one.where.column, one.where.length,
                          one.where.source_line, one.hint, one.address, render(one));
}

nb::list tuples_of(const std::vector<Diagnostic>& all) {
    nb::list list;
    for (const Diagnostic& one : all) list.append(tuple_of(one));
    return list;
}

void translate(const std::exception_ptr& thrown, void*) {
    try {
        std::rethrow_exception(thrown);
    } catch (const InputError& error) {
        const nb::object type = nb::module_::import_("entente._errors").attr("InputError");
        const nb::object value = type.attr("_of")(tuples_of(error.diagnostics()));
        PyErr_SetObject(type.ptr(), value.ptr());
    }
}

app::Format format_named(const std::string& name) {
    if (name == "toml") return app::Format::toml;
    if (name == "genius") return app::Format::genius;
    if (name == "negmas") return app::Format::negmas;
    if (name == "csv") return app::Format::csv;
    throw nb::value_error("format is one of toml, genius, negmas, csv");
}

nb::list list_of(const std::vector<app::OutputFile>& files) {
    nb::list list;
    for (const app::OutputFile& file : files) list.append(nb::make_tuple(file.name, file.text));
    return list;
}

nb::list parties_of(const app::Input& input) {
    nb::list list;
    for (const Party& party : input.conflict.parties) list.append(nb::make_tuple(party.id, party.name));
    return list;
}

nb::list issues_of(const app::Input& input) {
    nb::list list;
    for (const Issue& issue : input.conflict.space.issues) {
        nb::list options;
        for (const Option& option : issue.options) options.append(nb::str(option.label.c_str()));
        list.append(nb::make_tuple(issue.id, issue.ask, options));
    }
    return list;
}

/// What a case is made again from, elsewhere: its own text, or the same meaning in TOML.
nb::tuple state_of(const app::Input& input) {
    const bool own = !input.text.empty();
    nb::list warnings;
    for (const Diagnostic& one : input.warnings)
        warnings.append(nb::make_tuple(one.code, one.message, one.where.file, one.hint, one.address));
    return nb::make_tuple(own, own ? input.text : app::convert(input, app::Format::toml).front().text,
                          input.conflict.origin.file, input.conflict.origin.format,
                          input.conflict.origin.sha256, input.settings, input.files, warnings);
}

app::Input from_state(const nb::tuple& state) {
    const bool own = nb::cast<bool>(state[0]);
    const auto text = nb::cast<std::string>(state[1]);
    const auto file = nb::cast<std::string>(state[2]);
    const auto settings = nb::cast<std::vector<std::string>>(state[5]);
    app::Input input = app::load_text(text, file, own ? settings : std::vector<std::string>{});
    input.files = nb::cast<std::vector<std::string>>(state[6]);
    input.conflict.origin.format = nb::cast<std::string>(state[3]);
    input.conflict.origin.sha256 = nb::cast<std::string>(state[4]);
    if (own) return input;
    input.text.clear();
    input.settings = settings;
    input.warnings.clear();
    for (const nb::handle each : nb::cast<nb::list>(state[7])) {
        const auto one = nb::cast<nb::tuple>(each);
        Diagnostic warning;
        warning.severity = Severity::warning;
        warning.code = nb::cast<std::string>(one[0]);
        warning.message = nb::cast<std::string>(one[1]);
        warning.where.file = nb::cast<std::string>(one[2]);
        warning.hint = nb::cast<std::string>(one[3]);
        warning.address = nb::cast<std::string>(one[4]);
        input.warnings.push_back(std::move(warning));
    }
    return input;
}

}  // namespace

void bind_case(nb::module_& module) {
    nb::register_exception_translator(translate);
    nb::class_<app::Input>(module, "Input", "A case that was read; it never changes.")
        .def_prop_ro("title", [](const app::Input& input) { return input.conflict.title; })
        .def_prop_ro("summary", [](const app::Input& input) { return input.conflict.summary; })
        .def_prop_ro("file", [](const app::Input& input) { return input.conflict.origin.file; })
        .def_prop_ro("format", [](const app::Input& input) { return input.conflict.origin.format; })
        .def_prop_ro("sha256", [](const app::Input& input) { return input.conflict.origin.sha256; })
        .def_prop_ro("text", [](const app::Input& input) { return input.text; })
        .def_prop_ro("settings", [](const app::Input& input) { return input.settings; })
        .def_prop_ro("parties", parties_of, nb::sig("def parties(self) -> list[tuple[str, str]]"))
        .def_prop_ro("issues", issues_of, nb::sig("def issues(self) -> list[tuple[str, str, list[str]]]"))
        .def_prop_ro(
            "warnings", [](const app::Input& input) { return tuples_of(input.warnings); },
            nb::sig(
                "def warnings(self) -> list[tuple[str, str, str, str, int, int, int, str, str, str, str]]"))
        .def("same_as",
             [](const app::Input& one, const app::Input& other) {
                 return one.conflict == other.conflict && one.settings == other.settings &&
                        one.text == other.text;
             })
        .def(
            "convert",
            [](const app::Input& input, const std::string& format) {
                return list_of(app::convert(input, format_named(format)));
            },
            nb::sig("def convert(self, format: str) -> list[tuple[str, str]]"))
        .def("state", state_of, nb::sig("def state(self) -> tuple[object, ...]"))
        .def_static("from_state", from_state,
                    nb::sig("def from_state(state: tuple[object, ...]) -> Input"));
    module.def("load", [](const std::vector<std::string>& files, const std::vector<std::string>& settings) {
        return app::load(files, settings, true);
    });
    module.def("load_text", [](const std::string& text, const std::string& file,
                               const std::vector<std::string>& settings) {
        return app::load_text(text, file, settings);
    });
    module.def("with_settings", [](const app::Input& input, const std::vector<std::string>& settings) {
        return app::with_settings(input, settings);
    });
    module.def(
        "cases",
        [] {
            nb::list list;
            for (const app::CaseEntry& one : app::cases())
                list.append(nb::make_tuple(one.slug, one.title, one.summary, one.parties, one.issues,
                                           one.outcomes));
            return list;
        },
        nb::sig("def cases() -> list[tuple[str, str, str, int, int, str]]"));
    module.def("schema", &app::schema);
    module.def("explain", [](const std::string& code) { return app::codes_text(app::explain({code})); });
    module.def("new_case", [](const std::vector<std::string>& parties,
                              const std::vector<std::string>& issues, const std::string& title) {
        return app::new_case({.parties = parties, .issues = issues, .title = title});
    });
    module.def("version", [] { return std::string(version()); });
}

}  // namespace entente::python

NB_MODULE(_core, module) {
    module.doc() = "The engine of entente. Use the functions of the package entente instead.";
    entente::python::bind_run(module);
    entente::python::bind_case(module);
    entente::python::bind_tables(module);
    entente::python::bind_talks(module);
    entente::python::bind_verbs(module);
}
