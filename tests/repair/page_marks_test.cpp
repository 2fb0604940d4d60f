// SPDX-License-Identifier: Apache-2.0
#include "repair/page_marks.h"

#include <gtest/gtest.h>

#include "tests/support/repaired.h"

namespace galley {
namespace {

bool jumps(std::string_view text) {
  Line line;
  EXPECT_TRUE(measure_line(text, 0, line)) << text;
  return is_jump_line(text, line);
}

TEST(PageMarks, NumberOfAPage) {
  for (const std::string_view text :
       {"12",       "- 12 -",   "— 12 —",   "[3]",         "12 / 34",       "Page 12", "Seite 12",
        "Página 4", "Strona 7", "Стр. 5",   "Trang 9",     "3면",           "2 面",    "第 3 页",
        "第2版",    "صفحة 4",   "Σελίδα 6", "Page 3 of 8", "Seite 3 von 8", "| 7"}) {
    EXPECT_TRUE(is_page_number(text)) << text;
  }
  for (const std::string_view text : {"", "Page", "of 12", "Pier 12", "12 boats", "3.15", "12,000",
                                      "20161", "第3號燈塔", "面", "Page 3 Seite 3", "Chapter 3"}) {
    EXPECT_FALSE(is_page_number(text)) << text;
  }
}

TEST(PageMarks, LinesThatSendTheReaderOn) {
  for (const std::string_view text : {"Continued on page 2",
                                      "(Continued from Page 1)",
                                      "Continued on last page",
                                      "CONTINUED ON PAGE SIX, COLUMN TWO",
                                      "(Contlnued on I'age Two)",
                                      "^Continued on Pago 8",
                                      ". (Continued en Third Page.)",
                                      "To be continued on page 4",
                                      "Fortsetzung auf Seite 4",
                                      "(Fortsetzung von Seite 1)",
                                      "Suite page 3",
                                      "(Suite de la page 1)",
                                      "Continúa en la página 12",
                                      "Continua a pagina 5",
                                      "Dokończenie na str. 6",
                                      "(Окончание на стр. 2)",
                                      "Продолжение на странице 3.",
                                      "Devamı 5. sayfada",
                                      "Xem tiếp trang 8",
                                      "► 4면에 계속",
                                      "（3面に続く）",
                                      "（下转第2版）",
                                      "（上接第一版）",
                                      "(下轉第四版)",
                                      "البقية على الصفحة 3",
                                      "המשך בעמוד 7"}) {
    EXPECT_TRUE(jumps(text)) << text;
  }
  for (const std::string_view text :
       {"Continued rain on page boys", "Continued on his way to the reef", "(The lamp on page one)",
        "Continued on Tuesday, when the tide was at its lowest point",
        "Fortsetzung auf Seite der Gegner", "Suite page", "Fortsetzung auf Seite 4 des Berichts",
        "Continúa en la página 12 el relato", "Devamı gelecek 5", "4면에 계속되는 이야기"}) {
    EXPECT_FALSE(jumps(text)) << text;
  }
}

// The paragraph that a page's end cuts goes on behind the number of the page in any language.
TEST(PageMarks, ParagraphsGoOnOverThem) {
  for (const std::string_view mark : {"Strona 7", "— 7 —", "стр. 7", "Página 7"}) {
    const std::string text = repaired(
        "The keeper climbed the stair and lit\nthe lamp before the night came down\n"
        "on the water, and the boats that had\ngone out to the western reef in the\n" +
        std::string(mark) +
        "\n\f"
        "morning saw it from afar and turned\nhomeward over the bar, one behind the\n"
        "other, until the last of them lay at\nthe quay.\n");
    EXPECT_NE(text.find("in the morning"), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace galley
