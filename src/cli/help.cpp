// SPDX-License-Identifier: Apache-2.0
#include "cli/help.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace galley {

std::string wrapped(std::string_view text, std::size_t column, std::size_t width) {
  std::string out;
  std::size_t used = column;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (used > column && used + 1 + end > width) {
      out += "\n" + std::string(column, ' ');
      used = column;
    } else if (used > column) {
      out += ' ';
      ++used;
    }
    out += text.substr(0, end);
    used += end;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kColumn = 32;  // where descriptions begin

// Two columns: what it is called, and what it is, from `column` on; on lines of its own where the
// name reaches into that.
std::string entry(const std::string& left, std::string_view right, std::size_t column) {
  const std::string text = wrapped(right, column, kWidth);
  if (left.size() + 2 > column) return left + "\n" + std::string(column, ' ') + text + "\n";
  return fmt::format("{:<{}}{}\n", left, column, text);
}

std::string option_lines(const OptionRow& row) {
  std::string left = row.letter != 0 ? fmt::format("  -{}, --{}", row.letter, row.name)
                                     : fmt::format("      --{}", row.name);
  if (!row.argument.empty()) left += fmt::format(" {}", row.argument);
  std::string right(row.help);
  if (!row.choices.empty()) right += fmt::format(" ({})", fmt::join(row.choices, ", "));
  if (!row.preset.empty()) right += fmt::format(" [{}]", row.preset);
  return entry(left, right, kColumn);
}

bool takes_sizes(const CommandRow& command) {
  return std::ranges::any_of(option_rows(), [&](const OptionRow& row) {
    return row.argument == "SIZE" && (row.commands & command.bit) != 0;
  });
}

}  // namespace

std::string program_help(CommandLine::Help length) {
  std::string help =
      "galley turns scraped newspaper dumps into clean, compressed corpora.\n\n"
      "usage: galley COMMAND [OPTIONS] WORDS...\n\n"
      "Commands\n";
  for (const CommandRow& command : command_rows()) {
    help += fmt::format("  {:<8} {:<20} {}\n", command.name, command.words, command.summary);
  }
  help += "\nThe main job\n  galley clean dump/ -o corpus\n";
  if (length == CommandLine::Help::kLong) {
    help += "\nExit status\n";
    for (const NamedText& status : exit_statuses()) {
      help += entry(fmt::format("  {}", status.name), status.text, 11);
    }
    help += "\nNames\n";
    for (const NamedText& rule : name_rules()) {
      help += entry(fmt::format("  {}", rule.name), rule.text, 11);
    }
    help += "\nEnvironment\n";
    for (const NamedText& variable : environment_variables()) {
      help += entry(fmt::format("  {}", variable.name), variable.text, 20);
    }
    help += "\nOther words\n";
    help += entry("  galley --version", "versions of galley and its libraries", kColumn);
    help += entry("  galley --generate WHAT",
                  "write to standard output what an installation brings along: man (the man page), "
                  "bash, zsh or fish (completions)",
                  kColumn);
  }
  help +=
      "\ngalley COMMAND -h tells a command's everyday options, galley COMMAND --help all of "
      "them.\n";
  if (length == CommandLine::Help::kShort) {
    help += "galley --help tells exit statuses and the environment as well.\n";
  }
  return help;
}

std::string command_help(const CommandRow& command, CommandLine::Help length) {
  const bool is_long = length == CommandLine::Help::kLong;
  std::string help = fmt::format("galley {}: {}\n\nusage: galley {} [OPTIONS] {}\n", command.name,
                                 command.summary, command.name, command.words);
  if (is_long) {
    help += fmt::format("\n{}\n", wrapped(command.description, 0, kWidth));
    for (const NamedText& file : command.written) {
      help += entry(fmt::format("  {}", file.name), file.text, 27);
    }
  }
  for (std::size_t group = 0; group < kOptionGroups; ++group) {
    std::string lines;
    for (const OptionRow& row : option_rows()) {
      if (static_cast<std::size_t>(row.group) != group || (row.commands & command.bit) == 0)
        continue;
      if (!is_long && row.use == OptionUse::kRare) continue;
      lines += option_lines(row);
    }
    if (!lines.empty())
      help += fmt::format("\n{}\n{}", title(static_cast<OptionGroup>(group)), lines);
  }
  if (!is_long) {
    help += fmt::format("\nExample\n  {}\n", command.examples.front().name);
    help += fmt::format("\ngalley {} --help tells all options.\n", command.name);
    return help;
  }
  help += "\nExamples\n";
  for (const NamedText& example : command.examples) {
    help += fmt::format("  {}\n      {}\n", example.name, wrapped(example.text, 6, kWidth));
  }
  help += "\nDefaults stand in brackets.";
  if (takes_sizes(command)) {
    help += " SIZE is a number of bytes, or one with K, M, G or T: 512M is 512 MiB.";
  }
  return help + "\n";
}

}  // namespace galley
