#include "io/genius/profile.hpp"

#include <algorithm>
#include <stdexcept>
#include <unordered_set>

#include "entente/core/text.hpp"
#include "io/genius/items.hpp"
#include "io/scenario/scenario.hpp"

namespace entente::io::genius {
namespace {

const Rational kZero(0);
const Rational kOne(1);

Rational clamped(const Rational& x) { return std::clamp(x, kZero, kOne); }

/// a / b, to the nearest fraction that 64 bits hold.
Rational quotient(const Rational& a, const Rational& b) {
    try {
        return a / b;
    } catch (const std::overflow_error&) {
        return Rational::nearest(a.value() / b.value());
    }
}

/// 100 x, to the nearest fraction that 64 bits hold.
Rational percent(const Rational& x) {
    try {
        return x * Rational(100);
    } catch (const std::overflow_error&) {
        return Rational::nearest(x.value() * 100);
    }
}

/// slope * x + offset, likewise.
Rational line(const Rational& slope, const Rational& x, const Rational& offset) {
    try {
        return slope * x + offset;
    } catch (const std::overflow_error&) {
        const double value = slope.value() * x.value() + offset.value();
        if (value >= 1) return kOne;  // the caller clamps
        return value <= 0 ? kZero : Rational::nearest(value);
    }
}

class ProfileReader {
public:
    ProfileReader(Document& profile, const Domain& domain) : profile_(profile), domain_(domain) {
        for (const IssueXml& issue : profile.issues) by_key_.emplace(issue.key, &issue);
    }

    std::optional<Party> read();

private:
    bool read_weights();
    void check_sum(const Preference& preference);
    bool additive(Preference& preference);
    bool issue_scores(std::size_t issue, IssueScore& score);
    void discrete_scores(std::size_t issue, const IssueXml& source, IssueScore& score);
    bool function_scores(std::size_t issue, const IssueXml& source, IssueScore& score);
    void scalars(Party& party);
    [[nodiscard]] std::optional<Rational> evaluation(const Item& item);

    Document& profile_;
    const Domain& domain_;
    std::map<IssueKey, const IssueXml*> by_key_;
    std::map<std::int64_t, Rational> weights_;
    bool as_written_ = false;     ///< values as NegMAS means them: not divided, not cut
    scenario::Profile unscaled_;  ///< then the issues' values, and the constant
};

bool ProfileReader::read_weights() {
    std::map<std::int64_t, bool> known;
    for (const IssueKey& key : domain_.keys) known[key.first] = true;
    for (const std::int64_t index : profile_.objectives) known.emplace(index, false);
    for (const WeightXml& weight : profile_.weights) {
        const std::optional<Rational> value = read_number(weight.value);
        if (as_written_ && value && !known.contains(weight.index)) {
            unscaled_.constant = scenario::plus(unscaled_.constant, *value);
            continue;
        }
        if (!known.contains(weight.index)) {
            profile_.warn(
                "W0305",
                "a weight for issue " + std::to_string(weight.index) + ", which does not exist, is ignored",
                weight.offset);
            continue;
        }
        if (!value) {
            return refuse(profile_, "E0306",
                          "the weight of issue " + std::to_string(weight.index) + " is '" + weight.value +
                              "', which is not a number",
                          weight.offset);
        }
        if (!weights_.insert_or_assign(weight.index, exact_or(*value, weight.exact)).second) {
            profile_.warn(
                "W0305",
                "issue " + std::to_string(weight.index) + " has several weights: the last one counts",
                weight.offset);
        }
    }
    if (weights_.empty()) {
        profile_.warn("W0305", "no issue has a weight: every outcome is worth 0 to this party", 0);
    }
    return true;
}

std::optional<Rational> ProfileReader::evaluation(const Item& item) {
    if (!item.evaluation) return std::nullopt;
    const std::string_view text = trimmed(*item.evaluation);
    if (text.empty() || lower_case(text) == "null") return std::nullopt;
    const std::optional<Rational> value = read_number(text);
    if (!value) {
        profile_.warn("W0306", "the evaluation '" + std::string(text) + "' is not a number: counted as 0",
                      item.offset);
    }
    return value ? std::optional(exact_or(*value, item.exact)) : value;
}

void ProfileReader::discrete_scores(std::size_t issue, const IssueXml& source, IssueScore& score) {
    const Issue& target = domain_.space.issues[issue];
    const bool numbers = domain_.kinds[issue] != Kind::discrete;
    ItemTable table;
    for (const Item& item : source.items) table.add({item.value, item.index, evaluation(item)});
    std::unordered_set<std::string> in_domain;
    const auto value_of = [&](std::size_t k) -> const std::string& {
        return numbers ? target.options[k].label : domain_.values[issue][k];
    };
    for (std::size_t k = 0; k < target.options.size(); ++k) in_domain.insert(value_of(k));
    std::vector<Rational> evaluations(target.options.size());
    for (std::size_t k = 0; k < target.options.size(); ++k) {
        const ItemTable::Entry* entry =
            numbers ? table.named(value_of(k)) : table.named(value_of(k), domain_.indices[issue][k]);
        if (entry == nullptr && !numbers) {
            // A value that is spelt otherwise here: the item of the same index, unless its value is
            // another option's.
            const ItemTable::Entry* const other = table.at(domain_.indices[issue][k]);
            if (other != nullptr && !in_domain.contains(other->value)) {
                entry = other;
                profile_.warn("W0307",
                              "issue '" + target.id + "': '" + entry->value +
                                  "' is taken for the domain's '" + value_of(k) + "' (same index)",
                              source.offset);
            }
        }
        if (entry != nullptr && entry->evaluation) {
            evaluations[k] = *entry->evaluation;
        } else {
            profile_.warn(
                "W0306",
                "issue '" + target.id + "' has no evaluation of '" + value_of(k) + "': counted as 0",
                source.offset);
        }
    }
    if (as_written_) {
        unscaled_.issues[issue].values = std::move(evaluations);
        return;
    }
    const Rational largest = table.largest();
    if (largest < Rational(1, 100'000)) return;  // no scores: the party does not care
    for (const Rational& e : evaluations) score.scores.emplace_back(percent(quotient(e, largest)));
}

/// The functions of GENIUS on a number: what each parameter means differs by function.
struct Function {
    enum class Shape { linear, constant, triangular } shape = Shape::linear;
    Rational a;  ///< linear: slope; constant: the value; triangular: low
    Rational b;  ///< linear: offset; triangular: high
    Rational c;  ///< linear: where x counts from; triangular: top

    [[nodiscard]] Rational operator()(const Rational& x) const {
        switch (shape) {
            case Shape::constant:
                return a;
            case Shape::linear:
                return clamped(line(a, x - c, b));
            case Shape::triangular:
                break;
        }
        // Word for word as GENIUS 10.4: the upper end is worth 0 even where the top lies there.
        if (x < a) return kZero;
        if (x < c) return quotient(x - a, c - a);
        return x < b ? kOne - quotient(x - c, b - c) : kZero;
    }
};

/// Reads the function of an issue. \return an empty text, or what is wrong with it
std::string read_function(const IssueXml& source, Kind kind, const Rational& first_option,
                          Function& function) {
    const Evaluator& evaluator = *source.evaluator;
    std::string wrong;
    const auto number = [&](std::initializer_list<const char*> names) {
        for (const char* const name : names) {
            const auto found = evaluator.parameters.find(name);
            if (found == evaluator.parameters.end()) continue;
            const std::optional<Rational> value = read_number(found->second);
            if (!value) wrong = "'" + found->second + "' is not a number";
            return value.value_or(kZero);
        }
        if (wrong.empty()) wrong = std::string("its evaluator has no ") + *names.begin();
        return kZero;
    };
    const std::string& name = evaluator.function;
    if (name == "constant") {
        function.shape = Function::Shape::constant;
        function.a = number({"parameter0", "offset"});
    } else if (name == "triangular") {
        function.shape = Function::Shape::triangular;
        function.a = number({"parameter0"});
        function.b = number({"parameter1"});
        function.c = number({"parameter2"});
    } else if (name == "linear" || name.empty() || (kind == Kind::integer && name == "integer")) {
        function.a =
            kind == Kind::integer ? number({"slope", "parameter1"}) : number({"parameter1", "slope"});
        function.b =
            kind == Kind::integer ? number({"offset", "parameter0"}) : number({"parameter0", "offset"});
        if (kind == Kind::integer) {
            const std::optional<Rational> own = source.lower ? read_number(*source.lower) : std::nullopt;
            if (source.lower && !own) wrong = "its lower bound '" + *source.lower + "' is not a number";
            function.c = own.value_or(first_option);
        }
    } else {
        wrong = "the function '" + name + "' is not read";
    }
    return wrong;
}

bool ProfileReader::function_scores(std::size_t issue, const IssueXml& source, IssueScore& score) {
    const Issue& target = domain_.space.issues[issue];
    std::vector<Rational> values;
    for (const Option& option : target.options) {
        const std::optional<Rational> value = option.value ? option.value : read_number(option.label);
        if (!value) {
            return refuse(profile_, "E0306",
                          "issue '" + target.id + "' is evaluated by a function, but its option '" +
                              option.label + "' is not a number",
                          source.offset);
        }
        values.push_back(*value);
    }
    // A real function counts from 0; an integer one from the issue's lower bound, also where the
    // profile calls the issue real by mistake.
    const Kind kind = domain_.kinds[issue] == Kind::real ? Kind::real : Kind::integer;
    Function function;
    const std::string wrong = read_function(source, kind, values.front(), function);
    if (!wrong.empty()) {
        return refuse(profile_, "E0306", "issue '" + target.id + "': " + wrong, source.evaluator->offset,
                      "linear, constant and triangular functions are read");
    }
    if (as_written_) {
        for (const Rational& x : values) {
            const bool straight = function.shape == Function::Shape::linear;
            unscaled_.issues[issue].values.push_back(
                straight ? scenario::plus(scenario::times(function.a, scenario::plus(x, -function.c)),
                                          function.b)
                         : function(x));
        }
        return true;
    }
    for (const Rational& value : values) score.scores.emplace_back(percent(function(value)));
    return true;
}

bool ProfileReader::issue_scores(std::size_t issue, IssueScore& score) {
    const Issue& target = domain_.space.issues[issue];
    const IssueKey key = domain_.keys[issue];
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) {
        profile_.warn("W0306",
                      "issue '" + target.id + "' is missing from this profile: worth 0 to this party", 0);
        return true;
    }
    const IssueXml& source = *found->second;
    if (lower_case(trimmed(source.name)) != lower_case(trimmed(target.id)) && !source.name.empty()) {
        profile_.warn("W0307",
                      "issue " + std::to_string(key.first) + " is '" + source.name + "' here and '" +
                          target.id + "' in the domain: taken for the same",
                      source.offset);
    }
    const auto weight = weights_.find(key.first);
    if (weight == weights_.end() && !weights_.empty()) {
        profile_.warn("W0305", "issue '" + target.id + "' has no weight: worth 0 to this party",
                      source.offset);
    }
    const Rational w = weight == weights_.end() ? kZero : weight->second;
    score.weight = Quantity(w < kZero ? -w : w);
    if (as_written_) unscaled_.issues[issue].weight = w;
    if (!source.items.empty()) {
        discrete_scores(issue, source, score);
    } else if (source.evaluator) {
        if (!function_scores(issue, source, score)) return false;
    } else {
        profile_.warn("W0306", "issue '" + target.id + "' has no evaluator: worth 0 to this party",
                      source.offset);
    }
    // A case knows no negative weights: the scores carry the sign.
    if (w < kZero && !as_written_) {
        profile_.warn("W0305",
                      "issue '" + target.id + "' has the negative weight " + w.to_string() +
                          ": what is evaluated highest is worst for this party",
                      source.offset);
        for (Quantity& s : score.scores) s.best = -s.best;
    }
    return true;
}

void ProfileReader::check_sum(const Preference& preference) {
    double sum = 0;
    for (const IssueScore& score : preference.issues)
        sum += score.scores.empty() ? 0.0 : score.weight.value();
    constexpr double kRounded = 1.02;
    if (sum <= kRounded) return;
    constexpr std::size_t kShown = 3;
    std::string scaled;
    for (std::size_t i = 0; i < preference.issues.size() && i < kShown; ++i) {
        scaled += (i > 0 ? ", " : "") + format_number(preference.issues[i].weight.value() / sum, 4);
    }
    if (preference.issues.size() > kShown) scaled += ", ...";
    profile_.warn("W0312",
                  "the weights add up to " + format_number(sum, 4) +
                      ": GENIUS cuts utilities at 1, so that different outcomes look alike",
                  0, "in the right scale they add up to 1: " + scaled);
}

bool ProfileReader::additive(Preference& preference) {
    as_written_ = profile_.as_written;
    unscaled_.issues.resize(domain_.space.issues.size());
    if (!read_weights()) return false;
    for (std::size_t i = 0; i < domain_.space.issues.size(); ++i) {
        IssueScore score;
        if (!issue_scores(i, score)) return false;
        preference.issues.push_back(std::move(score));
    }
    if (as_written_) {
        preference.issues = scenario::scores_of(unscaled_, domain_.space);
        profile_.warn(
            "W0314",
            "this profile is read as NegMAS wrote it: utilities are not scaled to 1, and not cut there", 0,
            "GENIUS itself would divide each issue by its largest evaluation and cut the sum at 1");
    } else {
        check_sum(preference);
    }
    std::map<IssueKey, bool> known;
    for (const IssueKey& key : domain_.keys) known[key] = true;
    for (const IssueXml& issue : profile_.issues) {
        if (!known.contains(issue.key))
            profile_.warn("W0307", "issue '" + issue.name + "' is not in the domain: ignored",
                          issue.offset);
    }
    return true;
}

void ProfileReader::scalars(Party& party) {
    party.reserve = Quantity(kZero);
    if (profile_.reservation) {
        const std::optional<Rational> value = read_number(profile_.reservation->text);
        if (value) {
            party.reserve = Quantity(exact_or(*value, profile_.reservation->exact));
        } else {
            profile_.warn(
                "W0306",
                "the reservation value '" + profile_.reservation->text + "' is not a number: counted as 0",
                profile_.reservation->offset);
        }
    }
    if (!profile_.discount) return;
    const std::optional<Rational> value = read_number(profile_.discount->text);
    if (!value) {
        profile_.warn("W0306",
                      "the discount factor '" + profile_.discount->text + "' is not a number: counted as 1",
                      profile_.discount->offset);
    } else if (*value > kZero && *value < kOne) {
        party.discount = Quantity(*value);
    }
}

std::optional<Party> ProfileReader::read() {
    Party party;
    const bool nonlinear = profile_.type == "nonlinear" || profile_.nonlinear.has_value();
    const bool read =
        nonlinear ? read_rectangles(profile_, domain_, party.preference) : additive(party.preference);
    if (!read) return std::nullopt;
    scalars(party);
    if (party.discount) {
        profile_.warn("W0313",
                      "the discount factor " + party.discount->best.to_string() +
                          " is kept, but not used: settlement is judged at time 0",
                      profile_.discount->offset,
                      "an agreement reached later is worth less than is said here");
    }
    return party;
}

}  // namespace

bool marked_by_negmas(const Document& profile) {
    return profile.objective == "any" && profile.type.empty() &&
           std::find(profile.objectives.begin(), profile.objectives.end(), 1) != profile.objectives.end();
}

bool unscaled(const Document& profile) {
    // Whole numbers written as items: no other program does so, and none of GENIUS's rules is meant.
    if (profile.source->text.find(R"(type="discrete" vtype="integer")") != std::string::npos) return true;
    Rational sum;
    for (const WeightXml& weight : profile.weights) {
        const std::optional<Rational> value = read_number(weight.value);
        if (value) sum = scenario::plus(sum, *value);
    }
    const std::optional<Rational> reserve =
        profile.reservation ? read_number(profile.reservation->text) : std::nullopt;
    return sum > Rational(102, 100) || (reserve && *reserve > kOne);
}

bool refuse(Document& profile, std::string code, std::string message, std::size_t offset,
            std::string hint) {
    profile.problem = Diagnostic{Severity::error,    std::move(code),
                                 std::move(message), profile.source->at_clean(offset),
                                 std::move(hint),    ""};
    return false;
}

std::optional<Party> read_party(Document& profile, const Domain& domain) {
    try {
        return ProfileReader(profile, domain).read();
    } catch (const std::overflow_error&) {
        (void)refuse(profile, "E0306", "its numbers are too large or too fine to be held exactly", 0);
        return std::nullopt;
    }
}

}  // namespace entente::io::genius
