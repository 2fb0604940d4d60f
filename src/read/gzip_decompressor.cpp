// SPDX-License-Identifier: Apache-2.0
// gzip (RFC 1952) by zlib: any number of members. What follows the last one must be zeros, with
// which tapes and some servers pad; anything else is told as damage.
#include <zlib.h>

#include <algorithm>
#include <optional>

#include "read/decompressor.h"

namespace galley {

namespace {

class GzipDecompressor final : public Decompressor {
 public:
  explicit GzipDecompressor(std::string path) : path_(std::move(path)) {}
  ~GzipDecompressor() override {
    if (ready_) inflateEnd(&stream_);
  }
  GzipDecompressor(const GzipDecompressor&) = delete;
  GzipDecompressor& operator=(const GzipDecompressor&) = delete;

  bool start() {
    constexpr int kGzipOnly = 16 + MAX_WBITS;
    ready_ = inflateInit2(&stream_, kGzipOnly) == Z_OK;
    return ready_;
  }

  Result<Step> step(std::string_view in, std::span<char> out) override {
    if (failure_) return std::unexpected(*failure_);
    const std::size_t in_size = std::min<std::size_t>(in.size(), 1u << 30);
    const std::size_t out_size = std::min<std::size_t>(out.size(), 1u << 30);
    // zlib's interface is older than const.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
    stream_.avail_in = static_cast<uInt>(in_size);
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(out_size);
    while (stream_.avail_out > 0 && !failure_) {
      if (at_member_end_) {
        skip_padding();
        if (stream_.avail_in == 0) break;
        if (padded_) {
          failure_ = corrupt_data(path_, "gzip", "something else follows its end");
          break;
        }
        inflateReset(&stream_);
        at_member_end_ = false;
      }
      const int code = inflate(&stream_, Z_NO_FLUSH);
      if (code == Z_STREAM_END) {
        at_member_end_ = true;
      } else if (code == Z_BUF_ERROR) {
        break;  // wants more input or room
      } else if (code == Z_MEM_ERROR) {
        failure_ = no_memory_to_decompress(path_);
      } else if (code != Z_OK) {
        failure_ = corrupt_data(path_, "gzip", stream_.msg == nullptr ? "no gzip" : stream_.msg);
      } else if (stream_.avail_in == 0 && stream_.avail_out > 0) {
        break;
      }
    }
    const Step step{in_size - stream_.avail_in, out_size - stream_.avail_out};
    if (failure_ && step.produced == 0) return std::unexpected(*failure_);
    return step;
  }

  bool at_member_end() const override { return at_member_end_; }

 private:
  void skip_padding() {
    if (!any_member_) {
      any_member_ = true;  // the first byte of all begins the first member
      return;
    }
    for (; stream_.avail_in > 0 && *stream_.next_in == 0; --stream_.avail_in) {
      ++stream_.next_in;
      padded_ = true;
    }
  }

  std::string path_;
  z_stream stream_{};
  bool ready_ = false;
  bool any_member_ = false;
  bool padded_ = false;
  bool at_member_end_ = true;
  std::optional<Error> failure_;
};

}  // namespace

Result<std::unique_ptr<Decompressor>> make_gzip_decompressor(const std::string& path) {
  auto decompressor = std::make_unique<GzipDecompressor>(path);
  if (!decompressor->start()) return std::unexpected(no_memory_to_decompress(path));
  return decompressor;
}

}  // namespace galley
