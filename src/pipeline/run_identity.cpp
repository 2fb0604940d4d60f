// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run_identity.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>

#include "base/json_text.h"
#include "base/zstd_codec.h"
#include "galley/option_names.h"

namespace galley {

namespace {

// By enumerator.
using Names = std::span<const std::string_view>;

template <class Enum>
NamedValue choice(const char* name, Enum value, Names names) {
  return {name, std::string(name_of(value, names))};
}

NamedValue number(const char* name, std::uint64_t value) {
  return {name, std::to_string(value)};
}

constexpr std::string_view kTakings[] = {"clean", "dedup"};
constexpr std::string_view kNoYes[] = {"no", "yes"};

// Reads back one value after another; remembers whether all were sound.
class RecordedValues {
 public:
  explicit RecordedValues(const std::vector<NamedValue>& values) : values_(values) {}

  template <class Enum>
  void choice(const char* name, Names names, Enum& target) {
    const std::string* const value = find(name);
    if (value == nullptr) return;
    const auto at = std::ranges::find(names, *value);
    if (at == names.end()) return mark(name);
    target = static_cast<Enum>(at - names.begin());
  }
  template <class Number>
  void number(const char* name, Number& target) {
    const std::string* const value = find(name);
    if (value == nullptr) return;
    const char* const end = value->data() + value->size();
    const auto [stop, fault] = std::from_chars(value->data(), end, target);
    if (fault != std::errc() || stop != end) mark(name);
  }
  [[nodiscard]] const std::string* find(std::string_view name) const {
    for (const auto& [each, value] : values_) {
      if (each == name) return &value;
    }
    return nullptr;
  }
  void mark(const char* name) { unsound_ = name; }
  /// The name of a value that cannot be; null where there is none.
  [[nodiscard]] const char* unsound() const { return unsound_; }

 private:
  const std::vector<NamedValue>& values_;
  const char* unsound_ = nullptr;
};

}  // namespace

std::vector<NamedValue> recorded_options(const RunOptions& options, Taking taking,
                                         const std::string& profile_hash) {
  const DedupOptions& dedup = options.dedup;
  std::vector<NamedValue> values = {
      choice("command", taking, kTakings),
      {"input-format", std::string(to_string(options.read.format))},
      {"text-field", options.read.text_field},
      {"id-field", options.read.id_field},
      {"encoding", std::string(to_string(options.read.encoding))},
      number("max-line", options.read.limits.most_line_bytes),
      number("max-document", options.read.limits.most_document_bytes),
      number("max-expansion", options.read.limits.most_expansion),
      number("max-window", options.read.limits.most_window_bytes),
      number("level", static_cast<std::uint64_t>(options.level)),
      number("split-size", options.split_bytes),
      choice("keep-removed", options.removed_text, kNoYes),
      choice("preset", dedup.preset, kPresetNames),
      {"similarity", json_fraction(dedup.similarity_ppm)},
      choice("numbers", dedup.numbers, kNumbersNames),
      choice("keep", dedup.keep, kKeepNames),
      choice("unit", dedup.unit, kUnitNames),
      choice("scope", dedup.scope, kScopeNames),
      number("min-letters", dedup.min_letters),
      number("bands", dedup.bands),
      number("rows", dedup.rows),
      {"recall", json_fraction(dedup.recall_ppm)},
      {"max-letter-errors", json_fraction(dedup.max_letter_errors_ppm)},
  };
  if (dedup.exact_copies == ExactCopies::kByLetters) values.push_back({"verify-exact", "yes"});
  if (!profile_hash.empty()) values.push_back({"profile", profile_hash});
  if (taking == Taking::kRepair) {
    const RepairOptions& repair = options.repair;
    values.push_back(number("survey-size", options.survey_bytes));
    values.push_back(choice("structure", options.structure, kNoYes));
    values.push_back(number("confidence", repair.least_confidence));
    values.push_back(choice("fold-punctuation", repair.half_width_punctuation, kNoYes));
    values.push_back(choice("fold-width", repair.full_width_latin, kNoYes));
    values.push_back(choice("keep-furniture", repair.page_furniture, kNoYes));
    values.push_back(choice("interrupted", repair.interrupted, kInterruptedNames));
  }
  return values;
}

Result<RecordedWork> recorded_work(const std::vector<NamedValue>& options,
                                   const std::string& where) {
  RecordedWork work;
  RecordedValues values(options);
  values.choice("command", kTakings, work.taking);
  values.choice("unit", kUnitNames, work.unit);
  ReadOptions& read = work.read;
  if (const std::string* const name = values.find("input-format")) {
    bool known = false;
    for (const InputFormat each : {InputFormat::kAuto, InputFormat::kText, InputFormat::kJsonl}) {
      if (*name != to_string(each)) continue;
      read.format = each;
      known = true;
    }
    if (!known) values.mark("input-format");
  }
  if (const std::string* const name = values.find("text-field")) read.text_field = *name;
  if (const std::string* const name = values.find("id-field")) read.id_field = *name;
  const std::string* const encoding = values.find("encoding");
  if (encoding != nullptr && *encoding != to_string(Encoding::kUnknown)) {
    const std::optional<Encoding> known = encoding_named(*encoding);
    if (known) {
      read.encoding = *known;
    } else {
      values.mark("encoding");
    }
  }
  values.number("max-line", read.limits.most_line_bytes);
  values.number("max-document", read.limits.most_document_bytes);
  values.number("max-expansion", read.limits.most_expansion);
  values.number("max-window", read.limits.most_window_bytes);
  RepairOptions& repair = work.repair;
  values.number("confidence", repair.least_confidence);
  values.choice("fold-punctuation", kNoYes, repair.half_width_punctuation);
  values.choice("fold-width", kNoYes, repair.full_width_latin);
  values.choice("keep-furniture", kNoYes, repair.page_furniture);
  values.choice("interrupted", kInterruptedNames, repair.interrupted);
  if (values.unsound() != nullptr) {
    return fail(ErrorCode::kCorrupt, where,
                fmt::format("has a value for {} that no run records", values.unsound()),
                "use the galley that wrote it, or run galley clean again with --overwrite");
  }
  return work;
}

std::vector<NamedValue> recorded_versions() {
  return {{"galley", std::string(version())}, {"zstd", zstd_version()}};
}

std::vector<InputFacts> recorded_inputs(const std::vector<Input>& inputs) {
  std::vector<InputFacts> facts;
  for (const Input& input : inputs) {
    facts.push_back({input.path, input.size_bytes, fmt::format("{:016x}", input.sample_hash), 0});
  }
  return facts;
}

std::string_view version() {
  return GALLEY_VERSION;
}

}  // namespace galley
