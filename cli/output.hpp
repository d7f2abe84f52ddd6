// Where results go.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/verb.hpp"

namespace entente::cli {

/// Standard descriptors that were closed by whoever started us are opened on nothing, so that no file of
/// ours takes their numbers. To be called first.
void secure_descriptors();

/// Writes to standard output. A reader that went away (`| head`) is no error.
/// \throws InputError E0911
void write_stdout(std::string_view bytes);

/// Sends a result where the command line says: stdout, a file, or a folder of files, and what stands beside
/// it. All of it or nothing; never over what was read. \throws InputError E0910, E0911, E0912, E0916, E0917
void deliver(const Result& result, const Arguments& arguments);

/// A line for the user on stderr.
void tell_line(std::string_view line);

/// Diagnostics on stderr, as many as a reader can use, with a closing count of errors.
void tell(const std::vector<Diagnostic>& diagnostics);

}  // namespace entente::cli
