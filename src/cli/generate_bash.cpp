// SPDX-License-Identifier: Apache-2.0
// The completion for bash: two functions of cases, one for the values of options, one for their
// names.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/commands.h"
#include "cli/generate.h"
#include "cli/values.h"

namespace galley {

namespace {

std::string action(Completion completion) {
  switch (completion) {
    case Completion::kFiles:
    case Completion::kOutput:
      return "_galley_files -f";
    case Completion::kFolders:
      return "_galley_files -d";
    case Completion::kEncodingNames:
      return fmt::format("_galley_words '{}'", fmt::join(encoding_names(), " "));
    case Completion::kNothing:
      break;
  }
  return ":";
}

// What is offered behind an option that takes a value.
std::string value_case(const OptionRow& row) {
  std::string label = fmt::format("--{}", row.name);
  if (row.letter != 0) label += fmt::format(" | -{}", row.letter);
  if (!row.choices.empty()) {
    return fmt::format("    {}) _galley_words '{}' ;;\n", label, fmt::join(row.choices, " "));
  }
  if (row.completion != Completion::kOutput) {
    return fmt::format("    {}) {} ;;\n", label, action(row.completion));
  }
  std::string commands;
  for (const CommandRow& command : command_rows()) {
    if ((row.commands & command.bit) == 0) continue;
    commands +=
        fmt::format("        {}) {} ;;\n", command.name, action(completion_for(row, command.bit)));
  }
  return fmt::format("    {})\n      case $command in\n{}      esac\n      ;;\n", label, commands);
}

std::string option_case(const CommandRow& command) {
  std::string names;
  for (const OptionRow& row : option_rows()) {
    if ((row.commands & command.bit) != 0) names += fmt::format(" --{}", row.name);
  }
  return fmt::format("    {}) _galley_words '{}' ;;\n", command.name, names.substr(1));
}

constexpr std::string_view kHead = R"(# bash completion for galley, made by: galley --generate bash
# shellcheck shell=bash

_galley_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$word"); }

_galley_files() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen "$1" -- "$word")
}

# Offers values of the option $1; fails where it takes none.
_galley_value() {
  case $1 in
)";

constexpr std::string_view kMiddle = R"(    *) return 1 ;;
  esac
}

_galley_option() {
  case $command in
)";

constexpr std::string_view kTail = R"(  esac
}

_galley() {
  local word=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    _galley_words "$commands"
    return
  fi
  [[ $command != help ]] || { ((COMP_CWORD > 2)) || _galley_words "$commands"; return; }
  [[ $command != --generate ]] || { _galley_words 'man bash zsh fish'; return; }
  # bash takes --option=value for three words.
  if [[ $word == = ]]; then
    word=
  elif [[ $option == = ]]; then
    option=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  if _galley_value "$option"; then
    return
  fi
  case $word in
    -*) _galley_option ;;
    *)
      case $command in
)";

}  // namespace

std::string bash_completion() {
  std::string script(kHead);
  for (const OptionRow& row : option_rows()) {
    if (!row.argument.empty()) script += value_case(row);
  }
  script += kMiddle;
  for (const CommandRow& command : command_rows()) script += option_case(command);
  std::string tail(kTail);
  std::string names;
  for (const CommandRow& command : command_rows()) names += fmt::format("{} ", command.name);
  names += "help --help --version --generate";
  tail.replace(tail.find("  COMPREPLY=()"), 0, fmt::format("  local commands='{}'\n", names));
  script += tail;
  for (const CommandRow& command : command_rows()) {
    script += fmt::format("        {}) _galley_files {} ;;\n", command.name,
                          command.operands == Operands::kInputs ? "-f" : "-d");
  }
  return script + "      esac\n      ;;\n  esac\n}\n\ncomplete -F _galley galley\n";
}

}  // namespace galley
