// SPDX-License-Identifier: Apache-2.0
#include "write/records.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "tests/support/generators.h"

namespace galley {
namespace {

using Json = nlohmann::ordered_json;
using Texts = std::vector<std::string_view>;
using Numbers = std::vector<std::uint64_t>;

TEST(CorpusRecord, HasItsMembersInOrder) {
  std::string lines = "before\n";
  const Texts paragraphs = {"First \"one\".", "二"};
  const Numbers numbers = {0, 7};
  append_corpus_record(lines, {"a/b.txt", 3, paragraphs, "dump/a/b.txt", R"({"page":1})", numbers});
  EXPECT_EQ(lines,
            "before\n"
            R"({"id":"a/b.txt","document":3,"text":"First \"one\".\n\n二","source":"dump/a/b.txt",)"
            R"("metadata":{"page":1},"paragraphs":[0,7]})"
            "\n");
}

TEST(CorpusRecord, LeavesOutWhatThereIsNothingOf) {
  std::string lines;
  const Texts paragraphs = {"x"};
  append_corpus_record(lines, {"i", 0, paragraphs, "s", {}, {}});
  EXPECT_EQ(lines, "{\"id\":\"i\",\"document\":0,\"text\":\"x\",\"source\":\"s\"}\n");
}

TEST(RemovedRecord, NamesItsKeeper) {
  std::string lines;
  RemovedRecord record{"i", 5, 2, 51, RowReason::kNear, Keeper{"k", 4, 1, {}}, 904'109, {}};
  append_removed_record(lines, record);
  EXPECT_EQ(lines,
            R"({"id":"i","document":5,"paragraph":2,"chars":51,"reason":"near","kept_id":"k",)"
            R"("kept_document":4,"kept_paragraph":1,"similarity":0.904109,"text":null})"
            "\n");
}

TEST(RemovedRecord, OfAnEarlierRunNamesTheRun) {
  std::string lines;
  RemovedRecord record{"i",       5,  2, 51, RowReason::kExact, Keeper{"k", {}, 1, "run-1"},
                       1'000'000, "t"};
  append_removed_record(lines, record);
  EXPECT_EQ(lines,
            R"({"id":"i","document":5,"paragraph":2,"chars":51,"reason":"exact","kept_id":"k",)"
            R"("kept_document":null,"kept_paragraph":1,"similarity":1.000000,"text":"t",)"
            R"("kept_run":"run-1"})"
            "\n");
}

TEST(RemovedRecord, OfFurnitureHasNoKeeper) {
  std::string lines;
  append_removed_record(lines, {"i", 1, 0, 4, RowReason::kFurniture, {}, 0, "— 3 —"});
  EXPECT_EQ(lines,
            R"({"id":"i","document":1,"paragraph":0,"chars":4,"reason":"furniture","kept_id":null,)"
            R"("kept_document":null,"kept_paragraph":null,"similarity":null,"text":"— 3 —"})"
            "\n");
}

// Whatever the text, another JSON reader finds one line and the same strings in it.
RC_GTEST_PROP(CorpusRecord, IsReadByOthersAsItWasWritten, ()) {
  const std::string id = *any_text();
  const std::string source = *any_text();
  const auto texts = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(any_text()));
  const Texts paragraphs(texts.begin(), texts.end());
  const auto document = *rc::gen::arbitrary<std::uint64_t>();
  std::string lines;
  append_corpus_record(lines, {id, document, paragraphs, source, {}, {}});
  RC_ASSERT(lines.find('\n') == lines.size() - 1);
  const Json json = Json::parse(lines);
  RC_ASSERT(json.at("id") == id);
  RC_ASSERT(json.at("source") == source);
  RC_ASSERT(json.at("document") == document);
  std::string joined;
  for (const std::string& text : texts) joined += (&text == texts.data() ? "" : "\n\n") + text;
  RC_ASSERT(json.at("text") == joined);
}

}  // namespace
}  // namespace galley
