// SPDX-License-Identifier: Apache-2.0
// Whole runs over made-up dumps, for the tests of the pipeline.
#ifndef GALLEY_TESTS_SUPPORT_RUNS_H_
#define GALLEY_TESTS_SUPPORT_RUNS_H_

#include <gtest/gtest.h>

#include <string>

#include "base/file.h"
#include "galley/run.h"
#include "galley/stages.h"
#include "tests/support/corpus.h"
#include "tests/support/dump_maker.h"
#include "tests/support/temp_folder.h"

namespace galley {

inline constexpr std::uint64_t kNoMemory = 1;  ///< a limit that makes everything spill

/// What tests run with unless they say otherwise.
inline RunOptions run_options(std::vector<std::string> inputs, std::string output) {
  RunOptions options;
  options.inputs = std::move(inputs);
  options.output = std::move(output);
  options.threads = 2;
  options.memory_bytes = std::uint64_t{1} << 30;
  options.first_checkpoint_seconds = 0;
  return options;
}

/// Runs clean and fails the test if it fails.
inline RunSummary clean_well(const RunOptions& options, const RunMonitor& monitor = {}) {
  Result<RunSummary> summary = clean(options, monitor);
  if (summary) return *std::move(summary);
  ADD_FAILURE() << to_string(summary.error());
  return {};
}

inline RunSummary dedup_well(const RunOptions& options) {
  Result<RunSummary> summary = dedup(options, {});
  if (summary) return *std::move(summary);
  ADD_FAILURE() << to_string(summary.error());
  return {};
}

/// What repair writes in all.
inline std::string repair_well(const RunOptions& options, RepairedFormat format) {
  std::string written;
  const Result<RunSummary> summary = repair(options, format, {}, [&](std::string_view bytes) {
    written += bytes;
    return Status();
  });
  if (!summary) ADD_FAILURE() << to_string(summary.error());
  return written;
}

/// What is done of a run on a cluster before it is finished, in order.
inline constexpr ClusterStage kStagesInOrder[] = {
    ClusterStage::kLearn, ClusterStage::kMap,    ClusterStage::kCopies, ClusterStage::kRows,
    ClusterStage::kPairs, ClusterStage::kVerify, ClusterStage::kDecide, ClusterStage::kFollow,
    ClusterStage::kTrace, ClusterStage::kGather, ClusterStage::kEmit};

/// list_folder, of a folder that can be listed.
inline std::vector<std::string> names_in(const std::string& folder) {
  Result<std::vector<std::string>> names = list_folder(folder);
  if (!names) ADD_FAILURE() << to_string(names.error());
  return names ? *std::move(names) : std::vector<std::string>();
}

/// The faults that verify finds in a folder.
inline std::vector<std::string> faults_in(const std::string& folder) {
  const Result<Verification> verification = verify(run_options({folder}, ""), {});
  if (!verification) return {to_string(verification.error())};
  return verification->faults;
}

/// Each of the two sides of the letters' account.
inline std::uint64_t letters_in_side(const RunCounts& counts) {
  return counts.letters_in - counts.letters_edited + counts.letters_added;
}
inline std::uint64_t letters_out_side(const RunCounts& counts) {
  return counts.letters_kept + counts.letters_removed;
}

}  // namespace galley

#endif  // GALLEY_TESTS_SUPPORT_RUNS_H_
