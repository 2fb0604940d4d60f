// SPDX-License-Identifier: Apache-2.0
// Every file that the program writes, cut at each byte and flipped at random ones, given to each
// command that reads it: what comes out is what came out of the sound file, or an error with its
// remedy. verify_test asks for more of `verify`: that it finds all of them.
//
// Some cuts and flips of each file are tried; with GALLEY_FAULTS=all every cut and 1,000 flips.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <random>

#include "galley/profile.h"
#include "tests/support/effort.h"
#include "tests/support/runs.h"

namespace galley {
namespace {

class Damage : public testing::Test {
 protected:
  Damage() {
    DumpMaker(31).write(folder_ / "dump", 4);
    RunOptions options = run_options({folder_ / "dump"}, folder_ / "out");
    options.removed_text = RemovedTexts::kKeep;
    options.index = folder_ / "index";
    options.split_bytes = 4000;
    clean_well(options);
  }
  ~Damage() override { std::cout << "cuts and flips: " << tried_ << std::endl; }

  // Calls check(damaged) after each damage to the file.
  template <class Check>
  void for_each_damage(const std::string& name, const Check& check) {
    const std::string whole = folder_.read(name);
    const bool all = effort() == Effort::kAll;
    const auto try_one = [&](const std::string& damaged, const std::string& how) {
      SCOPED_TRACE(name + " " + how);
      folder_.write(name, damaged);
      check();
      ++tried_;
    };
    const std::size_t step = all ? 1 : whole.size() / 24 + 1;
    for (std::size_t size = 0; size < whole.size() && !HasFailure(); size += step) {
      try_one(whole.substr(0, size), "cut at " + std::to_string(size));
    }
    std::mt19937_64 random(whole.size());
    for (int flip = 0; flip < (all ? 1000 : 24) && !HasFailure(); ++flip) {
      std::string damaged = whole;
      const std::size_t at = random() % whole.size();
      damaged[at] = static_cast<char>(damaged[at] ^ (1 << random() % 8));
      try_one(damaged, "flipped at " + std::to_string(at));
    }
    folder_.write(name, whole);
  }

  template <class Check>
  void for_each_damage_of_the_corpus(const Check& check) {
    for (const std::string name : {"out/manifest.json", "out/corpus-00000.jsonl.zst",
                                   "out/removed-00000.jsonl.zst", "out/profile", "out/run.json"}) {
      for_each_damage(name, check);
    }
  }

  static void expect_told(const Error& error) {
    EXPECT_FALSE(error.where.empty());
    EXPECT_FALSE(error.what.empty());
    EXPECT_FALSE(error.remedy.empty());
  }

  const TempFolder folder_;
  std::uint64_t tried_ = 0;
};

TEST_F(Damage, OfWhatRestoreReads) {
  const RunOptions reading = run_options({folder_ / "out"}, "");
  std::string expected, restored;
  const auto restore_into = [&](std::string& text) {
    return restore(reading, {}, [&](std::string_view bytes) {
      text += bytes;
      return Status();
    });
  };
  ASSERT_TRUE(restore_into(expected));
  for_each_damage_of_the_corpus([&] {
    restored.clear();
    const Status status = restore_into(restored);
    if (!status) return expect_told(status.error());
    EXPECT_TRUE(restored == expected);
  });
}

// All that a story tells.
std::string told_in(const DocumentStory& story) {
  std::string told = story.id;
  for (const ParagraphStory& paragraph : story.paragraphs) {
    told += "\n" + std::to_string(paragraph.number) + " " +
            std::to_string(static_cast<int>(paragraph.fate)) + " " + paragraph.text.value_or("?");
    if (paragraph.keeper) told += " for " + paragraph.keeper->id;
  }
  return told;
}

TEST_F(Damage, OfWhatExplainReads) {
  RunOptions reading = run_options({folder_ / "out"}, "");
  reading.index = folder_ / "index";
  const Result<DocumentStory> expected = explain(reading, "#1", {});
  ASSERT_TRUE(expected);
  for_each_damage_of_the_corpus([&] {
    const Result<DocumentStory> story = explain(reading, "#1", {});
    if (!story) return expect_told(story.error());
    EXPECT_TRUE(told_in(*story) == told_in(*expected)) << told_in(*story);
  });
}

// A report does without run.json, the profile and the sources.
TEST_F(Damage, OfWhatAReportReads) {
  const RunOptions reading = run_options({folder_ / "out"}, "");
  ASSERT_TRUE(report(reading, {}));
  const std::string expected = folder_.read("out/report.html");
  const auto check = [&] {
    const Result<ReportFile> written = report(reading, {});
    if (!written) return expect_told(written.error());
    EXPECT_TRUE(folder_.read("out/report.html") == expected);
  };
  for (const std::string name :
       {"out/manifest.json", "out/corpus-00000.jsonl.zst", "out/removed-00000.jsonl.zst"}) {
    for_each_damage(name, check);
  }
  for (const std::string name : {"out/run.json", "out/profile"}) {
    for_each_damage(name, [&] {
      const Result<ReportFile> written = report(reading, {});
      if (!written) return expect_told(written.error());
      EXPECT_TRUE(folder_.read("out/report.html").ends_with("</html>\n"));
    });
  }
}

TEST_F(Damage, OfAProfileThatIsNamed) {
  const std::string expected = Profile::load(folder_ / "out/profile")->content_hash();
  for_each_damage("out/profile", [&] {
    const Result<Profile> profile = Profile::load(folder_ / "out/profile");
    if (!profile) return expect_told(profile.error());
    EXPECT_EQ(profile->content_hash(), expected);
  });
}

// Not every block of an index is read: then what comes out is right all the same.
TEST_F(Damage, OfAnIndexThatIsSearched) {
  RunOptions options = run_options({folder_ / "dump/0001.txt"}, folder_ / "again");
  options.index = folder_ / "index";
  const Contents before = contents_of(options.index);
  dedup_well(options);
  const Contents expected = contents_of(options.output);
  const auto restore_index = [&] {
    ASSERT_TRUE(remove_tree(options.index));
    ASSERT_TRUE(make_folders(options.index));
    for (const auto& [name, bytes] : before) folder_.write("index/" + name, bytes);
  };
  restore_index();
  for (const auto& [name, bytes] : before) {
    for_each_damage("index/" + name, [&] {
      const std::string damaged = folder_.read("index/" + name);
      ASSERT_TRUE(remove_tree(options.output));
      const Result<RunSummary> summary = dedup(options, {});
      if (!summary) {
        expect_told(summary.error());
      } else {
        EXPECT_EQ(difference_of(contents_of(options.output), expected), "");
      }
      restore_index();
      folder_.write("index/" + name, damaged);
    });
    restore_index();
  }
}

// A finished run that is repeated looks at its manifest alone: it says so, or what is wrong.
TEST_F(Damage, OfAFinishedRunThatIsRepeated) {
  RunOptions options = run_options({folder_ / "dump"}, folder_ / "twice");
  clean_well(options);
  for_each_damage("twice/manifest.json", [&] {
    const Result<RunSummary> summary = clean(options, {});
    ASSERT_FALSE(summary);
    expect_told(summary.error());
  });
}

}  // namespace
}  // namespace galley
