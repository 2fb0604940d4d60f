// SPDX-License-Identifier: Apache-2.0
// One walk over the members of the record's object: text, id and source are unescaped in place, all
// else is checked and kept as a pair of views. Only where other members and an object `metadata`
// must become one object are bytes copied.
#include "read/json_record.h"

#include <algorithm>

#include "base/check.h"
#include "read/json_string.h"

namespace galley {

namespace {

bool is_unsigned_integer(std::string_view value) {
  return !value.empty() &&
         std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_integer_array(std::string_view value) {
  if (!value.starts_with('[')) return false;
  return std::all_of(value.begin(), value.end(), [](char c) {
    return (c >= '0' && c <= '9') || c == '[' || c == ']' || c == ',' || c == ' ';
  });
}

// The name between its quotes, without escapes. `scratch` is used where it has some.
std::string_view plain_name(std::string_view spelt, std::string& scratch) {
  const std::string_view inner = spelt.substr(1, spelt.size() - 2);
  if (inner.find('\\') == std::string_view::npos) return inner;
  scratch = spelt;
  const JsonString name =
      read_json_string(scratch.data(), scratch.data() + scratch.size(), JsonStringNotes{});
  return name.text;
}

constexpr const char* kGrammarRemedy = "mend or remove the line";

}  // namespace

// The walk over one record.
class JsonRecordReader::Walk {
 public:
  Walk(JsonRecordReader& reader, std::span<char> line, JsonRecord& record, SourceMap* map,
       std::uint64_t base)
      : reader_(reader),
        begin_(line.data()),
        end_(line.data() + line.size()),
        at_(line.data()),
        record_(record),
        map_(map),
        base_(base) {}

  std::optional<JsonFault> run();

 private:
  std::optional<JsonFault> member();
  std::optional<JsonFault> text_value();
  std::optional<JsonFault> string_value(std::string_view& out);
  std::optional<JsonFault> other_value(std::string_view name);
  std::optional<JsonFault> fault(const JsonStop& stop) const {
    return JsonFault{std::string("is no valid JSON: ") + stop.fault + " (byte " +
                         std::to_string(stop.at - begin_ + 1) + " of the line)",
                     kGrammarRemedy};
  }
  // A place in the line, which is writable, from a place that a scanner returned.
  char* writable(const char* place) { return begin_ + (place - begin_); }
  void skip_space() { at_ = writable(skip_json_space(at_, end_)); }
  char next() const { return at_ == end_ ? '\0' : *at_; }

  JsonRecordReader& reader_;
  char* begin_;
  char* end_;
  char* at_;
  JsonRecord& record_;
  SourceMap* map_;
  std::uint64_t base_;
  bool has_text_ = false;
  bool from_galley_ = false;
  int members_ = 0;
};

std::optional<JsonFault> JsonRecordReader::Walk::run() {
  skip_space();
  if (next() != '{') return JsonFault{"is no JSON object", kGrammarRemedy};
  ++at_;
  skip_space();
  if (next() == '}') {
    ++at_;
  } else {
    for (;;) {
      if (std::optional<JsonFault> broken = member()) return broken;
      skip_space();
      const char mark = next();
      if (at_ == end_) return fault({at_, "the object is not closed"});
      if (mark != ',' && mark != '}') return fault({at_, "a comma is missing"});
      ++at_;
      if (mark == '}') break;
    }
  }
  skip_space();
  if (at_ != end_) return fault({at_, "something follows the object"});
  if (!has_text_) {
    return JsonFault{"has no member \"" + reader_.text_field_ + "\" that is a string",
                     "name the member that holds the text with --text-field"};
  }
  record_.metadata = reader_.metadata_of(from_galley_);
  return std::nullopt;
}

std::optional<JsonFault> JsonRecordReader::Walk::member() {
  skip_space();
  const char* const name_begin = at_;
  if (next() != '"') return fault({at_, "the name of a member is missing"});
  const JsonStop quoted = skip_json_string(at_, end_);
  if (!quoted.ok()) return fault(quoted);
  const std::string_view spelt(name_begin, static_cast<std::size_t>(quoted.at - name_begin));
  std::string scratch;
  const std::string_view name = plain_name(spelt, scratch);
  at_ = writable(quoted.at);
  skip_space();
  if (next() != ':') return fault({at_, "a colon is missing"});
  ++at_;
  skip_space();
  ++members_;

  const bool is_string = next() == '"';
  if (name == reader_.text_field_) {
    if (has_text_) record_.warning = "has its text twice; the last one was read";
    if (is_string) return text_value();
    return JsonFault{"has a \"" + reader_.text_field_ + "\" that is no string",
                     "name the member that holds the text with --text-field"};
  }
  if (name == reader_.id_field_) {
    const bool is_number = next() == '-' || (next() >= '0' && next() <= '9');
    if (is_string || is_number) {
      if (record_.has_id) record_.warning = "has its id twice; the last one was read";
      record_.has_id = true;
      if (is_string) return string_value(record_.id);
      const JsonStop number = reader_.skipper_.skip_value(at_, end_);
      if (!number.ok()) return fault(number);
      record_.id = {at_, static_cast<std::size_t>(number.at - at_)};
      at_ = writable(number.at);
      return std::nullopt;
    }
  }
  if (name == "source" && is_string) {
    if (record_.has_source) record_.warning = "has its source twice; the last one was read";
    record_.has_source = true;
    return string_value(record_.source);
  }
  return other_value(spelt);
}

std::optional<JsonFault> JsonRecordReader::Walk::text_value() {
  if (map_ != nullptr) map_->clear(base_);
  reader_.lone_surrogates_.clear();
  const JsonString string =
      read_json_string(at_, end_, {begin_, base_, map_, &reader_.lone_surrogates_});
  if (!string.stop.ok()) return fault(string.stop);
  if (string.text.empty() && map_ != nullptr) {
    map_->clear(base_ + static_cast<std::uint64_t>(at_ + 1 - begin_));
  }
  has_text_ = true;
  record_.text = string.text;
  record_.lone_surrogates = reader_.lone_surrogates_;
  at_ = writable(string.stop.at);
  return std::nullopt;
}

std::optional<JsonFault> JsonRecordReader::Walk::string_value(std::string_view& out) {
  const JsonString string = read_json_string(at_, end_, JsonStringNotes{});
  if (!string.stop.ok()) return fault(string.stop);
  out = string.text;
  at_ = writable(string.stop.at);
  return std::nullopt;
}

std::optional<JsonFault> JsonRecordReader::Walk::other_value(std::string_view name) {
  const JsonStop stop = reader_.skipper_.skip_value(at_, end_);
  if (!stop.ok()) return fault(stop);
  const std::string_view value(at_, static_cast<std::size_t>(stop.at - at_));
  at_ = writable(stop.at);
  // What galley writes begins with id, document and text; only there is `document` its own.
  if (members_ == 2 && record_.has_id && name == "\"document\"" && is_unsigned_integer(value)) {
    from_galley_ = true;
  }
  const bool is_metadata = name == "\"metadata\"";
  const bool means_nothing = value == "null" && (is_metadata || name == "\"source\"" ||
                                                 name == '"' + reader_.id_field_ + '"');
  if (means_nothing) return std::nullopt;
  if (is_metadata && value.starts_with('{') && reader_.metadata_object_.empty()) {
    reader_.metadata_object_ = value;
  } else {
    reader_.others_.push_back({name, value});
  }
  return std::nullopt;
}

// Whether a member of the object `metadata` has the name of another member of the record.
bool JsonRecordReader::metadata_meets_others() const {
  JsonSkipper skipper;
  std::string scratch;
  // Sorted, for nobody's record may take the square of its length.
  std::vector<std::string> others;
  others.reserve(others_.size());
  for (const Member& other : others_) others.emplace_back(plain_name(other.name, scratch));
  std::ranges::sort(others);
  const char* const end = metadata_object_.data() + metadata_object_.size();
  const char* at = skip_json_space(metadata_object_.data() + 1, end);
  while (*at != '}') {
    const char* const name_begin = skip_json_space(at, end);
    const JsonStop quoted = skip_json_string(name_begin, end);
    const std::string_view spelt(name_begin, static_cast<std::size_t>(quoted.at - name_begin));
    const std::string_view name = plain_name(spelt, scratch);
    if (std::ranges::binary_search(others, name)) return true;
    const JsonStop colon = skip_json_name(name_begin, end);
    at = skip_json_space(skipper.skip_value(colon.at, end).at, end);
    if (*at == ',') at = skip_json_space(at + 1, end);
  }
  return false;
}

std::string_view JsonRecordReader::metadata_of(bool from_galley) {
  if (from_galley) {
    std::erase_if(others_, [](const Member& member) {
      return (member.name == "\"document\"" && is_unsigned_integer(member.value)) ||
             (member.name == "\"paragraphs\"" && is_integer_array(member.value));
    });
  }
  if (others_.empty()) {
    const std::string_view object = metadata_object_;
    const bool is_empty =
        object.empty() || *skip_json_space(object.data() + 1, object.data() + object.size()) == '}';
    return is_empty ? std::string_view() : object;
  }
  joined_ = '{';
  const auto add = [&](std::string_view bytes) {
    if (joined_.size() > 1) joined_ += ',';
    joined_ += bytes;
  };
  if (!metadata_object_.empty()) {
    // Unnested unless two members would then have one name: those must not be lost to each other.
    if (metadata_meets_others()) {
      add("\"metadata\":");
      joined_ += metadata_object_;
    } else {
      const std::string_view inner = metadata_object_.substr(1, metadata_object_.size() - 2);
      if (skip_json_space(inner.data(), inner.data() + inner.size()) !=
          inner.data() + inner.size()) {
        add(inner);
      }
    }
  }
  for (const Member& other : others_) {
    add(other.name);
    joined_ += ':';
    joined_ += other.value;
  }
  joined_ += '}';
  return joined_;
}

std::optional<JsonFault> JsonRecordReader::read(std::span<char> line, JsonRecord& record,
                                                SourceMap* map, std::uint64_t base) {
  record = {};
  others_.clear();
  metadata_object_ = {};
  return Walk(*this, line, record, map, base).run();
}

RecordLikeness record_likeness(std::string_view beginning, std::string_view text_field) {
  const char* at = beginning.data();
  const char* const end = at + beginning.size();
  at = skip_json_space(at, end);
  if (at == end || *at != '{') return RecordLikeness::kNone;
  at = skip_json_space(at + 1, end);
  if (at == end) return RecordLikeness::kNone;  // a bracket alone is how pretty-printed JSON begins
  JsonSkipper skipper;
  std::string scratch;
  for (bool has_members = false;; has_members = true) {
    if (at != end && *at == '}' && !has_members) {
      return skip_json_space(at + 1, end) == end ? RecordLikeness::kObject : RecordLikeness::kNone;
    }
    const char* const name_begin = skip_json_space(at, end);
    const JsonStop colon = skip_json_name(at, end);
    if (!colon.ok()) {
      return colon.at == end && has_members ? RecordLikeness::kUnended : RecordLikeness::kNone;
    }
    const JsonStop quoted = skip_json_string(name_begin, end);
    const std::string_view spelt(name_begin, static_cast<std::size_t>(quoted.at - name_begin));
    at = skip_json_space(colon.at, end);
    if (at != end && *at == '"' && plain_name(spelt, scratch) == text_field) {
      return RecordLikeness::kTextual;
    }
    const JsonStop value = skipper.skip_value(at, end);
    if (!value.ok()) return value.at == end ? RecordLikeness::kUnended : RecordLikeness::kNone;
    at = skip_json_space(value.at, end);
    if (at == end) return RecordLikeness::kUnended;
    if (*at == '}') {
      return skip_json_space(at + 1, end) == end ? RecordLikeness::kObject : RecordLikeness::kNone;
    }
    if (*at != ',') return RecordLikeness::kNone;
    ++at;
  }
}

}  // namespace galley
