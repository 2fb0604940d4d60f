// SPDX-License-Identifier: Apache-2.0
// All inputs of a run as one sequence of numbered chunks.
#ifndef GALLEY_PIPELINE_INPUT_SEQUENCE_H_
#define GALLEY_PIPELINE_INPUT_SEQUENCE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "base/memory_budget.h"
#include "galley/progress.h"
#include "pipeline/plan.h"
#include "read/chunk_reader.h"

namespace galley {

/// A chunk and where it stands in the sequence.
struct NumberedChunk {
  Chunk chunk;
  std::uint32_t number = 0;  ///< over all inputs
  std::uint32_t input = 0;   ///< index of the input that it is of
};

/// Reads inputs one after another. Not thread-safe. Gives the same chunks each time.
class InputSequence {
 public:
  /// All but the options outlive the sequence. `progress` may be null; `stop` ends the wait for a
  /// pipe. What decompression holds is taken from `budget`, fitting or not; an input whose window
  /// is larger than all of the budget is refused.
  InputSequence(const std::vector<Input>& inputs, const ReadOptions& options, MemoryBudget& budget,
                RunProgress* progress, const StopToken& stop);

  /// Goes to the first chunk of the input that has chunk `number`. REQUIRES: before the first
  /// next().
  void begin_at(const Plan& plan, std::uint32_t number);

  /// The next chunk; nothing at the end. Errors: kResource and kInterrupted alone.
  [[nodiscard]] Result<std::optional<NumberedChunk>> next();

 private:
  void tell_progress();

  const std::vector<Input>& inputs_;
  ReadOptions options_;
  Reservation memory_;
  RunProgress* progress_;
  const StopToken& stop_;
  std::optional<ChunkReader> reader_;
  std::uint64_t told_bytes_ = 0;
  std::uint32_t next_input_ = 0;
  std::uint32_t next_chunk_ = 0;
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_INPUT_SEQUENCE_H_
