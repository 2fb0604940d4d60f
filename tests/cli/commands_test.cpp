// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.h"

#include <gtest/gtest.h>

#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace galley {
namespace {

TEST(CommandRows, NamesAndBitsAreOfOneCommandEach) {
  std::set<std::string_view> names;
  unsigned bits = 0;
  for (const CommandRow& row : command_rows()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_EQ(bits & row.bit, 0u) << row.name;
    bits |= row.bit;
    EXPECT_EQ(command_named(row.name), &row);
    EXPECT_EQ(&row_of(row.bit), &row);
    EXPECT_FALSE(row.summary.ends_with('.')) << row.name;
    EXPECT_TRUE(row.description.ends_with('.') || row.description.ends_with(':')) << row.name;
  }
  EXPECT_EQ(command_named("claen"), nullptr);
  for (const OptionRow& row : option_rows()) EXPECT_EQ(row.commands & ~bits, 0u) << row.name;
}

// The words of an example up to where the shell takes over; quotes part nothing here.
std::vector<std::string> words_of(std::string_view example) {
  std::istringstream stream{std::string(example)};
  std::vector<std::string> words;
  for (std::string word; stream >> word;) {
    if (word == ">" || word == "<" || word == "|") break;
    words.push_back(word);
  }
  return words;
}

TEST(CommandRows, EveryExampleIsAnEarnestCommandLine) {
  for (const CommandRow& row : command_rows()) {
    EXPECT_FALSE(row.examples.empty()) << row.name;
    for (const NamedText& example : row.examples) {
      SCOPED_TRACE(example.name);
      const std::vector<std::string> words = words_of(example.name);
      ASSERT_GE(words.size(), 2u);
      EXPECT_EQ(words[0], "galley");
      EXPECT_EQ(words[1], row.name);
      const Result<CommandLine> line = parse_words(row.bit, std::span(words).subspan(2));
      EXPECT_TRUE(line) << to_string(line.error());
    }
  }
}

}  // namespace
}  // namespace galley
