// SPDX-License-Identifier: Apache-2.0
#include "pipeline/split_store.h"

#include <algorithm>
#include <cstring>

#include "base/bytes.h"
#include "base/check.h"
#include "base/release.h"
#include "base/try.h"
#include "base/utf8.h"
#include "dedup/units.h"

namespace galley {

namespace {

template <class Place>
std::string_view bytes_of(const std::vector<Place>& places) {
  return {reinterpret_cast<const char*>(places.data()), places.size() * sizeof(Place)};
}

}  // namespace

std::uint64_t spool_header_bytes(const Document& read) {
  constexpr std::uint64_t kNumbers = 24;
  return kNumbers + read.id.size() + read.source.size() + read.metadata.size();
}

void append_to_spool(const SpoolHeader& header, SpoolPart& part) {
  const RepairedDocument& repaired = *header.repaired;
  const auto record = static_cast<std::uint32_t>(part.bytes.size());
  part.documents.push_back(
      {header.document, record, static_cast<std::uint32_t>(part.paragraphs.size())});
  std::string& out = part.bytes;
  append_varint(out, header.document);
  append_text(out, header.read->id);
  append_text(out, header.read->source);
  append_text(out, header.read->metadata);
  append_varint(out, repaired.paragraphs.size());
  append_varint(out, repaired.furniture.size());
  append_varint(out, header.structure.size());
  for (std::size_t i = 0; i < repaired.paragraphs.size(); ++i) {
    append_varint(out, repaired.paragraphs[i].end - repaired.paragraphs[i].begin);
    append_varint(out, header.letters[i]);
    if (!header.structure.empty()) append_text(out, header.structure[i]);
  }
  for (std::size_t i = 0; i < repaired.furniture.size(); ++i) {
    const Furniture& furniture = repaired.furniture[i];
    append_varint(out, furniture.paragraph);
    append_varint(out, header.furniture_letters[i]);
    append_text(out, header.read->text.substr(furniture.source_begin,
                                              furniture.source_end - furniture.source_begin));
  }
  const auto text_begin = static_cast<std::uint32_t>(out.size());
  for (const Paragraph& paragraph : repaired.paragraphs) {
    part.paragraphs.push_back({text_begin + paragraph.begin, paragraph.end - paragraph.begin});
  }
  out += repaired.text;
}

SplitStore::SplitStore(SpillPlace& place, std::uint32_t split)
    : store_(place, "text-" + std::to_string(split)), tables_memory_(place.budget()) {}

Result<std::uint32_t> SplitStore::append(SpoolPart part) {
  const std::uint32_t first_index = paragraph_count_;
  const std::uint64_t part_bytes = part.bytes.size();
  GALLEY_ASSIGN(const std::uint64_t offset, store_.append(std::move(part.bytes)));
  for (std::size_t i = 0; i < part.documents.size(); ++i) {
    const SpoolPart::DocumentPlace& place = part.documents[i];
    const std::uint64_t end =
        i + 1 < part.documents.size() ? part.documents[i + 1].record : part_bytes;
    documents_.push_back({place.document, offset + place.record,
                          static_cast<std::uint32_t>(end - place.record),
                          first_index + place.first_paragraph});
  }
  for (const SpoolPart::ParagraphPlace& place : part.paragraphs) {
    GALLEY_CHECK(place.bytes < (1u << kParagraphBytesBits));
    paragraphs_.push_back((offset + place.begin) << kParagraphBytesBits | place.bytes);
  }
  paragraph_count_ += static_cast<std::uint32_t>(part.paragraphs.size());
  document_count_ = documents_.size();
  tables_memory_.grow_to(documents_.capacity() * sizeof(DocumentPlace) +
                         paragraphs_.capacity() * sizeof(ParagraphPlace));
  return first_index;
}

Status SplitStore::seal() {
  if (store_.in_memory() || tables_in_store_) return {};
  GALLEY_ASSIGN(documents_offset_, store_.append(std::string(bytes_of(documents_))));
  GALLEY_ASSIGN(paragraphs_offset_, store_.append(std::string(bytes_of(paragraphs_))));
  release_tables();
  tables_in_store_ = true;
  return {};
}

void SplitStore::release_tables() {
  release(documents_);
  release(paragraphs_);
  tables_memory_.shrink_to(0);
}

Result<SplitStore::Image> SplitStore::write(
    const std::function<Status(std::string_view)>& sink) const {
  Image image;
  StreamHash128 hash;
  const auto put = [&](std::string_view bytes) -> Status {
    hash.update(bytes);
    image.size_bytes += bytes.size();
    return sink(bytes);
  };
  GALLEY_TRY(store_.copy_to(put));
  image.documents_offset = documents_offset_;
  image.paragraphs_offset = paragraphs_offset_;
  if (!tables_in_store_) {
    image.documents_offset = image.size_bytes;
    GALLEY_TRY(put(bytes_of(documents_)));
    image.paragraphs_offset = image.size_bytes;
    GALLEY_TRY(put(bytes_of(paragraphs_)));
  }
  image.documents = document_count_;
  image.paragraphs = paragraph_count_;
  image.hash = hash.value();
  return image;
}

void SplitStore::adopt(std::shared_ptr<const PooledFile> file, const Image& image) {
  store_.adopt(std::move(file), image.offset, image.size_bytes);
  documents_offset_ = image.documents_offset;
  paragraphs_offset_ = image.paragraphs_offset;
  document_count_ = image.documents;
  paragraph_count_ = static_cast<std::uint32_t>(image.paragraphs);
  tables_in_store_ = true;
}

void SplitStore::move_to(std::shared_ptr<const PooledFile> file, const Image& image) {
  if (store_.in_memory()) return;
  store_.clear();
  release_tables();
  adopt(std::move(file), image);
}

Status SplitStore::check(const Image& image) const {
  StreamHash128 hash;
  GALLEY_TRY(store_.copy_to([&](std::string_view bytes) -> Status {
    hash.update(bytes);
    return {};
  }));
  return hash.value() == image.hash ? Status() : store_.damaged();
}

Result<SplitStore::DocumentPlace> SplitStore::document_place(std::uint64_t index) const {
  if (!documents_.empty()) return documents_[index];
  std::string scratch;
  GALLEY_ASSIGN(const std::string_view bytes,
                store_.view(documents_offset_ + index * sizeof(DocumentPlace),
                            sizeof(DocumentPlace), scratch));
  DocumentPlace place;
  std::memcpy(&place, bytes.data(), sizeof place);
  return place;
}

Status SplitStore::load_document_table() {
  if (!documents_.empty() || document_count_ == 0) return {};
  std::string scratch;
  const std::uint64_t bytes = document_count_ * sizeof(DocumentPlace);
  GALLEY_ASSIGN(const std::string_view table, store_.view(documents_offset_, bytes, scratch));
  tables_memory_.grow_to(bytes);
  documents_.resize(document_count_);
  std::memcpy(documents_.data(), table.data(), bytes);
  return {};
}

void SplitStore::drop_document_table() {
  if (!tables_in_store_) return;
  release(documents_);
  tables_memory_.shrink_to(0);
}

Result<SplitStore::ParagraphPlace> SplitStore::paragraph_place(std::uint32_t index) const {
  if (!tables_in_store_) return paragraphs_[index];
  std::string scratch;
  GALLEY_ASSIGN(const std::string_view bytes,
                store_.view(paragraphs_offset_ + index * sizeof(ParagraphPlace),
                            sizeof(ParagraphPlace), scratch));
  return load_little<ParagraphPlace>(bytes.data());
}

Result<std::string_view> SplitStore::text(std::uint32_t index, std::string& scratch) const {
  GALLEY_CHECK(index < paragraph_count_);
  GALLEY_ASSIGN(const ParagraphPlace place, paragraph_place(index));
  return text_between(place, place, scratch);
}

Result<std::string_view> SplitStore::text_between(ParagraphPlace first, ParagraphPlace last,
                                                  std::string& scratch) const {
  const std::uint64_t begin = begin_of(first), end = end_of(last);
  if (begin > end) return store_.damaged();
  GALLEY_ASSIGN(const std::string_view text, store_.view(begin, end - begin, scratch));
  if (!is_text(text)) return store_.damaged();
  return text;
}

bool SplitStore::is_text(std::string_view bytes) const {
  return store_.in_memory() || is_valid_utf8(bytes);
}

Result<std::string_view> SplitStore::text_of(DedupUnit unit, std::uint32_t index,
                                             std::string& scratch) const {
  if (unit == DedupUnit::kParagraph) return text(index, scratch);
  GALLEY_ASSIGN(const std::uint64_t number, document_of(index));
  GALLEY_ASSIGN(const DocumentPlace document, document_place(number));
  std::uint64_t end = paragraph_count_;
  if (number + 1 < document_count_) {
    GALLEY_ASSIGN(const DocumentPlace next, document_place(number + 1));
    end = next.first_paragraph;
  }
  if (document.first_paragraph > index || end <= index || end > paragraph_count_) {
    return store_.damaged();
  }
  GALLEY_ASSIGN(const ParagraphPlace front, paragraph_place(document.first_paragraph));
  GALLEY_ASSIGN(const ParagraphPlace back, paragraph_place(static_cast<std::uint32_t>(end - 1)));
  Status read;
  std::string scratches[2];
  const auto text_at = [&](std::size_t i) -> std::string_view {
    const auto paragraph = document.first_paragraph + static_cast<std::uint32_t>(i);
    const Result<std::string_view> found = text(paragraph, scratches[i % 2]);
    if (found) return *found;
    read = std::unexpected(found.error());
    return {};
  };
  const std::uint64_t bytes = end_of(back) - begin_of(front);
  std::string_view whole;
  if (unit == DedupUnit::kItem && bytes <= ItemSeams::kMostShortBytes) {
    GALLEY_ASSIGN(whole, text_between(front, back, scratch));
  }
  const ItemSeams seams(bytes, whole);
  const std::size_t last =
      unit_end(unit, seams, index - document.first_paragraph,
               static_cast<std::size_t>(end - document.first_paragraph), text_at) -
      1;
  GALLEY_TRY(read);
  GALLEY_ASSIGN(const ParagraphPlace from, paragraph_place(index));
  GALLEY_ASSIGN(const ParagraphPlace to,
                paragraph_place(document.first_paragraph + static_cast<std::uint32_t>(last)));
  return text_between(from, to, scratch);
}

Result<std::uint64_t> SplitStore::document_of(std::uint32_t index) const {
  GALLEY_CHECK(index < paragraph_count_);
  // The last document whose first paragraph is not behind `index`; documents without paragraphs
  // share their first index with the next one.
  std::uint64_t low = 0, high = document_count_;
  while (high - low > 1) {
    const std::uint64_t middle = low + (high - low) / 2;
    GALLEY_ASSIGN(const DocumentPlace place, document_place(middle));
    (place.first_paragraph <= index ? low : high) = middle;
  }
  return low;
}

Result<SplitStore::Owner> SplitStore::owner(std::uint32_t index) const {
  GALLEY_ASSIGN(const std::uint64_t number, document_of(index));
  GALLEY_ASSIGN(const DocumentPlace place, document_place(number));
  return Owner{place.document, continued_paragraphs_ + (index - place.first_paragraph),
               place.record, place.record_bytes};
}

Result<std::string> SplitStore::id_of(const Owner& owner) const {
  // A number and the length of the id, then the id: ids longer than the first look are rare.
  std::string scratch;
  for (std::uint64_t look = 256;; look *= 16) {
    const std::uint64_t size = std::min<std::uint64_t>(look, owner.record_bytes);
    GALLEY_ASSIGN(const std::string_view bytes, store_.view(owner.record, size, scratch));
    FieldReader reader(bytes);
    static_cast<void>(reader.number());
    const std::uint64_t id_bytes = reader.number();
    if (reader.sound() && id_bytes <= reader.left()) return std::string(reader.text(id_bytes));
    if (size == owner.record_bytes) return store_.damaged();
  }
}

Status SplitStore::read_document(std::uint64_t index, std::string& scratch,
                                 SpooledDocument& document) const {
  GALLEY_ASSIGN(const DocumentPlace place, document_place(index));
  GALLEY_ASSIGN(const std::string_view bytes,
                store_.view(place.record, place.record_bytes, scratch));
  FieldReader reader(bytes);
  document.document = reader.number();
  document.first_paragraph = continued_paragraphs_;
  document.id = reader.text();
  document.source = reader.text();
  document.metadata = reader.text();
  const std::uint64_t paragraphs = reader.number();
  const std::uint64_t furniture = reader.number();
  const bool has_structure = reader.number() > 0;
  if (!reader.sound() || paragraphs > reader.left() || furniture > reader.left())
    return store_.damaged();
  document.paragraphs.clear();
  document.furniture.clear();
  // The texts come behind all the lengths, which are read a second time then.
  FieldReader sizes = reader;
  for (std::uint64_t i = 0; i < paragraphs; ++i) {
    static_cast<void>(reader.number());
    SpooledParagraph& paragraph = document.paragraphs.emplace_back();
    paragraph.letters = reader.number();
    if (has_structure) paragraph.structure = reader.text();
  }
  for (std::uint64_t i = 0; i < furniture; ++i) {
    const std::uint64_t before = reader.number();
    const std::uint64_t letters = reader.number();
    document.furniture.push_back({document.first_paragraph + before, letters, reader.text()});
  }
  document.text = reader.text(reader.left());
  std::uint64_t begin = 0;
  for (SpooledParagraph& paragraph : document.paragraphs) {
    const std::uint64_t size = sizes.number();
    static_cast<void>(sizes.number());
    if (has_structure) static_cast<void>(sizes.text());
    if (!reader.sound() || begin > document.text.size() || size > document.text.size() - begin) {
      return store_.damaged();
    }
    paragraph.text = document.text.substr(begin, size);
    if (!is_text(paragraph.text)) return store_.damaged();
    begin += size + 2;  // the blank line
  }
  return {};
}

}  // namespace galley
