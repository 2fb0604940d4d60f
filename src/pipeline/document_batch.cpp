// SPDX-License-Identifier: Apache-2.0
// JSON Lines in UTF-8 are not copied: strings are unescaped where they stand, and documents point
// into the chunk. A line in another encoding is decoded first, as a line, so that the escapes in it
// are seen as what they are, and its record is read from that.
#include "pipeline/document_batch.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "base/utf8.h"
#include "decode/recognise.h"
#include "read/inputs.h"

namespace galley {

namespace {

constexpr std::uint64_t kEscapeBytes = 6;        // of \uXXXX
constexpr std::uint64_t kUsualRecordBytes = 64;  // or more

bool lies_in(std::string_view part, std::string_view whole) {
  return part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size();
}

}  // namespace

std::uint64_t DocumentBatch::memory_bytes() const {
  std::uint64_t bytes = bytes_.capacity() + arena_.allocated_bytes();
  for (const ByteBuffer& text : texts_) bytes += text.capacity();
  return bytes + documents_.capacity() * sizeof(BatchDocument);
}

ChunkDecoder::ChunkDecoder(const ReadOptions& options, SourceMapping mapping, EditLog::Keep keep)
    : options_(options),
      mapping_(mapping),
      keep_(keep),
      records_(options.text_field, options.id_field) {
  GALLEY_CHECK(keep == EditLog::Keep::kCounts || mapping == SourceMapping::kBuild);
}

DecodeOptions ChunkDecoder::options_for(const Chunk& chunk, const ChunkPlace& place) const {
  DecodeOptions decoding;
  decoding.encoding = chunk.encoding;
  if (options_.encoding != Encoding::kUnknown) decoding.trust = DecodeOptions::Trust::kForced;
  decoding.place =
      place.offset == 0 ? DecodeOptions::Place::kBeginning : DecodeOptions::Place::kMiddle;
  decoding.mapping = mapping_;
  decoding.base = place.offset;
  return decoding;
}

EditLog& ChunkDecoder::begin_edits(DocumentBatch& batch) {
  if (keep_ == EditLog::Keep::kEntries) return batch.edits_.emplace_back(keep_);
  counts_.clear();
  return counts_;
}

void ChunkDecoder::end_edits(DocumentBatch& batch, BatchDocument& document,
                             const EditLog& edits) const {
  if (keep_ == EditLog::Keep::kEntries) document.edits = &edits;
  batch.letters_dropped_ += edits.letters_dropped();
  batch.letters_added_ += edits.letters_added();
  batch.bad_bytes_ += document.bad_bytes;
  batch.decoded_bytes_ += document.document.text.size();
  batch.documents_.push_back(document);
}

// The records of one chunk.
class ChunkDecoder::Records {
 public:
  Records(ChunkDecoder& decoder, DocumentBatch& batch, const Chunk& chunk,
          const ChunkOrigin& origin)
      : decoder_(decoder),
        batch_(batch),
        chunk_(chunk),
        origin_(origin),
        units_(chunk.encoding),
        place_(chunk.place),
        source_(batch.arena_.copy(printable(origin.input.path))) {}

  void run();

 private:
  void read_line(std::span<char> line);
  void read_record(std::span<char> line, SourceMap* line_map, BatchDocument& document,
                   EditLog& edits);
  std::string_view numbered_id() {
    return batch_.arena_.copy(origin_.input.id + "#" + std::to_string(place_.record));
  }
  void report(Issue::Severity severity, Error error);

  ChunkDecoder& decoder_;
  DocumentBatch& batch_;
  const Chunk& chunk_;
  const ChunkOrigin& origin_;
  CodeUnits units_;
  ChunkPlace place_;
  std::string_view source_;
  bool all_utf8_ = false;
};

void ChunkDecoder::Records::run() {
  const std::span<char> bytes = batch_.bytes_.span();
  const std::string_view view = batch_.bytes_.view();
  const bool forced = decoder_.options_.encoding != Encoding::kUnknown &&
                      decoder_.options_.encoding != Encoding::kUtf8;
  all_utf8_ = units_.unit_size() == 1 && !forced && is_valid_utf8(view);
  std::size_t at = 0;
  if (place_.offset == 0 && all_utf8_ && view.starts_with("\xEF\xBB\xBF")) at = 3;
  while (at < bytes.size()) {
    const std::size_t end = std::min(units_.find(view, '\n', at), bytes.size());
    place_.offset = chunk_.place.offset + at;
    if (units_.skip_blank(view, at, end) < end) {
      read_line(bytes.subspan(at, end - at));
      ++place_.record;
    }
    ++place_.line;
    at = end + units_.unit_size();
  }
}

void ChunkDecoder::Records::report(Issue::Severity severity, Error error) {
  Issue issue = unreadable(origin_.input.path, place_.line, std::move(error));
  issue.severity = severity;
  batch_.issues_.push_back(std::move(issue));
}

void ChunkDecoder::Records::read_line(std::span<char> line) {
  BatchDocument document;
  document.input = origin_.number;
  document.record = place_.record;
  document.line = place_.line;
  document.source_offset = place_.offset;
  EditLog& edits = decoder_.begin_edits(batch_);
  const std::string_view view(line.data(), line.size());
  if (all_utf8_ || (units_.unit_size() == 1 && decoder_.options_.encoding == Encoding::kUnknown &&
                    is_valid_utf8(view))) {
    return read_record(line, nullptr, document, edits);
  }
  DecodeOptions options = decoder_.options_for(chunk_, place_);
  const DecodedText decoded = decoder_.decoder_.decode(view, options, edits);
  document.bad_bytes = decoded.bad_bytes;
  // Kept before the record's text is put through the same decoder.
  SourceMap line_map = std::move(decoder_.decoder_.map());
  const std::span<char> text = batch_.arena_.allocate(decoded.text.size());
  std::copy(decoded.text.begin(), decoded.text.end(), text.begin());
  read_record(text, &line_map, document, edits);
}

void ChunkDecoder::Records::read_record(std::span<char> line, SourceMap* line_map,
                                        BatchDocument& document, EditLog& edits) {
  const bool builds = decoder_.mapping_ == SourceMapping::kBuild;
  SourceMap* const map = builds ? &batch_.maps_.emplace_back() : nullptr;
  JsonRecord record;
  const std::uint64_t base = line_map == nullptr ? place_.offset : 0;
  if (std::optional<JsonFault> fault = decoder_.records_.read(line, record, map, base)) {
    report(Issue::Severity::kUnreadable,
           {ErrorCode::kCorrupt, {}, std::move(fault->what), std::move(fault->remedy)});
    if (builds) batch_.maps_.pop_back();
    if (decoder_.keep_ == EditLog::Keep::kEntries) batch_.edits_.pop_back();
    return;
  }
  if (record.warning != nullptr) {
    report(Issue::Severity::kWarning,
           {ErrorCode::kCorrupt, {}, record.warning, "give each member a name of its own"});
  }
  for (const LoneSurrogate& lone : record.lone_surrogates) {
    const ByteSpan place =
        line_map == nullptr
            ? ByteSpan{lone.line_offset, lone.line_offset + kEscapeBytes}
            : line_map->source_of(static_cast<std::uint32_t>(lone.line_offset),
                                  static_cast<std::uint32_t>(lone.line_offset + kEscapeBytes));
    Edit edit;
    edit.begin =
        static_cast<std::uint32_t>(line_map == nullptr ? place.begin : place.begin - place_.offset);
    edit.end =
        static_cast<std::uint32_t>(line_map == nullptr ? place.end : place.end - place_.offset);
    edit.output = static_cast<std::uint32_t>(lone.text_offset);
    edit.reason = EditReason::kBadBytes;
    edits.add_decoded(edit, "\xEF\xBF\xBD");
    document.bad_bytes += kEscapeBytes;
  }
  if (builds && line_map != nullptr) {
    *map = map->through(*line_map, static_cast<std::uint32_t>(record.text.size()));
  }
  const DecodedText finished =
      decoder_.decoder_.finish(record.text, edits, map, document.source_offset);
  batch_.mojibake_lines_ += finished.mojibake;

  const std::string_view view(line.data(), line.size());
  Document& out = document.document;
  out.text = lies_in(finished.text, view) ? finished.text : batch_.arena_.copy(finished.text);
  out.id = record.has_id ? record.id : numbered_id();
  out.source = record.has_source ? record.source : source_;
  out.metadata =
      lies_in(record.metadata, view) ? record.metadata : batch_.arena_.copy(record.metadata);
  out.source_map = map;
  decoder_.end_edits(batch_, document, edits);
}

void ChunkDecoder::decode_text(DocumentBatch& batch, const Chunk& chunk,
                               const ChunkOrigin& origin) {
  BatchDocument document;
  document.input = origin.number;
  document.piece = chunk.place.piece;
  document.line = chunk.place.line;
  document.source_offset = chunk.place.offset;
  EditLog& edits = begin_edits(batch);
  const std::string_view bytes = batch.bytes_.view();
  const DecodedText decoded = decoder_.decode(bytes, options_for(chunk, chunk.place), edits);
  document.bad_bytes = decoded.bad_bytes;
  batch.mojibake_lines_ += decoded.mojibake;
  Document& out = document.document;
  out.text = lies_in(decoded.text, bytes) || decoded.text.empty()
                 ? decoded.text
                 : batch.texts_.emplace_back(decoder_.release()).view();
  out.id = batch.arena_.copy(origin.input.id);
  out.source = batch.arena_.copy(printable(origin.input.path));
  if (mapping_ == SourceMapping::kBuild) {
    out.source_map = &batch.maps_.emplace_back(std::move(decoder_.map()));
  }
  end_edits(batch, document, edits);
}

DocumentBatch ChunkDecoder::decode(Chunk chunk, const ChunkOrigin& origin) {
  DocumentBatch batch;
  batch.bytes_ = std::move(chunk.bytes);
  batch.issues_ = std::move(chunk.issues);
  batch.format_ = chunk.format;
  if (batch.bytes_.empty()) return batch;
  if (chunk.format == InputFormat::kJsonl) {
    // Lines that are no records may be shorter than any record.
    const std::uint64_t most = batch.bytes_.size() / kUsualRecordBytes;
    batch.documents_.reserve(std::min(chunk.records, most));
    Records(*this, batch, chunk, origin).run();
  } else {
    decode_text(batch, chunk, origin);
  }
  return batch;
}

Result<ChunkReader> open_input(const Input& input, const ReadOptions& options,
                               const StopToken* stop) {
  return ChunkReader::open(
      input, options, [](std::string_view beginning) { return recognise_encoding(beginning); },
      stop);
}

}  // namespace galley
