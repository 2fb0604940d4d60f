// SPDX-License-Identifier: Apache-2.0
// Help texts, made from the tables of commands and options.
#ifndef GALLEY_CLI_HELP_H_
#define GALLEY_CLI_HELP_H_

#include <string>
#include <string_view>

#include "cli/options.h"

namespace galley {

/// One command.
struct CommandRow {
  std::string_view name;
  CommandBit bit;
  std::string_view words;        ///< behind the name: "INPUT... -o DIR"
  std::string_view summary;      ///< one line
  std::string_view description;  ///< some lines more, for --help
};
[[nodiscard]] std::span<const CommandRow> command_rows();

/// The program's own help: what it is, its commands, exit statuses.
[[nodiscard]] std::string program_help();
/// A command's: the common options, or all with their defaults.
[[nodiscard]] std::string command_help(const CommandRow& command, CommandLine::Help length);

}  // namespace galley

#endif  // GALLEY_CLI_HELP_H_
