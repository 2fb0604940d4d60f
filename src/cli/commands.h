// SPDX-License-Identifier: Apache-2.0
// The one table of commands. Help, man page and completions are made from it and from the table of
// options.
#ifndef GALLEY_CLI_COMMANDS_H_
#define GALLEY_CLI_COMMANDS_H_

#include <cstdint>
#include <span>
#include <string_view>

#include "cli/options.h"

namespace galley {

/// What the words behind a command's name stand for.
enum class Operands : std::uint8_t { kInputs, kFolder, kFolderAndId };

/// A name and what it is: a file that a command writes, or an example and what it does.
struct NamedText {
  std::string_view name;
  std::string_view text;
};

/// One command.
struct CommandRow {
  std::string_view name;
  CommandBit bit;
  Operands operands;
  std::string_view words;        ///< behind the name: "INPUT... -o DIR"
  std::string_view summary;      ///< one clause
  std::string_view description;  ///< some sentences more, for --help
  std::span<const NamedText> written;
  std::span<const NamedText> examples;
};
[[nodiscard]] std::span<const CommandRow> command_rows();

/// The row of that name, or null.
[[nodiscard]] const CommandRow* command_named(std::string_view name);
[[nodiscard]] const CommandRow& row_of(CommandBit command);

/// Exit statuses, each with its meaning.
[[nodiscard]] std::span<const NamedText> exit_statuses();
/// How names on the command line are followed.
[[nodiscard]] std::span<const NamedText> name_rules();
/// Variables of the environment that the program heeds.
[[nodiscard]] std::span<const NamedText> environment_variables();

}  // namespace galley

#endif  // GALLEY_CLI_COMMANDS_H_
