// SPDX-License-Identifier: Apache-2.0
// Recognising the encoding of any bytes: twice the same, and what is recognised decodes.
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "base/utf8.h"
#include "decode/decode.h"
#include "decode/recognise.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace galley;
  if (size < 1) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto hint = static_cast<Encoding>(data[0] % kEncodings);
  const Encoding encoding = recognise_encoding(bytes, hint);
  // Recognising is slow, and seldom is there a second answer to find.
  if (again_too(data, size)) GALLEY_CHECK(encoding == recognise_encoding(bytes, hint));
  Decoder decoder;
  EditLog edits;
  DecodeOptions options;
  options.encoding = encoding;
  GALLEY_CHECK(is_valid_utf8(decoder.decode(bytes, options, edits).text));
  return 0;
}
