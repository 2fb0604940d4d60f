// SPDX-License-Identifier: Apache-2.0
// map, of all chunks of a plan or of some groups of them: every document is repaired and
// fingerprinted. Groups whose files stand already are taken from there.
#ifndef GALLEY_PIPELINE_MAP_STAGE_H_
#define GALLEY_PIPELINE_MAP_STAGE_H_

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/atomic_file.h"
#include "base/record_sorter.h"
#include "base/spill.h"
#include "dedup/duplicate_search.h"
#include "galley/run.h"
#include "pipeline/group_files.h"
#include "pipeline/input_sequence.h"
#include "pipeline/map.h"
#include "pipeline/repeated_ids.h"
#include "pipeline/scan.h"
#include "pipeline/spool.h"
#include "pipeline/task_folder.h"

namespace galley {

/// The stage of map under whose name groups stand in a work folder; see task_path().
inline constexpr std::string_view kMapTasks = "map";

/// Whether the files of groups are read and compared with their checksums before they are taken.
enum class GroupChecks : std::uint8_t { kAll, kNone };

/// Whether the search is given the fingerprints of groups that are taken: where all has been
/// decided it needs none.
enum class TakenFingerprints : std::uint8_t { kAll, kNone };

/// All of it outlives the stage.
struct MapSettings {
  const RunOptions* options = nullptr;
  const RunMonitor* monitor = nullptr;
  const StopToken* stop = nullptr;
  SpillPlace* place = nullptr;
  const Vocabulary* vocabulary = nullptr;
  WorkMeter* meter = nullptr;  ///< null where nothing is timed
  Taking taking = Taking::kRepair;
  int threads = 1;
  WorkFolder work;  ///< where the files of groups are looked for and written to
  GroupChecks checks = GroupChecks::kAll;
  TakenFingerprints taken_fingerprints = TakenFingerprints::kAll;
  /// Groups that begin before are not written.
  std::chrono::steady_clock::time_point first_written{};
};

/// What all chunks together gave.
struct MapOutcome {
  RunCounts counts;
  RunFigures figures;
  std::optional<Sample> sample;    ///< a repaired paragraph worth showing
  std::uint32_t groups_taken = 0;  ///< that were there already
};

class MapStage {
 public:
  /// `search` is given all fingerprints.
  MapStage(const Scan& scan, const MapSettings& settings, Spool& spool, DuplicateSearch& search);
  /// For single groups: their files are all that remains.
  MapStage(const Scan& scan, const MapSettings& settings, Spool& spool);

  /// Maps all groups, and counts repeated ids. Frees the documents that `scan` has retained.
  [[nodiscard]] Result<MapOutcome> run(Scan& scan);
  /// Writes the files of one group. REQUIRES: no documents are retained; called once.
  [[nodiscard]] Status run_group(std::size_t group);

 private:
  struct Mapped {
    std::uint32_t number = 0;
    std::uint64_t retained_bytes = 0;  // given back
    MappedChunk chunk;
  };

  [[nodiscard]] std::string group_path(std::size_t group) const;
  [[nodiscard]] Result<bool> has_group(std::size_t group) const;
  [[nodiscard]] Status take_group(std::size_t group);
  [[nodiscard]] Status fingerprint_taken();
  [[nodiscard]] Status map_retained(Scan& scan);
  [[nodiscard]] Status map_groups(std::size_t first, std::size_t end);
  [[nodiscard]] Result<MappedChunk> map_chunk(std::uint32_t number, const DocumentBatch& batch,
                                              int thread);
  [[nodiscard]] Status check_unchanged(const NumberedChunk& chunk) const;
  [[nodiscard]] std::unexpected<Error> has_changed(std::uint32_t input) const;
  [[nodiscard]] Status take(Mapped mapped);
  [[nodiscard]] Mapper& mapper_of(int thread);
  [[nodiscard]] bool is_written() const;
  [[nodiscard]] Status begin_writing(std::size_t group);
  [[nodiscard]] Status end_group();
  const Plan& plan_;
  const MapSettings& settings_;
  Spool& spool_;
  DuplicateSearch* search_ = nullptr;
  SeenContents seen_;
  Mapper::Shared shared_;
  std::vector<std::unique_ptr<Mapper>> mappers_;
  std::optional<RecordSorter<IdHash>> ids_;
  std::optional<AtomicFile> edits_;
  std::unique_ptr<GroupWriter> writer_;
  std::size_t next_group_ = 0;
  std::uint32_t first_store_ = 0;            // of the group at hand
  std::vector<std::uint32_t> taken_stores_;  // whose fingerprints are to be made
  MapOutcome outcome_;
  Reservation* retained_memory_ = nullptr;  // null where nothing is retained
  PieceCounter pieces_;
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_MAP_STAGE_H_
