// SPDX-License-Identifier: Apache-2.0
// One record of JSON Lines.
#ifndef GALLEY_READ_JSON_RECORD_H_
#define GALLEY_READ_JSON_RECORD_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "galley/span.h"
#include "read/json_scan.h"
#include "read/json_string.h"

namespace galley {

/// A record in parts. Views point into the line, except `metadata`, which may point into the
/// reader's own memory and is then good until it reads the next record.
struct JsonRecord {
  std::string_view text;
  std::string_view id;        ///< a number as it is spelt; see has_id
  std::string_view source;    ///< see has_source
  std::string_view metadata;  ///< the other members as one JSON object; empty if there are none
  bool has_id = false;        ///< a string or a number
  bool has_source = false;    ///< a string
  /// Escapes in the text that are half a character, each now a U+FFFD; good until the next record.
  std::span<const LoneSurrogate> lone_surrogates;
  const char* warning = nullptr;  ///< null, or what a user should know of a record that was read
};

/// Why a record cannot be read.
struct JsonFault {
  std::string what;
  std::string remedy;
};

/// Reads records. Reused from line to line, so that nothing is allocated a record; not thread-safe.
class JsonRecordReader {
 public:
  JsonRecordReader(std::string text_field, std::string id_field)
      : text_field_(std::move(text_field)), id_field_(std::move(id_field)) {}

  /// Reads the record in `line` (without its line end) into `record` and spoils the line: strings
  /// are written over their spelling. Appends the text's places to `map` unless it is null, `base`
  /// being the place of the line's first byte. Strict in grammar; any depth and any size of
  /// numbers; of equal names the last one counts, and is warned of. REQUIRES: valid UTF-8. Cost:
  /// about 0.2 ns a byte.
  ///
  /// Galley's own output goes through as it is: the members of an object `metadata` stand among the
  /// other members again, and the `document` and `paragraphs` that it wrote are left out, for the
  /// run that reads them writes its own.
  [[nodiscard]] std::optional<JsonFault> read(std::span<char> line, JsonRecord& record,
                                              SourceMap* map, std::uint64_t base);

 private:
  struct Member {
    std::string_view name;   // as spelt, with its quotes
    std::string_view value;  // as spelt
  };
  class Walk;
  [[nodiscard]] std::string_view metadata_of(bool from_galley);
  [[nodiscard]] bool metadata_meets_others() const;

  std::string text_field_;
  std::string id_field_;
  JsonSkipper skipper_;
  std::vector<Member> others_;
  std::string_view metadata_object_;
  std::string joined_;
  std::vector<LoneSurrogate> lone_surrogates_;
};

/// Whether `beginning` can be the beginning of a record that has a string under `text_field`; and,
/// if it is a whole line, whether it is any JSON object. For recognising the format of an input.
enum class RecordLikeness : std::uint8_t {
  kNone,     ///< no JSON object, or not from its first character on
  kObject,   ///< a JSON object without that member
  kTextual,  ///< a JSON object with a string under that name
  kUnended,  ///< an object as far as it goes; the member was not met
};
[[nodiscard]] RecordLikeness record_likeness(std::string_view beginning,
                                             std::string_view text_field);

}  // namespace galley

#endif  // GALLEY_READ_JSON_RECORD_H_
