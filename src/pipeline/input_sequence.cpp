// SPDX-License-Identifier: Apache-2.0
#include "pipeline/input_sequence.h"

#include "base/try.h"
#include "pipeline/document_batch.h"

namespace galley {

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
    if (more) {
      numbered.number = next_chunk_++;
      numbered.input = next_input_ - 1;
      return std::optional<NumberedChunk>(std::move(numbered));
    }
    reader_.reset();
  }
}

void InputSequence::tell_progress() {
  if (progress_ == nullptr) return;
  progress_->add_bytes(reader_->stored_bytes_read() - told_bytes_);
  told_bytes_ = reader_->stored_bytes_read();
}

}  // namespace galley
