// SPDX-License-Identifier: Apache-2.0
#include "base/zstd_codec.h"
#include "galley/run.h"
#include "tests/support/runs.h"

namespace galley {
namespace {

TEST(DryRun, TellsWhatTheRunItselfWouldRemoveAndLeavesNothing) {
  const TempFolder folder;
  ASSERT_TRUE(make_folders(folder / "temp"));
  DumpMaker(5).write(folder / "dump", 12);
  RunOptions options = run_options({folder / "dump"}, "");
  options.temp = folder / "temp";
  std::string told;
  const Result<RunSummary> dry =
      dry_run(CorpusJob::kClean, options, {}, [&](std::string_view bytes) {
        told += bytes;
        return Status();
      });
  ASSERT_TRUE(dry) << to_string(dry.error());
  EXPECT_TRUE(names_in(folder / "temp").empty());

  options.output = folder / "out";
  options.removed_text = RemovedTexts::kKeep;
  const RunSummary wet = clean_well(options);
  EXPECT_EQ(dry->counts.removed_near, wet.counts.removed_near);
  EXPECT_GT(wet.counts.removed_near, 0u);
  std::string rows;
  for (const std::string& name : names_in(folder / "out")) {
    if (!name.starts_with("removed-")) continue;
    rows += *zstd_decompress(*read_file(folder / "out/" + name, 1 << 30), 1 << 30, name);
  }
  EXPECT_EQ(told, rows);
}

TEST(DryRun, StopsWithItsSink) {
  const TempFolder folder;
  DumpMaker(5).write(folder / "dump", 12);
  const Result<RunSummary> dry = dry_run(
      CorpusJob::kDedup, run_options({folder / "dump"}, ""), {}, [](std::string_view) -> Status {
        return fail(ErrorCode::kClosedPipe, "here", "is closed", "open it");
      });
  ASSERT_FALSE(dry);
  EXPECT_EQ(dry.error().code, ErrorCode::kClosedPipe);
}

}  // namespace
}  // namespace galley
