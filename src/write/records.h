// SPDX-License-Identifier: Apache-2.0
// The lines of the output files. One JSON object a line, members in this order:
//
//   corpus-NNNNN.jsonl.zst    {"id","document","text","source","metadata"?,"paragraphs"?,
//                              "structure"?}
//   removed-NNNNN.jsonl.zst
//   {"id","document","paragraph","chars","reason","kept_id","kept_document",
//                              "kept_paragraph","similarity","text","kept_run"?}
//
// `metadata` stands where the record had other members, `paragraphs` where some paragraphs went (or
// the document's numbers do not begin at 0), `kept_run` where an earlier run holds the keeper.
#ifndef GALLEY_WRITE_RECORDS_H_
#define GALLEY_WRITE_RECORDS_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace galley {

/// One document of the corpus. Views; nothing is copied but into the line.
struct CorpusRecord {
  std::string_view id;
  std::uint64_t document = 0;
  std::span<const std::string_view> paragraphs;  ///< the texts that stayed, at least one
  std::string_view source;
  std::string_view metadata;                         ///< a JSON object, or empty
  std::span<const std::uint64_t> paragraph_numbers;  ///< empty where all stayed
  std::span<const std::string_view> structure = {};  ///< of each paragraph a JSON object, or none
};

/// Appends the record's line, with its newline. REQUIRES: valid UTF-8; metadata valid JSON.
void append_corpus_record(std::string& lines, const CorpusRecord& record);

enum class RowReason : std::uint8_t { kExact, kNear, kFurniture };
[[nodiscard]] std::string_view to_string(RowReason reason);

/// The paragraph that was kept in a removed one's place.
struct Keeper {
  std::string_view id;
  std::optional<std::uint64_t> document;  ///< null for a keeper of an earlier run
  std::uint64_t paragraph = 0;
  std::string_view run;  ///< the earlier run that holds it, or empty
};

/// One removed paragraph or line of furniture.
struct RemovedRecord {
  std::string_view id;
  std::uint64_t document = 0;
  std::uint64_t paragraph = 0;
  std::uint64_t chars = 0;  ///< code points
  RowReason reason = RowReason::kExact;
  std::optional<Keeper> keeper;          ///< null for furniture
  std::uint32_t similarity_ppm = 0;      ///< millionths; not written for furniture
  std::optional<std::string_view> text;  ///< null where it is not kept
};

/// Appends the row's line, with its newline.
void append_removed_record(std::string& lines, const RemovedRecord& record);

}  // namespace galley

#endif  // GALLEY_WRITE_RECORDS_H_
