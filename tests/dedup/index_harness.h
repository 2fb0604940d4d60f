// SPDX-License-Identifier: Apache-2.0
// Searches over paragraphs in memory, against an index in a folder.
#ifndef GALLEY_TESTS_DEDUP_INDEX_HARNESS_H_
#define GALLEY_TESTS_DEDUP_INDEX_HARNESS_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/parallel.h"
#include "dedup/banding.h"
#include "dedup/duplicate_search.h"
#include "dedup/index_lookup.h"
#include "fingerprint/fingerprinter.h"
#include "tests/dedup/listed_texts.h"
#include "tests/dedup/spilling.h"

namespace galley {

/// How a search works: nothing of it shows in what comes out.
struct IndexedHow {
  std::uint64_t memory_bytes = std::uint64_t{1} << 30;
  int threads = 1;
  std::size_t batch = 64;
  std::uint64_t shuffle = 0;          ///< seed; 0: batches in order
  bool makes_hashes_collide = false;  ///< three are left, and the counts agree
};

/// A removed paragraph and the one that stays, both as names.
struct NamedRemoval {
  std::string removed;
  std::string keeper;
  std::uint32_t similarity_ppm = 0;
  RemovalReason reason = RemovalReason::kExact;
  friend auto operator<=>(const NamedRemoval&, const NamedRemoval&) = default;
};

/// What became of some paragraphs.
struct IndexedOutcome {
  std::set<std::string> kept;
  std::set<NamedRemoval> removed;
  std::uint64_t by_index = 0;  ///< removed for a paragraph of an earlier run
  std::string failure;

  void add(const IndexedOutcome& other) {
    kept.insert(other.kept.begin(), other.kept.end());
    removed.insert(other.removed.begin(), other.removed.end());
  }
  friend bool operator==(const IndexedOutcome& a, const IndexedOutcome& b) {
    return a.kept == b.kept && a.removed == b.removed && a.failure == b.failure;
  }
};

/// Paragraph `i` of run R is paragraph i of document R.
inline std::string paragraph_name(std::string_view run, std::uint64_t paragraph) {
  return std::string(run) + " " + std::to_string(paragraph);
}

/// Searches `paragraphs`, which are numbered from `first`, as the run `run`; adds them to the index
/// in `folder`, or where that is empty searches them alone.
inline IndexedOutcome search_with_index(const std::string& folder, const std::string& run,
                                        std::span<const std::string> paragraphs,
                                        std::uint64_t first, const DedupOptions& options,
                                        const IndexedHow& how = {}) {
  class Names final : public ParagraphNames {
   public:
    Names(std::string id, std::uint64_t first) : id_(std::move(id)), first_(first) {}
    [[nodiscard]] Result<ParagraphName> name(std::uint64_t ord) override {
      return ParagraphName{id_, first_ + ord};
    }

   private:
    std::string id_;
    std::uint64_t first_;
  };

  IndexedOutcome outcome;
  const auto told = [&](const Error& error) {
    outcome.failure = to_string(error);
    return outcome;
  };
  std::optional<DuplicateIndex> index;
  if (!folder.empty()) {
    Result<DuplicateIndex> opened = DuplicateIndex::open(folder, options);
    if (!opened) return told(opened.error());
    index.emplace(*std::move(opened));
    if (Status prepared = index->prepare(); !prepared) return told(prepared.error());
    index->begin_run(run, "identity of " + run);
  }
  Spilling spilling(how.memory_bytes);
  const DuplicateIndex* const seen = index ? &*index : nullptr;
  DuplicateSearch search(options, spilling.place, how.threads, seen);
  SeenContents contents(256);
  std::vector<std::size_t> batches((paragraphs.size() + how.batch - 1) / how.batch);
  for (std::size_t i = 0; i < batches.size(); ++i) batches[i] = i;
  std::mt19937_64 random(how.shuffle);
  if (how.shuffle != 0) std::shuffle(batches.begin(), batches.end(), random);
  const Status taken = for_each_index(
      how.threads, batches.size(), spilling.stop, [&](std::size_t number, int) -> Status {
        const bool trusts_hashes = options.exact_copies == ExactCopies::kByHash;
        Fingerprinter fingerprinter(fingerprint_plan(options), trusts_hashes ? &contents : nullptr);
        DuplicateSearch::Batch batch(options);
        const std::size_t begin = batches[number] * how.batch;
        for (std::size_t i = begin; i < std::min(paragraphs.size(), begin + how.batch); ++i) {
          Fingerprint fingerprint = fingerprinter.compute(paragraphs[i], {.ord = i});
          if (how.makes_hashes_collide) {
            fingerprint.exact = {mix64(fingerprint.exact.low % 3), 0};
            fingerprint.letters = 100;
          }
          batch.add(i, 0, fingerprint);
        }
        return search.take(batch);
      });
  if (!taken) return told(taken.error());
  Names names(run, first);
  std::optional<IndexAddition> addition;
  if (index && !index->holds_run()) addition.emplace(*index, names);
  Result<DedupOutcome> found =
      search.finish(ListedTexts(paragraphs), addition ? &*addition : nullptr);
  if (!found) return told(found.error());
  std::vector<Removal> removals;
  EXPECT_TRUE(found->removals.load(0, UINT64_MAX, removals));
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    outcome.kept.insert(std::to_string(first + i));
  }
  for (const Removal& removal : removals) {
    NamedRemoval named{std::to_string(first + removal.ord),
                       std::to_string(first + removal.keeper_ord), removal.similarity_ppm,
                       removal.reason};
    if (removal.keeper_place == KeeperPlace::kIndex) {
      ++outcome.by_index;
      const Status read = IndexTexts(*index).with(removal.keeper_ord, [&](const IndexedText& text) {
        named.keeper = std::to_string(text.paragraph);
        EXPECT_EQ(text.id, index->run_of(removal.keeper_ord).name);
        return Status();
      });
      if (!read) return told(read.error());
    }
    EXPECT_EQ(outcome.kept.erase(named.removed), 1u);
    outcome.removed.insert(named);
  }
  if (addition) {
    Status added = index->publish(addition->part());
    if (!added) return told(added.error());
  }
  if (index) {
    Status tidied = index->tidy(spilling.stop);
    if (!tidied) return told(tidied.error());
  }
  return outcome;
}

}  // namespace galley

#endif  // GALLEY_TESTS_DEDUP_INDEX_HARNESS_H_
