// SPDX-License-Identifier: Apache-2.0
// A line is turned back into bytes of each encoding that it may have been read in; what of them is
// UTF-8 (or, the other way round, what is GB18030 and the like) is read again. The round trip alone
// proves little for a short stretch, so the language model must also find the result far likelier.
// What lost bytes on the way (a question mark for a byte that had no character) cannot come back
// and is left.
#include "decode/mojibake.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.h"
#include "decode/charset.h"
#include "decode/language_model.h"

namespace galley {

namespace {

using Line = std::vector<PlacedCharacter>;

constexpr QuarterBits bits(int count) {
  return QuarterBits{4} * count;
}

constexpr std::size_t kLeastBytes = 15;
constexpr std::size_t kMostBytes = 1 << 16;  // a longer line is judged by no one
constexpr int kMostTimes = 3;
constexpr std::size_t kLeastHigh = 6;  // characters beyond ASCII, to tell a legacy encoding by
constexpr QuarterBits kLeastGain = bits(20);
constexpr QuarterBits kLeastGainAgain = bits(6);  // where the line was shown to be mojibake already
constexpr QuarterBits kLeastGainForLegacy = bits(60);

// UTF-8 was read as these.
constexpr std::array kMisreadAs = {
    Encoding::kWindows1252, Encoding::kWindows1251, Encoding::kWindows1250, Encoding::kWindows1254,
    Encoding::kGb18030,     Encoding::kBig5,        Encoding::kShiftJis,    Encoding::kEucKr};
// These were read as Windows-1252.
constexpr std::array kMisread = {
    Encoding::kGb18030, Encoding::kBig5,        Encoding::kShiftJis,
    Encoding::kEucJp,   Encoding::kEucKr,       Encoding::kWindows1251,
    Encoding::kKoi8R,   Encoding::kWindows1250, Encoding::kWindows1253};

Line placed(std::string_view text) {
  Line line;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    const auto begin = static_cast<std::uint32_t>(at - text.data());
    const char32_t c = next_code_point(at);
    line.push_back({c, begin, static_cast<std::uint32_t>(at - text.data())});
  }
  return line;
}

QuarterBits cost_of(const Line& line) {
  std::u32string text;
  for (const PlacedCharacter& c : line) text += c.code_point;
  return LanguageModel::instance().least_cost(text);
}

// A byte that a misread character came from, and the character.
struct OwnedByte {
  unsigned char byte;
  std::size_t owner;
};

// The bytes of line[index] in the encoding; none if it has none. Latin-1 counts as Windows-1252,
// whose undefined bytes most programs read as Latin-1 does.
bool append_bytes(const Line& line, std::size_t index, const Charset& charset,
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

// Length of the UTF-8 character of two bytes or more at `at`; 0 if there is none.
std::size_t utf8_character(const std::vector<OwnedByte>& bytes, std::size_t at) {
  std::string some;
  for (std::size_t index = at; index < std::min(at + 4, bytes.size()); ++index) {
    some += static_cast<char>(bytes[index].byte);
  }
  const auto lead = static_cast<unsigned char>(some[0]);
  const std::size_t length = lead < 0xC2   ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  return length != 0 && length <= some.size() && is_valid_utf8(some.substr(0, length)) ? length : 0;
}

PlacedCharacter joined(const Line& line, const std::vector<OwnedByte>& bytes, std::size_t at,
                       std::size_t length) {
  std::string some;
  for (std::size_t index = at; index < at + length; ++index) {
    some += static_cast<char>(bytes[index].byte);
  }
  const char* reader = some.data();
  return {next_code_point(reader), line[bytes[at].owner].begin,
          line[bytes[at + length - 1].owner].end};
}

// Characters that a reading may come to: no noncharacters. The controls U+0080 to U+009F are what a
// text that was misread twice shows in between, and scraped text has private characters of its own.
bool is_sound(char32_t c) {
  return c >= 0x80 && c != 0xFFFD && c != 0xFEFF && (c & 0xFFFE) != 0xFFFE;
}

// The byte A0 is a no-break space in every code page, and many programs make it a plain one. Inside
// a character it can be told, save after U+00C3: there a space of the text may be meant.
enum class Spaces : std::uint8_t { kAsTheyAre, kMayBeA0 };

// A line as it was before UTF-8 was read as a charset of single bytes. What is sound in it stays,
// for such lines may be mixed. False if there was nothing to read again.
bool reread_singles(const Line& line, const Charset& charset, Spaces spaces, Line& out) {
  bool any = false;
  out.clear();
  std::vector<OwnedByte> bytes;
  for (std::size_t at = 0; at < line.size();) {
    bytes.clear();
    for (std::size_t index = at; index < std::min(at + 4, line.size()); ++index) {
      const bool is_a0 = spaces == Spaces::kMayBeA0 && index > at &&
                         line[index].code_point == ' ' && bytes[0].byte != 0xC3;
      if (is_a0) {
        bytes.push_back({0xA0, index});
      } else if (line[index].code_point < 0x80 || !append_bytes(line, index, charset, bytes)) {
        break;
      }
    }
    const std::size_t length = bytes.empty() ? 0 : utf8_character(bytes, 0);
    const PlacedCharacter character = length == 0 ? line[at] : joined(line, bytes, 0, length);
    if (length != 0 && is_sound(character.code_point)) {
      out.push_back(character);
      at += length;
      any = true;
    } else {
      out.push_back(line[at]);
      ++at;
    }
  }
  return any;
}

// The same for pairs of bytes, which must go back as a whole.
bool reread_pairs(const Line& line, std::size_t begin, std::size_t end, const Charset& charset,
                  Line& out) {
  std::vector<OwnedByte> bytes;
  for (std::size_t index = begin; index < end; ++index) {
    if (!append_bytes(line, index, charset, bytes)) return false;
    // Clean text is given up here, at its first character or second.
    if (index > begin) continue;
    const bool begins = bytes[0].byte >= 0xC2 && bytes[0].byte < 0xF5;
    if (!begins || (bytes.size() > 1 && (bytes[1].byte & 0xC0) != 0x80)) return false;
  }
  Line read;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = utf8_character(bytes, at);
    if (length == 0) return false;
    read.push_back(joined(line, bytes, at, length));
    if (!is_sound(read.back().code_point)) return false;
    at += length;
  }
  out.insert(out.end(), read.begin(), read.end());
  return true;
}

// Whether a first byte and a second one of UTF-8 stand side by side somewhere: without that there
// is nothing to read again, and most lines that were only suspected have it nowhere.
bool has_pair(const Line& line, const Charset& charset) {
  const bool is_latin = charset.encoding() == Encoding::kWindows1252;
  unsigned before = 0;
  for (const PlacedCharacter& c : line) {
    unsigned byte = c.code_point < 0x80 ? 0 : charset.bytes_of(c.code_point);
    if (byte == 0 && is_latin && c.code_point >= 0x80 && c.code_point < 0xA0) byte = c.code_point;
    if (byte >= 0x80 && byte < 0xC0 && before >= 0xC2 && before < 0xF5) return true;
    before = byte;
  }
  return false;
}

// The line as it was before UTF-8 was read as `encoding`; nothing if no run of it was.
std::optional<Line> reread_as_utf8(const Line& line, Encoding encoding) {
  const Charset& charset = Charset::of(encoding);
  Line out;
  if (charset.is_single_byte()) {
    if (!has_pair(line, charset)) return std::nullopt;
    if (!reread_singles(line, charset, Spaces::kAsTheyAre, out)) return std::nullopt;
    reread_singles(line, charset, Spaces::kMayBeA0, out);
    return out;
  }
  bool any = false;
  for (std::size_t at = 0; at < line.size();) {
    if (line[at].code_point < 0x80) {
      out.push_back(line[at++]);
      continue;
    }
    std::size_t end = at;
    while (end < line.size() && line[end].code_point >= 0x80) ++end;
    const bool read = reread_pairs(line, at, end, charset, out);
    any |= read;
    if (!read) {
      out.insert(out.end(), line.begin() + static_cast<std::ptrdiff_t>(at),
                 line.begin() + static_cast<std::ptrdiff_t>(end));
    }
    at = end;
  }
  if (!any) return std::nullopt;
  return out;
}

// The line as it was before `encoding` was read as Windows-1252.
std::optional<Line> reread_as_legacy(const Line& line, Encoding encoding) {
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
  Line out;
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

// What a line was before it was misread, and how likely it is as text.
struct Mended {
  Line line;
  QuarterBits cost = 0;
};

// The likeliest of the lines that `line` may have been before UTF-8 was misread, if it is likelier
// by at least `least_gain`.
std::optional<Mended> undo_utf8(const Line& line, std::optional<QuarterBits>& cost,
                                QuarterBits least_gain) {
  std::optional<Mended> best;
  for (const Encoding encoding : kMisreadAs) {
    std::optional<Line> candidate = reread_as_utf8(line, encoding);
    if (!candidate) continue;
    // Asked only where there is something to compare it with.
    if (!cost) cost = cost_of(line);
    const QuarterBits candidate_cost = cost_of(*candidate);
    if (*cost - candidate_cost < least_gain || (best && best->cost <= candidate_cost)) continue;
    best = Mended{*std::move(candidate), candidate_cost};
  }
  return best;
}

// Whether so much of the line is beyond ASCII that a legacy encoding may have been read as
// Windows-1252.
bool is_dense(const Line& line) {
  std::size_t high = 0;
  std::size_t letters = 0;
  for (const PlacedCharacter& c : line) {
    if (c.code_point >= 0x80) ++high;
    if ((c.code_point | 0x20) >= 'a' && (c.code_point | 0x20) <= 'z') ++letters;
  }
  return high >= kLeastHigh && high * 3 >= letters;
}

}  // namespace

std::optional<std::vector<PlacedCharacter>> undo_mojibake(std::string_view text) {
  if (text.size() < kLeastBytes || text.size() > kMostBytes) return std::nullopt;
  const Line line = placed(text);
  std::optional<QuarterBits> cost;
  std::optional<Mended> best = undo_utf8(line, cost, kLeastGain);
  for (int times = 1; best && times < kMostTimes; ++times) {
    std::optional<QuarterBits> best_cost = best->cost;
    std::optional<Mended> next = undo_utf8(best->line, best_cost, kLeastGainAgain);
    if (!next) break;
    best = std::move(next);
  }
  if (is_dense(line)) {
    for (const Encoding encoding : kMisread) {
      std::optional<Line> candidate = reread_as_legacy(line, encoding);
      if (!candidate) continue;
      if (!cost) cost = cost_of(line);
      const QuarterBits candidate_cost = cost_of(*candidate);
      if (*cost - candidate_cost < kLeastGainForLegacy || (best && best->cost <= candidate_cost)) {
        continue;
      }
      best = Mended{*std::move(candidate), candidate_cost};
    }
  }
  if (!best) return std::nullopt;
  return std::move(best->line);
}

}  // namespace galley
