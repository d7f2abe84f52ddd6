// [[link]]: ranges that move together.
#include "io/case/reading.hpp"

namespace entente::io {
namespace {

void load_link(Reading& reading, const Node& node) {
    Link link;
    link.where = node.span();
    const Node between = node.find("between");
    const Node rank = node.find("rank");
    if (!between || !rank) {
        reading.error("E0163", node.span(),
                      between ? "this link does not say how closely the numbers move together"
                              : "this link does not say which numbers move together",
                      between ? "add rank = 0.5" : "add between = [\"ADDRESS\", \"ADDRESS\"]");
        return;
    }
    if (between.bad() || !between.is(Kind::list)) return;
    link.where = between.span();
    for (const Node each : between) {
        if (each.is(Kind::text)) link.between.emplace_back(each.text());
    }
    const auto value = reading.exact(rank, "link.rank");
    if (!value) return;
    link.rank = *value;
    reading.conflict().links.push_back(std::move(link));
}

}  // namespace

void load_links(Reading& reading, const Node& root) {
    const Node list = root.find("link");
    if (!list.is(Kind::list)) return;
    for (const Node node : list) {
        if (node.is(Kind::table)) load_link(reading, node);
    }
}

}  // namespace entente::io
