#include "app/negotiate/parts.hpp"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "entente/core/diagnostic.hpp"

namespace entente::app {
namespace {

using Json = nlohmann::json;
using negotiate::Cell;
using negotiate::Record;

constexpr const char* kSchema = "entente-tournament/1";

[[noreturn]] void refuse(const std::string& code, const std::string& file, std::string message,
                         std::string hint) {
    throw InputError(Diagnostic{.severity = Severity::error,
                                .code = code,
                                .message = std::move(message),
                                .where = {.file = file},
                                .hint = std::move(hint),
                                .address = {}});
}

Json written(const Cell& cell) {
    Json records = Json::array();
    for (const Record& each : cell.records) {
        records.push_back({each.agreed, each.time, each.from_frontier, each.from_nash, each.utility,
                           each.advantage, each.deception});
    }
    return {{"cell", cell.number}, {"records", std::move(records)}};
}

/// \return false where the line was cut off or is none of ours
bool read(const std::string& line, Cell& cell) {
    const Json json = Json::parse(line, nullptr, false);
    if (!json.is_object() || !json.contains("cell") || !json.contains("records")) return false;
    try {
        cell.number = json.at("cell").get<std::uint64_t>();
        for (const Json& each : json.at("records")) {
            Record record;
            record.agreed = each.at(0).get<bool>();
            record.time = each.at(1).get<double>();
            record.from_frontier = each.at(2).get<double>();
            record.from_nash = each.at(3).get<double>();
            record.utility = each.at(4).get<std::vector<double>>();
            record.advantage = each.at(5).get<std::vector<double>>();
            record.deception = each.at(6).get<std::vector<double>>();
            cell.records.push_back(std::move(record));
        }
    } catch (const Json::exception&) {
        return false;
    }
    return true;
}

}  // namespace

std::vector<Cell> read_part(const std::string& file, const std::string& key, bool must_exist) {
    std::ifstream in(file);
    if (!in) {
        if (must_exist) refuse("E1708", file, "the part cannot be read", "name a file that --part wrote");
        return {};
    }
    std::string line;
    if (!std::getline(in, line)) return {};
    const Json head = Json::parse(line, nullptr, false);
    if (!head.is_object() || head.value("schema", Json()) != kSchema)
        refuse("E1708", file, "this is no part of a tournament", "name a file that --part wrote");
    if (head.value("key", Json()) != key)
        refuse("E1708", file, "this part belongs to another tournament",
               "case, settings, tactics, protocol, deadline, repetitions and seed must be the same");
    std::vector<Cell> cells;
    while (std::getline(in, line)) {
        Cell cell;
        if (line.empty()) continue;
        if (read(line, cell)) {
            cells.push_back(std::move(cell));
        } else if (!in.eof()) {
            refuse("E1708", file, "this part is damaged", "delete it and play it again");
        }
    }
    return cells;
}

void append_part(const std::string& file, const std::string& key, const std::vector<Cell>& cells) {
    const bool fresh = !std::filesystem::exists(file) || std::filesystem::file_size(file) == 0;
    std::string text;
    if (fresh) {
        text = Json{{"schema", kSchema}, {"key", key}}.dump() + "\n";
    } else {
        // A run that was cut off in the middle of a line: what it began is no cell.
        std::ifstream in(file, std::ios::binary | std::ios::ate);
        in.seekg(-1, std::ios::end);
        if (in.get() != '\n') text = "\n";
    }
    for (const Cell& each : cells) text += written(each).dump() + "\n";
    std::ofstream out(file, std::ios::binary | std::ios::app);
    out << text << std::flush;
    if (!out) refuse("E0911", file, "the part cannot be written", "check the folder and the space left");
}

}  // namespace entente::app
