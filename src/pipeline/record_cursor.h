// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_PIPELINE_RECORD_CURSOR_H_
#define GALLEY_PIPELINE_RECORD_CURSOR_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/try.h"
#include "pipeline/output_lines.h"
#include "write/record_parser.h"

namespace galley {

/// A file of records (ParsedCorpusRecord or ParsedRemovedRecord), with the one that is next. Not
/// thread-safe.
template <class Record>
class RecordCursor {
 public:
  /// Errors: those of OutputLines and RecordParser; at the end also OutputLines::check_content().
  [[nodiscard]] static Result<RecordCursor> open(const std::string& folder,
                                                 const OutputFile& file) {
    GALLEY_ASSIGN(OutputLines lines, OutputLines::open(folder, file));
    RecordCursor cursor(std::move(lines));
    GALLEY_TRY(cursor.advance());
    return cursor;
  }

  /// Null at the end. Good until advance().
  [[nodiscard]] const Record* get() const { return present_ ? &record_ : nullptr; }
  /// UINT64_MAX at the end.
  [[nodiscard]] std::uint64_t document() const { return present_ ? record_.document : UINT64_MAX; }
  [[nodiscard]] std::string where() const { return lines_.where(); }

  [[nodiscard]] Status advance() {
    GALLEY_ASSIGN(const std::optional<std::string_view> line, lines_.next());
    present_ = line.has_value();
    if (!present_) return lines_.check_content();
    return parser_.parse(*line, lines_.where(), record_);
  }

 private:
  explicit RecordCursor(OutputLines lines) : lines_(std::move(lines)) {}

  OutputLines lines_;
  RecordParser parser_;
  Record record_;
  bool present_ = false;
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_RECORD_CURSOR_H_
