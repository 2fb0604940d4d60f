// SPDX-License-Identifier: Apache-2.0
// How tasks of a step hand records to those of the next: a slice for each, whoever carries it. A
// step writes into a SliceSink and reads from a SliceSource, and does not know whether files
// (step_slices.h) or parcels (parcels.h) are between them.
#ifndef GALLEY_DEDUP_STEP_EXCHANGE_H_
#define GALLEY_DEDUP_STEP_EXCHANGE_H_

#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/run_file.h"
#include "base/try.h"
#include "galley/result.h"

namespace galley {

/// Takes what one task has for those of the next step.
class SliceSink {
 public:
  virtual ~SliceSink() = default;

  /// Ends the run that was begun before, and begins another, of records of one length.
  [[nodiscard]] virtual Status begin_run(const RunKind& kind) = 0;
  /// Adds one or more whole records to the slice of task `to`. REQUIRES: a run was begun; in it no
  /// task comes behind one of a greater number.
  [[nodiscard]] virtual Status append(std::uint32_t to, std::string_view records) = 0;
  /// Ends the last run. Appends to `numbers` what the next step must read of it in `begins`.
  [[nodiscard]] virtual Status finish(std::vector<std::uint64_t>& numbers) = 0;

  template <class Record>
  [[nodiscard]] Status append_record(std::uint32_t to, const Record& record) {
    return append(to, {reinterpret_cast<const char*>(&record), sizeof record});
  }
};

/// Some records of a slice, behind one another.
struct SlicePiece {
  std::uint32_t from = 0;    ///< the task that has sent them
  std::uint32_t run = 0;     ///< which of its runs they are of
  std::string_view records;  ///< whole ones; valid until the next piece is asked for
};

/// Hands out what the tasks of the step before have for one task: by these tasks, of each by runs,
/// in the order in which they were written.
class SliceSource {
 public:
  virtual ~SliceSource() = default;

  /// The next piece; nothing at the end. Errors: kCorrupt, kNotFound, kIo.
  [[nodiscard]] virtual Result<std::optional<SlicePiece>> next() = 0;
};

/// What was sent is not what this step reads.
[[nodiscard]] std::unexpected<Error> corrupt_piece(const SlicePiece& piece);

/// Calls use(record), which returns a Status, for each record of a piece. Errors: kCorrupt, and
/// those of `use`.
template <class Record, class Use>
[[nodiscard]] Status for_each_in_piece(const SlicePiece& piece, Use use) {
  static_assert(std::is_trivially_copyable_v<Record>);
  if (piece.records.size() % sizeof(Record) != 0) return corrupt_piece(piece);
  for (std::size_t at = 0; at < piece.records.size(); at += sizeof(Record)) {
    Record record;
    std::memcpy(&record, piece.records.data() + at, sizeof record);
    GALLEY_TRY(use(record));
  }
  return {};
}

/// Likewise of all pieces of a source, which has no other records.
template <class Record, class Use>
[[nodiscard]] Status for_each_sent(SliceSource& source, Use use) {
  for (;;) {
    GALLEY_ASSIGN(const std::optional<SlicePiece> piece, source.next());
    if (!piece) return {};
    GALLEY_TRY(for_each_in_piece<Record>(*piece, use));
  }
}

}  // namespace galley

#endif  // GALLEY_DEDUP_STEP_EXCHANGE_H_
