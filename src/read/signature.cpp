// SPDX-License-Identifier: Apache-2.0
// The signatures are those of the formats' own specifications. Left out are formats whose signature
// text may begin with ("BM", "MZ", "PAR1"): the NUL bytes in them give them away.
#include "read/signature.h"

#include <algorithm>
#include <cstdint>

namespace galley {

using std::string_view_literals::operator""sv;

namespace {

struct Signature {
  std::size_t offset;
  std::string_view bytes;
  BinaryFormat format;
};

constexpr std::string_view kUnpack = "unpack it and name the folder instead";
constexpr std::string_view kUnpackOnce = "decompress it once by hand and name the result instead";
constexpr std::string_view kRecognise = "put it through a program that reads text in images (OCR)";
constexpr std::string_view kExport = "save it as plain text in UTF-8";
constexpr std::string_view kLeaveOut = "leave it out";

constexpr Signature kSignatures[] = {
    {0, "%PDF-"sv, {"a PDF file", "take its text out first, with pdftotext for instance"}},
    {0, "PK\x03\x04"sv, {"a zip archive", kUnpack}},
    {0, "PK\x05\x06"sv, {"a zip archive", kUnpack}},
    {257, "ustar"sv, {"a tar archive", kUnpack}},
    {0, "7z\xBC\xAF\x27\x1C"sv, {"a 7z archive", kUnpack}},
    {0, "Rar!\x1A\x07"sv, {"a rar archive", kUnpack}},
    {0, "\x1F\x8B\x08"sv, {"gzip data", kUnpackOnce}},
    {0,
     "\xFD"
     "7zXZ\0"sv,
     {"xz data", kUnpackOnce}},
    {0, "\x28\xB5\x2F\xFD"sv, {"zstd data", kUnpackOnce}},
    {0, "\x04\x22\x4D\x18"sv, {"lz4 data", kUnpackOnce}},
    {0, "LZIP\x01"sv, {"lzip data", kUnpackOnce}},
    {0, "\x1F\x9D\x90"sv, {"compress (.Z) data", kUnpackOnce}},
    {0, "\x89PNG\r\n\x1A\n"sv, {"a PNG image", kRecognise}},
    {0, "\xFF\xD8\xFF"sv, {"a JPEG image", kRecognise}},
    {0, "GIF87a"sv, {"a GIF image", kRecognise}},
    {0, "GIF89a"sv, {"a GIF image", kRecognise}},
    {0, "II*\0"sv, {"a TIFF image", kRecognise}},
    {0, "MM\0*"sv, {"a TIFF image", kRecognise}},
    {0, "AT&TFORM"sv, {"a DjVu file", "take its text out first, with djvutxt for instance"}},
    {0, "\0\0\0\x0CjP  "sv, {"a JPEG 2000 image", kRecognise}},
    {8, "WEBPVP8"sv, {"a WebP image", kRecognise}},
    {0, "{\\rtf1"sv, {"an RTF document", kExport}},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, {"an Office document", kExport}},
    {0, "SQLite format 3\0"sv, {"an SQLite database", "export its text as JSON Lines"}},
    {0, "ARROW1\0\0"sv, {"an Arrow file", "export its text as JSON Lines"}},
    {0, "PAR1\x15"sv, {"a Parquet file", "export its text as JSON Lines"}},
    {0,
     "\x7F"
     "ELF"sv,
     {"a program", kLeaveOut}},
    {0, "\xCA\xFE\xBA\xBE"sv, {"a program", kLeaveOut}},
    {0, "\xCF\xFA\xED\xFE"sv, {"a program", kLeaveOut}},
    {0, "OggS\0"sv, {"a sound file", kLeaveOut}},
    {0, "fLaC\0"sv, {"a sound file", kLeaveOut}},
    {4, "ftyp"sv, {"a film or picture", kLeaveOut}},
};

bool stands_at(std::string_view beginning, std::size_t offset, std::string_view bytes) {
  return beginning.size() >= offset + bytes.size() &&
         beginning.substr(offset, bytes.size()) == bytes;
}

// "BZh", a level, then the first block's mark or, in an empty file, the end's.
bool is_bzip2(std::string_view beginning) {
  return beginning.size() >= 10 && beginning.starts_with("BZh") && beginning[3] >= '1' &&
         beginning[3] <= '9' &&
         (stands_at(beginning, 4, "\x31\x41\x59\x26\x53\x59"sv) ||
          stands_at(beginning, 4, "\x17\x72\x45\x38\x50\x90"sv));
}

// A skippable frame (RFC 8878) may come first: seekable files and pzstd write them.
bool is_skippable_zstd(std::string_view beginning) {
  return beginning.size() >= 8 && (static_cast<unsigned char>(beginning[0]) & 0xF0) == 0x50 &&
         stands_at(beginning, 1, "\x2A\x4D\x18"sv);
}

}  // namespace

Compression compression_of(std::string_view beginning) {
  if (beginning.starts_with("\x28\xB5\x2F\xFD"sv) || is_skippable_zstd(beginning))
    return Compression::kZstd;
  if (beginning.starts_with("\x1F\x8B\x08"sv)) return Compression::kGzip;
  if (beginning.starts_with("\xFD"
                            "7zXZ\0"sv))
    return Compression::kXz;
  if (is_bzip2(beginning)) return Compression::kBzip2;
  return Compression::kNone;
}

std::optional<BinaryFormat> binary_format_of(std::string_view beginning) {
  for (const Signature& signature : kSignatures) {
    if (stands_at(beginning, signature.offset, signature.bytes)) return signature.format;
  }
  if (is_bzip2(beginning)) return BinaryFormat{"bzip2 data", kUnpackOnce};
  if (is_skippable_zstd(beginning)) return BinaryFormat{"zstd data", kUnpackOnce};
  return std::nullopt;
}

bool looks_binary(std::string_view bytes) {
  if (bytes.find('\0') != std::string_view::npos) return true;
  // Tab to carriage return, escape (terminal colours) and the end mark of DOS occur in text.
  const auto is_control = [](char byte) -> std::uint8_t {
    const unsigned value = static_cast<unsigned char>(byte);
    return static_cast<std::uint8_t>(value < 0x20) & static_cast<std::uint8_t>(value - 0x08 > 5u) &
           static_cast<std::uint8_t>(value - 0x1A > 1u);
  };
  std::size_t controls = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    // Few enough for a count of one byte, which makes the loop a vector's.
    const std::size_t stop = std::min<std::size_t>(at + 240, bytes.size());
    std::uint8_t some = 0;
    for (; at < stop; ++at) some = static_cast<std::uint8_t>(some + is_control(bytes[at]));
    controls += some;
  }
  // Evenly spread bytes have one in eleven of these, the worst dumps of text one in hundreds.
  return controls >= 4 && controls * 20 > bytes.size();
}

}  // namespace galley
