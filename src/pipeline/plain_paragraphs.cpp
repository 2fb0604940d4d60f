// SPDX-License-Identifier: Apache-2.0
#include "pipeline/plain_paragraphs.h"

#include <algorithm>

namespace galley {

namespace {

bool is_gap(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

// Bytes of `line` up to its last that is no gap; 0 for a blank one. (find_last_not_of and its kin
// call memchr for each byte.)
std::size_t size_without_gap(std::string_view line) {
  std::size_t size = line.size();
  while (size > 0 && is_gap(line[size - 1])) --size;
  return size;
}

// The next byte that ends a line, at or behind `begin`; form feeds are so rare that the next one is
// looked for but once.
class LineEnds {
 public:
  explicit LineEnds(std::string_view text) : text_(text), form_feed_(next('\f', 0)) {}
  std::size_t behind(std::size_t begin) {
    if (form_feed_ < begin) form_feed_ = next('\f', begin);
    return std::min(next('\n', begin), form_feed_);
  }

 private:
  [[nodiscard]] std::size_t next(char c, std::size_t begin) const {
    return std::min(text_.find(c, begin), text_.size());
  }
  const std::string_view text_;
  std::size_t form_feed_;
};

}  // namespace

void take_paragraphs(const Document& document, RepairedDocument& out) {
  out.clear();
  const std::string_view text = document.text;
  LineEnds ends(text);
  bool open = false;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t stop = ends.behind(begin);
    const std::string_view line = text.substr(begin, stop - begin);
    const std::size_t last = size_without_gap(line);
    if (last == 0) {
      open = false;
    } else {
      const auto source_end = static_cast<std::uint32_t>(begin + last);
      if (open) {
        const std::uint32_t end = out.paragraphs.back().source_end;
        const auto output = static_cast<std::uint32_t>(out.text.size());
        out.edits.add(
            {end, static_cast<std::uint32_t>(begin), output, 0, 0, EditReason::kJoinSpace, 100},
            text.substr(end, begin - end), " ");
        out.text += ' ';
      } else {
        if (!out.paragraphs.empty()) out.text += "\n\n";
        const auto out_begin = static_cast<std::uint32_t>(out.text.size());
        out.paragraphs.push_back({out_begin, out_begin, static_cast<std::uint32_t>(begin),
                                  source_end, ParagraphKind::kText});
      }
      out.text += line.substr(0, last);
      out.paragraphs.back().end = static_cast<std::uint32_t>(out.text.size());
      out.paragraphs.back().source_end = source_end;
      open = true;
    }
    if (stop < text.size() && text[stop] == '\f') open = false;
    begin = stop + 1;
  }
}

}  // namespace galley
