// SPDX-License-Identifier: Apache-2.0
// The edit log says at which place of the output a line break became what; between two edits both
// texts are the same. So one walk along the edits knows for each place of the output where in the
// document it comes from.
#include "pipeline/source_lines.h"

#include <algorithm>
#include <cstddef>

namespace galley {

namespace {

bool is_join(EditReason reason) {
  return reason >= EditReason::kJoinSpace && reason <= EditReason::kJoinHyphenKept;
}

class Lines {
 public:
  Lines(std::string_view text, std::uint64_t first_line) : text_(text), first_line_(first_line) {
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] == '\n' || text[at] == '\f') ends_.push_back(at);
    }
  }

  // From `begin` to the end of its line, without the white space around.
  [[nodiscard]] SourceLine from(std::size_t begin) const {
    begin = std::min(text_.find_first_not_of(" \t\r\n\f", begin), text_.size());
    const auto end = std::lower_bound(ends_.begin(), ends_.end(), begin);
    std::string_view line = text_.substr(begin, (end == ends_.end() ? text_.size() : *end) - begin);
    line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    SourceLine found;
    found.number = first_line_ + static_cast<std::uint64_t>(end - ends_.begin());
    found.text = line;
    return found;
  }

 private:
  std::string_view text_;
  std::uint64_t first_line_;
  std::vector<std::size_t> ends_;
};

}  // namespace

std::vector<std::vector<SourceLine>> source_lines(const Document& document,
                                                  const RepairedDocument& repaired, Taking taking,
                                                  std::uint64_t first_line) {
  const Lines lines(document.text, first_line);
  std::vector<std::vector<SourceLine>> found;
  found.reserve(repaired.paragraphs.size());
  const std::vector<Edit>& edits = repaired.edits.entries();
  auto edit = edits.begin();
  std::size_t output = 0, source = 0;  // what stands at `output` comes from `source`
  const auto pass = [&] {
    output = edit->output + edit->replacement_bytes;
    source = edit->reason == EditReason::kResumed ? edit->begin : edit->end;
    ++edit;
  };
  for (const Paragraph& paragraph : repaired.paragraphs) {
    std::vector<SourceLine>& own = found.emplace_back();
    while (edit != edits.end() && edit->output < paragraph.begin) pass();
    // Paragraphs taken as they are report no edits between them.
    own.push_back(lines.from(taking == Taking::kAsIs ? paragraph.source_begin
                                                     : source + (paragraph.begin - output)));
    while (edit != edits.end() && edit->output < paragraph.end) {
      const bool resumes = edit->reason == EditReason::kResumed;
      if (edit->output == paragraph.begin && !is_join(edit->reason)) {
        // Something went before the first character, or this is where it comes from.
        pass();
        own.front() = lines.from(source);
        continue;
      }
      if (is_join(edit->reason)) {
        SourceLine line = lines.from(edit->end);
        line.joined = edit->reason;
        line.confidence = edit->confidence;
        line.text_offset = edit->output + edit->replacement_bytes - paragraph.begin;
        const bool was_resumed = edit != edits.begin() &&
                                 (edit - 1)->reason == EditReason::kResumed &&
                                 (edit - 1)->output == edit->output;
        line.resumed = was_resumed;
        if (was_resumed && own.size() > 1 && own.back().joined == EditReason::kResumed) {
          own.back() = std::move(line);
        } else {
          own.push_back(std::move(line));
        }
      } else if (resumes) {
        SourceLine line = lines.from(edit->begin);
        line.joined = EditReason::kResumed;
        line.confidence = edit->confidence;
        line.text_offset = edit->output - paragraph.begin;
        line.resumed = true;
        own.push_back(std::move(line));
      }
      pass();
    }
  }
  return found;
}

}  // namespace galley
