// SPDX-License-Identifier: Apache-2.0
#include "dedup/exact_check.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "tests/dedup/spilling.h"

namespace galley {
namespace {

class Texts final : public ParagraphTexts {
 public:
  [[nodiscard]] Result<std::string_view> text(std::uint64_t ord, std::string&) const override {
    ++reads;
    if (fails) return fail(ErrorCode::kIo, "spool", "cannot be read", "check the disk");
    return texts.at(ord);
  }
  std::vector<std::string> texts;
  mutable std::uint64_t reads = 0;
  bool fails = false;
};

struct ExactChecks : testing::Test {
  // One group of these texts, all with rows in their order.
  void make(std::vector<std::string> all) {
    texts.texts = std::move(all);
    std::vector<Row> batch(texts.texts.size());
    for (std::size_t i = 0; i < batch.size(); ++i) {
      batch[i].ord = i;
      group.push_back({{1, 1}, i, ArrivalRow::of(0, i), 0, 5});
    }
    ASSERT_TRUE(rows.append(batch));
    rows.settle();
  }
  // The ords of each text.
  std::vector<std::vector<std::uint64_t>> parted(std::span<const std::uint64_t> gone = {}) {
    ExactCheck check(texts, rows, gone, spilling.stop);
    std::vector<std::size_t> sizes;
    EXPECT_TRUE(check.part(group, sizes));
    std::vector<std::vector<std::uint64_t>> ords;
    auto at = group.begin();
    for (const std::size_t size : sizes) {
      auto& here = ords.emplace_back();
      for (std::size_t i = 0; i < size; ++i) here.push_back((at++)->ord);
    }
    EXPECT_EQ(at, group.end());
    std::ranges::sort(ords);
    return ords;
  }
  Spilling spilling{std::uint64_t{1} << 30};
  RowTable rows{spilling.place, Keep::kFirst, 1 << 20};
  Texts texts;
  std::vector<ExactRecord> group;
};

TEST_F(ExactChecks, CopiesStandTogether) {
  make({"One text", "one, text!", "ONE TEXT"});
  EXPECT_EQ(parted(), (std::vector<std::vector<std::uint64_t>>{{0, 1, 2}}));
  EXPECT_EQ(texts.reads, 3u);
}

TEST_F(ExactChecks, OtherLettersAreOtherTexts) {
  make({"one", "two", "One", "six", "Two", "two."});
  EXPECT_EQ(parted(), (std::vector<std::vector<std::uint64_t>>{{0, 2}, {1, 4, 5}, {3}}));
}

// However many texts somebody makes to collide, the work is that of a few passes.
TEST_F(ExactChecks, ManyTextsOfOneHashTakeNoMorePasses) {
  std::mt19937 random(3);
  std::vector<std::string> all;
  std::map<std::string, std::vector<std::uint64_t>> ords;
  for (std::uint64_t ord = 0; ord < 5000; ++ord) {
    all.push_back("text " + std::to_string(random() % 2500));
    ords[all.back()].push_back(ord);
  }
  make(all);
  std::vector<std::vector<std::uint64_t>> expected;
  for (const auto& [text, here] : ords) expected.push_back(here);
  std::ranges::sort(expected);
  EXPECT_EQ(parted(), expected);
  EXPECT_LE(texts.reads, 3 * all.size());
}

TEST_F(ExactChecks, WhatIsGoneHasNoCopies) {
  make({"one", "one", "one", "one"});
  const std::uint64_t gone = 0b0001;
  EXPECT_EQ(parted({&gone, 1}), (std::vector<std::vector<std::uint64_t>>{{0}, {1, 2, 3}}));
}

TEST_F(ExactChecks, AGoneTextAmongOthersIsLeftAlone) {
  make({"one", "one", "one", "one"});
  const std::uint64_t gone = 0b0110;
  EXPECT_EQ(parted({&gone, 1}), (std::vector<std::vector<std::uint64_t>>{{0, 3}, {1}, {2}}));
}

TEST_F(ExactChecks, FailuresAreHandedOn) {
  make({"one", "one"});
  texts.fails = true;
  ExactCheck check(texts, rows, {}, spilling.stop);
  std::vector<std::size_t> sizes;
  const Status status = check.part(group, sizes);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::kIo);
}

}  // namespace
}  // namespace galley
