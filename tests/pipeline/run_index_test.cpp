// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run_index.h"

#include <gtest/gtest.h>

#include <set>

#include "pipeline/corpus_run.h"
#include "tests/support/runs.h"

namespace galley {
namespace {

class RunWithIndex : public testing::Test {
 protected:
  RunWithIndex() {
    DumpMaker maker(23);
    // Some documents come again as a whole.
    std::string earlier;
    for (const char* name : {"a", "b", "c"}) {
      const std::string records = maker.records(30, 4);
      folder_.write(std::string(name) + ".jsonl", records + earlier);
      earlier = records.substr(0, records.find('\n', records.size() / 4) + 1);
    }
  }

  [[nodiscard]] RunOptions options(std::vector<std::string> names,
                                   const std::string& output) const {
    std::vector<std::string> inputs;
    for (const std::string& name : names) inputs.push_back(folder_ / (name + ".jsonl"));
    RunOptions options = run_options(inputs, folder_ / output);
    options.split_bytes = 4096;
    return options;
  }
  [[nodiscard]] RunOptions indexed(std::vector<std::string> names,
                                   const std::string& output) const {
    RunOptions with = options(std::move(names), output);
    with.index = folder_ / "index";
    return with;
  }

  // Kept paragraphs as "ID PARAGRAPH TEXT", and removed ones as "ID PARAGRAPH REASON SIMILARITY
  // KEEPER PARAGRAPH".
  struct Told {
    std::set<std::string> kept;
    std::set<std::string> removed;
    std::size_t by_earlier_runs = 0;
  };
  void read(const std::string& output, Told& told) const {
    for (const Json& row : read_rows(folder_ / output, "corpus")) {
      const std::string text = row["text"];
      std::size_t begin = 0;
      for (std::size_t i = 0; begin <= text.size(); ++i) {
        const std::size_t end = std::min(text.find("\n\n", begin), text.size());
        const std::string number =
            row.contains("paragraphs") ? row["paragraphs"][i].dump() : std::to_string(i);
        told.kept.insert(row["id"].get<std::string>() + ' ' + number + ' ' +
                         text.substr(begin, end - begin));
        begin = end + 2;
      }
    }
    for (const Json& row : read_rows(folder_ / output, "removed")) {
      if (row["reason"] == "furniture") continue;
      told.removed.insert(row["id"].get<std::string>() + ' ' + row["paragraph"].dump() + ' ' +
                          row["reason"].get<std::string>() + ' ' + row["similarity"].dump() + ' ' +
                          row["kept_id"].get<std::string>() + ' ' + row["kept_paragraph"].dump());
      if (!row.contains("kept_run")) continue;
      EXPECT_TRUE(row["kept_document"].is_null());
      ++told.by_earlier_runs;
    }
  }

  TempFolder folder_;
};

TEST_F(RunWithIndex, PartsEqualTheWhole) {
  for (const DedupUnit unit : {DedupUnit::kParagraph, DedupUnit::kDocument, DedupUnit::kItem}) {
    for (const char* name : {"index", "one", "two", "three", "whole", "profile-run"}) {
      ASSERT_TRUE(remove_tree(folder_ / name));
    }
    clean_well(options({"a"}, "profile-run"));
    const auto run = [&](RunOptions options) {
      options.profile = folder_ / "profile-run/profile";
      options.dedup.unit = unit;
      options.dedup.numbers = Numbers::kIgnore;
      return clean_well(options);
    };
    run(options({"a", "b", "c"}, "whole"));
    const RunSummary first = run(indexed({"a"}, "one"));
    const RunSummary second = run(indexed({"b"}, "two"));
    const RunSummary third = run(indexed({"c"}, "three"));
    EXPECT_EQ(first.counts.removed_by_index, 0u);
    Told whole, parts;
    read("whole", whole);
    for (const char* name : {"one", "two", "three"}) read(name, parts);
    EXPECT_EQ(parts.kept, whole.kept);
    EXPECT_EQ(parts.removed, whole.removed);
    EXPECT_EQ(parts.by_earlier_runs,
              second.counts.removed_by_index + third.counts.removed_by_index);
    EXPECT_GT(parts.by_earlier_runs, unit == DedupUnit::kParagraph ? 20u : 0u);
    for (const char* name : {"one", "two", "three", "index"}) {
      EXPECT_EQ(faults_in(folder_ / name), std::vector<std::string>()) << name;
    }
  }
}

TEST_F(RunWithIndex, HasTheSameBytesForAnyThreadsAndMemory) {
  std::vector<Contents> expected;
  for (const std::uint64_t memory : {std::uint64_t{1} << 30, kNoMemory}) {
    for (const int threads : {1, 4}) {
      std::vector<Contents> found;
      for (const char* name : {"index", "one", "two"}) ASSERT_TRUE(remove_tree(folder_ / name));
      for (const auto& [input, output] : {std::pair("a", "one"), {"b", "two"}}) {
        RunOptions options = indexed({input}, output);
        options.threads = threads;
        options.memory_bytes = memory;
        clean_well(options);
        found.push_back(contents_of(options.output));
        found.push_back(contents_of(options.index));
      }
      if (expected.empty()) expected = found;
      ASSERT_EQ(found.size(), expected.size());
      for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_EQ(difference_of(found[i], expected[i]), "") << memory << ' ' << threads;
      }
    }
  }
}

TEST_F(RunWithIndex, ARepeatedRunIsAddedOnce) {
  dedup_well(indexed({"a"}, "one"));
  dedup_well(indexed({"b"}, "two"));
  const Contents index = contents_of(folder_ / "index");
  const Contents two = contents_of(folder_ / "two");
  EXPECT_EQ(dedup_well(indexed({"b"}, "two")).state, RunSummary::State::kAlreadyComplete);

  RunOptions again = indexed({"b"}, "two");
  again.existing = Existing::kOverwrite;
  dedup_well(again);
  EXPECT_EQ(difference_of(contents_of(folder_ / "two"), two), "");

  // As a crash between index and manifest would leave it.
  const Result<Manifest> manifest = read_manifest(folder_ / "two");
  ASSERT_TRUE(manifest);
  ASSERT_TRUE(remove_file(folder_ / "two/manifest.json"));
  ASSERT_TRUE(make_folders(folder_ / "two/.galley"));
  folder_.write("two/.galley/run", manifest->identity());
  again.existing = Existing::kResume;
  dedup_well(again);
  EXPECT_EQ(difference_of(contents_of(folder_ / "two"), two), "");

  // Also when others have come meanwhile.
  dedup_well(indexed({"c"}, "three"));
  again.existing = Existing::kOverwrite;
  dedup_well(again);
  EXPECT_EQ(difference_of(contents_of(folder_ / "two"), two), "");
  const Result<DuplicateIndex> opened = DuplicateIndex::open_as_it_is(folder_ / "index");
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->list().runs.size(), 3u);
}

TEST_F(RunWithIndex, UnderAnotherNameTheSameInputIsAnotherRun) {
  const RunSummary first = dedup_well(indexed({"a"}, "one"));
  const RunSummary second = dedup_well(indexed({"a"}, "two"));
  EXPECT_EQ(second.counts.paragraphs_in, first.counts.paragraphs_in);
  EXPECT_GE(second.counts.removed_by_index, first.counts.kept / 2);
  for (const Json& row : read_rows(folder_ / "two", "removed")) EXPECT_EQ(row["kept_run"], "one");
  EXPECT_EQ(read_json(folder_ / "two/run.json")["index_run"], "two");
}

TEST_F(RunWithIndex, ADryRunReadsOnly) {
  const auto sink = [](std::string_view) { return Status(); };
  ASSERT_TRUE(dry_run(CorpusJob::kDedup, indexed({"a"}, ""), {}, sink));
  EXPECT_FALSE(path_exists(folder_ / "index"));
  dedup_well(indexed({"a"}, "one"));
  const Contents before = contents_of(folder_ / "index");
  const Result<RunSummary> dry = dry_run(CorpusJob::kDedup, indexed({"a"}, ""), {}, sink);
  ASSERT_TRUE(dry);
  EXPECT_GT(dry->counts.removed_by_index, 0u);
  EXPECT_EQ(difference_of(contents_of(folder_ / "index"), before), "");
}

TEST_F(RunWithIndex, RefusesPlacesThatCannotBe) {
  const auto told = [&](const std::string& index, DedupScope scope = DedupScope::kCorpus) {
    RunOptions options = indexed({"a"}, "one");
    options.index = index;
    options.dedup.scope = scope;
    const Result<RunSummary> summary = dedup(options, {});
    return summary ? std::string() : to_string(summary.error());
  };
  EXPECT_NE(told(folder_ / "one").find("lies in the output"), std::string::npos);
  EXPECT_NE(told(folder_ / "one/index").find("lies in the output"), std::string::npos);
  EXPECT_NE(told(folder_.path()).find("holds the input"), std::string::npos);
  EXPECT_NE(told(folder_ / "index", DedupScope::kDocument).find("--scope document"),
            std::string::npos);
}

}  // namespace
}  // namespace galley
