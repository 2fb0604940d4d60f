// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_TESTS_DEDUP_LISTED_TEXTS_H_
#define GALLEY_TESTS_DEDUP_LISTED_TEXTS_H_

#include <span>
#include <string>
#include <string_view>

#include "dedup/paragraph_texts.h"

namespace galley {

/// Texts whose ords are their places in a list, which must outlive this.
class ListedTexts final : public ParagraphTexts {
 public:
  explicit ListedTexts(std::span<const std::string> texts) : texts_(texts) {}
  [[nodiscard]] Result<std::string_view> text(std::uint64_t ord, std::string&) const override {
    return texts_[ord];
  }

 private:
  std::span<const std::string> texts_;
};

}  // namespace galley

#endif  // GALLEY_TESTS_DEDUP_LISTED_TEXTS_H_
