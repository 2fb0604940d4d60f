// SPDX-License-Identifier: Apache-2.0
// Fingerprints of any text, of any shape: the vector code gives what its scalar twin gives, twice
// the same, and the letters are those that are counted.
#include <string>

#include "base/check.h"
#include "base/letters.h"
#include "base/numbers.h"
#include "decode/mojibake_screen.h"
#include "fingerprint/fingerprinter.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace galley;

void check_same(const Fingerprint& a, const Fingerprint& b) {
  GALLEY_CHECK(a.kind == b.kind && a.letters == b.letters);
  if (a.kind != Fingerprint::Kind::kSigned) return;
  GALLEY_CHECK(a.exact == b.exact && a.numbers == b.numbers && a.scope == b.scope);
  GALLEY_CHECK(a.sketch == b.sketch && a.keys == b.keys && a.anchors.size() == b.anchors.size());
  for (std::size_t i = 0; i < a.anchors.size(); ++i) {
    GALLEY_CHECK(a.anchors[i].key == b.anchors[i].key &&
                 a.anchors[i].before == b.anchors[i].before &&
                 a.anchors[i].after == b.anchors[i].after);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzInput input(data, size);
  FingerprintPlan plan;
  const std::uint8_t shape = input.byte();
  plan.keys = (shape & 1) != 0 ? FingerprintPlan::Keys::kAnchors : FingerprintPlan::Keys::kBands;
  plan.bands = 1 + input.byte() % 64u;
  plan.rows = 1 + input.byte() % 32u;
  plan.min_weight = shape & 0x7Eu;
  ParagraphPlace place;
  if ((shape & 0x80) != 0) place.scope = shape;
  const std::string text = valid_text(input.rest());
  Fingerprinter scalar(plan, nullptr, VectorLevel::kScalar);
  const Fingerprint expected = scalar.compute(text, place);
  check_same(scalar.compute(text, place), expected);
  for (const VectorLevel level : {VectorLevel::kV3, VectorLevel::kV4}) {
    if (level > vector_level()) continue;
    Fingerprinter wide(plan, nullptr, level);
    check_same(wide.compute(text, place), expected);
  }
  LetterBuffer letters;
  append_letters(text, letters);
  GALLEY_CHECK(letters.size() == count_letters(text) && letters.size() == expected.letters);
  // Letter by letter from pieces, as no plain stretch is longer than one line.
  GALLEY_CHECK(find_suspicious_block(text, 0) == find_suspicious_block_plain(text, 0));
  return 0;
}
