// SPDX-License-Identifier: Apache-2.0
// Two sentences of one paragraph hardly begin with the same four or five words, both at the
// beginning of a line; two entries of a list of notices do. Lines that are the same to their end
// are left alone: a model that repeats itself writes those.
#include "repair/forms.h"

#include <algorithm>
#include <cstring>

namespace galley {

namespace {

constexpr std::size_t kLinesBack = 16;
constexpr std::size_t kLeastBytes = 20;

std::string_view content(const PageView& page, std::size_t index) {
  const Line& line = page.lines[index];
  return page.text.substr(line.begin, line.end - line.begin);
}

std::uint64_t eight_bytes(std::string_view text) {
  std::uint64_t bytes;
  std::memcpy(&bytes, text.data(), sizeof bytes);
  return bytes;
}

}  // namespace

bool begins_alike(const PageView& page, std::size_t index, std::span<const Break> breaks) {
  if (end_rank(page.lines[index].end_class) < end_rank(CharacterClass::kStop)) return false;
  const std::string_view next = content(page, index + 1);
  if (next.size() < kLeastBytes) return false;
  const std::string_view form = next.substr(0, kLeastBytes);
  const std::uint64_t first_bytes = eight_bytes(form);
  const std::size_t last = index - std::min(index, kLinesBack);
  for (std::size_t at = index + 1; at-- > last;) {
    if (at > 0 && breaks[at - 1].joiner != Joiner::kParagraph) continue;
    const std::string_view line = content(page, at);
    if (line.size() < kLeastBytes || eight_bytes(line) != first_bytes) continue;
    if (line.starts_with(form) && line != next) return true;
  }
  return false;
}

}  // namespace galley
