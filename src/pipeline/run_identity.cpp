// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run_identity.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/json_text.h"
#include "base/zstd_codec.h"

namespace galley {

namespace {

template <class Enum>
NamedValue choice(const char* name, Enum value, std::initializer_list<const char*> names) {
  return {name, *(names.begin() + static_cast<std::ptrdiff_t>(value))};
}

NamedValue number(const char* name, std::uint64_t value) {
  return {name, std::to_string(value)};
}

// The names of values, by enumerator.
constexpr std::initializer_list<const char*> kTakings = {"clean", "dedup"};
constexpr std::initializer_list<const char*> kUnits = {"paragraph", "document", "item"};
constexpr std::initializer_list<const char*> kNoYes = {"no", "yes"};
constexpr std::initializer_list<const char*> kInterrupteds = {"all", "near", "none"};

// Reads back one value after another; remembers whether all were sound.
class RecordedValues {
 public:
  explicit RecordedValues(const std::vector<NamedValue>& values) : values_(values) {}

  template <class Enum>
  void choice(const char* name, std::initializer_list<const char*> names, Enum& target) {
    const std::string* const value = find(name);
    if (value == nullptr) return;
    const auto* const at = std::find(names.begin(), names.end(), *value);
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
      choice("preset", dedup.preset, {"default", "ocr"}),
      {"similarity", json_fraction(dedup.similarity_ppm)},
      choice("numbers", dedup.numbers, {"distinguish", "ignore"}),
      choice("keep", dedup.keep, {"first", "longest", "cleanest"}),
      choice("unit", dedup.unit, kUnits),
      choice("scope", dedup.scope, {"corpus", "document"}),
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
    values.push_back(choice("interrupted", repair.interrupted, kInterrupteds));
  }
  return values;
}

Result<RecordedWork> recorded_work(const std::vector<NamedValue>& options,
                                   const std::string& where) {
  RecordedWork work;
  RecordedValues values(options);
  values.choice("command", kTakings, work.taking);
  values.choice("unit", kUnits, work.unit);
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
  values.choice("interrupted", kInterrupteds, repair.interrupted);
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
