// SPDX-License-Identifier: Apache-2.0
// zlib, liblzma and libbz2 are asked directly and not through libarchive: that one drops up to 1
// MiB of sound bytes before a fault (a cut file of less gives nothing at all) and checks no CRC of
// gzip.
#include "read/decompressor.h"

#include "base/check.h"
#include "base/try.h"
#include "base/zstd_codec.h"

namespace galley {

namespace {

class ZstdDecompressor final : public Decompressor {
 public:
  explicit ZstdDecompressor(ZstdDecoder decoder) : decoder_(std::move(decoder)) {}
  Result<Step> step(std::string_view in, std::span<char> out) override {
    GALLEY_ASSIGN(const ZstdDecoder::Step step, decoder_.step(in, out));
    return Step{step.consumed, step.produced};
  }
  bool at_member_end() const override { return decoder_.at_frame_end(); }
  std::uint64_t memory_bytes() const override { return decoder_.memory_bytes(); }

 private:
  ZstdDecoder decoder_;
};

}  // namespace

Result<std::unique_ptr<Decompressor>> make_decompressor(Compression compression,
                                                        std::uint64_t most_window_bytes,
                                                        const std::string& path) {
  switch (compression) {
    case Compression::kNone:
      break;
    case Compression::kZstd: {
      GALLEY_ASSIGN(ZstdDecoder decoder, ZstdDecoder::create(most_window_bytes, path));
      return std::make_unique<ZstdDecompressor>(std::move(decoder));
    }
    case Compression::kGzip:
      return make_gzip_decompressor(path);
    case Compression::kXz:
      return make_xz_decompressor(most_window_bytes, path);
    case Compression::kBzip2:
      return make_bzip2_decompressor(path);
  }
  GALLEY_CHECK(compression != Compression::kNone);
  return nullptr;
}

Error corrupt_data(const std::string& path, std::string_view format, std::string_view what) {
  return {ErrorCode::kCorrupt, path,
          "broken " + std::string(format) + " data: " + std::string(what),
          "test it with " + std::string(format) + " -t and fetch it again"};
}

Error no_memory_to_decompress(const std::string& path) {
  return {ErrorCode::kResource, path, "not enough memory to decompress it",
          "free memory, or lower --threads"};
}

}  // namespace galley
