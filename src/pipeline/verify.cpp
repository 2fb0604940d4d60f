// SPDX-License-Identifier: Apache-2.0
// Every output file is read once: its content is hashed, its records are counted, and which
// paragraphs are kept and which are named as keepers is sorted, so that any corpus can be checked
// in bounded memory.
#include <fmt/format.h>

#include <set>

#include "base/atomic_file.h"
#include "base/record_sorter.h"
#include "base/scratch_folder.h"
#include "base/try.h"
#include "base/utf8.h"
#include "dedup/index_check.h"
#include "galley/run.h"
#include "pipeline/memory_plan.h"
#include "pipeline/numbered_paragraph.h"
#include "pipeline/output_folder.h"
#include "pipeline/output_lines.h"
#include "write/manifest.h"
#include "write/record_parser.h"

namespace galley {

namespace {

class Verifier {
 public:
  Verifier(const std::string& folder, const Manifest& manifest, SpillPlace& place)
      : folder_(folder),
        manifest_(manifest),
        kept_(place, "kept", place.budget().free_bytes() / 3),
        keepers_(place, "keepers", place.budget().free_bytes() / 3) {}

  Status check_file(const OutputFile& expected) {
    if (!is_sound_name(expected.name)) {
      fault(fmt::format("{}: names the output {}, which no run writes; run galley clean again",
                        join_path(folder_, kManifestName), printable(expected.name)));
      return {};
    }
    const Result<OutputFile> found =
        expected.name.ends_with(".zst") ? read_lines(expected) : read_plain(expected);
    if (!found) {
      if (found.error().code == ErrorCode::kInterrupted ||
          found.error().code == ErrorCode::kResource) {
        return std::unexpected(found.error());
      }
      fault(to_string(found.error()));
      return {};
    }
    ++result_.files;
    result_.bytes += found->uncompressed_bytes;
    const std::string path = join_path(folder_, expected.name);
    if (found->bytes != expected.bytes) {
      fault(fmt::format("{}: has {} bytes, the manifest says {}; run galley clean again", path,
                        found->bytes, expected.bytes));
    }
    if (found->uncompressed_bytes != expected.uncompressed_bytes ||
        found->xxh3_128 != expected.xxh3_128) {
      fault(fmt::format("{}: its content is not what the manifest says; run galley clean again",
                        path));
    }
    return {};
  }

  // Who takes all files of a folder must not get what is not of this corpus.
  Status check_names() {
    GALLEY_ASSIGN(const std::vector<std::string> names, list_folder(folder_));
    std::set<std::string_view> listed = {kManifestName, kRunFactsName, kReportName};
    for (const OutputFile& output : manifest_.outputs) listed.insert(output.name);
    for (const std::string& name : names) {
      if (is_output_name(name) && !listed.contains(name)) {
        fault(fmt::format("{}: is not in the manifest; remove it, or run galley clean again",
                          join_path(folder_, name)));
      }
    }
    return {};
  }

  Result<Verification> finish() {
    const RunCounts& expected = manifest_.counts;
    check_count("kept paragraphs", found_.kept, expected.kept);
    check_count("exact copies", found_.removed_exact, expected.removed_exact);
    check_count("near-duplicates", found_.removed_near, expected.removed_near);
    check_count("lines of furniture", found_.furniture, expected.furniture);
    GALLEY_TRY(check_keepers());
    return std::move(result_);
  }

 private:
  static constexpr std::size_t kMostFaults = 100;

  Result<OutputFile> read_lines(const OutputFile& expected) {
    GALLEY_ASSIGN(OutputLines lines, OutputLines::open(folder_, expected));
    const bool is_corpus = expected.name.starts_with("corpus-");
    for (;;) {
      GALLEY_ASSIGN(const std::optional<std::string_view> line, lines.next());
      if (!line) return lines.found();
      GALLEY_TRY(is_corpus ? corpus_line(*line, lines) : removed_line(*line, lines));
    }
  }

  // A manifest may come from anywhere: its names must not lead out of the folder.
  static bool is_sound_name(std::string_view name) {
    return is_output_name(name) && !name.ends_with(kPartEnding) && name != kManifestName;
  }

  Result<OutputFile> read_plain(const OutputFile& expected) {
    GALLEY_ASSIGN(const std::string bytes,
                  read_file(join_path(folder_, expected.name), std::uint64_t{1} << 30));
    return OutputFile{expected.name, bytes.size(), bytes.size(),
                      hash128(bytes.data(), bytes.size())};
  }

  Status corpus_line(std::string_view line, const OutputLines& lines) {
    if (Status parsed = parser_.parse(line, lines.where(), corpus_); !parsed) {
      fault(to_string(parsed.error()));
      return {};
    }
    found_.kept += corpus_.paragraphs.size();
    for (const std::uint64_t paragraph : corpus_.numbers) {
      GALLEY_TRY(kept_.add({corpus_.document, paragraph}));
    }
    return {};
  }

  Status removed_line(std::string_view line, const OutputLines& lines) {
    if (Status parsed = parser_.parse(line, lines.where(), removed_); !parsed) {
      fault(to_string(parsed.error()));
      return {};
    }
    switch (removed_.reason) {
      case RowReason::kExact:
        ++found_.removed_exact;
        break;
      case RowReason::kNear:
        ++found_.removed_near;
        break;
      case RowReason::kFurniture:
        ++found_.furniture;
        return {};
    }
    if (removed_.kept_document) {
      GALLEY_TRY(keepers_.add({*removed_.kept_document, removed_.kept_paragraph}));
    }
    return {};
  }

  void check_count(const char* what, std::uint64_t found, std::uint64_t expected) {
    if (found == expected) return;
    fault(fmt::format("{}: has {} {}, the manifest says {}; run galley clean again", folder_, found,
                      what, expected));
  }

  Status check_keepers() {
    GALLEY_TRY(kept_.sort());
    GALLEY_TRY(keepers_.sort());
    std::optional<NumberedParagraph> kept;
    for (;;) {
      GALLEY_ASSIGN(const std::optional<NumberedParagraph> keeper, keepers_.next());
      if (!keeper) return {};
      while (!kept || *kept < *keeper) {
        GALLEY_ASSIGN(kept, kept_.next());
        if (!kept) break;
      }
      if (!kept || *keeper < *kept) {
        fault(fmt::format(
            "{}: paragraph {} of document {} is named as a keeper but is not in the corpus; "
            "run galley clean again",
            folder_, keeper->paragraph, keeper->document));
        if (!kept) return {};
      }
    }
  }

  void fault(std::string line) {
    if (result_.faults.size() < kMostFaults) result_.faults.push_back(std::move(line));
  }

  const std::string& folder_;
  const Manifest& manifest_;
  RecordSorter<NumberedParagraph> kept_;
  RecordSorter<NumberedParagraph> keepers_;
  RecordParser parser_;
  ParsedCorpusRecord corpus_;
  ParsedRemovedRecord removed_;
  RunCounts found_;
  Verification result_;
};

}  // namespace

namespace {

Result<Verification> verify_index(const std::string& folder, SpillPlace& place) {
  GALLEY_ASSIGN(const DuplicateIndex index, DuplicateIndex::open_as_it_is(folder));
  GALLEY_ASSIGN(IndexCheck check, check_index(index, place));
  return Verification{check.files, check.bytes, std::move(check.faults)};
}

}  // namespace

Result<Verification> verify(const RunOptions& options, const RunMonitor& monitor) {
  const std::string& folder = options.inputs.front();
  const StopToken never;
  const StopToken& stop = monitor.stop != nullptr ? *monitor.stop : never;
  MemoryBudget budget(budget_bytes(options, 1));
  GALLEY_ASSIGN(const ScratchFolder scratch, ScratchFolder::make(options.temp));
  SpillPlace place(scratch.path(), budget, stop);
  if (is_index(folder)) return verify_index(folder, place);
  GALLEY_ASSIGN(const Manifest manifest, read_manifest(folder));
  Verifier verifier(folder, manifest, place);
  std::uint64_t total = 0;
  for (const OutputFile& output : manifest.outputs) total += output.bytes;
  if (monitor.progress != nullptr) monitor.progress->begin(Stage::kPlan, total);
  for (const OutputFile& output : manifest.outputs) {
    GALLEY_TRY(stop.check());
    GALLEY_TRY(verifier.check_file(output));
    if (monitor.progress != nullptr) monitor.progress->add_bytes(output.bytes);
  }
  GALLEY_TRY(verifier.check_names());
  return verifier.finish();
}

}  // namespace galley
