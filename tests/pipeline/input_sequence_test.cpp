// SPDX-License-Identifier: Apache-2.0
#include "pipeline/input_sequence.h"

#include "read/inputs.h"
#include "tests/support/runs.h"

namespace galley {
namespace {

class Sequence : public testing::Test {
 protected:
  std::vector<Input> inputs_in(const std::string& folder) const {
    const std::vector<std::string> names = {folder};
    Result<InputList> list = list_inputs(names);
    EXPECT_TRUE(list);
    return list->inputs;
  }
  // Number, input and bytes of each chunk.
  using Chunks = std::vector<std::tuple<std::uint32_t, std::uint32_t, std::string>>;
  Chunks chunks_of(const std::vector<Input>& inputs, RunProgress* progress = nullptr) const {
    InputSequence sequence(inputs, options_, progress, stop_);
    Chunks chunks;
    for (;;) {
      Result<std::optional<NumberedChunk>> chunk = sequence.next();
      EXPECT_TRUE(chunk);
      if (!chunk || !*chunk) return chunks;
      chunks.emplace_back((*chunk)->number, (*chunk)->input,
                          std::string((*chunk)->chunk.bytes.view()));
    }
  }
  const TempFolder folder_;
  const ReadOptions options_;
  StopToken stop_;
};

TEST_F(Sequence, NumbersTheChunksOfAllInputs) {
  ASSERT_TRUE(make_folders(folder_ / "in"));
  folder_.write("in/a.txt", "a");
  folder_.write("in/b.txt", "");
  folder_.write("in/c.txt", "c");
  const Chunks chunks = chunks_of(inputs_in(folder_ / "in"));
  // An empty input has no bytes, but a chunk that carries its warning.
  const Chunks expected = {{0, 0, "a"}, {1, 1, ""}, {2, 2, "c"}};
  EXPECT_EQ(chunks, expected);
}

TEST_F(Sequence, GivesTheSameChunksEachTime) {
  ASSERT_TRUE(make_folders(folder_ / "in"));
  DumpMaker maker(2);
  folder_.write("in/a.jsonl", maker.records(9000, 2));  // more than one chunk
  folder_.write("in/b.txt", maker.page(5));
  const auto inputs = inputs_in(folder_ / "in");
  const Chunks first = chunks_of(inputs);
  EXPECT_GT(first.size(), 2u);
  EXPECT_EQ(chunks_of(inputs), first);
}

TEST_F(Sequence, TellsItsProgress) {
  DumpMaker(2).write(folder_ / "in", 10);
  const auto inputs = inputs_in(folder_ / "in");
  std::uint64_t bytes = 0;
  for (const Input& input : inputs) bytes += input.size_bytes;
  RunProgress progress;
  progress.begin(Stage::kPlan, bytes);
  static_cast<void>(chunks_of(inputs, &progress));
  EXPECT_EQ(progress.bytes_done(), bytes);
}

}  // namespace
}  // namespace galley
