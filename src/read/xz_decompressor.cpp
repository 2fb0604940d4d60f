// SPDX-License-Identifier: Apache-2.0
// xz (the .xz file format 1.1) by liblzma: any number of streams and their padding, which liblzma
// knows of itself. The older .lzma has no signature that text could not have, and is left out.
#include <lzma.h>

#include <optional>

#include "read/decompressor.h"

namespace galley {

namespace {

class XzDecompressor final : public Decompressor {
 public:
  explicit XzDecompressor(std::string path) : path_(std::move(path)) {}
  ~XzDecompressor() override { lzma_end(&stream_); }
  XzDecompressor(const XzDecompressor&) = delete;
  XzDecompressor& operator=(const XzDecompressor&) = delete;

  bool start(std::uint64_t most_memory_bytes) {
    return lzma_stream_decoder(&stream_, most_memory_bytes, LZMA_CONCATENATED) == LZMA_OK;
  }

  Result<Step> step(std::string_view in, std::span<char> out) override {
    if (failure_) return std::unexpected(*failure_);
    stream_.next_in = reinterpret_cast<const std::uint8_t*>(in.data());
    stream_.avail_in = in.size();
    stream_.next_out = reinterpret_cast<std::uint8_t*>(out.data());
    stream_.avail_out = out.size();
    // No input means that there is none left: only then can liblzma tell an end from a cut.
    const lzma_action action = in.empty() ? LZMA_FINISH : LZMA_RUN;
    lzma_ret code = LZMA_OK;
    while (code == LZMA_OK && stream_.avail_out > 0 && (stream_.avail_in > 0 || in.empty())) {
      code = lzma_code(&stream_, action);
    }
    ended_ = code == LZMA_STREAM_END;
    if (code != LZMA_OK && code != LZMA_STREAM_END && code != LZMA_BUF_ERROR) set_failure(code);
    const Step step{in.size() - stream_.avail_in, out.size() - stream_.avail_out};
    if (failure_ && step.produced == 0) return std::unexpected(*failure_);
    return step;
  }

  bool at_member_end() const override { return ended_; }
  std::uint64_t memory_bytes() const override { return lzma_memusage(&stream_); }

 private:
  void set_failure(lzma_ret code) {
    switch (code) {
      case LZMA_MEM_ERROR:
        failure_ = no_memory_to_decompress(path_);
        break;
      case LZMA_MEMLIMIT_ERROR:
        failure_ = Error{ErrorCode::kLimit, path_,
                         "asks for " + std::to_string(lzma_memusage(&stream_) >> 20) +
                             " MiB of memory to be decompressed",
                         "compress it anew with xz -9 or less"};
        break;
      case LZMA_FORMAT_ERROR:
        failure_ = corrupt_data(path_, "xz", "something else follows its end");
        break;
      case LZMA_OPTIONS_ERROR:
        failure_ = corrupt_data(path_, "xz", "a kind of compression that liblzma does not know");
        break;
      default:
        failure_ = corrupt_data(path_, "xz", "its checksum or structure is wrong");
    }
  }

  std::string path_;
  lzma_stream stream_ = LZMA_STREAM_INIT;
  bool ended_ = false;
  std::optional<Error> failure_;
};

}  // namespace

Result<std::unique_ptr<Decompressor>> make_xz_decompressor(std::uint64_t most_window_bytes,
                                                           const std::string& path) {
  auto decompressor = std::make_unique<XzDecompressor>(path);
  if (!decompressor->start(most_window_bytes)) {
    return std::unexpected(no_memory_to_decompress(path));
  }
  return decompressor;
}

}  // namespace galley
