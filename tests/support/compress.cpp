// SPDX-License-Identifier: Apache-2.0
#include "tests/support/compress.h"

#include <bzlib.h>
#include <lzma.h>
#include <zlib.h>

#include "base/check.h"
#include "base/zstd_codec.h"

namespace galley {

namespace {

std::string gzip(std::string_view text) {
  z_stream stream{};
  GALLEY_CHECK(deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  GALLEY_CHECK(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string xz(std::string_view text) {
  std::string out(lzma_stream_buffer_bound(text.size()), '\0');
  std::size_t size = 0;
  GALLEY_CHECK(lzma_easy_buffer_encode(1, LZMA_CHECK_CRC64, nullptr,
                                       reinterpret_cast<const std::uint8_t*>(text.data()),
                                       text.size(), reinterpret_cast<std::uint8_t*>(out.data()),
                                       &size, out.size()) == LZMA_OK);
  out.resize(size);
  return out;
}

std::string bzip2(std::string_view text) {
  std::string out(text.size() + text.size() / 100 + 700, '\0');
  auto size = static_cast<unsigned>(out.size());
  GALLEY_CHECK(BZ2_bzBuffToBuffCompress(out.data(), &size, const_cast<char*>(text.data()),
                                        static_cast<unsigned>(text.size()), 9, 0, 0) == BZ_OK);
  out.resize(size);
  return out;
}

std::string zstd(std::string_view text) {
  Result<ZstdEncoder> encoder = ZstdEncoder::create(3, 1, "test");
  std::string out;
  const ZstdEncoder::Sink sink = [&](std::string_view bytes) -> Status {
    out += bytes;
    return {};
  };
  GALLEY_CHECK(encoder && encoder->write(text, sink) && encoder->finish(sink));
  return out;
}

}  // namespace

std::string compressed(Compression compression, std::string_view text) {
  switch (compression) {
    case Compression::kZstd:
      return zstd(text);
    case Compression::kGzip:
      return gzip(text);
    case Compression::kXz:
      return xz(text);
    case Compression::kBzip2:
      return bzip2(text);
    case Compression::kNone:
      break;
  }
  GALLEY_CHECK(false);
  return {};
}

const char* name_of(Compression compression) {
  constexpr const char* kNames[] = {"none", "zstd", "gzip", "xz", "bzip2"};
  return kNames[static_cast<int>(compression)];
}

std::string sample_text(std::size_t bytes) {
  std::string text;
  text.reserve(bytes + 32);
  for (std::uint64_t i = 1; text.size() < bytes; ++i) {
    text += "word" + std::to_string(i * i % 100'003) + (i % 7 == 0 ? "\n" : " ");
  }
  text.resize(bytes);
  return text;
}

}  // namespace galley
