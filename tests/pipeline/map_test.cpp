// SPDX-License-Identifier: Apache-2.0
#include "pipeline/map.h"

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

}  // namespace
}  // namespace galley
