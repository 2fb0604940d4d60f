// SPDX-License-Identifier: Apache-2.0
// Help texts, made from the tables of commands and options.
#ifndef GALLEY_CLI_HELP_H_
#define GALLEY_CLI_HELP_H_

#include <string>

#include "cli/commands.h"
#include "cli/options.h"

namespace galley {

/// The program's own help: what it is and its commands; the long one also exit statuses and
/// environment.
[[nodiscard]] std::string program_help(CommandLine::Help length);
/// A command's: the everyday options, or all with their defaults and examples.
[[nodiscard]] std::string command_help(const CommandRow& command, CommandLine::Help length);

/// `text` in lines of at most `width` columns, broken at spaces; every line but the first begins at
/// `column`, where the first is taken to begin too. REQUIRES: ASCII.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t column, std::size_t width);

}  // namespace galley

#endif  // GALLEY_CLI_HELP_H_
