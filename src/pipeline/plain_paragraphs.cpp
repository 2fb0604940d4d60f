// SPDX-License-Identifier: Apache-2.0
#include "pipeline/plain_paragraphs.h"

namespace galley {

namespace {

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace

void take_paragraphs(const Document& document, RepairedDocument& out) {
  out.clear();
  const std::string_view text = document.text;
  bool open = false;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t stop = std::min(text.find_first_of("\n\f", begin), text.size());
    std::string_view line = text.substr(begin, stop - begin);
    if (is_blank(line)) {
      open = false;
    } else {
      const std::size_t last = line.find_last_not_of(" \t\r") + 1;
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
