// SPDX-License-Identifier: Apache-2.0
// The one sink that every stage reports its edits to. The edit log, `galley explain`, the letters'
// account in the manifest and the report are all read from here.
#ifndef GALLEY_EDIT_H_
#define GALLEY_EDIT_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace galley {

/// Why a stage changed the text. The names in the edit log are those of to_string().
enum class EditReason : std::uint8_t {
  // decode
  kBadBytes,  ///< bytes that no character of the encoding has: U+FFFD
  kMojibake,  ///< text that had been read in a wrong encoding, read again in the right one
  // repair: line breaks
  kJoinSpace,          ///< a line break inside a paragraph became a space
  kJoinNothing,        ///< a line break inside a paragraph vanished (scripts without spaces)
  kJoinSplitWord,      ///< a line break inside a word vanished, where no hyphen showed it
  kJoinHyphenDropped,  ///< a hyphen that only marked the line's end went with the break
  kJoinHyphenKept,     ///< the break went, the hyphen belongs to the word
  kParagraphEnd,       ///< a line break (and blank lines) became the end of a paragraph
  kResumed,            ///< the output goes on at another place of the input
  // repair: characters
  kSpaceRemoved,     ///< a stray space between CJK characters, or at a line's edge
  kSpaceFolded,      ///< several spaces, or another kind of space, became one
  kCharacterFolded,  ///< ligature, radical, compatibility ideograph, width
  kControlRemoved,   ///< control or zero-width character
  kLoopCollapsed,    ///< a repetition loop of an OCR model
  // repair: lines
  kFurniture,  ///< running head, foot, page number, jump line
};
inline constexpr std::size_t kEditReasons = 16;
[[nodiscard]] std::string_view to_string(EditReason reason);

/// One change: the stretch [begin, end) of the stage's input became `replacement`. What stands
/// between two edits was copied as it is, so output and edits together give the input back: walk
/// the edits in order, copy the output up to `output`, put the original in place of the
/// replacement. An entry kResumed changes nothing itself: the output goes on at `begin` instead.
struct Edit {
  std::uint32_t begin = 0;  ///< bytes of the stage's input
  std::uint32_t end = 0;
  std::uint32_t output = 0;  ///< offset in the stage's output at which the replacement stands
  std::uint32_t original =
      0;  ///< offset in EditLog's pool; end - begin bytes, the replacement behind
  std::uint16_t replacement_bytes = 0;
  EditReason reason = EditReason::kBadBytes;
  std::uint8_t confidence = 100;  ///< percent
};

/// Counts edits always and lists them on demand. One for each stage and document; not thread-safe.
class EditLog {
 public:
  enum class Keep : std::uint8_t { kCounts, kEntries };

  explicit EditLog(Keep keep = Keep::kCounts) : keep_(keep) {}

  /// Reports one edit. `letters_dropped` are the letters of the stretch that the replacement has
  /// not, `letters_added` the other way round. Cost: a few counters; an entry only with kEntries.
  /// REQUIRES: original.size() == place.end - place.begin, but for kResumed.
  void add(const Edit& place, std::string_view original, std::string_view replacement,
           std::uint32_t letters_dropped = 0, std::uint32_t letters_added = 0) {
    ++counts_[static_cast<std::size_t>(place.reason)];
    letters_dropped_ += letters_dropped;
    letters_added_ += letters_added;
    if (keep_ == Keep::kEntries) append_entry(place, original, replacement);
  }

  /// The same for an edit of decoding, whose original is bytes of the source and no text.
  void add_decoded(const Edit& place, std::string_view replacement,
                   std::uint32_t letters_dropped = 0, std::uint32_t letters_added = 0) {
    add(place, {}, replacement, letters_dropped, letters_added);
  }

  [[nodiscard]] Keep keep() const { return keep_; }
  void set_keep(Keep keep) { keep_ = keep; }
  [[nodiscard]] std::uint64_t count(EditReason reason) const {
    return counts_[static_cast<std::size_t>(reason)];
  }
  [[nodiscard]] std::uint64_t letters_dropped() const { return letters_dropped_; }
  [[nodiscard]] std::uint64_t letters_added() const { return letters_added_; }

  /// Corrects the account where marks came to letters that they did not stand behind, or were parted
  /// from theirs: such letters count otherwise together than apart. `before` and `after` are the
  /// letters of the whole stage's input and output.
  void settle_letters(std::uint64_t before, std::uint64_t after) {
    const std::uint64_t from = before + letters_added_, to = after + letters_dropped_;
    letters_dropped_ += from > to ? from - to : 0;
    letters_added_ += to > from ? to - from : 0;
  }

  /// The edits in the order of the stage's output; empty with kCounts.
  [[nodiscard]] const std::vector<Edit>& entries() const { return entries_; }
  [[nodiscard]] std::string_view original_of(const Edit& edit) const {
    if (!has_original(edit.reason)) return {};
    return std::string_view(pool_).substr(edit.original, edit.end - edit.begin);
  }
  [[nodiscard]] std::string_view replacement_of(const Edit& edit) const {
    return std::string_view(pool_).substr(edit.original + original_of(edit).size(),
                                          edit.replacement_bytes);
  }
  void clear();

 private:
  static bool has_original(EditReason reason) {
    return reason != EditReason::kResumed && reason != EditReason::kBadBytes &&
           reason != EditReason::kMojibake;
  }
  void append_entry(const Edit& place, std::string_view original, std::string_view replacement);

  Keep keep_;
  std::array<std::uint64_t, kEditReasons> counts_{};
  std::uint64_t letters_dropped_ = 0;
  std::uint64_t letters_added_ = 0;
  std::vector<Edit> entries_;
  std::string pool_;
};

}  // namespace galley

#endif  // GALLEY_EDIT_H_
