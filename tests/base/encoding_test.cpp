// SPDX-License-Identifier: Apache-2.0
#include "galley/encoding.h"

#include <gtest/gtest.h>

namespace galley {
namespace {

TEST(Encoding, EveryNameLeadsBack) {
  for (std::size_t index = 1; index < kEncodings; ++index) {
    const auto encoding = static_cast<Encoding>(index);
    EXPECT_EQ(encoding_named(to_string(encoding)), encoding);
  }
  EXPECT_EQ(encoding_named("gbk"), Encoding::kGb18030);
  EXPECT_EQ(encoding_named("Latin-1"), Encoding::kWindows1252);
  EXPECT_EQ(encoding_named("SHIFT-JIS"), Encoding::kShiftJis);
  EXPECT_EQ(encoding_named("utf8"), Encoding::kUtf8);
  EXPECT_EQ(encoding_named("unknown"), std::nullopt);
  EXPECT_EQ(encoding_named("ebcdic"), std::nullopt);
}

TEST(Encoding, UnitsHaveTheirSizes) {
  EXPECT_EQ(unit_bytes(Encoding::kUnknown), 1u);
  EXPECT_EQ(unit_bytes(Encoding::kGb18030), 1u);
  EXPECT_EQ(unit_bytes(Encoding::kUtf16Be), 2u);
  EXPECT_EQ(unit_bytes(Encoding::kUtf32Le), 4u);
}

}  // namespace
}  // namespace galley
