// SPDX-License-Identifier: Apache-2.0
// planted_archive BYTES [seed=N]: an archive whose duplicates are known, as JSON Lines on the
// standard output, of about BYTES bytes of text; made as it is written, so of any size.
//
// Of 100 paragraphs about 50 are new, 14 exact copies of an earlier one (some with its lines broken
// anew), 14 prints with 1 to 100 letters in a thousand misread, 10 are boilerplate of 200 kinds, 10
// records of one of 50 templates that differ in their numbers, and 2 links of chains A ~ B ~ C in
// which A and C are unlike. Copies are of the last 2^16 new paragraphs or of any: an earlier
// paragraph is made again from its number. "planted" says of each paragraph what it is and of whom.
#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

namespace {

constexpr std::uint64_t kBoilerplates = 200;
constexpr std::uint64_t kTemplates = 50;
constexpr std::uint64_t kParagraphsInDocument = 20;

std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : seed_(seed), random_(seed) {
    for (std::uint64_t i = 0; i < 30'000; ++i) {
      std::mt19937_64 random(mix(i + 77));
      std::string word;
      for (std::uint64_t syllables = 1 + random() % 4; syllables > 0; --syllables) {
        word += "bcdfghklmnprstvw"[random() % 16];
        word += "aeiou"[random() % 5];
        if (random() % 3 == 0) word += "lnrst"[random() % 5];
      }
      words_.push_back(word);
    }
  }

  // The paragraph of a number, always the same.
  [[nodiscard]] std::string paragraph(std::uint64_t number, std::uint64_t least_words) const {
    std::mt19937_64 random(mix(seed_ + mix(number)));
    std::string text;
    for (std::uint64_t words = least_words + random() % 120; words > 0; --words) {
      if (!text.empty()) text += ' ';
      // Frequent words are frequent.
      const std::uint64_t rank = random() % words_.size();
      text += words_[rank * (random() % 1000) / 1000];
    }
    return text + '.';
  }

  // One paragraph more, and what it is.
  std::string next(std::string& what) {
    const std::uint64_t kind = random_() % 100;
    if (new_ == 0 || kind < 50) {
      what = "new";
      return paragraph(kNew + new_++, 20);
    }
    const std::uint64_t back = random_() % 4 == 0 ? new_ : std::min<std::uint64_t>(new_, 1 << 16);
    const std::uint64_t of = new_ - 1 - random_() % back;
    if (kind < 64) {
      what = fmt::format("copy {}", of);
      std::string text = paragraph(kNew + of, 20);
      if (random_() % 2 == 0) text[text.find(' ')] = '\n';
      return text;
    }
    if (kind < 78) {
      const std::uint64_t rates[] = {1, 5, 10, 20, 50, 100};
      const std::uint64_t rate = rates[random_() % 6];
      what = fmt::format("print {} {}", of, rate);
      return misread(paragraph(kNew + of, 20), rate);
    }
    if (kind < 88) {
      const std::uint64_t number = random_() % kBoilerplates;
      what = fmt::format("boilerplate {}", number);
      return misread(paragraph(kBoilerplate + number, 20), random_() % 8 == 0 ? 5 : 0);
    }
    if (kind < 98) {
      const std::uint64_t number = random_() % kTemplates;
      const std::uint64_t record = random_() % 1'000'000;
      what = fmt::format("record {} {}", number, record);
      return fmt::format("No. {} {} on page {}", record, paragraph(kTemplate + number, 30),
                         record % 977);
    }
    const std::uint64_t number = random_() % (1 + new_ / 50);
    const std::uint64_t link = random_() % 3;
    what = fmt::format("chain {} {}", number, link);
    std::string text = paragraph(kChain + number, 60);
    if (link > 0)
      text += ' ' + text.substr(text.size() * 6 / 7) +
              paragraph(kTail + number, 2).substr(0, text.size() / 9);
    if (link > 1) text += ' ' + paragraph(kTail + kChain + number, 70).substr(0, text.size() / 7);
    return text;
  }

 private:
  static constexpr std::uint64_t kNew = std::uint64_t{1} << 40;
  static constexpr std::uint64_t kBoilerplate = std::uint64_t{2} << 40;
  static constexpr std::uint64_t kTemplate = std::uint64_t{3} << 40;
  static constexpr std::uint64_t kChain = std::uint64_t{4} << 40;
  static constexpr std::uint64_t kTail = std::uint64_t{9} << 40;

  // `text` with `rate` letters in a thousand replaced or left out.
  std::string misread(std::string text, std::uint64_t rate) {
    std::string out;
    for (const char c : text) {
      if (c == ' ' || random_() % 1000 >= rate) {
        out += c;
      } else if (random_() % 4 != 0) {
        out += static_cast<char>('a' + random_() % 26);
      }
    }
    return out;
  }

  std::uint64_t seed_;
  std::mt19937_64 random_;
  std::vector<std::string> words_;
  std::uint64_t new_ = 0;
};

void append_escaped(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
}

std::uint64_t number_in(const char* word) {
  std::uint64_t value = 0;
  const std::string_view digits(word);
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: planted_archive BYTES [seed=N]\n");
    return 2;
  }
  const std::uint64_t bytes = number_in(argv[1]);
  const bool has_seed = argc > 2 && std::string_view(argv[2]).starts_with("seed=");
  Maker maker(has_seed ? number_in(argv[2] + 5) : 1);
  std::string line;
  std::uint64_t written = 0;
  for (std::uint64_t document = 0; written < bytes; ++document) {
    line = fmt::format("{{\"id\":\"planted-{}\",\"text\":\"", document);
    std::string planted;
    for (std::uint64_t i = 0; i < kParagraphsInDocument; ++i) {
      std::string what;
      const std::string text = maker.next(what);
      if (i > 0) line += "\\n\\n";
      append_escaped(text, line);
      planted += fmt::format("{}\"{}\"", i > 0 ? "," : "", what);
      written += text.size();
    }
    line += "\",\"planted\":[" + planted + "]}\n";
    if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size()) return 1;
  }
  return 0;
}
