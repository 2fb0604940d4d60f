// SPDX-License-Identifier: Apache-2.0
#include "pipeline/watched_texts.h"

#include <gtest/gtest.h>

namespace galley {
namespace {

class SameText : public ParagraphTexts {
 public:
  [[nodiscard]] Result<std::string_view> text(std::uint64_t, std::string&) const override {
    return "the text";
  }
};

TEST(WatchedTexts, TellTheFarthestChunkThatWasAskedFor) {
  const SameText texts;
  RunProgress progress;
  progress.begin(Stage::kMatch, 1000);
  const WatchedTexts watched(texts, 10, 1000, &progress);
  std::string scratch;
  const auto ask = [&](std::uint32_t chunk) {
    EXPECT_EQ(watched.text(ord_of(chunk, 7), scratch).value(), "the text");
    return progress.bytes_done();
  };
  EXPECT_EQ(ask(0), 0u);
  EXPECT_EQ(ask(4), 400u);
  EXPECT_EQ(ask(2), 400u);
  EXPECT_EQ(ask(9), 900u);
  EXPECT_EQ(ask(10), 900u) << "no chunk of this input";
}

TEST(WatchedTexts, NeedNoProgress) {
  const SameText texts;
  std::string scratch;
  EXPECT_TRUE(WatchedTexts(texts, 0, 0, nullptr).text(ord_of(3, 0), scratch));
}

}  // namespace
}  // namespace galley
