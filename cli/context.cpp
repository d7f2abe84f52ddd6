#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/verb.hpp"
#include "entente/app/files.hpp"

namespace entente::cli {

app::Input Context::load(bool actors_alone) const {
    app::Input input = app::load(arguments.inputs, arguments.all("--set"), actors_alone);
    app::OutputFiles::check(arguments.get("--output", "-"));
    if (!quiet) tell(input.warnings);
    return input;
}

void Context::answered() const { work_is_done(); }

}  // namespace entente::cli
