// SPDX-License-Identifier: Apache-2.0
// The search for duplicates in steps that read and write files, so that any number of machines can
// do them: what DuplicateSearch::finish() does at once. The keys are cut into parts by their
// values, the input into as many ranges; a step has a task for each.
//
//   keys     of a stretch of the input: the hashes and keys of its paragraphs, by parts
//   copies   of a part of the hashes: which paragraphs are exact copies; and of a part of the keys:
//            which rows have one that another has too
//   rows     of a range: its rows, for each part that has asked for them
//   pairs    of a part: which texts are to be compared
//   verify   of a range: the pairs whose worse text is there, each compared once
//   decide   all together, by rank: which texts go for which
//   follow   of a range: the removals of its texts and of all their copies
//
// Each step needs all tasks of the one before. What goes from one to the next is sorted runs, read
// by slices; so a task's work is that of its part or range alone, and so is its memory. Hashes and
// keys, rows, and pairs are each read once, in one pass: they may come as files, which the tasks
// share, or as parcels, which somebody brings (step_exchange.h). What copies says of who shares a
// key is read by rows and pairs as often as they must, and is files always; as files the records of
// keys are those that the fingerprints of a stretch were written as.
#ifndef GALLEY_DEDUP_SEARCH_STEPS_H_
#define GALLEY_DEDUP_SEARCH_STEPS_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "dedup/duplicate_search.h"
#include "dedup/search_files.h"
#include "dedup/step_exchange.h"

namespace galley {

/// The files of a stretch of the input, and what is known of them.
struct SearchStretch {
  std::string folder;
  SearchFacts facts;
};

/// What all steps are about. All of it outlives them.
struct SearchSteps {
  const DedupOptions* options = nullptr;
  SpillPlace* place = nullptr;
  int threads = 1;
  std::uint32_t tasks = 1;  ///< 1 to 256 parts, and as many ranges
  /// Of each stretch of the input, in its order: its paragraphs have this ord or a greater one.
  /// Those that write_rows() takes as a range are whole.
  std::span<const std::uint64_t> first_ords;
  /// Likewise of each range that verify_pairs() takes.
  std::span<const std::uint64_t> range_ords;
  /// Finds what SearchFilesWriter has written of a stretch.
  std::function<Result<SearchStretch>(std::uint32_t)> stretch;
};

/// Hands the hashes and keys of stretch `number` to the parts that they are of. Errors: kIo,
/// kCorrupt, and those of `out` and of steps.stretch.
[[nodiscard]] Status send_keys(const SearchSteps& steps, std::uint32_t number, SliceSink& out);
/// The same from all stretches for part `task`, from the files that they are in.
[[nodiscard]] std::unique_ptr<SliceSource> stored_keys(const SearchSteps& steps,
                                                       std::uint32_t task);

/// Writes of one part FOLDER/copies, repeats, shared and begins. `sent` is what all stretches
/// have for it. `texts` are asked where letters are compared. Errors: kIo, kCorrupt, kResource, and
/// those of `texts`, of `sent` and of steps.stretch.
[[nodiscard]] Status write_copies(const SearchSteps& steps, SliceSource& sent,
                                  const ParagraphTexts& texts, const std::string& folder);

/// Hands the rows of range `task` on to `out`, and writes FOLDER/begins. `copies` are the folders
/// of all tasks of the step before, in order; likewise below. Memory: half of the budget.
[[nodiscard]] Status write_rows(const SearchSteps& steps, std::uint32_t task,
                                std::span<const std::string> copies, SliceSink& out,
                                const std::string& folder);
/// What write_rows() has for part `task`, where it wrote files: its folders. All of it outlives the
/// source; likewise below.
[[nodiscard]] std::unique_ptr<SliceSource> stored_rows(const SearchSteps& steps, std::uint32_t task,
                                                       std::span<const std::string> rows);

/// Hands the pairs of one part on to `out`, and writes FOLDER/begins; `copies` is the folder of
/// this part, `rows` what all ranges have for it. Returns candidate_pairs and skipped_pairs.
[[nodiscard]] Result<DedupCounts> write_pairs(const SearchSteps& steps, const std::string& copies,
                                              SliceSource& rows, SliceSink& out,
                                              const std::string& folder);
/// What write_pairs() has for range `task`, where it wrote files.
[[nodiscard]] std::unique_ptr<SliceSource> stored_pairs(const SearchSteps& steps,
                                                        std::uint32_t task,
                                                        std::span<const std::string> pairs);

/// Writes of a range FOLDER/verified, by rank. `pairs` is what all parts have for it.
[[nodiscard]] Status verify_pairs(const SearchSteps& steps, SliceSource& pairs,
                                  const ParagraphTexts& texts, const std::string& folder);

/// Writes the texts that go as FOLDER/removed-N, by the ranges that write_rows() takes. Memory: one
/// bit a text, eight bytes a stretch, two blocks a task. Cost: reads what was verified once.
[[nodiscard]] Status decide_removals(const SearchSteps& steps, std::span<const std::string> rows,
                                     std::span<const std::string> verified,
                                     const std::string& folder);

/// Writes FOLDER/followed and begins: FollowedRemovals of range `task`, sliced by text_bounds() of
/// their keepers. `decided` is the folder of decide_removals(). Memory: three quarters of the
/// budget.
[[nodiscard]] Status follow_copies(const SearchSteps& steps, std::uint32_t task,
                                   std::span<const std::string> copies, const std::string& decided,
                                   const std::string& folder);

/// Where the ranges that write_rows() takes begin, by ords as Removal has them.
[[nodiscard]] std::vector<std::uint64_t> text_bounds(const SearchSteps& steps);

}  // namespace galley

#endif  // GALLEY_DEDUP_SEARCH_STEPS_H_
