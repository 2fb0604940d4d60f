// SPDX-License-Identifier: Apache-2.0
// Taking a fuzzer's bytes apart, and putting runs together of them whose checksums are right: no
// fuzzer guesses a hash, and what lies behind the checksums must hold as well.
#ifndef GALLEY_TESTS_FUZZ_FUZZ_INPUT_H_
#define GALLEY_TESTS_FUZZ_FUZZ_INPUT_H_

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/hash.h"
#include "base/run_file.h"
#include "base/utf8.h"

namespace galley {

/// Hands out the bytes from the front; zeros and nothing once they have come to their end.
class FuzzInput {
 public:
  FuzzInput(const std::uint8_t* bytes, std::size_t size)
      : left_(reinterpret_cast<const char*>(bytes), size) {}

  [[nodiscard]] std::uint8_t byte() {
    if (left_.empty()) return 0;
    const auto first = static_cast<std::uint8_t>(left_.front());
    left_.remove_prefix(1);
    return first;
  }
  [[nodiscard]] std::string_view bytes(std::size_t most) {
    const std::string_view taken = left_.substr(0, most);
    left_.remove_prefix(taken.size());
    return taken;
  }
  /// What stands before the next NUL, which is taken too.
  [[nodiscard]] std::string_view until_nul() {
    const std::size_t end = std::min(left_.find('\0'), left_.size());
    const std::string_view taken = left_.substr(0, end);
    left_.remove_prefix(std::min(end + 1, left_.size()));
    return taken;
  }
  [[nodiscard]] std::string_view rest() const { return left_; }
  [[nodiscard]] bool is_empty() const { return left_.empty(); }

 private:
  std::string_view left_;
};

/// Whether to do the same work a second time, to see the same outcome: for one input in eight.
inline bool again_too(const std::uint8_t* bytes, std::size_t size) {
  return hash64({reinterpret_cast<const char*>(bytes), size}) % 8 == 0;
}

/// `bytes` with each byte that begins no character replaced by a question mark.
inline std::string valid_text(std::string_view bytes) {
  std::string text;
  while (!bytes.empty()) {
    std::size_t length = 1;
    while (length <= 4 && !is_valid_utf8(bytes.substr(0, length))) ++length;
    if (length > 4 || length > bytes.size()) {
      text += '?';
      length = 1;
    } else {
      text += bytes.substr(0, length);
    }
    bytes.remove_prefix(length);
  }
  return text;
}

/// A run of `kind` made of what the input says: blocks with right hashes and any counts, offsets
/// that are right or any, and counts at the end that are right or any.
inline std::string run_of(FuzzInput& input, const RunKind& kind) {
  std::string run = "galleyR1";
  std::string name(kind.name);
  name.resize(16);
  run += name;
  append_little(run, kind.version);
  append_little(run, kind.record_bytes);
  append_little(run, kind.parameters);
  append_little(run, hash64(run));
  std::string index;
  std::uint64_t records = 0;
  const std::uint8_t shape = input.byte();
  const std::uint64_t blocks = shape & 3u;
  for (std::uint64_t block = 0; block < blocks; ++block) {
    const std::uint32_t claimed = input.byte();
    const std::string_view payload =
        input.bytes(kind.record_bytes > 0 && (shape & 4u) == 0
                        ? std::size_t{claimed} * kind.record_bytes
                        : std::size_t{input.byte()} * (shape & 8u ? 8 : 1));
    append_little(index,
                  (shape & 16u) == 0 ? std::uint64_t{run.size()} : std::uint64_t{input.byte()});
    append_little(run, static_cast<std::uint32_t>(payload.size()));
    append_little(run, claimed);
    append_little(run, hash64(payload));
    run += payload;
    records += claimed;
  }
  append_little(index, (shape & 32u) == 0 ? blocks : std::uint64_t{input.byte()});
  append_little(index, (shape & 64u) == 0 ? records : std::uint64_t{input.byte()});
  run += index;
  append_little(run, hash64(index));
  return run + "galleyRE";
}

}  // namespace galley

#endif  // GALLEY_TESTS_FUZZ_FUZZ_INPUT_H_
