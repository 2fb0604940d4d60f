// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run_identity.h"

#include <fmt/format.h>

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

}  // namespace

std::vector<NamedValue> recorded_options(const RunOptions& options, Taking taking,
                                         const std::string& profile_hash) {
  const DedupOptions& dedup = options.dedup;
  std::vector<NamedValue> values = {
      choice("command", taking, {"clean", "dedup"}),
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
      choice("keep-removed", options.removed_text, {"no", "yes"}),
      choice("preset", dedup.preset, {"default", "ocr"}),
      {"similarity", json_fraction(dedup.similarity_ppm)},
      choice("numbers", dedup.numbers, {"distinguish", "ignore"}),
      choice("keep", dedup.keep, {"first", "longest", "cleanest"}),
      choice("unit", dedup.unit, {"paragraph", "document"}),
      choice("scope", dedup.scope, {"corpus", "document"}),
      number("min-letters", dedup.min_letters),
      number("bands", dedup.bands),
      number("rows", dedup.rows),
      {"recall", json_fraction(dedup.recall_ppm)},
      {"max-letter-errors", json_fraction(dedup.max_letter_errors_ppm)},
  };
  if (!profile_hash.empty()) values.push_back({"profile", profile_hash});
  if (taking == Taking::kRepair) {
    const RepairOptions& repair = options.repair;
    values.push_back(number("survey-size", options.survey_bytes));
    values.push_back(choice("structure", options.structure, {"no", "yes"}));
    values.push_back(number("confidence", repair.least_confidence));
    values.push_back(choice("fold-punctuation", repair.half_width_punctuation, {"no", "yes"}));
    values.push_back(choice("fold-width", repair.full_width_latin, {"no", "yes"}));
    values.push_back(choice("keep-furniture", repair.page_furniture, {"no", "yes"}));
    values.push_back(choice("interrupted", repair.interrupted, {"all", "near", "none"}));
  }
  return values;
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
