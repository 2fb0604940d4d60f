// SPDX-License-Identifier: Apache-2.0
#include "dedup/index_texts.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "tests/support/temp_folder.h"

namespace galley {
namespace {

constexpr std::uint64_t kParameters = 5;
constexpr IndexPart kPart{0, 100, 4100};

struct Kept {
  std::uint64_t paragraph = 0;
  std::string id;
  std::string text;
};

std::map<std::uint64_t, Kept> write_texts(const std::string& path) {
  std::mt19937_64 random(8);
  std::map<std::uint64_t, Kept> all;
  Result<RunWriter> run =
      RunWriter::create(path, index_texts_kind(kParameters), Durability::kScratch);
  EXPECT_TRUE(run);
  IndexTextWriter writer(*std::move(run));
  for (std::uint64_t serial = kPart.first; serial < kPart.end; ++serial) {
    if (random() % 4 == 0) continue;
    Kept kept{random() % 300, "id" + std::to_string(random() % 50), ""};
    const std::size_t size = serial == 2000 ? 300'000 : random() % 400;
    while (kept.text.size() < size) kept.text += static_cast<char>('a' + random() % 26);
    EXPECT_TRUE(writer.append({serial, kept.paragraph, kept.id, kept.text}));
    all[serial] = std::move(kept);
  }
  EXPECT_TRUE(writer.finish());
  return all;
}

TEST(IndexTexts, AreFoundBySerialInAnyOrder) {
  const TempFolder folder;
  const auto all = write_texts(folder / "texts");
  Result<IndexTextReader> reader = IndexTextReader::open(folder / "texts", kParameters, kPart);
  ASSERT_TRUE(reader);
  std::mt19937_64 random(9);
  for (int i = 0; i < 3000; ++i) {
    const std::uint64_t serial = i < 1000 ? kPart.first + static_cast<std::uint64_t>(i) * 4
                                          : kPart.first + random() % (kPart.end - kPart.first);
    const Result<std::optional<IndexedText>> text = reader->find(serial);
    ASSERT_TRUE(text) << to_string(text.error());
    const auto expected = all.find(serial);
    ASSERT_EQ(text->has_value(), expected != all.end());
    if (!*text) continue;
    EXPECT_EQ((*text)->paragraph, expected->second.paragraph);
    EXPECT_EQ((*text)->id, expected->second.id);
    EXPECT_EQ((*text)->text, expected->second.text);
  }
}

TEST(IndexTexts, AreReadInOrder) {
  const TempFolder folder;
  const auto all = write_texts(folder / "texts");
  Result<IndexTextReader> reader = IndexTextReader::open(folder / "texts", kParameters, kPart);
  ASSERT_TRUE(reader);
  std::uint64_t serial = 0;
  for (const auto& [expected, kept] : all) {
    const Result<std::optional<IndexedText>> text = reader->from(serial);
    ASSERT_TRUE(text && *text);
    EXPECT_EQ((*text)->serial, expected);
    EXPECT_EQ((*text)->text, kept.text);
    serial = expected + 1;
  }
  const Result<std::optional<IndexedText>> end = reader->from(serial);
  ASSERT_TRUE(end);
  EXPECT_FALSE(end->has_value());
}

TEST(IndexTexts, OfNoTextAreEmpty) {
  const TempFolder folder;
  Result<RunWriter> run =
      RunWriter::create(folder / "texts", index_texts_kind(kParameters), Durability::kScratch);
  ASSERT_TRUE(run);
  ASSERT_TRUE(IndexTextWriter(*std::move(run)).finish());
  Result<IndexTextReader> reader = IndexTextReader::open(folder / "texts", kParameters, kPart);
  ASSERT_TRUE(reader);
  EXPECT_FALSE(reader->find(100)->has_value());
  EXPECT_FALSE(IndexTextReader::open(folder / "texts", kParameters + 1, kPart)) << "other settings";
}

// Whole by its checksum and yet no texts: written by something else.
TEST(IndexTexts, RefuseRecordsThatAreNone) {
  for (const std::string& record :
       {std::string("\x64\x64 no zstd frame"), std::string("\x64"), std::string("\x65\x64")}) {
    const TempFolder folder;
    Result<RunWriter> run =
        RunWriter::create(folder / "texts", index_texts_kind(kParameters), Durability::kScratch);
    ASSERT_TRUE(run && run->append(record) && run->finish());
    Result<IndexTextReader> reader = IndexTextReader::open(folder / "texts", kParameters, kPart);
    ASSERT_TRUE(reader);
    const auto text = reader->find(100);
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code, ErrorCode::kCorrupt);
  }
}

}  // namespace
}  // namespace galley
