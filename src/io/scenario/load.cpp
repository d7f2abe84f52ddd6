// The files of one scenario become a case: which is the domain, which are the profiles, and what is left.
#include <algorithm>
#include <filesystem>

#include "entente/core/text.hpp"
#include "io/scenario/scenario.hpp"

namespace entente::io::scenario {

Format geniusweb_format();
Format negolog_format();
Format negmas_format();

namespace {

std::string base_name(const std::string& file) { return std::filesystem::path(file).filename().string(); }

Diagnostic about(Severity severity, std::string_view code, const std::string& file, std::string message,
                 std::string hint = {}) {
    Diagnostic made{severity, std::string(code), std::move(message), {}, std::move(hint), {}};
    made.where.file = file;
    return made;
}

bool same_space(const Space& a, const Space& b) { return a.issues == b.issues; }

class Loader {
public:
    Loader(std::string name, std::vector<Document> documents)
        : name_(std::move(name)), documents_(std::move(documents)) {}

    LoadedCase load() {
        choose_format();
        const Domain domain = choose_domain();
        Case& conflict = loaded_.conflict;
        conflict.title = domain.title.empty() ? "Scenario" : domain.title;
        conflict.space = domain.space;
        conflict.origin.file = name_;
        conflict.origin.format = format_->id;
        add_parties(domain);
        settle_points(conflict);
        std::vector<Diagnostic> meaning = validate(conflict);
        if (has_errors(meaning)) throw InputError(std::move(meaning));
        warnings_.insert(warnings_.end(), meaning.begin(), meaning.end());
        loaded_.warnings = std::move(warnings_);
        return std::move(loaded_);
    }

private:
    /// The format with the most profiles; files of others are left out.
    void choose_format() {
        std::size_t most = 0;
        for (const Format& format : formats()) {
            const auto profiles = static_cast<std::size_t>(std::count_if(
                documents_.begin(), documents_.end(),
                [&](const Document& document) { return format.role(document.tree) == Role::profile; }));
            if (profiles > most || format_ == nullptr) format_ = &format;
            most = std::max(most, profiles);
        }
        for (const Document& document : documents_) {
            switch (format_->role(document.tree)) {
                case Role::domain:
                    domains_.push_back(&document);
                    break;
                case Role::profile:
                    profiles_.push_back(&document);
                    break;
                case Role::none:
                    warnings_.push_back(
                        about(Severity::warning, "W0308", document.file,
                              "this file is left out: it is no domain and no profile of " + format_->name));
                    break;
            }
        }
        if (profiles_.empty()) {
            throw InputError(about(Severity::error, "E0333", name_,
                                   "this was read as a negotiation of another program (NegMAS, GeniusWeb, "
                                   "NegoLog), and there is no profile in it",
                                   "give the domain and one profile per party, or their folder"));
        }
    }

    Domain choose_domain() {
        if (domains_.empty()) {
            Notes notes(warnings_, profiles_.front()->file);
            Domain domain = format_->domain_of_profiles(profiles_, notes);
            if (domain.title.empty()) domain.title = folder_name(profiles_.front()->file);
            return domain;
        }
        std::optional<Domain> chosen;
        for (const Document* const document : domains_) {
            Notes notes(warnings_, document->file);
            Domain domain = format_->domain(*document, notes);
            if (domain.title.empty()) domain.title = std::filesystem::path(document->file).stem().string();
            if (!chosen) {
                chosen = std::move(domain);
            } else if (!same_space(chosen->space, domain.space)) {
                std::vector<std::string> names;
                for (const Document* const each : domains_) names.push_back(base_name(each->file));
                throw InputError(about(Severity::error, "E0333", name_,
                                       "the files hold several domains: " + join_words(names),
                                       "name one domain and its profiles"));
            }
        }
        return *chosen;
    }

    static std::string folder_name(const std::string& file) {
        const std::string folder = std::filesystem::path(file).parent_path().filename().string();
        return folder.empty() || folder == "." ? std::filesystem::path(file).stem().string() : folder;
    }

    void add_parties(const Domain& domain) {
        if (profiles_.size() > kMaxParties) {
            throw InputError(about(Severity::error, "E0333", name_,
                                   std::to_string(profiles_.size()) + " profiles are too many",
                                   "name one profile for each party"));
        }
        for (const Document* const document : profiles_) {
            Notes notes(warnings_, document->file);
            const Profile profile = format_->profile(*document, domain, notes);
            add_party(loaded_.conflict, document->file,
                      format_->name + " profile " + base_name(document->file), profile);
            if (profile.discount) {
                notes.warn("W0313", 0,
                           "a discount factor of " + profile.discount->to_string() +
                               " is kept, but not used: settlement is judged at time 0",
                           "an agreement reached later is worth less than is said here");
            }
        }
    }

    std::string name_;
    std::vector<Document> documents_;
    const Format* format_ = nullptr;
    std::vector<const Document*> domains_;
    std::vector<const Document*> profiles_;
    std::vector<Diagnostic> warnings_;
    LoadedCase loaded_;
};

}  // namespace

const std::vector<Format>& formats() {
    static const std::vector<Format> all = {geniusweb_format(), negolog_format(), negmas_format()};
    return all;
}

const Format* format_of(const data::Value& tree) {
    for (const Format& format : formats()) {
        if (format.role(tree) != Role::none) return &format;
    }
    return nullptr;
}

LoadedCase load(const std::string& name, std::vector<Document> documents) {
    return Loader(name, std::move(documents)).load();
}

}  // namespace entente::io::scenario
