// SPDX-License-Identifier: Apache-2.0
#include "read/decompressor.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/compress.h"

namespace galley {
namespace {

struct Outcome {
  std::string bytes;
  bool failed = false;
  bool at_end = false;
};

Outcome decompressed(Compression compression, std::string_view bytes, std::size_t in_step,
                     std::size_t out_step) {
  Result<std::unique_ptr<Decompressor>> decompressor =
      make_decompressor(compression, std::uint64_t{128} << 20, "test");
  EXPECT_TRUE(decompressor);
  Outcome outcome;
  std::string space(out_step, '\0');
  for (;;) {
    const std::string_view in = bytes.substr(0, in_step);
    const Result<Decompressor::Step> step = (*decompressor)->step(in, space);
    if (!step) {
      outcome.failed = true;
      break;
    }
    outcome.bytes.append(space, 0, step->produced);
    bytes.remove_prefix(step->consumed);
    if (step->produced == 0 && in.empty()) break;
    if (step->produced == 0 && step->consumed == 0) {
      ADD_FAILURE() << "no progress";
      break;
    }
  }
  outcome.at_end = (*decompressor)->at_member_end();
  return outcome;
}

class Decompressors : public testing::TestWithParam<Compression> {};
INSTANTIATE_TEST_SUITE_P(, Decompressors, testing::ValuesIn(kCompressions),
                         [](const auto& test) { return std::string(name_of(test.param)); });

TEST_P(Decompressors, AnyStepsGiveTheSame) {
  const std::string text = sample_text(30'000);
  const std::string bytes = compressed(GetParam(), text);
  for (const std::size_t in : {std::size_t{1}, std::size_t{13}, bytes.size()}) {
    for (const std::size_t out : {std::size_t{1}, std::size_t{997}, text.size(), text.size() + 1}) {
      const Outcome outcome = decompressed(GetParam(), bytes, in, out);
      EXPECT_EQ(outcome.bytes, text);
      EXPECT_FALSE(outcome.failed);
      EXPECT_TRUE(outcome.at_end);
    }
  }
}

TEST_P(Decompressors, MembersFollowEachOther) {
  const std::string text = sample_text(1000);
  const std::string one = compressed(GetParam(), text);
  const std::string none = compressed(GetParam(), "");
  for (const std::size_t in : {std::size_t{1}, std::size_t{100'000}}) {
    const Outcome outcome = decompressed(GetParam(), one + none + one + one, in, 333);
    EXPECT_EQ(outcome.bytes, text + text + text);
    EXPECT_FALSE(outcome.failed);
    EXPECT_TRUE(outcome.at_end);
  }
  EXPECT_EQ(decompressed(GetParam(), none, 5, 5).bytes, "");
}

TEST_P(Decompressors, EveryCutIsFoundAndSpoilsNothingBeforeIt) {
  const std::string text = sample_text(3000);
  const std::string bytes = compressed(GetParam(), text);
  std::size_t longest = 0;
  for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
    const Outcome outcome =
        decompressed(GetParam(), std::string_view(bytes).substr(0, cut), bytes.size(), 4096);
    ASSERT_TRUE(outcome.failed || !outcome.at_end) << cut;
    ASSERT_TRUE(text.starts_with(outcome.bytes)) << cut;
    longest = std::max(longest, outcome.bytes.size());
  }
  EXPECT_EQ(longest, text.size()) << "a cut in the checksum alone costs no text";
}

TEST_P(Decompressors, EveryFlipIsFound) {
  const std::string text = sample_text(2000);
  const std::string bytes = compressed(GetParam(), text);
  int found = 0;
  for (std::size_t place = 0; place < bytes.size(); ++place) {
    for (const int bit : {0, 3, 7}) {
      std::string flipped = bytes;
      flipped[place] = static_cast<char>(flipped[place] ^ (1 << bit));
      const Outcome outcome = decompressed(GetParam(), flipped, 97, 512);
      const bool is_found = outcome.failed || !outcome.at_end;
      // Headers have bits without meaning (a time, a file name, a spare bit).
      ASSERT_TRUE(is_found || outcome.bytes == text) << place << " bit " << bit;
      found += is_found;
    }
  }
  EXPECT_GT(found, static_cast<int>(bytes.size() * 3 * 9 / 10));
}

TEST_P(Decompressors, SoundBytesBeforeDamageAreGiven) {
  const std::string text = sample_text(900'000);
  const std::string one = compressed(GetParam(), text);
  std::string damaged = one + one;
  damaged[one.size() + one.size() / 2] =
      static_cast<char>(damaged[one.size() + one.size() / 2] ^ 4);
  const Outcome outcome = decompressed(GetParam(), damaged, 65'536, 1 << 20);
  EXPECT_TRUE(outcome.failed);
  ASSERT_GE(outcome.bytes.size(), text.size());
  EXPECT_EQ(outcome.bytes.substr(0, text.size()), text);
}

TEST_P(Decompressors, SomethingElseBehindTheEndIsDamageZerosAreNot) {
  const std::string text = sample_text(500);
  const std::string bytes = compressed(GetParam(), text);
  const Outcome garbage = decompressed(GetParam(), bytes + "and then this", 7, 100);
  EXPECT_TRUE(garbage.failed);
  EXPECT_EQ(garbage.bytes, text);
  if (GetParam() == Compression::kZstd) return;  // the format has no padding but skippable frames
  const Outcome padded = decompressed(GetParam(), bytes + std::string(512, '\0'), 7, 100);
  EXPECT_FALSE(padded.failed);
  EXPECT_EQ(padded.bytes, text);
}

TEST(Decompressor, MemoryIsLimited) {
  Result<std::unique_ptr<Decompressor>> xz =
      make_decompressor(Compression::kXz, std::uint64_t{1} << 20, "big.xz");
  ASSERT_TRUE(xz);
  char space[100];
  const Result<Decompressor::Step> step =
      (*xz)->step(compressed(Compression::kXz, sample_text(100)), space);
  ASSERT_FALSE(step) << "level 1 asks for 2 MiB";
  EXPECT_EQ(step.error().code, ErrorCode::kLimit);
  EXPECT_EQ(step.error().where, "big.xz");
}

}  // namespace
}  // namespace galley
