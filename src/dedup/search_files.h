// SPDX-License-Identifier: Apache-2.0
// What a stretch of the input gives to the search for duplicates, as files: so that it need not be
// made again, or is made elsewhere.
#ifndef GALLEY_DEDUP_SEARCH_FILES_H_
#define GALLEY_DEDUP_SEARCH_FILES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/partitioned_records.h"
#include "base/run_file.h"
#include "dedup/duplicate_search.h"

namespace galley {

// The names of the files of a stretch, beside kRowsName, and of their kinds.
inline constexpr std::string_view kExactName = "exact";
inline constexpr std::string_view kKeysName = "keys";
inline constexpr std::string_view kAnchorsName = "anchors";

/// What is known of such files besides what stands in them.
struct SearchFacts {
  std::uint64_t paragraphs = 0;
  std::uint64_t short_paragraphs = 0;
  std::uint64_t rows = 0;
  std::uint64_t first_ord = 0;  ///< of the first row
  PartitionedRecords<ExactRecord>::Begins exact{};
  PartitionedRecords<KeyRecord>::Begins keys{};
  PartitionedRecords<AnchorRecord>::Begins anchors{};

  [[nodiscard]] std::vector<std::uint64_t> numbers() const;
  /// Reads back what numbers() gave; nothing where it cannot be that.
  [[nodiscard]] static std::optional<SearchFacts> of(const std::vector<std::uint64_t>& numbers);
};

/// Reads all of the files of a stretch and compares them with their checksums and with `facts`.
/// Errors: kCorrupt, kNotFound, kIo, kUnsupported.
[[nodiscard]] Status check_search_files(const std::string& folder, const SearchFacts& facts);

/// Writes the files of one stretch: FOLDER/rows, exact, keys, anchors.
class SearchFilesWriter {
 public:
  /// `place` outlives the writer.
  [[nodiscard]] static Result<SearchFilesWriter> create(const std::string& folder,
                                                        SpillPlace& place, Durability durability);

  /// Adds a batch. REQUIRES: batches come in the order of the input; all of them together have at
  /// most 2^24 rows.
  [[nodiscard]] Status add(DuplicateSearch::Batch batch);
  [[nodiscard]] Result<SearchFacts> finish();

 private:
  SearchFilesWriter(std::string folder, SpillPlace& place, RunWriter rows, Durability durability);

  std::string folder_;
  Durability durability_;
  SearchFacts facts_;
  RunWriter rows_;
  std::unique_ptr<PartitionedRecords<ExactRecord>> exact_;
  std::unique_ptr<PartitionedRecords<KeyRecord>> keys_;
  std::unique_ptr<PartitionedRecords<AnchorRecord>> anchors_;
};

}  // namespace galley

#endif  // GALLEY_DEDUP_SEARCH_FILES_H_
