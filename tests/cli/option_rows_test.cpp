// SPDX-License-Identifier: Apache-2.0
// The table against the structs that its rows set.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "cli/help.h"
#include "cli/options.h"
#include "tests/cli/described.h"

namespace galley {
namespace {

// A value of each option that is not its default.
const std::map<std::string_view, std::string_view> kOtherValues = {
    {"input-format", "jsonl"},
    {"text-field", "body"},
    {"id-field", "key"},
    {"encoding", "big5"},
    {"max-line", "1K"},
    {"max-document", "1M"},
    {"max-expansion", "50"},
    {"max-window", "8M"},
    {"output", "corpus"},
    {"overwrite", ""},
    {"resume", ""},
    {"output-format", "jsonl"},
    {"dry-run", ""},
    {"structure", ""},
    {"edits", "edits.jsonl"},
    {"keep-removed", ""},
    {"verify-exact", ""},
    {"report", ""},
    {"level", "9"},
    {"split-size", "1M"},
    {"profile", "profile"},
    {"survey-size", "1M"},
    {"confidence", "60"},
    {"fold-punctuation", ""},
    {"fold-width", ""},
    {"keep-furniture", ""},
    {"interrupted", "none"},
    {"similarity", "0.7"},
    {"numbers", "ignore"},
    {"preset", "ocr"},
    {"keep", "longest"},
    {"unit", "document"},
    {"scope", "document"},
    {"min-letters", "30"},
    {"bands", "16"},
    {"rows", "8"},
    {"max-letter-errors", "0.1"},
    {"index", "index"},
    {"measure", ""},
    {"measure-sample", "500"},
    {"threads", "3"},
    {"memory", "1G"},
    {"sample", "1G"},
    {"temp", "/tmp"},
    {"task-size", "8M"},
    {"first-checkpoint", "7"},
    {"parts", "9"},
    {"task", "0-3,7"},
    {"step", "rows"},
    {"exchange", "pipes"},
    {"to", "1,4"},
    {"finish", ""},
    {"run", "corpus"},
    {"color", "always"},
    {"progress", "lines"},
    {"profile-stages", ""},
    {"quiet", ""},
    {"help", ""},
};

// Defaults that the help tells in words.
const std::set<std::string_view> kToldInWords = {"survey-size", "bands",       "rows",
                                                 "threads",     "memory",      "temp",
                                                 "interrupted", "min-letters", "unit"};

TEST(OptionRows, EachSetsSomethingOfItsOwn) {
  std::set<std::string> outcomes = {described({})};
  for (const OptionRow& row : option_rows()) {
    SCOPED_TRACE(row.name);
    const auto other = kOtherValues.find(row.name);
    ASSERT_NE(other, kOtherValues.end()) << "name a value of the new option in this test";
    CommandLine line;
    const Status applied = row.apply(line, other->second);
    ASSERT_TRUE(applied) << to_string(applied.error());
    EXPECT_TRUE(outcomes.insert(described(line)).second) << "sets nothing, or what another sets";
  }
  EXPECT_EQ(kOtherValues.size(), option_rows().size());
}

TEST(OptionRows, TheHelpTellsTheDefaultsOfTheStructs) {
  for (const OptionRow& row : option_rows()) {
    if (row.preset.empty() || kToldInWords.contains(row.name)) continue;
    SCOPED_TRACE(row.name);
    CommandLine line;
    const Status applied = row.apply(line, row.preset);
    ASSERT_TRUE(applied) << to_string(applied.error());
    EXPECT_EQ(described(line), described({}));
  }
  CommandLine survey;
  for (const OptionRow& row : option_rows()) {
    if (row.name == "survey-size") {
      ASSERT_TRUE(row.apply(survey, "32M"));
    }
  }
  EXPECT_EQ(described(survey), described({}));
}

TEST(OptionRows, EveryChoiceIsTaken) {
  for (const OptionRow& row : option_rows()) {
    std::set<std::string> outcomes;
    for (const std::string_view choice : row.choices) {
      CommandLine line;
      EXPECT_TRUE(row.apply(line, choice)) << row.name << " " << choice;
      EXPECT_TRUE(outcomes.insert(described(line)).second) << row.name << " " << choice;
    }
  }
}

TEST(OptionRows, NamesAndLettersAreOfOneOptionEach) {
  std::set<std::string_view> names;
  std::set<char> letters;
  for (const OptionRow& row : option_rows()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    if (row.letter != 0) {
      EXPECT_TRUE(letters.insert(row.letter).second) << row.letter;
    }
    EXPECT_NE(row.commands, 0u) << row.name;
    EXPECT_FALSE(row.help.empty() || row.help.ends_with('.')) << row.name;
  }
}

TEST(OptionRows, ValuesOutOfRangeAreRefusedWithTheRange) {
  const std::multimap<std::string_view, std::string_view> wrong = {
      {"max-line", "big"},
      {"max-document", "-1"},
      {"max-expansion", "0"},
      {"max-window", "1Z"},
      {"level", "0"},
      {"level", "20"},
      {"split-size", "1023"},
      {"split-size", "2G"},
      {"survey-size", "1025M"},
      {"confidence", "101"},
      {"similarity", "0.4999"},
      {"similarity", "0.96"},
      {"similarity", "1"},
      {"numbers", "distinct"},
      {"preset", "OCR"},
      {"keep", "last"},
      {"unit", "sentence"},
      {"scope", "all"},
      {"min-letters", "4"},
      {"bands", "0"},
      {"bands", "65"},
      {"rows", "33"},
      {"max-letter-errors", ".4"},
      {"measure-sample", "0"},
      {"threads", "0"},
      {"threads", "1025"},
      {"memory", "255M"},
      {"progress", "maybe"},
      {"color", "maybe"},
      {"encoding", "utf-9"},
      {"input-format", "xml"},
      {"output-format", "xml"},
  };
  for (const auto& [name, value] : wrong) {
    for (const OptionRow& row : option_rows()) {
      if (row.name != name) continue;
      CommandLine line;
      const Status applied = row.apply(line, value);
      ASSERT_FALSE(applied) << name << " " << value;
      EXPECT_EQ(applied.error().code, ErrorCode::kUsage);
      EXPECT_EQ(applied.error().where, fmt::format("--{} {}", name, value));
      EXPECT_FALSE(applied.error().remedy.empty());
      EXPECT_EQ(described(line), described({})) << name << ": a refused value left a trace";
    }
  }
}

}  // namespace
}  // namespace galley
