// SPDX-License-Identifier: Apache-2.0
#include "fingerprint/fingerprinter.h"

#include <algorithm>
#include <limits>

#include "base/letter_weight.h"
#include "base/numbers.h"

namespace galley {

namespace {

std::uint32_t saturate(std::uint64_t value) {
  return static_cast<std::uint32_t>(
      std::min<std::uint64_t>(value, std::numeric_limits<std::uint32_t>::max()));
}

}  // namespace

Fingerprinter::Fingerprinter(const FingerprintPlan& plan, SeenContents* seen, VectorLevel level)
    : plan_(plan), seen_(seen), signature_(plan, level) {}

const Fingerprint& Fingerprinter::compute(std::string_view text, const ParagraphPlace& place) {
  letters_.clear();
  append_letters(text, letters_);
  const std::span<const char32_t> letters = letters_.letters();
  Fingerprint& out = fingerprint_;
  out.letters = saturate(letters.size());
  // No letter weighs less than 1, so only a short text need be weighed.
  const bool is_short = letters.size() < plan_.min_weight && weight_of(letters) < plan_.min_weight;
  if (is_short || letters.empty()) {
    out.kind = Fingerprint::Kind::kShort;
    return out;
  }
  out.exact = hash128(letters.data(), letters.size_bytes());
  out.scope = 0;
  std::uint64_t scope_mark = 0;
  if (place.scope) {
    scope_mark = mix64(*place.scope + 0x9E3779B97F4A7C15u);
    out.exact.high ^= scope_mark;
    out.exact.low += mix64(scope_mark);
    out.scope = static_cast<std::uint32_t>(scope_mark);
  }
  if (seen_ != nullptr && seen_->note(out.exact, place.doubtful_letters, place.ord)) {
    out.kind = Fingerprint::Kind::kRepeat;
    return out;
  }
  out.kind = Fingerprint::Kind::kSigned;
  if (plan_.keys == FingerprintPlan::Keys::kAnchors) {
    anchors_.make(letters, out.anchors);
    for (Anchor& anchor : out.anchors) anchor.key = mix64(anchor.key ^ scope_mark);
    return out;
  }
  out.numbers = number_marks(text);
  signature_.compute(letters);
  signature_.make_keys(out.keys);
  if (place.scope) {
    for (std::uint64_t& key : out.keys) key = mix64(key ^ scope_mark);
  }
  out.sketch = signature_.sketch();
  return out;
}

}  // namespace galley
