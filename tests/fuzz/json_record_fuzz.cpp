// SPDX-License-Identifier: Apache-2.0
// JSON records of hostile bytes: what is read is valid UTF-8, metadata is again an object that the
// reader takes, and the text's places lie inside the line.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/utf8.h"
#include "read/format.h"
#include "read/json_record.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace galley;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static_cast<void>(recognise_format(bytes, Extent::kWhole, "text"));
  if (!is_valid_utf8(bytes)) return 0;
  std::string line(bytes);
  JsonRecordReader reader("text", "id");
  JsonRecord record;
  SourceMap map;
  if (reader.read(line, record, &map, 100)) return 0;
  GALLEY_CHECK(is_valid_utf8(record.text) && is_valid_utf8(record.id) &&
               is_valid_utf8(record.source) && is_valid_utf8(record.metadata));
  const ByteSpan place = map.source_of(0, static_cast<std::uint32_t>(record.text.size()));
  GALLEY_CHECK(place.begin >= 100 && place.begin <= place.end && place.end <= 100 + size);
  if (!record.metadata.empty()) {
    // Its own output goes through unchanged.
    const std::string metadata(record.metadata);
    std::string again = R"({"id":"x","document":0,"text":"y","metadata":)" + metadata + "}";
    JsonRecordReader second("text", "id");
    JsonRecord round;
    GALLEY_CHECK(!second.read(again, round, nullptr, 0));
    GALLEY_CHECK(round.metadata == metadata);
  }
  return 0;
}
