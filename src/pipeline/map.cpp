// SPDX-License-Identifier: Apache-2.0
#include "pipeline/map.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/hash.h"
#include "base/letters.h"
#include "base/try.h"
#include "dedup/banding.h"
#include "dedup/units.h"
#include "pipeline/map_counts.h"
#include "pipeline/plain_paragraphs.h"
#include "pipeline/trace_lines.h"
#include "repair/doubtful_letters.h"

namespace galley {

namespace {

// Where letters are compared an equal hash spares no paragraph its signature: it may prove another.
SeenContents* seen_of(const Mapper::Shared& shared) {
  return shared.options->dedup.exact_copies == ExactCopies::kByHash ? shared.seen : nullptr;
}

}  // namespace

Mapper::Mapper(const Shared& shared)
    : shared_(shared),
      fingerprinter_(fingerprint_plan(shared.options->dedup), seen_of(shared)),
      batch_(shared.options->dedup) {
  if (shared.taking == Taking::kRepair) {
    repairer_.emplace(shared.options->repair, *shared.vocabulary);
  }
  repaired_.edits.set_keep(shared.options->edits.empty() ? EditLog::Keep::kCounts
                                                         : EditLog::Keep::kEntries);
}

void Mapper::take_text(const Document& document) {
  const WorkTimer timer(shared_.meter, Work::kRepair);
  if (repairer_) {
    repairer_->repair(document, repaired_);
  } else {
    take_paragraphs(document, repaired_);
  }
}

Result<MappedChunk> Mapper::map(std::uint32_t number, const PlannedChunk& plan,
                                const DocumentBatch& batch) {
  MappedChunk mapped;
  SplitCutter cutter(shared_.split_bytes, plan.split, plan.split_filled_bytes);
  std::uint64_t document_number = plan.first_document;
  std::uint32_t index = 0;
  std::uint64_t spool_bytes = 0;  // that the documents from here on will take
  for (const BatchDocument& each : batch.documents()) {
    spool_bytes += each.document.text.size() + spool_header_bytes(each.document);
  }
  mapped.id_hashes.reserve(batch.documents().size());
  for (const BatchDocument& each : batch.documents()) {
    const Document& document = each.document;
    const std::uint32_t split = cutter.place(document.text.size(), plan.whole());
    if (mapped.parts.empty() || mapped.parts.back().split != split) {
      mapped.parts.push_back({split, index, {}});
      mapped.parts.back().spool.bytes.reserve(spool_bytes);
    }
    spool_bytes -= document.text.size() + spool_header_bytes(document);
    take_text(document);
    fingerprint(ord_of(number, index), document_number);
    index += static_cast<std::uint32_t>(repaired_.paragraphs.size());
    count_furniture_letters(document);
    if (!shared_.options->edits.empty()) {
      append_edit_lines(each, repaired_, document_number, mapped.edit_lines);
    }
    describe_structure(each);
    {
      const WorkTimer timer(shared_.meter, Work::kSpool);
      append_to_spool(
          {document_number, &document, &repaired_, letters_, furniture_letters_, structure_},
          mapped.parts.back().spool);
    }
    mapped.last_document_paragraphs = repaired_.paragraphs.size();
    mapped.counts.paragraphs_in += repaired_.paragraphs.size();
    mapped.counts.letters_in += letters_of(document);
    add_repair_counts(repaired_, mapped.counts);
    for (std::size_t i = 0; i < kEditReasons; ++i) {
      edits_[i] += repaired_.edits.count(static_cast<EditReason>(i));
    }
    // Furniture is listed in the removed map, and its letters are counted there.
    for (const std::uint32_t letters : furniture_letters_) mapped.counts.letters_edited -= letters;
    mapped.id_hashes.push_back(hash64(document.id));
    if (!mapped.sample && shared_.taking == Taking::kRepair) choose_sample(document, mapped);
    mapped.text_bytes += document.text.size();
    ++document_number;
  }
  mapped.paragraphs = index;
  mapped.repeats = std::exchange(repeats_, 0);
  if (repairer_) mapped.figures = repairer_->take_figures();
  mapped.figures.edits = std::exchange(edits_, {});
  const WorkTimer timer(shared_.meter, Work::kFingerprint);
  if (shared_.search == nullptr) {
    mapped.batch = std::exchange(batch_, DuplicateSearch::Batch(shared_.options->dedup));
    return mapped;
  }
  GALLEY_TRY(shared_.search->take(batch_));
  return mapped;
}

Status Mapper::fingerprint_again(const Spool& spool, std::uint32_t store) {
  const WorkTimer timer(shared_.meter, Work::kFingerprint);
  std::uint32_t index = 0;
  GALLEY_TRY(spool.store(store).for_each_document([&](const SpooledDocument& document) -> Status {
    if (document.paragraphs.empty()) return {};
    ParagraphPlace place = place_of(spool.ord_of({store, index}), document.document);
    index += static_cast<std::uint32_t>(document.paragraphs.size());
    fingerprint_units(document.paragraphs.size(), place,
                      [&](std::size_t i) { return document.paragraphs[i].text; });
    return batch_.is_full() ? shared_.search->take(batch_) : Status();
  }));
  return shared_.search->take(batch_);
}

// Where nothing is repaired the paragraphs have all the letters, and they are counted already.
std::uint64_t Mapper::letters_of(const Document& document) const {
  return shared_.taking == Taking::kRepair
             ? count_letters(document.text)
             : std::accumulate(letters_.begin(), letters_.end(), std::uint64_t{0});
}

void Mapper::fingerprint(std::uint64_t first_ord, std::uint64_t document_number) {
  const WorkTimer timer(shared_.meter, Work::kFingerprint);
  fingerprint_units(repaired_.paragraphs.size(), place_of(first_ord, document_number),
                    [&](std::size_t i) { return repaired_.text_of(repaired_.paragraphs[i]); });
}

template <class TextOf>
void Mapper::fingerprint_units(std::size_t paragraphs, ParagraphPlace place, TextOf text_of) {
  letters_.clear();
  const std::uint64_t first_ord = place.ord;
  const DedupUnit unit = shared_.options->dedup.unit;
  const ItemSeams seams = seams_of(unit, paragraphs, text_of);
  for (std::size_t first = 0, end = 0; first < paragraphs; first = end) {
    end = unit_end(unit, seams, first, paragraphs, text_of);
    // It goes by the name of its first paragraph.
    place.ord = first_ord + first;
    const std::uint32_t letters =
        add_to_search(text_between(text_of(first), text_of(end - 1)), place);
    if (end == first + 1) {
      letters_.push_back(letters);
      continue;
    }
    for (std::size_t i = first; i < end; ++i) {
      letters_.push_back(static_cast<std::uint32_t>(count_letters(text_of(i))));
    }
  }
}

ParagraphPlace Mapper::place_of(std::uint64_t ord, std::uint64_t document_number) const {
  ParagraphPlace place;
  place.ord = ord;
  if (shared_.options->dedup.scope == DedupScope::kDocument) place.scope = document_number;
  return place;
}

std::uint32_t Mapper::add_to_search(std::string_view text, ParagraphPlace& place) {
  if (shared_.options->dedup.keep == Keep::kCleanest) {
    place.doubtful_letters = doubtful_letters(text, *shared_.vocabulary);
  }
  const Fingerprint& fingerprint = fingerprinter_.compute(text, place);
  if (fingerprint.kind == Fingerprint::Kind::kRepeat) ++repeats_;
  batch_.add(place.ord, place.doubtful_letters, fingerprint);
  return fingerprint.letters;
}

void Mapper::describe_structure(const BatchDocument& read) {
  structure_.clear();
  if (shared_.options->structure == Structure::kOmit) return;
  for (const Paragraph& paragraph : repaired_.paragraphs) {
    append_structure(paragraph.kind, source_of(read, paragraph), structure_.emplace_back());
  }
}

void Mapper::count_furniture_letters(const Document& document) {
  furniture_letters_.clear();
  for (const Furniture& furniture : repaired_.furniture) {
    furniture_letters_.push_back(static_cast<std::uint32_t>(count_letters(document.text.substr(
        furniture.source_begin, furniture.source_end - furniture.source_begin))));
  }
}

void Mapper::choose_sample(const Document& document, MappedChunk& mapped) const {
  constexpr std::size_t kMostBytes = 900;
  for (const Paragraph& paragraph : repaired_.paragraphs) {
    const std::string_view before =
        document.text.substr(paragraph.source_begin, paragraph.source_end - paragraph.source_begin);
    const auto breaks = std::count(before.begin(), before.end(), '\n');
    if (breaks < 3 || breaks > 12 || before.size() > kMostBytes) continue;
    mapped.sample = Sample{std::string(document.id),
                           std::string(before),
                           {},
                           std::string(repaired_.text_of(paragraph)),
                           "one paragraph"};
    return;
  }
}

}  // namespace galley
