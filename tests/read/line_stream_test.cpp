// SPDX-License-Identifier: Apache-2.0
#include "read/line_stream.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <random>

#include "tests/support/faulty_os.h"
#include "tests/support/temp_folder.h"

namespace galley {
namespace {

struct LineReading {
  std::string bytes;  // with '#' where a gap was
  std::uint64_t gap_bytes = 0;
};

LineReading read(const std::string& path, Encoding encoding, std::uint64_t most_line_bytes) {
  const Input input{Input::Kind::kFile, path, "id", 0, 0, 0};
  Result<ByteStream> stream = ByteStream::open(input, ReadLimits{});
  EXPECT_TRUE(stream);
  LineStream lines(*std::move(stream), CodeUnits(encoding), most_line_bytes, "");
  LineReading reading;
  ByteBuffer buffer;
  for (;;) {
    const Result<LineStream::Event> event = lines.read_more(buffer);
    EXPECT_TRUE(event);
    if (*event == LineStream::Event::kGap) {
      reading.bytes += buffer.view();
      reading.bytes += '#';
      reading.gap_bytes += lines.gap_bytes();
      buffer.clear();
    }
    if (*event == LineStream::Event::kEnd) break;
  }
  reading.bytes += buffer.view();
  return reading;
}

// What a loop over the lines would give.
LineReading expected(const std::string& text, std::size_t unit, std::uint64_t most_line_bytes) {
  LineReading reading;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    const auto ends_here = [&] { return text[end] == '\n' && (unit == 1 || text[end + 1] == 0); };
    while (end + unit <= text.size() && !ends_here()) end += unit;
    end = std::min(end + unit, text.size());
    if (end - at > most_line_bytes) {
      reading.bytes += '#';
      reading.gap_bytes += end - at;
    } else {
      reading.bytes += text.substr(at, end - at);
    }
    at = end;
  }
  return reading;
}

TEST(LineStream, LeavesOutLinesAboveTheLimitAndNothingElse) {
  const TempFolder folder;
  std::mt19937 random(5);
  for (int round = 0; round < 60; ++round) {
    const std::size_t unit = round % 2 == 0 ? 1 : 2;
    std::string text;
    for (std::size_t lines = random() % 30; lines > 0; --lines) {
      // Now and then longer than the blocks that are read at once.
      const bool is_long = round >= 40 && random() % 10 == 0;
      const std::size_t length = is_long ? 300'000 + random() % 400'000 : random() % 100;
      for (std::size_t index = 0; index < length; ++index) {
        text += unit == 1 ? "x" : std::string("\x0A\x0A", 2);
      }
      if (lines > 1 || random() % 2 == 0) text += unit == 1 ? "\n" : std::string("\n\0", 2);
    }
    const std::string path = folder.write("lines", text);
    const Encoding encoding = unit == 1 ? Encoding::kUtf8 : Encoding::kUtf16Le;
    for (const std::uint64_t most : {20u, 60u, 262'144u, 500'000u, 10'000'000u}) {
      const LineReading wanted = expected(text, unit, most);
      for (const std::uint64_t fault : {std::uint64_t{1'000'000}, std::uint64_t{1}}) {
        // The second time every read gives a single byte: too slow for long lines.
        if (fault == 1 && round >= 40) break;
        FaultyOs faulty({FaultyOs::Call::kRead, fault, 0, FaultyOs::Lasting::kOnce});
        const ScopedOs scope(faulty);
        const LineReading reading = read(path, encoding, most);
        ASSERT_EQ(reading.bytes, wanted.bytes) << round << " " << most;
        ASSERT_EQ(reading.gap_bytes, wanted.gap_bytes);
      }
    }
  }
}

}  // namespace
}  // namespace galley
