// SPDX-License-Identifier: Apache-2.0
// The four ways in which inputs are compressed, behind one interface.
#ifndef GALLEY_READ_DECOMPRESSOR_H_
#define GALLEY_READ_DECOMPRESSOR_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "galley/result.h"
#include "read/signature.h"

namespace galley {

/// Decompresses a stream of any number of members (frames, streams) one after another.
class Decompressor {
 public:
  struct Step {
    std::size_t consumed = 0;  ///< bytes of `in`
    std::size_t produced = 0;  ///< bytes of `out`
  };

  virtual ~Decompressor() = default;
  /// Decompresses until `in` is used up or `out` is full, or a little before. Errors: kCorrupt,
  /// kLimit (asks for too much memory), kResource; each only after every byte before it was handed
  /// out, and again on every later call.
  [[nodiscard]] virtual Result<Step> step(std::string_view in, std::span<char> out) = 0;
  /// Whether what was consumed so far ends where a member ends: else the input was cut.
  [[nodiscard]] virtual bool at_member_end() const = 0;
  /// What it holds at the moment, its window above all: an input decides how much.
  [[nodiscard]] virtual std::uint64_t memory_bytes() const { return 0; }
};

/// A decompressor that takes at most `most_window_bytes` of memory for its history. `path` is used
/// in messages. REQUIRES: compression != kNone.
[[nodiscard]] Result<std::unique_ptr<Decompressor>> make_decompressor(
    Compression compression, std::uint64_t most_window_bytes, const std::string& path);

// One for each kind; called by make_decompressor().
[[nodiscard]] Result<std::unique_ptr<Decompressor>> make_gzip_decompressor(const std::string& path);
[[nodiscard]] Result<std::unique_ptr<Decompressor>> make_xz_decompressor(
    std::uint64_t most_window_bytes, const std::string& path);
[[nodiscard]] Result<std::unique_ptr<Decompressor>> make_bzip2_decompressor(
    const std::string& path);

/// The failure of data that are not what `format` promises.
[[nodiscard]] Error corrupt_data(const std::string& path, std::string_view format,
                                 std::string_view what);
/// The failure of a decompressor that got no memory.
[[nodiscard]] Error no_memory_to_decompress(const std::string& path);

}  // namespace galley

#endif  // GALLEY_READ_DECOMPRESSOR_H_
