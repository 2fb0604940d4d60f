// SPDX-License-Identifier: Apache-2.0
// Decompression of hostile bytes: the first byte chooses the format and how the rest is cut into
// steps. What comes out must not depend on the steps, and errors must come after all sound bytes.
#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/check.h"
#include "read/decompressor.h"

namespace {

using namespace galley;

constexpr std::size_t kMostBytes = 1 << 18;  // of a bomb

struct Outcome {
  std::string bytes;
  bool failed = false;
};

Outcome decompressed(Compression compression, std::string_view bytes, std::size_t in_step,
                     std::size_t out_step) {
  Result<std::unique_ptr<Decompressor>> decompressor =
      make_decompressor(compression, std::uint64_t{8} << 20, "fuzz");
  GALLEY_CHECK(decompressor.has_value());
  Outcome outcome;
  std::string space(out_step, '\0');
  while (outcome.bytes.size() < kMostBytes) {
    const std::string_view in = bytes.substr(0, in_step);
    const Result<Decompressor::Step> step = (*decompressor)->step(in, space);
    if (!step) {
      GALLEY_CHECK(!(*decompressor)->step(in, space).has_value());
      outcome.failed = true;
      break;
    }
    GALLEY_CHECK(step->consumed <= in.size() && step->produced <= space.size());
    outcome.bytes.append(space, 0, step->produced);
    bytes.remove_prefix(step->consumed);
    if (step->consumed == 0 && step->produced == 0 && in.empty()) break;
    GALLEY_CHECK(step->consumed + step->produced > 0);
  }
  outcome.bytes.resize(std::min(outcome.bytes.size(), kMostBytes));
  return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const auto compression = static_cast<Compression>(1 + data[0] % 4);
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Outcome whole = decompressed(compression, bytes, bytes.size(), 1 << 16);
  const std::size_t in_step = 1 + data[0] / 4 % 7;
  const std::size_t out_step = 50 + static_cast<std::size_t>(data[0] / 28) * 100;
  const Outcome pieces = decompressed(compression, bytes, in_step, out_step);
  // What is cut, of a bomb or at a fault, may be cut at another place.
  const bool is_bomb = whole.bytes.size() == kMostBytes || pieces.bytes.size() == kMostBytes;
  GALLEY_CHECK(whole.failed == pieces.failed || is_bomb);
  GALLEY_CHECK(whole.failed || is_bomb
                   ? whole.bytes.starts_with(pieces.bytes) || pieces.bytes.starts_with(whole.bytes)
                   : whole.bytes == pieces.bytes);
  return 0;
}
