// SPDX-License-Identifier: Apache-2.0
#include "pipeline/keepers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/support/temp_folder.h"

namespace galley {
namespace {

struct Named {
  std::uint64_t ord, document, paragraph;
  std::uint32_t split, index;
};

// Documents of one to four paragraphs in several splits, and removals among them at random.
class Keepers : public testing::TestWithParam<std::uint64_t> {
 protected:
  Keepers() : budget_(GetParam()), place_(folder_.path(), budget_, stop_), spool_(place_) {
    std::mt19937_64 random(12);
    std::uint64_t document = 0;
    for (std::uint32_t split = 0; split < 5; ++split) {
      std::uint32_t index = 0;
      for (std::uint64_t chunk = 0; chunk < 4; ++chunk) {
        const std::uint64_t first_ord = (std::uint64_t{split} * 4 + chunk) << 32;
        add_chunk(split, first_ord, document, random() % 6, index);
      }
    }
    EXPECT_TRUE(spool_.seal());
    RemovalListBuilder builder(place_, GetParam());
    for (std::size_t i = 1; i < all_.size(); ++i) {
      if (random() % 3 != 0) continue;
      const std::size_t keeper = random() % i;
      const auto ppm = static_cast<std::uint32_t>(800'000 + random() % 200'000);
      const auto reason = random() % 2 == 0 ? RemovalReason::kExact : RemovalReason::kNear;
      EXPECT_TRUE(
          builder.add({all_[i].ord, all_[keeper].ord, ppm, static_cast<std::uint32_t>(reason)}));
      expected_.push_back({all_[i].split, all_[i].index, all_[keeper].split, 0, 0,
                           all_[keeper].document, all_[keeper].paragraph, ppm,
                           static_cast<std::uint32_t>(reason)});
    }
    removals_ = *builder.finish();
  }

  void add_chunk(std::uint32_t split, std::uint64_t first_ord, std::uint64_t& document,
                 std::size_t documents, std::uint32_t& index) {
    SpoolPart part;
    std::uint64_t ord = first_ord;
    for (; documents > 0; --documents, ++document) {
      RepairedDocument repaired;
      const std::string id = "document " + std::to_string(document);
      Document read;
      read.id = id;
      for (std::uint64_t paragraph = 0; paragraph < document % 4; ++paragraph) {
        if (!repaired.text.empty()) repaired.text += "\n\n";
        const auto begin = static_cast<std::uint32_t>(repaired.text.size());
        repaired.text += "text";
        repaired.paragraphs.push_back({begin, begin + 4, 0, 0, ParagraphKind::kText});
        all_.push_back({ord++, document, paragraph, split, index++});
      }
      const std::vector<std::uint32_t> letters(repaired.paragraphs.size(), 4);
      append_to_spool({document, &read, &repaired, letters, {}}, part);
    }
    EXPECT_TRUE(spool_.append(split, first_ord, std::move(part)));
  }

  const TempFolder folder_;
  MemoryBudget budget_;
  const StopToken stop_;
  SpillPlace place_;
  Spool spool_;
  std::vector<Named> all_;
  std::vector<TracedRemoval> expected_;
  RemovalList removals_;
};

TEST_P(Keepers, AreFoundForEachRemoval) {
  ASSERT_GT(expected_.size(), 10u);
  IndexedKeepers indexed(nullptr, place_);
  Result<RecordSorter<TracedRemoval>> traced = trace_keepers(removals_, spool_, place_, indexed);
  ASSERT_TRUE(traced);
  for (const TracedRemoval& expected : expected_) {
    const Result<std::optional<TracedRemoval>> next = traced->next();
    ASSERT_TRUE(next && *next);
    TracedRemoval found = **next;
    const SplitStore::Owner owner{found.keeper_document, found.keeper_paragraph,
                                  found.keeper_record, found.keeper_record_bytes};
    EXPECT_EQ(*spool_.store(found.keeper_store).id_of(owner),
              "document " + std::to_string(expected.keeper_document));
    found.keeper_record = 0;
    found.keeper_record_bytes = 0;
    EXPECT_TRUE(found == expected);
  }
  EXPECT_FALSE(*traced->next());
}

INSTANTIATE_TEST_SUITE_P(Memory, Keepers, testing::Values(0, UINT64_MAX));

}  // namespace
}  // namespace galley
