// SPDX-License-Identifier: Apache-2.0
// clean() in separate steps, for machines that share a folder: what one step has written the next
// one reads, and each task of a step may run on another machine.
//
//   plan_stages()               reads the inputs once: what there is to do
//   run_stage(kLearn)           the profile, where none is given
//   run_stage(kMap)             repaired text and fingerprints, by groups of documents
//   run_stage(kCopies)          exact copies, by parts of their hashes, and what keys are shared
//   run_stage(kRows)            what is known of texts that share keys, by ranges of the input
//   run_stage(kPairs)           which texts are to be compared, by parts of their keys
//   run_stage(kVerify)          near-duplicates, by ranges of the input
//   run_stage(kDecide)          who stays, by rank: one task
//   run_stage(kFollow)          copies of texts that go or stay, by ranges of the input
//   run_stage(kTrace)           documents of keepers, by the ranges that these are in
//   run_stage(kGather)          all that is known of what goes, by ranges
//   run_stage(kEmit)            corpus and removed map, by splits
//   run_stage(kFinish)          the manifest: one task
//
// What comes out is what clean() writes, byte for byte, run.json apart. All files lie in the output
// folder, which all machines know by the same path.
#ifndef GALLEY_STAGES_H_
#define GALLEY_STAGES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "galley/run.h"

namespace galley {

/// In the order in which they are done.
enum class ClusterStage : std::uint8_t {
  kLearn,
  kMap,
  kKeys,  ///< of run_piped_stage() alone
  kCopies,
  kRows,
  kPairs,
  kVerify,
  kDecide,
  kFollow,
  kTrace,
  kGather,
  kEmit,
  kFinish,
};
inline constexpr std::size_t kClusterStages = 13;
/// "learn", "map", "keys", "copies", "rows", "pairs", "verify", "decide", "follow", "trace",
/// "gather", "emit", "finish"
[[nodiscard]] std::string_view to_string(ClusterStage stage);

/// How many tasks each stage has, by ClusterStage.
struct StageTasks {
  std::uint32_t learn = 0;  ///< 0: a profile was given
  std::uint32_t map = 0;    ///< and of kKeys
  std::uint32_t match = 0;  ///< of each from kCopies to kGather, but for kDecide
  std::uint32_t emit = 0;

  [[nodiscard]] std::uint32_t of(ClusterStage stage) const;
  friend bool operator==(const StageTasks&, const StageTasks&) = default;
};

/// A run that was planned.
struct PlannedStages {
  StageTasks tasks;
  std::vector<Unreadable> unreadable;
  enum class State : std::uint8_t { kPlanned, kFinished } state = State::kPlanned;
};

/// Plans a run into options.output and leaves there what the other steps need. Planning the same
/// run again changes nothing. `words` are kept for planned_words(). `parts` is the number of tasks
/// of each step of matching; 0: by the size of the inputs. REQUIRES: no input is a stream, and
/// neither options.index nor options.edits is set (kUsage). Errors: those of clean().
[[nodiscard]] Result<PlannedStages> plan_stages(const RunOptions& options,
                                                const std::vector<std::string>& words,
                                                std::uint32_t parts, const RunMonitor& monitor);

/// What plan_stages() was told, and the folder it was started in: relative paths start there.
struct PlannedWords {
  std::string folder;
  std::vector<std::string> words;
};
/// Of the run in `output`. Nothing where the run is finished. Errors: kNotFound, kCorrupt, kIo.
[[nodiscard]] Result<std::optional<PlannedWords>> planned_words(const std::string& output);

/// What a call of run_stage() has done.
struct StageOutcome {
  std::uint32_t done = 0;              ///< by this call
  std::uint32_t skipped = 0;           ///< done before
  std::vector<Unreadable> unreadable;  ///< of kFinish
};

/// Does those of `tasks` (ascending; empty: all) that are not done. `options` are those of
/// plan_stages() but for threads, memory and temp. A task is done when it is whole under its name,
/// whoever did it; any may be done at once, anywhere. kEmit without tasks finishes the run, too.
/// Returns how many were to be done. Errors: kConflict where tasks that are needed are not done,
/// naming them, or an input has changed; kUsage for a task that there is not; those of clean().
[[nodiscard]] Result<StageOutcome> run_stage(ClusterStage stage, const RunOptions& options,
                                             const std::vector<std::uint32_t>& tasks,
                                             const RunMonitor& monitor);

/// Tasks of matching that hand on what they find through pipes.
struct PipedTasks {
  std::vector<std::uint32_t> tasks;  ///< ascending; one, where standard input is read
  std::vector<std::uint32_t> to;     ///< tasks of the next stage that are sent to; empty: all
};

/// Does tasks of kKeys, kCopies, kRows, kPairs or kVerify as run_stage() does, but what one of
/// these stages has for the next does not lie in the output folder: it goes to standard output,
/// and what the stage before has sent comes from standard input, as parcels (src/dedup/parcels.h),
/// which somebody must bring from task to task, sorted by sender and number. kKeys, by the tasks of
/// map, sends the fingerprints that kCopies reads; kRows and kPairs send too; kCopies, kPairs and
/// kVerify read. What sends does so as often as it is asked; kCopies and kVerify leave files and
/// are then done. Errors: those of run_stage(), kCorrupt for parcels that are damaged or missing.
[[nodiscard]] Result<StageOutcome> run_piped_stage(ClusterStage stage, const RunOptions& options,
                                                   const PipedTasks& tasks,
                                                   const RunMonitor& monitor);

}  // namespace galley

#endif  // GALLEY_STAGES_H_
