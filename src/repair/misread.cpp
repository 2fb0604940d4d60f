// SPDX-License-Identifier: Apache-2.0
#include "repair/misread.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "base/builtin_words.h"
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
constexpr std::size_t kMostPrinted = 8;  // of one letter

// So many are asked for that some share a key with what is frequent: a word is what has a name.
bool is_word(std::uint64_t key) {
  static const std::vector<std::uint64_t> keys = [] {
    std::vector<std::uint64_t> all;
    for_each_builtin_word([&](std::string_view word, unsigned) {
      if (word.size() >= kLeastWordLetters) all.push_back(word_key(word));
    });
    std::ranges::sort(all);
    return all;
  }();
  return std::ranges::binary_search(keys, key);
}

}  // namespace

std::uint32_t count_if_misread(std::string_view first, std::string_view second,
                               const Vocabulary& vocabulary) {
  const std::size_t size = first.size() + second.size();
  if (size < kLeastWordLetters || size > kMostLetters) return 0;
  std::array<unsigned char, kMostLetters> word{};
  std::size_t at = 0;
  for (const std::string_view half : {first, second}) {
    for (const char c : half) {
      const auto folded = static_cast<unsigned char>(c | 0x20);
      if (folded < 'a' || folded > 'z') return 0;
      word[at++] = folded;
    }
  }
  std::array<std::uint64_t, kMostLetters * kMostPrinted> keys;
  std::size_t asked = 0;
  WordKey before;
  for (std::size_t i = 0; i < size; ++i) {
    for (const char printed : kPrinted[word[i] - std::size_t{'a'}]) {
      WordKey key = before;
      key.add_folded(static_cast<unsigned char>(printed));
      for (std::size_t behind = i + 1; behind < size; ++behind) key.add_folded(word[behind]);
      vocabulary.prefetch(keys[asked++] = key.value());
    }
    before.add_folded(word[i]);
  }
  std::uint32_t most = 0;
  for (std::size_t i = 0; i < asked; ++i) {
    const std::uint32_t count = vocabulary.count(keys[i]);
    if (count > most && is_word(keys[i])) most = count;
  }
  return most;
}

}  // namespace galley
