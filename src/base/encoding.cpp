// SPDX-License-Identifier: Apache-2.0
#include "galley/encoding.h"

#include <string>

namespace galley {

namespace {

struct Name {
  std::string_view name;
  Encoding encoding;
};

// The first name of each encoding is the one it is called by; the others are those that files and
// users have been seen to use. In lower case, without what stands for a space.
constexpr Name kNames[] = {
    {"unknown", Encoding::kUnknown},
    {"UTF-8", Encoding::kUtf8},
    {"UTF-16LE", Encoding::kUtf16Le},
    {"UTF-16BE", Encoding::kUtf16Be},
    {"UTF-32LE", Encoding::kUtf32Le},
    {"UTF-32BE", Encoding::kUtf32Be},
    {"GB18030", Encoding::kGb18030},
    {"Big5", Encoding::kBig5},
    {"Shift_JIS", Encoding::kShiftJis},
    {"EUC-JP", Encoding::kEucJp},
    {"EUC-KR", Encoding::kEucKr},
    {"windows-1250", Encoding::kWindows1250},
    {"windows-1251", Encoding::kWindows1251},
    {"windows-1252", Encoding::kWindows1252},
    {"windows-1253", Encoding::kWindows1253},
    {"windows-1254", Encoding::kWindows1254},
    {"windows-1255", Encoding::kWindows1255},
    {"windows-1256", Encoding::kWindows1256},
    {"windows-1257", Encoding::kWindows1257},
    {"windows-1258", Encoding::kWindows1258},
    {"ISO-8859-2", Encoding::kIso8859_2},
    {"ISO-8859-5", Encoding::kIso8859_5},
    {"ISO-8859-7", Encoding::kIso8859_7},
    {"ISO-8859-15", Encoding::kIso8859_15},
    {"KOI8-R", Encoding::kKoi8R},
    {"KOI8-U", Encoding::kKoi8U},
    {"ascii", Encoding::kWindows1252},
    {"iso-8859-1", Encoding::kWindows1252},
    {"latin1", Encoding::kWindows1252},
    {"cp1250", Encoding::kWindows1250},
    {"cp1251", Encoding::kWindows1251},
    {"cp1252", Encoding::kWindows1252},
    {"cp1253", Encoding::kWindows1253},
    {"cp1254", Encoding::kWindows1254},
    {"iso-8859-9", Encoding::kWindows1254},
    {"latin5", Encoding::kWindows1254},
    {"cp1255", Encoding::kWindows1255},
    {"cp1256", Encoding::kWindows1256},
    {"cp1257", Encoding::kWindows1257},
    {"cp1258", Encoding::kWindows1258},
    {"latin2", Encoding::kIso8859_2},
    {"latin9", Encoding::kIso8859_15},
    {"gb2312", Encoding::kGb18030},
    {"gbk", Encoding::kGb18030},
    {"cp936", Encoding::kGb18030},
    {"big5-hkscs", Encoding::kBig5},
    {"cp950", Encoding::kBig5},
    {"sjis", Encoding::kShiftJis},
    {"cp932", Encoding::kShiftJis},
    {"windows-31j", Encoding::kShiftJis},
    {"cp949", Encoding::kEucKr},
    {"uhc", Encoding::kEucKr},
    {"ks_c_5601-1987", Encoding::kEucKr},
};

// Case and the separators - and _ do not matter.
std::string folded(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '-' || c == '_' || c == ' ') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  return out;
}

}  // namespace

std::string_view to_string(Encoding encoding) {
  return kNames[static_cast<std::size_t>(encoding)].name;
}

std::optional<Encoding> encoding_named(std::string_view name) {
  const std::string wanted = folded(name);
  for (const Name& known : kNames) {
    if (known.encoding != Encoding::kUnknown && folded(known.name) == wanted) return known.encoding;
  }
  return std::nullopt;
}

}  // namespace galley
