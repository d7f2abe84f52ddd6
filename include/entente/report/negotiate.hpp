// Talks and tournaments as text and JSON.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/negotiate/balance.hpp"
#include "entente/negotiate/path.hpp"
#include "entente/negotiate/repeat.hpp"
#include "entente/negotiate/tournament.hpp"
#include "entente/report/json.hpp"
#include "entente/report/text.hpp"

namespace entente::report {

/// The answer of `negotiate` in one sentence, with a full stop.
[[nodiscard]] std::string talk_answer(const Case& conflict, const negotiate::Talk& talk);

/// The talk told offer by offer, and a way from today's positions to a deal where there is one.
[[nodiscard]] std::string text_talk(const Case& conflict, const negotiate::Talk& talk,
                                    const std::optional<negotiate::Repeated>& repeated,
                                    const std::optional<negotiate::ConcessionPath>& path,
                                    const std::vector<std::string>& notes, const TextOptions& options = {});
/// The last offers alone, for the one screen.
[[nodiscard]] std::string text_talk_short(const Case& conflict, const negotiate::Talk& talk,
                                          const TextOptions& options = {});
[[nodiscard]] std::string json_talk(const Case& conflict, const Envelope& envelope,
                                    const negotiate::Talk& talk,
                                    const std::optional<negotiate::Repeated>& repeated,
                                    const std::optional<negotiate::Balance>& balance,
                                    const std::optional<negotiate::ConcessionPath>& path);

[[nodiscard]] std::string text_tournament(const Case& conflict, std::size_t cases,
                                          const negotiate::TournamentResult& result,
                                          const std::vector<std::string>& notes,
                                          const TextOptions& options = {});
[[nodiscard]] std::string json_tournament(const Case& conflict, const Envelope& envelope,
                                          const std::vector<std::string>& cases,
                                          const negotiate::TournamentResult& result);

}  // namespace entente::report
