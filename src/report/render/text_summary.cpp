#include "entente/assess/evidence.hpp"
#include "entente/core/text.hpp"
#include "report/render/layout.hpp"

namespace entente::report {

std::string text_summary(const Case& conflict, const std::vector<SummarySection>& sections,
                         const std::vector<std::string>& next, const TextOptions& options) {
    std::string out;
    for (const SummarySection& section : sections) out += wrap(section.answer, options.width);
    if (sections.empty()) out += wrap("The file is sound, but it supports no analysis yet.", options.width);

    out += "\n" + title_lines(conflict, options);
    for (const SummarySection& section : sections) out += section.text;

    const assess::Shares importance = assess::evidence(conflict).importance;
    if (importance[0] + importance[1] + importance[2] > 0) {
        out += "\n" + wrap(format_number(importance[2] * 100, 0) +
                               "% of what decides this case rests on assumptions, " +
                               format_number(importance[1] * 100, 0) + "% on judgement, " +
                               format_number(importance[0] * 100, 0) + "% on data.",
                           options.width);
    }
    for (std::size_t k = 0; k < next.size(); ++k) {
        out += dim((k == 0 ? "More: " : "      ") + next[k], options) + "\n";
    }
    return out + model_not_advice(options);
}

}  // namespace entente::report
