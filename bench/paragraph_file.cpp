// SPDX-License-Identifier: Apache-2.0
#include "bench/paragraph_file.h"

#include <simdjson.h>

#include "base/file.h"
#include "base/try.h"

namespace galley {

Result<ParagraphFile> ParagraphFile::read(const std::string& path) {
  ParagraphFile file;
  GALLEY_ASSIGN(std::string bytes, read_file(path, std::uint64_t{64} << 30));
  const bool json = path.ends_with(".jsonl");
  simdjson::dom::parser parser;
  std::vector<std::pair<std::size_t, std::size_t>> places;  // in file.bytes_
  for (std::size_t begin = 0; begin < bytes.size();) {
    std::size_t end = bytes.find('\n', begin);
    if (end == std::string::npos) end = bytes.size();
    const std::string_view line = std::string_view(bytes).substr(begin, end - begin);
    begin = end + 1;
    if (line.empty()) continue;
    std::string_view text = line;
    std::string id = std::to_string(places.size());
    if (json) {
      simdjson::dom::element record;
      if (parser.parse(line.data(), line.size()).get(record) != simdjson::SUCCESS ||
          record["text"].get(text) != simdjson::SUCCESS) {
        return fail(ErrorCode::kCorrupt, path, "has a line that is no record", "mend it");
      }
      std::string_view name;
      if (record["id"].get(name) == simdjson::SUCCESS) id = name;
    }
    if (json) {
      places.emplace_back(file.bytes_.size(), text.size());
      file.bytes_ += text;
    } else {
      places.emplace_back(static_cast<std::size_t>(text.data() - bytes.data()), text.size());
    }
    file.ids_.push_back(std::move(id));
    file.text_bytes_ += text.size();
  }
  if (!json) file.bytes_ = std::move(bytes);
  for (const auto& [offset, size] : places) {
    file.paragraphs_.push_back(std::string_view(file.bytes_).substr(offset, size));
  }
  return file;
}

}  // namespace galley
