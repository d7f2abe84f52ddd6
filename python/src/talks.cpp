// Talks between the engine and Python: agents that are Python's, and our tactics in talks that others run.
#include <nanobind/stl/optional.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "binding.hpp"

namespace entente::python {
namespace {

/// An object of Python's that the engine's threads may copy and drop without the interpreter's lock.
using Shared = std::shared_ptr<PyObject>;

Shared shared(nb::object object) {
    return {object.release().ptr(), [](PyObject* held) {
                if (!interpreter_open()) return;
                const nb::gil_scoped_acquire lock;
                Py_DECREF(held);
            }};
}

void expect_interpreter() {
    if (!interpreter_open()) throw std::runtime_error("the interpreter is shutting down");
}

std::string say(const Shared& agent, const std::string& line) {
    expect_interpreter();
    const nb::gil_scoped_acquire lock;
    return nb::cast<std::string>(nb::handle(agent.get())(line));
}

app::AgentWords make_agent(const Shared& maker) {
    expect_interpreter();
    const nb::gil_scoped_acquire lock;
    return
        [agent = shared(nb::handle(maker.get())())](const std::string& line) { return say(agent, line); };
}

using Options = std::vector<std::size_t>;

std::optional<Outcome> outcome_of(const std::optional<Options>& options) {
    if (!options) return std::nullopt;
    Outcome outcome;
    for (const std::size_t option : *options) outcome.options.emplace_back(option);
    return outcome;
}

}  // namespace

std::vector<app::AgentWithin> agents_of(const nb::dict& makers) {
    std::vector<app::AgentWithin> agents;
    for (const auto& [party, maker] : makers) {
        agents.push_back({.party = nb::cast<std::string>(party),
                          .make = [held = shared(nb::borrow(maker))] { return make_agent(held); }});
    }
    return agents;
}

void bind_talks(nb::module_& module) {
    using negotiate::Moment;
    using negotiate::Player;
    nb::class_<Player>(module, "Player", "A party's tactic in talks that another program runs.")
        .def(
            "turn",
            [](Player& player, std::uint64_t round, std::uint64_t deadline, double time,
               const std::optional<Options>& standing) {
                const negotiate::Move move =
                    player.turn(Moment{round, deadline, time}, outcome_of(standing));
                Options options;
                if (move.outcome) {
                    for (const OptionId option : move.outcome->options) options.push_back(option.index());
                }
                return nb::make_tuple(std::string(to_string(move.act)), options);
            },
            nb::arg("round"), nb::arg("deadline"), nb::arg("time"), nb::arg("standing").none(),
            nb::sig("def turn(self, round: int, deadline: int, time: float, standing: "
                    "collections.abc.Sequence[int] | None) -> tuple[str, list[int]]"))
        .def(
            "heard",
            [](Player& player, std::uint64_t round, std::uint64_t deadline, double time, std::size_t from,
               const Options& offer) {
                player.heard(Moment{round, deadline, time}, PartyId(from), *outcome_of(offer));
            },
            nb::arg("round"), nb::arg("deadline"), nb::arg("time"), nb::arg("from_"), nb::arg("offer"))
        .def(
            "taken",
            [](Player& player, std::uint64_t round, std::uint64_t deadline, double time, std::size_t by,
               const Options& offer) {
                player.taken(Moment{round, deadline, time}, PartyId(by), *outcome_of(offer));
            },
            nb::arg("round"), nb::arg("deadline"), nb::arg("time"), nb::arg("by"), nb::arg("offer"));
    module.def(
        "player",
        [](const app::Input& input, const RunArguments& run, const std::string& party,
           const std::string& tactic) {
            app::expect_parties(input);
            return run_without_lock(
                run, [&](const RunOptions& how) { return app::player(input, party, tactic, how); });
        },
        nb::arg("case"), nb::arg("run"), nb::arg("party"), nb::arg("tactic"));
}

}  // namespace entente::python
