// SPDX-License-Identifier: Apache-2.0
// The loop of mojibake_screen.h, to be compiled for several instruction sets: everything in it is
// local to the file that includes it, or a processor might be given another's code.
//
// What is counted in a block, and what it betrays:
//   - U+00C2 to U+00F4 followed by a sign or letter that Windows-1252 or Latin-1 has where UTF-8
//   has
//     the rest of a character: UTF-8 read as Windows-1252. One suffices. The like of it for
//     Windows-1250 (U+0102, U+0139) and Windows-1251 (a Cyrillic capital and a sign).
//   - characters of U+0080 to U+00FF close together: a legacy encoding read as Latin-1.
//   - Cyrillic capital Er and Es close together: UTF-8 read as Windows-1251.
//   - Han characters with the radical for metal close together: UTF-8 read as GBK, or as Big5. With
//   the
//     radical for thread: Japanese UTF-8 read as Shift_JIS. With that for clothes: Cyrillic as GBK.
//   - a Han character between small Latin letters: a Latin letter of UTF-8 read as GBK or the like.
#ifndef GALLEY_DECODE_MOJIBAKE_SCREEN_LOOP_H_
#define GALLEY_DECODE_MOJIBAKE_SCREEN_LOOP_H_

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "decode/mojibake_screen.h"

namespace galley {
namespace {

constexpr std::size_t kLookAhead = 5;

// All bits or none, without a branch: branches keep loops from becoming vectors.
constexpr std::uint8_t within(std::uint8_t byte, std::uint8_t low, std::uint8_t high) {
  return static_cast<std::uint8_t>(byte - low) <= static_cast<std::uint8_t>(high - low) ? 0xFF : 0;
}
constexpr std::uint8_t is(std::uint8_t byte, std::uint8_t value) {
  return byte == value ? 0xFF : 0;
}

// The same as 1 and 0, for counting.
constexpr std::uint8_t one_within(std::uint8_t byte, std::uint8_t low, std::uint8_t high) {
  return static_cast<std::uint8_t>(byte - low) <= static_cast<std::uint8_t>(high - low);
}
constexpr std::uint8_t one_if(std::uint8_t byte, std::uint8_t value) {
  return byte == value;
}

// Bytes that are looked at roughly, at once: reducing a vector costs as much as filling it.
constexpr std::size_t kStrideBytes = 256;

template <std::size_t kBytes>
[[maybe_unused]] bool are_ascii(const unsigned char* bytes) {
  std::uint64_t any = 0;
  for (std::size_t index = 0; index < kBytes; index += 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes + index, sizeof word);
    any |= word;
  }
  return (any & 0x8080808080808080u) == 0;
}

// How often characters stand in a stretch that text seldom has close together.
struct Crowds {
  std::uint8_t latin = 0;     // U+0080 to U+00FF
  std::uint8_t cyrillic = 0;  // capital Er and Es
  std::uint8_t metals = 0;    // U+9200 to U+953F, mostly characters with the radical for metal
  std::uint8_t threads = 0;   // U+7E00 to U+7EBF, with the radical for thread
  std::uint8_t clothes = 0;   // U+8880 to U+897F, with the radical for clothes
};

// REQUIRES: valid UTF-8, so that no count passes 255; one byte more than kBytes.
template <std::size_t kBytes>
[[maybe_unused]] Crowds count_crowds(const unsigned char* bytes) {
  Crowds crowds;
  for (std::size_t index = 0; index < kBytes; ++index) {
    const std::uint8_t first = bytes[index];
    const std::uint8_t second = bytes[index + 1];
    crowds.latin = static_cast<std::uint8_t>(crowds.latin + one_within(first, 0xC2, 0xC3));
    crowds.cyrillic = static_cast<std::uint8_t>(
        crowds.cyrillic + (one_if(first, 0xD0) & one_within(second, 0xA0, 0xA1)));
    crowds.metals = static_cast<std::uint8_t>(
        crowds.metals + (one_if(first, 0xE9) & one_within(second, 0x88, 0x94)));
    crowds.threads = static_cast<std::uint8_t>(
        crowds.threads + (one_if(first, 0xE7) & one_within(second, 0xB8, 0xBA)));
    crowds.clothes = static_cast<std::uint8_t>(
        crowds.clothes + (one_if(first, 0xE8) & one_within(second, 0xA2, 0xA5)));
  }
  return crowds;
}

// Whether has_misread_pair() may find something: all that it finds, and a little more.
template <std::size_t kBytes>
[[maybe_unused]] bool may_have_misread_pair(const unsigned char* bytes) {
  std::uint8_t any = 0;
  for (std::size_t index = 0; index < kBytes; ++index) {
    const std::uint8_t first = bytes[index];
    const std::uint8_t third = bytes[index + 2];
    const std::uint8_t misread =
        static_cast<std::uint8_t>((within(first, 0xC3, 0xC4) | is(first, 0xD0)) &
                                  (within(third, 0xC2, 0xCB) | is(third, 0xE2)));
    const std::uint8_t inside =
        static_cast<std::uint8_t>(within(first, 'a', 'z') & within(bytes[index + 1], 0xE4, 0xE9));
    any = static_cast<std::uint8_t>(any | misread | inside);
  }
  return any != 0;
}

// Whether some block of the stride may be suspicious. Text around a crowd may hide it here.
// REQUIRES: kStrideBytes + kLookAhead bytes.
[[maybe_unused]] bool may_be_suspicious(const unsigned char* bytes) {
  if (may_have_misread_pair<kStrideBytes>(bytes)) return true;
  const Crowds crowds = count_crowds<kStrideBytes>(bytes);
  return crowds.latin >= 18 || crowds.cyrillic >= 8 || crowds.metals >= 3 || crowds.threads >= 3 ||
         crowds.clothes >= 4;
}

// Whether one stretch of UTF-8 read as a code page of single bytes, or a Latin letter read as a Han
// character, begins in the block. REQUIRES: kScreenBytes + kLookAhead bytes.
[[maybe_unused]] bool has_misread_pair(const unsigned char* bytes) {
  // Where a character begins that Windows-1252 has at 80 to BF.
  std::uint8_t rest[kScreenBytes + kLookAhead];
  for (std::size_t index = 0; index < kScreenBytes + kLookAhead; ++index) {
    const std::uint8_t byte = bytes[index];
    rest[index] = static_cast<std::uint8_t>(is(byte, 0xC2) | within(byte, 0xC5, 0xC6) |
                                            is(byte, 0xCB) | is(byte, 0xE2));
  }
  std::uint8_t any = 0;
  for (std::size_t index = 0; index < kScreenBytes; ++index) {
    const std::uint8_t first = bytes[index];
    const std::uint8_t second = bytes[index + 1];
    const std::uint8_t third = bytes[index + 2];
    // Of a character of two bytes: a capital or U+00DF, and one that may be the rest. Of three or
    // four: a small letter, and two that may be; the one in between has two bytes, or three if it
    // begins with E2.
    const std::uint8_t long_rest = is(third, 0xE2);
    const std::uint8_t next =
        static_cast<std::uint8_t>((long_rest & rest[index + 5]) | (~long_rest & rest[index + 4]));
    const std::uint8_t lead =
        static_cast<std::uint8_t>(within(second, 0x82, 0x9F) | (within(second, 0xA0, 0xB4) & next));
    const std::uint8_t western =
        static_cast<std::uint8_t>(is(first, 0xC3) & lead & rest[index + 2]);
    const std::uint8_t central =
        static_cast<std::uint8_t>(is(first, 0xC4) & (is(second, 0x82) | is(second, 0xB9)) &
                                  (rest[index + 2] | within(third, 0xC3, 0xC4)));
    const std::uint8_t slavic =
        static_cast<std::uint8_t>(is(first, 0xD0) & within(second, 0x90, 0xAF) & is(third, 0xC2));
    const std::uint8_t inside = static_cast<std::uint8_t>(
        within(first, 'a', 'z') & within(second, 0xE4, 0xE9) & within(bytes[index + 4], 'a', 'z'));
    any = static_cast<std::uint8_t>(any | western | central | slavic | inside);
  }
  return any != 0;
}

// Whether characters crowd in the block that text seldom has so close together.
[[maybe_unused]] bool is_crowded(const unsigned char* bytes) {
  const Crowds crowds = count_crowds<kScreenBytes>(bytes);
  return crowds.latin >= 14 || crowds.cyrillic >= 7 || crowds.metals >= 3 || crowds.threads >= 3 ||
         crowds.clothes >= 4;
}

[[maybe_unused]] bool is_suspicious_block(const unsigned char* bytes) {
  // A small letter at the block's end counts with the Han character behind it.
  if (are_ascii<kScreenBytes>(bytes) && bytes[kScreenBytes] < 0x80) return false;
  if (may_have_misread_pair<kScreenBytes>(bytes) && has_misread_pair(bytes)) return true;
  return is_crowded(bytes);
}

[[maybe_unused]] std::size_t screen(std::string_view text, std::size_t from) {
  const auto* const bytes = reinterpret_cast<const unsigned char*>(text.data());
  for (std::size_t at = from / kScreenBytes * kScreenBytes; at < text.size();) {
    const std::size_t left = text.size() - at;
    if (at % kStrideBytes == 0 && left >= kStrideBytes + kLookAhead &&
        (are_ascii<kStrideBytes>(bytes + at) || !may_be_suspicious(bytes + at))) {
      at += kStrideBytes;
      continue;
    }
    unsigned char last[kScreenBytes + kLookAhead] = {};
    const unsigned char* block = bytes + at;
    if (left < sizeof last) {
      std::memcpy(last, block, left);
      block = last;
    }
    if (is_suspicious_block(block)) return at;
    at += kScreenBytes;
  }
  return text.size();
}

}  // namespace
}  // namespace galley

#endif  // GALLEY_DECODE_MOJIBAKE_SCREEN_LOOP_H_
