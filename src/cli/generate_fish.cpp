// SPDX-License-Identifier: Apache-2.0
// The completion for fish: one line for each option of each command.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/commands.h"
#include "cli/generate.h"
#include "cli/values.h"

namespace galley {

namespace {

std::string fish_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::string value(const OptionRow& row, unsigned command) {
  if (row.argument.empty()) return "";
  if (!row.choices.empty()) return fmt::format(" -x -a '{}'", fmt::join(row.choices, " "));
  switch (completion_for(row, command)) {
    case Completion::kFiles:
    case Completion::kOutput:
      return " -r -F";
    case Completion::kFolders:
      return " -x -a '(__fish_complete_directories)'";
    case Completion::kEncodingNames:
      return fmt::format(" -x -a '{}'", fmt::join(encoding_names(), " "));
    case Completion::kNothing:
      break;
  }
  return " -x";
}

}  // namespace

std::string fish_completion() {
  std::string script =
      "# fish completion for galley, made by: galley --generate fish\n"
      "complete -c galley -f\n"
      "complete -c galley -n __fish_use_subcommand -s h -l help -d 'tell what the program does'\n"
      "complete -c galley -n __fish_use_subcommand -s V -l version -d 'tell versions'\n"
      "complete -c galley -n __fish_use_subcommand -l generate -x -a 'man bash zsh fish' -d 'write "
      "the man page or a completion'\n";
  for (const CommandRow& command : command_rows()) {
    script += fmt::format("complete -c galley -n __fish_use_subcommand -a {} -d {}\n", command.name,
                          fish_quoted(command.summary));
  }
  for (const CommandRow& command : command_rows()) {
    const std::string begin =
        fmt::format("complete -c galley -n '__fish_seen_subcommand_from {}'", command.name);
    script +=
        begin +
        (command.operands == Operands::kInputs ? " -F\n" : " -a '(__fish_complete_directories)'\n");
    for (const OptionRow& row : option_rows()) {
      if ((row.commands & command.bit) == 0) continue;
      script += fmt::format("{}{} -l {}{} -d {}\n", begin,
                            row.letter == 0 ? "" : fmt::format(" -s {}", row.letter), row.name,
                            value(row, command.bit), fish_quoted(row.help));
    }
  }
  return script;
}

}  // namespace galley
