#include "io/genius/list.hpp"

#include <filesystem>
#include <pugixml.hpp>

#include "entente/core/diagnostic.hpp"

namespace entente::io::genius {
namespace {

constexpr std::size_t kShownProfiles = 4;

struct Entry {
    std::string domain;
    std::vector<std::string> profiles;
};

/// "file:trip/dom.xml" as a path beside the list.
std::string path_of(std::string_view url, const std::string& list) {
    if (url.starts_with("file:")) url.remove_prefix(5);
    while (url.starts_with("//")) url.remove_prefix(1);
    const std::filesystem::path named(url);
    if (named.is_absolute()) return named.string();
    const std::filesystem::path folder = std::filesystem::path(list).parent_path();
    return (folder / named).lexically_normal().string();
}

std::vector<Entry> entries_of(std::string_view text, const std::string& file) {
    pugi::xml_document document;
    std::vector<Entry> entries;
    (void)document.load_buffer(text.data(), text.size());
    for (const pugi::xml_node item :
         document.child("repository").child("items").children("domainRepItem")) {
        Entry entry{path_of(item.attribute("url").value(), file), {}};
        for (const pugi::xml_node profile : item.children("profile"))
            entry.profiles.push_back(path_of(profile.attribute("url").value(), file));
        entries.push_back(std::move(entry));
    }
    return entries;
}

bool there(const Entry& entry) {
    std::error_code ignored;
    bool all = std::filesystem::is_regular_file(entry.domain, ignored);
    for (const std::string& profile : entry.profiles)
        all = all && std::filesystem::is_regular_file(profile, ignored);
    return all && entry.profiles.size() >= 2;
}

}  // namespace

std::vector<std::string> only_scenario(std::string_view text, const std::string& file) {
    const std::vector<Entry> entries = entries_of(text, file);
    if (entries.size() == 1 && there(entries.front())) {
        std::vector<std::string> files = {entries.front().domain};
        files.insert(files.end(), entries.front().profiles.begin(), entries.front().profiles.end());
        return files;
    }
    Diagnostic made;
    made.code = "E0312";
    made.where.file = file;
    made.message = "this is GENIUS's list of domains, not a scenario: it names " +
                   std::to_string(entries.size()) + (entries.size() == 1 ? " domain" : " domains");
    made.hint = "name one of its domains with a profile for each party";
    if (!entries.empty()) {
        made.hint += ": " + entries.front().domain;
        for (std::size_t k = 0; k < entries.front().profiles.size() && k < kShownProfiles; ++k)
            made.hint += " " + entries.front().profiles[k];
        if (entries.front().profiles.size() > kShownProfiles) made.hint += " ...";
    }
    throw InputError(std::move(made));
}

}  // namespace entente::io::genius
