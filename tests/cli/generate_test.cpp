// SPDX-License-Identifier: Apache-2.0
// That the tables reach all that is generated; how shells and man take it is seen by
// check_generated.py.
#include "cli/generate.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "cli/commands.h"

namespace galley {
namespace {

TEST(Generate, KnowsFourKindsAndNamesThem) {
  for (const char* kind : {"man", "bash", "zsh", "fish"}) {
    const Result<std::string> text = generate(kind);
    ASSERT_TRUE(text) << kind;
    EXPECT_TRUE(text->ends_with('\n')) << kind;
  }
  for (const char* kind : {"", "elvish", "Bash"}) {
    const Result<std::string> text = generate(kind);
    ASSERT_FALSE(text) << kind;
    EXPECT_EQ(text.error().code, ErrorCode::kUsage);
  }
}

TEST(Generate, EveryCommandAndOptionIsInAll) {
  const std::string man = man_page(), bash = bash_completion(), zsh = zsh_completion(),
                    fish = fish_completion();
  const auto has = [](const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
  };
  for (const CommandRow& command : command_rows()) {
    EXPECT_TRUE(has(man, fmt::format(".It Cm {} ", command.name))) << command.name;
    EXPECT_TRUE(has(bash, fmt::format("    {}) _galley_words '--", command.name))) << command.name;
    EXPECT_TRUE(has(zsh, fmt::format("    '{}:", command.name))) << command.name;
    EXPECT_TRUE(has(fish, fmt::format("use_subcommand -a {} ", command.name))) << command.name;
  }
  for (const OptionRow& row : option_rows()) {
    EXPECT_TRUE(has(man, fmt::format("Fl -{}", row.name))) << row.name;
    EXPECT_TRUE(has(bash, fmt::format("--{}", row.name))) << row.name;
    EXPECT_TRUE(has(zsh, fmt::format("--{}", row.name))) << row.name;
    EXPECT_TRUE(has(fish, fmt::format(" -l {} ", row.name))) << row.name;
  }
}

TEST(Generate, AnOutputIsAFolderWhereOneIsWritten) {
  for (const OptionRow& row : option_rows()) {
    if (row.name != "output") continue;
    EXPECT_EQ(completion_for(row, kClean), Completion::kFolders);
    EXPECT_EQ(completion_for(row, kDedup), Completion::kFolders);
    EXPECT_EQ(completion_for(row, kLearn), Completion::kFiles);
    EXPECT_EQ(completion_for(row, kRestore), Completion::kFiles);
  }
}

}  // namespace
}  // namespace galley
