// Pages that are made from the descriptions of results.
#include "entente/report/reference.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "report/results/reference.hpp"

namespace entente::report {
namespace {

std::string file(const std::string& name) {
    std::ifstream in(ENTENTE_SOURCE_DIR "/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Reference, ThePageInDocsIsMadeFromTheDescriptions) {
    EXPECT_EQ(file("docs/json.md"), json_page()) << "run scripts/make_docs";
}

TEST(Reference, TheTypesOfThePageAreMadeFromTheDescriptions) {
    EXPECT_EQ(file("web/src/types.ts"), typescript_types()) << "run scripts/make_docs";
}

TEST(Reference, TheClassesOfPythonAreMadeFromTheDescriptions) {
    EXPECT_EQ(file("python/entente/results.py"), python_classes()) << "run scripts/make_docs";
}

struct Leaf {
    double x = 0;
};
template <class Visitor>
void describe(Visitor& visit, const Leaf& leaf) {
    visit("x", leaf.x, {"points", "where it is"});
}
struct Tree {
    std::vector<Leaf> leaves;
    std::vector<std::pair<std::string, std::optional<Leaf>>> by_name;
    std::optional<std::array<double, 2>> range;
    std::optional<std::string> word;
};
template <class Visitor>
void describe(Visitor& visit, const Tree& tree) {
    visit("leaves", tree.leaves, {"", "all"});
    visit("by_name", tree.by_name, {"", "some"});
    visit("range", tree.range, {"points", "low and high"});
    visit_present(visit, "word", tree.word, {"", "one"});
}

TEST(Reference, ListsWhatIsInsideListsAndOptions) {
    std::vector<std::string> rows;
    for (const ReferenceRow& row : reference_of<Tree>()) rows.push_back(row.path + ": " + row.shape);
    EXPECT_EQ(rows, (std::vector<std::string>{"leaves: list of object", "leaves[].x: number",
                                              "by_name: by key: object or null", "by_name.*.x: number",
                                              "range: list of number or null",
                                              "word: text (only where there is one)"}));
}

}  // namespace
}  // namespace entente::report
