// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_BENCH_PARAGRAPH_FILE_H_
#define GALLEY_BENCH_PARAGRAPH_FILE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "galley/result.h"

namespace galley {

/// The paragraphs of a file: one a line, or one a JSON line in "text" where the name ends in
/// .jsonl.
class ParagraphFile {
 public:
  [[nodiscard]] static Result<ParagraphFile> read(const std::string& path);

  [[nodiscard]] const std::vector<std::string_view>& paragraphs() const { return paragraphs_; }
  /// The records' ids; the line numbers from 0 where there are none.
  [[nodiscard]] const std::vector<std::string>& ids() const { return ids_; }
  [[nodiscard]] std::uint64_t text_bytes() const { return text_bytes_; }

 private:
  std::string bytes_;
  std::vector<std::string_view> paragraphs_;
  std::vector<std::string> ids_;
  std::uint64_t text_bytes_ = 0;
};

}  // namespace galley

#endif  // GALLEY_BENCH_PARAGRAPH_FILE_H_
