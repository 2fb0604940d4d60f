// SPDX-License-Identifier: Apache-2.0
#include "base/run_file.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/support/temp_folder.h"

namespace galley {
namespace {

const RunKind kWords{"words", 1, 0, 42};

std::vector<std::string> read_all(const std::string& path, const RunKind& kind, Error* error) {
  std::vector<std::string> records;
  Result<RunReader> reader = RunReader::open(path, kind);
  if (!reader) {
    *error = reader.error();
    return records;
  }
  for (;;) {
    Result<std::optional<std::string_view>> next = reader->next();
    if (!next) {
      *error = next.error();
      return records;
    }
    if (!*next) return records;
    records.emplace_back(**next);
  }
}

std::vector<std::string> write_sample(const std::string& path, std::size_t count) {
  std::mt19937 random(3);
  std::vector<std::string> records;
  Result<RunWriter> writer = RunWriter::create(path, kWords, Durability::kScratch);
  EXPECT_TRUE(writer);
  for (std::size_t i = 0; i < count; ++i) {
    records.emplace_back(random() % 50, static_cast<char>('a' + random() % 26));
    EXPECT_TRUE(writer->append(records.back()));
  }
  EXPECT_TRUE(writer->finish());
  return records;
}

TEST(RunFile, GivesBackWhatWasWritten) {
  const TempFolder folder;
  for (const std::size_t count : {0u, 1u, 30'000u}) {
    const std::vector<std::string> records = write_sample(folder / "run", count);
    Error error;
    EXPECT_EQ(read_all(folder / "run", kWords, &error), records);
    EXPECT_TRUE(error.what.empty()) << error.what;
  }
}

TEST(RunFile, TakesRecordsLargerThanABlock) {
  const TempFolder folder;
  Result<RunWriter> writer = RunWriter::create(folder / "run", kWords, Durability::kDurable);
  ASSERT_TRUE(writer);
  const std::string large(3 * kRunBlockBytes, 'L');
  ASSERT_TRUE(writer->append("small"));
  ASSERT_TRUE(writer->append(large));
  ASSERT_TRUE(writer->append("small again"));
  ASSERT_TRUE(writer->finish());
  Error error;
  EXPECT_EQ(read_all(folder / "run", kWords, &error),
            (std::vector<std::string>{"small", large, "small again"}));
}

TEST(RunFile, IsOnlyReadAsWhatItIs) {
  const TempFolder folder;
  write_sample(folder / "run", 10);
  Error error;
  read_all(folder / "run", {"words", 2, 0, 42}, &error);
  EXPECT_EQ(error.code, ErrorCode::kUnsupported);
  read_all(folder / "run", {"words", 1, 0, 43}, &error);
  EXPECT_EQ(error.code, ErrorCode::kConflict);
  read_all(folder / "run", {"pairs", 1, 0, 42}, &error);
  EXPECT_EQ(error.code, ErrorCode::kConflict);
  folder.write("other", std::string(200, 'x'));
  read_all(folder / "other", kWords, &error);
  EXPECT_EQ(error.code, ErrorCode::kCorrupt);
}

// The file is cut at every byte and each byte is flipped: always an error, never wrong records.
TEST(RunFile, EveryCutAndFlipIsFound) {
  const TempFolder folder;
  const std::vector<std::string> records = write_sample(folder / "run", 40);
  const std::string whole = folder.read("run");
  for (std::size_t cut = 0; cut < whole.size(); ++cut) {
    folder.write("cut", whole.substr(0, cut));
    Error error;
    read_all(folder / "cut", kWords, &error);
    EXPECT_FALSE(error.what.empty()) << "cut at " << cut;
  }
  for (std::size_t place = 0; place < whole.size(); ++place) {
    std::string flipped = whole;
    flipped[place] = static_cast<char>(flipped[place] ^ 0x10);
    folder.write("flipped", flipped);
    Error error;
    const std::vector<std::string> found = read_all(folder / "flipped", kWords, &error);
    EXPECT_FALSE(error.what.empty()) << "flipped at " << place;
    EXPECT_TRUE(std::equal(found.begin(), found.end(), records.begin())) << "flipped at " << place;
  }
}

TEST(RunFile, SeeksBlocks) {
  const TempFolder folder;
  Result<RunWriter> writer = RunWriter::create(
      folder / "run", run_kind_of<std::uint64_t>("numbers"), Durability::kScratch);
  ASSERT_TRUE(writer);
  for (std::uint64_t i = 0; i < 200'000; ++i) ASSERT_TRUE(writer->append_record(i));
  ASSERT_TRUE(writer->finish());
  Result<RunReader> reader = RunReader::open(folder / "run", run_kind_of<std::uint64_t>("numbers"));
  ASSERT_TRUE(reader);
  EXPECT_EQ(reader->records(), 200'000u);
  ASSERT_GT(reader->blocks(), 2u);
  ASSERT_TRUE(reader->seek_block(reader->blocks() - 1));
  const auto first = reader->next_record<std::uint64_t>();
  ASSERT_TRUE(first && *first);
  EXPECT_GT(**first, 100'000u);
  ASSERT_TRUE(reader->seek_block(0));
  EXPECT_EQ(**reader->next_record<std::uint64_t>(), 0u);
}

}  // namespace
}  // namespace galley
