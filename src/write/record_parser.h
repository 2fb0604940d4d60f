// SPDX-License-Identifier: Apache-2.0
// Reading back what write/records.h wrote: for verify, and for all that tells of a finished corpus.
#ifndef GALLEY_WRITE_RECORD_PARSER_H_
#define GALLEY_WRITE_RECORD_PARSER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "galley/result.h"
#include "write/records.h"

namespace galley {

/// A line of a corpus file. Strings are good until the parser's next call.
struct ParsedCorpusRecord {
  std::string_view id;
  std::uint64_t document = 0;
  std::string_view text;
  std::string_view source;
  std::vector<std::string_view> paragraphs;  ///< the text, cut at its blank lines
  std::vector<std::uint64_t> numbers;        ///< of the paragraphs in the repaired document
};

/// A line of a removed file. Strings are good until the parser's next call.
struct ParsedRemovedRecord {
  std::string_view id;
  std::uint64_t document = 0;
  std::uint64_t paragraph = 0;
  std::uint64_t chars = 0;
  RowReason reason = RowReason::kExact;
  std::string_view kept_id;
  std::optional<std::uint64_t> kept_document;
  std::uint64_t kept_paragraph = 0;
  std::string_view kept_run;  ///< empty for a keeper in this corpus
  std::uint32_t similarity_ppm = 0;
  std::optional<std::string_view> text;
};

/// Parses lines. Not thread-safe; keeps its memory.
class RecordParser {
 public:
  RecordParser();
  RecordParser(RecordParser&&) noexcept;
  ~RecordParser();

  /// Errors: kCorrupt, with `where` as the error's place.
  [[nodiscard]] Status parse(std::string_view line, const std::string& where,
                             ParsedCorpusRecord& record);
  [[nodiscard]] Status parse(std::string_view line, const std::string& where,
                             ParsedRemovedRecord& record);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace galley

#endif  // GALLEY_WRITE_RECORD_PARSER_H_
