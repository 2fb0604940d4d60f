// SPDX-License-Identifier: Apache-2.0
// Lines of words, so that a person can look into an index:
//
//   galley index 2
//   setting NAME VALUE
//   part NUMBER FIRST END
//   run FIRST END KEY NAME
//   next-part NUMBER
//   checksum of all that stands before
#include "dedup/index_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/json_text.h"
#include "base/try.h"
#include "dedup/banding.h"
#include "galley/option_names.h"

namespace galley {

namespace {

constexpr std::string_view kFirstLine = "galley index 2";
constexpr std::string_view kChecksum = "checksum ";

// Takes words off a line; remembers whether all were there.
class Words {
 public:
  explicit Words(std::string_view line) : line_(line) {}

  std::string_view word() {
    const std::string_view word = line_.substr(0, line_.find(' '));
    sound_ = sound_ && !word.empty();
    line_.remove_prefix(std::min(word.size() + 1, line_.size()));
    return word;
  }
  std::string_view rest() {
    sound_ = sound_ && !line_.empty();
    return std::exchange(line_, {});
  }
  std::uint64_t number() {
    const std::string_view digits = word();
    std::uint64_t value = 0;
    const auto [stop, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    sound_ = sound_ && fault == std::errc() && stop == digits.data() + digits.size();
    return value;
  }
  Hash128 hash() {
    const std::string_view digits = word();
    Hash128 hash;
    sound_ = sound_ && digits.size() == 32;
    for (std::size_t i = 0; sound_ && i < 2; ++i) {
      std::uint64_t& half = i == 0 ? hash.high : hash.low;
      const char* const begin = digits.data() + 16 * i;
      sound_ = std::from_chars(begin, begin + 16, half, 16).ptr == begin + 16;
    }
    return hash;
  }
  [[nodiscard]] bool are_sound() const { return sound_ && line_.empty(); }

 private:
  std::string_view line_;
  bool sound_ = true;
};

// Whether parts and runs follow upon each other, and to the same end.
bool is_whole(const IndexList& list) {
  std::uint64_t part_end = 0, run_end = 0;
  for (const IndexPart& part : list.parts) {
    if (part.first != part_end || part.end <= part.first || part.number >= list.next_part) {
      return false;
    }
    part_end = part.end;
  }
  for (const IndexRun& run : list.runs) {
    if (run.first != run_end || run.end < run.first) return false;
    run_end = run.end;
  }
  return part_end == run_end && run_end < std::uint64_t{1} << 40;
}

bool take_line(std::string_view line, IndexList& list) {
  Words words(line);
  const std::string_view kind = words.word();
  if (kind == "setting") {
    const std::string_view name = words.word();
    list.settings.emplace_back(name, words.rest());
  } else if (kind == "part") {
    IndexPart& part = list.parts.emplace_back();
    part.number = words.number();
    part.first = words.number();
    part.end = words.number();
  } else if (kind == "run") {
    IndexRun& run = list.runs.emplace_back();
    run.first = words.number();
    run.end = words.number();
    run.key = words.hash();
    run.name = words.rest();
  } else if (kind == "next-part") {
    list.next_part = words.number();
  } else {
    return false;
  }
  return words.are_sound();
}

}  // namespace

Hash128 IndexList::state(std::size_t count) const {
  std::string text(kFirstLine);
  for (const auto& [name, value] : settings) text += fmt::format("\n{} {}", name, value);
  for (std::size_t i = 0; i < count; ++i) text += '\n' + to_hex(runs[i].key);
  return hash128(text.data(), text.size());
}

std::vector<std::pair<std::string, std::string>> index_settings(const DedupOptions& options) {
  const FingerprintPlan plan = fingerprint_plan(options);
  const bool is_ocr = options.preset == DedupPreset::kOcr;
  std::vector<std::pair<std::string, std::string>> settings = {
      {"preset", std::string(name_of(options.preset, kPresetNames))},
      {"unit", std::string(name_of(options.unit, kUnitNames))},
      {"min-letters", std::to_string(plan.min_weight / 4)},
  };
  if (is_ocr) {
    settings.emplace_back("max-letter-errors", json_fraction(options.max_letter_errors_ppm));
    return settings;
  }
  settings.emplace_back("similarity", json_fraction(options.similarity_ppm));
  settings.emplace_back("numbers", name_of(options.numbers, kNumbersNames));
  settings.emplace_back("bands", std::to_string(plan.bands));
  settings.emplace_back("rows", std::to_string(plan.rows));
  return settings;
}

std::string to_text(const IndexList& list) {
  std::string text(kFirstLine);
  text += '\n';
  for (const auto& [name, value] : list.settings)
    text += fmt::format("setting {} {}\n", name, value);
  for (const IndexPart& part : list.parts) {
    text += fmt::format("part {} {} {}\n", part.number, part.first, part.end);
  }
  for (const IndexRun& run : list.runs) {
    text += fmt::format("run {} {} {} {}\n", run.first, run.end, to_hex(run.key), run.name);
  }
  text += fmt::format("next-part {}\n", list.next_part);
  const Hash128 checksum = hash128(text.data(), text.size());
  text += fmt::format("{}{}\n", kChecksum, to_hex(checksum));
  return text;
}

Result<IndexList> parse_index_list(std::string_view text, const std::string& path) {
  const auto corrupt = [&] {
    return fail(ErrorCode::kCorrupt, path, "is damaged", "restore the index, or begin a new one");
  };
  if (!text.starts_with(kFirstLine)) {
    if (!text.starts_with(kFirstLine.substr(0, kFirstLine.size() - 1))) return corrupt();
    return fail(ErrorCode::kUnsupported, path, "was written by another version of galley",
                "use that version, or begin a new index");
  }
  const std::size_t last = text.rfind(kChecksum);
  if (last == std::string_view::npos) return corrupt();
  const std::string_view before = text.substr(0, last);
  if (text.substr(last) !=
      fmt::format("{}{}\n", kChecksum, to_hex(hash128(before.data(), before.size())))) {
    return corrupt();
  }
  IndexList list;
  std::string_view left = before;
  for (bool first = true; !left.empty(); first = false) {
    const std::size_t end = left.find('\n');
    if (end == std::string_view::npos) return corrupt();
    const std::string_view line = left.substr(0, end);
    left.remove_prefix(end + 1);
    if (first ? line != kFirstLine : !take_line(line, list)) return corrupt();
  }
  if (!is_whole(list)) return corrupt();
  return list;
}

}  // namespace galley
