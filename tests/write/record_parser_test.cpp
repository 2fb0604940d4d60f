// SPDX-License-Identifier: Apache-2.0
#include "write/record_parser.h"

#include <gtest/gtest.h>

#include "tests/support/generators.h"

namespace galley {
namespace {

std::string corpus_line() {
  std::string line;
  const std::vector<std::string_view> paragraphs = {"one", "two", "three"};
  const std::vector<std::uint64_t> numbers = {0, 2, 5};
  append_corpus_record(line, {"id", 9, paragraphs, "source", "{\"a\":[1,2]}", numbers});
  return line;
}

std::string removed_line() {
  std::string line;
  append_removed_record(
      line, {"id", 9, 1, 3, RowReason::kNear, Keeper{"kept", 4, 6, {}}, 812'345, "two"});
  return line;
}

TEST(RecordParser, ReadsACorpusRecordBack) {
  RecordParser parser;
  ParsedCorpusRecord record;
  ASSERT_TRUE(parser.parse(corpus_line(), "here", record));
  EXPECT_EQ(record.id, "id");
  EXPECT_EQ(record.document, 9u);
  EXPECT_EQ(record.text, "one\n\ntwo\n\nthree");
  EXPECT_EQ(record.paragraphs, (std::vector<std::string_view>{"one", "two", "three"}));
  EXPECT_EQ(record.numbers, (std::vector<std::uint64_t>{0, 2, 5}));
}

TEST(RecordParser, NumbersTheParagraphsOfAWholeDocument) {
  RecordParser parser;
  ParsedCorpusRecord record;
  ASSERT_TRUE(parser.parse(corpus_line(), "here", record));
  ASSERT_TRUE(
      parser.parse(R"({"id":"i","document":1,"text":"a\n\nb","source":""})", "here", record));
  EXPECT_EQ(record.numbers, (std::vector<std::uint64_t>{0, 1})) << "nothing of the record before";
}

TEST(RecordParser, ReadsARemovedRecordBack) {
  RecordParser parser;
  ParsedRemovedRecord record;
  ASSERT_TRUE(parser.parse(removed_line(), "here", record));
  EXPECT_EQ(record.id, "id");
  EXPECT_EQ(record.document, 9u);
  EXPECT_EQ(record.paragraph, 1u);
  EXPECT_EQ(record.chars, 3u);
  EXPECT_EQ(record.reason, RowReason::kNear);
  EXPECT_EQ(record.kept_id, "kept");
  EXPECT_EQ(record.kept_document, 4u);
  EXPECT_EQ(record.kept_paragraph, 6u);
  EXPECT_EQ(record.similarity_ppm, 812'345u);
  EXPECT_EQ(record.text, "two");
}

TEST(RecordParser, ReadsFurnitureAndKeepersOfEarlierRuns) {
  RecordParser parser;
  ParsedRemovedRecord record;
  std::string line;
  append_removed_record(line, {"id", 9, 1, 3, RowReason::kFurniture, {}, 0, "head"});
  ASSERT_TRUE(parser.parse(line, "here", record));
  EXPECT_EQ(record.reason, RowReason::kFurniture);
  line.clear();
  append_removed_record(
      line, {"id", 9, 1, 3, RowReason::kExact, Keeper{"kept", {}, 6, "run"}, 1'000'000, {}});
  ASSERT_TRUE(parser.parse(line, "here", record));
  EXPECT_FALSE(record.kept_document);
  EXPECT_FALSE(record.text);
}

// What a record brought along may be deeper and larger than a parser of values takes.
TEST(RecordParser, SkipsMetadataOfAnyDepthAndSize) {
  for (const std::string& metadata :
       {std::string(R"({"n":1e400,"i":)") + std::string(500, '9') + "}",
        R"({"d":)" + std::string(3000, '[') + std::string(3000, ']') + "}",
        std::string(R"({"id":"inner","text":"inner","paragraphs":[7]})")}) {
    std::string line;
    const std::vector<std::string_view> paragraphs = {"one", "two"};
    const std::vector<std::uint64_t> numbers = {3, 4};
    append_corpus_record(line, {"id", 9, paragraphs, "source", metadata, numbers});
    RecordParser parser;
    ParsedCorpusRecord record;
    const Status parsed = parser.parse(line, "here", record);
    ASSERT_TRUE(parsed) << to_string(parsed.error());
    EXPECT_EQ(record.id, "id");
    EXPECT_EQ(record.text, "one\n\ntwo");
    EXPECT_EQ(record.numbers, numbers);
  }
}

TEST(RecordParser, TellsWhereARecordIsNone) {
  RecordParser parser;
  ParsedCorpusRecord corpus;
  for (const std::string_view line :
       {"", "x", "[]", "{}", "null", R"({"id":"i"})", R"({"id":"i","document":-1,"text":"t"})",
        R"({"id":1,"document":1,"text":"t"})", R"({"id":"i","document":1,"text":null})",
        R"({"id":"i","document":1,"text":"t","paragraphs":[0,1]})",
        R"({"id":"i","document":1,"text":"t","paragraphs":["0"]})"}) {
    const Status status = parser.parse(line, "file:7", corpus);
    ASSERT_FALSE(status) << line;
    EXPECT_EQ(status.error().code, ErrorCode::kCorrupt);
    EXPECT_EQ(status.error().where, "file:7");
  }
  ParsedRemovedRecord removed;
  for (const std::string_view line :
       {"", "{}", R"({"id":"i","document":1,"paragraph":0,"chars":1,"reason":"why","text":null})",
        R"({"id":"i","document":1,"paragraph":0,"chars":1,"reason":"near","text":null})",
        R"({"id":"i","document":1,"paragraph":0,"chars":1,"reason":"exact","kept_id":"k",)"
        R"("kept_document":0,"kept_paragraph":0,"similarity":"1","text":null})"}) {
    EXPECT_FALSE(parser.parse(line, "file:7", removed)) << line;
  }
}

// Hostile lines end in an answer, never in a crash; the sanitizers watch.
TEST(RecordParser, TakesEveryCutOfALine) {
  RecordParser parser;
  ParsedCorpusRecord corpus;
  ParsedRemovedRecord removed;
  for (const std::string& line : {corpus_line(), removed_line()}) {
    for (std::size_t size = 0; size + 1 < line.size(); ++size) {
      EXPECT_FALSE(parser.parse(std::string(line, 0, size), "cut", corpus));
      EXPECT_FALSE(parser.parse(std::string(line, 0, size), "cut", removed));
    }
  }
}

RC_GTEST_PROP(RecordParser, TakesAnyBytes, ()) {
  RecordParser parser;
  ParsedCorpusRecord corpus;
  ParsedRemovedRecord removed;
  const std::string bytes = *any_bytes();
  RC_ASSERT(!parser.parse(bytes, "any", corpus));
  RC_ASSERT(!parser.parse(bytes, "any", removed));
}

RC_GTEST_PROP(RecordParser, ReadsBackAnyParagraphs, ()) {
  // Repair lets no line break into a paragraph, and no paragraph be empty.
  const auto paragraph = rc::gen::suchThat(any_text(), [](const std::string& text) {
    return !text.empty() && text.find('\n') == std::string::npos;
  });
  const auto texts = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(paragraph));
  const std::vector<std::string_view> paragraphs(texts.begin(), texts.end());
  std::string line;
  append_corpus_record(line, {"id", 1, paragraphs, "source", {}, {}});
  RecordParser parser;
  ParsedCorpusRecord record;
  RC_ASSERT(parser.parse(line, "here", record).has_value());
  RC_ASSERT(record.paragraphs == paragraphs);
}

}  // namespace
}  // namespace galley
