// SPDX-License-Identifier: Apache-2.0
#include "pipeline/document_batch.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>

#include "base/utf8.h"
#include "read/inputs.h"
#include "tests/support/compress.h"
#include "tests/support/temp_folder.h"

namespace galley {
namespace {

struct Read {
  std::string id;
  std::string source;
  std::string metadata;
  std::string text;
  BatchDocument document;  // its views are not good any more
};

struct Reading {
  std::vector<Read> documents;
  std::vector<Issue> issues;
  std::uint64_t bad_bytes = 0;
};

Reading read(const std::string& name, const ReadOptions& options = {}) {
  Reading reading;
  const Result<InputList> list = list_inputs(std::vector<std::string>{name});
  EXPECT_TRUE(list);
  reading.issues = list->issues;
  ChunkDecoder decoder(options, SourceMapping::kNone, EditLog::Keep::kCounts);
  for (std::size_t number = 0; number < list->inputs.size(); ++number) {
    Result<ChunkReader> reader = open_input(list->inputs[number], options);
    EXPECT_TRUE(reader);
    Chunk chunk;
    while (*reader->next(chunk)) {
      DocumentBatch batch = decoder.decode(std::move(chunk), {list->inputs[number], number});
      for (const BatchDocument& document : batch.documents()) {
        const Document& view = document.document;
        reading.documents.push_back({std::string(view.id), std::string(view.source),
                                     std::string(view.metadata), std::string(view.text), document});
      }
      for (const Issue& issue : batch.issues()) reading.issues.push_back(issue);
      reading.bad_bytes += batch.bad_bytes();
      chunk.bytes = batch.take_buffer();
    }
  }
  return reading;
}

std::string fault(std::string_view name) {
  return std::string(GALLEY_SOURCE_DIR "/fixtures/faults/") + std::string(name);
}

TEST(DocumentBatch, TextAndRecordsBecomeDocuments) {
  const TempFolder folder;
  folder.write("a.txt", "One page.\r\nTwo lines.\r\n");
  folder.write("b.jsonl", R"({"id":"x","text":"caf\u00e9\r\n","source":"s","date":1}

{"text":"no id"}
)");
  const Reading reading = read(folder.path());
  ASSERT_EQ(reading.documents.size(), 3u);
  EXPECT_EQ(reading.documents[0].id, "a.txt");
  EXPECT_EQ(reading.documents[0].source, folder / "a.txt");
  EXPECT_EQ(reading.documents[0].text, "One page.\nTwo lines.\n");
  EXPECT_EQ(reading.documents[1].id, "x");
  EXPECT_EQ(reading.documents[1].source, "s");
  EXPECT_EQ(reading.documents[1].text, "caf\u00E9\n");
  EXPECT_EQ(reading.documents[1].metadata, R"({"date":1})");
  EXPECT_EQ(reading.documents[2].id, "b.jsonl#1");
  EXPECT_EQ(reading.documents[2].document.record, 1u);
  EXPECT_EQ(reading.documents[2].document.line, 3u);
  EXPECT_EQ(reading.documents[2].document.input, 1u);
  EXPECT_TRUE(reading.issues.empty());
}

TEST(DocumentBatch, BrokenRecordsAreNamedAndTheOthersRead) {
  const Reading reading = read(fault("hostile.jsonl"));
  std::vector<std::string> ids;
  for (const Read& document : reading.documents) ids.push_back(document.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"deep", "big", "lone", "nul", "twice", "last"}));
  std::vector<std::uint64_t> lines;
  for (const Issue& issue : reading.issues) {
    EXPECT_EQ(issue.error.where, fault("hostile.jsonl") + ":" + std::to_string(*issue.line));
    lines.push_back(*issue.line);
  }
  EXPECT_EQ(lines, (std::vector<std::uint64_t>{5, 6, 7, 8, 9, 10, 11}));
  EXPECT_EQ(reading.issues[0].severity, Issue::Severity::kWarning);
  EXPECT_EQ(reading.issues[1].severity, Issue::Severity::kUnreadable);
  EXPECT_EQ(reading.documents[2].text, "half \uFFFD of a pair");
  EXPECT_EQ(reading.documents[3].text, std::string("a\0b", 3));
  EXPECT_EQ(reading.documents[4].text, "two");
  EXPECT_EQ(reading.bad_bytes, 6u);
}

TEST(DocumentBatch, FaultyInputsGiveWhatTheyHoldAndOneMessage) {
  struct Expected {
    const char* name;
    std::size_t least_documents;
    Issue::Severity severity;
    ErrorCode code;
  };
  constexpr auto kBad = Issue::Severity::kUnreadable;
  for (const Expected& expected :
       std::vector<Expected>{{"cut.jsonl.zst", 0, kBad, ErrorCode::kCorrupt},
                             {"cut.txt.gz", 1, kBad, ErrorCode::kCorrupt},
                             {"cut.txt.xz", 1, kBad, ErrorCode::kCorrupt},
                             {"cut.txt.bz2", 0, kBad, ErrorCode::kCorrupt},
                             {"checksum.txt.gz", 1, kBad, ErrorCode::kCorrupt},
                             {"garbage-behind.txt.gz", 1, kBad, ErrorCode::kCorrupt},
                             {"window.zst", 0, kBad, ErrorCode::kLimit},
                             {"twice.txt.gz.zst", 0, kBad, ErrorCode::kUnsupported},
                             {"nul.txt", 0, kBad, ErrorCode::kUnsupported},
                             {"picture.txt", 0, kBad, ErrorCode::kUnsupported},
                             {"document.pdf", 0, kBad, ErrorCode::kUnsupported},
                             {"cut-record.jsonl", 29, kBad, ErrorCode::kCorrupt},
                             {"first-line-broken.jsonl", 30, kBad, ErrorCode::kCorrupt},
                             {"empty.txt", 0, Issue::Severity::kWarning, ErrorCode::kCorrupt},
                             {"empty.txt.gz", 0, Issue::Severity::kWarning, ErrorCode::kCorrupt}}) {
    const Reading reading = read(fault(expected.name));
    EXPECT_GE(reading.documents.size(), expected.least_documents) << expected.name;
    ASSERT_EQ(reading.issues.size(), 1u) << expected.name;
    const Issue& issue = reading.issues[0];
    EXPECT_EQ(issue.severity, expected.severity) << to_string(issue.error);
    EXPECT_EQ(issue.error.code, expected.code) << to_string(issue.error);
    EXPECT_TRUE(issue.error.where.starts_with(fault(expected.name)));
    EXPECT_FALSE(issue.error.remedy.empty());
    for (const Read& document : reading.documents) EXPECT_TRUE(is_valid_utf8(document.text));
  }
  EXPECT_TRUE(read(fault("padded.txt.gz")).issues.empty());
  const Reading bad = read(fault("bad-utf8.txt"));
  EXPECT_EQ(bad.documents.at(0).text, "Sound, \uFFFD cut, \uFFFD\u4E2D\u6587.\n");
  EXPECT_EQ(bad.bad_bytes, 3u);
  EXPECT_TRUE(bad.issues.empty()) << "bad text is counted, not complained of";
}

TEST(DocumentBatch, RecordsInOtherEncodingsAreReadAsText) {
  const TempFolder folder;
  // In Big5 and GB18030 a second byte may be a backslash: records must be decoded before they are
  // parsed.
  const std::string big5 =
      "{\"id\":\"1\",\"text\":\"\xA4\xA4\xB5\xD8\xA5\xC1\xB0\xEA\xAA\xBA\xA4\x40\xAD\xD3"
      "\xB3\x5C\xA4\xFC\\n\xA7\xDA\xAD\xCC\xA6\x62\xB3\x6F\xB8\xCC\"}\n";
  const Reading reading = read(folder.write("big5.jsonl", big5 + big5));
  ASSERT_EQ(reading.documents.size(), 2u) << to_string(reading.issues.at(0).error);
  EXPECT_EQ(
      reading.documents[0].text,
      "\u4E2D\u83EF\u6C11\u570B\u7684\u4E00\u500B\u8A31\u72AC\n\u6211\u5011\u5728\u9019\u88E1");
  std::string wide = "\xFF\xFE";
  for (const char c :
       std::string("{\"id\":\"w\",\"text\":\"wide\\n\"}\r\n{\"text\":\"two\"}\r\n")) {
    wide += c;
    wide += '\0';
  }
  const Reading utf16 = read(folder.write("wide.jsonl", wide));
  ASSERT_EQ(utf16.documents.size(), 2u);
  EXPECT_EQ(utf16.documents[0].text, "wide\n");
  EXPECT_EQ(utf16.documents[1].id, "wide.jsonl#1");
}

TEST(DocumentBatch, OneBadLineDoesNotSpoilTheOthers) {
  const TempFolder folder;
  const Reading reading =
      read(folder.write("in",
                        "{\"text\":\"\u4E2D\u6587 one\"}\n{\"text\":\"\u4E2D\u6587 \xFF "
                        "two\"}\n{\"text\":\"three\"}\n"));
  ASSERT_EQ(reading.documents.size(), 3u);
  EXPECT_EQ(reading.documents[1].text, "\u4E2D\u6587 \uFFFD two");
  EXPECT_EQ(reading.documents[1].document.bad_bytes, 1u);
  EXPECT_EQ(reading.documents[0].document.bad_bytes, 0u);
}

TEST(DocumentBatch, PlacesLeadToTheBytesOfTheInput) {
  const TempFolder folder;
  const std::string bytes =
      "{\"text\":\"\u4E2D\u6587\"}\n{\"id\":1,\"text\":\"a\\u00e9\\r\\nb \xFF\\ud800z\u4E2D\"}\n";
  const std::string path = folder.write("in", bytes);
  const Input input = list_inputs(std::vector<std::string>{path})->inputs.at(0);
  ChunkDecoder decoder({}, SourceMapping::kBuild, EditLog::Keep::kEntries);
  Result<ChunkReader> reader = open_input(input, {});
  Chunk chunk;
  ASSERT_TRUE(*reader->next(chunk));
  const DocumentBatch batch = decoder.decode(std::move(chunk), {input, 0});
  ASSERT_EQ(batch.documents().size(), 2u);
  const BatchDocument& document = batch.documents()[1];
  const std::string_view text = document.document.text;
  EXPECT_EQ(text, "a\u00E9\nb \uFFFD\uFFFDz\u4E2D");
  const auto source_of = [&](std::string_view part) {
    const auto at = static_cast<std::uint32_t>(text.find(part));
    const ByteSpan place =
        document.document.source_map->source_of(at, at + static_cast<std::uint32_t>(part.size()));
    return bytes.substr(place.begin, place.size());
  };
  EXPECT_EQ(source_of("a"), "a");
  EXPECT_EQ(source_of("\u00E9"), "\\u00e9");
  EXPECT_EQ(source_of("\n"), "\\r\\n");
  EXPECT_EQ(source_of("z"), "z");
  ASSERT_NE(document.edits, nullptr);
  ASSERT_EQ(document.edits->count(EditReason::kBadBytes), 2u);
  std::vector<std::string> bad;
  for (const Edit& edit : document.edits->entries()) {
    bad.push_back(bytes.substr(document.source_offset + edit.begin, edit.end - edit.begin));
  }
  EXPECT_EQ(bad, (std::vector<std::string>{"\xFF", "\\ud800"}));
}

TEST(DocumentBatch, ChunksCanBeDecodedAtTheSameTime) {
  const TempFolder folder;
  std::string text;
  for (int record = 0; record < 30'000; ++record) {
    text += "{\"text\":\"record " + std::to_string(record) + " \\u4e2d" + std::string(400, 'x') +
            "\"}\n";
  }
  const std::string path = folder.write("in", text);
  const Reading alone = read(path);
  const Input input = list_inputs(std::vector<std::string>{path})->inputs.at(0);
  Result<ChunkReader> reader = open_input(input, {});
  std::vector<Chunk> chunks(1);
  while (*reader->next(chunks.back())) chunks.emplace_back();
  chunks.pop_back();
  ASSERT_GT(chunks.size(), 2u);
  std::vector<DocumentBatch> batches(chunks.size());
  std::vector<std::thread> threads;
  for (std::size_t index = 0; index < chunks.size(); ++index) {
    threads.emplace_back([&, index] {
      ChunkDecoder decoder({}, SourceMapping::kNone, EditLog::Keep::kCounts);
      batches[index] = decoder.decode(std::move(chunks[index]), {input, 0});
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::size_t next = 0;
  for (const DocumentBatch& batch : batches) {
    for (const BatchDocument& document : batch.documents()) {
      ASSERT_EQ(document.document.text, alone.documents.at(next).text);
      ASSERT_EQ(document.document.id, alone.documents[next].id);
      ++next;
    }
  }
  EXPECT_EQ(next, alone.documents.size());
}

}  // namespace
}  // namespace galley
