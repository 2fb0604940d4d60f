// SPDX-License-Identifier: Apache-2.0
// Words are runs of letters with their apostrophes, as the profile counts them; a hyphen parts two.
// Left out: numbers, and scripts whose words are neither spaced nor counted in pairs.
#include "repair/doubtful_letters.h"

#include "base/characters.h"
#include "base/utf8.h"
#include "base/word_key.h"

namespace galley {

namespace {

// What was seen once may be the very word in doubt.
constexpr std::uint32_t kLeastCount = 2;

class Doubts {
 public:
  explicit Doubts(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  void add(char32_t code_point) {
    const CharacterClass kind = character_class(code_point);
    if (is_in(kind, kSpacedLetterClasses)) {
      end_ideographs();
      if (apostrophe_waits_) word_.add(U'\'');
      apostrophe_waits_ = false;
      word_.add(code_point);
      ++word_letters_;
    } else if (is_in(kind, kIdeographicClasses)) {
      end_word();
      add_ideograph(code_point);
    } else if (word_letters_ > 0 && !apostrophe_waits_ &&
               (code_point == U'\'' || code_point == 0x2019)) {
      apostrophe_waits_ = true;
    } else {
      end_word();
      end_ideographs();
    }
  }

  std::uint32_t finish() {
    end_word();
    end_ideographs();
    return letters_;
  }

 private:
  [[nodiscard]] bool is_known(std::uint64_t key) const {
    return vocabulary_.count(key) >= kLeastCount;
  }

  void end_word() {
    if (word_letters_ > 0 && !is_known(word_.value())) letters_ += word_letters_;
    word_ = WordKey();
    word_letters_ = 0;
    apostrophe_waits_ = false;
  }

  void add_ideograph(char32_t code_point) {
    if (ideograph_ != 0) {
      const bool known = is_known(pair_key(ideograph_, code_point));
      if (!known && !ideograph_is_known_) ++letters_;
      ideograph_is_known_ = known;
      ideograph_is_alone_ = false;
    } else {
      ideograph_is_known_ = false;
      ideograph_is_alone_ = true;
    }
    ideograph_ = code_point;
  }

  void end_ideographs() {
    // Of one that has no neighbour nothing is known.
    if (ideograph_ != 0 && !ideograph_is_known_ && !ideograph_is_alone_) ++letters_;
    ideograph_ = 0;
  }

  const Vocabulary& vocabulary_;
  WordKey word_;
  std::uint32_t word_letters_ = 0;
  bool apostrophe_waits_ = false;
  char32_t ideograph_ = 0;  // the last one, and whether the pair before it is known
  bool ideograph_is_known_ = false;
  bool ideograph_is_alone_ = false;
  std::uint32_t letters_ = 0;
};

}  // namespace

std::uint32_t doubtful_letters(std::string_view text, const Vocabulary& vocabulary) {
  Doubts doubts(vocabulary);
  for (const char *at = text.data(), *end = at + text.size(); at != end;) {
    doubts.add(next_code_point(at));
  }
  return doubts.finish();
}

}  // namespace galley
