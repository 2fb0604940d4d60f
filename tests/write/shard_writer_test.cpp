// SPDX-License-Identifier: Apache-2.0
#include "write/shard_writer.h"

#include <gtest/gtest.h>

#include <cerrno>

#include "tests/support/faulty_os.h"
#include "tests/support/temp_folder.h"

namespace galley {
namespace {

std::string line_of(int number) {
  return "{\"number\":" + std::to_string(number) + ",\"text\":\"" +
         std::string(static_cast<std::size_t>(number % 97), 'x') + "\"}\n";
}

constexpr int kLines = 20'000;  // above what is held back before it is compressed

Result<OutputFile> write_shard(const std::string& folder, int threads) {
  Result<ShardWriter> writer = ShardWriter::create(folder, "corpus-00003.jsonl.zst", 3, threads);
  if (!writer) return std::unexpected(writer.error());
  for (int number = 0; number < kLines; ++number) {
    writer->lines() += line_of(number);
    if (Status status = writer->flush_if_full(); !status) return std::unexpected(status.error());
  }
  return writer->finish();
}

TEST(ShardWriter, WritesOneFrameAndDescribesIt) {
  const TempFolder folder;
  std::string expected;
  for (int number = 0; number < kLines; ++number) expected += line_of(number);
  const Result<OutputFile> file = write_shard(folder.path(), 2);
  ASSERT_TRUE(file);
  const std::string stored = folder.read("corpus-00003.jsonl.zst");
  EXPECT_EQ(file->name, "corpus-00003.jsonl.zst");
  EXPECT_EQ(file->bytes, stored.size());
  EXPECT_EQ(file->uncompressed_bytes, expected.size());
  EXPECT_EQ(file->xxh3_128, hash128(expected.data(), expected.size()));
  EXPECT_EQ(*zstd_decompress(stored, expected.size(), "shard"), expected);
  EXPECT_EQ(stored.find("\x28\xB5\x2F\xFD", 1), std::string::npos) << "one frame";
  EXPECT_EQ(*list_folder(folder.path()), std::vector<std::string>{"corpus-00003.jsonl.zst"});
}

TEST(ShardWriter, BytesDoNotDependOnThreads) {
  const TempFolder one, seven;
  ASSERT_TRUE(write_shard(one.path(), 1));
  ASSERT_TRUE(write_shard(seven.path(), 7));
  EXPECT_EQ(one.read("corpus-00003.jsonl.zst"), seven.read("corpus-00003.jsonl.zst"));
}

TEST(ShardWriter, AnEmptyShardIsAFileToo) {
  const TempFolder folder;
  Result<ShardWriter> writer = ShardWriter::create(folder.path(), "removed-00000.jsonl.zst", 3, 1);
  ASSERT_TRUE(writer);
  const Result<OutputFile> file = writer->finish();
  ASSERT_TRUE(file);
  EXPECT_EQ(file->uncompressed_bytes, 0u);
  EXPECT_EQ(*zstd_decompress(folder.read("removed-00000.jsonl.zst"), 0, "shard"), "");
}

TEST(ShardWriter, FaultsLeaveNothingUnderTheFinalName) {
  using Call = FaultyOs::Call;
  for (const Call call : {Call::kOpen, Call::kWrite, Call::kFsync, Call::kClose, Call::kRename}) {
    for (std::uint64_t number = 0;; ++number) {
      const TempFolder folder;
      FaultyOs faulty({call, number, ENOSPC, FaultyOs::Lasting::kForGood});
      Result<OutputFile> file = fail(ErrorCode::kIo, "", "", "");
      {
        const ScopedOs scoped(faulty);
        file = write_shard(folder.path(), 2);
      }
      if (faulty.struck() == 0) break;
      if (file) continue;
      EXPECT_EQ(file.error().code, ErrorCode::kResource);
      EXPECT_FALSE(file.error().remedy.empty());
      // The last open is that of the folder, when the file has its name already and is whole.
      if (call != Call::kOpen && call != Call::kFsync) {
        EXPECT_TRUE(list_folder(folder.path())->empty());
      }
    }
  }
}

TEST(ShardName, HasFiveDigitsOrMore) {
  EXPECT_EQ(shard_name("corpus", 7), "corpus-00007.jsonl.zst");
  EXPECT_EQ(shard_name("removed", 99'999), "removed-99999.jsonl.zst");
  EXPECT_EQ(shard_name("corpus", 123'456), "corpus-123456.jsonl.zst");
}

}  // namespace
}  // namespace galley
