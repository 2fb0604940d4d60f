// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "galley/dedup.h"

namespace galley {
namespace {

ErrorCode code_of(const Status& status) {
  EXPECT_FALSE(status);
  return status ? ErrorCode::kIo : status.error().code;
}

TEST(DedupOptions, AreCheckedOneByOne) {
  EXPECT_TRUE(check({}));
  DedupOptions options;
  for (const std::uint32_t similarity : {500'000u, 950'000u}) {
    options.similarity_ppm = similarity;
    EXPECT_TRUE(check(options));
  }
  const auto refused = [](auto change) {
    DedupOptions changed;
    change(changed);
    return code_of(check(changed)) == ErrorCode::kUsage;
  };
  EXPECT_TRUE(refused([](DedupOptions& o) { o.similarity_ppm = 499'999; }));
  EXPECT_TRUE(refused([](DedupOptions& o) { o.similarity_ppm = 950'001; }));
  EXPECT_TRUE(refused([](DedupOptions& o) { o.bands = 65; }));
  EXPECT_TRUE(refused([](DedupOptions& o) { o.rows = 33; }));
  EXPECT_TRUE(refused([](DedupOptions& o) { o.recall_ppm = 1'000'000; }));
  EXPECT_TRUE(refused([](DedupOptions& o) { o.max_letter_errors_ppm = 300'001; }));
}

}  // namespace
}  // namespace galley
