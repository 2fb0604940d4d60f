// SPDX-License-Identifier: Apache-2.0
// Undoing mojibake in any line: twice the same, and every character that comes out has a place of
// the line, in order; two that share a misread character overlap.
#include <string>

#include "base/check.h"
#include "decode/mojibake.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace galley;
  FuzzInput input(data, size);
  std::string line = valid_text(input.rest());
  std::erase_if(line, [](char c) { return c == '\n' || c == '\r' || c == '\f'; });
  const auto undone = undo_mojibake(line);
  if (!undone) return 0;
  std::uint32_t begin = 0, end = 0;
  for (const PlacedCharacter& character : *undone) {
    GALLEY_CHECK(character.begin >= begin && character.end >= end);
    GALLEY_CHECK(character.end <= line.size() && character.code_point <= 0x10FFFF);
    GALLEY_CHECK(character.code_point < 0xD800 || character.code_point > 0xDFFF);
    GALLEY_CHECK(character.end > character.begin);
    begin = character.begin;
    end = character.end;
  }
  if (!again_too(data, size)) return 0;
  const auto again = undo_mojibake(line);
  GALLEY_CHECK(again && again->size() == undone->size());
  return 0;
}
