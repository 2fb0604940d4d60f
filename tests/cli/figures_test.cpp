// SPDX-License-Identifier: Apache-2.0
#include "cli/figures.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace galley {
namespace {

TEST(Grouped, PartsThousands) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(123456), "123,456");
  EXPECT_EQ(grouped(UINT64_MAX), "18,446,744,073,709,551,615");
}

RC_GTEST_PROP(Grouped, IsTheNumberWithoutItsCommas, (std::uint64_t number)) {
  std::string digits = grouped(number);
  std::erase(digits, ',');
  RC_ASSERT(digits == std::to_string(number));
}

TEST(SizeText, TellsTwoDigitsOrMore) {
  EXPECT_EQ(size_text(0), "0 B");
  EXPECT_EQ(size_text(1023), "1023 B");
  EXPECT_EQ(size_text(1024), "1.0 KiB");
  EXPECT_EQ(size_text(1536), "1.5 KiB");
  EXPECT_EQ(size_text(15 << 20), "15 MiB");
  EXPECT_EQ(size_text(std::uint64_t{3} << 40), "3.0 TiB");
  EXPECT_EQ(size_text(std::uint64_t{5000} << 40), "5000 TiB");
}

TEST(TimeText, TellsHoursOnlyWhereThereAreSome) {
  EXPECT_EQ(time_text(-1), "0:00");
  EXPECT_EQ(time_text(7.9), "0:07");
  EXPECT_EQ(time_text(3599), "59:59");
  EXPECT_EQ(time_text(3723), "1:02:03");
}

TEST(RateText, IsInMillionsOfBytes) {
  EXPECT_EQ(rate_text(0, 0), "0.0 MB/s");
  EXPECT_EQ(rate_text(1'500'000, 1), "1.5 MB/s");
  EXPECT_EQ(rate_text(374'000'000, 2), "187 MB/s");
}

TEST(Counted, OneIsOne) {
  EXPECT_EQ(counted(0, "file"), "0 files");
  EXPECT_EQ(counted(1, "file"), "1 file");
  EXPECT_EQ(counted(12345, "more file"), "12,345 more files");
}

}  // namespace
}  // namespace galley
