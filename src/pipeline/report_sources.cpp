// SPDX-License-Identifier: Apache-2.0
#include "pipeline/report_sources.h"

#include <algorithm>

#include "base/hash.h"
#include "base/try.h"
#include "base/utf8.h"

namespace galley {

namespace {

// Of a page: what a reader looks at before the next.
constexpr std::size_t kMostPageLines = 50;
// A paragraph of so many lines is prose, most likely, and no heading.
constexpr std::size_t kProseLines = 4;
constexpr std::size_t kMostPageBytes = 8000;
// Of all documents together; what is beyond is not read again.
constexpr std::uint64_t kMostRepairedBytes = std::uint64_t{256} << 20;

bool is_same(const RepeatedDocument& repeated, const SampledDocument& expected) {
  if (repeated.paragraphs.size() != expected.paragraphs.size()) return false;
  for (std::size_t i = 0; i < expected.paragraphs.size(); ++i) {
    const ExpectedParagraph& paragraph = expected.paragraphs[i];
    const std::string& again = repeated.paragraphs[i].text;
    const bool same = paragraph.fate == Fate::kKept ? paragraph.hash == hash64(again)
                                                    : paragraph.chars == count_code_points(again);
    if (paragraph.number != i || !same) return false;
  }
  return true;
}

bool is_join(const ParagraphStory& paragraph) {
  return paragraph.lines.size() > 1;
}

class SourceReader {
 public:
  explicit SourceReader(ReportDraft& draft) : draft_(draft) {}

  [[nodiscard]] bool is_sated() const { return repaired_bytes_ > kMostRepairedBytes; }

  void take(std::uint64_t document, const std::string& input, RepeatedDocument repeated) {
    SampledDocument& sampled = draft_.documents.at(document);
    sampled.source = input;
    if (repeated.fault.empty() && !is_same(repeated, sampled)) {
      repeated.fault = "is repaired otherwise by this galley than by that of the corpus";
      repeated.remedy = "use the galley that made the corpus";
    }
    if (!repeated.fault.empty()) {
      Report& report = draft_.report;
      if (report.source_fault.empty()) {
        report.source_fault = input + " " + repeated.fault;
        report.source_remedy = repeated.remedy;
      }
      return;
    }
    for (const RepeatedParagraph& paragraph : repeated.paragraphs) {
      repaired_bytes_ += paragraph.text.size();
    }
    for (auto at = draft_.removed_texts.lower_bound({document, 0});
         at != draft_.removed_texts.end() && at->first.document == document; ++at) {
      if (at->first.paragraph < repeated.paragraphs.size()) {
        at->second = repeated.paragraphs[at->first.paragraph].text;
      }
    }
    if (sampled.is_page) show(document, sampled, std::move(repeated));
  }

 private:
  // The first paragraph of several lines behind a place chosen by hash, or else in the document.
  static std::size_t first_shown(std::uint64_t number, const RepeatedDocument& repeated) {
    const auto& paragraphs = repeated.paragraphs;
    if (paragraphs.empty()) return 0;
    const std::size_t place = mix64(number) % paragraphs.size();
    for (const std::size_t wanted : {kProseLines, std::size_t{2}}) {
      for (std::size_t i = 0; i < paragraphs.size(); ++i) {
        const std::size_t at = (place + i) % paragraphs.size();
        if (paragraphs[at].lines.size() >= wanted) return at;
      }
    }
    return 0;
  }

  void show(std::uint64_t number, SampledDocument& sampled, RepeatedDocument repeated) {
    ReportPage page;
    page.paragraphs = repeated.paragraphs.size();
    page.story.id = sampled.id;
    page.story.document = number;
    page.story.source = sampled.source;
    std::size_t lines = 0, bytes = 0;
    auto furniture = sampled.furniture.begin();
    const std::size_t first = first_shown(number, repeated);
    while (furniture != sampled.furniture.end() && furniture->number < first) ++furniture;
    for (std::size_t i = first; i < repeated.paragraphs.size(); ++i) {
      RepeatedParagraph& again = repeated.paragraphs[i];
      for (; furniture != sampled.furniture.end() && furniture->number <= i; ++furniture) {
        if (++lines <= kMostPageLines) page.story.paragraphs.push_back(std::move(*furniture));
      }
      lines += again.lines.size();
      bytes += again.text.size();
      if (i > first && (lines > kMostPageLines || bytes > kMostPageBytes)) break;
      ParagraphStory paragraph;
      paragraph.number = i;
      paragraph.fate = sampled.paragraphs[i].fate;
      paragraph.chars = sampled.paragraphs[i].chars;
      paragraph.kind = again.kind;
      paragraph.text = std::move(again.text);
      paragraph.lines = std::move(again.lines);
      const auto keeper = sampled.keepers.find(i);
      if (keeper != sampled.keepers.end()) paragraph.keeper = keeper->second;
      page.story.paragraphs.push_back(std::move(paragraph));
    }
    if (std::any_of(page.story.paragraphs.begin(), page.story.paragraphs.end(), is_join)) {
      draft_.report.pages.push_back(std::move(page));
    }
  }

  ReportDraft& draft_;
  std::uint64_t repaired_bytes_ = 0;
};

}  // namespace

Status read_sources(const Manifest& manifest, const RepeatSettings& settings, const StopToken& stop,
                    ReportDraft& draft) {
  if (draft.documents.empty()) return {};
  GALLEY_ASSIGN(RepeatedRepairs repairs, RepeatedRepairs::open(manifest, settings));
  SourceReader reader(draft);
  std::uint64_t first = 0;  // document of the input
  auto next = draft.documents.begin();
  for (const InputFacts& input : manifest.inputs) {
    std::vector<std::uint64_t> indexes;
    for (; next != draft.documents.end() && next->first < first + input.documents; ++next) {
      indexes.push_back(next->first - first);
    }
    const Status read = repairs.read(input, indexes, stop,
                                     [&](std::uint64_t index, RepeatedDocument repeated) -> Status {
                                       reader.take(first + index, input.path, std::move(repeated));
                                       return {};
                                     });
    if (!read) {
      const ErrorCode code = read.error().code;
      if (code == ErrorCode::kInterrupted || code == ErrorCode::kResource) return read;
      // An input that cannot be read any more takes its samples with it, not the report.
      draft.report.source_fault = read.error().where + " " + read.error().what;
      draft.report.source_remedy = read.error().remedy;
    }
    if (reader.is_sated()) break;
    first += input.documents;
  }
  return {};
}

}  // namespace galley
