// SPDX-License-Identifier: Apache-2.0
// The files of a split list its documents in the same order: the corpus those of which something
// stayed, the removed map those of which something went. Walking both in step gives every paragraph
// back.
#include <algorithm>

#include "base/json_text.h"
#include "base/try.h"
#include "galley/run.h"
#include "pipeline/record_cursor.h"
#include "write/manifest.h"

namespace galley {

namespace {

using Sink = std::function<Status(std::string_view)>;

struct PlacedText {
  std::uint64_t number = 0;
  std::string text;
};

class Restorer {
 public:
  Restorer(const std::string& folder, const Sink& sink) : folder_(folder), sink_(sink) {}

  Status split(const OutputFile& corpus_file, const OutputFile& removed_file) {
    GALLEY_ASSIGN(auto corpus, RecordCursor<ParsedCorpusRecord>::open(folder_, corpus_file));
    GALLEY_ASSIGN(auto removed, RecordCursor<ParsedRemovedRecord>::open(folder_, removed_file));
    while (corpus.get() != nullptr || removed.get() != nullptr) {
      const std::uint64_t document = std::min(corpus.document(), removed.document());
      paragraphs_.clear();
      if (corpus.document() == document) {
        id_ = corpus.get()->id;
        for (std::size_t i = 0; i < corpus.get()->paragraphs.size(); ++i) {
          paragraphs_.push_back(
              {corpus.get()->numbers[i], std::string(corpus.get()->paragraphs[i])});
        }
        GALLEY_TRY(corpus.advance());
      }
      while (removed.document() == document) {
        id_ = removed.get()->id;
        GALLEY_TRY(take_removed(removed));
        GALLEY_TRY(removed.advance());
      }
      GALLEY_TRY(put_document());
    }
    return {};
  }

 private:
  Status take_removed(const RecordCursor<ParsedRemovedRecord>& removed) {
    const ParsedRemovedRecord& row = *removed.get();
    if (row.reason == RowReason::kFurniture) return {};
    if (!row.text) {
      return fail(ErrorCode::kUsage, removed.where(),
                  "has no text: the run was without --keep-removed",
                  "run galley clean again with --keep-removed");
    }
    paragraphs_.push_back({row.paragraph, std::string(*row.text)});
    return {};
  }

  Status put_document() {
    if (paragraphs_.empty()) return {};
    std::sort(paragraphs_.begin(), paragraphs_.end(),
              [](const PlacedText& a, const PlacedText& b) { return a.number < b.number; });
    line_ = "{\"id\":";
    append_json_string(line_, id_);
    line_ += ",\"text\":\"";
    for (const PlacedText& paragraph : paragraphs_) {
      if (&paragraph != &paragraphs_.front()) line_ += "\\n\\n";
      append_json_escaped(line_, paragraph.text);
    }
    line_ += "\"}\n";
    return sink_(line_);
  }

  const std::string& folder_;
  const Sink& sink_;
  std::string id_;
  std::string line_;
  std::vector<PlacedText> paragraphs_;
};

}  // namespace

Status restore(const RunOptions& options, const RunMonitor& monitor, const Sink& sink) {
  const std::string& folder = options.inputs.front();
  GALLEY_ASSIGN(const Manifest manifest, read_manifest(folder));
  const StopToken never;
  const StopToken& stop = monitor.stop != nullptr ? *monitor.stop : never;
  Restorer restorer(folder, sink);
  const OutputFile* corpus = nullptr;
  for (const OutputFile& output : manifest.outputs) {
    GALLEY_TRY(stop.check());
    if (output.name.starts_with("corpus-")) corpus = &output;
    if (!output.name.starts_with("removed-")) continue;
    if (corpus == nullptr) {
      return fail(ErrorCode::kCorrupt, join_path(folder, kManifestName),
                  "lists a removed map alone", "run galley clean again");
    }
    GALLEY_TRY(restorer.split(*corpus, output));
    corpus = nullptr;
  }
  return {};
}

}  // namespace galley
