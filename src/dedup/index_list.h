// SPDX-License-Identifier: Apache-2.0
// The one file of an index that changes: which parts it has, whose they are, and how they were
// made. It is replaced by a rename, so an index is always as one run or the next has left it.
#ifndef GALLEY_DEDUP_INDEX_LIST_H_
#define GALLEY_DEDUP_INDEX_LIST_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "galley/dedup.h"
#include "galley/result.h"

namespace galley {

inline constexpr std::string_view kIndexListName = "index";

/// Texts with the serials [first, end), in four files.
struct IndexPart {
  std::uint64_t number = 0;  ///< in the files' names
  std::uint64_t first = 0;
  std::uint64_t end = 0;
  friend bool operator==(const IndexPart&, const IndexPart&) = default;
};

/// A run that has added to the index.
struct IndexRun {
  std::string name;  ///< printable; no other run of the index has it
  Hash128 key;       ///< of all that decides what the run writes
  std::uint64_t first = 0;
  std::uint64_t end = 0;
  friend bool operator==(const IndexRun&, const IndexRun&) = default;
};

/// What stands in the list. Parts and runs are in the order of their serials, without gaps.
struct IndexList {
  std::vector<std::pair<std::string, std::string>> settings;
  std::uint64_t next_part = 0;
  std::vector<IndexPart> parts;
  std::vector<IndexRun> runs;

  [[nodiscard]] std::uint64_t end() const { return runs.empty() ? 0 : runs.back().end; }
  /// What decides how a search against the first `count` runs ends: two indexes that share it give
  /// the same. Of none it is that of the settings.
  [[nodiscard]] Hash128 state(std::size_t count) const;

  friend bool operator==(const IndexList&, const IndexList&) = default;
};

/// The settings of `options` that all runs of an index must share, as the command line has them.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> index_settings(
    const DedupOptions& options);

[[nodiscard]] std::string to_text(const IndexList& list);
/// Reads what to_text() wrote. Errors: kCorrupt, kUnsupported, naming `path`.
[[nodiscard]] Result<IndexList> parse_index_list(std::string_view text, const std::string& path);

}  // namespace galley

#endif  // GALLEY_DEDUP_INDEX_LIST_H_
