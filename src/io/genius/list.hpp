// GENIUS's domainrepository.xml: which profiles belong to which domain.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente::io::genius {

/// The domain and the profiles that the list names, where it names one domain whose files are there.
/// \throws InputError E0312 that names what there is to choose from
[[nodiscard]] std::vector<std::string> only_scenario(std::string_view text, const std::string& file);

}  // namespace entente::io::genius
