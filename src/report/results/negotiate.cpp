#include "entente/report/negotiate.hpp"
#include "report/results/writer.hpp"

namespace entente::report {

std::string json_talk(const Case& conflict, const Envelope& envelope, const negotiate::Talk& talk,
                      const std::optional<negotiate::Repeated>& repeated,
                      const std::optional<negotiate::Balance>& balance,
                      const std::optional<negotiate::ConcessionPath>& path) {
    JsonWriter json(conflict);
    write_envelope(json, conflict, envelope);
    json.fields(talk);
    json("repeated", repeated);
    json("balance", balance);
    json("concessions", path);
    return json.finish();
}

std::string json_tournament(const Case& conflict, const Envelope& envelope,
                            const std::vector<std::string>& cases,
                            const negotiate::TournamentResult& result) {
    JsonWriter json(conflict);
    write_envelope(json, conflict, envelope);
    json("cases", cases);
    json.fields(result);
    return json.finish();
}

}  // namespace entente::report
