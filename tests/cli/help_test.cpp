// SPDX-License-Identifier: Apache-2.0
#include "cli/help.h"

#include <gtest/gtest.h>

#include <sstream>

namespace galley {
namespace {

using Help = CommandLine::Help;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

void expect_neat(const std::string& text) {
  EXPECT_TRUE(text.ends_with('\n'));
  for (const std::string& line : lines_of(text)) {
    EXPECT_LE(line.size(), 100u) << line;
    EXPECT_FALSE(line.ends_with(' ')) << '"' << line << '"';
    EXPECT_EQ(line.find('\t'), std::string::npos) << line;
  }
}

// The line on which an option's description begins, or none.
std::string line_of(const std::string& help, std::string_view option) {
  const std::string wanted = "--" + std::string(option);
  for (const std::string& line : lines_of(help)) {
    const std::size_t at = line.find(wanted);
    if (at > 6 || !line.starts_with("  ")) continue;
    if (at + wanted.size() == line.size() || line[at + wanted.size()] == ' ') return line;
  }
  return "";
}

TEST(ProgramHelp, NamesEveryCommandAndExitStatus) {
  const std::string help = program_help(Help::kLong);
  expect_neat(help);
  const std::string brief = program_help(Help::kShort);
  expect_neat(brief);
  for (const CommandRow& command : command_rows()) {
    EXPECT_NE(help.find("\n  " + std::string(command.name) + " "), std::string::npos);
    EXPECT_NE(brief.find("\n  " + std::string(command.name) + " "), std::string::npos);
  }
  for (const char* status : {"0  ", "1  ", "2  ", "3  ", "130 ", "143 "}) {
    EXPECT_NE(help.find("\n  " + std::string(status)), std::string::npos) << status;
    EXPECT_EQ(brief.find("\n  " + std::string(status)), std::string::npos) << status;
  }
}

TEST(Wrapped, BreaksAtSpacesAndNowhereElse) {
  EXPECT_EQ(wrapped("", 4, 10), "");
  EXPECT_EQ(wrapped("one two three", 4, 11), "one two\n    three");
  EXPECT_EQ(wrapped("one two three", 4, 12), "one two\n    three");
  EXPECT_EQ(wrapped("one two three", 0, 13), "one two three");
  EXPECT_EQ(wrapped("overlongword and", 2, 8), "overlongword\n  and");
}

TEST(CommandHelp, ListsTheCommandsOptionsAndNoOthers) {
  for (const CommandRow& command : command_rows()) {
    SCOPED_TRACE(command.name);
    const std::string help = command_help(command, Help::kLong);
    expect_neat(help);
    for (const OptionRow& row : option_rows()) {
      const std::string line = line_of(help, row.name);
      EXPECT_EQ(!line.empty(), (row.commands & command.bit) != 0) << row.name;
      if (line.empty() || row.letter == 0) continue;
      EXPECT_TRUE(line.starts_with("  -" + std::string(1, row.letter) + ", --")) << line;
    }
  }
}

TEST(CommandHelp, TheShortOneIsPartOfTheLongOne) {
  for (const CommandRow& command : command_rows()) {
    SCOPED_TRACE(command.name);
    const std::string brief = command_help(command, Help::kShort);
    const std::string whole = command_help(command, Help::kLong);
    expect_neat(brief);
    EXPECT_LT(brief.size(), whole.size());
    std::size_t options = 0;
    for (const OptionRow& row : option_rows()) {
      const std::string line = line_of(brief, row.name);
      if (line.empty()) continue;
      ++options;
      EXPECT_EQ(line, line_of(whole, row.name));
    }
    EXPECT_GT(options, 0u);
    EXPECT_NE(brief.find("--help tells all options"), std::string::npos);
  }
}

TEST(CommandHelp, TellsChoicesAndDefaults) {
  const CommandRow& clean = command_rows().front();
  const std::string help = command_help(clean, Help::kLong);
  EXPECT_NE(help.find("(distinguish, ignore) [distinguish]"), std::string::npos) << help;
  EXPECT_NE(help.find("[32M]"), std::string::npos);
}

}  // namespace
}  // namespace galley
