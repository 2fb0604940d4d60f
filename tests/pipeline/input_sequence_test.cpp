// SPDX-License-Identifier: Apache-2.0
#include "pipeline/input_sequence.h"

#include "base/zstd_codec.h"
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
  Chunks chunks_of(const std::vector<Input>& inputs, RunProgress* progress = nullptr) {
    InputSequence sequence(inputs, options_, budget_, progress, stop_);
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
  MemoryBudget budget_{std::uint64_t{1} << 30};
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

TEST_F(Sequence, TakesItsWindowsFromTheBudgetAndGivesThemBack) {
  ASSERT_TRUE(make_folders(folder_ / "in"));
  folder_.write("in/a.txt.zst", zstd_compress(DumpMaker(2).page(5), 3).value());
  const auto inputs = inputs_in(folder_ / "in");
  InputSequence sequence(inputs, options_, budget_, nullptr, stop_);
  ASSERT_TRUE(sequence.next()->has_value());
  EXPECT_GT(budget_.used_bytes(), 0u);
  EXPECT_FALSE(sequence.next()->has_value());
  EXPECT_EQ(budget_.used_bytes(), 0u);
}

TEST_F(Sequence, RefusesAWindowThatTheBudgetHasNoRoomFor) {
  ASSERT_TRUE(make_folders(folder_ / "in"));
  // The first bytes of a frame whose window is 128 MiB.
  folder_.write("in/a.txt.zst", std::string("\x28\xB5\x2F\xFD\x00\x88\x01\x00\x00", 9));
  MemoryBudget small(std::uint64_t{100} << 20);
  const auto inputs = inputs_in(folder_ / "in");
  InputSequence sequence(inputs, options_, small, nullptr, stop_);
  const auto chunk = sequence.next();
  ASSERT_TRUE(chunk && *chunk);
  ASSERT_EQ((*chunk)->chunk.issues.size(), 1u);
  EXPECT_EQ((*chunk)->chunk.issues[0].error.code, ErrorCode::kLimit);
}

}  // namespace
}  // namespace galley
