// SPDX-License-Identifier: Apache-2.0
#include "pipeline/survey.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/hash.h"
#include "base/utf8.h"
#include "tests/support/dump_maker.h"

namespace galley {
namespace {

std::vector<std::string> texts_of(std::size_t count) {
  DumpMaker maker(21);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i) texts.push_back(maker.page(1 + maker.pick(3)));
  return texts;
}

std::vector<std::string> sampled(const std::vector<std::string>& texts, std::uint64_t most_bytes) {
  MemoryBudget budget(UINT64_MAX);
  SurveySample sample(most_bytes, budget);
  for (const std::string& text : texts) sample.offer(text);
  EXPECT_LE(sample.bytes(), most_bytes);
  EXPECT_GE(budget.used_bytes(), sample.bytes());
  std::vector<std::string> taken = sample.take();
  EXPECT_EQ(budget.used_bytes(), 0u);
  return taken;
}

TEST(SurveySample, TakesAllWhereAllFit) {
  const auto texts = texts_of(20);
  auto taken = sampled(texts, std::uint64_t{1} << 24);
  EXPECT_TRUE(std::is_permutation(taken.begin(), taken.end(), texts.begin(), texts.end()));
}

TEST(SurveySample, DoesNotDependOnTheOrder) {
  auto texts = texts_of(200);
  const auto first = sampled(texts, 20'000);
  EXPECT_GT(first.size(), 5u);
  EXPECT_LT(first.size(), texts.size());
  std::mt19937_64 random(1);
  for (int i = 0; i < 10; ++i) {
    std::shuffle(texts.begin(), texts.end(), random);
    EXPECT_EQ(sampled(texts, 20'000), first);
  }
}

// The slow way: all documents by their hash, as many of the first as fit.
TEST(SurveySample, TakesThoseOfTheLeastHashes) {
  auto texts = texts_of(100);
  const std::uint64_t most = 15'000;
  const auto taken = sampled(texts, most);
  std::sort(texts.begin(), texts.end(),
            [](const std::string& a, const std::string& b) { return hash64(a) < hash64(b); });
  std::vector<std::string> expected;
  std::uint64_t bytes = 0;
  for (const std::string& text : texts) {
    const std::string part(learnt_part(text, most));
    bytes += part.size();
    if (bytes > most) break;
    expected.push_back(part);
  }
  EXPECT_EQ(taken, expected);
}

TEST(SurveySample, TreatsCopiesAlike) {
  auto texts = texts_of(60);
  const auto copies = texts;
  texts.insert(texts.end(), copies.begin(), copies.end());
  const auto first = sampled(texts, 9'000);
  std::reverse(texts.begin(), texts.end());
  EXPECT_EQ(sampled(texts, 9'000), first);
}

TEST(LearntPart, IsCutAtALineAndNeverInACharacter) {
  EXPECT_EQ(learnt_part("short", 1000), "short");
  const std::string lines = "one\ntwo\nthree\nfour\n" + std::string(1000, 'x');
  EXPECT_EQ(learnt_part(lines, 80), "one\ntwo\n") << "an eighth, to the end of a line";
  std::string han;
  for (int i = 0; i < 100; ++i) han += "漢";
  for (std::uint64_t most = 8; most < 300; ++most) {
    const std::string_view part = learnt_part(han, most);
    EXPECT_TRUE(is_valid_utf8(part));
    EXPECT_LE(part.size(), most / 8 + 1);
  }
}

TEST(LearnSample, GivesOneProfileForAnyNumberOfThreads) {
  const auto texts = texts_of(50);
  const StopToken stop;
  const Result<Profile> first = learn_sample(texts, 1, stop);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->documents(), texts.size());
  for (const int threads : {2, 3, 7}) {
    EXPECT_EQ(learn_sample(texts, threads, stop)->content_hash(), first->content_hash());
  }
  EXPECT_EQ(learn_sample({}, 2, stop)->documents(), 0u);
}

TEST(LearnSample, StopsWhenAsked) {
  StopToken stop;
  stop.request_stop(2);
  EXPECT_FALSE(learn_sample(texts_of(3), 2, stop));
}

}  // namespace
}  // namespace galley
