// SPDX-License-Identifier: Apache-2.0
// Folding of plain stretches with AVX2; compiled with -march=x86-64-v3. Eight characters at a time
// are classified, and the letters among them are moved together by a shuffle that a table holds for
// each of the 256 cases. Nothing is loaded behind the text's end.
#include <immintrin.h>

#include <cstring>

#include "base/letters_plain.h"

namespace galley {

namespace {

// kTogether[mask]: the places of the set bits, lowest first.
struct Table {
  unsigned char places[256][8];
};
constexpr Table make_table() {
  Table table{};
  for (unsigned mask = 0; mask < 256; ++mask) {
    unsigned count = 0;
    for (unsigned bit = 0; bit < 8; ++bit) {
      if ((mask >> bit & 1) != 0) table.places[mask][count++] = static_cast<unsigned char>(bit);
    }
  }
  return table;
}
constexpr Table kTogether = make_table();

__m128i shuffle_of(unsigned mask) {
  return _mm_loadl_epi64(reinterpret_cast<const __m128i*>(kTogether.places[mask]));
}

struct Store {
  char32_t* at;
  // The bytes of `letters` that `mask` marks.
  void put_bytes(__m128i letters, unsigned mask) {
    const __m128i together = _mm_shuffle_epi8(letters, shuffle_of(mask));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(at), _mm256_cvtepu8_epi32(together));
    at += _mm_popcnt_u32(mask);
  }
  // The numbers of 32 bits in `letters` that `mask` marks.
  void put_words(__m256i letters, unsigned mask) {
    if (mask == 0xFF) {
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(at), letters);
      at += 8;
      return;
    }
    const __m256i places = _mm256_cvtepu8_epi32(shuffle_of(mask));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(at),
                        _mm256_permutevar8x32_epi32(letters, places));
    at += _mm_popcnt_u32(mask);
  }
};
struct Count {
  std::uint64_t count = 0;
  void put_bytes(__m128i, unsigned mask) { count += static_cast<unsigned>(_mm_popcnt_u32(mask)); }
  void put_words(__m256i, unsigned mask) { count += static_cast<unsigned>(_mm_popcnt_u32(mask)); }
};

// Whether each of 16 bytes of ASCII is a letter or digit; makes them lower case.
__m128i fold_ascii(__m128i& bytes) {
  const auto in = [&bytes](char first, char last) {
    return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(static_cast<char>(first - 1))),
                         _mm_cmplt_epi8(bytes, _mm_set1_epi8(static_cast<char>(last + 1))));
  };
  const __m128i upper = in('A', 'Z');
  bytes = _mm_or_si128(bytes, _mm_and_si128(upper, _mm_set1_epi8(0x20)));
  return _mm_or_si128(in('a', 'z'), in('0', '9'));
}

bool may_be_mark(const char* at, const char* end) {
  return at != end && static_cast<unsigned char>(*at) >= 0xCC;
}

// The first `plain` of 16 bytes, without the one that a mark may follow. Returns where it stopped.
template <class Sink>
const char* put_some_ascii(__m128i bytes, int plain, unsigned letters, const char* at,
                           const char* end, Sink& sink) {
  if (may_be_mark(at + plain, end)) {
    if (plain == 0) return at;
    --plain;
  }
  const unsigned wanted = letters & ((1u << plain) - 1);
  sink.put_bytes(bytes, wanted & 0xFF);
  sink.put_bytes(_mm_unpackhi_epi64(bytes, bytes), wanted >> 8);
  return at + plain;
}

// ASCII, 16 bytes at a time; the last ones in a copy with zeros behind it, which are no letters.
template <class Sink>
const char* put_ascii(const char* at, const char* stop, const char* end, Sink& sink) {
  while (stop - at >= 16) {
    __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const auto others = static_cast<unsigned>(_mm_movemask_epi8(bytes));
    const auto letters = static_cast<unsigned>(_mm_movemask_epi8(fold_ascii(bytes)));
    if (others == 0 && !may_be_mark(at + 16, end)) {
      sink.put_bytes(bytes, letters & 0xFF);
      sink.put_bytes(_mm_unpackhi_epi64(bytes, bytes), letters >> 8);
      at += 16;
      continue;
    }
    return put_some_ascii(bytes, others == 0 ? 16 : __builtin_ctz(others), letters, at, end, sink);
  }
  if (at == stop) return at;
  alignas(16) char tail[16] = {};
  std::memcpy(tail, at, static_cast<std::size_t>(stop - at));
  __m128i bytes = _mm_load_si128(reinterpret_cast<const __m128i*>(tail));
  const auto others = static_cast<unsigned>(_mm_movemask_epi8(bytes));
  const auto letters = static_cast<unsigned>(_mm_movemask_epi8(fold_ascii(bytes)));
  const int plain = others == 0 ? static_cast<int>(stop - at) : __builtin_ctz(others);
  return put_some_ascii(bytes, plain, letters, at, end, sink);
}

__m256i in(__m256i code_points, int first, int last) {
  // Signed comparison will do: code points are below 2^31.
  return _mm256_andnot_si256(_mm256_cmpgt_epi32(_mm256_set1_epi32(first), code_points),
                             _mm256_cmpgt_epi32(_mm256_set1_epi32(last + 1), code_points));
}

unsigned mask_of(__m256i lanes) {
  return static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(lanes)));
}

// Of the eight characters of three bytes at `bytes` those that are plain: how many before the first
// that is not, which of them are letters, and what they are. Each of the ranges below holds letters
// that fold to themselves, or no letters, and no marks.
struct Wide {
  __m256i code_points;
  unsigned letters;
  unsigned plain;
};
[[gnu::always_inline]] inline Wide classify_wide(const char* bytes) {
  const __m256i spread = _mm256_setr_epi8(2, 1, 0, -1, 5, 4, 3, -1, 8, 7, 6, -1, 11, 10, 9, -1,  //
                                          2, 1, 0, -1, 5, 4, 3, -1, 8, 7, 6, -1, 11, 10, 9, -1);
  const __m128i low = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
  const __m128i high = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 12));
  const __m256i triples = _mm256_shuffle_epi8(_mm256_set_m128i(high, low), spread);
  const __m256i three = _mm256_cmpeq_epi32(_mm256_and_si256(triples, _mm256_set1_epi32(0xF0C0C0)),
                                           _mm256_set1_epi32(0xE08080));
  const __m256i code_points = _mm256_or_si256(
      _mm256_or_si256(_mm256_and_si256(_mm256_srli_epi32(triples, 4), _mm256_set1_epi32(0xF000)),
                      _mm256_and_si256(_mm256_srli_epi32(triples, 2), _mm256_set1_epi32(0x0FC0))),
      _mm256_and_si256(triples, _mm256_set1_epi32(0x3F)));
  const __m256i han = in(code_points, 0x4E00, 0x9FA5);
  const unsigned ideographs = mask_of(_mm256_and_si256(three, han));
  if (ideographs == 0xFF) return {code_points, 0xFF, 8};
  const __m256i points = _mm256_or_si256(
      _mm256_or_si256(in(code_points, 0x3000, 0x3003), in(code_points, 0x3008, 0x3020)),
      _mm256_or_si256(in(code_points, 0xFF01, 0xFF0F), in(code_points, 0xFF1A, 0xFF20)));
  // Chinese has no more than these.
  if (mask_of(_mm256_and_si256(three, _mm256_or_si256(han, points))) == 0xFF) {
    return {code_points, ideographs, 8};
  }
  const __m256i kana = _mm256_or_si256(in(code_points, 0x3041, 0x3096),   // Hiragana
                                       in(code_points, 0x30A1, 0x30FA));  // Katakana
  const __m256i hangul = in(code_points, 0xAC00, 0xD7A3);
  const __m256i letters = _mm256_or_si256(_mm256_or_si256(kana, hangul), han);
  const unsigned plain = mask_of(_mm256_and_si256(three, _mm256_or_si256(letters, points)));
  return {code_points, mask_of(letters), static_cast<unsigned>(__builtin_ctz(~plain))};
}

// How many of `plain` characters from `at` on may be taken: those that begin before `stop`, and not
// the last one if a mark may follow it. No mark is among U+4000 to U+9FFF.
std::ptrdiff_t taken_of(unsigned plain, const char* at, const char* stop, const char* end) {
  std::ptrdiff_t taken = plain;
  if (taken * 3 > stop - at) taken = (stop - at) / 3;
  const char* const next = at + 3 * taken;
  const bool mark_may_follow =
      may_be_mark(next, end) && static_cast<unsigned char>(*next) - 0xE4u > 5u;
  return taken > 0 && mark_may_follow ? taken - 1 : taken;
}

// Characters of three bytes, eight at a time: those of East Asian text.
template <class Sink>
const char* put_wide(const char* at, const char* stop, const char* end, Sink& sink) {
  constexpr std::ptrdiff_t kLoaded = 28;
  while (end - at >= kLoaded) {
    const Wide wide = classify_wide(at);
    const std::ptrdiff_t taken = taken_of(wide.plain, at, stop, end);
    sink.put_words(wide.code_points, wide.letters & ((1u << taken) - 1));
    at += 3 * taken;
    if (taken < 7) return at;
  }
  // The last ones are classified in a copy with zeros behind it, which are not plain.
  if (at < stop) {
    char tail[kLoaded] = {};
    std::memcpy(tail, at, static_cast<std::size_t>(end - at));
    const Wide wide = classify_wide(tail);
    const std::ptrdiff_t taken = taken_of(wide.plain, at, stop, end);
    sink.put_words(wide.code_points, wide.letters & ((1u << taken) - 1));
    at += 3 * taken;
  }
  return at;
}

template <class Sink>
const char* put_plain(const char* at, const char* stop, const char* end, Sink& sink) {
  while (at < stop) {
    const char* const begin = at;
    const auto lead = static_cast<unsigned char>(*at);
    if (lead < 0x80) {
      at = put_ascii(at, stop, end, sink);
    } else if (lead >= 0xE3) {
      at = put_wide(at, stop, end, sink);
    }
    if (at == begin) break;
  }
  return at;
}

}  // namespace

const char* fold_plain_v3(const char* at, const char* stop, const char* end, char32_t*& out) {
  Store sink{out};
  at = put_plain(at, stop, end, sink);
  out = sink.at;
  return at;
}

const char* count_plain_v3(const char* at, const char* stop, const char* end,
                           std::uint64_t& count) {
  Count sink;
  at = put_plain(at, stop, end, sink);
  count += sink.count;
  return at;
}

}  // namespace galley
