// SPDX-License-Identifier: Apache-2.0
// The completion for zsh: one call of _arguments for each command.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/commands.h"
#include "cli/generate.h"
#include "cli/values.h"

namespace galley {

namespace {

// A text as it stands in a specification of _arguments, within single quotes.
std::string zsh_quoted(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
      continue;
    }
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string action(const OptionRow& row, unsigned command) {
  if (!row.choices.empty()) return fmt::format("({})", fmt::join(row.choices, " "));
  switch (completion_for(row, command)) {
    case Completion::kFiles:
    case Completion::kOutput:
      return "_files";
    case Completion::kFolders:
      return "_files -/";
    case Completion::kEncodingNames:
      return fmt::format("({})", fmt::join(encoding_names(), " "));
    case Completion::kNothing:
      break;
  }
  return " ";  // a value is wanted, and none can be offered
}

std::string specification(const OptionRow& row, unsigned command) {
  const bool takes_value = !row.argument.empty();
  const std::string rest =
      fmt::format("[{}]{}", zsh_quoted(row.help),
                  takes_value ? fmt::format(":{}:{}", row.argument, action(row, command)) : "");
  const std::string name = fmt::format("--{}{}", row.name, takes_value ? "=" : "");
  if (row.letter == 0) return fmt::format("'{}{}'", name, rest);
  return fmt::format("'(-{0} --{1})'{{-{0}{2},{3}}}'{4}'", row.letter, row.name,
                     takes_value ? "+" : "", name, rest);
}

std::string operands(const CommandRow& command) {
  switch (command.operands) {
    case Operands::kInputs:
      return "'*:INPUT:_files'";
    case Operands::kFolder:
      return "'1:FOLDER:_files -/'";
    case Operands::kFolderAndId:
      break;
  }
  return "'1:FOLDER:_files -/' '2:ID: '";
}

}  // namespace

std::string zsh_completion() {
  std::string script =
      "#compdef galley\n"
      "# zsh completion for galley, made by: galley --generate zsh\n\n"
      "_galley() {\n"
      "  local context state state_descr line\n"
      "  typeset -A opt_args\n"
      "  local -a commands\n"
      "  commands=(\n";
  for (const CommandRow& command : command_rows()) {
    script += fmt::format("    '{}:{}'\n", command.name, zsh_quoted(command.summary));
  }
  script +=
      "    'help:tell what a command does'\n"
      "  )\n"
      "  _arguments -C \\\n"
      "    '(- *)'{-h,--help}'[tell what the program does]' \\\n"
      "    '(- *)'{-V,--version}'[tell versions]' \\\n"
      "    '(- *)--generate[write the man page or a completion]:WHAT:(man bash zsh fish)' \\\n"
      "    '1:command:->command' \\\n"
      "    '*::words:->words' && return\n"
      "  case $state in\n"
      "    command) _describe -t commands command commands ;;\n"
      "    words)\n"
      "      case $line[1] in\n";
  for (const CommandRow& command : command_rows()) {
    script += fmt::format("        {})\n          _arguments -s -S \\\n", command.name);
    for (const OptionRow& row : option_rows()) {
      if ((row.commands & command.bit) == 0) continue;
      script += fmt::format("            {} \\\n", specification(row, command.bit));
    }
    script += fmt::format("            {}\n          ;;\n", operands(command));
  }
  return script +
         "        help) _describe -t commands command commands ;;\n"
         "      esac\n      ;;\n  esac\n}\n\n_galley \"$@\"\n";
}

}  // namespace galley
