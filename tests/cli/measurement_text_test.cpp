// SPDX-License-Identifier: Apache-2.0
#include "cli/measurement_text.h"

#include <gtest/gtest.h>

namespace galley {
namespace {

TEST(MeasurementText, TellsSharesWithTheirIntervals) {
  Measurement found;
  found.paragraphs = 12'345;
  found.sampled = 1'000;
  found.residual = {1, 10};
  found.precision = {10, 10};
  const std::string text = measurement_text(found, DedupOptions());
  EXPECT_NE(text.find("sample     1,000 of 12,345 paragraphs"), std::string::npos) << text;
  EXPECT_NE(text.find("residual   0.10000   95 % sure: 0.00253 to 0.44502"), std::string::npos)
      << text;
  EXPECT_NE(text.find("of 10 pairs with similarity 0.8 or more, 1 have"), std::string::npos);
  EXPECT_NE(text.find("precision  1.00000   95 % sure: 0.69150 to 1.00000"), std::string::npos)
      << text;
}

TEST(MeasurementText, SaysWhereNothingIsKnown) {
  EXPECT_NE(measurement_text({}, DedupOptions()).find("residual   not known"), std::string::npos);
}

}  // namespace
}  // namespace galley
