// SPDX-License-Identifier: Apache-2.0
#include "pipeline/group_files.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "base/file.h"
#include "base/try.h"
#include "pipeline/number_file.h"
#include "write/manifest.h"

namespace galley {

namespace {

constexpr std::string_view kTextName = "text";
constexpr std::string_view kIdsName = "ids";
constexpr std::string_view kEditsName = "edits";
constexpr std::string_view kNumbersName = "numbers";
constexpr std::string_view kSearchName = "search";
constexpr std::string_view kRunCountsName = "counts.json";
constexpr std::uint64_t kMostCountsBytes = std::uint64_t{1} << 20;
// Numbers of a store, and of a stretch.
constexpr std::uint64_t kOfStore = 8;
constexpr std::uint64_t kOfStretch = 3;

std::unexpected<Error> corrupt_group(const std::string& folder) {
  return fail(ErrorCode::kCorrupt, folder, "does not hold what a task of map writes",
              "remove it and run again");
}

std::vector<std::uint64_t> numbers_of(const GroupTexts& facts) {
  std::vector<std::uint64_t> numbers;
  numbers.push_back(facts.last_paragraphs.size());
  numbers.insert(numbers.end(), facts.last_paragraphs.begin(), facts.last_paragraphs.end());
  numbers.push_back(facts.stores.size());
  for (const auto& [split, image] : facts.stores) {
    numbers.insert(numbers.end(),
                   {split, image.size_bytes, image.documents_offset, image.paragraphs_offset,
                    image.documents, image.paragraphs, image.hash.high, image.hash.low});
  }
  numbers.push_back(facts.stretches.size());
  for (const Spool::Stretch& stretch : facts.stretches) {
    numbers.insert(numbers.end(), {stretch.first_ord, stretch.store, stretch.first_index});
  }
  return numbers;
}

}  // namespace

Result<std::unique_ptr<GroupWriter>> GroupWriter::create(TaskFolder folder, SpillPlace& place,
                                                         Edits edits, Fingerprints fingerprints) {
  GALLEY_ASSIGN(RunWriter ids,
                RunWriter::create(join_path(folder.path(), kIdsName),
                                  run_kind_of<std::uint64_t>(kIdsName), Durability::kScratch));
  std::unique_ptr<GroupWriter> writer(new GroupWriter(std::move(folder), std::move(ids)));
  if (fingerprints == Fingerprints::kKept) {
    GALLEY_ASSIGN(SearchFilesWriter search,
                  SearchFilesWriter::create(writer->folder_.path(), place, Durability::kScratch));
    writer->search_.emplace(std::move(search));
  }
  if (edits == Edits::kKept) {
    GALLEY_ASSIGN(AtomicFile file,
                  AtomicFile::create(join_path(writer->folder_.path(), kEditsName)));
    writer->edits_.emplace(std::move(file));
  }
  return writer;
}

Status GroupWriter::add(MappedChunk& mapped) {
  facts_.counts += mapped.counts;
  facts_.figures += mapped.figures;
  facts_.texts.last_paragraphs.push_back(mapped.last_document_paragraphs);
  GALLEY_TRY(ids_.append_records(std::span<const std::uint64_t>(mapped.id_hashes)));
  if (edits_) GALLEY_TRY(edits_->write(mapped.edit_lines));
  return search_ ? search_->add(*std::move(mapped.batch)) : Status();
}

Status GroupWriter::finish(Spool& spool, std::uint32_t first_store) {
  GALLEY_ASSIGN(AtomicFile text, AtomicFile::create(join_path(folder_.path(), kTextName)));
  std::uint64_t offset = 0;
  for (std::uint32_t store = first_store; store < spool.stores(); ++store) {
    GALLEY_ASSIGN(SplitStore::Image image, spool.store(store).write([&](std::string_view bytes) {
      return text.write(bytes);
    }));
    image.offset = offset;
    offset += image.size_bytes;
    facts_.texts.stores.push_back({spool.split_of(store), image});
  }
  GALLEY_TRY(text.commit(Durability::kScratch));
  for (const Spool::Stretch& stretch : spool.stretches()) {
    if (stretch.store < first_store) continue;
    facts_.texts.stretches.push_back(
        {stretch.first_ord, stretch.store - first_store, stretch.first_index});
  }
  if (search_) {
    GALLEY_ASSIGN(facts_.search, search_->finish());
    GALLEY_TRY(write_numbers(join_path(folder_.path(), kSearchName), facts_.search->numbers(),
                             Durability::kScratch));
  }
  GALLEY_TRY(ids_.finish());
  if (edits_) GALLEY_TRY(edits_->commit(Durability::kScratch));
  Manifest counts;
  counts.counts = facts_.counts;
  counts.figures = facts_.figures;
  GALLEY_TRY(write_file_atomically(join_path(folder_.path(), kRunCountsName), to_json(counts),
                                   Durability::kScratch));
  GALLEY_TRY(write_numbers(join_path(folder_.path(), kNumbersName), numbers_of(facts_.texts),
                           Durability::kScratch));
  GALLEY_TRY(folder_.commit());
  const auto written = group_text(folder_.final_path(), spool.place());
  for (const GroupTexts::Store& store : facts_.texts.stores) {
    spool.store(first_store++).move_to(written, store.image);
  }
  return {};
}

Result<GroupTexts> load_texts(const std::string& folder, const ChunkGroup& group) {
  GroupTexts facts;
  GALLEY_ASSIGN(NumberReader numbers, NumberReader::open(join_path(folder, kNumbersName)));
  facts.last_paragraphs = numbers.next_few(numbers.next());
  if (facts.last_paragraphs.size() != group.end - group.first) return corrupt_group(folder);
  const std::uint64_t stores = numbers.next();
  if (stores > numbers.left() / kOfStore) return corrupt_group(folder);
  std::uint64_t offset = 0;
  for (std::uint64_t i = 0; i < stores; ++i) {
    GroupTexts::Store store;
    store.split = static_cast<std::uint32_t>(numbers.next());
    SplitStore::Image& image = store.image;
    image.offset = offset;
    image.size_bytes = numbers.next();
    image.documents_offset = numbers.next();
    image.paragraphs_offset = numbers.next();
    image.documents = numbers.next();
    image.paragraphs = numbers.next();
    image.hash.high = numbers.next();
    image.hash.low = numbers.next();
    offset += image.size_bytes;
    if (!image.is_sound()) return corrupt_group(folder);
    facts.stores.push_back(store);
  }
  const std::uint64_t stretches = numbers.next();
  if (stretches > numbers.left() / kOfStretch) return corrupt_group(folder);
  for (std::uint64_t i = 0; i < stretches; ++i) {
    Spool::Stretch stretch;
    stretch.first_ord = numbers.next();
    stretch.store = static_cast<std::uint32_t>(numbers.next());
    stretch.first_index = static_cast<std::uint32_t>(numbers.next());
    if (stretch.store >= stores) return corrupt_group(folder);
    facts.stretches.push_back(stretch);
  }
  GALLEY_TRY(numbers.finish());
  return facts;
}

Result<SearchFacts> load_search_facts(const std::string& folder) {
  GALLEY_ASSIGN(NumberReader numbers, NumberReader::open(join_path(folder, kSearchName)));
  const std::optional<SearchFacts> facts = SearchFacts::of(numbers.next_few(numbers.left()));
  if (!facts) return corrupt_group(folder);
  return *facts;
}

Result<GroupFacts> load_group(const std::string& folder, const ChunkGroup& group) {
  GroupFacts facts;
  const std::string counts_path = join_path(folder, kRunCountsName);
  GALLEY_ASSIGN(const std::string json, read_file(counts_path, kMostCountsBytes));
  GALLEY_ASSIGN(const Manifest counts, parse_manifest(json, counts_path));
  facts.counts = counts.counts;
  facts.figures = counts.figures;
  GALLEY_ASSIGN(facts.texts, load_texts(folder, group));
  if (path_exists(join_path(folder, kSearchName))) {
    GALLEY_ASSIGN(facts.search, load_search_facts(folder));
  }
  return facts;
}

std::shared_ptr<const PooledFile> group_text(const std::string& folder, SpillPlace& place) {
  return std::make_shared<const PooledFile>(place.files(), join_path(folder, kTextName));
}

std::vector<std::uint64_t> continued_paragraphs(const GroupTexts& texts,
                                                std::span<const PlannedChunk> chunks,
                                                PieceCounter& pieces) {
  std::vector<std::uint64_t> continued(texts.stores.size());
  for (std::size_t i = 0; i < chunks.size(); ++i) {
    const std::uint64_t before = pieces.before(chunks[i], texts.last_paragraphs[i]);
    if (!chunks[i].continues) continue;
    // A piece of a document is all that its split has.
    const auto store =
        std::ranges::find(texts.stores, chunks[i].split_of_piece(), &GroupTexts::Store::split);
    if (store != texts.stores.end()) {
      continued[static_cast<std::size_t>(store - texts.stores.begin())] = before;
    }
  }
  return continued;
}

void adopt_text(const std::string& folder, const GroupTexts& texts,
                std::span<const std::uint64_t> continued, Spool& spool) {
  const auto file = group_text(folder, spool.place());
  auto stretch = texts.stretches.begin();
  for (std::uint32_t store = 0; store < texts.stores.size(); ++store) {
    const auto first = stretch;
    while (stretch != texts.stretches.end() && stretch->store == store) ++stretch;
    spool.adopt(texts.stores[store].split, file, texts.stores[store].image,
                std::span(first, stretch));
    if (!continued.empty()) spool.continue_from(continued[store]);
  }
}

Status check_group(const std::string& folder, const GroupFacts& facts, SpillPlace& place) {
  const auto file = group_text(folder, place);
  for (const auto& [split, image] : facts.texts.stores) {
    SplitStore store(place, split);
    store.adopt(file, image);
    GALLEY_TRY(store.check(image));
  }
  return facts.search ? check_search_files(folder, *facts.search) : Status();
}

Status add_ids(const std::string& folder, RecordSorter<IdHash>& ids) {
  return for_each_record<std::uint64_t>(join_path(folder, kIdsName),
                                        run_kind_of<std::uint64_t>(kIdsName),
                                        [&](std::uint64_t hash) { return ids.add({hash}); });
}

bool has_edits(const std::string& folder) {
  return path_exists(join_path(folder, kEditsName));
}

Status copy_edits(const std::string& folder, AtomicFile& edits) {
  GALLEY_ASSIGN(File file, File::open(join_path(folder, kEditsName), File::Mode::kRead));
  std::string piece(std::size_t{1} << 20, '\0');
  for (;;) {
    GALLEY_ASSIGN(const std::size_t bytes, file.read(piece));
    if (bytes == 0) return {};
    GALLEY_TRY(edits.write(std::string_view(piece).substr(0, bytes)));
  }
}

}  // namespace galley
