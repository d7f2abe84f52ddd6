// What the studio's page sends, read and checked; and what it gets where that makes no sense.
#pragma once

#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "entente/core/diagnostic.hpp"
#include "entente/model/case.hpp"
#include "studio/wish.hpp"

namespace entente::studio {

using Json = nlohmann::ordered_json;

struct Reply {
    int status = 200;
    std::string json;
};

inline constexpr const char* kStopped = R"({"stopped":true})";

[[nodiscard]] std::string dump(const Json& json);

/// E0703 with this reason.
[[nodiscard]] InputError bad_request(const std::string& why);

/// The errors of a refused request, as the page shows them.
[[nodiscard]] Reply refused(const std::vector<Diagnostic>& diagnostics);

/// An object with "set". \throws InputError E0703
[[nodiscard]] Json parsed(std::string_view body);

/// What is changed in the case: "set", "ruled", "order", "judged". \throws InputError E0703
[[nodiscard]] Wish wish_of(const Json& json, const Case& conflict);

/// A part of a request: words, a whole number, an object. \throws InputError E0703
[[nodiscard]] std::string words_of(const Json& json, const char* name);
[[nodiscard]] std::size_t whole_of(const Json& json, const char* name, std::size_t least, std::size_t most);
[[nodiscard]] const Json& object_of(const Json& json, const char* name);
/// A package as one option a issue, from 0.
[[nodiscard]] Outcome package_of(const Json& list);

}  // namespace entente::studio
