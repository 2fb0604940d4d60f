// SPDX-License-Identifier: Apache-2.0
#include "pipeline/map.h"

#include <array>
#include <set>

#include "base/letters.h"
#include "dedup/banding.h"
#include "pipeline/batch_readers.h"
#include "pipeline/input_sequence.h"
#include "read/inputs.h"
#include "tests/support/runs.h"

namespace galley {
namespace {

class Maps : public testing::Test {
 protected:
  Maps() : search_(options_.dedup, place_, 1) {
    options_.split_bytes = 300;
    shared_ = {&options_, Taking::kRepair, &vocabulary_, &search_, &seen_, options_.split_bytes};
  }

  // Maps one input of records as the only chunk of a run.
  MappedChunk map(const std::string& records, const PlannedChunk& plan) {
    const std::vector<std::string> names = {folder_.write("in.jsonl", records)};
    const std::vector<Input> inputs = list_inputs(names)->inputs;
    InputSequence sequence(inputs, options_.read, budget_, nullptr, stop_);
    BatchReaders readers(options_.read, 1);
    Result<std::optional<NumberedChunk>> chunk = sequence.next();
    EXPECT_TRUE(chunk && *chunk);
    const DocumentBatch batch = readers.read(std::move((*chunk)->chunk), {inputs[0], 0}, 0);
    Mapper mapper(shared_);
    Result<MappedChunk> mapped = mapper.map(3, plan, batch);
    EXPECT_TRUE(mapped);
    return *std::move(mapped);
  }

  const TempFolder folder_;
  RunOptions options_;
  const StopToken stop_;
  MemoryBudget budget_{UINT64_MAX};
  SpillPlace place_{folder_.path(), budget_, stop_};
  const Vocabulary vocabulary_;
  DuplicateSearch search_;
  SeenContents seen_{1024};
  Mapper::Shared shared_;
};

TEST_F(Maps, PutEachDocumentIntoItsPlannedSplit) {
  const std::string records = DumpMaker(2).records(12, 2);
  PlannedChunk plan;
  plan.first_document = 40;
  plan.split = 5;
  plan.split_filled_bytes = 200;
  const MappedChunk mapped = map(records, plan);
  ASSERT_GT(mapped.parts.size(), 3u);
  EXPECT_GE(mapped.parts.front().split, 5u);
  std::uint64_t document = 40;
  std::uint64_t paragraphs = 0;
  for (const MappedChunk::Part& part : mapped.parts) {
    EXPECT_EQ(part.first_index, paragraphs);
    paragraphs += part.spool.paragraphs.size();
    for (const auto& place : part.spool.documents) EXPECT_EQ(place.document, document++);
  }
  EXPECT_EQ(document, 52u);
  EXPECT_EQ(paragraphs, mapped.paragraphs);
  EXPECT_EQ(mapped.counts.paragraphs_in, paragraphs);
  EXPECT_EQ(mapped.id_hashes.size(), 12u);
  EXPECT_TRUE(mapped.sample) << "columns of several lines are worth showing";
}

TEST_F(Maps, CountLettersOfWhatCameIn) {
  const MappedChunk mapped = map("{\"text\":\"Ab c.\\n\\n12, three\"}\n", {});
  EXPECT_EQ(mapped.counts.letters_in, count_letters("Ab c. 12, three"));
  EXPECT_EQ(mapped.counts.paragraphs_in, 2u);
  EXPECT_EQ(mapped.last_document_paragraphs, 2u);
}

TEST_F(Maps, OfferEachParagraphToTheSearchByItsOrd) {
  const std::string paragraph =
      "The harbor board has promised to repair the bridge below "
      "the mill before August, at the request of the council.";
  const std::string record = "{\"text\":\"" + paragraph + "\"}\n";
  const MappedChunk mapped = map(record + record, {});
  Spool spool(place_);
  for (const MappedChunk::Part& part : mapped.parts) {
    SpoolPart copy = part.spool;
    ASSERT_TRUE(spool.append(part.split, ord_of(3, part.first_index), std::move(copy)));
  }
  ASSERT_TRUE(spool.seal());
  const Result<DedupOutcome> outcome = search_.finish(spool);
  ASSERT_TRUE(outcome);
  std::vector<Removal> removals;
  ASSERT_TRUE(outcome->removals.load(0, UINT64_MAX, removals));
  ASSERT_EQ(removals.size(), 1u);
  EXPECT_EQ(removals[0].ord, ord_of(3, 1));
  EXPECT_EQ(removals[0].keeper_ord, ord_of(3, 0));
}

TEST_F(Maps, TakeTextAsItIsForDedup) {
  shared_.taking = Taking::kAsIs;
  const MappedChunk mapped = map("{\"text\":\"Asso\\nciation\\n\\nnext\"}\n", {});
  EXPECT_EQ(mapped.counts.paragraphs_in, 2u);
  EXPECT_EQ(mapped.counts.joins, 1u);
  EXPECT_EQ(mapped.counts.words_rejoined, 0u);
}

// Blank lines within a sentence, and an item that they part whole.
TEST(DedupOfItems, RemovesWhatBlankLinesPart) {
  const TempFolder folder;
  DumpMaker maker(8);
  const std::string begin = "the keeper of the lamp, who had seen the vessel,";
  const std::string end = "rowed out before dawn and brought three sailors to the shore";
  const std::string other =
      "the council heard the harbor master for two hours, and the rates were raised by a third";
  const std::string filler = std::string(2100, 'X') + ".";
  const auto record = [](const std::string& text) { return Json{{"text", text}}.dump() + "\n"; };
  ASSERT_TRUE(make_folders(folder / "in"));
  // Records 0 and 1 are items; 2 and 3 are longer, and have one of their own each.
  folder.write("in/a.jsonl",
               record("Early on " + begin + "\n\n" + end + ".") +
                   record("Early on " + begin + " " + end + ".") +
                   record(filler + "\n\nA tale: " + other + " and\n\nso it " + end + " again.") +
                   record(maker.page(30) + "\n\nA tale: " + other + "\n\nand so it " + end +
                          " again.\n\nThis stays."));
  RunOptions options = run_options({folder / "in"}, folder / "out");
  options.dedup.unit = DedupUnit::kItem;
  dedup_well(options);
  std::vector<std::array<std::uint64_t, 4>> removed;
  for (const Json& row : read_rows(folder / "out", "removed")) {
    removed.push_back({row.at("document"), row.at("paragraph"), row.at("kept_document"),
                       row.at("kept_paragraph")});
  }
  ASSERT_EQ(removed.size(), 3u);
  EXPECT_EQ(removed[0], (std::array<std::uint64_t, 4>{1, 0, 0, 0}));
  EXPECT_EQ(removed[1], (std::array<std::uint64_t, 4>{3, removed[1][1], 2, 1}));
  EXPECT_EQ(removed[2], (std::array<std::uint64_t, 4>{3, removed[1][1] + 1, 2, 1}));
  EXPECT_TRUE(faults_in(folder / "out").empty());
  // Both halves are told to stand in all of the keeper.
  const Result<DocumentStory> story = explain(run_options({folder / "out"}, ""), "#3", {});
  ASSERT_TRUE(story);
  for (const ParagraphStory& paragraph : story->paragraphs) {
    if (paragraph.fate == Fate::kKept) continue;
    ASSERT_TRUE(paragraph.keeper && paragraph.keeper->text);
    EXPECT_TRUE(paragraph.keeper->text->starts_with("A tale: "));
    EXPECT_TRUE(paragraph.keeper->text->ends_with("again."));
  }
}

TEST(CleanOfDocuments, RemovesThemWholeAndNamesTheirKeeper) {
  const TempFolder folder;
  ASSERT_TRUE(make_folders(folder / "dump"));
  const std::string page = DumpMaker(4).page(12);
  folder.write("dump/a.txt", page);
  folder.write("dump/b.txt", DumpMaker(6).page(12));
  folder.write("dump/c.txt", page);
  RunOptions options = run_options({folder / "dump"}, folder / "out");
  options.dedup.unit = DedupUnit::kDocument;
  const RunSummary summary = clean_well(options);
  EXPECT_GT(summary.counts.removed_exact, 0u);
  EXPECT_EQ(letters_in_side(summary.counts), letters_out_side(summary.counts));
  std::set<std::uint64_t> kept;
  for (const Json& row : read_rows(folder / "out", "corpus")) {
    kept.insert(row.at("document").get<std::uint64_t>());
  }
  EXPECT_EQ(kept, (std::set<std::uint64_t>{0, 1}));
  std::uint64_t paragraph = 0;
  for (const Json& row : read_rows(folder / "out", "removed")) {
    if (row.at("reason") == "furniture") continue;
    EXPECT_EQ(row.at("document"), 2);
    EXPECT_EQ(row.at("paragraph"), paragraph++);
    EXPECT_EQ(row.at("kept_document"), 0);
    EXPECT_EQ(row.at("kept_paragraph"), 0) << "the document goes by its first paragraph";
  }
  EXPECT_TRUE(faults_in(folder / "out").empty());
}

TEST(CleanOfCopies, KeepsTheCleanestByOption) {
  const TempFolder folder;
  ASSERT_TRUE(make_folders(folder / "dump"));
  const std::string sound =
      "The keeper of the lighthouse climbs the stairs every evening, wipes the glass and trims "
      "the wick, and writes the height of the tide into his book before he goes to sleep.\n\n";
  std::string misread = sound;
  misread.replace(misread.find("lighthouse"), 10, "lightbonse");
  std::string known;
  for (int i = 0; i < 40; ++i)
    known += "A keeper keeps the lighthouse lit, " + std::to_string(i) + ".\n\n";
  folder.write("dump/a.txt", misread);
  folder.write("dump/b.txt", sound);
  folder.write("dump/c.txt", known);
  RunOptions options = run_options({folder / "dump"}, folder / "out");
  options.dedup.similarity_ppm = 700'000;
  clean_well(options);
  EXPECT_EQ(read_rows(folder / "out", "removed").at(0).at("id"), "b.txt");
  options.dedup.keep = Keep::kCleanest;
  options.output = folder / "cleanest";
  clean_well(options);
  EXPECT_EQ(read_rows(folder / "cleanest", "removed").at(0).at("id"), "a.txt");
}

}  // namespace
}  // namespace galley
