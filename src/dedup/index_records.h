// SPDX-License-Identifier: Apache-2.0
// What an index keeps of texts. All distinct texts of its runs are in it, those that stayed and
// those that went: a text that went may have been a leader of its bucket, and its copies have its
// keeper. A text is known by its serial, which numbers the texts of all runs in the order in which
// they came. A part holds the texts of a range of serials in four runs:
//
//   exact   IndexedExact by hash           which serial has these letters
//   keys    KeyRecord or AnchorRecord      which serials have this key; followers are left out
//   rows    IndexedRow by serial, dense    what the search knows of a text without its letters
//   texts   see index_texts.h              id, paragraph and text of those that stayed
#ifndef GALLEY_DEDUP_INDEX_RECORDS_H_
#define GALLEY_DEDUP_INDEX_RECORDS_H_

#include <cstdint>
#include <string_view>
#include <tuple>

#include "base/hash.h"
#include "base/run_file.h"
#include "dedup/records.h"

namespace galley {

/// That a text has these letters.
struct IndexedExact {
  Hash128 exact;
  std::uint64_t serial = 0;
  std::uint32_t letters = 0;
  std::uint32_t unused = 0;

  [[nodiscard]] std::uint64_t partition_key() const { return exact.high; }
  [[nodiscard]] std::uint64_t row() const { return serial; }
  friend bool operator<(const IndexedExact& a, const IndexedExact& b) {
    return std::tie(a.exact, a.letters, a.serial) < std::tie(b.exact, b.letters, b.serial);
  }
};
static_assert(sizeof(IndexedExact) == 32);

/// One text.
struct IndexedRow {
  Row row;                   ///< `ord` is its serial; without a score
  std::uint64_t keeper = 0;  ///< its own serial where it stayed
  std::uint32_t similarity_ppm = 0;
  std::uint32_t unused = 0;
};
static_assert(sizeof(IndexedRow) == 80);

/// The four runs of a part, by the ends of their names.
inline constexpr std::string_view kIndexEndings[] = {"exact", "keys", "rows", "texts"};
enum class IndexFile : std::uint8_t { kExact, kKeys, kRows, kTexts };

/// What is sorted and looked up in an index lies in small blocks: most lookups need one record.
inline constexpr std::size_t kIndexBlockBytes = std::size_t{32} << 10;

}  // namespace galley

#endif  // GALLEY_DEDUP_INDEX_RECORDS_H_
