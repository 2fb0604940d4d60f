// SPDX-License-Identifier: Apache-2.0
#include "base/zstd_codec.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace galley {
namespace {

std::string sample(std::size_t bytes) {
  std::string text;
  for (std::uint64_t i = 1; text.size() < bytes; ++i) {
    text += std::to_string(i * i % 100'003) + (i % 7 == 0 ? "\n" : " ");
  }
  text.resize(bytes);
  return text;
}

std::string compressed(std::string_view text, int thread_count, std::size_t piece) {
  Result<ZstdEncoder> encoder = ZstdEncoder::create(3, thread_count, "test");
  EXPECT_TRUE(encoder);
  std::string out;
  const ZstdEncoder::Sink sink = [&](std::string_view bytes) -> Status {
    out += bytes;
    return {};
  };
  for (std::size_t at = 0; at < text.size(); at += piece) {
    EXPECT_TRUE(encoder->write(text.substr(at, piece), sink));
  }
  EXPECT_TRUE(encoder->finish(sink));
  return out;
}

Result<std::string> decompressed(std::string_view bytes, std::size_t in_piece,
                                 std::size_t out_piece) {
  Result<ZstdDecoder> decoder = ZstdDecoder::create(std::uint64_t{1} << 27, "test");
  EXPECT_TRUE(decoder);
  std::string out, space(out_piece, '\0');
  for (std::string_view left = bytes;;) {
    const Result<ZstdDecoder::Step> step = decoder->step(left.substr(0, in_piece), space);
    if (!step) return std::unexpected(step.error());
    out.append(space, 0, step->produced);
    left.remove_prefix(step->consumed);
    if (left.empty() && step->produced == 0) break;
  }
  if (!decoder->at_frame_end()) return fail(ErrorCode::kCorrupt, "test", "cut", "none");
  return out;
}

TEST(Zstd, BytesDependNeitherOnThreadsNorOnPieces) {
  const std::string text = sample(9'000'000);
  const std::string one = compressed(text, 1, text.size());
  EXPECT_EQ(compressed(text, 2, text.size()), one);
  EXPECT_EQ(compressed(text, 3, 100'001), one);
  EXPECT_EQ(*decompressed(one, one.size(), text.size() + 10), text);
}

TEST(Zstd, RoundTripInAnyPieces) {
  const std::string text = sample(20'000);
  const std::string bytes = compressed(text, 1, text.size());
  for (const std::size_t in : {1u, 7u, 100'000u}) {
    for (const std::size_t out : {1u, 13u, 19'999u, 20'000u, 20'001u}) {
      EXPECT_EQ(*decompressed(bytes, in, out), text);
      EXPECT_EQ(*decompressed(bytes + bytes, in, out), text + text) << "frame after frame";
    }
  }
}

TEST(Zstd, CutsAndFlipsAreFound) {
  const std::string text = sample(3000);
  const std::string bytes = compressed(text, 1, text.size());
  for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
    EXPECT_FALSE(decompressed(std::string_view(bytes).substr(0, cut), 1000, 1000)) << cut;
  }
  for (std::size_t place = 4; place < bytes.size(); ++place) {
    std::string flipped = bytes;
    flipped[place] = static_cast<char>(flipped[place] ^ 1);
    const Result<std::string> result = decompressed(flipped, 1000, 1000);
    EXPECT_TRUE(!result || *result == text)
        << "only header bits without meaning may flip: " << place;
  }
}

TEST(Zstd, SoundBytesBeforeAFaultAreGivenFirst) {
  const std::string text = sample(1'000'000);
  std::string bytes = compressed(text, 1, text.size());
  bytes[bytes.size() - 2] = static_cast<char>(bytes[bytes.size() - 2] ^ 1);  // of the checksum
  Result<ZstdDecoder> decoder = ZstdDecoder::create(std::uint64_t{1} << 27, "test");
  ASSERT_TRUE(decoder);
  std::string out, space(2'000'000, '\0');
  std::string_view left = bytes;
  for (;;) {
    const Result<ZstdDecoder::Step> step = decoder->step(left, space);
    if (!step) break;
    ASSERT_GT(step->consumed + step->produced, 0u);
    out.append(space, 0, step->produced);
    left.remove_prefix(step->consumed);
  }
  EXPECT_EQ(out, text);
  EXPECT_FALSE(decoder->step(left, space)) << "a failure stays";
}

TEST(Zstd, WindowsAboveTheLimitAreRefused) {
  Result<ZstdDecoder> decoder = ZstdDecoder::create(std::uint64_t{1} << 20, "in.zst");
  ASSERT_TRUE(decoder);
  // A frame header that asks for a window of 64 MiB, then an empty last block.
  const std::string frame("\x28\xB5\x2F\xFD\x00\x80\x01\x00\x00", 9);
  char space[100];
  const Result<ZstdDecoder::Step> step = decoder->step(frame, space);
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().code, ErrorCode::kLimit);
}

TEST(Zstd, SmallHelpersBoundWhatTheyUnpack) {
  const Result<std::string> bomb = zstd_compress(std::string(10'000'000, '\0'), 3);
  ASSERT_TRUE(bomb);
  EXPECT_LT(bomb->size(), 2000u);
  const Result<std::string> refused = zstd_decompress(*bomb, 1'000'000, "bomb");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kLimit);
  EXPECT_EQ(zstd_decompress(*bomb, 10'000'000, "bomb")->size(), 10'000'000u);
}

}  // namespace
}  // namespace galley
