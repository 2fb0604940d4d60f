// SPDX-License-Identifier: Apache-2.0
#include "pipeline/disk_plan.h"

#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace galley {
namespace {

constexpr std::uint64_t kMoreThanAnyDisk = std::uint64_t{1} << 60;

TEST(DiskPlan, AsksForNothingWhereAllFitsIntoMemory) {
  EXPECT_TRUE(check_disk("no such folder", 1000, 1000));
}

TEST(DiskPlan, RefusesWhatTheDiskCannotHold) {
  const TempFolder folder;
  EXPECT_TRUE(check_disk(folder.path(), 2000, 1000));
  const Status refused = check_disk(folder.path(), kMoreThanAnyDisk, 1000);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kResource);
  EXPECT_EQ(refused.error().where, folder.path());
}

}  // namespace
}  // namespace galley
