// SPDX-License-Identifier: Apache-2.0
// The first lines vote. A line that has a string under the name of the text field is a record even
// if it is cut later on; a JSON object without one is taken for a record only if all lines are
// objects: then the user should hear that the field is missing, rather than get JSON as text.
#include "read/format.h"

#include "read/json_record.h"
#include "read/json_scan.h"

namespace galley {

namespace {

std::string_view behind_byte_order_mark(std::string_view beginning) {
  return beginning.starts_with("\xEF\xBB\xBF") ? beginning.substr(3) : beginning;
}

}  // namespace

InputFormat recognise_format(std::string_view beginning, Extent extent,
                             std::string_view text_field) {
  constexpr int kMostLines = 32;
  int records = 0;
  int objects = 0;
  int others = 0;
  beginning = behind_byte_order_mark(beginning);
  for (int lines = 0; lines < kMostLines && !beginning.empty();) {
    const std::size_t end = beginning.find('\n');
    const bool is_cut = end == std::string_view::npos && extent == Extent::kBeginning;
    const std::string_view line = beginning.substr(0, end);
    beginning.remove_prefix(end == std::string_view::npos ? beginning.size() : end + 1);
    if (skip_json_space(line.data(), line.data() + line.size()) == line.data() + line.size()) {
      continue;
    }
    ++lines;
    switch (record_likeness(line, text_field)) {
      case RecordLikeness::kTextual:
        ++records;
        break;
      case RecordLikeness::kObject:
        ++objects;
        break;
      case RecordLikeness::kUnended:
        // As far as it goes it is an object: the rest may lie beyond what is looked at.
        ++(is_cut ? records : others);
        break;
      case RecordLikeness::kNone:
        // Beyond what is looked at the line may go on in any way: it has no vote.
        others += !is_cut || lines == 1;
        break;
    }
  }
  const bool has_records = records > 0 && records + objects >= others;
  const bool only_objects = objects > 0 && others == 0;
  return has_records || only_objects ? InputFormat::kJsonl : InputFormat::kText;
}

bool is_other_json(std::string_view beginning, InputFormat format) {
  beginning = behind_byte_order_mark(beginning);
  const char* const end = beginning.data() + beginning.size();
  const char* at = skip_json_space(beginning.data(), end);
  const bool is_array = at != end && *at == '[';
  if (is_array) at = skip_json_space(at + 1, end);
  return (is_array || format == InputFormat::kText) && at != end && *at == '{' &&
         skip_json_name(at + 1, end).ok();
}

}  // namespace galley
