// SPDX-License-Identifier: Apache-2.0
#include "pipeline/input_sequence.h"

#include <algorithm>

#include "base/try.h"
#include "pipeline/document_batch.h"

namespace galley {

InputSequence::InputSequence(const std::vector<Input>& inputs, const ReadOptions& options,
                             MemoryBudget& budget, RunProgress* progress, const StopToken& stop)
    : inputs_(inputs), options_(options), memory_(budget), progress_(progress), stop_(stop) {
  // The window that every zstd must be able to read (RFC 8878, 3.1.1.1.2) is always allowed.
  constexpr std::uint64_t kUsualWindowBytes = std::uint64_t{8} << 20;
  std::uint64_t& most = options_.limits.most_window_bytes;
  most = std::min(most, std::max(kUsualWindowBytes, budget.limit_bytes()));
}

void InputSequence::begin_at(const Plan& plan, std::uint32_t number) {
  if (number == 0) return;
  const auto of_input = std::lower_bound(
      plan.chunks.begin(), plan.chunks.end(), plan.chunks[number].input,
      [](const PlannedChunk& chunk, std::uint32_t input) { return chunk.input < input; });
  next_input_ = plan.chunks[number].input;
  next_chunk_ = static_cast<std::uint32_t>(of_input - plan.chunks.begin());
}

Result<std::optional<NumberedChunk>> InputSequence::next() {
  for (;;) {
    if (!reader_) {
      if (next_input_ == inputs_.size()) return std::optional<NumberedChunk>();
      GALLEY_ASSIGN(reader_, open_input(inputs_[next_input_++], options_, &stop_));
      told_bytes_ = 0;
    }
    NumberedChunk numbered;
    GALLEY_ASSIGN(const bool more, reader_->next(numbered.chunk));
    tell_progress();
    if (reader_->decompression_bytes() > memory_.bytes()) {
      memory_.grow_to(reader_->decompression_bytes());
    }
    if (more) {
      numbered.number = next_chunk_++;
      numbered.input = next_input_ - 1;
      return std::optional<NumberedChunk>(std::move(numbered));
    }
    reader_.reset();
    memory_.shrink_to(0);
  }
}

void InputSequence::tell_progress() {
  if (progress_ == nullptr) return;
  progress_->add_bytes(reader_->stored_bytes_read() - told_bytes_);
  told_bytes_ = reader_->stored_bytes_read();
}

}  // namespace galley
