// SPDX-License-Identifier: Apache-2.0
// Walking over JSON (RFC 8259) without building anything: strict in grammar, without limit of depth
// or of the size of numbers.
#ifndef GALLEY_READ_JSON_SCAN_H_
#define GALLEY_READ_JSON_SCAN_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace galley {

/// What was found at a place of JSON text.
struct JsonStop {
  const char* at = nullptr;     ///< behind the value, or where the fault is
  const char* fault = nullptr;  ///< null, or what is wrong there: a clause for a message
  [[nodiscard]] bool ok() const { return fault == nullptr; }
};

/// Behind spaces, tabs and line ends.
[[nodiscard]] const char* skip_json_space(const char* at, const char* end);

/// The low bits of the result tell where in the eight bytes of `word` (the first one lowest) a '"',
/// a
/// '\\' or a control character stands: the lowest bit set is the top bit of the first one; 0 if
/// there is none.
[[nodiscard]] inline std::uint64_t string_specials(std::uint64_t word) {
  constexpr std::uint64_t kOnes = 0x0101010101010101u;
  constexpr std::uint64_t kHighs = 0x8080808080808080u;
  const std::uint64_t quote = word ^ (kOnes * '"');
  const std::uint64_t escape = word ^ (kOnes * '\\');
  // Subtracting sets the top bit of the lowest byte that is below what is subtracted, and perhaps
  // of bytes above it, which nobody looks at.
  return (((quote - kOnes) & ~quote) | ((escape - kOnes) & ~escape) |
          ((word - kOnes * 0x20) & ~word)) &
         kHighs;
}

/// The first '"', '\\' or control character from `at` on; `end` if there is none. Cost: about 0.1
/// ns a byte.
[[nodiscard]] const char* find_string_special(const char* at, const char* end);

/// Passes the string whose opening quote is at `at`. REQUIRES: at < end, *at == '"'. Whether its
/// bytes are UTF-8 is not asked.
[[nodiscard]] JsonStop skip_json_string(const char* at, const char* end);

/// Passes the escape whose backslash is at `at`; \uXXXX as one, whether or not it is a surrogate.
[[nodiscard]] JsonStop skip_json_escape(const char* at, const char* end);

/// Passes the name of a member and its colon, with the space around them.
[[nodiscard]] JsonStop skip_json_name(const char* at, const char* end);

/// Passes any value. Reused from value to value; not thread-safe. Memory: a bit for each level.
class JsonSkipper {
 public:
  [[nodiscard]] JsonStop skip_value(const char* at, const char* end);

 private:
  std::vector<bool> in_object_;  // of each open bracket, outermost first
};

}  // namespace galley

#endif  // GALLEY_READ_JSON_SCAN_H_
