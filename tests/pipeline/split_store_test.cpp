// SPDX-License-Identifier: Apache-2.0
#include "pipeline/split_store.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <iterator>
#include <random>

#include "base/atomic_file.h"
#include "base/utf8.h"
#include "dedup/units.h"
#include "tests/support/dump_maker.h"
#include "tests/support/effort.h"
#include "tests/support/temp_folder.h"

namespace galley {
namespace {

// A document as a test makes it, with what its spooled form refers to.
struct MadeText {
  std::string id, source, metadata, text;
  Document document;
  RepairedDocument repaired;
  std::vector<std::uint32_t> letters, furniture_letters;
};

MadeText make_document(DumpMaker& maker, std::uint64_t number) {
  MadeText made;
  made.id = "id-" + std::to_string(number);
  // Some ids are longer than the first look at a record.
  if (number % 7 == 3) made.id.append(1000 * number, 'i');
  made.source = "source";
  if (number % 2 == 0) made.metadata = R"({"page":1})";
  for (std::size_t i = maker.pick(4); i > 0; --i) {
    std::string paragraph = maker.paragraph();
    // Some are long, and some end within a sentence that the next one goes on with.
    if (maker.pick(3) == 0) paragraph.append(2000, 'a');
    if (maker.pick(2) == 0) paragraph = "and " + paragraph + " for";
    RepairedDocument& repaired = made.repaired;
    if (!repaired.text.empty()) repaired.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(repaired.text.size());
    repaired.text += paragraph;
    repaired.paragraphs.push_back(
        {begin, static_cast<std::uint32_t>(repaired.text.size()), 0, 0, ParagraphKind::kText});
    made.letters.push_back(static_cast<std::uint32_t>(maker.pick(1000)));
  }
  made.text = "RUNNING HEAD\n" + made.repaired.text;
  if (maker.pick(2) == 0) {
    made.repaired.furniture.push_back(
        {0, 12, static_cast<std::uint32_t>(maker.pick(2)), FurnitureKind::kRunningHead});
    made.furniture_letters.push_back(11);
  }
  return made;
}

SpoolPart part_of(std::vector<MadeText>& documents, std::uint64_t first_number) {
  SpoolPart part;
  for (MadeText& made : documents) {
    made.document.id = made.id;
    made.document.source = made.source;
    made.document.metadata = made.metadata;
    made.document.text = made.text;
    append_to_spool(
        {first_number++, &made.document, &made.repaired, made.letters, made.furniture_letters},
        part);
  }
  return part;
}

class SplitStores : public testing::TestWithParam<std::uint64_t> {
 protected:
  SplitStores() : budget_(GetParam()), place_(folder_.path(), budget_, stop_), store_(place_, 0) {
    DumpMaker maker(7);
    for (int part = 0; part < 5; ++part) {
      std::vector<MadeText> documents;
      for (std::size_t i = 0; i < 6; ++i) documents.push_back(make_document(maker, count_ + i));
      const Result<std::uint32_t> first = store_.append(part_of(documents, count_));
      EXPECT_TRUE(first);
      EXPECT_EQ(*first, paragraphs_);
      for (MadeText& made : documents) {
        paragraphs_ += static_cast<std::uint32_t>(made.repaired.paragraphs.size());
        all_.push_back(std::move(made));
        ++count_;
      }
    }
    EXPECT_TRUE(store_.seal());
  }

  // The store as bytes.
  [[nodiscard]] Result<SplitStore::Image> write_to(std::string& bytes) const {
    return store_.write([&](std::string_view piece) -> Status {
      bytes += piece;
      return {};
    });
  }

  const TempFolder folder_;
  MemoryBudget budget_;
  const StopToken stop_;
  SpillPlace place_;
  SplitStore store_;
  std::vector<MadeText> all_;
  std::uint64_t count_ = 0;
  std::uint32_t paragraphs_ = 0;
};

TEST_P(SplitStores, GiveDocumentsBackAsTheyWere) {
  EXPECT_EQ(store_.document_count(), all_.size());
  EXPECT_EQ(store_.paragraph_count(), paragraphs_);
  std::size_t index = 0;
  ASSERT_TRUE(store_.for_each_document([&](const SpooledDocument& found) -> Status {
    const MadeText& made = all_[index];
    EXPECT_EQ(found.document, index++);
    EXPECT_EQ(found.first_paragraph, 0u);
    EXPECT_EQ(found.id, made.id);
    EXPECT_EQ(found.source, made.source);
    EXPECT_EQ(found.metadata, made.metadata);
    EXPECT_EQ(found.text, made.repaired.text);
    EXPECT_EQ(found.paragraphs.size(), made.repaired.paragraphs.size());
    for (std::size_t i = 0; i < found.paragraphs.size(); ++i) {
      EXPECT_EQ(found.paragraphs[i].text, made.repaired.text_of(made.repaired.paragraphs[i]));
      EXPECT_EQ(found.paragraphs[i].letters, made.letters[i]);
    }
    EXPECT_EQ(found.furniture.size(), made.repaired.furniture.size());
    for (std::size_t i = 0; i < found.furniture.size(); ++i) {
      EXPECT_EQ(found.furniture[i].text, "RUNNING HEAD");
      EXPECT_EQ(found.furniture[i].letters, 11u);
      EXPECT_EQ(found.furniture[i].before_paragraph, made.repaired.furniture[i].paragraph);
    }
    return {};
  }));
  EXPECT_EQ(index, all_.size());
}

TEST_P(SplitStores, FindTextsAndOwnersByIndex) {
  for (const bool loaded : {false, true}) {
    ASSERT_TRUE(!loaded || store_.load_document_table());
    std::uint32_t index = 0;
    std::string scratch;
    for (std::size_t document = 0; document < all_.size(); ++document) {
      const RepairedDocument& repaired = all_[document].repaired;
      for (std::size_t paragraph = 0; paragraph < repaired.paragraphs.size(); ++paragraph) {
        EXPECT_EQ(*store_.text(index, scratch), repaired.text_of(repaired.paragraphs[paragraph]));
        const Result<SplitStore::Owner> owner = store_.owner(index++);
        ASSERT_TRUE(owner);
        EXPECT_EQ(owner->document, document);
        EXPECT_EQ(owner->paragraph, paragraph);
        EXPECT_EQ(*store_.id_of(*owner), all_[document].id);
      }
    }
    if (loaded) store_.drop_document_table();
  }
}

TEST_P(SplitStores, FindWhatIsComparedAsAWhole) {
  std::size_t longer = 0;
  for (const DedupUnit unit : {DedupUnit::kParagraph, DedupUnit::kDocument, DedupUnit::kItem}) {
    std::uint32_t index = 0;
    std::string scratch;
    for (const MadeText& made : all_) {
      const std::vector<Paragraph>& paragraphs = made.repaired.paragraphs;
      const auto text_of = [&](std::size_t i) { return made.repaired.text_of(paragraphs[i]); };
      const ItemSeams seams = seams_of(unit, paragraphs.size(), text_of);
      for (std::size_t first = 0, end = 0; first < paragraphs.size(); first = end) {
        end = unit_end(unit, seams, first, paragraphs.size(), text_of);
        longer += unit == DedupUnit::kItem && end > first + 1 && end < paragraphs.size();
        EXPECT_EQ(*store_.text_of(unit, index, scratch),
                  text_between(text_of(first), text_of(end - 1)));
        index += static_cast<std::uint32_t>(end - first);
      }
    }
  }
  EXPECT_GT(longer, 0u) << "items that are a part of their document";
}

TEST_P(SplitStores, NumberTheParagraphsOfAPieceOnwards) {
  store_.continue_from(1000);
  EXPECT_EQ(store_.owner(0)->paragraph, 1000u);
  ASSERT_TRUE(store_.for_each_document([](const SpooledDocument& found) -> Status {
    EXPECT_EQ(found.first_paragraph, 1000u);
    return {};
  }));
}

// What lies on disk does not lie there twice.
TEST_P(SplitStores, AreReadWhereTheyWereWritten) {
  std::string bytes;
  const Result<SplitStore::Image> image = write_to(bytes);
  ASSERT_TRUE(image);
  ASSERT_TRUE(write_file_atomically(folder_ / "text", bytes));
  const auto files = [&] {
    return std::distance(std::filesystem::directory_iterator(folder_.path()), {});
  };
  const bool spilled = files() > 1;
  EXPECT_EQ(spilled, GetParam() < bytes.size());
  store_.move_to(std::make_shared<const PooledFile>(place_.files(), folder_ / "text"), *image);
  EXPECT_EQ(files(), 1);
  std::uint32_t index = 0;
  std::string scratch;
  for (const MadeText& made : all_) {
    for (const Paragraph& paragraph : made.repaired.paragraphs) {
      EXPECT_EQ(*store_.text(index++, scratch), made.repaired.text_of(paragraph));
    }
  }
  EXPECT_EQ(index, paragraphs_);
}

// Whatever is flipped in a file: what is read of it is said to be damaged, or is text, if another.
TEST_P(SplitStores, ReadNothingButTextFromADamagedFile) {
  std::string bytes;
  const Result<SplitStore::Image> image = write_to(bytes);
  ASSERT_TRUE(image);
  std::uint64_t told = 0;
  std::string scratch;
  const auto take = [&](const Result<std::string_view>& text) {
    if (text) {
      EXPECT_TRUE(is_valid_utf8(*text));
    } else {
      EXPECT_EQ(text.error().code, ErrorCode::kCorrupt);
      EXPECT_EQ(text.error().where, folder_ / "text");
      ++told;
    }
  };
  const auto read_all = [&](const SplitStore& store) {
    for (std::uint32_t index = 0; index < paragraphs_; ++index) {
      take(store.text(index, scratch));
      for (const DedupUnit unit : {DedupUnit::kDocument, DedupUnit::kItem}) {
        take(store.text_of(unit, index, scratch));
      }
      const Result<SplitStore::Owner> owner = store.owner(index);
      if (owner) static_cast<void>(store.id_of(*owner));
    }
    const Status read = store.for_each_document([&](const SpooledDocument& document) -> Status {
      for (const SpooledParagraph& paragraph : document.paragraphs) take(paragraph.text);
      return {};
    });
    told += !read;
  };
  const std::size_t tables = std::min(image->documents_offset, image->paragraphs_offset);
  std::mt19937_64 random(1);
  const std::size_t tries = by_effort<std::size_t>(100, 300);
  for (std::size_t i = 0; i < tries; ++i) {
    // The tables are a small part of it.
    const std::size_t from = i % 2 == 0 ? 0 : tables;
    const std::size_t at = from + random() % (bytes.size() - from);
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << random() % 8));
    folder_.write("text", damaged);
    SplitStore store(place_, 0);
    store.adopt(std::make_shared<const PooledFile>(place_.files(), folder_ / "text"), *image);
    EXPECT_FALSE(store.check(*image));
    read_all(store);
  }
  EXPECT_GT(told, tries / 4);
}

INSTANTIATE_TEST_SUITE_P(Memory, SplitStores, testing::Values(0, 40'000, UINT64_MAX));

TEST(SplitStore, EndsAtTheFirstFailureOfItsVisitor) {
  const TempFolder folder;
  MemoryBudget budget(UINT64_MAX);
  const StopToken stop;
  SpillPlace place(folder.path(), budget, stop);
  SplitStore store(place, 0);
  DumpMaker maker(1);
  std::vector<MadeText> documents;
  for (std::uint64_t i = 0; i < 3; ++i) documents.push_back(make_document(maker, i));
  ASSERT_TRUE(store.append(part_of(documents, 0)));
  ASSERT_TRUE(store.seal());
  int visited = 0;
  const Status status = store.for_each_document([&](const SpooledDocument&) -> Status {
    if (++visited == 2) return fail(ErrorCode::kIo, "visitor", "fails", "wait");
    return {};
  });
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().where, "visitor");
  EXPECT_EQ(visited, 2);
}

}  // namespace
}  // namespace galley
