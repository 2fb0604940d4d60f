// SPDX-License-Identifier: Apache-2.0
// The repaired text of a split between map and emit: documents in order, in memory or spilled.
//
// A document is spooled as
//   document number, number of its first paragraph, id, source, metadata (varints; strings with
//   their length), paragraphs, furniture lines; for each paragraph its bytes and letters; for each
//   line of furniture the paragraph it stood before, its letters and its text; then the paragraphs'
//   text, one blank line between each two.
#ifndef GALLEY_PIPELINE_SPLIT_STORE_H_
#define GALLEY_PIPELINE_SPLIT_STORE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/spill.h"
#include "galley/dedup.h"
#include "galley/document.h"

namespace galley {

/// A line of furniture as it was spooled.
struct SpooledFurniture {
  std::uint64_t before_paragraph = 0;  ///< the document's numbering
  std::uint64_t letters = 0;
  std::string_view text;
};

/// A paragraph as it was spooled.
struct SpooledParagraph {
  std::string_view text;
  std::uint64_t letters = 0;
  std::string_view structure;  ///< its JSON object, where it is asked for
};

/// A document as it was spooled. Views into the store or the reader's scratch.
struct SpooledDocument {
  std::uint64_t document = 0;
  std::uint64_t first_paragraph = 0;  ///< number of paragraphs[0] in the document
  std::string_view id;
  std::string_view source;
  std::string_view metadata;
  std::string_view text;  ///< all paragraphs, with the blank lines between them
  std::vector<SpooledParagraph> paragraphs;
  std::vector<SpooledFurniture> furniture;
};

/// The spooled documents of one batch that belong to one split: what map makes and a store takes
/// in.
struct SpoolPart {
  /// Where a document's record begins, and which of the part's paragraphs is its first.
  struct DocumentPlace {
    std::uint64_t document = 0;
    std::uint32_t record = 0;
    std::uint32_t first_paragraph = 0;
  };
  /// The text of a paragraph.
  struct ParagraphPlace {
    std::uint32_t begin = 0;
    std::uint32_t bytes = 0;
  };
  std::string bytes;
  std::vector<DocumentPlace> documents;
  std::vector<ParagraphPlace> paragraphs;
};

/// What stands before a repaired document's text in its record.
struct SpoolHeader {
  std::uint64_t document = 0;
  const Document* read = nullptr;  ///< id, source, metadata, and the text of furniture
  const RepairedDocument* repaired = nullptr;
  std::span<const std::uint32_t> letters;  ///< of each paragraph
  std::span<const std::uint32_t> furniture_letters;
  std::span<const std::string> structure = {};  ///< of each paragraph a JSON object, or none at all
};

/// What a document takes in a part besides its repaired text, as a rule.
[[nodiscard]] std::uint64_t spool_header_bytes(const Document& read);

/// Appends a document to a part.
void append_to_spool(const SpoolHeader& header, SpoolPart& part);

/// The spool of one split. One writer, in order; then, sealed, any number of readers.
class SplitStore {
 public:
  SplitStore(SpillPlace& place, std::uint32_t split);

  /// Takes a part in. Returns the index in the split of the part's first paragraph.
  [[nodiscard]] Result<std::uint32_t> append(SpoolPart part);
  /// Says that the split's only document is a piece, and how many paragraphs its earlier pieces
  /// have.
  void continue_from(std::uint64_t paragraphs) { continued_paragraphs_ = paragraphs; }
  [[nodiscard]] std::uint64_t continued_paragraphs() const { return continued_paragraphs_; }
  /// Ends the writing. Where the texts lie on disk, the tables that find them go there too.
  [[nodiscard]] Status seal();

  /// Where a store lies in a file, and what else must be known to use it there.
  struct Image {
    std::uint64_t offset = 0;
    std::uint64_t size_bytes = 0;
    std::uint64_t documents_offset = 0;
    std::uint64_t paragraphs_offset = 0;
    std::uint64_t documents = 0;
    std::uint64_t paragraphs = 0;
    Hash128 hash;
    /// Whether such a store can be.
    [[nodiscard]] bool is_sound() const {
      return documents <= size_bytes && documents_offset <= size_bytes &&
             paragraphs <= size_bytes && paragraphs_offset <= size_bytes;
    }
    friend bool operator==(const Image&, const Image&) = default;
  };
  /// Hands texts and tables to `sink`. The image's offset is 0.
  [[nodiscard]] Result<Image> write(const std::function<Status(std::string_view)>& sink) const;
  /// The store that write() has written, where it lies. REQUIRES: nothing was appended.
  void adopt(std::shared_ptr<const PooledFile> file, const Image& image);
  /// Is what write() has written from then on, unless it is in memory: a store on disk need not be
  /// there twice.
  void move_to(std::shared_ptr<const PooledFile> file, const Image& image);
  /// Whether what was adopted has the image's hash. Cost: reads all of it. Errors: kIo, kCorrupt.
  [[nodiscard]] Status check(const Image& image) const;

  /// The text of the index-th paragraph of the split. Points into the store or `scratch`. Errors,
  /// as of all that reads here: kIo, kCorrupt. What was damaged is not always found, which is what
  /// check() is for; but what is returned is UTF-8.
  [[nodiscard]] Result<std::string_view> text(std::uint32_t index, std::string& scratch) const;

  /// The text of what is compared as a whole and begins with paragraph `index`.
  [[nodiscard]] Result<std::string_view> text_of(DedupUnit unit, std::uint32_t index,
                                                 std::string& scratch) const;

  /// Which document a paragraph belongs to: its number, its paragraph's number in it, and where its
  /// record stands for id_at().
  struct Owner {
    std::uint64_t document = 0;
    std::uint64_t paragraph = 0;
    std::uint64_t record = 0;
    std::uint32_t record_bytes = 0;
  };
  [[nodiscard]] Result<Owner> owner(std::uint32_t index) const;
  /// Keeps the table of documents in memory for many calls of owner(), and drops it again where it
  /// lies on disk. Not to be called while others read.
  [[nodiscard]] Status load_document_table();
  void drop_document_table();
  /// The id of the document that `owner` names.
  [[nodiscard]] Result<std::string> id_of(const Owner& owner) const;

  /// Calls visit(SpooledDocument) for each document in order, until it fails.
  template <class Visit>
  [[nodiscard]] Status for_each_document(Visit&& visit) const {
    std::string scratch;
    SpooledDocument document;
    for (std::uint64_t index = 0; index < document_count_; ++index) {
      if (Status read = read_document(index, scratch, document); !read) return read;
      if (Status visited = visit(document); !visited) return visited;
    }
    return {};
  }

  [[nodiscard]] std::uint32_t paragraph_count() const { return paragraph_count_; }
  [[nodiscard]] std::uint64_t document_count() const { return document_count_; }
  [[nodiscard]] std::uint64_t size_bytes() const { return store_.size_bytes(); }

 private:
  /// As they lie in the store behind the texts, once it has been sealed on disk.
  struct DocumentPlace {
    std::uint64_t document;
    std::uint64_t record;  ///< offset of its record in the store
    std::uint32_t record_bytes;
    std::uint32_t first_paragraph;  ///< index in the split
  };
  /// The offset in the high bits, the bytes in the low ones.
  using ParagraphPlace = std::uint64_t;
  static constexpr unsigned kParagraphBytesBits = 28;
  static std::uint64_t begin_of(ParagraphPlace place) { return place >> kParagraphBytesBits; }
  static std::uint64_t end_of(ParagraphPlace place) {
    return begin_of(place) + (place & ((1u << kParagraphBytesBits) - 1));
  }

  // For tables that lie in the store.
  void release_tables();
  [[nodiscard]] Result<DocumentPlace> document_place(std::uint64_t index) const;
  // The number of the document that a paragraph belongs to.
  [[nodiscard]] Result<std::uint64_t> document_of(std::uint32_t index) const;
  [[nodiscard]] Result<ParagraphPlace> paragraph_place(std::uint32_t index) const;
  // From the first one's begin to the last one's end.
  [[nodiscard]] Result<std::string_view> text_between(ParagraphPlace first, ParagraphPlace last,
                                                      std::string& scratch) const;
  // Whoever reads text counts on UTF-8, which a file may have lost.
  [[nodiscard]] bool is_text(std::string_view bytes) const;
  [[nodiscard]] Status read_document(std::uint64_t index, std::string& scratch,
                                     SpooledDocument& document) const;

  SpillStore store_;
  Reservation tables_memory_;
  std::vector<DocumentPlace> documents_;  // empty once they lie in the store
  std::vector<ParagraphPlace> paragraphs_;
  std::uint64_t documents_offset_ = 0;
  std::uint64_t paragraphs_offset_ = 0;
  std::uint64_t document_count_ = 0;
  std::uint64_t continued_paragraphs_ = 0;
  std::uint32_t paragraph_count_ = 0;
  bool tables_in_store_ = false;
};

}  // namespace galley

#endif  // GALLEY_PIPELINE_SPLIT_STORE_H_
