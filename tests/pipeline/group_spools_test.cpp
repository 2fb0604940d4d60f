// SPDX-License-Identifier: Apache-2.0
#include "pipeline/group_spools.h"

#include <thread>

#include "galley/stages.h"
#include "pipeline/plan_file.h"
#include "pipeline/task_folder.h"
#include "tests/support/runs.h"

namespace galley {
namespace {

// More groups than are kept open, asked for by several threads in different orders.
TEST(GroupSpools, GiveTheTextsOfAllGroups) {
  const TempFolder folder;
  ASSERT_TRUE(make_folders(folder / "dump"));
  constexpr std::uint32_t kFiles = 2 * GroupSpools::kMostOpen;
  for (std::uint32_t file = 0; file < kFiles; ++file) {
    folder.write("dump/" + std::to_string(1000 + file),
                 "The keeper of lighthouse " + std::to_string(file) + " saw nothing.\n\nNor did " +
                     std::to_string(file) + " others.\n");
  }
  RunOptions options = run_options({folder / "dump"}, folder / "steps");
  options.group_bytes = 1;
  const Result<PlannedStages> planned = plan_stages(options, {}, 1, {});
  ASSERT_TRUE(planned);
  ASSERT_EQ(planned->tasks.map, kFiles);
  ASSERT_TRUE(run_stage(ClusterStage::kLearn, options, {}, {}));
  ASSERT_TRUE(run_stage(ClusterStage::kMap, options, {}, {}));
  const std::string work = work_path_of(options.output);
  const Result<SavedPlan> saved = load_plan(plan_path_of(work));
  ASSERT_TRUE(saved);
  MemoryBudget budget(std::uint64_t{1} << 30);
  const StopToken stop;
  SpillPlace place(folder.path(), budget, stop);
  const GroupSpools texts(work, saved->plan.groups, DedupUnit::kParagraph, place);
  const auto read = [&](std::uint32_t step) {
    std::string scratch;
    for (std::uint32_t i = 0; i < kFiles; ++i) {
      const std::uint32_t file = i * step % kFiles;
      for (const std::uint32_t paragraph : {0u, 1u}) {
        const Result<std::string_view> text =
            texts.text(ord_of(saved->plan.groups[file].first, paragraph), scratch);
        ASSERT_TRUE(text);
        EXPECT_EQ(*text, paragraph == 0
                             ? "The keeper of lighthouse " + std::to_string(file) + " saw nothing."
                             : "Nor did " + std::to_string(file) + " others.");
      }
    }
  };
  std::thread others[] = {std::thread(read, 1), std::thread(read, 3), std::thread(read, 101)};
  for (std::thread& other : others) other.join();
  std::string scratch;
  const auto beyond = texts.text(ord_of(saved->plan.groups.back().end, 0), scratch);
  ASSERT_FALSE(beyond);
  EXPECT_EQ(beyond.error().code, ErrorCode::kCorrupt);
}

}  // namespace
}  // namespace galley
