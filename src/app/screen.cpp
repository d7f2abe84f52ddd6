#include "entente/app/screen.hpp"

#include "entente/report/layout.hpp"

namespace entente::app {

std::string fit(std::string_view text, std::size_t columns) { return report::cut(text, columns); }

std::string grouped(std::string_view digits) { return report::count_words(digits); }

}  // namespace entente::app
