// SPDX-License-Identifier: Apache-2.0
#include "read/byte_stream.h"

#include <gtest/gtest.h>

#include <cerrno>

#include "tests/support/compress.h"
#include "tests/support/faulty_os.h"
#include "tests/support/temp_folder.h"

namespace galley {
namespace {

Input file_input(const std::string& path) {
  return {Input::Kind::kFile, path, "id", 0, 0, 0};
}

std::string read_all(ByteStream& stream, std::size_t step,
                     std::optional<Error>* failure = nullptr) {
  std::string out;
  std::string space(step, '\0');
  for (;;) {
    const Result<std::size_t> got = stream.read(space);
    if (!got) {
      EXPECT_TRUE(failure != nullptr) << to_string(got.error());
      if (failure != nullptr) *failure = got.error();
      EXPECT_FALSE(stream.read(space)) << "a failure stays";
      return out;
    }
    if (*got == 0) return out;
    out.append(space, 0, *got);
  }
}

TEST(ByteStream, PlainAndCompressedGiveTheSame) {
  const TempFolder folder;
  const std::string text = sample_text(700'000);
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{511}, text.size()}) {
    const std::string_view part = std::string_view(text).substr(0, size);
    // Names say nothing: only content does.
    std::vector<std::string> paths = {folder.write("plain.gz", part)};
    for (const Compression compression : kCompressions) {
      paths.push_back(
          folder.write(std::string(name_of(compression)) + ".txt", compressed(compression, part)));
    }
    for (const std::string& path : paths) {
      Result<ByteStream> stream = ByteStream::open(file_input(path), ReadLimits{});
      ASSERT_TRUE(stream);
      EXPECT_EQ(read_all(*stream, 10'007), part) << path;
      EXPECT_EQ(stream->offset(), part.size());
    }
  }
}

TEST(ByteStream, SkipsAsReadingWould) {
  const TempFolder folder;
  const std::string text = sample_text(2'000'000);
  for (const std::string& path : {folder.write("plain", text),
                                  folder.write("packed", compressed(Compression::kZstd, text))}) {
    for (const std::size_t offset :
         {std::size_t{0}, std::size_t{10}, std::size_t{1'900'000}, text.size(), text.size() + 5}) {
      Result<ByteStream> stream = ByteStream::open(file_input(path), ReadLimits{});
      ASSERT_TRUE(stream && stream->skip_to(offset));
      EXPECT_EQ(read_all(*stream, 65'536), text.substr(std::min(offset, text.size())));
    }
  }
}

TEST(ByteStream, ACutInputIsToldAfterWhatItHolds) {
  const TempFolder folder;
  const std::string text = sample_text(1'500'000);
  for (const Compression compression : kCompressions) {
    const std::string bytes = compressed(compression, text);
    const std::string path = folder.write("cut", bytes.substr(0, bytes.size() * 4 / 5));
    Result<ByteStream> stream = ByteStream::open(file_input(path), ReadLimits{});
    ASSERT_TRUE(stream);
    std::optional<Error> failure;
    const std::string out = read_all(*stream, 100'000, &failure);
    ASSERT_TRUE(failure) << name_of(compression);
    EXPECT_EQ(failure->code, ErrorCode::kCorrupt);
    EXPECT_EQ(failure->where, path);
    EXPECT_TRUE(text.starts_with(out));
    EXPECT_GT(out.size(), text.size() / 10) << name_of(compression);
  }
}

TEST(ByteStream, BombsAreStopped) {
  const TempFolder folder;
  const std::string zeros((65 << 20) + 1, '\0');
  const std::string path = folder.write("bomb", compressed(Compression::kZstd, zeros));
  Result<ByteStream> stream = ByteStream::open(file_input(path), ReadLimits{});
  ASSERT_TRUE(stream);
  std::optional<Error> failure;
  const std::string out = read_all(*stream, 1 << 20, &failure);
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->code, ErrorCode::kLimit);
  EXPECT_LE(out.size(), std::size_t{65} << 20);
  EXPECT_NE(failure->remedy.find("--max-expansion"), std::string::npos);

  ReadLimits trusting;
  trusting.most_expansion = 1'000'000;
  stream = ByteStream::open(file_input(path), trusting);
  ASSERT_TRUE(stream);
  EXPECT_EQ(read_all(*stream, 1 << 20).size(), zeros.size());
}

TEST(ByteStream, EveryFaultOfTheSystemIsToldOrOvercome) {
  const TempFolder folder;
  const std::string text = sample_text(600'000);
  const std::string path = folder.write("file", compressed(Compression::kGzip, text));
  for (const int error_number : {EIO, EINTR, 0}) {
    for (std::uint64_t number = 0;; ++number) {
      FaultyOs faulty({FaultyOs::Call::kRead, number, error_number, FaultyOs::Lasting::kOnce});
      const ScopedOs scope(faulty);
      Result<ByteStream> stream = ByteStream::open(file_input(path), ReadLimits{});
      std::optional<Error> failure;
      if (!stream) {
        failure = stream.error();
      } else if (const std::string out = read_all(*stream, 1 << 20, &failure); !failure) {
        EXPECT_EQ(out, text);
      }
      EXPECT_EQ(failure.has_value(), faulty.struck() > 0 && error_number == EIO);
      if (faulty.struck() == 0) break;
      ASSERT_LT(number, 1000u);
    }
  }
}

}  // namespace
}  // namespace galley
