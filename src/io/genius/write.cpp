// A case as GENIUS files.
#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <numeric>
#include <set>

#include "entente/core/text.hpp"
#include "entente/io/load.hpp"
#include "entente/model/exact.hpp"
#include "io/decimal.hpp"
#include "io/genius/boxes.hpp"
#include "io/genius/document.hpp"
#include "io/genius/variants.hpp"

namespace entente::io {
namespace {

using boost::multiprecision::cpp_int;
using genius::Kind;

// Significant digits of a number that has no short decimal: as many as the reader keeps.
constexpr int kDigits = 18;

cpp_int power_of_ten(int exponent) {
    return boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent));
}

enum class Rounding { nearest, down, up };  // down: towards minus infinity

/// numerator / denominator as a decimal: exact where kDigits significant digits hold it, else rounded.
std::string decimal(cpp_int numerator, cpp_int denominator, Rounding rounding = Rounding::nearest) {
    if (numerator == 0) return "0";
    const std::string sign = (numerator < 0) != (denominator < 0) ? "-" : "";
    if (!sign.empty() && rounding != Rounding::nearest)
        rounding = rounding == Rounding::down ? Rounding::up : Rounding::down;
    numerator = abs(numerator);
    denominator = abs(denominator);
    // `decimals` puts kDigits significant digits before the point of the scaled quotient.
    int decimals = kDigits - static_cast<int>(cpp_int(numerator / denominator).str().size());
    if (numerator < denominator) {
        decimals = kDigits;
        while (numerator * power_of_ten(decimals) < denominator * power_of_ten(kDigits - 1)) ++decimals;
    }
    const cpp_int above = decimals >= 0 ? cpp_int(numerator * power_of_ten(decimals)) : numerator;
    const cpp_int below = decimals >= 0 ? denominator : cpp_int(denominator * power_of_ten(-decimals));
    cpp_int scaled = rounding == Rounding::nearest ? cpp_int((2 * above + below) / (2 * below))
                     : rounding == Rounding::down  ? cpp_int(above / below)
                                                   : cpp_int((above + below - 1) / below);
    for (; decimals > 0 && scaled % 10 == 0; --decimals) scaled /= 10;
    if (decimals < 0) scaled *= power_of_ten(-decimals);
    std::string digits = scaled.str();
    if (decimals > 0) {
        const auto places = static_cast<std::size_t>(decimals);
        if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
        digits.insert(digits.size() - places, ".");
    }
    return sign + digits;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\n':
                out += "&#10;";
                break;
            case '\r':
                out += "&#13;";
                break;
            case '\t':
                out += "&#9;";
                break;
            default:
                out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    }
    return out;
}

std::string attribute(std::string_view name, std::string_view value) {
    return " " + std::string(name) + "=\"" + escaped(value) + "\"";
}

/// A fraction as a decimal; where no decimal holds it the fraction stands beside it. This reader takes
/// that, others have so many digits.
std::string number(std::string_view name, cpp_int numerator, cpp_int denominator, Cut cut = Cut::nearest,
                   int digits = kDigits) {
    if (numerator == 0 || denominator == 0) return attribute(name, "0");
    const std::string shown = attribute(name, as_decimal(numerator, denominator, digits, cut));
    if (is_decimal(numerator, denominator, digits)) return shown;
    const cpp_int common = gcd(numerator, denominator);
    if (denominator < 0) numerator = -numerator;
    numerator /= common;
    denominator = abs(denominator) / common;
    if (abs(numerator) > INT64_MAX || denominator > INT64_MAX) return shown;
    return shown + attribute("exact", numerator.str() + "/" + denominator.str());
}

/// Are the options whole numbers without a gap, written as such?
bool consecutive(const Issue& issue) {
    for (std::size_t k = 0; k < issue.options.size(); ++k) {
        const Option& option = issue.options[k];
        if (!option.value || option.value->denominator != 1) return false;
        if (option.label != std::to_string(option.value->numerator)) return false;
        if (k > 0 && option.value->numerator != issue.options[k - 1].value->numerator + 1) return false;
    }
    return !issue.options.empty();
}

class Writer {
public:
    explicit Writer(const Case& conflict) : case_(conflict) {}
    std::vector<NamedText> run();

private:
    void problem(const std::string& what, const std::string& hint, std::string address = {}) {
        problems_.push_back(
            {Severity::error, "E0320", "GENIUS cannot express " + what, {}, hint, std::move(address)});
    }
    void check_tables();
    void check_values();
    void choose_kinds();
    [[nodiscard]] bool straight(std::size_t party, std::size_t issue) const;
    [[nodiscard]] std::string file_stem(const std::string& id);
    [[nodiscard]] std::string open_issue(std::size_t issue, bool closed) const;
    [[nodiscard]] std::string domain() const;
    [[nodiscard]] std::string profile(std::size_t party);
    void additive_issue(std::size_t party, std::size_t issue, std::string& out, std::string& weights) const;
    void rectangles(std::size_t party, std::string& out);
    void tail(std::size_t party, std::string& out) const;
    [[nodiscard]] cpp_int unit(std::size_t party) const;  ///< units of utility 1
    [[nodiscard]] bool decimal_weights(std::size_t party) const;

    const Case& case_;
    std::vector<ExactUtility> exact_;
    std::vector<Kind> kinds_;
    bool nonlinear_ = false;
    std::set<std::string> stems_;
    std::vector<Diagnostic> problems_;
};

void Writer::check_tables() {
    if (!case_.space.rules.empty())
        problem("[[rule]]: combinations that cannot be", "leave the rules out, or keep the case as TOML");
    if (case_.war) problem("[war]", "give reservation values instead: `entente war` derives them", "war");
    if (!case_.beliefs.empty()) problem("[belief]", "keep the case as TOML");
    if (!case_.aids.empty()) problem("[aid]", "keep the case as TOML");
    if (!case_.control.empty()) problem("[control]", "keep the case as TOML");
    if (!case_.priorities.empty()) problem("[priorities]", "keep the case as TOML");
}

cpp_int Writer::unit(std::size_t party) const {
    // points may be a fraction: units of utility 1 = scale * points, made whole by the caller's ratio.
    return cpp_int(exact_[party].scale) * case_.points.numerator;
}

/// Do decimals hold every weight and every share? Else the value of no deal is cut a hair lower, so that
/// readers who add rounded numbers do not find an outcome worth exactly that below it.
bool Writer::decimal_weights(std::size_t party) const {
    if (nonlinear_) return true;
    return std::all_of(
        exact_[party].contribution.begin(), exact_[party].contribution.end(), [&](const auto& row) {
            const auto [low, high] = std::minmax_element(row.begin(), row.end());
            const cpp_int whole = *high > 0 ? *high : *low;
            if (whole == 0) return true;
            return is_decimal(whole * case_.points.denominator, unit(party), kDigits) &&
                   std::all_of(row.begin(), row.end(),
                               [&](int128 units) { return is_decimal(cpp_int(units), whole, kDigits); });
        });
}

void Writer::choose_kinds() {
    nonlinear_ =
        case_.nonlinear || std::any_of(case_.parties.begin(), case_.parties.end(),
                                       [](const Party& party) { return !party.preference.additive(); });
    for (std::size_t i = 0; i < case_.space.issues.size(); ++i) {
        const Issue& issue = case_.space.issues[i];
        bool integer = consecutive(issue);
        if (!integer && nonlinear_) {
            problem("a bonus where issue '" + issue.id + "' is not a range of whole numbers",
                    "number its options, such as options = [0, 1, 2], or leave the bonuses out",
                    "issue." + issue.id);
        }
        // A line on whole numbers counts from the lower bound in GENIUS and from 0 in other readers.
        if (!nonlinear_) integer = integer && issue.options.front().value == Rational(0);
        for (std::size_t p = 0; integer && !nonlinear_ && p < exact_.size(); ++p) integer = straight(p, i);
        kinds_.push_back(integer ? Kind::integer : Kind::discrete);
    }
}

/// Do the party's contributions rise or fall by equal steps, so that a line says them all exactly?
bool Writer::straight(std::size_t party, std::size_t issue) const {
    const std::vector<int128>& row = exact_[party].contribution[issue];
    for (std::size_t k = 2; k < row.size(); ++k) {
        if (row[k] - row[k - 1] != row[1] - row[0]) return false;
    }
    const auto [low, high] = std::minmax_element(row.begin(), row.end());
    if (*low < 0) return false;
    if (*high == 0) return true;
    // Slope and offset are shares of the largest contribution: only short decimals are exact.
    const auto short_decimal = [&](int128 share) {
        cpp_int rest = cpp_int(*high) / gcd(cpp_int(share), cpp_int(*high));
        int digits = 0;
        for (; rest % 10 == 0; rest /= 10) ++digits;
        for (; rest % 2 == 0; rest /= 2) ++digits;
        for (; rest % 5 == 0; rest /= 5) ++digits;
        return rest == 1 && digits < kDigits;
    };
    return short_decimal(row[0]) && (row.size() < 2 || short_decimal(row[1] - row[0]));
}

void Writer::check_values() {
    for (std::size_t p = 0; p < exact_.size(); ++p) {
        const ExactUtility& utility = exact_[p];
        const cpp_int one = unit(p);
        const bool above =
            cpp_int(utility.highest) * case_.points.denominator > one + one / 1'000'000'000'000;
        const bool capped_at_one = case_.cap && *case_.cap == case_.points;
        const std::string& id = case_.parties[p].id;
        if (case_.cap && !capped_at_one && cpp_int(utility.highest) > utility.cap)
            problem("a cap other than the points of the best package", "", "party " + id);
        if (nonlinear_ && capped_at_one && above)
            problem("a cap on hyper-rectangles that this reader would keep", "leave out the cap",
                    "party " + id);
        if (!nonlinear_ && above && !case_.cap) {
            problem("utilities of '" + id + "' above the points of the best package: it cuts them off",
                    "let the weights be normalised", "party " + id);
        }
    }
}

std::string Writer::file_stem(const std::string& id) {
    std::string stem = id;
    for (char& c : stem) {
        if (c == '/' || c == '\\' || c == ':' || static_cast<unsigned char>(c) < 0x20) c = '_';
    }
    if (stem.empty() || stem.front() == '.') stem = "_" + stem;
    std::string candidate = stem;
    for (int k = 2; !stems_.insert(genius::lower_case(candidate)).second; ++k)
        candidate = stem + "-" + std::to_string(k);
    return candidate;
}

std::string Writer::open_issue(std::size_t issue, bool closed) const {
    const Issue& source = case_.space.issues[issue];
    const bool integer = kinds_[issue] == Kind::integer;
    const std::string kind = integer ? "integer" : "discrete";
    std::string out =
        "  <issue" + attribute("index", std::to_string(issue + 1)) + attribute("name", source.id);
    if (!source.ask.empty() && source.ask != source.id) out += attribute("description", source.ask);
    out += attribute("type", kind) + attribute("vtype", kind) + attribute("etype", kind);
    if (integer) {
        out += attribute("lowerbound", source.options.front().label) +
               attribute("upperbound", source.options.back().label);
    }
    return out + (closed ? "/>\n" : ">\n");
}

std::string Writer::domain() const {
    std::string out = "<negotiation_template>\n" + std::string(genius::kOneProfileEach) + "\n";
    const bool ranged = [&] {
        bool any = false;
        for_each_quantity(case_, [&](const QuantityRef& ref) { any = any || ref.quantity->ranged(); });
        return any;
    }();
    if (ranged)
        out += "<!-- Ranges and sources of the numbers are left out: GENIUS has no place for them. -->\n";
    out += "<utility_space" + attribute("number_of_issues", std::to_string(kinds_.size())) +
           ">\n<objective" + attribute("index", "0") + attribute("name", case_.title) +
           attribute("type", "objective") + attribute("etype", "objective") + ">\n";
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
        const bool integer = kinds_[i] == Kind::integer;
        out += open_issue(i, integer);
        if (integer) continue;
        const std::vector<Option>& options = case_.space.issues[i].options;
        for (std::size_t k = 0; k < options.size(); ++k) {
            out += "    <item" + attribute("index", std::to_string(k + 1)) +
                   attribute("value", options[k].label) + "/>\n";
        }
        out += "  </issue>\n";
    }
    return out + "</objective>\n</utility_space>\n</negotiation_template>\n";
}

void Writer::additive_issue(std::size_t party, std::size_t issue, std::string& out,
                            std::string& weights) const {
    const std::vector<int128>& row = exact_[party].contribution[issue];
    const auto [low, high] = std::minmax_element(row.begin(), row.end());
    // An evaluation is a share of the largest; where none is above zero the weight carries the sign.
    const int128 whole = *high > 0 ? *high : *low;
    weights += "  <weight" + attribute("index", std::to_string(issue + 1)) +
               number("value", cpp_int(whole) * case_.points.denominator, unit(party)) + "/>\n";
    out += open_issue(issue, false);
    if (kinds_[issue] == Kind::integer) {
        const int128 step = row.size() > 1 ? row[1] - row[0] : int128{0};
        const int128 base = whole == 0 ? int128{1} : whole;
        out += "    <evaluator" + attribute("ftype", "linear") +
               attribute("slope", decimal(cpp_int(step), cpp_int(base))) +
               attribute("offset", decimal(cpp_int(row[0]), cpp_int(base))) + "/>\n  </issue>\n";
        return;
    }
    const std::vector<Option>& options = case_.space.issues[issue].options;
    for (std::size_t k = 0; k < options.size(); ++k) {
        out += "    <item" + attribute("index", std::to_string(k + 1)) +
               attribute("value", options[k].label) +
               number("evaluation", cpp_int(row[k]), cpp_int(whole)) + "/>\n";
    }
    out += "  </issue>\n";
}

void Writer::rectangles(std::size_t party, std::string& out) {
    const ExactUtility& utility = exact_[party];
    std::vector<genius::Box> boxes;
    if (!genius::boxes_of(utility, boxes)) {
        problem("a bonus of '" + case_.parties[party].id + "' on many separate ranges of options",
                "say it in fewer, larger ranges", "party " + case_.parties[party].id);
        return;
    }
    cpp_int divisor = unit(party);
    for (const genius::Box& box : boxes)
        divisor = gcd(divisor, cpp_int(box.units) * case_.points.denominator);
    if (divisor == 0) divisor = 1;
    for (std::size_t i = 0; i < kinds_.size(); ++i) out += open_issue(i, true);
    out += "  <utility" + attribute("maxutility", cpp_int(unit(party) / divisor).str()) + ">\n    <ufun" +
           attribute("type", "PlainUfun") + attribute("weight", "1") + attribute("aggregation", "sum") +
           ">\n";
    for (const genius::Box& box : boxes) {
        const cpp_int units = cpp_int(box.units) * case_.points.denominator / divisor;
        out += "      <hyperRectangle" + attribute("utility", units.str()) + ">\n";
        for (const auto& [issue, range] : box.ranges) {
            const std::vector<Option>& options = case_.space.issues[issue].options;
            out += "        <INCLUDES" + attribute("index", std::to_string(issue + 1)) +
                   attribute("min", options[range.first.index()].label) +
                   attribute("max", options[range.last.index()].label) + "/>\n";
        }
        out += "      </hyperRectangle>\n";
    }
    out += "    </ufun>\n  </utility>\n";
}

void Writer::tail(std::size_t party, std::string& out) const {
    const Party& source = case_.parties[party];
    if (source.discount) {
        const Rational& d = source.discount->best;
        out += "<discount_factor" + attribute("value", decimal(d.numerator, d.denominator)) + "/>\n";
    }
    // Without a reservation value any deal will do, and gains count from the worst one.
    cpp_int worth = cpp_int(exact_[party].lowest) * case_.points.denominator;
    cpp_int one = unit(party);
    if (source.reserve) {
        worth = cpp_int(source.reserve->best.numerator) * case_.points.denominator;
        one = cpp_int(source.reserve->best.denominator) * case_.points.numerator;
    }
    out +=
        "<reservation" + number("value", worth, one, Cut::down, decimal_weights(party) ? 18 : 15) + "/>\n";
}

std::string Writer::profile(std::size_t party) {
    std::string out = nonlinear_ ? "<utility_space type=\"nonlinear\">\n" : "<utility_space>\n";
    out += "<objective" + attribute("index", "0") + attribute("name", case_.title) +
           attribute("type", "objective") + attribute("etype", "objective") + ">\n";
    std::string weights;
    if (nonlinear_) {
        rectangles(party, out);
    } else {
        for (std::size_t i = 0; i < kinds_.size(); ++i) additive_issue(party, i, out, weights);
    }
    out += weights + "</objective>\n";
    tail(party, out);
    return out + "</utility_space>\n";
}

std::vector<NamedText> Writer::run() {
    check_tables();
    exact_ = exact_utilities(case_);
    choose_kinds();
    check_values();
    std::vector<NamedText> files;
    if (problems_.empty()) {
        std::vector<NamedText> profiles;
        for (std::size_t p = 0; p < case_.parties.size(); ++p)
            profiles.push_back({file_stem(case_.parties[p].id) + ".xml", profile(p)});
        files.push_back({file_stem("domain") + ".xml", domain()});
        files.insert(files.end(), profiles.begin(), profiles.end());
    }
    if (!problems_.empty()) throw InputError(std::move(problems_));
    return files;
}

}  // namespace

std::vector<NamedText> to_genius(const Case& conflict) { return Writer(conflict).run(); }

}  // namespace entente::io
