// SPDX-License-Identifier: Apache-2.0
#include "write/record_parser.h"

#include <simdjson.h>

#include <cmath>

namespace galley {

namespace {

enum class RowFault : std::uint8_t { kNone, kNoObject, kNoRecord, kNumbers };

}  // namespace

struct RecordParser::State {
  // A corpus row may hold metadata of any depth, with numbers of any size: they are skipped over.
  [[nodiscard]] RowFault skim(std::string_view line, ParsedCorpusRecord& record);

  simdjson::dom::parser parser;
  simdjson::ondemand::parser skimmer;
  std::string padded;  // simdjson looks some bytes past the end
};

RecordParser::RecordParser() : state_(std::make_unique<State>()) {}
RecordParser::RecordParser(RecordParser&&) noexcept = default;
RecordParser::~RecordParser() = default;

namespace {

namespace dom = simdjson::dom;
namespace ondemand = simdjson::ondemand;

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

bool read_numbers(ondemand::value& value, std::vector<std::uint64_t>& numbers) {
  ondemand::array array;
  if (value.get_array().get(array) != simdjson::SUCCESS) return false;
  for (auto element : array) {
    std::uint64_t number = 0;
    if (element.get_uint64().get(number) != simdjson::SUCCESS) return false;
    numbers.push_back(number);
  }
  return true;
}

}  // namespace

RowFault RecordParser::State::skim(std::string_view line, ParsedCorpusRecord& record) {
  constexpr unsigned kId = 1, kDocument = 2, kText = 4;
  padded.assign(line);
  padded.resize(line.size() + simdjson::SIMDJSON_PADDING);
  ondemand::document document;
  ondemand::object object;
  if (skimmer.iterate(simdjson::padded_string_view(padded.data(), line.size(), padded.size()))
              .get(document) != simdjson::SUCCESS ||
      document.get_object().get(object) != simdjson::SUCCESS) {
    return RowFault::kNoObject;
  }
  unsigned found = 0;
  for (auto member : object) {
    ondemand::field field;
    if (std::move(member).get(field) != simdjson::SUCCESS) return RowFault::kNoObject;
    // As it stands there: records.cpp escapes nothing in names.
    const ondemand::raw_json_string name = field.key();
    ondemand::value& value = field.value();
    if (name == "id") {
      if (value.get_string().get(record.id) != simdjson::SUCCESS) return RowFault::kNoRecord;
      found |= kId;
    } else if (name == "document") {
      if (value.get_uint64().get(record.document) != simdjson::SUCCESS) return RowFault::kNoRecord;
      found |= kDocument;
    } else if (name == "text") {
      if (value.get_string().get(record.text) != simdjson::SUCCESS) return RowFault::kNoRecord;
      found |= kText;
    } else if (name == "source") {
      if (value.get_string().get(record.source) != simdjson::SUCCESS) return RowFault::kNoRecord;
    } else if (name == "paragraphs") {
      if (!read_numbers(value, record.numbers)) return RowFault::kNumbers;
    }
  }
  // Behind the last value there is no place.
  if (document.current_location().error() == simdjson::SUCCESS) return RowFault::kNoObject;
  return found == (kId | kDocument | kText) ? RowFault::kNone : RowFault::kNoRecord;
}

Status RecordParser::parse(std::string_view line, const std::string& where,
                           ParsedCorpusRecord& record) {
  record.paragraphs.clear();
  record.numbers.clear();
  record.source = {};
  const RowFault fault = state_->skim(line, record);
  if (fault == RowFault::kNoObject) return corrupt(where, "is no JSON object");
  if (fault == RowFault::kNoRecord) return corrupt(where, "is no record of a corpus");
  if (fault == RowFault::kNumbers) return corrupt(where, "has damaged paragraph numbers");
  for (std::size_t begin = 0;;) {
    const std::size_t end = record.text.find("\n\n", begin);
    record.paragraphs.push_back(record.text.substr(begin, end - begin));
    if (end == std::string_view::npos) break;
    begin = end + 2;
  }
  if (record.numbers.empty()) {
    for (std::uint64_t i = 0; i < record.paragraphs.size(); ++i) record.numbers.push_back(i);
  }
  if (record.numbers.size() != record.paragraphs.size()) {
    return corrupt(where, "has other paragraphs than it says");
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
  record.kept_run = {};
  static_cast<void>(read_string(object, "kept_run", record.kept_run));
  record.kept_document.reset();
  if (read_number(object, "kept_document", kept_document)) record.kept_document = kept_document;
  double similarity = 0;
  if (!read_string(object, "kept_id", record.kept_id) ||
      !read_number(object, "kept_paragraph", record.kept_paragraph) ||
      object["similarity"].get(similarity) != simdjson::SUCCESS ||
      !(similarity >= 0 && similarity <= 1)) {
    return corrupt(where, "is no record of a removed map");
  }
  record.similarity_ppm = static_cast<std::uint32_t>(std::lround(similarity * 1e6));
  return {};
}

}  // namespace galley
