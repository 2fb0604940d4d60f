// SPDX-License-Identifier: Apache-2.0
// Almost every code point folds by itself, so a table lookup a character is enough. Only combining
// marks depend on what stands before them: a stretch of a character and the marks behind it goes
// through ICU's normalizer, unless it is one character with one mark that never composes (Thai tone
// marks, Arabic vowels), which the table folds rightly too. Plain stretches, which most texts are
// made of, are folded many characters at a time where the processor can (base/letters_v3.cpp).
#include "base/letters.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/check.h"
#include "base/cpu.h"
#include "base/letters_plain.h"
#include "base/letters_table.h"
#include "base/utf8.h"

namespace galley {

char32_t* LetterBuffer::reserve_more(std::size_t more) {
  if (size_ + more > capacity_) {
    const std::size_t capacity = std::max(size_ + more, capacity_ + capacity_ / 2);
    auto grown = std::make_unique_for_overwrite<char32_t[]>(capacity);
    std::copy_n(data_.get(), size_, grown.get());
    data_ = std::move(grown);
    capacity_ = capacity;
  }
  return data_.get() + size_;
}

namespace {

// For ASCII: the letter, or 0.
constexpr auto kAsciiLetters = [] {
  std::array<std::uint8_t, 128> letters{};
  for (unsigned c = '0'; c <= '9'; ++c) letters[c] = static_cast<std::uint8_t>(c);
  for (unsigned c = 'a'; c <= 'z'; ++c) letters[c] = static_cast<std::uint8_t>(c);
  for (unsigned c = 'A'; c <= 'Z'; ++c) letters[c] = static_cast<std::uint8_t>(c - 'A' + 'a');
  return letters;
}();

// The most letters that a byte of text may fold to: U+FDFA has 18 in 3 bytes.
constexpr std::size_t kMostLettersPerByte = 6;

// Hostile text may stack marks without end: a longer stretch is composed piece by piece.
constexpr std::ptrdiff_t kMostMarkBytes = 4096;

bool has_context(const char* at, const char* end, std::uint16_t flags) {
  if (at == end || static_cast<unsigned char>(*at) < 0xCC) return false;  // first mark is U+0300
  const char* reader = at;
  return (letter_entry(next_code_point(reader)) & flags) != 0;
}

// Sinks: one keeps the letters, the other counts them.
struct Store {
  char32_t* at;
  void put(char32_t letter) { *at++ = letter; }
  void put(const char32_t* letters, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) *at++ = letters[i];
  }
};
struct Count {
  std::uint64_t count = 0;
  void put(char32_t) { ++count; }
  void put(const char32_t*, std::size_t letters) { count += letters; }
};

template <class Sink>
void put_entry(std::uint16_t entry, char32_t code_point, Sink& sink) {
  const unsigned index = entry & static_cast<unsigned>(~kLetterContext);
  if (index == 1) {
    sink.put(code_point);
  } else if (index > 1) {
    const std::uint16_t begin = kLetterSequenceBegins[index - 2];
    sink.put(kLetterSequences + begin, kLetterSequenceBegins[index - 1] - std::size_t{begin});
  }
}

// A character and the marks behind it, in canonical order and composed.
template <class Sink>
void put_composed(std::string_view stretch, Sink& sink) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  GALLEY_CHECK(U_SUCCESS(status));
  icu::UnicodeString text = nfkc->normalize(
      icu::UnicodeString::fromUTF8({stretch.data(), static_cast<int32_t>(stretch.size())}), status);
  GALLEY_CHECK(U_SUCCESS(status));
  text.foldCase();
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 letter = text.char32At(i);
    if ((U_GET_GC_MASK(letter) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0) {
      sink.put(static_cast<char32_t>(letter));
    }
  }
}

// Folds the character at `at` together with the marks behind it and returns where they end.
template <class Sink>
const char* fold_character(const char* at, const char* end, Sink& sink) {
  const char* const begin = at;
  const char32_t code_point = next_code_point(at);
  const std::uint16_t entry = code_point < 128 ? std::uint16_t{0} : letter_entry(code_point);
  if (!has_context(at, end, kLetterContext)) {
    if (code_point < 128) {
      if (kAsciiLetters[code_point] != 0) sink.put(char32_t{kAsciiLetters[code_point]});
    } else {
      put_entry(entry, code_point, sink);
    }
    return at;
  }
  const char* stop = at;
  const char32_t mark = next_code_point(stop);
  const std::uint16_t mark_entry = letter_entry(mark);
  // What folds to more than itself may end in marks of its own, which the new one could pass.
  const bool alone = (code_point < 128 || entry == 1) && !has_context(stop, end, kLetterContext);
  if (alone && (mark_entry & kLetterComposes) == 0) {
    if (code_point < 128) {
      if (kAsciiLetters[code_point] != 0) sink.put(char32_t{kAsciiLetters[code_point]});
    } else {
      put_entry(entry, code_point, sink);
    }
    put_entry(mark_entry, mark, sink);
    return stop;
  }
  while (has_context(stop, end, kLetterContext) && stop - begin < kMostMarkBytes)
    stop += utf8_bytes(*stop);
  put_composed({begin, static_cast<std::size_t>(stop - begin)}, sink);
  return stop;
}

template <class Sink>
const char* put_ascii(const char* at, const char* stop, const char* end, Sink& sink) {
  while (at != stop) {
    const auto byte = static_cast<unsigned char>(*at);
    if (byte >= 128) break;
    if (at + 1 != end && static_cast<unsigned char>(at[1]) >= 0xCC) break;
    if (kAsciiLetters[byte] != 0) sink.put(char32_t{kAsciiLetters[byte]});
    ++at;
  }
  return at;
}

const char* fold_ascii(const char* at, const char* stop, const char* end, char32_t*& out) {
  Store sink{out};
  at = put_ascii(at, stop, end, sink);
  out = sink.at;
  return at;
}

const char* count_ascii(const char* at, const char* stop, const char* end, std::uint64_t& count) {
  Count sink;
  at = put_ascii(at, stop, end, sink);
  count += sink.count;
  return at;
}

FoldPlain fold_plain() {
#if defined(__x86_64__)
  if (vector_level() >= VectorLevel::kV3) return fold_plain_v3;
#endif
  return fold_ascii;
}

CountPlain count_plain() {
#if defined(__x86_64__)
  if (vector_level() >= VectorLevel::kV3) return count_plain_v3;
#endif
  return count_ascii;
}

}  // namespace

void append_letters(std::string_view text, LetterBuffer& out) {
  const char* at = text.data();
  const char* const end = at + text.size();
  constexpr std::ptrdiff_t kStep = 8192;
  static const FoldPlain fold = fold_plain();
  while (at != end) {
    // Room is made for the worst of one step, so no letter needs a check of its own. The stretch of
    // marks that may run past the step is bounded by fold_character's own limit.
    const char* const step_end = end - at > kStep ? at + kStep : end;
    const std::ptrdiff_t most_bytes = std::min(end - at, kStep + kMostMarkBytes + 8);
    char32_t* const begin = out.reserve_more(
        static_cast<std::size_t>(most_bytes) * kMostLettersPerByte + kPlainOverrun);
    Store sink{begin};
    while (at < step_end) {
      at = fold(at, step_end, end, sink.at);
      if (at < step_end) at = fold_character(at, end, sink);
    }
    out.commit(static_cast<std::size_t>(sink.at - begin));
  }
}

bool begins_with_mark(std::string_view text) {
  return has_context(text.data(), text.data() + text.size(), kLetterContext);
}

std::uint64_t count_letters(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  Count sink;
  static const CountPlain count = count_plain();
  while (at < end) {
    at = count(at, end, end, sink.count);
    if (at < end) at = fold_character(at, end, sink);
  }
  return sink.count;
}

}  // namespace galley
