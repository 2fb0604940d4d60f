// SPDX-License-Identifier: Apache-2.0
// The seam is read with a few characters of either side. Beyond those a word boundary hardly
// depends on what stands there.
#include "repair/dictionary.h"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include "base/utf8.h"

namespace galley {

namespace {

constexpr int kContext = 12;  // characters of either side

icu::UnicodeString to_utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string_view last_characters(std::string_view text) {
  const char* at = text.data() + text.size();
  for (int i = 0; i < kContext && at != text.data(); ++i) (void)previous_code_point(at);
  return text.substr(static_cast<std::size_t>(at - text.data()));
}

std::string_view first_characters(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  for (int i = 0; i < kContext && at != end; ++i) (void)next_code_point(at);
  return text.substr(0, static_cast<std::size_t>(at - text.data()));
}

}  // namespace

class Dictionary::Words {
 public:
  Words() {
    UErrorCode status = U_ZERO_ERROR;
    iterator_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getChinese(), status));
    if (U_FAILURE(status)) iterator_.reset();
  }

  [[nodiscard]] bool is_word_split(const icu::UnicodeString& before,
                                   const icu::UnicodeString& behind) {
    if (!iterator_ || before.isEmpty() || behind.isEmpty()) return false;
    const icu::UnicodeString both = before + behind;
    iterator_->setText(both);
    const std::int32_t seam = before.length();
    if (iterator_->isBoundary(seam) || iterator_->preceding(seam) != seam - 1) return false;
    iterator_->setText(before);
    if (iterator_->preceding(seam) != seam - 1) return false;
    iterator_->setText(behind);
    return iterator_->following(0) == 1;
  }

 private:
  std::unique_ptr<icu::BreakIterator> iterator_;
};

Dictionary::Dictionary() = default;
Dictionary::~Dictionary() = default;
Dictionary::Dictionary(Dictionary&&) noexcept = default;
Dictionary& Dictionary::operator=(Dictionary&&) noexcept = default;

bool Dictionary::is_word_split(std::string_view before, std::string_view behind) {
  if (!words_) words_ = std::make_unique<Words>();
  return words_->is_word_split(to_utf16(last_characters(before)),
                               to_utf16(first_characters(behind)));
}

}  // namespace galley
