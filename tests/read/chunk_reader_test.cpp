// SPDX-License-Identifier: Apache-2.0
#include "read/chunk_reader.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cerrno>
#include <thread>

#include "tests/support/compress.h"
#include "tests/support/faulty_os.h"
#include "tests/support/sanitizers.h"
#include "tests/support/temp_folder.h"

namespace galley {
namespace {

Encoding recognise_nothing(std::string_view) {
  return Encoding::kUnknown;
}

struct ReadChunk {
  std::string bytes;
  ChunkPlace place;
  InputFormat format;
};

struct Reading {
  std::vector<ReadChunk> chunks;
  std::vector<Issue> issues;
  [[nodiscard]] std::string bytes() const {
    std::string all;
    for (const ReadChunk& chunk : chunks) all += chunk.bytes;
    return all;
  }
};

Reading read_from(ChunkReader& reader) {
  Reading reading;
  Chunk chunk;
  for (;;) {
    const Result<bool> more = reader.next(chunk);
    EXPECT_TRUE(more);
    if (!more || !*more) break;
    for (const Issue& issue : chunk.issues) reading.issues.push_back(issue);
    if (!chunk.bytes.empty()) {
      reading.chunks.push_back({std::string(chunk.bytes.view()), chunk.place, chunk.format});
    }
  }
  return reading;
}

Reading read(const std::string& path, const ReadOptions& options = {},
             const EncodingRecogniser& recognise = recognise_nothing) {
  const Input input{Input::Kind::kFile, path, "id", 0, 0, 0};
  Result<ChunkReader> reader = ChunkReader::open(input, options, recognise);
  EXPECT_TRUE(reader);
  return read_from(*reader);
}

std::string records(std::size_t count, std::size_t text_bytes) {
  std::string out;
  for (std::size_t index = 0; index < count; ++index) {
    out += "{\"id\":\"" + std::to_string(index) + "\",\"text\":\"" + std::string(text_bytes, 'x') +
           "\"}\n";
    if (index % 5 == 4) out += " \n";
  }
  return out;
}

void expect_same(const Reading& one, const Reading& other) {
  ASSERT_EQ(one.chunks.size(), other.chunks.size());
  for (std::size_t index = 0; index < one.chunks.size(); ++index) {
    EXPECT_EQ(one.chunks[index].bytes, other.chunks[index].bytes);
    EXPECT_EQ(one.chunks[index].place.offset, other.chunks[index].place.offset);
    EXPECT_EQ(one.chunks[index].place.line, other.chunks[index].place.line);
    EXPECT_EQ(one.chunks[index].place.record, other.chunks[index].place.record);
  }
}

// Reads as a pipe does: now little, now more.
class OddReads : public Os {
 public:
  ssize_t read(int descriptor, void* bytes, std::size_t count) override {
    next_ = (next_ * 31 + 7) % 10'007;
    return Os::read(descriptor, bytes, std::min(count, next_ + 1));
  }

 private:
  std::size_t next_ = 1;
};

TEST(ChunkReader, RecordsComeInWholeLinesWithTheirPlaces) {
  const TempFolder folder;
  const std::string text = records(12'000, 1000);
  const Reading reading = read(folder.write("in", text));
  EXPECT_EQ(reading.bytes(), text);
  ASSERT_GE(reading.chunks.size(), 3u);
  std::uint64_t offset = 0, line = 1, record = 0;
  for (const ReadChunk& chunk : reading.chunks) {
    EXPECT_EQ(chunk.format, InputFormat::kJsonl);
    EXPECT_EQ(chunk.place.offset, offset);
    EXPECT_EQ(chunk.place.line, line);
    EXPECT_EQ(chunk.place.record, record);
    EXPECT_EQ(chunk.bytes.back(), '\n');
    EXPECT_LE(chunk.bytes.size(), std::size_t{4} << 20);
    offset += chunk.bytes.size();
    for (std::size_t at = 0; at < chunk.bytes.size();) {
      const std::size_t end = chunk.bytes.find('\n', at);
      ++line;
      record += chunk.bytes[at] == '{';
      at = end + 1;
    }
  }
  EXPECT_EQ(record, 12'000u);
}

TEST(ChunkReader, ChunksDoNotDependOnHowTheSystemReads) {
  const TempFolder folder;
  const std::string text = records(6'000, 1000) + "{\"text\":\"no line end\"}";
  const Reading whole = read(folder.write("in", text));
  expect_same(whole, read(folder.write("packed", compressed(Compression::kZstd, text))));
  OddReads odd;
  const ScopedOs scope(odd);
  expect_same(whole, read(folder / "in"));
  expect_same(whole, read(folder / "packed"));
}

TEST(ChunkReader, AnyChunkCanBeReadAgainFromItsPlace) {
  const TempFolder folder;
  const std::string text = records(12'000, 1000);
  for (const std::string& path :
       {folder.write("in", text), folder.write("packed", compressed(Compression::kGzip, text))}) {
    const Reading whole = read(path);
    for (std::size_t first = 0; first < whole.chunks.size(); ++first) {
      const Input input{Input::Kind::kFile, path, "id", 0, 0, 0};
      Result<ChunkReader> reader = ChunkReader::open(input, {}, recognise_nothing);
      ASSERT_TRUE(reader && reader->skip_to(whole.chunks[first].place));
      Reading rest = read_from(*reader);
      rest.chunks.insert(rest.chunks.begin(), whole.chunks.begin(),
                         whole.chunks.begin() + static_cast<std::ptrdiff_t>(first));
      expect_same(whole, rest);
    }
  }
}

TEST(ChunkReader, TextIsOneChunk) {
  const TempFolder folder;
  const std::string text = sample_text(5'000'000);
  const Reading reading = read(folder.write("in", text));
  ASSERT_EQ(reading.chunks.size(), 1u);
  EXPECT_EQ(reading.chunks[0].bytes, text);
  EXPECT_EQ(reading.chunks[0].format, InputFormat::kText);
  EXPECT_TRUE(reading.issues.empty());
}

TEST(ChunkReader, LargeTextIsCutWhereItPausesBest) {
  if (kHasSanitizer) GTEST_SKIP() << "sanitizers look at all bytes before each line that is sought";
  const TempFolder folder;
  constexpr std::size_t kPiece = std::size_t{64} << 20;
  std::string text = sample_text(kPiece + 5'000'000);
  std::string blank = text;
  blank.replace(40'000'000, 2, "\n\n");
  std::string feed = blank;
  feed[36'000'000] = '\f';
  feed[1000] = '\f';  // too near the beginning to cut at
  const auto first_piece = [&](const std::string& contents) {
    const Reading reading = read(folder.write("in", contents));
    EXPECT_EQ(reading.chunks.size(), 2u);
    EXPECT_EQ(reading.bytes(), contents);
    EXPECT_EQ(reading.chunks[1].place.piece, 1u);
    EXPECT_EQ(reading.chunks[1].place.offset, reading.chunks[0].bytes.size());
    EXPECT_EQ(static_cast<std::ptrdiff_t>(reading.chunks[1].place.line),
              1 + std::count(contents.begin(),
                             contents.begin() +
                                 static_cast<std::ptrdiff_t>(reading.chunks[0].bytes.size()),
                             '\n'));
    return reading.chunks[0].bytes.size();
  };
  const std::size_t at_line = first_piece(text);
  EXPECT_EQ(text[at_line - 1], '\n');
  EXPECT_GT(at_line, kPiece - 1000);
  EXPECT_EQ(first_piece(blank), 40'000'002u);
  EXPECT_EQ(first_piece(feed), 36'000'001u);
}

TEST(ChunkReader, ALongLineIsOneIssueAndTheRestIsRead) {
  const TempFolder folder;
  ReadOptions options;
  options.limits.most_line_bytes = 10'000;
  const std::string line(3'000'000, 'a');
  for (const std::string& text : {"one\n" + line + "\nthree\nfour\n", line + "\nthree\nfour\n",
                                  "one\nthree\nfour\n" + line}) {
    const Reading reading = read(folder.write("in", text), options);
    EXPECT_EQ(reading.bytes().find('a'), std::string::npos);
    EXPECT_NE(reading.bytes().find("three\nfour\n"), std::string::npos);
    ASSERT_EQ(reading.issues.size(), 1u);
    const Issue& issue = reading.issues[0];
    EXPECT_EQ(issue.severity, Issue::Severity::kUnreadable);
    EXPECT_EQ(issue.error.code, ErrorCode::kLimit);
    EXPECT_EQ(issue.line, 1u + (text.starts_with("one\nthree") ? 3 : text.starts_with("one")));
    EXPECT_EQ(issue.error.where, (folder / "in") + ":" + std::to_string(*issue.line));
    EXPECT_NE(issue.error.remedy.find("--max-line"), std::string::npos);
    // What comes behind the gap stands at its true place.
    const ReadChunk& last = reading.chunks.back();
    EXPECT_EQ(text.substr(last.place.offset, last.bytes.size()), last.bytes);
  }
  const std::string text =
      records(2, 10) + "{\"text\":\"" + line + "\"}\n" + "{\"text\":\"behind\"}\n";
  const Reading reading = read(folder.write("in", text), options);
  EXPECT_EQ(reading.issues.size(), 1u);
  EXPECT_EQ(reading.issues[0].line, 3u);
  EXPECT_EQ(reading.chunks.back().place.record, 3u) << "the record that was left out counts";
}

TEST(ChunkReader, MemoryDoesNotGrowWithALine) {
  const TempFolder folder;
  const std::string path =
      folder.write("in", compressed(Compression::kZstd, std::string(200 << 20, 'a') + "\nb\n"));
  ReadOptions options;
  options.limits.most_expansion = 1'000'000;
  options.limits.most_line_bytes = 1 << 20;
  const Input input{Input::Kind::kFile, path, "id", 0, 0, 0};
  Result<ChunkReader> reader = ChunkReader::open(input, options, recognise_nothing);
  ASSERT_TRUE(reader);
  Chunk chunk;
  ASSERT_TRUE(*reader->next(chunk));
  EXPECT_EQ(chunk.bytes.view(), "b\n");
  EXPECT_EQ(chunk.issues.size(), 1u);
  EXPECT_LT(chunk.bytes.capacity(), std::size_t{4} << 20);
}

TEST(ChunkReader, DamageIsToldAfterTheWholeRecordsBeforeIt) {
  const TempFolder folder;
  const std::string text = records(8'000, 1000);
  const std::string packed = compressed(Compression::kZstd, text);
  const Reading reading = read(folder.write("in", packed.substr(0, packed.size() / 2)));
  EXPECT_EQ(reading.bytes(), text.substr(0, reading.bytes().size()));
  EXPECT_EQ(reading.bytes().back(), '\n');
  EXPECT_GT(reading.bytes().size(), text.size() / 3);
  ASSERT_EQ(reading.issues.size(), 1u);
  EXPECT_EQ(reading.issues[0].error.code, ErrorCode::kCorrupt);
  EXPECT_EQ(reading.issues[0].line, std::nullopt);
}

TEST(ChunkReader, EmptyIsAWarningBinaryIsUnreadable) {
  const TempFolder folder;
  const Reading empty = read(folder.write("empty", ""));
  EXPECT_TRUE(empty.chunks.empty());
  ASSERT_EQ(empty.issues.size(), 1u);
  EXPECT_EQ(empty.issues[0].severity, Issue::Severity::kWarning);

  const std::string twice =
      compressed(Compression::kZstd, compressed(Compression::kGzip, "text in two coats"));
  for (const std::string& bytes : {std::string("%PDF-1.4 and so on"), std::string("a\0b", 3), twice,
                                   std::string(3 << 20, 'a') + '\0'}) {
    const Reading reading = read(folder.write("binary", bytes));
    EXPECT_TRUE(reading.chunks.empty());
    ASSERT_EQ(reading.issues.size(), 1u);
    EXPECT_EQ(reading.issues[0].severity, Issue::Severity::kUnreadable);
    EXPECT_NE(reading.issues[0].error.what.find("binary"), std::string::npos);
  }
}

TEST(ChunkReader, WideEncodingsAreCutAtTheirLineEnds) {
  const TempFolder folder;
  std::string wide;
  for (const char c : records(9'000, 300)) {
    wide += c;
    wide += c == 'x' ? '\x0A' : '\0';  // U+0A78 has the byte of a line end
  }
  const Reading reading =
      read(folder.write("in", wide), {}, [](std::string_view) { return Encoding::kUtf16Le; });
  EXPECT_EQ(reading.bytes(), wide);
  EXPECT_GT(reading.chunks.size(), 1u);
  EXPECT_EQ(reading.chunks[0].format, InputFormat::kJsonl);
  for (const ReadChunk& chunk : reading.chunks) {
    EXPECT_TRUE(chunk.bytes.ends_with(std::string_view("\n\0", 2)));
  }
}

TEST(ChunkReader, DocumentsHaveALimit) {
  const TempFolder folder;
  ReadOptions options;
  options.limits.most_document_bytes = 1000;
  const std::string text = sample_text(3000);
  const Reading reading = read(folder.write("in", text), options);
  EXPECT_EQ(reading.bytes(), text.substr(0, 1000));
  ASSERT_EQ(reading.issues.size(), 1u);
  EXPECT_NE(reading.issues[0].error.remedy.find("--max-document"), std::string::npos);
}

TEST(ChunkReader, AFifoIsRead) {
  const TempFolder folder;
  const std::string path = folder / "fifo";
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  const std::string text = records(5'000, 1000);
  std::thread writer([&] {
    Result<File> file = File::open(path, File::Mode::kCreate);
    EXPECT_TRUE(file && file->write(text));
  });
  const Input input{Input::Kind::kFifo, path, "fifo", 0, 0, 0};
  Result<ChunkReader> reader = ChunkReader::open(input, {}, recognise_nothing);
  ASSERT_TRUE(reader);
  const Reading reading = read_from(*reader);
  writer.join();
  EXPECT_EQ(reading.bytes(), text);
}

TEST(ChunkReader, EveryFaultIsOneIssueOrEndsTheRun) {
  const TempFolder folder;
  const std::string text = records(700, 1000);
  const std::string path = folder.write("in", text);
  const Input input{Input::Kind::kFile, path, "id", 0, 0, 0};
  for (const FaultyOs::Call call : {FaultyOs::Call::kOpen, FaultyOs::Call::kRead}) {
    for (const int error_number : {EIO, ENOMEM}) {
      for (std::uint64_t number = 0;; ++number) {
        FaultyOs faulty({call, number, error_number, FaultyOs::Lasting::kForGood});
        const ScopedOs scope(faulty);
        Result<ChunkReader> reader = ChunkReader::open(input, {}, recognise_nothing);
        if (error_number == ENOMEM) {
          Chunk chunk;
          Result<bool> more = reader ? Result<bool>(true) : std::unexpected(reader.error());
          while (more && *more) more = reader->next(chunk);
          EXPECT_EQ(more.has_value(), faulty.struck() == 0);
          if (!more) {
            EXPECT_EQ(more.error().code, ErrorCode::kResource);
          }
        } else {
          ASSERT_TRUE(reader);
          const Reading reading = read_from(*reader);
          EXPECT_EQ(reading.issues.size(), faulty.struck() > 0 ? 1u : 0u);
          EXPECT_TRUE(text.starts_with(reading.bytes()));
        }
        if (faulty.struck() == 0) break;
      }
    }
  }
}

}  // namespace
}  // namespace galley
