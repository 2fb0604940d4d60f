// SPDX-License-Identifier: Apache-2.0
// Paragraphs of made-up words with copies of each other among them, some changed a little.
#ifndef GALLEY_TESTS_DEDUP_NOISY_COPIES_H_
#define GALLEY_TESTS_DEDUP_NOISY_COPIES_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace galley {

class NoisyCopies {
 public:
  explicit NoisyCopies(std::uint64_t seed) : random_(seed) {}

  std::string paragraph(std::size_t words) {
    std::string text;
    for (std::size_t i = 0; i < words; ++i) {
      if (i > 0) text += ' ';
      if (random_() % 12 == 0) {
        text += std::to_string(random_() % 500);
        continue;
      }
      for (std::size_t letters = 2 + random_() % 8; letters > 0; --letters) {
        text += static_cast<char>('a' + random_() % 26);
      }
    }
    return text;
  }

  /// `text` with `changes` of its characters made into others, or left out.
  std::string changed(std::string text, std::size_t changes) {
    for (; changes > 0 && !text.empty(); --changes) {
      const std::size_t at = random_() % text.size();
      if (random_() % 3 == 0) {
        text.erase(at, 1);
      } else {
        text[at] = static_cast<char>('a' + random_() % 26);
      }
    }
    return text;
  }

  /// Paragraphs of 1 to 60 words, of which two in three are made from an earlier one.
  std::vector<std::string> paragraphs(std::size_t count) {
    std::vector<std::string> all;
    while (all.size() < count) {
      if (all.empty() || random_() % 3 == 0) {
        all.push_back(paragraph(1 + random_() % 60));
        continue;
      }
      const std::string& from = all[random_() % all.size()];
      all.push_back(changed(from, random_() % 2 == 0 ? 0 : random_() % (1 + from.size() / 30)));
    }
    return all;
  }

  std::mt19937_64& random() { return random_; }

 private:
  std::mt19937_64 random_;
};

}  // namespace galley

#endif  // GALLEY_TESTS_DEDUP_NOISY_COPIES_H_
