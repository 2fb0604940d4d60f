// SPDX-License-Identifier: Apache-2.0
#include "write/record_parser.h"

#include <simdjson.h>

#include <cmath>

namespace galley {

struct RecordParser::State {
  simdjson::dom::parser parser;
};

RecordParser::RecordParser() : state_(std::make_unique<State>()) {}
RecordParser::RecordParser(RecordParser&&) noexcept = default;
RecordParser::~RecordParser() = default;

namespace {

namespace dom = simdjson::dom;

std::unexpected<Error> corrupt(const std::string& where, const char* what) {
  return fail(ErrorCode::kCorrupt, where, what, "run galley clean again");
}

bool read_string(const dom::object& object, std::string_view name, std::string_view& value) {
  return object[name].get(value) == simdjson::SUCCESS;
}

bool read_number(const dom::object& object, std::string_view name, std::uint64_t& value) {
  return object[name].get(value) == simdjson::SUCCESS;
}

// A string or null.
bool read_optional(const dom::object& object, std::string_view name,
                   std::optional<std::string_view>& value) {
  dom::element element;
  if (object[name].get(element) != simdjson::SUCCESS) return false;
  value.reset();
  std::string_view text;
  if (element.is_null()) return true;
  if (element.get(text) != simdjson::SUCCESS) return false;
  value = text;
  return true;
}

bool read_reason(const dom::object& object, RowReason& reason) {
  std::string_view name;
  if (!read_string(object, "reason", name)) return false;
  for (const RowReason each : {RowReason::kExact, RowReason::kNear, RowReason::kFurniture}) {
    if (to_string(each) == name) {
      reason = each;
      return true;
    }
  }
  return false;
}

}  // namespace

Status RecordParser::parse(std::string_view line, const std::string& where,
                           ParsedCorpusRecord& record) {
  dom::object object;
  if (state_->parser.parse(line.data(), line.size()).get(object) != simdjson::SUCCESS) {
    return corrupt(where, "is no JSON object");
  }
  if (!read_string(object, "id", record.id) || !read_number(object, "document", record.document) ||
      !read_string(object, "text", record.text)) {
    return corrupt(where, "is no record of a corpus");
  }
  record.paragraphs.clear();
  record.numbers.clear();
  for (std::size_t begin = 0;;) {
    const std::size_t end = record.text.find("\n\n", begin);
    record.paragraphs.push_back(record.text.substr(begin, end - begin));
    if (end == std::string_view::npos) break;
    begin = end + 2;
  }
  dom::array numbers;
  if (object["paragraphs"].get(numbers) == simdjson::SUCCESS) {
    for (const dom::element element : numbers) {
      std::uint64_t number = 0;
      if (element.get(number) != simdjson::SUCCESS)
        return corrupt(where, "has damaged paragraph numbers");
      record.numbers.push_back(number);
    }
    if (record.numbers.size() != record.paragraphs.size()) {
      return corrupt(where, "has other paragraphs than it says");
    }
  } else {
    for (std::uint64_t i = 0; i < record.paragraphs.size(); ++i) record.numbers.push_back(i);
  }
  return {};
}

Status RecordParser::parse(std::string_view line, const std::string& where,
                           ParsedRemovedRecord& record) {
  dom::object object;
  if (state_->parser.parse(line.data(), line.size()).get(object) != simdjson::SUCCESS) {
    return corrupt(where, "is no JSON object");
  }
  if (!read_string(object, "id", record.id) || !read_number(object, "document", record.document) ||
      !read_number(object, "paragraph", record.paragraph) ||
      !read_number(object, "chars", record.chars) || !read_reason(object, record.reason) ||
      !read_optional(object, "text", record.text)) {
    return corrupt(where, "is no record of a removed map");
  }
  if (record.reason == RowReason::kFurniture) return {};
  std::uint64_t kept_document = 0;
  record.kept_document.reset();
  if (read_number(object, "kept_document", kept_document)) record.kept_document = kept_document;
  double similarity = 0;
  if (!read_string(object, "kept_id", record.kept_id) ||
      !read_number(object, "kept_paragraph", record.kept_paragraph) ||
      object["similarity"].get(similarity) != simdjson::SUCCESS) {
    return corrupt(where, "is no record of a removed map");
  }
  record.similarity_ppm = static_cast<std::uint32_t>(std::lround(similarity * 1e6));
  return {};
}

}  // namespace galley
