// SPDX-License-Identifier: Apache-2.0
// What the steps of a search agree on: how the work is cut, and what their files are called.
#ifndef GALLEY_DEDUP_STEP_FILES_H_
#define GALLEY_DEDUP_STEP_FILES_H_

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/partitioned_records.h"
#include "base/record_sorter.h"
#include "base/run_file.h"
#include "base/try.h"
#include "dedup/records.h"
#include "dedup/search_steps.h"
#include "dedup/step_slices.h"

namespace galley {

inline constexpr std::string_view kCopiesName = "copies";
inline constexpr std::string_view kRepeatsName = "repeats";
inline constexpr std::string_view kSharedName = "shared";
inline constexpr std::string_view kPairsName = "pairs";
inline constexpr std::string_view kVerifiedName = "verified";
inline constexpr std::string_view kRemovedName = "removed";
inline constexpr std::string_view kFollowedName = "followed";

/// The run of the texts of a range that do not stay.
[[nodiscard]] inline std::string removed_name(std::uint32_t task) {
  return fmt::format("{}-{}", kRemovedName, task);
}

/// The parts of PartitionedRecords that are part `task`.
[[nodiscard]] inline std::size_t first_part(const SearchSteps& steps, std::uint32_t task) {
  return std::size_t{task} * PartitionedRecords<KeyRecord>::kPartitions / steps.tasks;
}

/// The first stretch of range `task`.
[[nodiscard]] inline std::uint32_t first_stretch(const SearchSteps& steps, std::uint32_t task) {
  return static_cast<std::uint32_t>(steps.first_ords.size() * task / steps.tasks);
}

/// Where ranges of stretches begin, by rows.
[[nodiscard]] inline std::vector<std::uint64_t> row_bounds(const SearchSteps& steps) {
  std::vector<std::uint64_t> bounds;
  for (std::uint32_t task = 0; task < steps.tasks; ++task) {
    bounds.push_back(ArrivalRow::of(first_stretch(steps, task), 0));
  }
  return bounds;
}

/// Where ranges of pairs begin, by ords.
[[nodiscard]] inline std::vector<std::uint64_t> ord_bounds(const SearchSteps& steps) {
  std::vector<std::uint64_t> bounds = {0};
  for (std::uint32_t task = 1; task < steps.tasks; ++task) {
    bounds.push_back(kFirstInputOrd + steps.range_ords[task]);
  }
  return bounds;
}

[[nodiscard]] inline Result<RunWriter> create_run(const std::string& folder, std::string_view name,
                                                  const RunKind& kind) {
  return RunWriter::create(join_path(folder, name), kind, Durability::kScratch);
}

/// Writes a sorter's records as a run.
template <class Record>
[[nodiscard]] Status write_sorted(RecordSorter<Record>& sorter, const std::string& folder,
                                  std::string_view name) {
  GALLEY_TRY(sorter.sort());
  GALLEY_ASSIGN(RunWriter writer, create_run(folder, name, run_kind_of<Record>(name)));
  for (;;) {
    GALLEY_ASSIGN(const std::optional<Record> record, sorter.next());
    if (!record) return writer.finish();
    GALLEY_TRY(writer.append_record(*record));
  }
}

/// Likewise, of records that have a key to cut slices by. Returns the slices.
template <class Record, class KeyOf>
[[nodiscard]] Result<SliceBegins> write_slices(RecordSorter<Record>& sorter,
                                               const std::string& folder, std::string_view name,
                                               std::vector<std::uint64_t> bounds, KeyOf key_of) {
  GALLEY_TRY(sorter.sort());
  GALLEY_ASSIGN(RunWriter writer, create_run(folder, name, run_kind_of<Record>(name)));
  SliceCounter slices(std::move(bounds));
  for (;;) {
    GALLEY_ASSIGN(const std::optional<Record> record, sorter.next());
    if (!record) break;
    slices.count(key_of(*record));
    GALLEY_TRY(writer.append_record(*record));
  }
  GALLEY_TRY(writer.finish());
  return slices.finish();
}

/// Where the slices of the files of copies begin; see write_copies().
struct CopiesBegins {
  SliceBegins repeats;
  SliceBegins shared;
  SliceBegins copies;

  [[nodiscard]] static Result<CopiesBegins> read(const std::string& folder, std::uint32_t tasks) {
    GALLEY_ASSIGN(BeginsReader numbers, BeginsReader::open(folder));
    CopiesBegins begins;
    for (SliceBegins* const each : {&begins.repeats, &begins.shared, &begins.copies}) {
      GALLEY_ASSIGN(*each, numbers.next_slices(tasks));
    }
    return begins;
  }
};

inline void append(std::vector<std::uint64_t>& numbers, const SliceBegins& begins) {
  numbers.insert(numbers.end(), begins.begin(), begins.end());
}

}  // namespace galley

#endif  // GALLEY_DEDUP_STEP_FILES_H_
