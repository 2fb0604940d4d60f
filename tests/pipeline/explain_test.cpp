// SPDX-License-Identifier: Apache-2.0
// What is told of each document is what restore, the corpus and the removed map say, and where the
// source is not what it was, this is said and nothing is made up.
#include <algorithm>
#include <map>
#include <set>

#include "tests/support/runs.h"

namespace galley {
namespace {

using Texts = std::vector<std::string>;

Result<DocumentStory> explain_in(const std::string& folder, std::string_view name) {
  return explain(run_options({folder}, ""), name, {});
}

std::string error_of(const Result<DocumentStory>& story) {
  return story ? "no error" : to_string(story.error());
}

class Explain : public testing::Test {
 protected:
  Explain() {
    for (const std::string_view name : {"two", "one/letters"}) {
      EXPECT_TRUE(make_folders(folder_ / name));
    }
    DumpMaker(17).write(folder_ / "dump", 16);
  }

  void run(RemovedTexts removed = RemovedTexts::kDrop) {
    RunOptions options = run_options({folder_ / "dump"}, folder_ / "out");
    options.split_bytes = 4000;
    options.removed_text = removed;
    options.existing = Existing::kOverwrite;
    documents_ = clean_well(options).counts.documents;
  }
  [[nodiscard]] DocumentStory story_of(std::uint64_t document) const {
    Result<DocumentStory> story = explain_in(folder_ / "out", "#" + std::to_string(document));
    if (story) return *std::move(story);
    ADD_FAILURE() << document << ": " << to_string(story.error());
    return {};
  }
  // The paragraphs of every document before removal, by its number, as corpus and map hold them.
  [[nodiscard]] std::map<std::uint64_t, std::map<std::uint64_t, std::string>> all_texts() const {
    std::map<std::uint64_t, std::map<std::uint64_t, std::string>> texts;
    for (const Json& row : read_rows(folder_ / "out", "corpus")) {
      const auto text = row.at("text").get<std::string>();
      std::uint64_t index = 0;
      for (std::size_t begin = 0; begin <= text.size(); ++index) {
        const std::size_t end = std::min(text.find("\n\n", begin), text.size());
        const std::uint64_t number =
            row.contains("paragraphs") ? row["paragraphs"].at(index).get<std::uint64_t>() : index;
        texts[row.at("document")][number] = text.substr(begin, end - begin);
        begin = end + 2;
      }
    }
    for (const Json& row : read_rows(folder_ / "out", "removed")) {
      if (row.at("reason") == "furniture" || row.at("text").is_null()) continue;
      texts[row.at("document")][row.at("paragraph")] = row.at("text").get<std::string>();
    }
    return texts;
  }

  const TempFolder folder_;
  std::uint64_t documents_ = 0;
};

TEST_F(Explain, TellsEveryParagraphOfEveryDocument) {
  run(RemovedTexts::kKeep);
  const auto texts = all_texts();
  run(RemovedTexts::kDrop);
  ASSERT_GT(documents_, 10u);
  std::uint64_t removed = 0;
  for (std::uint64_t document = 0; document < documents_; ++document) {
    const DocumentStory story = story_of(document);
    EXPECT_EQ(story.source_fault, "");
    std::map<std::uint64_t, std::string> told;
    for (const ParagraphStory& paragraph : story.paragraphs) {
      ASSERT_TRUE(paragraph.text) << document << ' ' << paragraph.number;
      if (paragraph.fate == Fate::kFurniture) continue;
      EXPECT_TRUE(told.emplace(paragraph.number, *paragraph.text).second);
      EXPECT_FALSE(paragraph.lines.empty());
      if (paragraph.fate == Fate::kKept) continue;
      ++removed;
      ASSERT_TRUE(paragraph.keeper && paragraph.keeper->text);
      EXPECT_EQ(*paragraph.keeper->text,
                texts.at(*paragraph.keeper->document).at(paragraph.keeper->paragraph));
    }
    const auto expected = texts.find(document);
    EXPECT_EQ(told, expected == texts.end() ? decltype(told)() : expected->second) << document;
  }
  EXPECT_GT(removed, 5u);
}

TEST_F(Explain, FindsByIdWhatItFindsByNumber) {
  run();
  std::map<std::string, std::set<std::uint64_t>> ids;
  for (const std::string_view stem : {"corpus", "removed"}) {
    for (const Json& row : read_rows(folder_ / "out", stem)) {
      ids[row.at("id")].insert(row.at("document").get<std::uint64_t>());
    }
  }
  for (const auto& [id, documents] : ids) {
    const Result<DocumentStory> story = explain_in(folder_ / "out", id);
    if (documents.size() > 1) {
      EXPECT_NE(error_of(story).find("name one by its number: '#"), std::string::npos);
      continue;
    }
    ASSERT_TRUE(story) << error_of(story);
    EXPECT_EQ(story->document, *documents.begin());
    EXPECT_EQ(story->id, id);
  }
}

TEST_F(Explain, TellsDocumentsOfOneIdApart) {
  folder_.write("two/a.jsonl",
                "{\"id\":\"x\",\"text\":\"One.\"}\n{\"id\":\"y\",\"text\":\"Two.\"}\n");
  folder_.write("two/b.jsonl", "{\"id\":\"x\",\"text\":\"Three.\"}\n");
  clean_well(run_options({folder_ / "two"}, folder_ / "out2"));
  const std::string error = error_of(explain_in(folder_ / "out2", "x"));
  EXPECT_NE(error.find("is the id of 2 documents; name one by its number: '#0' of"),
            std::string::npos)
      << error;
  EXPECT_NE(error.find("'#2' of"), std::string::npos) << error;
  EXPECT_EQ(explain_in(folder_ / "out2", "#2")->paragraphs.front().text, "Three.");
}

TEST_F(Explain, NamesTheNearestId) {
  folder_.write("one/letters/first.txt", "A letter to the editor.\n");
  clean_well(run_options({folder_ / "one"}, folder_ / "out1"));
  for (const std::string_view wrong : {"letters/frist.txt", "first.txt", "letters/first.tx"}) {
    const std::string error = error_of(explain_in(folder_ / "out1", wrong));
    EXPECT_NE(error.find("did you mean letters/first.txt?"), std::string::npos) << error;
  }
  EXPECT_NE(error_of(explain_in(folder_ / "out1", "")).find("'': is the id of no document"),
            std::string::npos);
  EXPECT_NE(error_of(explain_in(folder_ / "out1", "#1")).find("its documents are #0 to #0"),
            std::string::npos);
}

TEST_F(Explain, TellsAMissingOrChangedSource) {
  const std::string path = folder_.write("one/a.txt", "Some lines that were\njoined to one.\n");
  clean_well(run_options({folder_ / "one"}, folder_ / "out1"));
  EXPECT_EQ(explain_in(folder_ / "out1", "a.txt")->paragraphs.front().lines.size(), 2u);
  folder_.write("one/a.txt", "Some lines that were\njoined to two.\n");
  DocumentStory story = *explain_in(folder_ / "out1", "a.txt");
  EXPECT_EQ(story.source_fault, "has changed since the corpus was made");
  ASSERT_EQ(story.paragraphs.size(), 1u);
  EXPECT_EQ(story.paragraphs.front().text, "Some lines that were joined to one.");
  EXPECT_TRUE(story.paragraphs.front().lines.empty());
  ASSERT_TRUE(remove_file(path));
  story = *explain_in(folder_ / "out1", "a.txt");
  EXPECT_EQ(story.source_fault, "is not there any more");
  EXPECT_EQ(story.paragraphs.size(), 1u);
}

TEST_F(Explain, WorksOnADedupRun) {
  const std::string copied =
      "A paragraph of some length that stands twice in what was given, so that the second of the "
      "two is removed and the first is named as the one that stays in its place.";
  folder_.write("one/a.txt", copied + "\n\n" + copied + "\n\nanother\nof two lines\n");
  dedup_well(run_options({folder_ / "one"}, folder_ / "out1"));
  const DocumentStory story = *explain_in(folder_ / "out1", "a.txt");
  EXPECT_EQ(story.source_fault, "");
  ASSERT_EQ(story.paragraphs.size(), 3u);
  EXPECT_EQ(story.paragraphs[1].fate, Fate::kExact);
  EXPECT_EQ(story.paragraphs[1].text, copied);
  EXPECT_EQ(story.paragraphs[1].keeper->text, copied);
  ASSERT_EQ(story.paragraphs[2].lines.size(), 2u);
  EXPECT_EQ(story.paragraphs[2].lines[1].number, 6u);
  EXPECT_EQ(story.paragraphs[2].lines[1].text, "of two lines");
}

TEST_F(Explain, StopsWhenAsked) {
  run();
  StopToken stop;
  stop.request_stop(2);
  RunMonitor monitor;
  monitor.stop = &stop;
  const Result<DocumentStory> story = explain(run_options({folder_ / "out"}, ""), "#1", monitor);
  ASSERT_FALSE(story);
  EXPECT_EQ(story.error().code, ErrorCode::kInterrupted);
}

}  // namespace
}  // namespace galley
