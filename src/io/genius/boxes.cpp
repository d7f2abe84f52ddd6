#include "io/genius/boxes.hpp"

namespace entente::io::genius {
namespace {

constexpr std::size_t kMaxBoxesPerTerm = 10'000;

}  // namespace

bool boxes_of(const ExactUtility& utility, std::vector<Box>& boxes) {
    for (std::size_t issue = 0; issue < utility.contribution.size(); ++issue) {
        const std::vector<int128>& row = utility.contribution[issue];
        for (std::size_t first = 0; first < row.size();) {
            std::size_t past = first + 1;
            while (past < row.size() && row[past] == row[first]) ++past;
            const bool all = past - first == row.size();
            Box box;
            box.units = row[first];
            if (!all) box.ranges.push_back({issue, {OptionId(first), OptionId(past - 1)}});
            if (box.units != 0) boxes.push_back(std::move(box));
            first = past;
        }
    }
    for (const ExactTerm& term : utility.terms) {
        if (term.units == 0) continue;
        std::vector<Box> parts = {Box{{}, term.units}};
        for (const Condition& condition : term.when) {
            std::vector<Box> next;
            for (const Box& part : parts) {
                for (const OptionRange& range : condition.any_of) {
                    next.push_back(part);
                    next.back().ranges.push_back({condition.issue.index(), range});
                    if (next.size() > kMaxBoxesPerTerm) return false;
                }
            }
            parts = std::move(next);
        }
        boxes.insert(boxes.end(), parts.begin(), parts.end());
    }
    return true;
}

}  // namespace entente::io::genius
