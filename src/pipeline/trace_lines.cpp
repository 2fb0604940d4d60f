// SPDX-License-Identifier: Apache-2.0
#include "pipeline/trace_lines.h"

#include <fmt/format.h>

#include <iterator>

#include "base/json_text.h"

namespace galley {

namespace {

// Where bytes of the decoded text lie in the input.
ByteSpan input_bytes(const BatchDocument& read, std::uint32_t begin, std::uint32_t end) {
  if (read.document.source_map != nullptr) return read.document.source_map->source_of(begin, end);
  return {read.source_offset + begin, read.source_offset + end};
}

void append_head(std::string_view id, std::optional<std::uint64_t> document, const char* stage,
                 const Edit& edit, std::string& lines) {
  lines += "{\"id\":";
  append_json_string(lines, id);
  if (document) fmt::format_to(std::back_inserter(lines), ",\"document\":{}", *document);
  fmt::format_to(std::back_inserter(lines), ",\"stage\":\"{}\",\"reason\":\"{}\",\"confidence\":{}",
                 stage, to_string(edit.reason), edit.confidence);
}

}  // namespace

void append_edit_lines(const BatchDocument& read, const RepairedDocument& repaired,
                       std::optional<std::uint64_t> document, std::string& lines) {
  const std::string_view id = read.document.id;
  if (read.edits != nullptr) {
    for (const Edit& edit : read.edits->entries()) {
      append_head(id, document, "decode", edit, lines);
      fmt::format_to(std::back_inserter(lines), ",\"source\":[{},{}],\"text\":null,\"output\":{}",
                     read.source_offset + edit.begin, read.source_offset + edit.end, edit.output);
      lines += ",\"was\":null,\"now\":";
      append_json_string(lines, read.edits->replacement_of(edit));
      lines += "}\n";
    }
  }
  for (const Edit& edit : repaired.edits.entries()) {
    append_head(id, document, "repair", edit, lines);
    const ByteSpan source = input_bytes(read, edit.begin, edit.end);
    fmt::format_to(std::back_inserter(lines), ",\"source\":[{},{}],\"text\":[{},{}],\"output\":{}",
                   source.begin, source.end, edit.begin, edit.end, edit.output);
    lines += ",\"was\":";
    append_json_string(lines, repaired.edits.original_of(edit));
    lines += ",\"now\":";
    append_json_string(lines, repaired.edits.replacement_of(edit));
    lines += "}\n";
  }
}

ByteSpan source_of(const BatchDocument& read, const Paragraph& paragraph) {
  return input_bytes(read, paragraph.source_begin, paragraph.source_end);
}

void append_structure(ParagraphKind kind, ByteSpan source, std::string& json) {
  fmt::format_to(std::back_inserter(json), "{{\"kind\":\"{}\",\"source\":[{},{}]}}",
                 to_string(kind), source.begin, source.end);
}

}  // namespace galley
