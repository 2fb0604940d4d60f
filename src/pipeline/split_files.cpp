// SPDX-License-Identifier: Apache-2.0
#include "pipeline/split_files.h"

#include <algorithm>
#include <charconv>

#include "base/json_text.h"
#include "base/try.h"
#include "pipeline/record_cursor.h"

namespace galley {

namespace {

constexpr std::string_view kBeforeId = "{\"id\":";
constexpr std::string_view kBeforeDocument = ",\"document\":";

// The beginning of a line as records.cpp writes it. Empty views where it is another.
struct LineHead {
  std::string_view id;  // in its quotes, with its escapes
  std::uint64_t document = 0;
};

std::optional<LineHead> head_of(std::string_view line) {
  if (!line.starts_with(kBeforeId)) return std::nullopt;
  // In the quotes of an id no other quote stands without a backslash.
  const std::size_t behind = line.find(kBeforeDocument, kBeforeId.size());
  if (behind == std::string_view::npos) return std::nullopt;
  LineHead head{line.substr(kBeforeId.size(), behind - kBeforeId.size()), 0};
  const char* const digits = line.data() + behind + kBeforeDocument.size();
  const auto [end, fault] = std::from_chars(digits, line.data() + line.size(), head.document);
  if (fault != std::errc() || end == digits) return std::nullopt;
  return head;
}

// Whether at most two letters changed, left out or put in make `b` of `a`.
bool is_within_two(std::string_view a, std::string_view b, int allowed = 2) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  if (a.empty() || b.empty()) return a.size() + b.size() <= static_cast<std::size_t>(allowed);
  if (allowed == 0) return false;
  return is_within_two(a.substr(1), b.substr(1), allowed - 1) ||
         is_within_two(a.substr(1), b, allowed - 1) || is_within_two(a, b.substr(1), allowed - 1);
}

// How near an id in quotes is to what was asked for: less is nearer, 9 is not near.
int distance_of(std::string_view id, std::string_view asked) {
  const std::string_view bare = id.substr(1, id.size() - 2),
                         meant = asked.substr(1, asked.size() - 2);
  const auto difference =
      static_cast<std::ptrdiff_t>(bare.size()) - static_cast<std::ptrdiff_t>(meant.size());
  if (difference <= 2 && difference >= -2 && meant.size() > 3 && is_within_two(bare, meant))
    return 1;
  // The last name of a path, or a path where the id is only its end.
  if (bare.ends_with("/" + std::string(meant)) || bare.starts_with(std::string(meant) + '#')) {
    return 2;
  }
  if (meant.ends_with("/" + std::string(bare))) return 2;
  return 9;
}

// An id as it was before it was written.
Result<std::string> unescaped(std::string_view line, const std::string& where, bool is_corpus) {
  RecordParser parser;
  if (is_corpus) {
    ParsedCorpusRecord record;
    GALLEY_TRY(parser.parse(line, where, record));
    return std::string(record.id);
  }
  ParsedRemovedRecord record;
  GALLEY_TRY(parser.parse(line, where, record));
  return std::string(record.id);
}

}  // namespace

Result<SplitFiles> SplitFiles::of(const std::string& folder, const Manifest& manifest) {
  SplitFiles files;
  files.folder_ = folder;
  const OutputFile* corpus = nullptr;
  for (const OutputFile& output : manifest.outputs) {
    const bool is_corpus = output.name.starts_with("corpus-");
    if (!is_corpus && !output.name.starts_with("removed-")) continue;
    if (is_corpus != (corpus == nullptr) || output.name.find('/') != std::string::npos) {
      return fail(ErrorCode::kCorrupt, join_path(folder, kManifestName),
                  "does not list its files in pairs", "run galley clean again");
    }
    if (!is_corpus) files.splits_.push_back({*corpus, output, {}});
    corpus = is_corpus ? &output : nullptr;
  }
  return files;
}

Result<std::uint64_t> SplitFiles::first_from(std::size_t number) {
  for (; number < splits_.size(); ++number) {
    Split& split = splits_[number];
    if (!split.first_document) {
      GALLEY_ASSIGN(const auto corpus,
                    RecordCursor<ParsedCorpusRecord>::open(folder_, split.corpus));
      GALLEY_ASSIGN(const auto removed,
                    RecordCursor<ParsedRemovedRecord>::open(folder_, split.removed));
      split.first_document = std::min(corpus.document(), removed.document());
    }
    if (*split.first_document != UINT64_MAX) return *split.first_document;
  }
  return UINT64_MAX;
}

Result<SplitFiles::Range> SplitFiles::splits_of(std::uint64_t document) {
  // The first split that begins with this document or a later one; the one before may end with it.
  std::size_t low = 0, high = splits_.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    GALLEY_ASSIGN(const std::uint64_t first, first_from(middle));
    if (first < document) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  Range range{low == 0 ? 0 : low - 1, low};
  while (range.last < splits_.size()) {
    GALLEY_ASSIGN(const std::uint64_t first, first_from(range.last));
    if (first != document) break;
    ++range.last;
  }
  return range;
}

Result<FoundId> SplitFiles::find(std::string_view id, const StopToken& stop,
                                 RunProgress* progress) const {
  std::string asked;
  append_json_string(asked, id);
  FoundId found;
  int nearest = 9;
  const auto look_into = [&](const OutputFile& file, bool is_corpus) -> Status {
    GALLEY_ASSIGN(OutputLines lines, OutputLines::open(folder_, file));
    std::uint64_t last = UINT64_MAX;  // rows of one document stand together
    for (;;) {
      GALLEY_ASSIGN(const std::optional<std::string_view> line, lines.next());
      if (!line) return lines.check_content();
      const std::optional<LineHead> head = head_of(*line);
      if (!head || head->document == last) continue;
      last = head->document;
      if (head->id == asked) {
        found.documents.push_back(head->document);
      } else if (nearest > 1 && found.documents.empty() && head->id.size() > 2) {
        const int distance = distance_of(head->id, asked);
        if (distance >= nearest) continue;
        nearest = distance;
        GALLEY_ASSIGN(found.nearest, unescaped(*line, lines.where(), is_corpus));
      }
    }
  };
  std::uint64_t total = 0;
  for (const Split& split : splits_) total += split.corpus.bytes + split.removed.bytes;
  if (progress != nullptr) progress->begin(Stage::kPlan, total);
  for (const Split& split : splits_) {
    GALLEY_TRY(stop.check());
    GALLEY_TRY(look_into(split.corpus, true));
    GALLEY_TRY(look_into(split.removed, false));
    if (progress != nullptr) progress->add_bytes(split.corpus.bytes + split.removed.bytes);
    std::sort(found.documents.begin(), found.documents.end());
    found.documents.erase(std::unique(found.documents.begin(), found.documents.end()),
                          found.documents.end());
    if (found.documents.size() > kMostFound) {
      found.documents.resize(kMostFound);
      break;
    }
  }
  return found;
}

}  // namespace galley
