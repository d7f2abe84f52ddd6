// python/entente/results.py, from the descriptions of the results.
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "entente/assess/describe.hpp"
#include "entente/levers/levers.hpp"
#include "entente/negotiate/balance.hpp"
#include "entente/negotiate/negotiate.hpp"
#include "entente/negotiate/path.hpp"
#include "entente/negotiate/repeat.hpp"
#include "entente/negotiate/tournament.hpp"
#include "entente/report/document.hpp"
#include "entente/report/reference.hpp"
#include "entente/robust/result.hpp"
#include "entente/stakeholders/result.hpp"
#include "entente/stakeholders/score.hpp"
#include "entente/war/calibrate.hpp"
#include "entente/war/describe.hpp"
#include "report/results/check.hpp"
#include "report/results/reference.hpp"
#include "report/results/stability.hpp"

namespace entente::report {
namespace {

constexpr std::string_view kOpening =
    R"("""What the verbs return. Made by scripts/make_docs from the descriptions beside the results; a test compares.

Records are frozen. A number that is none is nan, or None where the type says so; an outcome that is none is empty.
Units stand in square brackets.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from entente._frames import FrontierFrame, TournamentFrame
from entente._records import Record, Result

Outcome = Mapping[str, str]
)";

/// A type's name with its namespaces, as the compiler writes it.
template <class T>
std::string full_name() {
    const std::string_view all = __PRETTY_FUNCTION__;
    const std::size_t from = all.find("T = ") + 4;
    return std::string(all.substr(from, all.find_first_of(";]", from) - from));
}

/// "Zone" of entente::settle::Zone, "CoalitionMember" of ...::CoalitionView::Member: what shows a thing is
/// called after the thing.
std::string class_name(const std::string& full, bool with_module) {
    std::string name;
    std::string module;
    for (std::size_t at = 0; at < full.size();) {
        const std::size_t end = std::min(full.find("::", at), full.size());
        std::string part = full.substr(at, end - at);
        at = end + 2;
        if (part.empty() || part[0] < 'A' || part[0] > 'Z') {
            if (!part.empty() && part[0] >= 'a') module = part;
            continue;
        }
        for (const std::string_view end_of : {"Shown", "View", "Out"}) {
            if (part.size() > end_of.size() && part.ends_with(end_of)) {
                part.resize(part.size() - end_of.size());
                break;
            }
        }
        name += part;
    }
    if (with_module && !module.empty())
        name = std::string(1, static_cast<char>(module[0] - 'a' + 'A')) + module.substr(1) + name;
    return name;
}

/// A key as Python can name it.
std::string attribute(std::string_view key) {
    constexpr std::string_view kWords[] = {"from", "for", "in",   "is", "not",    "and",
                                           "or",   "if",  "with", "as", "to_dict"};
    std::string name(key);
    for (char& c : name) {
        const bool fits =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        if (!fits) c = '_';
    }
    for (const std::string_view word : kWords) {
        if (name == word) return name + "_";
    }
    return name;
}

class Classes {
public:
    template <class T>
    std::string name() {
        if constexpr (std::same_as<T, bool>) {
            return "bool";
        } else if constexpr (std::integral<T>) {
            return "int";
        } else if constexpr (std::floating_point<T>) {
            return "float";
        } else if constexpr (std::same_as<T, std::monostate>) {
            return "None";
        } else if constexpr (Text<T> || std::same_as<T, PartyId> || std::same_as<T, IssueId>) {
            return "str";
        } else if constexpr (std::same_as<T, Outcome>) {
            return "Outcome";
        } else if constexpr (Shaped<T>) {
            return shaped(T::kShape);
        } else if constexpr (Contains<T>) {
            return contained<T>();
        } else if constexpr (Described<T> && std::default_initializable<T>) {
            return declare<T>();
        } else if constexpr (Named<T>) {
            return "str";
        } else {
            return "Any";
        }
    }

    /// The result of a verb: the fields of the types given, one after the other.
    template <class Body>
    void result(std::string_view name, std::string_view about, Body&& body) {
        used_.emplace_back(std::string(name), "");
        Fields fields{*this};
        body(fields);
        write(std::string(name), name == "Tournament" ? "TournamentFrame" : "Result", std::string(about),
              fields);
    }

    [[nodiscard]] const std::string& text() const { return text_; }

    /// A visitor that writes the fields of one class.
    struct Fields {
        Classes& classes;
        std::string lines = {};
        std::string notes = {};
        std::vector<std::string> seen = {};

        template <class T>
        void operator()(std::string_view key, const T&, FieldNote note) {
            add(key, classes.name<std::remove_cvref_t<T>>(), note);
        }
        template <class T>
        void present(std::string_view key, const std::optional<T>&, FieldNote note) {
            add(key, or_none(classes.name<T>()), note);
        }
        void add(std::string_view key, const std::string& type, FieldNote note) {
            for (const std::string& one : seen) {
                if (one == key) return;
            }
            seen.emplace_back(key);
            lines += "    " + attribute(key) + ": " + type + "\n";
            std::string meaning(note.meaning);
            for (std::size_t at = 0; (at = meaning.find('\\', at)) != std::string::npos; at += 2)
                meaning.insert(at, 1, '\\');
            notes += fmt::format("    {}{}: {}\n", attribute(key),
                                 note.unit.empty() ? "" : " [" + std::string(note.unit) + "]", meaning);
        }
        template <Described T>
        void of() {
            const T example{};
            describe(*this, example);
        }
    };

private:
    std::string text_;
    std::vector<std::pair<std::string, std::string>> used_;  ///< class, full name of its type

    static std::string or_none(const std::string& type) {
        return type == "Any" || type.ends_with("None") ? type : type + " | None";
    }

    static std::string shaped(std::string_view shape) {
        if (shape == "text") return "str";
        if (shape == "state") return "int | None";
        if (shape == "list of states") return "tuple[int, ...]";
        return shape == "list" ? "tuple[Any, ...]" : "Any";
    }

    template <class T>
    std::string contained() {
        using Held = typename Inner<T>::type;
        const std::string inner = name<Held>();
        if (Inner<T>::mark == ".*") return "Mapping[str, " + inner + "]";
        if (Inner<T>::mark == "[]") return "tuple[" + inner + ", ...]";
        return or_none(inner);
    }

    template <class T>
    std::string declare() {
        const std::string full = full_name<T>();
        for (const auto& [known, of] : used_) {
            if (of == full) return known;
        }
        std::string own = class_name(full, false);
        for (const auto& [known, of] : used_) {
            if (known == own) own = class_name(full, true);
        }
        used_.emplace_back(own, full);
        Fields fields{*this};
        const T example{};
        describe(fields, example);
        write(own, own == "Frontier" ? "FrontierFrame" : "Record", {}, fields);
        return own;
    }

    void write(const std::string& name, std::string_view base, const std::string& about,
               const Fields& fields) {
        text_ += fmt::format("\n\nclass {}({}):\n    \"\"\"{}\n\n{}    \"\"\"\n\n{}", name, base,
                             about.empty() ? "Part of a result." : about, fields.notes, fields.lines);
    }
};

}  // namespace

std::string python_classes() {
    Classes classes;
    using Fields = Classes::Fields;
    classes.result("Check", "What was read, and with which defaults?",
                   [](Fields& all) { all.of<CheckOut>(); });
    classes.result("War", "What does fighting on bring each side, and what does each believe it brings?",
                   [](Fields& all) {
                       all.of<war::WarResult>();
                       all("diagnostics", std::vector<DiagnosticShown>{},
                           {"", "warnings of the war's numbers"});
                   });
    classes.result(
        "Settlement", "Which deals beat no deal for everybody, and which of them is fair?",
        [](Fields& all) {
            all.of<assess::Settlement>();
            all("coalitions", std::optional<levers::CoalitionsResult>{},
                {"", "what groups can do by themselves; None: the case gives no values of groups"});
            all.present("stable", std::optional<assess::StableDeals>{},
                        {"", "which deals hold once agreed; None where it was not asked"});
        });
    classes.result("Stability", "Would a deal hold, or does somebody gain by moving away from it?",
                   [](Fields& all) { all.of<StabilityShown>(); });
    classes.result("Stakeholders", "Who pulls the parties, where would it settle, could they ratify?",
                   [](Fields& all) { all.of<stakeholders::StakeholderResult>(); });
    classes.result("Robust", "How sure are we, and which number matters most?",
                   [](Fields& all) { all.of<robust::RobustResult>(); });
    classes.result("Levers", "What is the least that must change for a deal?",
                   [](Fields& all) { all.of<levers::LeversResult>(); });
    classes.result("Talks", "How would talks get there, by these tactics and rules?", [](Fields& all) {
        all.of<negotiate::Talk>();
        all("repeated", std::optional<negotiate::Repeated>{},
            {"", "how many such talks end; None: not asked"});
        all("balance", std::optional<negotiate::Balance>{}, {"", "who could give how much"});
        all("concessions", std::optional<negotiate::ConcessionPath>{},
            {"", "single steps to the deal; None: there is none"});
    });
    classes.result("Tournament", "Which tactics do well against which?", [](Fields& all) {
        all("cases", std::vector<std::string>{}, {"", "titles of the cases played"});
        all.of<negotiate::TournamentResult>();
    });
    classes.result("Report", "Everything that the file supports, on one page.",
                   [](Fields& all) { all("document", Document{}, {"", "what the page shows, as data"}); });
    classes.result("FrontFit", "How does a front drift, and what would it have forecast?",
                   [](Fields& all) { all("fit", war::SeriesFit{}, {"", "fitted models and forecasts"}); });
    classes.result("DecisionScore", "How far were models of stakeholders off decisions that were taken?",
                   [](Fields& all) { all.of<stakeholders::ScoreResult>(); });
    return std::string(kOpening) + classes.text();
}

}  // namespace entente::report
