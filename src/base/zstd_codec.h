// SPDX-License-Identifier: Apache-2.0
// zstd behind two classes: the only files that know zstd.h.
#ifndef GALLEY_BASE_ZSTD_CODEC_H_
#define GALLEY_BASE_ZSTD_CODEC_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "galley/result.h"

namespace galley {

/// Compresses a stream into one frame with a content checksum.
///
/// The bytes depend on the level and on libzstd's version, not on the number of threads: even one
/// thread gets the input cut into the same jobs as many do.
class ZstdEncoder {
 public:
  using Sink = std::function<Status(std::string_view)>;

  /// So many `threads` of its own compress; write() may return before they are done. `path` is used
  /// in messages. Memory: about (threads + 3) jobs of 2 MiB and as many tables of the level's size.
  [[nodiscard]] static Result<ZstdEncoder> create(int level, int threads, const std::string& path);
  ZstdEncoder(ZstdEncoder&&) noexcept;
  ZstdEncoder& operator=(ZstdEncoder&&) noexcept;
  ~ZstdEncoder();

  [[nodiscard]] Status write(std::string_view bytes, const Sink& sink);
  /// Ends the frame. The encoder may then begin another.
  [[nodiscard]] Status finish(const Sink& sink);

 private:
  struct State;
  explicit ZstdEncoder(std::unique_ptr<State> state);
  [[nodiscard]] Status drive(std::string_view bytes, int directive, const Sink& sink);
  [[nodiscard]] Status wait_for_worker(const Sink& sink);
  std::unique_ptr<State> state_;
};

/// Decompresses a stream of any number of frames (skippable ones are skipped).
class ZstdDecoder {
 public:
  /// Frames whose window is above `most_window_bytes` are refused (kLimit): a window is memory.
  [[nodiscard]] static Result<ZstdDecoder> create(std::uint64_t most_window_bytes,
                                                  const std::string& path);
  ZstdDecoder(ZstdDecoder&&) noexcept;
  ZstdDecoder& operator=(ZstdDecoder&&) noexcept;
  ~ZstdDecoder();

  struct Step {
    std::size_t consumed = 0;  ///< bytes of `in`
    std::size_t produced = 0;  ///< bytes of `out`
  };
  /// Decompresses until `in` is used up or `out` is full. Errors: kCorrupt, kLimit; they come after
  /// every byte that could be decompressed before the fault was handed out.
  [[nodiscard]] Result<Step> step(std::string_view in, std::span<char> out);
  /// Whether the input so far ends between two frames: else it was cut.
  [[nodiscard]] bool at_frame_end() const;
  /// What it holds, its window included.
  [[nodiscard]] std::uint64_t memory_bytes() const;

 private:
  struct State;
  explicit ZstdDecoder(std::unique_ptr<State> state);
  [[nodiscard]] std::size_t take_magic(std::string_view bytes);
  std::unique_ptr<State> state_;
};

/// All of `bytes` in one frame, and back. For small things; the second refuses more than
/// `most_bytes`.
[[nodiscard]] Result<std::string> zstd_compress(std::string_view bytes, int level);
[[nodiscard]] Result<std::string> zstd_decompress(std::string_view bytes, std::uint64_t most_bytes,
                                                  const std::string& path);

/// The version of the library in use, "1.5.4".
[[nodiscard]] std::string zstd_version();

}  // namespace galley

#endif  // GALLEY_BASE_ZSTD_CODEC_H_
