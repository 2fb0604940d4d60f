// SPDX-License-Identifier: Apache-2.0
#include "dedup/verified_removals.h"

#include <gtest/gtest.h>

#include "tests/dedup/listed_texts.h"
#include "tests/dedup/noisy_copies.h"
#include "tests/dedup/spilling.h"
#include "tests/reference/slow_duplicates.h"

namespace galley {
namespace {

// All pairs are candidates, some twice; there are enough of them for several batches.
TEST(VerifiedRemovals, AreThoseOfTheRuleOfRank) {
  NoisyCopies maker(7);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 260; ++i) {
    const bool is_new = i < 20 || maker.random()() % 10 == 0;
    texts.push_back(is_new ? maker.paragraph(30)
                           : maker.changed(texts[maker.random()() % i], 1 + maker.random()() % 6));
  }
  DedupOptions options;
  options.numbers = Numbers::kIgnore;
  Spilling spilling(1 << 20);
  RecordSorter<CandidatePair> pairs(spilling.place, "pairs", 1 << 18);
  std::vector<Row> rows(texts.size());
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].ord = i;
  for (std::size_t a = 0; a < rows.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      for (std::size_t times = 1 + (a + b) % 2; times > 0; --times) {
        ASSERT_TRUE(pairs.add(CandidatePair::of(rows[a], a, rows[b], b)));
      }
    }
  }
  ASSERT_TRUE(pairs.sort());
  const ListedTexts source(texts);
  VerifiedRemovals verified(options, source, 2, spilling.stop, 1 << 14);
  RecordSorter<RemovedText> removed(spilling.place, "removed", 1 << 18);
  ASSERT_TRUE(verified.decide(pairs, rows.size(), removed));
  std::vector<Removal> found;
  for (const RemovedText& text : sorted_records(removed)) {
    EXPECT_EQ(text.row, text.ord);
    found.push_back({text.ord, text.keeper_ord, static_cast<std::uint32_t>(text.similarity_ppm),
                     RemovalReason::kNear});
  }
  std::vector<Removal> expected = slow_duplicates(texts, options);
  for (Removal& removal : expected) removal.reason = RemovalReason::kNear;
  EXPECT_GT(expected.size(), 80u);
  EXPECT_EQ(found, expected);
  EXPECT_GE(verified.compared(), verified.verified());
  EXPECT_GE(verified.verified(), found.size());
}

}  // namespace
}  // namespace galley
