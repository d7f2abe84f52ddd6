#include "io/negmas/functions.hpp"

#include <cmath>
#include <numbers>
#include <stdexcept>

namespace entente::io::negmas {
namespace {

using data::Kind;
using data::Value;
using scenario::Notes;
using scenario::over;
using scenario::plus;
using scenario::times;

/// A function of a number with named parameters. Adding one: its record in the table below.
struct Function {
    std::string_view type;
    Rational (*at)(const Rational& x, const class Parameters& given);
};

class Parameters {
public:
    Parameters(const Value& function, const Notes& notes) : function_(function), notes_(notes) {}

    [[nodiscard]] Rational get(const char* name, std::optional<Rational> otherwise = {}) const {
        const Value* const found = function_.find(name);
        if (found == nullptr || found->is(Kind::null)) {
            if (otherwise) return *otherwise;
            notes_.refuse("E0335", function_.line,
                          "a value function of the type " + type_of(function_) + " has no " + name);
        }
        return scenario::number_of(*found, name, notes_);
    }
    [[nodiscard]] std::vector<Rational> list(const char* name) const {
        std::vector<Rational> all;
        if (const Value* const found = function_.find(name, Kind::list)) {
            for (const Value& item : found->items) all.push_back(scenario::number_of(item, name, notes_));
        }
        return all;
    }
    [[nodiscard]] Rational rounded(double value) const {
        if (!std::isfinite(value)) {
            notes_.refuse(
                "E0335", function_.line,
                "a value function of the type " + type_of(function_) + " is not finite everywhere");
        }
        return std::abs(value) < 1e-17 ? Rational(0) : Rational::nearest(value);
    }

private:
    const Value& function_;
    const Notes& notes_;
};

Rational triangle(const Rational& x, const Parameters& given) {
    const Rational start = given.get("start");
    const Rational middle = given.get("middle");
    const Rational end = given.get("end");
    const Rational bias = given.get("bias", Rational(0));
    const Rational scale = given.get("scale", Rational(1));
    if (x <= start || x >= end) return bias;
    if (x <= middle) return plus(bias, times(scale, over(plus(x, -start), plus(middle, -start))));
    return plus(bias, times(scale, over(plus(end, -x), plus(end, -middle))));
}

Rational polynomial(const Rational& x, const Parameters& given) {
    Rational sum = given.get("bias", Rational(0));
    Rational power = x;
    for (const Rational& coefficient : given.list("coefficients")) {
        sum = plus(sum, times(coefficient, power));
        power = times(power, x);
    }
    return sum;
}

Rational wave(double (*shape)(double), const Rational& x, const Parameters& given) {
    const double angle =
        given.get("multiplier", Rational(1)).value() * x.value() + given.get("phase", Rational(0)).value();
    return given.rounded(given.get("amplitude", Rational(1)).value() * shape(angle) +
                         given.get("bias", Rational(0)).value());
}

double base_of(const Parameters& given) {
    return given.get("base", Rational::nearest(std::numbers::e)).value();
}

const Function kFunctions[] = {
    {"IdentityFun", [](const Rational& x, const Parameters&) { return x; }},
    {"LinearFun",
     [](const Rational& x, const Parameters& given) {
         return plus(times(given.get("slope"), x), given.get("bias", Rational(0)));
     }},
    {"AffineFun",
     [](const Rational& x, const Parameters& given) {
         return plus(times(given.get("slope"), x), given.get("bias", Rational(0)));
     }},
    {"QuadraticFun",
     [](const Rational& x, const Parameters& given) {
         return plus(plus(times(given.get("a2"), times(x, x)), times(given.get("a1"), x)),
                     given.get("bias", Rational(0)));
     }},
    {"PolynomialFun", polynomial},
    {"TriangularFun", triangle},
    {"ExponentialFun",
     [](const Rational& x, const Parameters& given) {
         return given.rounded(std::pow(base_of(given), given.get("tau").value() * x.value()) +
                              given.get("bias", Rational(0)).value());
     }},
    {"LogFun",
     [](const Rational& x, const Parameters& given) {
         return given.rounded(given.get("scale", Rational(1)).value() *
                                  std::log(given.get("tau").value() * x.value()) /
                                  std::log(base_of(given)) +
                              given.get("bias", Rational(0)).value());
     }},
    {"SinFun",
     [](const Rational& x, const Parameters& given) {
         return wave([](double a) { return std::sin(a); }, x, given);
     }},
    {"CosFun",
     [](const Rational& x, const Parameters& given) {
         return wave([](double a) { return std::cos(a); }, x, given);
     }},
};

std::vector<Rational> of_numbers(const Function& function, const Value& given, const Issue& issue,
                                 const Notes& notes) {
    const Parameters parameters(given, notes);
    std::vector<Rational> values;
    values.reserve(issue.options.size());
    for (const Option& option : issue.options) {
        const std::optional<Rational> x = option.value ? option.value : data::number_of(option.label);
        if (!x) {
            notes.refuse("E0335", given.line,
                         "issue '" + issue.id + "' is valued by a " + std::string(function.type) +
                             ", but its option '" + option.label + "' is no number",
                         "a TableFun gives values to words");
        }
        values.push_back(function.at(*x, parameters));
    }
    return values;
}

}  // namespace

std::string type_of(const Value& tree) {
    for (const char* const key : {"type", "__python_class__", "__PYTHON_CLASS__", "python_class"}) {
        std::string type = tree.word(key);
        if (type.empty()) continue;
        const std::size_t dot = type.rfind('.');
        return dot == std::string::npos ? type : type.substr(dot + 1);
    }
    return {};
}

std::vector<Rational> values_of(const Value& given, const scenario::Domain& domain, std::size_t issue,
                                scenario::Notes& notes) {
    const Issue& target = domain.space.issues[issue];
    const std::string type = type_of(given);
    if (given.is(Kind::table) && (type == "TableFun" || (type.empty() && !given.keys.empty()))) {
        const Value* const mapping = given.find("mapping", Kind::table);
        return scenario::table_values(domain, issue, mapping == nullptr ? given : *mapping, notes);
    }
    if (type == "ConstFun") {
        const Rational bias = Parameters(given, notes).get("bias");
        return std::vector<Rational>(target.options.size(), bias);
    }
    const Value* const inner = given.find("fun", Kind::table);
    const Value* const normalize = given.find("normalize");
    if (type == "BiasedFun" && inner != nullptr && (normalize == nullptr || normalize->text != "true")) {
        std::vector<Rational> values = values_of(*inner, domain, issue, notes);
        const Rational bias = Parameters(given, notes).get("bias", Rational(0));
        for (Rational& value : values) value = plus(value, bias);
        return values;
    }
    for (const Function& function : kFunctions) {
        if (function.type == type) return of_numbers(function, given, target, notes);
    }
    std::string known = "TableFun, ConstFun, BiasedFun";
    for (const Function& function : kFunctions) known += ", " + std::string(function.type);
    notes.refuse(
        "E0334", given.line,
        "issue '" + target.id + "' has a value function of the type '" + type + "', which is not read",
        "these are: " + known);
}

}  // namespace entente::io::negmas
