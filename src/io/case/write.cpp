// A case as a TOML text that means exactly the same: its head, parties, issues, sheets and rules.
#include "io/case/write.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "entente/core/text.hpp"
#include "entente/io/load.hpp"
#include "entente/model/red_lines.hpp"
#include "io/case/grid.hpp"
#include "io/case/write_actors.hpp"
#include "io/toml/text.hpp"

namespace entente::io {

using namespace toml_text;

namespace {

bool is_numeric(const Issue& issue) {
    return std::all_of(issue.options.begin(), issue.options.end(),
                       [](const Option& option) { return option.value.has_value(); });
}

/// Would the reader make these very options of the anchors and a count?
bool regular_grid(const Issue& issue) {
    const auto numeric = [](const Option& option) { return option.value.has_value(); };
    if (!issue.grid || issue.anchors.size() < 2 || issue.options.size() < 2) return false;
    if (!std::all_of(issue.anchors.begin(), issue.anchors.end(), numeric)) return false;
    const auto made =
        grid_options(*issue.anchors.front().value, *issue.anchors.back().value, issue.options.size());
    return made && *made == issue.options;
}

}  // namespace

std::string safe_id(const std::string& id) {
    if (id.starts_with("x-")) return "x_" + id.substr(2);
    if (id == "source" || id.empty()) return id + "_";
    return id;
}

bool never_holds(const Conjunction& all) {
    return std::any_of(all.begin(), all.end(), [](const Condition& each) { return each.any_of.empty(); });
}

std::string CaseWriter::text() {
    head();
    sources();
    parties();
    outside();
    for (std::size_t i = 0; i < case_.space.issues.size(); ++i) issue(i);
    bonuses();
    rules();
    per_party("reserve", &Party::reserve);
    per_party("discount", &Party::discount);
    war();
    beliefs();
    aids();
    levers();
    control();
    priorities();
    rankings();
    same();
    links();
    status_quo();
    graph();
    out_ += actors_toml(case_);
    talks();
    return out_;
}

void CaseWriter::line(const std::string& name, const std::string& value, std::size_t width) {
    out_ += padded(name, width) + " = " + value + "\n";
}

void CaseWriter::header(const std::string& name) { out_ += "\n[" + name + "]\n"; }

std::string CaseWriter::party_key(PartyId party) const {
    return key(safe_id(case_.parties[party.index()].id));
}

std::string CaseWriter::issue_key(IssueId issue) const {
    return key(safe_id(case_.space.issues[issue.index()].id));
}

void CaseWriter::head() {
    constexpr std::size_t kWidth = 6;
    line("entente", "1", kWidth);
    line("title", quoted(case_.title), kWidth);
    if (!case_.summary.empty()) line("summary", quoted(case_.summary), kWidth);
    if (!case_.noun.empty()) line("noun", quoted(case_.noun), kWidth);
    if (!case_.notes.empty()) line("notes", quoted(case_.notes), kWidth);
    std::vector<std::string> names;
    for (const std::string& name : case_.state_names) names.push_back(quoted(name));
    if (!names.empty()) line("names", list(names), kWidth);
    if (case_.as_of.size() == 10 && case_.as_of.find_first_not_of("0123456789-") == std::string::npos) {
        line("as_of", case_.as_of, kWidth);
    }
    const Rational level = Rational::nearest(case_.range_level);
    const Rational percent = level * Rational(100);
    const bool whole = percent.denominator == 1 && percent.value() / 100 == case_.range_level;
    line("ranges", whole ? "\"" + percent.to_string() + "%\"" : level.to_string(), kWidth);
    if (case_.points != Rational(100)) line("points", exact(case_.points), kWidth);
    if (!case_.normalise) line("normalise_weights", "false");
    if (case_.cap) line("cap", exact(*case_.cap), kWidth);
    if (case_.nonlinear) line("nonlinear", "true");
    out_ += agreement_toml(case_);
}

void CaseWriter::sources() {
    if (case_.sources.empty()) return;
    header("sources");
    std::size_t width = 0;
    for (const Source& source : case_.sources) width = std::max(width, display_width(key(source.id)));
    for (const Source& source : case_.sources) {
        std::string value = "{ what = " + quoted(source.what) + ", grade = \"" +
                            std::string(to_string(source.grade)) + "\"";
        if (!source.date.empty()) value += ", date = " + quoted(source.date);
        if (!source.url.empty()) value += ", url = " + quoted(source.url);
        line(key(source.id), value + " }", width);
    }
}

void CaseWriter::parties() {
    if (case_.parties.empty()) return;  // a table of actors alone
    header("parties");
    std::size_t width = 0;
    for (const Party& party : case_.parties) width = std::max(width, display_width(key(safe_id(party.id))));
    for (const Party& party : case_.parties) {
        std::string value = quoted(party.name);
        if (!party.notes.empty()) value = "{ name = " + value + ", notes = " + quoted(party.notes) + " }";
        line(key(safe_id(party.id)), value, width);
    }
}

std::string CaseWriter::options(const Issue& issue) const {
    std::vector<std::string> labels;
    if (regular_grid(issue)) {
        // Anchors are their values; a label that rounds would move them.
        for (const Option& anchor : issue.anchors) {
            const bool bare = bare_number(anchor.label, *anchor.value);
            labels.push_back(bare ? anchor.label : exact(*anchor.value));
        }
        return list(labels);
    }
    const bool numbers = std::all_of(issue.options.begin(), issue.options.end(), [](const Option& option) {
        return option.value && bare_number(option.label, *option.value);
    });
    for (const Option& option : issue.options)
        labels.push_back(numbers ? option.label : quoted(option.label));
    return list(labels);
}

void CaseWriter::issue(std::size_t index) {
    const Issue& issue = case_.space.issues[index];
    header("issue." + key(safe_id(issue.id)));
    if (!issue.ask.empty() && issue.ask != issue.id) line("ask", quoted(issue.ask), 7);
    if (!issue.unit.empty()) line("unit", quoted(issue.unit), 7);
    if (!issue.notes.empty()) line("notes", quoted(issue.notes), 7);
    line("options", options(issue), 7);
    const bool grid = regular_grid(issue);
    if (grid) line("grid", std::to_string(issue.options.size()), 7);
    if (!issue.front.empty()) {
        std::vector<std::string> labels;
        for (const OptionId option : issue.front) labels.push_back(label(issue, option));
        line("front", list(labels), 7);
    }
    for (const RedLine& red : case_.red_lines) {
        if (red.issue.index() == index)
            line("require." + party_key(red.party) + ".least",
                 toml_text::quantity(red.least, case_.sources, -1));
    }
    sheets(issue, index, issue.grid && !grid);
}

void CaseWriter::sheets(const Issue& issue, std::size_t index, bool expand) {
    struct Row {
        std::string name, weight, source;
        std::vector<std::string> scores;
    };
    std::vector<Row> rows;
    std::size_t name_width = 0;
    std::size_t weight_width = 0;
    std::size_t total = 0;
    std::vector<std::size_t> widths;
    std::vector<std::pair<std::string, const IssueScore*>> all;  // of the parties, then of outside actors
    for (const Party& party : case_.parties)
        all.emplace_back(safe_id(party.id), &party.preference.issues[index]);
    for (const OutsideActor& actor : case_.outside) {
        if (index < actor.preference.issues.size() && !actor.preference.issues[index].scores.empty())
            all.emplace_back(actor.id, &actor.preference.issues[index]);
    }
    for (const auto& [whose, written] : all) {
        const IssueScore& sheet = *written;
        if (sheet.scores.empty() && sheet.weight.best == Rational(0) && !sheet.weight.ranged()) continue;
        std::vector<Quantity> scores = sheet.scores;
        if (expand && !scores.empty()) {
            scores.clear();
            for (const Rational& score : option_scores(issue, sheet)) scores.emplace_back(score);
            for (Quantity& score : scores) score.source = sheet.scores.front().source;
        }
        if (scores.empty())
            scores.assign(expand ? issue.options.size() : issue.scored().size(), Quantity(0));
        if (sheet.scores.empty()) {
            for (Quantity& score : scores) score.source = sheet.weight.source;
        }
        std::vector<const Quantity*> numbers = {&sheet.weight};
        for (const Quantity& score : scores) numbers.push_back(&score);
        const std::int32_t source = common_source(numbers);
        Row row{"for." + key(whose),
                toml_text::quantity(sheet.weight, case_.sources, source),
                source_suffix(case_.sources, source),
                {}};
        widths.resize(scores.size());
        for (std::size_t k = 0; k < scores.size(); ++k) {
            row.scores.push_back(toml_text::quantity(scores[k], case_.sources, source));
            widths[k] = std::max(widths[k], row.scores[k].size());
        }
        name_width = std::max(name_width, display_width(row.name));
        weight_width = std::max(weight_width, row.weight.size());
        rows.push_back(std::move(row));
    }
    for (const std::size_t width : widths) total += width + 2;
    for (const Row& row : rows) {
        std::string cells;
        if (total > 80) {
            cells = list(row.scores);
        } else {
            for (std::size_t k = 0; k < row.scores.size(); ++k) {
                cells += (k > 0 ? ", " : "") + std::string(widths[k] - row.scores[k].size(), ' ') +
                         row.scores[k];
            }
            cells = "[" + cells + "]";
        }
        line(row.name,
             "{ weight = " + row.weight + "," + std::string(weight_width - row.weight.size() + 1, ' ') +
                 "score = " + cells + row.source + " }",
             name_width);
    }
}

std::string CaseWriter::label(const Issue& issue, OptionId option) const {
    const Option& chosen = issue.options[option.index()];
    return chosen.value && bare_number(chosen.label, *chosen.value) ? chosen.label : quoted(chosen.label);
}

std::string CaseWriter::condition(const Condition& condition) const {
    const Issue& issue = case_.space.issues[condition.issue.index()];
    const bool numeric = is_numeric(issue);
    const auto taken = [&](const std::string& text) {
        return std::any_of(issue.options.begin(), issue.options.end(),
                           [&](const Option& option) { return option.label == text; });
    };
    std::vector<std::string> items;
    for (const OptionRange& range : condition.any_of) {
        const std::string first = issue.options[range.first.index()].label;
        const std::string last = issue.options[range.last.index()].label;
        const std::size_t count = range.last.index() - range.first.index() + 1;
        const bool plain = first.find("..") == std::string::npos && last.find("..") == std::string::npos &&
                           first.find_first_of(" \t") == std::string::npos &&
                           last.find_first_of(" \t") == std::string::npos;
        const bool rising = !numeric || *issue.options[range.first.index()].value <=
                                            *issue.options[range.last.index()].value;
        const std::string span = rising ? first + ".." + last : last + ".." + first;
        if (count >= (numeric ? 2u : 4u) && plain && !taken(span)) {
            items.push_back(quoted(span));
            continue;
        }
        for (std::size_t k = range.first.index(); k <= range.last.index(); ++k)
            items.push_back(label(issue, OptionId(k)));
    }
    if (items.size() == 1) return items.front();
    std::string all;
    for (const std::string& item : items) all += (all.empty() ? "" : ", ") + item;
    return "[" + all + "]";
}

std::string CaseWriter::conjunction(const Conjunction& all) const {
    std::string text;
    for (const Condition& each : all) {
        text += (text.empty() ? " " : ", ") + issue_key(each.issue) + " = " + condition(each);
    }
    return text.empty() ? "{}" : "{" + text + " }";
}

void CaseWriter::bonuses() {
    struct Item {
        const Party* party;
        const Term* term;
    };
    std::vector<Item> items;
    std::map<std::string, std::size_t> place;  // of ids that are their own number
    std::set<std::string> ids;
    bool distinct = true;
    for (const Party& party : case_.parties) {
        for (const Term& term : party.preference.terms) {
            items.push_back({&party, &term});
            distinct = ids.insert(term.id).second && distinct;
        }
    }
    for (std::size_t i = 0; i < items.size(); ++i) place.emplace(std::to_string(i + 1), i);
    const bool numbered = distinct && std::all_of(ids.begin(), ids.end(), [&](const std::string& id) {
                              return place.contains(id);
                          });
    if (numbered) {
        std::sort(items.begin(), items.end(),
                  [&](const Item& a, const Item& b) { return place[a.term->id] < place[b.term->id]; });
    }
    for (const auto& [party, term] : items) {
        out_ += "\n[[bonus]]\n";
        if (distinct && !numbered) line("id", quoted(term->id), 4);
        line("for", quoted(safe_id(party->id)), 4);
        if (never_holds(term->when)) {
            // No list of options says "never"; what never holds adds nothing.
            line("add", "0", 4);
            continue;
        }
        if (!term->when.empty()) line("when", conjunction(term->when), 4);
        line("add", toml_text::quantity(term->add, case_.sources, -1), 4);
    }
}

void CaseWriter::rules() {
    for (const Rule& rule : case_.space.rules) {
        if (from_red_line(case_, rule) || never_holds(rule.never)) continue;
        out_ += "\n[[rule]]\n";
        line("never", conjunction(rule.never), 5);
        if (!rule.why.empty()) line("why", quoted(rule.why), 5);
    }
}

void CaseWriter::per_party(const std::string& name, std::optional<Quantity> Party::* member) {
    std::vector<const Quantity*> numbers;
    std::size_t width = 0;
    for (const Party& party : case_.parties) {
        if (!(party.*member)) continue;
        numbers.push_back(&*(party.*member));
        width = std::max(width, display_width(key(safe_id(party.id))));
    }
    if (numbers.empty()) return;
    header(name);
    const std::int32_t source = common_source(numbers);
    for (const Party& party : case_.parties) {
        if (!(party.*member)) continue;
        line(key(safe_id(party.id)), toml_text::quantity(*(party.*member), case_.sources, source), width);
    }
    if (source >= 0) line("source", quoted(case_.sources[static_cast<std::size_t>(source)].id), width);
}

void CaseWriter::outside() {
    if (case_.outside.empty()) return;
    header("outside");
    for (const OutsideActor& actor : case_.outside) line(key(actor.id), quoted(actor.name));
}

void CaseWriter::links() {
    for (const Link& link : case_.links) {
        out_ += "\n[[link]]\n";
        std::string between;
        for (const std::string& address : link.between)
            between += (between.empty() ? "" : ", ") + quoted(address);
        line("between", "[" + between + "]");
        line("rank", exact(link.rank));
    }
}

std::string to_toml(const Case& conflict) { return CaseWriter(conflict).text(); }

}  // namespace entente::io
