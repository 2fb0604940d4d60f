// SPDX-License-Identifier: Apache-2.0
// What came in and went out by source, and which source repeats which. An archive may have a source
// for each file, so what is counted is bounded and what is told is folded into folders.
#ifndef GALLEY_REPORT_SOURCE_TALLY_H_
#define GALLEY_REPORT_SOURCE_TALLY_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace galley {

struct SourceCounts {
  std::uint64_t documents = 0;
  std::uint64_t kept = 0;  ///< paragraphs
  std::uint64_t removed_exact = 0;
  std::uint64_t removed_near = 0;
  std::uint64_t furniture = 0;  ///< lines
  std::uint64_t chars_kept = 0;
  std::uint64_t chars_removed = 0;  ///< of copies and near-duplicates

  [[nodiscard]] std::uint64_t paragraphs_in() const { return kept + removed_exact + removed_near; }
  SourceCounts& operator+=(const SourceCounts& other);
};

/// A source, or several folded into one.
struct SourceRow {
  std::string name;
  std::uint64_t sources = 1;
  enum class Of : std::uint8_t { kNamed, kOthers } of = Of::kNamed;  ///< others have no name
  SourceCounts counts;
};

/// How many paragraphs of one source were removed for keepers in another (or the same).
struct CopyCell {
  std::uint32_t copier = 0;  ///< indexes of rows
  std::uint32_t keeper = 0;
  std::uint64_t paragraphs = 0;
};

struct SourceTable {
  std::vector<SourceRow> rows;  ///< by paragraphs read, most first; all others last
  std::vector<CopyCell> copies;
  std::uint64_t sources = 0;
};

/// Counts by source. Not thread-safe. Memory: bounded, some 10 MB at most.
class SourceTally {
 public:
  SourceTally();

  /// The number by which a source is counted. Beyond kMostSources all are counted as one.
  [[nodiscard]] std::uint32_t number_of(std::string_view name);
  [[nodiscard]] SourceCounts& counts(std::uint32_t number) { return counts_[number]; }
  void add_copies(std::uint32_t copier, std::uint32_t keeper, std::uint64_t paragraphs);

  /// At most `most_rows` rows: where there are more sources, paths are cut to their folders, the
  /// deepest first, and of what then are too many the smallest are put together.
  [[nodiscard]] SourceTable table(std::size_t most_rows) const;

  static constexpr std::size_t kMostSources = 20'000;

 private:
  static constexpr std::size_t kMostPairs = 200'000;

  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> names_;  // 0: those beyond kMostSources
  std::vector<SourceCounts> counts_;
  std::unordered_map<std::uint64_t, std::uint64_t> copies_;  // by copier and keeper
};

}  // namespace galley

#endif  // GALLEY_REPORT_SOURCE_TALLY_H_
