// SPDX-License-Identifier: Apache-2.0
// By the words that newspapers print for "page" and "continued". A word that is missing here costs
// a line of furniture that stays; one that is wrong would cost text, so each stands only with its
// number and nothing else on the line.
#include "repair/page_marks.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "base/utf8.h"

namespace galley {

namespace {

constexpr auto kPageWords = std::to_array<std::string_view>(
    {"Page",   "page",   "PAGE",     "p.",     "pp.",    "Seite",  "SEITE",  "S.",
     "Página", "página", "PÁGINA",   "Pág.",   "pág.",   "Pagina", "pagina", "PAGINA",
     "Pag.",   "pag.",   "Strona",   "STRONA", "Strana", "STRANA", "Str.",   "str.",
     "Стр.",   "стр.",   "Страница", "С.",     "с.",     "Стор.",  "Sayfa",  "sayfa",
     "SAYFA",  "Trang",  "trang",    "Sida",   "Side",   "Sivu",   "Oldal",  "oldal",
     "Σελίδα", "Σελ.",   "σελ.",     "صفحة",   "الصفحة", "עמוד",   "עמ'",    "หน้า",
     "쪽",     "면",     "페이지",   "頁",     "页",     "面",     "版",     "ページ"});

// What stands beside a page word and its number.
constexpr auto kCompanions =
    std::to_array<std::string_view>({"of", "von", "de", "di", "z", "из", "第"});

// What stands around numbers, and between that of the page and that of all pages.
constexpr std::uint32_t kSigns =
    class_bit(CharacterClass::kSpace) | class_bit(CharacterClass::kWideSpace) |
    class_bit(CharacterClass::kHyphen) | class_bit(CharacterClass::kDash) |
    class_bit(CharacterClass::kSlash) | class_bit(CharacterClass::kOpen) |
    class_bit(CharacterClass::kClose);
constexpr unsigned kMostDigits = 4;

bool is_one_of(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

// What is a number, a sign around numbers, or a part of a word.
enum class Part : std::uint8_t { kDigit, kSign, kWord };

Part part_of(char32_t c) {
  const CharacterClass kind = character_class(c);
  if (kind == CharacterClass::kDigit) return Part::kDigit;
  return is_in(kind, kSigns) || c == U'|' ? Part::kSign : Part::kWord;
}

// A line that sends the reader on: words, a number, and in some languages words behind it.
struct JumpForm {
  std::string_view before;
  std::string_view behind;
};
constexpr auto kJumpForms = std::to_array<JumpForm>({
    {"Fortsetzung auf Seite", ""},
    {"Fortsetzung von Seite", ""},
    {"Fortsetzung Seite", ""},
    {"Fortsetzung auf S.", ""},
    {"Fortsetzung von S.", ""},
    {"Schluss auf Seite", ""},
    {"Schluß auf Seite", ""},
    {"Schluss von Seite", ""},
    {"Schluß von Seite", ""},
    {"Suite page", ""},
    {"Suite en page", ""},
    {"Suite à la page", ""},
    {"Suite de la page", ""},
    {"Lire la suite page", ""},
    {"Lire la suite en page", ""},
    {"Continúa en la página", ""},
    {"Continúa en la pág.", ""},
    {"Sigue en la página", ""},
    {"Pasa a la página", ""},
    {"Viene de la página", ""},
    {"Viene de la pág.", ""},
    {"Continua na página", ""},
    {"Continua na pág.", ""},
    {"Continuação da página", ""},
    {"Continuação da pág.", ""},
    {"Continua a pagina", ""},
    {"Continua a pag.", ""},
    {"Segue a pagina", ""},
    {"Segue a pag.", ""},
    {"Segue dalla pagina", ""},
    {"Vervolg op pagina", ""},
    {"Vervolg van pagina", ""},
    {"Dokończenie na stronie", ""},
    {"Dokończenie ze strony", ""},
    {"Dokończenie na str.", ""},
    {"Dokończenie ze str.", ""},
    {"Ciąg dalszy na stronie", ""},
    {"Ciąg dalszy ze strony", ""},
    {"Ciąg dalszy na str.", ""},
    {"Ciąg dalszy ze str.", ""},
    {"Pokračování na straně", ""},
    {"Pokračování ze strany", ""},
    {"Dokončení na straně", ""},
    {"Dokončení ze strany", ""},
    {"Окончание на стр.", ""},
    {"Окончание на странице", ""},
    {"Продолжение на стр.", ""},
    {"Продолжение на странице", ""},
    {"Начало на стр.", ""},
    {"Начало на странице", ""},
    {"Συνέχεια στη σελίδα", ""},
    {"Συνέχεια από τη σελίδα", ""},
    {"Xem tiếp trang", ""},
    {"Tiếp theo trang", ""},
    {"البقية على الصفحة", ""},
    {"تتمة الصفحة", ""},
    {"המשך בעמוד", ""},
    {"המשך מעמוד", ""},
    {"อ่านต่อหน้า", ""},
    {"Devamı", ". sayfada"},
    {"Devamı", "'de"},
    {"Devamı sayfa", "'de"},
    {"", "면에 계속"},
    {"", "면에서 계속"},
    {"", "面に続く"},
    {"", "面へ続く"},
    {"", "面から続く"},
});

// A number, and signs around it.
bool is_number(std::string_view text) {
  unsigned digits = 0;
  for (const char *at = text.data(), *const end = at + text.size(); at != end;) {
    const Part part = part_of(next_code_point(at));
    if (part == Part::kWord) return false;
    digits += part == Part::kDigit;
  }
  return digits > 0 && digits <= kMostDigits;
}

// Without brackets, arrows and points around.
std::string_view bare(std::string_view text) {
  constexpr std::uint32_t kFrame = kSigns | class_bit(CharacterClass::kBullet) |
                                   class_bit(CharacterClass::kStop) |
                                   class_bit(CharacterClass::kSymbol);
  const char* begin = text.data();
  const char* end = begin + text.size();
  while (begin != end) {
    const char* behind = begin;
    if (!is_in(character_class(next_code_point(behind)), kFrame)) break;
    begin = behind;
  }
  while (end != begin) {
    const char* before = end;
    if (!is_in(character_class(previous_code_point(before)), kFrame)) break;
    end = before;
  }
  return text.substr(static_cast<std::size_t>(begin - text.data()),
                     static_cast<std::size_t>(end - begin));
}

bool has_form(std::string_view text, const JumpForm& form) {
  return text.size() > form.before.size() + form.behind.size() && text.starts_with(form.before) &&
         text.ends_with(form.behind) &&
         is_number(text.substr(form.before.size(),
                               text.size() - form.before.size() - form.behind.size()));
}

// Whether a line can have any of the forms: almost none can, and asking them all costs much.
bool may_have_form(std::string_view text, const Line& line) {
  constexpr std::uint32_t kMostCells = 44;
  if (line.digits == 0 || line.digits > kMostDigits || line.cells > kMostCells) return false;
  if (line.first_class == CharacterClass::kLower || line.words > 8) return false;
  if (line.end_class == CharacterClass::kDigit) return line.words > 1;
  // "стр. 3." and the forms whose number stands first.
  const char last = text.back();
  if (last == '.')
    return text.size() > 1 && text[text.size() - 2] >= '0' && text[text.size() - 2] <= '9';
  return static_cast<signed char>(last) < 0 || text.front() == 'D';
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

// Whether text begins with a word, case apart and but for two letters that were misread.
bool begins_like(std::string_view text, std::string_view word) {
  constexpr unsigned kMostMisread = 2;
  if (text.size() <= word.size() || text[word.size()] != ' ') return false;
  unsigned misread = 0;
  for (std::size_t i = 0; i < word.size(); ++i) misread += lower(text[i]) != lower(word[i]);
  return misread <= kMostMisread;
}

// What names a page behind "Continued on": "Page Six, Column Two", "last page", "Pago 3".
bool begins_with_page(std::string_view text) {
  if (lower(text.front()) == 'p') return true;
  constexpr auto kOrdinals = std::to_array<std::string_view>(
      {"first ", "second ", "third ", "fourth ", "fifth ", "sixth ", "seventh ", "eighth ",
       "ninth ", "tenth ", "eleventh ", "twelfth ", "last p", "next p", "editorial"});
  return std::ranges::any_of(kOrdinals, [&](std::string_view ordinal) {
    return text.size() > ordinal.size() &&
           std::ranges::equal(text.substr(0, ordinal.size()), ordinal, {}, lower);
  });
}

// English front pages have one at the end of every other article, misread as all else on them. In
// brackets what follows may be misread beyond knowledge.
bool is_english_jump(std::string_view text) {
  constexpr std::size_t kMostNoise = 3, kMostRest = 32;
  std::size_t noise = 0;
  bool bracket = false;
  const auto is_letter = [](char c) { return lower(c) >= 'a' && lower(c) <= 'z'; };
  while (noise < text.size() && noise < kMostNoise && !is_letter(text[noise])) {
    bracket |= text[noise] == '(' || text[noise] == '[';
    ++noise;
  }
  text.remove_prefix(noise);
  if (text.starts_with("To be c")) text.remove_prefix(std::string_view("To be ").size());
  constexpr std::string_view kContinued = "Continued";
  if (!begins_like(text, kContinued)) return false;
  text.remove_prefix(kContinued.size() + 1);
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos || space + 1 == text.size()) return false;
  const std::string_view link = text.substr(0, space), rest = text.substr(space + 1);
  constexpr auto kLinks =
      std::to_array<std::string_view>({"on", "en", "from", "ON", "FROM", "to", "TO"});
  return rest.size() <= kMostRest && is_one_of(kLinks, link) &&
         (begins_with_page(rest) || (bracket && link != "to"));
}

}  // namespace

bool may_be_furniture(const Line& line) {
  constexpr std::uint32_t kMostCells = 60;
  if (line.cells > kMostCells || line.role == LineRole::kFence) return false;
  constexpr std::uint32_t kGoesOn =
      class_bit(CharacterClass::kWideStop) | class_bit(CharacterClass::kWideComma) |
      class_bit(CharacterClass::kComma) | class_bit(CharacterClass::kHyphen);
  const bool is_framed = line.first_class == CharacterClass::kHyphen && line.digits > 0;  // - 12 -
  return is_framed || !is_in(line.end_class, kGoesOn);
}

bool is_page_number(std::string_view text) {
  unsigned digits = 0, words = 0, page_words = 0;
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at != end;) {
    const char* const begin = at;
    const Part part = part_of(next_code_point(at));
    digits += part == Part::kDigit;
    if (part != Part::kWord) continue;
    ++words;
    for (const char* behind = at; behind != end; at = behind) {
      if (part_of(next_code_point(behind)) != Part::kWord) break;
    }
    const std::string_view word(begin, static_cast<std::size_t>(at - begin));
    if (is_one_of(kPageWords, word)) {
      ++page_words;
    } else if (!is_one_of(kCompanions, word)) {
      return false;
    }
  }
  if (digits == 0 || digits > 2 * kMostDigits) return false;
  return page_words == 1 || (words == 0 && digits <= kMostDigits);
}

bool is_jump_line(std::string_view text, const Line& line) {
  if (text.empty()) return false;
  if (may_begin_jump(text.front())) {
    if (is_english_jump(text)) return true;
    for (const std::string_view opening :
         {"（下转", "(下转", "（上接", "(上接", "下转第", "上接第", "（下轉", "(下轉", "下轉第"}) {
      if (text.starts_with(opening)) return count_code_points(text) <= 14;
    }
  }
  if (!may_have_form(text, line)) return false;
  const std::string_view words = bare(text);
  return std::ranges::any_of(kJumpForms,
                             [&](const JumpForm& form) { return has_form(words, form); });
}

}  // namespace galley
