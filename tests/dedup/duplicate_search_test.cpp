// SPDX-License-Identifier: Apache-2.0
#include "dedup/duplicate_search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "base/parallel.h"
#include "dedup/banding.h"
#include "dedup/shingle_codes.h"
#include "fingerprint/fingerprinter.h"
#include "tests/dedup/listed_texts.h"
#include "tests/dedup/noisy_copies.h"
#include "tests/reference/slow_duplicates.h"
#include "tests/support/effort.h"
#include "tests/support/temp_folder.h"

namespace galley {
namespace {

constexpr std::uint64_t kMuch = std::uint64_t{1} << 30;

struct Input {
  std::vector<std::string> paragraphs;
  std::vector<std::uint32_t> doubtful_letters;  // none: all 0
  std::vector<std::uint64_t> documents;         // none: all are one scope
};

struct How {
  std::uint64_t memory_bytes = kMuch;
  int threads = 1;
  std::size_t batch = 256;            // paragraphs in a batch
  std::uint64_t shuffle_batches = 0;  // seed; 0: in order
  std::size_t seen_slots = 512;
  bool makes_hashes_collide = false;
};

struct Found {
  std::vector<Removal> removals;
  DedupCounts counts;
  std::uint64_t spilled_bytes = 0;
};

// As an attacker might who can make hashes collide: three of them are left, and the counts agree.
void collide(Fingerprint& fingerprint) {
  fingerprint.exact = {mix64(fingerprint.exact.low % 3), 0};
  fingerprint.letters = 100;
}

Found search(const Input& input, const DedupOptions& options, const How& how = {}) {
  const TempFolder folder;
  MemoryBudget budget(how.memory_bytes);
  const StopToken stop;
  SpillPlace place(folder.path(), budget, stop);
  Found found;
  {
    DuplicateSearch search(options, place, how.threads);
    SeenContents seen(how.seen_slots);
    const std::size_t count = input.paragraphs.size();
    std::vector<std::size_t> batches((count + how.batch - 1) / how.batch);
    std::iota(batches.begin(), batches.end(), std::size_t{0});
    std::mt19937_64 random(how.shuffle_batches);
    if (how.shuffle_batches != 0) std::shuffle(batches.begin(), batches.end(), random);
    const Status taken =
        for_each_index(how.threads, batches.size(), stop, [&](std::size_t index, int) -> Status {
          const bool trusts_hashes = options.exact_copies == ExactCopies::kByHash;
          Fingerprinter fingerprinter(fingerprint_plan(options), trusts_hashes ? &seen : nullptr);
          DuplicateSearch::Batch batch(options);
          const std::size_t begin = batches[index] * how.batch;
          for (std::size_t i = begin; i < std::min(count, begin + how.batch); ++i) {
            ParagraphPlace where;
            where.ord = i;
            if (!input.doubtful_letters.empty()) where.doubtful_letters = input.doubtful_letters[i];
            if (!input.documents.empty()) where.scope = input.documents[i];
            Fingerprint fingerprint = fingerprinter.compute(input.paragraphs[i], where);
            if (how.makes_hashes_collide) collide(fingerprint);
            batch.add(i, where.doubtful_letters, fingerprint);
          }
          return search.take(batch);
        });
    EXPECT_TRUE(taken);
    const ListedTexts texts(input.paragraphs);
    const Result<DedupOutcome> outcome = search.finish(texts);
    EXPECT_TRUE(outcome);
    if (!outcome) return found;
    EXPECT_TRUE(outcome->removals.load(0, count, found.removals));
    found.counts = outcome->counts;
  }
  found.spilled_bytes = place.spilled_bytes();
  EXPECT_EQ(budget.used_bytes(), 0u);
  EXPECT_EQ(list_folder(folder.path())->size(), 0u) << "runs are removed";
  return found;
}

// With this many bands no pair above the threshold is missed.
DedupOptions options_that_miss_nothing() {
  DedupOptions options;
  options.min_letters = 5;
  options.bands = 64;
  options.rows = 2;
  return options;
}

TEST(DuplicateSearch, DoesWhatTheRuleOfRankSays) {
  const std::uint64_t seeds = by_effort<std::uint64_t>(1, 5);
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    NoisyCopies maker(seed);
    const Input input{maker.paragraphs(220), {}, {}};
    for (const Numbers numbers : {Numbers::kDistinguish, Numbers::kIgnore}) {
      for (const Keep keep : {Keep::kFirst, Keep::kLongest}) {
        DedupOptions options = options_that_miss_nothing();
        options.numbers = numbers;
        options.keep = keep;
        const auto expected = slow_duplicates(input.paragraphs, options);
        EXPECT_GT(expected.size(), 50u);
        EXPECT_EQ(search(input, options).removals, expected) << seed;
      }
    }
  }
}

TEST(DuplicateSearch, KeepsTheCleanest) {
  const std::uint64_t last = by_effort<std::uint64_t>(11, 14);
  for (std::uint64_t seed = 11; seed <= last; ++seed) {
    NoisyCopies maker(seed);
    Input input{maker.paragraphs(200), {}, {}};
    for (std::size_t i = 0; i < input.paragraphs.size(); ++i) {
      input.doubtful_letters.push_back(static_cast<std::uint32_t>(maker.random()() % 4));
    }
    DedupOptions options = options_that_miss_nothing();
    options.keep = Keep::kCleanest;
    const auto expected = slow_duplicates(input.paragraphs, options, input.doubtful_letters);
    for (const std::uint64_t memory : {kMuch, std::uint64_t{1} << 17}) {
      How how;
      how.memory_bytes = memory;
      how.batch = 17;
      how.shuffle_batches = seed;
      EXPECT_EQ(search(input, options, how).removals, expected) << seed;
    }
  }
}

TEST(DuplicateSearch, StaysWithinADocumentWhereThatIsTheScope) {
  NoisyCopies maker(21);
  Input input{maker.paragraphs(220), {}, {}};
  for (std::size_t i = 0; i < input.paragraphs.size(); ++i) input.documents.push_back(i / 40);
  DedupOptions options = options_that_miss_nothing();
  options.scope = DedupScope::kDocument;
  const auto expected = slow_duplicates(input.paragraphs, options, {}, input.documents);
  EXPECT_GT(expected.size(), 20u);
  for (const Removal& removal : expected) EXPECT_EQ(removal.ord / 40, removal.keeper_ord / 40);
  for (const std::uint64_t memory : {kMuch, std::uint64_t{1} << 17}) {
    How how;
    how.memory_bytes = memory;
    EXPECT_EQ(search(input, options, how).removals, expected);
  }
}

void expect_same(const Found& found, const Found& expected) {
  EXPECT_EQ(found.removals, expected.removals);
  EXPECT_EQ(found.counts.distinct, expected.counts.distinct);
  EXPECT_EQ(found.counts.candidate_pairs, expected.counts.candidate_pairs);
  EXPECT_EQ(found.counts.skipped_pairs, expected.counts.skipped_pairs);
  EXPECT_EQ(found.counts.compared_pairs, expected.counts.compared_pairs);
  EXPECT_EQ(found.counts.verified_pairs, expected.counts.verified_pairs);
  EXPECT_EQ(found.counts.removed_exact, expected.counts.removed_exact);
  EXPECT_EQ(found.counts.removed_near, expected.counts.removed_near);
}

TEST(DuplicateSearch, ComparesTheLettersOfExactCopiesWhereAsked) {
  for (const DedupPreset preset : {DedupPreset::kDefault, DedupPreset::kOcr}) {
    NoisyCopies maker(41);
    const Input input{maker.paragraphs(400), {}, {}};
    DedupOptions options = options_that_miss_nothing();
    options.preset = preset;
    How how;
    const auto expected = search(input, options).removals;
    const auto is_exact = [](const Removal& each) { return each.reason == RemovalReason::kExact; };
    EXPECT_GT(std::ranges::count_if(expected, is_exact), 10);
    options.exact_copies = ExactCopies::kByLetters;
    EXPECT_EQ(search(input, options).removals, expected) << "sound hashes are right as they are";
    how.makes_hashes_collide = true;
    for (const std::uint64_t memory : {kMuch, std::uint64_t{1} << 18}) {
      for (const int threads : {1, 3}) {
        how.memory_bytes = memory;
        how.threads = threads;
        how.batch = 64;
        const Found found = search(input, options, how);
        EXPECT_EQ(found.removals, expected) << memory;
        EXPECT_EQ(found.spilled_bytes > 0, memory != kMuch);
      }
    }
    options.exact_copies = ExactCopies::kByHash;
    EXPECT_NE(search(input, options, how).removals, expected) << "the test would see it";
  }
}

// Boilerplate, records of one template, and many copies: hot buckets of all kinds.
Input much() {
  NoisyCopies maker(31);
  Input input{maker.paragraphs(2500), {}, {}};
  const std::string boilerplate = maker.paragraph(40);
  for (int i = 0; i < 400; ++i) {
    input.paragraphs.push_back(maker.changed(boilerplate, maker.random()() % 12));
    input.paragraphs.push_back(boilerplate + " " + std::to_string(maker.random()() % 100));
    input.paragraphs.push_back(input.paragraphs[maker.random()() % 2500]);
  }
  return input;
}

TEST(DuplicateSearch, DoesNotDependOnThreadsBatchesOrMemory) {
  const Input input = much();
  for (const DedupPreset preset : {DedupPreset::kDefault, DedupPreset::kOcr}) {
    DedupOptions options;
    options.preset = preset;
    const Found expected = search(input, options);
    EXPECT_GT(expected.removals.size(), 1000u);
    EXPECT_EQ(expected.spilled_bytes, 0u);
    std::uint64_t seed = 1;
    for (const std::uint64_t memory : {kMuch, std::uint64_t{1} << 20, std::uint64_t{1} << 18}) {
      if (effort() == Effort::kFew && memory == std::uint64_t{1} << 20) continue;
      for (int threads = by_effort(3, 1); threads <= 3; threads += 2) {
        How how;
        how.memory_bytes = memory;
        how.threads = threads;
        how.batch = memory == kMuch ? 7 : 300;
        how.shuffle_batches = seed++;
        how.seen_slots = memory == kMuch ? 1 : 4096;
        const Found found = search(input, options, how);
        expect_same(found, expected);
        EXPECT_EQ(found.spilled_bytes > 0, memory != kMuch) << memory;
      }
    }
  }
}

// The three that are near one text all go, and the copies of one that does not stay have its
// keeper, not it.
TEST(DuplicateSearch, CopiesOfWhatGoesHaveItsKeeper) {
  NoisyCopies maker(41);
  const std::string first = maker.paragraph(60);
  const std::string near = maker.changed(first, 4);
  const Input input{
      {first, maker.paragraph(30), near, "x", near, maker.paragraph(9), near}, {}, {}};
  const Found found = search(input, DedupOptions());
  ASSERT_EQ(found.removals.size(), 3u);
  const std::uint32_t similarity = slow_similarity_ppm(letters_of(first), letters_of(near));
  EXPECT_GE(similarity, 800'000u);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(found.removals[i], (Removal{2 + 2 * i, 0, similarity, RemovalReason::kNear}));
  }
  EXPECT_EQ(found.counts.removed_near, 3u);
  EXPECT_EQ(found.counts.removed_exact, 0u);
}

// Of a chain A ~ B ~ C in which A and C are unlike, B goes and C stays: its one likeness is gone.
TEST(DuplicateSearch, FollowsNoChains) {
  NoisyCopies maker(51);
  const std::string a = maker.paragraph(80);
  const std::string b = a + " " + maker.paragraph(14);
  const std::string c = b + " " + maker.paragraph(16);
  DedupOptions options = options_that_miss_nothing();
  options.numbers = Numbers::kIgnore;
  const Input input{{a, b, c}, {}, {}};
  ASSERT_GE(slow_similarity_ppm(letters_of(a), letters_of(b)), 800'000u);
  ASSERT_GE(slow_similarity_ppm(letters_of(b), letters_of(c)), 800'000u);
  ASSERT_LT(slow_similarity_ppm(letters_of(a), letters_of(c)), 800'000u);
  const Found found = search(input, options);
  ASSERT_EQ(found.removals.size(), 1u);
  EXPECT_EQ(found.removals[0].ord, 1u);
}

TEST(DuplicateSearch, TellsRecordsOfOneTemplateApartByTheirNumbers) {
  const std::string rest =
      " of the ordinance on weights and measures shall apply to the scales of "
      "every dealer who keeps a stall in the covered market";
  const Input input{
      {"Section 27" + rest, "Section 28" + rest, "Section 27" + rest + " hall"}, {}, {}};
  DedupOptions options;
  const Found apart = search(input, options);
  ASSERT_EQ(apart.removals.size(), 1u);
  EXPECT_EQ(apart.removals[0].ord, 2u);
  options.numbers = Numbers::kIgnore;
  EXPECT_EQ(search(input, options).removals.size(), 2u);
}

TEST(DuplicateSearch, NeverRemovesShortParagraphs) {
  const Input input{
      {"By our correspondent", "By our correspondent", "本報訊", "本報訊", "", ""}, {}, {}};
  const Found found = search(input, DedupOptions());
  EXPECT_TRUE(found.removals.empty());
  EXPECT_EQ(found.counts.paragraphs, 6u);
  EXPECT_EQ(found.counts.short_paragraphs, 6u);
}

// What a bucket of n texts costs grows with n, not with its square.
TEST(DuplicateSearch, HotBucketsStayLinear) {
  std::vector<std::uint64_t> compared;
  for (const std::size_t size : {1000u, 4000u}) {
    NoisyCopies maker(61);
    const std::string boilerplate = maker.paragraph(60);
    Input input;
    for (std::size_t i = 0; i < size; ++i) {
      input.paragraphs.push_back(maker.changed(boilerplate, 1 + maker.random()() % 3));
    }
    DedupOptions options;
    options.numbers = Numbers::kIgnore;
    const Found found = search(input, options);
    EXPECT_GT(found.counts.skipped_pairs, size * size / 8) << "skips are counted";
    EXPECT_GE(found.removals.size() * 1000, size * 990);
    compared.push_back(found.counts.compared_pairs);
  }
  EXPECT_LT(compared[1], compared[0] * 6);
}

TEST(DuplicateSearch, ComparesLongDocuments) {
  NoisyCopies maker(71);
  const std::string document = maker.paragraph(170'000);
  ASSERT_GT(document.size(), 1'000'000u);
  DedupOptions options;
  options.unit = DedupUnit::kDocument;
  options.numbers = Numbers::kIgnore;
  const Input input{{document, maker.changed(document, 5000), maker.paragraph(100'000)}, {}, {}};
  const Found found = search(input, options);
  ASSERT_EQ(found.removals.size(), 1u);
  EXPECT_EQ(found.removals[0].ord, 1u);
  const std::u32string a = letters_of(input.paragraphs[0]);
  const std::u32string b = letters_of(input.paragraphs[1]);
  EXPECT_EQ(found.removals[0].similarity_ppm,
            overlap_of_letters({a.data(), a.size()}, {b.data(), b.size()}).similarity_ppm());
}

TEST(DuplicateSearch, OfNothingIsNothing) {
  EXPECT_TRUE(search({}, DedupOptions()).removals.empty());
}

}  // namespace
}  // namespace galley
