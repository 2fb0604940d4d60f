// SPDX-License-Identifier: Apache-2.0
// The search for duplicates in steps that read and write files, part by part, so that any number of
// machines can do them: what DuplicateSearch::finish() does at once, by the same code.
//
//   copies   of some parts of the exact hashes: which paragraphs are exact copies
//   pairs    of some parts of the keys: which texts are alike; needs the copies of all parts
//   decide   all together, by rank; needs the pairs of all parts
#ifndef GALLEY_DEDUP_SEARCH_STEPS_H_
#define GALLEY_DEDUP_SEARCH_STEPS_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "dedup/duplicate_search.h"
#include "dedup/search_files.h"

namespace galley {

/// The files of a stretch of the input, and what is known of them.
struct SearchStretch {
  std::string folder;
  SearchFacts facts;
};

/// The parts of PartitionedRecords that a task works on.
struct PartRange {
  std::size_t first = 0;
  std::size_t end = PartitionedRecords<ExactRecord>::kPartitions;
};

/// What all steps are about. All of it outlives them.
struct SearchSteps {
  const DedupOptions* options = nullptr;
  SpillPlace* place = nullptr;
  int threads = 1;
  std::span<const SearchStretch> stretches;  ///< all of the input, in its order
};

/// Writes FOLDER/copies and FOLDER/repeats. `texts` are asked where letters are compared. Errors:
/// kIo, kCorrupt, kResource, and those of `texts`.
[[nodiscard]] Status write_copies(const SearchSteps& steps, PartRange parts,
                                  const ParagraphTexts& texts, const std::string& folder);

/// Writes FOLDER/pairs. `copies` are the folders of all of the step before. Returns candidate_pairs
/// and skipped_pairs. Errors: as above, and those of `texts`.
[[nodiscard]] Result<DedupCounts> write_pairs(const SearchSteps& steps, PartRange parts,
                                              std::span<const std::string> copies,
                                              const ParagraphTexts& texts,
                                              const std::string& folder);

/// Decides. Memory: one bit a text, and what the budget allows.
[[nodiscard]] Result<RemovalList> decide_removals(const SearchSteps& steps,
                                                  std::span<const std::string> copies,
                                                  std::span<const std::string> pairs);

}  // namespace galley

#endif  // GALLEY_DEDUP_SEARCH_STEPS_H_
