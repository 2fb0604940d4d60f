// SPDX-License-Identifier: Apache-2.0
// Lines of corpus and removed files of any bytes: what is parsed is valid text, its paragraphs are
// the text's, and a row's similarity is a share.
#include <string>

#include "base/check.h"
#include "base/utf8.h"
#include "tests/fuzz/fuzz_input.h"
#include "write/record_parser.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace galley;
  static RecordParser parser;
  FuzzInput input(data, size);
  const std::uint8_t shape = input.byte();
  const std::string line(input.rest());
  Status status;
  if ((shape & 1) != 0) {
    ParsedCorpusRecord record;
    status = parser.parse(line, "corpus:1", record);
    if (status) {
      GALLEY_CHECK(is_valid_utf8(record.id) && is_valid_utf8(record.text));
      GALLEY_CHECK(record.paragraphs.size() == record.numbers.size());
      for (const std::string_view paragraph : record.paragraphs) {
        GALLEY_CHECK(paragraph.data() >= record.text.data() &&
                     paragraph.data() + paragraph.size() <=
                         record.text.data() + record.text.size());
      }
    }
  } else {
    ParsedRemovedRecord record;
    status = parser.parse(line, "removed:1", record);
    if (status) {
      GALLEY_CHECK(is_valid_utf8(record.id) && is_valid_utf8(record.kept_id));
      GALLEY_CHECK(record.similarity_ppm <= 1'000'000);
      GALLEY_CHECK(!record.text || is_valid_utf8(*record.text));
    }
  }
  GALLEY_CHECK(status || (!status.error().what.empty() && !status.error().remedy.empty()));
  return 0;
}
