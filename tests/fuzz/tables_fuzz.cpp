// Any bytes as a table: every cell comes from the text, rows keep their order, and what is written with
// quotes is read back as it was.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "entente/io/table.hpp"

namespace {

std::string quoted(const std::string& cell) {
    std::string out = "\"";
    for (const char c : cell) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

std::string line_of(const std::vector<std::string>& cells) {
    std::string line;
    for (const std::string& cell : cells) line += (line.empty() ? "" : ",") + quoted(cell);
    return line + "\n";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace entente;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const io::Table table = io::parse_table(text);
    if (table.rows.size() != table.lines.size()) std::abort();
    std::size_t cells = table.header.size();
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        if (table.rows[r].empty() || (r > 0 && table.lines[r] <= table.lines[r - 1])) std::abort();
        cells += table.rows[r].size();
        for (int column = -1; column < 3; ++column) (void)table.at(r, column);
    }
    if (cells > size + 1) std::abort();
    if (!table.header.empty() && table.column(table.header.back()) < 0) std::abort();
    // Written with quotes and read again.
    if (table.header.empty() || table.header.size() == 1) return 0;
    std::string written = line_of(table.header);
    for (const auto& row : table.rows) written += line_of(row);
    const io::Table again = io::parse_table(written);
    if (again.header != table.header) std::abort();
    return 0;
}
