// SPDX-License-Identifier: Apache-2.0
// bzip2 by libbz2: any number of streams. As with gzip, zeros may follow the last one.
#include <bzlib.h>

#include <algorithm>
#include <optional>

#include "read/decompressor.h"

namespace galley {

namespace {

class Bzip2Decompressor final : public Decompressor {
 public:
  explicit Bzip2Decompressor(std::string path) : path_(std::move(path)) {}
  ~Bzip2Decompressor() override { stop(); }
  Bzip2Decompressor(const Bzip2Decompressor&) = delete;
  Bzip2Decompressor& operator=(const Bzip2Decompressor&) = delete;

  Result<Step> step(std::string_view in, std::span<char> out) override {
    if (failure_) return std::unexpected(*failure_);
    const std::size_t in_size = std::min<std::size_t>(in.size(), 1u << 30);
    const std::size_t out_size = std::min<std::size_t>(out.size(), 1u << 30);
    // libbz2's interface is older than const.
    char* next_in = const_cast<char*>(in.data());
    std::size_t left_in = in_size;
    stream_.next_out = out.data();
    stream_.avail_out = static_cast<unsigned>(out_size);
    while (stream_.avail_out > 0 && !failure_) {
      if (!running_ && !begin_member(next_in, left_in)) break;
      stream_.next_in = next_in;
      stream_.avail_in = static_cast<unsigned>(left_in);
      const unsigned before_out = stream_.avail_out;
      const int code = BZ2_bzDecompress(&stream_);
      const bool moved = stream_.avail_in != left_in || stream_.avail_out != before_out;
      next_in = stream_.next_in;
      left_in = stream_.avail_in;
      if (code == BZ_STREAM_END) {
        stop();
      } else if (code == BZ_MEM_ERROR) {
        failure_ = no_memory_to_decompress(path_);
      } else if (code != BZ_OK) {
        failure_ = corrupt_data(path_, "bzip2",
                                code == BZ_DATA_ERROR_MAGIC && any_member_ended_
                                    ? "something else follows its end"
                                    : "its checksum or structure is wrong");
      } else if (!moved || left_in == 0) {
        if (!moved || stream_.avail_out == before_out) break;
      }
    }
    const Step step{in_size - left_in, out_size - stream_.avail_out};
    if (failure_ && step.produced == 0) return std::unexpected(*failure_);
    return step;
  }

  bool at_member_end() const override { return !running_; }

 private:
  // False where there is nothing left to decompress now.
  bool begin_member(char*& next_in, std::size_t& left_in) {
    if (any_member_ended_) {
      for (; left_in > 0 && *next_in == 0; --left_in) {
        ++next_in;
        padded_ = true;
      }
    }
    if (left_in == 0) return false;
    if (padded_) {
      failure_ = corrupt_data(path_, "bzip2", "something else follows its end");
      return false;
    }
    running_ = BZ2_bzDecompressInit(&stream_, 0, 0) == BZ_OK;
    if (!running_) failure_ = no_memory_to_decompress(path_);
    return running_;
  }

  void stop() {
    if (!running_) return;
    const auto room = stream_.avail_out;
    char* const out = stream_.next_out;
    BZ2_bzDecompressEnd(&stream_);
    stream_ = {};
    stream_.avail_out = room;
    stream_.next_out = out;
    running_ = false;
    any_member_ended_ = true;
  }

  std::string path_;
  bz_stream stream_{};
  bool running_ = false;
  bool any_member_ended_ = false;
  bool padded_ = false;
  std::optional<Error> failure_;
};

}  // namespace

Result<std::unique_ptr<Decompressor>> make_bzip2_decompressor(const std::string& path) {
  return std::make_unique<Bzip2Decompressor>(path);
}

}  // namespace galley
