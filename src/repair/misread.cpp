// SPDX-License-Identifier: Apache-2.0
#include "repair/misread.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "base/builtin_words.h"
#include "base/hash.h"
#include "base/word_key.h"

namespace galley {

namespace {

// For each letter from a to z those that recognition makes it of, by tools/train/misread_letters.py
// from chronam-1916 (public domain): 60 pairs, six in ten of the letters that it misread there.
constexpr std::array<std::string_view, 26> kPrinted = {
    "sendou", "s",   "ego", "", "csog",  "e",   "",      "bs",  "rsleatnd", "y", "e", "itrfd", "",
    "aphusm", "eca", "ge",  "", "ecnsd", "aeg", "resfi", "ane", "y",        "",  "",  "",      ""};

constexpr std::size_t kLeastWordLetters = 6;
constexpr std::size_t kMostLetters = 20;

// The letters of a word from a to z, case apart; none where it has others.
struct Letters {
  std::array<std::uint8_t, kMostLetters> letters{};  // from 0
  std::size_t size = 0;

  bool add(std::string_view part) {
    if (part.size() > kMostLetters - size) return false;
    for (const char c : part) {
      const unsigned letter = (static_cast<unsigned char>(c) | 0x20u) - 'a';
      if (letter >= 26) return false;
      letters[size++] = static_cast<std::uint8_t>(letter);
    }
    return true;
  }
};

// One sign for each letter in each place. The sum of a word's (exclusive or) changes with one
// letter by two of them, however long the word is.
constexpr auto kPlaceSigns = [] {
  std::array<std::array<std::uint32_t, 26>, kMostLetters> signs{};
  std::uint64_t number = 0;
  for (auto& place : signs) {
    for (std::uint32_t& sign : place) sign = static_cast<std::uint32_t>(mix64(++number) >> 32);
  }
  return signs;
}();

std::uint32_t sum_of(const Letters& word) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < word.size; ++i) sum ^= kPlaceSigns[i][word.letters[i]];
  return sum;
}

// The built-in words. So many are asked for that some share a key with what is frequent: a word is
// what has a name.
class NamedWords {
 public:
  NamedWords() : sums_(std::size_t{1} << (kSumBits - 6)) {
    for_each_builtin_word([&](std::string_view word, unsigned) {
      Letters letters;
      if (word.size() < kLeastWordLetters || !letters.add(word)) return;
      const std::uint32_t sum = sum_of(letters) >> kShift;
      sums_[sum / 64] |= std::uint64_t{1} << (sum % 64);
      keys_.push_back(word_key(word));
    });
    std::ranges::sort(keys_);
  }

  // False for most of what is none.
  [[nodiscard]] bool may_have(std::uint32_t sum) const {
    sum >>= kShift;
    return (sums_[sum / 64] >> (sum % 64) & 1) != 0;
  }
  [[nodiscard]] bool has(std::uint64_t key) const { return std::ranges::binary_search(keys_, key); }

 private:
  static constexpr unsigned kSumBits = 20;  // 128 KiB; one in forty is set
  static constexpr unsigned kShift = 32 - kSumBits;

  std::vector<std::uint64_t> sums_;
  std::vector<std::uint64_t> keys_;
};

std::uint64_t key_of(const Letters& word) {
  WordKey key;
  for (std::size_t i = 0; i < word.size; ++i) key.add_folded(U'a' + word.letters[i]);
  return key.value();
}

}  // namespace

std::uint32_t count_if_misread(std::string_view first, std::string_view second,
                               const Vocabulary& vocabulary) {
  static const NamedWords words;
  Letters word;
  if (!word.add(first) || !word.add(second) || word.size < kLeastWordLetters) return 0;
  const std::uint32_t sum = sum_of(word);
  std::uint32_t most = 0;
  for (std::size_t i = 0; i < word.size; ++i) {
    const std::uint8_t read = word.letters[i];
    for (const char c : kPrinted[read]) {
      const auto printed = static_cast<std::uint8_t>(c - 'a');
      if (!words.may_have(sum ^ kPlaceSigns[i][read] ^ kPlaceSigns[i][printed])) continue;
      word.letters[i] = printed;
      const std::uint64_t key = key_of(word);
      if (words.has(key)) most = std::max(most, vocabulary.count(key));
    }
    word.letters[i] = read;
  }
  return most;
}

}  // namespace galley
