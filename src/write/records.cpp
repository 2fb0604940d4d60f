// SPDX-License-Identifier: Apache-2.0
#include "write/records.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

#include "base/json_text.h"

namespace galley {

namespace {

// A number with what stands before and behind it, which is short.
void append_number(std::string& lines, std::string_view before, std::uint64_t value,
                   std::string_view behind = {}) {
  std::array<char, 64> piece;
  char* at = std::copy(before.begin(), before.end(), piece.data());
  at = std::to_chars(at, piece.data() + piece.size(), value).ptr;
  at = std::copy(behind.begin(), behind.end(), at);
  lines.append(piece.data(), at);
}

}  // namespace

void append_corpus_record(std::string& lines, const CorpusRecord& record) {
  // Put together from few pieces: records may be short, and many.
  lines += "{\"id\":\"";
  append_json_escaped(lines, record.id);
  append_number(lines, "\",\"document\":", record.document, ",\"text\":\"");
  bool first = true;
  for (const std::string_view paragraph : record.paragraphs) {
    if (!first) lines += "\\n\\n";
    first = false;
    append_json_escaped(lines, paragraph);
  }
  lines += "\",\"source\":\"";
  append_json_escaped(lines, record.source);
  if (record.metadata.empty() && record.paragraph_numbers.empty() && record.structure.empty()) {
    lines += "\"}\n";
    return;
  }
  lines += '"';
  if (!record.metadata.empty()) {
    lines += ",\"metadata\":";
    lines += record.metadata;
  }
  if (!record.paragraph_numbers.empty()) {
    fmt::format_to(std::back_inserter(lines), ",\"paragraphs\":[{}]",
                   fmt::join(record.paragraph_numbers, ","));
  }
  if (!record.structure.empty()) {
    fmt::format_to(std::back_inserter(lines), ",\"structure\":[{}]",
                   fmt::join(record.structure, ","));
  }
  lines += "}\n";
}

std::string_view to_string(RowReason reason) {
  switch (reason) {
    case RowReason::kExact:
      return "exact";
    case RowReason::kNear:
      return "near";
    case RowReason::kFurniture:
      return "furniture";
  }
  return "exact";
}

void append_removed_record(std::string& lines, const RemovedRecord& record) {
  lines += "{\"id\":\"";
  append_json_escaped(lines, record.id);
  append_number(lines, "\",\"document\":", record.document);
  append_number(lines, ",\"paragraph\":", record.paragraph);
  append_number(lines, ",\"chars\":", record.chars, ",\"reason\":\"");
  lines += to_string(record.reason);
  lines += '"';
  if (record.keeper) {
    lines += ",\"kept_id\":";
    append_json_string(lines, record.keeper->id);
    if (record.keeper->document) {
      append_number(lines, ",\"kept_document\":", *record.keeper->document);
    } else {
      lines += ",\"kept_document\":null";
    }
    append_number(lines, ",\"kept_paragraph\":", record.keeper->paragraph);
    lines += ",\"similarity\":" + json_fraction(record.similarity_ppm);
  } else {
    lines += ",\"kept_id\":null,\"kept_document\":null,\"kept_paragraph\":null,\"similarity\":null";
  }
  lines += ",\"text\":";
  if (record.text) {
    append_json_string(lines, *record.text);
  } else {
    lines += "null";
  }
  if (record.keeper && !record.keeper->run.empty()) {
    lines += ",\"kept_run\":";
    append_json_string(lines, record.keeper->run);
  }
  lines += "}\n";
}

}  // namespace galley
