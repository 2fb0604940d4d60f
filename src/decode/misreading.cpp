// SPDX-License-Identifier: Apache-2.0
#include "decode/misreading.h"

#include <algorithm>
#include <span>
#include <string>

#include "base/utf8.h"
#include "decode/charset.h"

namespace galley {

namespace {

// A byte that a misread character came from, and the character's index in the line.
struct OwnedByte {
  unsigned char byte;
  std::size_t owner;
};

constexpr unsigned kLost = 0x100;  // stands for a byte that is not known any more

// The bytes of line[index] in the charset; none if it has none. Latin-1 counts as Windows-1252,
// whose undefined bytes most programs read as Latin-1 does.
bool append_bytes(const PlacedLine& line, std::size_t index, const Charset& charset,
                  std::vector<OwnedByte>& bytes) {
  const char32_t c = line[index].code_point;
  std::uint16_t found = charset.bytes_of(c);
  const bool is_latin1 = c >= 0x80 && c < 0x100 && charset.encoding() == Encoding::kWindows1252;
  if (found == 0 && is_latin1) found = static_cast<std::uint16_t>(c);
  if (found == 0) return false;
  bytes.push_back({static_cast<unsigned char>(found & 0xFF), index});
  if (found > 0xFF) bytes.push_back({static_cast<unsigned char>(found >> 8), index});
  return true;
}

bool is_rest(unsigned byte) {
  return byte >= 0x80 && byte < 0xC0;
}

std::size_t length_by_lead(unsigned lead) {
  return lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
}

// A character that a reading may come to: no noncharacter. The controls U+0080 to U+009F are what a
// text that was misread twice shows in between, and scraped text has private characters of its own.
bool is_sound(char32_t c) {
  return c >= 0x80 && c != 0xFFFD && c != 0xFEFF && (c & 0xFFFE) != 0xFFFE;
}

// A character of UTF-8 of two bytes or more, and how many bytes it takes; 0 bytes if there is none.
struct Utf8Character {
  char32_t code_point = 0;
  std::size_t bytes = 0;
};

Utf8Character utf8_character(std::string_view some) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(some[at]); };
  const std::size_t length = length_by_lead(byte(0));
  if (length == 0 || length > some.size()) return {};
  const std::string_view own = some.substr(0, length);
  if (is_valid_utf8(own)) {
    const char* at = own.data();
    const char32_t c = next_code_point(at);
    return is_sound(c) ? Utf8Character{c, length} : Utf8Character{};
  }
  // Two halves of a surrogate pair, each written as if it were a character (CESU-8).
  const bool is_pair = some.size() >= 6 && byte(0) == 0xED && byte(1) >= 0xA0 && byte(1) < 0xB0 &&
                       is_rest(byte(2)) && byte(3) == 0xED && byte(4) >= 0xB0 && byte(4) < 0xC0 &&
                       is_rest(byte(5));
  if (!is_pair) return {};
  const char32_t high = (char32_t{byte(1)} & 0x0F) << 6 | (byte(2) & 0x3F);
  const char32_t low = (char32_t{byte(4)} & 0x0F) << 6 | (byte(5) & 0x3F);
  return {0x10000 + (high << 10) + low, 6};
}

// Reads one character of a line again, at one place of it.
class SingleReader {
 public:
  SingleReader(const PlacedLine& line, const Charset& charset, Losses losses)
      : line_(line), charset_(charset), losses_(losses) {}

  // Appends the character at `at` to `out`, read again where it can be; returns how many characters
  // of the line it stands for, and sets any_ where it was read again.
  std::size_t read(std::size_t at, PlacedLine& out) {
    gather(at);
    if (!bytes_.empty()) {
      const Utf8Character found = utf8_character(bytes_);
      // A space that a combining mark would stand for is a space.
      const bool is_mark = found.code_point >= 0x300 && found.code_point < 0x370;
      const bool is_spaced = found.bytes == 2 && line_[at + 1].code_point == ' ';
      if (found.bytes > 0 && !(is_mark && is_spaced))
        return put(at, found.bytes, found.code_point, out);
      if (losses_ == Losses::kUsual) {
        if (const std::size_t count = lost_character(at); count > 0)
          return put(at, count, 0xFFFD, out);
        if (const std::size_t count = grave_a(at); count > 0) return put(at, count, 0xE0, out);
      }
    }
    out.push_back(line_[at]);
    return 1;
  }

  [[nodiscard]] bool any() const { return any_; }

 private:
  std::size_t put(std::size_t at, std::size_t count, char32_t c, PlacedLine& out) {
    out.push_back({c, line_[at].begin, line_[at + count - 1].end});
    any_ = true;
    return count;
  }

  // The byte of line_[index]; kLost for U+FFFD, 0 where it has none or is ASCII.
  unsigned byte_of(std::size_t index) {
    if (index >= line_.size()) return 0;
    if (line_[index].code_point == 0xFFFD) return kLost;
    if (line_[index].code_point < 0x80) return 0;
    scratch_.clear();
    return append_bytes(line_, index, charset_, scratch_) ? scratch_[0].byte : 0;
  }

  void gather(std::size_t at) {
    constexpr std::size_t kLongest = 6;
    bytes_.clear();
    for (std::size_t index = at; index < std::min(at + kLongest, line_.size()); ++index) {
      unsigned byte = byte_of(index);
      // After C3 a space of the text may be meant: see grave_a().
      const bool is_a0 = losses_ == Losses::kUsual && index > at &&
                         line_[index].code_point == ' ' && bytes_[0] != '\xC3';
      if (is_a0) byte = 0xA0;
      if (byte == 0 || byte == kLost) break;
      bytes_ += static_cast<char>(byte);
    }
  }

  // How many characters make one of which at least one byte, not the first, was lost; 0 if they do
  // not.
  std::size_t lost_character(std::size_t at) {
    const std::size_t length = length_by_lead(byte_of(at));
    bool lost = false;
    for (std::size_t index = 1; index < length; ++index) {
      const unsigned byte = byte_of(at + index);
      if (byte != kLost && !is_rest(byte)) return 0;
      lost |= byte == kLost;
    }
    return lost ? length : 0;
  }

  // A small a with grave is C3 A0. Behind it, as a word of its own, stood a space besides the one
  // that A0 became, and the two were made one; where it begins one of two frequent words, none did.
  std::size_t grave_a(std::size_t at) {
    if (byte_of(at) != 0xC3 || at + 1 >= line_.size() || line_[at + 1].code_point != ' ') return 0;
    const auto next = [&](std::size_t index) {
      return at + 2 + index < line_.size() ? line_[at + 2 + index].code_point : U' ';
    };
    const bool is_plural = next(0) == 's' && next(1) == ' ';
    const bool is_that = next(0) == 'q' && next(1) == 'u' && next(2) == 'e' && next(3) == 'l';
    return is_plural || is_that ? 2 : 1;
  }

  const PlacedLine& line_;
  const Charset& charset_;
  Losses losses_;
  std::string bytes_;
  std::vector<OwnedByte> scratch_;
  bool any_ = false;
};

// A run of pairs of bytes, [begin, end) of the line, which must go back as a whole.
bool reread_pairs(const PlacedLine& line, std::size_t begin, std::size_t end,
                  const Charset& charset, PlacedLine& out) {
  std::vector<OwnedByte> owned;
  std::string bytes;
  for (std::size_t index = begin; index < end; ++index) {
    if (!append_bytes(line, index, charset, owned)) return false;
    if (index > begin) continue;
    // Clean text is given up here, at its first character.
    if (length_by_lead(owned[0].byte) == 0) return false;
    if (owned.size() > 1 && !is_rest(owned[1].byte)) return false;
  }
  for (const OwnedByte& byte : owned) bytes += static_cast<char>(byte.byte);
  PlacedLine read;
  for (std::size_t at = 0; at < bytes.size();) {
    const Utf8Character found = utf8_character(std::string_view(bytes).substr(at));
    if (found.bytes == 0) return false;
    read.push_back({found.code_point, line[owned[at].owner].begin,
                    line[owned[at + found.bytes - 1].owner].end});
    at += found.bytes;
  }
  out.insert(out.end(), read.begin(), read.end());
  return true;
}

// Whether a first byte and a second one of UTF-8 stand side by side somewhere: without that there
// is nothing to read again, and most lines that were only suspected have it nowhere.
bool has_pair(const PlacedLine& line, const Charset& charset) {
  const bool is_latin = charset.encoding() == Encoding::kWindows1252;
  unsigned before = 0;
  for (const PlacedCharacter& c : line) {
    unsigned byte = c.code_point < 0x80 ? 0 : charset.bytes_of(c.code_point);
    if (byte == 0 && is_latin && c.code_point >= 0x80 && c.code_point < 0xA0) byte = c.code_point;
    if (is_rest(byte) && length_by_lead(before) > 0) return true;
    before = byte;
  }
  return false;
}

}  // namespace

std::optional<PlacedLine> reread_as_utf8(const PlacedLine& line, Encoding encoding, Losses losses) {
  const Charset& charset = Charset::of(encoding);
  PlacedLine out;
  if (charset.is_single_byte()) {
    if (!has_pair(line, charset)) return std::nullopt;
    SingleReader reader(line, charset, losses);
    for (std::size_t at = 0; at < line.size();) at += reader.read(at, out);
    if (!reader.any()) return std::nullopt;
    return out;
  }
  bool any = false;
  for (std::size_t at = 0; at < line.size();) {
    std::size_t end = at;
    while (end < line.size() && line[end].code_point >= 0x80) ++end;
    if (end > at && reread_pairs(line, at, end, charset, out)) {
      any = true;
    } else {
      end = std::max(end, at + 1);
      out.insert(out.end(), line.begin() + static_cast<std::ptrdiff_t>(at),
                 line.begin() + static_cast<std::ptrdiff_t>(end));
    }
    at = end;
  }
  if (!any) return std::nullopt;
  return out;
}

std::optional<PlacedLine> reread_as_legacy(const PlacedLine& line, Encoding encoding) {
  const Charset& latin = Charset::of(Encoding::kWindows1252);
  std::vector<OwnedByte> owned;
  std::string bytes;
  for (std::size_t index = 0; index < line.size(); ++index) {
    if (line[index].code_point < 0x80) {
      owned.push_back({static_cast<unsigned char>(line[index].code_point), index});
    } else if (!append_bytes(line, index, latin, owned)) {
      return std::nullopt;
    }
  }
  for (const OwnedByte& byte : owned) bytes += static_cast<char>(byte.byte);
  const Charset& charset = Charset::of(encoding);
  PlacedLine out;
  for (std::size_t at = 0; at < bytes.size();) {
    const CharsetCharacter found = charset.character_at(bytes, at);
    if (found.code_point == kNoCharacter || found.mark != 0) return std::nullopt;
    if (found.code_point >= 0x80 && !is_sound(found.code_point)) return std::nullopt;
    out.push_back({found.code_point, line[owned[at].owner].begin,
                   line[owned[at + found.bytes - 1].owner].end});
    at += found.bytes;
  }
  return out;
}

}  // namespace galley
