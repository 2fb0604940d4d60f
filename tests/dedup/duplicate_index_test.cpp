// SPDX-License-Identifier: Apache-2.0
#include "dedup/duplicate_index.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/dedup/index_harness.h"
#include "tests/dedup/noisy_copies.h"
#include "tests/support/corpus.h"
#include "tests/support/effort.h"

namespace galley {
namespace {

// The paragraphs in runs of their own, one after the other, with one index.
IndexedOutcome in_turn(const std::string& folder, std::span<const std::string> paragraphs,
                       std::span<const std::size_t> cuts, const DedupOptions& options,
                       const IndexedHow& how = {}) {
  IndexedOutcome all;
  std::size_t begin = 0;
  for (std::size_t run = 0; run <= cuts.size(); ++run) {
    const std::size_t end = run < cuts.size() ? cuts[run] : paragraphs.size();
    const IndexedOutcome one =
        search_with_index(folder, "run" + std::to_string(run),
                          paragraphs.subspan(begin, end - begin), begin, options, how);
    EXPECT_EQ(one.failure, "");
    all.add(one);
    begin = end;
  }
  return all;
}

IndexedOutcome at_once(std::span<const std::string> paragraphs, const DedupOptions& options) {
  return search_with_index("", "whole", paragraphs, 0, options);
}

// Many copies, boilerplate with and without numbers: hot buckets of all kinds.
std::vector<std::string> hot_paragraphs(std::uint64_t seed, std::size_t count) {
  NoisyCopies maker(seed);
  std::vector<std::string> all = maker.paragraphs(count / 2);
  const std::string boilerplate = maker.paragraph(30);
  const std::string other = maker.paragraph(24);
  while (all.size() < count) {
    const std::uint64_t choice = maker.random()() % 4;
    if (choice == 0) all.push_back(maker.changed(boilerplate, maker.random()() % 10));
    if (choice == 1) {
      all.push_back(boilerplate + " " + std::to_string(maker.random()() % 40));
    }
    if (choice == 2) all.push_back(maker.changed(other, 8 + maker.random()() % 30));
    if (choice == 3) all.push_back(all[maker.random()() % all.size()]);
  }
  std::shuffle(all.begin(), all.end(), maker.random());
  return all;
}

// Hashes made to collide bring no wrong copy in, neither of the input nor of what is indexed. What
// an earlier run has removed has no text to compare with: its copies are compared with its keeper.
TEST(DuplicateIndex, LettersAreComparedAcrossRunsWhereAsked) {
  const std::vector<std::string> paragraphs = hot_paragraphs(7, 500);
  DedupOptions options;
  options.min_letters = 5;
  options.bands = 64;
  options.rows = 2;
  const IndexedOutcome expected = at_once(paragraphs, options);
  EXPECT_GT(expected.removed.size(), 100u);
  const std::size_t cuts[] = {200, 350};
  options.exact_copies = ExactCopies::kByLetters;
  for (const bool collides : {false, true}) {
    const TempFolder folder;
    IndexedHow how;
    how.makes_hashes_collide = collides;
    const IndexedOutcome found = in_turn(folder.path(), paragraphs, cuts, options, how);
    EXPECT_EQ(found.kept, expected.kept) << collides;
  }
}

TEST(DuplicateIndex, HalvesEqualTheWhole) {
  for (const DedupPreset preset : {DedupPreset::kDefault, DedupPreset::kOcr}) {
    for (const Numbers numbers : {Numbers::kDistinguish, Numbers::kIgnore}) {
      DedupOptions options;
      options.preset = preset;
      options.numbers = numbers;
      const std::vector<std::string> paragraphs = hot_paragraphs(7, 2400);
      const IndexedOutcome whole = at_once(paragraphs, options);
      EXPECT_GT(whole.removed.size(), 500u);
      const TempFolder folder;
      const std::size_t half[] = {1200};
      EXPECT_TRUE(in_turn(folder / "index", paragraphs, half, options) == whole);
    }
  }
}

RC_GTEST_PROP(DuplicateIndex, AnyPartsEqualTheWhole, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint32_t>();
  const auto count = *rc::gen::inRange<std::size_t>(2, 250);
  const std::vector<std::string> paragraphs = hot_paragraphs(seed, count);
  auto cuts = *rc::gen::container<std::vector<std::size_t>>(
      rc::gen::inRange<std::size_t>(0, paragraphs.size() + 1));
  if (cuts.size() > 2) cuts.resize(2);
  std::sort(cuts.begin(), cuts.end());
  DedupOptions options;
  options.preset = *rc::gen::element(DedupPreset::kDefault, DedupPreset::kOcr);
  options.numbers = *rc::gen::element(Numbers::kDistinguish, Numbers::kIgnore);
  options.min_letters = *rc::gen::element(0u, 5u);
  IndexedHow how;
  how.memory_bytes = *rc::gen::element(std::uint64_t{1} << 30, std::uint64_t{1} << 17);
  how.threads = *rc::gen::element(1, 3);
  const TempFolder folder;
  const IndexedOutcome parts = in_turn(folder / "index", paragraphs, cuts, options, how);
  RC_ASSERT(parts == at_once(paragraphs, options));
}

TEST(DuplicateIndex, HasTheSameBytesForAnyThreadsAndMemory) {
  const std::vector<std::string> paragraphs = hot_paragraphs(17, 900);
  for (const DedupPreset preset : {DedupPreset::kDefault, DedupPreset::kOcr}) {
    DedupOptions options;
    options.preset = preset;
    std::optional<Contents> expected;
    for (const std::uint64_t memory : {std::uint64_t{1} << 30, std::uint64_t{1} << 18}) {
      for (int threads = by_effort(3, 1); threads <= 3; threads += 2) {
        IndexedHow how;
        how.memory_bytes = memory;
        how.threads = threads;
        how.shuffle = static_cast<std::uint64_t>(threads) * memory;
        const TempFolder folder;
        const std::size_t cuts[] = {500, 600};
        in_turn(folder / "index", paragraphs, cuts, options, how);
        const Contents contents = contents_of(folder / "index");
        if (!expected) expected = contents;
        EXPECT_EQ(difference_of(contents, *expected), "");
      }
    }
  }
}

// What is in the index outranks what is longer.
TEST(DuplicateIndex, OutranksTheInputWhateverIsKept) {
  NoisyCopies maker(3);
  const std::string text = maker.paragraph(60);
  const std::vector<std::string> first = {text};
  const std::vector<std::string> second = {text + " further words", text + " further words indeed",
                                           maker.paragraph(40)};
  for (const Keep keep : {Keep::kFirst, Keep::kLongest}) {
    DedupOptions options;
    options.keep = keep;
    const TempFolder folder;
    search_with_index(folder / "index", "a", first, 0, options);
    const IndexedOutcome outcome = search_with_index(folder / "index", "b", second, 1, options);
    EXPECT_EQ(outcome.kept, std::set<std::string>{"3"});
    EXPECT_EQ(outcome.by_index, 2u);
    for (const NamedRemoval& removal : outcome.removed) EXPECT_EQ(removal.keeper, "0");
  }
}

// A run that is done again sees the index as it was before that run, and is added once.
TEST(DuplicateIndex, ARunDoneAgainIsTheSame) {
  const std::vector<std::string> paragraphs = hot_paragraphs(27, 900);
  const std::span<const std::string> all(paragraphs);
  const DedupOptions options;
  const TempFolder folder;
  const std::string index = folder / "index";
  std::vector<IndexedOutcome> first;
  const auto run = [&](std::size_t number) {
    return search_with_index(index, "run" + std::to_string(number), all.subspan(number * 300, 300),
                             number * 300, options);
  };
  for (std::size_t number = 0; number < 3; ++number) first.push_back(run(number));
  const Contents before = contents_of(index);
  for (const std::size_t number : {1u, 0u, 2u}) {
    EXPECT_TRUE(run(number) == first[number]);
    EXPECT_EQ(difference_of(contents_of(index), before), "");
  }
}

TEST(DuplicateIndex, StaysAFewParts) {
  const std::vector<std::string> paragraphs = hot_paragraphs(37, 800);
  const std::span<const std::string> all(paragraphs);
  const TempFolder folder;
  std::size_t most = 0;
  for (std::size_t run = 0; run < 40; ++run) {
    search_with_index(folder / "index", "run" + std::to_string(run), all.subspan(run * 20, 20),
                      run * 20, DedupOptions());
    const Result<DuplicateIndex> index = DuplicateIndex::open_as_it_is(folder / "index");
    ASSERT_TRUE(index);
    EXPECT_EQ(index->list().runs.size(), run + 1);
    most = std::max(most, index->parts().size());
    EXPECT_EQ(list_folder(folder / "index")->size(), index->parts().size() * 4 + 1) << "no strays";
  }
  EXPECT_LE(most, 8u);
  EXPECT_GT(most, 1u);
}

TEST(DuplicateIndex, RefusesOtherSettings) {
  const std::vector<std::string> paragraphs = hot_paragraphs(5, 20);
  const TempFolder folder;
  search_with_index(folder / "index", "a", paragraphs, 0, DedupOptions());
  const auto told = [&](const DedupOptions& options) {
    return search_with_index(folder / "index", "b", paragraphs, 0, options).failure;
  };
  DedupOptions options;
  options.similarity_ppm = 700'000;
  EXPECT_NE(told(options).find("made with --similarity 0.800000, not 0.700000"), std::string::npos)
      << told(options);
  options = {};
  options.preset = DedupPreset::kOcr;
  EXPECT_NE(told(options).find("made with --preset default, not ocr"), std::string::npos);
  options = {};
  options.min_letters = 9;
  EXPECT_NE(told(options).find("--min-letters 20"), std::string::npos);
  options = {};
  options.keep = Keep::kLongest;
  EXPECT_EQ(told(options), "") << "who is kept concerns the input only";
}

TEST(DuplicateIndex, RefusesAFolderOfSomethingElse) {
  const TempFolder folder;
  make_folders(folder / "index").value();
  folder.write("index/notes.txt", "mine");
  const std::vector<std::string> none;
  EXPECT_NE(search_with_index(folder / "index", "a", none, 0, DedupOptions())
                .failure.find("is no index: it holds notes.txt"),
            std::string::npos);
  EXPECT_FALSE(DuplicateIndex::open_as_it_is(folder / "index"));
}

// Who has lost the list has lost the index, and must be told before it is overwritten.
TEST(DuplicateIndex, RefusesPartsWithoutAList) {
  const std::vector<std::string> paragraphs = hot_paragraphs(5, 20);
  const TempFolder folder;
  search_with_index(folder / "index", "a", paragraphs, 0, DedupOptions());
  ASSERT_TRUE(remove_file(folder / "index/index"));
  EXPECT_NE(search_with_index(folder / "index", "b", paragraphs, 0, DedupOptions())
                .failure.find("is no index: it holds part-000000.exact"),
            std::string::npos);
}

TEST(DuplicateIndex, IsLocked) {
  const TempFolder folder;
  const Result<DuplicateIndex> index = DuplicateIndex::open(folder / "index", DedupOptions());
  ASSERT_TRUE(index);
  const Result<DuplicateIndex> second = DuplicateIndex::open(folder / "index", DedupOptions());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kConflict);
}

TEST(DuplicateIndex, NamesRunsApart) {
  const TempFolder folder;
  Result<DuplicateIndex> index = DuplicateIndex::open(folder / "index", DedupOptions());
  ASSERT_TRUE(index);
  const Hash128 before = index->state();
  index->begin_run("corpus", "one");
  ASSERT_TRUE(index->publish(index->next_part(0)));
  index->begin_run("corpus", "two");
  EXPECT_FALSE(index->holds_run());
  EXPECT_EQ(index->run_name(), "corpus-2");
  EXPECT_NE(index->state(), before);
  index->begin_run("corpus", "one");
  EXPECT_TRUE(index->holds_run());
  EXPECT_EQ(index->run_name(), "corpus");
  EXPECT_EQ(index->state(), before);
}

}  // namespace
}  // namespace galley
