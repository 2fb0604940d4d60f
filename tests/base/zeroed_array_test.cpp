// SPDX-License-Identifier: Apache-2.0
#include "base/zeroed_array.h"

#include <gtest/gtest.h>

#include <cstdint>

#include "tests/support/sanitizers.h"

namespace galley {
namespace {

TEST(ZeroedArray, BeginsAsZeroAndKeepsWhatIsWritten) {
  const ZeroedArray<std::uint16_t> numbers(1'000'000);
  EXPECT_EQ(numbers[0], 0u);
  EXPECT_EQ(numbers[999'999], 0u);
  numbers[999'999] = 7;
  EXPECT_EQ(numbers[999'999], 7u);
  EXPECT_EQ(numbers[999'998], 0u);
}

TEST(ZeroedArray, ThrowsWhereThereIsNoRoom) {
  if (kHasSanitizer) GTEST_SKIP() << "a sanitizer's allocator ends the program instead";
  EXPECT_THROW(ZeroedArray<std::uint64_t>(SIZE_MAX / 16), std::bad_alloc);
}

}  // namespace
}  // namespace galley
