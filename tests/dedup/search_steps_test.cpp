// SPDX-License-Identifier: Apache-2.0
// The search in steps, beside the search at once and beside its slow twin.
#include "dedup/search_steps.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <set>
#include <span>

#include "dedup/banding.h"
#include "dedup/parcels.h"
#include "dedup/step_files.h"
#include "dedup/step_records.h"
#include "fingerprint/fingerprinter.h"
#include "tests/dedup/carrier.h"
#include "tests/dedup/listed_texts.h"
#include "tests/dedup/noisy_copies.h"
#include "tests/dedup/spilling.h"
#include "tests/reference/slow_duplicates.h"
#include "tests/support/effort.h"

namespace galley {
namespace {

constexpr std::uint64_t kMuch = std::uint64_t{1} << 30;

enum class Exchange : std::uint8_t { kFiles, kParcels };

struct How {
  std::uint32_t tasks = 1;
  std::size_t stretch = 50;  // paragraphs
  std::uint64_t memory_bytes = kMuch;
  Exchange exchange = Exchange::kFiles;
};

struct Found {
  std::vector<Removal> removals;
  std::uint64_t candidate_pairs = 0;
  std::uint64_t skipped_pairs = 0;
  std::uint64_t verified_twice = 0;  // pairs in more than one task's outcome
  std::uint64_t spilled_bytes = 0;
};

void fingerprint(const std::vector<std::string>& texts, const DedupOptions& options,
                 std::size_t first, std::size_t end, DuplicateSearch::Batch& batch) {
  Fingerprinter fingerprinter(fingerprint_plan(options), nullptr);
  for (std::size_t i = first; i < end; ++i) {
    ParagraphPlace where;
    where.ord = i;
    where.doubtful_letters = static_cast<std::uint32_t>(i * 7 % 5);
    if (options.scope == DedupScope::kDocument) where.scope = i / 40;
    batch.add(i, where.doubtful_letters, fingerprinter.compute(texts[i], where));
  }
}

Found at_once(const std::vector<std::string>& texts, const DedupOptions& options) {
  Spilling spilling(kMuch);
  Found found;
  DuplicateSearch search(options, spilling.place, 1);
  DuplicateSearch::Batch batch(options);
  fingerprint(texts, options, 0, texts.size(), batch);
  EXPECT_TRUE(search.take(batch));
  const Result<DedupOutcome> outcome = search.finish(ListedTexts(texts));
  EXPECT_TRUE(outcome);
  EXPECT_TRUE(outcome->removals.load(0, texts.size(), found.removals));
  found.candidate_pairs = outcome->counts.candidate_pairs;
  found.skipped_pairs = outcome->counts.skipped_pairs;
  return found;
}

Found in_steps(const std::vector<std::string>& texts, const DedupOptions& options, const How& how) {
  Spilling spilling(how.memory_bytes);
  const TempFolder folder;
  const auto made = [&](std::string_view name, std::size_t number) {
    const std::string path = folder / (std::string(name) + std::to_string(number));
    EXPECT_TRUE(make_folders(path));
    return path;
  };
  std::vector<std::uint64_t> first_ords;
  std::vector<SearchStretch> stretches;
  for (std::size_t first = 0; first < texts.size(); first += how.stretch) {
    const std::string path = made("stretch-", stretches.size());
    Result<SearchFilesWriter> writer =
        SearchFilesWriter::create(path, spilling.place, Durability::kScratch);
    EXPECT_TRUE(writer);
    // In two batches, of which the second goes on where the first ended.
    const std::size_t end = std::min(texts.size(), first + how.stretch);
    const std::size_t middle = first + (end - first) / 3;
    for (const auto& [from, to] : {std::pair(first, middle), std::pair(middle, end)}) {
      DuplicateSearch::Batch batch(options);
      fingerprint(texts, options, from, to, batch);
      EXPECT_TRUE(writer->add(std::move(batch)));
    }
    const Result<SearchFacts> facts = writer->finish();
    EXPECT_TRUE(facts);
    first_ords.push_back(first);
    stretches.push_back({path, *facts});
  }
  std::vector<std::uint64_t> range_ords;
  for (std::uint32_t task = 0; task < how.tasks; ++task) {
    range_ords.push_back(texts.size() * task / how.tasks);
  }
  const SearchSteps steps{
      &options,
      &spilling.place,
      2,
      how.tasks,
      first_ords,
      range_ords,
      [&](std::uint32_t number) -> Result<SearchStretch> { return stretches[number]; }};
  const ListedTexts source_texts(texts);
  Found found;
  std::vector<std::string> copies, rows, pairs, verified;
  Carrier keys_carrier, rows_carrier, pairs_carrier;
  const bool is_carried = how.exchange == Exchange::kParcels;
  const auto sink = [&](Carrier& carrier, std::uint32_t from,
                        const std::string& path) -> std::unique_ptr<SliceSink> {
    if (!is_carried) return std::make_unique<SliceRunWriter>(path, how.tasks);
    return std::make_unique<ParcelWriter>(carrier.to_write(), from,
                                          std::vector<bool>(how.tasks, true));
  };
  File in;
  const auto source = [&](Carrier& carrier, std::uint32_t task, std::size_t senders,
                          std::unique_ptr<SliceSource> stored) -> std::unique_ptr<SliceSource> {
    if (!is_carried) return stored;
    in = carrier.to_read(task);
    return std::make_unique<ParcelReader>(in, task, static_cast<std::uint32_t>(senders));
  };
  for (std::uint32_t number = 0; is_carried && number < stretches.size(); ++number) {
    EXPECT_TRUE(send_keys(steps, number, *sink(keys_carrier, number, "")));
  }
  for (std::uint32_t task = 0; task < how.tasks; ++task) {
    copies.push_back(made("copies-", task));
    const auto keys = source(keys_carrier, task, stretches.size(), stored_keys(steps, task));
    EXPECT_TRUE(write_copies(steps, *keys, source_texts, copies.back()));
  }
  for (std::uint32_t task = 0; task < how.tasks; ++task) {
    rows.push_back(made("rows-", task));
    EXPECT_TRUE(
        write_rows(steps, task, copies, *sink(rows_carrier, task, rows.back()), rows.back()));
  }
  for (std::uint32_t task = 0; task < how.tasks; ++task) {
    pairs.push_back(made("pairs-", task));
    const auto sent = source(rows_carrier, task, how.tasks, stored_rows(steps, task, rows));
    const Result<DedupCounts> counts = write_pairs(
        steps, copies[task], *sent, *sink(pairs_carrier, task, pairs.back()), pairs.back());
    EXPECT_TRUE(counts);
    found.candidate_pairs += counts->candidate_pairs;
    found.skipped_pairs += counts->skipped_pairs;
  }
  std::set<std::pair<std::uint64_t, std::uint64_t>> seen;
  for (std::uint32_t task = 0; task < how.tasks; ++task) {
    verified.push_back(made("verify-", task));
    const auto sent = source(pairs_carrier, task, how.tasks, stored_pairs(steps, task, pairs));
    EXPECT_TRUE(verify_pairs(steps, *sent, source_texts, verified.back()));
    EXPECT_TRUE(for_each_record<VerifiedPair>(
        join_path(verified.back(), kVerifiedName), run_kind_of<VerifiedPair>(kVerifiedName),
        [&](const VerifiedPair& each) {
          if (!seen.insert({each.pair.worse_ord, each.pair.better_ord}).second) {
            ++found.verified_twice;
          }
          return Status();
        }));
  }
  const std::string decided = made("decide-", 0);
  EXPECT_TRUE(decide_removals(steps, rows, verified, decided));
  std::vector<std::string> followed;
  for (std::uint32_t task = 0; task < how.tasks; ++task) {
    followed.push_back(made("follow-", task));
    EXPECT_TRUE(follow_copies(steps, task, copies, decided, followed.back()));
  }
  std::vector<std::uint64_t> bounds = text_bounds(steps);
  bounds.push_back(texts.size());
  for (std::uint32_t task = 0; task < how.tasks; ++task) {
    EXPECT_TRUE(for_each_in_slices<FollowedRemoval>(
        followed, kFollowedName, how.tasks, task, [&](const FollowedRemoval& removal) -> Status {
          EXPECT_GE(removal.keeper_ord, bounds[task]);
          EXPECT_LT(removal.keeper_ord, bounds[task + 1]);
          found.removals.push_back({removal.ord, removal.keeper_ord, removal.similarity_ppm,
                                    static_cast<RemovalReason>(removal.reason)});
          return {};
        }));
  }
  std::ranges::sort(found.removals, {}, &Removal::ord);
  found.spilled_bytes = spilling.place.spilled_bytes();
  return found;
}

void expect_same(const Found& found, const Found& expected) {
  EXPECT_EQ(found.removals, expected.removals);
  EXPECT_EQ(found.candidate_pairs, expected.candidate_pairs);
  EXPECT_EQ(found.skipped_pairs, expected.skipped_pairs);
  EXPECT_EQ(found.verified_twice, 0u);
}

constexpr How kHows[] = {{7, 50, 200'000}, {5, 37, 200'000, Exchange::kParcels},
                         {1, 1000, kMuch}, {3, 37, kMuch},
                         {16, 90, kMuch},  {1, 60, kMuch, Exchange::kParcels}};

std::span<const How> hows() {
  return std::span(kHows).first(by_effort<std::size_t>(2, std::size(kHows)));
}

TEST(SearchSteps, DoWhatTheRuleOfRankSays) {
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    NoisyCopies maker(seed);
    const std::vector<std::string> texts = maker.paragraphs(130);
    DedupOptions options;
    options.min_letters = 5;
    options.bands = 64;
    options.rows = 2;
    for (const Keep keep : {Keep::kFirst, Keep::kLongest}) {
      options.keep = keep;
      const std::vector<Removal> expected = slow_duplicates(texts, options);
      EXPECT_GT(expected.size(), 10u);
      for (const How& how : hows()) EXPECT_EQ(in_steps(texts, options, how).removals, expected);
    }
  }
}

TEST(SearchSteps, DoWhatIsDoneAtOnce) {
  NoisyCopies maker(9);
  const std::vector<std::string> texts = maker.paragraphs(400);
  DedupOptions first, cleanest, scoped, letters;
  first.min_letters = cleanest.min_letters = scoped.min_letters = letters.min_letters = 5;
  cleanest.keep = Keep::kCleanest;
  cleanest.numbers = Numbers::kIgnore;
  scoped.scope = DedupScope::kDocument;
  letters.exact_copies = ExactCopies::kByLetters;
  for (const DedupPreset preset : {DedupPreset::kDefault, DedupPreset::kOcr}) {
    for (DedupOptions options : {first, cleanest, scoped, letters}) {
      options.preset = preset;
      const Found expected = at_once(texts, options);
      EXPECT_GT(expected.candidate_pairs, 20u);
      EXPECT_GT(expected.removals.size(), 10u);
      for (const How& how : hows()) expect_same(in_steps(texts, options, how), expected);
    }
  }
}

// One template, so that buckets are hot: some pairs are passed over, whoever looks for them.
TEST(SearchSteps, PassOverInHotBucketsWhatIsPassedOverAtOnce) {
  NoisyCopies maker(4);
  const std::string form = maker.paragraph(40);
  std::vector<std::string> texts;
  for (int i = 0; i < 300; ++i) texts.push_back(maker.changed(form, maker.random()() % 9));
  for (const DedupPreset preset : {DedupPreset::kDefault, DedupPreset::kOcr}) {
    DedupOptions options;
    options.preset = preset;
    const Found expected = at_once(texts, options);
    EXPECT_GT(expected.skipped_pairs, 0u);
    for (const How& how : hows()) expect_same(in_steps(texts, options, how), expected);
  }
}

TEST(SearchSteps, SpillWhatMemoryHasNoRoomFor) {
  NoisyCopies maker(5);
  const std::vector<std::string> texts = maker.paragraphs(3000);
  for (const DedupPreset preset : {DedupPreset::kDefault, DedupPreset::kOcr}) {
    DedupOptions options;
    options.preset = preset;
    const Found expected = at_once(texts, options);
    const Found found = in_steps(texts, options, {3, 500, 200'000});
    EXPECT_GT(found.spilled_bytes, 0u);
    expect_same(found, expected);
  }
}

TEST(SearchSteps, AreCutIntoAsManyTasksAsThereAreParts) {
  NoisyCopies maker(6);
  const std::vector<std::string> texts = maker.paragraphs(300);
  expect_same(in_steps(texts, {}, {64, 40, kMuch}), at_once(texts, {}));
}

TEST(SearchSteps, OfNothingFindNothing) {
  for (const std::uint32_t tasks : {1u, 3u}) {
    for (const Exchange exchange : {Exchange::kFiles, Exchange::kParcels}) {
      const Found found = in_steps({}, {}, {tasks, 10, kMuch, exchange});
      EXPECT_TRUE(found.removals.empty());
      EXPECT_TRUE(
          in_steps({"short", "", "short"}, {}, {tasks, 1, kMuch, exchange}).removals.empty());
    }
  }
}

TEST(FoundPairs, ComeByTheWorseTextWhateverTheirOrder) {
  Row better, worse;
  better.ord = 9;
  better.place = 3;
  worse.ord = 4;
  worse.score = 1;
  worse.place = 2;
  const FoundPair pair = FoundPair::of(worse, 0, better, 0);
  EXPECT_TRUE(pair.is_same_pair(FoundPair::of(better, 0, worse, 0)));
  EXPECT_EQ(pair.worse_ord, 4u);
  EXPECT_EQ(pair.candidate().worse_row, 2u);
  EXPECT_EQ(pair.candidate().better_row, 3u);
  EXPECT_EQ(pair.candidate().worse(), worse.rank());
}

}  // namespace
}  // namespace galley
