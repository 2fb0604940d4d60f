// SPDX-License-Identifier: Apache-2.0
// One pass over the split's documents, in step with its removals, which are in the same order.
#include "pipeline/emit.h"

#include "base/check.h"
#include "base/try.h"
#include "base/utf8.h"
#include "dedup/units.h"
#include "write/records.h"

namespace galley {

namespace {

class SplitEmitter {
 public:
  SplitEmitter(const std::vector<TracedRemoval>& removals, const Spool& spool,
               const EmitSettings& settings, ShardWriter corpus, ShardWriter removed)
      : next_(removals.data()),
        end_(next_ + removals.size()),
        spool_(spool),
        settings_(settings),
        corpus_(std::move(corpus)),
        removed_(std::move(removed)) {}

  // Documents that follow are of `store`.
  void begin(std::uint32_t store) {
    store_ = store;
    index_ = 0;
  }

  Status document(const SpooledDocument& document) {
    kept_.clear();
    numbers_.clear();
    structure_.clear();
    std::size_t removed_end = 0;  // of the unit that is being removed
    auto furniture = document.furniture.begin();
    const auto put_furniture_before = [&](std::uint64_t paragraph) {
      for (; furniture != document.furniture.end() && furniture->before_paragraph <= paragraph;
           ++furniture) {
        put_furniture(document, *furniture);
      }
    };
    for (std::size_t i = 0; i < document.paragraphs.size(); ++i, ++index_) {
      const SpooledParagraph& paragraph = document.paragraphs[i];
      const std::uint64_t number = document.first_paragraph + i;
      put_furniture_before(number);
      if (next_ != end_ && next_->store == store_ && next_->index == index_) {
        // What is removed as a whole goes by its first paragraph.
        const auto text_of = [&](std::size_t at) { return document.paragraphs[at].text; };
        const std::size_t count = document.paragraphs.size();
        const ItemSeams seams = seams_of(settings_.unit, count, text_of);
        removed_end = unit_end(settings_.unit, seams, i, count, text_of);
      }
      if (i < removed_end) {
        GALLEY_TRY(put_removed(document, paragraph, number));
        if (i + 1 == removed_end) ++next_;
      } else {
        kept_.push_back(paragraph.text);
        numbers_.push_back(number);
        if (!paragraph.structure.empty()) structure_.push_back(paragraph.structure);
        ++counts_.kept;
        counts_.letters_kept += paragraph.letters;
      }
    }
    put_furniture_before(UINT64_MAX);
    GALLEY_TRY(removed_.flush_if_full());
    if (kept_.empty()) return {};
    const bool whole = document.first_paragraph == 0 && kept_.size() == document.paragraphs.size();
    if (whole) numbers_.clear();
    // Where all stayed, the text is taken as it lies, blank lines and all.
    const std::string_view text[] = {document.text};
    append_corpus_record(corpus_.lines(),
                         {document.id, document.document,
                          whole ? std::span<const std::string_view>(text) : std::span(kept_),
                          document.source, document.metadata, numbers_, structure_});
    return corpus_.flush_if_full();
  }

  Result<EmittedSplit> finish() {
    GALLEY_CHECK(next_ == end_);
    EmittedSplit emitted;
    GALLEY_ASSIGN(emitted.corpus, corpus_.finish());
    GALLEY_ASSIGN(emitted.removed, removed_.finish());
    emitted.counts = counts_;
    return emitted;
  }

 private:
  Status put_removed(const SpooledDocument& document, const SpooledParagraph& paragraph,
                     std::uint64_t number) {
    const auto reason = static_cast<RemovalReason>(next_->reason);
    RemovedRecord row;
    row.id = document.id;
    row.document = document.document;
    row.paragraph = number;
    row.chars = count_code_points(paragraph.text);
    row.reason = reason == RemovalReason::kExact ? RowReason::kExact : RowReason::kNear;
    GALLEY_ASSIGN(row.keeper, keeper());
    if (!row.keeper->run.empty()) ++counts_.removed_by_index;
    row.similarity_ppm = next_->similarity_ppm;
    if (settings_.removed_text == RemovedTexts::kKeep) row.text = paragraph.text;
    append_removed_record(removed_.lines(), row);
    ++(reason == RemovalReason::kExact ? counts_.removed_exact : counts_.removed_near);
    counts_.letters_removed += paragraph.letters;
    return {};
  }

  // Of the present removal; good until the next call.
  Result<Keeper> keeper() {
    const TracedRemoval& removal = *next_;
    if (removal.keeper_store == kInIndex) {
      const IndexedKeepers& indexed = *settings_.indexed;
      GALLEY_ASSIGN(const std::string_view id,
                    indexed.id(removal.keeper_record, removal.keeper_record_bytes, keeper_id_));
      return Keeper{id, std::nullopt, removal.keeper_paragraph,
                    indexed.run_name(removal.keeper_document)};
    }
    const SplitStore& store = spool_.store(removal.keeper_store);
    GALLEY_ASSIGN(keeper_id_, store.id_of({removal.keeper_document, removal.keeper_paragraph,
                                           removal.keeper_record, removal.keeper_record_bytes}));
    return Keeper{keeper_id_, removal.keeper_document, removal.keeper_paragraph, {}};
  }

  void put_furniture(const SpooledDocument& document, const SpooledFurniture& furniture) {
    RemovedRecord row;
    row.id = document.id;
    row.document = document.document;
    row.paragraph = furniture.before_paragraph;
    row.chars = count_code_points(furniture.text);
    row.reason = RowReason::kFurniture;
    row.text = furniture.text;
    append_removed_record(removed_.lines(), row);
    ++counts_.furniture;
    counts_.letters_removed += furniture.letters;
  }

  const TracedRemoval* next_;
  const TracedRemoval* end_;
  const Spool& spool_;
  const EmitSettings& settings_;
  ShardWriter corpus_;
  ShardWriter removed_;
  RunCounts counts_;
  std::uint32_t store_ = 0;
  std::uint32_t index_ = 0;
  std::vector<std::string_view> kept_;
  std::vector<std::uint64_t> numbers_;
  std::vector<std::string_view> structure_;
  std::string keeper_id_;
};

}  // namespace

Result<EmittedSplit> emit_split(std::uint32_t split, const std::vector<TracedRemoval>& removals,
                                const Spool& spool, const EmitSettings& settings, int threads) {
  GALLEY_ASSIGN(
      ShardWriter corpus,
      ShardWriter::create(settings.folder, shard_name("corpus", split), settings.level, threads));
  GALLEY_ASSIGN(
      ShardWriter removed,
      ShardWriter::create(settings.folder, shard_name("removed", split), settings.level, 1));
  SplitEmitter emitter(removals, spool, settings, std::move(corpus), std::move(removed));
  std::uint64_t text_bytes = 0;
  for (std::uint32_t store = spool.first_store(split); store < spool.first_store(split + 1);
       ++store) {
    emitter.begin(store);
    GALLEY_TRY(spool.store(store).for_each_document(
        [&](const SpooledDocument& document) { return emitter.document(document); }));
    text_bytes += spool.store(store).size_bytes();
  }
  GALLEY_ASSIGN(EmittedSplit emitted, emitter.finish());
  emitted.text_bytes = text_bytes;
  return emitted;
}

}  // namespace galley
